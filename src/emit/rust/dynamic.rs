//! Values of unknown shape.

use super::body::Body;
use super::code::{Code, Held};
use super::doc::Doc;
use super::runtime;
use crate::ir::{Expr, ExprKind, LibraryCall, Shape, Type};

impl Body<'_> {
    /// An operation on a value of unknown shape: a method of `py::Value`.
    pub fn value_call(&self, expr: &Expr, call: &LibraryCall, args: &[Expr]) -> Option<Code> {
        let value = args.first()?;
        let name = call.helper.strip_prefix("value_")?;
        let key = |arg: &Expr| self.looked_up(arg);
        let method = |name: &str, rest: Vec<Doc>| self.receiver(value).method(name, rest);
        let into = |doc: Doc| if expr.ty == Type::Json { Doc::call("py::Value::from", vec![doc]) } else { doc };
        Some(match name {
            "getitem" | "get" | "contains" | "delitem" | "pop_at" => {
                Code::value(self.try_(method(name, vec![key(&args[1])])))
            }
            "setitem" | "get_default" | "setdefault" | "pop_default" => {
                // The key may be lent from what the value would take.
                let value = self.beside(&args[1], || self.as_value(&args[2]));
                Code::value(self.try_(method(name, vec![key(&args[1]), value])))
            }
            "insert" => Code::value(self.try_(method(name, vec![self.borrowed(&args[1]), self.as_value(&args[2])]))),
            "append" => Code::value(self.try_(method(name, vec![self.as_value(&args[1])]))),
            "int" => {
                let int = self.try_(method("to_int", Vec::new()));
                Code::value(if expr.ty == Type::Int { int.method("to_i64", Vec::new()) } else { int })
            }
            "big_int" => Code::value(self.try_(method("to_int", Vec::new()))),
            "int_base" | "big_int_base" => {
                let int = self.try_(method("to_int_base", vec![self.owned(&args[1])]));
                Code::value(if expr.ty == Type::Int { int.method("to_i64", Vec::new()) } else { int })
            }
            "items_to_sort" | "iter" => self.fresh(self.try_(method(name, Vec::new())), &expr.ty),
            "refill" => Code::value(method(name, vec![self.borrowed(&args[1])])),
            "float" => Code::value(self.try_(method("to_float", Vec::new()))),
            "list" => Code::value(self.try_(method("to_list", Vec::new()))),
            "dict" => Code::value(self.try_(method("to_dict", Vec::new()))),
            "index" if args.len() > 1 => {
                Code::value(into(self.try_(method("index_of", vec![self.borrowed(&args[1])]))))
            }
            "count" => Code::value(into(self.try_(method("count", vec![self.borrowed(&args[1])])))),
            "sorted" => Code::value(into(self.try_(method("sorted", Vec::new())))),
            "keys" if self.element_is_str(&expr.ty) => self.fresh(self.try_(method("key_names", Vec::new())), &expr.ty),
            "items" => self.fresh(
                self.try_(method(if self.pairs_have_str(&expr.ty) { "pairs" } else { "items" }, Vec::new())),
                &expr.ty,
            ),
            "type_name" => Code::postfix(method(name, Vec::new()), Held::Slice),
            "as_str" => {
                let doc =
                    self.try_(Doc::call("py::value_as_str", vec![self.reference(value), self.borrowed(&args[1])]));
                if self.is_temporary(value) {
                    Code::value(doc.method("to_owned", Vec::new()))
                } else {
                    Code::postfix(doc, Held::Slice)
                }
            }
            "deepcopy" | "copy_copy" => {
                Code::value(Doc::call(format!("py::value_{name}"), vec![self.reference(value)]))
            }
            "slice" | "slice_step" => {
                let bound =
                    |arg: Option<&Expr>| arg.map_or_else(|| Doc::text("&py::Value::None"), |arg| self.value_bound(arg));
                Code::value(
                    self.try_(method("slice", vec![bound(args.get(1)), bound(args.get(2)), bound(args.get(3))])),
                )
            }
            "join" => Code::value(self.try_(self.receiver(&args[1]).method("join", vec![self.borrowed(value)]))),
            "truth" | "is_none" => Code::value(method(name, Vec::new())),
            "str" => Code::value(method("to_string", Vec::new())),
            "repr" => Code::value(Doc::call("py::repr", vec![self.reference(value)])),
            "round_digits" => Code::value(self.try_(method(name, vec![self.value_bound(&args[1])]))),
            "add" | "sub" | "mul" | "truediv" | "floordiv" | "mod" | "pow" | "and" | "or" | "xor" | "lshift"
            | "rshift" | "neg" | "pos" | "invert" | "abs" => {
                let docs = args.iter().map(|arg| self.borrowed(arg)).collect();
                Code::value(self.try_(Doc::call(format!("py::value_{name}"), docs)))
            }
            "eq" | "ne" | "lt" | "le" | "gt" | "ge" => return None,
            // A function of the runtime; what has none is a method of `Value`.
            _ if runtime::has(&call.helper) => return None,
            _ => {
                let rest = args[1..].iter().map(|arg| self.borrowed(arg)).collect();
                Code::value(self.try_(method(name, rest)))
            }
        })
    }

    fn element_is_str(&self, ty: &Type) -> bool {
        matches!(self.types.shape(ty), Some(Shape::List(Type::Str)))
    }

    fn pairs_have_str(&self, ty: &Type) -> bool {
        matches!(self.types.shape(ty), Some(Shape::List(Type::Tuple(pair))) if pair.first() == Some(&Type::Str))
    }

    /// A value that a helper takes as `impl Into<Value>`.
    fn as_value(&self, arg: &Expr) -> Doc {
        match &arg.kind {
            ExprKind::Convert(inner) if arg.ty == Type::Json => match inner.ty {
                Type::Str => {
                    let code = self.code(inner);
                    if code.held == Held::Value { code.doc } else { self.borrowed(inner) }
                }
                Type::Int | Type::Float | Type::Bool | Type::Number | Type::BigInt => self.owned(inner),
                _ => self.owned(arg),
            },
            _ => self.owned(arg),
        }
    }

    fn value_bound(&self, arg: &Expr) -> Doc {
        match &arg.ty {
            Type::None => Doc::text("&py::Value::None"),
            Type::Json => self.borrowed(arg),
            _ => Doc::call("py::Value::from", vec![self.owned(arg)]).prefixed("&"),
        }
    }
}
