//! Comments and documentation.

use super::doc::Line;

/// `/// text`
pub fn doc(text: &str) -> Vec<Line> {
    prefixed("///", text)
}

/// `//! text`
pub fn module_doc(text: &str) -> Vec<Line> {
    prefixed("//!", text)
}

/// `// text`
pub fn lines(comments: &[String]) -> Vec<Line> {
    comments.iter().flat_map(|comment| prefixed("//", comment)).collect()
}

fn prefixed(mark: &str, text: &str) -> Vec<Line> {
    let text = text.trim();
    // What is indented would be taken for code to test, and a list needs its indentation: both stay one level deep.
    let least = text
        .lines()
        .skip(1)
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start().len())
        .min();
    text.lines()
        .enumerate()
        .map(|(i, line)| {
            let line = if i == 0 { line } else { line.get(least.unwrap_or(0)..).unwrap_or_else(|| line.trim_start()) };
            let line = if mark == "//" { line.to_owned() } else { line.trim_start().to_owned() };
            Line::Comment(format!("{mark} {line}").trim_end().to_owned())
        })
        .collect()
}
