//! Whether the types in a program agree: of a node and of what it is made of.
//!
//! Lowering gives every node a type, and converts where a value is held in another way. Where it forgot to, the generated code would not build: such a statement
//! is forwarded. Two lists of one element type are held alike, whatever made them; records and instances are types of their own.

use super::bridge;
use super::summary;
use crate::ir::{
    Clause, ComprehensionKind, Expr, ExprKind, Field, Function, Iter, LibraryCall, LocalId, ObjectId, Pattern, Program,
    Shape, Stmt, StmtKind, Target, Type, walk,
};

/// Forwards the statements in which two types disagree.
pub fn refuse_disagreements(program: &mut Program) {
    let mut wrong = Vec::new();
    for function in &program.functions {
        let check = Check { program, function };
        let mut found = Vec::new();
        walk::each_statement(&function.body, &mut |stmt| {
            if let Some(text) = check.statement(stmt) {
                found.push((stmt.span, text));
            }
        });
        wrong.push(found);
    }
    if wrong.iter().all(Vec::is_empty) {
        return;
    }
    let summaries = summary::summaries(program);
    for (function, found) in program.functions.iter_mut().zip(wrong) {
        for (span, text) in found {
            bridge::refuse_where(&mut function.body, "mixed-types", &text, &summaries, &mut |stmt| stmt.span == span);
        }
    }
}

struct Check<'p> {
    program: &'p Program,
    function: &'p Function,
}

