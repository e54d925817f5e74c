//! Where a server listens.

use std::fmt;
use std::net::{Ipv4Addr, TcpListener};

use anyhow::{Context, Result, bail};

/// Host and port of a server that speaks plain HTTP, with the path under which its targets lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Host name or address, without the brackets of an IPv6 literal.
    pub host: String,
    /// TCP port.
    pub port: u16,
    /// Put before every target; empty, or starting with `/` and not ending with it.
    pub base: String,
}

impl Address {
    /// A port on this machine.
    pub fn loopback(port: u16) -> Self {
        Self { host: Ipv4Addr::LOCALHOST.to_string(), port, base: String::new() }
    }

    /// Reads `http://HOST[:PORT][/BASE]`.
    ///
    /// # Errors
    /// Another scheme, no host, or a port that is none.
    pub fn parse(url: &str) -> Result<Self> {
        if url.starts_with("https://") {
            bail!(
                "{url}: pivot speaks plain HTTP to servers; name the address behind the TLS proxy, as http://HOST:PORT"
            );
        }
        let Some(rest) = url.strip_prefix("http://") else {
            bail!("{url}: an address starts with http://, for example http://127.0.0.1:8080");
        };
        let (authority, base) = match rest.find('/') {
            Some(slash) => (&rest[..slash], rest[slash..].trim_end_matches('/')),
            None => (rest, ""),
        };
        let (host, port) =
            split_port(authority).with_context(|| format!("{url}: the port is not a number below 65536"))?;
        if host.is_empty() || base.contains(['?', '#']) {
            bail!("{url}: an address is http://HOST:PORT, with a path at most");
        }
        Ok(Self { host: host.to_owned(), port, base: base.to_owned() })
    }

    /// Whether it names this machine.
    pub fn is_loopback(&self) -> bool {
        self.host.eq_ignore_ascii_case("localhost")
            || self.host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
    }

    /// The value of a `Host` header for it (RFC 9112, section 3.2): the default port is left out.
    pub fn host_header(&self) -> String {
        let host = if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() };
        if self.port == 80 { host } else { format!("{host}:{}", self.port) }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "http://{}{}", self.host_header(), self.base)
    }
}

/// Splits `HOST:PORT`, `[V6]:PORT` and both without a port.
fn split_port(authority: &str) -> Result<(&str, u16)> {
    let (host, port) = match authority.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((host, rest)) => (host, rest.strip_prefix(':')),
        None => match authority.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (authority, None),
        },
    };
    Ok((host, port.map_or(Ok(80), str::parse)?))
}

/// A port of this machine on which nothing listens at the moment.
///
/// # Errors
/// The machine has none left.
pub fn free_port() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("this machine has no free port")?;
    Ok(listener.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read() -> Result<()> {
        let address = Address::parse("http://[::1]:81/v1/")?;
        assert_eq!((address.host.as_str(), address.port, address.base.as_str()), ("::1", 81, "/v1"));
        assert_eq!(address.host_header(), "[::1]:81");
        assert!(address.is_loopback());
        assert_eq!(Address::parse("http://example.com")?.host_header(), "example.com");
        assert!(!Address::parse("http://example.com")?.is_loopback());
        for wrong in ["https://a", "a:80", "http://", "http://a:x", "http://a:70000", "http://a/?q"] {
            assert!(Address::parse(wrong).is_err(), "{wrong}");
        }
        Ok(())
    }
}
