//! The result of `pivot analyze` as text and as JSON (`docs/schema/analysis.schema.json`).

mod json;
mod text;

pub use json::json;
pub use text::text;
