//! Records and instances: structs, their fields, and how they are made.

use super::body::Body;
use super::code::{Bind, Code, Held};
use super::doc::{Doc, Line};
use super::types::Types;
use crate::ir::{Expr, ExprKind, Field, FunctionId, Object, ObjectId, Shape, Type};
use crate::plan::Sharing;

/// The fields of a record or instance.
pub fn fields(object: &Object) -> &[Field] {
    match &object.shape {
        Shape::Record(fields) | Shape::Instance(_, fields) => fields,
        Shape::List(_) | Shape::Dict(..) | Shape::Set(_) => &[],
    }
}

impl Body<'_> {
    fn object_of(&self, ty: &Type) -> Option<(ObjectId, &Object)> {
        match ty {
            Type::Object(id) => Some((*id, self.types.plan.object(*id))),
            _ => None,
        }
    }

    /// The name of a field.
    pub fn field_name(&self, object: &Expr, field: usize) -> String {
        match &object.ty {
            Type::Object(id) => self.types.names.fields[id.0 as usize].get(field).cloned().unwrap_or_default(),
            _ => {
                let class = self.request_of(object);
                class.and_then(|(_, class)| self.types.names.attributes[class].get(field).cloned()).unwrap_or_default()
            }
        }
    }

    /// The variable that holds a request and the handler class that it is to, where `object` is the `self` of a method.
    fn request_of(&self, object: &Expr) -> Option<(&str, usize)> {
        let ExprKind::Local(local) = &object.kind else { return None };
        Some((self.name(*local), self.request(*local)?))
    }

    /// A field.
    pub fn field_of(&self, object: &Expr, field: usize) -> Option<&Field> {
        self.object_of(&object.ty).and_then(|(_, object)| fields(object).get(field))
    }

    /// The place of a field, an `Option` where it may be absent.
    pub fn field_place(&self, object: &Expr, field: usize) -> Code {
        let name = self.field_name(object, field);
        if let Some((request, _)) = self.request_of(object) {
            return Code::postfix(Doc::text(request).link(Doc::text(format!(".{name}"))), Held::Place);
        }
        if self.types.is_shared(&object.ty) {
            let cell = self.with_guards(self.lends_way(object), || self.receiver(object));
            let read = cell.method("read", Vec::new()).link(Doc::text(format!(".{name}")));
            let copied = self.field_of(object, field).is_some_and(|field| self.types.is_copy(&field.ty));
            return match (copied, self.guards()) {
                (true, _) => Code::value(read),
                (false, true) => Code::postfix(read, Held::Place),
                (false, false) => Code::value(read.method("clone", Vec::new())),
            };
        }
        let code = self.code(object);
        let held = if code.held == Held::Value && !matches!(object.kind, ExprKind::Local(_)) {
            Held::Value
        } else {
            Held::Place
        };
        let held = if matches!(object.ty, Type::Object(id) if self.types.is_arc(id)) { Held::Place } else { held };
        Code::postfix(code.at(Bind::Postfix).link(Doc::text(format!(".{name}"))), held)
    }

    /// `record["key"]`, `instance.attr`
    pub fn field(&self, object: &Expr, field: usize, known: bool, ty: &Type) -> Code {
        let place = self.field_place(object, field);
        let Some(of) = self.field_of(object, field) else { return place };
        if !of.absent {
            return place;
        }
        let copied = self.types.is_copy(ty);
        let option = if copied || place.held == Held::Value {
            place.at(Bind::Postfix)
        } else {
            place.at(Bind::Postfix).method("as_ref", Vec::new())
        };
        let held = if copied { Held::Value } else { Held::Ref };
        if known {
            return Code::postfix(option.method("expect", vec![Doc::text("\"the key was set\"")]), held);
        }
        let missing = Doc::call("py::missing_key", vec![Doc::text(super::literal::str(&of.key))]);
        let found = option.method("ok_or_else", vec![Doc::Closure("||".to_owned(), Box::new(missing))]);
        Code::postfix(self.try_(found), held)
    }

    /// `record.get("key")`
    pub fn field_or_none(&self, object: &Expr, field: usize) -> Code {
        let place = self.field_place(object, field);
        match self.field_of(object, field) {
            // Always there, and never None: `get` gives what `[]` gives.
            Some(of) if !of.absent && !matches!(of.ty, Type::Optional(_)) => {
                Code::value(Doc::call("Some", vec![place.at(Bind::Postfix).method("clone", Vec::new())]))
            }
            Some(of) if of.absent && matches!(of.ty, Type::Optional(_)) => {
                let field = place.at(Bind::Postfix).method("as_ref", Vec::new());
                Code::postfix(field.method("and_then", vec![Doc::text("Option::as_ref")]), Held::OptRef)
            }
            _ => place,
        }
    }

    /// `{"id": a, "name": b}`
    pub fn record(&self, expr: &Expr, values: &[(usize, Expr)], base: Option<&Expr>) -> Code {
        let Some((id, object)) = self.object_of(&expr.ty) else { return Code::value(Doc::text("()")) };
        let names = &self.types.names.fields[id.0 as usize];
        let all = fields(object);
        let mut docs = Vec::new();
        let given = self.owned_apart(values.iter().map(|(_, value)| value));
        for ((index, _), value) in values.iter().zip(given) {
            let (Some(name), Some(field)) = (names.get(*index), all.get(*index)) else { continue };
            docs.push(field_doc(name, if field.absent { Doc::call("Some", vec![value]) } else { value }));
        }
        let given = |index: usize| values.iter().any(|(given, _)| *given == index);
        let missing: Vec<usize> = (0..all.len()).filter(|index| !given(*index)).collect();
        let name = &self.types.names.objects[id.0 as usize];
        if let Some(base) = base {
            let same = matches!(&base.ty, Type::Object(other) if *other == id);
            if same && !missing.is_empty() {
                docs.push(Doc::text("..").suffixed_with(self.unwrapped(base)));
            } else if let Some((other, object)) = self.object_of(&base.ty) {
                for index in missing {
                    let key = &all[index].key;
                    let Some(at) = fields(object).iter().position(|field| field.key == *key) else {
                        docs.push(field_doc(&names[index], self.zero(&all[index])));
                        continue;
                    };
                    let from = &fields(object)[at];
                    let taken = self
                        .content(base)
                        .link(Doc::text(format!(".{}", self.types.names.fields[other.0 as usize][at])));
                    let taken = if self.types.is_copy(&from.ty) { taken } else { taken.method("clone", Vec::new()) };
                    docs.push(field_doc(
                        &names[index],
                        match (from.absent, all[index].absent) {
                            (false, true) => Doc::call("Some", vec![taken]),
                            _ => taken,
                        },
                    ));
                }
            }
        } else {
            for index in missing {
                docs.push(field_doc(&names[index], self.zero(&all[index])));
            }
        }
        self.fresh(Doc::record(name, docs), &expr.ty)
    }

    /// A whole record as a value of its own, without what holds it.
    fn unwrapped(&self, expr: &Expr) -> Doc {
        let receiver = self.receiver(expr);
        match &expr.ty {
            ty if self.types.is_shared(ty) => receiver.method("read", Vec::new()).method("clone", Vec::new()),
            Type::Object(id) if self.types.is_arc(*id) => {
                Doc::call("Arc::unwrap_or_clone", vec![receiver.method("clone", Vec::new())])
            }
            _ => self.owned(expr),
        }
    }

    fn zero(&self, field: &Field) -> Doc {
        if field.absent { Doc::text("None") } else { zero(self.types, &field.ty) }
    }

    /// `C(…)`
    pub fn new_instance(&self, expr: &Expr, object: ObjectId, init: Option<FunctionId>, args: &[Expr]) -> Code {
        let name = &self.types.names.objects[object.0 as usize];
        let Some(init) = init else {
            return self.fresh(Doc::text(format!("{name}::default()")), &expr.ty);
        };
        let made = self.call_from(&format!("{name}::new"), init, args, 1);
        // A shared instance is made shared, for `__init__` may give itself away.
        if self.types.is_shared(&expr.ty) { made } else { self.fresh(made.doc, &expr.ty) }
    }
}

