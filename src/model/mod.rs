//! What the names mean: modules, classes, functions, scopes, bindings and imports.

mod attributes;
pub mod bodies;
mod bound;
mod build;
pub mod calls;
pub mod effects;
pub mod imports;
mod link;
pub mod packages;
mod read_only;
pub mod scope;
mod symbol;
mod uses;
pub mod values;
mod web;
mod web_builder;
mod web_expr;

pub use bound::{bound_for_certain, is_exit};
pub use build::build;
pub use imports::{ModuleSource, Runs};
pub use link::Copied;
pub use read_only::{bound_once, only_looked_up};
pub use scope::Scope;
pub use symbol::{
    ClassIndex, ClassInfo, FunctionIndex, FunctionInfo, GlobalIndex, GlobalInfo, ModuleIndex, ModuleInfo, Resolved,
    Symbol, main_guard,
};
pub use web::{WebId, Webs, target_names as scope_target_names};

/// Every module of a program with what its names mean.
#[derive(Debug)]
pub struct Model<'a> {
    /// The modules; the first is the one that runs as `__main__`.
    pub modules: Vec<ModuleInfo<'a>>,
    /// Every function, method and nested function.
    pub functions: Vec<FunctionInfo<'a>>,
    /// Every class at module level.
    pub classes: Vec<ClassInfo<'a>>,
    /// Every module-level variable.
    pub globals: Vec<GlobalInfo>,
    /// In which order the modules run; empty where no file is the one that is started.
    pub runs: Runs,
    /// What `from m import name` copies, because the variable is bound anew later.
    pub copies: Vec<Copied>,
}
