//! Who holds an object: whether the objects of an alias class are changed, and whether one can be reached in two ways.

use std::collections::HashSet;

use super::effect;
use super::planned::Sharing;
use crate::ir::{
    Block, Expr, ExprKind, Function, Iter, LocalId, ObjectId, Pattern, Program, Shape, StmtKind, Target, Type,
};

/// How the objects of each alias class are held, by [`ObjectId`].
pub fn sharing(program: &Program) -> Vec<Sharing> {
    let mut facts = Facts { changed: HashSet::new(), aliased: HashSet::new() };
    for function in &program.functions {
        let mut uses = Uses {
            program,
            function,
            facts: &mut facts,
            params: function.params,
            mentions: Vec::new(),
            position: 0,
            last: Vec::new(),
        };
        uses.count();
        uses.block(&function.body);
    }
    // An object inside of one that is held by copying handles is reached through every handle: nothing follows from that. But what is inside of a value that is cloned
    // (a frozen list in two places) is reachable twice.
    loop {
        let before = facts.aliased.len();
        for (index, object) in program.objects.iter().enumerate() {
            let id = ObjectId(u32::try_from(index).unwrap_or(u32::MAX));
            if facts.aliased.contains(&id) && !facts.changed.contains(&id) {
                let mut inside = HashSet::new();
                match &object.shape {
                    Shape::List(item) | Shape::Set(item) => inside.extend(effect::object_of(item)),
                    Shape::Dict(_, value) => inside.extend(effect::object_of(value)),
                    Shape::Record(fields) | Shape::Instance(_, fields) => {
                        inside.extend(fields.iter().filter_map(|field| effect::object_of(&field.ty)));
                    }
                }
                facts.aliased.extend(inside);
            }
        }
        if facts.aliased.len() == before {
            break;
        }
    }
    let mut sharing: Vec<Sharing> = (0..program.objects.len())
        .map(|index| {
            let id = ObjectId(u32::try_from(index).unwrap_or(u32::MAX));
            match (facts.changed.contains(&id), facts.aliased.contains(&id)) {
                (false, aliased) => Sharing::Frozen { aliased },
                (true, false) => Sharing::Owned,
                (true, true) => Sharing::Shared,
            }
        })
        .collect();
    own_what_holds_changes(program, &mut sharing);
    refer_to_own_kind(program, &mut sharing);
    sharing
}

/// `self.left = Tree(value)`: what holds another of its kind holds a reference to it, or it would have no end.
fn refer_to_own_kind(program: &Program, sharing: &mut [Sharing]) {
    for (index, object) in program.objects.iter().enumerate() {
        if !matches!(object.shape, Shape::Record(_) | Shape::Instance(..)) {
            continue;
        }
        let mut inside = HashSet::new();
        let mut work = vec![index];
        while let Some(at) = work.pop() {
            let (Shape::Record(fields) | Shape::Instance(_, fields)) = &program.objects[at].shape else { continue };
            let mut held = Vec::new();
            fields.iter().for_each(|field| held_by_value(&field.ty, &mut held));
            let by_value = |id: &ObjectId| {
                matches!(sharing[id.0 as usize], Sharing::Owned | Sharing::Frozen { aliased: false })
                    && !matches!(program.objects[id.0 as usize].shape, Shape::List(_) | Shape::Dict(..) | Shape::Set(_))
            };
            work.extend(held.into_iter().filter(by_value).map(|id| id.0 as usize).filter(|id| inside.insert(*id)));
        }
        if inside.contains(&index) {
            sharing[index] = match sharing[index] {
                Sharing::Owned | Sharing::Shared => Sharing::Shared,
                Sharing::Frozen { .. } => Sharing::Frozen { aliased: true },
            };
        }
    }
}

fn held_by_value(ty: &Type, found: &mut Vec<ObjectId>) {
    match ty {
        Type::Object(id) => found.push(*id),
        Type::Optional(inner) => held_by_value(inner, found),
        Type::Tuple(items) => items.iter().for_each(|item| held_by_value(item, found)),
        _ => {}
    }
}

