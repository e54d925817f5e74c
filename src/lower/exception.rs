//! Exceptions: raising, catching, their text.

use super::body::Body;
use super::refusal::Lowered;
use super::stmt::Falls;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ExprKind, StmtKind};
use crate::model::{ClassIndex, FunctionIndex, GlobalIndex, Model, Resolved, Symbol};
use crate::python::ast;
use crate::source::Span;

/// The builtin exception classes that a program's own classes may derive from.
pub const EXCEPTION_CLASSES: &[&str] = &[
    "builtins.Exception",
    "builtins.ValueError",
    "builtins.TypeError",
    "builtins.KeyError",
    "builtins.IndexError",
    "builtins.LookupError",
    "builtins.RuntimeError",
    "builtins.ArithmeticError",
    "builtins.ZeroDivisionError",
    "builtins.OverflowError",
    "builtins.AttributeError",
    "builtins.NotImplementedError",
    "builtins.PermissionError",
    "builtins.OSError",
    "builtins.AssertionError",
    "builtins.UnicodeDecodeError",
    "builtins.UnicodeError",
    "builtins.RecursionError",
    "builtins.StopIteration",
    "builtins.KeyboardInterrupt",
    "builtins.SystemExit",
    "builtins.BaseException",
    "builtins.ConnectionError",
    "builtins.BrokenPipeError",
    "builtins.ConnectionResetError",
    "builtins.ConnectionAbortedError",
    "builtins.TimeoutError",
    "builtins.FileNotFoundError",
    "builtins.EOFError",
    "builtins.MemoryError",
    "builtins.NameError",
    "builtins.ImportError",
    "builtins.UnicodeEncodeError",
];

/// Where an exception has an attribute.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    /// The `__init__` of that class sets it.
    Field(ClassIndex, usize),
    /// The class has it.
    Class(GlobalIndex),
}

