//! What loops and comprehensions bind their elements to.

use super::body::Body;
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::Pattern;
use crate::python::ast;
use crate::source::Span;

impl<'a> Body<'_, 'a> {
    /// The pattern of a loop's target. A variable that lives beyond the loop, or is bound elsewhere too, is assigned from a fresh one.
    pub(super) fn loop_target(
        &mut self,
        target: &'a ast::Expr,
        element: &Ty,
        span: Span,
        stores: &mut Vec<(&'a ast::Expr, Value)>,
    ) -> Lowered<Pattern> {
        match &target.kind {
            ast::ExprKind::Name(name) => {
                if let Some(web) = self.web_of(target)
                    && self.variables.webs.bindings(web) == 1
                    && self.variables.webs.within(web, span)
                {
                    let ty = self.grow_web(web, element);
                    self.forget(web);
                    if ty == self.low.heap.resolve(element) || !self.low.last_pass {
                        if !self.variables.webs.is_used(web) {
                            return Ok(Pattern::Ignore);
                        }
                        return Ok(Pattern::Local(self.web_local(web)));
                    }
                }
                let local = self.named_local(name, element);
                let value = self.local(local, element.clone(), target.span);
                stores.push((target, value));
                Ok(Pattern::Local(local))
            }
            ast::ExprKind::Tuple(items) | ast::ExprKind::List(items) => {
                let starred = items.iter().any(|item| matches!(item.kind, ast::ExprKind::Starred(_)));
                let types = match self.low.heap.resolve(element) {
                    // Its length is known when the loop comes to it.
                    Ty::Object(node) if self.is_list(node) => {
                        return Ok(self.unpacked_in_body(target, element, stores));
                    }
                    Ty::Object(_) if self.named_tuple(element).is_some() => {
                        return Ok(self.unpacked_in_body(target, element, stores));
                    }
                    Ty::Str => return Ok(self.unpacked_in_body(target, element, stores)),
                    Ty::Tuple(_) if starred => return Ok(self.unpacked_in_body(target, element, stores)),
                    Ty::Tuple(types) if types.len() == items.len() => types,
                    Ty::Never => items.iter().map(|_| Ty::Never).collect(),
                    other => {
                        let reason = format!("{} is unpacked by a loop", self.low.heap.describe(&other));
                        self.transient(Ty::Never, target.span, "unpack", reason)?;
                        items.iter().map(|_| Ty::Never).collect()
                    }
                };
                let mut patterns = Vec::new();
                for (item, ty) in items.iter().zip(&types) {
                    patterns.push(self.loop_target(item, ty, span, stores)?);
                }
                Ok(Pattern::Tuple(patterns))
            }
            _ => self.refuse(target.span, "loop-target", "this loop target is not translated"),
        }
    }

    /// A target that the loop's body unpacks first.
    fn unpacked_in_body(
        &mut self,
        target: &'a ast::Expr,
        element: &Ty,
        stores: &mut Vec<(&'a ast::Expr, Value)>,
    ) -> Pattern {
        let local = self.temporary(element);
        let value = self.local(local, element.clone(), target.span);
        stores.push((target, value));
        Pattern::Local(local)
    }

    /// The pattern of a comprehension's target: its variables are its own.
    pub fn comprehension_target(&mut self, target: &'a ast::Expr, element: &Ty) -> Lowered<Pattern> {
        let mut stores = Vec::new();
        let everywhere = Span::new(0, u32::MAX);
        let pattern = self.loop_target(target, element, everywhere, &mut stores)?;
        if stores.iter().any(|(target, _)| !matches!(target.kind, ast::ExprKind::Name(_))) {
            let reason = format!("a comprehension unpacks {}", self.low.heap.describe(element));
            return self.refuse(target.span, "unpack", reason);
        }
        Ok(pattern)
    }
}