/// What is changed within an object that nothing else holds is changed through that object, although nothing sets its fields.
fn own_what_holds_changes(program: &Program, sharing: &mut [Sharing]) {
    loop {
        let holds = |(index, object): (usize, &crate::ir::Object)| {
            let (Shape::Record(fields) | Shape::Instance(_, fields)) = &object.shape else { return None };
            let owned = |id: ObjectId| sharing[id.0 as usize] == Sharing::Owned;
            let changes = fields.iter().any(|field| effect::object_of(&field.ty).is_some_and(owned));
            (changes && sharing[index] == Sharing::Frozen { aliased: false }).then_some(index)
        };
        let Some(index) = program.objects.iter().enumerate().find_map(holds) else { return };
        sharing[index] = Sharing::Owned;
    }
}

struct Facts {
    changed: HashSet<ObjectId>,
    aliased: HashSet<ObjectId>,
}

struct Uses<'p> {
    program: &'p Program,
    function: &'p Function,
    facts: &'p mut Facts,
    params: usize,
    mentions: Vec<u32>,
    position: usize,
    last: Vec<usize>,
}

/// What becomes of a value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    /// Looked at.
    Read,
    /// Held by something else from now on.
    Kept,
}

impl Uses<'_> {
    /// Finds the last mention of each local, in the order of the walk.
    fn count(&mut self) {
        let locals = self.function.locals.len();
        self.mentions = vec![0; locals];
        let mut last = vec![usize::MAX; locals];
        let mut position = 0;
        number(&self.function.body, &mut position, &mut last, false);
        self.last = last;
        self.position = 0;
    }

    fn keep(&mut self, expr: &Expr) {
        self.expr(expr, Use::Kept);
    }

    fn block(&mut self, block: &Block) {
        for stmt in block {
            match &stmt.kind {
                StmtKind::Let { value, .. } => value.iter().for_each(|value| self.keep(value)),
                StmtKind::Assign { target, value } => {
                    if let Target::Field { object, .. } = target {
                        self.change(object);
                        self.expr(object, Use::Read);
                    }
                    self.keep(value);
                }
                StmtKind::Unpack { value, .. } | StmtKind::Raise(value) => self.keep(value),
                StmtKind::Expr(value) => self.expr(value, Use::Read),
                StmtKind::Return(value) => value.iter().for_each(|value| self.keep(value)),
                StmtKind::If { test, then, otherwise } => {
                    self.expr(test, Use::Read);
                    self.block(then);
                    self.block(otherwise);
                }
                StmtKind::IfSome { value, then, otherwise, .. } => {
                    self.keep(value);
                    self.block(then);
                    self.block(otherwise);
                }
                StmtKind::Unwrap { value, otherwise, .. } => {
                    self.keep(value);
                    self.block(otherwise);
                }
                StmtKind::While { test, body } => {
                    self.expr(test, Use::Read);
                    self.block(body);
                }
                StmtKind::For { pattern, iter, body } => {
                    self.iter(iter, pattern);
                    self.block(body);
                }
                StmtKind::Try { body, handlers, otherwise, finally } => {
                    self.block(body);
                    handlers.iter().for_each(|handler| self.block(&handler.body));
                    self.block(otherwise);
                    self.block(finally);
                }
                StmtKind::Break | StmtKind::Continue | StmtKind::Reraise(_) | StmtKind::Forward { .. } => {}
            }
        }
    }

    /// Something changes the object that an expression gives.
    fn change(&mut self, receiver: &Expr) {
        let Some(object) = effect::object_of(&receiver.ty) else { return };
        self.facts.changed.insert(object);
        // Only a variable or a chain of fields is a place of its own; what a helper gives out is reached through the container too.
        if !is_own_place(receiver) {
            self.facts.aliased.insert(object);
        }
        // A list that grows through a parameter must grow for the caller.
        if let ExprKind::Local(local) = &root(receiver).kind {
            let is_list = matches!(self.program.objects[object.0 as usize].shape, Shape::List(_));
            if (local.0 as usize) < self.params && is_list && matches!(receiver.kind, ExprKind::Local(_)) {
                self.facts.aliased.insert(object);
            }
        }
    }

    fn iter(&mut self, iter: &Iter, pattern: &Pattern) {
        match iter {
            Iter::Value(value)
            | Iter::Keys(value)
            | Iter::Values(value)
            | Iter::Items(value)
            | Iter::Reversed(value) => {
                // The loop variable is a second way to the element.
                self.elements(&value.ty, pattern);
                self.expr(value, Use::Read);
            }
            Iter::Range { start, stop, .. } => {
                self.expr(start, Use::Read);
                self.expr(stop, Use::Read);
            }
            Iter::Enumerate(inner, start) => {
                self.iter(inner, pattern);
                self.expr(start, Use::Read);
            }
            Iter::Zip(all) => all.iter().for_each(|one| self.iter(one, pattern)),
        }
    }

    fn elements(&mut self, ty: &Type, pattern: &Pattern) {
        if matches!(pattern, Pattern::Ignore) {
            return;
        }
        let Some(object) = effect::object_of(ty) else { return };
        let inside = match &self.program.objects[object.0 as usize].shape {
            Shape::List(item) | Shape::Set(item) | Shape::Dict(_, item) => item.clone(),
            Shape::Record(_) | Shape::Instance(..) => return,
        };
        self.alias(&inside);
    }

    fn alias(&mut self, ty: &Type) {
        match ty {
            Type::Tuple(items) => items.iter().for_each(|item| self.alias(item)),
            other => {
                if let Some(object) = effect::object_of(other) {
                    self.facts.aliased.insert(object);
                }
            }
        }
    }

    fn all(&mut self, exprs: &[Expr], how: Use) {
        exprs.iter().for_each(|expr| self.expr(expr, how));
    }

    fn expr(&mut self, expr: &Expr, how: Use) {
        match &expr.kind {
            ExprKind::None
            | ExprKind::Bool(_)
            | ExprKind::Int(_)
            | ExprKind::Float(_)
            | ExprKind::Str(_)
            | ExprKind::Bytes(_) => {}
            ExprKind::Local(local) => {
                let here = self.position;
                self.position += 1;
                let moved = self.last.get(local.0 as usize) == Some(&here) && (local.0 as usize) >= self.params;
                if how == Use::Kept && !moved {
                    self.alias(&expr.ty.clone());
                }
            }
            ExprKind::Global(_) => {
                if how == Use::Kept {
                    self.alias(&expr.ty.clone());
                }
            }
            ExprKind::Field { object, .. } | ExprKind::FieldOrNone { object, .. } => {
                if how == Use::Kept {
                    self.alias(&expr.ty.clone());
                }
                self.expr(object, Use::Read);
            }
            ExprKind::TupleItem { tuple, .. } => {
                if how == Use::Kept {
                    self.alias(&expr.ty.clone());
                }
                self.expr(tuple, Use::Read);
            }
            ExprKind::Convert(inner) => self.expr(inner, how),
            ExprKind::Not(one)
            | ExprKind::IsNone(one)
            | ExprKind::Truth(one)
            | ExprKind::Negate(one)
            | ExprKind::Len(one) => self.expr(one, Use::Read),
            ExprKind::HasField { object, .. } => self.expr(object, Use::Read),
            ExprKind::JsonDumps { value, .. } => self.expr(value, Use::Read),
            ExprKind::IsException { value, .. }
            | ExprKind::IsJson { value, .. }
            | ExprKind::ExceptionField { value, .. } => self.expr(value, Use::Read),
            ExprKind::Copy(one) => {
                // A shallow copy holds the same elements.
                self.elements(&one.ty.clone(), &Pattern::Local(LocalId(0)));
                self.expr(one, Use::Read);
            }
            ExprKind::And(all) | ExprKind::Or(all) | ExprKind::Concat(all) => self.all(all, Use::Read),
            ExprKind::List(all) | ExprKind::Set(all) | ExprKind::Tuple(all) | ExprKind::New { args: all, .. } => {
                self.all(all, Use::Kept);
            }
            ExprKind::NewException { args, fields, .. } => {
                self.all(args, Use::Kept);
                self.all(fields, Use::Kept);
            }
            ExprKind::Cond { test, then, otherwise } => {
                self.expr(test, Use::Read);
                self.expr(then, how);
                self.expr(otherwise, how);
            }
            ExprKind::Let { value, body, .. } => {
                self.expr(value, Use::Kept);
                self.expr(body, how);
            }
            ExprKind::Compare { left, right, .. } | ExprKind::Arithmetic { left, right, .. } => {
                self.expr(left, Use::Read);
                self.expr(right, Use::Read);
            }
            ExprKind::Contains { item, container } => {
                self.expr(item, Use::Read);
                self.expr(container, Use::Read);
            }
            ExprKind::Format(parts) => {
                for part in parts {
                    match part {
                        crate::ir::FormatPart::Literal(_) => {}
                        crate::ir::FormatPart::Str(one)
                        | crate::ir::FormatPart::Repr(one)
                        | crate::ir::FormatPart::Spec(one, _)
                        | crate::ir::FormatPart::Percent(one, _) => self.expr(one, Use::Read),
                    }
                }
            }
            ExprKind::Dict(items) => {
                for (key, value) in items {
                    self.expr(key, Use::Kept);
                    self.expr(value, Use::Kept);
                }
            }
            ExprKind::Record { fields, base } => {
                if let Some(base) = base {
                    if let Some(object) = effect::object_of(&base.ty)
                        && let Shape::Record(fields) = &self.program.objects[object.0 as usize].shape
                    {
                        let types: Vec<Type> = fields.iter().map(|field| field.ty.clone()).collect();
                        types.iter().for_each(|ty| self.alias(ty));
                    }
                    self.expr(base, Use::Read);
                }
                for (_, value) in fields {
                    self.expr(value, Use::Kept);
                }
            }
            ExprKind::Call { args, .. } => {
                // A parameter borrows; what the callee keeps, it aliases itself. State that is passed on is reached through the state too.
                for arg in args {
                    if matches!(root(arg).kind, ExprKind::Global(_)) {
                        self.alias(&arg.ty.clone());
                    }
                    self.expr(arg, Use::Read);
                }
            }
            ExprKind::Library(call) => {
                let mutates = effect::mutates(&call.helper);
                if let (true, Some(receiver)) = (mutates, call.args.first()) {
                    self.change(receiver);
                }
                let gives_part = effect::object_of(&expr.ty).is_some() && gives_element(&call.helper);
                if gives_part && (how == Use::Kept) && !call.helper.contains("pop") {
                    self.alias(&expr.ty.clone());
                }
                if copies_elements(&call.helper)
                    && let Some(receiver) = call.args.first()
                {
                    self.elements(&receiver.ty.clone(), &Pattern::Local(LocalId(0)));
                }
                for (position, arg) in call.args.iter().enumerate() {
                    let kept = position > 0 && mutates;
                    self.expr(arg, if kept { Use::Kept } else { Use::Read });
                }
            }
            ExprKind::Comprehension { clauses, element, value, .. } => {
                for clause in clauses {
                    self.iter(&clause.iter, &clause.pattern);
                    self.all(&clause.conditions, Use::Read);
                }
                self.expr(element, Use::Kept);
                if let Some(value) = value {
                    self.expr(value, Use::Kept);
                }
            }
            ExprKind::Lambda(lambda) => self.expr(&lambda.body, Use::Read),
            ExprKind::Block(block, value) => {
                self.block(block);
                self.expr(value, how);
            }
        }
    }
}

