//! `**keywords`: further keyword arguments of a call, as a dict of the function that is called.
//!
//! ```python
//! def update(self, item_id, **fields): ...
//! store.update(7, name="x")          # fields = {"name": "x"}
//! store.update(7, **changes)         # a copy of `changes`, unless a parameter has one of its keys
//! ```

use super::body::Body;
use super::call::Arguments;
use super::heap::NodeShape;
use super::method_kind::MethodKind;
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, CompareOp, ExprKind, FormatPart, StmtKind};
use crate::model::FunctionIndex;
use crate::python::ast;
use crate::source::{Place, Span};

impl<'a> Body<'_, 'a> {
    /// The arguments of a call of a function of the program, which may take further keywords.
    pub fn arguments_of_program(
        &mut self,
        index: FunctionIndex,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
    ) -> Lowered<Arguments> {
        let is_star = |arg: &ast::Expr| matches!(arg.kind, ast::ExprKind::Starred(_));
        let parameters = &self.low.model.function(index).def.parameters;
        let receiver = usize::from(
            self.low.model.function(index).class.is_some() && self.method_kind(index) != MethodKind::Static,
        );
        let named = (parameters.posonly.len() + parameters.args.len()).saturating_sub(receiver);
        if parameters.vararg.is_some() && args.iter().any(is_star) {
            // What `*args` gets is one list.
            let (before, rest) = args.split_at(named.min(args.len()));
            let evaluated = self.arguments(before, &[])?;
            let rest = match rest {
                [ast::Expr { kind: ast::ExprKind::Starred(rest), .. }] => self.list_of(rest)?,
                [first, ..] => self.starred_list(rest, first.span)?,
                [] => return self.refuse(args[0].span, "starred", "`*` unpacks a sequence into named parameters"),
            };
            let others = self.arguments_of_program(index, &[], keywords)?;
            return Ok(Arguments { positional: evaluated.positional, rest: Some(rest), ..others });
        }
        let takes_more = self.low.model.function(index).def.parameters.kwarg.is_some();
        match keywords.split_last() {
            Some((ast::Keyword { name: None, value, .. }, before)) if takes_more => {
                let mut arguments = self.arguments(args, before)?;
                let mapping = self.expr(value)?;
                arguments.mapping = Some(self.mapping(mapping)?);
                Ok(arguments)
            }
            _ => self.arguments(args, keywords),
        }
    }

    /// The list that `*args` of a function gets. Python makes a tuple of it, which nothing can change: only its text and its errors tell.
    pub(super) fn further_arguments(
        &mut self,
        index: FunctionIndex,
        star: &ast::Parameter,
        more: Vec<Value>,
        rest: Option<Value>,
        span: Span,
    ) -> Lowered<Value> {
        let file = self.low.model.function(index).file;
        let node = self.low.heap.site(Place { file, span: star.name.span }, 0, NodeShape::List(Ty::Never));
        let node = self.low.heap.find(node);
        self.low.heap.set_default_factory(node, super::collections::ARGUMENTS);
        if self.low.heap.has_mixed_factories(node) || self.low.heap.is_dynamic(node) {
            return self.refuse(span, "variable-arguments", "`*args` is held where a list is held");
        }
        if let Some(rest) = rest {
            let element = match self.low.heap.resolve(&rest.ty) {
                Ty::Never => return Ok(Value { ty: Ty::Object(node), ..rest }),
                ty @ Ty::Object(_) => self.element_type(&ty),
                other => {
                    let reason = format!("`*` unpacks {}", self.low.heap.describe(&other));
                    return self.transient(Ty::Never, span, "starred", reason);
                }
            };
            self.low.heap.grow_element(node, &element);
            if self.element_type(&self.low.heap.resolve(&Ty::Object(node))) != self.low.heap.resolve(&element) {
                return self.transient(Ty::Object(node), span, "mixed-types", "`*` unpacks values of another type");
            }
            // What is handed on nobody can change.
            if let Some(theirs) = self.node_of(&rest.ty).filter(|theirs| self.is_of_arguments(*theirs)) {
                self.low.heap.unify(theirs, node);
                return Ok(Value { ty: self.low.heap.resolve(&Ty::Object(node)), ..rest });
            }
            return Ok(self.value(Ty::Object(node), span, ExprKind::Copy(Box::new(rest.expr))));
        }
        for value in &more {
            self.low.heap.grow_element(node, &value.ty);
        }
        let element = self.element_type(&self.low.heap.resolve(&Ty::Object(node)));
        let mut items = Vec::new();
        for value in more {
            items.push(self.coerce(value, &element)?);
        }
        Ok(self.value(Ty::Object(node), span, ExprKind::List(items)))
    }

    /// The dict that `**keywords` of a function gets.
    pub(super) fn further_keywords(
        &mut self,
        index: FunctionIndex,
        further: Vec<(String, Value)>,
        mapping: Option<Value>,
        unset: bool,
        span: Span,
    ) -> Lowered<Value> {
        let info = self.low.model.function(index);
        let at = info.def.parameters.kwarg.as_ref().map_or(info.span, |parameter| parameter.name.span);
        let node = self.low.heap.site(Place { file: info.file, span: at }, 0, NodeShape::Record(Vec::new()));
        let Some(mapping) = mapping else {
            for (key, value) in &further {
                self.low.heap.grow_field(node, key, &value.ty);
            }
            let made = self.record_value(node, None, further, span)?;
            self.note_held(&made);
            return Ok(made);
        };
        if !further.is_empty() || unset {
            return self.refuse(span, "starred", "`**` unpacks a dict beside other keyword arguments");
        }
        let place = self.place(span);
        self.low.heap.demote(node, place, "`**` puts a dict into it");
        let names: Vec<String> = info.def.parameters.iter().map(|parameter| parameter.name.name.clone()).collect();
        let named = &names[..names.len().saturating_sub(1)];
        let mut block = Vec::new();
        let mapping = self.keep(mapping, &mut block);
        let (iter, key_ty) = self.iterate_value(mapping.clone())?;
        if !matches!(self.low.heap.resolve(&key_ty), Ty::Str | Ty::Json | Ty::Never) {
            return self.refuse(span, "starred", "`**` unpacks a dict whose keys are no text");
        }
        let local = self.temporary(&key_ty);
        let mut tests = Vec::new();
        for name in named {
            let key = self.local(local, key_ty.clone(), span);
            let name = self.value(Ty::Str, span, ExprKind::Str(name.clone()));
            let name = self.coerce(name, &key_ty)?;
            let kind = ExprKind::Compare { op: CompareOp::Eq, left: Box::new(key.expr), right: Box::new(name) };
            tests.push(ir::Expr { ty: ir::Type::Bool, span, kind });
        }
        let key = self.local(local, key_ty, span);
        let text = ExprKind::Format(vec![
            FormatPart::Literal(format!("{}() got multiple values for argument '", info.qualified_name)),
            FormatPart::Str(key.expr),
            FormatPart::Literal("'".to_owned()),
        ]);
        let text = self.value(Ty::Str, span, text).expr;
        let error = ExprKind::NewException { class: "TypeError".to_owned(), args: vec![text], fields: Vec::new() };
        let error = self.value(Ty::Exception, span, error).expr;
        if !tests.is_empty() {
            let test = ir::Expr { ty: ir::Type::Bool, span, kind: ExprKind::Or(tests) };
            let raise = self.plain(span, StmtKind::Raise(error));
            let check = self.plain(span, StmtKind::If { test, then: vec![raise], otherwise: Vec::new() });
            let pattern = ir::Pattern::Local(local);
            block.push(self.plain(span, StmtKind::For { pattern, iter, body: vec![check] }));
        }
        let whole = self.filled_dict(node, vec![super::unpack_dict::Part::Unpacked(mapping)], span)?;
        Ok(self.value(whole.ty, span, ExprKind::Block(Box::new(block), Box::new(whole.expr))))
    }
}
