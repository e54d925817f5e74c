//! What holds a route back is shown where it stands: the source line, underlined, in what `evolve` and `analyze` print for people.

mod support;

use std::fs;
use std::path::PathBuf;

use support::{arg, pivot, root, run, text, tree};

/// The expressions that hold routes back: case, code of the finding, the text that is underlined, which the service has once.
const EXPECTED: &[(&str, &str, &str)] = &[
    ("partly", "library", "eval(expr, {\"__builtins__\": {}}, prices)"),
    ("nothing", "library", "getattr(self, \"run_\" + kind, None)"),
];

fn app(case: &str) -> PathBuf {
    root().join("tests/cases/services").join(case).join("app.py")
}

/// The finding as it is to be printed, from its title to the underlining; the title and the path are not judged.
#[track_caller]
fn shows(printed: &str, case: &str, code: &str, underlined: &str) {
    let source = fs::read_to_string(app(case)).expect("the service");
    let numbered = (1..).zip(source.lines());
    let (line, whole) = numbered.filter(|(_, text)| text.contains(underlined)).last().expect("the service has it");
    let column = whole.find(underlined).expect("it is in the line");
    let lines: Vec<&str> = printed.lines().collect();
    let place = format!("app.py:{line}:{}", column + 1);
    let expected =
        [format!("{line} | {whole}"), format!("   | {}{}", " ".repeat(column), "^".repeat(underlined.len()))];
    let found = lines.windows(5).any(|window| {
        window[0].trim_start().starts_with(&format!("warning[{code}]: "))
            && window[1].contains("--> ")
            && window[1].ends_with(&place)
            && window[3].trim_start() == expected[0]
            && window[4].trim_end().ends_with(expected[1].trim_start())
    });
    assert!(found, "{case}: no warning[{code}] at {place} with\n{}\n{}\nin\n{printed}", expected[0], expected[1]);
}

#[test]
fn evolve_underlines_what_holds_a_route_back() {
    for (case, code, underlined) in EXPECTED {
        for target in ["go", "rust"] {
            let output = run(&mut pivot(&["evolve", arg(&app(case)), "--target", target, "--dry-run"]));
            assert_eq!(output.status.code(), Some(i32::from(*case == "nothing")), "{case}\n{}", text(&output));
            shows(&String::from_utf8_lossy(&output.stdout), case, code, underlined);
        }
    }
}

#[test]
fn analyze_underlines_what_holds_a_route_back() {
    for (case, code, underlined) in EXPECTED {
        let output = run(&mut pivot(&["analyze", arg(&app(case))]));
        assert_eq!(output.status.code(), Some(0), "{case}\n{}", text(&output));
        shows(&String::from_utf8_lossy(&output.stdout), case, code, underlined);
    }
}

/// Exit code 1, and not even the folder: neither with a build nor without one, nor where `--force` is given.
#[test]
fn where_nothing_can_be_native_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    for target in ["go", "rust"] {
        for more in [&["--no-build"][..], &["--no-build", "--force"], &["--dry-run"], &["--check"]] {
            let output = run(pivot(&["evolve", arg(&app("nothing")), "--target", target, "-o", arg(&out)]).args(more));
            assert_eq!(output.status.code(), Some(1), "{more:?}\n{}", text(&output));
            assert!(text(&output).contains("nothing written: no route can be native"), "{}", text(&output));
            assert_eq!(tree(folder.path()).len(), 0, "{target} {more:?}");
        }
    }
}
