// Translated from api_server.py by pivot.
//! The records that the program makes.

use std::sync::Arc;

use crate::py;

/// The dict made at line 26.
#[derive(Clone, Debug, PartialEq)]
pub struct User {
    pub id: i64,
    pub name: String,
    pub email: String,
    pub balance: f64,
}

impl py::ToJson for User {
    fn encode_json(&self, e: &mut py::Encoder) {
        e.object(|object| {
            object.field("id", &self.id);
            object.field("name", &self.name);
            object.field("email", &self.email);
            object.field("balance", &self.balance);
        });
    }
}

/// The dict made at line 67.
#[derive(Clone, Debug, PartialEq)]
pub struct GetUserResponse {
    pub id: i64,
    pub name: String,
    pub email: String,
    pub balance: f64,
    pub tier: String,
    pub email_hash: String,
    pub processed_at: f64,
}

impl py::ToJson for GetUserResponse {
    fn encode_json(&self, e: &mut py::Encoder) {
        e.object(|object| {
            object.field("id", &self.id);
            object.field("name", &self.name);
            object.field("email", &self.email);
            object.field("balance", &self.balance);
            object.field("tier", &self.tier);
            object.field("email_hash", &self.email_hash);
            object.field("processed_at", &self.processed_at);
        });
    }
}

/// The dict made at line 79.
#[derive(Clone, Debug, PartialEq)]
pub struct GetUsersResponse {
    pub count: i64,
    pub users: Vec<Arc<User>>,
}

impl py::ToJson for GetUsersResponse {
    fn encode_json(&self, e: &mut py::Encoder) {
        e.object(|object| {
            object.field("count", &self.count);
            object.field("users", &self.users);
        });
    }
}

/// The dict made at line 83.
#[derive(Clone, Debug, PartialEq)]
pub struct HealthResponse {
    pub status: String,
}

impl py::ToJson for HealthResponse {
    fn encode_json(&self, e: &mut py::Encoder) {
        e.object(|object| {
            object.field("status", &self.status);
        });
    }
}

/// The dict made at line 103.
#[derive(Clone, Debug, PartialEq)]
pub struct ErrorResponse {
    pub error: String,
}

impl py::ToJson for ErrorResponse {
    fn encode_json(&self, e: &mut py::Encoder) {
        e.object(|object| {
            object.field("error", &self.error);
        });
    }
}
