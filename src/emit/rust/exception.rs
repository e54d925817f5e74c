//! Exception classes.

use super::doc::{Doc, Line};
use super::names::shout;
use crate::ir::Program;

/// `KeyError` → `KEY_ERROR`
pub fn constant(name: &str) -> String {
    match name.rsplit('.').next().unwrap_or(name) {
        "IOError" | "EnvironmentError" | "OSError" => "OS_ERROR".to_owned(),
        "EOFError" => "EOF_ERROR".to_owned(),
        "JSONDecodeError" => "JSON_DECODE_ERROR".to_owned(),
        "BlockingIOError" => "BLOCKING_IO_ERROR".to_owned(),
        name => shout(name),
    }
}

/// The program's own exception classes.
pub fn classes(program: &Program) -> Vec<Line> {
    let mut lines = Vec::new();
    for class in &program.exceptions {
        let own = program.exceptions.iter().any(|other| other.name == class.base);
        let base = if own { shout(&class.base) } else { format!("py::{}", constant(&class.base)) };
        lines.push(Line::Blank);
        for line in class.doc.as_deref().unwrap_or(&format!("`{}`", class.name)).lines() {
            lines.push(Line::Comment(format!("/// {}", line.trim()).trim_end().to_owned()));
        }
        let name = shout(&class.name);
        lines.push(Line::Code(
            Doc::text(format!("pub static {name}: py::Class = py::Class::new({:?}, &{base})", class.python_name)),
            ";",
            None,
        ));
    }
    lines
}
