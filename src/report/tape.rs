//! Exchanges and their numbers, for people.

use std::fmt::Write;

use crate::traffic::formats::Notes;
use crate::traffic::stats::{Sizes, Stats};
use crate::traffic::{Ending, Exchange, Headers, Response};

/// How many bytes of a binary body are shown.
const HEX: usize = 64;

/// An exchange as text: what was asked behind `>`, what was answered behind `<`. `most` bytes of a body are shown.
pub fn exchange(exchange: &Exchange, most: usize) -> String {
    let Exchange { request, response, time, latency_ms } = exchange;
    let mut text = format!("#{}", visible(&request.id));
    if let Some(time) = time {
        // Writing to a string cannot fail.
        let _ = write!(text, "  {}", visible(time));
    }
    if let Some(latency) = latency_ms {
        let _ = write!(text, "  {latency} ms");
    }
    let _ = writeln!(text, "\n> {} {}", visible(&request.method), visible(&request.target));
    headers(&mut text, '>', &request.headers);
    body(&mut text, '>', &request.body, most);
    if let Some(response) = response {
        answer(&mut text, response, most);
    }
    text
}

fn answer(text: &mut String, response: &Response, most: usize) {
    if response.answered() {
        let _ = writeln!(text, "< {} {}", response.status, visible(&response.reason));
    } else {
        text.push_str("< no answer\n");
    }
    headers(text, '<', &response.headers);
    body(text, '<', &response.body, most);
    headers(text, '<', &response.trailers);
    let end = match response.closed {
        Ending::Complete => return,
        Ending::Closed(bytes) => format!("closed after {bytes} bytes"),
        Ending::Reset(bytes) => format!("reset after {bytes} bytes"),
        Ending::Timeout(bytes) => format!("not complete in time, after {bytes} bytes"),
        Ending::Malformed(bytes) => format!("not HTTP, {bytes} bytes"),
        Ending::TooLong(bytes) => format!("too long, {bytes} bytes"),
    };
    let _ = writeln!(text, "< ({end})");
}

fn headers(text: &mut String, sign: char, headers: &Headers) {
    for (name, value) in headers {
        let _ = writeln!(text, "{sign} {}: {}", visible(name), visible(value));
    }
}

/// A body as its text, or as a few of its bytes where it is none.
fn body(text: &mut String, sign: char, bytes: &[u8], most: usize) {
    if bytes.is_empty() {
        return;
    }
    let _ = writeln!(text, "{sign}");
    let Some(whole) = std::str::from_utf8(bytes).ok().filter(|whole| !whole.contains('\0')) else {
        let shown: Vec<String> = bytes.iter().take(HEX.min(most)).map(|byte| format!("{byte:02x}")).collect();
        let more = if bytes.len() > shown.len() { " …" } else { "" };
        let _ = writeln!(text, "{sign} {}{more} ({} bytes)", shown.join(" "), bytes.len());
        return;
    };
    let end = (0..=most.min(whole.len())).rev().find(|end| whole.is_char_boundary(*end)).unwrap_or(0);
    for line in whole[..end].lines() {
        let _ = writeln!(text, "{sign} {}", visible(line));
    }
    if end < whole.len() {
        let _ = writeln!(text, "{sign} … ({} bytes)", bytes.len());
    }
}

/// A text that a terminal shows and does not obey.
fn visible(text: &str) -> String {
    let mut found = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_control() && character != '\t' {
            let _ = write!(found, "\\x{:02x}", u32::from(character));
        } else {
            found.push(character);
        }
    }
    found
}

/// The numbers as text.
pub fn stats(stats: &Stats) -> String {
    let mut text = format!("{} requests, {} answers\n", stats.requests, stats.answers);
    if let (Some(first), Some(last), Some(span)) = (&stats.first, &stats.last, stats.span_s) {
        let _ = writeln!(text, "from {} to {} ({span:.1} s)", visible(first), visible(last));
    }
    if stats.without_time > 0 && stats.first.is_some() {
        let _ = writeln!(text, "{} without a time", stats.without_time);
    }
    let _ = writeln!(text, "sessions: {}; {} requests without one", stats.sessions, stats.without_session);
    sizes(&mut text, "request bodies", &stats.request_bodies);
    sizes(&mut text, "answer bodies", &stats.answer_bodies);
    let latency = &stats.latency;
    if latency.known > 0 {
        #[expect(clippy::cast_precision_loss, reason = "a mean of so many is not exact anyway")]
        let mean = latency.total_ms / latency.known as f64;
        let _ = writeln!(text, "latency: {mean:.2} ms on average, {:.2} ms at most", latency.longest_ms);
    }
    let counts: Vec<String> =
        stats.methods.iter().map(|(method, count)| format!("{} {count}", visible(method))).collect();
    let _ = writeln!(text, "methods: {}", counts.join(", "));
    let mut routes: Vec<_> = stats.routes.iter().collect();
    routes.sort_by_key(|(_, route)| std::cmp::Reverse(route.requests));
    let width = routes.iter().map(|(name, _)| visible(name).chars().count()).max().unwrap_or(0);
    for (name, route) in routes {
        let statuses: Vec<String> =
            route.statuses.iter().map(|(status, count)| format!("{count} × {status}")).collect();
        let line = format!("  {:width$}  {:>7}  {}", visible(name), route.requests, statuses.join(", "));
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text
}

fn sizes(text: &mut String, what: &str, sizes: &Sizes) {
    if sizes.bodies > 0 {
        let _ = writeln!(text, "{what}: {}, {} bytes, the longest {}", sizes.bodies, sizes.total, sizes.longest);
    }
}

/// What a format had no place for: one line each.
pub fn notes(notes: &Notes) -> String {
    let mut text = String::new();
    for (what, count) in notes.iter() {
        let _ = writeln!(text, "note: {count} × {}", visible(what));
    }
    text
}
