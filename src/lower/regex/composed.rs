//! Patterns that are put together where they are used: `re.sub("^" + re.escape(margin), "", text)`.
//!
//! A text stands for itself in the pattern: one that `re.escape` has made, and one without a character that means something to a pattern. Only the run shows which
//! kind of text comes; one of the other kind is beyond, so that such a pattern is for programs that hand a call over at any time: those without state.

use std::collections::HashSet;

use super::Regex;
use super::tree;
use crate::ir::{self, ExprKind};
use crate::lower::body::Body;
use crate::lower::refusal::Lowered;
use crate::lower::ty::Ty;
use crate::model::Resolved;
use crate::python::ast::{self, Constant, FStringPart};
use crate::python::visit::Node;

/// What stands in the pattern for the first text; the others follow. No pattern that is written by hand has them.
const FIRST_HOLE: u32 = 0x10_0000;

/// Most texts in a pattern.
const MOST: usize = 20;

/// A pattern that is put together.
pub(super) struct Composed {
    /// The pattern, with a character of its own for each text.
    pub pattern: String,
    /// The texts, as they stand in the pattern of the target.
    pub texts: Vec<ir::Expr>,
}

impl<'a> Body<'_, 'a> {
    /// The pattern that an expression puts together; `None` for another kind of expression.
    pub(super) fn composed(&mut self, expr: &'a ast::Expr) -> Lowered<Option<Composed>> {
        if !matches!(
            expr.kind,
            ast::ExprKind::BinOp { op: ast::Operator::Add, .. }
                | ast::ExprKind::JoinedStr(_)
                | ast::ExprKind::Call { .. }
        ) {
            return Ok(None);
        }
        let mut made = Composed { pattern: String::new(), texts: Vec::new() };
        let fits = self.compose(expr, &mut made)? && made.texts.len() <= MOST;
        Ok(fits.then_some(made))
    }

    fn compose(&mut self, expr: &'a ast::Expr, made: &mut Composed) -> Lowered<bool> {
        match &expr.kind {
            ast::ExprKind::BinOp { left, op: ast::Operator::Add, right } => {
                Ok(self.compose(left, made)? && self.compose(right, made)?)
            }
            ast::ExprKind::Constant(Constant::Str(text)) => Ok(made.add(text)),
            ast::ExprKind::JoinedStr(parts) => {
                for part in parts {
                    let fits = match part {
                        FStringPart::Literal(text) => made.add(text),
                        FStringPart::Replacement { value, conversion: None, spec: None, .. } => {
                            self.compose_text(value, made)?
                        }
                        FStringPart::Replacement { .. } => false,
                    };
                    if !fits {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            _ => match self.constant_text(expr) {
                Some(text) => Ok(made.add(&text)),
                None => self.compose_text(expr, made),
            },
        }
    }

    /// A text that is computed.
    fn compose_text(&mut self, expr: &'a ast::Expr, made: &mut Composed) -> Lowered<bool> {
        let escaped = match &expr.kind {
            ast::ExprKind::Call { func, args, keywords } if keywords.is_empty() => {
                match (self.resolve(func), args.as_slice()) {
                    (Some(Resolved::External(name)), [one]) if name == "re.escape" => Some(one),
                    _ => None,
                }
            }
            _ => None,
        };
        if escaped.is_none() && !self.is_without_state() {
            return Ok(false);
        }
        let value = self.read(escaped.unwrap_or(expr))?;
        if self.low.heap.resolve(&value.ty) != Ty::Str {
            return Ok(false);
        }
        let helper = if escaped.is_some() { "re_literal" } else { "re_plain" };
        let Some(hole) = u32::try_from(made.texts.len()).ok().and_then(|at| char::from_u32(FIRST_HOLE + at)) else {
            return Ok(false);
        };
        made.pattern.push(hole);
        made.texts.push(self.helper(Ty::Str, expr.span, helper, vec![value.expr], &[]).expr);
        Ok(true)
    }

    /// Whether nothing in the program changes a variable of a module, as far as the names of such variables show it.
    fn is_without_state(&self) -> bool {
        let model = self.low.model;
        let mut changed = HashSet::new();
        for function in &model.functions {
            for stmt in &function.def.body {
                Node::Stmt(stmt).walk(&mut |node| changed_by(node, &mut changed));
            }
        }
        model.globals.iter().all(|info| {
            let rebound = info.rebound_in_function;
            !rebound && !changed.contains(info.name.as_str())
        })
    }
}

/// Adds the names of what a node changes: `name[key] = value`, `name.append(item)`.
fn changed_by<'t>(node: Node<'t>, changed: &mut HashSet<&'t str>) {
    let mut items = |targets: &mut dyn Iterator<Item = &'t ast::Expr>| {
        for target in targets {
            if let ast::ExprKind::Subscript { value, .. } | ast::ExprKind::Attribute { value, .. } = &target.kind {
                changed.extend(last_name(value));
            }
        }
    };
    match node {
        Node::Stmt(stmt) => match &stmt.kind {
            ast::StmtKind::Assign { targets, .. } | ast::StmtKind::Delete(targets) => items(&mut targets.iter()),
            ast::StmtKind::AugAssign { target, .. } => {
                items(&mut std::iter::once(target));
                changed.extend(last_name(target));
            }
            _ => {}
        },
        Node::Expr(ast::Expr { kind: ast::ExprKind::Call { func, .. }, .. }) => {
            if let ast::ExprKind::Attribute { value, attr } = &func.kind
                && crate::lower::start::CHANGES.contains(&attr.name.as_str())
            {
                changed.extend(last_name(value));
            }
        }
        Node::Expr(_) | Node::Pattern(_) => {}
    }
}

