//! `docs/findings.md`: a section for every code that pivot can give, and blocks that do what they say; `pivot explain`, which prints them.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use support::{arg, pivot, root, run, succeed, text};

/// Codes whose findings no block shows, and why.
const WITHOUT_BLOCKS: &[(&str, &str)] = &[
    ("bridged", "the user asks for it"),
    ("classmethod", "how the class method is called decides it"),
    ("conditional-import", "it takes two modules"),
    ("effect-before", "it follows from another finding"),
    ("enum", "what is refused of an Enum is rare"),
    ("exit", "it takes an object that is named like the module"),
    ("main-imported", "it takes two modules"),
    ("module-value", "it takes two modules"),
    ("nonlocal", "the closure that it stands in decides it"),
    ("return", "CPython refuses it as well"),
    ("sort-reverse", "only what may change the list is refused"),
    ("state", "it follows from another finding"),
    ("syntax-error", "it is no Python"),
    ("unreached", "it follows from another finding"),
    ("unreadable-file", "it is about a file"),
];

fn blocks(arguments: &[&str]) -> Command {
    let mut command = Command::new("python3");
    command.arg("-B").arg(root().join("tests/findings/blocks.py")).args(arguments);
    command
}

/// The sections of the documentation: code, text.
fn sections() -> Vec<(String, String)> {
    let text = fs::read_to_string(root().join("docs/findings.md")).expect("docs/findings.md");
    let parts = text.split("\n## ").skip(1).map(|part| part.split_once('\n').expect("a section has a text"));
    parts.map(|(code, text)| (code.to_owned(), text.to_owned())).collect()
}

/// The text of pivot's own sources, file by file, without their tests.
fn sources() -> Vec<String> {
    fn read(folder: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            if entry.path().is_dir() {
                read(&entry.path(), found);
            } else if entry.path().extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(entry.path()).expect("UTF-8");
                found.push(text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default().to_owned());
            }
        }
    }
    let mut found = Vec::new();
    read(&root().join("src"), &mut found);
    found
}

/// What stands between the parentheses behind `text`'s start, split at the outermost commas.
fn arguments(text: &str) -> Vec<String> {
    let (mut found, mut depth, mut inside) = (vec![String::new()], 0, false);
    let mut escaped = false;
    for character in text.chars() {
        let last = found.last_mut().expect("at least one");
        match character {
            _ if escaped => escaped = false,
            '\\' if inside => escaped = true,
            '"' => inside = !inside,
            _ if inside => {}
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => break,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                found.push(String::new());
                continue;
            }
            _ => {}
        }
        last.push(character);
    }
    found.into_iter().map(|one| one.trim().to_owned()).collect()
}

/// Where each `name(` is called, as the text behind the parenthesis; a definition is no call.
fn calls<'t>(text: &'t str, name: &str) -> Vec<&'t str> {
    let wanted = format!("{name}(");
    let is_call = |at: usize| {
        let before = text[..at].trim_end_matches(|c: char| c.is_alphanumeric() || c == '_' || c == ':' || c == '.');
        let glued = text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        !glued && !before.ends_with("fn ")
    };
    text.match_indices(&wanted).filter(|(at, _)| is_call(*at)).map(|(at, _)| &text[at + wanted.len()..]).collect()
}

/// The functions that take a code, with the number of that parameter, the receiver left out: what is written there is a code.
fn takers(sources: &[String]) -> BTreeMap<String, BTreeSet<usize>> {
    let mut found: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for text in sources {
        for (at, _) in text.match_indices("fn ") {
            let head = &text[at + 3..];
            let Some(end) = head.find('(') else { continue };
            let name = head[..end].split('<').next().unwrap_or_default();
            if name.is_empty() || !name.chars().all(|c| c.is_alphanumeric() || c == '_') {
                continue;
            }
            let parameters = arguments(&head[end + 1..]);
            let own =
                parameters.iter().filter(|one| !matches!(one.as_str(), "self" | "&self" | "&mut self" | "mut self"));
            let place = own.enumerate().find(|(_, one)| one.starts_with("code: &'static str")).map(|(place, _)| place);
            // `new` is a name of many: those that matter are called by their type.
            let name = if name == "new" { "Refusal::new" } else { name };
            if let Some(place) = place {
                found.entry(name.to_owned()).or_default().insert(place);
            }
        }
    }
    found
}

