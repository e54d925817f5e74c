//! The text of a container whose items say themselves what theirs is.
//!
//! ```python
//! str([item, other])       # "[" + ", ".join(repr(one) for one in [item, other]) + "]"
//! f"{ {'a': Color.RED} }"  # "{'a': <Color.RED: 1>}"
//! str(found)               # "None", or what `__str__` of the instance gives
//! ```

use super::body::Body;
use super::heap::{NodeId, NodeShape};
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ComprehensionKind, ExprKind, FormatPart};

impl Body<'_, '_> {
    /// Whether a value is no instance and no member itself, but may hold some, or is one unless it is None.
    pub(super) fn holds_displayed(&self, ty: &Ty) -> bool {
        match self.low.heap.resolve(ty) {
            Ty::Optional(_) | Ty::Tuple(_) => true,
            Ty::Object(node) => !matches!(self.low.heap.shape(node), NodeShape::Instance(..)),
            _ => false,
        }
    }

    /// Whether everything in a value has a text that does not depend on where it is held.
    fn is_displayed(&self, ty: &Ty, seen: &mut Vec<NodeId>) -> bool {
        let ty = self.low.heap.resolve(ty);
        if self.has_text(&ty) {
            return true;
        }
        match &ty {
            Ty::Enum(_) => true,
            Ty::Optional(inner) => self.is_displayed(inner, seen),
            Ty::Tuple(items) => items.iter().all(|item| self.is_displayed(item, seen)),
            Ty::Object(node) => {
                // A list that holds itself is shown as `[...]` there.
                if seen.contains(node) || self.low.heap.default_factory(*node).is_some() || self.has_own_errors(*node) {
                    return false;
                }
                seen.push(*node);
                let all = match self.low.heap.shape(*node).clone() {
                    NodeShape::List(item) => self.is_displayed(&item, seen),
                    NodeShape::Dict(key, value) => self.is_displayed(&key, seen) && self.is_displayed(&value, seen),
                    NodeShape::Record(fields) => fields
                        .iter()
                        .all(|(key, ty)| !self.low.heap.may_be_absent(*node, key) && self.is_displayed(ty, seen)),
                    NodeShape::Instance(..) => self.special_method(&ty, "__repr__").is_some(),
                    NodeShape::Set(_) => false,
                };
                seen.pop();
                all
            }
            _ => false,
        }
    }

