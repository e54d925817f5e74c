//! What the manifest says about the answers of one route.

use super::json::{Path, Pattern};
use super::options::Judge;
use crate::manifest::{Place, Source, Volatile};

/// A volatile field with its path read.
#[derive(Clone, Debug)]
struct Field<'a> {
    volatile: &'a Volatile,
    pattern: Option<Pattern>,
}

/// What applies to the answers of one route.
#[derive(Clone, Debug)]
pub struct Rules<'a> {
    fields: Vec<Field<'a>>,
    /// The transport differences that count.
    pub judge: Judge,
}

impl<'a> Rules<'a> {
    /// The rules for a route, named as `METHOD /path`; fields of other routes are left out.
    pub fn new(volatile: &'a [Volatile], route: &str, judge: Judge) -> Self {
        let path = route.split_once(' ').map_or(route, |(_, path)| path);
        let applies = |field: &&Volatile| field.route.as_deref().is_none_or(|wanted| wanted == route || wanted == path);
        let fields =
            volatile.iter().filter(applies).map(|volatile| Field { volatile, pattern: Pattern::parse(&volatile.path) });
        Self { fields: fields.collect(), judge }
    }

    /// What a value of the body flows from, if the manifest calls it volatile with the type that the original shows.
    ///
    /// A field that the original answers with another type (a `null`, say) does not hold the volatile value this time.
    pub(super) fn source(&self, place: Place, path: &Path, type_name: &str) -> Option<Source> {
        let field = self.fields.iter().find(|field| {
            field.volatile.place == place
                && field.pattern.as_ref().is_some_and(|pattern| pattern.matches(path))
                && has_type(&field.volatile.type_name, type_name)
        });
        field.map(|field| field.volatile.source)
    }

    /// What a header flows from.
    pub(super) fn header_source(&self, name: &str) -> Option<Source> {
        let field = self
            .fields
            .iter()
            .find(|field| field.volatile.place == Place::Header && field.volatile.path.eq_ignore_ascii_case(name));
        field.map(|field| field.volatile.source)
    }
}

/// Whether a value has a declared type; an unknown type claims nothing.
pub(super) fn has_type(declared: &str, found: &str) -> bool {
    match declared {
        "int" | "float" | "string" | "bool" | "null" | "array" | "object" => declared == found,
        "str" => found == "string",
        "number" => matches!(found, "int" | "float"),
        _ => true,
    }
}
