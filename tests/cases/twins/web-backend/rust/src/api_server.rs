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
        State { users: (1..10001).map(|i| (py::Int::from(i), User::numbered(i))).collect() }
    }
}

/// Handles the API requests.
pub struct ApiHandler<'a> {
    base: py::Handler<'a>,
    state: &'a State,
}

impl ApiHandler<'_> {
    /// Dispatch a GET request on its path.
    fn do_get(&mut self) -> py::Result<()> {
        let start_time = py::time_time();

        if self.base.path.starts_with("/api/user/") {
            let user_id = py::last(self.base.path.split('/')).to_owned();
            self.handle_get_user(&user_id)?;
        } else if self.base.path == "/api/users" {
            self.handle_get_users()?;
        } else if self.base.path == "/api/health" {
            self.handle_health()?;
        } else {
            self.send_error_response(404, "Not found")?;
        }

        let elapsed_ms = (py::time_time() - start_time) * 1000.0;
        eprintln!("{} {} - {elapsed_ms:.2}ms", self.base.command, self.base.path);
        Ok(())
    }

    /// Return one user, enriched with computed fields.
    fn handle_get_user(&mut self, user_id: &str) -> py::Result<()> {
        let user = match py::parse_int(user_id) {
            Ok(id) => self.state.users.get(&id),
            Err(_) => None,
        };

        let Some(user) = user else {
            return self.send_error_response(404, "User not found");
        };

        let result = UserResult {
            user: user.clone(),
            tier: self.calculate_tier(user.balance),
            email_hash: py::hashlib_sha256(user.email.as_bytes()).hexdigest()[..16].to_owned(),
            processed_at: py::time_time(),
        };
        self.send_json_response(&result, 200)
    }

    /// Return the users with a balance above the minimum, richest first.
    fn handle_get_users(&mut self) -> py::Result<()> {
        let mut filtered: Vec<&User> = self.state.users.values().filter(|user| user.balance > MIN_BALANCE).collect();
        py::list_sort_by_key_reverse(&mut filtered, |user| user.balance);

        // Only the first page is sent; the count covers all of them.
        let page = py::list_slice(&filtered, None, Some(PAGE_SIZE));
        self.send_json_response(&UserList { count: filtered.len() as i64, users: page }, 200)
    }

    /// Health check for the load balancer.
    fn handle_health(&mut self) -> py::Result<()> {
        self.send_json_response(&Health { status: "ok" }, 200)
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
    fn send_json_response(&mut self, data: &impl py::ToJson, status: i64) -> py::Result<()> {
        self.base.send_response(status);
        self.base.send_header("Content-Type", "application/json");
        self.base.send_header("Access-Control-Allow-Origin", "*");
        self.base.end_headers();
        self.base.wfile.write(py::json_dumps(data).as_bytes())
    }

    /// Send an error as JSON.
    fn send_error_response(&mut self, status: i64, message: &str) -> py::Result<()> {
        self.send_json_response(&ErrorBody { error: message }, status)
    }
}
