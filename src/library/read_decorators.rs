//! What the decorators of a stub say.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "a stub has a few kinds of expressions; all others are errors alike"
)]

use super::read_type::Scope;
use super::{Effect, EffectSet, Idiom, IdiomPart, Param, SignatureKind, StubError, Support, Target};
use crate::python::ast::{Constant, Expr, ExprKind, Keyword};
use crate::source::Span;

/// The decorators of one function or class.
#[derive(Default)]
pub(super) struct Decorators {
    pub overload: bool,
    pub property: bool,
    pub kind: Option<SignatureKind>,
    pub effects: EffectSet,
    pub raises: Vec<String>,
    pub wrong_type: Option<(String, String)>,
    pub mutates: bool,
    pub stores: Vec<String>,
    pub support: Option<Support>,
    pub not_in: Vec<(Target, String)>,
    go: Option<Template>,
    rust: Option<Template>,
}

/// An idiom whose placeholders are not bound yet.
struct Template {
    text: String,
    imports: Vec<String>,
    span: Span,
}

impl Decorators {
    /// Reads them; an unknown one is an error.
    pub fn read(scope: &Scope<'_>, decorators: &[Expr]) -> Result<Self, StubError> {
        let mut result = Self::default();
        for decorator in decorators {
            match &decorator.kind {
                ExprKind::Name(name) => result.bare(scope, name, decorator.span)?,
                ExprKind::Call { func, args, keywords } => {
                    let ExprKind::Name(name) = &func.kind else {
                        return Err(scope.error(decorator.span, "expected the name of a decorator"));
                    };
                    result.call(scope, name, args, keywords, decorator.span)?;
                }
                _ => return Err(scope.error(decorator.span, "expected a decorator")),
            }
        }
        Ok(result)
    }

    fn bare(&mut self, scope: &Scope<'_>, name: &str, span: Span) -> Result<(), StubError> {
        match name {
            "overload" => self.overload = true,
            "property" => self.property = true,
            "staticmethod" => self.kind = Some(SignatureKind::StaticMethod),
            "classmethod" => self.kind = Some(SignatureKind::ClassMethod),
            "mutates" => self.mutates = true,
            "intrinsic" => self.set_support(scope, Support::Intrinsic, span)?,
            _ => return Err(scope.error(span, format!("no decorator `@{name}`"))),
        }
        Ok(())
    }

    fn call(
        &mut self,
        scope: &Scope<'_>,
        name: &str,
        args: &[Expr],
        keywords: &[Keyword],
        span: Span,
    ) -> Result<(), StubError> {
        match name {
            "effect" => {
                for (text, span) in texts(scope, args)? {
                    let effect = Effect::from_name(&text)
                        .ok_or_else(|| scope.error(span, format!("no effect is called {text:?}")))?;
                    self.effects.insert(effect);
                }
            }
            "raises" => {
                for arg in args {
                    self.raises.push(scope.class(arg)?);
                }
            }
            "wrong_type" => match args {
                [class, message] => {
                    let text = one_text(scope, std::slice::from_ref(message), span)?;
                    self.wrong_type = Some((scope.class(class)?, text));
                }
                _ => return Err(scope.error(span, "expected the class and the text of an exception")),
            },
            "stores" => self.stores.extend(texts(scope, args)?.into_iter().map(|(text, _)| text)),
            "helper" => self.set_support(scope, Support::Helper(one_text(scope, args, span)?), span)?,
            "unsupported" => self.unsupported(scope, args, keywords, span)?,
            "go" => self.go = Some(Template::read(scope, args, keywords, "imports", span)?),
            "rust" => self.rust = Some(Template::read(scope, args, keywords, "uses", span)?),
            _ => return Err(scope.error(span, format!("no decorator `@{name}`"))),
        }
        Ok(())
    }

    /// `@unsupported("reason")`, `@unsupported("reason", target="go")`
    fn unsupported(
        &mut self,
        scope: &Scope<'_>,
        args: &[Expr],
        keywords: &[Keyword],
        span: Span,
    ) -> Result<(), StubError> {
        let reason = one_text(scope, args, span)?;
        let Some(keyword) = keywords.first() else {
            return self.set_support(scope, Support::Unsupported(reason), span);
        };
        let target = match text(&keyword.value) {
            Some("go") => Target::Go,
            Some("rust") => Target::Rust,
            _ => return Err(scope.error(span, "target is \"go\" or \"rust\"")),
        };
        self.not_in.push((target, reason));
        Ok(())
    }

