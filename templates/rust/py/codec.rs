//! Encodings by name.

use super::beyond::beyond;
use super::codec_names::CODEC_NAMES;
use super::error::{Error, LOOKUP_ERROR, Result, UNICODE_DECODE_ERROR, UNICODE_ENCODE_ERROR, type_error};
use super::repr::repr_str;

/// The encodings that are known here; Python's others are beyond.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Codec {
    Ascii,
    Latin1,
    Cp1252,
    Utf8,
    Utf8Sig,
    Utf16,
    Utf16Le,
    Utf16Be,
    Utf32,
    Utf32Le,
    Utf32Be,
}

/// Bytes that are no text in an encoding.
#[derive(Debug, Clone, Copy)]
pub struct Undecodable<'a> {
    data: &'a [u8],
    codec: &'static str,
    start: usize,
    end: usize,
    reason: &'static str,
    /// Whether they would be half of a surrogate pair.
    pub is_surrogate: bool,
}

impl Undecodable<'_> {
    /// The `UnicodeDecodeError`.
    #[cold]
    pub fn error(&self) -> Error {
        let Undecodable { data, codec, start, end, reason, .. } = *self;
        let text = if end - start == 1 {
            format!("'{codec}' codec can't decode byte 0x{:02x} in position {start}: {reason}", data[start])
        } else {
            format!("'{codec}' codec can't decode bytes in position {start}-{}: {reason}", end - 1)
        };
        Error::new(&UNICODE_DECODE_ERROR, text)
    }
}

/// `data.decode(encoding)`
pub fn bytes_decode_as(data: &[u8], encoding: &str) -> Result<String> {
    bytes_decode_errors(data, encoding, "strict")
}

/// `data.decode(encoding, errors)`
pub fn bytes_decode_errors(data: &[u8], encoding: &str, errors: &str) -> Result<String> {
    if data.is_empty() {
        return Ok(String::new());
    }
    Codec::named(encoding)?.decode(data, |out, what| {
        match errors {
            "strict" => return Err(what.error()),
            "ignore" => {}
            "replace" => out.push('\u{fffd}'),
            "backslashreplace" => {
                for byte in &what.data[what.start..what.end] {
                    out.push_str(&escaped(u32::from(*byte)));
                }
            }
            "surrogateescape" | "surrogatepass" => beyond("a lone surrogate"),
            "xmlcharrefreplace" | "namereplace" => {
                in_words_of_str(encoding);
                return Err(type_error("don't know how to handle UnicodeDecodeError in error callback"));
            }
            _ => return Err(no_handler(encoding, errors)),
        }
        Ok(())
    })
}

/// `text.encode(encoding)`
pub fn str_encode_as(text: &str, encoding: &str) -> Result<Vec<u8>> {
    str_encode_errors(text, encoding, "strict")
}

/// `text.encode(encoding, errors)`
pub fn str_encode_errors(text: &str, encoding: &str, errors: &str) -> Result<Vec<u8>> {
    let codec = Codec::named(encoding)?;
    let mut out = Vec::with_capacity(text.len());
    match codec {
        Codec::Utf16 => out.extend([0xff, 0xfe]),
        Codec::Utf32 => out.extend([0xff, 0xfe, 0, 0]),
        Codec::Utf8Sig => out.extend([0xef, 0xbb, 0xbf]),
        _ => {}
    }
    let mut chars = text.chars().enumerate().peekable();
    while let Some((start, c)) = chars.next() {
        if codec.encode(c, &mut out) {
            continue;
        }
        let mut outside = vec![c];
        while let Some((_, c)) = chars.next_if(|(_, c)| !codec.encode(*c, &mut Vec::new())) {
            outside.push(c);
        }
        for c in &outside {
            let code = u32::from(*c);
            match errors {
                "ignore" => {}
                "replace" => out.push(b'?'),
                "xmlcharrefreplace" => out.extend(format!("&#{code};").into_bytes()),
                "backslashreplace" => out.extend(escaped(code).into_bytes()),
                "strict" | "surrogateescape" | "surrogatepass" => return Err(codec.unencodable(&outside, start)),
                "namereplace" => beyond("the name of a character"),
                _ => return Err(no_handler(encoding, errors)),
            }
        }
    }
    Ok(out)
}

