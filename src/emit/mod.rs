//! A planned program becomes files. Total: it cannot fail.
//!
//! `go/` and `rust/` have the same file names and the same entry point, `project(&Plan, &Options) -> Vec<File>`, which gives every source file of the
//! project, the runtime files that it uses and the build files (`go.mod`; `Cargo.toml`).

pub mod go;
pub mod rust;

/// A file of a generated project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Path in the project, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// What the user chose about the generated project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Name of the program, module and binary: `api_server`.
    pub name: String,
    /// The line that says where a generated file comes from, without comment marks.
    pub header: String,
    /// The HTTP server.
    pub server: ServerOptions,
}

/// Limits of the generated HTTP server (`server.*`, `go_specific.*`, `rust_specific.*`); `None` keeps the runtime's default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServerOptions {
    /// Longest time to read a request, in milliseconds.
    pub read_timeout_ms: Option<u64>,
    /// Longest time to write an answer, in milliseconds.
    pub write_timeout_ms: Option<u64>,
    /// Longest time that an idle connection is kept, in milliseconds.
    pub idle_timeout_ms: Option<u64>,
    /// Most requests in work at once (`go_specific.max_goroutines`).
    pub max_concurrent: Option<u64>,
    /// Cleartext HTTP/2 beside HTTP/1.1 (`optimization.http2_enabled`).
    pub http2: bool,
}

/// Whether a character may stand in a generated name, in both targets and in small as in capital letters. Python allows more (`²` in a key, `İ`, whose small form is
/// two characters); what is left out is dropped from the name.
pub(crate) fn in_name(c: char) -> bool {
    let letters = matches!(c, '\u{c0}'..='\u{17f}' | 'Α'..='ω' | 'А'..='я' | 'א'..='ת' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '一'..='\u{9fff}' | '가'..='힣');
    c.is_ascii_alphanumeric() || (letters && c.is_alphabetic() && !matches!(c, 'İ' | 'ŉ' | 'ſ'))
}
