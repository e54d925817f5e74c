//! Class patterns of `match`: `str()`, `int(n)`, `Point(0, y=height)`.

use super::body::Body;
use super::condition::Fact;
use super::heap::NodeShape;
use super::matching::{Matched, is_wildcard};
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ExprKind};
use crate::model::{ClassIndex, Resolved, Symbol};
use crate::python::ast::{self, Identifier, Pattern};
use crate::source::Span;

impl<'a> Body<'_, 'a> {
    /// The name of a builtin class.
    pub(super) fn builtin_class(&self, class: &ast::Expr) -> Option<String> {
        match self.resolve(class) {
            Some(Resolved::External(name)) => name.strip_prefix("builtins.").map(str::to_owned),
            Some(Resolved::Symbol(_)) | None => None,
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one pattern")]
    pub(super) fn class_pattern(
        &mut self,
        class: &'a ast::Expr,
        patterns: &'a [Pattern],
        keywords: &'a [(Identifier, Pattern)],
        value: &Value,
        subject: Option<&'a ast::Expr>,
        span: Span,
        out: &mut Matched<'a>,
    ) -> Lowered<()> {
        if let Some(Resolved::Symbol(Symbol::Class(index))) = self.class_named(class) {
            return self.instance_pattern(index, patterns, keywords, value, span, out);
        }
        let (Some(kind), true) = (self.builtin_class(class), keywords.is_empty() && patterns.len() < 2) else {
            return self.refuse(span, "match", "a class pattern of this class");
        };
        let Some(kind) = ["bool", "int", "float", "str", "list", "dict"].into_iter().find(|known| *known == kind)
        else {
            return self.refuse(span, "match", format!("a class pattern of `{kind}`"));
        };
        let value = &self.some(value, span, out)?;
        let ty = self.low.heap.resolve(&value.ty);
        let is = match &ty {
            Ty::Never => false,
            Ty::Json => {
                let test = ExprKind::IsJson { value: Box::new(value.expr.clone()), kinds: vec![kind] };
                out.tests.push(ir::Expr { ty: ir::Type::Bool, span, kind: test });
                true
            }
            Ty::Bool => matches!(kind, "bool" | "int"),
            Ty::Int(_) => kind == "int",
            Ty::Float => kind == "float",
            Ty::Str => kind == "str",
            Ty::None | Ty::Bytes | Ty::Tuple(_) | Ty::Exception => false,
            Ty::Object(node) => match self.low.heap.shape(*node) {
                NodeShape::List(_) if self.has_own_errors(*node) => {
                    return self.refuse(span, "match", "a class pattern on a deque or on `*args`");
                }
                NodeShape::List(_) => kind == "list",
                NodeShape::Dict(..) | NodeShape::Record(_) => kind == "dict",
                NodeShape::Set(_) | NodeShape::Instance(..) => false,
            },
            other => {
                let reason = format!("a class pattern on {}", self.low.heap.describe(other));
                return self.refuse(span, "match", reason);
            }
        };
        out.never |= !is && ty != Ty::Never;
        let narrow = self.narrowed_to(kind, value);
        if let Some(web) = subject.and_then(|subject| self.web_of(subject))
            && narrow.ty != value.ty
        {
            out.when_true.push(Fact::Holds(web, narrow.ty.clone()));
        }
        match patterns {
            [inner] => self.pattern(inner, &narrow, None, false, out),
            _ => Ok(()),
        }
    }

    /// A value of unknown shape that is known to be of that class.
    pub(super) fn narrowed_to(&mut self, kind: &str, value: &Value) -> Value {
        let ty = match (self.low.heap.resolve(&value.ty), kind) {
            (Ty::Json, "str") => Ty::Str,
            (Ty::Json, "float") => Ty::Float,
            (Ty::Json, "bool") => Ty::Bool,
            (Ty::Optional(inner), _) => *inner,
            _ => return value.clone(),
        };
        self.value(ty, value.span(), ExprKind::Convert(Box::new(value.expr.clone())))
    }

    fn instance_pattern(
        &mut self,
        class: ClassIndex,
        patterns: &'a [Pattern],
        keywords: &'a [(Identifier, Pattern)],
        value: &Value,
        span: Span,
        out: &mut Matched<'a>,
    ) -> Lowered<()> {
        let value = &self.some(value, span, out)?;
        let ty = self.low.heap.resolve(&value.ty);
        let own = match &ty {
            Ty::Object(node) => match self.low.heap.shape(*node) {
                NodeShape::Instance(other, _) => Some(*other),
                _ => None,
            },
            _ => None,
        };
        if own != Some(class) {
            // Of another class, which has nothing to do with this one.
            let unrelated = own.is_none_or(|other| self.low.model.class(other).bases.is_empty());
            let known = matches!(ty, Ty::Object(_) | Ty::Str | Ty::Int(_) | Ty::Float | Ty::Bool | Ty::None | Ty::Json);
            if !(unrelated && known) && ty != Ty::Never {
                return self.refuse(span, "match", "a class pattern on something else");
            }
            out.never |= ty != Ty::Never;
            return Ok(());
        }
        let mut parts: Vec<(String, &'a Pattern)> = Vec::new();
        if !patterns.is_empty() {
            let Some(fields) = self.fields_in_order(class).filter(|fields| patterns.len() <= fields.len()) else {
                return self.refuse(span, "match", "positional patterns of a class that is no plain dataclass");
            };
            parts.extend(fields.into_iter().zip(patterns));
        }
        parts.extend(keywords.iter().map(|(name, pattern)| (name.name.clone(), pattern)));
        for (name, pattern) in parts {
            let declared = match &ty {
                Ty::Object(node) => {
                    matches!(self.low.heap.shape(*node), NodeShape::Instance(_, fields) if fields.iter().any(|(known, _)| *known == name))
                }
                _ => false,
            };
            if !declared || self.low.model.method(class, &name).is_some() {
                let reason = format!("the attribute `{name}` may not be there");
                return self.transient(Ty::Never, span, "match", reason).map(|_| ());
            }
            if !self.low.certain_attributes(class).contains(&name) {
                return self.refuse(span, "match", format!("the attribute `{name}` may not be there"));
            }
            if is_wildcard(pattern) {
                continue;
            }
            let part = self.attribute_of(value.clone(), &name, pattern.span)?;
            self.pattern(pattern, &part, None, false, out)?;
        }
        Ok(())
    }

    /// `__match_args__` of a dataclass: its fields, as its `__init__` takes them.
    fn fields_in_order(&self, class: ClassIndex) -> Option<Vec<String>> {
        let info = self.low.model.class(class);
        let [decorator] = info.def.decorators.as_slice() else { return None };
        if let ast::ExprKind::Call { keywords, .. } = &decorator.kind
            && keywords.iter().any(|one| {
                one.name.as_ref().is_none_or(|name| matches!(name.name.as_str(), "match_args" | "kw_only" | "init"))
            })
        {
            return None;
        }
        // What `dataclass` writes stands where the class has its name.
        let init = self.low.model.method(class, "__init__")?;
        let def = self.low.model.function(init).def;
        let written = def.name.span == info.def.name.span;
        let explicit = info.def.body.iter().any(|stmt| {
            matches!(&stmt.kind, ast::StmtKind::Assign { targets, .. }
                if targets.iter().any(|target| matches!(&target.kind, ast::ExprKind::Name(name) if name == "__match_args__")))
        });
        let fields = def.parameters.args.iter().skip(1).map(|one| one.name.name.clone()).collect();
        (written && !explicit).then_some(fields)
    }
}
