//! The layers: what `src/lib.rs` says of each is what its files do.
//!
//! `src/lib.rs` has a documented line for each layer that ends in `Uses: a, b.`; a file of a layer may name another layer
//! (`crate::x`, `crate::{x, y}`, or `super::` far enough to leave its own) only if it is listed there.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Past this many lines a file needs a reason here.
const MAX_LINES: usize = 600;

/// Longer files, each with its reason.
const LONG_FILES: &[(&str, &str)] =
    &[("python/ast.rs", "the whole grammar as data: one type a node, mostly doc comments")];

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// What a layer may use.
#[derive(Debug, PartialEq)]
enum Uses {
    Everything,
    Only(BTreeSet<String>),
}

/// The layers of a `lib.rs` and what each says it uses.
fn layers(lib: &str) -> BTreeMap<String, Uses> {
    let mut layers = BTreeMap::new();
    let mut doc = String::new();
    for line in lib.lines() {
        if let Some(text) = line.strip_prefix("///") {
            doc.push_str(text);
        } else if let Some(name) = line.strip_prefix("pub mod ").and_then(|rest| rest.strip_suffix(';')) {
            let (_, uses) = doc.rsplit_once("Uses:").unwrap_or_else(|| panic!("{name} does not say what it uses"));
            let uses = uses.trim().trim_end_matches('.');
            let uses = match uses {
                "everything" => Uses::Everything,
                "nothing" => Uses::Only(BTreeSet::new()),
                list => Uses::Only(list.split(',').map(|name| name.trim().to_owned()).collect()),
            };
            layers.insert(name.to_owned(), uses);
            doc.clear();
        } else {
            doc.clear();
        }
    }
    layers
}

/// The source without comments, string and character literals.
fn code(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let raw = rest.trim_start_matches(['b', 'r']);
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        let is_raw = rest.starts_with('r') || rest.starts_with("br");
        let after_word = code.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if is_raw && !after_word && raw[hashes..].starts_with('"') {
            let start = rest.len() - raw.len() + hashes + 1;
            let close = format!("\"{}", "#".repeat(hashes));
            rest[start..].find(&close).map_or(rest.len(), |end| start + end + close.len())
        } else if next == '"' {
            let mut escaped = false;
            let end = rest[1..].find(|c: char| {
                let ends = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                ends
            });
            end.map_or(rest.len(), |end| end + 2)
        } else if next == '\'' {
            character(rest)
        } else {
            0
        };
        if skipped > 0 {
            code.push(' ');
            rest = &rest[skipped..];
        } else {
            code.push(next);
            rest = &rest[next.len_utf8()..];
        }
    }
    code
}

/// The length of the character literal that stands here; 0 for a lifetime.
fn character(rest: &str) -> usize {
    let mut chars = rest.char_indices().skip(1);
    match chars.next() {
        Some((_, '\\')) => rest[2..].find('\'').map_or(0, |end| {
            // In '\'' the first quote is the escaped one.
            if end == 0 { 4 } else { end + 3 }
        }),
        Some(_) => match chars.next() {
            Some((at, '\'')) => at + 1,
            _ => 0,
        },
        None => 0,
    }
}

/// The first names of the path or group that follows a `::`: `a::b` is `a`, `{a::b, c}` is `a` and `c`.
fn heads(rest: &str) -> Vec<String> {
    let rest = rest.trim_start();
    let Some(group) = rest.strip_prefix('{') else {
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        return vec![rest[..end].to_owned()];
    };
    let (mut found, mut depth, mut fresh) = (Vec::new(), 0, true);
    for (at, sign) in group.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => fresh = true,
            _ if fresh && depth == 0 && (sign.is_alphanumeric() || sign == '_') => {
                found.extend(heads(&group[at..]));
                fresh = false;
            }
            _ => {}
        }
    }
    found
}

/// The paths that start with `word::`, as what follows; not those within other names or paths.
fn follow<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = &'a str> {
    code.match_indices(word).filter_map(move |(at, _)| {
        let before = code[..at].trim_end_matches(' ');
        let own = !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') && !before.ends_with("::");
        let rest = code[at + word.len()..].trim_start().strip_prefix("::")?;
        own.then_some(rest)
    })
}

