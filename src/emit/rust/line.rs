//! Lines of Rust: what stands on them, and where they are broken.

use super::doc::{Doc, Line};
use super::layout::{STEP, WIDTH, ends_closed, last_column, last_indent, width};

/// Lines, each ended by a line break.
pub fn render_lines(lines: &[Line], indent: usize) -> String {
    let pad = " ".repeat(indent);
    let mut out = String::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if let Some((start, value, end)) = choice(&lines[at..])
            && (!start.is_empty() || at + 2 == lines.len())
        {
            let shown = if start.is_empty() {
                value.flat().filter(|flat| indent + width(flat) <= WIDTH)
            } else {
                Some(render_value(&value, indent, indent + width(&start), end.len()))
            };
            if let Some(shown) = shown {
                out += &format!("{pad}{start}{shown}{end}\n");
                at += 2;
                continue;
            }
        }
        at += 1;
        match line {
            Line::Blank => out.push('\n'),
            Line::Comment(text) => {
                out += format!("{pad}{text}").trim_end();
                out.push('\n');
            }
            Line::Code(doc, end, trailing) => {
                out += &pad;
                // `rustfmt` counts what follows a jump twice.
                let after = if is_jump(doc) { 2 * end.len() } else { end.len() };
                out += &doc.render(indent, indent, after);
                out += end;
                push_trailing(&mut out, trailing.as_deref());
            }
            Line::Assign { start, value, end, trailing } => {
                out += &pad;
                let start = start.render(indent, indent, 2);
                out += &start;
                out += &render_value(value, indent, last_column(&start, indent), end.len());
                out += end;
                push_trailing(&mut out, trailing.as_deref());
            }
            Line::Nested { head, lines, end, continues } => {
                if *continues && out.ends_with("}\n") {
                    out.pop();
                    out.push(' ');
                } else {
                    out += &pad;
                }
                let column = last_column(out.rsplit('\n').next().unwrap_or_default(), 0);
                out += &render_head(head, indent, column);
                if lines.is_empty() {
                    out += "{}";
                } else {
                    out += "{\n";
                    out += &render_lines(lines, indent + STEP);
                    out += &pad;
                    out.push('}');
                }
                out += end;
                out.push('\n');
            }
            Line::Arm(pattern, value) => {
                out += &pad;
                out += &render_arm(pattern, value, indent);
                out.push('\n');
            }
        }
    }
    out
}

/// `let x = if test { a } else { b };`, or the same as the value of a block: what it begins with, the choice, how it ends. `rustfmt` writes it on one line where
/// it fits.
fn choice(lines: &[Line]) -> Option<(String, Doc, &'static str)> {
    let [first, second, ..] = lines else { return None };
    let Line::Nested { head: Doc::Concat(head), lines: then, end: "", continues: false } = first else { return None };
    let Line::Nested { head: otherwise, lines: last, end, continues: true } = second else { return None };
    let ([Line::Code(then, "", None)], [Line::Code(last, "", None)]) = (then.as_slice(), last.as_slice()) else {
        return None;
    };
    let (start, head) = match head.as_slice() {
        [Doc::Text(start), Doc::Concat(head)] if start.starts_with("let ") => (start.trim_end().to_owned(), head),
        _ => (String::new(), head),
    };
    if *otherwise != Doc::text("else ") || start.is_empty() != end.is_empty() {
        return None;
    }
    let [Doc::Text(word), value, Doc::Text(brace)] = head.as_slice() else { return None };
    let test = match word.strip_prefix("if ")? {
        "" => value.clone(),
        pattern => Doc::concat([Doc::text(pattern), value.clone()]),
    };
    (brace == " ").then(|| (start, Doc::Choice(Box::new([test, then.clone(), last.clone()])), *end))
}

