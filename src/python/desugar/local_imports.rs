//! Imports of Python's library inside functions, as imports of the module.
//!
//! ```python
//! def parsed(text):           # import json
//!     import json             #
//!     return json.loads(text) # def parsed(text):
//!                             #     return json.loads(text)
//! ```
//!
//! Importing these modules does nothing that a program sees, so that nobody can tell when it is done. The name must mean the same wherever the module has it.

use std::collections::{BTreeMap, BTreeSet};

use super::Maker;
use super::names;
use crate::python::ast::{Alias, Expr, ExprKind, FunctionDef, Module, Parameters, Stmt, StmtKind};
use crate::python::visit::Node;

/// Modules that run no code of which a program sees anything.
const SILENT: &[&str] = &[
    "base64",
    "binascii",
    "bisect",
    "collections",
    "copy",
    "csv",
    "datetime",
    "decimal",
    "functools",
    "hashlib",
    "heapq",
    "hmac",
    "html",
    "io",
    "itertools",
    "json",
    "math",
    "operator",
    "os",
    "os.path",
    "random",
    "re",
    "secrets",
    "statistics",
    "string",
    "struct",
    "sys",
    "textwrap",
    "time",
    "traceback",
    "urllib.parse",
    "uuid",
    "zlib",
];

/// What an import binds: the module, and the name in it.
type Meaning = (String, Option<String>);

/// Takes the imports out of functions, and imports at the top what is not imported there.
pub fn lift(module: &mut Module) {
    let mut wanted: BTreeMap<String, BTreeSet<Meaning>> = BTreeMap::new();
    let mut spoiled = BTreeSet::new();
    each_function(&module.body, &mut |def| {
        for (at, stmt) in def.body.iter().enumerate() {
            for (name, meaning) in meanings(stmt) {
                if !is_first_use(&name, def, at) {
                    spoiled.insert(name.clone());
                }
                wanted.entry(name).or_default().insert(meaning);
            }
        }
    });
    if wanted.is_empty() {
        return;
    }
    let top: BTreeMap<String, Meaning> = module.body.iter().flat_map(meanings).collect();
    wanted.retain(|name, all| {
        let one = all.iter().next().filter(|_| all.len() == 1).cloned();
        let Some(one) = one.filter(|_| !spoiled.contains(name)) else { return false };
        let same_at_top = top.get(name).is_none_or(|known| *known == one);
        same_at_top && is_bound_by_imports_only(name, &one, &module.body) && {
            // Where nothing imports it the name is nothing.
            top.contains_key(name) || mentions_are_inside(name, &module.body)
        }
    });
    let Module { body, expr_count, stmt_count, .. } = module;
    let mut make = Maker { exprs: expr_count, stmts: stmt_count };
    let mut added: Vec<Stmt> = Vec::new();
    take_out(body, &wanted, &top, &mut added, &mut make);
    let documented = usize::from(crate::python::ast::docstring(body).is_some());
    let future = body[documented..].iter().take_while(|stmt| is_future(stmt)).count();
    body.splice(documented + future..documented + future, added);
}

fn is_future(stmt: &Stmt) -> bool {
    matches!(&stmt.kind, StmtKind::ImportFrom { module: Some(from), .. } if from.name == "__future__")
}

/// The names that an import of silent modules binds; nothing of any other statement.
fn meanings(stmt: &Stmt) -> Vec<(String, Meaning)> {
    let silent = |name: &str| SILENT.contains(&name);
    let bound = |alias: &Alias| alias.asname.as_ref().unwrap_or(&alias.name).name.clone();
    match &stmt.kind {
        StmtKind::Import(aliases) => {
            let fine =
                |alias: &Alias| silent(&alias.name.name) && (alias.asname.is_some() || !alias.name.name.contains('.'));
            if !aliases.iter().all(fine) {
                return Vec::new();
            }
            aliases.iter().map(|alias| (bound(alias), (alias.name.name.clone(), None))).collect()
        }
        StmtKind::ImportFrom { module: Some(from), names, level: 0 } if silent(&from.name) => {
            if names.iter().any(|alias| alias.name.name == "*") {
                return Vec::new();
            }
            names.iter().map(|alias| (bound(alias), (from.name.clone(), Some(alias.name.name.clone())))).collect()
        }
        _ => Vec::new(),
    }
}