/// How many modules deep the text around `at` is in `mod x { … }` blocks of its own file.
fn inline_depth(code: &str, at: usize) -> usize {
    let mut depths = Vec::new();
    let mut depth = 0_usize;
    for (place, sign) in code[..at].char_indices() {
        match sign {
            '{' => {
                depth += 1;
                let line = code[..place].rsplit(['\n', ';', '}']).next().unwrap_or("");
                if line.trim_start().trim_start_matches("pub ").starts_with("mod ") {
                    depths.push(depth);
                }
            }
            '}' => {
                if depths.last() == Some(&depth) {
                    depths.pop();
                }
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
    }
    depths.len()
}

/// The layers that a file names; `depth` is how many `super::` its own module is below the crate's root.
fn named(code: &str, depth: usize) -> BTreeSet<String> {
    let mut found: BTreeSet<String> = follow(code, "crate").flat_map(heads).collect();
    for rest in follow(code, "super") {
        let at = rest.as_ptr() as usize - code.as_ptr() as usize;
        let (mut climbed, mut rest) = (1, rest.trim_start());
        while let Some(more) = rest.strip_prefix("super").and_then(|more| more.trim_start().strip_prefix("::")) {
            climbed += 1;
            rest = more.trim_start();
        }
        if climbed >= depth + inline_depth(code, at) {
            found.extend(heads(rest));
        }
    }
    found
}

/// How many modules deep a file is: `a/mod.rs` and `a.rs` are 1, `a/b.rs` is 2.
fn depth(relative: &Path) -> usize {
    let parts = relative.components().count();
    if relative.ends_with("mod.rs") { parts - 1 } else { parts }
}

#[test]
fn a_layer_uses_only_the_layers_that_it_names() {
    let src = src();
    let lib = std::fs::read_to_string(src.join("lib.rs")).expect("lib.rs");
    let layers = layers(&lib);
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    let mut complaints = Vec::new();
    for uses in layers.values() {
        if let Uses::Only(list) = uses {
            complaints.extend(
                list.iter().filter(|name| !layers.contains_key(*name)).map(|name| format!("lib.rs: no layer {name}")),
            );
        }
    }
    for file in files {
        let relative = file.strip_prefix(&src).expect("a file of src");
        let first = relative.components().next().expect("a name").as_os_str().to_string_lossy().into_owned();
        let layer = first.trim_end_matches(".rs");
        if matches!(layer, "lib" | "main") {
            continue;
        }
        let Some(uses) = layers.get(layer) else {
            complaints.push(format!("{}: lib.rs does not know this layer", relative.display()));
            continue;
        };
        let Uses::Only(allowed) = uses else { continue };
        let text = std::fs::read_to_string(&file).expect("UTF-8");
        for name in named(&code(&text), depth(relative)) {
            if layers.contains_key(&name) && name != layer && !allowed.contains(&name) {
                complaints.push(format!("{}: {layer} may not use {name} (see src/lib.rs)", relative.display()));
            }
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// The one file that names tree-sitter: everything else is written against our own trees.
const CONCRETE: &str = "python/parse/concrete.rs";

#[test]
fn one_file_names_tree_sitter() {
    let src = src();
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    let names = |file: &PathBuf| code(&std::fs::read_to_string(file).expect("UTF-8")).contains("tree_sitter");
    let found: Vec<_> = files.into_iter().filter(names).collect();
    assert_eq!(found, [src.join(CONCRETE)]);
}

#[test]
fn files_are_short() {
    let src = src();
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    let mut complaints = Vec::new();
    for file in files {
        let relative = file.strip_prefix(&src).expect("a file of src");
        let lines = std::fs::read_to_string(&file).expect("UTF-8").lines().count();
        let listed = LONG_FILES.iter().any(|(path, _)| relative == Path::new(path));
        if lines > MAX_LINES && !listed {
            let path = relative.display();
            complaints.push(format!("{path}: {lines} lines; look for the second room in it, or list it with a reason"));
        }
        if lines <= MAX_LINES && listed {
            complaints.push(format!("{}: only {lines} lines, take it off the list", relative.display()));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn layer_uses_are_found_however_they_are_written() {
    let text = r##"
        use crate::{source::{Span, file}, model as m};
        // crate::comment
        fn f() -> crate::python::ast::Expr { "crate::text"; r#"crate::raw"#; '"'; 'a'; crate :: ir::X }
        use super::super::plan::Y;
        use super::sibling;
        mod tests { use super::super::near; use super::super::super::lower; }
        struct S<'a>(&'a str); my_crate::not(); x::crate_::not;
    "##;
    let found: Vec<_> = named(&code(text), 2).into_iter().collect();
    assert_eq!(found, ["ir", "lower", "model", "plan", "python", "source"]);
    let lib = "/// what. Uses: nothing.\npub mod a;\n\n/// what\n/// more. Uses: a, b.\npub mod c;\n";
    let layers = layers(lib);
    assert_eq!(layers["a"], Uses::Only(BTreeSet::new()));
    assert_eq!(layers["c"], Uses::Only(["a".to_owned(), "b".to_owned()].into()));
}
