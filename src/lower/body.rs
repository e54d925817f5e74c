//! One body while it is lowered: its variables, and what is known of them at this point.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use super::heap::{NodeId, NodeShape};
use super::lowerer::{BodyKey, Lowerer, Variables};
use super::refusal::{Lowered, Refusal};
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ExprKind, LocalId};
use crate::model::{ClassIndex, FunctionIndex, ModuleIndex, WebId};
use crate::python::ast;
use crate::source::{Place, Span};

/// What is known at one point of a body.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// Variables that hold less than their type says: `x` after `if x is None: return`.
    pub narrowed: HashMap<WebId, Ty>,
    /// Variables whose present value has a local of its own.
    pub unwrapped: HashMap<WebId, LocalId>,
    /// Keys that are set for certain, of variables that hold a record made here.
    pub present: HashMap<WebId, BTreeSet<String>>,
    /// Nodes of the records made here that nothing but their variable holds yet.
    pub fresh: HashMap<WebId, NodeId>,
    /// Keys of fresh records that may be set.
    pub maybe: HashMap<WebId, BTreeSet<String>>,
}

/// A body while it is lowered.
pub struct Body<'l, 'a> {
    /// The program around it.
    pub low: &'l mut Lowerer<'a>,
    /// Which body.
    pub key: BodyKey,
    /// Its module.
    pub module: ModuleIndex,
    /// The function, unless it is module-level code.
    pub function: Option<FunctionIndex>,
    /// The class whose method it is.
    pub class: Option<ClassIndex>,
    /// Its names and variables.
    pub variables: Rc<Variables>,
    /// Locals so far.
    pub locals: Vec<ir::Local>,
    /// The local of each variable.
    pub web_locals: HashMap<WebId, LocalId>,
    /// What is known here.
    pub known: Known,
    /// What it returns, so far.
    pub result: Ty,
    /// Locals of the exceptions that enclosing handlers caught, innermost last.
    pub caught: Vec<LocalId>,
    /// The classes that enclosing handlers catch, innermost last.
    pub caught_classes_stack: Vec<Vec<String>>,
    /// What is iterated is sorted: its order does not matter.
    pub order_is_lost: bool,
    /// The expression is read as text or as bytes, whichever it is: the argument of `json.loads`.
    pub text_or_bytes: bool,
    /// The expression is the argument of `int()`.
    pub inside_int: bool,
    /// What is sorted, or searched for an extreme, by a key.
    pub keyed: Option<&'a ast::Expr>,
    /// Spans that are left and entered on more than one path: loops, and guarded blocks.
    pub regions: Vec<Span>,
    /// The suite that is lowered, innermost last.
    pub suites: Vec<Span>,
    /// What runs behind the statements that are being lowered, outermost suite first.
    pub behind: Vec<Vec<&'a ast::Stmt>>,
    /// Calls in the statement that is being lowered of functions that give no value: refused ones, and those that only raise.
    pub without_value: Vec<(Span, FunctionIndex)>,
    /// Calls that may give a generator, since what they give is gone through.
    pub consumed: Vec<Span>,
    /// Generators that are being gone through, and whether the end may not be reached.
    pub asked: Vec<(FunctionIndex, bool)>,
    /// How many comprehensions and lambdas are around the expression.
    pub nested: u32,
}

impl Body<'_, '_> {
    /// The place of a span of this body.
    pub fn place(&self, span: Span) -> Place {
        Place { file: self.low.model.module(self.module).tree.file, span }
    }

    /// A refusal at that span.
    pub fn refuse<T>(&self, span: Span, code: &'static str, reason: impl Into<String>) -> Lowered<T> {
        Err(Refusal::new(self.place(span), code, reason))
    }

    /// An expression of that inferred type.
    pub fn value(&mut self, ty: Ty, span: Span, kind: ExprKind) -> Value {
        let ty = self.low.heap.resolve(&ty);
        let held = self.low.held(&ty);
        Value { ty, expr: ir::Expr { ty: held, span, kind } }
    }

    /// A call of a runtime helper.
    pub fn helper(&mut self, ty: Ty, span: Span, helper: &str, args: Vec<ir::Expr>, raises: &[&str]) -> Value {
        let raises = raises.iter().map(|&class| class.to_owned()).collect();
        let call = ir::LibraryCall { helper: helper.to_owned(), args, raises };
        self.value(ty, span, ExprKind::Library(call))
    }

    /// An integer class for a value made at that span.
    pub fn int(&mut self, span: Span, nth: u8) -> Ty {
        let place = self.place(span);
        Ty::Int(self.low.heap.int_site(place, nth))
    }

