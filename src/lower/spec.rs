//! Format texts: the mini-language of format specs (PEP 3101), `%` formats and `str.format` fields.

/// A format spec taken apart: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`.
#[derive(Debug, PartialEq, Eq)]
struct Spec {
    align: Option<char>,
    sign: bool,
    alternate: bool,
    zero: bool,
    grouping: bool,
    precision: bool,
    kind: Option<char>,
}

fn parse(spec: &str) -> Option<Spec> {
    let chars: Vec<char> = spec.chars().collect();
    let mut at = 0;
    let is_align = |c: Option<&char>| c.is_some_and(|c| "<>=^".contains(*c));
    let mut align = None;
    if is_align(chars.get(1)) {
        align = chars.get(1).copied();
        at = 2;
    } else if is_align(chars.first()) {
        align = chars.first().copied();
        at = 1;
    }
    let sign = chars.get(at).is_some_and(|c| "+- ".contains(*c));
    at += usize::from(sign);
    let alternate = chars.get(at) == Some(&'#');
    at += usize::from(alternate);
    let zero = chars.get(at) == Some(&'0');
    at += usize::from(zero);
    while chars.get(at).is_some_and(char::is_ascii_digit) {
        at += 1;
    }
    let grouping = chars.get(at).is_some_and(|c| ",_".contains(*c));
    at += usize::from(grouping);
    let precision = chars.get(at) == Some(&'.');
    if precision {
        at += 1;
        if !chars.get(at).is_some_and(char::is_ascii_digit) {
            return None;
        }
        while chars.get(at).is_some_and(char::is_ascii_digit) {
            at += 1;
        }
    }
    let kind = chars.get(at).copied();
    at += usize::from(kind.is_some());
    (at == chars.len()).then_some(Spec { align, sign, alternate, zero, grouping, precision, kind })
}

/// Whether `int.__format__` accepts the spec (float types are left out: they round).
pub fn valid_for_int(spec: &str) -> bool {
    parse(spec).is_some_and(|spec| match spec.kind {
        None | Some('d' | 'n') => !spec.precision,
        Some('x' | 'X' | 'o' | 'b') => !spec.precision,
        Some('f' | 'F' | 'e' | 'E' | 'g' | 'G' | '%') => true,
        Some(_) => false,
    } && spec.kind != Some('n'))
}

/// Whether `float.__format__` accepts the spec.
pub fn valid_for_float(spec: &str) -> bool {
    parse(spec).is_some_and(|spec| matches!(spec.kind, None | Some('f' | 'F' | 'e' | 'E' | 'g' | 'G' | '%')))
}

/// Whether `str.__format__` accepts the spec.
pub fn valid_for_str(spec: &str) -> bool {
    parse(spec).is_some_and(|spec| {
        matches!(spec.kind, None | Some('s'))
            && !spec.sign
            && !spec.alternate
            && !spec.grouping
            && !spec.zero
            && spec.align != Some('=')
    })
}

/// A piece of a `%` format.
#[derive(Debug, PartialEq, Eq)]
pub enum Percent {
    /// Text.
    Literal(String),
    /// `%05.1f`, with the `%`.
    Conversion(String),
}

/// The pieces of a `%` format; `None` for one with `%(name)s`, `*` or an unknown conversion.
pub fn percent(format: &str) -> Option<Vec<Percent>> {
    let mut out = Vec::new();
    let mut text = String::new();
    let mut chars = format.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '%' {
            text.push(c);
            continue;
        }
        if chars.peek() == Some(&'%') {
            chars.next();
            text.push('%');
            continue;
        }
        let mut conversion = String::from("%");
        loop {
            let c = chars.next()?;
            conversion.push(c);
            match c {
                '#' | '0'..='9' | '-' | '+' | ' ' | '.' => {}
                'd' | 'i' | 'u' | 's' | 'r' | 'x' | 'X' | 'o' | 'f' | 'F' | 'e' | 'E' | 'g' | 'G' => break,
                _ => return None,
            }
        }
        if !text.is_empty() {
            out.push(Percent::Literal(std::mem::take(&mut text)));
        }
        out.push(Percent::Conversion(conversion));
    }
    if !text.is_empty() {
        out.push(Percent::Literal(text));
    }
    Some(out)
}

/// A piece of a `str.format` text.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text.
    Literal(String),
    /// `{name!conversion:spec}`
    Field {
        /// Empty, a number or a name.
        name: String,
        /// `r` or `s`
        conversion: Option<char>,
        /// The format spec.
        spec: String,
    },
}

/// The pieces of a `str.format` text; `None` for one with nested fields, attributes or items.
pub fn format_pieces(format: &str) -> Option<Vec<Piece>> {
    let mut out = Vec::new();
    let mut text = String::new();
    let mut chars = format.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '{' if chars.peek() == Some(&'{') => {
                chars.next();
                text.push('{');
            }
            '}' => {
                if chars.next() != Some('}') {
                    return None;
                }
                text.push('}');
            }
            '{' => {
                if !text.is_empty() {
                    out.push(Piece::Literal(std::mem::take(&mut text)));
                }
                let mut field = String::new();
                loop {
                    match chars.next()? {
                        '}' => break,
                        '{' => return None,
                        c => field.push(c),
                    }
                }
                let (head, spec) = field.split_once(':').map_or((field.as_str(), ""), |(head, spec)| (head, spec));
                let (name, conversion) = match head.split_once('!') {
                    Some((name, conversion)) => (name, Some(conversion.chars().next()?)),
                    None => (head, None),
                };
                if name.contains(['.', '[']) {
                    return None;
                }
                out.push(Piece::Field { name: name.to_owned(), conversion, spec: spec.to_owned() });
            }
            c => text.push(c),
        }
    }
    if !text.is_empty() {
        out.push(Piece::Literal(text));
    }
    Some(out)
}
