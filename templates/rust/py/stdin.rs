//! The standard input as text.

use std::io::{BufRead, Write};

use super::beyond::beyond;
use super::error::{EOF_ERROR, Error, Result};

/// `sys.stdin.readline()`: `\r\n` and `\r` end a line as `\n` does, and are read as it.
pub fn stdin_readline() -> String {
    let mut input = std::io::stdin().lock();
    let mut line = Vec::new();
    while let Ok(ready) = input.fill_buf()
        && !ready.is_empty()
    {
        let end = ready.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        let Some(end) = end else {
            let count = ready.len();
            line.extend_from_slice(ready);
            input.consume(count);
            continue;
        };
        line.extend_from_slice(&ready[..end]);
        line.push(b'\n');
        let carriage = ready[end] == b'\r';
        input.consume(end + 1);
        if carriage && input.fill_buf().is_ok_and(|next| next.first() == Some(&b'\n')) {
            input.consume(1);
        }
        break;
    }
    String::from_utf8(line).unwrap_or_else(|_| beyond("standard input that is not UTF-8"))
}

/// `sys.stdin.readlines()`
pub fn stdin_readlines() -> Vec<String> {
    std::iter::from_fn(|| Some(stdin_readline()).filter(|line| !line.is_empty())).collect()
}

/// `sys.stdin.read()`
pub fn stdin_read() -> String {
    stdin_readlines().concat()
}

/// `input(prompt)`
pub fn input(prompt: &str) -> Result<String> {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(prompt.as_bytes()).and_then(|()| out.flush());
    let mut line = stdin_readline();
    if line.is_empty() {
        return Err(Error::new(&EOF_ERROR, "EOF when reading a line".to_owned()));
    }
    if line.ends_with('\n') {
        line.pop();
    }
    Ok(line)
}
