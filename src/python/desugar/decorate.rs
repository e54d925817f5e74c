//! Decorators that are written in the module.
//!
//! ```python
//! def require_key(f):                             # class Api(BaseHTTPRequestHandler):
//!     def wrapper(self):                          #     def _do_POST(self): ...
//!         if self.headers["X-Key"] != KEY:        #
//!             return self.send_error(401)         #     def do_POST(self):
//!         return f(self)                          #         if self.headers["X-Key"] != KEY:
//!     return wrapper                              #             return self.send_error(401)
//!                                                 #         return self._do_POST()
//! class Api(BaseHTTPRequestHandler):
//!     @require_key
//!     def do_POST(self): ...
//! ```
//!
//! Each function gets a copy of its own. What the decorator makes before the wrapper (`cache = {}`) becomes a variable of the module for each copy. A decorator
//! that gives the function back after noting it somewhere (`ROUTES[path] = f`) is those statements, behind the function.

use std::collections::BTreeMap;

use super::Maker;
use super::imports::Imports;
use super::names;
use crate::python::ast::{
    Constant, Expr, ExprId, ExprKind, FunctionDef, Identifier, Keyword, Module, Parameter, Stmt, StmtId, StmtKind,
};
use crate::python::visit::Node;
use crate::python::visit_mut::{self, Change};
use crate::source::Span;

/// Writes out every decorator that can be; of the decorators of a function the ones that stand next to it first.
pub fn write_out(module: &mut Module, imports: &Imports) {
    let known = decorators(module, imports);
    if known.is_empty() {
        return;
    }
    let mentioned = names::mentioned(&module.body);
    let Module { body, expr_count, stmt_count, .. } = module;
    let mut write = Write { make: Maker { exprs: expr_count, stmts: stmt_count }, mentioned, known };
    let mut index = 0;
    while index < body.len() {
        let mut around = Around::default();
        match &mut body[index].kind {
            StmtKind::FunctionDef(_) => write.undecorate(&mut body[index], false, &mut around),
            StmtKind::ClassDef(class) => {
                let mut position = 0;
                while position < class.body.len() {
                    let mut inside = Around::default();
                    write.undecorate(&mut class.body[position], true, &mut inside);
                    around.state.append(&mut inside.state);
                    let moved = inside.functions.len();
                    class.body.splice(position..position, inside.functions);
                    position += moved + 1;
                }
            }
            _ => {}
        }
        let Around { state, functions, notes } = around;
        let before = state.len() + functions.len();
        let after = notes.len();
        body.splice(index + 1..=index, notes);
        body.splice(index..index, state.into_iter().chain(functions));
        index += before + 1 + after;
    }
}

/// What stands around a function that was decorated.
#[derive(Default)]
struct Around {
    /// Variables of the module.
    state: Vec<Stmt>,
    /// The undecorated functions.
    functions: Vec<Stmt>,
    /// What is done with the function once it is there.
    notes: Vec<Stmt>,
}

/// A function that takes a function.
#[derive(Clone)]
struct Decorator {
    /// What `@decorator(…)` is given; `None` for a decorator that stands alone.
    options: Option<Vec<Parameter>>,
    /// The parameter that is the function.
    function: String,
    /// What runs before.
    before: Vec<Stmt>,
    /// The function that takes its place; `None` when it is given back as it is.
    wrapper: Option<(FunctionDef, Span)>,
}

/// The decorators that a module defines, once each.
fn decorators(module: &Module, imports: &Imports) -> BTreeMap<String, Decorator> {
    let mut found = BTreeMap::new();
    let bound = names::bindings(&crate::python::ast::Parameters::default(), &module.body);
    for stmt in &module.body {
        let StmtKind::FunctionDef(def) = &stmt.kind else { continue };
        if bound.get(&def.name.name) != Some(&1) || !def.decorators.is_empty() || def.is_async {
            continue;
        }
        if let Some(decorator) = decorator(def, imports) {
            found.insert(def.name.name.clone(), decorator);
        }
    }
    found
}

