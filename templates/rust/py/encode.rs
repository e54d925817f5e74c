//! `json.dumps`: the bytes that `CPython` writes.

use std::sync::Arc;

use super::beyond::beyond;
use super::dict::Dict;
use super::error::{Error, Result, value_error};
use super::float::push_float;
use super::int::Int;
use super::shared::Shared;

/// What can be written as JSON.
pub trait ToJson {
    /// Writes the value.
    fn encode_json(&self, e: &mut Encoder);
}

/// What can be the key of a JSON object: Python writes it as a string.
pub trait JsonKey: PartialOrd {
    /// The key as `json.dumps` writes it.
    fn push_key(&self, e: &mut Encoder);
}

/// The arguments of `json.dumps`.
#[derive(Debug, Clone)]
pub struct JsonOptions {
    /// `separators=(item, key)`
    pub separators: (&'static str, &'static str),
    /// `indent`: what a level is indented by.
    pub indent: Option<String>,
    /// `ensure_ascii`
    pub ensure_ascii: bool,
    /// `sort_keys`
    pub sort_keys: bool,
    /// `allow_nan`
    pub allow_nan: bool,
}

impl Default for JsonOptions {
    fn default() -> JsonOptions {
        JsonOptions { separators: (", ", ": "), indent: None, ensure_ascii: true, sort_keys: false, allow_nan: true }
    }
}

impl JsonOptions {
    /// `indent=n`, after which items are separated by a comma alone unless `separators` says otherwise.
    #[must_use]
    pub fn indent(mut self, n: i64) -> JsonOptions {
        self.indent = Some(" ".repeat(usize::try_from(n).unwrap_or(0)));
        if self.separators.0 == ", " {
            self.separators.0 = ",";
        }
        self
    }

    /// `indent="…"`: what a level is indented by; `separators` is given too.
    #[must_use]
    pub fn indent_by(mut self, indent: &str) -> JsonOptions {
        self.indent = Some(indent.to_owned());
        self
    }

    /// `separators=(item, key)`
    #[must_use]
    pub fn separators(mut self, item: &'static str, key: &'static str) -> JsonOptions {
        self.separators = (item, key);
        self
    }

    /// `ensure_ascii=False`
    #[must_use]
    pub fn unicode(mut self) -> JsonOptions {
        self.ensure_ascii = false;
        self
    }

    /// `sort_keys=True`
    #[must_use]
    pub fn sorted(mut self) -> JsonOptions {
        self.sort_keys = true;
        self
    }

    /// `allow_nan=False`
    #[must_use]
    pub fn without_nan(mut self) -> JsonOptions {
        self.allow_nan = false;
        self
    }
}

/// Deeper than this, Python's own encoder may give up.
const MAX_DEPTH: usize = 900;

/// A JSON text that is being written.
pub struct Encoder {
    out: String,
    options: JsonOptions,
    depth: usize,
    error: Option<Error>,
}

/// `json.dumps(value)`
pub fn json_dumps<T: ToJson + ?Sized>(value: &T) -> String {
    let mut encoder = Encoder::new(JsonOptions::default());
    value.encode_json(&mut encoder);
    encoder.out
}

/// `json.dumps(value, …)` with options that cannot fail.
pub fn json_dumps_as<T: ToJson + ?Sized>(value: &T, options: &JsonOptions) -> String {
    let mut encoder = Encoder::new(options.clone());
    value.encode_json(&mut encoder);
    encoder.out
}

/// `json.dumps(value, …)`
pub fn json_dumps_with<T: ToJson + ?Sized>(value: &T, options: &JsonOptions) -> Result<String> {
    let mut encoder = Encoder::new(options.clone());
    value.encode_json(&mut encoder);
    match encoder.error {
        Some(error) => Err(error),
        None => Ok(encoder.out),
    }
}

impl Encoder {
    fn new(options: JsonOptions) -> Encoder {
        Encoder { out: String::with_capacity(256), options, depth: 0, error: None }
    }

    /// Writes `null`.
    pub fn null(&mut self) {
        self.out.push_str("null");
    }

    /// Writes `true` or `false`.
    pub fn bool(&mut self, value: bool) {
        self.out.push_str(if value { "true" } else { "false" });
    }

