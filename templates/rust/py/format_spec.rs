//! The format mini-language of `format(value, spec)` and f-strings.

use super::beyond::repeats;
use super::error::{Error, Result, value_error};

/// `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormatSpec {
    /// What fills up to the width.
    pub fill: char,
    /// `<`, `>`, `^`, `=`, where one is given.
    pub align: Option<char>,
    /// `+`, `-` or a space, where one is given.
    pub sign: Option<char>,
    /// `z`: a negative zero is shown as zero.
    pub no_negative_zero: bool,
    /// `#`
    pub alternate: bool,
    /// `0` stood before the width.
    pub zero: bool,
    /// The least width.
    pub width: usize,
    /// `,` or `_`
    pub grouping: Option<char>,
    /// The precision.
    pub precision: Option<usize>,
    /// The last character.
    pub kind: Option<char>,
}

impl FormatSpec {
    /// Reads a format spec for a value of type `type_name`.
    pub fn parse(spec: &str, type_name: &str) -> Result<FormatSpec> {
        let invalid = || value_error(format!("Invalid format specifier '{spec}' for object of type '{type_name}'"));
        let mut parsed = FormatSpec {
            fill: ' ',
            align: None,
            sign: None,
            no_negative_zero: false,
            alternate: false,
            zero: false,
            width: 0,
            grouping: None,
            precision: None,
            kind: None,
        };
        let chars: Vec<char> = spec.chars().collect();
        let is_align = |c: Option<&char>| matches!(c, Some('<' | '>' | '^' | '='));
        let mut at = 0;
        let mut fill_given = false;
        if is_align(chars.get(1)) {
            parsed.fill = chars[0];
            parsed.align = Some(chars[1]);
            fill_given = true;
            at = 2;
        } else if is_align(chars.first()) {
            parsed.align = Some(chars[0]);
            at = 1;
        }
        if let Some(sign @ ('+' | '-' | ' ')) = chars.get(at) {
            parsed.sign = Some(*sign);
            at += 1;
        }
        if chars.get(at) == Some(&'z') {
            parsed.no_negative_zero = true;
            at += 1;
        }
        if chars.get(at) == Some(&'#') {
            parsed.alternate = true;
            at += 1;
        }
        if !fill_given && chars.get(at) == Some(&'0') {
            parsed.zero = true;
            parsed.fill = '0';
            if parsed.align.is_none() && type_name != "str" {
                parsed.align = Some('=');
            }
            at += 1;
        }
        if let Some(width) = number(&chars, &mut at)? {
            parsed.width = repeats(1, i64::try_from(width).unwrap_or(i64::MAX));
        }
        if chars.get(at) == Some(&',') {
            parsed.grouping = Some(',');
            at += 1;
        }
        if chars.get(at) == Some(&'_') {
            if parsed.grouping.is_some() {
                return Err(value_error("Cannot specify both ',' and '_'."));
            }
            parsed.grouping = Some('_');
            at += 1;
        }
        if chars.get(at) == Some(&',') && parsed.grouping == Some(',') {
            return Err(value_error("Cannot specify ',' with ','."));
        }
        if chars.get(at) == Some(&',') {
            return Err(value_error("Cannot specify both ',' and '_'."));
        }
        if chars.get(at) == Some(&'.') {
            at += 1;
            parsed.precision = number(&chars, &mut at)?;
            if parsed.precision.is_none() {
                return Err(value_error("Format specifier missing precision"));
            }
        }
        match chars.len() - at {
            0 => {}
            1 => parsed.kind = Some(chars[at]),
            _ => return Err(invalid()),
        }
        parsed.check_grouping(type_name)?;
        Ok(parsed)
    }