/// Every code that the sources write.
fn emitted() -> BTreeSet<String> {
    let sources = sources();
    let takers = takers(&sources);
    assert!(takers.contains_key("refuse") && takers.contains_key("Refusal::new"), "{takers:?}");
    let mut found = BTreeSet::new();
    let mut keep = |argument: &str| {
        if let Some(code) = argument.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
            found.insert(code.to_owned());
        }
    };
    for text in &sources {
        for (name, places) in &takers {
            for given in calls(text, name).into_iter().map(arguments) {
                places.iter().filter_map(|place| given.get(*place)).for_each(|argument| keep(argument));
            }
        }
        for (at, start) in text.match_indices("code: \"") {
            keep(arguments(&text[at + start.len() - 1..]).first().expect("a value"));
        }
        for (at, start) in text.match_indices("SYNTAX_ERROR: &str = \"") {
            keep(text[at + start.len() - 1..].split(';').next().expect("a value"));
        }
    }
    // Where a forward has no reason of its own, and what `.pivotrc` refuses is no finding.
    found.retain(|code| {
        !code.is_empty() && code.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    });
    found
}

#[test]
fn every_code_has_a_section_and_every_section_a_code() {
    let written: Vec<String> = sections().into_iter().map(|(code, _)| code).collect();
    let mut sorted = written.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!(written, sorted, "the sections stand in the order of their codes, each once");
    let (written, emitted): (BTreeSet<String>, BTreeSet<String>) = (written.into_iter().collect(), emitted());
    let without: Vec<_> = emitted.difference(&written).collect();
    assert!(without.is_empty(), "codes without a section in docs/findings.md: {without:?}");
    let unused: Vec<_> = written.difference(&emitted).collect();
    assert!(unused.is_empty(), "sections of docs/findings.md whose code nothing gives any more: {unused:?}");
}

#[test]
fn every_section_says_what_to_do_and_shows_what_it_means() {
    for (code, text) in sections() {
        assert_eq!(text.matches("**Way out.** ").count(), 1, "{code}: one way out, or that there is none");
        let blocks = text.matches("\n```python\n").count();
        let is_excused = WITHOUT_BLOCKS.iter().any(|(excused, _)| *excused == code);
        assert_eq!(blocks == 0, is_excused, "{code}: {blocks} blocks");
        assert!(
            blocks <= 2 && (blocks < 2) != text.contains("\nInstead:\n"),
            "{code}: a refused block, and one instead"
        );
    }
}

#[test]
fn both_blocks_of_a_section_answer_the_same_in_cpython() {
    succeed(&mut blocks(&["check"]));
}

/// The codes of findings by the name of the file that they are in.
type Codes = BTreeMap<String, BTreeSet<String>>;

/// What pivot makes of a file: its findings, and its routes, each with whether it is native.
fn evolved(file: &Path, target: &str, kind: &str) -> (Codes, Vec<(String, bool)>) {
    let output =
        run(&mut pivot(&["evolve", arg(file), "--kind", kind, "--target", target, "--dry-run", "--format", "json"]));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", text(&output)));
    let list = |key: &str| report[key].as_array().cloned().unwrap_or_default();
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut codes = Codes::new();
    // What is only worth knowing counts where nothing is refused.
    for severity in ["warning", "note"] {
        let mut found = Codes::new();
        for finding in list("findings").iter().filter(|finding| finding["severity"] == severity) {
            let file = word(&finding["file"]);
            let stem = Path::new(&file).file_stem().unwrap_or_default().to_string_lossy().into_owned();
            found.entry(stem).or_default().insert(word(&finding["code"]));
        }
        found.into_iter().for_each(|(stem, found)| {
            codes.entry(stem).or_insert(found);
        });
    }
    let routes = list("routes").iter().map(|route| (word(&route["path"]), route["status"] == "native")).collect();
    (codes, routes)
}

