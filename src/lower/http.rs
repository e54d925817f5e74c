//! `http.server`: handlers, their answers, and the server's start.

use super::body::Body;
use super::call::Arguments;
use super::refusal::{Lowered, Refusal};
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ExprKind};
use crate::model::{ClassIndex, Model, Resolved, Symbol};
use crate::python::ast;
use crate::source::{Place, Span};

/// The type of `self` in a handler's methods.
pub const HANDLER: &str = "http.server.BaseHTTPRequestHandler";

/// The classes whose subclasses are handlers.
pub const HANDLER_CLASSES: &[&str] = &["http.server.BaseHTTPRequestHandler"];

/// The opaque type of a request's headers.
const HEADERS: &str = "http.client.HTTPMessage";

/// What a handler class may define besides `do_X` methods and its own names: what the server front takes over, or what no client sees.
const KNOWN_OVERRIDES: &[&str] =
    &["log_message", "log_request", "log_error", "server_version", "sys_version", "protocol_version", "timeout"];

/// What `BaseHTTPRequestHandler` and its bases define: a class that changes one of these answers otherwise than the server front knows.
const BASE_NAMES: &[&str] = &[
    "__init__",
    "setup",
    "handle",
    "finish",
    "handle_one_request",
    "parse_request",
    "handle_expect_100",
    "send_error",
    "send_response",
    "send_response_only",
    "send_header",
    "end_headers",
    "flush_headers",
    "log_request",
    "log_error",
    "log_message",
    "version_string",
    "date_time_string",
    "log_date_time_string",
    "address_string",
    "sys_version",
    "server_version",
    "error_message_format",
    "error_content_type",
    "default_request_version",
    "protocol_version",
    "MessageClass",
    "responses",
    "weekdayname",
    "monthname",
    "timeout",
    "rbufsize",
    "wbufsize",
    "disable_nagle_algorithm",
];

/// Why a handler class as a whole is not understood: it has other bases, or changes what the server front does for every request.
pub fn unknown_handler(model: &Model<'_>, class: ClassIndex) -> Option<Refusal> {
    let info = model.class(class);
    let place = Place { file: info.file, span: info.def.name.span };
    let direct =
        matches!(info.bases.as_slice(), [Some(Resolved::External(name))] if HANDLER_CLASSES.contains(&name.as_str()));
    if !direct || !info.def.decorators.is_empty() || !info.def.keywords.is_empty() {
        let reason =
            format!("the request handler `{}` has other bases than BaseHTTPRequestHandler, or a decorator", info.name);
        return Some(Refusal::new(place, "handler-class", reason));
    }
    let derived = model
        .classes
        .iter()
        .find(|other| other.bases.iter().flatten().any(|base| *base == Resolved::Symbol(Symbol::Class(class))));
    if let Some(derived) = derived {
        return Some(Refusal::new(
            place,
            "handler-class",
            format!("the class `{}` is derived from the request handler `{}`", derived.name, info.name),
        ));
    }
    let changed = info
        .methods
        .keys()
        .chain(info.attributes.keys())
        .find(|name| BASE_NAMES.contains(&name.as_str()) && !KNOWN_OVERRIDES.contains(&name.as_str()));
    changed.map(|name| {
        let place = info
            .methods
            .get(name)
            .map_or(place, |method| Place { file: info.file, span: model.function(*method).def.name.span });
        Refusal::new(
            place,
            "handler-override",
            format!("`{name}` of BaseHTTPRequestHandler is overridden: the server itself uses it for every answer"),
        )
    })
}

