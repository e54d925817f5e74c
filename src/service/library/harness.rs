//! The Python service that calls a library's functions.

use std::fmt::Write as _;

use askama::Template;

use super::{Default, Exported, Parameter, ParameterKind, Reader, Shape};

/// A function with how it is served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Served {
    /// The function.
    pub exported: Exported,
    /// Its path: `/gcd`.
    pub path: String,
    /// How its arguments and its result are carried.
    pub form: Form,
    /// Whether a call with tagged arguments is handed to Python. Not where the function has state: that is in one place only.
    pub tagged: bool,
}

/// How arguments and result are carried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// As plain JSON: every type is known.
    Plain {
        /// What becomes of the result.
        result: Shape,
        /// Which parameters the function may change.
        changes: Vec<usize>,
    },
    /// By Python's own reflection, with tags: only the original can.
    Tagged,
}

impl Served {
    /// Whether the form of every argument is known without Python's reflection, or why not.
    pub fn obstacle(exported: &Exported) -> Option<String> {
        exported.parameters.iter().find_map(|parameter| match (parameter.kind, &parameter.default) {
            (ParameterKind::Positional | ParameterKind::Keywords, _) => {
                Some(format!("`{}` takes a variable number of arguments", exported.name))
            }
            (_, Some(Default::Other)) => Some(format!("the default value of `{}` is not a literal", parameter.name)),
            (_, None | Some(Default::Literal(_))) => None,
        })
    }
}

#[derive(Template)]
#[template(path = "library/harness.py.tmpl", escape = "none")]
struct Harness<'a> {
    library: &'a str,
    carry: &'a str,
    dispatch: String,
    calls: String,
}

/// The functions that tag values, in Python.
pub(super) const CARRY: &str = include_str!("../../../templates/library/carry.py.tmpl");

/// Names of the harness that a variable must not hide.
const TAKEN: &[&str] = &["self", "arguments", "library", "expect", "given", "performed", "encoded", "decoded", "json"];

/// The text of the harness of a library.
///
/// # Errors
/// None that a library can cause: the template is rendered to memory.
pub fn harness(library: &str, functions: &[Served]) -> Result<String, askama::Error> {
    let (mut dispatch, mut calls) = (String::new(), String::new());
    // Writing to a string cannot fail.
    let _ = writeln!(dispatch, "            if \"$encoded\" in arguments:");
    let _ = writeln!(dispatch, "                self.answer(200, performed(named(self.path), arguments))");
    for function in functions {
        let name = &function.exported.name;
        let _ = writeln!(dispatch, "            elif self.path == {}:", quoted(&function.path));
        match &function.form {
            Form::Plain { result, changes } => {
                let _ = writeln!(dispatch, "                self.call_{name}(arguments)");
                calls += &call(&function.exported, result, changes);
            }
            Form::Tagged => {
                let _ = writeln!(dispatch, "                self.answer(200, performed(library.{name}, arguments))");
            }
        }
    }
    let carry = format!("{CARRY}\n\n{}", named(functions));
    Harness { library, carry: &carry, dispatch, calls }.render().map(|text| text.trim_end().to_owned() + "\n")
}

/// The Python function that gives the function of a path, for calls with tagged arguments.
fn named(functions: &[Served]) -> String {
    let mut text = String::from("def named(path):\n    \"\"\"The function of a path.\"\"\"\n");
    let offered: Vec<&Served> =
        functions.iter().filter(|function| function.tagged || function.form == Form::Tagged).collect();
    if !offered.is_empty() {
        text += "    table = {\n";
        for function in offered {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "        {}: library.{},", quoted(&function.path), function.exported.name);
        }
        text += "    }\n    if path in table:\n        return table[path]\n";
    }
    text + "    raise TypeError(\"this function takes plain JSON only\")\n"
}

/// The method that calls a function whose types are known.
fn call(function: &Exported, result: &Shape, changes: &[usize]) -> String {
    let name = &function.name;
    let mut text = format!("    def call_{name}(self, arguments):\n");
    let names: Vec<String> = function.parameters.iter().map(|parameter| quoted(&parameter.name)).collect();
    let _ = writeln!(text, "        expect(arguments, {}, [{}])", quoted(name), names.join(", "));
    let mut passed = Vec::new();
    for parameter in &function.parameters {
        let local = local(&parameter.name);
        let what = quoted(&format!("{name}() argument '{}'", parameter.name));
        let key = quoted(&parameter.name);
        let (read, pass) = match (&parameter.reader, &parameter.default) {
            (Reader::Any, Some(Default::Literal(value))) => (format!("arguments.get({key}, {value})"), local.clone()),
            (Reader::Any, _) => (format!("given(arguments, {}, {key})", quoted(name)), local.clone()),
            // Read where it is passed: its name stands in the check twice.
            (reader @ Reader::Optional(_), default) => {
                let value = match default {
                    Some(Default::Literal(value)) => format!("arguments.get({key}, {value})"),
                    _ => format!("given(arguments, {}, {key})", quoted(name)),
                };
                (value, reader.read(&local, &what))
            }
            (reader, Some(Default::Literal(value))) => {
                let read = reader.read(&format!("arguments[{key}]"), &what);
                (format!("{read} if {key} in arguments else {value}"), local.clone())
            }
            (reader, _) => (reader.read(&format!("given(arguments, {}, {key})", quoted(name)), &what), local.clone()),
        };
        let _ = writeln!(text, "        {local} = {read}");
        passed.push(argument(parameter, &pass));
    }
    let call = format!("library.{}({})", function.defined, passed.join(", "));
    let value = if changes.is_empty() {
        result.encoded(&call)
    } else {
        let _ = writeln!(text, "        result = {call}");
        result.encoded("result")
    };
    let mut content = format!("\"result\": {value}");
    if !changes.is_empty() {
        let changed: Vec<String> = changes
            .iter()
            .filter_map(|index| function.parameters.get(*index))
            .map(|parameter| format!("{}: {}", quoted(&parameter.name), local(&parameter.name)))
            .collect();
        let _ = write!(content, ", \"arguments\": {{{}}}", changed.join(", "));
    }
    let _ = writeln!(text, "        self.answer(200, {{{content}}})\n");
    text
}

fn argument(parameter: &Parameter, value: &str) -> String {
    match parameter.kind {
        ParameterKind::KeywordOnly => format!("{}={value}", parameter.name),
        ParameterKind::PositionalOnly
        | ParameterKind::Ordinary
        | ParameterKind::Positional
        | ParameterKind::Keywords => value.to_owned(),
    }
}

/// The name of a variable of the harness.
fn local(name: &str) -> String {
    if TAKEN.contains(&name) || name.starts_with("read_") || name == "result" {
        format!("{name}_")
    } else {
        name.to_owned()
    }
}

/// A Python string literal: JSON's escapes are Python's too.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted += "\\n",
            '\r' => quoted += "\\r",
            other => quoted.push(other),
        }
    }
    quoted + "\""
}
