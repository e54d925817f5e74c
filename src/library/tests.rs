#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::*;
use crate::python::ast::Constant;

fn library() -> Library {
    Library::load().unwrap_or_else(|error| panic!("{error}"))
}

/// Every signature of the library, and every attribute's support, with its qualified name.
fn supports(library: &Library) -> Vec<(String, Support)> {
    let mut result = Vec::new();
    for signature in signatures(library) {
        result.push((signature.qualified_name.clone(), signature.support.clone()));
    }
    let of_modules = library.modules().flat_map(|module| module.attributes.values());
    let of_classes = library.classes().flat_map(|class| class.attributes.values());
    for attribute in of_modules.chain(of_classes) {
        result.push((attribute.qualified_name.clone(), attribute.support.clone()));
    }
    result
}

fn behaviour() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/behaviour")
}

fn signatures(library: &Library) -> Vec<&Signature> {
    let functions = library.modules().flat_map(|module| module.functions.values());
    let methods = library.classes().flat_map(|class| class.methods.values());
    functions.chain(methods).flatten().collect()
}

#[test]
fn a_method_has_its_overloads_in_order() {
    let library = library();
    let split = library.method("str", "split").unwrap();
    let helpers: Vec<Option<&str>> = split.iter().map(Signature::helper).collect();
    assert_eq!(helpers[..3], [Some("str_split_whitespace"), Some("str_split"), Some("str_split")]);
    assert_eq!(split[1].params[0].ty.to_string(), "NonEmpty[str]");
    assert!(split[1].raises.is_empty());
    assert_eq!(split[2].raises, ["ValueError"]);
    assert_eq!(split[0].receiver.as_ref().unwrap().to_string(), "str");
}

#[test]
fn generics_are_bound_by_substitution() {
    let library = library();
    let get = &library.method("dict", "get").unwrap()[0];
    assert_eq!(get.receiver.as_ref().unwrap().to_string(), "dict[K, V]");
    let variables = BTreeMap::from([("V".to_owned(), TypeExpr::class("int"))]);
    assert_eq!(get.returns.substitute(&variables).to_string(), "int | None");
}

#[test]
fn names_are_found_where_python_finds_them() {
    let library = library();
    assert!(library.function("json.dumps").is_some());
    assert!(library.function("len").is_some());
    assert!(library.function("json.nothing").is_none());
    assert!(library.class("http.server.BaseHTTPRequestHandler").is_some());
    assert_eq!(library.class("json.decoder.JSONDecodeError").unwrap().qualified_name, "json.JSONDecodeError");
    assert_eq!(library.class("IOError").unwrap().qualified_name, "OSError");
    assert!(library.class("Iterable").is_none(), "an import of a stub is no name of the module");
    assert!(library.method("http.server.ThreadingHTTPServer", "serve_forever").is_some(), "inherited");
    assert!(matches!(library.entry("urllib.parse"), Some(Entry::Module(_))));
    assert!(matches!(library.entry("str.startswith"), Some(Entry::Function(_))));
    assert_eq!(library.constant("math.pi").unwrap().value, Some(Constant::Float(std::f64::consts::PI)));
    let ok = library.constant("http.client.HTTPStatus.OK").unwrap();
    assert_eq!((ok.value.clone(), ok.ty.to_string()), (Some(Constant::Int(200.into())), "http.HTTPStatus".to_owned()));
    assert_eq!(library.constant("os.environ").unwrap().ty.to_string(), "os.Environ");
    assert!(library.attribute("http.server.BaseHTTPRequestHandler", "path").is_some());
}

#[test]
fn effects_and_changes_are_said() {
    let library = library();
    let time = &library.function("time.time").unwrap()[0];
    assert!(time.effects.contains(Effect::Clock));
    let append = &library.method("list", "append").unwrap()[0];
    assert!(append.mutates && append.effects.is_empty() && append.params[0].owned);
    assert_eq!(append.stores, ["item"]);
    assert!(library.function("math.exp").unwrap()[0].unsupported(Target::Go).is_some());
    assert!(library.function("math.exp").unwrap()[0].unsupported(Target::Rust).is_none());
}

#[test]
fn exceptions_have_pythons_ancestors() {
    let library = library();
    assert!(library.is_subclass("KeyError", "LookupError"));
    assert!(library.is_subclass("json.JSONDecodeError", "ValueError"));
    assert!(library.is_subclass("FileNotFoundError", "IOError"));
    assert!(!library.is_subclass("KeyboardInterrupt", "Exception"));
    assert!(library.is_exception("binascii.Error") && !library.is_exception("str"));
    assert!(library.constructor("ValueError").is_some());
    assert_eq!(library.constructor("int").unwrap()[0].returns.to_string(), "int");
}

