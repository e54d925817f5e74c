//! Go source as the choice of runtime files reads it: what a file defines and what it names.

use std::collections::BTreeSet;

/// What a file defines and uses.
pub struct Source {
    /// Functions, types, variables and constants.
    pub names: BTreeSet<String>,
    /// Methods, by the name of their type.
    pub methods: BTreeSet<(String, String)>,
    /// Names, and members as `.name`.
    pub uses: BTreeSet<String>,
}

impl Source {
    /// Reads the text of a file that gofmt printed.
    pub fn read(text: &str) -> Self {
        let mut names = BTreeSet::new();
        let mut methods = BTreeSet::new();
        let mut group = false;
        for line in text.lines() {
            let words = tokens(line);
            match &words[..] {
                ["func", "(", _, "*", ty, ..] if line.starts_with("func (") => {
                    methods.extend(method_name(&words).map(|name| ((*ty).to_owned(), name)));
                }
                ["func", "(", _, ty, ..] if line.starts_with("func (") => {
                    methods.extend(method_name(&words).map(|name| ((*ty).to_owned(), name)));
                }
                ["func" | "type", name, ..] if !line.starts_with('\t') => _ = names.insert((*name).to_owned()),
                ["var" | "const" | "type", "("] => group = true,
                ["var" | "const", name, rest @ ..] if !line.starts_with('\t') => {
                    names.insert((*name).to_owned());
                    names.extend(further_names(rest));
                }
                [")", ..] if line.starts_with(')') => group = false,
                [name, rest @ ..] if group && line.starts_with('\t') && !line.starts_with("\t\t") => {
                    names.insert((*name).to_owned());
                    names.extend(further_names(rest));
                }
                _ => {}
            }
        }
        let words = tokens(text);
        let mut uses = BTreeSet::new();
        for (i, word) in words.iter().enumerate() {
            if !word.starts_with(|c: char| c.is_alphabetic() || c == '_') {
                continue;
            }
            let member = i >= 1 && words[i - 1] == ".";
            let key = words.get(i + 1) == Some(&":") && words.get(i + 2) != Some(&"=");
            if member {
                uses.insert(format!(".{word}"));
            } else if !key {
                uses.insert((*word).to_owned());
            }
        }
        Self { names, methods, uses }
    }
}

/// `a, b = …` names two.
fn further_names(rest: &[&str]) -> Vec<String> {
    rest.chunks(2)
        .take_while(|pair| pair.first() == Some(&","))
        .filter_map(|pair| pair.get(1))
        .map(|name| (*name).to_owned())
        .collect()
}

/// The name after the receiver.
fn method_name(words: &[&str]) -> Option<String> {
    let end = words.iter().position(|word| *word == ")")?;
    words.get(end + 1).map(|name| (*name).to_owned())
}

/// The tokens of Go text without comments; a literal is one token of its quote.
pub fn tokens(text: &str) -> Vec<&str> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        match bytes[at] {
            b'/' if bytes.get(at + 1) == Some(&b'/') => {
                at += text[at..].find('\n').unwrap_or(text.len() - at);
            }
            quote @ (b'"' | b'\'' | b'`') => {
                at += 1;
                while at < bytes.len() && bytes[at] != quote {
                    at += if bytes[at] == b'\\' && quote != b'`' { 2 } else { 1 };
                }
                at = (at + 1).min(bytes.len());
                out.push(&text[start..=start]);
            }
            c if c.is_ascii_alphanumeric() || c == b'_' => {
                while at < bytes.len() && (bytes[at].is_ascii_alphanumeric() || bytes[at] == b'_') {
                    at += 1;
                }
                out.push(&text[start..at]);
            }
            c if c.is_ascii_whitespace() || c >= 0x80 => at += 1,
            _ => {
                at += 1;
                out.push(&text[start..at]);
            }
        }
    }
    out
}