    fn check_grouping(&self, type_name: &str) -> Result<()> {
        let Some(grouping) = self.grouping else { return Ok(()) };
        let kind = self.kind.or((type_name == "str").then_some('s'));
        let allowed = match kind {
            None | Some('d' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F') => true,
            Some('b' | 'o' | 'x' | 'X') => grouping == '_',
            Some(_) => false,
        };
        match kind {
            Some(kind) if !allowed => Err(cannot_group(grouping, kind)),
            _ => Ok(()),
        }
    }

    /// Sets `text` to the width, aligned by `default` where the spec does not say.
    pub fn pad(&self, text: &str, default: char) -> String {
        let length = if text.is_ascii() { text.len() } else { text.chars().count() };
        let missing = self.width.saturating_sub(length);
        let left = match self.align.unwrap_or(default) {
            '<' => 0,
            '^' => missing / 2,
            _ => missing,
        };
        let mut out = String::with_capacity(text.len() + missing);
        out.extend(std::iter::repeat_n(self.fill, left));
        out.push_str(text);
        out.extend(std::iter::repeat_n(self.fill, missing - left));
        out
    }

    /// Sets a number to the width: `prefix` is its sign and base, `digits` its whole part, which is grouped by `group` digits, and
    /// `rest` what follows.
    pub fn pad_number(&self, prefix: &str, digits: &str, rest: &str, group: usize) -> String {
        // Zeros that pad are grouped too.
        let room = if self.fill == '0' && self.align == Some('=') {
            self.width.saturating_sub(prefix.len() + rest.len())
        } else {
            0
        };
        let digits = match self.grouping {
            Some(separator) => grouped(digits, separator, group, room),
            None => digits.to_owned(),
        };
        if self.align == Some('=') {
            let missing = self.width.saturating_sub(prefix.len() + digits.len() + rest.len());
            let mut out = String::from(prefix);
            out.extend(std::iter::repeat_n(self.fill, missing));
            out.push_str(&digits);
            out.push_str(rest);
            return out;
        }
        self.pad(&format!("{prefix}{digits}{rest}"), '>')
    }

    /// The sign of a number.
    pub fn sign_of(&self, negative: bool) -> &'static str {
        match (negative, self.sign) {
            (true, _) => "-",
            (false, Some('+')) => "+",
            (false, Some(' ')) => " ",
            (false, _) => "",
        }
    }
}

/// `Cannot specify ',' with 's'.`
#[cold]
pub fn cannot_group(grouping: char, kind: char) -> Error {
    if (' '..='~').contains(&kind) {
        value_error(format!("Cannot specify '{grouping}' with '{kind}'."))
    } else {
        value_error(format!("Cannot specify '{grouping}' with '\\x{:x}'.", u32::from(kind)))
    }
}

/// `Unknown format code 'q' for object of type 'int'`
#[cold]
pub fn unknown_code(kind: char, type_name: &str) -> Error {
    if ('!'..='~').contains(&kind) {
        value_error(format!("Unknown format code '{kind}' for object of type '{type_name}'"))
    } else {
        value_error(format!("Unknown format code '\\x{:x}' for object of type '{type_name}'", u32::from(kind)))
    }
}

fn number(chars: &[char], at: &mut usize) -> Result<Option<usize>> {
    let start = *at;
    let mut value = 0_usize;
    while let Some(digit) = chars.get(*at).and_then(|c| super::unicode_decimal::decimal_value(*c)) {
        value = value
            .checked_mul(10)
            .and_then(|value| value.checked_add(usize::from(digit)))
            .filter(|value| isize::try_from(*value).is_ok())
            .ok_or_else(|| value_error("Too many decimal digits in format string"))?;
        *at += 1;
    }
    Ok((*at > start).then_some(value))
}

/// Digits in groups, with zeros in front until they fill `width`.
fn grouped(digits: &str, separator: char, group: usize, width: usize) -> String {
    let mut reversed: Vec<char> = Vec::new();
    let mut count = 0;
    let mut digits = digits.chars().rev();
    while let Some(digit) = digits.next().or_else(|| (reversed.len() < width).then_some('0')) {
        if count > 0 && count % group == 0 {
            reversed.push(separator);
        }
        reversed.push(digit);
        count += 1;
    }
    reversed.into_iter().rev().collect()
}
