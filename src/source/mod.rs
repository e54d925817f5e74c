//! Files, places in them, and what pivot has to say about those places.

mod file;
mod finding;
mod progress;
mod span;

pub use file::{FileId, SourceFile, Sources};
pub use finding::{Finding, Severity};
pub use progress::{Progress, Silent};
pub use span::{Place, Position, Span};
