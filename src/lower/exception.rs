//! Exceptions: raising, catching, their text.

use super::body::Body;
use super::refusal::Lowered;
use super::stmt::Falls;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ExprKind, StmtKind};
use crate::model::{ClassIndex, Resolved, Symbol};
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

impl<'a> Body<'_, 'a> {
    /// The name under which an exception class is known at run time.
    fn exception_class(&mut self, expr: &'a ast::Expr) -> Lowered<String> {
        match self.low.model.resolve(self.module, expr) {
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
                self.low.exceptions.insert(class, ());
                Ok(self.low.model.class(class).name.clone())
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
            _ => {
                let class = self.exception_class(exc)?;
                self.value(Ty::Exception, span, ExprKind::NewException { class, args: Vec::new(), fields: Vec::new() })
            }
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
        let mut values = Vec::new();
        for arg in args {
            let value = self.expr(arg)?;
            values.push(self.printable(value)?.expr);
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
        self.low.exceptions.insert(class, ());
        let info = self.low.model.class(class);
        if let Some(method) = info.methods.keys().find(|name| name.as_str() != "__init__") {
            return self.refuse(
                span,
                "exception",
                format!("the exception class `{}` has a method `{method}`", info.name),
            );
        }
        let name = info.name.clone();
        let Some(init) = self.low.model.method(class, "__init__") else {
            if !keywords.is_empty() {
                return self.refuse(span, "exception", "an exception with keyword arguments");
            }
            let mut values = Vec::new();
            for arg in args {
                let value = self.expr(arg)?;
                values.push(self.printable(value)?.expr);
            }
            return Ok(self.value(
                Ty::Exception,
                span,
                ExprKind::NewException { class: name, args: values, fields: Vec::new() },
            ));
        };
        // `__init__` is lowered as a function that makes the exception.
        let arguments = self.arguments(args, keywords)?;
        let receiver = self.value(Ty::Exception, span, ExprKind::None);
        let mut call = self.call_function(init, Some(receiver), arguments, span)?;
        if let ExprKind::Call { args, .. } = &mut call.expr.kind
            && !args.is_empty()
        {
            args.remove(0);
        }
        call.ty = Ty::Exception;
        call.expr.ty = ir::Type::Exception;
        Ok(call)
    }

    /// The body of an exception class's `__init__`: `super().__init__(text)` and `self.x = …`, as the making of the exception.
    pub fn exception_init(&mut self, class: ClassIndex, statements: &[&'a ast::Stmt]) -> Lowered<ir::Block> {
        let mut args: Option<Vec<ir::Expr>> = None;
        let mut fields: Vec<(String, Value)> = Vec::new();
        let mut span = Span::default();
        for (position, stmt) in statements.iter().enumerate() {
            span = stmt.span;
            match &stmt.kind {
                ast::StmtKind::Expr(ast::Expr { kind: ast::ExprKind::Constant(_), .. }) if position == 0 => {}
                ast::StmtKind::Pass => {}
                ast::StmtKind::Expr(ast::Expr {
                    kind: ast::ExprKind::Call { func, args: values, keywords }, ..
                }) if self.is_super_init(func) && keywords.is_empty() => {
                    let mut lowered = Vec::new();
                    for value in values {
                        let value = self.expr(value)?;
                        lowered.push(self.printable(value)?.expr);
                    }
                    args = Some(lowered);
                }
                ast::StmtKind::Assign { targets, value } => {
                    let [ast::Expr { kind: ast::ExprKind::Attribute { value: object, attr }, .. }] = targets.as_slice()
                    else {
                        return self.refuse(
                            stmt.span,
                            "exception",
                            "the `__init__` of an exception does more than set attributes",
                        );
                    };
                    if !matches!(&object.kind, ast::ExprKind::Name(_)) || self.read(object)?.ty != Ty::Exception {
                        return self.refuse(
                            stmt.span,
                            "exception",
                            "the `__init__` of an exception does more than set attributes",
                        );
                    }
                    let value = self.expr(value)?;
                    fields.push((attr.name.clone(), value));
                }
                _ => {
                    return self.refuse(
                        stmt.span,
                        "exception",
                        "the `__init__` of an exception does more than set attributes",
                    );
                }
            }
        }
        let args = match args {
            Some(args) => args,
            // Without a call of the base's `__init__`, `str(e)` is made of the arguments themselves.
            None => {
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
                    let Some(web) = self.webs.at(name.start) else { continue };
                    let (local, ty) = (self.web_local(web), self.web_type(web));
                    let value = self.local(local, ty, name);
                    values.push(self.printable(value)?.expr);
                }
                values
            }
        };
        let known = self.low.exception_fields.entry(class).or_default().clone();
        let mut types = known;
        for (name, value) in &fields {
            match types.iter_mut().find(|(known, _)| known == name) {
                Some((_, ty)) => {
                    let joined = self.low.heap.join(&ty.clone(), &value.ty);
                    if self.low.heap.resolve(ty) != joined {
                        self.low.heap.note_change();
                    }
                    *ty = joined;
                }
                None => {
                    self.low.heap.note_change();
                    types.push((name.clone(), value.ty.clone()));
                }
            }
        }
        self.low.exception_fields.insert(class, types.clone());
        let mut values = Vec::new();
        for (name, ty) in types {
            let Some((_, value)) = fields.iter().find(|(known, _)| *known == name).cloned() else { continue };
            values.push(self.coerce(value, &ty)?);
        }
        let name = self.low.model.class(class).name.clone();
        let made = self.value(Ty::Exception, span, ExprKind::NewException { class: name, args, fields: values });
        self.result = Ty::Exception;
        Ok(vec![self.plain(span, StmtKind::Return(Some(made.expr)))])
    }

    fn is_super_init(&self, func: &ast::Expr) -> bool {
        let ast::ExprKind::Attribute { value, attr } = &func.kind else { return false };
        attr.name == "__init__"
            && matches!(&value.kind, ast::ExprKind::Call { func, .. } if self.is_builtin(func, "super"))
    }

    /// An attribute of a caught exception.
    pub fn exception_attribute(&mut self, value: Value, attr: &'a ast::Identifier, span: Span) -> Lowered<Value> {
        // `JSONDecodeError`: msg, lineno, colno, pos.
        let decode = self
            .caught_classes_stack
            .last()
            .is_some_and(|classes| classes.iter().all(|class| class == "JSONDecodeError") && !classes.is_empty());
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
                let classes = self.caught_classes_stack.last().cloned().unwrap_or_default();
                if let [name] = classes.as_slice() {
                    let class =
                        self.low.exceptions.keys().copied().find(|class| self.low.model.class(*class).name == *name);
                    if let Some(class) = class {
                        let fields = self.low.exception_fields.get(&class).cloned().unwrap_or_default();
                        if let Some(field) = fields.iter().position(|(known, _)| *known == attr.name) {
                            let ty = fields[field].1.clone();
                            return Ok(self.value(
                                ty,
                                span,
                                ExprKind::ExceptionField { value: Box::new(value.expr), class: name.clone(), field },
                            ));
                        }
                        if !self.low.last_pass {
                            return Ok(self.value(Ty::Never, span, ExprKind::None));
                        }
                    }
                }
                self.refuse(span, "exception-attribute", format!("the attribute `{}` of an exception", attr.name))
            }
        }
    }
}
