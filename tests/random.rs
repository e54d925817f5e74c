//! Random services, a small and fixed set of them: `tests/random` writes them, moves them and compares them with the original by `pivot parity`.
//!
//! `docs/contributing.md` says how to run many more.

mod support;

use std::process::Command;

use support::{arg, build_folder, has, root, run, text};

/// The seeds of each target, with the routes that do not build yet: open work, to be taken off the list by hand.
const SEEDS: &[(&str, &str, &str)] = &[("go", "2010", ""), ("go", "2011", ""), ("rust", "2020", "")];
/// How many routes each service has.
const ROUTES: &str = "25";

/// Moves the services of a target's seeds: no answer differs, everything builds.
fn compare(target: &str, tools: &[&str]) {
    if !tools.iter().all(|tool| has(tool)) {
        return;
    }
    let script = root().join("tests/random/run.py");
    let folder = build_folder("random");
    for (_, seed, open) in SEEDS.iter().filter(|(known, ..)| *known == target) {
        let mut command = Command::new("python3");
        command.arg(&script).args(["--seeds", seed, "--without", open, "--routes", ROUTES, "--target", target]);
        command.args(["--pivot", env!("CARGO_BIN_EXE_pivot"), "--folder", arg(&folder), "--source"]);
        let output = run(&mut command);
        let said = text(&output);
        assert!(output.status.success(), "{said}");
        assert!(!said.contains(", 0 native"), "nothing was moved\n{said}");
    }
}

#[test]
fn random_services_answer_the_same_in_go() {
    compare("go", &["python3", "go"]);
}

#[test]
fn random_services_answer_the_same_in_rust() {
    compare("rust", &["python3", "cargo"]);
}
