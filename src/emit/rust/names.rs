//! Python's names as Rust spells them.

use std::collections::BTreeSet;

use crate::ir::{Function, Owner, Program, Shape};

const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "union", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Names that generated code uses itself.
const TAKEN: &[&str] = &["state", "py", "self", "super", "crate", "main"];

/// The names of a program's parts.
#[derive(Debug, Default)]
pub struct Names {
    /// By [`crate::ir::FunctionId`].
    pub functions: Vec<String>,
    /// By [`crate::ir::ObjectId`]; records and instances.
    pub objects: Vec<String>,
    /// The fields of the records and instances, by [`crate::ir::ObjectId`].
    pub fields: Vec<Vec<String>>,
    /// By [`crate::ir::GlobalId`]: fields of the state, and constants.
    pub globals: Vec<(String, String)>,
    /// By index into [`Program::handlers`].
    pub handlers: Vec<String>,
    /// The same, for what a request to a handler class keeps on `self`; empty where it keeps nothing.
    pub requests: Vec<String>,
    /// The attributes that a request keeps, by index into [`Program::handlers`].
    pub attributes: Vec<Vec<String>>,
}

impl Names {
    /// The names of a program.
    pub fn of(program: &Program) -> Self {
        let mut used: BTreeSet<String> = TAKEN.iter().map(|&name| name.to_owned()).collect();
        let functions =
            program.functions.iter().map(|function| unique(&function_name(program, function), &mut used)).collect();
        let mut types: BTreeSet<String> = [
            "State", "Arc", "RwLock", "LazyLock", "ExitCode", "Option", "Vec", "String", "Box", "Some", "None", "Ok",
            "Err", "Self", "Result",
        ]
        .iter()
        .map(|&name| name.to_owned())
        .collect();
        let handlers = program.handlers.iter().map(|handler| unique_type(&camel(&handler.name), &mut types)).collect();
        let requests = program.handlers.iter().map(|handler| {
            if handler.fields.is_empty() {
                return String::new();
            }
            let name = camel(&handler.name);
            unique_type(&format!("{}Request", name.strip_suffix("Handler").unwrap_or(&name)), &mut types)
        });
        let requests = requests.collect();
        let attributes = program.handlers.iter().map(|handler| {
            let mut used = BTreeSet::from(["handler".to_owned()]);
            handler.fields.iter().map(|field| unique(&ident(&snake(&field.key)), &mut used)).collect()
        });
        let attributes = attributes.collect();
        let objects = program
            .objects
            .iter()
            .map(|object| match object.shape {
                Shape::Record(_) | Shape::Instance(..) => unique_type(&camel(&object.name), &mut types),
                Shape::List(_) | Shape::Dict(..) | Shape::Set(_) => String::new(),
            })
            .collect();
        let fields = program
            .objects
            .iter()
            .map(|object| match &object.shape {
                Shape::Record(fields) | Shape::Instance(_, fields) => {
                    let mut used = BTreeSet::new();
                    fields.iter().map(|field| unique(&ident(&snake(&field.key)), &mut used)).collect()
                }
                Shape::List(_) | Shape::Dict(..) | Shape::Set(_) => Vec::new(),
            })
            .collect();
        let mut state = BTreeSet::new();
        // The statics of exception classes are named like constants.
        let mut constants: BTreeSet<String> = program.exceptions.iter().map(|class| shout(&class.name)).collect();
        let globals = program
            .globals
            .iter()
            .map(|global| {
                let field = unique(&ident(&snake(&global.name)), &mut state);
                (field, unique(&shout(&global.name), &mut constants))
            })
            .collect();
        Self { functions, objects, fields, globals, handlers, requests, attributes }
    }
}

fn function_name(program: &Program, function: &Function) -> String {
    let name = match function.name.as_str() {
        "__init__" => "init",
        name => name,
    };
    match function.owner {
        Some(Owner::Class(class)) => {
            let owner = program.classes.get(class.0 as usize).map_or("object", |class| class.name.as_str());
            format!("{}_{}", snake(owner), snake(name.trim_matches('_')))
        }
        Some(Owner::Handler(_)) | None => ident(&snake(name)),
    }
}

/// `name`, or `name_2` and so on where it is taken.
pub fn unique(name: &str, used: &mut BTreeSet<String>) -> String {
    let mut candidate = name.to_owned();
    let mut n = 1;
    while !used.insert(candidate.clone()) {
        n += 1;
        candidate = format!("{name}_{n}");
    }
    candidate
}

/// `Name`, or `Name2` and so on where it is taken.
fn unique_type(name: &str, used: &mut BTreeSet<String>) -> String {
    let mut candidate = name.to_owned();
    let mut n = 1;
    while !used.insert(candidate.clone()) {
        n += 1;
        candidate = format!("{name}{n}");
    }
    candidate
}

/// A name that is no keyword.
pub fn ident(name: &str) -> String {
    match name {
        "self" | "super" | "crate" | "Self" => format!("{name}_"),
        _ if KEYWORDS.contains(&name) => format!("r#{name}"),
        _ => name.to_owned(),
    }
}

/// `userName`, `UserName`, `USER_NAME`, `user name` → `user_name`
pub fn snake(name: &str) -> String {
    let mut out = String::new();
    let chars: Vec<char> = name.chars().collect();
    for (i, &c) in chars.iter().enumerate() {
        if !(crate::emit::in_name(c) || c == '_') {
            out.push('_');
            continue;
        }
        if c.is_uppercase() {
            let after_lower = i > 0 && (chars[i - 1].is_lowercase() || chars[i - 1].is_ascii_digit());
            let starts_word =
                i > 0 && chars[i - 1].is_uppercase() && chars.get(i + 1).is_some_and(|next| next.is_lowercase());
            if (after_lower || starts_word) && !out.ends_with('_') {
                out.push('_');
            }
            out.extend(c.to_lowercase());
        } else {
            out.push(c);
        }
    }
    if out.is_empty() || out.chars().all(|c| c == '_') {
        return "value".to_owned();
    }
    if out.starts_with(|c: char| c.is_ascii_digit()) { format!("n{out}") } else { out }
}

/// `user_record` → `UserRecord`; acronyms keep their first letter only: `APIHandler` → `ApiHandler`.
pub fn camel(name: &str) -> String {
    let out: String = snake(name)
        .split('_')
        .filter(|word| !word.is_empty())
        .map(|word| {
            let mut chars = word.chars();
            chars.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + chars.as_str())
        })
        .collect();
    if out.is_empty() { "Value".to_owned() } else { out }
}

/// `page_size` → `PAGE_SIZE`
pub fn shout(name: &str) -> String {
    snake(name).to_uppercase()
}
