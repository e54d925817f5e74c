//! Calls of the program's functions.

use super::body::{Body, request_of};
use super::code::{Bind, Code, Held};
use super::doc::{Block, Doc, Line};
use super::facts::{Root, root};
use crate::ir::{Expr, ExprKind, GlobalKind, Type};
use crate::plan::{Access, Passing};

impl Body<'_> {
    /// A call of a function of the program.
    pub fn call(&self, name: &str, function: crate::ir::FunctionId, args: &[Expr]) -> Code {
        self.call_from(name, function, args, 0)
    }

    /// A call of a function that always raises, where a value is wanted.
    pub fn call_without_value(&self, function: crate::ir::FunctionId, args: &[Expr]) -> Code {
        let call = self.call(&self.types.names.functions[function.0 as usize], function, args).doc;
        let lines = vec![Line::Code(call, ";", None), Line::Code(Doc::text(self.never_returns(function)), "", None)];
        let block = Block { head: Doc::text(""), lines, tail: Doc::text("") };
        Code::bound(Doc::Block(Box::new(block)), Bind::Weak)
    }

    /// What stands behind the call of a function that always raises: the compiler does not know it.
    pub fn never_returns(&self, function: crate::ir::FunctionId) -> String {
        format!("unreachable!(\"`{}` always raises\")", self.types.plan.function(function).name)
    }

    /// Whether a function always raises, which its type does not say.
    pub fn always_raises(&self, function: crate::ir::FunctionId) -> bool {
        let plan = self.types.plan;
        plan.function(function).result == Type::Never && plan.function_plan(function).raises
    }

    /// The same, where the first parameters are given by something else.
    pub fn call_from(&self, name: &str, function: crate::ir::FunctionId, args: &[Expr], first: usize) -> Code {
        let plan = self.types.plan.function_plan(function);
        let params: Vec<Passing> =
            (0..args.len()).map(|index| super::function::passing(self.types, function, index + first)).collect();
        let changed: Vec<Root> = args
            .iter()
            .zip(&params)
            .filter(|(_, passing)| **passing == Passing::BorrowMut)
            .filter_map(|(arg, _)| root(arg))
            .collect();
        let mut docs = Vec::new();
        let writes = plan.access == Access::Write;
        let owned = self.types.state.owns(function);
        if owned || plan.access != Access::None {
            let kept = self.types.state.is_kept;
            docs.push(Doc::text(match (owned, self.owns_state, writes) {
                (true, true, _) if kept && Some(self.function_id) == self.start => "&state".to_owned(),
                (true, ..) | (false, false, _) => "state".to_owned(),
                (false, true, true) => format!("&mut {}", self.state(true)),
                (false, true, false) => format!("&{}", self.state(false)),
            }));
        }
        let mut lines = Vec::new();
        let given = docs.len();
        for (arg, passing) in args.iter().zip(&params) {
            // What is lent out to be changed cannot be read by another argument: that one is made first.
            let simple = matches!(arg.kind, ExprKind::Local(_) | ExprKind::Field { .. } | ExprKind::Str(_));
            // So is one that changes the state, which the callee is lent.
            let conflicts = self.reads_any(arg, &changed, writes) || (given > 0 && self.changes_state(arg));
            if *passing != Passing::BorrowMut && !simple && conflicts {
                let name =
                    if lines.is_empty() { "argument".to_owned() } else { format!("argument_{}", lines.len() + 1) };
                let value = if arg.ty == Type::Encodable { self.inner_owned(arg) } else { self.owned(arg) };
                let name = self.unused(&name);
                lines.push(Line::Assign { start: Doc::text(format!("let {name} =")), value, end: ";", trailing: None });
                let borrowed = *passing == Passing::Borrow && !self.types.is_copy(&arg.ty);
                docs.push(match (&arg.ty, borrowed) {
                    (Type::Optional(inner), true) => {
                        let method =
                            if self.types.is_sliced(inner) || self.is_arc(inner) { "as_deref" } else { "as_ref" };
                        Doc::text(name).method(method, Vec::new())
                    }
                    (_, true) => Doc::text(format!("&{name}")),
                    (_, false) => Doc::text(name),
                });
                continue;
            }
            docs.push(match passing {
                Passing::Own => self.owned(arg),
                Passing::BorrowMut => match &arg.kind {
                    // A method of the same class is given the whole request.
                    ExprKind::Local(local)
                        if first == 0
                            && docs.len() == given
                            && self.request(*local).is_some()
                            && request_of(self.types, self.types.plan.function(function)).is_some() =>
                    {
                        Doc::text(self.name(*local))
                    }
                    _ => self.mutable(arg),
                },
                Passing::Borrow => {
                    // What is lent out to be changed cannot be read at the same time.
                    let conflict =
                        root(arg).is_some_and(|root| changed.contains(&root) || (writes && root == Root::State));
                    match conflict && !self.types.is_copy(&arg.ty) && self.code(arg).held != Held::Slice {
                        true => self.owned_at(arg, Bind::Unary).prefixed("&"),
                        false if arg.ty == Type::Encodable => self.encodable(arg),
                        false => self.lent_argument(arg),
                    }
                }
            });
        }
        let call = Doc::call(name, docs);
        let call = if plan.raises { self.try_(call) } else { call };
        if lines.is_empty() {
            return Code::value(call);
        }
        lines.push(Line::Code(call, "", None));
        Code::bound(Doc::Block(Box::new(Block { head: Doc::text(""), lines, tail: Doc::text("") })), Bind::Weak)
    }

    /// An argument that is lent: a list that is made for the call is an array, a copy of one that is only read is that one.
    fn lent_argument(&self, arg: &Expr) -> Doc {
        if let Type::Object(id) = &arg.ty
            && matches!(self.types.plan.object(*id).shape, crate::ir::Shape::List(_))
            && !self.types.is_shared(&arg.ty)
        {
            match &arg.kind {
                ExprKind::List(items) => return Doc::list(Doc::text("&["), self.owned_apart(items), "]"),
                ExprKind::Copy(inner) if !self.types.is_shared(&inner.ty) && inner.ty != Type::Json => {
                    return self.borrowed(inner);
                }
                _ => {}
            }
        }
        self.borrowed(arg)
    }

    /// Whether evaluating an expression needs the state to be writable.
    fn changes_state(&self, expr: &Expr) -> bool {
        let mut found = false;
        crate::ir::walk::expr(expr, &mut |part| {
            found |= match &part.kind {
                ExprKind::Call { function, .. } | ExprKind::New { init: Some(function), .. } => {
                    self.types.plan.function_plan(*function).access == Access::Write
                }
                ExprKind::Library(call) => {
                    super::facts::is_mutating(&call.helper)
                        && call.args.first().is_some_and(|first| root(first) == Some(Root::State))
                }
                _ => false,
            };
        });
        found
    }

    /// Whether an expression reads anything that is rooted in one of these, or the state.
    fn reads_any(&self, expr: &Expr, roots: &[Root], state: bool) -> bool {
        let mut found = false;
        crate::ir::walk::expr(expr, &mut |part| {
            found |= match &part.kind {
                ExprKind::Local(local) => roots.contains(&Root::Local(*local)),
                ExprKind::Global(id) => {
                    (state || roots.contains(&Root::State))
                        && !matches!(self.types.plan.global(*id).kind, GlobalKind::Constant(_))
                }
                ExprKind::Call { function, .. } | ExprKind::New { init: Some(function), .. } => {
                    state && self.types.plan.function_plan(*function).access != Access::None
                }
                _ => false,
            };
        });
        found
    }
}
