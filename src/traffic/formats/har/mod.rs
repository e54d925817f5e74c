//! HTTP Archive 1.2: <http://www.softwareishard.com/blog/har-12-spec/>.
//!
//! A HAR holds bodies as text, answers decoded, and no headers of a body's framing; entries that pivot writes say in their own
//! field `_pivot` what the format has no place for, so that they come back as they were.

mod entry;
mod read;
mod write;

pub(super) use read::Reader;
pub(super) use write::Writer;
