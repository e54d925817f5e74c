//! What Python's library offers, as data: stub files in Python's own syntax.
//!
//! ```python
//! class str:
//!     @helper("str_startswith")
//!     @go("strings.HasPrefix({self}, {prefix})", imports=["strings"])
//!     @rust("{self}.starts_with({prefix})")
//!     def startswith(self, prefix: str) -> bool: ...
//! ```
//!
//! A stub says what a function takes and gives, what it can raise when its arguments fit (`Signature::raises`), what it does to the
//! world (`Effect`), and how the translation says it: by a helper of the runtimes, by an idiom of the target that means exactly the same, by
//! a form of the ir's own (`Support::Intrinsic`), or not at all and why. `docs/contributing.md` says how to add one.
//!
//! The entry point is `Library::load`; names are Python's qualified names (`json.dumps`, `str.split`, `http.server.HTTPServer`), builtins without a module.

mod class;
mod effect;
mod error;
mod queries;
mod read;
mod read_decorators;
mod read_type;
mod signature;
mod standard;
mod stubs;
mod types;

#[cfg(test)]
mod tests;

pub use class::{Attribute, Class, Module};
pub use effect::{Effect, EffectSet};
pub use error::StubError;
pub use queries::{Entry, Library};
pub use signature::{Idiom, IdiomPart, Param, ParamKind, Signature, SignatureKind, Support, Target};
pub use standard::is_standard;
pub use stubs::Stub;
pub use types::TypeExpr;
