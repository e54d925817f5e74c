//! Writing JSON: what writes a value of each type.

use super::body::Printer;
use super::module::Module;
use super::statement::{self, Block, Statement};
use super::tree::{Go, Signature, quote};
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
                let head = Signature::new(&[("e", "*py.Encoder")], "");
                return Go::call("py.JSONFunc", vec![Go::Func(head, body)]);
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

    /// The statements that write a member of a record.
    pub fn field(&self, block: &mut Block, field: &Field, value: Go) {
        let key = Go::atom("e").method("Key", vec![Go::Atom(quote(&field.key))]);
        if !field.absent {
            self.write(block, &key, value, &field.ty);
            return;
        }
        let pointer = self.types().is_pointer(&field.ty);
        let (test, value) = if pointer {
            (Go::binary("!=", value.clone(), Go::atom("nil")), value)
        } else {
            (value.clone().select("Ok"), value.select("Value"))
        };
        let mut inner = Block::new();
        self.write(&mut inner, &key, value, &field.ty);
        block.push(Statement::when(test, inner));
    }

    /// The statements that write a value; `e` is the encoder, ready for it.
    pub fn write(&self, block: &mut Block, e: &Go, value: Go, ty: &Type) {
        let types = self.types();
        let call = match ty {
            Type::Bool => e.clone().method("Bool", vec![value]),
            Type::Int => e.clone().method("Int", vec![value]),
            Type::Float => e.clone().method("Float", vec![value]),
            Type::Str => e.clone().method("Str", vec![value]),
            Type::None | Type::Never => e.clone().method("Null", Vec::new()),
            Type::Json | Type::Number | Type::BigInt | Type::Encodable => value.method("EncodeJSON", vec![e.clone()]),
            Type::Optional(inner) if types.is_pointer(inner) => {
                self.need(inner);
                if matches!(types.shape(inner), Some(Shape::Record(_))) {
                    Go::call("py.EncodeOrNull", vec![e.clone(), value])
                } else {
                    let function = self.function(inner);
                    Go::call("py.EncodeNilable", vec![e.clone(), value, function])
                }
            }
            Type::Optional(inner) => {
                let function = self.function(inner);
                Go::call("py.EncodeOptional", vec![e.clone(), value, function])
            }
            Type::Object(id) => {
                self.need(ty);
                match &types.object(*id).shape {
                    Shape::Record(_) | Shape::Instance(..) => value.method("EncodeJSON", vec![e.clone()]),
                    Shape::List(item) => {
                        let items = if types.is_pointer_list(ty) { value.select("Items") } else { value };
                        self.need(item);
                        let encodes_itself = matches!(item, Type::Json | Type::Number | Type::BigInt)
                            || matches!(types.shape(item), Some(Shape::Record(_)));
                        if encodes_itself {
                            Go::call("py.EncodeAll", vec![e.clone(), items])
                        } else {
                            let function = self.function(item);
                            Go::call("py.EncodeList", vec![e.clone(), items, function])
                        }
                    }
                    Shape::Dict(key, item) => {
                        let function = self.function(item);
                        match key {
                            Type::Json => Go::call("py.EncodeValueDict", vec![e.clone(), value, function]),
                            Type::Str => Go::call("py.EncodeDict", vec![e.clone(), value, function]),
                            Type::Int => Go::call("py.EncodeIntDict", vec![e.clone(), value, function]),
                            Type::BigInt => Go::call("py.EncodeBigIntDict", vec![e.clone(), value, function]),
                            // Nothing is ever set.
                            Type::Never | Type::None => {
                                block.push(Statement::Expr(e.clone().method("BeginObject", Vec::new())));
                                Go::atom("e").method("EndObject", Vec::new())
                            }
                            Type::Float => Go::call("py.EncodeFloatDict", vec![e.clone(), value, function]),
                            _ => Go::call("py.EncodeBoolDict", vec![e.clone(), value, function]),
                        }
                    }
                    Shape::Set(_) => e.clone().method("Null", Vec::new()),
                }
            }
            Type::Tuple(items) => {
                block.push(Statement::Expr(e.clone().method("BeginList", Vec::new())));
                let encoder = Go::atom("e");
                for (i, item) in items.iter().enumerate() {
                    let e = encoder.clone().method("Item", Vec::new());
                    self.write(block, &e, value.clone().select(&format!("V{i}")), item);
                }
                encoder.method("EndList", Vec::new())
            }
            Type::Bytes | Type::Exception | Type::Library(_) | Type::Callable { .. } => {
                e.clone().method("Null", Vec::new())
            }
        };
        block.push(Statement::Expr(call));
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
                let mut body = Block::new();
                self.write(&mut body, &Go::atom("e"), Go::atom("v"), ty);
                Go::Func(Signature::new(&[("v", &self.types().go(ty))], ""), body)
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
            let encoder = Go::atom("e");
            let mut body = vec![Statement::Expr(encoder.clone().method("BeginObject", Vec::new()))];
            if let Shape::Record(fields) | Shape::Instance(_, fields) = &self.types().object(id).shape {
                for (i, field) in fields.iter().enumerate() {
                    let value = Go::atom(&receiver).select(&self.module.fields[id.0 as usize][i]);
                    self.field(&mut body, field, value);
                }
            }
            body.push(Statement::Expr(encoder.method("EndObject", Vec::new())));
            let body = statement::print(&body, 1);
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
