//! Lookups in dicts by keys that are not held as the dict holds its own: integers of any size, values of unknown shape.

use super::body::Printer;
use super::tree::Go;
use crate::ir::{Expr, ExprKind, LibraryCall, Shape, Type};

/// How a key is found in a dict.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keys {
    /// Key and dict hold the same type.
    Plain,
    /// An integer of any size among 64-bit ones.
    Big,
    /// A value of unknown shape among keys of a known type.
    Dynamic,
    /// The dict holds keys of unknown shape.
    Values,
}

/// What gives the value that is looked up and whether there is one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum PairBy {
    /// A method of what it is looked up in.
    Method,
    /// A function of the runtime.
    Function(&'static str),
    /// No call does.
    Nothing,
}

impl Printer<'_> {
    /// `d.get(…)` and `d.pop(…)` that are no plain method of the dict. One that may raise gives an error too.
    pub fn dict_lookup(&mut self, call: &LibraryCall, ty: &Type) -> Option<Go> {
        let keys = self.keys(call);
        let pointer = matches!(ty, Type::Optional(inner) if self.module.types().is_pointer(inner));
        let (name, nil) = match (call.helper.as_str(), keys) {
            ("dict_get_default", Keys::Plain | Keys::Values) if self.is_zero_none(&call.args[2]) => ("Find", false),
            ("dict_get_default", Keys::Big) => ("py.DictGetOrBig", false),
            ("dict_pop_default", Keys::Big) => ("py.DictPopOrBig", false),
            ("dict_get", Keys::Dynamic) if pointer => ("py.DictFindValue", false),
            ("dict_get", Keys::Dynamic) => ("py.DictGetValue", false),
            ("dict_get_default", Keys::Dynamic) => ("py.DictGetDefaultValue", false),
            ("dict_pop_or_none", Keys::Dynamic) if pointer => ("py.DictPopDefaultValue", true),
            ("dict_pop_or_none", Keys::Dynamic) => ("py.DictPopOptionalValue", false),
            ("dict_pop_default", Keys::Dynamic) => ("py.DictPopDefaultValue", false),
            ("dict_get", Keys::Values) if pointer => ("Find", false),
            ("dict_get", Keys::Values) => ("Get", false),
            ("dict_pop_or_none", Keys::Values) if pointer => ("PopOr", true),
            ("dict_pop_or_none", Keys::Values) => ("Pop", false),
            _ => return None,
        };
        let mut args = self.args(call);
        if name == "Find" {
            args.truncate(2);
        }
        if nil {
            args.push(Go::atom("nil"));
        }
        let go = if name.starts_with("py.") {
            Go::call(name, args)
        } else {
            let rest = args.split_off(1);
            args.remove(0).method(name, rest)
        };
        let checked = matches!(keys, Keys::Dynamic | Keys::Values) && call.raises.is_empty();
        Some(if checked { Go::call("py.Valid", vec![go]) } else { go })
    }

    fn keys(&self, call: &LibraryCall) -> Keys {
        let Some(dict) = call.args.first() else { return Keys::Plain };
        if self.module.types().is_value_dict(&dict.ty) {
            Keys::Values
        } else if self.is_json_lookup(call) {
            Keys::Dynamic
        } else if self.is_big_lookup(call) {
            Keys::Big
        } else {
            Keys::Plain
        }
    }

    /// How a lookup in a dict gives a value and whether there is one.
    pub fn pair_by(&self, call: &LibraryCall) -> PairBy {
        match (call.helper.as_str(), self.keys(call)) {
            ("dict_get" | "dict_pop_or_none", Keys::Values | Keys::Dynamic) => PairBy::Nothing,
            ("dict_get", Keys::Big) => PairBy::Function("py.DictGetBig"),
            ("dict_pop_or_none", Keys::Big) => PairBy::Function("py.DictPopOrNoneBig"),
            _ => PairBy::Method,
        }
    }

    /// Whether a default is None, and the zero value of its type.
    fn is_zero_none(&self, default: &Expr) -> bool {
        let none = match &default.kind {
            ExprKind::None => true,
            ExprKind::Convert(inner) => matches!(inner.kind, ExprKind::None),
            _ => false,
        };
        none && matches!(default.ty, Type::Optional(_) | Type::Json)
    }

    /// Whether a dict with 64-bit keys is asked for an integer of any size.
    pub fn is_big_lookup(&self, call: &LibraryCall) -> bool {
        let [dict, key, ..] = &call.args[..] else { return false };
        let Some(Shape::Dict(held, _)) = self.module.types().shape(&dict.ty) else { return false };
        *held == Type::Int && key.ty == Type::BigInt
    }

    /// Whether a dict is asked for a value of unknown shape.
    pub fn is_json_lookup(&self, call: &LibraryCall) -> bool {
        let [dict, key, ..] = &call.args[..] else { return false };
        let Some(Shape::Dict(held, _)) = self.module.types().shape(&dict.ty) else { return false };
        *held != Type::Json && key.ty == Type::Json
    }
}
