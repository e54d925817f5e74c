//! User API server.
//!
//! A small JSON API over an in-memory table of users:
//!
//! ```text
//! GET /api/user/<id>   one user with tier, e-mail hash and timestamp
//! GET /api/users       users with a balance above 500, richest first
//! GET /api/health      health check
//! ```
//!
//! Usage: `api_server [PORT]`

mod api_server;
mod py;
mod records;

use crate::api_server::{ApiHandler, DEFAULT_PORT, State};

fn main() -> py::Result<()> {
    let port = py::port_argument(DEFAULT_PORT)?;
    let state = State::new();
    eprintln!("Serving {} users on port {port}", state.users.len());
    py::HttpServer::new("", port, ApiHandler::factory(state)).serve_forever()?;
    eprintln!("Shutting down");
    Ok(())
}
