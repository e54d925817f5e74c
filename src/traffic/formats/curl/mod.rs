//! Command lines of curl: <https://curl.se/docs/manpage.html>, one a line or continued with `\`.
//!
//! The request is what the command line says. What curl adds of itself is on the tape where it follows from the options
//! (`Host`, the `Content-Type` of `--data`), and not where it depends on curl's version (`User-Agent`, `Accept`).

mod options;
mod read;
mod write;

pub(super) use read::Reader;
pub(super) use write::Writer;
