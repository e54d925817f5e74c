//! Service, program or library.

use std::collections::BTreeSet;

use clap::ValueEnum;

use crate::cli::program::Loaded;
use crate::manifest::Kind;
use crate::model::ModuleIndex;
use crate::service::library::{Exported, accelerators, exported, without_accelerators};

/// What the user says the original is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum KindChoice {
    /// It answers HTTP requests.
    Service,
    /// It is imported.
    Library,
}

impl KindChoice {
    /// The manifest's word.
    pub fn kind(self) -> Kind {
        match self {
            Self::Service => Kind::Service,
            Self::Library => Kind::Library,
        }
    }
}

/// What the original is: a service if it has a request handler, a library if it offers functions and does nothing when it is started. What is no service loses the
/// modules in C that would take the place of its functions; they are named.
pub fn of(loaded: &mut Loaded) -> (Kind, BTreeSet<String>) {
    if !crate::service::routes(&loaded.model()).is_empty() {
        return (Kind::Service, BTreeSet::new());
    }
    let Some(first) = loaded.modules.first_mut() else { return (Kind::Service, BTreeSet::new()) };
    let accelerators = accelerators(&first.tree.body);
    without_accelerators(&mut first.tree.body);
    let model = loaded.model();
    let main = ModuleIndex(0);
    let tree = model.module(main).tree;
    let lists = crate::model::imports::listed(tree).is_some();
    let starts = tree.body.iter().any(|stmt| crate::model::main_guard(stmt).is_some());
    let functions: Vec<Exported> = exported(&model, main, &loaded.sources);
    // `__all__` says that a module is imported; what it does when it is started is a demonstration.
    let kind = if !functions.is_empty() && (lists || !starts) { Kind::Library } else { Kind::Service };
    (kind, accelerators)
}