fn field_doc(name: &str, value: Doc) -> Doc {
    if value == Doc::text(name) { value } else { Doc::concat([Doc::text(format!("{name}: ")), value]) }
}

impl Doc {
    fn suffixed_with(self, other: Doc) -> Doc {
        Doc::concat([self, other])
    }
}

/// The value that a variable of a type has before it is set.
pub fn zero(types: Types<'_>, ty: &Type) -> Doc {
    Doc::text(match ty {
        Type::None | Type::Never => "()".to_owned(),
        Type::Bool => "false".to_owned(),
        Type::Int => "0".to_owned(),
        Type::BigInt => "py::Int::from(0_i64)".to_owned(),
        Type::Float => "0.0".to_owned(),
        Type::Number => "py::Number::Int(0)".to_owned(),
        Type::Str => "String::new()".to_owned(),
        Type::Bytes => "Vec::new()".to_owned(),
        Type::Optional(_) => "None".to_owned(),
        Type::Json | Type::Encodable => "py::Value::None".to_owned(),
        Type::Tuple(items) => {
            let items: Vec<String> = items.iter().filter_map(|item| zero(types, item).flat()).collect();
            format!("({})", items.join(", "))
        }
        Type::Object(id) => match (&types.plan.object(*id).shape, types.plan.sharing(*id)) {
            (Shape::List(_), Sharing::Frozen { .. } | Sharing::Owned) => "Vec::new()".to_owned(),
            (Shape::Dict(..), Sharing::Frozen { .. } | Sharing::Owned) => "py::Dict::new()".to_owned(),
            (Shape::Set(_), Sharing::Frozen { .. } | Sharing::Owned) => "py::Set::new()".to_owned(),
            _ => "Default::default()".to_owned(),
        },
        Type::Exception | Type::Library(_) | Type::Callable { .. } => "Default::default()".to_owned(),
    })
}

