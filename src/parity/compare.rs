//! Compares the answers to one request.

use super::answers::{Answers, Report};
use super::body::compare_bodies;
use super::formats::Format;
use super::headers::{compare_headers, compare_trailers};
use super::identity::MadeUp;
use super::noise::Window;
use super::rules::Rules;
use super::transport::{TransportNote, compare_transport, ends_with_connection};
use super::verdict::Kind;
use super::walk::{Allowance, Finding};
use crate::traffic::{Ending, Response};

/// What a comparison says of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Byte-equal apart from allowed differences.
    Identical,
    /// Equal as JSON.
    Equivalent,
    /// Not equal.
    Differing,
    /// Unknown.
    Undecided,
}

/// The result of one comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Over all parts.
    pub class: Class,
    /// Where the answers differ.
    pub findings: Vec<Finding>,
    /// Where they were allowed to differ.
    pub allowances: Vec<Allowance>,
    /// Values that each server made up.
    pub made_up: Vec<MadeUp>,
    /// The formats of the values that may differ.
    pub formats: Vec<Format>,
    /// What only the transport shows.
    pub transport: Vec<TransportNote>,
}

/// Compares the answers to one request within a time window.
pub fn compare(answers: Answers<'_>, rules: &Rules<'_>, window: Window) -> Comparison {
    let mut report = Report::default();
    let transport = compare_transport(answers);
    for note in transport.iter().filter(|note| note.is_judged(rules.judge)) {
        report.find(Kind::Transport, &note.what, &note.old, &note.new);
    }
    // Without a whole answer from each there is nothing to compare.
    if compare_endings(answers, &mut report) {
        compare_status(answers, &mut report);
        compare_headers(answers, rules, window, &mut report);
        compare_trailers(answers, rules, window, &mut report);
        compare_bodies(answers, rules, window, &mut report);
    }
    let class = if report.findings.iter().any(|finding| finding.kind != Kind::Undecided) {
        Class::Differing
    } else if !report.findings.is_empty() {
        Class::Undecided
    } else if report.inexact {
        Class::Equivalent
    } else {
        Class::Identical
    };
    let Report { findings, allowances, made_up, formats, .. } = report;
    Comparison { class, findings, allowances, made_up, formats, transport }
}

/// How an answer ended, as far as a client of HTTP can tell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Complete,
    Cut,
    Malformed,
    None,
}

fn end(response: &Response) -> End {
    match response.closed {
        Ending::Complete => End::Complete,
        // Python closes a connection with an unread request body in it by a reset, right after the whole answer.
        Ending::Reset(_) if response.answered() && ends_with_connection(response) => End::Complete,
        Ending::Closed(_) | Ending::Reset(_) => End::Cut,
        Ending::Malformed(_) => End::Malformed,
        Ending::Timeout(_) | Ending::TooLong(_) => End::None,
    }
}

/// Whether the answers ended alike, so that their parts can be compared.
fn compare_endings(answers: Answers<'_>, report: &mut Report) -> bool {
    const PATH: &str = "connection";
    let Answers { first, second, new, .. } = answers;
    if let Some(silent) = [first, second].into_iter().find(|answer| end(answer) == End::None) {
        report.find(Kind::Undecided, PATH, describe(silent), describe(new));
        return false;
    }
    if end(new) == End::None {
        report.find(Kind::Undecided, PATH, describe(first), describe(new));
        return false;
    }
    if end(first) != end(second) {
        report.find(Kind::Undecided, PATH, describe(first), describe(second));
        return false;
    }
    if end(first) != end(new) {
        let kind = if answers.doubtful { Kind::Undecided } else { Kind::Ending };
        report.find(kind, PATH, describe(first), describe(new));
        return false;
    }
    true
}

/// An answer's end in words.
fn describe(response: &Response) -> String {
    let status = if response.answered() { format!("status {}, ", response.status) } else { String::new() };
    match response.closed {
        Ending::Complete => format!("{status}complete"),
        Ending::Closed(0) => "closed without an answer".to_owned(),
        Ending::Reset(0) => "reset without an answer".to_owned(),
        Ending::Closed(bytes) => format!("{status}closed after {bytes} bytes, before its end"),
        Ending::Reset(bytes) => format!("{status}reset after {bytes} bytes, before its end"),
        Ending::Timeout(0) => "no answer in time".to_owned(),
        Ending::Timeout(bytes) => format!("{status}not complete in time, {bytes} bytes came"),
        Ending::Malformed(bytes) => format!("{bytes} bytes that are not HTTP"),
        Ending::TooLong(bytes) => format!("{status}longer than {bytes} bytes"),
    }
}

