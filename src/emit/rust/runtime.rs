//! The runtime: which of its files a project needs, and what its helpers return.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::emit::File;

macro_rules! files {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/rust/py/", $name, ".rs")))),*]
    };
}

/// The files of `templates/rust/py`, by name.
static FILES: &[(&str, &str)] = files! {
    "affix" "argparse" "arith" "base64" "base64_strict" "beyond" "big_int" "big_int_more" "bridge" "bytes" "bytes_add" "bytes_ops" "calendar" "casefold"
    "clock" "codec" "codec_names" "compare" "compare_digest" "connection" "crc32" "date" "date_arith" "datetime" "datetime_parse"
    "decode" "decode_bytes" "dict" "dict_ops" "encode" "environment" "error" "error_arg" "exception" "expect" "extreme" "float"
    "flow" "format_float" "format_int" "format_spec" "format_str" "formatdate" "fsum" "gmtime" "handler" "hash" "hash_object"
    "header_parts" "headers" "heapq" "html" "http_status" "http_status_parts" "identifier" "int" "int_bytes" "int_optional"
    "json_error" "latin1" "list" "local_time" "logger" "logging" "math" "math_int" "metrics" "number" "number_sums"
    "options" "order" "original" "os_path" "print" "program" "program_argv" "query" "radix" "random" "random_bytes" "range"
    "range_ops" "ranges" "re" "repr" "request" "server" "service" "set" "set_ops" "shared" "slice" "sort" "stdin" "str" "str_ascii"
    "str_case" "str_pad" "str_split" "strftime" "strptime" "text" "time" "timedelta" "timezone" "token_urlsafe"
    "tuple" "unicode_alpha" "unicode_case" "unicode_class" "unicode_decimal" "unicode_digit" "unicode_numeric" "unicode_printable"
    "unicode_space" "url" "url_parts" "uuid" "uuid_parts" "value" "value_arith" "value_compare" "value_copy"
    "value_dict" "value_in_place" "value_kind" "value_list" "value_percent" "value_set" "value_str"
};

/// Files without names of their own: methods of a type that another file declares.
const EXTENSIONS: &[(&str, &[&str])] = &[("value", &["value_dict", "value_list", "value_str"])];

/// What each crate is for, by the path that names it in a file.
const CRATES: &[(&str, &str, &str)] = &[
    ("indexmap", "indexmap", "\"2\""),
    ("md5", "md-5", "\"0.10\""),
    ("num_bigint", "num-bigint", "\"0.4\""),
    ("parking_lot", "parking_lot", "\"0.12\""),
    ("regex", "regex", "\"1\""),
    ("ryu", "ryu", "\"1\""),
    ("sha1", "sha1", "\"0.10\""),
    ("sha2", "sha2", "\"0.10\""),
    (
        "tokio",
        "tokio",
        "{ version = \"1\", features = [\"io-util\", \"macros\", \"net\", \"process\", \"rt-multi-thread\", \"signal\", \"sync\", \"time\"] }",
    ),
];

struct Index {
    /// The file that declares a name.
    declared: BTreeMap<String, &'static str>,
    /// The files that a file uses.
    uses: BTreeMap<&'static str, BTreeSet<&'static str>>,
    /// The return types of functions.
    returns: BTreeMap<String, String>,
}

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let mut index = Index { declared: BTreeMap::new(), uses: BTreeMap::new(), returns: BTreeMap::new() };
        for (file, text) in FILES {
            for line in text.lines() {
                if let Some(name) = declared(line) {
                    index.declared.insert(name.to_owned(), file);
                }
            }
            // The classes of exceptions and their constructors are made by a macro.
            if *file == "error" {
                for word in words(text) {
                    let is_class = word.len() > 3 && word.chars().all(|c| c.is_ascii_uppercase() || c == '_');
                    if is_class {
                        index.declared.insert(word.to_owned(), file);
                        index.declared.insert(word.to_lowercase(), file);
                    }
                }
            }
            let used = words_after(text, "super::")
                .filter_map(|module| FILES.iter().map(|(name, _)| *name).find(|name| *name == module));
            let mut used: BTreeSet<&'static str> = used.collect();
            for (base, extensions) in EXTENSIONS {
                if base == file {
                    used.extend(extensions.iter().copied());
                }
            }
            index.uses.insert(file, used);
            let mut rest = *text;
            while let Some(at) = rest.find("\npub fn ") {
                rest = &rest[at + 8..];
                let end = rest.find('{').unwrap_or(rest.len());
                let head = &rest[..end];
                let name: String = head.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let result = head.rsplit_once("->").map_or("", |(_, result)| result).trim();
                index.returns.insert(name, result.to_owned());
            }
        }
        index
    })
}

