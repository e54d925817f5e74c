//! `ascii(s)`

use super::repr::repr_str;

/// `ascii(s)`
pub fn str_ascii(s: &str) -> String {
    let mut out = String::new();
    for c in repr_str(s).chars() {
        match u32::from(c) {
            0..=0x7f => out.push(c),
            code @ 0x80..=0xff => out += &format!("\\x{code:02x}"),
            code @ 0x100..=0xffff => out += &format!("\\u{code:04x}"),
            code => out += &format!("\\U{code:08x}"),
        }
    }
    out
}
