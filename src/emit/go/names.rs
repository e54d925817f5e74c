//! Python names become Go names: `get_user_by_id` is `getUserByID`.

use std::collections::HashSet;

/// Words that Go writes in capitals throughout.
const INITIALISMS: &[&str] = &[
    "acl", "api", "ascii", "cpu", "css", "dns", "eof", "guid", "html", "http", "https", "id", "ip", "json", "qps",
    "ram", "rpc", "sla", "smtp", "sql", "ssh", "tcp", "tls", "ttl", "udp", "ui", "uid", "uri", "url", "utf8", "uuid",
    "vm", "xml",
];

/// Go's keywords.
const KEYWORDS: &[&str] = &[
    "break",
    "case",
    "chan",
    "const",
    "continue",
    "default",
    "defer",
    "else",
    "fallthrough",
    "for",
    "func",
    "go",
    "goto",
    "if",
    "import",
    "interface",
    "map",
    "package",
    "range",
    "return",
    "select",
    "struct",
    "switch",
    "type",
    "var",
];

/// Names besides the keywords that generated Go code cannot take: predeclared identifiers that it uses, and packages that it imports.
const TAKEN: &[&str] = &[
    "any", "append", "bool", "byte", "cap", "clear", "close", "complex", "copy", "delete", "error", "false", "float64",
    "imag", "int", "int64", "iota", "len", "make", "max", "min", "new", "nil", "panic", "print", "println", "real",
    "recover", "rune", "string", "true", "bytes", "cmp", "errors", "fmt", "hex", "maps", "math", "os", "py", "slices",
    "sort", "strconv", "strings", "sync", "time", "main", "init", "err", "ok", "state",
];

/// `User`, `UserID`: a name that other packages see, and the name of a type.
pub fn exported(python: &str) -> String {
    let name: String = words(python).iter().map(|word| capital(word)).collect();
    if name.starts_with(|c: char| c.is_ascii_digit()) || name.is_empty() { format!("X{name}") } else { name }
}

/// `userID`, `doGET`: a name for this package alone.
pub fn unexported(python: &str) -> String {
    let words = words(python);
    let mut name = String::new();
    for (i, word) in words.iter().enumerate() {
        if i == 0 {
            name += &word.to_lowercase();
        } else {
            name += &capital(word);
        }
    }
    if name.starts_with(|c: char| c.is_ascii_digit()) || name.is_empty() { format!("x{name}") } else { name }
}

/// The words of a name: at underscores, and where a capital follows a small letter.
fn words(python: &str) -> Vec<String> {
    let mut words = Vec::new();
    for part in python.split('_').filter(|part| !part.is_empty()) {
        let chars: Vec<char> = part.chars().collect();
        let mut word = String::new();
        for (i, &c) in chars.iter().enumerate() {
            let after_small = i > 0 && !chars[i - 1].is_uppercase();
            let before_small = i > 0 && chars.get(i + 1).is_some_and(|next| next.is_lowercase());
            if c.is_uppercase() && (after_small || before_small) && !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            if crate::emit::in_name(c) {
                word.push(c);
            }
        }
        if !word.is_empty() {
            words.push(word);
        }
    }
    words
}

fn capital(word: &str) -> String {
    let lower = word.to_lowercase();
    if INITIALISMS.contains(&lower.as_str()) {
        return lower.to_uppercase();
    }
    // A word in capitals is an HTTP method or a constant: do_GET is doGET.
    if HTTP_METHODS.contains(&word) {
        return word.to_owned();
    }
    let mut chars = lower.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

const HTTP_METHODS: &[&str] = &["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"];

/// The names of one scope, each given once.
#[derive(Clone, Debug, Default)]
pub struct Names {
    given: HashSet<String>,
    /// Fields or methods: they stand behind a dot, where only keywords are taken.
    members: bool,
}

impl Names {
    /// The fields and methods of a type.
    pub fn members() -> Self {
        Self { given: HashSet::new(), members: true }
    }

    fn is_taken(&self, name: &str) -> bool {
        KEYWORDS.contains(&name) || !self.members && TAKEN.contains(&name)
    }

    /// A scope within another: no name hides one that is given there.
    pub fn within(outer: &Self) -> Self {
        outer.clone()
    }

    /// Takes a name as it is.
    pub fn reserve(&mut self, name: &str) {
        self.given.insert(name.to_owned());
    }

    /// Takes a name back: what it named has gone out of scope.
    pub fn release(&mut self, name: &str) {
        self.given.remove(name);
    }

    /// Gives the wanted name, with a number where it is taken.
    pub fn give(&mut self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        let mut number = 2;
        while self.is_taken(&name) || !self.given.insert(name.clone()) {
            if self.is_taken(wanted) && number == 2 && !wanted.ends_with('s') {
                // `len` becomes `lenValue`; a second one is counted.
                name = format!("{wanted}Value");
                if self.given.insert(name.clone()) {
                    return name;
                }
            }
            name = format!("{wanted}{number}");
            number += 1;
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use super::{Names, exported, unexported};

    #[test]
    fn names_are_those_that_a_go_engineer_would_choose() {
        assert_eq!(unexported("get_user_by_id"), "getUserByID");
        assert_eq!(unexported("do_GET"), "doGET");
        assert_eq!(unexported("MIN_BALANCE"), "minBalance");
        assert_eq!(unexported("_private"), "private");
        assert_eq!(exported("user_id"), "UserID");
        assert_eq!(exported("APIHandler"), "APIHandler");
        assert_eq!(exported("send_json_response"), "SendJSONResponse");
        assert_eq!(unexported("elapsed_ms"), "elapsedMs");
        assert_eq!(unexported("HTTPError"), "httpError");
    }

    #[test]
    fn a_name_is_given_once() {
        let mut names = Names::default();
        assert_eq!(names.give("user"), "user");
        assert_eq!(names.give("user"), "user2");
        assert_eq!(names.give("len"), "lenValue");
    }
}
