//! Formatted text: f-strings, `%`, `str.format`, concatenation.

use super::body::Body;
use super::code::{Code, Held};
use super::doc::Doc;
use super::literal;
use crate::ir::{Expr, ExprKind, FormatPart, Type};

impl Body<'_> {
    /// `a + b + c` of strings.
    pub fn concat(&self, all: &[Expr]) -> Code {
        let mut text = String::new();
        let mut args = Vec::new();
        for one in all {
            match &one.kind {
                ExprKind::Str(literal) => text += &literal::format_text(literal),
                _ => self.push(&mut text, &mut args, "", one),
            }
        }
        finish(text, args)
    }

    /// An f-string and its like.
    pub fn format(&self, parts: &[FormatPart]) -> Code {
        if let [FormatPart::Str(one)] = parts {
            return self.text_of(one);
        }
        if let [FormatPart::Repr(one)] = parts {
            return Code::value(self.shown(one));
        }
        let mut text = String::new();
        let mut args = Vec::new();
        for (index, part) in parts.iter().enumerate() {
            match part {
                FormatPart::Literal(literal) => text += &literal::format_text(literal),
                FormatPart::Str(one)
                    if self.types.is_copy(&one.ty)
                        && later(&parts[index + 1..]).any(|other| self.lends_root(one, other)) =>
                {
                    // Read now: what follows changes the object that it is in.
                    text += "{}";
                    args.push(Doc::concat([Doc::text("{ "), self.owned(one), Doc::text(" }")]));
                }
                FormatPart::Str(one) => {
                    if is_displayed(&one.ty) {
                        self.push(&mut text, &mut args, "", one);
                    } else {
                        text += "{}";
                        args.push(self.text_of(one).doc);
                    }
                }
                FormatPart::Repr(one) => {
                    text += "{}";
                    args.push(self.shown(one));
                }
                FormatPart::Spec(one, spec) => self.push_spec(&mut text, &mut args, one, spec),
                FormatPart::Percent(one, conversion) => self.push_percent(&mut text, &mut args, one, conversion),
            }
        }
        finish(text, args)
    }

    /// `repr(value)`
    fn shown(&self, value: &Expr) -> Doc {
        match value.ty {
            Type::Bytes => Doc::call("py::repr_bytes", vec![self.borrowed(value)]),
            _ => Doc::call("py::repr", vec![self.encodable(value)]),
        }
    }

    /// `str(value)`
    fn text_of(&self, value: &Expr) -> Code {
        if let Some(len) = self.native_len(value) {
            return Code::value(len.method("to_string", Vec::new()));
        }
        match &value.ty {
            Type::Str => self.code(value),
            Type::Int | Type::BigInt | Type::Number | Type::Json | Type::Exception => {
                Code::value(self.receiver(value).method("to_string", Vec::new()))
            }
            Type::Float => Code::value(Doc::call("py::float_repr", vec![self.owned(value)])),
            Type::Optional(inner) if is_displayed(inner) => {
                Code::value(Doc::call("py::str_or_none", vec![self.borrowed(value)]))
            }
            Type::Library(_) => Code::value(self.receiver(value).method("to_string", Vec::new())),
            _ => Code::value(self.shown(value)),
        }
    }

    /// A placeholder and its argument; a variable stands in the placeholder itself.
    fn push(&self, text: &mut String, args: &mut Vec<Doc>, spec: &str, value: &Expr) {
        // The text of `str(x)` is what the placeholder makes of `x`.
        if let ExprKind::Format(parts) = &value.kind
            && let ([FormatPart::Str(inner)], true) = (parts.as_slice(), spec.is_empty())
            && is_displayed(&inner.ty)
        {
            return self.push(text, args, spec, inner);
        }
        let colon = if spec.is_empty() { String::new() } else { format!(":{spec}") };
        let doc = match &value.kind {
            ExprKind::Local(_) => self.receiver(value),
            ExprKind::Len(container) => self.native_len(value).unwrap_or_else(|| self.len(container).doc),
            _ if self.types.is_copy(&value.ty) => self.owned(value),
            _ => {
                let code = self.code(value);
                match code.held {
                    Held::OptRef => self.own(code, value).doc,
                    Held::Value | Held::Place | Held::Ref | Held::Slice | Held::Mut => code.doc,
                }
            }
        };
        match &doc {
            Doc::Text(name)
                if name.chars().all(|c| c.is_alphanumeric() || c == '_')
                    && name.starts_with(|c: char| c.is_alphabetic() || c == '_') =>
            {
                text.push_str(&format!("{{{name}{colon}}}"));
            }
            _ => {
                text.push_str(&format!("{{{colon}}}"));
                args.push(doc);
            }
        }
    }

    fn push_spec(&self, text: &mut String, args: &mut Vec<Doc>, value: &Expr, spec: &str) {
        let native = match &value.ty {
            Type::Str => native_str(spec),
            Type::Int => native_int(spec),
            _ => None,
        };
        if let Some(native) = native {
            return self.push(text, args, &native, value);
        }
        text.push_str("{}");
        let places = spec
            .strip_prefix('.')
            .and_then(|rest| rest.strip_suffix('f'))
            .and_then(|places| places.parse::<usize>().ok());
        args.push(match (&value.ty, places) {
            (Type::Float, Some(places)) => {
                Doc::call("py::float_fixed", vec![self.owned(value), Doc::text(places.to_string())])
            }
            _ => Doc::call("py::formatted", vec![self.encodable(value), Doc::text(literal::str(spec))]),
        });
    }

    fn push_percent(&self, text: &mut String, args: &mut Vec<Doc>, value: &Expr, conversion: &str) {
        let (spec, kind) = percent_spec(conversion);
        match kind {
            's' | 'r' | 'a' => {
                let shown = if kind == 's' { self.text_of(value) } else { Code::value(self.shown(value)) };
                if spec.is_empty() && is_displayed(&value.ty) && kind == 's' {
                    return self.push(text, args, "", value);
                }
                match native_str(&spec) {
                    Some(native) => {
                        text.push_str(&if native.is_empty() { "{}".to_owned() } else { format!("{{:{native}}}") });
                        args.push(shown.doc);
                    }
                    None => {
                        text.push_str("{}");
                        args.push(Doc::call(
                            "py::formatted",
                            vec![shown.doc.prefixed("&"), Doc::text(literal::str(&spec))],
                        ));
                    }
                }
            }
            'd' | 'i' | 'u' if value.ty == Type::Int => match native_int(&spec) {
                Some(native) => self.push(text, args, &native, value),
                None => {
                    text.push_str("{}");
                    args.push(Doc::call("py::formatted", vec![self.encodable(value), Doc::text(literal::str(&spec))]));
                }
            },
            _ => self.push_spec(text, args, value, &format!("{spec}{kind}")),
        }
    }
}

