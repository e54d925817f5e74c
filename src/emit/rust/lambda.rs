//! Functions that are arguments: the keys of sorts and extremes.

use super::body::{Body, Raise};
use super::code::Held;
use super::doc::Doc;
use crate::ir::{Expr, ExprKind, Lambda};

impl Body<'_> {
    /// The key function of a sort or an extreme; a `raising` one gives a `Result`.
    pub fn key_function(&self, key: &Expr, raising: bool) -> Doc {
        match &key.kind {
            ExprKind::Lambda(lambda) => self.lambda(lambda, raising),
            _ => self.owned(key),
        }
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
            && let Some(function) = self.function_of(&lambda.body, *local, raising)
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