fn compare_status(answers: Answers<'_>, report: &mut Report) {
    let Answers { first, second, new, .. } = answers;
    let text = |answer: &Response| format!("{} {}", answer.status, answer.reason).trim_end().to_owned();
    if first.status != second.status {
        report.find(Kind::Undecided, "status", text(first), text(second));
    } else if first.status != new.status {
        report.find(Kind::Status, "status", text(first), text(new));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::{Place, Source, Volatile};
    use crate::parity::Judge;
    use crate::traffic::Headers;

    const NOW: Window = Window { now: 1_700_000_000.0, width: 6.0, asked: 0.001 };

    fn response(content_type: &str, body: &[u8]) -> Response {
        let headers = [("Content-Type", content_type), ("X-Tag", "a-1"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")];
        Response {
            status: 200,
            reason: "OK".into(),
            version: 1,
            headers: headers.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec(),
            trailers: Headers::new(),
            body: body.to_vec(),
            closed: Ending::Complete,
        }
    }

    fn class(first: &Response, second: &Response, new: &Response, volatile: &[Volatile]) -> Class {
        let answers = Answers { method: "GET", first, second, new, doubtful: false };
        compare(answers, &Rules::new(volatile, "GET /", Judge::default()), NOW).class
    }

    fn against(old: &Response, new: &Response) -> Class {
        class(old, old, new, &[])
    }

    /// Every text that is one byte away: changed, removed, or put in.
    fn neighbours(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
        let spliced = |at: usize, to: usize, byte: Option<u8>| [&bytes[..at], byte.as_slice(), &bytes[to..]].concat();
        let changed = (0..bytes.len()).flat_map(move |at| {
            let others = (0..=u8::MAX).filter(move |byte| *byte != bytes[at]);
            others.map(move |byte| spliced(at, at + 1, Some(byte))).chain([spliced(at, at + 1, None)])
        });
        let longer = (0..=bytes.len()).flat_map(move |at| b"a0 \n\",}\x00\xff".map(|byte| spliced(at, at, Some(byte))));
        changed.chain(longer)
    }

    const JSON: &[u8] =
        br#"{"a": [1, 2.50, -0.0, "x\u00e9", null], "b": true, "n": NaN, "": {"c": "", "d": 12345678901234567890}}"#;

    #[test]
    fn no_byte_of_a_body_changes_unseen() {
        let bodies =
            [("application/json", JSON), ("text/plain", b"one\ntwo 2 \n"), ("image/png", b"\x89PNG\xff\x00\r\n")];
        for (content_type, body) in bodies {
            let old = response(content_type, body);
            for changed in neighbours(body) {
                let found = against(&old, &response(content_type, &changed));
                let text = String::from_utf8_lossy(&changed);
                // Only JSON has other notations for the same value: white space, zeros at the end, escapes.
                assert!(found == Class::Differing || (found == Class::Equivalent && body == JSON), "{found:?} {text}");
            }
        }
    }

    #[test]
    fn no_byte_around_noise_changes_unseen() {
        let body = |stamp: &str| format!("{{\"id\": 1, \"at\": {stamp}, \"tags\": [\"a\", \"b\"]}}");
        let (first, second) = (body("1700000000"), body("1700000001"));
        let (one, other) =
            (response("application/json", first.as_bytes()), response("application/json", second.as_bytes()));
        assert_eq!(
            class(&one, &other, &response("application/json", body("1700000002").as_bytes()), &[]),
            Class::Identical
        );
        let at = first.find("1700000000").expect("in the text");
        for changed in neighbours(first.as_bytes()) {
            let inside =
                changed.starts_with(&first.as_bytes()[..at]) && changed.ends_with(&first.as_bytes()[at + 10..]);
            let found = class(&one, &other, &response("application/json", &changed), &[]);
            assert!(inside || found != Class::Identical, "{}", String::from_utf8_lossy(&changed));
        }
    }

    #[test]
    fn no_byte_of_a_header_changes_unseen() {
        let old = response("text/plain", b"");
        for index in 0..old.headers.len() {
            for changed in neighbours(old.headers[index].1.as_bytes()) {
                let mut new = old.clone();
                new.headers[index].1 = changed.iter().map(|byte| char::from(*byte)).collect();
                assert_eq!(against(&old, &new), Class::Differing, "{:?}", new.headers);
            }
            let mut new = old.clone();
            new.headers.remove(index);
            assert_eq!(against(&old, &new), Class::Differing, "{:?}", new.headers);
            new.headers.extend([old.headers[index].clone(), old.headers[index].clone()]);
            assert_eq!(against(&old, &new), Class::Differing, "{:?}", new.headers);
            let mut new = old.clone();
            new.headers[index].0.push('x');
            assert_eq!(against(&old, &new), Class::Differing, "{:?}", new.headers);
        }
    }

    #[test]
    fn what_carries_no_meaning_is_no_difference() {
        let old = response("text/plain", b"");
        let mut new = old.clone();
        new.headers.rotate_left(1);
        new.headers[0].0 = "X-TAG".into();
        new.headers.push(("Date".into(), "x".into()));
        (new.version, new.reason) = (0, "Fine".into());
        assert_eq!(against(&old, &new), Class::Identical);
        let answers = Answers { method: "GET", first: &old, second: &old, new: &new, doubtful: false };
        let judge = Judge { reason: true, ..Judge::default() };
        assert_eq!(compare(answers, &Rules::new(&[], "GET /", judge), NOW).class, Class::Differing);
    }

    #[test]
    fn a_status_and_an_end_are_compared() {
        let old = response("text/plain", b"abc");
        let with = |status: u16, closed: Ending| Response { status, closed, ..old.clone() };
        assert_eq!(against(&old, &with(201, Ending::Complete)), Class::Differing);
        assert_eq!(against(&old, &with(200, Ending::Timeout(3))), Class::Undecided);
        assert_eq!(against(&old, &with(0, Ending::Closed(0))), Class::Differing);
        assert_eq!(against(&old, &with(200, Ending::Reset(90))), Class::Identical, "the whole body, then a reset");
        assert_eq!(class(&old, &with(201, Ending::Complete), &old, &[]), Class::Undecided);
        let cut = with(200, Ending::Closed(80));
        assert_eq!(against(&cut, &cut), Class::Identical);
        let answers =
            Answers { method: "GET", first: &old, second: &old, new: &with(0, Ending::Closed(0)), doubtful: true };
        assert_eq!(compare(answers, &Rules::new(&[], "GET /", Judge::default()), NOW).class, Class::Undecided);
    }

    #[test]
    fn a_length_without_body_is_compared() {
        let sized = |length: &str| {
            let mut answer = response("text/plain", b"");
            answer.headers.push(("Content-Length".into(), length.into()));
            answer
        };
        let (old, new) = (sized("2"), sized("3"));
        let compared = |method| {
            let answers = Answers { method, first: &old, second: &old, new: &new, doubtful: false };
            compare(answers, &Rules::new(&[], "HEAD /", Judge::default()), NOW).class
        };
        assert_eq!((compared("HEAD"), compared("GET")), (Class::Differing, Class::Identical));
    }

    #[test]
    fn volatile_headers_keep_their_format() {
        let volatile = Volatile {
            route: Some("/".into()),
            place: Place::Header,
            path: "x-tag".into(),
            source: Source::Random,
            type_name: "string".into(),
        };
        let old = response("text/plain", b"");
        let tagged = |tag: &str| {
            let mut new = old.clone();
            new.headers[1].1 = tag.into();
            class(&old, &old, &new, std::slice::from_ref(&volatile))
        };
        assert_eq!(tagged("a-7"), Class::Identical);
        assert_eq!(tagged("b-7"), Class::Differing);
        assert_eq!(tagged("a-x"), Class::Differing);
    }

    #[test]
    fn another_order_of_keys_is_equivalent_and_of_items_is_not() {
        let json = |text: &str| response("application/json", text.as_bytes());
        let old = json(r#"{"a": 1, "b": [1, 2]}"#);
        assert_eq!(against(&old, &json(r#"{"b": [1, 2], "a": 1}"#)), Class::Equivalent);
        assert_eq!(against(&old, &json(r#"{"a":1,"b":[1,2]}"#)), Class::Equivalent);
        assert_eq!(against(&old, &json(r#"{"a": 1, "b": [2, 1]}"#)), Class::Differing);
        assert_eq!(against(&old, &json(r#"{"a": 1.0, "b": [1, 2]}"#)), Class::Differing);
        assert_eq!(against(&old, &json(r#"{"a": 1, "a": 1, "b": [1, 2]}"#)), Class::Differing);
        // The originals disagree about the order, so that any order is theirs.
        let second = json(r#"{"b": [1, 2], "a": 1}"#);
        assert_eq!(class(&old, &second, &second, &[]), Class::Identical);
        assert_eq!(class(&old, &second, &json(r#"{"b":[1,2],"a":1}"#), &[]), Class::Equivalent);
    }
}
