//! Files with syntax errors: what stays usable, and where the findings stand.
//!
//! The files are in `tests/oracle/broken.txt`: each has the text, then the findings, then the statements that survive, one a
//! line, indented as they nest, with `!` for a broken one (and its name, where it has one). CPython stops at the first
//! error: its line, asked for here, must be that of the first finding, unless the case says `elsewhere` and why.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use pivot::python::ast::{Stmt, StmtKind};
use pivot::python::visit::Node;
use pivot::python::{Parsed, parse};
use pivot::source::{FileId, SourceFile};

fn read(text: &str) -> (Parsed, SourceFile) {
    let source = SourceFile::new("test.py", text);
    (parse(FileId(0), &source), source)
}

/// The statements of a suite, one a line.
fn render(body: &[Stmt], source: &SourceFile, depth: usize, out: &mut String) {
    for stmt in body {
        let first = source.slice(stmt.span).lines().next().unwrap_or("");
        let line = if let StmtKind::Invalid { name, .. } = &stmt.kind {
            format!("! {}", name.as_ref().map_or("", |name| &name.name))
        } else {
            first.to_owned()
        };
        let _ = writeln!(out, "{}{}", "    ".repeat(depth), line.trim_end());
        Node::Stmt(stmt).for_each_child(&mut |child| {
            if let Node::Stmt(child) = child {
                render(std::slice::from_ref(child), source, depth + 1, out);
            }
        });
    }
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/broken.txt")
}

/// A case: its title line, the text, and what is expected of it.
struct Case {
    title: String,
    text: String,
    expected: String,
}

fn cases() -> Vec<Case> {
    let table = std::fs::read_to_string(path()).expect("broken.txt");
    let case = |part: &str| {
        let (title, rest) = part.split_once('\n').expect("a title");
        let (text, expected) = rest.split_once("-----\n").expect("a line of dashes");
        // A file that ends without a line end is written with `$` there.
        let text = text.strip_suffix("$\n").unwrap_or(text);
        Case { title: title.to_owned(), text: text.to_owned(), expected: expected.to_owned() }
    };
    table.split("===== ").skip(1).map(case).collect()
}

fn answer(text: &str) -> String {
    let (parsed, source) = read(text);
    let mut out = String::new();
    for finding in &parsed.findings {
        let line = finding.place.map_or(0, |place| source.line(place.span.start));
        let _ = writeln!(out, "{line}: {}", finding.title);
    }
    render(&parsed.module.body, &source, 0, &mut out);
    out
}

#[test]
fn what_stands_around_an_error_stays_usable() {
    let cases = cases();
    if std::env::var_os("UPDATE").is_some() {
        let mut table = String::new();
        for case in &cases {
            let end = if case.text.ends_with('\n') { "" } else { "$\n" };
            let _ = write!(table, "===== {}\n{}{end}-----\n{}", case.title, case.text, answer(&case.text));
        }
        std::fs::write(path(), table).expect("broken.txt can be written");
        return;
    }
    assert!(cases.len() > 20);
    for case in cases {
        assert_eq!(answer(&case.text), case.expected, "{}\n{}", case.title, case.text);
    }
}

#[test]
fn the_first_finding_stands_where_cpython_stops() {
    let script = "import json, sys
def line(text):
    try: compile(text, 'test.py', 'exec')
    except SyntaxError as error: return error.lineno
print(json.dumps([line(text) for text in json.loads(sys.argv[1])]))";
    let cases = cases();
    let texts: Vec<&str> = cases.iter().map(|case| case.text.as_str()).collect();
    let texts = serde_json::to_string(&texts).expect("JSON");
    let output = Command::new("python3").args(["-c", script, &texts]).output().expect("python3 runs");
    let lines: Vec<Option<u32>> = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(lines.len(), cases.len());
    for (case, theirs) in cases.iter().zip(lines) {
        let (parsed, source) = read(&case.text);
        let ours = parsed.findings.first().and_then(|finding| finding.place).map(|place| source.line(place.span.start));
        let same = !case.title.contains("elsewhere");
        assert_eq!(ours == theirs, same, "{}: we say line {ours:?}, CPython {theirs:?}\n{}", case.title, case.text);
    }
}
