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

use crate::py;
use crate::records::{ErrorBody, Health, User, UserList, UserResult};

pub const DEFAULT_PORT: i64 = 8080;
const MIN_BALANCE: f64 = 500.0;
const PAGE_SIZE: i64 = 100;

/// The module's data.
pub struct State {
    /// Simulated database: 10,000 users.
    pub users: py::Dict<py::Int, User>,
}

impl State {
    pub fn new() -> State {
        let users = (1..10001).map(|i| {
            let user = User {
                id: i,
                name: format!("User {i}"),
                email: format!("user{i}@example.com"),
                balance: i as f64 * 100.0,
            };
            (py::Int::from(i), user)
        });
        State { users: users.collect() }
    }
}

impl py::Service for State {
    fn handle(&self, http: &mut py::Handler) -> py::Result<()> {
        match http.command.as_str() {
            "GET" => ApiHandler { http, state: self }.do_get(),
            _ => return http.unsupported_method(),
        }
        Ok(())
    }

    /// `log_message` does nothing: `do_get` logs with timing.
    fn logs(&self) -> bool {
        false
    }
}

/// Handles the API requests.
struct ApiHandler<'a> {
    http: &'a mut py::Handler,
    state: &'a State,
}

impl ApiHandler<'_> {
    /// Dispatch a GET request on its path.
    fn do_get(&mut self) {
        let start_time = py::time_time();

        if self.http.path.starts_with("/api/user/") {
            let user_id = self.http.path.rsplit('/').next().unwrap_or_default().to_owned();
            self.handle_get_user(&user_id);
        } else if self.http.path == "/api/users" {
            self.handle_get_users();
        } else if self.http.path == "/api/health" {
            self.handle_health();
        } else {
            self.send_error_response(404, "Not found");
        }

        let elapsed_ms = (py::time_time() - start_time) * 1000.0;
        eprintln!("{} {} - {elapsed_ms:.2}ms", self.http.command, self.http.path);
    }

    /// Return one user, enriched with computed fields.
    fn handle_get_user(&mut self, user_id: &str) {
        let user = match py::int_parse(user_id) {
            Ok(id) => self.state.users.get(&id),
            Err(_) => None,
        };

        let Some(user) = user else {
            self.send_error_response(404, "User not found");
            return;
        };

        let result = UserResult {
            id: user.id,
            name: &user.name,
            email: &user.email,
            balance: user.balance,
            tier: self.calculate_tier(user.balance),
            email_hash: py::hashlib_sha256(user.email.as_bytes()).hexdigest()[..16].to_owned(),
            processed_at: py::time_time(),
        };
        self.send_json_response(&result, 200);
    }

    /// Return the users with a balance above the minimum, richest first.
    fn handle_get_users(&mut self) {
        let mut filtered: Vec<&User> = self.state.users.values().filter(|user| user.balance > MIN_BALANCE).collect();
        filtered.sort_by(|a, b| py::order(&b.balance, &a.balance));

        // Only the first page is sent; the count covers all of them.
        let page = py::list_slice(&filtered, None, Some(PAGE_SIZE));
        self.send_json_response(&UserList { count: filtered.len() as i64, users: page }, 200);
    }

    /// Health check for the load balancer.
    fn handle_health(&mut self) {
        self.send_json_response(&Health { status: "ok" }, 200);
    }

    /// Return the customer tier for a balance.
    fn calculate_tier(&self, balance: f64) -> &'static str {
        if balance > 10000.0 {
            "premium"
        } else if balance > 5000.0 {
            "gold"
        } else {
            "standard"
        }
    }

    /// Send a JSON response with the given status.
    fn send_json_response(&mut self, data: &impl py::ToJson, status: i64) {
        self.http.send_response(status);
        self.http.send_header("Content-Type", "application/json");
        self.http.send_header("Access-Control-Allow-Origin", "*");
        self.http.end_headers();
        self.http.wfile.write(py::json_dumps(data).as_bytes());
    }

    /// Send an error as JSON.
    fn send_error_response(&mut self, status: i64, message: &str) {
        self.send_json_response(&ErrorBody { error: message }, status);
    }
}