fn decorator(def: &FunctionDef, imports: &Imports) -> Option<Decorator> {
    let body = without_docstring(&def.body);
    // `def times(n): def decorate(f): …; return decorate`
    if let [Stmt { kind: StmtKind::FunctionDef(inner), .. }, Stmt { kind: StmtKind::Return(Some(given)), .. }] = body
        && is_name(given, &inner.name.name)
        && inner.decorators.is_empty()
        && let Some(direct) = direct(inner, imports)
    {
        let parameters = &def.parameters;
        let simple = parameters.vararg.is_none() && parameters.kwarg.is_none() && !inner.is_async;
        let options: Vec<Parameter> = parameters.iter().cloned().collect();
        return simple.then_some(Decorator { options: Some(options), ..direct });
    }
    direct(def, imports)
}

fn direct(def: &FunctionDef, imports: &Imports) -> Option<Decorator> {
    let mut parameters = def.parameters.iter();
    let (Some(function), None) = (parameters.next(), parameters.next()) else { return None };
    if def.parameters.vararg.is_some() || def.parameters.kwarg.is_some() {
        return None;
    }
    let function = function.name.name.clone();
    let (last, rest) = without_docstring(&def.body).split_last()?;
    let StmtKind::Return(Some(given)) = &last.kind else { return None };
    if is_name(given, &function) {
        let plain = names::bindings(&def.parameters, &def.body).len() == 1
            && rest.iter().all(|stmt| matches!(stmt.kind, StmtKind::Expr(_) | StmtKind::Assign { .. }));
        return plain.then(|| Decorator { options: None, function, before: rest.to_vec(), wrapper: None });
    }
    let mut before = Vec::new();
    let mut wrapper = None;
    for stmt in rest {
        match &stmt.kind {
            StmtKind::FunctionDef(inner) if wrapper.is_none() && is_name(given, &inner.name.name) => {
                let keeps_names = |expr: &Expr| {
                    matches!(&expr.kind, ExprKind::Call { func, args, keywords } if keywords.is_empty()
                        && matches!(args.as_slice(), [one] if is_name(one, &function))
                        && imports.qualified(func).as_deref() == Some("functools.wraps"))
                };
                if inner.is_async || !inner.decorators.iter().all(keeps_names) {
                    return None;
                }
                wrapper = Some(((**inner).clone(), stmt.span));
            }
            // `wrapper.__name__ = f.__name__`
            StmtKind::Assign { targets, .. } if targets.iter().all(is_name_of_function) => {}
            StmtKind::Assign { targets, .. } if wrapper.is_none() => {
                let [Expr { kind: ExprKind::Name(_), .. }] = targets.as_slice() else { return None };
                before.push(stmt.clone());
            }
            _ => return None,
        }
    }
    Some(Decorator { options: None, function, before, wrapper: Some(wrapper?) })
}

fn is_name_of_function(target: &Expr) -> bool {
    matches!(&target.kind, ExprKind::Attribute { value, attr } if matches!(value.kind, ExprKind::Name(_))
        && matches!(attr.name.as_str(), "__name__" | "__doc__"))
}

fn without_docstring(body: &[Stmt]) -> &[Stmt] {
    if crate::python::ast::docstring(body).is_some() { &body[1..] } else { body }
}

fn is_name(expr: &Expr, name: &str) -> bool {
    matches!(&expr.kind, ExprKind::Name(one) if one == name)
}

struct Write<'m> {
    make: Maker<'m>,
    mentioned: BTreeMap<String, usize>,
    known: BTreeMap<String, Decorator>,
}

