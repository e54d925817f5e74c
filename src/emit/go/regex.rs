//! Regular expressions: Go's package does what Python does with those patterns that are translated.

use super::body::Printer;
use super::expr::int;
use super::tree::Go;
use crate::ir::{Expr, ExprKind, LibraryCall, Type};

impl Printer<'_> {
    /// An operation of a pattern or a match.
    pub fn regex_call(&mut self, call: &LibraryCall, ty: &Type) -> Option<Go> {
        let all = || int(-1);
        Some(match (call.helper.as_str(), call.args.as_slice()) {
            ("re_digit", []) => Go::atom("py.ReDigit"),
            ("re_word", []) => Go::atom("py.ReWord"),
            ("re_compile" | "re_pattern", pieces) => {
                let mut texts: Vec<Go> = Vec::new();
                for piece in pieces {
                    let text = match &piece.kind {
                        ExprKind::Str(text) => raw(text),
                        _ => self.expr(piece),
                    };
                    texts.push(text);
                }
                let whole = texts.into_iter().reduce(|a, b| Go::binary("+", a, b)).unwrap_or_else(|| Go::string(""));
                if call.helper == "re_pattern" {
                    return Some(Go::call("py.RePattern", vec![whole]));
                }
                self.module.import("regexp");
                Go::call("regexp.MustCompile", vec![whole])
            }
            ("re_test", [pattern, text]) => self.on_pattern(pattern, "MatchString", &[text], None),
            ("re_find", [pattern, text]) => self.on_pattern(pattern, "FindStringSubmatch", &[text], None),
            ("re_findall", [pattern, text]) => {
                let found = self.on_pattern(pattern, "FindAllString", &[text], Some(all()));
                self.own(found, ty)
            }
            ("re_findall_group", [pattern, text]) => {
                let (pattern, text) = self.pair(pattern, text);
                self.own(Go::call("py.FindGroups", vec![pattern, text]), ty)
            }
            ("re_split", [pattern, text]) => {
                let parts = self.on_pattern(pattern, "Split", &[text], Some(all()));
                self.own(parts, ty)
            }
            ("re_split_groups", [pattern, text]) => {
                let (pattern, text) = self.pair(pattern, text);
                self.own(Go::call("py.SplitGroups", vec![pattern, text]), ty)
            }
            ("re_sub", [pattern, template, text]) => {
                self.on_pattern(pattern, "ReplaceAllLiteralString", &[text, template], None)
            }
            ("re_sub_template", [pattern, template, text]) => {
                self.on_pattern(pattern, "ReplaceAllString", &[text, template], None)
            }
            ("re_group", [found, number]) => {
                let (found, number) = self.pair(found, number);
                Go::Index(Box::new(found), Box::new(number))
            }
            ("re_group_or_none", [found, number]) => {
                let (found, number) = self.pair(found, number);
                Go::call("py.Group", vec![found, number])
            }
            _ => return None,
        })
    }

    fn on_pattern(&mut self, pattern: &Expr, method: &str, args: &[&Expr], last: Option<Go>) -> Go {
        let all: Vec<&Expr> = std::iter::once(pattern).chain(args.iter().copied()).collect();
        let mut values = self.operands(&all);
        let mut rest = values.split_off(1);
        rest.extend(last);
        values.remove(0).method(method, rest)
    }
}

/// A text in which a backslash is one.
fn raw(text: &str) -> Go {
    let plain = text.chars().all(|c| c != '`' && !c.is_control());
    if plain { Go::Atom(format!("`{text}`")) } else { Go::string(text) }
}
