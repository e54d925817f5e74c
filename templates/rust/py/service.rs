//! What a server needs to know of the program that it serves.

use super::error::Result;
use super::handler::Handler;

/// How the server introduces itself.
#[derive(Debug, Clone, Copy)]
pub struct Banner {
    /// `server_version`
    pub server_version: &'static str,
    /// `sys_version`
    pub sys_version: &'static str,
    /// `protocol_version`
    pub protocol_version: &'static str,
}

impl Default for Banner {
    fn default() -> Banner {
        Banner { server_version: "BaseHTTP/0.6", sys_version: "Python/3.11.7", protocol_version: "HTTP/1.0" }
    }
}

/// A class of handlers.
pub trait Service: Send + Sync + 'static {
    /// Answers one request: calls the `do_X` that its method names.
    fn handle(&self, handler: &mut Handler) -> Result<()>;

    /// How the server introduces itself.
    fn banner(&self) -> Banner {
        Banner::default()
    }

    /// `log_message`, formatted already.
    fn log_message(&self, handler: &mut Handler, message: &str) {
        handler.write_log(message);
    }

    /// Whether `log_message` writes anything.
    fn logs(&self) -> bool {
        true
    }

    /// Whether every request of this method goes to the original.
    fn is_bridged(&self, _method: &str) -> bool {
        false
    }

    /// Whether a request of this method that goes beyond may be answered by the original: it has no effect and reads nothing that changes.
    fn forwards_beyond(&self, _method: &str) -> bool {
        false
    }

    /// Whether a handler of this method may block.
    fn blocks(&self, _method: &str) -> bool {
        false
    }

    /// The command that starts the original, `{port}` for its port; empty where no route needs it.
    fn original(&self) -> &'static [&'static str] {
        &[]
    }
}