impl Check<'_> {
    /// What disagrees in a statement itself, in words.
    fn statement(&self, stmt: &Stmt) -> Option<String> {
        let mut found = self.held(&stmt.kind);
        if let StmtKind::For { iter, pattern, .. } = &stmt.kind {
            found = found.or_else(|| self.bound(pattern, iter));
        }
        walk::each_own_expr(&stmt.kind, &mut |own| {
            walk::expr(own, &mut |expr| {
                if found.is_none() {
                    found = self.expr(expr);
                }
            });
        });
        found
    }

    /// What a statement puts where another type is held.
    fn held(&self, kind: &StmtKind) -> Option<String> {
        match kind {
            StmtKind::Let { local, value: Some(value) } => self.fits(&value.ty, self.local(*local)?),
            StmtKind::Assign { target, value } => {
                let held = match target {
                    Target::Local(local) => self.local(*local)?,
                    Target::Global(global) => &self.program.globals.get(global.0 as usize)?.ty,
                    Target::Field { object, field } => &self.fields(&object.ty)?.get(*field)?.ty,
                };
                self.fits(&value.ty, held)
            }
            StmtKind::Unpack { pattern, value } => self.pattern(pattern, &value.ty),
            StmtKind::Return(Some(value)) => self.fits(&value.ty, &self.function.result),
            StmtKind::IfSome { value, local, .. } | StmtKind::Unwrap { value, local, .. } => match &value.ty {
                Type::Optional(inner) => self.fits(inner, self.local(*local)?),
                _ => None,
            },
            StmtKind::Let { value: None, .. }
            | StmtKind::Expr(_)
            | StmtKind::If { .. }
            | StmtKind::While { .. }
            | StmtKind::For { .. }
            | StmtKind::Break
            | StmtKind::Continue
            | StmtKind::Return(None)
            | StmtKind::Raise(_)
            | StmtKind::Reraise(_)
            | StmtKind::Try { .. }
            | StmtKind::Forward { .. } => None,
        }
    }

    fn local(&self, local: LocalId) -> Option<&Type> {
        self.function.locals.get(local.0 as usize).map(|local| &local.ty)
    }

    fn fields(&self, ty: &Type) -> Option<&[Field]> {
        match self.shape(ty)? {
            Shape::Record(fields) | Shape::Instance(_, fields) => Some(fields),
            Shape::List(_) | Shape::Set(_) | Shape::Dict(..) => None,
        }
    }

    fn shape(&self, ty: &Type) -> Option<&Shape> {
        match ty {
            Type::Object(object) => self.program.objects.get(object.0 as usize).map(|object| &object.shape),
            _ => None,
        }
    }

    /// The type of the elements of a list or set, of the keys of a dict, of the characters of a text.
    fn element<'t>(&'t self, ty: &'t Type) -> Option<&'t Type> {
        match self.shape(ty) {
            Some(Shape::List(item) | Shape::Set(item) | Shape::Dict(item, _)) => Some(item),
            Some(Shape::Record(_) | Shape::Instance(..)) => None,
            None => matches!(ty, Type::Str).then_some(ty),
        }
    }

    fn fits(&self, given: &Type, held: &Type) -> Option<String> {
        (!self.same(given, held, &mut Vec::new()))
            .then(|| format!("{} is used where {} is held", self.words(given), self.words(held)))
    }

    /// Whether values of two types are held in one way.
    fn same(&self, a: &Type, b: &Type, open: &mut Vec<(ObjectId, ObjectId)>) -> bool {
        match (a, b) {
            _ if a == b => true,
            // Nothing comes here.
            (Type::Never, _) | (_, Type::Never) => true,
            (Type::Optional(a), Type::Optional(b)) => self.same(a, b, open),
            (Type::Optional(inner), Type::None) | (Type::None, Type::Optional(inner)) => **inner == Type::Never,
            (Type::Tuple(a), Type::Tuple(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| self.same(a, b, open))
            }
            // One class of the library stands for those that derive from it.
            (Type::Library(_), Type::Library(_)) | (Type::Callable { .. }, Type::Callable { .. }) => true,
            (Type::Object(one), Type::Object(other)) => {
                if open.contains(&(*one, *other)) {
                    return true;
                }
                open.push((*one, *other));
                match (self.shape(a), self.shape(b)) {
                    (Some(Shape::List(a)), Some(Shape::List(b))) | (Some(Shape::Set(a)), Some(Shape::Set(b))) => {
                        self.same(a, b, open)
                    }
                    (Some(Shape::Dict(a, c)), Some(Shape::Dict(b, d))) => {
                        self.same(a, b, open) && self.same(c, d, open)
                    }
                    _ => false,
                }
            }
            _ => false,
        }
    }

    fn words(&self, ty: &Type) -> String {
        match ty {
            Type::Never => "nothing".into(),
            Type::None => "None".into(),
            Type::Bool => "a bool".into(),
            Type::Int => "an int".into(),
            Type::BigInt => "an int of any size".into(),
            Type::Float => "a float".into(),
            Type::Number => "an int or a float".into(),
            Type::Str => "a str".into(),
            Type::Bytes => "bytes".into(),
            Type::Object(_) => match self.shape(ty) {
                Some(Shape::List(item)) => format!("a list ({})", self.words(item)),
                Some(Shape::Set(item)) => format!("a set ({})", self.words(item)),
                Some(Shape::Dict(key, value)) => format!("a dict ({}: {})", self.words(key), self.words(value)),
                Some(Shape::Record(_)) => "a dict of its own keys".into(),
                Some(Shape::Instance(..)) | None => "an instance".into(),
            },
            Type::Tuple(items) => {
                format!("a tuple ({})", items.iter().map(|item| self.words(item)).collect::<Vec<_>>().join(", "))
            }
            Type::Optional(inner) => format!("{} or None", self.words(inner)),
            Type::Json => "a value of unknown JSON shape".into(),
            Type::Encodable => "something that json.dumps writes".into(),
            Type::Exception => "an exception".into(),
            Type::Library(name) => name.clone(),
            Type::Callable { .. } => "a function".into(),
        }
    }

    fn pattern(&self, pattern: &Pattern, ty: &Type) -> Option<String> {
        match (pattern, ty) {
            (Pattern::Ignore, _) => None,
            (Pattern::Local(local), ty) => self.fits(ty, self.local(*local)?),
            (Pattern::Tuple(parts), Type::Tuple(items)) => {
                parts.iter().zip(items).find_map(|(part, item)| self.pattern(part, item))
            }
            (Pattern::Tuple(_), _) => None,
        }
    }

    /// What a loop binds to a variable of another type.
    fn bound(&self, pattern: &Pattern, iter: &Iter) -> Option<String> {
        let pair = |one: &Pattern,
                    first: &dyn Fn(&Pattern) -> Option<String>,
                    second: &dyn Fn(&Pattern) -> Option<String>| match one {
            Pattern::Tuple(parts) => match parts.as_slice() {
                [a, b] => first(a).or_else(|| second(b)),
                _ => None,
            },
            Pattern::Local(_) | Pattern::Ignore => None,
        };
        match iter {
            Iter::Value(value) | Iter::Reversed(value) => match &value.ty {
                Type::Bytes => self.pattern(pattern, &Type::Int),
                Type::Json => self.pattern(pattern, &Type::Json),
                ty => self.pattern(pattern, self.element(ty)?),
            },
            Iter::Keys(value) => self.pattern(pattern, self.element(&value.ty)?),
            Iter::Values(value) => match self.shape(&value.ty)? {
                Shape::Dict(_, item) => self.pattern(pattern, item),
                Shape::List(_) | Shape::Set(_) | Shape::Record(_) | Shape::Instance(..) => None,
            },
            Iter::Items(value) => match self.shape(&value.ty)? {
                Shape::Dict(key, item) => {
                    pair(pattern, &|first| self.pattern(first, key), &|second| self.pattern(second, item))
                }
                Shape::List(_) | Shape::Set(_) | Shape::Record(_) | Shape::Instance(..) => None,
            },
            Iter::Range { start, .. } => self.pattern(pattern, &start.ty),
            Iter::Enumerate(inner, start) => {
                pair(pattern, &|first| self.pattern(first, &start.ty), &|second| self.bound(second, inner))
            }
            Iter::Zip(all) => match pattern {
                Pattern::Tuple(parts) => parts.iter().zip(all).find_map(|(part, one)| self.bound(part, one)),
                Pattern::Local(_) | Pattern::Ignore => None,
            },
        }
    }

    /// What disagrees in an expression itself.
    fn expr(&self, expr: &Expr) -> Option<String> {
        let all = |items: &[Expr], held: &Type| items.iter().find_map(|item| self.fits(&item.ty, held));
        match &expr.kind {
            ExprKind::Local(local) => self.fits(self.local(*local)?, &expr.ty),
            ExprKind::Global(global) => self.fits(&self.program.globals.get(global.0 as usize)?.ty, &expr.ty),
            ExprKind::Cond { then, otherwise, .. } => {
                self.fits(&then.ty, &expr.ty).or_else(|| self.fits(&otherwise.ty, &expr.ty))
            }
            ExprKind::Let { local, value, body } => {
                self.fits(&value.ty, self.local(*local)?).or_else(|| self.fits(&body.ty, &expr.ty))
            }
            ExprKind::Compare { left, right, .. } => self.fits(&left.ty, &right.ty),
            ExprKind::Arithmetic { left, right, .. } => self.fits(&left.ty, &right.ty),
            ExprKind::Convert(inner) => self.converted(&inner.ty, &expr.ty),
            ExprKind::List(items) | ExprKind::Set(items) => match &expr.ty {
                Type::Json => all(items, &Type::Json),
                ty => all(items, self.element(ty)?),
            },
            ExprKind::Dict(items) => {
                let (key, value) = match (self.shape(&expr.ty), &expr.ty) {
                    (Some(Shape::Dict(key, value)), _) => (key, value),
                    (_, Type::Json) => (&Type::Str, &Type::Json),
                    _ => return None,
                };
                items.iter().find_map(|item| {
                    self.fits(&item.0.ty, key)
                        .filter(|_| item.0.ty != Type::Json)
                        .or_else(|| self.fits(&item.1.ty, value))
                })
            }
            ExprKind::Tuple(items) => match &expr.ty {
                Type::Tuple(types) => items.iter().zip(types).find_map(|(item, ty)| self.fits(&item.ty, ty)),
                _ => None,
            },
            ExprKind::Record { fields, .. } => {
                let known = self.fields(&expr.ty)?;
                fields.iter().find_map(|(field, value)| self.fits(&value.ty, &known.get(*field)?.ty))
            }
            ExprKind::Field { object, field, .. } => self.fits(&self.fields(&object.ty)?.get(*field)?.ty, &expr.ty),
            ExprKind::FieldOrNone { object, field } => {
                self.fits(&self.fields(&object.ty)?.get(*field)?.ty.clone().optional(), &expr.ty)
            }
            ExprKind::TupleItem { tuple, index } => match &tuple.ty {
                Type::Tuple(items) => self.fits(items.get(*index)?, &expr.ty),
                _ => None,
            },
            ExprKind::Contains { item, container } => match &container.ty {
                Type::Str => None,
                ty => self.looked_up(&item.ty, self.element(ty)?),
            },
            // A list is held as a value of unknown shape by its items.
            ExprKind::Copy(inner) => match (&expr.ty, self.shape(&inner.ty)) {
                (Type::Json, Some(Shape::List(_))) => None,
                (ty, _) => self.fits(&inner.ty, ty),
            },
            ExprKind::Call { function, args } => {
                let function = self.program.functions.get(function.0 as usize)?;
                self.arguments(args, function, 0).or_else(|| self.fits(&function.result, &expr.ty))
            }
            ExprKind::New { init: Some(init), args, .. } => {
                self.arguments(args, self.program.functions.get(init.0 as usize)?, 1)
            }
            ExprKind::Library(call) => self.helper(call, &expr.ty),
            ExprKind::Comprehension { kind, clauses, element, value } => {
                self.clauses(clauses).or_else(|| self.made(*kind, element, value.as_deref(), &expr.ty))
            }
            ExprKind::Block(_, value) => self.fits(&value.ty, &expr.ty),
            ExprKind::None
            | ExprKind::Bool(_)
            | ExprKind::Int(_)
            | ExprKind::Float(_)
            | ExprKind::Str(_)
            | ExprKind::Bytes(_)
            | ExprKind::Not(_)
            | ExprKind::And(_)
            | ExprKind::Or(_)
            | ExprKind::IsNone(_)
            | ExprKind::Truth(_)
            | ExprKind::Negate(_)
            | ExprKind::Concat(_)
            | ExprKind::Format(_)
            | ExprKind::HasField { .. }
            | ExprKind::Len(_)
            | ExprKind::New { init: None, .. }
            | ExprKind::JsonDumps { .. }
            | ExprKind::Lambda(_)
            | ExprKind::NewException { .. }
            | ExprKind::ExceptionField { .. }
            | ExprKind::IsException { .. }
            | ExprKind::IsJson { .. } => None,
        }
    }

    fn arguments(&self, args: &[Expr], function: &Function, receiver: usize) -> Option<String> {
        let params = function.locals.iter().take(function.params).skip(receiver);
        args.iter().zip(params).find_map(|(arg, param)| self.fits(&arg.ty, &param.ty))
    }

    fn clauses(&self, clauses: &[Clause]) -> Option<String> {
        clauses.iter().find_map(|clause| self.bound(&clause.pattern, &clause.iter))
    }

    fn made(&self, kind: ComprehensionKind, element: &Expr, value: Option<&Expr>, ty: &Type) -> Option<String> {
        match (kind, self.shape(ty), value) {
            (ComprehensionKind::List | ComprehensionKind::Set, Some(_), _) => self.fits(&element.ty, self.element(ty)?),
            (ComprehensionKind::Dict, Some(Shape::Dict(key, item)), Some(value)) => {
                self.fits(&element.ty, key).or_else(|| self.fits(&value.ty, item))
            }
            (ComprehensionKind::First, ..) => self.fits(&element.ty.clone().optional(), ty),
            _ => None,
        }
    }

    /// A key that is only looked up: a value of unknown shape may be looked up among all keys, an int of any size among those of 64 bits.
    fn looked_up(&self, wanted: &Type, held: &Type) -> Option<String> {
        match (wanted, held) {
            (Type::Json, _) | (Type::BigInt, Type::Int) => None,
            _ => self.fits(wanted, held),
        }
    }

    /// A value that is held in another way: a class of objects has one way, which only an `Optional` or a value of unknown shape goes around.
    fn converted(&self, from: &Type, to: &Type) -> Option<String> {
        match (from, to) {
            (_, Type::Encodable | Type::Json) | (Type::Json, _) | (Type::None, Type::Optional(_)) => None,
            (Type::Optional(from), Type::Optional(to)) => self.fits(from, to),
            (Type::Optional(from), to) => self.converted(from, to),
            (from, Type::Optional(to)) => self.converted(from, to),
            (
                Type::Bool | Type::Int | Type::BigInt | Type::Float | Type::Number,
                Type::Int | Type::BigInt | Type::Float | Type::Number,
            ) => None,
            _ => self.fits(from, to),
        }
    }

    /// What disagrees in a call of a helper on containers.
    fn helper(&self, call: &LibraryCall, result: &Type) -> Option<String> {
        let arg = |index: usize| call.args.get(index).map(|arg| &arg.ty);
        let first = arg(0)?;
        let value = match self.shape(first) {
            Some(Shape::Dict(_, value)) => Some(value),
            _ => None,
        };
        let given = |index: usize, held: Option<&Type>| self.fits(arg(index)?, held?);
        let key = || self.looked_up(arg(1)?, self.element(first)?);
        match call.helper.as_str() {
            "list_append" | "list_remove" | "list_index" | "list_count" | "set_add" => given(1, self.element(first)),
            "set_remove" | "set_discard" => self.looked_up(arg(1)?, self.element(first)?),
            "list_insert" | "list_setitem" => given(2, self.element(first)),
            "list_getitem" | "list_pop" | "list_pop_at" => self.fits(self.element(first)?, result),
            "list_extend" => self.fits(self.element(arg(1)?)?, self.element(first)?),
            "list_add" => self
                .fits(self.element(arg(1)?)?, self.element(first)?)
                .or_else(|| self.fits(self.element(first)?, self.element(result)?)),
            "list_slice" | "list_slice_step" | "list_mul" | "sorted" | "sorted_reverse" | "sorted_by"
            | "sorted_by_reverse" => self.fits(self.element(first)?, self.element(result)?),
            "dict_getitem" | "dict_pop" => key().or_else(|| self.fits(value?, result)),
            "dict_get" | "dict_pop_or_none" => key().or_else(|| self.fits(&value?.clone().optional(), result)),
            "dict_get_default" | "dict_pop_default" => {
                key().or_else(|| given(2, value)).or_else(|| self.fits(value?, result))
            }
            "dict_setdefault" => {
                given(1, self.element(first)).or_else(|| given(2, value)).or_else(|| self.fits(value?, result))
            }
            "dict_setitem" => given(1, self.element(first)).or_else(|| given(2, value)),
            "dict_delitem" => key(),
            "dict_update" | "set_update" => self.fits(arg(1)?, first),
            _ => None,
        }
    }
}