fn declared(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("pub ")?;
    let rest = rest.strip_prefix("async ").unwrap_or(rest);
    let (kind, rest) = rest.split_once(' ')?;
    if !matches!(kind, "fn" | "struct" | "enum" | "trait" | "static" | "const" | "type") {
        return None;
    }
    let rest = if kind == "const" { rest.strip_prefix("fn ").unwrap_or(rest) } else { rest };
    let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
    Some(&rest[..end])
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty())
}

/// The words that follow `prefix`.
fn words_after<'a>(text: &'a str, prefix: &'a str) -> impl Iterator<Item = &'a str> {
    text.match_indices(prefix).map(move |(at, _)| {
        let rest = &text[at + prefix.len()..];
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        &rest[..end]
    })
}

/// Whether the runtime has a helper of that name.
pub fn has(helper: &str) -> bool {
    index().declared.contains_key(helper)
}

/// Whether a helper returns a `Result`.
pub fn returns_result(helper: &str) -> bool {
    index().returns.get(helper).is_some_and(|result| result.starts_with("Result<"))
}

/// Whether a helper returns an integer of any size.
pub fn returns_int(helper: &str) -> bool {
    index().returns.get(helper).is_some_and(|result| result == "Int" || result == "Result<Int>")
}

/// Whether a helper returns a number whose type its arguments do not decide.
pub fn returns_number(helper: &str) -> bool {
    let result = index().returns.get(helper).map(String::as_str).unwrap_or_default();
    matches!(result, "i64" | "Result<i64>" | "f64" | "Result<f64>")
}

/// The files that the text of a project needs, `src/py/mod.rs` first, and the crates that they need.
pub fn files(project: &str) -> (Vec<File>, Vec<(&'static str, &'static str)>) {
    let index = index();
    let mut needed: BTreeSet<&'static str> = BTreeSet::new();
    let mut work: Vec<&'static str> =
        words_after(project, "py::").filter_map(|name| index.declared.get(name).copied()).collect();
    while let Some(file) = work.pop() {
        if needed.insert(file) {
            work.extend(index.uses.get(file).into_iter().flatten().copied());
        }
    }
    let extensions: BTreeSet<&str> = EXTENSIONS.iter().flat_map(|(_, files)| files.iter().copied()).collect();
    let mut list = String::from(
        "//! What the service needs of Python and Rust does not have.\n\n// Files are here as they are, with what this service does not use of them.\n#![allow(dead_code, unused_imports)]\n\n",
    );
    for file in &needed {
        list += &format!("mod {file};\n");
        if !extensions.contains(file) {
            list += &format!("pub use {file}::*;\n");
        }
    }
    let mut files = vec![File { path: "src/py/mod.rs".to_owned(), text: list }];
    let mut crates = BTreeSet::new();
    for (name, text) in FILES.iter().filter(|(name, _)| needed.contains(name)) {
        files.push(File { path: format!("src/py/{name}.rs"), text: (*text).to_owned() });
        crates.extend(
            CRATES
                .iter()
                .filter(|(path, ..)| text.contains(&format!("{path}::")))
                .map(|(_, name, version)| (*name, *version)),
        );
    }
    crates.extend(
        CRATES
            .iter()
            .filter(|(path, ..)| project.contains(&format!("{path}::")))
            .map(|(_, name, version)| (*name, *version)),
    );
    (files, crates.into_iter().collect())
}
