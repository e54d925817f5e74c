//! Enum classes whose members are constants, where only the members' values are used.
//!
//! ```python
//! class Status(str, Enum):
//!     OPEN = "open"
//!
//! {s.value: 0 for s in Status}
//! Status.OPEN.value
//! ```

use super::body::Body;
use super::heap::NodeShape;
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{ExprKind, Iter};
use crate::model::{Resolved, Symbol};
use crate::python::ast::{self, Constant, StmtKind};
use crate::source::Span;

/// Bases of an Enum class whose members have the values that stand in it.
const BASES: &[&str] = &["enum.Enum", "enum.IntEnum", "enum.StrEnum", "builtins.str", "builtins.int"];

/// Methods that change what members there are, or what their values are.
const SPECIAL: &[&str] =
    &["__new__", "__init__", "__init_subclass__", "_generate_next_value_", "_missing_", "value", "_value_"];

impl<'a> Body<'_, 'a> {
    /// The members of the Enum class that an expression names, in order; `None` where it is no such class.
    fn members(&self, expr: &ast::Expr) -> Option<Vec<(String, Constant)>> {
        let Some(Resolved::Symbol(Symbol::Class(class))) = self.class_named(expr) else { return None };
        let info = self.low.model.class(class);
        let known =
            |base: &Option<Resolved>| matches!(base, Some(Resolved::External(name)) if BASES.contains(&name.as_str()));
        let is_enum =
            |base: &Option<Resolved>| matches!(base, Some(Resolved::External(name)) if name.starts_with("enum."));
        let plain = info.def.decorators.is_empty() && info.def.keywords.is_empty();
        if !plain || !info.bases.iter().all(known) || !info.bases.last().is_some_and(is_enum) {
            return None;
        }
        if SPECIAL.iter().any(|name| info.methods.contains_key(*name)) {
            return None;
        }
        let mut members: Vec<(String, Constant)> = Vec::new();
        for stmt in &info.def.body {
            match &stmt.kind {
                StmtKind::Assign { targets, value } => {
                    let ([ast::Expr { kind: ast::ExprKind::Name(name), .. }], ast::ExprKind::Constant(constant)) =
                        (targets.as_slice(), &value.kind)
                    else {
                        return None;
                    };
                    let simple = matches!(constant, Constant::Str(_) | Constant::Int(_));
                    // A second name of one value is no member of its own.
                    if !simple || name.starts_with('_') || members.iter().any(|(_, known)| known == constant) {
                        return None;
                    }
                    members.push((name.clone(), constant.clone()));
                }
                StmtKind::FunctionDef(_) | StmtKind::Pass => {}
                StmtKind::Expr(value) if matches!(value.kind, ast::ExprKind::Constant(_)) => {}
                _ => return None,
            }
        }
        let texts = members.iter().filter(|(_, constant)| matches!(constant, Constant::Str(_))).count();
        (!members.is_empty() && (texts == 0 || texts == members.len())).then_some(members)
    }

    /// `for member in Status`: its values; the variable stands for a member from here on.
    pub(super) fn member_iteration(&mut self, iter: &ast::Expr, target: &ast::Expr) -> Lowered<Option<(Iter, Ty)>> {
        let (Some(members), Some(web)) = (self.members(iter), self.web_of(target)) else { return Ok(None) };
        if self.variables.webs.bindings(web) != 1 {
            return Ok(None);
        }
        let span = iter.span;
        let mut values = Vec::new();
        let mut element = Ty::Never;
        for (_, constant) in &members {
            let value = self.constant(constant, span)?;
            element = self.low.heap.join(&element, &value.ty);
            values.push(value);
        }
        let node = self.node(span, 13, NodeShape::List(Ty::Never));
        self.low.heap.grow_element(node, &element);
        let element = self.element_type(&Ty::Object(node));
        let mut items = Vec::new();
        for value in values {
            items.push(self.coerce(value, &element)?);
        }
        self.enum_members.insert(web);
        let list = self.value(Ty::Object(node), span, ExprKind::List(items));
        Ok(Some((Iter::Value(list.expr), element)))
    }

    /// `member.value`, `Status.OPEN.value`
    pub(super) fn member_value(&mut self, object: &ast::Expr, attr: &str, span: Span) -> Lowered<Option<Value>> {
        if attr != "value" {
            return Ok(None);
        }
        if let Some(web) = self.web_of(object).filter(|web| self.enum_members.contains(web)) {
            let ty = self.web_type(web);
            let local = self.web_local(web);
            return Ok(Some(self.local(local, ty, span)));
        }
        let ast::ExprKind::Attribute { value: class, attr: member } = &object.kind else { return Ok(None) };
        let Some(members) = self.members(class) else { return Ok(None) };
        match members.into_iter().find(|(name, _)| *name == member.name) {
            Some((_, constant)) => self.constant(&constant, span).map(Some),
            None => Ok(None),
        }
    }

    /// Refuses a member that is used otherwise than for its value.
    pub(super) fn not_a_member(&self, web: crate::model::WebId, span: Span) -> Lowered<()> {
        if self.enum_members.contains(&web) {
            return self.refuse(span, "enum", "a member of an Enum is used otherwise than for its value");
        }
        Ok(())
    }
}