    fn set_support(&mut self, scope: &Scope<'_>, support: Support, span: Span) -> Result<(), StubError> {
        if self.support.replace(support).is_some() {
            return Err(scope.error(span, "an entry has one of @helper, @intrinsic, @unsupported"));
        }
        Ok(())
    }

    /// The idioms, with their placeholders bound to the parameters.
    pub fn idioms(
        &self,
        scope: &Scope<'_>,
        method: bool,
        params: &[Param],
    ) -> Result<(Option<Idiom>, Option<Idiom>), StubError> {
        let bind =
            |template: &Option<Template>| template.as_ref().map(|one| one.bind(scope, method, params)).transpose();
        Ok((bind(&self.go)?, bind(&self.rust)?))
    }

    /// How the entry is translated: what a decorator says, or by its idioms where both targets have one.
    pub fn support(&self, scope: &Scope<'_>, name: &str, span: Span) -> Result<Support, StubError> {
        match &self.support {
            Some(support) => Ok(support.clone()),
            None => Err(scope.error(span, format!("`{name}` needs one of @helper, @intrinsic, @unsupported"))),
        }
    }
}

impl Template {
    fn read(scope: &Scope<'_>, args: &[Expr], keywords: &[Keyword], list: &str, span: Span) -> Result<Self, StubError> {
        let mut imports = Vec::new();
        for keyword in keywords {
            match (&keyword.name, &keyword.value.kind) {
                (Some(name), ExprKind::List(items)) if name.name == list => {
                    imports.extend(texts(scope, items)?.into_iter().map(|(text, _)| text));
                }
                _ => return Err(scope.error(keyword.span, format!("expected {list}=[…]"))),
            }
        }
        Ok(Self { text: one_text(scope, args, span)?, imports, span })
    }

    /// Cuts the template at `{self}` and `{param}`; `{{` and `}}` are braces of the target.
    fn bind(&self, scope: &Scope<'_>, method: bool, params: &[Param]) -> Result<Idiom, StubError> {
        let mut parts = Vec::new();
        let mut plain = String::new();
        let mut order = Vec::new();
        let mut rest = self.text.as_str();
        while let Some(at) = rest.find(['{', '}']) {
            plain.push_str(&rest[..at]);
            let tail = &rest[at..];
            if tail.starts_with("{{") || tail.starts_with("}}") {
                plain.push_str(&tail[..1]);
                rest = &tail[2..];
                continue;
            }
            let end = tail.find('}').filter(|end| *end > 0);
            let end = end.ok_or_else(|| scope.error(self.span, "a brace of the target is written twice"))?;
            let name = &tail[1..end];
            let position = params.iter().position(|param| param.name == name);
            let (part, rank) = match (name, position) {
                ("self", None) if method => (IdiomPart::Receiver, 0),
                (_, Some(index)) => (IdiomPart::Param(index), index + 1),
                _ => return Err(scope.error(self.span, format!("`{{{name}}}` is no parameter"))),
            };
            if order.contains(&rank) {
                return Err(scope.error(self.span, format!("`{{{name}}}` appears twice: it would be evaluated twice")));
            }
            order.push(rank);
            if !plain.is_empty() {
                parts.push(IdiomPart::Text(std::mem::take(&mut plain)));
            }
            parts.push(part);
            rest = &tail[end + 1..];
        }
        plain.push_str(rest);
        if !plain.is_empty() {
            parts.push(IdiomPart::Text(plain));
        }
        if order.len() != params.len() + usize::from(method) {
            return Err(
                scope.error(self.span, "every parameter has its placeholder: an argument would not be evaluated")
            );
        }
        Ok(Idiom { parts, imports: self.imports.clone(), in_order: order.is_sorted() })
    }
}

fn text(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        ExprKind::Constant(Constant::Str(text)) => Some(text),
        _ => None,
    }
}

fn texts(scope: &Scope<'_>, args: &[Expr]) -> Result<Vec<(String, Span)>, StubError> {
    args.iter()
        .map(|arg| match text(arg) {
            Some(text) => Ok((text.to_owned(), arg.span)),
            None => Err(scope.error(arg.span, "expected a string")),
        })
        .collect()
}

fn one_text(scope: &Scope<'_>, args: &[Expr], span: Span) -> Result<String, StubError> {
    match texts(scope, args)?.as_slice() {
        [(text, _)] => Ok(text.clone()),
        _ => Err(scope.error(span, "expected one string")),
    }
}