impl<'a> Body<'_, 'a> {
    /// The handler class whose instance an expression is: `self` in one of its methods, or a handler that a function is given, where there is one class only.
    pub fn handler_receiver(&self, object: &ast::Expr) -> Option<usize> {
        self.own_handler(object).or_else(|| {
            let web = self.web_of(object)?;
            let is_handler = matches!(self.web_type(web), Ty::Library(name) if name == HANDLER);
            (is_handler && self.low.handlers.len() == 1).then_some(0)
        })
    }

    /// The handler class in whose method the expression is the receiver.
    fn own_handler(&self, object: &ast::Expr) -> Option<usize> {
        let ast::ExprKind::Name(name) = &object.kind else { return None };
        let index = self.function?;
        let class = self.class?;
        let first = self.low.model.function(index).def.parameters.iter().next()?;
        if first.name.name != *name {
            return None;
        }
        self.low.handlers.iter().position(|handler| *handler == class)
    }

    fn receiver(&mut self, object: &'a ast::Expr) -> Lowered<Value> {
        self.read(object)
    }

    /// `self.path`, `self.headers`, and attributes that methods set.
    pub fn handler_attribute(
        &mut self,
        object: &'a ast::Expr,
        attr: &'a ast::Identifier,
        span: Span,
    ) -> Lowered<Value> {
        let Some(handler) = self.handler_receiver(object) else {
            return self.refuse(span, "handler-attribute", "this attribute");
        };
        let receiver = self.receiver(object)?;
        let (ty, helper) = match attr.name.as_str() {
            "path" => (Ty::Str, "handler_path"),
            "command" => (Ty::Str, "handler_command"),
            "request_version" => (Ty::Str, "handler_request_version"),
            "requestline" => (Ty::Str, "handler_requestline"),
            "headers" => (Ty::Library(HEADERS.to_owned()), "handler_headers"),
            "client_address" => {
                let port = self.computed_int(span, 0);
                (Ty::Tuple(vec![Ty::Str, port]), "handler_client_address")
            }
            // Whether a request has set it is followed in the methods only.
            name if self.own_handler(object).is_none() => {
                return self.refuse(
                    span,
                    "handler-attribute",
                    format!("`.{name}` of a request handler outside of its methods"),
                );
            }
            name => {
                if let Some((field, ty)) = self.handler_field(handler, name) {
                    return Ok(self.value(
                        ty,
                        span,
                        ExprKind::Field { object: Box::new(receiver.expr), field, known: true },
                    ));
                }
                let class = self.low.handlers[handler];
                if self.low.model.sets_on_instance(class, name) {
                    let reason = format!("`self.{name}` is read, and nothing that is translated sets it");
                    return self.transient(Ty::Never, span, "handler-attribute", reason);
                }
                return self.refuse(span, "handler-attribute", format!("`self.{name}` of a request handler"));
            }
        };
        Ok(self.helper(ty, span, helper, vec![receiver.expr], &[]))
    }

    fn handler_field(&self, handler: usize, name: &str) -> Option<(usize, Ty)> {
        let fields = self.low.handler_fields.get(&handler)?;
        let index = fields.iter().position(|(known, _)| known == name)?;
        Some((index, self.low.heap.resolve(&fields[index].1)))
    }

    /// `self.user = …` in a handler's method.
    pub fn store_handler_field(
        &mut self,
        handler: usize,
        object: &'a ast::Expr,
        attr: &'a ast::Identifier,
        value: Value,
        span: Span,
        out: &mut ir::Block,
    ) -> Lowered<()> {
        if matches!(
            attr.name.as_str(),
            "path" | "headers" | "command" | "close_connection" | "protocol_version" | "rfile" | "wfile"
        ) {
            return self.refuse(span, "handler-attribute", format!("`self.{}` is set", attr.name));
        }
        if self.own_handler(object).is_none() {
            let reason = format!("`.{}` of a request handler is set outside of its methods", attr.name);
            return self.refuse(span, "handler-attribute", reason);
        }
        let class = self.low.handlers[handler];
        if !super::attribute::set_before_read(self.low.model, class, &attr.name) {
            return self.refuse(
                span,
                "handler-attribute",
                format!(
                    "`self.{}` may be read in a request that did not set it: a kept-alive connection keeps it",
                    attr.name
                ),
            );
        }
        let fields = self.low.handler_fields.entry(handler).or_default().clone();
        let known = fields.iter().position(|(name, _)| *name == attr.name);
        let before = known.map_or(Ty::Never, |index| fields[index].1.clone());
        let after = self.low.heap.join(&before, &value.ty);
        if known.is_none() || self.low.heap.resolve(&before) != after {
            self.low.heap.note_change();
        }
        let fields = self.low.handler_fields.entry(handler).or_default();
        let index = if let Some(index) = known {
            fields[index].1 = after.clone();
            index
        } else {
            fields.push((attr.name.clone(), after.clone()));
            fields.len() - 1
        };
        let receiver = self.receiver(object)?;
        let value = self.coerce(value, &after)?;
        out.push(self.plain(
            span,
            ir::StmtKind::Assign { target: ir::Target::Field { object: receiver.expr, field: index }, value },
        ));
        Ok(())
    }

    /// `self.method(…)` of a handler.
    pub fn call_handler(
        &mut self,
        object: &'a ast::Expr,
        attr: &'a ast::Identifier,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        span: Span,
    ) -> Lowered<Value> {
        let receiver = self.receiver(object)?;
        let class = self.handler_receiver(object).map(|handler| self.low.handlers[handler]);
        if let Some(index) = class.and_then(|class| self.low.model.method(class, &attr.name)) {
            if attr.name == "log_message" {
                return self.refuse(span, "log-message", "`log_message` is called");
            }
            let receiver = (self.method_kind(index) == super::method_kind::MethodKind::Instance).then_some(receiver);
            return self.call_of_program(index, receiver, args, keywords, span);
        }
        let arguments = self.arguments(args, keywords)?;
        self.base_method(receiver, &attr.name, arguments, span)
    }

    fn base_method(&mut self, receiver: Value, name: &str, arguments: Arguments, span: Span) -> Lowered<Value> {
        let mut args = vec![receiver.expr];
        let code = |body: &mut Self, value: &Value| -> Lowered<ir::Expr> {
            match body.low.heap.resolve(&value.ty) {
                Ty::Int(_) => body.position(value.clone()),
                Ty::Never => Ok(value.expr.clone()),
                other => {
                    let reason = format!("{} is a status code", body.low.heap.describe(&other));
                    Ok(body.transient(Ty::Never, value.span(), "status-code", reason)?.expr)
                }
            }
        };
        match name {
            "send_response" | "send_response_only" => {
                let Some(status) = arguments.get(0, "code") else {
                    return self.refuse(span, "argument-count", "a response without a status");
                };
                args.push(code(self, &status.clone())?);
                match arguments.get(1, "message") {
                    None => {}
                    Some(message) if message.ty == Ty::None => {}
                    Some(message) => {
                        args.push(self.coerce(message.clone(), &Ty::Str)?);
                        return Ok(self.helper(Ty::None, span, &format!("handler_{name}_message"), args, &[]));
                    }
                }
                Ok(self.helper(Ty::None, span, &format!("handler_{name}"), args, &[]))
            }
            "send_header" => {
                for (position, keyword) in ["keyword", "value"].into_iter().enumerate() {
                    let Some(value) = arguments.get(position, keyword).cloned() else {
                        return self.refuse(span, "argument-count", "send_header() takes a name and a value");
                    };
                    args.push(self.text(value)?);
                }
                // Text that latin-1 does not hold ends as beyond.
                Ok(self.helper(Ty::None, span, "handler_send_header", args, &[]))
            }
            "end_headers" | "flush_headers" => Ok(self.helper(Ty::None, span, &format!("handler_{name}"), args, &[])),
            "send_error" => {
                let Some(status) = arguments.get(0, "code").cloned() else {
                    return self.refuse(span, "argument-count", "an error without a status");
                };
                args.push(code(self, &status)?);
                for (position, keyword) in [(1, "message"), (2, "explain")] {
                    let value = match arguments.get(position, keyword).cloned() {
                        Some(value) if value.ty != Ty::None => {
                            let optional = Ty::Optional(Box::new(Ty::Str));
                            self.coerce(value, &optional)?
                        }
                        _ => {
                            let none = self.value(Ty::None, span, ExprKind::None);
                            self.coerce(none, &Ty::Optional(Box::new(Ty::Str)))?
                        }
                    };
                    args.push(value);
                }
                Ok(self.helper(Ty::None, span, "handler_send_error", args, &[]))
            }
            "date_time_string" if arguments.positional.is_empty() && arguments.keywords.is_empty() => {
                Ok(self.helper(Ty::Str, span, "handler_date_time_string_now", args, &[]))
            }
            "version_string" | "address_string" | "log_date_time_string" => {
                Ok(self.helper(Ty::Str, span, &format!("handler_{name}"), args, &[]))
            }
            "log_request" | "log_error" | "log_message" => {
                // Access logs go to stderr, which clients do not see: arguments have been evaluated, the line is the front's.
                let simple = arguments.positional.iter().all(|value| super::stmt::is_pure(&value.expr));
                if !simple {
                    return self.refuse(span, "log-message", format!("`{name}` with computed arguments"));
                }
                Ok(self.value(Ty::None, span, ExprKind::None))
            }
            _ => self.refuse(span, "handler-method", format!("`self.{name}()` of the request handler")),
        }
    }

    /// `str(value)` as a header or page has it.
    pub fn text(&mut self, value: Value) -> Lowered<ir::Expr> {
        if matches!(value.ty, Ty::Str | Ty::Never) {
            return Ok(value.expr);
        }
        let span = value.span();
        let value = self.exact_text(value);
        let value = self.printable(value)?;
        Ok(self.value(Ty::Str, span, ExprKind::Format(vec![ir::FormatPart::Str(value.expr)])).expr)
    }

    /// `self.wfile.write(b)`, `self.rfile.read(n)`, `self.wfile.flush()`.
    pub fn handler_stream_call(
        &mut self,
        object: &'a ast::Expr,
        attr: &'a ast::Identifier,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        span: Span,
    ) -> Lowered<Option<Value>> {
        let ast::ExprKind::Attribute { value: inner, attr: stream } = &object.kind else { return Ok(None) };
        if self.handler_receiver(inner).is_none() || !matches!(stream.name.as_str(), "rfile" | "wfile") {
            return Ok(None);
        }
        let receiver = self.receiver(inner)?;
        let arguments = self.arguments(args, keywords)?;
        match (stream.name.as_str(), attr.name.as_str(), arguments.single()) {
            ("wfile", "write", Some(value)) => {
                let value = value.clone();
                if !matches!(value.ty, Ty::Bytes | Ty::Never) {
                    let reason = format!("{} is written to the client", self.low.heap.describe(&value.ty));
                    return self.transient(Ty::Never, span, "wfile-write", reason).map(Some);
                }
                Ok(Some(self.helper(Ty::None, span, "handler_wfile_write", vec![receiver.expr, value.expr], &[])))
            }
            ("wfile", "flush", None) => Ok(Some(self.value(Ty::None, span, ExprKind::None))),
            ("rfile", "read", Some(value)) => {
                let value = value.clone();
                let value = self.narrowed(value, super::exact::Narrow::Size);
                let size = self.position(value)?;
                Ok(Some(self.helper(Ty::Bytes, span, "handler_rfile_read", vec![receiver.expr, size], &[])))
            }
            _ => self.refuse(span, "stream", format!("`self.{}.{}()` in this form", stream.name, attr.name)),
        }
    }

    /// Methods of a request's headers.
    pub fn headers_method(&mut self, receiver: Value, name: &str, arguments: Arguments, span: Span) -> Lowered<Value> {
        match (name, arguments.positional.as_slice(), arguments.keywords.as_slice()) {
            ("get", [key], []) => {
                let key = self.coerce(key.clone(), &Ty::Str)?;
                Ok(self.helper(Ty::Optional(Box::new(Ty::Str)), span, "headers_get", vec![receiver.expr, key], &[]))
            }
            ("get", [key, default], []) => {
                let key = self.coerce(key.clone(), &Ty::Str)?;
                let default = default.clone();
                let found =
                    self.helper(Ty::Optional(Box::new(Ty::Str)), span, "headers_get", vec![receiver.expr, key], &[]);
                self.or_default(found, default, span)
            }
            ("items" | "keys" | "values", _, []) => self.library_method(HEADERS, receiver, name, arguments, span),
            _ => self.refuse(span, "headers", format!("`.{name}()` of the headers in this form")),
        }
    }

    /// `value if value is not None else default`
    pub fn or_default(&mut self, found: Value, default: Value, span: Span) -> Lowered<Value> {
        if default.ty == Ty::None && super::order::is_harmless(&default.expr) {
            return Ok(found);
        }
        // Python evaluates the default whether it is needed or not.
        if !super::order::is_harmless(&default.expr) {
            if !super::order::commute(&found.expr, &default.expr) {
                return self.refuse(span, "evaluation-order", "a computed default of a computed look-up");
            }
            let (default, bound) = self.bound(default);
            let value = self.or_default(found, default, span)?;
            return Ok(self.with_bound(bound, value));
        }
        let inner = found.ty.present();
        // `int(self.headers.get("Content-Length", 0))`: the int makes its way through text.
        if let (Ty::Str, ExprKind::Int(int), true) = (&inner, &default.expr.kind, self.inside_int) {
            let text = self.value(Ty::Str, span, ExprKind::Str(int.to_string()));
            return self.or_default(found, text, span);
        }
        let ty = self.low.heap.join(&inner, &default.ty);
        let local = self.temporary(&found.ty);
        let read = self.local(local, found.ty.clone(), span);
        let none = ir::Expr { ty: ir::Type::Bool, span, kind: ExprKind::IsNone(Box::new(read.expr.clone())) };
        let present = self.value(inner, span, ExprKind::Convert(Box::new(read.expr)));
        let present = self.coerce(present, &ty)?;
        let default = self.coerce(default, &ty)?;
        let cond = ExprKind::Cond { test: Box::new(none), then: Box::new(default), otherwise: Box::new(present) };
        let body = self.value(ty.clone(), span, cond);
        Ok(self.value(ty, span, ExprKind::Let { local, value: Box::new(found.expr), body: Box::new(body.expr) }))
    }
}