impl Write<'_> {
    fn undecorate(&mut self, stmt: &mut Stmt, in_class: bool, around: &mut Around) {
        loop {
            let StmtKind::FunctionDef(def) = &stmt.kind else { return };
            let Some(decorator) = def.decorators.last() else { return };
            let Some((decorator, options)) = self.found(decorator) else { return };
            if self.apply(stmt, &decorator, &options, in_class, around).is_none() {
                return;
            }
        }
    }

    /// The decorator that an expression names, with what its parameters are here.
    fn found(&self, expr: &Expr) -> Option<(Decorator, BTreeMap<String, Expr>)> {
        match &expr.kind {
            ExprKind::Name(name) => {
                let decorator = self.known.get(name)?;
                decorator.options.is_none().then(|| (decorator.clone(), BTreeMap::new()))
            }
            ExprKind::Call { func, args, keywords } => {
                let ExprKind::Name(name) = &func.kind else { return None };
                let decorator = self.known.get(name)?;
                let parameters = decorator.options.as_ref()?;
                let mut options = BTreeMap::new();
                for (position, parameter) in parameters.iter().enumerate() {
                    let name = &parameter.name.name;
                    let by_name = keywords.iter().find(|one| one.name.as_ref().is_some_and(|it| it.name == *name));
                    let given = args.get(position).or(by_name.map(|one| &one.value)).or(parameter.default.as_ref())?;
                    if !is_constant(given) {
                        return None;
                    }
                    options.insert(name.clone(), given.clone());
                }
                let all_known =
                    keywords.iter().all(|one| one.name.as_ref().is_some_and(|it| options.contains_key(&it.name)));
                (all_known && args.len() + keywords.len() <= parameters.len()).then(|| (decorator.clone(), options))
            }
            _ => None,
        }
    }

    fn apply(
        &mut self,
        stmt: &mut Stmt,
        decorator: &Decorator,
        options: &BTreeMap<String, Expr>,
        in_class: bool,
        around: &mut Around,
    ) -> Option<()> {
        let StmtKind::FunctionDef(def) = &mut stmt.kind else { return None };
        let name = def.name.clone();
        let Some((wrapper, span)) = &decorator.wrapper else {
            if in_class {
                return None;
            }
            let mut notes = decorator.before.clone();
            let mut fill = Fill::new(&mut self.make, decorator, options, &name.name);
            fill.itself = Some(name.name.clone());
            visit_mut::suite(&mut notes, &mut fill);
            if fill.failed || mentions(&notes, &[OPEN]) {
                return None;
            }
            def.decorators.pop();
            around.notes.extend(notes);
            return Some(());
        };
        // Another decorator of a method may need the function as it is: `@staticmethod`.
        if in_class && !def.decorators.iter().all(|one| self.found(one).is_some()) {
            return None;
        }
        let inner_name = self.free_name(&format!("_{}", name.name.trim_start_matches('_')))?;
        let mut made = wrapper.clone();
        made.decorators.clear();
        made.name = name.clone();
        let signature = Signature::of(&mut made, def, decorator, in_class)?;
        // What the decorator makes for each function.
        let mut state = decorator.before.clone();
        let mut renamed = BTreeMap::new();
        for stmt in &mut state {
            let StmtKind::Assign { targets, .. } = &mut stmt.kind else { return None };
            let [Expr { kind: ExprKind::Name(variable), .. }] = targets.as_mut_slice() else { return None };
            let global = self.free_name(&format!("{}_{variable}", name.name.trim_start_matches('_').to_lowercase()))?;
            renamed.insert(variable.clone(), global.clone());
            *variable = global;
        }
        if hides(&made, decorator, options) {
            return None;
        }
        let mut fill = Fill::new(&mut self.make, decorator, options, &name.name);
        fill.renamed = renamed;
        visit_mut::suite(&mut state, &mut fill);
        let rest: Vec<String> = signature.rest.iter().flatten().cloned().collect();
        fill.called = Some((inner_name.clone(), signature, in_class));
        visit_mut::suite(&mut made.body, &mut fill);
        let mut left: Vec<&str> = rest.iter().map(String::as_str).collect();
        left.extend([OPEN, wrapper.name.name.as_str()]);
        if fill.failed || mentions(&made.body, &left) || mentions(&state, &left) || in_class && has_private(&made.body)
        {
            return None;
        }
        for taken in fill.renamed.values().chain([&inner_name]) {
            self.mentioned.insert(taken.clone(), 1);
        }
        let StmtKind::FunctionDef(def) = &mut stmt.kind else { return None };
        def.decorators.pop();
        made.decorators = std::mem::take(&mut def.decorators);
        def.name.name = inner_name;
        let made = self.make.stmt(*span, StmtKind::FunctionDef(Box::new(made)));
        around.state.extend(state);
        around.functions.push(std::mem::replace(stmt, made));
        Some(())
    }

    fn free_name(&self, wish: &str) -> Option<String> {
        let second = format!("{wish}_undecorated");
        [wish.to_owned(), second].into_iter().find(|name| !self.mentioned.contains_key(name))
    }
}

/// Stands for the function until what is around it says what becomes of it.
const OPEN: &str = "\0";

