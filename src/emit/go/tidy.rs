//! What a printed function says twice is said once: an error that is checked only to be returned, an `else` that holds nothing but an
//! `if`, a chain of tests, an empty struct whose fields are set one by one.
//!
//! Statements are lines here, indented by tabs; a line at the depth of another one belongs to the same block. No printed literal has
//! more than one line.

use super::tree::Go;

/// The lines of a function's body, tidied.
pub fn tidy(body: &str) -> String {
    let mut lines: Vec<String> = body.lines().map(str::to_owned).collect();
    while returned(&mut lines) || passed_on(&mut lines) || flattened(&mut lines) {}
    while switched(&mut lines) {}
    while composed(&mut lines) {}
    let mut out = lines.join("\n");
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// How many tabs stand before the text of a line.
fn depth(line: &str) -> usize {
    line.len() - line.trim_start_matches('\t').len()
}

/// Replaces lines by one.
fn replace(lines: &mut Vec<String>, from: usize, count: usize, text: &str) {
    let indent = "\t".repeat(depth(&lines[from]));
    lines.splice(from..from + count, [format!("{indent}{text}")]);
}

/// `if err := f(); err != nil { return err }`, `return nil` is `return f()`.
fn returned(lines: &mut Vec<String>) -> bool {
    for i in 0..lines.len().saturating_sub(3) {
        let Some(rest) = lines[i].trim_start_matches('\t').strip_prefix("if ") else { continue };
        let Some((error, call)) = rest.split_once(" := ") else { continue };
        let Some(call) = call.strip_suffix(&format!("; {error} != nil {{")) else { continue };
        let same = depth(&lines[i]);
        let block =
            [&lines[i + 1], &lines[i + 2], &lines[i + 3]].map(|line| (depth(line), line.trim_start_matches('\t')));
        let wanted = format!("return {error}");
        if block == [(same + 1, wanted.as_str()), (same, "}"), (same, "return nil")] {
            let text = format!("return {call}");
            replace(lines, i, 4, &text);
            return true;
        }
    }
    false
}

/// `if err != nil { return x, err }`, `return x, nil` is `return x, err`; with `v, err := f()` before it, it is `return f()`.
fn passed_on(lines: &mut Vec<String>) -> bool {
    for i in 0..lines.len().saturating_sub(3) {
        let text = lines[i].trim_start_matches('\t');
        let Some(error) = text.strip_prefix("if ").and_then(|rest| rest.strip_suffix(" != nil {")) else { continue };
        let same = depth(&lines[i]);
        if [1, 2, 3].map(|j| depth(&lines[i + j])) != [same + 1, same, same] || lines[i + 2].trim() != "}" {
            continue;
        }
        let (Some(failed), Some(done)) =
            (lines[i + 1].trim().strip_prefix("return "), lines[i + 3].trim().strip_prefix("return "))
        else {
            continue;
        };
        let (failed, done) = match (failed == error, done == "nil") {
            (true, true) => ("", ""),
            (false, false) => match (failed.strip_suffix(&format!(", {error}")), done.strip_suffix(", nil")) {
                (Some(failed), Some(done)) => (failed, done),
                _ => continue,
            },
            _ => continue,
        };
        let call = i.checked_sub(1).and_then(|before| {
            let call = lines[before].trim_start_matches('\t').strip_prefix(&format!("{done}, {error} := "))?;
            (depth(&lines[before]) == same && !done.is_empty()).then(|| call.to_owned())
        });
        if let Some(call) = call {
            replace(lines, i - 1, 5, &format!("return {call}"));
            return true;
        }
        if failed == done {
            let text = if done.is_empty() { format!("return {error}") } else { format!("return {done}, {error}") };
            replace(lines, i, 4, &text);
            return true;
        }
    }
    false
}

/// The end of the block that the line opens: the line that closes it at the same depth.
fn end_of_block(lines: &[String], from: usize) -> Option<usize> {
    let same = depth(&lines[from]);
    (from + 1..lines.len()).find(|&j| !lines[j].is_empty() && depth(&lines[j]) <= same)
}

/// `else { if … }` is `else if …`.
fn flattened(lines: &mut Vec<String>) -> bool {
    for i in 0..lines.len() {
        if lines[i].trim() != "} else {" || !lines.get(i + 1).is_some_and(|line| line.trim().starts_with("if ")) {
            continue;
        }
        let Some(end) = end_of_block(lines, i) else { continue };
        let inner = depth(&lines[i]) + 1;
        let chain = (i + 2..end).all(|j| {
            let own = depth(&lines[j]) == inner && !lines[j].is_empty();
            !own || lines[j].trim().starts_with("} else") || j + 1 == end && lines[j].trim() == "}"
        });
        if !chain || lines[end].trim() != "}" {
            continue;
        }
        let head = format!("{}}} else {}", "\t".repeat(inner - 1), lines[i + 1].trim());
        let mut body: Vec<String> = vec![head];
        body.extend(lines[i + 2..end].iter().map(|line| line.strip_prefix('\t').unwrap_or(line).to_owned()));
        lines.splice(i..=end, body);
        return true;
    }
    false
}

/// A chain of at least three branches is a `switch`, on a value where all tests compare it with a literal.
fn switched(lines: &mut Vec<String>) -> bool {
    for i in 0..lines.len() {
        let Some(heads) = branches(lines, i) else { continue };
        let end = heads[heads.len() - 1];
        let tests: Vec<Option<String>> =
            heads[..heads.len() - 1].iter().map(|&at| test(&lines[at]).map(str::to_owned)).collect();
        let plain = tests.iter().flatten().all(|test| !test.contains("; "));
        let free = lines[i..end].iter().all(|line| line.trim() != "break");
        if tests.len() < 3 || !plain || !free {
            continue;
        }
        let compared: Option<Vec<(&str, &str)>> =
            tests.iter().flatten().map(|test| test.split_once(" == ").filter(is_case)).collect();
        let value = compared.as_ref().and_then(|pairs| {
            let one = pairs.iter().all(|pair| pair.0 == pairs[0].0);
            let distinct = pairs.iter().enumerate().all(|(n, pair)| pairs[..n].iter().all(|other| other.1 != pair.1));
            (one && distinct).then(|| pairs[0].0.to_owned())
        });
        let tabs = "\t".repeat(depth(&lines[i]));
        for (n, (&at, test)) in heads.iter().zip(&tests).enumerate().rev() {
            let case = match (test, &value) {
                (None, _) => format!("{tabs}default:"),
                (Some(test), Some(value)) => format!("{tabs}case {}:", &test[value.len() + 4..]),
                (Some(test), None) => format!("{tabs}case {test}:"),
            };
            lines[at] = case;
            if n == 0 {
                let head = value.as_ref().map_or_else(|| "switch {".to_owned(), |value| format!("switch {value} {{"));
                lines.insert(at, format!("{tabs}{head}"));
            }
        }
        return true;
    }
    false
}

/// The lines that open the branches of the chain that starts here, and the line that closes it.
fn branches(lines: &[String], from: usize) -> Option<Vec<usize>> {
    if !lines[from].trim().starts_with("if ") {
        return None;
    }
    let mut heads = vec![from];
    let mut at = from;
    loop {
        at = end_of_block(lines, at)?;
        heads.push(at);
        if depth(&lines[at]) != depth(&lines[from]) {
            return None;
        }
        match lines[at].trim() {
            "}" => return Some(heads),
            line if line.starts_with("} else") => {}
            _ => return None,
        }
    }
}

/// The test of a branch; none for `else`.
fn test(line: &str) -> Option<&str> {
    let line = line.trim();
    line.strip_prefix("if ").or_else(|| line.strip_prefix("} else if "))?.strip_suffix(" {")
}

/// `name == "literal"`: what a `case` can say.
fn is_case((name, literal): &(&str, &str)) -> bool {
    let path = name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '.');
    let text = literal.starts_with('"')
        && literal.len() > 1
        && literal.ends_with('"')
        && !literal[1..literal.len() - 1].contains('"');
    path && (text || literal.chars().all(|c| c.is_ascii_digit()))
}

