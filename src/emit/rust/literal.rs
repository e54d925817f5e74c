//! Constants as Rust writes them.

use super::code::{Bind, Code};
use super::doc::Doc;
use crate::ir::{DumpOptions, Expr, ExprKind, Type};

/// Whether an expression is a constant.
pub fn is_constant(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::None | ExprKind::Bool(_) | ExprKind::Int(_) | ExprKind::Float(_) | ExprKind::Str(_) => true,
        ExprKind::Convert(inner) => is_constant(inner),
        _ => false,
    }
}

/// Whether the compiler sees the type of a number without knowing where it goes: something in it has a type of its own.
pub fn is_typed(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Int(_) | ExprKind::Float(_) | ExprKind::None => false,
        ExprKind::Negate(inner) => is_typed(inner),
        ExprKind::Arithmetic { left, right, unchecked, .. } => {
            // What is checked is a function of the runtime.
            (left.ty == Type::Int && !unchecked) || is_typed(left) || is_typed(right)
        }
        ExprKind::Cond { then, otherwise, .. } => is_typed(then) || is_typed(otherwise),
        ExprKind::Let { body, .. } => is_typed(body),
        ExprKind::Library(call) => match call.helper.as_str() {
            "int_invert" => call.args.iter().any(is_typed),
            helper => super::runtime::returns_number(helper),
        },
        _ => true,
    }
}

/// Whether a value holds an integer that only the widest type holds, or nearly so: without a typed neighbour the compiler takes 32 bits.
pub fn is_wide(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Int(value) => !(-0x8000..0x8000).contains(value),
        ExprKind::List(items) | ExprKind::Set(items) | ExprKind::Tuple(items) => items.iter().any(is_wide),
        ExprKind::Dict(items) => items.iter().any(|(key, value)| is_wide(key) || is_wide(value)),
        ExprKind::Arithmetic { .. } | ExprKind::Negate(_) => expr.ty == Type::Int && !is_typed(expr),
        _ => false,
    }
}

/// The integer that a literal is.
pub fn int_of(expr: &Expr) -> Option<i64> {
    match &expr.kind {
        ExprKind::Int(value) => Some(*value),
        ExprKind::Negate(inner) if expr.ty == Type::Int => int_of(inner)?.checked_neg(),
        _ => None,
    }
}

/// Whether an expression is an integer that 32 bits do not hold: where nothing says its type, the compiler takes that.
pub fn needs_64_bits(expr: &Expr) -> bool {
    int_of(expr).is_some_and(|value| i32::try_from(value).is_err())
}

/// An integer.
pub fn int(value: i64) -> Code {
    let text = if value == i64::MIN { "i64::MIN".to_owned() } else { value.to_string() };
    let bind = if value < 0 { Bind::Unary } else { Bind::Postfix };
    Code::bound(Doc::text(text), bind)
}

/// A float.
pub fn float(value: f64) -> Code {
    if value.is_nan() {
        return Code::value(Doc::text("f64::NAN"));
    }
    if value.is_infinite() {
        let name = if value > 0.0 { "f64::INFINITY" } else { "f64::NEG_INFINITY" };
        return Code::value(Doc::text(name));
    }
    let bind = if value.is_sign_negative() { Bind::Unary } else { Bind::Postfix };
    Code::bound(Doc::text(format!("{value:?}")), bind)
}

/// A string.
pub fn str(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        push_char(&mut out, c, '"');
    }
    out.push('"');
    out
}

/// A string in which a backslash is one.
pub fn raw(text: &str) -> String {
    let plain = text.chars().all(|c| c != '"' && !c.is_control());
    if plain && text.contains('\\') { format!("r\"{text}\"") } else { str(text) }
}

/// A character of a string that has one.
pub fn char(text: &str) -> String {
    let mut out = String::from("'");
    for c in text.chars() {
        push_char(&mut out, c, '\'');
    }
    out.push('\'');
    out
}

/// The inside of a string that is a format.
pub fn format_text(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '{' => out.push_str("{{"),
            '}' => out.push_str("}}"),
            _ => push_char(&mut out, c, '"'),
        }
    }
    out
}

fn push_char(out: &mut String, c: char, quote: char) {
    match c {
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        '\\' => out.push_str("\\\\"),
        '\0' => out.push_str("\\0"),
        _ if c == quote => {
            out.push('\\');
            out.push(c);
        }
        // Marks that join what is before them, and those that change the direction of text, would mislead a reader.
        _ if c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}') =>
        {
            out.push_str(&format!("\\u{{{:x}}}", u32::from(c)));
        }
        _ => out.push(c),
    }
}

/// Bytes.
pub fn bytes(bytes: &[u8]) -> String {
    let mut out = String::from("b\"");
    for &byte in bytes {
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            b' '..=b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("\\x{byte:02x}")),
        }
    }
    out.push('"');
    out
}

/// The arguments of `json.dumps`.
pub fn dump_options(options: &DumpOptions) -> Doc {
    let mut doc = Doc::text("py::JsonOptions::default()");
    if let Some(indent) = &options.indent {
        doc = doc.method("indent_by", vec![Doc::text(str(indent))]);
    }
    let (item, key) = &options.separators;
    if (item.as_str(), key.as_str()) != (", ", ": ") {
        doc = doc.method("separators", vec![Doc::text(str(item)), Doc::text(str(key))]);
    }
    if !options.ensure_ascii {
        doc = doc.method("unicode", Vec::new());
    }
    if options.sort_keys {
        doc = doc.method("sorted", Vec::new());
    }
    doc
}
