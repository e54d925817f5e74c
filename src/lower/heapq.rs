//! `heapq`: lists whose items are ordered so that the least stands first.

use super::body::Body;
use super::heap::NodeShape;
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::python::ast;
use crate::source::Span;

impl<'a> Body<'_, 'a> {
    /// `heapq.heappush(heap, item)` and its kin; None for what is not of them.
    pub(super) fn call_heapq(
        &mut self,
        name: &str,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        span: Span,
    ) -> Lowered<Option<Value>> {
        let pushes = matches!(name, "heappush" | "heappushpop" | "heapreplace");
        if !keywords.is_empty()
            || !(pushes && args.len() == 2 || matches!(name, "heappop" | "heapify") && args.len() == 1)
        {
            return Ok(None);
        }
        let heap = self.expr(&args[0])?;
        let item = args.get(1).map(|item| self.expr(item)).transpose()?;
        let node = match self.low.heap.resolve(&heap.ty) {
            Ty::Never => return Ok(Some(self.value(Ty::Never, span, crate::ir::ExprKind::None))),
            Ty::Object(node)
                if matches!(self.low.heap.shape(node), NodeShape::List(_)) && !self.has_own_errors(node) =>
            {
                node
            }
            other => {
                let reason = format!("`heapq.{name}()` of {}", self.low.heap.describe(&other));
                return self.transient(Ty::Never, span, "heapq", reason).map(Some);
            }
        };
        let mut values = vec![heap.expr];
        if let Some(item) = item {
            values.push(self.element(node, item)?);
        }
        let element = self.element_type(&Ty::Object(node));
        if !self.is_ordered(&element) {
            let reason = format!("a heap of {}", self.low.heap.describe(&element));
            return self.transient(element, span, "heapq", reason).map(Some);
        }
        let raises: &[&str] = if matches!(name, "heappop" | "heapreplace") { &["IndexError"] } else { &[] };
        let ty = if matches!(name, "heappush" | "heapify") { Ty::None } else { element };
        Ok(Some(self.helper(ty, span, &format!("heapq_{name}"), values, raises)))
    }
}
