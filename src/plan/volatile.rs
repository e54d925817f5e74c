//! Values of answers that do not follow from the requests: they flow from a clock, a random source and the like.
//!
//! ```python
//! result["processed_at"] = time.time()      # $.processed_at, clock, float
//! ```
//!
//! What is found is compared less strictly, so a value counts only where it certainly flows: through variables, results, fields, elements and whatever computes a
//! new value from it, and not through conditions. What is missed is found by running the original twice.

#![expect(clippy::wildcard_enum_match_arm, reason = "most of a program carries no such value")]

use std::collections::{BTreeMap, BTreeSet};

use super::effect;
use crate::ir::{
    Expr, ExprKind, Field, FormatPart, FunctionId, GlobalId, Iter, LibraryCall, LocalId, ObjectId, Pattern, Program,
    Shape, StmtKind, Target, Type, walk,
};

/// What a value flows from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// A clock.
    Clock,
    /// A random source.
    Random,
    /// A generated identifier.
    Uuid,
    /// The process id.
    Pid,
}

/// A part of an answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct VolatileField {
    /// The name of a header instead of a place in the body.
    pub header: Option<String>,
    /// The way to the value in the JSON of the body: `$.users[*].seen_at`.
    pub path: String,
    /// What it flows from.
    pub origin: Origin,
    /// Its JSON type: `int`, `float`, `number`, `string`, `bool`, or `value`.
    pub type_name: &'static str,
}

/// Every such part, in order.
pub fn volatile(program: &Program) -> Vec<VolatileField> {
    let mut flow = Flow { program, found: Found::default(), function: FunctionId(0), seeded: is_seeded(program) };
    loop {
        let before = flow.found.clone();
        for index in 0..program.functions.len() {
            flow.function = FunctionId(u32::try_from(index).unwrap_or(u32::MAX));
            let block = &program.functions[index].body;
            flow.block(block);
        }
        if flow.found == before {
            break;
        }
    }
    flow.answers()
}

/// What is known to carry such a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Found {
    locals: BTreeMap<(FunctionId, LocalId), Origin>,
    globals: BTreeMap<GlobalId, Origin>,
    results: BTreeMap<FunctionId, Origin>,
    fields: BTreeMap<(ObjectId, usize), Origin>,
    elements: BTreeMap<ObjectId, Origin>,
}

struct Flow<'p> {
    program: &'p Program,
    found: Found,
    function: FunctionId,
    /// A seeded random source gives the same values in every run.
    seeded: bool,
}

impl<'p> Flow<'p> {
    fn block(&mut self, block: &'p [crate::ir::Stmt]) {
        for stmt in block {
            match &stmt.kind {
                StmtKind::Let { local, value: Some(value) }
                | StmtKind::IfSome { local, value, .. }
                | StmtKind::Unwrap { local, value, .. } => {
                    let origin = self.expr(value);
                    self.local(*local, origin);
                }
                StmtKind::Assign { target, value } => {
                    let origin = self.expr(value);
                    match target {
                        Target::Local(local) => self.local(*local, origin),
                        Target::Global(global) => put(&mut self.found.globals, *global, origin),
                        Target::Field { object, field } => {
                            self.expr(object);
                            if let Some(id) = effect::object_of(&object.ty) {
                                put(&mut self.found.fields, (id, *field), origin);
                            }
                        }
                    }
                }
                StmtKind::Unpack { pattern, value } => {
                    let origin = self.expr(value);
                    self.pattern(pattern, origin);
                }
                StmtKind::Return(Some(value)) => {
                    let origin = self.expr(value);
                    put(&mut self.found.results, self.function, origin);
                }
                StmtKind::For { pattern, iter, .. } => {
                    let origin = self.elements_of(iter);
                    self.pattern(pattern, origin);
                }
                StmtKind::Expr(value)
                | StmtKind::Raise(value)
                | StmtKind::If { test: value, .. }
                | StmtKind::While { test: value, .. } => {
                    self.expr(value);
                }
                _ => {}
            }
            for inner in crate::ir::walk::blocks(&stmt.kind) {
                self.block(inner);
            }
        }
    }

    fn local(&mut self, local: LocalId, origin: Option<Origin>) {
        put(&mut self.found.locals, (self.function, local), origin);
    }

