//! How a program ends.

use std::process::ExitCode;

use super::beyond::catch_beyond;
use super::error::{Error, KEYBOARD_INTERRUPT, Result, SYSTEM_EXIT};

/// Runs the program; an exception that leaves it is shown on stderr and makes its exit code.
pub fn run(program: impl FnOnce() -> Result<()>) -> ExitCode {
    match catch_beyond(program) {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(error)) => exit_code(&error),
        Err(beyond) => {
            eprintln!("beyond what native code holds: {}", beyond.0);
            ExitCode::FAILURE
        }
    }
}

fn exit_code(error: &Error) -> ExitCode {
    if error.is(&KEYBOARD_INTERRUPT) {
        return ExitCode::from(130);
    }
    if error.is(&SYSTEM_EXIT) {
        if let Some(status) = error.payload::<i64>() {
            return ExitCode::from(*status as u8);
        }
        if error.args().is_empty() {
            return ExitCode::SUCCESS;
        }
        eprintln!("{error}");
        return ExitCode::FAILURE;
    }
    eprintln!("{error:?}");
    ExitCode::FAILURE
}
