//! One function in the making: its statements, its names, and where raised exceptions go.

use super::module::{self, Module};
use super::names::{Names, exported, unexported};
use super::statement::{Block, Statement};
use super::tree::Go;
use crate::ir::{Expr, ExprKind, Function, FunctionId, LocalId, Owner, Type};

/// Where a raised exception goes.
#[derive(Clone, Debug, PartialEq)]
pub enum Raise {
    /// Out of the function.
    Out,
    /// Out of the closure of a `try`, which returns these values before the error.
    Closure(Vec<Go>),
    /// Out of a function that cannot return it.
    Panic,
    /// Nowhere: the error is handled where it comes up.
    Here,
}

/// What `return` means where the printer stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leave {
    /// A return of the function.
    Function,
    /// Inside the closure of a `try` that gives a value: a return of the closure.
    Value,
    /// Inside the closure of a `try`: the closure ends with a flow, the function's result is in that variable.
    Closure {
        /// The variable of the result, if the function has one.
        result: Option<String>,
        /// Ending the closure without more is the same.
        tail: bool,
    },
}

/// Prints one function.
pub struct Printer<'a> {
    pub module: &'a Module<'a>,
    pub function: &'a Function,
    pub id: FunctionId,
    pub code: Block,
    pub names: Names,
    pub locals: Vec<String>,
    pub reads: Vec<usize>,
    pub raise: Raise,
    pub leave: Leave,
    /// What the innermost closure that gives a value gives.
    pub value: Option<Type>,
    /// The expression of the state: `state`, or `h.state` in a handler.
    pub state: String,
    /// Loops around the current place inside the innermost `try` closure.
    pub loops: usize,
    /// How many blocks are open around the current place.
    pub depth: usize,
    /// The function makes an instance or the state: what it returns is its receiver.
    pub constructs: bool,
}

impl<'a> Printer<'a> {
    /// A printer at the start of a function.
    pub fn new(module: &'a Module<'a>, id: FunctionId) -> Self {
        let function = module.plan.function(id);
        let mut names = Names::within(&module.package);
        let reads = module::reads(function);
        let mut locals = Vec::with_capacity(function.locals.len());
        let has_receiver = module::has_receiver(&module.plan.program, function);
        let receiver = function.owner.filter(|_| has_receiver).map(|owner| match owner {
            Owner::Handler(_) => "h".to_owned(),
            Owner::Class(_) => {
                let object = module::receiver_object(&module.plan.program, function);
                let name = object.map_or("", |id| module.types().name(id));
                name.chars().find(|c| c.is_alphabetic()).map_or("x".into(), |c| c.to_lowercase().to_string())
            }
        });
        for (i, local) in function.locals.iter().enumerate() {
            let name = match (&receiver, i) {
                (Some(receiver), 0) => names.give(receiver),
                _ if i < function.params && !local.name.is_empty() => names.give(&unexported(&local.name)),
                // The others get their names where they are declared.
                _ => String::new(),
            };
            locals.push(name);
        }
        let handler = matches!(function.owner, Some(Owner::Handler(_)));
        let state = if handler { format!("{}.state", locals[0]) } else { "state".to_owned() };
        Self {
            module,
            function,
            id,
            code: Block::new(),
            names,
            locals,
            reads,
            raise: Raise::Out,
            leave: Leave::Function,
            value: None,
            state,
            loops: 0,
            depth: 0,
            constructs: false,
        }
    }

    /// A printer outside of all functions.
    pub fn bare(module: &'a Module<'a>) -> Self {
        Self {
            module,
            function: &module.nothing,
            id: FunctionId(u32::MAX),
            code: Block::new(),
            names: Names::within(&module.package),
            locals: Vec::new(),
            reads: Vec::new(),
            raise: Raise::Out,
            leave: Leave::Function,
            value: None,
            state: "state".into(),
            loops: 0,
            depth: 0,
            constructs: false,
        }
    }

    /// Whether the function returns an error.
    pub fn raises(&self) -> bool {
        self.module.plan.functions.get(self.id.0 as usize).is_some_and(|plan| plan.raises)
    }