/// `x := &T{}`, `x.A = 1`, `return x` is `return &T{A: 1}`.
fn composed(lines: &mut Vec<String>) -> bool {
    for i in 0..lines.len() {
        let Some((name, ty)) = lines[i].trim_start_matches('\t').split_once(" := ") else { continue };
        let Some(ty) = ty.strip_suffix("{}").filter(|ty| ty.starts_with('&')) else { continue };
        let same = depth(&lines[i]);
        let mut fields = Vec::new();
        let mut at = i + 1;
        while let Some(line) = lines.get(at) {
            let Some((field, value)) =
                line.trim_start_matches('\t').strip_prefix(&format!("{name}.")).and_then(|rest| rest.split_once(" = "))
            else {
                break;
            };
            let plain = field.chars().all(char::is_alphanumeric) && !field.is_empty();
            let own = !names(value, name) && !value.ends_with(['{', '(']);
            let again = fields.iter().any(|(known, _): &(Option<String>, Go)| known.as_deref() == Some(field));
            if depth(line) != same || !plain || !own || again {
                break;
            }
            fields.push((Some(field.to_owned()), Go::atom(value)));
            at += 1;
        }
        let end = lines.get(at).map(|line| line.trim().to_owned());
        let rest = end.as_deref().and_then(|end| end.strip_prefix(&format!("return {name}")));
        if let (Some(rest), false) = (rest.filter(|rest| matches!(*rest, "" | ", nil")), fields.is_empty()) {
            let text = format!("return {}{rest}", Go::Composite(ty.to_owned(), fields).print(same));
            lines.splice(i..=at, format!("{}{text}", "\t".repeat(same)).lines().map(str::to_owned));
            return true;
        }
    }
    false
}