impl<'a> Body<'_, 'a> {
    /// The name under which an exception class is known at run time.
    pub(super) fn exception_class(&mut self, expr: &'a ast::Expr) -> Lowered<String> {
        match self.resolve(expr) {
            Some(Resolved::External(name)) if EXCEPTION_CLASSES.contains(&name.as_str()) => {
                Ok(name.trim_start_matches("builtins.").to_owned())
            }
            Some(Resolved::External(name))
                if name == "json.JSONDecodeError" || name == "json.decoder.JSONDecodeError" =>
            {
                Ok("JSONDecodeError".to_owned())
            }
            Some(Resolved::External(name)) if name == "builtins.IOError" || name == "builtins.EnvironmentError" => {
                Ok("OSError".to_owned())
            }
            Some(Resolved::Symbol(Symbol::Class(class))) if self.low.model.derives_from(class, EXCEPTION_CLASSES) => {
                if let Some(reason) = unknown_exception(self.low.model, class) {
                    return self.refuse(expr.span, "exception-class", reason);
                }
                self.low.note_exception(class);
                Ok(self.low.exception_name(class))
            }
            _ => self.refuse(expr.span, "exception-class", "an exception class that pivot does not know"),
        }
    }

    /// The classes of an `except` clause; none for a bare one.
    pub fn caught_classes(&mut self, handler: &'a ast::ExceptHandler) -> Lowered<Vec<String>> {
        let Some(typ) = &handler.typ else { return Ok(vec!["BaseException".to_owned()]) };
        let list: Vec<&'a ast::Expr> = match &typ.kind {
            ast::ExprKind::Tuple(items) => items.iter().collect(),
            _ => vec![typ],
        };
        let mut classes = Vec::new();
        for class in list {
            classes.push(self.exception_class(class)?);
        }
        Ok(classes)
    }

    /// `raise exc from cause`
    pub fn raise(
        &mut self,
        exc: Option<&'a ast::Expr>,
        cause: Option<&'a ast::Expr>,
        span: Span,
        out: &mut ir::Block,
    ) -> Lowered<Falls> {
        let Some(exc) = exc else {
            let Some(local) = self.caught.last().copied() else {
                return self.refuse(span, "raise", "`raise` alone outside of a handler");
            };
            out.push(self.plain(span, StmtKind::Reraise(local)));
            return Ok(false);
        };
        if let Some(cause) = cause {
            // The cause is only seen in a traceback.
            if !matches!(&cause.kind, ast::ExprKind::Name(_) | ast::ExprKind::Constant(_)) {
                return self.refuse(cause.span, "raise", "the cause of an exception is computed");
            }
        }
        let value = match &exc.kind {
            ast::ExprKind::Call { .. } => self.expr(exc)?,
            ast::ExprKind::Name(_) if self.web_of(exc).is_some() => self.expr(exc)?,
            _ => match self.resolve(exc) {
                // `raise NotFound` makes an instance without arguments.
                Some(Resolved::Symbol(Symbol::Class(class)))
                    if self.low.model.derives_from(class, EXCEPTION_CLASSES) =>
                {
                    self.new_exception_of(class, &[], &[], span)?
                }
                _ => {
                    let class = self.exception_class(exc)?;
                    let new = ExprKind::NewException { class, args: Vec::new(), fields: Vec::new() };
                    self.value(Ty::Exception, span, new)
                }
            },
        };
        if value.ty != Ty::Exception {
            return self
                .transient(Ty::Never, span, "raise", "something else than an exception is raised")
                .map(|_| false);
        }
        out.push(self.plain(span, StmtKind::Raise(value.expr)));
        Ok(false)
    }

    /// `ValueError("text")`
    pub fn new_builtin_exception(
        &mut self,
        qualified: &str,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        span: Span,
    ) -> Lowered<Value> {
        if !keywords.is_empty() {
            return self.refuse(span, "exception", "an exception with keyword arguments");
        }
        // `OSError(2, "text")` makes another class and another text; Unicode errors have five arguments.
        let special = ["OSError", "Permission", "Connection", "BrokenPipe", "Timeout", "FileNotFound"];
        let plain = args.len() < 2 || !special.iter().any(|name| qualified.contains(name));
        if !plain || qualified.contains("Unicode") {
            return self.refuse(span, "exception", "an exception whose arguments mean more than its text");
        }
        let mut values = Vec::new();
        for arg in args {
            let value = self.expr(arg)?;
            values.push(self.kept_by_exception(value)?.expr);
        }
        let class = qualified.trim_start_matches("builtins.").to_owned();
        Ok(self.value(Ty::Exception, span, ExprKind::NewException { class, args: values, fields: Vec::new() }))
    }

    /// `NotFound("text")` of a class of the program.
    pub fn new_exception_of(
        &mut self,
        class: ClassIndex,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        span: Span,
    ) -> Lowered<Value> {
        if let Some(reason) = unknown_exception(self.low.model, class) {
            return self.refuse(span, "exception", reason);
        }
        self.low.note_exception(class);
        let name = self.low.exception_name(class);
        let Some(init) = self.low.model.method(class, "__init__") else {
            if !keywords.is_empty() {
                return self.refuse(span, "exception", "an exception with keyword arguments");
            }
            let mut values = Vec::new();
            for arg in args {
                let value = self.expr(arg)?;
                values.push(self.kept_by_exception(value)?.expr);
            }
            return Ok(self.value(
                Ty::Exception,
                span,
                ExprKind::NewException { class: name, args: values, fields: Vec::new() },
            ));
        };
        // `__init__` is lowered as a function that makes the exception.
        let arguments = self.arguments(args, keywords)?;
        let made_of_call = !calls_base_init(&self.low.model.function(init).def.body);
        let params = self.low.model.function(init).def.parameters.iter().count();
        if made_of_call && (!keywords.is_empty() || args.len() + 1 != params) {
            return self.refuse(
                span,
                "exception",
                "the text of this exception is made of its positional arguments alone: `super().__init__` is not called",
            );
        }
        self.exception_by(class, init, arguments, span)
    }

    /// An instance of a class, as the `__init__` of that class or of one of its bases makes it.
    fn exception_by(
        &mut self,
        class: ClassIndex,
        init: FunctionIndex,
        arguments: super::call::Arguments,
        span: Span,
    ) -> Lowered<Value> {
        let receiver = self.value(Ty::Exception, span, ExprKind::None);
        let mut call = self.call_function(init, Some(receiver), arguments, span)?;
        if let ExprKind::Call { args, function } = &mut call.expr.kind {
            if !args.is_empty() {
                args.remove(0);
            }
            if self.low.model.function(init).class != Some(class) {
                *function = self.low.inherited_init(class, init);
            }
        }
        call.ty = Ty::Exception;
        call.expr.ty = ir::Type::Exception;
        Ok(call)
    }

    /// The body of an exception class's `__init__`: `super().__init__(text)` and `self.x = …`, as the making of the exception.
    pub fn exception_init(&mut self, class: ClassIndex, statements: &[&'a ast::Stmt]) -> Lowered<ir::Block> {
        if let Some(base) = self.base_init(class)
            && !self.low.model.class(class).def.is_flat
        {
            return self.inherited_exception_init(class, base, statements);
        }
        let mut args: Option<Vec<Value>> = None;
        let mut fields: Vec<(String, Value)> = Vec::new();
        let mut span = Span::default();
        let mut out = Vec::new();
        let mut alone = true;
        for (position, stmt) in statements.iter().enumerate() {
            span = stmt.span;
            match &stmt.kind {
                ast::StmtKind::AnnAssign { value: None, .. } => {}
                // What has to do with other variables is done as it stands; what is known by then stays what it is.
                kind if !matches!(kind, ast::StmtKind::Pass | ast::StmtKind::Expr(_)) && self.is_apart(stmt) => {
                    for value in args.iter_mut().flatten().chain(fields.iter_mut().map(|(_, value)| value)) {
                        let is_kept = match &value.expr.kind {
                            ExprKind::Local(local) => self.locals[local.0 as usize].name.is_empty(),
                            _ => false,
                        };
                        if !is_kept && !is_constant(&value.expr) {
                            *value = self.keep(value.clone(), &mut out);
                        }
                    }
                    alone = false;
                    let (block, falls) = self.block(&[*stmt])?;
                    out.extend(block);
                    if !falls {
                        return self.refuse(stmt.span, "exception-init", "the `__init__` of an exception ends early");
                    }
                }
                ast::StmtKind::Expr(ast::Expr { kind: ast::ExprKind::Constant(_), .. }) if position == 0 => {}
                ast::StmtKind::Pass => {}
                ast::StmtKind::Expr(ast::Expr {
                    kind: ast::ExprKind::Call { func, args: values, keywords }, ..
                }) if self.is_super_init(func) && keywords.is_empty() => {
                    let mut lowered = Vec::new();
                    for value in values {
                        let value = self.expr(value)?;
                        lowered.push(self.kept_by_exception(value)?);
                    }
                    args = Some(lowered);
                }
                ast::StmtKind::Assign { .. } | ast::StmtKind::AnnAssign { value: Some(_), .. } => {
                    let (targets, value) = match &stmt.kind {
                        ast::StmtKind::Assign { targets, value } => (targets.as_slice(), value),
                        ast::StmtKind::AnnAssign { target, value: Some(value), .. } => {
                            (std::slice::from_ref(target), value)
                        }
                        _ => continue,
                    };
                    let [ast::Expr { kind: ast::ExprKind::Attribute { value: object, attr }, .. }] = targets else {
                        return self.refuse(
                            stmt.span,
                            "exception-init",
                            "the `__init__` of an exception does more than set attributes",
                        );
                    };
                    if !matches!(&object.kind, ast::ExprKind::Name(_)) || self.read(object)?.ty != Ty::Exception {
                        return self.refuse(
                            stmt.span,
                            "exception-init",
                            "the `__init__` of an exception does more than set attributes",
                        );
                    }
                    let value = self.expr(value)?;
                    if fields.iter().any(|(known, _)| *known == attr.name) {
                        return self.refuse(stmt.span, "exception-init", "an attribute of an exception is set twice");
                    }
                    fields.push((attr.name.clone(), value));
                }
                _ => {
                    return self.refuse(
                        stmt.span,
                        "exception-init",
                        "the `__init__` of an exception does more than set attributes",
                    );
                }
            }
        }
        let args: Vec<ir::Expr> = if let Some(args) = args {
            args.into_iter().map(|value| value.expr).collect()
        } else if !alone {
            return self.refuse(
                span,
                "exception-init",
                "the text of an exception is made of arguments that may be bound anew",
            );
        } else {
            // Without a call of the base's `__init__`, `str(e)` is made of the arguments themselves.
            let Some(index) = self.function else { return self.refuse(span, "exception", "this exception class") };
            let names: Vec<Span> = self
                .low
                .model
                .function(index)
                .def
                .parameters
                .iter()
                .skip(1)
                .map(|parameter| parameter.name.span)
                .collect();
            let mut values = Vec::new();
            for name in names {
                let Some(web) = self.variables.webs.at(name.start) else { continue };
                let (local, ty) = (self.web_local(web), self.web_type(web));
                let value = self.local(local, ty, name);
                values.push(self.kept_by_exception(value)?.expr);
            }
            values
        };
        // Text and attributes are made together.
        let parts = args.iter().chain(fields.iter().map(|(_, value)| &value.expr));
        let (mut effects, mut raising) = (0, 0);
        for part in parts {
            effects += usize::from(super::order::has_effect(part));
            raising += usize::from(super::order::may_raise(part));
        }
        if effects > 0 || raising > 1 {
            return self.refuse(span, "exception-init", "the `__init__` of an exception calls something");
        }
        let known = self.low.exception_fields.entry(class).or_default().clone();
        let mut types = known;
        for (name, value) in &fields {
            if let Some((_, ty)) = types.iter_mut().find(|(known, _)| known == name) {
                let joined = self.low.heap.join(&ty.clone(), &value.ty);
                if self.low.heap.resolve(ty) != joined {
                    self.low.heap.note_change();
                }
                *ty = joined;
            } else {
                self.low.heap.note_change();
                types.push((name.clone(), value.ty.clone()));
            }
        }
        self.low.exception_fields.insert(class, types.clone());
        let mut values = Vec::new();
        for (name, ty) in types {
            let Some((_, value)) = fields.iter().find(|(known, _)| *known == name).cloned() else { continue };
            values.push(self.coerce(value, &ty)?);
        }
        let name = self.low.exception_name(class);
        let made = self.value(Ty::Exception, span, ExprKind::NewException { class: name, args, fields: values });
        self.result = Ty::Exception;
        out.push(self.plain(span, StmtKind::Return(Some(made.expr))));
        Ok(out)
    }

    /// Whether a statement of a method has nothing to do with the receiver, and does not leave the method.
    fn is_apart(&self, stmt: &ast::Stmt) -> bool {
        let mut names = std::collections::HashSet::new();
        crate::model::scope::names_of_block(std::slice::from_ref(stmt), &mut names);
        let mut leaves = false;
        crate::model::scope::for_each_stmt(std::slice::from_ref(stmt), &mut |inner| {
            leaves |= matches!(inner.kind, ast::StmtKind::Return(_));
        });
        let receiver = self.function.and_then(|index| self.low.model.function(index).def.parameters.iter().next());
        !leaves && receiver.is_some_and(|receiver| !names.contains(&receiver.name.name))
    }

    /// The `__init__` that a class of the program above this one has.
    fn base_init(&self, class: ClassIndex) -> Option<FunctionIndex> {
        base_class(self.low.model, class).and_then(|base| self.low.model.method(base, "__init__"))
    }

    /// The `__init__` of an exception class whose base has one too: only a call of that one.
    fn inherited_exception_init(
        &mut self,
        class: ClassIndex,
        base: FunctionIndex,
        statements: &[&'a ast::Stmt],
    ) -> Lowered<ir::Block> {
        let code: Vec<&'a ast::Stmt> = statements
            .iter()
            .copied()
            .filter(|stmt| match &stmt.kind {
                ast::StmtKind::Pass => false,
                ast::StmtKind::Expr(value) => !matches!(value.kind, ast::ExprKind::Constant(_)),
                _ => true,
            })
            .collect();
        let span = statements.last().map_or(Span::default(), |stmt| stmt.span);
        if let [
            ast::Stmt {
                kind: ast::StmtKind::Expr(ast::Expr { kind: ast::ExprKind::Call { func, args, keywords }, .. }),
                ..
            },
        ] = code.as_slice()
            && self.is_super_init(func)
            && calls_base_init(&self.low.model.function(base).def.body)
        {
            let arguments = self.arguments(args, keywords)?;
            let made = self.exception_by(class, base, arguments, span)?;
            self.result = Ty::Exception;
            return Ok(vec![self.plain(span, StmtKind::Return(Some(made.expr)))]);
        }
        self.refuse(span, "exception-init", "the `__init__` of an exception does more than call that of its base")
    }

    /// Where each class that an exception caught as `class` can be of has the attribute, derived classes first; None when one of them does not have it.
    fn ways_to(&self, class: ClassIndex, attribute: &str) -> Option<Vec<(ClassIndex, Way)>> {
        let model = self.low.model;
        let bases = |of: ClassIndex| std::iter::successors(Some(of), |class| base_class(model, *class));
        let mut classes: Vec<ClassIndex> =
            self.low.exceptions.keys().copied().filter(|one| bases(*one).any(|base| base == class)).collect();
        classes.sort_by_key(|one| std::cmp::Reverse(bases(*one).count()));
        let way = |one: ClassIndex| {
            // An `__init__` above which another one stands only calls that one.
            let maker = bases(one).find(|base| {
                self.low.exception_fields.get(base).is_some_and(|fields| !fields.is_empty())
                    || (model.class(*base).methods.contains_key("__init__") && self.base_init(*base).is_none())
            });
            let fields = maker.and_then(|maker| self.low.exception_fields.get(&maker));
            let field = fields.and_then(|fields| fields.iter().position(|(known, _)| known == attribute));
            match (maker, field) {
                (Some(maker), Some(field)) => Some((one, Way::Field(maker, field))),
                _ => Some((one, Way::Class(model.class_attribute(one, attribute)?))),
            }
        };
        classes.into_iter().map(way).collect()
    }

    /// The attribute of an exception, by its class where that decides.
    fn read_in_ways(&mut self, value: Value, mut ways: Vec<(ClassIndex, Way)>, span: Span) -> Lowered<Value> {
        // A class that has it where its base has it needs no test of its own.
        while ways.len() > 1 && ways[ways.len() - 2].1 == ways[ways.len() - 1].1 {
            ways.remove(ways.len() - 2);
        }
        let mut reads = Vec::new();
        let mut ty = Ty::Never;
        for (class, way) in ways {
            let read = match way {
                Way::Field(maker, field) => {
                    let fields = self.low.exception_fields.get(&maker).cloned().unwrap_or_default();
                    let class = self.low.exception_name(maker);
                    let read = ExprKind::ExceptionField { value: Box::new(value.expr.clone()), class, field };
                    self.value(fields[field].1.clone(), span, read)
                }
                Way::Class(index) => self.global_variable(index, span)?,
            };
            ty = self.low.heap.join(&ty, &read.ty);
            reads.push((class, read));
        }
        let Some((_, last)) = reads.pop() else { return Ok(Value { ty: Ty::Never, ..value }) };
        let mut whole = self.coerce(last, &ty)?;
        for (class, read) in reads.into_iter().rev() {
            let read = self.coerce(read, &ty)?;
            let classes = vec![self.low.exception_name(class)];
            let test = ExprKind::IsException { value: Box::new(value.expr.clone()), classes };
            let test = Box::new(ir::Expr { ty: ir::Type::Bool, span, kind: test });
            let cond = ExprKind::Cond { test, then: Box::new(read), otherwise: Box::new(whole) };
            whole = self.value(ty.clone(), span, cond).expr;
        }
        Ok(Value { ty, expr: whole })
    }

    fn is_super_init(&self, func: &ast::Expr) -> bool {
        let ast::ExprKind::Attribute { value, attr } = &func.kind else { return false };
        attr.name == "__init__"
            && matches!(&value.kind, ast::ExprKind::Call { func, .. } if self.is_builtin(func, "super"))
    }

    /// `e.args[position]` of a caught exception.
    pub(super) fn exception_argument(&mut self, value: Value, position: i64, span: Span) -> Lowered<Value> {
        if self.low.members_in_errors && self.low.last_pass {
            return self.refuse(span, "exception-attribute", "the argument of an exception may be a member of an Enum");
        }
        let index = self.computed_int(span, 0);
        let index = self.value(index, span, ExprKind::Int(position)).expr;
        Ok(self.helper(Ty::Json, span, "error_arg", vec![value.expr, index], &["IndexError"]))
    }

    /// An attribute of a caught exception.
    pub fn exception_attribute(&mut self, value: Value, attr: &'a ast::Identifier, span: Span) -> Lowered<Value> {
        // The classes of the handler that caught this very exception.
        let caught = match &value.expr.kind {
            ExprKind::Local(local) => self.caught.iter().position(|known| known == local),
            _ => None,
        };
        let classes = caught.and_then(|at| self.caught_classes_stack.get(at)).cloned().unwrap_or_default();
        // `JSONDecodeError`: msg, lineno, colno, pos.
        let decode = classes.iter().all(|class| class == "JSONDecodeError") && !classes.is_empty();
        match attr.name.as_str() {
            "msg" | "doc" if decode => {
                Ok(self.helper(Ty::Str, span, &format!("json_decode_error_{}", attr.name), vec![value.expr], &[]))
            }
            "lineno" | "colno" | "pos" if decode => {
                let ty = self.computed_int(span, 0);
                Ok(self.helper(ty, span, &format!("json_decode_error_{}", attr.name), vec![value.expr], &[]))
            }
            _ => {
                // An attribute of the one class of the program that the handler catches.
                if let [name] = classes.as_slice() {
                    let class =
                        self.low.exceptions.keys().copied().find(|class| self.low.exception_name(*class) == *name);
                    if let Some(read) = class.and_then(|class| self.ways_to(class, &attr.name)) {
                        return self.read_in_ways(value, read, span);
                    }
                    if class.is_some() && !self.low.last_pass {
                        return Ok(self.value(Ty::Never, span, ExprKind::None));
                    }
                }
                self.refuse(span, "exception-attribute", format!("the attribute `{}` of an exception", attr.name))
            }
        }
    }
}

/// The base of a class that is a class of the program.
pub fn base_class(model: &Model<'_>, class: ClassIndex) -> Option<ClassIndex> {
    model.class(class).bases.iter().flatten().find_map(|base| match base {
        Resolved::Symbol(Symbol::Class(base)) if *base != class => Some(*base),
        Resolved::External(_) | Resolved::Symbol(_) => None,
    })
}

/// Why an exception class of the program is more than a class with an `__init__`.
fn unknown_exception(model: &Model<'_>, class: ClassIndex) -> Option<String> {
    let mut current = Some(class);
    for _ in 0..=model.classes.len() {
        let index = current?;
        let info = model.class(index);
        if info.bases.len() != 1 || !info.def.decorators.is_empty() || !info.def.keywords.is_empty() {
            return Some(format!("the exception class `{}` has several bases, or a decorator", info.name));
        }
        if let Some(method) = info.methods.keys().find(|name| name.as_str() != "__init__") {
            return Some(format!("the exception class `{}` has a method `{method}`", info.name));
        }
        current = base_class(model, index);
    }
    Some("an exception class is derived from itself".to_owned())
}

/// Whether an `__init__` calls that of its base: otherwise the exception's arguments are those of the call.
fn calls_base_init(body: &[ast::Stmt]) -> bool {
    body.iter().any(|stmt| {
        matches!(&stmt.kind, ast::StmtKind::Expr(ast::Expr { kind: ast::ExprKind::Call { func, .. }, .. })
            if matches!(&func.kind, ast::ExprKind::Attribute { attr, .. } if attr.name == "__init__"))
    })
}

fn is_constant(expr: &ir::Expr) -> bool {
    matches!(expr.kind, ExprKind::None | ExprKind::Bool(_) | ExprKind::Int(_) | ExprKind::Float(_) | ExprKind::Str(_))
}
