// Translated from api_server.py by pivot.
//! User API server.
//!
//! A small JSON API over an in-memory table of users:
//!
//! GET /api/user/<id>   one user with tier, e-mail hash and timestamp
//! GET /api/users       users with a balance above 500, richest first
//! GET /api/health      health check
//!
//! Usage: python3 api_server.py [PORT]

mod constants;
mod handler;
mod py;
mod records;
mod state;

use std::process::ExitCode;
use std::sync::Arc;

use crate::constants::DEFAULT_PORT;
use crate::handler::ApiHandler;
use crate::state::State;

fn main() -> ExitCode {
    py::run(start)
}

fn start() -> py::Result<()> {
    let state = Arc::new(State::new());
    let port =
        if py::sys_argv().len() > 1 { py::int_parse_i64(py::list_getitem(&py::sys_argv(), 1)?)? } else { DEFAULT_PORT };
    let mut server = py::HttpServer::new("", port, ApiHandler::new(Arc::clone(&state)))?;
    eprintln!("Serving {} users on port {port}", state.users.len());
    if server.serve_forever().is_err() {
        eprintln!("Shutting down");
    }
    server.server_close();
    Ok(())
}