#[test]
fn idioms_are_cut_at_their_placeholders() {
    let library = library();
    let startswith = &library.method("str", "startswith").unwrap()[0];
    let idiom = startswith.idiom(Target::Go).unwrap();
    assert_eq!(
        idiom.parts,
        [
            IdiomPart::Text("strings.HasPrefix(".to_owned()),
            IdiomPart::Receiver,
            IdiomPart::Text(", ".to_owned()),
            IdiomPart::Param(0),
            IdiomPart::Text(")".to_owned()),
        ]
    );
    assert!(idiom.in_order);
    assert_eq!(idiom.imports, ["strings"]);
    assert!(!library.method("str", "join").unwrap()[0].idiom(Target::Go).unwrap().in_order);
}

#[test]
fn what_a_stub_must_not_say_is_an_error_with_its_line() {
    let cases = [
        ("def f(x: int) -> int: ...", "1: `f` needs one of @helper, @intrinsic, @unsupported"),
        ("\n@helper(\"f\")\n@intrinsic\ndef f(x: int) -> int: ...", "3: an entry has one of"),
        ("@helper(\"f\")\ndef f(x) -> int: ...", "2: `x` has no type"),
        ("@helper(\"f\")\ndef f(x: int): ...", "2: `f` does not say what it returns"),
        ("@helper(\"f\")\ndef f(x: Frob) -> int: ...", "2: no stub has a class `Frob`"),
        ("@helper(\"f\")\n@effect(\"magic\")\ndef f() -> int: ...", "2: no effect is called \"magic\""),
        ("@helper(\"f\")\n@go(\"g({x}, {x})\")\ndef f(x: int) -> int: ...", "2: `{x}` appears twice"),
        ("@helper(\"f\")\n@go(\"g()\")\ndef f(x: int) -> int: ...", "2: every parameter has its placeholder"),
        ("@helper(\"f\")\n@go(\"g({y})\")\ndef f(x: int) -> int: ...", "2: `{y}` is no parameter"),
        ("@helper(\"f\")\ndef f() -> int: ...\n@helper(\"f\")\ndef f() -> int: ...", "4: `f` is there twice"),
        ("class Aa(Bb): ...\nclass Bb(Aa): ...", "1: `Aa` is its own base"),
        ("class Aa(T): ...", "1: a base is a class"),
        ("x = 1", "1: a stub has imports, classes, functions and constants"),
        ("def f(:", "1: "),
    ];
    for (text, expected) in cases {
        let stub = Stub { module: "mine".to_owned(), path: "mine.pyi".into(), text: text.to_owned() };
        let error = Library::with(&[stub]).err().map_or(String::new(), |error| error.to_string());
        assert!(error.starts_with(&format!("mine.pyi:{expected}")), "{text}\n{error}");
    }
}

#[test]
fn stubs_of_users_are_unverified() {
    let text =
        "from datetime import date\n@helper(\"mine_parse\")\n@raises(ValueError)\ndef parse(text: str) -> date: ...";
    let stub = Stub { module: "mine".to_owned(), path: "mine.pyi".into(), text: text.to_owned() };
    let library = Library::with(&[stub]).unwrap();
    assert!(library.module("mine").unwrap().unverified && !library.module("json").unwrap().unverified);
    assert_eq!(library.function("mine.parse").unwrap()[0].returns.to_string(), "datetime.date");
}

/// A helper, its stub and its recorded behaviour are held together: see `tests/behaviour/unrecorded.txt`.
#[test]
fn every_helper_has_recorded_behaviour_or_a_reason_for_having_none() {
    let folder = behaviour();
    let tables: BTreeSet<String> = fs::read_dir(&folder)
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().to_str()?.strip_suffix(".json").map(str::to_owned))
        .collect();
    let text = fs::read_to_string(folder.join("unrecorded.txt")).unwrap();
    let mut excused = BTreeSet::new();
    let mut reason = false;
    for line in text.lines() {
        if line.starts_with("# ") {
            reason = true;
            continue;
        }
        assert!(reason, "{line} has no reason above it");
        excused.extend(line.split_whitespace().map(str::to_owned));
    }
    let library = library();
    let helpers: BTreeSet<String> = supports(&library)
        .into_iter()
        .filter_map(|(_, support)| match support {
            Support::Helper(name) => Some(name),
            Support::Intrinsic | Support::Unsupported(_) => None,
        })
        .collect();
    let missing: Vec<&String> =
        helpers.iter().filter(|name| !tables.contains(*name) && !excused.contains(*name)).collect();
    assert!(missing.is_empty(), "no table and no reason: {missing:?}");
    let both: Vec<&String> = excused.iter().filter(|name| tables.contains(*name)).collect();
    assert!(both.is_empty(), "a table although unrecorded.txt says that there is none: {both:?}");
    let gone: Vec<&String> = excused.iter().filter(|name| !helpers.contains(*name)).collect();
    assert!(gone.is_empty(), "no stub has these helpers: {gone:?}");
}

