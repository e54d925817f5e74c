#!/bin/sh
# Analyzes the web backend, moves it to Rust, builds it and certifies it. Needs cargo and python3.
set -eu
cd "$(dirname "$0")"
out="${1:-../../target/web-backend-rust}"

pivot() {
    printf '\n$ pivot %s\n' "$*"
    cargo run --quiet --release --manifest-path ../../Cargo.toml -- "$@"
}

pivot analyze api_server.py
pivot evolve api_server.py --target rust -o "$out"
pivot parity "$out" --requests requests.jsonl