fn mentions(body: &[Stmt], which: &[&str]) -> bool {
    let mut found = false;
    names::each_name(body, &mut |_, name, _| found |= which.contains(&name));
    found
}

/// Names that mean something else in a class.
fn has_private(body: &[Stmt]) -> bool {
    let is_private = |name: &str| name.starts_with("__") && !name.ends_with("__");
    let mut found = false;
    for stmt in body {
        Node::Stmt(stmt).walk(&mut |node| {
            if let Node::Expr(expr) = node {
                found |= match &expr.kind {
                    ExprKind::Name(name) => is_private(name),
                    ExprKind::Attribute { attr, .. } => is_private(&attr.name),
                    _ => false,
                };
            }
        });
    }
    found
}

/// Whether a wrapper binds a name that the decorator gives a meaning to.
fn hides(made: &FunctionDef, decorator: &Decorator, options: &BTreeMap<String, Expr>) -> bool {
    let meant = |name: &String| *name == decorator.function || options.contains_key(name);
    let mut found = names::bindings(&made.parameters, &made.body).keys().any(meant);
    names::each_name(&made.body, &mut |_, name, inner| {
        found |= inner.iter().flatten().any(meant);
        let _ = name;
    });
    for stmt in &made.body {
        Node::Stmt(stmt).statements(&mut |stmt| {
            found |= matches!(&stmt.kind, StmtKind::Nonlocal(names) if names.iter().any(|one| meant(&one.name)));
        });
    }
    found
}

/// What stays the same wherever and whenever it is evaluated.
fn is_constant(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Constant(value) => *value != Constant::Ellipsis,
        ExprKind::UnaryOp { operand, .. } => is_constant(operand),
        ExprKind::Tuple(items) => items.iter().all(is_constant),
        _ => false,
    }
}

/// How a wrapper hands its arguments on.
#[derive(Clone)]
struct Signature {
    /// `*args` and `**kwargs` of the wrapper.
    rest: [Option<String>; 2],
    /// The parameters that stand for them.
    passed: Vec<Parameter>,
    /// Those that are given by name.
    by_name: Vec<Parameter>,
    /// The receiver of a method, as the wrapper calls it.
    receiver: Option<String>,
}

impl Signature {
    /// Gives a wrapper with `*args, **kwargs` the parameters of the function.
    fn of(made: &mut FunctionDef, def: &FunctionDef, decorator: &Decorator, in_class: bool) -> Option<Self> {
        let own = &def.parameters;
        let defaults = own.iter().filter_map(|parameter| parameter.default.as_ref());
        if own.vararg.is_some()
            || own.kwarg.is_some()
            || !own.posonly.is_empty()
            || !defaults.into_iter().all(is_constant)
        {
            return None;
        }
        let wrapper = &mut made.parameters;
        if !wrapper.iter().filter_map(|parameter| parameter.default.as_ref()).all(is_constant) {
            return None;
        }
        let rest = [&wrapper.vararg, &wrapper.kwarg].map(|one| one.as_ref().map(|one| one.name.name.clone()));
        let explicit = wrapper.args.len() + wrapper.posonly.len();
        let (mut passed, mut by_name) = (Vec::new(), Vec::new());
        match &rest {
            [None, None] => {}
            [Some(_), _] => {
                // Without `**kwargs` nothing can be given by name: nothing must be left to give.
                passed = own.args.get(explicit..)?.to_vec();
                by_name.clone_from(&own.kwonly);
                if rest[1].is_none() && !(passed.is_empty() && by_name.is_empty()) || !wrapper.kwonly.is_empty() {
                    return None;
                }
            }
            [None, Some(_)] => return None,
        }
        let mut taken = names::bindings(wrapper, &made.body);
        names::each_name(&made.body, &mut |_, name, _| *taken.entry(name.to_owned()).or_insert(0) += 1);
        let new = || passed.iter().chain(&by_name);
        if new().any(|parameter| taken.contains_key(&parameter.name.name) || parameter.name.name == decorator.function)
        {
            return None;
        }
        wrapper.vararg = None;
        wrapper.kwarg = None;
        wrapper.args.extend(passed.iter().cloned());
        wrapper.kwonly.extend(by_name.iter().cloned());
        let first = wrapper.iter().next().map(|parameter| parameter.name.name.clone());
        let receiver = if in_class { Some(first?) } else { None };
        Some(Self { rest, passed, by_name, receiver })
    }
}

