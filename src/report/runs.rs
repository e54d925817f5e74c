//! The comparison of two programs as text and as JSON.

use std::fmt::Write;

use anyhow::Result;
use serde::Serialize;

use super::page::{Ink, Page};
use crate::parity::runs::{Compared, End, Match};

/// How many runs that differ are shown; the JSON has all.
const SHOWN: usize = 10;

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    verdict: &'a str,
    runs: usize,
    identical: usize,
    differing: usize,
    undecided: usize,
    different: Vec<Different<'a>>,
}

#[derive(Serialize)]
struct Different<'a> {
    run: usize,
    arguments: &'a [String],
    stdin: &'a str,
    result: Match,
    old: Left,
    new: Left,
}

#[derive(Serialize)]
struct Left {
    stdout: String,
    stderr: String,
    code: Option<i32>,
}

impl Left {
    fn of(end: &End) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self { stdout: text(&end.stdout), stderr: text(&end.stderr), code: end.code }
    }
}

fn count(runs: &[Compared], result: Match) -> usize {
    runs.iter().filter(|run| run.result == result).count()
}

fn verdict(runs: &[Compared]) -> &'static str {
    match (count(runs, Match::Differing), count(runs, Match::Undecided)) {
        (0, 0) => "certified",
        (0, _) => "undecided",
        (_, _) => "differs",
    }
}

/// For programs.
///
/// # Errors
/// None that a comparison can cause.
pub fn json(runs: &[Compared]) -> Result<String> {
    let different = runs.iter().enumerate().filter(|(_, run)| run.result != Match::Identical);
    let document = Document {
        schema: 1,
        verdict: verdict(runs),
        runs: runs.len(),
        identical: count(runs, Match::Identical),
        differing: count(runs, Match::Differing),
        undecided: count(runs, Match::Undecided),
        different: different
            .map(|(index, run)| Different {
                run: index + 1,
                arguments: &run.start.arguments,
                stdin: &run.start.stdin,
                result: run.result,
                old: Left::of(&run.old),
                new: Left::of(&run.new),
            })
            .collect(),
    };
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}

/// For people.
pub fn text(runs: &[Compared], color: bool) -> String {
    let mut text = String::new();
    let ink = match verdict(runs) {
        "certified" => Ink::Green,
        "undecided" => Ink::Yellow,
        _ => Ink::Red,
    };
    let page = Page::new(color);
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "{}: {} of {} runs identical, {} differing, {} undecided",
        page.paint(ink, verdict(runs)),
        count(runs, Match::Identical),
        runs.len(),
        count(runs, Match::Differing),
        count(runs, Match::Undecided)
    );
    let different = runs.iter().enumerate().filter(|(_, run)| run.result != Match::Identical);
    for (index, run) in different.take(SHOWN) {
        let _ = writeln!(text, "\nrun {}: {}", index + 1, run.start.arguments.join(" "));
        if run.result == Match::Undecided {
            let _ = writeln!(text, "  the original does not do the same twice");
            continue;
        }
        if run.old.code != run.new.code {
            let _ = writeln!(text, "  exit code {} became {}", code(&run.old), code(&run.new));
        }
        for (name, old, new) in
            [("stdout", &run.old.stdout, &run.new.stdout), ("stderr", &run.old.stderr, &run.new.stderr)]
        {
            if old != new {
                let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(new));
                let diff = similar::TextDiff::from_lines(old.as_ref(), new.as_ref());
                let _ = write!(text, "{}", diff.unified_diff().context_radius(1).header(name, name));
            }
        }
    }
    text
}

fn code(end: &End) -> String {
    end.code.map_or_else(|| "of a signal".to_owned(), |code| code.to_string())
}
