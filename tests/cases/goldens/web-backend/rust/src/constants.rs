// Translated from api_server.py by pivot.
//! Constants.

pub const DEFAULT_PORT: i64 = 8080;

pub const MIN_BALANCE: i64 = 500;

pub const PAGE_SIZE: i64 = 100;
