//! The Python module that takes the place of a library.

use std::fmt::Write as _;

use askama::Template;

use super::harness::{CARRY, quoted};
use super::{Default, Exported, Form, ParameterKind, Served, Shape};

#[derive(Template)]
#[template(path = "library/client.py.tmpl", escape = "none")]
struct Client<'a> {
    library: &'a str,
    variable: &'a str,
    names: String,
    exceptions: String,
    carry: &'a str,
    functions: String,
}

/// The text of the client of a library: its functions, and its own exception classes with their bases, in the order of their definition. `refused` are functions
/// that no service can offer.
///
/// # Errors
/// None that a library can cause: the template is rendered to memory.
pub fn client(
    library: &str,
    functions: &[Served],
    refused: &[Exported],
    exceptions: &[(String, String)],
) -> Result<String, askama::Error> {
    let variable = format!("{}_URL", library.to_ascii_uppercase());
    let names: Vec<String> = functions.iter().map(|function| quoted(&function.exported.name)).collect();
    let mut classes = String::new();
    for (name, base) in exceptions {
        // Writing to a string cannot fail.
        let _ = writeln!(
            classes,
            "\nclass {name}({base}):\n    \"\"\"An exception class of {library}.\"\"\"\n\n\n_EXCEPTIONS[{}] = {name}\n",
            quoted(name)
        );
    }
    let mut text = String::new();
    for function in functions {
        text += "\n\n";
        text += &one(function);
    }
    for function in refused {
        let why = function.refused.as_deref().unwrap_or_default();
        let _ = write!(
            text,
            "\n\ndef {}(*_args, **_kwargs):\n    raise NotImplementedError({})\n",
            function.name,
            quoted(&format!("{}: {why}", function.name))
        );
    }
    let client = Client {
        library,
        variable: &variable,
        names: names.join(", "),
        exceptions: classes,
        carry: CARRY,
        functions: text,
    };
    client.render().map(|text| text.trim_end().to_owned() + "\n")
}

fn one(served: &Served) -> String {
    let function = &served.exported;
    let returns = function.returns.as_ref().map_or(String::new(), |text| format!(" -> {text}"));
    let mut text = format!("def {}({}){returns}:\n", function.name, signature(function));
    if let Some(doc) = &function.doc {
        let line = doc.trim().lines().next().unwrap_or_default().replace('\\', "\\\\").replace('"', "\\\"");
        if !line.is_empty() {
            let _ = writeln!(text, "    \"\"\"{line}\"\"\"");
        }
    }
    let arguments: Vec<String> = function
        .parameters
        .iter()
        .map(|parameter| match parameter.kind {
            ParameterKind::Positional => format!("{}: list({})", quoted(&parameter.name), parameter.name),
            ParameterKind::PositionalOnly
            | ParameterKind::Ordinary
            | ParameterKind::KeywordOnly
            | ParameterKind::Keywords => format!("{}: {}", quoted(&parameter.name), parameter.name),
        })
        .collect();
    let decode = match &served.form {
        Form::Tagged | Form::Plain { result: Shape::Plain, .. } => String::new(),
        Form::Plain { result, .. } => format!(", lambda result: {}", result.decoded("result")),
    };
    let _ = writeln!(text, "    return _call({}, {{{}}}{decode})", quoted(&served.path), arguments.join(", "));
    text
}

/// The parameters as the original has them.
fn signature(function: &Exported) -> String {
    let mut parts: Vec<String> = Vec::new();
    let (mut positional_only, mut starred) = (false, false);
    for parameter in &function.parameters {
        if positional_only && parameter.kind != ParameterKind::PositionalOnly {
            parts.push("/".to_owned());
            positional_only = false;
        }
        let stars = match parameter.kind {
            ParameterKind::PositionalOnly => {
                positional_only = true;
                ""
            }
            ParameterKind::Ordinary => "",
            ParameterKind::Positional => {
                starred = true;
                "*"
            }
            ParameterKind::KeywordOnly => {
                if !std::mem::replace(&mut starred, true) {
                    parts.push("*".to_owned());
                }
                ""
            }
            ParameterKind::Keywords => "**",
        };
        let mut part = format!("{stars}{}", parameter.name);
        if let Some(annotation) = &parameter.annotation {
            let _ = write!(part, ": {annotation}");
        }
        let equals = if parameter.annotation.is_some() { " = " } else { "=" };
        match &parameter.default {
            Some(Default::Literal(value)) => part += &format!("{equals}{value}"),
            Some(Default::Other) => part += &format!("{equals}_OMITTED"),
            None => {}
        }
        parts.push(part);
    }
    if positional_only {
        parts.push("/".to_owned());
    }
    parts.join(", ")
}
