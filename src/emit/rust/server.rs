//! The handler, its headers, and the server.

use super::body::Body;
use super::code::{Bind, Code, Held};
use super::doc::{Doc, Line};
use super::facts::{Root, root};
use crate::ir::{Expr, ExprKind, LibraryCall, Type};

impl Body<'_> {
    pub fn handler_call(&self, call: &LibraryCall, args: &[Expr]) -> Option<Code> {
        let handler = self.receiver(args.first()?);
        let field = |name: &str| Code::postfix(handler.clone().link(Doc::text(format!(".{name}"))), Held::Place);
        let method = |name: &str, rest: Vec<Doc>| Code::value(handler.clone().method(name, rest));
        // What is read of the handler cannot be lent to one of its methods that changes it.
        let text = |arg: &Expr| {
            let own = matches!(root(arg), Some(Root::Local(local)) if Some(Root::Local(local)) == root(&args[0]));
            if own && !self.types.is_copy(&arg.ty) && self.code(arg).held != Held::Value {
                self.owned_at(arg, Bind::Unary).prefixed("&")
            } else {
                self.borrowed(arg)
            }
        };
        Some(match call.helper.as_str() {
            "handler_path"
            | "handler_command"
            | "handler_requestline"
            | "handler_request_version"
            | "handler_headers"
            | "handler_client_address"
            | "handler_close_connection" => field(call.helper.strip_prefix("handler_")?),
            "handler_rfile_read" => {
                Code::value(handler.clone().link(Doc::text(".rfile")).method("read", vec![self.owned(&args[1])]))
            }
            "handler_wfile_write" => {
                Code::value(handler.clone().link(Doc::text(".wfile")).method("write", vec![text(&args[1])]))
            }
            "handler_send_error" => {
                let none = |arg: &Expr| {
                    matches!(&arg.kind, ExprKind::None)
                        || matches!(&arg.kind, ExprKind::Convert(inner) if inner.ty == Type::None)
                };
                let code = self.owned(&args[1]);
                match (none(&args[2]), none(&args[3])) {
                    (true, true) => method("send_error", vec![code]),
                    (false, true) => match &args[2].kind {
                        ExprKind::Convert(inner) if inner.ty == Type::Str => {
                            method("send_error_message", vec![code, text(inner)])
                        }
                        _ => method("send_error_explain", vec![code, self.borrowed(&args[2]), Doc::text("None")]),
                    },
                    _ => method("send_error_explain", vec![code, self.borrowed(&args[2]), self.borrowed(&args[3])]),
                }
            }
            "handler_date_time_string_now" => method("date_time_string", Vec::new()),
            "handler_date_time_string" => return None,
            helper => {
                let rest = args[1..].iter().map(text).collect();
                method(helper.strip_prefix("handler_")?, rest)
            }
        })
    }

    pub fn headers_call(&self, expr: &Expr, call: &LibraryCall, args: &[Expr]) -> Option<Code> {
        let headers = self.receiver(args.first()?);
        let method = |name: &str, rest: Vec<Doc>| headers.clone().method(name, rest);
        Some(match call.helper.as_str() {
            "headers_get" | "headers_getitem" => {
                Code::postfix(method("get", vec![self.borrowed(&args[1])]), Held::OptRef)
            }
            "headers_get_default" => {
                let found = method("get", vec![self.borrowed(&args[1])]);
                Code::postfix(found.method("unwrap_or", vec![self.borrowed(&args[2])]), Held::Slice)
            }
            "headers_get_value" => {
                let found = method("get", vec![self.borrowed(&args[1])]);
                Code::value(found.method("map_or", vec![self.owned(&args[2]), Doc::text("py::Value::from")]))
            }
            "headers_contains" => Code::value(method("contains", vec![self.borrowed(&args[1])])),
            "headers_len" => Code::bound(method("len", Vec::new()).suffixed(" as i64"), Bind::Cast),
            "headers_items" | "headers_keys" | "headers_values" => {
                let made = method(call.helper.strip_prefix("headers_")?, Vec::new());
                let dynamic = expr.ty == crate::ir::Type::Json;
                Code::value(if dynamic { Doc::call("py::Value::from", vec![made]) } else { made })
            }
            _ => return None,
        })
    }

    pub fn server_call(&self, call: &LibraryCall, args: &[Expr]) -> Option<Code> {
        Some(match call.helper.as_str() {
            "http_server_new" => {
                let which = match &args[2].kind {
                    ExprKind::Int(index) => usize::try_from(*index).unwrap_or_default(),
                    _ => 0,
                };
                let name = self.types.names.handlers.get(which)?;
                let handler = if self.types.state.is_needed {
                    let kept = self.types.state.is_kept;
                    let given = match (kept, Some(self.function_id) == self.start) {
                        (false, _) => "state",
                        (true, true) => "Arc::clone(&state)",
                        (true, false) => "Arc::clone(state)",
                    };
                    Doc::text(format!("{name}::new({given})"))
                } else {
                    Doc::text(name.clone())
                };
                let server =
                    Doc::call("py::HttpServer::new", vec![self.borrowed(&args[0]), self.owned(&args[1]), handler]);
                Code::value(self.try_(server))
            }
            // What the server is made of is read before it serves, not as long as it serves.
            "http_server_serve_forever" if super::bind::opens_cell(&self.place(&args[0])) => {
                let name = self.unused("server");
                let start = Doc::text(format!("let mut {name} ="));
                let line = Line::Assign { start, value: self.owned(&args[0]), end: ";", trailing: None };
                super::library::in_block(vec![line], self.try_(Doc::text(name).method("serve_forever", Vec::new())))
            }
            "http_server_serve_forever" => {
                Code::value(self.try_(self.place(&args[0]).method("serve_forever", Vec::new())))
            }
            "http_server_server_close" | "http_server_shutdown" => {
                let method = call.helper.strip_prefix("http_server_")?;
                Code::value(self.place(&args[0]).method(method, Vec::new()))
            }
            _ => return None,
        })
    }
}
