//! Changes that only the transport shows: listed, and judged where that is asked.

use super::{Corrupted, Expected};
use crate::traffic::Response;

pub(super) fn corrupt(old: &Response, judge: &mut dyn FnMut(Corrupted)) {
    let mut changed = |corruption, change: &dyn Fn(&mut Response)| {
        let mut new = old.clone();
        change(&mut new);
        if new != *old {
            let corrupted = Corrupted::of("transport", corruption, old, new);
            judge(Corrupted { expected: Expected::Transport, ..corrupted });
        }
    };
    let without = |new: &mut Response, name: &str| new.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
    changed("no Date", &|new| without(new, "date"));
    changed("another Server", &|new| {
        new.headers
            .iter_mut()
            .filter(|(name, _)| name.eq_ignore_ascii_case("server"))
            .for_each(|field| field.1.push('x'));
    });
    changed("a hop-by-hop header", &|new| new.headers.push(("Keep-Alive".to_owned(), "timeout=5".to_owned())));
    changed("another reason phrase", &|new| new.reason.push('x'));
    changed("another version of HTTP", &|new| new.version ^= 1);
    if old.header("content-length").next().is_some() && !matches!(old.status, 204 | 304) {
        changed("chunks for Content-Length", &|new| {
            without(new, "content-length");
            new.headers.push(("Transfer-Encoding".to_owned(), "chunked".to_owned()));
        });
    }
}