/// The instances, and the records that they hold: before `__init__` has set them they have a value too. So have the variables whose
/// first value the compiler would miss.
fn with_default(types: Types<'_>) -> std::collections::HashSet<usize> {
    let objects = &types.plan.program.objects;
    let instance = |index: &usize| matches!(objects[*index].shape, Shape::Instance(..));
    let mut found: std::collections::HashSet<usize> = (0..objects.len()).filter(instance).collect();
    for function in &types.plan.program.functions {
        let mut unset = Vec::new();
        super::assigned::unset(&function.body, &mut unset);
        for local in unset {
            if let Type::Object(id) = function.locals[local.0 as usize].ty {
                found.insert(id.0 as usize);
            }
        }
    }
    for global in super::state::zeroed_first(types) {
        if let Type::Object(id) = global.ty {
            found.insert(id.0 as usize);
        }
    }
    let mut work: Vec<usize> = found.iter().copied().collect();
    while let Some(index) = work.pop() {
        if !matches!(objects[index].shape, Shape::Instance(..) | Shape::Record(_)) {
            continue;
        }
        for field in fields(&objects[index]) {
            let parts =
                if let Type::Tuple(items) = &field.ty { items.as_slice() } else { std::slice::from_ref(&field.ty) };
            for part in parts {
                if let Type::Object(id) = part
                    && found.insert(id.0 as usize)
                {
                    work.push(id.0 as usize);
                }
            }
        }
    }
    found
}

