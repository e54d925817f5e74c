//! The ir as text, for people who debug pivot.

use super::{
    Block, Clause, Expr, ExprKind, FormatPart, Function, GlobalKind, Iter, LocalId, Pattern, Program, Shape, StmtKind,
    Target, Type,
};
use std::fmt::Write as _;

/// The program as indented text in a notation close to Python's.
pub fn dump(program: &Program) -> String {
    let mut out = String::new();
    for (id, object) in program.objects.iter().enumerate() {
        let shape = match &object.shape {
            Shape::List(item) => format!("list[{}]", ty(item)),
            Shape::Dict(key, value) => format!("dict[{}, {}]", ty(key), ty(value)),
            Shape::Set(item) => format!("set[{}]", ty(item)),
            Shape::Record(fields) => format!("record {} {{{}}}", object.name, self::fields(fields)),
            Shape::Instance(_, fields) => format!("instance {} {{{}}}", object.name, self::fields(fields)),
        };
        let _ = writeln!(out, "object #{id} line {}: {shape}", object.line);
    }
    for (id, global) in program.globals.iter().enumerate() {
        let kind = match &global.kind {
            GlobalKind::Constant(value) => format!("= {}", Printer { function: None, program }.expr(value)),
            GlobalKind::State { changes } => format!("state, changes: {changes}"),
        };
        let _ = writeln!(out, "global {id} {}: {} {kind}", global.name, ty(&global.ty));
    }
    for (id, function) in program.functions.iter().enumerate() {
        let params: Vec<String> = function
            .locals
            .iter()
            .take(function.params)
            .map(|local| format!("{}: {}", local.name, ty(&local.ty)))
            .collect();
        let _ = writeln!(out, "\nfunction {id} {}({}) -> {}:", function.name, params.join(", "), ty(&function.result));
        let printer = Printer { function: Some(function), program };
        printer.block(&function.body, 1, &mut out);
    }
    out
}

fn fields(fields: &[super::Field]) -> String {
    let all: Vec<String> = fields
        .iter()
        .map(|field| format!("{}{}: {}", field.key, if field.absent { "?" } else { "" }, ty(&field.ty)))
        .collect();
    all.join(", ")
}

fn ty(ty: &Type) -> String {
    match ty {
        Type::Object(object) => format!("#{}", object.0),
        Type::Optional(inner) => format!("{}?", self::ty(inner)),
        Type::Tuple(items) => format!("({})", items.iter().map(self::ty).collect::<Vec<_>>().join(", ")),
        Type::Library(name) => name.clone(),
        Type::Callable { .. } => "callable".into(),
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
        | Type::Exception => format!("{ty:?}"),
    }
}

struct Printer<'p> {
    function: Option<&'p Function>,
    program: &'p Program,
}

