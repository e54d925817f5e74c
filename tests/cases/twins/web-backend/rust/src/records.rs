use crate::py;

/// A record of the users table.
pub struct User {
    pub id: i64,
    pub name: String,
    pub email: String,
    pub balance: f64,
}

impl py::ToJson for User {
    fn encode_json(&self, e: &mut py::Encoder) {
        e.object(|o| {
            o.field("id", &self.id);
            o.field("name", &self.name);
            o.field("email", &self.email);
            o.field("balance", &self.balance);
        });
    }
}

/// A `User` with the computed fields that `handle_get_user` adds.
pub struct UserResult<'a> {
    pub id: i64,
    pub name: &'a str,
    pub email: &'a str,
    pub balance: f64,
    pub tier: &'static str,
    pub email_hash: String,
    pub processed_at: f64,
}

impl py::ToJson for UserResult<'_> {
    fn encode_json(&self, e: &mut py::Encoder) {
        e.object(|o| {
            o.field("id", &self.id);
            o.field("name", self.name);
            o.field("email", self.email);
            o.field("balance", &self.balance);
            o.field("tier", self.tier);
            o.field("email_hash", &self.email_hash);
            o.field("processed_at", &self.processed_at);
        });
    }
}

/// The answer of `handle_get_users`.
pub struct UserList<'a> {
    pub count: i64,
    pub users: &'a [&'a User],
}

impl py::ToJson for UserList<'_> {
    fn encode_json(&self, e: &mut py::Encoder) {
        e.object(|o| {
            o.field("count", &self.count);
            o.field("users", self.users);
        });
    }
}

/// The answer of `handle_health`.
pub struct Health<'a> {
    pub status: &'a str,
}

impl py::ToJson for Health<'_> {
    fn encode_json(&self, e: &mut py::Encoder) {
        e.object(|o| o.field("status", self.status));
    }
}

/// The body that `send_error_response` sends.
pub struct ErrorBody<'a> {
    pub error: &'a str,
}

impl py::ToJson for ErrorBody<'_> {
    fn encode_json(&self, e: &mut py::Encoder) {
        e.object(|o| o.field("error", self.error));
    }
}
