//! Every table of `tests/behaviour` against this runtime.

mod big_integers;
mod containers;
mod datum;
mod dispatch;
mod library;
mod maths;
mod numbers;
mod text;
mod times;
mod values;
mod web;

use std::path::Path;

use datum::Datum;
use dispatch::Helpers;
use serde_json::Value as Json;

/// Tables whose helpers this runtime does not have: nothing translates to them.
const WITHOUT_HELPER: &[&str] = include!("without_helper.in");

#[test]
fn every_table_agrees() {
    let mut helpers = Helpers::default();
    text::add(&mut helpers);
    numbers::add(&mut helpers);
    big_integers::add(&mut helpers);
    containers::add(&mut helpers);
    values::add(&mut helpers);
    library::add(&mut helpers);
    web::add(&mut helpers);
    times::add(&mut helpers);
    maths::add(&mut helpers);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/behaviour");
    let only = std::env::var("ONLY").unwrap_or_default();
    let (mut tables, mut rows, mut skipped) = (0, 0, 0);
    let mut wrong = Vec::new();
    let mut missing = Vec::new();
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("the tables")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    paths.sort();
    for path in paths {
        let table: Json = serde_json::from_slice(&std::fs::read(&path).expect("a table")).expect("JSON");
        let name = table["helper"].as_str().expect("a name").to_owned();
        if !name.starts_with(&only) || WITHOUT_HELPER.contains(&name.as_str()) {
            continue;
        }
        let Some(helper) = helpers.get(&name) else {
            missing.push(name);
            continue;
        };
        tables += 1;
        let before = rows;
        for row in table["calls"].as_array().expect("rows") {
            match check(&helper, row) {
                Check::Right => rows += 1,
                Check::Skipped => skipped += 1,
                Check::Wrong(what) => wrong.push(format!("{name}{what}")),
            }
        }
        if rows == before {
            wrong.push(format!("{name}: no row was carried out"));
        }
    }
    println!("{tables} tables, {rows} rows right, {skipped} skipped, {} wrong", wrong.len());
    println!("{} without an entry: {}", missing.len(), missing.join(" "));
    let shown: usize = std::env::var("SHOW").ok().and_then(|n| n.parse().ok()).unwrap_or(60);
    for what in wrong.iter().take(shown) {
        println!("{what}");
    }
    assert!(wrong.is_empty() && missing.is_empty());
}

enum Check {
    Right,
    Skipped,
    Wrong(String),
}

fn check(helper: &impl Fn(&[Datum]) -> Option<dispatch::Outcome>, row: &Json) -> Check {
    let args: Vec<Datum> = row["args"].as_array().expect("arguments").iter().map(Datum::read).collect();
    let wanted = row.get("result").map(Datum::read);
    let outcome = match py::catch_beyond(|| helper(&args)) {
        Ok(Some(outcome)) => outcome,
        Ok(None) => return Check::Skipped,
        Err(beyond) => {
            // Beyond is never wrong; whether it was needed is the second question.
            let needed = wanted.as_ref().is_none_or(Datum::is_beyond) || beyond.0 != "an integer past 64 bits";
            return if needed { Check::Skipped } else { Check::Wrong(format!("{args:?}: beyond: {}", beyond.0)) };
        }
    };
    match (&outcome.result, &wanted) {
        (Ok(got), Some(wanted)) => {
            if !got.agrees(wanted) {
                return Check::Wrong(format!("{args:?}: {got:?}, Python {wanted:?}"));
            }
        }
        (Err(error), None) => {
            let raised = &row["raises"];
            let (class, text) = (raised["class"].as_str().unwrap_or(""), raised["str"].as_str().unwrap_or(""));
            if error.class().name != class || error.to_string() != text {
                return Check::Wrong(format!("{args:?}: {error:?}, Python {class}: {text}"));
            }
        }
        (Ok(got), None) => return Check::Wrong(format!("{args:?}: {got:?}, Python {}", row["raises"])),
        (Err(error), Some(wanted)) => return Check::Wrong(format!("{args:?}: {error:?}, Python {wanted:?}")),
    }
    if let (Some(after), Some(wanted)) = (&outcome.after, row.get("after")) {
        let wanted: Vec<Datum> = wanted.as_array().expect("arguments").iter().map(Datum::read).collect();
        if !after.iter().zip(&wanted).all(|(got, wanted)| got.agrees(wanted)) {
            return Check::Wrong(format!("{args:?}: then {after:?}, Python {wanted:?}"));
        }
    }
    Check::Right
}
