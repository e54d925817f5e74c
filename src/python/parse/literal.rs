//! Where numbers, strings and f-strings begin and end. What they mean is read by `number` and `string`.

use super::lexer::{Lexer, span};
use super::token::{Kind, Problem};

type Read = Result<(), Box<Problem>>;

fn problem<T>(start: usize, end: usize, title: impl Into<String>) -> Result<T, Box<Problem>> {
    Err(Box::new(Problem::new(span(start, end), title)))
}

impl Lexer<'_> {
    /// `1_000`, `0x1f`, `1.5e-3`, `2j`
    pub(super) fn number(&mut self) -> Read {
        let start = self.at;
        let radix = if self.byte(0) == b'0' { self.byte(1).to_ascii_lowercase() } else { 0 };
        let what = match radix {
            b'x' => self.based("hexadecimal", |byte| byte.is_ascii_hexdigit())?,
            b'o' => self.based("octal", |byte| matches!(byte, b'0'..=b'7'))?,
            b'b' => self.based("binary", |byte| matches!(byte, b'0' | b'1'))?,
            _ => self.decimal(start)?,
        };
        self.end_of_number(start, what)?;
        self.push(Kind::Number, start, self.at);
        Ok(())
    }

    fn based(&mut self, what: &'static str, digit: fn(u8) -> bool) -> Result<&'static str, Box<Problem>> {
        let start = self.at;
        self.at += 2;
        loop {
            if self.byte(0) == b'_' {
                self.at += 1;
            }
            if !digit(self.byte(0)) {
                return problem(start, self.at, format!("invalid {what} literal"));
            }
            while digit(self.byte(0)) {
                self.at += 1;
            }
            if self.byte(0) != b'_' {
                break;
            }
        }
        if self.byte(0).is_ascii_digit() {
            return problem(
                self.at,
                self.at + 1,
                format!("invalid digit '{}' in {what} literal", char::from(self.byte(0))),
            );
        }
        Ok(what)
    }

    fn digits(&mut self) -> Read {
        loop {
            while self.byte(0).is_ascii_digit() {
                self.at += 1;
            }
            if self.byte(0) != b'_' {
                return Ok(());
            }
            self.at += 1;
            if !self.byte(0).is_ascii_digit() {
                return problem(self.at - 1, self.at, "invalid decimal literal");
            }
        }
    }

    fn decimal(&mut self, start: usize) -> Result<&'static str, Box<Problem>> {
        let mut integer = true;
        if self.byte(0) != b'.' {
            self.digits()?;
        }
        let whole = self.at;
        if self.byte(0) == b'.' {
            integer = false;
            self.at += 1;
            if self.byte(0).is_ascii_digit() {
                self.digits()?;
            }
        }
        if matches!(self.byte(0), b'e' | b'E') {
            let signed = usize::from(matches!(self.byte(1), b'+' | b'-'));
            if self.byte(1 + signed).is_ascii_digit() {
                integer = false;
                self.at += 1 + signed;
                self.digits()?;
            } else if signed == 1 {
                return problem(start, self.at + 1, "invalid decimal literal");
            }
        }
        if matches!(self.byte(0), b'j' | b'J') {
            self.at += 1;
            return Ok("imaginary");
        }
        let digits = &self.bytes[start..whole];
        if integer && digits[0] == b'0' && digits.iter().any(|byte| matches!(byte, b'1'..=b'9')) {
            let title =
                "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers";
            return problem(start, self.at, title);
        }
        Ok("decimal")
    }

    /// After a number only a keyword may follow without a space: `1if x else 2`.
    fn end_of_number(&mut self, start: usize, what: &str) -> Read {
        let rest = &self.bytes[self.at..];
        let allowed = match self.byte(0) {
            b'a' => rest.starts_with(b"and"),
            b'e' => rest.starts_with(b"else"),
            b'f' => rest.starts_with(b"for"),
            b'i' => matches!(self.byte(1), b'f' | b'n' | b's'),
            b'n' => rest.starts_with(b"not"),
            b'o' => rest.starts_with(b"or"),
            _ => false,
        };
        let continues = self.byte(0) == b'_' || self.byte(0).is_ascii_alphanumeric() || self.byte(0) >= 0x80;
        if continues && !allowed {
            return problem(start, self.at, format!("invalid {what} literal"));
        }
        Ok(())
    }

    /// The quote that stands here: its byte and whether it is tripled; passes it.
    fn quote(&mut self) -> (u8, usize) {
        let quote = self.byte(0);
        let size = if self.byte(1) == quote && self.byte(2) == quote { 3 } else { 1 };
        self.at += size;
        (quote, size)
    }

    fn at_quote(&self, quote: u8, size: usize) -> bool {
        (0..size).all(|ahead| self.byte(ahead) == quote)
    }

    fn unterminated<T>(&mut self, start: usize, size: usize) -> Result<T, Box<Problem>> {
        if size == 3 {
            return problem(start, start + 3, "unterminated triple-quoted string literal");
        }
        problem(start, self.at, "unterminated string literal")
    }

    /// Passes a backslash and what it escapes (a line end as a whole).
    fn escape(&mut self) {
        self.at += 1;
        self.at += self.line_end().unwrap_or(usize::from(self.at < self.bytes.len()));
    }

    /// A string without fields; the prefix is behind us.
    pub(super) fn string(&mut self, start: usize) -> Read {
        let (quote, size) = self.quote();
        loop {
            if self.at >= self.bytes.len() || (size == 1 && self.line_end().is_some()) {
                return self.unterminated(start, size);
            }
            if self.at_quote(quote, size) {
                self.at += size;
                self.push(Kind::String, start, self.at);
                return Ok(());
            }
            if self.byte(0) == b'\\' {
                self.escape();
            } else {
                self.at += 1;
            }
        }
    }

    /// `f"text {field!r:spec}"`; the prefix is behind us.
    pub(super) fn fstring(&mut self, start: usize, raw: bool) -> Read {
        let (quote, size) = self.quote();
        self.enter_fstring(start)?;
        self.push(Kind::FStringStart, start, self.at);
        let literal = FString { start, quote, size, raw };
        self.fstring_text(&literal, false)?;
        let end = self.at;
        self.at += size;
        self.push(Kind::FStringEnd, end, self.at);
        self.leave_fstring();
        Ok(())
    }

    /// Text and fields up to the closing quote, or, in a format spec, up to the closing brace.
    fn fstring_text(&mut self, literal: &FString, in_spec: bool) -> Read {
        let mut start = self.at;
        loop {
            if self.at >= self.bytes.len() || (literal.size == 1 && self.line_end().is_some()) {
                return self.unterminated(literal.start, literal.size);
            }
            if self.at_quote(literal.quote, literal.size) {
                if in_spec {
                    return problem(self.at, self.at + literal.size, "f-string: expecting '}'");
                }
                self.middle(start);
                return Ok(());
            }
            match self.byte(0) {
                b'\\' => self.fstring_escape(literal.raw),
                brace @ (b'{' | b'}') if self.byte(1) == brace && !in_spec => {
                    self.at += 1;
                    self.middle(start);
                    self.at += 1;
                    start = self.at;
                }
                b'{' => {
                    self.middle(start);
                    self.field(literal)?;
                    start = self.at;
                }
                b'}' if in_spec => {
                    self.middle(start);
                    return Ok(());
                }
                b'}' => return problem(self.at, self.at + 1, "f-string: single '}' is not allowed"),
                _ => self.at += 1,
            }
        }
    }

    fn middle(&mut self, start: usize) {
        if start < self.at {
            self.push(Kind::FStringMiddle, start, self.at);
        }
    }

    /// A backslash: `\{` escapes nothing, and the braces of `\N{DASH}` open no field.
    fn fstring_escape(&mut self, raw: bool) {
        if matches!(self.byte(1), b'{' | b'}') {
            self.at += 1;
        } else if !raw && self.byte(1) == b'N' && self.byte(2) == b'{' {
            self.at += 3;
            while !matches!(self.byte(0), b'}' | b'"' | b'\'' | b'\n' | b'\r') && self.at < self.bytes.len() {
                self.at += 1;
            }
            self.at += usize::from(self.byte(0) == b'}');
        } else {
            self.escape();
        }
    }

    /// `{value=!r:spec}`
    fn field(&mut self, literal: &FString) -> Read {
        let depth = self.open_field()?;
        self.push(Kind::LeftBrace, self.at, self.at + 1);
        self.at += 1;
        loop {
            self.blank()?;
            let start = self.at;
            if self.open_brackets() > depth {
                self.token()?;
                continue;
            }
            match self.byte(0) {
                b'}' => return self.token(),
                b'!' if self.byte(1) != b'=' => {
                    self.at += 1;
                    self.push(Kind::Bang, start, self.at);
                }
                b':' => {
                    self.at += 1;
                    self.push(Kind::Colon, start, self.at);
                    self.fstring_text(literal, true)?;
                    return self.token();
                }
                _ => self.token()?,
            }
        }
    }
}

/// An f-string that is being read.
struct FString {
    start: usize,
    quote: u8,
    size: usize,
    raw: bool,
}