/// Errors of handlers that a codec module raises are in words of its own.
fn in_words_of_str(encoding: &str) {
    const KNOWN_TO_STR: &[&str] =
        &["utf-8", "utf8", "ascii", "us-ascii", "latin-1", "latin1", "iso-8859-1", "iso8859-1"];
    if !KNOWN_TO_STR.contains(&encoding.to_ascii_lowercase().replace('_', "-").as_str()) {
        beyond("the words of a codec about its error handler");
    }
}

#[cold]
fn no_handler(encoding: &str, errors: &str) -> Error {
    in_words_of_str(encoding);
    Error::new(&LOOKUP_ERROR, format!("unknown error handler name {}", repr_str(errors)))
}

fn escaped(code: u32) -> String {
    match code {
        0..=0xff => format!("\\x{code:02x}"),
        0x100..=0xffff => format!("\\u{code:04x}"),
        _ => format!("\\U{code:08x}"),
    }
}

impl Codec {
    /// The encoding of that name.
    pub fn named(name: &str) -> Result<Codec> {
        let mut normal = String::new();
        for c in name.chars() {
            if c.is_ascii_alphanumeric() || c == '.' {
                normal.push(c.to_ascii_lowercase());
            } else if !normal.is_empty() && !normal.ends_with('_') {
                normal.push('_');
            }
        }
        Ok(match normal.trim_end_matches('_') {
            "utf_8" | "utf8" | "u8" | "utf" | "utf8_ucs2" | "utf8_ucs4" | "cp65001" => Codec::Utf8,
            "utf_8_sig" => Codec::Utf8Sig,
            "ascii" | "us_ascii" | "646" | "us" | "ansi_x3.4_1968" | "ansi_x3_4_1968" | "iso646_us" => Codec::Ascii,
            "latin_1" | "latin1" | "latin" | "l1" | "iso_8859_1" | "iso8859_1" | "8859" | "iso8859" | "cp819" => {
                Codec::Latin1
            }
            "cp1252" | "1252" | "windows_1252" => Codec::Cp1252,
            "utf_16" | "utf16" | "u16" => Codec::Utf16,
            "utf_16_le" | "utf_16le" | "unicodelittleunmarked" => Codec::Utf16Le,
            "utf_16_be" | "utf_16be" | "unicodebigunmarked" => Codec::Utf16Be,
            "utf_32" | "utf32" | "u32" => Codec::Utf32,
            "utf_32_le" | "utf_32le" => Codec::Utf32Le,
            "utf_32_be" | "utf_32be" => Codec::Utf32Be,
            other if CODEC_NAMES.split_ascii_whitespace().any(|name| name == other) => {
                beyond("an encoding that is not known here")
            }
            _ => return Err(Error::new(&LOOKUP_ERROR, format!("unknown encoding: {name}"))),
        })
    }

