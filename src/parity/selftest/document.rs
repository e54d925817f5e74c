//! Corruptions of a body: of each value where it is JSON, else of its text or bytes.

use super::{Corrupted, Expected};
use crate::parity::json::{self, Member, Node, Value};
use crate::traffic::Response;

/// How many values of one body are corrupted: an answer may be long.
const VALUES: usize = 200;

pub(super) fn corrupt(old: &Response, judge: &mut dyn FnMut(Corrupted)) {
    let tree = json::read(&old.body).filter(|node| matches!(node.value, Value::Array(_) | Value::Object(_)));
    match (tree, std::str::from_utf8(&old.body)) {
        (Some(tree), Ok(text)) => {
            let mut document = Document { old, text, judge, left: VALUES };
            document.value(&tree);
            document.replaced("JSON", "white space around it", Expected::Equivalent, tree.end, tree.end, "\n");
        }
        (_, Ok(text)) if !text.is_empty() => corrupt_text(old, text, judge),
        (_, Err(_)) => corrupt_bytes(old, judge),
        _ => {}
    }
}

fn corrupt_text(old: &Response, text: &str, judge: &mut dyn FnMut(Corrupted)) {
    let mut changed = |corruption, body: String| {
        judge(Corrupted::of("text", corruption, old, Response { body: body.into_bytes(), ..old.clone() }));
    };
    let last = text.char_indices().last().map_or(0, |(at, _)| at);
    let other = if text[last..] == *"x" { "y" } else { "x" };
    changed("another letter", format!("{}{other}", &text[..last]));
    changed("a letter is missing", text[..last].to_owned());
    changed("a line more", format!("{text}\nmore"));
    changed("another line end", format!("{}\r\n", text.trim_end_matches('\n')));
    changed("white space at the end", format!("{text} "));
}

fn corrupt_bytes(old: &Response, judge: &mut dyn FnMut(Corrupted)) {
    let mut changed = |corruption, body: Vec<u8>| {
        judge(Corrupted::of("bytes", corruption, old, Response { body, ..old.clone() }));
    };
    let (last, rest) = old.body.split_last().unwrap_or((&0, &[]));
    changed("another byte", [rest, &[last ^ 1]].concat());
    changed("a byte is missing", rest.to_vec());
    changed("a byte more", [&old.body[..], &[0]].concat());
}

/// A JSON body, corrupted value by value.
struct Document<'a> {
    old: &'a Response,
    text: &'a str,
    judge: &'a mut dyn FnMut(Corrupted),
    left: usize,
}

