//! Regular expressions: the `regex` crate does what Python does with those patterns that are translated.

use super::body::Body;
use super::code::{Code, Held};
use super::doc::Doc;
use super::literal;
use crate::ir::{Expr, ExprKind, LibraryCall};

impl Body<'_> {
    /// An operation of a pattern or a match that is no helper of the runtime.
    pub fn regex_call(&self, call: &LibraryCall, args: &[Expr]) -> Option<Code> {
        Some(match (call.helper.as_str(), args) {
            ("re_compile" | "re_pattern", pieces) => {
                let texts: Vec<Doc> = pieces
                    .iter()
                    .map(|piece| match &piece.kind {
                        ExprKind::Str(text) => Doc::text(literal::raw(text)),
                        _ => self.borrowed(piece),
                    })
                    .collect();
                let text = match <[Doc; 1]>::try_from(texts) {
                    Ok([one]) => one,
                    Err(texts) => Doc::list(Doc::text("["), texts, "]").method("concat", Vec::new()).prefixed("&"),
                };
                if call.helper == "re_pattern" {
                    return Some(Code::value(Doc::call("py::re_pattern", vec![text])));
                }
                let made = Doc::call("regex::Regex::new", vec![text]);
                Code::value(made.method("expect", vec![Doc::text("\"the pattern is valid\"")]))
            }
            (helper @ ("re_digit" | "re_word"), []) => {
                Code::postfix(Doc::text(format!("py::{}", helper.to_uppercase())), Held::Slice)
            }
            ("re_test", [pattern, text]) => {
                Code::value(self.receiver(pattern).method("is_match", vec![self.borrowed(text)]))
            }
            ("re_group", [found, number]) => {
                Code::postfix(self.receiver(found).suffixed(&format!("[{}]", index(number))), Held::Place)
            }
            ("re_group_or_none", [found, number]) => {
                let number = Doc::text(index(number).to_string());
                Code::value(Doc::call("py::re_group", vec![self.borrowed(found), number]))
            }
            _ => return None,
        })
    }
}

fn index(number: &Expr) -> i64 {
    match number.kind {
        ExprKind::Int(index) => index,
        _ => 0,
    }
}