/// The objects that hold what has no `==` in Rust: generators of random numbers, digests, patterns.
fn incomparable(types: Types<'_>) -> std::collections::HashSet<usize> {
    let objects = &types.plan.program.objects;
    let mut found = std::collections::HashSet::new();
    loop {
        let before = found.len();
        for (index, object) in objects.iter().enumerate() {
            let holds = match &object.shape {
                Shape::Instance(_, fields) | Shape::Record(fields) => {
                    fields.iter().any(|field| is_incomparable(&field.ty, &found))
                }
                Shape::List(item) | Shape::Set(item) => is_incomparable(item, &found),
                Shape::Dict(key, value) => is_incomparable(key, &found) || is_incomparable(value, &found),
            };
            if holds {
                found.insert(index);
            }
        }
        if found.len() == before {
            return found;
        }
    }
}

fn is_incomparable(ty: &Type, objects: &std::collections::HashSet<usize>) -> bool {
    match ty {
        Type::Library(name) => {
            let compared = ["datetime.", "uuid.", "urllib.parse.", "logging."];
            *name != super::types::LOCK && !compared.iter().any(|module| name.starts_with(module))
        }
        Type::Object(id) => objects.contains(&(id.0 as usize)),
        Type::Optional(inner) => is_incomparable(inner, objects),
        Type::Tuple(items) => items.iter().any(|item| is_incomparable(item, objects)),
        Type::Exception => true,
        Type::Never
        | Type::None
        | Type::Bool
        | Type::Int
        | Type::BigInt
        | Type::Float
        | Type::Number
        | Type::Str
        | Type::Bytes
        | Type::Json
        | Type::Encodable
        | Type::Callable { .. } => false,
    }
}

/// What the program does with its records.
#[derive(Clone, Copy, Debug, Default)]
pub struct Uses {
    /// Some are written as JSON.
    pub json: bool,
    /// Some are shown by `repr()`.
    pub repr: bool,
}

/// The structs of a program, by name.
pub fn structs(types: Types<'_>, uses: Uses) -> Vec<(String, Vec<Line>)> {
    let mut structs = Vec::new();
    let with_default = with_default(types);
    let incomparable = incomparable(types);
    for (index, object) in types.plan.program.objects.iter().enumerate() {
        let name = &types.names.objects[index];
        if name.is_empty() {
            continue;
        }
        let mut lines = vec![Line::Blank];
        let doc = match &object.shape {
            Shape::Instance(class, _) => types.plan.program.classes[class.0 as usize].doc.clone(),
            Shape::Record(_) | Shape::List(_) | Shape::Dict(..) | Shape::Set(_) => None,
        };
        let doc = doc.unwrap_or_else(|| format!("The dict made at line {}.", object.line));
        lines.extend(super::comment::doc(&doc));
        let is_default = with_default.contains(&index);
        let mut derives = vec!["Clone", "Debug"];
        derives.extend(is_default.then_some("Default"));
        derives.extend((!incomparable.contains(&index)).then_some("PartialEq"));
        let derives = derives.join(", ");
        lines.push(Line::Code(Doc::text(format!("#[derive({derives})]")), "", None));
        let names = &types.names.fields[index];
        let inner = names
            .iter()
            .zip(fields(object))
            .map(|(field, of)| {
                let ty = types.owned(&of.ty);
                let ty = if of.absent { format!("Option<{ty}>") } else { ty };
                Line::Code(Doc::text(format!("pub {field}: {ty}")), ",", None)
            })
            .collect();
        lines.push(Line::Nested {
            head: Doc::text(format!("pub struct {name} ")),
            lines: inner,
            end: "",
            continues: false,
        });
        if matches!(object.shape, Shape::Record(_)) {
            if uses.json && fields(object).iter().all(|field| can_be_written(types, &field.ty, &mut vec![index])) {
                lines.extend(to_json(name, names, fields(object)));
            }
            if uses.repr && fields(object).iter().all(|field| can_be_shown(types, &field.ty, &mut vec![index])) {
                lines.extend(repr(name, names, fields(object)));
            }
        }
        structs.push((name.clone(), lines));
    }
    structs
}

