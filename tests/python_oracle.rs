//! The tree against CPython's own, for every file of the machine's Python standard library.
//!
//! `tests/oracle/tree.py` prints CPython's tree in the words of `pivot::python::dump`; both must be the same text, names,
//! constants and positions included. What CPython refuses, we must refuse.

#![expect(clippy::print_stderr, reason = "a test says what it compared")]

use std::collections::HashMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use pivot::python;
use pivot::source::{FileId, SourceFile};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

/// Files that CPython accepts and we do not, each with the cause. Every one gives a finding; none is read wrongly.
const REFUSED_BY_US: &[(&str, &str)] = &[(
    "test/test_pathlib/test_pathlib.py",
    "an f-string with a lone surrogate in its text, which the tree cannot hold",
)];

/// Files that CPython refuses and we do not, each with the cause.
const REFUSED_BY_CPYTHON: &[(&str, &str)] = &[];

fn python3() -> Command {
    Command::new("python3")
}

fn script() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/tree.py")
}

fn output(command: &mut Command) -> String {
    let output = command.output().expect("python3 runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn python_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            python_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "py") {
            found.push(path);
        }
    }
}

/// Our tree as text, or what we have against the file.
fn ours(path: &Path, fstring_positions: bool) -> Result<String, String> {
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    let text = python::decode(&bytes).map_err(|error| error.to_string())?;
    tree(path, &text, fstring_positions)
}

fn tree(path: &Path, text: &str, fstring_positions: bool) -> Result<String, String> {
    let source = SourceFile::new(path, text);
    let parsed = python::parse(FileId(0), &source);
    if let Some(finding) = parsed.findings.first() {
        let line = finding.place.map_or(0, |place| source.line(place.span.start));
        return Err(format!("line {line}: {}", finding.title));
    }
    let dump = python::dump(&parsed.module, &source);
    Ok(if fstring_positions { dump } else { without_fstring_positions(&dump) })
}

/// The dump without the positions of what stands inside f-strings.
fn without_fstring_positions(dump: &str) -> String {
    let mut out = String::with_capacity(dump.len());
    let mut fstring: Option<usize> = None;
    for line in dump.lines() {
        let indent = line.len() - line.trim_start().len();
        if fstring.is_some_and(|outer| indent <= outer) {
            fstring = None;
        }
        let mut words: Vec<&str> = line[indent..].splitn(4, ' ').collect();
        if fstring.is_some() && words.get(2).is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit())) {
            words.remove(2);
        }
        if fstring.is_none() && words.get(1) == Some(&"JoinedStr") {
            fstring = Some(indent);
        }
        out.extend([&line[..indent], &words.join(" "), "\n"]);
    }
    out
}

fn hexadecimal(text: &str) -> String {
    format!("{:x}", Sha256::digest(text.as_bytes()))
}

fn first_difference(ours: &str, theirs: &str) -> String {
    for (number, (our, their)) in ours.lines().zip(theirs.lines()).enumerate() {
        if our != their {
            return format!("dump line {}\n  ours   {}\n  theirs {}", number + 1, our.trim(), their.trim());
        }
    }
    format!("{} lines against {}", ours.lines().count(), theirs.lines().count())
}

/// The paths, one a line.
fn list(files: &[PathBuf]) -> String {
    let lines: Vec<_> = files.iter().map(|path| path.display().to_string()).collect();
    lines.join("\n")
}

fn reason<'a>(list: &'a [(&str, &str)], path: &Path) -> Option<&'a str> {
    list.iter().find(|(end, _)| path.ends_with(end)).map(|(_, reason)| *reason)
}

/// The complaints about a share of the files, and how many were equal and how many refused by both.
fn compare(files: &[PathBuf], fstring_positions: bool) -> (Vec<String>, usize, usize) {
    let mut child = python3()
        .arg(script())
        .arg("digests")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 runs");
    let list = list(files);
    let mut input = child.stdin.take().expect("a pipe");
    let writer = std::thread::spawn(move || input.write_all(list.as_bytes()));
    let read: HashMap<&PathBuf, Result<String, String>> =
        files.iter().map(|path| (path, ours(path, fstring_positions))).collect();
    let answers = child.wait_with_output().expect("answers");
    writer.join().expect("the writer ends").expect("python3 reads");
    let (mut complaints, mut equal, mut refused) = (Vec::new(), 0, 0);
    for line in String::from_utf8_lossy(&answers.stdout).lines() {
        let answer: Value = serde_json::from_str(line).expect("JSON");
        let path = PathBuf::from(answer["path"].as_str().expect("a path"));
        match (&read[&path], answer["digest"].as_str()) {
            (Ok(tree), Some(digest)) if hexadecimal(tree) == digest => equal += 1,
            (Ok(tree), Some(_)) => {
                let theirs = output(python3().arg(script()).arg("show").arg(&path));
                complaints.push(format!("{}: {}", path.display(), first_difference(tree, &theirs)));
            }
            (Err(_), Some(_)) if reason(REFUSED_BY_US, &path).is_some() => {}
            (Err(title), Some(_)) => complaints.push(format!("{}: only we refuse it: {title}", path.display())),
            (Err(_), None) => refused += 1,
            (Ok(_), None) if reason(REFUSED_BY_CPYTHON, &path).is_some() => {}
            (Ok(_), None) => {
                complaints.push(format!("{}: only CPython refuses it: {}", path.display(), answer["error"]));
            }
        }
    }
    if equal + refused + complaints.len() == 0 {
        complaints.push("tree.py answered nothing".to_owned());
    }
    (complaints, equal, refused)
}

