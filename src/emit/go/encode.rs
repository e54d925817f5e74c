//! Writing JSON: what writes a value of each type.

use super::function::Printer;
use super::module::Module;
use super::tree::{Go, quote};
use super::types::Types;
use crate::ir::{Expr, Field, ObjectId, Shape, Type};

impl Printer<'_> {
    /// A value as something that writes itself.
    pub fn encodable(&mut self, expr: &Expr) -> Go {
        let go = self.expr(expr);
        let types = self.module.types();
        let value = match &expr.ty {
            Type::Encodable | Type::Json | Type::Number | Type::BigInt => return go,
            Type::Object(id) if matches!(types.object(*id).shape, Shape::Record(_)) => {
                self.module.encoded.borrow_mut().insert(*id);
                return go;
            }
            Type::Bool => "py.BoolValue",
            Type::Int => "py.IntValue",
            Type::Float => "py.FloatValue",
            Type::Str => "py.StrValue",
            Type::None => return Go::atom("py.Value{}"),
            ty => {
                let go = self.keep(go, ty);
                let mut body = Vec::new();
                Encoding { module: self.module }.write(&mut body, &Go::atom("e"), go, ty);
                let body: String = body.into_iter().map(|line| line + "\n").collect();
                return Go::call("py.JSONFunc", vec![Go::Func("(e *py.Encoder)".into(), body)]);
            }
        };
        Go::call(value, vec![go])
    }
}

/// Prints what writes values as JSON.
#[derive(Clone, Copy)]
pub struct Encoding<'a> {
    pub module: &'a Module<'a>,
}

