//! A body as a whole: its parameters with their defaults, its statements, what it gives.

use super::body::Body;
use super::refusal::Lowered;
use super::ty::Ty;
use crate::ir;
use crate::model::{FunctionIndex, GlobalIndex};
use crate::python::ast::{self, Stmt};
use crate::source::Span;

impl<'a> Body<'_, 'a> {
    /// Lowers the body as a whole: parameters, statements, the result.
    pub(super) fn whole(&mut self, statements: &[&'a Stmt]) -> Lowered<ir::Block> {
        if let Some(index) = self.function {
            self.parameters(index)?;
            let info = self.low.model.function(index);
            if let Some(class) = info.class.filter(|class| {
                info.name == "__init__" && self.low.model.derives_from(*class, super::exception::EXCEPTION_CLASSES)
            }) {
                let mut block = self.exception_init(class, statements)?;
                super::declare::declare(&mut block, &self.locals, self.low.parameter_count(index));
                self.low.reach(index).result = Ty::Exception;
                return Ok(block);
            }
        }
        let (mut block, falls_through) = self.block(statements)?;
        if let Some(index) = self.function {
            if falls_through {
                self.result = self.low.heap.join(&self.result.clone(), &Ty::None);
            }
            let before = self.low.reach(index).result.clone();
            let after = self.low.heap.join(&before, &self.result.clone());
            if self.low.heap.resolve(&before) != after {
                self.low.heap.note_change();
            }
            self.low.reach(index).result = after.clone();
            self.result = after.clone();
            if falls_through && !matches!(after, Ty::None | Ty::Never) {
                let end = statements.last().map_or(Span::default(), |stmt| stmt.span);
                let none = self.value(Ty::None, end, ir::ExprKind::None);
                let value = self.coerce(none, &after)?;
                block.push(ir::Stmt {
                    span: end,
                    comments: Vec::new(),
                    trailing: None,
                    gap: false,
                    kind: ir::StmtKind::Return(Some(value)),
                });
            }
        }
        if self.low.exact && self.low.last_pass {
            self.only_exact(&block)?;
        }
        super::declare::declare(
            &mut block,
            &self.locals,
            self.function.map_or(0, |index| self.low.parameter_count(index)),
        );
        Ok(block)
    }

    fn parameters(&mut self, index: FunctionIndex) -> Lowered<()> {
        let info = self.low.model.function(index);
        let def: &'a ast::FunctionDef = info.def;
        if def.is_async {
            return self.refuse(info.span, "async-function", format!("`{}` is an async function", info.name));
        }
        if info.scope.is_generator {
            return self.refuse(info.span, "generator", format!("`{}` is a generator", info.name));
        }
        let decorators: Vec<&ast::Expr> = def.decorators.iter().collect();
        for decorator in decorators {
            let known = matches!(&decorator.kind, ast::ExprKind::Name(name) if name == "staticmethod" || name == "classmethod" || name == "property")
                || super::class::is_abstract(self.low.model, info.module, decorator);
            if !known || info.class.is_none() {
                return self.refuse(
                    decorator.span,
                    "decorator",
                    format!("`{}` has a decorator that is not translated", info.name),
                );
            }
        }
        if info.parent.is_some() {
            return self.refuse(
                info.span,
                "nested-definition",
                format!("`{}` is a function inside a function", info.name),
            );
        }
        let params = self.low.reach(index).params.clone();
        let left_out = super::method_kind::left_out(self.low.model, index);
        for (position, (parameter, ty)) in def.parameters.iter().zip(params).enumerate().skip(left_out) {
            let ty = match &parameter.default {
                Some(default) => {
                    let default = self.default_of_parameter(index, position, default)?;
                    self.low.heap.join(&ty, &default.ty)
                }
                None => ty,
            };
            let Some(web) = self.variables.webs.at(parameter.name.span.start) else { continue };
            let ty = self.grow_web(web, &ty);
            let local = self.web_local(web);
            let _ = (local, ty);
        }
        Ok(())
    }

    /// The default value of a parameter, as the parameter is held.
    pub fn default_of_parameter(
        &mut self,
        index: FunctionIndex,
        position: usize,
        default: &'a ast::Expr,
    ) -> Lowered<super::value::Value> {
        let value = self.default_value(index, default)?;
        if self.low.encoded.contains(index, position) { self.encoded(value) } else { Ok(value) }
    }

    /// The default value of a parameter: a constant, so that it does not matter when it is made.
    pub fn default_value(&mut self, index: FunctionIndex, default: &'a ast::Expr) -> Lowered<super::value::Value> {
        // It is evaluated where the function is defined.
        let info = self.low.model.function(index);
        let from_class = info.class.and_then(|class| self.names_of_class(class, default));
        let module = std::mem::replace(&mut self.module, info.module);
        let value = match from_class {
            Some(span) => self.refuse(span, "class-body", "a default value names something of its class"),
            None => self.expr(default),
        };
        self.module = module;
        let value = value?;
        let plain = match &value.expr.kind {
            ir::ExprKind::Convert(inner) => &inner.kind,
            kind => kind,
        };
        let constant = match plain {
            ir::ExprKind::None
            | ir::ExprKind::Bool(_)
            | ir::ExprKind::Int(_)
            | ir::ExprKind::Float(_)
            | ir::ExprKind::Str(_)
            | ir::ExprKind::Bytes(_) => true,
            // Bound once, so that it is now what it was then.
            ir::ExprKind::Global(id) => {
                let global = GlobalIndex(id.0 as usize);
                let info = self.low.model.global(global);
                info.bindings == 1 && !info.rebound_in_function && !self.low.global(global).stored_in_function
            }
            _ => value.ty == Ty::Never,
        };
        // The factory of a dataclass's field is called anew each time.
        let factory = info.name == "__init__"
            && matches!(default.kind, ast::ExprKind::Call { .. } | ast::ExprKind::List(_) | ast::ExprKind::Dict(_))
            && info.class.is_some_and(|class| super::class::is_written_dataclass(self.low.model, class));
        if constant || factory {
            return Ok(value);
        }
        self.refuse(default.span, "mutable-default", "a default value that is not a constant is shared between calls")
    }
}
