//! Credentials do not reach the tape.
//!
//! A secret is replaced by a pseudonym: the same letters-and-digits shape, the same length, the same one wherever the
//! secret stands. So lengths and formats stay true, and a token that one answer hands out and later requests carry can
//! still be followed by whoever replays the tape.

use std::collections::BTreeSet;
use std::ops::Range;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::traffic::{Exchange, Headers};

/// Header fields whose values are credentials.
const HEADERS: &[&str] = &[
    "authorization",
    "proxy-authorization",
    "cookie",
    "set-cookie",
    "x-api-key",
    "x-auth-token",
    "x-access-token",
    "x-csrf-token",
    "x-xsrf-token",
];
/// JSON keys, form fields and query parameters whose values are credentials, without `_` and `-`.
const FIELDS: &[&str] = &[
    "accesstoken",
    "apikey",
    "authtoken",
    "clientsecret",
    "csrftoken",
    "idtoken",
    "newpassword",
    "oldpassword",
    "passwd",
    "password",
    "privatekey",
    "pwd",
    "refreshtoken",
    "secret",
    "sessionid",
    "sessiontoken",
    "token",
];
/// Shorter secrets are replaced where they are named only: a short word stands in many places by chance.
const FOUND_ELSEWHERE: usize = 8;
/// How many secrets are remembered to be found elsewhere.
const REMEMBERED: usize = 100_000;

/// What is hidden, and under which pseudonyms.
#[derive(Debug)]
pub struct Redaction {
    headers: BTreeSet<String>,
    fields: BTreeSet<String>,
    key: [u8; 16],
    known: BTreeSet<String>,
}

impl Redaction {
    /// The usual credentials, and further header names and field names. The pseudonyms depend on `key`: who does not
    /// have it cannot try out secrets against them.
    pub fn new(headers: &[String], fields: &[String], key: [u8; 16]) -> Self {
        let headers =
            HEADERS.iter().map(ToString::to_string).chain(headers.iter().map(|name| name.to_ascii_lowercase()));
        let fields = FIELDS.iter().map(ToString::to_string).chain(fields.iter().map(|name| plain(name)));
        Self { headers: headers.collect(), fields: fields.collect(), key, known: BTreeSet::new() }
    }

    /// Hides nothing.
    pub fn none() -> Self {
        Self { headers: BTreeSet::new(), fields: BTreeSet::new(), key: [0; 16], known: BTreeSet::new() }
    }

    /// Hides the secrets of an exchange; gives the number of its bodies that could not be searched because they are
    /// compressed.
    pub(super) fn apply(&mut self, exchange: &mut Exchange) -> u64 {
        if self.headers.is_empty() && self.fields.is_empty() {
            return 0;
        }
        let mut unsearched = 0;
        let request = &mut exchange.request;
        self.target(&mut request.target);
        let form = has(&request.headers, "content-type", "application/x-www-form-urlencoded");
        unsearched += self.message(&mut request.headers, &mut request.body, form);
        if let Some(response) = &mut exchange.response {
            unsearched += self.message(&mut response.headers, &mut response.body, false);
        }
        unsearched
    }

    fn message(&mut self, headers: &mut Headers, body: &mut Vec<u8>, form: bool) -> u64 {
        for (name, value) in headers.iter_mut() {
            let name = name.to_ascii_lowercase();
            if self.headers.contains(&name) {
                *value = self.header(&name, value);
            } else {
                *value = self.elsewhere(value);
            }
        }
        let compressed = headers.iter().any(|(name, value)| {
            name.eq_ignore_ascii_case("content-encoding") && !value.eq_ignore_ascii_case("identity")
        });
        if compressed && !body.is_empty() {
            return 1;
        }
        let Ok(text) = std::str::from_utf8(body) else { return 0 };
        let text = if form {
            self.pairs(text)
        } else if text.trim_start().starts_with(['{', '[']) {
            self.json(text)
        } else {
            text.to_owned()
        };
        *body = self.elsewhere(&text).into_bytes();
        0
    }

    fn header(&mut self, name: &str, value: &str) -> String {
        match name {
            "authorization" | "proxy-authorization" => match value.split_once(' ') {
                Some((scheme, credentials)) if scheme.eq_ignore_ascii_case("basic") => {
                    format!("{scheme} {}", self.basic(credentials.trim()))
                }
                Some((scheme, credentials)) => format!("{scheme} {}", self.secret(credentials)),
                None => self.secret(value),
            },
            "cookie" => {
                let cookies: Vec<String> = value.split(';').map(|cookie| self.cookie(cookie)).collect();
                cookies.join(";")
            }
            "set-cookie" => match value.split_once(';') {
                Some((cookie, attributes)) => format!("{};{attributes}", self.cookie(cookie)),
                None => self.cookie(value),
            },
            _ => self.secret(value),
        }
    }

    /// `user:password` in base64: the user stays.
    fn basic(&mut self, credentials: &str) -> String {
        let decoded = STANDARD.decode(credentials).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        match decoded.as_deref().and_then(|pair| pair.split_once(':')) {
            Some((user, password)) => STANDARD.encode(format!("{user}:{}", self.secret(password))),
            None => self.secret(credentials),
        }
    }

