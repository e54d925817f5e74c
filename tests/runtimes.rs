//! The runtimes that generated projects take their files from pass their own tests and lints. Both read the recorded answers in `tests/behaviour`.

mod support;

use std::process::Command;

use support::{build_folder, has, root, succeed};

#[test]
fn the_go_runtime_passes_its_tests() {
    if !has("go") {
        return;
    }
    let folder = root().join("templates/go");
    for args in [&["vet", "./..."][..], &["test", "./..."]] {
        succeed(Command::new("go").args(args).current_dir(&folder));
    }
    let unformatted = succeed(Command::new("gofmt").args(["-l", "."]).current_dir(&folder));
    assert_eq!(String::from_utf8_lossy(&unformatted.stdout), "", "these files are not as gofmt writes them");
}

#[test]
fn the_rust_runtime_passes_its_tests() {
    if !has("cargo") {
        return;
    }
    // `--locked`: what is in the lock file is taken, and nothing is looked up that is there.
    for args in [
        &["fmt", "--check"][..],
        &["test", "--locked", "--quiet"],
        &["clippy", "--locked", "--quiet", "--all-targets", "--", "-D", "warnings"],
    ] {
        let mut command = Command::new("cargo");
        succeed(
            command
                .args(args)
                .current_dir(root().join("templates/rust"))
                .env("CARGO_TARGET_DIR", build_folder("rust-runtime")),
        );
    }
}
