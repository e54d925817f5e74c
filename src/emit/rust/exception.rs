//! Exception classes, and exceptions as values.

use super::body::Body;
use super::code::{Code, Held};
use super::doc::{Doc, Line};
use super::names::shout;
use crate::ir::{Expr, Program, Type};

impl Body<'_> {
    pub fn new_exception(&self, class: &str, args: &[Expr], fields: &[Expr]) -> Code {
        if fields.is_empty() {
            return self.plain_exception(class, args);
        }
        let values = fields.iter().map(|field| self.owned(field)).collect::<Vec<_>>();
        let payload = match values.as_slice() {
            [one] => Doc::concat([Doc::text("("), one.clone(), Doc::text(",)")]),
            _ => Doc::list(Doc::text("("), values, ")"),
        };
        Code::value(self.plain_exception(class, args).doc.method("with_payload", vec![payload]))
    }

    /// `e.missing`
    pub fn exception_field(&self, value: &Expr, class: &str, field: usize, ty: &Type) -> Code {
        let program = &self.types.plan.program;
        let fields = program
            .exceptions
            .iter()
            .find(|known| known.name == class)
            .map_or(&[][..], |known| known.fields.as_slice());
        let types: Vec<String> = fields.iter().map(|field| self.types.owned(&field.ty)).collect();
        let payload = if types.len() == 1 { format!("({},)", types[0]) } else { format!("({})", types.join(", ")) };
        let doc = self
            .receiver(value)
            .method(&format!("payload::<{payload}>"), Vec::new())
            .method("expect", vec![Doc::text("\"the class has these attributes\"")])
            .link(Doc::text(format!(".{field}")));
        let _ = ty;
        Code::postfix(doc, Held::Place)
    }

    fn plain_exception(&self, class: &str, args: &[Expr]) -> Code {
        let class = self.class(class);
        match args {
            [] => Code::value(Doc::call("py::Error::bare", vec![Doc::text(format!("&{class}"))])),
            [message] if message.ty == Type::Str => {
                if let Some(helper) = class.strip_prefix("py::") {
                    return Code::value(Doc::call(
                        format!("py::{}", helper.to_lowercase()),
                        vec![self.message(message)],
                    ));
                }
                Code::value(Doc::call("py::Error::new", vec![Doc::text(format!("&{class}")), self.message(message)]))
            }
            args => {
                let args = args
                    .iter()
                    .map(|arg| match arg.ty {
                        Type::Str => Doc::call("py::Argument::from", vec![self.message(arg)]),
                        _ => Doc::call("py::Argument::of", vec![self.encodable(arg)]),
                    })
                    .collect();
                let list = Doc::list(Doc::text("vec!["), args, "]");
                Code::value(Doc::call("py::Error::with_args", vec![Doc::text(format!("&{class}")), list]))
            }
        }
    }

    /// A text that a function takes as `impl Into<String>`.
    fn message(&self, expr: &Expr) -> Doc {
        let code = self.code(expr);
        match code.held {
            Held::Slice | Held::Value => code.doc,
            Held::Place | Held::Ref | Held::Mut | Held::OptRef => self.own(code, expr).doc,
        }
    }

    /// An exception class by its Python name.
    pub fn class(&self, name: &str) -> String {
        if self.types.plan.program.exceptions.iter().any(|class| class.name == name) {
            return shout(name);
        }
        format!("py::{}", constant(name))
    }
}

/// `KeyError` → `KEY_ERROR`
pub fn constant(name: &str) -> String {
    match name.rsplit('.').next().unwrap_or(name) {
        "IOError" | "EnvironmentError" | "OSError" => "OS_ERROR".to_owned(),
        "EOFError" => "EOF_ERROR".to_owned(),
        "JSONDecodeError" => "JSON_DECODE_ERROR".to_owned(),
        "BlockingIOError" => "BLOCKING_IO_ERROR".to_owned(),
        name => shout(name),
    }
}

/// The program's own exception classes, by name.
pub fn classes(program: &Program) -> Vec<(String, Vec<Line>)> {
    let mut classes = Vec::new();
    for class in &program.exceptions {
        let own = program.exceptions.iter().any(|other| other.name == class.base);
        let base = if own { shout(&class.base) } else { format!("py::{}", constant(&class.base)) };
        let mut lines = vec![Line::Blank];
        for line in class.doc.as_deref().unwrap_or(&format!("`{}`", class.name)).lines() {
            lines.push(Line::Comment(format!("/// {}", line.trim()).trim_end().to_owned()));
        }
        let name = shout(&class.name);
        lines.push(Line::Code(
            Doc::text(format!("pub static {name}: py::Class = py::Class::new({:?}, &{base})", class.python_name)),
            ";",
            None,
        ));
        classes.push((name, lines));
    }
    classes
}
