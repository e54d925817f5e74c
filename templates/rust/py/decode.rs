//! `json.loads`: what `CPython` accepts, and its errors word by word.

use super::beyond::beyond;
use super::dict::Dict;
use super::error::{Error, JSON_DECODE_ERROR, Result};
use super::int::{Int, int_parse};
use super::value::Value;

/// Deeper than this, `CPython` may give up.
const MAX_DEPTH: usize = 900;

/// The fields of a `JSONDecodeError`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonDecodeError {
    /// `e.msg`
    pub msg: String,
    /// `e.doc`
    pub doc: String,
    /// `e.pos`, in code points.
    pub pos: i64,
    /// `e.lineno`
    pub lineno: i64,
    /// `e.colno`
    pub colno: i64,
}

/// `json.loads(text)`
pub fn json_loads(text: &str) -> Result<Value> {
    let mut parser = Parser { text, bytes: text.as_bytes(), at: 0, depth: 0 };
    if text.starts_with('\u{feff}') {
        return Err(parser.error("Unexpected UTF-8 BOM (decode using utf-8-sig)", 0));
    }
    parser.skip_space();
    let value = parser.value()?;
    parser.skip_space();
    if parser.at < parser.bytes.len() {
        return Err(parser.error("Extra data", parser.at));
    }
    Ok(value)
}

