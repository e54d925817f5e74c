//! What requests are made of.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// The place of what a request's target holds, among the keys.
pub(super) const PATH: &str = "<path>";
/// What marks the name of a header, among the keys.
pub(super) const HEADER: &str = "<header>";
/// What marks the items of a list, behind its key.
pub(super) const ITEM: &str = "[]";

/// What the code of a service looks up in requests, and what it compares that with.
#[derive(Clone, Debug, Default)]
pub struct Material {
    /// Method and path of each route, in the order of the code.
    pub routes: Vec<(String, String)>,
    /// What is looked up: keys of bodies, of queries and of forms.
    pub keys: BTreeSet<String>,
    /// The headers that are looked up.
    pub headers: BTreeSet<String>,
    /// Values on both sides of each comparison, by what is compared.
    pub values: BTreeMap<String, Values>,
    /// Keys that are looked up in what stands under another key.
    pub children: BTreeMap<String, BTreeSet<String>>,
    /// Every text of the code that may be part of a request.
    pub texts: Values,
    /// Every number of the code, with its neighbours.
    pub numbers: Values,
    /// Whether forms are read.
    pub forms: bool,
    /// Whether queries are told apart from paths.
    pub queries: bool,
}

/// Different JSON values, in the order in which they were found.
#[derive(Clone, Debug, Default)]
pub struct Values {
    known: BTreeSet<String>,
    all: Vec<Value>,
}

impl Values {
    /// Adds a value once.
    pub fn add(&mut self, value: Value) {
        if self.known.insert(value.to_string()) {
            self.all.push(value);
        }
    }

    /// All of them.
    pub fn all(&self) -> &[Value] {
        &self.all
    }
}

impl Material {
    /// A value that something is compared with.
    pub(super) fn add(&mut self, key: &str, value: Value) {
        // A path is text: no list or object stands in it.
        if key == PATH && (value.is_array() || value.is_object()) {
            return;
        }
        self.values.entry(key.to_owned()).or_default().add(value);
    }
}