    fn pattern(&mut self, pattern: &Pattern, origin: Option<Origin>) {
        match pattern {
            Pattern::Local(local) => self.local(*local, origin),
            Pattern::Tuple(_) | Pattern::Ignore => {}
        }
    }

    /// What the elements flow from.
    fn elements_of(&mut self, iter: &'p Iter) -> Option<Origin> {
        match iter {
            Iter::Value(value) | Iter::Values(value) | Iter::Reversed(value) => {
                self.expr(value);
                self.element(value)
            }
            Iter::Keys(value) | Iter::Items(value) => {
                self.expr(value);
                None
            }
            Iter::Range { start, stop, .. } => {
                self.expr(start);
                self.expr(stop);
                None
            }
            Iter::Enumerate(inner, start) => {
                self.elements_of(inner);
                self.expr(start);
                None
            }
            Iter::Zip(all) => {
                for one in all {
                    self.elements_of(one);
                }
                None
            }
        }
    }

    fn element(&self, container: &Expr) -> Option<Origin> {
        self.found.elements.get(&effect::object_of(&container.ty)?).copied()
    }

    fn any(&mut self, all: impl IntoIterator<Item = &'p Expr>) -> Option<Origin> {
        let mut found = None;
        for one in all {
            let origin = self.expr(one);
            found = found.or(origin);
        }
        found
    }

    /// What the value of an expression flows from; what it holds in containers is noted on the way.
    fn expr(&mut self, expr: &'p Expr) -> Option<Origin> {
        match &expr.kind {
            ExprKind::Local(local) => self.found.locals.get(&(self.function, *local)).copied(),
            ExprKind::Global(global) => self.found.globals.get(global).copied(),
            ExprKind::Convert(one) | ExprKind::Negate(one) => self.expr(one),
            ExprKind::Cond { test, then, otherwise } => {
                self.expr(test);
                self.any([&**then, &**otherwise])
            }
            ExprKind::Let { local, value, body } => {
                let origin = self.expr(value);
                self.local(*local, origin);
                self.expr(body)
            }
            ExprKind::Arithmetic { left, right, .. } => self.any([&**left, &**right]),
            ExprKind::Concat(all) | ExprKind::Tuple(all) => self.any(all),
            ExprKind::Format(parts) => self.any(parts.iter().filter_map(|part| match part {
                FormatPart::Literal(_) => None,
                FormatPart::Str(one)
                | FormatPart::Repr(one)
                | FormatPart::Spec(one, _)
                | FormatPart::Percent(one, _) => Some(one),
            })),
            ExprKind::List(all) | ExprKind::Set(all) => {
                let origin = self.any(all);
                self.hold(&expr.ty, origin);
                None
            }
            ExprKind::Dict(items) => {
                let origin = self.any(items.iter().map(|(_, value)| value));
                self.hold(&expr.ty, origin);
                None
            }
            ExprKind::Record { fields, base } => {
                self.record(&expr.ty, fields, base.as_deref());
                None
            }
            ExprKind::Field { object, field, .. } | ExprKind::FieldOrNone { object, field } => {
                self.expr(object);
                self.found.fields.get(&(effect::object_of(&object.ty)?, *field)).copied()
            }
            ExprKind::TupleItem { tuple, .. } => self.expr(tuple),
            ExprKind::Copy(one) => {
                self.expr(one);
                let origin = self.element(one);
                self.hold(&expr.ty, origin);
                None
            }
            ExprKind::Call { function, args } => {
                for (position, arg) in args.iter().enumerate() {
                    let origin = self.expr(arg);
                    let local = LocalId(u32::try_from(position).unwrap_or(u32::MAX));
                    put(&mut self.found.locals, (*function, local), origin);
                }
                self.found.results.get(function).copied()
            }
            ExprKind::New { init, args, .. } => {
                for (position, arg) in args.iter().enumerate() {
                    let origin = self.expr(arg);
                    let local = LocalId(u32::try_from(position + 1).unwrap_or(u32::MAX));
                    if let Some(init) = init {
                        put(&mut self.found.locals, (*init, local), origin);
                    }
                }
                None
            }
            ExprKind::Library(call) => self.library(call, &expr.ty),
            ExprKind::Comprehension { clauses, element, value, .. } => {
                for clause in clauses {
                    let origin = self.elements_of(&clause.iter);
                    self.pattern(&clause.pattern, origin);
                    self.any(&clause.conditions);
                }
                let element = self.expr(element);
                let origin = value.as_deref().map_or(element, |value| self.expr(value));
                if effect::object_of(&expr.ty).is_some() {
                    self.hold(&expr.ty, origin);
                    return None;
                }
                // `sum(…)`; `any(…)` and `all(…)` are conditions.
                origin.filter(|_| expr.ty != Type::Bool)
            }
            ExprKind::Block(block, value) => {
                self.block(block);
                self.expr(value)
            }
            // A comparison of two clock values is no clock value; its operands may hold something.
            ExprKind::Not(one) | ExprKind::IsNone(one) | ExprKind::Truth(one) | ExprKind::Len(one) => {
                self.expr(one);
                None
            }
            ExprKind::JsonDumps { value, .. } => {
                self.expr(value);
                None
            }
            ExprKind::And(all) | ExprKind::Or(all) => {
                self.any(all);
                None
            }
            ExprKind::Compare { left, right, .. } => {
                self.any([&**left, &**right]);
                None
            }
            _ => None,
        }
    }

