//! Idioms of the targets, run against `CPython`'s recorded answers.
//!
//! A stub may say `@go("strings.HasPrefix({self}, {affix})")` only where that means exactly what Python means. Here each idiom is
//! filled in with the arguments of every row of its helper's table, and one Go and one Rust program compare all results.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use pivot::library::{IdiomPart, Library, Signature, Target};
use serde_json::Value;

/// The text of an idiom with its arguments filled in.
fn fill(parts: &[IdiomPart], receiver: Option<&str>, params: &[String]) -> String {
    parts
        .iter()
        .map(|part| match part {
            IdiomPart::Text(text) => text.as_str(),
            IdiomPart::Receiver => receiver.unwrap_or_default(),
            IdiomPart::Param(index) => &params[*index],
        })
        .collect()
}

/// A recorded value as a literal; `None` for one that the target cannot hold, or whose type no idiom has.
fn literal(target: Target, value: &Value) -> Option<String> {
    if let Value::Bool(value) = value {
        return Some(value.to_string());
    }
    let (tag, inner) = value.as_object()?.iter().next()?;
    Some(match (tag.as_str(), target) {
        ("int", _) => inner.as_str()?.parse::<i64>().ok()?.to_string(),
        ("float", Target::Go) => format!("math.Float64frombits({})", bits(inner)?),
        ("float", Target::Rust) => format!("f64::from_bits({})", bits(inner)?),
        ("str", Target::Go) => format!("string({})", byte_list(inner.as_str()?.as_bytes(), "[]byte{", "}")),
        ("str", Target::Rust) => format!("{:?}", inner.as_str()?),
        ("bytes", Target::Go) => byte_list(&decoded(inner)?, "[]byte{", "}"),
        ("bytes", Target::Rust) => {
            let bytes = decoded(inner)?;
            format!("<[u8; {}]>::as_slice(&{})", bytes.len(), byte_list(&bytes, "[", "]"))
        }
        ("list", Target::Go) => format!("[]string{{{}}}", items(target, inner)?.join(", ")),
        ("list", Target::Rust) => {
            let owned: Vec<String> = items(target, inner)?.iter().map(|item| format!("String::from({item})")).collect();
            format!("Vec::<String>::from([{}])", owned.join(", "))
        }
        _ => return None,
    })
}

fn items(target: Target, value: &Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|item| literal(target, item)).collect()
}

fn bits(value: &Value) -> Option<u64> {
    Some(value.as_str()?.parse::<f64>().ok()?.to_bits())
}

fn decoded(value: &Value) -> Option<Vec<u8>> {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.decode(value.as_str()?).ok()
}

fn byte_list(bytes: &[u8], open: &str, close: &str) -> String {
    let bytes: Vec<String> = bytes.iter().map(ToString::to_string).collect();
    format!("{open}{}{close}", bytes.join(", "))
}

/// `same(helper, row, got, want)` for each row of each idiom's table.
fn checks(target: Target, imports: &mut Vec<String>) -> (String, usize) {
    let library = Library::load().unwrap();
    let functions = library.modules().flat_map(|module| module.functions.values());
    let methods = library.classes().flat_map(|class| class.methods.values());
    let mut text = String::new();
    let mut count = 0;
    for signature in functions.chain(methods).flatten() {
        let (Some(idiom), Some(helper)) = (signature.idiom(target), signature.helper()) else { continue };
        let rows = rows(signature, helper);
        let mut used = 0;
        for (number, row) in rows.iter().enumerate() {
            let arguments: Option<Vec<String>> =
                row["args"].as_array().unwrap().iter().map(|argument| literal(target, argument)).collect();
            let want = row.get("result").and_then(|result| literal(target, result));
            let (Some(mut arguments), Some(want)) = (arguments, want) else { continue };
            let receiver = signature.receiver.as_ref().map(|_| arguments.remove(0));
            let got = fill(&idiom.parts, receiver.as_deref(), &arguments);
            match target {
                Target::Go => writeln!(text, "\tsame({helper:?}, {number}, {got}, {want})").unwrap(),
                Target::Rust => writeln!(text, "    same({helper:?}, {number}, {got}, {want});").unwrap(),
            }
            used += 1;
        }
        assert!(used > 0, "{helper}: no row of its table can be said in {target:?}");
        count += used;
        imports.extend(idiom.imports.iter().cloned());
    }
    (text, count)
}