/// `users` of `users` and of `self.users`.
fn last_name(expr: &ast::Expr) -> Option<&str> {
    match &expr.kind {
        ast::ExprKind::Name(name) => Some(name),
        ast::ExprKind::Attribute { attr, .. } => Some(&attr.name),
        ast::ExprKind::Subscript { value, .. } => last_name(value),
        _ => None,
    }
}

impl Composed {
    /// Adds text that is written; what would make the next text part of it does not fit: `\`, `{2`.
    fn add(&mut self, text: &str) -> bool {
        self.pattern.push_str(text);
        let tail = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == ',');
        !tail.ends_with(['\\', '{']) && !text.chars().any(is_hole)
    }
}

fn is_hole(c: char) -> bool {
    (FIRST_HOLE..).contains(&u32::from(c))
}

/// Whether each text stands where it is taken as it is: outside of sets, names and repeats.
pub(super) fn holes_fit(regex: &Regex, count: usize) -> bool {
    let mut found = 0;
    let mut repeated = false;
    regex.node.walk(&mut |node| match node {
        tree::Node::Literal(c) => found += usize::from(is_hole(*c)),
        tree::Node::Repeat { node, .. } => {
            node.walk(&mut |inner| repeated |= matches!(inner, tree::Node::Literal(c) if is_hole(*c)));
        }
        _ => {}
    });
    found == count && !repeated && !regex.flags.ignore_case
}

/// The written pattern with its texts in their places.
pub(super) fn filled(text: &str, texts: &[ir::Expr], like: &ir::Expr) -> Vec<ir::Expr> {
    let mut out = Vec::new();
    let mut rest = text;
    let literal = |text: &str| ir::Expr { kind: ExprKind::Str(text.to_owned()), ..like.clone() };
    while let Some((before, after)) = rest.split_once(r"\x{1000") {
        let Some((digits, behind)) = after.split_once('}') else { break };
        if !before.is_empty() {
            out.push(literal(before));
        }
        out.extend(usize::from_str_radix(digits, 16).ok().and_then(|at| texts.get(at)).cloned());
        rest = behind;
    }
    if !rest.is_empty() {
        out.push(literal(rest));
    }
    out
}
