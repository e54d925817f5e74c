//! Random services, a small and fixed set of them: `tests/random` writes them, moves them and compares them with the original by `pivot parity`.
//!
//! `docs/contributing.md` says how to run many more.

mod support;

use std::process::Command;

use support::{arg, build_folder, has, root, run, text};

/// The seeds, and how many routes each service has.
const SEEDS: &[(&str, &str)] = &[("go", "1..3"), ("rust", "1..2")];
const ROUTES: &str = "20";

/// Moves the services of a target's seeds: no answer differs, everything builds.
fn compare(target: &str, tools: &[&str]) {
    if !tools.iter().all(|tool| has(tool)) {
        return;
    }
    let seeds = SEEDS.iter().find(|(known, _)| *known == target).map_or("", |(_, seeds)| *seeds);
    let script = root().join("tests/random/run.py");
    let folder = build_folder("random");
    let output = run(Command::new("python3").arg(script).args([
        "--seeds",
        seeds,
        "--target",
        target,
        "--routes",
        ROUTES,
        "--pivot",
        env!("CARGO_BIN_EXE_pivot"),
        "--folder",
        arg(&folder),
        "--source",
    ]));
    assert!(output.status.success(), "{}", text(&output));
    let said = text(&output);
    assert!(!said.contains(" 0 native"), "nothing was moved\n{said}");
}

#[test]
fn random_services_answer_the_same_in_go() {
    compare("go", &["python3", "go"]);
}

#[test]
fn random_services_answer_the_same_in_rust() {
    compare("rust", &["python3", "cargo"]);
}
