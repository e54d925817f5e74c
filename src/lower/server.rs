//! `http.server`: the server's start.

use super::body::Body;
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::ExprKind;
use crate::model::{Model, Resolved, Symbol};
use crate::python::ast;
use crate::source::Span;

/// The opaque type of a server.
pub const SERVER: &str = "http.server.HTTPServer";

/// Server classes, with whether they answer each request in a thread of its own.
const SERVERS: &[(&str, bool)] = &[
    ("http.server.HTTPServer", false),
    ("http.server.ThreadingHTTPServer", true),
    ("socketserver.TCPServer", false),
    ("socketserver.ThreadingTCPServer", true),
];

/// Attributes of a server class that no client sees.
const SETTINGS: &[&str] =
    &["daemon_threads", "block_on_close", "allow_reuse_address", "allow_reuse_port", "request_queue_size", "timeout"];

/// Whether a library class is a server.
pub fn is_server(name: &str) -> bool {
    name == SERVER
}

/// Whether a server class answers each request in a thread of its own; `None` for what is no server class that pivot knows. A class of the program is one when it
/// only puts such classes together: `class Server(ThreadingMixIn, HTTPServer): daemon_threads = True`.
pub fn threads(model: &Model<'_>, class: &Resolved) -> Option<bool> {
    match class {
        Resolved::External(name) => SERVERS.iter().find(|(known, _)| known == name).map(|(_, threaded)| *threaded),
        Resolved::Symbol(Symbol::Class(class)) => {
            let info = model.class(*class);
            let setting = |stmt: &ast::Stmt| match &stmt.kind {
                ast::StmtKind::Pass => true,
                ast::StmtKind::Expr(value) => matches!(value.kind, ast::ExprKind::Constant(_)),
                ast::StmtKind::Assign { targets, value } => {
                    let known = |target: &ast::Expr| match &target.kind {
                        ast::ExprKind::Name(name) => SETTINGS.contains(&name.as_str()),
                        _ => false,
                    };
                    targets.iter().all(known) && matches!(value.kind, ast::ExprKind::Constant(_))
                }
                _ => false,
            };
            if !info.def.decorators.is_empty() || !info.def.keywords.is_empty() || !info.def.body.iter().all(setting) {
                return None;
            }
            let (mut servers, mut threaded) = (0, false);
            for base in &info.bases {
                match base {
                    Some(Resolved::External(name)) if name == "socketserver.ThreadingMixIn" => threaded = true,
                    // A class is defined before those that derive from it.
                    Some(Resolved::Symbol(Symbol::Class(base))) if base.0 >= class.0 => return None,
                    Some(base) => {
                        threaded |= threads(model, base)?;
                        servers += 1;
                    }
                    None => return None,
                }
            }
            (servers == 1).then_some(threaded)
        }
        Resolved::Symbol(_) => None,
    }
}

impl<'a> Body<'_, 'a> {
    /// `HTTPServer((host, port), Handler)`
    pub fn new_server(
        &mut self,
        class: &Resolved,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        span: Span,
    ) -> Lowered<Option<Value>> {
        let Some(threaded) = threads(self.low.model, class) else { return Ok(None) };
        let ([address, handler], []) = (args, keywords) else {
            return self.refuse(span, "server", "a server with other arguments than its address and handler");
        };
        let Some(Resolved::Symbol(Symbol::Class(class))) = self.class_named(handler) else {
            return self.refuse(handler.span, "server", "a handler that is not a class of the program");
        };
        let Some(index) = self.low.handlers.iter().position(|known| *known == class) else {
            return self.refuse(handler.span, "server", "a handler class that is not a BaseHTTPRequestHandler");
        };
        let address = self.expr(address)?;
        let Ty::Tuple(items) = &address.ty else {
            return self
                .transient(
                    Ty::Library(SERVER.to_owned()),
                    span,
                    "server",
                    "the server's address is not a (host, port) tuple",
                )
                .map(Some);
        };
        let [host_ty, port_ty] = items.as_slice() else {
            return self.refuse(span, "server", "the server's address is not a (host, port) tuple");
        };
        let (host_ty, port_ty) = (host_ty.clone(), port_ty.clone());
        let (host, port) = if let ExprKind::Tuple(mut values) = address.expr.kind {
            let port = values.remove(1);
            (values.remove(0), port)
        } else {
            let item = |index: usize, ty: &Ty, body: &mut Self| {
                body.value(ty.clone(), span, ExprKind::TupleItem { tuple: Box::new(address.expr.clone()), index }).expr
            };
            (item(0, &host_ty, self), item(1, &port_ty, self))
        };
        let port = self.position(Value { ty: port_ty, expr: port })?;
        let host = self.coerce(Value { ty: host_ty, expr: host }, &Ty::Str)?;
        let handler_index = self.computed_int(handler.span, 0);
        let which = self.value(handler_index, span, ExprKind::Int(i64::try_from(index).unwrap_or(0))).expr;
        let threaded = self.value(Ty::Bool, span, ExprKind::Bool(threaded)).expr;
        Ok(Some(self.helper(
            Ty::Library(SERVER.to_owned()),
            span,
            "http_server_new",
            vec![host, port, which, threaded],
            &["OSError"],
        )))
    }

    /// A method of a server.
    pub fn server_method(&mut self, receiver: Value, name: &str, span: Span) -> Lowered<Value> {
        let args = vec![receiver.expr];
        match name {
            "serve_forever" => {
                Ok(self.helper(Ty::None, span, "http_server_serve_forever", args, &["KeyboardInterrupt"]))
            }
            "server_close" | "shutdown" => Ok(self.helper(Ty::None, span, &format!("http_server_{name}"), args, &[])),
            _ => self.refuse(span, "server", format!("`.{name}()` of the server")),
        }
    }
}
