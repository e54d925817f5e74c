//! The command line of a program that serves nobody.

use super::beyond::beyond;

/// `sys.argv`
pub fn program_argv() -> Vec<String> {
    let text = |argument: std::ffi::OsString| {
        argument.into_string().unwrap_or_else(|_| beyond("an argument that is not UTF-8"))
    };
    std::env::args_os().map(text).collect()
}