impl Printer<'_> {
    fn local(&self, local: LocalId) -> String {
        let name = self
            .function
            .and_then(|function| function.locals.get(local.0 as usize))
            .map_or("", |local| local.name.as_str());
        format!("{name}%{}", local.0)
    }

    fn pattern(&self, pattern: &Pattern) -> String {
        match pattern {
            Pattern::Local(local) => self.local(*local),
            Pattern::Tuple(items) => {
                format!("({})", items.iter().map(|item| self.pattern(item)).collect::<Vec<_>>().join(", "))
            }
            Pattern::Ignore => "_".into(),
        }
    }

    fn iter(&self, iter: &Iter) -> String {
        match iter {
            Iter::Value(value) => self.expr(value),
            Iter::Keys(value) => format!("{}.keys()", self.expr(value)),
            Iter::Values(value) => format!("{}.values()", self.expr(value)),
            Iter::Items(value) => format!("{}.items()", self.expr(value)),
            Iter::Range { start, stop, step } => format!("range({}, {}, {step})", self.expr(start), self.expr(stop)),
            Iter::Enumerate(inner, start) => format!("enumerate({}, {})", self.iter(inner), self.expr(start)),
            Iter::Zip(all) => format!("zip({})", all.iter().map(|one| self.iter(one)).collect::<Vec<_>>().join(", ")),
            Iter::Reversed(value) => format!("reversed({})", self.expr(value)),
        }
    }

    fn block(&self, block: &Block, depth: usize, out: &mut String) {
        let pad = "    ".repeat(depth);
        for stmt in block {
            for comment in &stmt.comments {
                let _ = writeln!(out, "{pad}# {comment}");
            }
            let trailing = stmt.trailing.as_ref().map_or(String::new(), |comment| format!("  # {comment}"));
            let mut line = |text: String| {
                let _ = writeln!(out, "{pad}{text}{trailing}");
            };
            match &stmt.kind {
                StmtKind::Let { local, value } => {
                    line(format!(
                        "let {}{}",
                        self.local(*local),
                        value.as_ref().map_or(String::new(), |value| format!(" = {}", self.expr(value)))
                    ));
                }
                StmtKind::Assign { target, value } => {
                    let target = match target {
                        Target::Local(local) => self.local(*local),
                        Target::Global(global) => self.program.globals[global.0 as usize].name.clone(),
                        Target::Field { object, field } => {
                            format!("{}.{}", self.expr(object), self.field(object, *field))
                        }
                    };
                    line(format!("{target} = {}", self.expr(value)));
                }
                StmtKind::Unpack { pattern, value } => {
                    line(format!("let {} = {}", self.pattern(pattern), self.expr(value)));
                }
                StmtKind::Expr(value) => line(self.expr(value)),
                StmtKind::If { test, then, otherwise } => {
                    line(format!("if {}:", self.expr(test)));
                    self.block(then, depth + 1, out);
                    if !otherwise.is_empty() {
                        let _ = writeln!(out, "{pad}else:");
                        self.block(otherwise, depth + 1, out);
                    }
                }
                StmtKind::IfSome { value, local, then, otherwise } => {
                    line(format!("if some {} = {}:", self.local(*local), self.expr(value)));
                    self.block(then, depth + 1, out);
                    if !otherwise.is_empty() {
                        let _ = writeln!(out, "{pad}else:");
                        self.block(otherwise, depth + 1, out);
                    }
                }
                StmtKind::Unwrap { value, local, otherwise } => {
                    line(format!("let some {} = {} else:", self.local(*local), self.expr(value)));
                    self.block(otherwise, depth + 1, out);
                }
                StmtKind::While { test, body } => {
                    line(format!("while {}:", self.expr(test)));
                    self.block(body, depth + 1, out);
                }
                StmtKind::For { pattern, iter, body } => {
                    line(format!("for {} in {}:", self.pattern(pattern), self.iter(iter)));
                    self.block(body, depth + 1, out);
                }
                StmtKind::Break => line("break".into()),
                StmtKind::Continue => line("continue".into()),
                StmtKind::Return(value) => {
                    line(format!("return {}", value.as_ref().map_or(String::new(), |value| self.expr(value))));
                }
                StmtKind::Raise(value) => line(format!("raise {}", self.expr(value))),
                StmtKind::Reraise(local) => line(format!("raise {}", self.local(*local))),
                StmtKind::Try { body, handlers, otherwise, finally } => {
                    line("try:".into());
                    self.block(body, depth + 1, out);
                    for handler in handlers {
                        let name = handler.local.map_or(String::new(), |local| format!(" as {}", self.local(local)));
                        let _ = writeln!(out, "{pad}except {}{name}:", handler.classes.join(", "));
                        self.block(&handler.body, depth + 1, out);
                    }
                    for (name, block) in [("else", otherwise), ("finally", finally)] {
                        if !block.is_empty() {
                            let _ = writeln!(out, "{pad}{name}:");
                            self.block(block, depth + 1, out);
                        }
                    }
                }
                StmtKind::Forward { reason, touches, .. } => line(format!("forward  # {reason} {touches:?}")),
            }
        }
    }

    fn field(&self, object: &Expr, field: usize) -> String {
        let ty = match &object.ty {
            Type::Optional(inner) => inner,
            other => other,
        };
        let Type::Object(object) = ty else { return format!("<{field}>") };
        match &self.program.objects[object.0 as usize].shape {
            Shape::Record(fields) | Shape::Instance(_, fields) => {
                fields.get(field).map_or_else(|| format!("<{field}>"), |field| field.key.clone())
            }
            Shape::List(_) | Shape::Dict(..) | Shape::Set(_) => format!("<{field}>"),
        }
    }

    fn list(&self, all: &[Expr]) -> String {
        all.iter().map(|one| self.expr(one)).collect::<Vec<_>>().join(", ")
    }

    fn clauses(&self, clauses: &[Clause]) -> String {
        let mut out = String::new();
        for clause in clauses {
            let _ = write!(out, " for {} in {}", self.pattern(&clause.pattern), self.iter(&clause.iter));
            for condition in &clause.conditions {
                let _ = write!(out, " if {}", self.expr(condition));
            }
        }
        out
    }

    fn expr(&self, expr: &Expr) -> String {
        match &expr.kind {
            ExprKind::None => "None".into(),
            ExprKind::Bool(value) => value.to_string(),
            ExprKind::Int(value) => value.to_string(),
            ExprKind::Float(value) => format!("{value:?}"),
            ExprKind::Str(text) => format!("{text:?}"),
            ExprKind::Bytes(bytes) => format!("bytes{bytes:?}"),
            ExprKind::Local(local) => self.local(*local),
            ExprKind::Global(global) => self.program.globals[global.0 as usize].name.clone(),
            ExprKind::Not(one) => format!("not {}", self.expr(one)),
            ExprKind::And(all) => {
                format!("({})", all.iter().map(|one| self.expr(one)).collect::<Vec<_>>().join(" and "))
            }
            ExprKind::Or(all) => format!("({})", all.iter().map(|one| self.expr(one)).collect::<Vec<_>>().join(" or ")),
            ExprKind::Cond { test, then, otherwise } => {
                format!("({} if {} else {})", self.expr(then), self.expr(test), self.expr(otherwise))
            }
            ExprKind::Let { local, value, body } => {
                format!("(let {} = {} in {})", self.local(*local), self.expr(value), self.expr(body))
            }
            ExprKind::Compare { op, left, right } => format!("({} {op:?} {})", self.expr(left), self.expr(right)),
            ExprKind::IsNone(one) => format!("is_none({})", self.expr(one)),
            ExprKind::Truth(one) => format!("truth({})", self.expr(one)),
            ExprKind::Arithmetic { op, left, right, unchecked } => {
                format!("({} {op:?}{} {})", self.expr(left), if *unchecked { "" } else { "!" }, self.expr(right))
            }
            ExprKind::Negate(one) => format!("-{}", self.expr(one)),
            ExprKind::Concat(all) => format!("concat({})", self.list(all)),
            ExprKind::Format(parts) => {
                let parts: Vec<String> = parts
                    .iter()
                    .map(|part| match part {
                        FormatPart::Literal(text) => text.clone(),
                        FormatPart::Str(value) => format!("{{{}}}", self.expr(value)),
                        FormatPart::Repr(value) => format!("{{{}!r}}", self.expr(value)),
                        FormatPart::Spec(value, spec) => format!("{{{}:{spec}}}", self.expr(value)),
                        FormatPart::Percent(value, spec) => format!("{{{}{spec}}}", self.expr(value)),
                    })
                    .collect();
                format!("f{:?}", parts.concat())
            }
            ExprKind::Convert(one) => format!("{}({})", ty(&expr.ty), self.expr(one)),
            ExprKind::List(all) => format!("[{}]", self.list(all)),
            ExprKind::Set(all) => format!("{{{}}}", self.list(all)),
            ExprKind::Tuple(all) => format!("({},)", self.list(all)),
            ExprKind::Dict(items) => {
                let items: Vec<String> =
                    items.iter().map(|(key, value)| format!("{}: {}", self.expr(key), self.expr(value))).collect();
                format!("{}{{{}}}", ty(&expr.ty), items.join(", "))
            }
            ExprKind::Record { fields, base } => {
                let mut items: Vec<String> = base.iter().map(|base| format!("**{}", self.expr(base))).collect();
                items.extend(
                    fields.iter().map(|(index, value)| format!("{}: {}", self.field(expr, *index), self.expr(value))),
                );
                format!("{}{{{}}}", ty(&expr.ty), items.join(", "))
            }
            ExprKind::Field { object, field, known } => {
                format!("{}.{}{}", self.expr(object), self.field(object, *field), if *known { "" } else { "!" })
            }
            ExprKind::FieldOrNone { object, field } => format!("{}.{}?", self.expr(object), self.field(object, *field)),
            ExprKind::HasField { object, field } => {
                format!("has({}.{})", self.expr(object), self.field(object, *field))
            }
            ExprKind::TupleItem { tuple, index } => format!("{}.{index}", self.expr(tuple)),
            ExprKind::Len(one) => format!("len({})", self.expr(one)),
            ExprKind::Contains { item, container } => format!("({} in {})", self.expr(item), self.expr(container)),
            ExprKind::Copy(one) => format!("copy({})", self.expr(one)),
            ExprKind::Call { function, args } => format!(
                "{}({})",
                self.program.functions.get(function.0 as usize).map_or("?", |function| function.name.as_str()),
                self.list(args)
            ),
            ExprKind::New { object, args, .. } => format!("new #{}({})", object.0, self.list(args)),
            ExprKind::Library(call) => {
                format!("{}{}({})", call.helper, if call.raises.is_empty() { "" } else { "!" }, self.list(&call.args))
            }
            ExprKind::JsonDumps { value, bytes, .. } => {
                format!("json_dumps{}({})", if *bytes { "_bytes" } else { "" }, self.expr(value))
            }
            ExprKind::Comprehension { kind, clauses, element, value } => {
                let value = value.as_ref().map_or(String::new(), |value| format!(": {}", self.expr(value)));
                format!("{kind:?}[{}{value}{}]", self.expr(element), self.clauses(clauses))
            }
            ExprKind::Lambda(lambda) => {
                let params: Vec<String> = lambda.params.iter().map(|local| self.local(*local)).collect();
                format!("lambda {}: {}", params.join(", "), self.expr(&lambda.body))
            }
            ExprKind::NewException { class, args, fields } => {
                format!("{class}({}; {})", self.list(args), self.list(fields))
            }
            ExprKind::ExceptionField { value, class, field } => format!("{}.{class}<{field}>", self.expr(value)),
            ExprKind::IsException { value, classes } => {
                format!("isinstance({}, {})", self.expr(value), classes.join("|"))
            }
            ExprKind::IsJson { value, kinds } => format!("isinstance({}, {})", self.expr(value), kinds.join("|")),
            ExprKind::Block(block, value) => {
                let mut text = String::new();
                self.block(block, 0, &mut text);
                format!("{{{}; {}}}", text.trim_end().replace('\n', "; "), self.expr(value))
            }
        }
    }
}
