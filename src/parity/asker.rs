//! One server, asked one request after another.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::Result;

use super::binding::Bindings;
use crate::server::{Ended, Interrupt, Launch, Server};
use crate::traffic::{Client, Exchange, Response, Unreachable};

/// A server that was started to be asked: ids and tokens that it makes up take the place of the recorded ones.
#[derive(Debug)]
pub struct Asker {
    client: Client,
    bindings: Bindings,
    patience: Duration,
    // After the client, so that its connection is closed before the server is asked to end.
    server: Server,
}

impl Asker {
    /// Starts it.
    ///
    /// # Errors
    /// Those of [`Server::start`].
    pub fn start(launch: &Launch, patience: Duration, interrupt: &Interrupt) -> Result<Self> {
        let server = Server::start(launch, interrupt)?;
        let client = Client::new(server.address().clone(), patience).without_keeping();
        Ok(Self { client, bindings: Bindings::default(), patience, server })
    }

    /// Sends a request and reads the answer.
    ///
    /// # Errors
    /// Nothing listens any more.
    pub async fn ask(&mut self, exchange: &Exchange) -> Result<Response, Unreachable> {
        let live = self.bindings.rewrite(&exchange.request).into_owned();
        let response = self.client.send(&live).await?;
        if let Some(recorded) = &exchange.response {
            self.bindings.learn(&exchange.request, recorded, &response);
        }
        Ok(response)
    }

    /// Waits until the server is done with the last request: one that serves a request at a time answers the next one, `OPTIONS *`, only then.
    pub fn settle(&self) {
        let address = ("127.0.0.1", self.server.address().port);
        let Ok(mut stream) = TcpStream::connect(address) else { return };
        let limits = stream.set_read_timeout(Some(self.patience)).and(stream.set_write_timeout(Some(self.patience)));
        if limits.is_ok() && stream.write_all(b"OPTIONS * HTTP/1.0\r\n\r\n").is_ok() {
            // What it says does not matter.
            let _ = stream.read_to_end(&mut Vec::new());
        }
    }

    /// Whether it has ended, and how.
    pub fn ended(&mut self) -> Option<Ended> {
        self.server.ended()
    }
}
