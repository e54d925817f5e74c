//! Where a value goes: a new variable, an assignment, a return.

use super::body::{Leave, Printer, Raise};
use super::statement::Statement;
use super::tree::Go;
use crate::ir::{Expr, ExprKind, LocalId, Shape, Type};

/// Where a value goes.
#[derive(Clone, Debug)]
pub enum Place {
    /// A new variable.
    Declare(String),
    /// A variable or field.
    Assign(Go),
    /// Out of the function.
    Return,
}

impl Printer<'_> {
    /// Evaluates an expression and puts its value there.
    pub fn put(&mut self, place: &Place, expr: &Expr) {
        match &expr.kind {
            ExprKind::Cond { test, then, otherwise } => self.put_conditional(place, test, then, otherwise, &expr.ty),
            ExprKind::Let { local, value, body } => {
                if let Some(go) = self.or_default(*local, value, body) {
                    return self.set(place, go, &expr.ty);
                }
                let name = self.local(*local);
                self.put(&Place::Declare(name), value);
                self.put(place, body);
            }
            ExprKind::Block(block, value) => {
                self.block(block);
                self.put(place, value);
            }
            ExprKind::Comprehension { .. } => self.comprehension(place, expr),
            ExprKind::Dict(items) => self.put_dict(place, items, &expr.ty),
            _ => {
                if let Some(pair) = self.pointer_pair(expr) {
                    self.put_pair(place, pair, &expr.ty);
                } else if super::expr::is_dynamic_list(expr) || self.never_returns(expr) {
                    let go = self.expr(expr);
                    self.set(place, go, &expr.ty);
                } else if let Some(call) = self.raising(expr) {
                    self.put_call(place, call, expr);
                } else {
                    let go = self.expr(expr);
                    self.set(place, go, &expr.ty);
                }
            }
        }
    }

    /// A lookup that gives a pointer and whether there is one: nil says the same.
    fn pointer_pair(&mut self, expr: &Expr) -> Option<Go> {
        let (ExprKind::Library(call), Type::Optional(inner)) = (&expr.kind, &expr.ty) else { return None };
        if !call.raises.is_empty() || !self.module.types().is_pointer(inner) {
            return None;
        }
        self.lookup(call)
    }

    fn put_pair(&mut self, place: &Place, pair: Go, ty: &Type) {
        match place {
            Place::Declare(name) => self.add(Statement::Define(vec![name.clone(), "_".into()], vec![pair])),
            Place::Assign(target) => self.add(Statement::Assign(vec![target.clone(), Go::atom("_")], vec![pair])),
            Place::Return => {
                let name = self.temporary(ty);
                self.add(Statement::Define(vec![name.clone(), "_".into()], vec![pair]));
                self.set(place, Go::Atom(name), ty);
            }
        }
    }

    fn put_conditional(&mut self, place: &Place, test: &Expr, then: &Expr, otherwise: &Expr, ty: &Type) {
        let test = self.expr(test);
        match place {
            Place::Declare(name) => {
                let name = name.clone();
                let inner = Place::Assign(Go::atom(&name));
                let ready =
                    |p: &Self, arm: &Expr| p.is_stable(arm) && !matches!(arm.kind, ExprKind::None) && !needs_test(arm);
                let (test, first, second) = if ready(self, otherwise) {
                    (test, Some(otherwise), then)
                } else if ready(self, then) {
                    (test.negate(), Some(then), otherwise)
                } else if matches!(otherwise.kind, ExprKind::None) {
                    (test, None, then)
                } else {
                    self.add(Statement::Var(name, self.ty(ty), None));
                    self.if_else(test, |p| p.put(&inner, then), |p| p.put(&inner, otherwise));
                    return;
                };
                match first {
                    Some(first) => self.put(place, first),
                    None => {
                        self.add(Statement::Var(name, self.ty(ty), None));
                    }
                }
                self.if_else(test, |p| p.put(&inner, second), |_| ());
            }
            Place::Assign(_) => self.if_else(test, |p| p.put(place, then), |p| p.put(place, otherwise)),
            Place::Return => {
                self.if_else(test, |p| p.put(place, then), |_| ());
                self.put(place, otherwise);
            }
        }
    }

    /// `if test { then } else { otherwise }`
    pub fn if_else(&mut self, test: Go, then: impl FnOnce(&mut Self), otherwise: impl FnOnce(&mut Self)) {
        let then = self.inner(then);
        let otherwise = self.inner(otherwise);
        self.add(Statement::if_else(test, then, otherwise));
    }

    /// A dict as one expression, where its keys and values need no statements.
    pub fn dict_literal(&mut self, items: &[(Expr, Expr)], ty: &Type) -> Option<Go> {
        let json = *ty == Type::Json;
        let shape = self.module.types().shape(ty).cloned();
        let (new, types) = match shape {
            _ if json => ("py.NewDict[string, py.Value]".to_owned(), "string, py.Value".to_owned()),
            Some(Shape::Dict(key, value)) => {
                if key == Type::Json && !items.is_empty() {
                    return None;
                }
                (self.module.types().constructor(ty), format!("{}, {}", self.ty(&key), self.ty(&value)))
            }
            _ => return None,
        };
        let operands: Vec<&Expr> = items.iter().flat_map(|(key, value)| [key, value]).collect();
        let (names, locals) = (self.names.clone(), self.locals.clone());
        let (before, values) = self.capture(|p| p.operands(&operands));
        if !before.is_empty() {
            self.names = names;
            self.locals = locals;
            return None;
        }
        let explicit = operands.iter().zip(&values).any(|(expr, go)| !self.is_inferred(go, &expr.ty));
        let item = if explicit { format!("py.Item[{types}]") } else { "py.Item".to_owned() };
        let entries = values.chunks(2).map(|pair| Go::call(item.clone(), pair.to_vec())).collect();
        let go = if items.is_empty() { Go::call(new, Vec::new()) } else { Go::Rows("py.DictOf".into(), entries) };
        Some(if json { Go::call("py.DictValue", vec![go]) } else { go })
    }

    /// Whether Go infers the type of an argument from it.
    fn is_inferred(&self, go: &Go, ty: &Type) -> bool {
        match ty {
            Type::Int | Type::Float => !super::body::is_int_constant(go, self.module),
            Type::Encodable | Type::Callable { .. } | Type::Exception => false,
            _ => !go.is("nil"),
        }
    }

    fn put_dict(&mut self, place: &Place, items: &[(Expr, Expr)], ty: &Type) {
        let name = match place {
            Place::Declare(name) => name.clone(),
            Place::Assign(_) | Place::Return => self.temporary(ty),
        };
        if let Some(go) = self.dict_literal(items, ty) {
            return self.set(place, go, ty);
        }
        let types = self.module.types();
        let json = *ty == Type::Json;
        let new = if json { "py.NewDict[string, py.Value]".into() } else { types.constructor(ty) };
        let target = if json && matches!(place, Place::Declare(..)) { self.names.give("items") } else { name };
        self.add(Statement::define(&target, Go::call(new, Vec::new())));
        for (key, value) in items {
            let pair = self.operands(&[key, value]);
            self.run(Go::atom(&target).method("Set", pair));
        }
        let go = Go::atom(&target);
        match place {
            Place::Declare(..) if !json => {}
            _ => {
                let go = if json { Go::call("py.DictValue", vec![go]) } else { go };
                self.set(place, go, ty);
            }
        }
    }

    /// Puts the value of a call that raises.
    pub fn put_call(&mut self, place: &Place, call: Go, expr: &Expr) {
        let ty = &expr.ty;
        let pointer = self.module.types().is_pointer_list(ty);
        match place {
            Place::Declare(name) if !pointer => self.define_checked(name, call),
            Place::Return
                if !pointer
                    && (self.raise == Raise::Out && self.leave == Leave::Function && self.raises()
                        || self.leave == Leave::Value)
                    && ty == self.result() =>
            {
                self.add(Statement::Return(vec![call]));
            }
            Place::Assign(target @ Go::Atom(name))
                if !name.contains('.') && !pointer && self.raise == Raise::Out && self.has_error() =>
            {
                // The error leaves the function: nobody sees what the local holds then.
                self.add(Statement::Assign(vec![target.clone(), Go::atom("err")], vec![call]));
                self.check_error("err");
            }
            _ => {
                let value = self.hoist_expr(call, expr);
                if !matches!(ty, Type::None | Type::Never) || matches!(place, Place::Return) {
                    self.set(place, value, ty);
                }
            }
        }
    }

    /// Puts a value that has been printed.
    pub fn set(&mut self, place: &Place, go: Go, ty: &Type) {
        match place {
            Place::Declare(name) => self.declare(name, go, ty),
            Place::Assign(target) => {
                let statement = match go {
                    _ if go == *target => return,
                    Go::Binary(op @ ("+" | "-" | "*" | "/"), left, right) if *left == *target => match (op, *right) {
                        ("+", one) if one.is("1") => Statement::Step(target.clone(), "++"),
                        ("-", one) if one.is("1") => Statement::Step(target.clone(), "--"),
                        (op, right) => Statement::Update(target.clone(), op, right),
                    },
                    go => Statement::assign(target.clone(), go),
                };
                self.add(statement);
            }
            Place::Return => self.leave_with(Some(go)),
        }
    }

    fn declare(&mut self, name: &str, go: Go, ty: &Type) {
        let zero = self.module.types().zero(ty);
        let empty = matches!(&go, Go::Composite(_, items) if items.is_empty());
        let variable = empty || go.is(&zero) && !matches!(ty, Type::Bool | Type::Str);
        let statement = if variable {
            Statement::Var(name.to_owned(), self.ty(ty), None)
        } else if *ty == Type::Encodable {
            Statement::Var(name.to_owned(), "py.JSON".into(), Some(go))
        } else {
            Statement::define(name, self.typed(go, ty))
        };
        self.add(statement);
    }

    /// Declares a local with its first value. One that is never read is only evaluated.
    pub fn declare_local(&mut self, local: LocalId, value: &Expr) {
        if self.is_read(local) {
            let name = self.local(local);
            self.put(&Place::Declare(name), value);
        } else {
            self.discard(value);
        }
    }

    /// Evaluates an expression for its effect.
    pub fn discard(&mut self, expr: &Expr) {
        if !self.has_effects(expr) {
            return;
        }
        if let Some(call) = self.raising(expr) {
            let blanks = usize::from(!matches!(expr.ty, Type::None | Type::Never));
            self.check_call(blanks, call);
            return;
        }
        match &expr.kind {
            ExprKind::Library(call) if self.list_statement(call) => {}
            ExprKind::Call { .. } | ExprKind::New { .. } | ExprKind::Library(_) => {
                let go = self.expr(expr);
                match go {
                    Go::Atom(_) | Go::Select(..) => {}
                    // A call of what Go has built in is no statement.
                    Go::Call(ref function, _)
                        if !["max", "min", "len", "int64", "float64"].iter().any(|one| function.is(one)) =>
                    {
                        self.run(go);
                    }
                    Go::Spread(..) => self.run(go),
                    _ => self.add(Statement::assign(Go::atom("_"), go)),
                }
            }
            ExprKind::Cond { test, then, otherwise } => {
                let test = self.expr(test);
                self.if_else(test, |p| p.discard(then), |p| p.discard(otherwise));
            }
            _ => {
                let go = self.expr(expr);
                self.add(Statement::assign(Go::atom("_"), go));
            }
        }
    }

    /// Returns from the function, wherever the printer stands.
    pub fn leave_with(&mut self, value: Option<Go>) {
        match self.leave.clone() {
            Leave::Function => {
                let value = value.filter(|_| !matches!(self.function.result, Type::None | Type::Never));
                let mut values: Vec<Go> = value.into_iter().collect();
                if self.constructs {
                    values.push(Go::Atom(self.locals.first().cloned().unwrap_or_else(|| "state".into())));
                }
                if self.raises() {
                    values.push(Go::atom("nil"));
                }
                self.add(Statement::Return(values));
            }
            Leave::Value => {
                let values = value.into_iter().chain([Go::atom("nil")]).collect();
                self.add(Statement::Return(values));
            }
            Leave::Closure { result, tail, .. } => {
                if let (Some(result), Some(value)) = (&result, value) {
                    self.set(&Place::Assign(Go::atom(result)), value, &Type::None);
                }
                let flow = if tail { Vec::new() } else { vec![Go::atom("py.Returned")] };
                self.add(Statement::Return(flow.into_iter().chain([Go::atom("nil")]).collect()));
            }
        }
    }
}

/// Whether a value holds only where a test said so: what was found to be a text or not None is taken out of its wrapping.
fn needs_test(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Convert(one) => {
            matches!(one.ty, Type::Json | Type::Encodable | Type::Optional(_) | Type::Number) && one.ty != expr.ty
                || needs_test(one)
        }
        ExprKind::TupleItem { tuple, .. } => needs_test(tuple),
        _ => false,
    }
}
