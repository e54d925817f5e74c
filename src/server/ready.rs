//! Whether a server answers yet.

use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;

/// What a probe found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Probe {
    /// Nothing listens, or what listens waits for its own upstream.
    NotYet,
    /// It accepts connections but did not answer the request within the probe's time.
    Listening,
    /// It answered, if only by closing the connection.
    Answers,
}

/// Connects and asks once.
///
/// The question is `OPTIONS *`, the "ping" of RFC 9110, section 9.3.7: the one request that is about the server and not
/// about a resource, so that it reaches no handler and changes no state. 502 to 504 come from a server in front of
/// another that is not there yet.
pub(super) fn probe(port: u16, patience: Duration) -> Probe {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let Ok(mut stream) = TcpStream::connect_timeout(&address, patience) else { return Probe::NotYet };
    if is_itself(&stream) {
        return Probe::NotYet;
    }
    let request = format!("OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
    let limits = stream.set_read_timeout(Some(patience)).and(stream.set_write_timeout(Some(patience)));
    if limits.is_err() || stream.write_all(request.as_bytes()).is_err() {
        return Probe::NotYet;
    }
    let mut start = [0; 12];
    let mut length = 0;
    while length < start.len() {
        match stream.read(&mut start[length..]) {
            Ok(0) => break,
            Ok(read) => length += read,
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                return Probe::Listening;
            }
            Err(_) => break,
        }
    }
    match &start[..length] {
        [.., b' ', b'5', b'0', b'2'..=b'4'] => Probe::NotYet,
        _ => Probe::Answers,
    }
}

/// Whether the connection is one to itself. The kernel makes such a one when nothing listens on a port out of the range from which it
/// takes the ports of clients, and happens to take that very port (RFC 9293, section 3.5: simultaneous open).
fn is_itself(stream: &TcpStream) -> bool {
    matches!((stream.local_addr(), stream.peer_addr()), (Ok(here), Ok(there)) if here == there)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustix::net::{AddressFamily, SocketType, bind, connect, getsockname, socket};

    #[test]
    fn a_connection_to_itself_is_no_server() -> anyhow::Result<()> {
        let socket = socket(AddressFamily::INET, SocketType::STREAM, None)?;
        bind(&socket, &SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))?;
        let own = SocketAddr::try_from(getsockname(&socket)?)?;
        connect(&socket, &own)?;
        assert!(is_itself(&TcpStream::from(socket)));
        let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        assert!(!is_itself(&TcpStream::connect(listener.local_addr()?)?));
        Ok(())
    }
}