    /// The text of a container, or of a value that may be None; None where it has none that pivot knows.
    pub(super) fn displayed(&mut self, value: Value, quoted: bool) -> Lowered<Option<Value>> {
        let ty = self.low.heap.resolve(&value.ty);
        let shown = match &ty {
            // `__str__` need not come with a `__repr__`.
            Ty::Optional(inner) if !quoted && self.special_method(inner, "__str__").is_some() => true,
            _ => self.is_displayed(&ty, &mut Vec::new()),
        };
        if !self.holds_displayed(&ty) || !shown {
            return Ok(None);
        }
        let span = value.span();
        let text = |text: &str| FormatPart::Literal(text.to_owned());
        let (value, bound) = if matches!(value.expr.kind, ExprKind::Local(_) | ExprKind::Global(_)) {
            (value, None)
        } else {
            let local = self.temporary(&ty);
            (self.local(local, ty.clone(), span), Some((local, value.expr)))
        };
        let mut parts = Vec::new();
        match &ty {
            Ty::Optional(_) => {
                let present = self.present(&value);
                let some = if quoted {
                    self.representation(present)?
                } else {
                    let present = self.exact_text(present);
                    FormatPart::Str(self.printable(present)?.expr)
                };
                let then = self.value(Ty::Str, span, ExprKind::Str("None".to_owned()));
                let otherwise = self.value(Ty::Str, span, ExprKind::Format(vec![some]));
                let none = self.value(Ty::Bool, span, ExprKind::IsNone(Box::new(value.expr)));
                let kind = ExprKind::Cond {
                    test: Box::new(none.expr),
                    then: Box::new(then.expr),
                    otherwise: Box::new(otherwise.expr),
                };
                let cond = self.value(Ty::Str, span, kind);
                return Ok(Some(self.with_bound(bound, cond)));
            }
            Ty::Tuple(items) => {
                parts.push(text("("));
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        parts.push(text(", "));
                    }
                    let kind = ExprKind::TupleItem { tuple: Box::new(value.expr.clone()), index };
                    let item = self.value(item.clone(), span, kind);
                    parts.push(self.representation(item)?);
                }
                parts.push(text(if items.len() == 1 { ",)" } else { ")" }));
            }
            Ty::Object(node) => match self.low.heap.shape(*node).clone() {
                NodeShape::Record(fields) => {
                    parts.push(text("{"));
                    for (field, (key, ty)) in fields.iter().enumerate() {
                        let comma = if field > 0 { ", " } else { "" };
                        if key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
                            parts.push(FormatPart::Literal(format!("{comma}'{key}': ")));
                        } else {
                            let key = self.value(Ty::Str, span, ExprKind::Str(key.clone()));
                            parts.extend([text(comma), FormatPart::Repr(key.expr), text(": ")]);
                        }
                        let kind = ExprKind::Field { object: Box::new(value.expr.clone()), field, known: true };
                        let item = self.value(ty.clone(), span, kind);
                        parts.push(self.representation(item)?);
                    }
                    parts.push(text("}"));
                }
                NodeShape::List(item) => {
                    let local = self.temporary(&item);
                    let one = self.local(local, item, span);
                    let shown = self.representation(one)?;
                    let clause = ir::Clause {
                        pattern: ir::Pattern::Local(local),
                        iter: ir::Iter::Value(value.expr),
                        conditions: Vec::new(),
                    };
                    let all = self.listed_text(vec![shown], clause, span)?;
                    parts = vec![text("["), FormatPart::Str(all), text("]")];
                }
                NodeShape::Dict(key, item) => {
                    let (first, second) = (self.temporary(&key), self.temporary(&item));
                    let (key, item) = (self.local(first, key, span), self.local(second, item, span));
                    let shown = vec![self.representation(key)?, text(": "), self.representation(item)?];
                    let pattern = ir::Pattern::Tuple(vec![ir::Pattern::Local(first), ir::Pattern::Local(second)]);
                    let clause = ir::Clause { pattern, iter: ir::Iter::Items(value.expr), conditions: Vec::new() };
                    let all = self.listed_text(shown, clause, span)?;
                    parts = vec![text("{"), FormatPart::Str(all), text("}")];
                }
                NodeShape::Set(_) | NodeShape::Instance(..) => return Ok(None),
            },
            _ => return Ok(None),
        }
        let whole = self.value(Ty::Str, span, ExprKind::Format(parts));
        Ok(Some(self.with_bound(bound, whole)))
    }

    /// `", ".join(…)` of what each item is shown as.
    fn listed_text(
        &mut self,
        shown: Vec<FormatPart>,
        clause: ir::Clause,
        span: crate::source::Span,
    ) -> Lowered<ir::Expr> {
        let element = match <[FormatPart; 1]>::try_from(shown) {
            Ok([FormatPart::Str(text)]) if text.ty == ir::Type::Str => text,
            Ok([part]) => self.value(Ty::Str, span, ExprKind::Format(vec![part])).expr,
            Err(parts) => self.value(Ty::Str, span, ExprKind::Format(parts)).expr,
        };
        let node = self.node(span, 21, NodeShape::List(Ty::Str));
        let kind = ExprKind::Comprehension {
            kind: ComprehensionKind::List,
            clauses: vec![clause],
            element: Box::new(element),
            value: None,
        };
        let list = self.value(Ty::Object(node), span, kind);
        let separator = self.value(Ty::Str, span, ExprKind::Str(", ".to_owned()));
        Ok(self.helper(Ty::Str, span, "str_join", vec![separator.expr, list.expr], &[]).expr)
    }
}
