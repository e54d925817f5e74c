//! Records, and the fields of records, instances and handlers.

use super::body::Printer;
use super::statement::Statement;
use super::tree::Go;
use crate::ir::{Expr, Field, ObjectId, Shape, Type};

impl Printer<'_> {
    /// A value for a field that may be absent.
    pub fn present(&self, go: Go, field: &Field) -> Go {
        if field.absent && !self.module.types().is_pointer(&field.ty) {
            return Go::call("py.Some", vec![self.typed(go, &field.ty)]);
        }
        go
    }

    /// The fields of a record or instance.
    pub fn shape_fields(&self, id: ObjectId) -> &[Field] {
        match &self.module.plan.object(id).shape {
            Shape::Record(fields) | Shape::Instance(_, fields) => fields,
            Shape::List(_) | Shape::Dict(..) | Shape::Set(_) => &[],
        }
    }

    pub fn record(&mut self, fields: &[(usize, Expr)], base: Option<&Expr>, ty: &Type) -> Go {
        let Type::Object(id) = *ty else { return Go::atom("nil") };
        let names = self.module.fields[id.0 as usize].clone();
        let mut operands: Vec<&Expr> = base.into_iter().collect();
        operands.extend(fields.iter().map(|(_, value)| value));
        let mut values = self.operands(&operands);
        let mut items = Vec::new();
        if let Some(base) = base {
            let rest = values.split_off(1);
            let object = values.pop().unwrap_or(Go::atom("nil"));
            let object = self.keep(object, &base.ty);
            values = rest;
            items = self.taken_over(object, &base.ty, id, fields);
        }
        for ((field, _), value) in fields.iter().zip(values) {
            let value = self.present(value, &self.shape_fields(id)[*field]);
            items.push((Some(names[*field].clone()), value));
        }
        let rank = |key: &Option<String>| names.iter().position(|name| Some(name) == key.as_ref());
        if base.is_some() {
            items.sort_by_key(|(key, _)| rank(key));
        }
        Go::unary("&", Go::Composite(self.module.types().name(id).to_owned(), items))
    }

    /// The fields that a record takes over from another, except those that are given anew.
    fn taken_over(&self, object: Go, base: &Type, id: ObjectId, given: &[(usize, Expr)]) -> Vec<(Option<String>, Go)> {
        let Type::Object(base) = *base else { return Vec::new() };
        let mut items = Vec::new();
        for (i, field) in self.shape_fields(id).iter().enumerate() {
            let source = self.shape_fields(base).iter().position(|other| other.key == field.key);
            if let Some(source) = source.filter(|_| given.iter().all(|(one, _)| *one != i)) {
                let from = &self.shape_fields(base)[source];
                let mut value = object.clone().select(&self.module.fields[base.0 as usize][source]);
                if field.absent && !from.absent {
                    value = self.present(value, field);
                } else if from.absent && !field.absent && !self.module.types().is_pointer(&field.ty) {
                    value = value.select("Value");
                }
                items.push((Some(self.module.fields[id.0 as usize][i].clone()), value));
            }
        }
        items
    }

    /// The name of an attribute that the handler sets on itself.
    pub fn handler_field(&self, field: usize) -> String {
        let Some(crate::ir::Owner::Handler(handler)) = self.function.owner else { return String::new() };
        self.module.handler_fields[handler].get(field).cloned().unwrap_or_default()
    }

    pub fn field(&mut self, object: &Expr, field: usize) -> Go {
        let Type::Object(id) = object.ty else { return self.expr(object).select(&self.handler_field(field)) };
        let go = self.expr(object).select(&self.module.fields[id.0 as usize][field]);
        let shape = self.shape_fields(id)[field].clone();
        if !shape.absent {
            return go;
        }
        let pointer = self.module.types().is_pointer(&shape.ty);
        if pointer { go } else { go.select("Value") }
    }

    /// A field that may be absent here: taken after a look.
    pub fn checked_field(&mut self, object: &Expr, field: usize) -> Go {
        let Type::Object(id) = object.ty else { return self.expr(object).select(&self.handler_field(field)) };
        let go = self.expr(object);
        let go = self.keep(go, &object.ty).select(&self.module.fields[id.0 as usize][field]);
        let shape = self.shape_fields(id)[field].clone();
        let pointer = self.module.types().is_pointer(&shape.ty);
        let missing = if pointer {
            Go::binary("==", go.clone(), Go::atom("nil"))
        } else {
            Go::unary("!", go.clone().select("Ok"))
        };
        let error = match self.module.plan.object(id).shape {
            Shape::Instance(..) => {
                let class = &self.module.plan.object(id).name;
                let text = format!("'{class}' object has no attribute '{}'", shape.key);
                Go::call("py.AttributeError.New", vec![Go::string(&text)])
            }
            _ => Go::call("py.NewKeyError", vec![Go::call("py.StrRepr", vec![Go::string(&shape.key)])]),
        };
        let then = self.inner(|p| p.raise_error(error));
        self.add(Statement::when(missing, then));
        if pointer { go } else { go.select("Value") }
    }

    pub fn has_field(&mut self, object: &Expr, field: usize) -> Go {
        let Type::Object(id) = object.ty else { return Go::atom("true") };
        let go = self.expr(object).select(&self.module.fields[id.0 as usize][field]);
        let shape = &self.shape_fields(id)[field];
        match (shape.absent, self.module.types().is_pointer(&shape.ty)) {
            (false, _) => Go::atom("true"),
            (true, true) => Go::binary("!=", go, Go::atom("nil")),
            (true, false) => go.select("Ok"),
        }
    }
}