impl Document<'_> {
    fn replaced(
        &mut self,
        part: &'static str,
        corruption: &'static str,
        expected: Expected,
        start: usize,
        end: usize,
        with: &str,
    ) {
        let body = [&self.text[..start], with, &self.text[end..]].concat().into_bytes();
        let corrupted = Corrupted::of(part, corruption, self.old, Response { body, ..self.old.clone() });
        (self.judge)(Corrupted { expected, ..corrupted });
    }

    fn put(&mut self, corruption: &'static str, node: &Node, with: &str) {
        self.replaced("JSON", corruption, Expected::Differing, node.start, node.end, with);
    }

    fn value(&mut self, node: &Node) {
        let Some(left) = self.left.checked_sub(1) else { return };
        self.left = left;
        let raw = self.text[node.start..node.end].to_owned();
        match &node.value {
            Value::Null => {
                self.put("a value for null", node, "0");
                self.put("false for null", node, "false");
            }
            Value::Bool(value) => {
                self.put("the other truth value", node, if *value { "false" } else { "true" });
                self.put("a number for a truth value", node, if *value { "1" } else { "0" });
            }
            Value::Int(_) => self.integer(node, &raw),
            Value::Float(_) => self.float(node, &raw),
            Value::String(_) => self.string(node, &raw),
            Value::Array(items) => self.array(node, items),
            Value::Object(members) => self.object(node, members),
        }
        if !matches!(node.value, Value::Null) {
            self.put("null for a value", node, "null");
        }
    }

    fn integer(&mut self, node: &Node, raw: &str) {
        let (rest, last) = raw.split_at(raw.len() - 1);
        let other = if last == "9" { "8" } else { "9" };
        self.put("another last digit", node, &format!("{rest}{other}"));
        self.put("a float for an integer", node, &format!("{raw}.0"));
        self.put("text for a number", node, &format!("\"{raw}\""));
        if let Some(positive) = raw.strip_prefix('-') {
            self.put("the other sign", node, positive);
        } else if raw != "0" {
            self.put("the other sign", node, &format!("-{raw}"));
        }
    }

    fn float(&mut self, node: &Node, raw: &str) {
        self.put("text for a number", node, &format!("\"{raw}\""));
        if raw == "NaN" {
            self.put("null for NaN", node, "null");
            self.put("Infinity for NaN", node, "Infinity");
        } else if let Ok(value) = raw.parse::<f64>() {
            let next = f64::from_bits(value.to_bits() ^ 1);
            self.put("the next float", node, &format!("{next:?}"));
            if !raw.contains(['e', 'E']) {
                self.replaced(
                    "JSON",
                    "a zero at a float's end",
                    Expected::Equivalent,
                    node.start,
                    node.end,
                    &format!("{raw}0"),
                );
            }
        }
    }

    fn string(&mut self, node: &Node, raw: &str) {
        let inner = &raw[1..raw.len() - 1];
        self.put("another text", node, &format!("\"{inner}x\""));
        self.put("white space in a text", node, &format!("\"{inner} \""));
        self.put("a list for a text", node, &format!("[{raw}]"));
        self.put("another lone surrogate", node, &format!("\"{inner}\\udc01\""));
        if let Some(first) = inner.chars().next().filter(char::is_ascii_alphabetic) {
            let rest = &inner[1..];
            let swapped =
                if first.is_ascii_lowercase() { first.to_ascii_uppercase() } else { first.to_ascii_lowercase() };
            self.put("the other case", node, &format!("\"{swapped}{rest}\""));
            let escaped = format!("\"\\u{:04x}{rest}\"", u32::from(first));
            self.replaced("JSON", "an escape for a letter", Expected::Equivalent, node.start, node.end, &escaped);
        }
    }

    fn array(&mut self, node: &Node, items: &[Node]) {
        let comma = if items.is_empty() { "" } else { ", " };
        self.replaced("JSON", "an item more", Expected::Differing, node.end - 1, node.end - 1, &format!("{comma}0"));
        if let [.., before, last] = items {
            self.replaced("JSON", "an item is missing", Expected::Differing, before.end, last.end, "");
            let (one, other) = (&self.text[before.start..before.end], &self.text[last.start..last.end]);
            if before.value != last.value {
                let swapped = format!("{other}{}{one}", &self.text[before.end..last.start]);
                self.replaced(
                    "JSON",
                    "two items in another order",
                    Expected::Differing,
                    before.start,
                    last.end,
                    &swapped,
                );
            }
        }
        items.iter().for_each(|item| self.value(item));
    }

    fn object(&mut self, node: &Node, members: &[Member]) {
        let comma = if members.is_empty() { "" } else { ", " };
        self.replaced(
            "JSON",
            "a key more",
            Expected::Differing,
            node.end - 1,
            node.end - 1,
            &format!("{comma}\"pivot\": null"),
        );
        if let Some(first) = members.first() {
            let again = &self.text[first.key_start..first.node.end];
            let twice = format!("{again}, {again}");
            self.replaced("JSON", "a key twice", Expected::Differing, first.key_start, first.node.end, &twice);
        }
        if let [.., before, last] = members {
            self.replaced("JSON", "a key is missing", Expected::Differing, before.node.end, last.node.end, "");
            let text = |member: &Member| &self.text[member.key_start..member.node.end];
            let swapped = format!("{}{}{}", text(last), &self.text[before.node.end..last.key_start], text(before));
            if before.key != last.key {
                self.replaced(
                    "JSON",
                    "keys in another order",
                    Expected::Equivalent,
                    before.key_start,
                    last.node.end,
                    &swapped,
                );
            }
        }
        for member in members {
            let (start, end) = (member.key_end - 1, member.key_end - 1);
            self.replaced("JSON", "another key", Expected::Differing, start, end, "_");
            self.value(&member.node);
        }
    }
}
