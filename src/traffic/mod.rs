//! Requests and the answers to them: as values, on the tape, and over the wire.
//!
//! Targets and headers are bytes. They are held as latin-1 text, in which every byte is one character and nothing is
//! lost: what a client sent, however odd, is sent again exactly so.

pub mod choose;
mod chunked;
mod client;
mod exchange;
pub mod formats;
mod framing;
pub mod record;
pub mod route;
pub mod stats;
mod tape;
mod wire;

pub use client::{Client, Unreachable};
pub use exchange::{Ending, Exchange, Headers, Request, Response};
pub use tape::{SCHEMA, TapeReader, TapeWriter};
