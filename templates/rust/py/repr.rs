//! `repr()`: how Python shows a value inside a container.

use std::sync::Arc;

use super::float::push_float;
use super::int::Int;
use super::unicode_printable::is_printable;

/// `repr(x)`, written to the end of a string.
pub trait Repr {
    /// Appends `repr(self)`.
    fn push_repr(&self, out: &mut String);

    /// Appends `str(self)`, which is the same for all but text and times.
    fn push_text(&self, out: &mut String) {
        self.push_repr(out);
    }
}

/// `repr(x)`
pub fn repr<T: Repr + ?Sized>(value: &T) -> String {
    let mut out = String::new();
    value.push_repr(&mut out);
    out
}

/// `repr(s)` of a string.
pub fn repr_str(text: &str) -> String {
    repr(text)
}

impl Repr for str {
    fn push_repr(&self, out: &mut String) {
        let quote = if self.contains('\'') && !self.contains('"') { '"' } else { '\'' };
        out.push(quote);
        for c in self.chars() {
            match c {
                '\\' => out.push_str("\\\\"),
                '\n' => out.push_str("\\n"),
                '\r' => out.push_str("\\r"),
                '\t' => out.push_str("\\t"),
                _ if c == quote => {
                    out.push('\\');
                    out.push(c);
                }
                _ if is_printable(c) => out.push(c),
                _ => push_escape(out, u32::from(c)),
            }
        }
        out.push(quote);
    }

    fn push_text(&self, out: &mut String) {
        out.push_str(self);
    }
}

fn push_escape(out: &mut String, code: u32) {
    let text = match code {
        0..=0xff => format!("\\x{code:02x}"),
        0x100..=0xffff => format!("\\u{code:04x}"),
        _ => format!("\\U{code:08x}"),
    };
    out.push_str(&text);
}

/// `repr(b)` of bytes.
pub fn repr_bytes(bytes: &[u8]) -> String {
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { '"' } else { '\'' };
    let mut out = format!("b{quote}");
    for &byte in bytes {
        match byte {
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            _ if char::from(byte) == quote => {
                out.push('\\');
                out.push(quote);
            }
            b' '..=b'~' => out.push(char::from(byte)),
            _ => push_escape(&mut out, u32::from(byte)),
        }
    }
    out.push(quote);
    out
}

impl Repr for String {
    fn push_repr(&self, out: &mut String) {
        self.as_str().push_repr(out);
    }

    fn push_text(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl Repr for () {
    fn push_repr(&self, out: &mut String) {
        out.push_str("None");
    }
}

impl Repr for bool {
    fn push_repr(&self, out: &mut String) {
        out.push_str(if *self { "True" } else { "False" });
    }
}

impl Repr for i64 {
    fn push_repr(&self, out: &mut String) {
        out.push_str(&self.to_string());
    }
}

impl Repr for Int {
    fn push_repr(&self, out: &mut String) {
        out.push_str(&self.to_string());
    }
}

impl Repr for f64 {
    fn push_repr(&self, out: &mut String) {
        push_float(out, *self);
    }
}

impl<T: Repr + ?Sized> Repr for &T {
    fn push_repr(&self, out: &mut String) {
        (**self).push_repr(out);
    }

    fn push_text(&self, out: &mut String) {
        (**self).push_text(out);
    }
}

impl<T: Repr + ?Sized> Repr for Arc<T> {
    fn push_repr(&self, out: &mut String) {
        (**self).push_repr(out);
    }

    fn push_text(&self, out: &mut String) {
        (**self).push_text(out);
    }
}

impl<T: Repr> Repr for Option<T> {
    fn push_repr(&self, out: &mut String) {
        match self {
            Some(value) => value.push_repr(out),
            None => out.push_str("None"),
        }
    }

    fn push_text(&self, out: &mut String) {
        match self {
            Some(value) => value.push_text(out),
            None => out.push_str("None"),
        }
    }
}

impl<T: Repr> Repr for [T] {
    fn push_repr(&self, out: &mut String) {
        out.push('[');
        for (i, value) in self.iter().enumerate() {
            if i > 0 {
                out.push_str(", ");
            }
            value.push_repr(out);
        }
        out.push(']');
    }
}

impl<T: Repr> Repr for Vec<T> {
    fn push_repr(&self, out: &mut String) {
        self.as_slice().push_repr(out);
    }
}

macro_rules! tuple {
    ($($name:ident $at:tt),*) => {
        impl<$($name: Repr),*> Repr for ($($name,)*) {
            fn push_repr(&self, out: &mut String) {
                out.push('(');
                $(
                    if $at > 0 {
                        out.push_str(", ");
                    }
                    self.$at.push_repr(out);
                )*
                out.push(')');
            }
        }
    };
}

impl<A: Repr> Repr for (A,) {
    fn push_repr(&self, out: &mut String) {
        out.push('(');
        self.0.push_repr(out);
        out.push_str(",)");
    }
}

tuple!(A 0, B 1);
tuple!(A 0, B 1, C 2);
tuple!(A 0, B 1, C 2, D 3);
tuple!(A 0, B 1, C 2, D 3, E 4);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5);