/// What stands before a brace, with the space or line break between them.
pub fn render_head(head: &Doc, indent: usize, column: usize) -> String {
    let pad = " ".repeat(indent);
    let flat = head.flat().unwrap_or_default();
    let function = ["fn ", "pub fn "].iter().any(|start| flat.starts_with(start));
    let Doc::Concat(parts) = head else { return head.render(indent, column, 1) };
    if function || (!flat.is_empty() && width(&flat) + column < WIDTH) {
        return head.render(indent, column, 1);
    }
    let (text, end) = match parts.as_slice() {
        // `if let Some(x) = value {`, `for x in values {`: the value may go to the next line.
        [Doc::Text(start), value, Doc::Text(end)] if start.ends_with(" = ") || start.ends_with(" in ") => {
            let start = start.trim_end();
            let room = usize::from(end != " ");
            (start.to_owned() + &render_value(value, indent, column + width(start), room), end.as_str())
        }
        [before @ .., Doc::Text(end)] if !matches!(&parts[0], Doc::List(_)) => {
            (Doc::Concat(before.to_vec()).render(indent, column, 0), end.as_str())
        }
        _ => return head.render(indent, column, 1),
    };
    let last = last_column(&text, column);
    let (closed, broken) = (ends_closed(&text), text.contains('\n'));
    match end {
        // The brace of a condition that has several lines stands alone.
        " " if !(closed && last_indent(&text) <= indent) && (broken || last + 2 > WIDTH) => format!("{text}\n{pad}"),
        " => " if !closed && broken => format!("{text} =>\n{pad}"),
        " else " if broken && !closed || last + 7 > WIDTH => format!("{text}\n{pad}else "),
        _ => text + end,
    }
}

/// Whether it is a `return` or a `break` with a value.
fn is_jump(doc: &Doc) -> bool {
    let Doc::Concat(parts) = doc else { return false };
    matches!(parts.first(), Some(Doc::Text(word)) if word == "return " || word.starts_with("break "))
}

fn push_trailing(out: &mut String, trailing: Option<&str>) {
    if let Some(comment) = trailing {
        out.push_str(" // ");
        out.push_str(comment);
    }
    out.push('\n');
}

/// `pattern => value,`, or with a block around the value where it does not fit.
fn render_arm(pattern: &Doc, value: &Doc, indent: usize) -> String {
    let pattern = pattern.render(indent, indent, 5);
    let pad = " ".repeat(indent);
    let inner = indent + STEP;
    if pattern.contains('\n') && !ends_closed(&pattern) {
        return format!("{pattern} =>\n{pad}{{\n{pad}    {}\n{pad}}}", value.render(inner, inner, 0));
    }
    let column = last_column(&pattern, indent) + 4;
    let here = value.try_render(indent, column, 1);
    if let Some(here) = here.as_ref().filter(|here| !here.contains('\n')) {
        return format!("{pattern} => {here},");
    }
    let below = value.render(inner, inner, 0);
    match here {
        Some(here) if value.can_extend() && !prefers_next_line(&here, &below) => {
            let end = if here.starts_with('{') { "" } else { "," };
            format!("{pattern} => {here}{end}")
        }
        _ => format!("{pattern} => {{\n{pad}    {below}\n{pad}}}"),
    }
}

/// The right side of an assignment, with the space or line break before it.
fn render_value(value: &Doc, indent: usize, column: usize, after: usize) -> String {
    let here = value.try_render(indent, column + 1, after);
    if let Some(here) = here.as_ref().filter(|here| !here.contains('\n')) {
        return format!(" {here}");
    }
    let deeper = indent + STEP;
    let below = value.try_render(deeper, deeper, after);
    let pad = " ".repeat(deeper);
    match (here, below) {
        (Some(here), Some(below)) if !fits(&below, deeper) || !prefers_next_line(&here, &below) => format!(" {here}"),
        (_, Some(below)) => format!("\n{pad}{below}"),
        (Some(here), None) => format!(" {here}"),
        (None, None) => format!(" {}", value.render(indent, column + 1, after)),
    }
}

/// Whether no line of a text is too long; the first begins at `column`.
fn fits(text: &str, column: usize) -> bool {
    text.lines().enumerate().all(|(i, line)| width(line) + if i == 0 { column } else { 0 } <= WIDTH)
}

/// Whether a value looks better below than behind what it is assigned to.
fn prefers_next_line(here: &str, below: &str) -> bool {
    let lines = |text: &str| text.matches('\n').count();
    let opens = |text: &str, bracket: char| text.lines().next().is_some_and(|line| line.ends_with(bracket));
    !below.contains('\n')
        || lines(here) > lines(below) + 1
        || ['(', '{', '['].into_iter().any(|bracket| opens(here, bracket) && !opens(below, bracket))
}