    fn cookie(&mut self, cookie: &str) -> String {
        match cookie.split_once('=') {
            Some((name, value)) => format!("{name}={}", self.secret(value)),
            None => cookie.to_owned(),
        }
    }

    fn target(&mut self, target: &mut String) {
        let replaced = match target.split_once('?') {
            Some((path, query)) => format!("{path}?{}", self.pairs(query)),
            None => target.clone(),
        };
        *target = self.elsewhere(&replaced);
    }

    /// `a=1&token=…`
    fn pairs(&mut self, text: &str) -> String {
        let pairs = text.split('&').map(|pair| match pair.split_once('=') {
            Some((name, value)) if self.fields.contains(&plain(name)) => format!("{name}={}", self.secret(value)),
            _ => pair.to_owned(),
        });
        pairs.collect::<Vec<_>>().join("&")
    }

    /// JSON text in which only the secrets change, and no other byte.
    fn json(&mut self, text: &str) -> String {
        let mut replaced = String::with_capacity(text.len());
        let mut done = 0;
        for (key, value) in members(text) {
            if self.fields.contains(&plain(&text[key])) {
                replaced.push_str(&text[done..value.start]);
                replaced.push_str(&self.secret(&text[value.clone()]));
                done = value.end;
            }
        }
        replaced.push_str(&text[done..]);
        replaced
    }

    /// The pseudonym of a secret, which is remembered.
    fn secret(&mut self, secret: &str) -> String {
        if secret.len() >= FOUND_ELSEWHERE && self.known.len() < REMEMBERED {
            self.known.insert(secret.to_owned());
        }
        self.pseudonym(secret)
    }

    /// Replaces the secrets that are known by now, where they stand as words of their own.
    fn elsewhere(&self, text: &str) -> String {
        if self.known.is_empty() {
            return text.to_owned();
        }
        let mut replaced = String::with_capacity(text.len());
        let mut rest = text;
        while !rest.is_empty() {
            let word = rest.find(|character| !is_word(character)).unwrap_or(rest.len());
            let (head, tail) = rest.split_at(word);
            if self.known.contains(head) {
                replaced.push_str(&self.pseudonym(head));
            } else {
                replaced.push_str(head);
            }
            let between = tail.find(is_word).unwrap_or(tail.len());
            replaced.push_str(&tail[..between]);
            rest = &tail[between..];
        }
        replaced
    }

    /// Another text of the same length and alphabet, the same for the same secret.
    fn pseudonym(&self, secret: &str) -> String {
        let hexadecimal = secret.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f' | b'A'..=b'F' | b'-'));
        let letters = if hexadecimal { 6 } else { 26 };
        let mut escaped = false;
        let characters = secret.chars().zip(self.noise(secret)).map(|(character, noise)| {
            // What follows a backslash or a percent sign belongs to it.
            if std::mem::take(&mut escaped) {
                return character;
            }
            escaped = character == '\\';
            match character {
                '0'..='9' => char::from(b'1' + noise % 9),
                'a'..='z' => char::from(b'a' + noise % letters),
                'A'..='Z' => char::from(b'A' + noise % letters),
                other => other,
            }
        });
        characters.collect()
    }

    /// Bytes that depend on the secret and the key: HMAC-SHA256 in counter mode.
    fn noise(&self, secret: &str) -> impl Iterator<Item = u8> {
        let (key, secret) = (self.key, secret.to_owned());
        (0_u64..).flat_map(move |block| {
            // A key of any length is taken.
            let mac = Hmac::<Sha256>::new_from_slice(&key).ok();
            let mac =
                mac.map(|mac| mac.chain_update(block.to_le_bytes()).chain_update(&secret).finalize().into_bytes());
            mac.map(|bytes| bytes.to_vec()).unwrap_or_default()
        })
    }
}

/// A field's name without what only separates words.
fn plain(name: &str) -> String {
    name.chars()
        .filter(|character| !matches!(character, '_' | '-'))
        .map(|character| character.to_ascii_lowercase())
        .collect()
}

fn has(headers: &Headers, name: &str, start: &str) -> bool {
    let mut values = headers.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name));
    values.any(|(_, value)| value.to_ascii_lowercase().starts_with(start))
}

fn is_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '-' | '.' | '~' | '+' | '=')
}