struct Parser<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    #[cold]
    fn error(&self, message: &str, at: usize) -> Error {
        let before = &self.text[..at];
        let pos = before.chars().count() as i64;
        let lineno = before.matches('\n').count() as i64 + 1;
        let line = before.rfind('\n').map_or(before, |newline| &before[newline + 1..]);
        let colno = line.chars().count() as i64 + 1;
        Error::new(&JSON_DECODE_ERROR, format!("{message}: line {lineno} column {colno} (char {pos})"))
            .with_payload(JsonDecodeError { msg: message.to_owned(), doc: self.text.to_owned(), pos, lineno, colno })
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn value(&mut self) -> Result<Value> {
        match self.peek() {
            Some(b'"') => {
                self.at += 1;
                self.string().map(Value::from)
            }
            Some(b'{') => self.nested(Self::object),
            Some(b'[') => self.nested(Self::array),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b'n') => self.word("null", Value::None),
            Some(b't') => self.word("true", Value::Bool(true)),
            Some(b'f') => self.word("false", Value::Bool(false)),
            Some(b'N') => self.word("NaN", Value::Float(f64::NAN)),
            Some(b'I') => self.word("Infinity", Value::Float(f64::INFINITY)),
            _ => Err(self.error("Expecting value", self.at)),
        }
    }

    fn nested(&mut self, read: fn(&mut Self) -> Result<Value>) -> Result<Value> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            beyond("JSON nested too deep");
        }
        self.at += 1;
        self.skip_space();
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn word(&mut self, word: &str, value: Value) -> Result<Value> {
        if !self.text[self.at..].starts_with(word) {
            return Err(self.error("Expecting value", self.at));
        }
        self.at += word.len();
        Ok(value)
    }

    fn object(&mut self) -> Result<Value> {
        let mut items = Dict::new();
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(Value::from(items));
        }
        loop {
            if self.peek() != Some(b'"') {
                return Err(self.error("Expecting property name enclosed in double quotes", self.at));
            }
            self.at += 1;
            let key = self.string()?;
            self.skip_space();
            if self.peek() != Some(b':') {
                return Err(self.error("Expecting ':' delimiter", self.at));
            }
            self.at += 1;
            self.skip_space();
            let value = self.value()?;
            items.insert(key, value);
            self.skip_space();
            match self.peek() {
                Some(b'}') => {
                    self.at += 1;
                    return Ok(Value::from(items));
                }
                Some(b',') => self.at += 1,
                _ => return Err(self.error("Expecting ',' delimiter", self.at)),
            }
            self.skip_space();
        }
    }

    fn array(&mut self) -> Result<Value> {
        let mut values = Vec::new();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(Value::from(values));
        }
        loop {
            values.push(self.value()?);
            self.skip_space();
            match self.peek() {
                Some(b']') => {
                    self.at += 1;
                    return Ok(Value::from(values));
                }
                Some(b',') => self.at += 1,
                _ => return Err(self.error("Expecting ',' delimiter", self.at)),
            }
            self.skip_space();
        }
    }

    fn number(&mut self) -> Result<Value> {
        let start = self.at;
        let negative = self.peek() == Some(b'-');
        if negative {
            self.at += 1;
        }
        match self.peek() {
            Some(b'0') => self.at += 1,
            Some(b'1'..=b'9') => self.digits(),
            Some(b'I') if self.text[self.at..].starts_with("Infinity") => {
                self.at += "Infinity".len();
                return Ok(Value::Float(f64::NEG_INFINITY));
            }
            _ => {
                self.at = start;
                return Err(self.error("Expecting value", start));
            }
        }
        let whole = self.at;
        if self.peek() == Some(b'.') && self.bytes.get(self.at + 1).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
            self.digits();
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(self.bytes.get(self.at + 1), Some(b'+' | b'-')));
            if self.bytes.get(self.at + 1 + sign).is_some_and(u8::is_ascii_digit) {
                self.at += 1 + sign;
                self.digits();
            }
        }
        let text = &self.text[start..self.at];
        if self.at > whole {
            return Ok(Value::Float(text.parse().unwrap_or(f64::NAN)));
        }
        match text.parse::<i64>() {
            Ok(value) => Ok(Value::Int(Int::from(value))),
            Err(_) => int_parse(text).map(Value::Int),
        }
    }

    fn digits(&mut self) {
        while self.peek().is_some_and(|b| b.is_ascii_digit()) {
            self.at += 1;
        }
    }

    /// The rest of a string whose opening quote has been read.
    fn string(&mut self) -> Result<String> {
        let begin = self.at - 1;
        let mut out = String::new();
        loop {
            let start = self.at;
            while self.peek().is_some_and(|b| b != b'"' && b != b'\\' && b >= 0x20) {
                self.at += 1;
            }
            out.push_str(&self.text[start..self.at]);
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(out);
                }
                Some(b'\\') => self.escape(&mut out, begin)?,
                Some(_) => return Err(self.error("Invalid control character at", self.at)),
                None => return Err(self.error("Unterminated string starting at", begin)),
            }
        }
    }

    fn escape(&mut self, out: &mut String, begin: usize) -> Result<()> {
        let backslash = self.at;
        self.at += 1;
        let c = match self.peek() {
            None => return Err(self.error("Unterminated string starting at", begin)),
            Some(b'u') => {
                self.at += 1;
                return self.unicode_escape(out, backslash);
            }
            Some(c @ (b'"' | b'\\' | b'/')) => char::from(c),
            Some(b'b') => '\x08',
            Some(b'f') => '\x0c',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(_) => return Err(self.error("Invalid \\escape", backslash)),
        };
        self.at += 1;
        out.push(c);
        Ok(())
    }

    fn unicode_escape(&mut self, out: &mut String, backslash: usize) -> Result<()> {
        let unit = self.hex(backslash)?;
        if !(0xd800..0xe000).contains(&unit) {
            out.extend(char::from_u32(unit));
            return Ok(());
        }
        if unit < 0xdc00 && self.bytes[self.at..].starts_with(b"\\u") {
            let second = self.at;
            // CPython looks for the second half only where a character follows it.
            if self.text[self.at..].chars().nth(6).is_some() {
                self.at += 2;
                let low = self.hex(second)?;
                if (0xdc00..0xe000).contains(&low) {
                    out.extend(char::from_u32(0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00)));
                    return Ok(());
                }
            }
        }
        beyond("a lone surrogate")
    }

    /// The four digits of an escape that began at `backslash`.
    fn hex(&mut self, backslash: usize) -> Result<u32> {
        let invalid = |parser: &Self| parser.error("Invalid \\uXXXX escape", backslash + 1);
        let Some(digits) = self.bytes.get(self.at..self.at + 4) else { return Err(invalid(self)) };
        // An escape at the very end of the text is not taken for one.
        if self.at + 4 >= self.bytes.len() {
            return Err(invalid(self));
        }
        let mut unit = 0;
        for digit in digits {
            match char::from(*digit).to_digit(16) {
                Some(digit) => unit = unit * 16 + digit,
                None => return Err(invalid(self)),
            }
        }
        self.at += 4;
        Ok(unit)
    }
}
