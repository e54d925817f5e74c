//! A file's bytes become text, as CPython reads source files: a byte order mark, a coding cookie (PEP 263), else UTF-8.

use std::fmt;

use encoding_rs::Encoding;

/// Why a file cannot be read as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    /// The line it is about, from 1.
    pub line: usize,
    /// What is the case.
    pub title: String,
    /// What the user can do.
    pub hint: String,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {} ({})", self.line, self.title, self.hint)
    }
}

impl std::error::Error for DecodeError {}

impl DecodeError {
    fn new(line: usize, title: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { line, title: title.into(), hint: hint.into() }
    }
}

const BOM: &[u8] = b"\xef\xbb\xbf";
const SAVE_AS_UTF8: &str = "save the file as UTF-8, or name its encoding in the first line: # -*- coding: latin-1 -*-";

/// How a file is encoded.
enum Codec {
    Utf8,
    Latin1,
    Ascii,
    /// An encoding that the web has as well. In `strict` ones, bytes that Python leaves undefined are control
    /// characters on the web.
    Web {
        encoding: &'static Encoding,
        strict: bool,
    },
    /// One where the web uses a Windows code page, and Python has control characters at 0x80 to 0x9f.
    Iso(&'static Encoding),
}

/// The text of a source file.
///
/// # Errors
///
/// Bytes that the encoding does not have, an encoding that nobody knows, a cookie that contradicts a byte order mark,
/// and NUL bytes, all of which CPython refuses as well.
pub fn decode(bytes: &[u8]) -> Result<String, DecodeError> {
    let marked = bytes.starts_with(BOM);
    let body = if marked { &bytes[BOM.len()..] } else { bytes };
    let codec = match cookie(body) {
        None => Codec::Utf8,
        Some((line, name)) => {
            let codec = codec(&name).ok_or_else(|| {
                DecodeError::new(
                    line,
                    format!("unknown encoding '{name}'"),
                    "save the file as UTF-8 and drop the cookie",
                )
            })?;
            // Of UTF-8's other names CPython knows none here: `utf8` is refused as well.
            let utf8 = name.to_ascii_lowercase().replace('_', "-");
            if marked && utf8 != "utf-8" && !utf8.starts_with("utf-8-") {
                let title = format!("encoding problem: '{name}' in a file with a UTF-8 byte order mark");
                return Err(DecodeError::new(line, title, "drop the coding cookie"));
            }
            codec
        }
    };
    let text =
        codec.decode(body).map_err(|error| DecodeError { hint: other_hint(bytes).unwrap_or(error.hint), ..error })?;
    match text.find('\0') {
        None => Ok(text),
        Some(place) => {
            let line = text[..place].matches('\n').count() + 1;
            Err(DecodeError::new(line, "source code cannot contain null bytes", "is this really a Python file?"))
        }
    }
}

/// What helps with bytes that no encoding of Python source has.
fn other_hint(bytes: &[u8]) -> Option<String> {
    let utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let hint = if utf16 { "this looks like UTF-16; save the file as UTF-8" } else { "is this really a Python file?" };
    bytes.contains(&0).then(|| hint.to_owned())
}

/// The encoding that one of the first two lines names: `# -*- coding: latin-1 -*-`.
fn cookie(bytes: &[u8]) -> Option<(usize, String)> {
    let mut lines = bytes.split(|byte| matches!(byte, b'\n' | b'\r'));
    let first = lines.next()?;
    if let Some(name) = cookie_of(first) {
        return Some((1, name));
    }
    let start = first.trim_ascii_start();
    let blank = start.is_empty() || start.starts_with(b"#");
    if !blank {
        return None;
    }
    let second = if bytes[first.len()..].starts_with(b"\r\n") { lines.nth(1)? } else { lines.next()? };
    cookie_of(second).map(|name| (2, name))
}

fn cookie_of(line: &[u8]) -> Option<String> {
    let start = line.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\x0c'))?;
    if line[start] != b'#' {
        return None;
    }
    let comment = String::from_utf8_lossy(&line[start..]);
    comment.match_indices("coding").find_map(|(at, word)| {
        let rest = comment[at + word.len()..].strip_prefix([':', '='])?.trim_start_matches([' ', '\t']);
        let end =
            rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))).unwrap_or(rest.len());
        (end > 0).then(|| rest[..end].to_owned())
    })
}

/// The codec of Python that has this name.
fn codec(name: &str) -> Option<Codec> {
    let name = name.to_ascii_lowercase().replace(['_', ' '], "-");
    let starts = |prefix: &str| name == prefix || name.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('-'));
    if starts("utf-8") || matches!(name.as_str(), "utf8" | "u8" | "utf" | "cp65001") {
        return Some(Codec::Utf8);
    }
    if starts("latin-1") || starts("iso-8859-1") || starts("iso-latin-1") {
        return Some(Codec::Latin1);
    }
    let web = |label: &str| Encoding::for_label(label.as_bytes());
    Some(match name.as_str() {
        "latin1" | "latin" | "l1" | "iso8859-1" | "iso8859" | "8859" | "cp819" => Codec::Latin1,
        "ascii" | "us-ascii" | "646" | "us" | "ansi-x3.4-1968" => Codec::Ascii,
        "iso-8859-9" | "iso8859-9" | "latin5" | "l5" => Codec::Iso(web("windows-1254")?),
        "iso-8859-11" | "iso8859-11" | "tis-620" => Codec::Iso(web("windows-874")?),
        "mac-roman" | "macroman" | "macintosh" => Codec::Web { encoding: web("macintosh")?, strict: false },
        "koi8-r" | "koi8-u" | "euc-jp" | "eucjp" | "ujis" | "shift-jis" | "sjis" | "iso-2022-jp" | "big5" | "gbk"
        | "gb2312" | "gb18030" | "euc-kr" => {
            Codec::Web { encoding: web(&name).or_else(|| web(&name.replace('-', "_")))?, strict: false }
        }
        "cp932" | "ms932" => Codec::Web { encoding: web("shift_jis")?, strict: false },
        "cp936" => Codec::Web { encoding: web("gbk")?, strict: false },
        "cp949" | "euckr" => Codec::Web { encoding: web("euc-kr")?, strict: false },
        "cp866" | "866" | "ibm866" => Codec::Web { encoding: web("ibm866")?, strict: false },
        _ => {
            if let Some(page) = name.strip_prefix("cp").or_else(|| name.strip_prefix("windows-"))
                && matches!(
                    page,
                    "874" | "1250" | "1251" | "1252" | "1253" | "1254" | "1255" | "1256" | "1257" | "1258"
                )
            {
                return Some(Codec::Web { encoding: web(&format!("windows-{page}"))?, strict: true });
            }
            let part = name.strip_prefix("iso-8859-").or_else(|| name.strip_prefix("iso8859-"))?;
            let known = matches!(part, "2" | "3" | "4" | "5" | "6" | "7" | "8" | "10" | "13" | "14" | "15" | "16");
            Codec::Web { encoding: web(&format!("iso-8859-{part}")).filter(|_| known)?, strict: false }
        }
    })
}

