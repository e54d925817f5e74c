//! Where an answer ends: RFC 9112, section 6.3.

use httparse::{ParserConfig, Status};

use super::chunked::{Chunked, Decoder};
use super::{Ending, Headers, Response, wire};

/// How the end of a body is found.
#[derive(Debug)]
enum Framing {
    None,
    Length(usize),
    Chunked(Decoder),
    UntilClose,
}

/// Puts an answer together from the bytes as they come in.
#[derive(Debug)]
pub(super) struct Assembly {
    method: String,
    bytes: Vec<u8>,
    head: Option<Head>,
}

#[derive(Debug)]
struct Head {
    length: usize,
    status: u16,
    reason: String,
    version: u8,
    headers: Headers,
    framing: Framing,
}

/// Whether more bytes are needed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Progress {
    /// The answer goes on.
    Partial,
    /// The answer is complete.
    Complete,
    /// It cannot be read on.
    Malformed,
}

impl Assembly {
    /// An answer to a request of that method, which decides about its body.
    pub(super) fn new(method: &str) -> Self {
        Self { method: method.to_owned(), bytes: Vec::new(), head: None }
    }

    /// How many bytes of the answer have come.
    pub(super) fn received(&self) -> usize {
        self.bytes.len()
    }

    /// Takes the next bytes.
    pub(super) fn push(&mut self, bytes: &[u8]) -> Progress {
        self.bytes.extend_from_slice(bytes);
        while self.head.is_none() {
            match parse_head(&self.bytes, &self.method) {
                Ok(None) => return Progress::Partial,
                Err(()) => return Progress::Malformed,
                // 101 ends HTTP on this connection; any other 1xx announces the answer proper.
                Ok(Some(head)) if (100..200).contains(&head.status) && head.status != 101 => {
                    self.bytes.drain(..head.length);
                }
                Ok(Some(head)) => self.head = Some(head),
            }
        }
        let Some(head) = &mut self.head else { return Progress::Partial };
        let body = &self.bytes[head.length..];
        match &mut head.framing {
            Framing::None => Progress::Complete,
            Framing::Length(length) if body.len() >= *length => Progress::Complete,
            Framing::Length(_) | Framing::UntilClose => Progress::Partial,
            Framing::Chunked(decoder) => match decoder.decode(body) {
                Chunked::Partial => Progress::Partial,
                Chunked::Malformed => Progress::Malformed,
                Chunked::Trailers(start) => match parse_fields(&body[start..]) {
                    Ok(Some(_)) => Progress::Complete,
                    Ok(None) => Progress::Partial,
                    Err(()) => Progress::Malformed,
                },
            },
        }
    }

    /// Takes off what came behind this complete answer: the next one's beginning.
    pub(super) fn take_rest(&mut self) -> Vec<u8> {
        let Some(head) = &mut self.head else { return Vec::new() };
        let body = &self.bytes[head.length..];
        let length = match &mut head.framing {
            Framing::None => 0,
            Framing::Length(length) => (*length).min(body.len()),
            Framing::UntilClose => body.len(),
            Framing::Chunked(decoder) => match decoder.decode(body) {
                Chunked::Trailers(start) => start + fields_length(&body[start..]),
                Chunked::Partial | Chunked::Malformed => body.len(),
            },
        };
        self.bytes.split_off(head.length + length)
    }

    /// Whether the connection's end is the answer's end.
    pub(super) fn ends_with_connection(&self) -> bool {
        self.head.as_ref().is_some_and(|head| matches!(head.framing, Framing::UntilClose))
    }

