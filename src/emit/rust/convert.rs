//! A value of one type as one of another.

use super::body::Body;
use super::code::{Bind, Code, Held};
use super::doc::{Block, Doc, Line};
use super::literal;
use crate::ir::{Expr, ExprKind, Shape, Type};

impl Body<'_> {
    #[expect(clippy::cast_precision_loss, reason = "Python rounds to the nearest float too")]
    pub fn convert(&self, inner: &Expr, to: &Type) -> Code {
        match (&inner.ty, to) {
            (from, to) if from == to => self.code(inner),
            (Type::Int, Type::Float) => match &inner.kind {
                ExprKind::Int(value) => literal::float(*value as f64),
                _ => Code::bound(self.owned_at(inner, Bind::Cast).suffixed(" as f64"), Bind::Cast),
            },
            (Type::Bool, Type::Float) => Code::value(Doc::call("f64::from", vec![self.owned(inner)])),
            (Type::Bool, Type::Int) => Code::value(Doc::call("i64::from", vec![self.owned(inner)])),
            (Type::Bool, Type::Number) => {
                Code::value(Doc::call("py::Number::Int", vec![Doc::call("i64::from", vec![self.owned(inner)])]))
            }
            (Type::Int, Type::Number) => Code::value(Doc::call("py::Number::Int", vec![self.owned(inner)])),
            (Type::Float, Type::Number) => Code::value(Doc::call("py::Number::Float", vec![self.owned(inner)])),
            // It takes only what has 64 bits, so the compiler knows the type of what has none of its own.
            (Type::Int, Type::BigInt) => Code::value(Doc::call("py::Int::new", vec![self.owned(inner)])),
            (Type::Bool, Type::BigInt) => Code::value(Doc::call("py::Int::from", vec![self.owned(inner)])),
            (Type::BigInt, Type::Int) => Code::value(self.receiver(inner).method("to_i64", Vec::new())),
            (Type::BigInt, Type::Float) => Code::value(self.try_(self.receiver(inner).method("to_f64", Vec::new()))),
            (Type::None, Type::Optional(_) | Type::Json) if !matches!(inner.kind, ExprKind::None) => {
                // A call that gives None is made all the same.
                let none = if *to == Type::Json { "py::Value::None" } else { "None" };
                let lines = vec![Line::Code(self.code(inner).doc, ";", None), Line::Code(Doc::text(none), "", None)];
                Code::bound(Doc::Block(Box::new(Block { head: Doc::text(""), lines, tail: Doc::text("") })), Bind::Weak)
            }
            (Type::None, Type::Optional(_)) => Code::value(Doc::text("None")),
            (Type::Optional(from), Type::Optional(to)) => {
                let mapped = self.converted_name(from, to);
                Code::value(self.owned_at(inner, Bind::Postfix).method("map", vec![Doc::text(mapped)]))
            }
            (_, Type::Optional(held)) => {
                // `Some(x)` where x is converted first.
                let code = self.code(inner);
                let value = if inner.ty == **held { self.own(code, inner).doc } else { self.convert(inner, held).doc };
                Code::value(Doc::call("Some", vec![value]))
            }
            (Type::Json, to) => self.narrow(inner, to),
            (Type::Optional(_) | _, Type::Json) if self.is_json_from(&inner.ty) => {
                if inner.ty == Type::None {
                    return Code::value(Doc::text("py::Value::None"));
                }
                let arg = if inner.ty == Type::Str { self.borrowed(inner) } else { self.owned(inner) };
                Code::value(Doc::call("py::Value::from", vec![arg]))
            }
            (Type::Optional(held), Type::Json) if **held == Type::Json => match self.present(inner) {
                Some((name, held)) => Code::postfix(Doc::text(name), held),
                None => {
                    let option = self.owned_at(inner, Bind::Postfix);
                    Code::value(option.method("unwrap_or", vec![Doc::text("py::Value::None")]))
                }
            },
            (_, Type::Json) => self.code(inner),
            (_, Type::Encodable) => self.code(inner),
            (Type::Optional(_), _) => {
                if let Some((name, held)) = self.present(inner) {
                    return Code::postfix(Doc::text(name), held);
                }
                let code = self.code(inner);
                let present = "the value was tested to be present";
                if self.types.is_copy(&inner.ty) {
                    let option = self.own(code, inner).at(Bind::Postfix);
                    return Code::value(option.method("expect", vec![Doc::text(format!("\"{present}\""))]));
                }
                if code.held == Held::Value {
                    return Code::value(
                        code.at(Bind::Postfix).method("expect", vec![Doc::text(format!("\"{present}\""))]),
                    );
                }
                let held = if self.types.is_sliced(to) { Held::Slice } else { Held::Ref };
                let option = self.reference(inner);
                Code::postfix(option.method("expect", vec![Doc::text(format!("\"{present}\""))]), held)
            }
            _ => self.code(inner),
        }
    }

    fn converted_name(&self, from: &Type, to: &Type) -> String {
        match (from, to) {
            (Type::Int, Type::Float) => "|number| number as f64".to_owned(),
            (Type::Int, Type::Number) => "py::Number::Int".to_owned(),
            (Type::Float, Type::Number) => "py::Number::Float".to_owned(),
            (Type::Int, Type::BigInt) => "py::Int::from".to_owned(),
            _ => format!("{}::from", self.types.owned(to)),
        }
    }

    fn is_json_from(&self, ty: &Type) -> bool {
        match ty {
            Type::None | Type::Bool | Type::Int | Type::BigInt | Type::Float | Type::Number | Type::Str => true,
            Type::Optional(inner) => self.is_json_from(inner),
            Type::Object(_) => true,
            _ => false,
        }
    }

    /// What an `isinstance` before has shown a Json value to be.
    fn narrow(&self, inner: &Expr, to: &Type) -> Code {
        let receiver = self.receiver(inner);
        let method = match to {
            Type::Bool => "as_bool",
            Type::Int => "as_int",
            Type::BigInt => "as_big_int",
            Type::Float => "as_float",
            Type::Number => "as_number",
            Type::Str => return Code::postfix(receiver.method("as_str", Vec::new()), Held::Slice),
            Type::Object(_) => match self.types.shape(to) {
                Some(Shape::List(_)) => "as_list",
                _ => "as_dict",
            },
            _ => return self.code(inner),
        };
        Code::value(receiver.method(method, Vec::new()))
    }
}