/// The members of all objects in JSON text whose values are strings or numbers: where the key stands and where the value,
/// both without quotes. What is not JSON gives what can be made of it.
fn members(text: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut last: Option<Range<usize>> = None;
    let mut key: Option<Range<usize>> = None;
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'"' => {
                let start = at + 1;
                at = start;
                while at < bytes.len() && bytes[at] != b'"' {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
                let string = start..at.min(bytes.len());
                match key.take() {
                    Some(key) if text.is_char_boundary(string.end) => found.push((key, string)),
                    _ => last = Some(string),
                }
                at += 1;
            }
            b':' => {
                key = last.take().filter(|string| text.is_char_boundary(string.end));
                at += 1;
            }
            b'-' | b'0'..=b'9' => {
                let start = at;
                while at < bytes.len() && matches!(bytes[at], b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9') {
                    at += 1;
                }
                if let Some(key) = key.take() {
                    found.push((key, start..at));
                }
            }
            b'{' | b'[' | b',' | b'}' | b']' => {
                (key, last) = (None, None);
                at += 1;
            }
            _ => at += 1,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::traffic::{Ending, Request, Response};

    fn exchange(target: &str, headers: &[(&str, &str)], body: &str, answer: &str) -> Exchange {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let request =
            Request { id: "1".into(), method: "POST".into(), target: target.into(), headers, body: body.into() };
        let response = Response {
            status: 200,
            reason: "OK".into(),
            version: 1,
            headers: vec![],
            trailers: vec![],
            body: answer.into(),
            closed: Ending::Complete,
        };
        Exchange { request, response: Some(response), time: None, latency_ms: None }
    }

    fn body(exchange: &Exchange) -> String {
        String::from_utf8_lossy(&exchange.response.as_ref().expect("answered").body).into_owned()
    }

    #[test]
    fn a_token_keeps_its_name_from_the_login_on() {
        let mut redaction = Redaction::new(&[], &[], [7; 16]);
        let token = "eyJhbGciOi.J9-abc_DEF123";
        let mut login = exchange(
            "/login",
            &[],
            r#"{"user": "ann", "pass\u0077ord": "x", "Password" : "s3cr\"et!"}"#,
            &format!(r#"{{"access_token":"{token}","expires":3600}}"#),
        );
        assert_eq!(redaction.apply(&mut login), 0);
        let sent = String::from_utf8_lossy(&login.request.body).into_owned();
        assert!(sent.starts_with(r#"{"user": "ann", "#) && !sent.contains("s3cr"), "{sent}");
        assert_eq!(sent.len(), r#"{"user": "ann", "pass\u0077ord": "x", "Password" : "s3cr\"et!"}"#.len());
        let pseudonym = body(&login).split('"').nth(3).expect("a token").to_owned();
        assert_ne!(pseudonym, token);
        assert_eq!(pseudonym.len(), token.len());
        let bearer = format!("Bearer {token}");
        let mut later =
            exchange(&format!("/me/{token}?token={token}&page=2"), &[("Authorization", &bearer)], "", token);
        redaction.apply(&mut later);
        assert_eq!(later.request.target, format!("/me/{pseudonym}?token={pseudonym}&page=2"));
        assert_eq!(later.request.headers[0].1, format!("Bearer {pseudonym}"));
        assert_eq!(body(&later), pseudonym);
    }

    #[test]
    fn cookies_and_passwords_are_hidden_where_they_stand() {
        let mut redaction = Redaction::new(&["X-Own".into()], &["pin_code".into()], [1; 16]);
        let basic = format!("Basic {}", STANDARD.encode("ann:hunter22"));
        let mut login = exchange(
            "/",
            &[
                ("Authorization", &basic),
                ("Cookie", "sid=abc123; theme=dark"),
                ("x-own", "Key 1"),
                ("Content-Type", "application/x-www-form-urlencoded"),
            ],
            "user=ann&pinCode=1234&z=",
            "{}",
        );
        redaction.apply(&mut login);
        let headers = &login.request.headers;
        let decoded = STANDARD.decode(headers[0].1.trim_start_matches("Basic ")).expect("base64");
        let decoded = String::from_utf8(decoded).expect("UTF-8");
        assert!(decoded.starts_with("ann:") && decoded != "ann:hunter22" && decoded.len() == 12, "{decoded}");
        assert!(headers[1].1.starts_with("sid=") && !headers[1].1.contains("abc123"), "{}", headers[1].1);
        assert_ne!(headers[2].1, "Key 1");
        let sent = String::from_utf8_lossy(&login.request.body).into_owned();
        assert!(sent.starts_with("user=ann&pinCode=") && sent.ends_with("&z=") && !sent.contains("1234"), "{sent}");
    }

    #[test]
    fn nothing_else_changes() {
        let mut redaction = Redaction::new(&[], &[], [1; 16]);
        let text = r#"{"a":[1,"token",{"tokens":"x","b":null}],"token":null,"secret":{"k":"v"}} "#;
        let same = exchange("/a?b=c&d", &[("Host", "h")], text, text);
        let mut changed = same.clone();
        redaction.apply(&mut changed);
        assert_eq!(changed, same);
        let mut none = exchange("/?token=abcdefgh", &[("Cookie", "a=b")], "", "");
        let before = none.clone();
        Redaction::none().apply(&mut none);
        assert_eq!(none, before);
    }

    #[test]
    fn compressed_bodies_are_counted() {
        let mut redaction = Redaction::new(&[], &[], [1; 16]);
        let mut zipped = exchange("/", &[("Content-Encoding", "gzip")], "zipped", "");
        assert_eq!(redaction.apply(&mut zipped), 1);
    }
}
