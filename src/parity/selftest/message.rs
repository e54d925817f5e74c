//! Corruptions of what stands around a body.

use super::{Corrupted, Expected};
use crate::parity::transport::is_transport;
use crate::traffic::{Ending, Response};

pub(super) fn corrupt(old: &Response, judge: &mut dyn FnMut(Corrupted)) {
    let mut changed = |part, corruption, change: &dyn Fn(&mut Response)| {
        let mut new = old.clone();
        change(&mut new);
        judge(Corrupted::of(part, corruption, old, new));
    };
    if old.closed == Ending::Complete {
        let length = u64::try_from(old.body.len()).unwrap_or(u64::MAX);
        changed("end", "closed before the answer's end", &|new| new.closed = Ending::Closed(length));
        changed("end", "closed without an answer", &|new| {
            *new =
                Response { status: 0, headers: Vec::new(), body: Vec::new(), closed: Ending::Closed(0), ..new.clone() };
        });
        changed("end", "not HTTP", &|new| new.closed = Ending::Malformed(length));
    }
    changed("status", "another one of the same class", &|new| new.status += 1);
    changed("status", "of another class", &|new| new.status = if new.status >= 500 { 200 } else { 500 });
    changed("header", "one more", &|new| new.headers.push(("X-More".to_owned(), "1".to_owned())));
    changed("trailer", "one more", &|new| new.trailers.push(("X-Sum".to_owned(), "1".to_owned())));
    for (at, (name, value)) in old.headers.iter().enumerate() {
        let lower = name.to_ascii_lowercase();
        if is_transport(&lower) {
            continue;
        }
        changed("header", "one is missing", &|new| {
            new.headers.remove(at);
        });
        changed("header", "another value", &|new| new.headers[at].1.push('x'));
        changed("header", "another name", &|new| new.headers[at].0.push('x'));
        if lower == "set-cookie" {
            changed("cookie", "another value", &|new| new.headers[at].1 = value.replacen('=', "=x", 1));
            if let Some((rest, _)) = value.rsplit_once(';') {
                changed("cookie", "an attribute is missing", &|new| rest.clone_into(&mut new.headers[at].1));
            }
        }
        // A field sent twice is two fields, even with one value.
        changed("header", "sent twice", &|new| new.headers.push(new.headers[at].clone()));
    }
    // Of an answer without a body the length is a statement about what a GET would answer.
    if old.header("content-length").next().is_some() {
        let head = Response { body: Vec::new(), ..old.clone() };
        let mut new = head.clone();
        new.headers
            .iter_mut()
            .filter(|(name, _)| name.eq_ignore_ascii_case("content-length"))
            .for_each(|field| field.1.push('0'));
        let corrupted = Corrupted::of("HEAD", "another Content-Length", &head, new);
        judge(Corrupted { method: "HEAD", expected: Expected::Differing, ..corrupted });
    }
}
