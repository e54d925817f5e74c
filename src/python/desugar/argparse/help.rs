//! The usage line and the help that `argparse` prints, laid out for 80 columns: what it takes where its output is no terminal and `COLUMNS` is not set.
//!
//! After `HelpFormatter` of CPython 3.11.

use super::argument::{Argument, Takes};

/// The columns that are used of 80.
const WIDTH: usize = 78;

/// Where the explanations begin at the latest.
const HELP_POSITION: usize = 24;

/// `usage: report.py [-h] [--top N] file`, with a line break behind it.
pub fn usage(prog: &str, arguments: &[Argument]) -> String {
    let prefix = "usage: ";
    let options: Vec<String> = std::iter::once("[-h]".to_owned())
        .chain(arguments.iter().filter(|one| one.is_option()).map(|one| {
            let value =
                if matches!(one.takes, Takes::Nothing(_)) { String::new() } else { format!(" {}", metavar(one)) };
            if one.required { format!("{}{value}", one.flags[0]) } else { format!("[{}{value}]", one.flags[0]) }
        }))
        .collect();
    let positionals: Vec<String> = arguments.iter().filter(|one| !one.is_option()).map(positional).collect();
    let all = [vec![prog.to_owned()], options.clone(), positionals.clone()].concat().join(" ");
    if prefix.len() + all.len() <= WIDTH {
        return format!("{prefix}{all}\n");
    }
    let mut lines;
    let named = |parts: &[String]| [vec![prog.to_owned()], parts.to_vec()].concat();
    if prefix.len() + prog.len() <= WIDTH * 3 / 4 {
        let indent = " ".repeat(prefix.len() + prog.len() + 1);
        lines = laid_out(&named(&options), &indent, Some(prefix.len()));
        lines.extend(laid_out(&positionals, &indent, None));
    } else {
        let indent = " ".repeat(prefix.len());
        lines = laid_out(&[options.clone(), positionals.clone()].concat(), &indent, None);
        if lines.len() > 1 {
            lines = laid_out(&options, &indent, None);
            lines.extend(laid_out(&positionals, &indent, None));
        }
        lines.insert(0, prog.to_owned());
    }
    format!("{prefix}{}\n", lines.join("\n"))
}

/// `get_lines` of `_format_usage`.
fn laid_out(parts: &[String], indent: &str, prefix: Option<usize>) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line: Vec<&str> = Vec::new();
    let mut width = prefix.unwrap_or(indent.len());
    for part in parts {
        if width + part.len() > WIDTH && !line.is_empty() {
            lines.push(format!("{indent}{}", line.join(" ")));
            line.clear();
            width = indent.len();
        }
        line.push(part);
        width += part.len() + 1;
    }
    if !line.is_empty() {
        lines.push(format!("{indent}{}", line.join(" ")));
    }
    if prefix.is_some()
        && let Some(first) = lines.first_mut()
    {
        *first = first[indent.len()..].to_owned();
    }
    lines
}

/// `{total,count}`, `N`, `TOP`
fn metavar(argument: &Argument) -> String {
    match &argument.metavar {
        Some(metavar) => metavar.clone(),
        None if !argument.choices.is_empty() => format!("{{{}}}", argument.choices.join(",")),
        None if argument.is_option() => argument.dest.to_uppercase(),
        None => argument.dest.clone(),
    }
}

fn positional(argument: &Argument) -> String {
    let name = metavar(argument);
    match argument.takes {
        Takes::Optional => format!("[{name}]"),
        Takes::Any => format!("[{name} ...]"),
        Takes::Some => format!("{name} [{name} ...]"),
        Takes::One | Takes::Nothing(_) => name,
    }
}

/// All of the help; None where how its lines are broken is not known.
pub fn help(prog: &str, description: &str, epilog: &str, arguments: &[Argument]) -> Option<String> {
    let entry = |argument: &Argument| -> Option<(String, String)> {
        let head = if argument.is_option() {
            let value = match argument.takes {
                Takes::Nothing(_) => String::new(),
                _ => format!(" {}", metavar(argument)),
            };
            argument.flags.iter().map(|flag| format!("{flag}{value}")).collect::<Vec<_>>().join(", ")
        } else {
            metavar(argument)
        };
        Some((head, expanded(argument.help.as_deref().unwrap_or_default(), prog, argument)?))
    };
    let positionals: Vec<_> = arguments.iter().filter(|one| !one.is_option()).map(entry).collect::<Option<_>>()?;
    let mut options = vec![("-h, --help".to_owned(), "show this help message and exit".to_owned())];
    options.extend(arguments.iter().filter(|one| one.is_option()).map(entry).collect::<Option<Vec<_>>>()?);
    let longest = positionals.iter().chain(&options).map(|(head, _)| head.len() + 2).max().unwrap_or(0);
    let position = HELP_POSITION.min(longest + 2);
    let mut out = usage(prog, arguments);
    let mut paragraph = |text: &str| -> Option<()> {
        if !text.trim().is_empty() {
            out += &format!("\n{}\n", wrapped(text, WIDTH)?.join("\n"));
        }
        Some(())
    };
    paragraph(description)?;
    let mut sections = String::new();
    for (title, entries) in [("positional arguments", &positionals), ("options", &options)] {
        if entries.is_empty() {
            continue;
        }
        sections += &format!("\n{title}:\n");
        for (head, help) in entries {
            let lines = wrapped(help, WIDTH - position)?;
            sections += &entry_text(head, &lines, position);
        }
    }
    out += &sections;
    if !epilog.trim().is_empty() {
        out += &format!("\n{}\n", wrapped(epilog, WIDTH)?.join("\n"));
    }
    Some(out)
}

fn entry_text(head: &str, lines: &[String], position: usize) -> String {
    let mut out = String::new();
    let Some((first, rest)) = lines.split_first() else { return format!("  {head}\n") };
    if head.len() + 4 <= position {
        out += &format!("  {head:width$}{first}\n", width = position - 2);
    } else {
        out += &format!("  {head}\n{:position$}{first}\n", "");
    }
    for line in rest {
        out += &format!("{:position$}{line}\n", "");
    }
    out
}

/// The text with `%(default)s`, `%(prog)s` and `%%` filled in; None for other `%`.
fn expanded(help: &str, prog: &str, argument: &Argument) -> Option<String> {
    let mut filled = help.replace("%(prog)s", prog).replace("%(dest)s", &argument.dest);
    if filled.contains("%(default)s") {
        filled = filled.replace("%(default)s", &argument.shown_default()?);
    }
    let text = filled.replace("%%", "\u{0}");
    (!text.contains('%')).then(|| text.replace('\u{0}', "%"))
}

/// `textwrap.wrap` of a text with single blanks. Only ASCII words that are not broken themselves: None where one would have to be.
fn wrapped(text: &str, width: usize) -> Option<Vec<String>> {
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    let whole = words.join(" ");
    if whole.is_empty() {
        return Some(Vec::new());
    }
    if !whole.is_ascii() {
        return None;
    }
    if whole.len() <= width {
        return Some(vec![whole]);
    }
    // A hyphen in a word is a place to break it.
    if words.iter().any(|word| word.len() > width || word.contains('-')) {
        return None;
    }
    let mut lines = vec![String::new()];
    for word in words {
        let line = lines.last_mut()?;
        if line.is_empty() {
            line.push_str(word);
        } else if line.len() + 1 + word.len() <= width {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    Some(lines)
}