    /// Writes an integer.
    pub fn int(&mut self, value: i64) {
        let mut digits = [0; 20];
        let mut at = digits.len();
        let mut rest = value.unsigned_abs();
        loop {
            at -= 1;
            digits[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        if value < 0 {
            self.out.push('-');
        }
        self.out.extend(digits[at..].iter().map(|digit| char::from(*digit)));
    }

    /// Writes a float.
    pub fn float(&mut self, value: f64) {
        if value.is_finite() {
            return push_float(&mut self.out, value);
        }
        if !self.options.allow_nan {
            self.fail(value_error("Out of range float values are not JSON compliant"));
        }
        self.out.push_str(if value.is_nan() {
            "NaN"
        } else if value > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        });
    }

    /// Writes a string.
    pub fn str(&mut self, text: &str) {
        self.out.push('"');
        let bytes = text.as_bytes();
        let mut written = 0;
        for (at, &byte) in bytes.iter().enumerate() {
            if at < written || !self.must_escape(byte) {
                continue;
            }
            self.out.push_str(&text[written..at]);
            let Some(c) = text[at..].chars().next() else { break };
            self.escape(c);
            written = at + c.len_utf8();
        }
        self.out.push_str(&text[written..]);
        self.out.push('"');
    }

    fn must_escape(&self, byte: u8) -> bool {
        byte < 0x20 || byte == b'"' || byte == b'\\' || (byte >= 0x7f && self.options.ensure_ascii)
    }

    fn escape(&mut self, c: char) {
        match c {
            '"' => self.out.push_str("\\\""),
            '\\' => self.out.push_str("\\\\"),
            '\n' => self.out.push_str("\\n"),
            '\r' => self.out.push_str("\\r"),
            '\t' => self.out.push_str("\\t"),
            '\x0c' => self.out.push_str("\\f"),
            '\x08' => self.out.push_str("\\b"),
            _ => {
                const HEX: &[u8; 16] = b"0123456789abcdef";
                for unit in c.encode_utf16(&mut [0; 2]) {
                    self.out.push_str("\\u");
                    for shift in [12, 8, 4, 0] {
                        self.out.push(char::from(HEX[usize::from(*unit >> shift & 15)]));
                    }
                }
            }
        }
    }

    /// Writes an array.
    pub fn array<T: ToJson>(&mut self, values: impl IntoIterator<Item = T>) {
        self.enter();
        self.out.push('[');
        let mut empty = true;
        for value in values {
            self.separate(empty);
            empty = false;
            value.encode_json(self);
        }
        self.leave(empty, ']');
    }

    /// Writes an object with the members that `write` gives it.
    pub fn object(&mut self, write: impl FnOnce(&mut Members<'_>)) {
        self.enter();
        self.out.push('{');
        let sort = self.options.sort_keys;
        let mut members = Members { encoder: self, empty: true, sort, written: Vec::new() };
        write(&mut members);
        let empty = members.empty;
        members.finish();
        self.leave(empty, '}');
    }

    /// Writes `text`, which is JSON, as it is.
    pub fn raw(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Ends with this error.
    pub fn fail(&mut self, error: Error) {
        self.error.get_or_insert(error);
    }

    fn enter(&mut self) {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            beyond("a value nested too deep for JSON");
        }
    }

    fn leave(&mut self, empty: bool, close: char) {
        self.depth -= 1;
        if !empty {
            self.newline();
        }
        self.out.push(close);
    }

    fn separate(&mut self, first: bool) {
        if !first {
            self.out.push_str(self.options.separators.0);
        }
        self.newline();
    }

    fn newline(&mut self) {
        if let Some(indent) = &self.options.indent {
            self.out.push('\n');
            for _ in 0..self.depth {
                self.out.push_str(indent);
            }
        }
    }
}

/// The members of an object that is being written.
pub struct Members<'a> {
    encoder: &'a mut Encoder,
    empty: bool,
    sort: bool,
    written: Vec<(String, String)>,
}

impl Members<'_> {
    /// Writes a member.
    pub fn field<T: ToJson + ?Sized>(&mut self, name: &str, value: &T) {
        if !self.sort {
            return self.member(name, value);
        }
        self.empty = false;
        let start = self.encoder.out.len();
        self.encoder.str(name);
        self.encoder.out.push_str(self.encoder.options.separators.1);
        value.encode_json(self.encoder);
        let text = self.encoder.out.split_off(start);
        self.written.push((name.to_owned(), text));
    }