impl Encoding<'_> {
    fn types(&self) -> Types<'_> {
        self.module.types()
    }

    /// The lines that write a member of a record.
    pub fn field(&self, lines: &mut Vec<String>, field: &Field, value: Go) {
        let key = Go::atom("e").method("Key", vec![Go::Atom(quote(&field.key))]);
        if !field.absent {
            self.write(lines, &key, value, &field.ty);
            return;
        }
        let pointer = self.types().is_pointer(&field.ty);
        let (test, value) = if pointer {
            (Go::binary("!=", value.clone(), Go::atom("nil")), value)
        } else {
            (value.clone().select("Ok"), value.select("Value"))
        };
        lines.push(format!("if {} {{", test.print(0)));
        let mut inner = Vec::new();
        self.write(&mut inner, &key, value, &field.ty);
        lines.extend(inner.into_iter().map(|line| format!("\t{line}")));
        lines.push("}".into());
    }

    /// The lines that write a value; `e` is the encoder, ready for it.
    pub fn write(&self, lines: &mut Vec<String>, e: &Go, value: Go, ty: &Type) {
        let types = self.types();
        let call = |go: Go| go.print(0);
        let line = match ty {
            Type::Bool => call(e.clone().method("Bool", vec![value])),
            Type::Int => call(e.clone().method("Int", vec![value])),
            Type::Float => call(e.clone().method("Float", vec![value])),
            Type::Str => call(e.clone().method("Str", vec![value])),
            Type::None | Type::Never => call(e.clone().method("Null", Vec::new())),
            Type::Json | Type::Number | Type::BigInt | Type::Encodable => {
                call(value.method("EncodeJSON", vec![e.clone()]))
            }
            Type::Optional(inner) if types.is_pointer(inner) => {
                self.need(inner);
                if matches!(types.shape(inner), Some(Shape::Record(_))) {
                    call(Go::call("py.EncodeOrNull", vec![e.clone(), value]))
                } else {
                    let function = self.function(inner);
                    call(Go::call("py.EncodeNilable", vec![e.clone(), value, function]))
                }
            }
            Type::Optional(inner) => {
                let function = self.function(inner);
                call(Go::call("py.EncodeOptional", vec![e.clone(), value, function]))
            }
            Type::Object(id) => {
                self.need(ty);
                match &types.object(*id).shape {
                    Shape::Record(_) | Shape::Instance(..) => call(value.method("EncodeJSON", vec![e.clone()])),
                    Shape::List(item) => {
                        let items = if types.is_pointer_list(ty) { value.select("Items") } else { value };
                        self.need(item);
                        let encodes_itself = matches!(item, Type::Json | Type::Number | Type::BigInt)
                            || matches!(types.shape(item), Some(Shape::Record(_)));
                        if encodes_itself {
                            call(Go::call("py.EncodeAll", vec![e.clone(), items]))
                        } else {
                            let function = self.function(item);
                            call(Go::call("py.EncodeList", vec![e.clone(), items, function]))
                        }
                    }
                    Shape::Dict(key, item) => {
                        let function = self.function(item);
                        match key {
                            Type::Json => call(Go::call("py.EncodeValueDict", vec![e.clone(), value, function])),
                            Type::Str => call(Go::call("py.EncodeDict", vec![e.clone(), value, function])),
                            Type::Int => call(Go::call("py.EncodeIntDict", vec![e.clone(), value, function])),
                            Type::BigInt => call(Go::call("py.EncodeBigIntDict", vec![e.clone(), value, function])),
                            // Nothing is ever set.
                            Type::Never | Type::None => {
                                lines.push(call(e.clone().method("BeginObject", Vec::new())));
                                "e.EndObject()".into()
                            }
                            Type::Float => call(Go::call("py.EncodeFloatDict", vec![e.clone(), value, function])),
                            _ => call(Go::call("py.EncodeBoolDict", vec![e.clone(), value, function])),
                        }
                    }
                    Shape::Set(_) => call(e.clone().method("Null", Vec::new())),
                }
            }
            Type::Tuple(items) => {
                lines.push(call(e.clone().method("BeginList", Vec::new())));
                let encoder = Go::atom("e");
                for (i, item) in items.iter().enumerate() {
                    let e = encoder.clone().method("Item", Vec::new());
                    self.write(lines, &e, value.clone().select(&format!("V{i}")), item);
                }
                call(encoder.method("EndList", Vec::new()))
            }
            Type::Bytes | Type::Exception | Type::Library(_) | Type::Callable { .. } => {
                call(e.clone().method("Null", Vec::new()))
            }
        };
        lines.push(line);
    }

    /// A function that writes a value of a type to the encoder `e`.
    fn function(&self, ty: &Type) -> Go {
        match ty {
            Type::Bool => Go::atom("e.Bool"),
            Type::Int => Go::atom("e.Int"),
            Type::Float => Go::atom("e.Float"),
            Type::Str => Go::atom("e.Str"),
            Type::Json => Go::atom("e.JSONValue"),
            _ => {
                let mut lines = Vec::new();
                self.write(&mut lines, &Go::atom("e"), Go::atom("v"), ty);
                let body: String = lines.into_iter().map(|line| line + "\n").collect();
                Go::Func(format!("(v {})", self.types().go(ty)), body)
            }
        }
    }

    /// Notes that a record is written as JSON.
    fn need(&self, ty: &Type) {
        if let Type::Object(id) = ty
            && matches!(self.types().object(*id).shape, Shape::Record(_) | Shape::Instance(..))
        {
            self.module.encoded.borrow_mut().insert(*id);
        }
    }

    /// The methods `EncodeJSON` of all records that are written as JSON, by object.
    pub fn methods(&self) -> Vec<(ObjectId, String)> {
        let mut done = Vec::new();
        loop {
            let next = self.module.encoded.borrow().iter().find(|id| done.iter().all(|(one, _)| one != *id)).copied();
            let Some(id) = next else { return done };
            let name = self.types().name(id);
            let receiver = receiver(name);
            let mut lines = vec!["e.BeginObject()".to_owned()];
            if let Shape::Record(fields) | Shape::Instance(_, fields) = &self.types().object(id).shape {
                for (i, field) in fields.iter().enumerate() {
                    let value = Go::atom(&receiver).select(&self.module.fields[id.0 as usize][i]);
                    self.field(&mut lines, field, value);
                }
            }
            lines.push("e.EndObject()".to_owned());
            let body: String = lines.iter().map(|line| format!("\t{}\n", line.replace('\n', "\n\t"))).collect();
            let text = format!(
                "\n// EncodeJSON writes it as json.dumps does.\nfunc ({receiver} *{name}) EncodeJSON(e *py.Encoder) {{\n{body}}}\n"
            );
            done.push((id, text));
        }
    }
}

/// The name of a method's receiver.
pub fn receiver(ty: &str) -> String {
    let first = ty.chars().next().map_or('x', |c| c.to_ascii_lowercase());
    if first == 'e' { "v".into() } else { first.to_string() }
}
