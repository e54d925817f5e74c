//! What string literals mean: prefixes, escapes, adjacent literals joined.

use crate::python::ast::{Constant, Expr, ExprKind};
use crate::source::Span;

use super::fstring::Part;
use super::token::Kind;
use super::{Parser, Parsing};

/// Text as code points; most strings have none that `str` cannot hold.
pub(super) type Points = Vec<u32>;

/// Text as a constant: `Str`, or `Surrogates` where lone surrogates keep it from being one.
pub(super) fn text_constant(points: Points) -> Constant {
    match points.iter().map(|point| char::from_u32(*point)).collect::<Option<String>>() {
        Some(text) => Constant::Str(text),
        None => Constant::Surrogates(points),
    }
}

/// A literal without its prefix and quotes.
struct Literal<'a> {
    body: &'a str,
    raw: bool,
    bytes: bool,
}

/// Splits `rb'…'` into its parts; the lexer has checked the form.
fn literal(text: &str) -> Literal<'_> {
    let prefix = text.find(['"', '\'']).unwrap_or(0);
    let (prefix, quoted) = text.split_at(prefix);
    let quote = &quoted[..1];
    let size = if quoted.len() >= 6 && quoted.starts_with(&quote.repeat(3)) { 3 } else { 1 };
    let has = |letter: char| prefix.contains(letter) || prefix.contains(letter.to_ascii_uppercase());
    Literal { body: &quoted[size..quoted.len() - size], raw: has('r'), bytes: has('b') }
}

/// Line ends as Python reads them: `\r\n` and `\r` are `\n`.
pub(super) fn universal_newlines(text: &str) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

/// The value of up to `most` digits at the start of `text`, and how many there are.
fn digits(text: &str, radix: u32, most: usize) -> (u32, usize) {
    let count = text.bytes().take(most).take_while(|byte| char::from(*byte).is_digit(radix)).count();
    (u32::from_str_radix(&text[..count], radix).unwrap_or(0), count)
}

/// The code point of `\N{name}` behind the `N`, and the length of `{name}`.
fn named(text: &str) -> Result<(u32, usize), String> {
    let name = text.strip_prefix('{').and_then(|rest| rest.split_once('}')).map(|(name, _)| name);
    let Some(name) = name.filter(|name| !name.is_empty()) else {
        return Err("malformed \\N character escape".to_owned());
    };
    match unicode_names2::character(name) {
        Some(found) if !is_loose(name, found) => Ok((u32::from(found), name.len() + 2)),
        _ => Err(format!("unknown Unicode character name '{name}'")),
    }
}

/// Whether `name` is only loosely the character's name, as in `EMDASH`: Python knows names and aliases, but no loose matches.
fn is_loose(name: &str, character: char) -> bool {
    let official = unicode_names2::name(character).map(|name| name.to_string()).unwrap_or_default();
    let bare = |name: &str| name.replace([' ', '-', '_'], "").to_ascii_uppercase();
    let odd = name.trim() != name || name.contains("  ") || name.contains('_');
    !name.eq_ignore_ascii_case(&official) && (odd || bare(name) == bare(&official))
}

/// What the escape means that `rest` (behind the backslash) starts with, and how many bytes of `rest` it takes.
/// `None` for one that Python does not know: the backslash stays.
fn escape(rest: &str, bytes: bool) -> Result<Option<(Option<u32>, usize)>, String> {
    let Some(letter) = rest.chars().next() else { return Ok(None) };
    let simple = |point: u32| Ok(Some((Some(point), 1)));
    let hexadecimal = |size: usize| match digits(&rest[1..], 16, size) {
        (_, count) if count < size => Err(format!("truncated \\{letter} escape")),
        (point, _) if point > 0x0010_ffff => Err("illegal Unicode character".to_owned()),
        (point, _) => Ok(Some((Some(point), 1 + size))),
    };
    match letter {
        '\n' => Ok(Some((None, 1))),
        '\\' | '\'' | '"' => simple(u32::from(letter)),
        'a' => simple(7),
        'b' => simple(8),
        't' => simple(9),
        'n' => simple(10),
        'v' => simple(11),
        'f' => simple(12),
        'r' => simple(13),
        '0'..='7' => {
            let (point, count) = digits(rest, 8, 3);
            Ok(Some((Some(if bytes { point & 0xff } else { point }), count)))
        }
        'x' => hexadecimal(2),
        'u' if !bytes => hexadecimal(4),
        'U' if !bytes => hexadecimal(8),
        'N' if !bytes => named(&rest[1..]).map(|(point, length)| Some((Some(point), 1 + length))),
        _ => Ok(None),
    }
}