/// The variable at the bottom of a chain of fields.
fn root(expr: &Expr) -> &Expr {
    match &expr.kind {
        ExprKind::Field { object, .. } | ExprKind::FieldOrNone { object, .. } | ExprKind::Convert(object) => {
            root(object)
        }
        _ => expr,
    }
}

fn is_own_place(expr: &Expr) -> bool {
    matches!(root(expr).kind, ExprKind::Local(_) | ExprKind::Global(_))
}

/// Helpers that give out an element of their first argument.
fn gives_element(helper: &str) -> bool {
    matches!(
        helper,
        "list_getitem"
            | "dict_getitem"
            | "dict_get"
            | "dict_get_default"
            | "dict_setdefault"
            | "min"
            | "max"
            | "min_by"
            | "max_by"
            | "min_or_none"
            | "max_or_none"
            | "min_by_or_none"
            | "max_by_or_none"
    )
}

/// Helpers that make a container of the elements of their first argument.
fn copies_elements(helper: &str) -> bool {
    helper.starts_with("sorted")
        || matches!(helper, "list_slice" | "list_slice_step" | "list_add" | "list_mul" | "list_extend" | "dict_update")
}

/// Numbers the mentions of locals in the order in which [`Uses`] meets them; a mention inside a loop is never the last.
fn number(block: &Block, position: &mut usize, last: &mut [usize], looping: bool) {
    // The same order as `Uses::block`: both walk through `Counter`.
    let mut counter = Counter { position: *position, last, looping };
    counter.block(block);
    *position = counter.position;
}

