//! A service as pivot writes it, to try the front with.

use std::process::ExitCode;

struct ApiHandler;

impl py::Service for ApiHandler {
    fn handle(&self, handler: &mut py::Handler) -> py::Result<()> {
        match handler.command.as_str() {
            "GET" | "HEAD" => do_get(handler),
            "POST" => do_post(handler),
            _ => handler.unsupported_method(),
        }
    }
}

fn do_get(handler: &mut py::Handler) -> py::Result<()> {
    let (path, _) = handler.path.split_once('?').unwrap_or((&handler.path, ""));
    match path {
        "/health" => send_json(handler, 200, &py::Dict::from([("status", "ok")])),
        "/path" => {
            let answer = py::Dict::from([("path", handler.path.clone())]);
            send_json(handler, 200, &answer);
        }
        "/raise" => return Err(py::value_error("no")),
        "/raise-later" => {
            send_json(handler, 200, &py::Dict::from([("status", "ok")]));
            return Err(py::value_error("no"));
        }
        "/raise-unflushed" => {
            handler.send_response(200);
            return Err(py::value_error("no"));
        }
        "/empty" => {}
        "/no-length" => {
            handler.send_response(200);
            handler.end_headers();
            handler.wfile.write(b"text");
        }
        _ => handler.send_error_message(404, "Not <here>"),
    }
    Ok(())
}

fn do_post(handler: &mut py::Handler) -> py::Result<()> {
    let length = py::int_parse_i64(handler.headers.get("Content-Length").unwrap_or("0"))?;
    let body = handler.rfile.read(length);
    let value = py::json_loads(&String::from_utf8_lossy(&body))?;
    send_json(handler, 200, &value);
    Ok(())
}

fn send_json(handler: &mut py::Handler, code: i64, value: &impl py::ToJson) {
    let body = py::json_dumps(value).into_bytes();
    handler.send_response(code);
    handler.send_header("Content-Type", "application/json");
    handler.send_header("Content-Length", &body.len().to_string());
    handler.end_headers();
    if handler.command != "HEAD" {
        handler.wfile.write(&body);
    }
}

fn main() -> ExitCode {
    py::run(|| {
        let mut server = py::HttpServer::new("127.0.0.1", 8000, ApiHandler)?;
        server.serve_forever()
    })
}
