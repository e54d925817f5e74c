#!/usr/bin/env python3
"""
Build the twins on the runtimes, lint them, and compare them with the original over its whole tape.

    check.py [--go RUNTIME] [--rust RUNTIME] [--work FOLDER] [go|rust ...]

RUNTIME is the folder of the runtime package `py` (default: templates/go/py, templates/rust/py). Exit code 1 when
something does not build, is not formatted, or answers differently.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
ORIGINAL = ROOT / "examples/04-web-backend/api_server.py"
REPLAY = ROOT / "tests/cases/services/replay.py"
TWIN = Path(__file__).resolve().parent / "web-backend"

STEPS = {
    "go": [["go", "build", "-o", "api_server", "."], ["go", "vet", "."], ["gofmt", "-l", "main.go", "api_server.go", "records.go"]],
    "rust": [
        ["cargo", "build", "--quiet"],
        ["rustfmt", "--check", "--edition", "2024", "--config", "skip_children=true", "src/api_server.rs", "src/records.rs"],
        ["cargo", "clippy", "--quiet", "--", "-D", "warnings"],
    ],
}
BINARY = {"go": "api_server", "rust": "target/debug/api_server"}


def prepare(target, runtime, work):
    """Copy the twin and the runtime into a project that builds."""
    project = Path(work) / target
    shutil.copytree(TWIN / target, project, dirs_exist_ok=True)
    destination = project / ("py" if target == "go" else "src/py")
    shutil.rmtree(destination, ignore_errors=True)
    shutil.copytree(runtime, destination, ignore=shutil.ignore_patterns("*_test.go"))
    return project


def main():
    parser = argparse.ArgumentParser(description="Build the twins and compare them with the original.")
    parser.add_argument("targets", nargs="*", default=["go", "rust"], metavar="TARGET", help="go, rust")
    parser.add_argument("--go", default=ROOT / "templates/go/py")
    parser.add_argument("--rust", default=ROOT / "templates/rust/py")
    parser.add_argument("--work")
    arguments = parser.parse_args()

    bad = False
    with tempfile.TemporaryDirectory() as temporary:
        for target in arguments.targets:
            project = prepare(target, getattr(arguments, target), arguments.work or temporary)
            steps = STEPS[target] + [
                [sys.executable, REPLAY, "--compare", f"{project / BINARY[target]} {{port}}", ORIGINAL],
            ]
            for step in steps:
                done = subprocess.run(step, cwd=project, capture_output=True, text=True)
                failed = done.returncode != 0 or step[0] == "gofmt" and done.stdout
                print(f"{target}: {' '.join(map(str, step[:2]))}: {'FAILED' if failed else 'ok'}")
                if failed or step[0] == sys.executable:
                    print(done.stdout[-6000:] + done.stderr[-6000:])
                bad |= bool(failed)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