    /// The type of what `return` gives where the printer stands.
    pub fn result(&self) -> &Type {
        self.value.as_ref().unwrap_or(&self.function.result)
    }

    /// The Go type.
    pub fn ty(&self, ty: &Type) -> String {
        self.module.types().go(ty)
    }

    /// The name of a local; one that pivot made gets a name by its type when it is first used.
    pub fn local(&mut self, local: LocalId) -> String {
        let i = local.0 as usize;
        if self.locals[i].is_empty() {
            let local = &self.function.locals[i];
            self.locals[i] = if local.name.is_empty() {
                self.temporary(&local.ty.clone())
            } else {
                self.names.give(&unexported(&local.name))
            };
        }
        self.locals[i].clone()
    }

    /// Whether the value of a local is ever read.
    pub fn is_read(&self, local: LocalId) -> bool {
        self.reads[local.0 as usize] > 0
    }

    /// A fresh name for the value of an expression: that of the key or attribute that it is, or by its type.
    pub fn temporary_for(&mut self, expr: &Expr) -> String {
        let hint = match &expr.kind {
            // A parameter or variable is often named as the header whose value it comes to hold.
            ExprKind::Library(call) if call.helper.starts_with("headers_get") => {
                call.args.get(1).and_then(constant_text).map(|name| format!("{name}_header"))
            }
            ExprKind::Library(call) if call.helper.contains("_get") => {
                call.args.get(1).and_then(constant_text).map(str::to_owned)
            }
            ExprKind::Field { object, field, .. } => match object.ty {
                Type::Object(id) => self.shape_fields(id).get(*field).map(|field| field.key.clone()),
                _ => None,
            },
            _ => None,
        };
        match hint.map(|hint| unexported(&hint)).filter(|name| name.is_ascii() && name.len() > 1) {
            Some(name) if name != "x" => self.names.give(&name),
            _ => self.temporary(&expr.ty),
        }
    }

    /// A fresh name for a value of that type.
    pub fn temporary(&mut self, ty: &Type) -> String {
        let types = self.module.types();
        let wanted = match ty {
            Type::Bool => "holds".to_owned(),
            Type::Int | Type::BigInt | Type::Number => "n".into(),
            Type::Float => "x".into(),
            Type::Str => "s".into(),
            Type::Bytes => "b".into(),
            Type::Object(id) => {
                let name = types.name(*id);
                if name.is_empty() { "items".into() } else { unexported(name) }
            }
            // `http.server.HTTPServer` is `server`.
            Type::Library(class) => {
                let name = exported(class.rsplit('.').next().unwrap_or(class));
                let last = name.rfind(char::is_uppercase).unwrap_or(0);
                name[last..].to_lowercase()
            }
            _ => "v".into(),
        };
        self.names.give(&wanted)
    }

    /// Adds a statement.
    pub fn add(&mut self, statement: Statement) {
        self.code.push(statement);
    }

    /// Adds an expression for its effect.
    pub fn run(&mut self, go: Go) {
        self.add(Statement::Expr(go));
    }

    /// Prints into a block of its own and gives what was printed.
    pub fn capture<T>(&mut self, print: impl FnOnce(&mut Self) -> T) -> (Block, T) {
        let outer = std::mem::take(&mut self.code);
        let value = print(self);
        (std::mem::replace(&mut self.code, outer), value)
    }

    /// The statements of an inner block. What was named within is out of scope behind it.
    pub fn inner(&mut self, print: impl FnOnce(&mut Self)) -> Block {
        let names = self.names.clone();
        self.depth += 1;
        let (block, ()) = self.capture(print);
        self.depth -= 1;
        self.names = names;
        block
    }

    /// Takes back the names of what a statement declared for itself alone.
    pub fn release(&mut self, names: &[String]) {
        for name in names {
            self.names.release(name);
        }
    }

    /// Whether `err` is declared in the block that is printed.
    pub fn has_error(&self) -> bool {
        self.code.iter().any(|statement| match statement {
            Statement::Define(names, _) => names.len() > 1 && names.last().is_some_and(|name| name == "err"),
            _ => false,
        })
    }

