//! Calls of functions that a variable or a table holds.
//!
//! ```python
//! ROUTES = {"/report": report, "/ranking": ranking}
//! ROUTES[path]()              # every function that it can be gets a call of its own
//! self.send(ROUTES[path]())   # and so has what only json.dumps reads: the results' types never meet
//! ```

use super::body::Body;
use super::call::Arguments;
use super::order::is_fixed;
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ExprKind};
use crate::model::FunctionIndex;
use crate::python::ast;
use crate::source::Span;

impl<'a> Body<'_, 'a> {
    /// Calls a function that is held by its name: by each function's own call where the name is its.
    pub fn call_value(
        &mut self,
        callee: Value,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        span: Span,
    ) -> Lowered<Value> {
        if let Some(method) = self.special_method(&callee.ty, "__call__") {
            return self.call_of_program(method, Some(callee), args, keywords, span);
        }
        let arguments = self.arguments(args, keywords)?;
        self.call_held(callee, arguments, span, &mut |_, result| Ok(result))
    }

    /// Calls a function or method of the program.
    pub fn call_of_program(
        &mut self,
        index: FunctionIndex,
        receiver: Option<Value>,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        span: Span,
    ) -> Lowered<Value> {
        let shift = usize::from(receiver.is_some()) + super::method_kind::left_out(self.low.model, index);
        let params = self.low.reach(index).params.clone();
        let chosen = args.iter().enumerate().find_map(|(position, arg)| match &arg.kind {
            ast::ExprKind::Call { func, args, keywords }
                if params.get(position + shift) == Some(&Ty::Encodable) && self.is_held(func) =>
            {
                Some((position, arg.span, &**func, args, keywords))
            }
            _ => None,
        });
        let Some((position, inner, func, inner_args, inner_keywords)) = chosen else {
            let arguments = self.arguments_of_program(index, args, keywords)?;
            return self.call_function(index, receiver, arguments, span);
        };
        let before = self.arguments(&args[..position], &[])?;
        let callee = self.read(func)?;
        let given = self.arguments(inner_args, inner_keywords)?;
        let after = self.arguments(&args[position + 1..], keywords)?;
        let others = before.positional.iter().chain(&after.positional).chain(after.keywords.iter().map(|(_, one)| one));
        let movable = others.chain(&receiver).all(|value| is_fixed(&value.expr));
        let with = |result: Value| Arguments {
            positional: before.positional.iter().cloned().chain([result]).chain(after.positional.clone()).collect(),
            keywords: after.keywords.clone(),
            mapping: None,
            rest: None,
        };
        if movable {
            return self.call_held(callee, given, span, &mut |body, result| {
                body.call_function(index, receiver.clone(), with(result), span)
            });
        }
        let result = self.call_held(callee, given, inner, &mut |_, result| Ok(result))?;
        self.call_function(index, receiver, with(result), span)
    }

    /// Whether what is called is a value: not a function, class or method by its name.
    pub fn is_held(&self, func: &ast::Expr) -> bool {
        let named = self.web_of(func).is_none() && self.resolve(func).is_some();
        !named && !matches!(func.kind, ast::ExprKind::Attribute { .. })
    }

    /// A call of each function that `callee` can be, and what `then` makes of its result.
    pub fn call_held(
        &mut self,
        callee: Value,
        mut arguments: Arguments,
        span: Span,
        then: &mut dyn FnMut(&mut Self, Value) -> Lowered<Value>,
    ) -> Lowered<Value> {
        let set = match self.low.heap.resolve(&callee.ty) {
            Ty::Never => return Ok(Value { ty: Ty::Never, ..callee }),
            Ty::Function(set) => set,
            // None of what JSON can say is callable: callee and arguments are evaluated, then the call raises.
            Ty::Json => {
                let (callee, bound) = self.bound(callee);
                let call = self.helper(Ty::None, span, "value_call", vec![callee.expr], &["TypeError"]);
                let nothing = self.value(Ty::None, span, ExprKind::None);
                let nothing = self.coerce(nothing, &Ty::Json)?;
                let mut whole = self.after(call, nothing);
                let keywords = arguments.keywords.into_iter().map(|(_, value)| value);
                let evaluated: Vec<Value> = arguments.positional.into_iter().chain(keywords).collect();
                for value in evaluated.into_iter().rev() {
                    whole = self.after(value, whole);
                }
                let whole = Value { ty: Ty::Json, expr: whole };
                return Ok(self.with_bound(bound, whole));
            }
            other => {
                let reason = format!("{} is called", self.low.heap.describe(&other));
                return self.transient(Ty::Never, span, "call", reason);
            }
        };
        let functions = self.low.heap.functions(set);
        // Callee and arguments are evaluated once, before it is decided which function is called.
        let mut lets = Vec::new();
        let names: std::collections::BTreeSet<String> =
            functions.iter().map(|function| self.low.function_name(*function)).collect();
        if names.len() != functions.len() {
            return self.refuse(span, "call", "two functions of one name can be called here");
        }
        let mut keep = |body: &mut Self, value: Value| {
            let (read, bound) = body.bound(value);
            lets.extend(bound);
            read
        };
        // With one function only, the name is looked up for the error that this can raise.
        let only = (functions.len() == 1).then(|| callee.clone());
        let callee = if functions.len() > 1 { keep(self, callee) } else { callee };
        for value in arguments.positional.iter_mut().chain(arguments.keywords.iter_mut().map(|(_, value)| value)) {
            *value = keep(self, value.clone());
        }
        let mut arms = Vec::new();
        let mut ty = Ty::Never;
        for function in functions {
            let result = self.call_function(function, None, arguments.clone(), span)?;
            let call = then(self, result)?;
            ty = self.low.heap.join(&ty, &call.ty);
            arms.push((self.low.function_name(function), call));
        }
        let Some((_, last)) = arms.pop() else { return self.refuse(span, "call", "no function is called here") };
        // What gives nothing is called for what it does.
        let nothing = ty == Ty::None;
        let mut whole = if nothing { last.expr } else { self.coerce(last, &ty)? };
        for (name, call) in arms.into_iter().rev() {
            let call = if nothing { call.expr } else { self.coerce(call, &ty)? };
            let name = self.value(Ty::Str, span, ExprKind::Str(name)).expr;
            let compare =
                ExprKind::Compare { op: ir::CompareOp::Eq, left: Box::new(callee.expr.clone()), right: Box::new(name) };
            let test = ir::Expr { ty: ir::Type::Bool, span, kind: compare };
            whole = self
                .value(
                    ty.clone(),
                    span,
                    ExprKind::Cond { test: Box::new(test), then: Box::new(call), otherwise: Box::new(whole) },
                )
                .expr;
        }
        for (local, value) in lets.into_iter().rev() {
            whole = self
                .value(ty.clone(), span, ExprKind::Let { local, value: Box::new(value), body: Box::new(whole) })
                .expr;
        }
        if let Some(callee) = only {
            whole = self.after(callee, whole);
        }
        Ok(Value { ty, expr: whole })
    }
}
