//! The routes of a service.

use crate::model::{ClassIndex, FunctionIndex, Model};
use crate::source::Place;

/// The classes of Python's library whose subclasses answer requests.
pub const HANDLER_CLASSES: &[&str] = &["http.server.BaseHTTPRequestHandler"];

/// A method and a path with the code that answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The request method: `GET`.
    pub method: String,
    /// The path with its parameters: `/api/user/<user_id>`; `*` stands for any further text, alone for whatever no other route takes.
    pub path: String,
    /// The function that answers: the only one that the branch calls for it, or the one that the branch stands in.
    pub handler: FunctionIndex,
    /// The `do_X` method.
    pub entry: FunctionIndex,
    /// The class of that method.
    pub class: ClassIndex,
    /// The statements of the route: in `do_X` first; further ones in functions that `do_X` leaves the dispatch to.
    pub branches: Vec<Place>,
}

/// Every route, in the order in which the original tries them.
pub fn routes(model: &Model<'_>) -> Vec<Route> {
    let mut routes = Vec::new();
    for class in (0..model.classes.len()).map(ClassIndex) {
        if !model.derives_from(class, HANDLER_CLASSES) {
            continue;
        }
        let mut methods: Vec<(FunctionIndex, &str)> = model
            .class(class)
            .methods
            .iter()
            .filter_map(|(name, function)| Some((*function, name.strip_prefix("do_")?)))
            .collect();
        methods.sort_unstable();
        for (entry, method) in methods {
            let info = model.function(entry);
            let Some((first, last)) = info.def.body.first().zip(info.def.body.last()) else { continue };
            routes.push(Route {
                method: method.to_owned(),
                path: "*".to_owned(),
                handler: entry,
                entry,
                class,
                branches: vec![Place { file: info.file, span: first.span.to(last.span) }],
            });
        }
    }
    routes
}
