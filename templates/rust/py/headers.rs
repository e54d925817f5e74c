//! The headers of a request.

use super::latin1::latin1_decode;

/// The headers in the order in which they came, with the names as they were written.
#[derive(Debug, Clone, Default)]
pub struct Headers(Vec<(String, String)>);

impl Headers {
    /// Reads header lines as Python's email parser does: a line that is no header ends the headers, and a line that begins with a space
    /// continues the one before it.
    pub fn parse(block: &[u8]) -> Headers {
        let mut headers: Vec<(String, String)> = Vec::new();
        let mut open = false;
        for line in lines(block) {
            if matches!(line.first(), Some(b' ' | b'\t')) {
                if let (true, Some((_, value))) = (open, headers.last_mut()) {
                    value.push_str("\r\n");
                    value.push_str(&latin1_decode(line));
                }
                continue;
            }
            let Some(colon) = line.iter().position(|b| *b == b':') else { break };
            if !line[..colon].iter().all(|b| matches!(b, b'!'..=b'~')) {
                break;
            }
            open = colon > 0;
            if open {
                let value = latin1_decode(&line[colon + 1..]);
                headers.push((latin1_decode(&line[..colon]), value.trim_start_matches([' ', '\t']).to_owned()));
            }
        }
        Headers(headers)
    }

    /// `headers.get(name)`
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// `headers.get_all(name)`
    pub fn get_all(&self, name: &str) -> Vec<String> {
        self.0.iter().filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.clone()).collect()
    }

    /// `name in headers`
    pub fn contains(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// `headers.items()`
    pub fn items(&self) -> Vec<(String, String)> {
        self.0.clone()
    }

    /// `headers.keys()`
    pub fn keys(&self) -> Vec<String> {
        self.0.iter().map(|(key, _)| key.clone()).collect()
    }

    /// `headers.values()`
    pub fn values(&self) -> Vec<String> {
        self.0.iter().map(|(_, value)| value.clone()).collect()
    }

    /// The headers in order.
    pub fn iter(&self) -> std::slice::Iter<'_, (String, String)> {
        self.0.iter()
    }

    /// `len(headers)`
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The lines of a block, whichever way they end.
fn lines(block: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = block;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = rest.iter().position(|b| matches!(b, b'\r' | b'\n')).unwrap_or(rest.len());
        let line = &rest[..end];
        rest = &rest[end..];
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.get(1..)).unwrap_or(&[]);
        Some(line)
    })
}