impl Codec {
    fn decode(&self, bytes: &[u8]) -> Result<String, DecodeError> {
        match self {
            Self::Utf8 => std::str::from_utf8(bytes).map(str::to_owned).map_err(|error| {
                let line = line_at(bytes, error.valid_up_to());
                DecodeError::new(line, "the file is not valid UTF-8", SAVE_AS_UTF8)
            }),
            Self::Latin1 => Ok(bytes.iter().map(|byte| char::from(*byte)).collect()),
            Self::Ascii => match bytes.iter().position(|byte| !byte.is_ascii()) {
                None => Ok(bytes.iter().map(|byte| char::from(*byte)).collect()),
                Some(place) => {
                    let title = "a character outside of the ASCII that the coding cookie promises";
                    Err(DecodeError::new(line_at(bytes, place), title, SAVE_AS_UTF8))
                }
            },
            Self::Web { encoding, strict } => web(encoding, bytes, *strict),
            Self::Iso(encoding) => {
                let mut text = String::with_capacity(bytes.len());
                for run in bytes.chunk_by(|a, b| matches!(a, 0x80..=0x9f) == matches!(b, 0x80..=0x9f)) {
                    if matches!(run[0], 0x80..=0x9f) {
                        text.extend(run.iter().map(|byte| char::from(*byte)));
                    } else {
                        text.push_str(&web(encoding, run, false)?);
                    }
                }
                Ok(text)
            }
        }
    }
}

fn web(encoding: &'static Encoding, bytes: &[u8], strict: bool) -> Result<String, DecodeError> {
    let decoded = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    match decoded {
        Some(text) if !(strict && text.contains(|c: char| ('\u{80}'..='\u{9f}').contains(&c))) => Ok(text.into_owned()),
        _ => {
            let good = |line: &&[u8]| encoding.decode_without_bom_handling_and_without_replacement(line).is_some();
            let line = bytes.split(|byte| *byte == b'\n').take_while(good).count() + 1;
            let title = format!("the file has bytes that its encoding, {}, does not have", encoding.name());
            Err(DecodeError::new(line, title, SAVE_AS_UTF8))
        }
    }
}

/// The line number of a byte.
fn line_at(bytes: &[u8], place: usize) -> usize {
    bytes[..place].split(|byte| *byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> String {
        decode(bytes).unwrap_or_else(|error| error.to_string())
    }

    #[test]
    fn cookies_count_in_the_first_two_lines() {
        assert_eq!(read(b"# -*- coding: latin-1 -*-\n'\xe9\x80'"), "# -*- coding: latin-1 -*-\n'\u{e9}\u{80}'");
        assert_eq!(
            read(b"#!/x\r\n# vim: set fileencoding=koi8-r :\r\n'\xc1'"),
            "#!/x\r\n# vim: set fileencoding=koi8-r :\r\n'\u{430}'"
        );
        assert_eq!(read(b"\xef\xbb\xbf# coding: utf-8-sig\nx"), "# coding: utf-8-sig\nx");
        assert!(decode(b"x = 1\n# coding: latin-1\n'\xe9'").is_err());
        assert!(decode(b"\n\n# coding: latin-1\n'\xe9'").is_err());
        assert!(decode(b"\xef\xbb\xbf# coding: latin-1\n").is_err());
        assert!(decode(b"# coding: klingon\n").is_err());
    }

    #[test]
    fn pages_are_pythons() {
        assert_eq!(read(b"# coding: cp1252\n\x80"), "# coding: cp1252\n\u{20ac}");
        assert!(decode(b"# coding: cp1252\n\x81").is_err());
        assert_eq!(read(b"# coding: iso-8859-9\n\x80\xdd"), "# coding: iso-8859-9\n\u{80}\u{130}");
        assert_eq!(read(b"# coding: iso-8859-15\n\xa4"), "# coding: iso-8859-15\n\u{20ac}");
        assert_eq!(read(b"# coding: shift_jis\n\x82\xa0"), "# coding: shift_jis\n\u{3042}");
        assert!(decode(b"# coding: ascii\n\xe9").is_err());
    }

    #[test]
    fn errors_say_where() {
        assert_eq!(decode(b"a\nb\xff\n").map_err(|error| error.line), Err(2));
        assert_eq!(decode(b"a\n\0\n").map_err(|error| error.line), Err(2));
        assert_eq!(decode(b""), Ok(String::new()));
    }
}