    /// The text of `data`; what is none is left to `bad`.
    pub fn decode(
        self,
        data: &[u8],
        mut bad: impl FnMut(&mut String, Undecodable<'_>) -> Result<()>,
    ) -> Result<String> {
        let (codec, skip) = match (self, data) {
            (Codec::Utf8Sig, [0xef, 0xbb, 0xbf, ..]) => (Codec::Utf8, 3),
            (Codec::Utf8Sig, _) => (Codec::Utf8, 0),
            (Codec::Utf16, [0xff, 0xfe, ..]) => (Codec::Utf16Le, 2),
            (Codec::Utf16, [0xfe, 0xff, ..]) => (Codec::Utf16Be, 2),
            (Codec::Utf16, _) => (Codec::Utf16Le, 0),
            (Codec::Utf32, [0xff, 0xfe, 0, 0, ..]) => (Codec::Utf32Le, 4),
            (Codec::Utf32, [0, 0, 0xfe, 0xff, ..]) => (Codec::Utf32Be, 4),
            (Codec::Utf32, _) => (Codec::Utf32Le, 0),
            _ => (self, 0),
        };
        // The positions of errors count from after the mark only where the mark is a codec's of its own.
        let data = if self == Codec::Utf8Sig { &data[skip..] } else { data };
        let mut at = if self == Codec::Utf8Sig { 0 } else { skip };
        let mut out = String::with_capacity(data.len());
        while at < data.len() {
            match codec.next(&data[at..], &mut out) {
                Ok(length) => at += length,
                Err((length, reason, is_surrogate)) => {
                    let (start, end) = (at, at + length);
                    at = end;
                    bad(&mut out, Undecodable { data, codec: codec.name(), start, end, reason, is_surrogate })?;
                }
            }
        }
        Ok(out)
    }

    /// Decodes from the start of `data`: how many bytes were taken, or are no text and why.
    fn next(self, data: &[u8], out: &mut String) -> std::result::Result<usize, (usize, &'static str, bool)> {
        let byte = data[0];
        match self {
            Codec::Ascii if byte >= 0x80 => return Err((1, "ordinal not in range(128)", false)),
            Codec::Ascii | Codec::Latin1 => out.push(char::from(byte)),
            Codec::Cp1252 => match cp1252(byte) {
                Some(c) => out.push(c),
                None => return Err((1, "character maps to <undefined>", false)),
            },
            Codec::Utf8 | Codec::Utf8Sig => return utf8(data, out),
            Codec::Utf16 | Codec::Utf16Le => return utf16(data, out, u16::from_le_bytes),
            Codec::Utf16Be => return utf16(data, out, u16::from_be_bytes),
            Codec::Utf32 | Codec::Utf32Le => return utf32(data, out, u32::from_le_bytes),
            Codec::Utf32Be => return utf32(data, out, u32::from_be_bytes),
        }
        Ok(1)
    }

    fn name(self) -> &'static str {
        match self {
            Codec::Ascii => "ascii",
            Codec::Latin1 => "latin-1",
            Codec::Cp1252 => "charmap",
            Codec::Utf8 | Codec::Utf8Sig => "utf-8",
            Codec::Utf16 | Codec::Utf16Le => "utf-16-le",
            Codec::Utf16Be => "utf-16-be",
            Codec::Utf32 | Codec::Utf32Le => "utf-32-le",
            Codec::Utf32Be => "utf-32-be",
        }
    }

    /// Encodes a character, where there is a way to.
    fn encode(self, c: char, out: &mut Vec<u8>) -> bool {
        let code = u32::from(c);
        match self {
            Codec::Ascii if code < 0x80 => out.push(code as u8),
            Codec::Latin1 if code < 0x100 => out.push(code as u8),
            Codec::Cp1252 => match (0..=255).find(|byte| cp1252(*byte) == Some(c)) {
                Some(byte) => out.push(byte),
                None => return false,
            },
            Codec::Ascii | Codec::Latin1 => return false,
            Codec::Utf8 | Codec::Utf8Sig => out.extend(c.encode_utf8(&mut [0; 4]).bytes()),
            Codec::Utf16 | Codec::Utf16Le => {
                out.extend(c.encode_utf16(&mut [0; 2]).iter().flat_map(|unit| unit.to_le_bytes()));
            }
            Codec::Utf16Be => out.extend(c.encode_utf16(&mut [0; 2]).iter().flat_map(|unit| unit.to_be_bytes())),
            Codec::Utf32 | Codec::Utf32Le => out.extend(code.to_le_bytes()),
            Codec::Utf32Be => out.extend(code.to_be_bytes()),
        }
        true
    }