    /// An integer that counts things in memory.
    pub fn small_int(&mut self, span: Span, nth: u8) -> Ty {
        let place = self.place(span);
        let ty = Ty::Int(self.low.heap.small_int_site(place, nth));
        self.mark_computed(&ty);
        ty
    }

    /// An integer that is computed with or limited by something that fits 64 bits.
    pub fn computed_int(&mut self, span: Span, nth: u8) -> Ty {
        let ty = self.int(span, nth);
        self.mark_computed(&ty);
        ty
    }

    /// Says that integers of this type are computed with.
    pub fn mark_computed(&mut self, ty: &Ty) {
        match self.low.heap.resolve(ty) {
            Ty::Int(int) => self.low.heap.mark_computed(int),
            Ty::Optional(inner) => self.mark_computed(&inner),
            _ => {}
        }
    }

    /// The node of an object made at that span.
    pub fn node(&mut self, span: Span, nth: u8, shape: NodeShape) -> NodeId {
        let place = self.place(span);
        let node = self.low.heap.site(place, nth, shape);
        self.low.heap.find(node)
    }

    /// A local that pivot makes.
    pub fn temporary(&mut self, ty: &Ty) -> LocalId {
        self.named_local("", ty)
    }

    /// A further local of that Python name.
    pub fn named_local(&mut self, name: &str, ty: &Ty) -> LocalId {
        let ty = self.low.held(ty);
        let id = LocalId(u32::try_from(self.locals.len()).unwrap_or(u32::MAX));
        self.locals.push(ir::Local { name: name.to_owned(), ty });
        id
    }

    /// The value of a local.
    pub fn local(&mut self, local: LocalId, ty: Ty, span: Span) -> Value {
        self.value(ty, span, ExprKind::Local(local))
    }

    /// The inferred type of a variable.
    pub fn web_type(&self, web: WebId) -> Ty {
        self.low.heap.resolve(self.low.web_types.get(&(self.key, web)).unwrap_or(&Ty::Never))
    }

    /// Joins a type into a variable's; gives the variable's type.
    pub fn grow_web(&mut self, web: WebId, ty: &Ty) -> Ty {
        let before = self.web_type(web);
        let after = self.low.heap.join(&before, ty);
        if before != after {
            self.low.heap.note_change();
        }
        self.low.web_types.insert((self.key, web), after.clone());
        after
    }

    /// The local of a variable.
    pub fn web_local(&mut self, web: WebId) -> LocalId {
        if let Some(local) = self.web_locals.get(&web) {
            return *local;
        }
        let name = self.variables.webs.name(web).to_owned();
        let ty = self.web_type(web);
        let local = self.named_local(&name, &ty);
        self.web_locals.insert(web, local);
        local
    }

    /// The variable of the name that starts at that offset, if it is one of this body.
    pub fn web_at(&self, span: Span) -> Option<WebId> {
        self.variables.webs.at(span.start)
    }

    /// The variable that a plain name means.
    pub fn web_of(&self, expr: &ast::Expr) -> Option<WebId> {
        match &expr.kind {
            ast::ExprKind::Name(_) => self.web_at(expr.span),
            _ => None,
        }
    }

    /// What a dotted name means at module level; `None` for a value, such as `json.get` of a local variable `json`.
    pub fn resolve(&self, expr: &ast::Expr) -> Option<crate::model::Resolved> {
        let mut root = expr;
        while let ast::ExprKind::Attribute { value, .. } = &root.kind {
            root = value;
        }
        if self.web_of(root).is_some() {
            return None;
        }
        self.low.model.resolve(self.module, expr)
    }

    /// Forgets what was known of a variable: it is bound anew.
    pub fn forget(&mut self, web: WebId) {
        self.known.narrowed.remove(&web);
        self.known.unwrapped.remove(&web);
        self.known.present.remove(&web);
        self.known.fresh.remove(&web);
        self.known.maybe.remove(&web);
    }

    /// Whether a variable is bound inside a span.
    pub fn is_bound_in(&self, web: WebId, span: Span) -> bool {
        self.variables.webs.binding_offsets(web).iter().any(|offset| span.start <= *offset && *offset < span.end)
    }

