//! A certificate names what was compared, and `--verify` says what of it is no longer so.

mod support;

use std::fs;

use serde_json::{Value, json};
use support::servers::{Case, USER, gets};
use support::{arg, pivot, run, text};

/// A certified project with two sources, a generated file and a built program.
fn certified() -> Case {
    let case = Case::new(USER, USER, &gets(3)).with_manifest(&json!([]));
    let mut manifest: Value = serde_json::from_str(&read(&case, "pivot.json")).expect("JSON");
    manifest["sources"] = json!([{"path": "old.py", "sha256": "00"}]);
    manifest["files"] = json!([{"path": "main.go", "sha256": "00"}]);
    let new = manifest["run"]["new"].as_array_mut().expect("a list");
    new[0] = json!("./server");
    fs::write(case.path("pivot.json"), manifest.to_string()).expect("written");
    fs::write(case.path("main.go"), "package main\n").expect("written");
    fs::write(case.path("server"), "#!/bin/sh\nexec python3 \"$@\"\n").expect("written");
    fs::set_permissions(case.path("server"), std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("set");
    case.certificate(0, &["-o", arg(&case.path("certificate.json"))]);
    case
}

fn read(case: &Case, name: &str) -> String {
    fs::read_to_string(case.path(name)).expect("a file")
}

/// The exit code of `--verify`, and what it says.
fn verify(case: &Case, arguments: &[&str]) -> (Option<i32>, String) {
    let (folder, certificate) = (case.folder.path(), case.path("certificate.json"));
    let output = run(pivot(&["parity", arg(folder), "--verify", arg(&certificate)]).args(arguments));
    (output.status.code(), text(&output))
}

#[test]
fn a_certificate_names_every_file_by_its_hash() {
    let case = certified();
    let certificate: Value = serde_json::from_str(&read(&case, "certificate.json")).expect("JSON");
    let subject = &certificate["subject"];
    let paths = |key: &str| -> Vec<String> {
        let files = subject[key].as_array().expect("a list").iter();
        files.map(|file| file["path"].as_str().expect("a path").to_owned()).collect()
    };
    assert_eq!(paths("sources"), ["old.py"]);
    assert_eq!(paths("project"), ["main.go", "pivot.json"]);
    assert_eq!((&subject["program"]["path"], &subject["tape"]["path"]), (&json!("server"), &json!("tape.jsonl")));
    let sum = run(std::process::Command::new("sha256sum").arg(case.path("tape.jsonl")));
    assert!(text(&sum).starts_with(subject["tape"]["sha256"].as_str().expect("a hash")), "{subject}");
    let (code, said) = verify(&case, &[]);
    assert!(code == Some(0) && said.starts_with("the certificate holds: 3 requests were certified; "), "{said}");
}

#[test]
fn every_change_is_named() {
    for (file, what) in [
        ("old.py", "source old.py: changed"),
        ("main.go", "project main.go: changed"),
        ("pivot.json", "project pivot.json: changed"),
        ("server", "program server: changed"),
        ("tape.jsonl", "tape tape.jsonl: changed"),
    ] {
        let case = certified();
        fs::write(case.path(file), read(&case, file) + "\n").expect("written");
        let (code, said) = verify(&case, &[]);
        assert_eq!((code, said.as_str()), (Some(1), format!("the certificate does not hold:\n  {what}\n").as_str()));
    }
    let case = certified();
    fs::write(case.path("more.go"), "package main\n").expect("written");
    fs::remove_file(case.path("old.py")).expect("removed");
    fs::remove_file(case.path("tape.jsonl")).expect("removed");
    let (code, said) = verify(&case, &["--format", "json"]);
    let said: Value = serde_json::from_str(&said).expect("JSON");
    let change = |what: &str, path: &str, change: &str| json!({"what": what, "path": path, "change": change});
    let changes = [
        change("source", "old.py", "missing"),
        change("project", "more.go", "added"),
        change("tape", "tape.jsonl", "missing"),
    ];
    assert_eq!((code, &said), (Some(1), &json!({"schema": 1, "holds": false, "changes": changes})));
}

#[test]
fn a_program_that_is_not_built_is_no_change_and_another_tape_is() {
    let case = certified();
    fs::remove_file(case.path("server")).expect("removed");
    assert_eq!(verify(&case, &[]).0, Some(0));
    fs::rename(case.path("tape.jsonl"), case.path("moved.jsonl")).expect("moved");
    assert_eq!(verify(&case, &["--requests", arg(&case.path("moved.jsonl"))]).0, Some(0));
    assert_eq!(verify(&case, &["--requests", arg(&case.path("main.go"))]).0, Some(1));
    assert_eq!(verify(&case, &["--requests", arg(&case.path("none"))]).0, Some(2));
}

#[test]
fn an_edited_certificate_and_one_of_differences_do_not_hold() {
    let case = certified();
    let edited = read(&case, "certificate.json").replace("\"requests\": 3", "\"requests\": 4");
    fs::write(case.path("certificate.json"), edited).expect("written");
    let (code, said) = verify(&case, &[]);
    assert!(code == Some(1) && said.contains("certificate.json: edited"), "{said}");
    let case = Case::new(USER, &USER.replace("100.0", "1"), &gets(2));
    case.certificate(1, &["-o", arg(&case.path("certificate.json"))]);
    let (code, said) = verify(&case, &[]);
    assert!(code == Some(1) && said.contains("certificate.json: not certified"), "{said}");
}

#[test]
fn what_is_no_certificate_cannot_be_verified() {
    let case = Case::new(USER, USER, &gets(1));
    assert_eq!(verify(&case, &[]).0, Some(2));
    for wrong in ["", "{}", "[]", "{\"schema\": 1, \"verdict\": \"certified\"}", "\u{0}"] {
        fs::write(case.path("certificate.json"), wrong).expect("written");
        let (code, said) = verify(&case, &[]);
        assert!(code == Some(2) && said.contains("is no certificate"), "{wrong}: {said}");
    }
    fs::write(case.path("certificate.json"), [0xff, 0xfe]).expect("written");
    assert_eq!(verify(&case, &[]).0, Some(2));
}
