//! Webs of the names in expressions, targets and patterns.

use std::collections::BTreeSet;

use super::web::target_names;
use super::web_builder::{Builder, Def, Env};
use crate::python::ast::{Comprehension, Expr, ExprKind, FStringPart, Identifier, Pattern, PatternKind};

impl Builder<'_> {
    pub(super) fn maybe(&mut self, expr: Option<&Expr>, env: &mut Env) {
        if let Some(expr) = expr {
            self.expr(expr, env);
        }
    }

    pub(super) fn target(&mut self, target: &Expr, env: &mut Env) {
        match &target.kind {
            ExprKind::Name(name) => {
                if self.scope.locals.contains(name.as_str()) {
                    self.define(env, name, target.span.start);
                }
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().for_each(|item| self.target(item, env)),
            ExprKind::Starred(inner) => self.target(inner, env),
            _ => self.expr(target, env),
        }
    }

    pub(super) fn bind(&mut self, name: Option<&Identifier>, env: &mut Env) {
        if let Some(name) = name {
            self.define(env, &name.name, name.span.start);
        }
    }

    pub(super) fn pattern(&mut self, pattern: &Pattern, env: &mut Env) {
        match &pattern.kind {
            PatternKind::Value(value) => self.expr(value, env),
            PatternKind::Singleton(_) => {}
            PatternKind::Sequence(inner) | PatternKind::Or(inner) => {
                inner.iter().for_each(|one| self.pattern(one, env));
            }
            PatternKind::Mapping { keys, patterns, rest } => {
                keys.iter().for_each(|key| self.expr(key, env));
                patterns.iter().for_each(|one| self.pattern(one, env));
                self.bind(rest.as_ref(), env);
            }
            PatternKind::Class { cls, patterns, keywords } => {
                self.expr(cls, env);
                patterns.iter().for_each(|one| self.pattern(one, env));
                keywords.iter().for_each(|(_, one)| self.pattern(one, env));
            }
            PatternKind::Star(name) => self.bind(name.as_ref(), env),
            PatternKind::As { pattern, name } => {
                if let Some(inner) = pattern {
                    self.pattern(inner, env);
                }
                self.bind(name.as_ref(), env);
            }
        }
    }

    /// Variables of a comprehension or lambda are its own: they are put away again after `inside`.
    pub(super) fn nested(
        &mut self,
        names: &[(String, u32)],
        env: &mut Env,
        inside: &mut dyn FnMut(&mut Self, &mut Env),
    ) {
        let saved: Vec<(String, Option<BTreeSet<usize>>)> =
            names.iter().map(|(name, _)| (name.clone(), env.get(name).cloned())).collect();
        inside(self, env);
        for (name, before) in saved {
            match before {
                Some(set) => env.insert(name, set),
                None => env.remove(&name),
            };
        }
    }

    pub(super) fn define_own(&mut self, env: &mut Env, name: &str, offset: u32) {
        let def = *self.at.entry(offset).or_insert_with(|| {
            self.defs.push(Def { name: name.to_owned(), offset });
            self.parent.push(self.parent.len());
            self.defs.len() - 1
        });
        env.insert(name.to_owned(), BTreeSet::from([def]));
    }

    pub(super) fn own_target(&mut self, target: &Expr, env: &mut Env) {
        let mut names = Vec::new();
        target_names(target, &mut names);
        for (name, offset) in names {
            self.define_own(env, &name, offset);
        }
    }

    pub(super) fn comprehension(&mut self, generators: &[Comprehension], parts: &[&Expr], env: &mut Env) {
        let mut names = Vec::new();
        for generator in generators {
            target_names(&generator.target, &mut names);
        }
        if let Some(first) = generators.first() {
            self.expr(&first.iter, env);
        }
        // It may go through nothing: a walrus in it binds only maybe.
        let before = env.clone();
        self.nested(&names, env, &mut |builder, env| {
            for (index, generator) in generators.iter().enumerate() {
                if index > 0 {
                    builder.expr(&generator.iter, env);
                }
                builder.own_target(&generator.target, env);
                generator.ifs.iter().for_each(|condition| builder.expr(condition, env));
            }
            parts.iter().for_each(|part| builder.expr(part, env));
        });
        self.maybe_bound(env, before);
    }

    /// What was evaluated since `before` may not have been.
    fn maybe_bound(&mut self, env: &mut Env, before: Env) {
        let mut joined = Some(std::mem::take(env));
        Self::join(&mut joined, &Some(before));
        *env = joined.unwrap_or_default();
    }

    pub(super) fn expr(&mut self, expr: &Expr, env: &mut Env) {
        match &expr.kind {
            ExprKind::Name(name) => self.uses(env, name, expr.span.start),
            ExprKind::NamedExpr { target, value } => {
                self.expr(value, env);
                self.target(target, env);
            }
            ExprKind::Lambda { parameters, body } => {
                for parameter in parameters.iter() {
                    if let Some(default) = &parameter.default {
                        self.expr(default, env);
                    }
                }
                let names: Vec<(String, u32)> =
                    parameters.iter().map(|one| (one.name.name.clone(), one.name.span.start)).collect();
                self.nested(&names, env, &mut |builder, env| {
                    for (name, offset) in &names {
                        builder.define_own(env, name, *offset);
                    }
                    builder.expr(body, env);
                });
            }
            ExprKind::ListComp { element, generators }
            | ExprKind::SetComp { element, generators }
            | ExprKind::GeneratorExp { element, generators } => self.comprehension(generators, &[element], env),
            ExprKind::DictComp { key, value, generators } => self.comprehension(generators, &[key, value], env),
            ExprKind::BoolOp { values, .. } => {
                // Later operands may not run; a walrus in them binds only maybe.
                let mut iter = values.iter();
                if let Some(first) = iter.next() {
                    self.expr(first, env);
                }
                for value in iter {
                    let before = env.clone();
                    self.expr(value, env);
                    self.maybe_bound(env, before);
                }
            }
            ExprKind::Compare { left, comparators, .. } => {
                self.expr(left, env);
                for (position, comparator) in comparators.iter().enumerate() {
                    let before = env.clone();
                    self.expr(comparator, env);
                    if position > 0 {
                        self.maybe_bound(env, before);
                    }
                }
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.expr(test, env);
                let mut other = env.clone();
                self.expr(body, env);
                self.expr(orelse, &mut other);
                let mut joined = Some(env.clone());
                Self::join(&mut joined, &Some(other));
                *env = joined.unwrap_or_default();
            }
            ExprKind::JoinedStr(parts) => self.fstring(parts, env),
            _ => super::scope::for_each_child(expr, &mut |child| self.expr(child, env)),
        }
    }

    pub(super) fn fstring(&mut self, parts: &[FStringPart], env: &mut Env) {
        for part in parts {
            if let FStringPart::Replacement { value, spec, .. } = part {
                self.expr(value, env);
                if let Some(spec) = spec {
                    self.fstring(spec, env);
                }
            }
        }
    }
}