/// Fills a copy of a decorator's code in.
struct Fill<'f, 'm> {
    make: &'f mut Maker<'m>,
    function: &'f str,
    options: &'f BTreeMap<String, Expr>,
    /// The name that the function has in Python.
    python_name: &'f str,
    /// The function itself may be named so.
    itself: Option<String>,
    /// How it is called, and whether as a method.
    called: Option<(String, Signature, bool)>,
    renamed: BTreeMap<String, String>,
    failed: bool,
}

impl<'f, 'm> Fill<'f, 'm> {
    fn new(
        make: &'f mut Maker<'m>,
        decorator: &'f Decorator,
        options: &'f BTreeMap<String, Expr>,
        python_name: &'f str,
    ) -> Self {
        let function = decorator.function.as_str();
        Self {
            make,
            function,
            options,
            python_name,
            itself: None,
            called: None,
            renamed: BTreeMap::new(),
            failed: false,
        }
    }

    fn number(&mut self) -> ExprId {
        let id = ExprId(*self.make.exprs);
        *self.make.exprs += 1;
        id
    }

    /// `f(self, *args, **kwargs)` as a call of the function.
    fn call(&mut self, func: &mut Expr, args: &mut Vec<Expr>, keywords: &mut Vec<Keyword>) -> Option<()> {
        let (name, signature, is_method) = self.called.clone()?;
        let [rest, further] = &signature.rest;
        if rest.is_some() {
            let starred = args.pop()?;
            let ExprKind::Starred(inner) = &starred.kind else { return None };
            if !is_name(inner, rest.as_ref()?) {
                return None;
            }
            if let Some(further) = further {
                let last = keywords.pop()?;
                if last.name.is_some() || !is_name(&last.value, further) {
                    return None;
                }
            }
            for parameter in &signature.passed {
                args.push(self.make.expr(parameter.name.span, ExprKind::Name(parameter.name.name.clone())));
            }
            for parameter in &signature.by_name {
                let value = self.make.expr(parameter.name.span, ExprKind::Name(parameter.name.name.clone()));
                keywords.push(Keyword { name: Some(parameter.name.clone()), span: value.span, value });
            }
        }
        let span = func.span;
        if is_method {
            let first = if args.is_empty() { return None } else { args.remove(0) };
            if !is_name(&first, signature.receiver.as_ref()?) {
                return None;
            }
            let attr = Identifier { name, span };
            func.kind = ExprKind::Attribute { value: Box::new(first), attr };
        } else {
            func.kind = ExprKind::Name(name);
        }
        Some(())
    }
}

impl Change for Fill<'_, '_> {
    fn stmt(&mut self, stmt: &mut Stmt) {
        stmt.id = StmtId(*self.make.stmts);
        *self.make.stmts += 1;
        if let StmtKind::Nonlocal(names) = &stmt.kind {
            let names = names.iter().map(|one| {
                let name = self.renamed.get(&one.name).cloned();
                Identifier { name: name.unwrap_or_else(|| one.name.clone()), span: one.span }
            });
            stmt.kind = StmtKind::Global(names.collect());
        }
    }

    fn expr(&mut self, expr: &mut Expr) {
        expr.id = self.number();
        if let ExprKind::Call { func, args, keywords } = &mut expr.kind
            && is_name(func, OPEN)
        {
            if self.call(func, args, keywords).is_none() {
                self.failed = true;
            }
            return;
        }
        if let ExprKind::Attribute { value, attr } = &expr.kind
            && is_name(value, OPEN)
        {
            if attr.name == "__name__" {
                expr.kind = ExprKind::Constant(Constant::Str(self.python_name.to_owned()));
            } else {
                self.failed = true;
            }
            return;
        }
        let ExprKind::Name(name) = &expr.kind else { return };
        if name == self.function {
            let placeholder = self.itself.clone().unwrap_or_else(|| OPEN.to_owned());
            expr.kind = ExprKind::Name(placeholder);
        } else if let Some(value) = self.options.get(name) {
            expr.kind = value.kind.clone();
        } else if let Some(global) = self.renamed.get(name) {
            expr.kind = ExprKind::Name(global.clone());
        }
    }
}
