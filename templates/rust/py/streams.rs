//! `sys.stdout` and `sys.stderr`

use super::print::{print_stderr, print_stdout};

/// `sys.stdout` or `sys.stderr`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// `sys.stdout`
    Stdout,
    /// `sys.stderr`
    Stderr,
}

/// `sys.stdout`
pub fn sys_stdout() -> Stream {
    Stream::Stdout
}

/// `sys.stderr`
pub fn sys_stderr() -> Stream {
    Stream::Stderr
}

/// `stream.write(text)`
pub fn stream_write(stream: &Stream, text: &str) -> i64 {
    match stream {
        Stream::Stdout => print_stdout(text),
        Stream::Stderr => print_stderr(text),
    }
    text.chars().count() as i64
}

/// `stream.flush()`: nothing is kept back.
pub fn stream_flush(_stream: &Stream) {}