    /// Whether the server keeps the connection open after this complete answer (RFC 9112, section 9.3), and sent nothing
    /// beyond it.
    pub(super) fn keeps_connection(&self) -> bool {
        let Some(head) = &self.head else { return false };
        let option = |wanted: &str| {
            let values = head.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("connection"));
            values.flat_map(|(_, value)| value.split(',')).any(|option| option.trim().eq_ignore_ascii_case(wanted))
        };
        let persistent = !option("close") && (head.version == 1 || option("keep-alive"));
        let body = &self.bytes[head.length..];
        let nothing_more = match &head.framing {
            Framing::None => body.is_empty(),
            Framing::Length(length) => body.len() == *length,
            Framing::UntilClose => false,
            Framing::Chunked(_) => body.ends_with(b"\r\n"),
        };
        persistent && nothing_more && head.status != 101
    }

    /// The answer, as far as it came.
    pub(super) fn finish(self, closed: Ending) -> Response {
        let Some(mut head) = self.head else {
            let (reason, headers, trailers) = (String::new(), Headers::new(), Headers::new());
            return Response { status: 0, reason, version: 1, headers, trailers, body: self.bytes, closed };
        };
        let body = &self.bytes[head.length..];
        let mut trailers = Headers::new();
        let body = match head.framing {
            Framing::None => Vec::new(),
            Framing::Length(length) => body[..length.min(body.len())].to_vec(),
            Framing::UntilClose => body.to_vec(),
            Framing::Chunked(ref mut decoder) => {
                if let Chunked::Trailers(start) = decoder.decode(body) {
                    trailers = parse_fields(&body[start..]).ok().flatten().unwrap_or_default();
                }
                std::mem::take(decoder).so_far_unless_complete(body, closed)
            }
        };
        Response {
            status: head.status,
            reason: head.reason,
            version: head.version,
            headers: head.headers,
            trailers,
            body,
            closed,
        }
    }
}

impl Decoder {
    fn so_far_unless_complete(self, input: &[u8], closed: Ending) -> Vec<u8> {
        if closed == Ending::Complete { self.body } else { self.so_far(input) }
    }
}

/// A head, `None` while it is incomplete.
fn parse_head(bytes: &[u8], method: &str) -> Result<Option<Head>, ()> {
    let mut config = ParserConfig::default();
    config.allow_obsolete_multiline_headers_in_responses(true);
    config.allow_spaces_after_header_name_in_responses(true);
    config.allow_multiple_spaces_in_response_status_delimiters(true);
    let mut room = 64;
    loop {
        let mut fields = vec![httparse::EMPTY_HEADER; room];
        let mut response = httparse::Response::new(&mut fields);
        match config.parse_response(&mut response, bytes) {
            Err(httparse::Error::TooManyHeaders) => room *= 4,
            Err(_) => return Err(()),
            Ok(Status::Partial) => return Ok(None),
            Ok(Status::Complete(length)) => {
                let status = response.code.unwrap_or(0);
                let headers = owned(response.headers);
                let framing = framing(method, status, &headers)?;
                let reason = response.reason.unwrap_or("").to_owned();
                return Ok(Some(Head {
                    length,
                    status,
                    reason,
                    version: response.version.unwrap_or(1),
                    headers,
                    framing,
                }));
            }
        }
    }
}

/// A trailer section, `None` while it is incomplete.
fn parse_fields(bytes: &[u8]) -> Result<Option<Headers>, ()> {
    let mut fields = [httparse::EMPTY_HEADER; 64];
    match httparse::parse_headers(bytes, &mut fields) {
        Ok(Status::Complete((_, fields))) => Ok(Some(owned(fields))),
        Ok(Status::Partial) => Ok(None),
        Err(_) => Err(()),
    }
}

/// How long a complete trailer section is, with the empty line that ends it.
fn fields_length(bytes: &[u8]) -> usize {
    let mut fields = [httparse::EMPTY_HEADER; 64];
    match httparse::parse_headers(bytes, &mut fields) {
        Ok(Status::Complete((length, _))) => length,
        Ok(Status::Partial) | Err(_) => bytes.len(),
    }
}

