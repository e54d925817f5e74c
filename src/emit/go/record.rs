//! `records.go`: the types of records and instances, and what compares and shows them.

use super::body::Printer;
use super::comment;
use super::encode::{Encoding, receiver};
use super::module::Module;
use super::project::file;
use super::statement::{self, Block, Statement};
use super::tree::Go;
use crate::emit::{File, Options};
use crate::ir::{ObjectId, Shape, Type};

/// `records.go`: the types of records and instances, and what writes them.
pub fn records_file(module: &Module, options: &Options) -> Option<File> {
    let encoders = Encoding { module }.methods();
    let mut body = String::new();
    for (i, object) in module.plan.program.objects.iter().enumerate() {
        let id = ObjectId(u32::try_from(i).unwrap_or(u32::MAX));
        let name = &module.objects[i];
        let (fields, doc, record) = match &object.shape {
            Shape::Record(fields) => (fields, None, true),
            Shape::Instance(_, fields) => {
                let class = module.plan.program.classes.iter().find(|class| class.object == id);
                (fields, class.and_then(|class| class.doc.as_deref()), false)
            }
            Shape::List(_) | Shape::Dict(..) | Shape::Set(_) => continue,
        };
        if !module.uses.objects.contains(&id) {
            continue;
        }
        body += "\n";
        body +=
            &comment::doc(name, doc, if record { "is a record of the program." } else { "is a class of the program." });
        body += &struct_text(module, i, name, fields, record);
        if let Some((_, text)) = encoders.iter().find(|(one, _)| *one == id) {
            body += text;
        }
        if module.equals.borrow().contains(&id) {
            body += &equal_text(module, id, fields);
        }
        if module.reprs.borrow().contains(&id) {
            body += &repr_text(module, id, fields);
        }
    }
    (!body.is_empty()).then(|| file(module, options, "records.go", None, &body))
}

fn struct_text(module: &Module, object: usize, name: &str, fields: &[crate::ir::Field], tags: bool) -> String {
    if fields.is_empty() {
        return format!("type {name} struct{{}}\n");
    }
    let rows: Vec<(String, String, String)> = fields
        .iter()
        .enumerate()
        .map(|(i, field)| {
            let ty = module.types().go(&held(field));
            let plain = field.key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
            let tag = if tags && plain { format!("`json:\"{}\"`", field.key) } else { String::new() };
            (module.fields[object][i].clone(), ty, tag)
        })
        .collect();
    struct_rows(name, &rows)
}

/// A struct with its columns aligned: name, type, tag.
pub fn struct_rows(name: &str, rows: &[(String, String, String)]) -> String {
    let names = rows.iter().map(|row| row.0.len()).max().unwrap_or(0);
    let types = rows.iter().map(|row| row.1.len()).max().unwrap_or(0);
    let mut text = format!("type {name} struct {{\n");
    for (field, ty, tag) in rows {
        let line = if tag.is_empty() {
            format!("\t{field:<names$} {ty}")
        } else {
            format!("\t{field:<names$} {ty:<types$} {tag}")
        };
        text += line.trim_end();
        text += "\n";
    }
    text + "}\n"
}

/// The type that a field is held as: one that may be absent is an optional.
fn held(field: &crate::ir::Field) -> Type {
    match &field.ty {
        ty if !field.absent => ty.clone(),
        Type::Json => Type::Optional(Box::new(Type::Json)),
        ty => ty.clone().optional(),
    }
}

fn equal_text(module: &Module, id: ObjectId, fields: &[crate::ir::Field]) -> String {
    let name = module.types().name(id);
    let receiver = receiver(name);
    let mut printer = Printer::bare(module);
    let tests = fields.iter().enumerate().map(|(i, field)| {
        let ty = held(field);
        let (left, right) = (Go::atom(&receiver), Go::atom("other"));
        let field = &module.fields[id.0 as usize][i];
        printer.same(&ty, left.select(field), right.select(field))
    });
    let test = tests.reduce(|a, b| Go::binary("&&", a, b)).unwrap_or(Go::atom("true"));
    let (own, other) = (Go::atom(&receiver), Go::atom("other"));
    let nil = |one: &Go| Go::binary("==", one.clone(), Go::atom("nil"));
    let same = vec![Statement::Return(vec![Go::binary("==", own.clone(), other.clone())])];
    let body = [Statement::when(Go::binary("||", nil(&own), nil(&other)), same), Statement::Return(vec![test])];
    format!(
        "\n// Equal tells whether two of them are equal.\nfunc ({receiver} *{name}) Equal(other *{name}) bool {{\n{}}}\n",
        statement::print(&body, 1)
    )
}

fn repr_text(module: &Module, id: ObjectId, fields: &[crate::ir::Field]) -> String {
    let name = module.types().name(id);
    let receiver = receiver(name);
    let mut printer = Printer::bare(module);
    let mut body = Block::new();
    let absent = fields.iter().any(|field| field.absent);
    let mut parts = Vec::new();
    for (i, field) in fields.iter().enumerate() {
        let value = Go::atom(&receiver).select(&module.fields[id.0 as usize][i]);
        let pointer = module.types().is_pointer(&field.ty);
        let held = if field.absent && !pointer { value.clone().select("Value") } else { value.clone() };
        let repr = printer.repr(held, &field.ty);
        let is_plain = field.key.chars().all(|c| c.is_ascii() && !c.is_ascii_control());
        let key = if is_plain {
            Go::string(&format!("{}: ", super::text::python_repr(&field.key)))
        } else {
            // What of it is printable is known at run time.
            Go::binary("+", Go::call("py.StrRepr", vec![Go::string(&field.key)]), Go::string(": "))
        };
        let item = Go::binary("+", key, repr);
        if field.absent {
            let test = if pointer { Go::binary("!=", value, Go::atom("nil")) } else { value.select("Ok") };
            body.push(Statement::when(test, vec![append_item(item)]));
        } else if absent {
            body.push(append_item(item));
        } else {
            parts.push(item);
        }
    }
    let text = if absent {
        module.import("strings");
        body.insert(0, Statement::Var("items".into(), "[]string".into(), None));
        vec![Go::string("{"), Go::call("strings.Join", vec![Go::atom("items"), Go::string(", ")]), Go::string("}")]
    } else if let Some(joined) =
        parts.into_iter().reduce(|a, b| Go::binary("+", Go::binary("+", a, Go::string(", ")), b))
    {
        vec![Go::string("{"), joined, Go::string("}")]
    } else {
        vec![Go::string("{}")]
    };
    let text = text.into_iter().reduce(|a, b| Go::binary("+", a, b));
    body.push(Statement::Return(text.into_iter().collect()));
    format!(
        "\n// Repr is repr of the dict that it was in Python.\nfunc ({receiver} *{name}) Repr() string {{\n{}}}\n",
        statement::print(&body, 1)
    )
}

/// `items = append(items, item)`
fn append_item(item: Go) -> Statement {
    let items = Go::atom("items");
    Statement::assign(items.clone(), Go::call("append", vec![items, item]))
}