    fn hold(&mut self, container: &Type, origin: Option<Origin>) {
        if let Some(object) = effect::object_of(container) {
            put(&mut self.found.elements, object, origin);
        }
    }

    fn record(&mut self, ty: &Type, fields: &'p [(usize, Expr)], base: Option<&'p Expr>) {
        let Some(object) = effect::object_of(ty) else { return };
        if let Some(base) = base {
            self.expr(base);
            let from = effect::object_of(&base.ty);
            for (index, field) in self.fields(object).iter().enumerate() {
                let same =
                    from.and_then(|from| Some((from, self.fields(from).iter().position(|one| one.key == field.key)?)));
                let origin = same.and_then(|place| self.found.fields.get(&place).copied());
                put(&mut self.found.fields, (object, index), origin);
            }
        }
        for (index, value) in fields {
            let origin = self.expr(value);
            put(&mut self.found.fields, (object, *index), origin);
        }
    }

    fn fields(&self, object: ObjectId) -> &'p [Field] {
        match &self.program.objects[object.0 as usize].shape {
            Shape::Record(fields) | Shape::Instance(_, fields) => fields,
            Shape::List(_) | Shape::Dict(..) | Shape::Set(_) => &[],
        }
    }

    fn library(&mut self, call: &'p LibraryCall, result: &Type) -> Option<Origin> {
        let args: Vec<Option<Origin>> = call.args.iter().map(|arg| self.expr(arg)).collect();
        if let Some(origin) = source(&call.helper) {
            return (!(self.seeded && origin == Origin::Random)).then_some(origin);
        }
        let container = call.args.first().filter(|first| effect::object_of(&first.ty).is_some());
        if let Some(container) = container {
            if effect::mutates(&call.helper) {
                // The value is the last argument: `append(x)`, `d[k] = x`.
                let origin = args.iter().skip(1).next_back().copied().flatten();
                self.hold(&container.ty, origin);
            }
            return self.element(container);
        }
        // A new value is computed from the arguments.
        let is_value = matches!(
            result,
            Type::Int
                | Type::BigInt
                | Type::Float
                | Type::Number
                | Type::Str
                | Type::Bytes
                | Type::Library(_)
                | Type::Optional(_)
        );
        args.into_iter().flatten().next().filter(|_| is_value)
    }

    /// The parts of answers: what `json.dumps` writes, and headers.
    fn answers(&self) -> Vec<VolatileField> {
        let mut found = BTreeSet::new();
        let mut roots: BTreeSet<ObjectId> = BTreeSet::new();
        for (index, function) in self.program.functions.iter().enumerate() {
            let id = FunctionId(u32::try_from(index).unwrap_or(u32::MAX));
            walk::block(&function.body, &mut |expr| match &expr.kind {
                ExprKind::Convert(inner) if expr.ty == Type::Encodable => roots.extend(effect::object_of(&inner.ty)),
                ExprKind::JsonDumps { value, .. } => roots.extend(effect::object_of(&value.ty)),
                ExprKind::Library(call) if call.helper == "handler_send_header" => found.extend(self.header(id, call)),
                _ => {}
            });
        }
        for root in roots {
            self.inside(root, "$", &mut Vec::new(), &mut found);
        }
        found.into_iter().collect()
    }

    fn header(&self, function: FunctionId, call: &LibraryCall) -> Option<VolatileField> {
        let [_, name, value] = call.args.as_slice() else { return None };
        let ExprKind::Str(name) = &name.kind else { return None };
        let mut flow = Flow { program: self.program, found: self.found.clone(), function, seeded: self.seeded };
        let origin = flow.expr(value)?;
        Some(VolatileField { header: Some(name.clone()), path: name.clone(), origin, type_name: "string" })
    }

    /// Goes through what an object holds.
    fn inside(&self, object: ObjectId, path: &str, around: &mut Vec<ObjectId>, found: &mut BTreeSet<VolatileField>) {
        if around.contains(&object) || around.len() > 12 {
            return;
        }
        around.push(object);
        match &self.program.objects[object.0 as usize].shape {
            Shape::List(item) | Shape::Set(item) => {
                let origin = self.found.elements.get(&object).copied();
                self.value(item, &format!("{path}[*]"), origin, around, found);
            }
            Shape::Dict(_, value) => {
                let origin = self.found.elements.get(&object).copied();
                self.value(value, &format!("{path}.*"), origin, around, found);
            }
            Shape::Record(fields) | Shape::Instance(_, fields) => {
                for (index, field) in fields.iter().enumerate() {
                    let origin = self.found.fields.get(&(object, index)).copied();
                    self.value(&field.ty, &member(path, &field.key), origin, around, found);
                }
            }
        }
        around.pop();
    }

    fn value(
        &self,
        ty: &Type,
        path: &str,
        origin: Option<Origin>,
        around: &mut Vec<ObjectId>,
        found: &mut BTreeSet<VolatileField>,
    ) {
        if let Some(origin) = origin {
            found.insert(VolatileField { header: None, path: path.to_owned(), origin, type_name: type_name(ty) });
        }
        if let Some(inner) = effect::object_of(ty) {
            self.inside(inner, path, around, found);
        }
    }
}