struct Counter<'c> {
    position: usize,
    last: &'c mut [usize],
    looping: bool,
}

impl Counter<'_> {
    fn block(&mut self, block: &Block) {
        for stmt in block {
            match &stmt.kind {
                StmtKind::Let { value, .. } | StmtKind::Return(value) => {
                    value.iter().for_each(|value| self.expr(value));
                }
                StmtKind::Assign { target, value } => {
                    if let Target::Field { object, .. } = target {
                        self.expr(object);
                    }
                    self.expr(value);
                }
                StmtKind::Unpack { value, .. } | StmtKind::Raise(value) | StmtKind::Expr(value) => self.expr(value),
                StmtKind::If { test, then, otherwise } => {
                    self.expr(test);
                    self.block(then);
                    self.block(otherwise);
                }
                StmtKind::IfSome { value, then, otherwise, .. } => {
                    self.expr(value);
                    self.block(then);
                    self.block(otherwise);
                }
                StmtKind::Unwrap { value, otherwise, .. } => {
                    self.expr(value);
                    self.block(otherwise);
                }
                StmtKind::While { test, body } => {
                    let before = std::mem::replace(&mut self.looping, true);
                    self.expr(test);
                    self.block(body);
                    self.looping = before;
                }
                StmtKind::For { iter, body, .. } => {
                    crate::ir::walk::iter(iter, &mut |expr| self.mention(expr));
                    let before = std::mem::replace(&mut self.looping, true);
                    self.block(body);
                    self.looping = before;
                }
                StmtKind::Try { body, handlers, otherwise, finally } => {
                    self.block(body);
                    handlers.iter().for_each(|handler| self.block(&handler.body));
                    self.block(otherwise);
                    self.block(finally);
                }
                StmtKind::Break | StmtKind::Continue | StmtKind::Reraise(_) | StmtKind::Forward { .. } => {}
            }
        }
    }

    fn expr(&mut self, expr: &Expr) {
        crate::ir::walk::expr(expr, &mut |inner| self.mention(inner));
    }

    fn mention(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Local(local) => {
                if let Some(last) = self.last.get_mut(local.0 as usize) {
                    *last = if self.looping { usize::MAX } else { self.position };
                }
                self.position += 1;
            }
            // What runs for each element is never the last mention.
            ExprKind::Comprehension { .. } | ExprKind::Lambda(_) => {
                let last = &mut *self.last;
                crate::ir::walk::expr(expr, &mut |inner| {
                    if let ExprKind::Local(local) = &inner.kind
                        && let Some(last) = last.get_mut(local.0 as usize)
                    {
                        *last = usize::MAX;
                    }
                });
            }
            _ => {}
        }
    }
}