fn is_displayed(ty: &Type) -> bool {
    matches!(ty, Type::Str | Type::Int | Type::BigInt | Type::Number | Type::Json | Type::Exception)
}

fn finish(text: String, args: Vec<Doc>) -> Code {
    if args.is_empty() && !text.contains('{') {
        return Code::postfix(Doc::text(format!("\"{text}\"")), Held::Slice);
    }
    let mut all = vec![Doc::text(format!("\"{text}\""))];
    all.extend(args);
    Code::value(Doc::call("format!", all))
}

/// The same in Rust's format language, where it means the same for every text.
fn native_str(spec: &str) -> Option<String> {
    let spec = spec.strip_suffix('s').unwrap_or(spec);
    let body = spec.strip_prefix(['<', '>', '^']).unwrap_or(spec);
    let plain = body.is_empty() || body.chars().all(|c| c.is_ascii_digit()) && !body.starts_with('0');
    plain.then(|| spec.to_owned())
}

/// The same in Rust's format language, where it means the same for every integer.
fn native_int(spec: &str) -> Option<String> {
    let spec = spec.strip_suffix('d').unwrap_or(spec);
    let body = spec.strip_prefix(['<', '>', '^']).unwrap_or(spec);
    let padded = spec.starts_with('0');
    let digits = body.chars().all(|c| c.is_ascii_digit());
    (digits && (padded || !body.starts_with('0'))).then(|| spec.to_owned())
}

/// `%05.1f` → `05.1` and `f`: the flags as `format()` has them.
fn percent_spec(conversion: &str) -> (String, char) {
    let body = conversion.trim_start_matches('%');
    let kind = body.chars().last().unwrap_or('s');
    let body = &body[..body.len() - kind.len_utf8()];
    let flags: String = body.chars().take_while(|c| "-+ #0".contains(*c)).collect();
    let rest = &body[flags.len()..];
    let mut spec = String::new();
    let left = flags.contains('-');
    let text = matches!(kind, 's' | 'r' | 'a');
    let has_width = rest.starts_with(|c: char| c.is_ascii_digit());
    if left {
        spec.push('<');
    } else if has_width && (text || !flags.contains('0')) {
        spec.push('>');
    }
    if !text {
        for flag in ['+', ' '] {
            if flags.contains(flag) {
                spec.push(flag);
                break;
            }
        }
        if flags.contains('#') {
            spec.push('#');
        }
        if flags.contains('0') && !left {
            spec.push('0');
        }
    }
    spec.push_str(rest);
    (spec, kind)
}

/// The values of the parts of a text.
fn later(parts: &[FormatPart]) -> impl Iterator<Item = &Expr> {
    parts.iter().filter_map(|part| match part {
        FormatPart::Literal(_) => None,
        FormatPart::Str(one) | FormatPart::Repr(one) | FormatPart::Spec(one, _) | FormatPart::Percent(one, _) => {
            Some(one)
        }
    })
}
