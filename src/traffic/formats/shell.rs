//! Command lines as a shell splits them into words (POSIX, and bash's `$'…'`).
//!
//! What a shell would expand, run or send elsewhere is an error: its result is not in the file.

use std::io::BufRead;

use anyhow::{Context, Result, bail};

use super::lines::Lines;

/// A command's words and the line that it begins on.
#[derive(Debug)]
pub(super) struct Command {
    pub(super) line: u64,
    pub(super) words: Vec<Vec<u8>>,
}

/// Within which quotes a byte stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quote {
    None,
    Single,
    Double,
    Ansi,
}

/// The next command; comments and blank lines are skipped.
pub(super) fn next_command<R: BufRead>(lines: &mut Lines<R>) -> Result<Option<Command>> {
    let mut splitter = Splitter { words: Vec::new(), word: None, quote: Quote::None };
    let mut start = 0;
    while let Some(line) = lines.next()? {
        let line = line.to_vec();
        if splitter.is_empty() {
            start = lines.number();
        }
        let goes_on = splitter.line(&line).with_context(|| lines.place())?;
        if !goes_on && !splitter.words.is_empty() {
            return Ok(Some(Command { line: start, words: splitter.words }));
        }
    }
    if splitter.quote != Quote::None {
        bail!("{}: a quote is not closed", lines.at(start));
    }
    splitter.end_word();
    Ok((!splitter.words.is_empty()).then_some(Command { line: start, words: splitter.words }))
}

struct Splitter {
    words: Vec<Vec<u8>>,
    word: Option<Vec<u8>>,
    quote: Quote,
}

impl Splitter {
    fn is_empty(&self) -> bool {
        self.words.is_empty() && self.word.is_none()
    }

    fn push(&mut self, byte: u8) {
        self.word.get_or_insert_default().push(byte);
    }

    fn end_word(&mut self) {
        self.words.extend(self.word.take());
    }

    /// Takes a line with its line break; true if the command goes on after it.
    fn line(&mut self, line: &[u8]) -> Result<bool> {
        let mut at = 0;
        while let Some(&byte) = line.get(at) {
            let rest = &line[at + 1..];
            at += 1;
            match (self.quote, byte) {
                (Quote::Single | Quote::Ansi, b'\'') | (Quote::Double, b'"') => self.quote = Quote::None,
                (Quote::Ansi, b'\\') => at += self.ansi(rest)?,
                (Quote::Single | Quote::Ansi, _) => self.push(byte),
                (Quote::Double, b'\\') => match rest.first() {
                    Some(b'\n') => at += 1,
                    Some(&escaped @ (b'$' | b'`' | b'"' | b'\\')) => {
                        self.push(escaped);
                        at += 1;
                    }
                    _ => self.push(byte),
                },
                (Quote::None | Quote::Double, b'`') => bail!("`…` would run a command"),
                (Quote::None, b'$') if rest.first() == Some(&b'\'') => {
                    self.quote = Quote::Ansi;
                    self.word.get_or_insert_default();
                    at += 1;
                }
                (Quote::None | Quote::Double, b'$') if expands(rest) => {
                    bail!("$… is something that a shell fills in; write its value, or quote it with '…'")
                }
                (Quote::Double, _) => self.push(byte),
                (Quote::None, b'\'' | b'"') => {
                    self.quote = if byte == b'\'' { Quote::Single } else { Quote::Double };
                    self.word.get_or_insert_default();
                }
                (Quote::None, b'\\') => match rest {
                    b"\n" | b"\r\n" => return Ok(true),
                    [] => bail!("the file ends in a backslash"),
                    [escaped, ..] => {
                        self.push(*escaped);
                        at += 1;
                    }
                },
                (Quote::None, b' ' | b'\t' | b'\n' | b'\r') => self.end_word(),
                (Quote::None, b'#') if self.word.is_none() => break,
                (Quote::None, b';' | b'&' | b'|' | b'<' | b'>' | b'(' | b')') => {
                    bail!(
                        "{} is the shell's: write one command a line and quote what belongs to a word",
                        char::from(byte)
                    )
                }
                (Quote::None, b'{') if rest.contains(&b',') => bail!("{{a,b}} is the shell's: quote it"),
                (Quote::None, b'~') if self.word.is_none() => bail!("~ is the shell's: quote it"),
                (Quote::None, _) => self.push(byte),
            }
        }
        if self.quote == Quote::None {
            self.end_word();
        }
        Ok(self.quote != Quote::None)
    }

