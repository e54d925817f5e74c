//! Leaves out of the chosen runtime files what nothing there uses: private functions, types and variables that only other files need.

use std::collections::BTreeSet;

use super::source::tokens;

/// A top-level declaration: its lines with the comment above it.
struct Declaration<'a> {
    text: &'a str,
    /// The type of a method's receiver.
    receiver: Option<&'a str>,
    /// What it defines; a group defines several.
    names: Vec<&'a str>,
    words: BTreeSet<&'a str>,
}

impl Declaration<'_> {
    /// Whether other packages can see a part of it, or Go itself calls it.
    fn is_public(&self) -> bool {
        self.names.iter().any(|name| name.starts_with(char::is_uppercase) || matches!(*name, "init" | "_"))
    }
}

/// The files without what none of them uses; `None` where nothing is left.
pub fn pruned(files: &[&str]) -> Vec<Option<String>> {
    let split: Vec<(&str, Vec<Declaration>)> = files.iter().map(|text| declarations(text)).collect();
    let all: Vec<&Declaration> = split.iter().flat_map(|(_, declarations)| declarations).collect();
    let mut kept = vec![false; all.len()];
    let mut named: BTreeSet<&str> = BTreeSet::new();
    loop {
        let before = named.len();
        for (i, declaration) in all.iter().enumerate() {
            let of_kept_type =
                declaration.receiver.is_none_or(|ty| ty.starts_with(char::is_uppercase) || named.contains(ty));
            let wanted = declaration.is_public() || declaration.names.iter().any(|name| named.contains(name));
            if !kept[i] && of_kept_type && wanted {
                kept[i] = true;
                named.extend(&declaration.words);
            }
        }
        if named.len() == before {
            break;
        }
    }
    let mut kept = kept.into_iter();
    split
        .iter()
        .map(|(head, declarations)| {
            let whole = declarations.len();
            let rest: Vec<&str> =
                declarations.iter().filter(|_| kept.next() == Some(true)).map(|declaration| declaration.text).collect();
            match rest.len() {
                0 => None,
                left if left == whole => Some(format!("{head}{}", rest.concat())),
                _ => {
                    let rest = rest.concat();
                    Some(format!("{}{}", imports(head, &rest), rest.trim_start_matches('\n')))
                }
            }
        })
        .collect()
}

/// What stands before the first declaration, and the declarations, each with the comment above it. gofmt starts each at the margin.
fn declarations(text: &str) -> (&str, Vec<Declaration<'_>>) {
    let mut starts = Vec::new();
    // Where the blank lines and the comment begin that stand right above.
    let (mut at, mut above, mut in_comment) = (0, 0, false);
    for line in text.split_inclusive('\n') {
        if ["func ", "type ", "var ", "const "].iter().any(|word| line.starts_with(word)) {
            starts.push((above, at));
        }
        let comment = line.starts_with("//");
        at += line.len();
        if !comment {
            above = at - if line.trim().is_empty() && !starts.is_empty() { line.len() } else { 0 };
        } else if !in_comment && above + line.len() > at {
            above = at - line.len();
        }
        in_comment = comment;
    }
    let head = starts.first().map_or(text.len(), |(above, _)| *above);
    let ends = starts.iter().skip(1).map(|(above, _)| *above).chain([text.len()]);
    let found = starts.iter().zip(ends).map(|(&(above, begin), end)| {
        let own = &text[begin..end];
        let words = tokens(own);
        let (receiver, names) = defined(&words, own);
        // A function that calls itself is not used by that.
        let words = words.iter().copied().filter(|word| !names.contains(word)).collect();
        Declaration { text: &text[above..end], receiver, names, words }
    });
    (&text[..head], found.collect())
}