    /// The `UnicodeEncodeError` of characters without a code, the first of them at `start`.
    #[cold]
    fn unencodable(self, outside: &[char], start: usize) -> Error {
        let codec = self.name();
        let reason = match self {
            Codec::Ascii => "ordinal not in range(128)",
            Codec::Latin1 => "ordinal not in range(256)",
            _ => "character maps to <undefined>",
        };
        let message = if let [one] = outside {
            let shown = escaped(u32::from(*one));
            format!("'{codec}' codec can't encode character '{shown}' in position {start}: {reason}")
        } else {
            let last = start + outside.len() - 1;
            format!("'{codec}' codec can't encode characters in position {start}-{last}: {reason}")
        };
        Error::new(&UNICODE_ENCODE_ERROR, message)
    }
}

type Taken = std::result::Result<usize, (usize, &'static str, bool)>;

fn utf8(data: &[u8], out: &mut String) -> Taken {
    let error = match std::str::from_utf8(data) {
        Ok(text) => {
            out.push_str(text);
            return Ok(data.len());
        }
        Err(error) => error,
    };
    if error.valid_up_to() > 0 {
        let valid = &data[..error.valid_up_to()];
        out.push_str(&String::from_utf8_lossy(valid));
        return Ok(valid.len());
    }
    let is_surrogate = matches!(data, [0xed, 0xa0..=0xbf, 0x80..=0xbf, ..]);
    Err(match error.error_len() {
        None => (data.len(), "unexpected end of data", false),
        Some(_) if matches!(data[0], 0x80..=0xc1 | 0xf5..) => (1, "invalid start byte", false),
        Some(length) => (length, "invalid continuation byte", is_surrogate),
    })
}

fn utf16(data: &[u8], out: &mut String, unit: fn([u8; 2]) -> u16) -> Taken {
    let unit_at = |at: usize| Some(unit([*data.get(at)?, *data.get(at + 1)?]));
    let Some(first) = unit_at(0) else { return Err((1, "truncated data", false)) };
    match (first, unit_at(2)) {
        (0xd800..=0xdbff, None) => Err((data.len(), "unexpected end of data", true)),
        (0xd800..=0xdbff, Some(second @ 0xdc00..=0xdfff)) => {
            out.extend(char::decode_utf16([first, second]).flatten());
            Ok(4)
        }
        (0xd800..=0xdbff, Some(_)) => Err((2, "illegal UTF-16 surrogate", true)),
        (0xdc00..=0xdfff, _) => Err((2, "illegal encoding", true)),
        _ => {
            out.extend(char::from_u32(first.into()));
            Ok(2)
        }
    }
}

fn utf32(data: &[u8], out: &mut String, unit: fn([u8; 4]) -> u32) -> Taken {
    let Some(code) = data.first_chunk().map(|bytes| unit(*bytes)) else {
        return Err((data.len(), "truncated data", false));
    };
    match char::from_u32(code) {
        Some(c) => {
            out.push(c);
            Ok(4)
        }
        None if code > 0x10_ffff => Err((4, "code point not in range(0x110000)", false)),
        None => Err((4, "code point in surrogate code point range (0xd800..0xdfff)", true)),
    }
}

/// A byte of Windows' code page for western Europe.
fn cp1252(byte: u8) -> Option<char> {
    const UPPER: [char; 32] = [
        '\u{20ac}', '\0', '\u{201a}', '\u{192}', '\u{201e}', '\u{2026}', '\u{2020}', '\u{2021}', '\u{2c6}', '\u{2030}',
        '\u{160}', '\u{2039}', '\u{152}', '\0', '\u{17d}', '\0', '\0', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}',
        '\u{2022}', '\u{2013}', '\u{2014}', '\u{2dc}', '\u{2122}', '\u{161}', '\u{203a}', '\u{153}', '\0', '\u{17e}',
        '\u{178}',
    ];
    match byte {
        0x80..=0x9f => Some(UPPER[usize::from(byte - 0x80)]).filter(|c| *c != '\0'),
        _ => Some(char::from(byte)),
    }
}