    /// Forgets what was known of every variable that is bound inside a span: a loop's body runs again.
    pub fn forget_bound_in(&mut self, span: Span) {
        let bound: Vec<WebId> = (0..u32::try_from(self.variables.webs.len()).unwrap_or(u32::MAX))
            .map(WebId)
            .filter(|web| self.is_bound_in(*web, span))
            .collect();
        // Any key of a record that is followed may be set on the way here.
        for (web, node) in self.known.fresh.clone() {
            if let NodeShape::Record(fields) = self.low.heap.shape(node) {
                let keys = fields.iter().map(|(key, _)| key.clone()).collect();
                self.known.maybe.insert(web, keys);
            }
        }
        for web in bound {
            // What it held is not followed from here on.
            self.look_at(web);
            self.forget(web);
        }
    }

    /// The same value as another type.
    pub fn coerce(&mut self, value: Value, to: &Ty) -> Lowered<ir::Expr> {
        let to = self.low.heap.resolve(to);
        let from = self.low.heap.resolve(&value.ty);
        let held = self.low.held(&to);
        let span = value.expr.span;
        if from == Ty::None && !matches!(value.expr.kind, ExprKind::None) {
            // `xs.append(1)` is evaluated for what it does; its None stands apart.
            let none = self.value(Ty::None, span, ExprKind::None);
            let none = self.coerce(none, &to)?;
            return Ok(self.after(value, none));
        }
        if matches!((&from, to.present()), (Ty::Enum(from), Ty::Enum(other)) if *from != other)
            || (matches!(from, Ty::Enum(_)) && matches!(to.present(), Ty::Str | Ty::Int(_)))
            || (matches!(from, Ty::Str | Ty::Int(_)) && matches!(to.present(), Ty::Enum(_)))
        {
            // They are held alike, and are not the same.
            return self.mismatch(&from, &to, value);
        }
        if value.expr.ty == held {
            return Ok(value.expr);
        }
        let convert = |expr: ir::Expr| ir::Expr { ty: held.clone(), span, kind: ExprKind::Convert(Box::new(expr)) };
        match (&from, &to) {
            (Ty::Never, _) | (_, Ty::Never) => Ok(ir::Expr { ty: held, ..value.expr }),
            (Ty::Int(_), Ty::Int(_)) => Ok(convert(value.expr)),
            (Ty::Int(_), Ty::Exact) => Ok(super::exact::widened(value.expr)),
            (Ty::None, Ty::Optional(_) | Ty::Json | Ty::Encodable) => Ok(convert(value.expr)),
            (Ty::Optional(a), Ty::Optional(b)) if a == b => Ok(ir::Expr { ty: held, ..value.expr }),
            (Ty::Optional(inner), Ty::Json) if Self::is_scalar(inner) => Ok(convert(value.expr)),
            (Ty::Optional(inner), Ty::Encodable) if self.encodable(inner) => Ok(convert(value.expr)),
            (Ty::Optional(a), Ty::Optional(b)) if matches!((&**a, &**b), (Ty::Int(_), Ty::Int(_))) => {
                // There is no conversion inside of an Optional: both are held in one width.
                if let (Ty::Int(a), Ty::Int(b)) = (&**a, &**b) {
                    self.low.heap.unify_ints(*a, *b);
                }
                Ok(value.expr)
            }
            (Ty::Optional(a), Ty::Optional(b)) => {
                let (a, b) = ((**a).clone(), (**b).clone());
                let (read, bound) = self.bound(value);
                let test = ir::Expr { ty: ir::Type::Bool, span, kind: ExprKind::IsNone(Box::new(read.expr.clone())) };
                let present = self.value(a, span, ExprKind::Convert(Box::new(read.expr)));
                let present = self.coerce(present, &b)?;
                let none = self.value(Ty::None, span, ExprKind::None).expr;
                let (then, otherwise) = (Box::new(convert(none)), Box::new(convert(present)));
                let cond = self.value(to.clone(), span, ExprKind::Cond { test: Box::new(test), then, otherwise });
                Ok(self.with_bound(bound, cond).expr)
            }
            (_, Ty::Optional(inner)) => {
                let inner = (**inner).clone();
                let expr = self.coerce(value, &inner)?;
                Ok(convert(expr))
            }
            (Ty::Library(from), Ty::Library(to)) if self.low.library.is_subclass(from, to) => Ok(value.expr),
            (Ty::Int(_) | Ty::Float, Ty::Number) => {
                self.note_number_int(&value.expr);
                Ok(convert(value.expr))
            }
            (Ty::Bool | Ty::Int(_) | Ty::Exact | Ty::Float | Ty::Number | Ty::Str, Ty::Json) => Ok(convert(value.expr)),
            (_, Ty::Encodable) if self.encodable(&from) => Ok(convert(value.expr)),
            (Ty::Tuple(a), Ty::Tuple(b)) if a.len() == b.len() => {
                let (whole, bound) = match value.expr.kind {
                    ExprKind::Tuple(_) => (value, None),
                    _ => self.bound(value),
                };
                let mut coerced = Vec::new();
                for (index, (from, to)) in a.iter().zip(b).enumerate() {
                    let item = if let ExprKind::Tuple(items) = &whole.expr.kind {
                        Value { ty: from.clone(), expr: items[index].clone() }
                    } else {
                        let tuple = Box::new(whole.expr.clone());
                        self.value(from.clone(), span, ExprKind::TupleItem { tuple, index })
                    };
                    coerced.push(self.coerce(item, to)?);
                }
                let tuple = self.value(to.clone(), span, ExprKind::Tuple(coerced));
                Ok(self.with_bound(bound, tuple).expr)
            }
            _ => self.mismatch(&from, &to, value),
        }
    }

