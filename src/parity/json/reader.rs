//! Reads JSON text (RFC 8259) with the constants that Python's `json` writes beyond it.

use super::tree::{Member, Node, Value};

/// How deep a text may nest; a deeper one is not read, and compared as text.
pub const DEEPEST: usize = 400;

/// Reads one JSON value and the white space around it; `None` for anything else.
pub fn read(bytes: &[u8]) -> Option<Node> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut reader = Reader { bytes: text.as_bytes(), text, at: 0, depth: 0 };
    reader.blanks();
    let node = reader.value()?;
    reader.blanks();
    (reader.at == bytes.len()).then_some(node)
}

struct Reader<'a> {
    bytes: &'a [u8],
    text: &'a str,
    at: usize,
    depth: usize,
}

impl Reader<'_> {
    fn blanks(&mut self) {
        while matches!(self.bytes.get(self.at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// Steps over `word` if it comes next.
    fn take(&mut self, word: &str) -> bool {
        let found = self.bytes[self.at..].starts_with(word.as_bytes());
        if found {
            self.at += word.len();
        }
        found
    }

    fn value(&mut self) -> Option<Node> {
        let start = self.at;
        let value = match self.bytes.get(self.at)? {
            b'{' => self.nested(Self::object)?,
            b'[' => self.nested(Self::array)?,
            b'"' => Value::String(self.string()?),
            b'n' if self.take("null") => Value::Null,
            b't' if self.take("true") => Value::Bool(true),
            b'f' if self.take("false") => Value::Bool(false),
            _ => self.number()?,
        };
        Some(Node { start, end: self.at, value })
    }

    fn nested(&mut self, read: fn(&mut Self) -> Option<Value>) -> Option<Value> {
        self.depth += 1;
        self.at += 1;
        let value = if self.depth > DEEPEST { None } else { read(self) };
        self.depth -= 1;
        value
    }

    fn array(&mut self) -> Option<Value> {
        let mut items = Vec::new();
        self.blanks();
        if self.take("]") {
            return Some(Value::Array(items));
        }
        loop {
            self.blanks();
            items.push(self.value()?);
            self.blanks();
            if self.take("]") {
                return Some(Value::Array(items));
            }
            if !self.take(",") {
                return None;
            }
        }
    }

    fn object(&mut self) -> Option<Value> {
        let mut members = Vec::new();
        self.blanks();
        if self.take("}") {
            return Some(Value::Object(members));
        }
        loop {
            self.blanks();
            let key_start = self.at;
            let key = self.string()?;
            let key_end = self.at;
            self.blanks();
            if !self.take(":") {
                return None;
            }
            self.blanks();
            members.push(Member { key_start, key_end, key, node: self.value()? });
            self.blanks();
            if self.take("}") {
                return Some(Value::Object(members));
            }
            if !self.take(",") {
                return None;
            }
        }
    }

    fn string(&mut self) -> Option<Vec<u16>> {
        if !self.take("\"") {
            return None;
        }
        let mut units = Vec::new();
        loop {
            match *self.bytes.get(self.at)? {
                b'"' => {
                    self.at += 1;
                    return Some(units);
                }
                b'\\' => units.push(self.escape()?),
                0..0x20 => return None,
                _ => {
                    let rest = &self.text[self.at..];
                    let plain = rest.find(|character: char| character < ' ' || matches!(character, '"' | '\\'))?;
                    units.extend(rest[..plain].encode_utf16());
                    self.at += plain;
                }
            }
        }
    }

    fn escape(&mut self) -> Option<u16> {
        let letter = *self.bytes.get(self.at + 1)?;
        self.at += 2;
        Some(match letter {
            b'"' | b'\\' | b'/' => u16::from(letter),
            b'b' => 8,
            b'f' => 12,
            b'n' => 10,
            b'r' => 13,
            b't' => 9,
            b'u' => {
                let digits = self.text.get(self.at..self.at + 4)?;
                self.at += 4;
                // `from_str_radix` would take a sign.
                digits
                    .bytes()
                    .all(|digit| digit.is_ascii_hexdigit())
                    .then(|| u16::from_str_radix(digits, 16).ok())??
            }
            _ => return None,
        })
    }

    fn digits(&mut self) -> Option<()> {
        let from = self.at;
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
        (self.at > from).then_some(())
    }

    fn number(&mut self) -> Option<Value> {
        let start = self.at;
        if self.take("NaN") || self.take("Infinity") || self.take("-Infinity") {
            return Some(Value::Float(self.text[start..self.at].to_owned()));
        }
        self.take("-");
        if !self.take("0") {
            self.digits()?;
        }
        let mut float = false;
        if self.take(".") {
            float = true;
            self.digits()?;
        }
        if self.take("e") || self.take("E") {
            float = true;
            if !self.take("+") {
                self.take("-");
            }
            self.digits()?;
        }
        let text = self.text[start..self.at].to_owned();
        Some(if float { Value::Float(text) } else { Value::Int(text) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical(text: &str) -> String {
        read(text.as_bytes()).unwrap_or_else(|| panic!("{text} is JSON")).canonical()
    }

    #[test]
    fn equal_values_have_equal_canonical_texts() {
        for (one, other) in [
            (r#"{"a":1,"b":[true,null]}"#, " { \"b\" : [ true , null ] , \"a\" : 1 } "),
            (r#""\u00e9\ud83d\ude00\/\n""#, "\"é😀/\\u000a\""),
            ("100000.0", "1e5"),
            ("1.50E-3", "0.0015"),
            ("0.0", "0e9"),
        ] {
            assert_eq!(canonical(one), canonical(other), "{one} {other}");
        }
    }

    #[test]
    fn what_other_readers_lose_is_told_apart() {
        for (one, other) in [
            ("1", "1.0"),
            ("9007199254740993", "9007199254740992"),
            ("0.1", "0.1000000000000000055511151231257827"),
            ("1e400", "1e500"),
            ("-0.0", "0.0"),
            ("-0", "0"),
            ("NaN", "Infinity"),
            ("Infinity", "-Infinity"),
            ("null", "\"null\""),
            (r#""\ud800""#, r#""\ud801""#),
            (r#""\ud800""#, "\"\u{fffd}\""),
            (r#""\\ud800""#, r#""\ud800""#),
            (r#"{"a":1,"a":2}"#, r#"{"a":2}"#),
            (r#"{"a":1,"a":2}"#, r#"{"a":2,"a":1}"#),
            (r#"{"a":null}"#, "{}"),
            ("[1,2]", "[2,1]"),
            ("[12]", "[1,2]"),
        ] {
            assert_ne!(canonical(one), canonical(other), "{one} {other}");
        }
    }

    #[test]
    fn what_is_not_json_is_not_read() {
        for text in [
            "",
            "01",
            "1.",
            ".5",
            "+1",
            "1e",
            "-",
            "nul",
            "'a'",
            "[1,]",
            "{\"a\":1,}",
            "{a:1}",
            "\"\n\"",
            "\"\\x\"",
            "\"\\u+123\"",
            "\"a",
            "[1 2]",
            "1 2",
            "{\"a\"}",
            "nan",
        ] {
            assert!(read(text.as_bytes()).is_none(), "{text}");
        }
        assert!(read(b"\"\xff\"").is_none());
        assert!(read("[".repeat(1_000_000).as_bytes()).is_none());
    }

    #[test]
    fn nesting_up_to_the_limit_is_read() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(read(nested(DEEPEST).as_bytes()).is_some());
        assert!(read(nested(DEEPEST + 1).as_bytes()).is_none());
    }
}
