//! Integers that 32 bits do not hold: where nothing says the type of a literal, the compiler takes 32 bits, so that it is written.
//!
//! ```python
//! count + 2147483648              # count + 2147483648
//! str(2147483648)                 # 2147483648_i64.to_string()
//! ```

use std::collections::HashSet;

use super::code::Code;
use super::doc::Doc;
use super::literal::{self, int_of};
use super::numbers::Numbers;
use super::types::Types;
use crate::ir::walk::{self, each_statement};
use crate::ir::{Block, Expr, ExprKind, StmtKind};

/// The wide literals of a function whose type is seen where they stand.
#[derive(Debug, Default)]
pub struct Wide {
    seen: HashSet<*const Expr>,
}

impl Wide {
    /// Those of a function's body.
    pub fn of(types: Types<'_>, numbers: &Numbers, body: &Block) -> Self {
        let mut wide = Self::default();
        each_statement(body, &mut |stmt| match &stmt.kind {
            StmtKind::Let { value: Some(value), .. } if literal::is_wide(value) => wide.see(value),
            StmtKind::Return(Some(value)) => wide.see(value),
            _ => {}
        });
        walk::block(body, &mut |expr| match &expr.kind {
            ExprKind::Call { args, .. } | ExprKind::New { args, .. } => args.iter().for_each(|arg| wide.see(arg)),
            ExprKind::Arithmetic { left, right, .. } | ExprKind::Compare { left, right, .. } => {
                let is_checked = matches!(&expr.kind, ExprKind::Arithmetic { unchecked: false, .. });
                for (one, other) in [(left, right), (right, left)] {
                    if is_checked || numbers.is_typed(types, other) {
                        wide.see(one);
                    }
                }
                if int_of(left).is_some() && int_of(right).is_some() {
                    wide.beside([&**left, right]);
                }
            }
            ExprKind::List(items) | ExprKind::Set(items) => wide.beside(items),
            ExprKind::Dict(items) => {
                wide.beside(items.iter().map(|(key, _)| key));
                wide.beside(items.iter().map(|(_, value)| value));
            }
            _ => {}
        });
        wide
    }

    /// The type of a value is seen.
    fn see(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::List(items) | ExprKind::Set(items) | ExprKind::Tuple(items) => {
                items.iter().for_each(|item| self.see(item));
            }
            ExprKind::Dict(items) => items.iter().for_each(|(key, value)| {
                self.see(key);
                self.see(value);
            }),
            _ if literal::needs_64_bits(expr) => {
                self.seen.insert(std::ptr::from_ref(expr));
            }
            _ => {}
        }
    }

    /// Of values of one type, the first that says it says it for all.
    fn beside<'a>(&mut self, items: impl IntoIterator<Item = &'a Expr>) {
        let wide = items.into_iter().filter(|item| literal::needs_64_bits(item));
        wide.skip(1).for_each(|item| self.see(item));
    }

    /// The literal that stands for an expression.
    pub fn int(&self, expr: &Expr, value: i64) -> Code {
        let code = literal::int(value);
        let is_narrow = i32::try_from(value).is_ok() || value == i64::MIN;
        if is_narrow || self.seen.contains(&std::ptr::from_ref(expr)) {
            return code;
        }
        Code { doc: code.doc.suffixed("_i64"), ..code }
    }
}

/// A subject of a pattern in which there may be wide literals.
pub fn subject(doc: Doc, expr: &Expr, options: &[Expr]) -> Doc {
    let is_bare = int_of(expr).is_some() && !literal::needs_64_bits(expr);
    if is_bare && options.iter().any(literal::needs_64_bits) { doc.suffixed("_i64") } else { doc }
}