#[test]
fn helpers_are_in_snake_case_and_every_class_is_known() {
    let library = library();
    for (name, support) in supports(&library) {
        if let Support::Helper(helper) = support {
            let fits =
                |character: char| character.is_ascii_lowercase() || character.is_ascii_digit() || character == '_';
            assert!(helper.chars().all(fits), "{name}: {helper}");
        }
    }
    for signature in signatures(&library) {
        for ty in signature.params.iter().map(|param| &param.ty).chain([&signature.returns]) {
            ty.visit_classes(&mut |name| {
                assert!(library.class(name).is_some(), "{}: {name}", signature.qualified_name);
            });
        }
    }
}

/// Two forms of a function with one name must be told apart by their helpers or by what they say of their arguments.
#[test]
fn a_helper_has_one_number_of_arguments() {
    let library = library();
    let mut counts: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    let mut problems = Vec::new();
    for signature in signatures(&library) {
        let Some(helper) = signature.helper() else { continue };
        let count = usize::from(signature.receiver.is_some())
            + signature.params.iter().map(|param| arguments(&param.ty)).sum::<usize>();
        let (first, name) = *counts.entry(helper).or_insert((count, &signature.qualified_name));
        if first != count {
            problems.push(format!("{helper}: {first} arguments of {name}, {count} of {}", signature.qualified_name));
        }
    }
    for (helper, (count, name)) in counts {
        // These tables make the object first: a generator from its seed, a datetime from its fields.
        if ["random_", "datetime_", "uuid_", "handler_", "range_"].iter().any(|prefix| helper.starts_with(prefix)) {
            continue;
        }
        let Ok(text) = fs::read_to_string(behaviour().join(format!("{helper}.json"))) else { continue };
        let table: serde_json::Value = serde_json::from_str(&text).unwrap();
        let recorded = table["parameters"].as_array().unwrap().len();
        if recorded != count {
            problems.push(format!("{helper}: {recorded} arguments in its table, {count} of {name}"));
        }
    }
    assert!(problems.is_empty(), "{problems:#?}");
}

/// How many arguments of the helper a parameter becomes. None where it only chooses the form (`reverse: Literal[True]`, `sep: None`, `key=`, which a
/// table has in its expression), start and stop for a slice.
fn arguments(ty: &TypeExpr) -> usize {
    match ty {
        TypeExpr::None | TypeExpr::Callable(..) => 0,
        TypeExpr::Literal(values) => usize::from(values.len() > 1),
        TypeExpr::Class(name, _) if name == "slice" => 2,
        TypeExpr::Any
        | TypeExpr::Never
        | TypeExpr::Json
        | TypeExpr::Number
        | TypeExpr::Encodable
        | TypeExpr::Receiver
        | TypeExpr::Var(_)
        | TypeExpr::Class(..)
        | TypeExpr::Tuple(_)
        | TypeExpr::TupleOf(_)
        | TypeExpr::Union(_)
        | TypeExpr::NonEmpty(_)
        | TypeExpr::TypeOf(_) => 1,
    }
}

/// What `CPython` raised in a table, the stub must say; a helper that is said not to raise has no error to return.
#[test]
fn stubs_say_every_exception_that_was_recorded() {
    let library = library();
    let mut said: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for signature in signatures(&library) {
        if let Some(helper) = signature.helper() {
            said.entry(helper).or_default().extend(signature.raises.iter().map(String::as_str));
        }
    }
    let mut problems = BTreeSet::new();
    for (helper, classes) in said {
        let Ok(text) = fs::read_to_string(behaviour().join(format!("{helper}.json"))) else { continue };
        let table: serde_json::Value = serde_json::from_str(&text).unwrap();
        for call in table["calls"].as_array().unwrap() {
            let Some(raised) = call.get("raises") else { continue };
            // Text with a lone surrogate is beyond what the targets hold: it never gets to the helper.
            if call["args"].to_string().contains("code_points") {
                continue;
            }
            let class = raised["class"].as_str().unwrap();
            let name = raised["module"].as_str().map_or(class.to_owned(), |module| format!("{module}.{class}"));
            if !classes.iter().any(|ancestor| library.is_subclass(&name, ancestor)) {
                problems.insert(format!("{helper}: {name} ({})", raised["str"]));
            }
        }
    }
    assert!(problems.is_empty(), "{problems:#?}");
}
