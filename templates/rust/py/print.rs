//! `print()`: text for the process's own output, where no client looks.

use std::io::Write;

/// `print(…)`: the text with its line end. An output that is closed is none of the service's business.
pub fn print_stdout(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// `print(…, file=sys.stderr)`
pub fn print_stderr(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}
