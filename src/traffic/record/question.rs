//! Where a request ends: RFC 9112, section 6.3.

use httparse::Status;

use crate::traffic::chunked::{Chunked, Decoder};
use crate::traffic::{Headers, Request, wire};

/// How the end of a request's body is found.
#[derive(Debug)]
enum Framing {
    Length(usize),
    Chunked(Decoder),
}

#[derive(Debug)]
struct Head {
    length: usize,
    method: String,
    target: String,
    headers: Headers,
    framing: Framing,
}

/// Puts requests together from the bytes of a connection as they come in.
#[derive(Debug, Default)]
pub(in crate::traffic) struct Questions {
    bytes: Vec<u8>,
    head: Option<Head>,
}

/// What the bytes so far make.
#[derive(Debug)]
pub(in crate::traffic) enum Question {
    /// Nothing new.
    Partial,
    /// The head of a request with that method; its body is still to come.
    Head(String),
    /// A request, which is taken off.
    Complete(Request),
    /// No HTTP/1 from here on: HTTP/2's preface, or something else.
    Other,
}

impl Questions {
    /// Takes the next bytes.
    pub(in crate::traffic) fn push(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Whether a request has begun and not ended.
    pub(in crate::traffic) fn is_underway(&self) -> bool {
        !self.bytes.is_empty()
    }

    /// How many bytes are held.
    pub(in crate::traffic) fn held(&self) -> usize {
        self.bytes.len()
    }

    /// The next thing that the bytes make; asked again until it is `Partial` or `Other`.
    pub(in crate::traffic) fn next(&mut self) -> Question {
        if self.head.is_none() {
            // Empty lines before a request are allowed (RFC 9112, section 2.2).
            let blank = self.bytes.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            self.bytes.drain(..blank);
            return match parse_head(&self.bytes) {
                Ok(None) => Question::Partial,
                Err(()) => Question::Other,
                Ok(Some(head)) => {
                    let method = head.method.clone();
                    self.head = Some(head);
                    Question::Head(method)
                }
            };
        }
        let Some(head) = &mut self.head else { return Question::Partial };
        let input = &self.bytes[head.length..];
        let end = match &mut head.framing {
            Framing::Length(length) if input.len() >= *length => head.length + *length,
            Framing::Length(_) => return Question::Partial,
            Framing::Chunked(decoder) => match decoder.decode(input) {
                Chunked::Partial => return Question::Partial,
                Chunked::Malformed => return Question::Other,
                Chunked::Trailers(start) => {
                    let mut fields = [httparse::EMPTY_HEADER; 64];
                    match httparse::parse_headers(&input[start..], &mut fields) {
                        Ok(Status::Complete((length, _))) => head.length + start + length,
                        Ok(Status::Partial) => return Question::Partial,
                        Err(_) => return Question::Other,
                    }
                }
            },
        };
        let Some(head) = self.head.take() else { return Question::Partial };
        let body = match head.framing {
            Framing::Length(_) => self.bytes[head.length..end].to_vec(),
            Framing::Chunked(decoder) => decoder.body,
        };
        self.bytes.drain(..end);
        let Head { method, target, headers, .. } = head;
        Question::Complete(Request { id: String::new(), method, target, headers, body })
    }
}

/// A head, `None` while it is incomplete.
///
/// The request line is read by hand: what a client may not put into a target reaches the service all the same, and its
/// answer belongs on the tape.
fn parse_head(bytes: &[u8]) -> Result<Option<Head>, ()> {
    let Some(end) = bytes.iter().position(|byte| *byte == b'\n') else {
        let may_become_one = bytes.iter().take_while(|byte| **byte != b' ').all(|byte| is_token(*byte));
        return if may_become_one { Ok(None) } else { Err(()) };
    };
    let line = bytes[..end].strip_suffix(b"\r").unwrap_or(&bytes[..end]);
    let words: Vec<&[u8]> = line.split(|byte| *byte == b' ').collect();
    let [method, target, version] = words.as_slice() else { return Err(()) };
    if method.is_empty()
        || !method.iter().all(|byte| is_token(*byte))
        || target.is_empty()
        || !version.starts_with(b"HTTP/1.")
    {
        return Err(());
    }
    let fields = &bytes[end + 1..];
    let mut room = 64;
    loop {
        let mut parsed = vec![httparse::EMPTY_HEADER; room];
        match httparse::parse_headers(fields, &mut parsed) {
            Err(httparse::Error::TooManyHeaders) => room *= 4,
            Err(_) => return Err(()),
            Ok(Status::Partial) => return Ok(None),
            Ok(Status::Complete((length, parsed))) => {
                let headers: Headers =
                    parsed.iter().map(|field| (field.name.to_owned(), wire::latin1(field.value))).collect();
                let framing = framing(&headers)?;
                return Ok(Some(Head {
                    length: end + 1 + length,
                    method: wire::latin1(method),
                    target: wire::latin1(target),
                    headers,
                    framing,
                }));
            }
        }
    }
}

/// Whether a byte may stand in a method (RFC 9110, section 5.6.2).
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

fn framing(headers: &Headers) -> Result<Framing, ()> {
    let values = |wanted: &str| -> Vec<String> {
        let values = headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case(wanted));
        values.flat_map(|(_, value)| value.split(',')).map(|value| value.trim().to_ascii_lowercase()).collect()
    };
    if let Some(last) = values("transfer-encoding").last() {
        return if last == "chunked" { Ok(Framing::Chunked(Decoder::default())) } else { Err(()) };
    }
    let mut lengths = values("content-length");
    lengths.dedup();
    match lengths.as_slice() {
        [] => Ok(Framing::Length(0)),
        [length] if !length.is_empty() && length.bytes().all(|byte| byte.is_ascii_digit()) => {
            length.parse().map(Framing::Length).map_err(drop)
        }
        _ => Err(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All requests of a connection, read a byte at a time, and whether what follows is not HTTP/1.
    fn read(bytes: &[u8]) -> (Vec<Request>, bool) {
        let mut questions = Questions::default();
        let mut found = Vec::new();
        for byte in bytes {
            questions.push(std::slice::from_ref(byte));
            loop {
                match questions.next() {
                    Question::Partial => break,
                    Question::Head(_) => {}
                    Question::Complete(request) => found.push(request),
                    Question::Other => return (found, true),
                }
            }
        }
        (found, false)
    }

    #[test]
    fn pipelined_requests_are_told_apart() {
        let (found, other) = read(
            b"\r\nGET /a?q=\xff HTTP/1.1\r\nHost: h\r\nX:  \xe9 \r\n\r\nPOST /b HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc\
              PUT * HTTP/1.0\r\nTransfer-Encoding: gzip, chunked\r\n\r\n2\r\nxy\r\n0\r\nT: 1\r\n\r\nHEAD / HTTP/1.1\r\n\r\n",
        );
        assert!(!other);
        let shown: Vec<_> =
            found.iter().map(|request| (request.method.as_str(), request.target.as_str(), &request.body[..])).collect();
        assert_eq!(
            shown,
            [("GET", "/a?q=\u{ff}", b"".as_slice()), ("POST", "/b", b"abc"), ("PUT", "*", b"xy"), ("HEAD", "/", b"")]
        );
        assert_eq!(found[0].headers, [("Host".to_owned(), "h".to_owned()), ("X".to_owned(), "\u{e9}".to_owned())]);
    }

    #[test]
    fn what_is_not_http_1_is_told() {
        for bytes in [
            b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".as_slice(),
            b"\x16\x03\x01 hello",
            b"GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
            b"GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
            b"GET / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n",
        ] {
            let (found, other) = read(bytes);
            assert!(found.is_empty() && other, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
