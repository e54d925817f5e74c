// Translated from api_server.py by pivot.
//! What the service keeps in memory.

use std::sync::Arc;

use crate::py;
use crate::records::User;

/// What the service keeps in memory.
pub struct State {
    pub users: py::Dict<i64, Arc<User>>,
}

impl State {
    /// What it is when the program starts.
    pub fn new() -> Self {
        // Simulated database: 10,000 users.
        let users = (1..10001)
            .map(|i| {
                (
                    i,
                    Arc::new(User {
                        id: i,
                        name: format!("User {i}"),
                        email: format!("user{i}@example.com"),
                        balance: i as f64 * 100.0,
                    }),
                )
            })
            .collect::<py::Dict<_, _>>();
        Self { users }
    }
}
