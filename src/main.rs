//! The `pivot` command; everything it does is in `pivot::cli`.

use std::process::ExitCode;

fn main() -> ExitCode {
    pivot::cli::main()
}
