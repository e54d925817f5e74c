//! Source text becomes tokens, by the rules of CPython's tokenizer: indentation, joined lines, comments.
//!
//! What is no token becomes an `Error` token at its place, and reading goes on with the next line.

use std::cmp::Ordering;

use crate::python::ast::Comment;
use crate::source::Span;

use super::token::{Kind, Problem, Token};

/// CPython's limits: `MAXLEVEL`, `MAXINDENT` and `MAXFSTRINGLEVEL`.
const MAX_BRACKETS: usize = 200;
const MAX_INDENTS: usize = 100;
const MAX_FSTRINGS: usize = 150;

const ENDS_JOINED: &str = "the file ends after a line continuation character";

/// What the lexer makes of a file.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    /// The tokens, ending with `End`.
    pub list: Vec<Token>,
    /// Every comment, in order.
    pub comments: Vec<Comment>,
    /// One for each `Error` token, in order, with the same span.
    pub problems: Vec<Problem>,
}

/// Reads tokens.
pub(super) struct Lexer<'a> {
    pub(super) text: &'a str,
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
    out: Tokens,
    /// Open brackets: the closing byte that fits, and where.
    brackets: Vec<(u8, usize)>,
    /// Columns of the open blocks: with tabs to multiples of 8, and with tabs as one column.
    indents: Vec<(usize, usize)>,
    /// How deep f-strings are nested here.
    fstrings: usize,
    /// Where the current logical line began among the tokens.
    line_start: usize,
}

/// Words that only begin a statement: where one begins a line within brackets, a bracket was not closed before it.
const OPENERS: [&str; 14] = [
    "assert", "break", "class", "continue", "def", "del", "global", "import", "nonlocal", "pass", "raise", "return",
    "try", "while",
];

/// Reads the tokens of `text` from the line that starts `at`, as if the file began there.
pub(super) fn tokens(text: &str, at: usize) -> Tokens {
    let mut lexer = Lexer {
        text,
        bytes: text.as_bytes(),
        at,
        out: Tokens::default(),
        brackets: Vec::new(),
        indents: Vec::new(),
        fstrings: 0,
        line_start: 0,
    };
    lexer.out.list.reserve((text.len() - at) / 4);
    while lexer.at < lexer.bytes.len() {
        lexer.line();
    }
    for _ in 0..lexer.indents.len() {
        lexer.layout(Kind::Dedent);
    }
    lexer.layout(Kind::End);
    lexer.out
}

/// A span of byte offsets; texts of 4 GiB and more are refused before they come here.
pub(super) fn span(start: usize, end: usize) -> Span {
    Span::new(u32::try_from(start).unwrap_or(u32::MAX), u32::try_from(end).unwrap_or(u32::MAX))
}

