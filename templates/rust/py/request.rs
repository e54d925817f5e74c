//! The head of a request: what `BaseHTTPRequestHandler.parse_request` makes of it.

use super::headers::Headers;
use super::latin1::latin1_decode;
use super::repr::repr_str;

/// The line and the headers of a request.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The request line without its end.
    pub line: String,
    /// The method.
    pub command: String,
    /// The target, as the client wrote it, less all but one of the slashes that it begins with.
    pub path: String,
    /// `HTTP/1.1`, or `HTTP/0.9` for a line without a version.
    pub version: String,
    /// The headers.
    pub headers: Headers,
    /// Whether the line had no version: then there are no headers either.
    pub simple: bool,
    /// Whether the client is able to keep the connection, and did not ask to close it.
    pub persistent: bool,
}

/// Why a request line or its headers are answered by the front.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The status.
    pub code: i64,
    /// The message, where it is not the status's own.
    pub message: Option<String>,
    /// The explanation, where it is not the status's own.
    pub explain: Option<String>,
}

impl Refused {
    fn new(code: i64, message: String) -> Refused {
        Refused { code, message: Some(message), explain: None }
    }
}

/// Reads a request line. `Ok(None)` is a blank line, after which the connection is closed without an answer.
pub fn parse_request_line(raw: &[u8], request: &mut Request) -> Result<Option<()>, Refused> {
    let text = latin1_decode(raw);
    let line = text.trim_end_matches(['\r', '\n']);
    line.clone_into(&mut request.line);
    "HTTP/0.9".clone_into(&mut request.version);
    request.persistent = false;
    let words: Vec<&str> = line.split(super::unicode_space::is_space).filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        return Ok(None);
    }
    if words.len() >= 3 {
        let version = words[words.len() - 1];
        let Some((major, minor)) = version_number(version) else {
            return Err(Refused::new(400, format!("Bad request version ({})", repr_str(version))));
        };
        if major >= 2 {
            let number = version.split_once('/').map_or(version, |(_, number)| number);
            return Err(Refused::new(505, format!("Invalid HTTP version ({number})")));
        }
        request.persistent = (major, minor) >= (1, 1);
        version.clone_into(&mut request.version);
    }
    if !(2..=3).contains(&words.len()) {
        return Err(Refused::new(400, format!("Bad request syntax ({})", repr_str(line))));
    }
    if words.len() == 2 {
        request.simple = true;
        if words[0] != "GET" {
            return Err(Refused::new(400, format!("Bad HTTP/0.9 request type ({})", repr_str(words[0]))));
        }
    }
    words[0].clone_into(&mut request.command);
    request.path =
        if words[1].starts_with("//") { format!("/{}", words[1].trim_start_matches('/')) } else { words[1].to_owned() };
    Ok(Some(()))
}

/// The numbers of `HTTP/1.1`.
fn version_number(version: &str) -> Option<(u64, u64)> {
    let number = version.strip_prefix("HTTP/")?;
    if number.contains('/') {
        return None;
    }
    let (major, minor) = number.split_once('.')?;
    let digits = |part: &str| {
        let plain = !part.is_empty() && part.len() <= 10 && part.bytes().all(|b| b.is_ascii_digit());
        if plain { part.parse().ok() } else { None }
    };
    Some((digits(major)?, digits(minor)?))
}

/// Reads the header lines that follow the request line.
pub fn parse_headers(block: &[u8], request: &mut Request) -> Result<(), Refused> {
    let mut count = 0;
    for line in block.split_inclusive(|b| *b == b'\n') {
        if line.len() > 65_536 {
            return Err(Refused {
                code: 431,
                message: Some("Line too long".to_owned()),
                explain: Some("got more than 65536 bytes when reading header line".to_owned()),
            });
        }
        count += 1;
        if count > 100 {
            return Err(Refused {
                code: 431,
                message: Some("Too many headers".to_owned()),
                explain: Some("got more than 100 headers".to_owned()),
            });
        }
    }
    request.headers = Headers::parse(block);
    if request.headers.get("Connection").is_some_and(|wish| wish.eq_ignore_ascii_case("close")) {
        request.persistent = false;
    }
    Ok(())
}