fn put<K: Ord>(map: &mut BTreeMap<K, Origin>, key: K, origin: Option<Origin>) {
    if let Some(origin) = origin {
        map.entry(key).or_insert(origin);
    }
}

/// What a function of the library gives out of the blue.
fn source(helper: &str) -> Option<Origin> {
    const CLOCKS: &[&str] = &[
        "time_time",
        "time_time_ns",
        "time_monotonic",
        "time_monotonic_ns",
        "time_perf_counter",
        "time_perf_counter_ns",
        "time_process_time",
        "time_ctime_now",
        "time_gmtime_now",
        "time_localtime_now",
        "time_strftime_now",
        "datetime_date_today",
        "datetime_datetime_now",
        "datetime_datetime_now_tz",
        "datetime_datetime_utcnow",
        "datetime_date_today",
        "handler_date_time_string_now",
        "handler_log_date_time_string",
    ];
    match helper {
        helper if CLOCKS.contains(&helper) => Some(Origin::Clock),
        "uuid_uuid1" | "uuid_uuid4" => Some(Origin::Uuid),
        "os_getpid" => Some(Origin::Pid),
        "os_urandom" => Some(Origin::Random),
        "random_seed" | "random_shuffle" | "random_generator" | "random_generator_seed" => None,
        helper if helper.starts_with("random_") || helper.starts_with("secrets_") => Some(Origin::Random),
        _ => None,
    }
}

fn is_seeded(program: &Program) -> bool {
    let mut seeded = false;
    for function in &program.functions {
        walk::block(&function.body, &mut |expr| {
            seeded |= matches!(&expr.kind, ExprKind::Library(call) if call.helper == "random_seed");
        });
    }
    seeded
}

fn type_name(ty: &Type) -> &'static str {
    match ty {
        Type::Int | Type::BigInt => "int",
        Type::Float => "float",
        Type::Number => "number",
        Type::Str => "string",
        Type::Bool => "bool",
        Type::Optional(inner) => type_name(inner),
        _ => "value",
    }
}

/// `$.key`, or `$['a key']`
fn member(path: &str, key: &str) -> String {
    let is_name = !key.is_empty()
        && !key.starts_with(|first: char| first.is_ascii_digit())
        && key.chars().all(|c| c.is_alphanumeric() || c == '_');
    if is_name {
        format!("{path}.{key}")
    } else {
        format!("{path}['{}']", key.replace('\\', "\\\\").replace('\'', "\\'"))
    }
}
