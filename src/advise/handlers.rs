//! The functions that answer requests.

use super::unit::Unit;
use crate::model::ClassIndex;
use crate::model::bodies::BodyId;
use crate::python::ast::{Expr, ExprKind};

/// The classes of Python's library whose subclasses answer requests.
const HANDLER_CLASSES: &[&str] = &[
    "http.server.BaseHTTPRequestHandler",
    "http.server.SimpleHTTPRequestHandler",
    "http.server.CGIHTTPRequestHandler",
];

/// Decorators that make a function answer requests: `@app.get("/")`, `@app.route("/")`.
const DECORATORS: [&str; 9] = ["route", "get", "post", "put", "delete", "patch", "head", "options", "websocket"];

/// The functions of a unit that answer requests, with their names.
pub fn handler_bodies(unit: &Unit<'_>) -> Vec<(BodyId, String)> {
    let model = &unit.model;
    let bodies = &unit.graph.bodies;
    let mut found = Vec::new();
    for class in (0..model.classes.len()).map(ClassIndex) {
        if !model.derives_from(class, HANDLER_CLASSES) {
            continue;
        }
        let info = model.class(class);
        for (name, function) in &info.methods {
            if name.starts_with("do_") {
                found.extend(bodies.of_function(*function).map(|body| (body, format!("{}.{name}", info.name))));
            }
        }
    }
    for (id, body) in bodies.iter() {
        let Some(def) = body.def else { continue };
        if def.decorators.iter().any(is_route) {
            found.push((id, def.name.name.clone()));
        }
    }
    found.sort();
    found.dedup_by_key(|(id, _)| *id);
    found
}

/// `@app.get("/users")`: a method of an object, named like one of the frameworks', with a path.
fn is_route(decorator: &Expr) -> bool {
    let ExprKind::Call { func, args, .. } = &decorator.kind else { return false };
    let ExprKind::Attribute { attr, .. } = &func.kind else { return false };
    let path = args.first().is_some_and(|first| {
        matches!(&first.kind, ExprKind::Constant(crate::python::ast::Constant::Str(text)) if text.is_empty() || text.starts_with('/'))
    });
    path && DECORATORS.contains(&attr.name.as_str())
}