/// The code points (or bytes) of a literal's body.
pub(super) fn decode(body: &str, raw: bool, bytes: bool) -> Result<Points, String> {
    let body = universal_newlines(body);
    let mut points = Points::with_capacity(body.len());
    let mut rest = body.as_str();
    while let Some(next) = rest.chars().next() {
        rest = &rest[next.len_utf8()..];
        if next == '\\'
            && !raw
            && let Some((point, length)) = escape(rest, bytes)?
        {
            points.extend(point);
            rest = &rest[length..];
        } else {
            points.push(u32::from(next));
        }
    }
    Ok(points)
}

impl Parser<'_> {
    /// One or more adjacent literals.
    pub(super) fn strings(&mut self) -> Parsing<Expr> {
        let start = self.start();
        let mut parts: Vec<Part> = Vec::new();
        let mut formatted = false;
        let mut is_bytes: Option<bool> = None;
        while matches!(self.peek(), Kind::String | Kind::FStringStart) {
            let token = self.token();
            let bytes = if token.kind == Kind::FStringStart {
                formatted = true;
                self.fstring(&mut parts)?;
                false
            } else {
                let span = self.advance().span;
                let (points, bytes) = self.plain(span)?;
                Part::push_text(&mut parts, points);
                bytes
            };
            if *is_bytes.get_or_insert(bytes) != bytes {
                return Self::invalid(self.span_from(start), "cannot mix bytes and nonbytes literals");
            }
        }
        if formatted {
            let parts = self.joined(parts, start)?;
            return Ok(self.expr(start, ExprKind::JoinedStr(parts)));
        }
        let points = match parts.pop() {
            Some(Part::Text(points)) => points,
            Some(Part::Field(_)) | None => Points::new(),
        };
        let constant = if is_bytes == Some(true) {
            Constant::Bytes(points.iter().filter_map(|point| u8::try_from(*point).ok()).collect())
        } else {
            text_constant(points)
        };
        Ok(self.expr(start, ExprKind::Constant(constant)))
    }

    /// A literal without fields: its code points, and whether they are bytes.
    fn plain(&self, span: Span) -> Parsing<(Points, bool)> {
        let literal = literal(self.source(span));
        if literal.bytes && !literal.body.is_ascii() {
            return Self::invalid(span, "bytes can only contain ASCII literal characters");
        }
        match decode(literal.body, literal.raw, literal.bytes) {
            Ok(points) => Ok((points, literal.bytes)),
            Err(title) => Self::invalid(span, title),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(body: &str) -> Constant {
        text_constant(decode(body, false, false).unwrap_or_default())
    }

    #[test]
    fn escapes_mean_what_python_says() {
        assert_eq!(
            text(r"a\tb\x41\101\u00e9\U0001f600\N{EM DASH}\d"),
            Constant::Str("a\tbAA\u{e9}\u{1f600}\u{2014}\\d".into())
        );
        assert_eq!(text("a\\\r\nb\rc"), Constant::Str("ab\nc".into()));
        assert_eq!(text(r"\ud83d\ude00"), Constant::Surrogates(vec![0xd83d, 0xde00]));
        assert_eq!(text(r"\N{NBSP}\N{latin small letter a}"), Constant::Str("\u{a0}a".into()));
        assert_eq!(
            decode(r"\N{x}\u1\400", false, true),
            Ok(b"\\N{x}\\u1\0".iter().map(|byte| u32::from(*byte)).collect())
        );
        assert!(decode(r"\x4", false, false).is_err());
        assert!(decode(r"\N{EMDASH}", false, false).is_err());
        assert!(decode(r"\N{EM }", false, false).is_err());
        assert!(decode(r"\N{no such name}", false, false).is_err());
        assert!(decode(r"\U00110000", false, false).is_err());
    }
}
