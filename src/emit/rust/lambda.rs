//! Functions that are arguments: the keys of sorts and extremes.

use std::collections::BTreeSet;

use super::body::{Body, Raise};
use super::code::Held;
use super::doc::{Doc, Line};
use super::line::render_lines;
use crate::ir::{Expr, ExprKind, Lambda, LocalId, Type};
use crate::plan::{Access, Passing};

impl Body<'_> {
    /// The key function of a sort or an extreme; a `raising` one gives a `Result`.
    pub fn key_function(&self, key: &Expr, raising: bool) -> Doc {
        match &key.kind {
            ExprKind::Lambda(lambda) => self.lambda(lambda, raising),
            _ => self.owned(key),
        }
    }

    /// `f`, where an element is `f(x)` of a function that takes the item as it is: `owned`, or lent.
    pub fn function_of(&self, element: &Expr, bound: LocalId, raising: bool, owned: bool) -> Option<Doc> {
        let ExprKind::Call { function, args } = &element.kind else { return None };
        let [Expr { kind: ExprKind::Local(read), ty, .. }] = args.as_slice() else { return None };
        let plan = self.types.plan.function_plan(*function);
        let passing = super::function::passing(self.types, *function, 0);
        let fits = *read == bound
            && plan.access == Access::None
            && plan.raises == raising
            && *ty == self.types.plan.function(*function).locals[0].ty
            && if owned {
                self.types.is_copy(ty) || passing == Passing::Own
            } else {
                passing == Passing::Borrow
                    && self.held(bound) == Held::Ref
                    && !self.types.is_copy(ty)
                    && !self.types.is_sliced(ty)
                    && !matches!(ty, Type::Optional(_))
            };
        fits.then(|| Doc::text(self.types.names.functions[function.0 as usize].clone()))
    }

    /// `lambda x: …` for a helper that lends its argument.
    pub fn lambda(&self, lambda: &Lambda, raising: bool) -> Doc {
        let mut names = Vec::new();
        for local in &lambda.params {
            let copied = self.types.is_copy(self.local_type(*local));
            self.hold(*local, if copied { Held::Place } else { Held::Ref });
            let name = self.declared_name(*local);
            names.push(if copied { format!("&{name}") } else { name });
        }
        if let [local] = lambda.params.as_slice()
            && let Some(function) = self.function_of(&lambda.body, *local, raising, false)
        {
            return function;
        }
        let before = self.raise.replace(Raise::Question);
        let body = self.owned(&lambda.body);
        let body = if raising { result_of(body) } else { body };
        self.raise.replace(before);
        Doc::Closure(format!("|{}|", names.join(", ")), Box::new(body))
    }
}

/// A value as a `Result`: what `?` would take out of one is left in it.
fn result_of(value: Doc) -> Doc {
    match value {
        Doc::Chain(head, mut links) if links.last() == Some(&Doc::text("?")) => {
            links.pop();
            if links.is_empty() { *head } else { Doc::Chain(head, links) }
        }
        value => Doc::call("Ok", vec![value]),
    }
}

/// `|pattern| body`; what the body does not use of a pair is not named.
pub fn closure(pattern: &str, body: Doc) -> Doc {
    let text = render_lines(&[Line::Code(body.clone(), "", None)], 0);
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let used: BTreeSet<&str> = text.split(|c: char| !is_word(c)).collect();
    let mut named = String::new();
    for part in pattern.split_inclusive(|c: char| !is_word(c)) {
        let word = part.trim_end_matches(|c: char| !is_word(c));
        if word.is_empty() || matches!(word, "mut" | "ref") || used.contains(word) || !pattern.starts_with(['(', '&']) {
            named += part;
        } else {
            named.push('_');
            named += &part[word.len()..];
        }
    }
    Doc::Closure(format!("|{}|", named.replace("&_", "_")), Box::new(body))
}
