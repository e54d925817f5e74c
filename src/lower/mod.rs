//! Model and library become ir.
//!
//! Lowering and inference are one: a pass lowers every body that is reached and joins the types that it meets; passes are repeated until nothing grows, and the last
//! one is kept. What cannot be lowered soundly is refused with its place and reason: in a function the statement becomes `crate::ir::StmtKind::Forward`, which
//! hands the request to the original; `plan` decides how far that reaches.

mod asdict;
mod assign;
mod attribute;
mod augmented;
mod body;
mod builtin;
mod by_name;
mod call;
mod class;
mod class_pattern;
mod collections;
mod comments;
mod comprehension;
mod condition;
mod container;
mod control;
mod declare;
mod disjoint;
mod displayed;
mod encodable;
mod encoded;
mod endless;
mod enums;
mod equality;
mod exact;
mod exact_only;
mod exception;
mod expr;
mod finish;
mod format;
mod fresh;
mod given;
mod guarded;
mod heap;
mod heapq;
mod held_call;
mod hoist;
mod http;
mod identity;
mod keywords;
mod library;
mod lookup;
mod lowerer;
mod manager;
mod matching;
mod membership;
mod mentions;
mod method;
mod method_kind;
mod modules;
mod named_tuple;
mod naming;
mod nan;
mod negation;
mod number;
mod number_class;
mod operator;
mod order;
mod output;
mod range;
mod reached;
mod record;
mod refusal;
mod regex;
mod seed;
mod server;
mod sets;
mod sort;
mod spec;
mod special;
mod starred;
mod start;
mod stmt;
mod subscript;
mod taken;
mod target;
mod ty;
mod unpack;
mod unpack_dict;
mod value;
mod whole;

pub use refusal::Refusal;

use crate::ir::{FunctionId, Program};
use crate::library::Library;
use crate::model::{FunctionIndex, Model};
use crate::source::Sources;

/// A lowered program.
#[derive(Debug)]
pub struct LoweredProgram {
    /// The program. Functions that are refused as a whole have an empty body.
    pub program: Program,
    /// What was refused, in the order of the bodies.
    pub refusals: Vec<Refusal>,
    /// What is right but worth knowing: records that became dicts.
    pub notes: Vec<Refusal>,
    /// Functions that are refused as a whole.
    pub refused_functions: Vec<(FunctionId, Refusal)>,
    /// Why module-level code cannot be run natively at all.
    pub init_refused: Option<Refusal>,
    /// Why the start-up code cannot be run natively: a default start takes its place.
    pub main_refused: Option<Refusal>,
    /// Functions whose result is or holds a member of an Enum, which is held as its value.
    pub members_given: Vec<FunctionIndex>,
    /// The model's function of each [`FunctionId`] but those of `init` and `main`.
    pub functions: Vec<FunctionIndex>,
}

/// How integers are held whose size is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Integers {
    /// In 64 bits; what leaves them is *beyond*.
    #[default]
    Checked,
    /// In any size.
    Exact,
}

/// Lowers a program.
pub fn lower(model: &Model<'_>, sources: &Sources, library: &Library, integers: Integers) -> LoweredProgram {
    // Twice, for what is merged in vain before a value is known to be of unknown shape: see `seed`.
    let first = lowerer::Lowerer::new(model, sources, library, integers).inferred();
    let seeds = first.seeds();
    if seeds.is_empty() {
        return first.written();
    }
    lowerer::Lowerer::new(model, sources, library, integers).planted(seeds).inferred().written()
}
