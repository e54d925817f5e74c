//! Statements.

use std::collections::HashSet;

use super::body::Body;
use super::refusal::{Lowered, Refusal};
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ExprKind, StmtKind};
use crate::model::{FunctionIndex, Resolved, Symbol};
use crate::python::ast::{self, Stmt};
use crate::source::Span;

/// Whether what follows a statement is reached.
pub type Falls = bool;

/// What can run behind a suite of the first statement: a loop goes round again, a `with` leaves its managers, a `try` goes on with its handlers.
fn behind_suites<'a>(statements: &[&'a Stmt]) -> Vec<&'a Stmt> {
    let [first, rest @ ..] = statements else { return Vec::new() };
    let mut behind = match &first.kind {
        ast::StmtKind::For { .. } | ast::StmtKind::While { .. } | ast::StmtKind::With { .. } => vec![*first],
        ast::StmtKind::Try { handlers, orelse, finalbody, .. } => {
            handlers.iter().flat_map(|handler| &handler.body).chain(orelse).chain(finalbody).collect()
        }
        _ => Vec::new(),
    };
    behind.extend(rest);
    behind
}

impl<'a> Body<'_, 'a> {
    /// Lowers statements in order. The flag says whether the end is reached.
    pub fn block(&mut self, statements: &[&'a Stmt]) -> Lowered<(ir::Block, Falls)> {
        let mut out = Vec::new();
        let mut falls = true;
        for (position, stmt) in statements.iter().enumerate() {
            if position == 0 && self.function.is_some() && is_docstring(stmt) {
                continue;
            }
            let from = out.len();
            self.nested = 0;
            // Only what the last pass writes asks for it.
            self.behind.push(if self.low.last_pass { behind_suites(&statements[position..]) } else { Vec::new() });
            let before = self.without_value.len();
            let mut lowered = self.stmt(stmt, &mut out);
            self.behind.pop();
            let without_value = self.without_value.split_off(before);
            if !std::mem::take(&mut self.asked).is_empty() && lowered.is_ok() {
                lowered = self.refuse(stmt.span, "generator", "a generator that is not gone through at once");
            }
            if lowered.is_ok() {
                lowered = self.all_called(without_value, &out[from..]).and(lowered);
            }
            match lowered {
                Ok(reached) => falls = reached,
                Err(refusal) => {
                    out.truncate(from);
                    falls = self.refused(&statements[position..], refusal, &mut out)?;
                }
            }
            if let Some(first) = out.get_mut(from) {
                let (above, trailing) = self.comments(stmt, position.checked_sub(1).map(|before| statements[before]));
                first.comments = above;
                first.trailing = trailing;
                first.gap = position > 0 && self.gap(stmt, first.comments.len());
            }
            if !falls {
                break;
            }
        }
        Ok((out, falls))
    }

    /// Refuses a statement that uses what a function returns which returns nothing, if the call got lost with the operation around it: one with such an operand is not
    /// written.
    fn all_called(&self, calls: Vec<(Span, FunctionIndex)>, written: &[ir::Stmt]) -> Lowered<()> {
        if calls.is_empty() {
            return Ok(());
        }
        let mut anywhere = HashSet::new();
        crate::ir::walk::block(written, &mut |expr: &ir::Expr| {
            if matches!(expr.kind, ExprKind::Call { .. }) {
                anywhere.insert((expr.span.start, expr.span.end));
            }
        });
        for (span, index) in calls {
            if anywhere.contains(&(span.start, span.end)) {
                continue;
            }
            if let Some(why) = self.low.refused_before.get(&index) {
                return Err(why.clone());
            }
            let name = &self.low.model.function(index).name;
            return self.refuse(span, "no-value", format!("`{name}` returns nothing, it only raises"));
        }
        Ok(())
    }

    /// What becomes of a statement that is refused: in a function the original takes the request over; module-level code that only binds names leaves those names
    /// unavailable; anything else cannot be left out.
    fn refused(&mut self, rest: &[&'a Stmt], refusal: Refusal, out: &mut ir::Block) -> Lowered<Falls> {
        let Some(stmt) = rest.first() else { return Ok(true) };
        match self.key {
            super::lowerer::BodyKey::Function(index) => {
                self.low.refused_now.entry(index).or_insert_with(|| refusal.clone());
                if self.low.last_pass {
                    self.low.refusals.push(refusal.clone());
                    // The original goes on behind the statement too, and behind the suites around it.
                    let all = rest.iter().chain(self.behind.iter().flatten());
                    let owned: Vec<Stmt> = all.map(|stmt| (*stmt).clone()).collect();
                    let touches = self.low.globals_reached(self.module, &owned);
                    let here = stmt.span.start <= refusal.place.span.start && refusal.place.span.end <= stmt.span.end;
                    let place = (!here).then_some(refusal.place);
                    out.push(self.plain(
                        stmt.span,
                        StmtKind::Forward { code: refusal.code, reason: refusal.reason, place, touches },
                    ));
                    return Ok(false);
                }
                // What a `return` would have given is not None for all that.
                Ok(!leaves(stmt))
            }
            super::lowerer::BodyKey::Main(_) => Err(refusal),
            super::lowerer::BodyKey::Init(_) => {
                let mut names = Vec::new();
                if let ast::StmtKind::Assign { targets, .. } = &stmt.kind {
                    for target in targets {
                        crate::model::scope_target_names(target, &mut names);
                    }
                } else if let ast::StmtKind::AnnAssign { target, .. } = &stmt.kind {
                    crate::model::scope_target_names(target, &mut names);
                } else if let ast::StmtKind::ImportFrom { names: imported, .. } = &stmt.kind {
                    names.extend(imported.iter().map(|alias| {
                        let bound = alias.asname.as_ref().unwrap_or(&alias.name);
                        (bound.name.clone(), bound.span.start)
                    }));
                }
                let mut marked = false;
                for (name, _) in &names {
                    if let Resolved::Symbol(Symbol::Global(index)) = self.low.model.resolve_name(self.module, name) {
                        if self.low.last_pass {
                            self.low.global(index).refused = Some(refusal.clone());
                        }
                        marked = true;
                    }
                }
                let alias =
                    marked && matches!(&stmt.kind, ast::StmtKind::Assign { value, .. } if self.is_type_alias(value));
                if self.low.last_pass && !alias {
                    self.low.refusals.push(refusal.clone());
                    if !marked {
                        self.low.init_refused.get_or_insert(refusal);
                    }
                }
                Ok(true)
            }
        }
    }

    /// `Union[int, float]`, `List[Row]`, `dict[str, int]`: it stands in annotations only, and is refused where it is used otherwise.
    fn is_type_alias(&self, value: &ast::Expr) -> bool {
        let ast::ExprKind::Subscript { value, .. } = &value.kind else { return false };
        match self.resolve(value) {
            Some(Resolved::External(name)) => {
                name.starts_with("typing.")
                    || ["list", "dict", "tuple", "set", "type"]
                        .iter()
                        .any(|class| name.strip_prefix("builtins.") == Some(class))
            }
            Some(Resolved::Symbol(_)) | None => false,
        }
    }

    /// A statement without comments.
    pub fn plain(&self, span: Span, kind: StmtKind) -> ir::Stmt {
        ir::Stmt { span, comments: Vec::new(), trailing: None, gap: false, kind }
    }

    /// Whether a blank line stands above a statement with so many lines of comment.
    fn gap(&self, stmt: &Stmt, comments: usize) -> bool {
        if !self.low.last_pass {
            return false;
        }
        let tree = self.low.model.module(self.module).tree;
        super::comments::gap(self.low.sources.get(tree.file), stmt, comments)
    }

    fn comments(&self, stmt: &Stmt, before: Option<&Stmt>) -> (Vec<String>, Option<String>) {
        if !self.low.last_pass {
            return (Vec::new(), None);
        }
        let tree = self.low.model.module(self.module).tree;
        let file = self.low.sources.get(tree.file);
        super::comments::around(tree, file, stmt, before)
    }

    fn stmt(&mut self, stmt: &'a Stmt, out: &mut ir::Block) -> Lowered<Falls> {
        let span = stmt.span;
        match &stmt.kind {
            ast::StmtKind::Expr(value) => self.expression_statement(value, span, out),
            _ if self.only_lists_exports(stmt) => Ok(true),
            _ if self.function.is_some_and(|index| self.low.encoded.is_done(index, span)) => Ok(true),
            ast::StmtKind::Assign { targets, value } => self.assign(targets, value, span, out),
            ast::StmtKind::AnnAssign { target, value, .. } => match value {
                Some(value) => self.assign(std::slice::from_ref(target), value, span, out),
                None => Ok(true),
            },
            ast::StmtKind::AugAssign { target, op, value } => self.augmented(target, *op, value, span, out),
            ast::StmtKind::Return(value) => {
                let value = match value {
                    Some(value) => Some(self.expr(value)?),
                    None => None,
                };
                self.return_value(value, span, out)?;
                Ok(false)
            }
            ast::StmtKind::If { test, body, orelse } => self.if_statement(test, body, orelse, span, out),
            ast::StmtKind::For { target, iter, body, orelse, is_async } => {
                if *is_async {
                    return self.refuse(span, "async-function", "`async for` is not translated yet");
                }
                self.for_statement(target, iter, body, orelse, span, out)
            }
            ast::StmtKind::While { test, body, orelse } => self.while_statement(test, body, orelse, span, out),
            ast::StmtKind::Try { body, handlers, orelse, finalbody, is_star } => {
                if *is_star {
                    return self.refuse(span, "except-star", "`except*` is not translated yet");
                }
                self.try_statement(body, handlers, orelse, finalbody, span, out)
            }
            ast::StmtKind::Raise { exc, cause } => self.raise(exc.as_ref(), cause.as_ref(), span, out),
            ast::StmtKind::With { items, body, is_async } => {
                if *is_async {
                    return self.refuse(span, "async-function", "`async with` is not translated yet");
                }
                self.with_statement(items, body, span, out)
            }
            ast::StmtKind::Delete(targets) => self.delete(targets, span, out),
            ast::StmtKind::Assert { test, msg } => self.assert(test, msg.as_ref(), span, out),
            ast::StmtKind::Pass | ast::StmtKind::Global(_) => Ok(true),
            ast::StmtKind::Nonlocal(_) => self.refuse(span, "nonlocal", "`nonlocal` is not translated yet"),
            ast::StmtKind::Break => {
                out.push(self.plain(span, StmtKind::Break));
                Ok(false)
            }
            ast::StmtKind::Continue => {
                out.push(self.plain(span, StmtKind::Continue));
                Ok(false)
            }
            ast::StmtKind::Import(_) | ast::StmtKind::ImportFrom { .. } => {
                if self.function.is_some() {
                    return self.refuse(span, "local-import", "an import inside a function");
                }
                self.copied_imports(span, out)?;
                Ok(true)
            }
            ast::StmtKind::FunctionDef(_) | ast::StmtKind::ClassDef(_) if self.function.is_some() => {
                self.refuse(span, "nested-definition", "a definition inside a function")
            }
            ast::StmtKind::FunctionDef(_) => Ok(true),
            ast::StmtKind::ClassDef(def) => {
                self.class_body(def)?;
                self.class_attributes(&def.name.name, &def.body, out);
                Ok(true)
            }
            ast::StmtKind::TypeAlias { .. } => Ok(true),
            ast::StmtKind::Match { subject, cases } => self.match_statement(subject, cases, span, out),
            ast::StmtKind::Invalid { .. } => self.refuse(span, "syntax-error", "this is not valid Python"),
        }
    }

    /// `total = 0` in a class body. One that is refused is only missing where it is used.
    fn class_attributes(&mut self, class: &str, body: &'a [Stmt], out: &mut ir::Block) {
        let Resolved::Symbol(Symbol::Class(class)) = self.low.model.resolve_name(self.module, class) else { return };
        for stmt in body {
            let (targets, value): (Vec<&ast::Expr>, &'a ast::Expr) = match &stmt.kind {
                ast::StmtKind::Assign { targets, value } => (targets.iter().collect(), value),
                ast::StmtKind::AnnAssign { target, value: Some(value), .. } => (vec![target], value),
                _ => continue,
            };
            for target in targets {
                let ast::ExprKind::Name(name) = &target.kind else { continue };
                let Some(index) = self.low.model.class(class).attributes.get(name).copied() else { continue };
                let lowered = match self.names_of_body_before(class, value, body, stmt.span) {
                    Some(span) => self.refuse(span, "class-body", "a class attribute is made from another one"),
                    None => self.expr(value),
                };
                let stored = lowered.and_then(|value| self.store_global(index, value, stmt.span, out));
                if let Err(refusal) = stored
                    && self.low.last_pass
                {
                    self.low.global(index).refused = Some(refusal);
                }
            }
        }
    }

    /// `return value`
    pub fn return_value(&mut self, value: Option<Value>, span: Span, out: &mut ir::Block) -> Lowered<()> {
        let Some(index) = self.function else { return self.refuse(span, "return", "`return` outside of a function") };
        let value = match value {
            Some(value) => value,
            None => self.value(Ty::None, span, ExprKind::None),
        };
        self.result = self.low.heap.join(&self.result.clone(), &value.ty);
        let result = self.low.heap.join(&self.low.functions[&index].result.clone(), &self.result.clone());
        if let Ty::Unknown(why) = &result
            && self.low.last_pass
        {
            let reason = format!("it returns {why}");
            return self.refuse(span, "mixed-types", reason);
        }
        if matches!(result, Ty::None) {
            // A call for its effect, and its None: `return self.reply(404)`.
            if !matches!(value.expr.kind, ExprKind::None) {
                self.effect(value.expr, span, out);
            }
            out.push(self.plain(span, StmtKind::Return(None)));
            return Ok(());
        }
        let value = if value.ty == Ty::None && !matches!(value.expr.kind, ExprKind::None) {
            self.effect(value.expr, span, out);
            self.value(Ty::None, span, ExprKind::None)
        } else {
            value
        };
        let value = self.coerce(value, &result)?;
        out.push(self.plain(span, StmtKind::Return(Some(value))));
        Ok(())
    }

    fn expression_statement(&mut self, expr: &'a ast::Expr, span: Span, out: &mut ir::Block) -> Lowered<Falls> {
        if let ast::ExprKind::Constant(_) = &expr.kind {
            return Ok(true);
        }
        let value = match self.terminal_call(expr)? {
            Some(written) => written,
            None => self.expr(expr)?,
        };
        let never = matches!(&value.expr.kind, ExprKind::Library(call) if call.helper == "sys_exit");
        if crate::model::is_exit(expr) && !never {
            return self.refuse(span, "exit", "`sys.exit()` of something else than the module `sys`");
        }
        if matches!(value.expr.kind, ExprKind::None | ExprKind::Local(_) | ExprKind::Global(_)) {
            return Ok(true);
        }
        self.effect(value.expr, span, out);
        Ok(!never)
    }

    /// An expression for its effect; a choice between calls is a branch.
    pub(super) fn effect(&mut self, expr: ir::Expr, span: Span, out: &mut ir::Block) {
        match expr.kind {
            ExprKind::Cond { test, then, otherwise } => {
                let (mut yes, mut no) = (Vec::new(), Vec::new());
                self.effect(*then, span, &mut yes);
                self.effect(*otherwise, span, &mut no);
                out.push(self.plain(span, StmtKind::If { test: *test, then: yes, otherwise: no }));
            }
            ExprKind::Let { local, value, body } => {
                out.push(self.plain(span, StmtKind::Let { local, value: Some(*value) }));
                self.effect(*body, span, out);
            }
            ExprKind::Convert(inner) => self.effect(*inner, span, out),
            ExprKind::Block(block, last) => {
                out.extend(*block);
                self.effect(*last, span, out);
            }
            ExprKind::None | ExprKind::Local(_) | ExprKind::Global(_) => {}
            kind => out.push(self.plain(span, StmtKind::Expr(ir::Expr { ty: expr.ty, span: expr.span, kind }))),
        }
    }
}

fn is_docstring(stmt: &Stmt) -> bool {
    matches!(&stmt.kind, ast::StmtKind::Expr(ast::Expr { kind: ast::ExprKind::Constant(ast::Constant::Str(_)), .. }))
}

/// Whether evaluating an expression twice, or later, makes no difference to what stands beside it.
pub fn is_pure(expr: &ir::Expr) -> bool {
    match &expr.kind {
        ExprKind::None
        | ExprKind::Bool(_)
        | ExprKind::Int(_)
        | ExprKind::Float(_)
        | ExprKind::Str(_)
        | ExprKind::Bytes(_)
        | ExprKind::Local(_)
        | ExprKind::Global(_) => true,
        ExprKind::Convert(inner) => is_pure(inner),
        ExprKind::Field { object, known, .. } => *known && is_pure(object),
        _ => false,
    }
}

/// Whether nothing can run behind a statement, whatever its expressions are.
fn leaves(stmt: &Stmt) -> bool {
    let ends = |body: &[Stmt]| body.iter().any(leaves);
    match &stmt.kind {
        ast::StmtKind::Return(_) | ast::StmtKind::Raise { .. } => true,
        ast::StmtKind::If { body, orelse, .. } => ends(body) && ends(orelse),
        ast::StmtKind::With { body, .. } => ends(body),
        _ => false,
    }
}
