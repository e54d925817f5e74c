// Translated from api_server.py by pivot.
//! The request handlers.

use std::sync::Arc;

use crate::constants::{MIN_BALANCE, PAGE_SIZE};
use crate::py;
use crate::records::{ErrorResponse, GetUserResponse, GetUsersResponse, HealthResponse};
use crate::state::State;

/// Handles the API requests.
pub struct ApiHandler {
    state: Arc<State>,
}

impl ApiHandler {
    /// Handlers that share `state`.
    pub fn new(state: Arc<State>) -> Self {
        Self { state }
    }
}

impl py::Service for ApiHandler {
    fn handle(&self, handler: &mut py::Handler) -> py::Result<()> {
        match handler.command.as_str() {
            "GET" => {
                do_get(&self.state, handler);
                Ok(())
            }
            _ => handler.unsupported_method(),
        }
    }

    fn log_message(&self, _handler: &mut py::Handler, _message: &str) {}

    fn logs(&self) -> bool {
        false
    }
}

/// Dispatch a GET request on its path.
pub fn do_get(state: &State, handler: &mut py::Handler) {
    let start_time = py::time_time();

    if handler.path.starts_with("/api/user/") {
        let user_id = handler.path.rsplit('/').next().unwrap_or_default().to_owned();
        handle_get_user(state, handler, &user_id);
    } else if handler.path == "/api/users" {
        handle_get_users(state, handler);
    } else if handler.path == "/api/health" {
        handle_health(handler);
    } else {
        send_error_response(handler, 404, "Not found".to_owned());
    }

    let elapsed_ms = (py::time_time() - start_time) * 1000.0;
    eprintln!("{} {} - {}ms", handler.command, handler.path, py::float_fixed(elapsed_ms, 2));
}

/// Return one user, enriched with computed fields.
pub fn handle_get_user(state: &State, handler: &mut py::Handler, user_id: &str) {
    let user = match py::int_parse(user_id) {
        Ok(value) => state.users.get(&value).cloned(),
        Err(_) => None,
    };

    let Some(user) = user else {
        send_error_response(handler, 404, "User not found".to_owned());
        return;
    };

    let mut result = GetUserResponse {
        id: user.id,
        name: user.name.clone(),
        email: user.email.clone(),
        balance: user.balance,
        tier: String::new(),
        email_hash: String::new(),
        processed_at: 0.0,
    };
    result.tier = calculate_tier(handler, user.balance);
    result.email_hash = py::str_slice(&py::hashlib_sha256(user.email.as_bytes()).hexdigest(), None, Some(16));
    result.processed_at = py::time_time();
    send_json_response(handler, &result, 200);
}

/// Return the users with a balance above the minimum, richest first.
pub fn handle_get_users(state: &State, handler: &mut py::Handler) {
    let mut filtered =
        state.users.values().filter(|&user| user.balance > MIN_BALANCE as f64).cloned().collect::<Vec<_>>();
    py::list_sort_by_reverse(&mut filtered, |user| user.balance);

    // Only the first page is sent; the count covers all of them.
    send_json_response(
        handler,
        &GetUsersResponse {
            count: filtered.len() as i64,
            users: py::list_slice(&filtered, None, Some(PAGE_SIZE)).to_vec(),
        },
        200,
    );
}

/// Health check for the load balancer.
pub fn handle_health(handler: &mut py::Handler) {
    send_json_response(handler, &HealthResponse { status: "ok".to_owned() }, 200);
}

/// Return the customer tier for a balance.
pub fn calculate_tier(_handler: &mut py::Handler, balance: f64) -> String {
    if balance > 10000.0 {
        return "premium".to_owned();
    } else if balance > 5000.0 {
        return "gold".to_owned();
    }
    "standard".to_owned()
}

/// Send a JSON response with the given status.
pub fn send_json_response(handler: &mut py::Handler, data: &(impl py::ToJson + ?Sized), status: i64) {
    handler.send_response(status);
    handler.send_header("Content-Type", "application/json");
    handler.send_header("Access-Control-Allow-Origin", "*");
    handler.end_headers();
    handler.wfile.write(py::json_dumps(data).as_bytes());
}

/// Send an error as JSON.
pub fn send_error_response(handler: &mut py::Handler, status: i64, message: String) {
    send_json_response(handler, &ErrorResponse { error: message }, status);
}
