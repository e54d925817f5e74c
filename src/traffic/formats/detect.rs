//! Which format a file is in.

use std::path::Path;

use anyhow::{Result, bail};

use super::{Format, access_log, gor};

const CHOICES: &str =
    "`pivot tape convert --from tape|har|gor|vegeta|curl|postman|openapi|access-log` reads what is not recognised";

/// The format that an extension stands for; `.jsonl` and `.json` are several.
pub(super) fn by_name(path: &Path) -> Option<Format> {
    let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
    let extension = name.rsplit_once('.')?.1.to_owned();
    match extension.as_str() {
        "har" => Some(Format::Har),
        "gor" => Some(Format::Gor),
        "curl" | "sh" => Some(Format::Curl),
        "log" => Some(Format::AccessLog),
        "hurl" => Some(Format::Hurl),
        "js" => Some(Format::K6),
        "py" => Some(Format::Locust),
        _ if name.ends_with(".postman_collection.json") => Some(Format::Postman),
        _ if name.ends_with(".vegeta.json") || name.ends_with(".vegeta.jsonl") => Some(Format::Vegeta),
        _ => None,
    }
}

/// The format of a file that starts so and whose name says `named`.
///
/// # Errors
/// It is none that pivot knows, or name and content say different things.
pub(super) fn format(name: &str, head: &[u8], named: Option<Format>) -> Result<Format> {
    let head = head.strip_prefix(b"\xef\xbb\xbf".as_slice()).unwrap_or(head);
    if head.starts_with(b"\x1f\x8b") {
        bail!("{name} is compressed with gzip; unpack it first (gunzip -c FILE | pivot tape … -)");
    }
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        bail!("{name} is UTF-16; formats of requests are UTF-8");
    }
    let found = by_content(name, head)?;
    match (named, found) {
        (Some(named), _) if !named.is_read() => {
            bail!("{name}: pivot writes {} and does not read it\n{CHOICES}", named.name())
        }
        (Some(named), Some(found)) if named != found => {
            bail!("{name} is called like {} and looks like {}\n{CHOICES}", named.name(), found.name())
        }
        (_, Some(format)) | (Some(format), None) => Ok(format),
        // A file without any line is a tape without any request.
        (None, None) if head.trim_ascii().is_empty() => Ok(Format::Tape),
        (None, None) => bail!("{name}: what it holds is not known\n{CHOICES}"),
    }
}

fn by_content(name: &str, head: &[u8]) -> Result<Option<Format>> {
    let text = head.trim_ascii_start();
    if text.starts_with(b"{") {
        return json(name, text);
    }
    let mut lines = text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    let Some(first) = lines.find(|line| !line.is_empty() && !line.starts_with(b"#")) else { return Ok(None) };
    if first.starts_with(b"openapi:") || first.starts_with(b"swagger:") {
        bail!("{name} is YAML, which pivot does not read; write the description as JSON");
    }
    if first == b"curl" || first.starts_with(b"curl ") || first.starts_with(b"curl\t") {
        return Ok(Some(Format::Curl));
    }
    if gor::is_header(first) {
        return Ok(Some(Format::Gor));
    }
    Ok(access_log::is_entry(first).then_some(Format::AccessLog))
}

fn json(name: &str, text: &[u8]) -> Result<Option<Format>> {
    let keys = keys(text);
    let has = |key: &str| keys.iter().any(|known| known == key);
    if has("swagger") {
        bail!("{name} is Swagger 2, which pivot does not read; convert it to OpenAPI 3");
    }
    Ok(if has("schema") || has("request") || has("target") {
        Some(Format::Tape)
    } else if has("method") && has("url") {
        Some(Format::Vegeta)
    } else if has("log") {
        Some(Format::Har)
    } else if has("openapi") {
        Some(Format::OpenApi)
    } else if has("item") || (has("info") && (has("variable") || names_postman(text))) {
        Some(Format::Postman)
    } else {
        None
    })
}

/// Whether the schema of collections is named.
fn names_postman(text: &[u8]) -> bool {
    String::from_utf8_lossy(text).contains("schema.getpostman.com")
}

/// The keys of an object, as far as they stand in its beginning.
fn keys(text: &[u8]) -> Vec<String> {
    let (mut keys, mut depth, mut is_key) = (Vec::new(), 0_usize, false);
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        match byte {
            b'{' | b'[' => {
                depth += 1;
                is_key = depth == 1;
            }
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    break;
                }
            }
            b',' => is_key = depth == 1,
            b':' => is_key = false,
            b'"' => {
                let mut end = at + 1;
                while text.get(end).is_some_and(|byte| *byte != b'"') {
                    end += if text[end] == b'\\' { 2 } else { 1 };
                }
                if is_key && let Some(key) = text.get(at + 1..end) {
                    keys.push(String::from_utf8_lossy(key).into_owned());
                }
                at = end;
            }
            _ => {}
        }
        at += 1;
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<Format> {
        format("x", text.as_bytes(), None).ok()
    }

    #[test]
    fn content_tells_the_format() {
        for (text, expected) in [
            ("{\"schema\":1}\n", Some(Format::Tape)),
            ("\u{feff}{\"method\":\"GET\",\"target\":\"/\"}", Some(Format::Tape)),
            ("{\"method\":\"GET\",\"url\":\"http://h/\"}", Some(Format::Vegeta)),
            ("{\n \"log\": {\"version\"", Some(Format::Har)),
            ("{\"info\": {\"openapi\": 1}, \"openapi\": \"3.1.0\"", Some(Format::OpenApi)),
            ("{\"info\": {\"name\": \"a\"}, \"item\": [", Some(Format::Postman)),
            ("# a\n\ncurl -s http://h", Some(Format::Curl)),
            ("1 d7123dasd913jfd21312dasdhas31 127345969\nGET", Some(Format::Gor)),
            ("127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.0\" 200 1", Some(Format::AccessLog)),
            ("{\"a\":1}", None),
            ("curly", None),
            ("{\"swagger\":\"2.0\"}", None),
            ("openapi: 3.0.0", None),
            ("", Some(Format::Tape)),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn a_doubt_is_an_error() {
        let har = b"{\"log\":{}}";
        assert!(format("a.gor", har, Some(Format::Gor)).is_err());
        assert_eq!(format("a.har", har, by_name(Path::new("a.har"))).ok(), Some(Format::Har));
        assert!(format("a.js", b"import http", Some(Format::K6)).is_err());
    }
}