    /// Adds `name, err := call` and what passes the error on.
    pub fn define_checked(&mut self, name: &str, call: Go) {
        self.add(Statement::Define(vec![name.to_owned(), "err".into()], vec![call]));
        self.check_error("err");
    }

    /// A call that gives nothing but an error, behind so many values that nobody wants.
    pub fn check_call(&mut self, blanks: usize, call: Go) {
        let mut names = vec!["_".to_owned(); blanks];
        if self.raise == Raise::Here {
            let error = self.names.give("callErr");
            names.push(error.clone());
            self.add(Statement::Define(names, vec![call]));
            self.check_error(&error);
            return;
        }
        names.push("err".into());
        let init = Some(Statement::Define(names, vec![call]));
        let then = vec![self.raised(Go::atom("err"))];
        self.add(Statement::if_init(init, is_error("err"), then, Block::new()));
    }

    /// The check of an error: passes it on, or marks the place where it is handled.
    pub fn check_error(&mut self, error: &str) {
        let statement = match self.raise {
            Raise::Here => Statement::Check(Some(error.to_owned())),
            _ => Statement::when(is_error(error), vec![self.raised(Go::atom(error))]),
        };
        self.add(statement);
    }

    /// Leaves with an exception.
    pub fn raise_error(&mut self, error: Go) {
        let statement = if self.raise == Raise::Here { Statement::Check(None) } else { self.raised(error) };
        self.add(statement);
    }

    /// The statement that leaves with an exception.
    fn raised(&self, error: Go) -> Statement {
        let panics = |error| Statement::Expr(Go::call("panic", vec![error]));
        match &self.raise {
            Raise::Out if self.raises() => {
                let mut values = match &self.function.result {
                    _ if self.constructs => vec![Go::atom("nil")],
                    Type::None | Type::Never => Vec::new(),
                    result => vec![Go::Atom(self.module.types().zero(result))],
                };
                values.push(error);
                Statement::Return(values)
            }
            Raise::Closure(values) => Statement::Return(values.iter().cloned().chain([error]).collect()),
            Raise::Out | Raise::Panic | Raise::Here => panics(error),
        }
    }

    /// Prints operands in Python's order: what a later operand could change, or must not run before, is kept in a variable.
    pub fn operands(&mut self, exprs: &[&Expr]) -> Vec<Go> {
        self.operands_with(exprs, Printer::expr)
    }

    /// As `operands`, with a printer for each.
    pub fn operands_with(&mut self, exprs: &[&Expr], mut print: impl FnMut(&mut Self, &Expr) -> Go) -> Vec<Go> {
        let parts: Vec<(Block, Go)> = exprs.iter().map(|expr| self.capture(|p| print(p, expr))).collect();
        let statements = parts.iter().rposition(|(before, _)| !before.is_empty());
        let writes = exprs.iter().rposition(|expr| self.may_write(expr));
        let mut out = Vec::with_capacity(parts.len());
        for (i, (before, go)) in parts.into_iter().enumerate() {
            self.code.extend(before);
            let follows_statements = statements.is_some_and(|last| i < last);
            let follows_writes = writes.is_some_and(|last| i < last) && !matches!(go, Go::Call(..));
            if (follows_statements || follows_writes) && !self.is_stable(exprs[i]) {
                out.push(self.keep_expr(go, exprs[i]));
            } else {
                out.push(go);
            }
        }
        out
    }

    /// Keeps the value of an expression in a fresh variable that is named after it.
    pub fn keep_expr(&mut self, go: Go, expr: &Expr) -> Go {
        if is_name(&go) {
            return go;
        }
        let name = self.temporary_for(expr);
        let value = self.typed(go, &expr.ty);
        self.add(Statement::define(&name, value));
        Go::Atom(name)
    }

    /// Keeps a value in a fresh variable.
    pub fn keep(&mut self, go: Go, ty: &Type) -> Go {
        if is_name(&go) {
            return go;
        }
        let name = self.temporary(ty);
        let value = self.typed(go, ty);
        self.add(Statement::define(&name, value));
        Go::Atom(name)
    }