fn owned(fields: &[httparse::Header<'_>]) -> Headers {
    fields.iter().map(|field| (field.name.to_owned(), wire::latin1(field.value))).collect()
}

fn framing(method: &str, status: u16, headers: &Headers) -> Result<Framing, ()> {
    if method == "HEAD" || matches!(status, 101 | 204 | 304) || (method == "CONNECT" && (200..300).contains(&status)) {
        return Ok(Framing::None);
    }
    let values = |wanted: &str| -> Vec<String> {
        let values = headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case(wanted));
        values.flat_map(|(_, value)| value.split(',')).map(|value| value.trim().to_ascii_lowercase()).collect()
    };
    let codings = values("transfer-encoding");
    if let Some(last) = codings.last() {
        return Ok(if last == "chunked" { Framing::Chunked(Decoder::default()) } else { Framing::UntilClose });
    }
    let mut lengths = values("content-length");
    lengths.dedup();
    match lengths.as_slice() {
        [] => Ok(Framing::UntilClose),
        [length] if !length.is_empty() && length.bytes().all(|byte| byte.is_ascii_digit()) => {
            length.parse().map(Framing::Length).map_err(drop)
        }
        _ => Err(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(method: &str, bytes: &[u8], closed: Ending) -> (Progress, bool, Response) {
        // A byte at a time: no answer may depend on how it was cut into packets.
        let mut assembly = Assembly::new(method);
        let mut progress = Progress::Partial;
        for byte in bytes {
            progress = assembly.push(std::slice::from_ref(byte));
        }
        let keeps = assembly.keeps_connection();
        (progress, keeps, assembly.finish(closed))
    }

    fn complete(method: &str, text: &str) -> (bool, Response) {
        let (progress, keeps, response) = read(method, text.as_bytes(), Ending::Complete);
        assert_eq!(progress, Progress::Complete, "{text:?}");
        (keeps, response)
    }

    #[test]
    fn bodies_by_length() {
        let (keeps, response) = complete("GET", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc");
        assert!(keeps);
        assert_eq!(
            (response.status, response.reason.as_str(), response.body.as_slice()),
            (200, "OK", b"abc".as_slice())
        );
        let (keeps, _) = complete("GET", "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n");
        assert!(!keeps);
        let (keeps, _) = complete("GET", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: x, Close\r\n\r\na");
        assert!(!keeps);
    }

    #[test]
    fn answers_without_body() {
        for (method, head) in [
            ("HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"),
            ("GET", "HTTP/1.1 204 No Content\r\n\r\n"),
            ("GET", "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n"),
        ] {
            let (keeps, response) = complete(method, head);
            assert!(keeps && response.body.is_empty(), "{head}");
        }
    }

    #[test]
    fn chunks_with_extensions_and_trailers() {
        let text =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\nT: 1\r\n\r\n";
        let (keeps, response) = complete("GET", text);
        assert!(keeps);
        assert_eq!(response.body, b"abc0123456789");
        assert_eq!(response.trailers, [("T".to_owned(), "1".to_owned())]);
        let cut = text.find("789").expect("in the text");
        let (progress, _, response) = read("GET", &text.as_bytes()[..cut], Ending::Closed(1));
        assert_eq!(progress, Progress::Partial);
        assert_eq!(response.body, b"abc0123456");
    }

    #[test]
    fn interim_answers_are_skipped() {
        let (_, response) =
            complete("GET", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        assert_eq!(response.status, 200);
        let (keeps, response) = complete("GET", "HTTP/1.1 101 Switching Protocols\r\n\r\n");
        assert_eq!((keeps, response.status), (false, 101));
    }

    #[test]
    fn what_is_not_http_is_kept_as_it_came() {
        let (progress, _, response) = read("GET", b"<html>hello", Ending::Malformed(11));
        assert_eq!(progress, Progress::Malformed);
        assert_eq!((response.answered(), response.body.as_slice()), (false, b"<html>hello".as_slice()));
        for head in
            ["Content-Length: 1\r\nContent-Length: 2", "Content-Length: -1", "Content-Length: 99999999999999999999999"]
        {
            let (progress, ..) =
                read("GET", format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n").as_bytes(), Ending::Malformed(1));
            assert_eq!(progress, Progress::Malformed, "{head}");
        }
    }

    #[test]
    fn many_headers_are_all_read() {
        let fields = (0..300).map(|number| format!("H{number}: \r\n")).collect::<Vec<_>>().concat();
        let (_, response) = complete("GET", &format!("HTTP/1.1 200 OK\r\n{fields}Content-Length: 0\r\n\r\n"));
        assert_eq!(response.headers.len(), 301);
    }
}