/// The Python files of the standard library, and whether this CPython is 3.12 or later.
fn standard_library() -> (Vec<PathBuf>, bool) {
    let ask = "import sys, sysconfig; print(sysconfig.get_path('stdlib')); print(int(sys.version_info >= (3, 12)))";
    let answer = output(python3().args(["-c", ask]));
    let (folder, modern) = answer.trim().split_once('\n').expect("two lines");
    let mut files = Vec::new();
    python_files(Path::new(folder), &mut files);
    files.retain(|path| !path.components().any(|part| part.as_os_str() == "site-packages"));
    files.sort();
    assert!(files.len() > 500, "a whole standard library in {folder}");
    (files, modern == "1")
}

#[test]
fn the_standard_library_reads_as_in_cpython() {
    let (files, modern) = standard_library();
    let halves: Vec<Vec<PathBuf>> = (0..2).map(|half| files.iter().skip(half).step_by(2).cloned().collect()).collect();
    let results: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = halves.iter().map(|half| scope.spawn(|| compare(half, modern))).collect();
        threads.into_iter().map(|thread| thread.join().expect("no panic")).collect()
    });
    let equal: usize = results.iter().map(|(_, equal, _)| equal).sum();
    let refused: usize = results.iter().map(|(_, _, refused)| refused).sum();
    let complaints: Vec<&str> = results.iter().flat_map(|(complaints, _, _)| complaints).map(String::as_str).collect();
    eprintln!("{} files: {equal} equal, {refused} refused by both", files.len());
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// What pivot reads and CPython 3.11 does not know yet: nested quotes in f-strings, type parameters, `type X = ...`.
fn is_newer_syntax(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    ["f'", "f\"", "fr'", "fr\"", "type ", "def ", "class "].iter().any(|start| text.contains(start))
}

#[test]
fn broken_statements_are_refused_as_in_cpython() {
    let (files, modern) = standard_library();
    let seed = std::env::var("PIVOT_SEED").unwrap_or_else(|_| "1".to_owned());
    let count = std::env::var("PIVOT_MUTANTS").unwrap_or_else(|_| "4000".to_owned());
    let mut child = python3()
        .arg(script())
        .args(["mutants", &seed, &count])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 runs");
    child.stdin.take().expect("a pipe").write_all(list(&files).as_bytes()).expect("python3 reads");
    let answers = child.wait_with_output().expect("answers");
    let (mut complaints, mut equal, mut refused) = (Vec::new(), 0, 0);
    for line in String::from_utf8_lossy(&answers.stdout).lines() {
        let answer: Value = serde_json::from_str(line).expect("JSON");
        let text = answer["text"].as_str().expect("text");
        match (tree(Path::new("mutant.py"), text, modern), answer["tree"].as_str()) {
            (Ok(ours), Some(theirs)) if ours == theirs => equal += 1,
            (Ok(ours), Some(theirs)) => complaints.push(format!("{text}\n--- {}", first_difference(&ours, theirs))),
            // CPython 3.11 reads a field as if in parentheses: `f'{x for x in y}'`. Later ones refuse it, as we do.
            (Err(_), Some(theirs)) if !modern && theirs.contains("JoinedStr") && text.contains(" for ") => {}
            (Err(title), Some(_)) => complaints.push(format!("{text}\n--- only we refuse it: {title}")),
            (Err(_), None) => refused += 1,
            (Ok(_), None) if !modern && is_newer_syntax(text) => {}
            (Ok(_), None) => complaints.push(format!("{text}\n--- only CPython refuses it: {}", answer["error"])),
        }
    }
    eprintln!("{equal} equal, {refused} refused by both");
    assert!(equal > 100 && refused > 100, "tree.py made mutants");
    assert!(complaints.is_empty(), "{} of them\n{}", complaints.len(), complaints.join("\n======\n"));
}