    /// An escape of `$'…'`: how many bytes it has after its backslash.
    fn ansi(&mut self, rest: &[u8]) -> Result<usize> {
        let Some(&sign) = rest.first() else { bail!("the file ends in a backslash") };
        let digits = |from: usize, most: usize, radix: u32| {
            let digits = rest.get(from..).unwrap_or(&[]).iter().take(most);
            digits.take_while(|byte| char::from(**byte).is_digit(radix)).count()
        };
        let number = |from: usize, count: usize, radix: u32| {
            let text = rest.get(from..from + count).and_then(|digits| std::str::from_utf8(digits).ok());
            text.and_then(|text| u32::from_str_radix(text, radix).ok())
        };
        let plain = match sign {
            b'n' => b'\n',
            b't' => b'\t',
            b'r' => b'\r',
            b'a' => 0x07,
            b'b' => 0x08,
            b'f' => 0x0c,
            b'v' => 0x0b,
            b'e' | b'E' => 0x1b,
            b'\\' | b'\'' | b'"' | b'?' => sign,
            b'0'..=b'7' => {
                let count = digits(0, 3, 8);
                let Some(byte) = number(0, count, 8).and_then(|number| u8::try_from(number).ok()) else {
                    bail!("\\{} is no byte", char::from(sign))
                };
                self.push_not_nul(byte)?;
                return Ok(count);
            }
            b'x' | b'u' | b'U' => {
                let count = digits(
                    1,
                    if sign == b'x' {
                        2
                    } else if sign == b'u' {
                        4
                    } else {
                        8
                    },
                    16,
                );
                let Some(number) = number(1, count, 16) else { bail!("\\{} needs digits", char::from(sign)) };
                if sign == b'x' {
                    self.push_not_nul(u8::try_from(number).unwrap_or(0))?;
                } else {
                    let Some(character) = char::from_u32(number).filter(|character| *character != '\0') else {
                        bail!("\\{}{number:04x} is no character", char::from(sign))
                    };
                    let word = self.word.get_or_insert_default();
                    word.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
                }
                return Ok(1 + count);
            }
            _ => bail!("the escape \\{} is not known", char::from(sign)),
        };
        self.push(plain);
        Ok(1)
    }

    fn push_not_nul(&mut self, byte: u8) -> Result<()> {
        if byte == 0 {
            bail!("a word holds no NUL");
        }
        self.push(byte);
        Ok(())
    }
}

/// Whether a `$` before this stands for something else.
fn expands(rest: &[u8]) -> bool {
    rest.first().is_some_and(|byte| byte.is_ascii_alphanumeric() || b"_{([@*#?$!-".contains(byte))
}

/// A word as a shell reads it back, in quotes where it needs them.
pub(super) fn quote(word: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./:=@,+%".contains(&byte);
    if !word.is_empty() && word.bytes().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Result<Vec<Vec<String>>> {
        let mut lines = Lines::new("x", text.as_bytes());
        let mut commands = Vec::new();
        while let Some(command) = next_command(&mut lines)? {
            commands.push(command.words.iter().map(|word| String::from_utf8_lossy(word).into_owned()).collect());
        }
        Ok(commands)
    }

    #[test]
    fn words_are_those_of_a_shell() -> Result<()> {
        let text =
            "# a\ncurl 'a b'\"c\\\"$\"d\\ e \\\n  \"\" f#g # h\r\n\ncurl $'\\n\\x41\\101\\u00e9\\'' 'x\ny' \"\\q\"\n";
        assert_eq!(words(text)?, [vec!["curl", "a bc\"$d e", "", "f#g"], vec!["curl", "\nAA\u{e9}'", "x\ny", "\\q"]]);
        for text in ["a $b", "a \"$(b)\"", "a `b`", "a;b", "a > b", "a 'b", "a $'\\x00'", "a $'\\q'", "a {b,c}", "a \\"]
        {
            assert!(words(text).is_err(), "{text}");
        }
        for word in ["", "a'b", "a\n\\\"$`!", "plain", "#é"] {
            assert_eq!(words(&quote(word))?, [vec![word.to_owned()]]);
        }
        Ok(())
    }
}