/// The rows that a form is for: one whose argument must not be empty has only those.
fn rows(signature: &Signature, helper: &str) -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/behaviour/{helper}.json"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut table: Value = serde_json::from_str(&text).unwrap();
    let Value::Array(mut rows) = table["calls"].take() else { panic!("{helper} has no calls") };
    if signature.raises.is_empty() {
        rows.retain(|row| row.get("raises").is_none());
    }
    rows
}

fn run(command: &mut Command) {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    let end: String = text.chars().take(4000).collect();
    assert!(output.status.success(), "{command:?}\n{end}");
}

/// Whether a toolchain is there. Under `CI` a missing one is a failure, never a silent skip.
fn has(program: &str, argument: &str) -> bool {
    let found = Command::new(program).arg(argument).output().is_ok();
    assert!(found || std::env::var_os("CI").is_none(), "{program} is not installed");
    found
}

#[test]
fn every_idiom_of_go_answers_like_cpython() {
    if !has("go", "version") {
        return;
    }
    let mut imports = vec!["fmt".to_owned(), "os".to_owned(), "math".to_owned(), "reflect".to_owned()];
    let (checks, count) = checks(Target::Go, &mut imports);
    imports.sort();
    imports.dedup();
    let imports: String = imports.iter().fold(String::new(), |text, path| text + &format!("\t{path:?}\n"));
    let program = format!(
        "package main\n\nimport (\n{imports})\n\nvar failed bool\n\n\
         func same[T any](helper string, row int, got, want T) {{\n\
         \ta, b := any(got), any(want)\n\
         \tif x, ok := a.(float64); ok {{\n\t\ty := b.(float64)\n\t\tif math.IsNaN(x) && math.IsNaN(y) {{\n\t\t\treturn\n\t\t}}\n\t\ta, b = math.Float64bits(x), math.Float64bits(y)\n\t}}\n\
         \tif !reflect.DeepEqual(a, b) {{\n\t\tfailed = true\n\t\tfmt.Printf(\"%s, row %d: %#v instead of %#v\\n\", helper, row, got, want)\n\t}}\n}}\n\n\
         func main() {{\n{checks}\tif failed {{\n\t\tos.Exit(1)\n\t}}\n}}\n"
    );
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("main.go");
    fs::write(&path, program).unwrap();
    run(Command::new("go").arg("run").arg(&path).env("GOFLAGS", "-mod=mod"));
    assert!(count > 500, "only {count} rows");
}

#[test]
fn every_idiom_of_rust_answers_like_cpython() {
    if !has("rustc", "--version") {
        return;
    }
    let mut imports = Vec::new();
    let (checks, count) = checks(Target::Rust, &mut imports);
    let uses: String = imports.iter().fold(String::new(), |text, path| text + &format!("use {path};\n"));
    let program = format!(
        "{uses}\n\
         fn same<A: std::fmt::Debug + PartialEq<B>, B: std::fmt::Debug>(helper: &str, row: u32, got: A, want: B) {{\n\
         \x20   let nan = format!(\"{{got:?}}\") == \"NaN\" && format!(\"{{want:?}}\") == \"NaN\";\n\
         \x20   let sign = format!(\"{{got:?}}\") == \"-0.0\" && format!(\"{{want:?}}\") == \"0.0\";\n\
         \x20   assert!(!sign && (nan || got == want), \"{{helper}}, row {{row}}: {{got:?}} instead of {{want:?}}\");\n}}\n\n\
         fn main() {{\n{checks}}}\n"
    );
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("main.rs");
    let binary = folder.path().join("idioms");
    fs::write(&path, program).unwrap();
    run(Command::new("rustc")
        .args(["--edition", "2024", "-A", "warnings", "-C", "opt-level=0", "-o"])
        .arg(&binary)
        .arg(&path));
    run(&mut Command::new(&binary));
    assert!(count > 300, "only {count} rows");
}
