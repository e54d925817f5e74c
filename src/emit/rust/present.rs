//! Tests that show a value to be present: `if let Some(x) = x && …`.

use super::body::Body;
use super::code::{Bind, Held};
use super::doc::Doc;
use super::facts::Root;
use crate::ir::walk::each_statement;
use crate::ir::{Block, Expr, ExprKind, LocalId, StmtKind, Target, Type, walk};

/// What runs where a test has held.
#[derive(Clone, Copy)]
pub enum Guarded<'e> {
    /// A block.
    Block(&'e Block),
    /// An expression.
    Expr(&'e Expr),
}

impl Body<'_> {
    /// A test, and what is printed for the case that it holds: there the locals that it shows to be present are bound to their values.
    pub fn tested<T>(&self, test: &Expr, then: Guarded<'_>, print: impl FnOnce() -> T) -> (Doc, T) {
        let parts = match &test.kind {
            ExprKind::And(all) => all.as_slice(),
            _ => std::slice::from_ref(test),
        };
        let found: Vec<Option<LocalId>> = (0..parts.len())
            .map(|at| self.shows(&parts[at]).filter(|local| self.can_bind(*local, &parts[at + 1..], then)))
            .collect();
        // The test of a statement is evaluated by itself.
        let print_part = |part: &Expr, least: Bind| match then {
            Guarded::Block(_) => self.whole(part, || self.owned_at(part, least)),
            Guarded::Expr(_) => self.owned_at(part, least),
        };
        if found.iter().all(Option::is_none) {
            return (print_part(test, Bind::Weak), print());
        }
        let before = self.present.borrow().clone();
        let mut operands = Vec::new();
        for (part, local) in parts.iter().zip(found) {
            let Some(local) = local.filter(|local| !self.present.borrow().contains_key(local)) else {
                operands.push(("&&", print_part(part, Bind::Compare)));
                continue;
            };
            let option = tested_value(part);
            let (source, held) = self.option_source(option);
            self.present.borrow_mut().insert(local, held);
            let name = self.name(local);
            let truth = match (&part.kind, &option.ty) {
                (ExprKind::Truth(_), Type::Optional(inner)) if self.has_truth(inner) => {
                    let kind = ExprKind::Convert(Box::new(option.clone()));
                    let value = Expr { kind, ty: (**inner).clone(), ..part.clone() };
                    let filtered = matches!(**inner, Type::Str | Type::Bytes | Type::Object(_));
                    Some((Expr { kind: ExprKind::Truth(Box::new(value)), ..part.clone() }, filtered))
                }
                _ => None,
            };
            let source = match &truth {
                Some((truth, true)) => {
                    let source = match source {
                        Doc::Concat(parts) if parts.first() == Some(&Doc::text("&")) => {
                            Doc::concat(parts.into_iter().skip(1)).method("as_ref", Vec::new())
                        }
                        source => source,
                    };
                    let test = print_part(truth, Bind::Weak);
                    source.method("filter", vec![Doc::Closure(format!("|{name}|"), Box::new(test))])
                }
                _ => source,
            };
            operands.push(("&&", Doc::concat([Doc::text(format!("let Some({name}) = ")), source])));
            if let Some((truth, false)) = &truth {
                operands.push(("&&", print_part(truth, Bind::Compare)));
            }
        }
        let printed = print();
        *self.present.borrow_mut() = before;
        let doc = if operands.len() == 1 { operands.remove(0).1 } else { Doc::Binary(operands) };
        (doc, printed)
    }

    /// `x is not None`, for `x is None` where `otherwise` uses the value.
    pub fn turned(&self, test: &Expr, otherwise: &Expr) -> Option<Expr> {
        let ExprKind::IsNone(value) = &test.kind else { return None };
        let ExprKind::Local(local) = value.kind else { return None };
        let present = Expr { kind: ExprKind::Not(Box::new(test.clone())), ..test.clone() };
        (self.shows(&present) == Some(local) && self.can_bind(local, &[], Guarded::Expr(otherwise))).then_some(present)
    }

    /// How the value of a local is held that a test has shown to be present.
    pub fn present(&self, expr: &Expr) -> Option<(&str, Held)> {
        let ExprKind::Local(local) = &expr.kind else { return None };
        let held = *self.present.borrow().get(local)?;
        Some((self.name(*local), held))
    }

    /// The local that a test shows to be present.
    fn shows(&self, test: &Expr) -> Option<LocalId> {
        let shows = match &test.kind {
            ExprKind::Not(inner) => matches!(inner.kind, ExprKind::IsNone(_)),
            ExprKind::Truth(_) => true,
            _ => false,
        };
        let value = tested_value(test);
        match &value.kind {
            ExprKind::Local(local) if shows && matches!(value.ty, Type::Optional(_)) => Some(*local),
            _ => None,
        }
    }

    /// Whether everything that reads the local afterwards wants its value.
    fn can_bind(&self, local: LocalId, rest: &[Expr], then: Guarded<'_>) -> bool {
        if self.facts.changed.contains(&Root::Local(local)) || self.request(local).is_some() {
            return false;
        }
        let (mut reads, mut values, mut sets) = (0, 0, 0);
        let mut visit = |part: &Expr| match &part.kind {
            ExprKind::Local(read) => reads += usize::from(*read == local),
            ExprKind::Convert(inner) if !matches!(part.ty, Type::Optional(_) | Type::Json | Type::Encodable) => {
                values += usize::from(matches!(inner.kind, ExprKind::Local(read) if read == local));
            }
            _ => {}
        };
        rest.iter().for_each(|part| walk::expr(part, &mut visit));
        match then {
            Guarded::Expr(expr) => walk::expr(expr, &mut visit),
            Guarded::Block(block) => {
                walk::block(block, &mut visit);
                each_statement(block, &mut |stmt| {
                    sets += usize::from(
                        matches!(&stmt.kind, StmtKind::Assign { target: Target::Local(set), .. } if *set == local),
                    );
                });
            }
        }
        reads > 0 && reads == values && sets == 0
    }

    /// Whether a present value may still be false.
    fn has_truth(&self, ty: &Type) -> bool {
        match ty {
            Type::Bool | Type::Int | Type::Float | Type::Number | Type::BigInt | Type::Str | Type::Bytes => true,
            Type::Object(id) => !self.types.is_struct(*id),
            _ => false,
        }
    }
}

/// What a test of presence looks at.
fn tested_value(test: &Expr) -> &Expr {
    match &test.kind {
        ExprKind::Not(inner) | ExprKind::IsNone(inner) | ExprKind::Truth(inner) => tested_value(inner),
        _ => test,
    }
}