/// What is wrong with the blocks on a target.
fn wrong(folder: &Path, target: &str) -> Vec<String> {
    let (mut codes, routes) = evolved(&folder.join("app.py"), target, "service");
    let mut native: BTreeMap<String, bool> = BTreeMap::new();
    for (path, is_native) in routes {
        let block = path.trim_start_matches('/').split('/').next().unwrap_or_default().to_owned();
        *native.entry(block).or_insert(true) &= is_native;
    }
    for entry in fs::read_dir(folder.join("alone")).expect("a folder").flatten() {
        let stem = entry.path().file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let is_service = fs::read_to_string(entry.path()).expect("text").contains("HTTPRequestHandler");
        let (found, routes) = evolved(&entry.path(), target, if is_service { "service" } else { "library" });
        native.insert(stem.clone(), !routes.is_empty() && routes.iter().all(|(_, is_native)| *is_native));
        codes.extend(found.into_iter().filter(|(file, _)| *file == stem));
    }
    let mut wrong = Vec::new();
    for (code, text) in sections() {
        for number in 0..text.matches("\n```python\n").count() {
            let name = format!("{}_{number}", code.replace('-', "_"));
            let found = codes.remove(&name).unwrap_or_default();
            if number == 0 && found != [code.clone()].into() {
                wrong.push(format!("{target}: the refused block of {code} has the findings {found:?}"));
            }
            if number == 1 && native.get(&name) != Some(&true) {
                wrong.push(format!("{target}: the block instead of {code} is not native: {found:?}"));
            }
        }
    }
    wrong
}

#[test]
fn a_refused_block_is_refused_and_the_one_instead_is_native() {
    let folder = tempfile::tempdir().expect("a folder");
    let assembled = folder.path().join("assembled");
    succeed(&mut blocks(&["assemble", arg(&assembled)]));
    let wrong: Vec<String> = ["go", "rust"].iter().flat_map(|target| wrong(&assembled, target)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_code_is_explained_and_all_codes_are_listed() {
    let output = succeed(&mut pivot(&["explain", "set-order"]));
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(printed.starts_with("set-order\n\nThe order of a set reaches"), "{printed}");
    assert!(printed.contains("\nWay out. Sort:") && printed.contains("\n    def joined("), "{printed}");
    assert!(!printed.contains("```") && !printed.contains("**"), "{printed}");
    let listed = text(&succeed(&mut pivot(&["explain"])));
    assert_eq!(listed.lines().count(), sections().len(), "{listed}");
    assert!(
        listed.lines().any(|line| line.starts_with("set-order ") && line.contains("The order of a set")),
        "{listed}"
    );
    let json = succeed(&mut pivot(&["explain", "set-order", "--format", "json"]));
    let json: Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!(json["findings"][0]["code"], "set-order");
    assert!(json["findings"][0]["way_out"].as_str().is_some_and(|hint| hint.starts_with("Sort")), "{json}");
}

#[test]
fn an_unknown_code_is_an_error_with_the_nearest_ones() {
    for (asked, expected) in [("setorder", "did you mean set-order"), ("xyzzy", "`pivot explain` lists all codes")] {
        let output = run(&mut pivot(&["explain", asked]));
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(output.stdout, b"");
        assert!(text(&output).contains(expected), "{}", text(&output));
    }
}

#[test]
fn evolve_and_analyze_say_where_more_is_said() {
    let app = root().join("tests/cases/services/partly/app.py");
    for arguments in [&["evolve", "--target", "go", "--dry-run"][..], &["analyze"]] {
        let output = succeed(pivot(arguments).arg(&app));
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        let last = printed.lines().last().unwrap_or_default();
        assert!(last.starts_with("for more on a finding: pivot explain CODE (library, "), "{printed}");
        assert!(printed.contains("help: Write it with functions that are translated"), "{printed}");
    }
}
