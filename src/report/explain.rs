//! What the findings mean: the sections of `docs/findings.md`, which is the table of all codes.

use std::collections::BTreeSet;

use serde::Serialize;

use super::page::{Ink, Page};

/// The table.
const TEXT: &str = include_str!("../../docs/findings.md");

/// How the line begins that says what to do.
const WAY_OUT: &str = "**Way out.** ";

/// Columns of a line of prose.
const WIDTH: usize = 88;

/// How alike a code must be to be offered instead of one that does not exist (Jaro-Winkler similarity, 0 to 1).
const ALIKE: f64 = 0.75;

/// How many of those are offered.
const OFFERED: usize = 3;

/// What is said of one code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section {
    /// The code, `set-order`.
    pub code: &'static str,
    /// What stands below the heading, as Markdown.
    pub text: &'static str,
}

impl Section {
    /// The first sentence: what the finding is about.
    pub fn summary(&self) -> String {
        first_sentence(&paragraph(self.text))
    }

    /// The first sentence of what to do; empty where nothing is said of it.
    pub fn way_out(&self) -> String {
        let found = self.text.split("\n\n").find_map(|part| part.trim_start().strip_prefix(WAY_OUT));
        found.map_or_else(String::new, |text| first_sentence(&paragraph(text)))
    }
}

/// All sections in the order of their codes.
pub fn sections() -> impl Iterator<Item = Section> {
    TEXT.split("\n## ").skip(1).filter_map(|part| {
        let (code, text) = part.split_once('\n')?;
        Some(Section { code: code.trim(), text: text.trim() })
    })
}

/// The section of a code.
pub fn section(code: &str) -> Option<Section> {
    sections().find(|section| section.code == code)
}

/// The codes that are spelt most like a word, the nearest first.
pub fn nearest(word: &str) -> Vec<&'static str> {
    let mut known: Vec<(f64, &str)> = sections()
        .map(|section| (strsim::jaro_winkler(section.code, word), section.code))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .collect();
    known.sort_by(|left, right| right.0.total_cmp(&left.0).then_with(|| left.1.cmp(right.1)));
    known.into_iter().take(OFFERED).map(|(_, code)| code).collect()
}

/// A section for a terminal.
pub fn text(section: &Section, color: bool) -> String {
    let mut page = Page::new(color);
    let heading = page.paint(Ink::Bold, section.code);
    page.line(&heading);
    for (number, part) in section.text.split("```").enumerate() {
        if number % 2 == 1 {
            let code = part.split_once('\n').map_or("", |(_, code)| code);
            page.line("");
            code.trim_end().lines().for_each(|line| page.line(&format!("    {line}")));
        } else {
            for prose in part.split("\n\n").map(paragraph).filter(|prose| !prose.is_empty()) {
                page.line("");
                wrapped(&prose).iter().for_each(|line| page.line(line));
            }
        }
    }
    page.into_text()
}

/// All codes with their first sentences.
pub fn list(color: bool) -> String {
    let mut page = Page::new(color);
    let width = sections().map(|section| section.code.len()).max().unwrap_or(0);
    for section in sections() {
        let pad = " ".repeat(width - section.code.len());
        let code = page.paint(Ink::Bold, section.code);
        page.line(&format!("{code}{pad}  {}", section.summary()));
    }
    page.into_text()
}

/// Sections for programs.
///
/// # Errors
/// None that a section can cause.
pub fn json(sections: &[Section]) -> Result<String, serde_json::Error> {
    let rows = sections.iter().map(|section| Row {
        code: section.code,
        summary: section.summary(),
        way_out: section.way_out(),
        text: section.text,
    });
    Ok(serde_json::to_string_pretty(&Document { schema: 1, findings: rows.collect() })? + "\n")
}

/// The line that says where more is said of some codes, or nothing when there are none.
pub fn pointer<'c>(codes: impl IntoIterator<Item = &'c str>) -> Option<String> {
    let known: BTreeSet<&str> = codes.into_iter().filter(|code| section(code).is_some()).collect();
    let codes: Vec<&str> = known.into_iter().collect();
    match codes.as_slice() {
        [] => None,
        [code] => Some(format!("for more on this finding: pivot explain {code}")),
        several => Some(format!("for more on a finding: pivot explain CODE ({})", several.join(", "))),
    }
}

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    findings: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    code: &'a str,
    summary: String,
    way_out: String,
    text: &'a str,
}

/// The first paragraph of a text in one line, without what only Markdown needs.
fn paragraph(text: &str) -> String {
    let first = text.trim().split("\n\n").next().unwrap_or_default();
    let words: Vec<&str> = first.split_whitespace().collect();
    unlinked(&words.join(" ").replace("**", ""))
}

/// `[docs](docs.md)` becomes `docs`.
fn unlinked(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("](") {
        let Some((label, (_, behind))) = before.rsplit_once('[').zip(after.split_once(')')) else { break };
        plain.push_str(label.0);
        plain.push_str(label.1);
        rest = behind;
    }
    plain + rest
}

/// Up to the first full stop behind which a new sentence begins; the stop itself is left out. A stop in code ends nothing.
fn first_sentence(text: &str) -> String {
    let mut inside = false;
    for (at, character) in text.char_indices() {
        match character {
            '`' => inside = !inside,
            '.' if !inside && text[at + 1..].chars().next().is_none_or(char::is_whitespace) => {
                return text[..at].to_owned();
            }
            _ => {}
        }
    }
    text.to_owned()
}

/// Lines of at most [`WIDTH`] columns.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut width = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        if width > 0 && width + 1 + length > WIDTH {
            lines.push(String::new());
            width = 0;
        }
        let Some(line) = lines.last_mut() else { break };
        if width > 0 {
            line.push(' ');
            width += 1;
        }
        line.push_str(word);
        width += length;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECTION: Section = Section {
        code: "some-code",
        text: "`a.b()` does [this](x.md#y). It\ngoes on.\n\n**Way out.** Write `b.` in front. Then more.\n\n```python\nx = 1\n```\n\nInstead:\n\n```python\ny = 1\n```",
    };

    #[test]
    fn a_section_is_told_in_short() {
        assert_eq!(SECTION.summary(), "`a.b()` does this");
        assert_eq!(SECTION.way_out(), "Write `b.` in front");
    }

    #[test]
    fn a_section_is_plain_text_where_nobody_sees_colours() {
        let expected = "some-code\n\n`a.b()` does this. It goes on.\n\nWay out. Write `b.` in front. Then more.\n\n    x = 1\n\nInstead:\n\n    y = 1\n";
        assert_eq!(text(&SECTION, false), expected);
        assert!(text(&SECTION, true).starts_with("\u{1b}[1msome-code\u{1b}[0m\n"));
    }

    #[test]
    fn codes_are_pointed_at_once() {
        assert_eq!(pointer(["no such code"]), None);
        assert_eq!(pointer(["lambda", "lambda"]).as_deref(), Some("for more on this finding: pivot explain lambda"));
        let several = pointer(["set-order", "lambda", "lambda"]);
        assert_eq!(several.as_deref(), Some("for more on a finding: pivot explain CODE (lambda, set-order)"));
    }
}
