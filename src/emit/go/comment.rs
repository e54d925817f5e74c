//! Docstrings become doc comments.

/// Verbs with which docstrings begin, as Go's comments conjugate them.
const VERBS: &[&str] = &[
    "accept",
    "add",
    "answer",
    "append",
    "apply",
    "authenticate",
    "build",
    "calculate",
    "check",
    "clear",
    "collect",
    "compute",
    "convert",
    "copy",
    "count",
    "create",
    "decode",
    "delete",
    "dispatch",
    "do",
    "encode",
    "extract",
    "fetch",
    "filter",
    "find",
    "format",
    "generate",
    "get",
    "give",
    "handle",
    "hash",
    "increment",
    "initialize",
    "insert",
    "list",
    "load",
    "log",
    "look",
    "make",
    "mark",
    "merge",
    "move",
    "normalize",
    "open",
    "parse",
    "prepare",
    "print",
    "process",
    "read",
    "record",
    "register",
    "remove",
    "render",
    "replace",
    "reply",
    "report",
    "respond",
    "return",
    "route",
    "run",
    "save",
    "search",
    "send",
    "serve",
    "set",
    "show",
    "silence",
    "sort",
    "split",
    "start",
    "stop",
    "store",
    "tell",
    "transfer",
    "try",
    "update",
    "validate",
    "verify",
    "wrap",
    "write",
];

/// Comment lines of a text.
pub fn lines(text: &str) -> String {
    let mut out = String::new();
    let mut code = false;
    for line in text.trim().lines() {
        let indented = line.starts_with("    ") || line.starts_with('\t');
        if indented != code && !line.trim().is_empty() {
            if indented && !out.ends_with("//\n") && !out.is_empty() {
                out += "//\n";
            }
            code = indented;
        }
        let text = if indented { format!("//\t{}", line.trim_start()) } else { format!("// {}", line.trim()) };
        out += text.trim_end();
        out.push('\n');
    }
    out
}

/// The doc comment of a name: its docstring as a sentence about it, or the given one.
pub fn doc(name: &str, docstring: Option<&str>, otherwise: &str) -> String {
    let Some(text) = docstring.map(dedent).filter(|text| !text.is_empty()) else {
        return if otherwise.is_empty() { String::new() } else { format!("// {name} {otherwise}\n") };
    };
    let (first, rest) = text.split_once(' ').unwrap_or((&text, ""));
    let word = first.trim_end_matches(['.', ',', ':']);
    let lower = word.to_lowercase();
    let singular = lower.strip_suffix('s').unwrap_or(&lower);
    let sentence = if VERBS.contains(&lower.as_str()) {
        format!("{name} {}{} {rest}", conjugated(&lower), &first[word.len()..])
    } else if VERBS.contains(&singular) || singular.strip_suffix('e').is_some_and(|stem| VERBS.contains(&stem)) {
        format!("{name} {lower}{} {rest}", &first[word.len()..])
    } else {
        format!("{name}: {text}")
    };
    lines(sentence.trim())
}

fn conjugated(verb: &str) -> String {
    if verb.ends_with(['s', 'x', 'z', 'o']) || verb.ends_with("ch") || verb.ends_with("sh") {
        return format!("{verb}es");
    }
    if let Some(stem) = verb.strip_suffix('y')
        && !stem.ends_with(['a', 'e', 'i', 'o', 'u'])
    {
        return format!("{stem}ies");
    }
    format!("{verb}s")
}

/// A docstring without the indentation of its further lines, as `inspect.cleandoc` gives it.
fn dedent(text: &str) -> String {
    let text = text.trim();
    let margin = text
        .lines()
        .skip(1)
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start().len())
        .min()
        .unwrap_or(0);
    let mut out = String::new();
    for (i, line) in text.lines().enumerate() {
        if i > 0 {
            out.push('\n');
            out += line.get(margin..).unwrap_or_else(|| line.trim_start());
        } else {
            out += line;
        }
    }
    out
}