    /// Writes a member whose place in the order is already right.
    pub fn member<K: JsonKey + ?Sized, T: ToJson + ?Sized>(&mut self, key: &K, value: &T) {
        self.encoder.separate(self.empty);
        self.empty = false;
        key.push_key(self.encoder);
        self.encoder.out.push_str(self.encoder.options.separators.1);
        value.encode_json(self.encoder);
    }

    fn finish(mut self) {
        self.written.sort_by(|(a, _), (b, _)| a.cmp(b));
        for (i, (_, text)) in self.written.iter().enumerate() {
            self.encoder.separate(i == 0);
            self.encoder.out.push_str(text);
        }
    }
}

impl JsonKey for str {
    fn push_key(&self, e: &mut Encoder) {
        e.str(self);
    }
}

impl JsonKey for &str {
    fn push_key(&self, e: &mut Encoder) {
        e.str(self);
    }
}

impl JsonKey for String {
    fn push_key(&self, e: &mut Encoder) {
        e.str(self);
    }
}

macro_rules! quoted_keys {
    ($($name:ty),*) => {
        $(impl JsonKey for $name {
            fn push_key(&self, e: &mut Encoder) {
                e.out.push('"');
                self.encode_json(e);
                e.out.push('"');
            }
        })*
    };
}

quoted_keys!((), bool, i64, Int, f64);

impl<K: JsonKey, V: ToJson> ToJson for Dict<K, V> {
    fn encode_json(&self, e: &mut Encoder) {
        let sort = e.options.sort_keys;
        e.object(|members| {
            if sort {
                let mut items: Vec<(&K, &V)> = self.iter().collect();
                items.sort_by(|(a, _), (b, _)| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
                for (key, value) in items {
                    members.member(key, value);
                }
            } else {
                for (key, value) in self {
                    members.member(key, value);
                }
            }
        });
    }
}

impl ToJson for () {
    fn encode_json(&self, e: &mut Encoder) {
        e.null();
    }
}

impl ToJson for bool {
    fn encode_json(&self, e: &mut Encoder) {
        e.bool(*self);
    }
}

impl ToJson for i64 {
    fn encode_json(&self, e: &mut Encoder) {
        e.int(*self);
    }
}

impl ToJson for Int {
    fn encode_json(&self, e: &mut Encoder) {
        match self.small() {
            Some(value) => e.int(value),
            None => e.raw(&self.to_string()),
        }
    }
}

impl ToJson for f64 {
    fn encode_json(&self, e: &mut Encoder) {
        e.float(*self);
    }
}

impl ToJson for str {
    fn encode_json(&self, e: &mut Encoder) {
        e.str(self);
    }
}

impl ToJson for String {
    fn encode_json(&self, e: &mut Encoder) {
        e.str(self);
    }
}

impl<T: ToJson + ?Sized> ToJson for &T {
    fn encode_json(&self, e: &mut Encoder) {
        (**self).encode_json(e);
    }
}

impl<T: ToJson + ?Sized> ToJson for Arc<T> {
    fn encode_json(&self, e: &mut Encoder) {
        (**self).encode_json(e);
    }
}

impl<T: ToJson> ToJson for Shared<T> {
    fn encode_json(&self, e: &mut Encoder) {
        self.read().encode_json(e);
    }
}

impl<T: ToJson> ToJson for Option<T> {
    fn encode_json(&self, e: &mut Encoder) {
        match self {
            Some(value) => value.encode_json(e),
            None => e.null(),
        }
    }
}

impl<T: ToJson> ToJson for [T] {
    fn encode_json(&self, e: &mut Encoder) {
        e.array(self);
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn encode_json(&self, e: &mut Encoder) {
        e.array(self);
    }
}

macro_rules! tuple {
    ($($name:ident $at:tt),*) => {
        impl<$($name: ToJson),*> ToJson for ($($name,)*) {
            fn encode_json(&self, e: &mut Encoder) {
                e.enter();
                e.out.push('[');
                $(
                    e.separate($at == 0);
                    self.$at.encode_json(e);
                )*
                e.leave(false, ']');
            }
        }
    };
}

tuple!(A 0);
tuple!(A 0, B 1);
tuple!(A 0, B 1, C 2);
tuple!(A 0, B 1, C 2, D 3);
tuple!(A 0, B 1, C 2, D 3, E 4);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5);