fn each_function<'a>(body: &'a [Stmt], visit: &mut dyn FnMut(&'a FunctionDef)) {
    for stmt in body {
        Node::Stmt(stmt).walk(&mut |node| {
            if let Node::Stmt(Stmt { kind: StmtKind::FunctionDef(def), .. }) = node {
                visit(def);
            }
        });
    }
}

/// Whether nothing before the statement at that position mentions the name.
fn is_first_use(name: &str, def: &FunctionDef, at: usize) -> bool {
    !names::mentioned(&def.body[..at]).contains_key(name)
}

/// Whether no scope binds the name in any other way.
fn is_bound_by_imports_only(name: &str, meaning: &Meaning, body: &[Stmt]) -> bool {
    let mut others = 0_usize;
    let mut imports = 0_usize;
    let mut count = |bindings: &BTreeMap<String, usize>| others += bindings.get(name).copied().unwrap_or(0);
    count(&names::bindings(&Parameters::default(), body));
    let mut stored = false;
    for stmt in body {
        Node::Stmt(stmt).walk(&mut |node| match node {
            Node::Stmt(stmt) => {
                imports += meanings(stmt).iter().filter(|(bound, other)| bound == name && other == meaning).count();
                match &stmt.kind {
                    StmtKind::FunctionDef(def) => count(&names::bindings(&def.parameters, &def.body)),
                    StmtKind::ClassDef(class) => count(&names::bindings(&Parameters::default(), &class.body)),
                    StmtKind::Global(all) | StmtKind::Nonlocal(all) => stored |= all.iter().any(|one| one.name == name),
                    _ => {}
                }
            }
            Node::Expr(Expr { kind: ExprKind::Lambda { parameters, .. }, .. }) => {
                count(&names::bindings(parameters, &[]));
            }
            Node::Expr(Expr {
                kind:
                    ExprKind::ListComp { generators, .. }
                    | ExprKind::SetComp { generators, .. }
                    | ExprKind::GeneratorExp { generators, .. }
                    | ExprKind::DictComp { generators, .. },
                ..
            }) => {
                for generator in generators {
                    Node::Expr(&generator.target).walk(&mut |node| {
                        stored |= matches!(node, Node::Expr(Expr { kind: ExprKind::Name(one), .. }) if one == name);
                    });
                }
            }
            _ => {}
        });
    }
    others == imports && !stored
}

/// Whether each mention of a name stands in a function that imports it itself.
fn mentions_are_inside(name: &str, body: &[Stmt]) -> bool {
    fn outside(name: &str, body: &[Stmt]) -> usize {
        let mut found = 0;
        for stmt in body {
            let own =
                |def: &FunctionDef| def.body.iter().any(|stmt| meanings(stmt).iter().any(|(bound, _)| bound == name));
            match &stmt.kind {
                StmtKind::FunctionDef(def) if own(def) => {}
                StmtKind::FunctionDef(def) => found += outside(name, &def.body),
                StmtKind::ClassDef(class) => found += outside(name, &class.body),
                _ => Node::Stmt(stmt).walk(&mut |node| {
                    let named = matches!(node, Node::Expr(Expr { kind: ExprKind::Name(one), .. }) if one == name);
                    found += usize::from(named);
                }),
            }
        }
        found
    }
    outside(name, body) == 0
}

fn take_out(
    body: &mut [Stmt],
    wanted: &BTreeMap<String, BTreeSet<Meaning>>,
    top: &BTreeMap<String, Meaning>,
    added: &mut Vec<Stmt>,
    make: &mut Maker<'_>,
) {
    for stmt in body {
        match &mut stmt.kind {
            StmtKind::FunctionDef(def) => {
                for inner in &mut def.body {
                    let all = meanings(inner);
                    if all.is_empty() || !all.iter().all(|(name, _)| wanted.contains_key(name)) {
                        continue;
                    }
                    let known = |name: &String| {
                        top.contains_key(name)
                            || added.iter().any(|one| meanings(one).iter().any(|(bound, _)| bound == name))
                    };
                    let missing = all.iter().any(|(name, _)| !known(name));
                    let kind = std::mem::replace(&mut inner.kind, StmtKind::Pass);
                    if missing {
                        added.push(make.stmt(inner.span, kind));
                    }
                }
                if def.body.len() > 1 {
                    def.body.retain(|stmt| !matches!(stmt.kind, StmtKind::Pass));
                }
                take_out(&mut def.body, wanted, top, added, make);
            }
            StmtKind::ClassDef(class) => take_out(&mut class.body, wanted, top, added, make),
            _ => {}
        }
    }
}
