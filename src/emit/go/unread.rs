//! Variables that Go calls "declared and not used".
//!
//! Python may bind a name and never read it; Go refuses to compile that. Whether a name is read is only known once a function is printed: a read may stand in an
//! expression that turned out to need no code. So a function is printed, what is not read is found in its text, and it is printed again without that.

use std::collections::HashMap;

use super::function::Printer;

/// How often a function is printed at most: a variable may be read only by another that is not read.
const ROUNDS: usize = 8;

/// Prints a function until every variable that it declares is read.
pub fn without_unread<'a>(make: impl Fn() -> Printer<'a>, print: impl Fn(&mut Printer<'a>)) -> Printer<'a> {
    let mut reads: Option<Vec<usize>> = None;
    let mut rounds = 0;
    loop {
        let mut printer = make();
        if let Some(reads) = &reads {
            printer.reads.clone_from(reads);
        }
        let imports = printer.module.imports.borrow().clone();
        print(&mut printer);
        let found = unread(&printer.code.text);
        if found.is_empty() {
            return printer;
        }
        rounds += 1;
        let mut next = printer.reads.clone();
        for variable in &found {
            let mut named = printer.locals.iter().enumerate().filter(|(_, name)| **name == variable.name);
            if let (Some((index, _)), None) = (named.next(), named.next()) {
                next[index] = 0;
            }
        }
        if rounds == ROUNDS || next == printer.reads {
            printer.code.text = with_blanks(&printer.code.text, &found);
            return printer;
        }
        reads = Some(next);
        *printer.module.imports.borrow_mut() = imports;
    }
}

/// A variable that is declared and not used, as Go counts it: assigning is no use.
#[derive(Debug, PartialEq, Eq)]
struct Unread {
    name: String,
    /// The line of its declaration, from 0.
    line: usize,
}

struct Token<'t> {
    text: &'t str,
    line: usize,
}

fn unread(text: &str) -> Vec<Unread> {
    let tokens = tokens(text);
    let assigned = assigned(&tokens);
    let mut declared: Vec<(Unread, bool)> = Vec::new();
    let mut scopes: Vec<HashMap<&str, usize>> = vec![HashMap::new()];
    for (i, token) in tokens.iter().enumerate() {
        let before = i.checked_sub(1).map_or("", |before| tokens[before].text);
        match token.text {
            "{" => scopes.push(HashMap::new()),
            "}" => {
                scopes.pop();
            }
            name if is_name(name) && before != "." && name != "_" => match assigned.get(&i) {
                Some(&"=") => {}
                _ if assigned.contains_key(&i) || before == "var" => {
                    let Some(scope) = scopes.last_mut() else { continue };
                    scope.entry(name).or_insert_with(|| {
                        declared.push((Unread { name: name.to_owned(), line: token.line }, false));
                        declared.len() - 1
                    });
                }
                _ => {
                    if let Some(&index) = scopes.iter().rev().find_map(|scope| scope.get(name)) {
                        declared[index].1 = true;
                    }
                }
            },
            _ => {}
        }
    }
    declared.into_iter().filter(|(_, used)| !used).map(|(variable, _)| variable).collect()
}

/// The names that stand left of an assignment or a declaration, with its operator.
fn assigned<'t>(tokens: &[Token<'t>]) -> HashMap<usize, &'t str> {
    let mut found = HashMap::new();
    for (i, token) in tokens.iter().enumerate() {
        if !matches!(token.text, "=" | ":=") {
            continue;
        }
        let mut at = i;
        while at > 0 && is_name(tokens[at - 1].text) && (at < 2 || tokens[at - 2].text != ".") {
            found.insert(at - 1, token.text);
            if at < 2 || tokens[at - 2].text != "," {
                break;
            }
            at -= 2;
        }
    }
    found
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Names, operators of assignment and single characters; texts and comments are left out.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut line = 0;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if is_name(rest) || first.is_ascii_digit() {
            rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len())
        } else if matches!(first, '"' | '\'' | '`') {
            quoted(rest, first)
        } else if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if let Some(operator) =
            ["<<=", ">>=", "&^=", "==", "!=", "<=", ">=", ":=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^="]
                .iter()
                .find(|operator| rest.starts_with(**operator))
        {
            operator.len()
        } else {
            first.len_utf8()
        };
        let (token, behind) = rest.split_at(length);
        if !first.is_whitespace() && !matches!(first, '"' | '\'' | '`') && !token.starts_with("//") {
            found.push(Token { text: token, line });
        }
        line += token.matches('\n').count();
        rest = behind;
    }
    found
}

/// The length of a text in quotes.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if c == quote && !escaped {
            return at + c.len_utf8();
        }
        escaped = c == '\\' && !escaped && quote != '`';
    }
    text.len()
}

/// `_ = name` behind the declarations of what is no local of the program.
fn with_blanks(text: &str, unread: &[Unread]) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut behind: HashMap<usize, Vec<String>> = HashMap::new();
    for variable in unread {
        let first = lines[variable.line];
        let indent = &first[..first.len() - first.trim_start().len()];
        let header = ["if ", "for ", "switch ", "} else"].iter().any(|word| first.trim_start().starts_with(word));
        let end = if header {
            (variable.line..lines.len()).find(|&at| lines[at].ends_with('{'))
        } else {
            // The statement goes on while what follows stands further in, or closes it.
            (variable.line + 1..lines.len())
                .take_while(|&at| {
                    let own = lines[at].len() - lines[at].trim_start().len();
                    own > indent.len() || (own == indent.len() && lines[at].trim_start().starts_with(['}', ')', ']']))
                })
                .last()
        };
        let indent = if header { format!("{indent}\t") } else { indent.to_owned() };
        behind.entry(end.unwrap_or(variable.line)).or_default().push(format!("{indent}_ = {}\n", variable.name));
    }
    let mut out = String::new();
    for (at, line) in lines.iter().enumerate() {
        out += line;
        out.push('\n');
        out.extend(behind.remove(&at).unwrap_or_default());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        unread(text).into_iter().map(|variable| variable.name).collect()
    }

    #[test]
    fn an_assignment_is_no_use() {
        assert_eq!(names("\tx := 1\n\tx = 2\n"), ["x"]);
        assert_eq!(names("\tx := 1\n\tx += 2\n"), Vec::<String>::new());
        assert_eq!(names("\tvar x int64\n\tfor i, y := range a {\n\t\tx = y\n\t}\n"), ["x", "i"]);
        assert_eq!(names("\tx, err := f()\n\tif err != nil {\n\t\treturn err\n\t}\n"), ["x"]);
        assert_eq!(names("\tx := 1\n\ta.x = 2\n\tf(\"x\")\n\t// x\n"), ["x"]);
        assert_eq!(names("\tx := 1\n\tif a {\n\t\tx := 2\n\t\tf(x)\n\t}\n"), ["x"]);
    }

    #[test]
    fn a_blank_reads_what_has_no_other_use() {
        let text = "\tx := f(func() {\n\t\tg()\n\t})\n\th()\n";
        assert_eq!(with_blanks(text, &unread(text)), "\tx := f(func() {\n\t\tg()\n\t})\n\t_ = x\n\th()\n");
        let text = "\tfor i := range a {\n\t}\n";
        assert_eq!(with_blanks(text, &unread(text)), "\tfor i := range a {\n\t\t_ = i\n\t}\n");
    }
}