/// Whether a text names a variable.
fn names(text: &str, name: &str) -> bool {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_')).any(|word| word == name)
}

#[cfg(test)]
mod tests {
    use super::tidy;

    #[test]
    fn an_error_that_is_only_passed_on_is_returned() {
        assert_eq!(tidy("\tif err := f(x); err != nil {\n\t\treturn err\n\t}\n\treturn nil\n"), "\treturn f(x)\n");
        assert_eq!(
            tidy("\tv, err := f(x)\n\tif err != nil {\n\t\treturn nil, err\n\t}\n\treturn v, nil\n"),
            "\treturn f(x)\n"
        );
        assert_eq!(tidy("\tif e != nil {\n\t\treturn 0, e\n\t}\n\treturn 0, nil\n"), "\treturn 0, e\n");
        let kept = "\tv, err := f(x)\n\tif err != nil {\n\t\treturn 0, err\n\t}\n\treturn 1, nil\n";
        assert_eq!(tidy(kept), kept);
    }

    #[test]
    fn a_chain_is_a_switch() {
        let nested = "\tif a == \"x\" {\n\t\tf()\n\t} else {\n\t\tif a == \"y\" {\n\t\t\tg()\n\t\t} else {\n\t\t\th()\n\t\t}\n\t}\n";
        let want = "\tswitch a {\n\tcase \"x\":\n\t\tf()\n\tcase \"y\":\n\t\tg()\n\tdefault:\n\t\th()\n\t}\n";
        assert_eq!(tidy(nested), want);
    }

    #[test]
    fn a_struct_is_made_at_once() {
        assert_eq!(tidy("\tc := &C{}\n\tc.A = a\n\tc.B = 0\n\treturn c\n"), "\treturn &C{A: a, B: 0}\n");
        let kept = "\tc := &C{}\n\tc.A = a\n\tc.B = c.A\n\treturn c\n";
        assert_eq!(tidy(kept), kept);
    }
}