    /// A value whose Go type is certain where it is inferred: an integer constant would be an `int`.
    pub fn typed(&self, go: Go, ty: &Type) -> Go {
        match ty {
            Type::Int if is_int_constant(&go, self.module) => Go::call("int64", vec![go]),
            Type::Float if is_int_constant(&go, self.module) => Go::call("float64", vec![go]),
            _ => go,
        }
    }

    /// Whether nothing that runs later changes the value.
    pub fn is_stable(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::None
            | ExprKind::Bool(_)
            | ExprKind::Int(_)
            | ExprKind::Float(_)
            | ExprKind::Str(_)
            | ExprKind::Bytes(_)
            | ExprKind::Local(_) => true,
            ExprKind::Global(id) => {
                let constant = matches!(self.module.plan.global(*id).kind, crate::ir::GlobalKind::Constant(_));
                constant || self.module.types().is_pointer(&expr.ty) && !self.module.rebound.contains(id)
            }
            ExprKind::Convert(one) => self.is_stable(one) && !matches!(expr.ty, Type::Json | Type::Encodable),
            ExprKind::TupleItem { tuple, .. } => self.is_stable(tuple),
            _ => false,
        }
    }

    /// Whether evaluating it does anything besides giving a value.
    pub fn has_effects(&self, expr: &Expr) -> bool {
        let mut raises = false;
        crate::ir::walk::expr(expr, &mut |one| raises |= self.module.plan.raises(one) || uses_checked_int(one));
        raises || self.may_write(expr)
    }

    /// Whether evaluating it may change what another expression reads.
    pub fn may_write(&self, expr: &Expr) -> bool {
        let mut writes = false;
        crate::ir::walk::expr(expr, &mut |one| {
            writes |= match &one.kind {
                ExprKind::Call { .. } | ExprKind::New { .. } | ExprKind::Block(..) => true,
                ExprKind::Library(call) => super::library::writes(&call.helper),
                _ => false,
            };
        });
        writes
    }
}

/// Whether an expression takes the result of arithmetic that may leave 64 bits: CPython may refuse such an int there (`text * n`, `float(n)`).
fn uses_checked_int(expr: &Expr) -> bool {
    let takes = matches!(&expr.kind, ExprKind::Library(_))
        || matches!(&expr.kind, ExprKind::Convert(_) | ExprKind::Arithmetic { .. }) && expr.ty == Type::Float;
    let mut checked = false;
    if takes {
        crate::ir::walk::expr(expr, &mut |one| {
            let arithmetic = match &one.kind {
                ExprKind::Arithmetic { unchecked, .. } => !unchecked,
                ExprKind::Negate(_) => true,
                _ => false,
            };
            checked |= arithmetic && one.ty == Type::Int;
        });
    }
    checked
}

/// `error != nil`
pub fn is_error(error: &str) -> Go {
    Go::binary("!=", Go::atom(error), Go::atom("nil"))
}

/// Whether it is a variable or a plain literal.
fn is_name(go: &Go) -> bool {
    matches!(go, Go::Atom(text) if text.chars().all(|c| c.is_alphanumeric() || c == '_'))
}

/// Whether Go takes the expression for an untyped integer constant.
pub fn is_int_constant(go: &Go, module: &Module) -> bool {
    match go {
        Go::Atom(text) => {
            text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().all(|c| c.is_ascii_digit())
                || module.plan.program.globals.iter().zip(&module.globals).any(|(global, name)| {
                    name == text && global.ty == Type::Int && matches!(global.kind, crate::ir::GlobalKind::Constant(_))
                })
        }
        Go::Unary("-" | "^", x) => is_int_constant(x, module),
        Go::Binary("+" | "-" | "*" | "/" | "%" | "&" | "|" | "^", left, right) => {
            is_int_constant(left, module) && is_int_constant(right, module)
        }
        Go::Call(function, args) => {
            (function.is("max") || function.is("min")) && args.iter().all(|arg| is_int_constant(arg, module))
        }
        _ => false,
    }
}

/// The text that an expression is, converted or not.
fn constant_text(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        ExprKind::Str(text) => Some(text),
        ExprKind::Convert(inner) => constant_text(inner),
        _ => None,
    }
}