    fn mismatch(&mut self, from: &Ty, to: &Ty, value: Value) -> Lowered<ir::Expr> {
        if !self.low.last_pass {
            return Ok(value.expr);
        }
        let reason = format!("{} is used where {} is held", self.low.heap.describe(from), self.low.heap.describe(to));
        self.refuse(value.expr.span, "mixed-types", reason)
    }

    pub(super) fn is_scalar(ty: &Ty) -> bool {
        matches!(ty, Ty::Bool | Ty::Int(_) | Ty::Exact | Ty::Float | Ty::Number | Ty::Str)
    }

    /// Whether `json.dumps` writes values of this type, as pivot knows it.
    pub fn encodable(&self, ty: &Ty) -> bool {
        self.encodable_within(ty, &mut Vec::new())
    }

    fn encodable_within(&self, ty: &Ty, seen: &mut Vec<NodeId>) -> bool {
        match self.low.heap.resolve(ty) {
            Ty::Never
            | Ty::None
            | Ty::Bool
            | Ty::Int(_)
            | Ty::Exact
            | Ty::Float
            | Ty::Number
            | Ty::Str
            | Ty::Json
            | Ty::Encodable => true,
            Ty::Optional(inner) => self.encodable_within(&inner, seen),
            Ty::Tuple(items) => items.iter().all(|item| self.encodable_within(item, seen)),
            Ty::Object(node) => {
                if seen.contains(&node) {
                    return true;
                }
                seen.push(node);
                match self.low.heap.shape(node).clone() {
                    // `json.dumps` knows no deque.
                    NodeShape::List(_) if self.deque_of(node).is_some() => false,
                    NodeShape::List(item) => self.encodable_within(&item, seen),
                    NodeShape::Dict(key, value) => {
                        let key = self.low.heap.resolve(&key);
                        // What cannot be hashed is no key: the rest of the values of unknown shape can be written.
                        (matches!(key, Ty::Str | Ty::Int(_) | Ty::Exact | Ty::Float | Ty::Bool | Ty::Json | Ty::Never)
                            || matches!(key, Ty::Enum(_)) && self.encodable_within(&key, seen))
                            && self.encodable_within(&value, seen)
                    }
                    NodeShape::Record(fields) => fields.iter().all(|(_, ty)| self.encodable_within(ty, seen)),
                    NodeShape::Set(_) | NodeShape::Instance(..) => false,
                }
            }
            Ty::Enum(class) => self.low.enums.get(&class).is_some_and(|info| info.mixed),
            Ty::Bytes
            | Ty::Exception
            | Ty::Function(_)
            | Ty::Pattern(_)
            | Ty::Match(_)
            | Ty::Library(_)
            | Ty::Unknown(_) => false,
        }
    }

    /// The float that an int or a number is in arithmetic with a float.
    pub fn as_float(&mut self, value: Value) -> ir::Expr {
        self.mark_computed(&value.ty);
        let span = value.expr.span;
        if value.expr.ty == ir::Type::Float {
            return value.expr;
        }
        if value.ty == Ty::Exact {
            return self.helper(Ty::Float, span, "big_int_float", vec![value.expr], &["OverflowError"]).expr;
        }
        if let ExprKind::Int(int) = value.expr.kind {
            #[expect(clippy::cast_precision_loss, reason = "as Python's float(int): both round to nearest even")]
            return ir::Expr { ty: ir::Type::Float, span, kind: ExprKind::Float(int as f64) };
        }
        ir::Expr { ty: ir::Type::Float, span, kind: ExprKind::Convert(Box::new(value.expr)) }
    }
}
