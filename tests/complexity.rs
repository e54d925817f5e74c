//! Complexity against the tools that define it: radon, ruff, complexipy.

#![expect(clippy::print_stderr, reason = "a test says what it compared")]

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use pivot::measure::{FunctionMeasure, measure};
use pivot::python;
use pivot::source::{FileId, SourceFile};
use serde_json::Value;

fn measures(text: &str) -> Vec<FunctionMeasure> {
    let source = SourceFile::new("test.py", text);
    let parsed = python::parse(FileId(0), &source);
    assert_eq!(parsed.findings, []);
    measure(&parsed.module, &source)
}

/// What differs from a tool's rows, and how many numbers were equal.
fn compare(measures: &[FunctionMeasure], rows: &Value) -> (Vec<String>, usize) {
    let (mut complaints, mut equal) = (Vec::new(), 0);
    for row in rows.as_array().expect("rows") {
        let (name, line) = (row["name"].as_str().expect("a name"), row["line"].as_u64().expect("a line"));
        let found = measures.iter().find(|one| one.name == name && u64::from(one.line) == line);
        let Some(found) = found else {
            complaints.push(format!("{name} in line {line}: we do not list it"));
            continue;
        };
        for (tool, ours) in
            [("radon", found.complexity), ("ruff", found.ruff_complexity), ("cognitive", found.cognitive)]
        {
            match row[tool].as_u64() {
                Some(theirs) if theirs != u64::from(ours) => {
                    complaints.push(format!("{name} in line {line}: {tool} says {theirs}, we say {ours}"));
                }
                Some(_) => equal += 1,
                None => {}
            }
        }
    }
    (complaints, equal)
}

#[test]
fn every_construct_counts_as_recorded() {
    let table: Value = serde_json::from_str(include_str!("oracle/complexity.json")).expect("JSON");
    let mut complaints = Vec::new();
    for entry in table.as_array().expect("a table") {
        let source = entry["source"].as_str().expect("source");
        let (differences, _) = compare(&measures(source), &entry["functions"]);
        complaints.extend(differences.iter().map(|text| format!("{}: {text}", entry["construct"])));
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn functions_are_listed_with_names_lines_and_sizes() {
    let text = "class A:\n    if x:\n        @d\n        def m(self, a, /, *b, c=1, **k):\n            def n():\n                pass\n            return n\nasync def f(): pass\n";
    let found: Vec<_> = measures(text)
        .into_iter()
        .map(|one| (one.qualified_name, one.line, one.end_line, one.parameters, one.statements))
        .collect();
    let expected = [("A.m", 4, 7, 5, 3), ("A.m.n", 5, 6, 0, 1), ("f", 8, 8, 0, 1)];
    assert_eq!(
        found,
        expected.map(|(name, line, end, parameters, size)| (name.to_owned(), line, end, parameters, size))
    );
}

/// Needs `PIVOT_ORACLE_PYTHON`: a Python with the tools (see `tests/oracle/record_complexity.py`).
#[test]
#[ignore = "compares the whole standard library with three tools that must be installed first"]
fn the_standard_library_counts_as_in_the_tools() {
    let python = std::env::var("PIVOT_ORACLE_PYTHON").expect("PIVOT_ORACLE_PYTHON is set");
    let ask = "import glob, os, sysconfig
print(*[os.path.realpath(path) for path in glob.glob(sysconfig.get_path('stdlib') + '/**/*.py', recursive=True)], sep='\\n')";
    let files = Command::new(&python).args(["-c", ask]).output().expect("Python runs").stdout;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/record_complexity.py");
    let mut child = Command::new(&python)
        .arg(script)
        .arg("files")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python runs");
    child.stdin.take().expect("a pipe").write_all(&files).expect("Python reads");
    let answers = child.wait_with_output().expect("answers");
    let (mut complaints, mut equal, mut compared) = (Vec::new(), 0, 0);
    for line in String::from_utf8_lossy(&answers.stdout).lines() {
        let answer: Value = serde_json::from_str(line).expect("JSON");
        let path = answer["path"].as_str().expect("a path");
        // The tools read files that CPython itself refuses for their coding cookie.
        let Ok(text) = python::decode(&std::fs::read(path).expect("a file")) else { continue };
        let (differences, same) = compare(&measures(&text), &answer["functions"]);
        complaints.extend(differences.iter().map(|text| format!("{path}: {text}")));
        equal += same;
        compared += 1;
    }
    eprintln!("{compared} files, {equal} numbers equal, {} not", complaints.len());
    assert!(compared > 500 && complaints.is_empty(), "{}", complaints.join("\n"));
}