impl Lexer<'_> {
    pub(super) fn byte(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    pub(super) fn push(&mut self, kind: Kind, start: usize, end: usize) {
        self.out.list.push(Token { kind, span: span(start, end) });
    }

    fn layout(&mut self, kind: Kind) {
        self.push(kind, self.at, self.at);
    }

    fn problem(&mut self, problem: Problem) {
        self.out.list.push(Token { kind: Kind::Error, span: problem.span });
        self.out.problems.push(problem);
    }

    /// The length of the line end that stands here, if one does.
    pub(super) fn line_end(&self) -> Option<usize> {
        match self.byte(0) {
            b'\r' if self.byte(1) == b'\n' => Some(2),
            b'\n' | b'\r' => Some(1),
            _ => None,
        }
    }

    /// Goes to the start of the next physical line.
    fn skip_line(&mut self) {
        while self.at < self.bytes.len() {
            if let Some(length) = self.line_end() {
                self.at += length;
                return;
            }
            self.at += 1;
        }
    }

    /// One logical line with its indentation, or one blank line.
    fn line(&mut self) {
        let Some((column, other)) = self.indentation() else { return };
        self.indent(column, other);
        self.line_start = self.out.list.len();
        if let Err(problem) = self.rest_of_line() {
            self.recover(*problem);
        }
    }

    /// Measures the indentation; `None` for a line without code, which is then behind us.
    fn indentation(&mut self) -> Option<(usize, usize)> {
        let (mut column, mut other) = (0, 0);
        let mut joined = None;
        loop {
            match self.byte(0) {
                b' ' => (column, other) = (column + 1, other + 1),
                b'\t' => (column, other) = ((column / 8 + 1) * 8, other + 1),
                b'\x0c' => (column, other) = (0, 0),
                // A joined line counts with the indentation that it began with, if it had any.
                b'\\' if matches!(self.byte(1), b'\n' | b'\r') => {
                    joined = joined.or(Some((column, column)).filter(|_| column > 0));
                    let backslash = self.at;
                    self.at += 1;
                    self.at += self.line_end().unwrap_or(1) - 1;
                    if self.at + 1 >= self.bytes.len() {
                        self.at += 1;
                        self.problem(Problem::new(span(backslash, backslash + 1), ENDS_JOINED));
                        self.layout(Kind::Newline);
                        return None;
                    }
                }
                _ => break,
            }
            self.at += 1;
        }
        if self.byte(0) == b'#' {
            self.comment();
        }
        if self.at >= self.bytes.len() {
            return None;
        }
        if let Some(length) = self.line_end() {
            self.at += length;
            return None;
        }
        Some(joined.unwrap_or((column, other)))
    }

    fn indent(&mut self, column: usize, other: usize) {
        let top = self.indents.last().copied().unwrap_or((0, 0));
        let here = span(self.at, self.at + 1);
        let tabs = || {
            let title = "inconsistent use of tabs and spaces in indentation";
            Problem { hint: "indent with spaces only", ..Problem::new(here, title) }
        };
        match column.cmp(&top.0) {
            Ordering::Equal if other != top.1 => self.problem(tabs()),
            Ordering::Equal => {}
            Ordering::Greater if other <= top.1 => self.problem(tabs()),
            Ordering::Greater if self.indents.len() + 1 >= MAX_INDENTS => {
                self.problem(Problem::new(here, "too many levels of indentation"));
            }
            Ordering::Greater => {
                self.indents.push((column, other));
                self.layout(Kind::Indent);
            }
            Ordering::Less => {
                while self.indents.last().is_some_and(|top| top.0 > column) {
                    self.indents.pop();
                    self.layout(Kind::Dedent);
                }
                let top = self.indents.last().copied().unwrap_or((0, 0));
                if top.0 != column {
                    let title = "unindent does not match any outer indentation level";
                    self.problem(Problem::new(here, title));
                } else if top.1 != other {
                    self.problem(tabs());
                }
            }
        }
    }

    /// Goes on behind a line that cannot be read.
    fn recover(&mut self, problem: Problem) {
        if problem.span.start as usize >= self.bytes.len()
            && let Some((_, open)) = self.brackets.first().copied()
        {
            // The bracket swallowed what follows: give it back.
            let line = &self.out.list[self.line_start..];
            let kept = line.partition_point(|token| (token.span.start as usize) < open);
            self.out.list.truncate(self.line_start + kept);
            self.at = open;
            self.problem(Problem { span: span(open, open + 1), ..problem });
        } else {
            self.problem(problem);
        }
        self.brackets.clear();
        self.fstrings = 0;
        self.skip_line();
        let start = span(self.at, self.at).start;
        self.out.comments.retain(|comment| comment.span.start < start);
        self.out.problems.retain(|problem| problem.span.start < start);
        self.layout(Kind::Newline);
    }

    fn rest_of_line(&mut self) -> Result<(), Box<Problem>> {
        loop {
            if self.blank()? {
                return Ok(());
            }
            self.token()?;
        }
    }

    /// Passes white space, comments and, inside brackets, line ends; true when the logical line ended.
    pub(super) fn blank(&mut self) -> Result<bool, Box<Problem>> {
        loop {
            match self.byte(0) {
                b' ' | b'\t' | b'\x0c' => self.at += 1,
                b'#' => self.comment(),
                b'\n' | b'\r' => {
                    let length = self.line_end().unwrap_or(1);
                    if self.brackets.is_empty() {
                        self.push(Kind::Newline, self.at, self.at + length);
                        self.at += length;
                        return Ok(true);
                    }
                    self.at += length;
                    if self.at_opener() {
                        return Err(Box::new(self.unclosed()));
                    }
                }
                b'\\' => {
                    self.at += 1;
                    let Some(length) = self.line_end() else {
                        let title = "unexpected character after line continuation character";
                        return Err(Box::new(Problem::new(span(self.at - 1, self.at), title)));
                    };
                    self.at += length;
                    if self.at >= self.bytes.len() {
                        let backslash = self.at - length - 1;
                        return Err(Box::new(Problem::new(span(backslash, backslash + 1), ENDS_JOINED)));
                    }
                }
                _ if self.at >= self.bytes.len() => {
                    if !self.brackets.is_empty() {
                        return Err(Box::new(self.unclosed()));
                    }
                    self.layout(Kind::Newline);
                    return Ok(true);
                }
                _ => return Ok(false),
            }
        }
    }

    /// Whether a statement begins on the line that starts here.
    fn at_opener(&self) -> bool {
        let line = self.text[self.at..].trim_start_matches([' ', '\t', '\x0c']);
        let word = line.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(line.len());
        let whole = !line[word..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
        whole && OPENERS.contains(&&line[..word])
    }

    /// The problem of the outermost open bracket. It stands at the end of the file: what gives the bracket away.
    fn unclosed(&self) -> Problem {
        let open = self.brackets.first().map_or(0, |(_, open)| *open);
        let title = format!("'{}' was never closed", char::from(self.bytes[open]));
        Problem::new(span(self.bytes.len(), self.bytes.len()), title)
    }

    fn comment(&mut self) {
        let start = self.at;
        while self.at < self.bytes.len() && self.line_end().is_none() {
            self.at += 1;
        }
        let before = self.bytes[..start].iter().rev().take_while(|byte| !matches!(byte, b'\n' | b'\r'));
        let own_line = before.clone().all(|byte| matches!(byte, b' ' | b'\t' | b'\x0c'));
        let text = self.text[start..self.at].to_owned();
        self.out.comments.push(Comment { span: span(start, self.at), text, own_line });
    }

    /// One token; white space is behind us.
    pub(super) fn token(&mut self) -> Result<(), Box<Problem>> {
        let start = self.at;
        let byte = self.byte(0);
        if byte == b'_' || byte.is_ascii_alphabetic() || byte >= 0x80 {
            return self.name();
        }
        if byte.is_ascii_digit() || (byte == b'.' && self.byte(1).is_ascii_digit()) {
            return self.number();
        }
        if matches!(byte, b'"' | b'\'') {
            return self.string(start);
        }
        let Some((kind, length)) = Kind::operator(&self.bytes[start..]) else {
            return Err(Box::new(self.bad_character()));
        };
        match byte {
            b'(' => self.open(b')')?,
            b'[' => self.open(b']')?,
            b'{' => self.open(b'}')?,
            b')' | b']' | b'}' => self.close(byte)?,
            _ => {}
        }
        self.at += length;
        self.push(kind, start, self.at);
        Ok(())
    }

    fn open(&mut self, closing: u8) -> Result<(), Box<Problem>> {
        if self.brackets.len() >= MAX_BRACKETS {
            return Err(Box::new(Problem::new(span(self.at, self.at + 1), "too many nested parentheses")));
        }
        self.brackets.push((closing, self.at));
        Ok(())
    }

    fn close(&mut self, closing: u8) -> Result<(), Box<Problem>> {
        let sign = char::from(closing);
        let place = span(self.at, self.at + 1);
        match self.brackets.pop() {
            Some((fits, _)) if fits == closing => Ok(()),
            Some((_, open)) => {
                let open = char::from(self.bytes[open]);
                let title = format!("closing parenthesis '{sign}' does not match opening parenthesis '{open}'");
                Err(Box::new(Problem::new(place, title)))
            }
            None => Err(Box::new(Problem::new(place, format!("unmatched '{sign}'")))),
        }
    }

    fn bad_character(&self) -> Problem {
        let found = self.text[self.at..].chars().next().unwrap_or('\u{fffd}');
        let place = span(self.at, self.at + found.len_utf8());
        let title = if matches!(found, '!' | '$' | '?' | '`') {
            "invalid syntax".to_owned()
        } else if found.is_control() {
            format!("invalid non-printable character U+{:04X}", u32::from(found))
        } else {
            format!("invalid character '{found}' (U+{:04X})", u32::from(found))
        };
        Problem::new(place, title)
    }

    fn name(&mut self) -> Result<(), Box<Problem>> {
        let start = self.at;
        while self.byte(0) == b'_' || self.byte(0).is_ascii_alphanumeric() || self.byte(0) >= 0x80 {
            self.at += 1;
        }
        let word = &self.text[start..self.at];
        if word.len() <= 2 && matches!(self.byte(0), b'"' | b'\'') {
            match word.to_ascii_lowercase().as_str() {
                "r" | "u" | "b" | "br" | "rb" => return self.string(start),
                "f" | "fr" | "rf" => {
                    let raw = word.len() == 2;
                    return self.fstring(start, raw);
                }
                _ => {}
            }
        }
        if !word.is_ascii() {
            for (index, found) in word.char_indices() {
                let fits = found == '_'
                    || if index == 0 {
                        unicode_ident::is_xid_start(found)
                    } else {
                        unicode_ident::is_xid_continue(found)
                    };
                if !fits {
                    self.at = start + index;
                    return Err(Box::new(self.bad_character()));
                }
            }
        }
        let kind = Kind::keyword(word).unwrap_or(Kind::Name);
        self.push(kind, start, self.at);
        Ok(())
    }

    /// The opening brace of an f-string's field; `}` closes it.
    pub(super) fn open_field(&mut self) -> Result<usize, Box<Problem>> {
        self.open(b'}')?;
        Ok(self.brackets.len())
    }

    /// How many brackets are open.
    pub(super) fn open_brackets(&self) -> usize {
        self.brackets.len()
    }

    /// One f-string deeper; not past CPython's limit.
    pub(super) fn enter_fstring(&mut self, start: usize) -> Result<(), Box<Problem>> {
        self.fstrings += 1;
        if self.fstrings >= MAX_FSTRINGS {
            return Err(Box::new(Problem::new(span(start, self.at), "too many nested f-strings")));
        }
        Ok(())
    }

    /// Back from an f-string.
    pub(super) fn leave_fstring(&mut self) {
        self.fstrings -= 1;
    }
}