/// The receiver's type of a method, and the names that a declaration defines.
fn defined<'a>(words: &[&'a str], text: &str) -> (Option<&'a str>, Vec<&'a str>) {
    match words {
        ["func", "(", receiver @ ..] => {
            let end = receiver.iter().position(|word| *word == ")").unwrap_or(0);
            // `(d *Dict[K, V])`, `(t)`
            let generic = receiver[..end].iter().position(|word| *word == "[").unwrap_or(end);
            (receiver[..generic].last().copied(), receiver.get(end + 1).copied().into_iter().collect())
        }
        ["var" | "const" | "type", "(", ..] => {
            let first = |line: &str| {
                let own = line.starts_with('\t') && !line.starts_with("\t\t");
                own.then(|| tokens(line).first().map(|word| (*word).to_owned())).flatten()
            };
            let firsts: BTreeSet<String> = text.lines().filter_map(first).collect();
            (None, words.iter().copied().filter(|word| firsts.contains(*word)).collect())
        }
        [_, name, rest @ ..] => {
            let further = rest.chunks(2).take_while(|pair| pair.first() == Some(&",")).filter_map(|pair| pair.get(1));
            (None, std::iter::once(name).chain(further).copied().collect())
        }
        _ => (None, Vec::new()),
    }
}

/// The head with the imports that the rest of the file still names.
fn imports(head: &str, rest: &str) -> String {
    let words: BTreeSet<&str> = tokens(rest).into_iter().collect();
    let is_used = |line: &str| {
        let path = line.trim().trim_start_matches("import ");
        let Some((alias, path)) = path.split_once('"') else { return true };
        let name = match alias.trim() {
            "" => path.trim_end_matches('"').rsplit('/').find(|part| !is_version(part)).unwrap_or(path),
            alias => alias,
        };
        name == "_" || words.contains(name)
    };
    let mut lines: Vec<&str> = head.split_inclusive('\n').filter(|line| is_used(line)).collect();
    // A group that is empty now, or has one import, is written as gofmt would have it.
    let Some(open) = lines.iter().position(|line| *line == "import (\n") else { return tidy(&lines) };
    let Some(close) = lines.iter().skip(open).position(|line| *line == ")\n") else { return tidy(&lines) };
    let close = open + close;
    if lines[open + 1..close].iter().all(|line| line.trim().is_empty()) {
        lines.drain(open..=close);
    }
    tidy(&lines)
}

/// Without blank lines that follow a blank line or open a group.
fn tidy(lines: &[&str]) -> String {
    let mut out = String::new();
    for (i, line) in lines.iter().enumerate() {
        let blank = line.trim().is_empty();
        let closes = lines.get(i + 1).is_some_and(|next| next.starts_with(')'));
        if blank && (closes || out.ends_with("\n\n") || out.ends_with("(\n")) {
            continue;
        }
        out += line;
    }
    out
}

/// `v2` in `math/rand/v2`
fn is_version(part: &str) -> bool {
    part.strip_prefix('v').is_some_and(|digits| !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::pruned;

    #[test]
    fn private_parts_that_nothing_uses_are_left_out() {
        let one = "package py\n\nimport (\n\t\"fmt\"\n\t\"strings\"\n)\n\n// A is used.\nfunc A() string { return b() }\n\n// b is used.\nfunc b() string {\n\treturn strings.ToUpper(\"\")\n}\n\n// c is not.\nfunc c() {\n\tfmt.Println(d)\n\tc()\n}\n";
        let two = "package py\n\nvar d = 1\n";
        let files = pruned(&[one, two]);
        let want = "package py\n\nimport (\n\t\"strings\"\n)\n\n// A is used.\nfunc A() string { return b() }\n\n// b is used.\nfunc b() string {\n\treturn strings.ToUpper(\"\")\n}\n";
        assert_eq!(files[0].as_deref(), Some(want));
        assert_eq!(files[1], None);
    }

    #[test]
    fn a_private_method_goes_with_its_type() {
        let text = "package py\n\ntype t struct{}\n\nfunc (t) String() string { return \"\" }\n\nfunc B() {}\n";
        assert_eq!(pruned(&[text])[0].as_deref(), Some("package py\n\nfunc B() {}\n"));
    }
}
