mod api_server;
#[allow(dead_code, unused_imports)] // the runtime, of which this program uses a part
mod py;
mod records;

use std::process::ExitCode;

use crate::api_server::{DEFAULT_PORT, State};

fn main() -> ExitCode {
    py::run(run)
}

fn run() -> py::Result<()> {
    let argv = py::sys_argv();
    let port = if argv.len() > 1 { py::int_parse_i64(&argv[1])? } else { DEFAULT_PORT };
    let state = State::new();
    let count = state.users.len();
    let mut server = py::HttpServer::new("", port, state)?;
    eprintln!("Serving {count} users on port {port}");
    match server.serve_forever() {
        Err(error) if error.is(&py::KEYBOARD_INTERRUPT) => eprintln!("Shutting down"),
        end => return end,
    }
    Ok(())
}