/// Whether `json.dumps` knows values of a type; `seen` are the records that are looked at already.
fn can_be_written(types: Types<'_>, ty: &Type, seen: &mut Vec<usize>) -> bool {
    match ty {
        Type::Library(_) | Type::Callable { .. } | Type::Exception | Type::Bytes => false,
        Type::Optional(inner) => can_be_written(types, inner, seen),
        Type::Tuple(items) => items.iter().all(|item| can_be_written(types, item, seen)),
        Type::Object(object) => {
            let index = object.0 as usize;
            if seen.contains(&index) {
                return true;
            }
            seen.push(index);
            match &types.plan.program.objects[index].shape {
                Shape::List(item) | Shape::Dict(_, item) => can_be_written(types, item, seen),
                Shape::Record(fields) => fields.iter().all(|field| can_be_written(types, &field.ty, seen)),
                Shape::Set(_) | Shape::Instance(..) => false,
            }
        }
        _ => true,
    }
}

/// Whether values of a type have a `repr` of their own; `seen` are the records that are looked at already.
fn can_be_shown(types: Types<'_>, ty: &Type, seen: &mut Vec<usize>) -> bool {
    match ty {
        Type::Library(_) | Type::Callable { .. } | Type::Encodable => false,
        Type::Optional(inner) => can_be_shown(types, inner, seen),
        Type::Tuple(items) => items.iter().all(|item| can_be_shown(types, item, seen)),
        Type::Object(object) => {
            let index = object.0 as usize;
            if seen.contains(&index) {
                return true;
            }
            seen.push(index);
            match &types.plan.program.objects[index].shape {
                Shape::List(item) => can_be_shown(types, item, seen),
                Shape::Dict(key, item) => can_be_shown(types, key, seen) && can_be_shown(types, item, seen),
                Shape::Record(fields) => fields.iter().all(|field| can_be_shown(types, &field.ty, seen)),
                Shape::Set(_) | Shape::Instance(..) => false,
            }
        }
        _ => true,
    }
}

/// How a record is written as JSON.
fn to_json(name: &str, names: &[String], fields: &[Field]) -> Vec<Line> {
    let written = names
        .iter()
        .zip(fields)
        .map(|(field, of)| {
            let key = super::literal::str(&of.key);
            if of.absent {
                return Line::Nested {
                    head: Doc::text(format!("if let Some({field}) = &self.{field} ")),
                    lines: vec![Line::Code(Doc::text(format!("object.field({key}, {field})")), ";", None)],
                    end: "",
                    continues: false,
                };
            }
            Line::Code(Doc::text(format!("object.field({key}, &self.{field})")), ";", None)
        })
        .collect::<Vec<_>>();
    let body = if written.is_empty() {
        vec![Line::Code(Doc::text("e.object(|_| {})"), ";", None)]
    } else {
        vec![Line::Nested { head: Doc::text("e.object(|object| "), lines: written, end: ");", continues: false }]
    };
    vec![
        Line::Blank,
        Line::Nested {
            head: Doc::text(format!("impl py::ToJson for {name} ")),
            lines: vec![Line::Nested {
                head: Doc::text("fn encode_json(&self, e: &mut py::Encoder) "),
                lines: body,
                end: "",
                continues: false,
            }],
            end: "",
            continues: false,
        },
    ]
}

/// How `repr()` shows a record: as the dict that it is.
pub fn repr(name: &str, names: &[String], fields: &[Field]) -> Vec<Line> {
    let mut chain = Doc::text("py::RecordRepr::new(out)");
    for (field, of) in names.iter().zip(fields) {
        let method = if of.absent { "optional" } else { "field" };
        let key = Doc::text(super::literal::str(&of.key));
        chain = chain.method(method, vec![key, Doc::text(format!("&self.{field}"))]);
    }
    let call = chain.method("finish", Vec::new());
    vec![
        Line::Blank,
        Line::Nested {
            head: Doc::text(format!("impl py::Repr for {name} ")),
            lines: vec![Line::Nested {
                head: Doc::text("fn push_repr(&self, out: &mut String) "),
                lines: vec![Line::Code(call, ";", None)],
                end: "",
                continues: false,
            }],
            end: "",
            continues: false,
        },
    ]
}
