//! The chunked transfer coding (RFC 9112, section 7.1).

/// What a look at a chunked body found.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Chunked {
    /// More bytes are needed.
    Partial,
    /// The body is complete; its trailer section starts that many bytes into the input.
    Trailers(usize),
    /// It is not chunked as it claims.
    Malformed,
}

/// Decodes a chunked body as its bytes come in.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    /// The data so far.
    pub(super) body: Vec<u8>,
    position: usize,
}

impl Decoder {
    /// Goes on with the input, which starts where the body starts and grows from call to call.
    pub(super) fn decode(&mut self, input: &[u8]) -> Chunked {
        loop {
            let rest = &input[self.position..];
            match httparse::parse_chunk_size(rest) {
                Ok(httparse::Status::Partial) => return Chunked::Partial,
                Err(_) => return Chunked::Malformed,
                Ok(httparse::Status::Complete((size_line, 0))) => return Chunked::Trailers(self.position + size_line),
                Ok(httparse::Status::Complete((size_line, size))) => {
                    let Some(end) = usize::try_from(size).ok().and_then(|size| size_line.checked_add(size)) else {
                        return Chunked::Malformed;
                    };
                    let Some(after) = end.checked_add(2) else { return Chunked::Malformed };
                    match rest.get(end..after) {
                        Some(b"\r\n") => {
                            self.body.extend_from_slice(&rest[size_line..end]);
                            self.position += after;
                        }
                        Some(_) => return Chunked::Malformed,
                        None => return Chunked::Partial,
                    }
                }
            }
        }
    }

    /// The data of all chunks, with that of an unfinished last one: what a client had read when the connection ended.
    pub(super) fn so_far(mut self, input: &[u8]) -> Vec<u8> {
        let rest = &input[self.position..];
        if let Ok(httparse::Status::Complete((size_line, size))) = httparse::parse_chunk_size(rest) {
            let data = &rest[size_line..];
            let size = usize::try_from(size).unwrap_or(usize::MAX).min(data.len());
            self.body.extend_from_slice(&data[..size]);
        }
        self.body
    }
}
