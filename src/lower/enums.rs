//! Enum classes whose members are constants. A member is held as its value, and known by its type.
//!
//! ```python
//! class Status(str, Enum):
//!     OPEN = "open"
//!
//! {status.value: 0 for status in Status}
//! Status("open") is Status.OPEN
//! ```
//!
//! What finds a member by its value or its name stands in the class: `python::desugar` wrote it.

use std::collections::HashMap;

use super::body::Body;
use super::call::Arguments;
use super::heap::{Heap, NodeId, NodeShape};
use super::method_kind::MethodKind;
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ExprKind, FormatPart, Iter};
use crate::model::{ClassIndex, FunctionIndex, Model, Resolved, Symbol};
use crate::python::ast::{self, Constant, StmtKind};
use crate::python::case::snake;
use crate::source::Span;

/// Methods with two underscores that an Enum class may have.
const METHODS: &[&str] = &["__str__", "__repr__", "__lt__", "__le__", "__gt__", "__ge__"];

/// Names that mean something to `enum` itself.
const RESERVED: &[&str] = &["name", "value", "mro"];

/// What is known of an Enum class.
#[derive(Clone, Debug)]
pub struct EnumInfo {
    /// Values are text, not integers.
    pub texts: bool,
    /// Members are text or integers themselves: `class Status(str, Enum)`.
    pub mixed: bool,
    /// The text of a member is its value: `IntEnum`, `StrEnum`.
    pub shows_value: bool,
    /// Every name with that of the member it means, in order.
    names: Vec<(String, String)>,
    name: FunctionIndex,
    of: FunctionIndex,
    named: FunctionIndex,
}

impl EnumInfo {
    /// The names of the members, in order.
    fn members(&self) -> impl Iterator<Item = &String> {
        self.names.iter().filter(|(name, member)| name == member).map(|(name, _)| name)
    }

    fn member(&self, name: &str) -> Option<&String> {
        self.names.iter().find(|(known, _)| known == name).map(|(_, member)| member)
    }
}

/// The Enum classes of a program that are translated.
pub fn known(model: &Model<'_>) -> HashMap<ClassIndex, EnumInfo> {
    (0..model.classes.len()).map(ClassIndex).filter_map(|class| Some((class, info(model, class)?))).collect()
}

fn info(model: &Model<'_>, class: ClassIndex) -> Option<EnumInfo> {
    let info = model.class(class);
    let bases: Vec<&str> = info
        .bases
        .iter()
        .map(|base| match base {
            Some(Resolved::External(name)) => name.as_str(),
            Some(Resolved::Symbol(_)) | None => "",
        })
        .collect();
    // What kind of values a mixed-in class wants.
    let (wanted, shows_value) = match bases.as_slice() {
        ["enum.Enum"] => (None, false),
        ["builtins.str", "enum.Enum"] => (Some(true), false),
        ["builtins.int", "enum.Enum"] => (Some(false), false),
        ["enum.StrEnum"] | ["builtins.str", "enum.StrEnum"] => (Some(true), true),
        ["enum.IntEnum"] | ["builtins.int", "enum.IntEnum"] => (Some(false), true),
        _ => return None,
    };
    let is_derived_from = |base: &Resolved| *base == Resolved::Symbol(Symbol::Class(class));
    if model.classes.iter().any(|other| other.bases.iter().flatten().any(is_derived_from)) {
        return None;
    }
    let lookup = |ending: &str| {
        let index = *info.methods.get(&format!("{}_{ending}", snake(&info.name)))?;
        // Not one that the program has of that name.
        (model.function(index).def.name.span == info.def.name.span).then_some(index)
    };
    let mut names: Vec<(String, String)> = Vec::new();
    let mut values: Vec<(&String, &ast::Expr)> = Vec::new();
    for stmt in &info.def.body {
        match &stmt.kind {
            StmtKind::Assign { targets, value } => {
                let [ast::Expr { kind: ast::ExprKind::Name(name), .. }] = targets.as_slice() else { return None };
                if RESERVED.contains(&name.as_str()) {
                    return None;
                }
                let known = values.iter().find(|(_, known)| same_value(known, value)).map(|(name, _)| *name);
                names.push((name.clone(), known.unwrap_or(name).clone()));
                values.push((name, value));
            }
            StmtKind::FunctionDef(def) => {
                let name = def.name.name.as_str();
                let fits = METHODS.contains(&name) && !(shows_value && matches!(name, "__str__" | "__repr__"));
                if (name.starts_with('_') && name.ends_with('_') && !fits) || RESERVED.contains(&name) {
                    return None;
                }
            }
            StmtKind::Pass => {}
            StmtKind::Expr(value) if matches!(value.kind, ast::ExprKind::Constant(_)) => {}
            _ => return None,
        }
    }
    let texts = matches!(values.first()?.1.kind, ast::ExprKind::Constant(Constant::Str(_)));
    if wanted.is_some_and(|wanted| wanted != texts) {
        return None;
    }
    Some(EnumInfo {
        texts,
        mixed: wanted.is_some(),
        shows_value,
        names,
        name: lookup("name")?,
        of: lookup("of")?,
        named: lookup("named")?,
    })
}

fn same_value(a: &ast::Expr, b: &ast::Expr) -> bool {
    match (&a.kind, &b.kind) {
        (ast::ExprKind::Constant(a), ast::ExprKind::Constant(b)) => a == b,
        (ast::ExprKind::UnaryOp { operand: a, .. }, ast::ExprKind::UnaryOp { operand: b, .. }) => same_value(a, b),
        _ => false,
    }
}

impl Heap {
    /// Whether a value of a type is or holds a member of an Enum.
    pub(super) fn holds_member(&self, ty: &Ty, seen: &mut Vec<NodeId>) -> bool {
        match self.resolve(ty) {
            Ty::Enum(_) => true,
            Ty::Optional(inner) => self.holds_member(&inner, seen),
            Ty::Tuple(items) => items.iter().any(|item| self.holds_member(item, seen)),
            Ty::Object(node) if !seen.contains(&node) => {
                seen.push(node);
                match self.shape(node).clone() {
                    NodeShape::List(item) | NodeShape::Set(item) => self.holds_member(&item, seen),
                    NodeShape::Dict(key, value) => self.holds_member(&key, seen) || self.holds_member(&value, seen),
                    NodeShape::Record(fields) | NodeShape::Instance(_, fields) => {
                        fields.iter().any(|(_, field)| self.holds_member(field, seen))
                    }
                }
            }
            _ => false,
        }
    }
}

impl<'a> Body<'_, 'a> {
    /// The Enum class that an expression names.
    pub(super) fn enum_named(&self, expr: &ast::Expr) -> Option<ClassIndex> {
        match self.class_named(expr) {
            Some(Resolved::Symbol(Symbol::Class(class))) if self.low.enums.contains_key(&class) => Some(class),
            _ => None,
        }
    }

    /// What is known of the class whose members a value is one of.
    pub(super) fn enum_of(&self, ty: &Ty) -> Option<(ClassIndex, EnumInfo)> {
        let Ty::Enum(class) = self.low.heap.resolve(ty) else { return None };
        Some((class, self.low.enums.get(&class)?.clone()))
    }

    /// `Color.RED`
    fn enum_member(&mut self, class: ClassIndex, name: &str, span: Span) -> Lowered<Option<Value>> {
        let known = self.low.enums.get(&class).is_some_and(|info| info.member(name).is_some());
        let Some(index) = self.low.model.class(class).attributes.get(name).copied().filter(|_| known) else {
            return Ok(None);
        };
        let value = self.global_variable(index, span)?;
        self.mark_computed(&value.ty);
        let is_held = matches!(value.ty, Ty::Int(_) | Ty::Str | Ty::Never);
        if !is_held {
            return self.refuse(span, "enum", format!("the value of the member `{name}`"));
        }
        Ok(Some(Value { ty: Ty::Enum(class), ..value }))
    }

    /// An attribute of an Enum class: a member.
    pub(super) fn enum_attribute(&mut self, object: &ast::Expr, name: &str, span: Span) -> Lowered<Option<Value>> {
        let Some(class) = self.enum_named(object) else { return Ok(None) };
        match self.enum_member(class, name, span)? {
            Some(member) => Ok(Some(member)),
            None => self.refuse(span, "enum", format!("`{name}` of an Enum class is no member")),
        }
    }

    /// `member.value`, `member.name`, and properties of the class.
    pub(super) fn member_attribute(&mut self, member: Value, name: &str, span: Span) -> Lowered<Value> {
        let Some((class, info)) = self.enum_of(&member.ty) else { return Ok(member) };
        match name {
            "value" => Ok(self.member_value(member)),
            "name" => self.member_name(member, span),
            _ => match self.low.model.method(class, name) {
                Some(index) if self.method_kind(index) == MethodKind::Property => {
                    self.call_function(index, Some(member), Arguments::default(), span)
                }
                _ => {
                    let what = if info.mixed { "a mixed-in class's, or a method" } else { "a method, or nothing" };
                    self.refuse(span, "enum", format!("the attribute `{name}` of a member of an Enum: {what}"))
                }
            },
        }
    }

    /// The value of a member.
    pub(super) fn member_value(&mut self, member: Value) -> Value {
        let Some((_, info)) = self.enum_of(&member.ty) else { return member };
        let ty = if info.texts { Ty::Str } else { self.computed_int(member.span(), 14) };
        Value { ty, ..member }
    }

    /// A member of a class with a mixed-in `str` or `int` as that text or integer; anything else as it is.
    pub(super) fn unmixed(&mut self, value: Value) -> Value {
        match self.enum_of(&value.ty) {
            Some((_, info)) if info.mixed => self.member_value(value),
            _ => value,
        }
    }

    fn member_name(&mut self, member: Value, span: Span) -> Lowered<Value> {
        let Some((class, info)) = self.enum_of(&member.ty) else { return Ok(member) };
        if let ExprKind::Global(id) = member.expr.kind {
            let attributes = &self.low.model.class(class).attributes;
            let named = attributes.iter().find(|(_, index)| index.0 == id.0 as usize).map(|(name, _)| name);
            if let Some(own) = named.and_then(|name| info.member(name)).cloned() {
                return Ok(self.value(Ty::Str, span, ExprKind::Str(own)));
            }
        }
        let arguments = Arguments { positional: vec![member], ..Arguments::default() };
        self.call_function(info.name, None, arguments, span)
    }

    /// `Color(value)`
    pub(super) fn member_of(
        &mut self,
        class: ClassIndex,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        span: Span,
    ) -> Lowered<Value> {
        let Some(of) = self.low.enums.get(&class).map(|info| info.of) else {
            return self.refuse(span, "enum", "a member of this Enum class");
        };
        let arguments = self.arguments(args, keywords)?;
        let Some(value) = arguments.single().cloned() else {
            return self.refuse(span, "enum", "an Enum class is called with other than one value");
        };
        match self.low.heap.resolve(&value.ty) {
            Ty::Enum(known) if known == class => Ok(value),
            _ => {
                let value = self.unmixed(value);
                let arguments = Arguments { positional: vec![value], ..Arguments::default() };
                self.call_function(of, None, arguments, span)
            }
        }
    }

    /// `Color["RED"]`
    pub(super) fn member_named(
        &mut self,
        value: &ast::Expr,
        slice: &'a ast::Expr,
        span: Span,
    ) -> Lowered<Option<Value>> {
        let Some(class) = self.enum_named(value) else { return Ok(None) };
        if let ast::ExprKind::Constant(Constant::Str(name)) = &slice.kind
            && let Some(member) = self.enum_member(class, name, span)?
        {
            return Ok(Some(member));
        }
        let name = self.expr(slice)?;
        let named = self.low.enums.get(&class).map(|info| info.named);
        let (Ty::Str | Ty::Never, Some(named)) = (self.low.heap.resolve(&name.ty), named) else {
            return self.refuse(span, "enum", "a member is looked up by a name that may be no text");
        };
        let arguments = Arguments { positional: vec![name], ..Arguments::default() };
        self.call_function(named, None, arguments, span).map(Some)
    }

    /// The list of all members, where an expression names an Enum class.
    pub(super) fn members(&mut self, expr: &ast::Expr) -> Lowered<Option<Value>> {
        let Some(class) = self.enum_named(expr) else { return Ok(None) };
        let span = expr.span;
        let names: Vec<String> =
            self.low.enums.get(&class).map(|info| info.members().cloned().collect()).unwrap_or_default();
        let node = self.node(span, 13, NodeShape::List(Ty::Never));
        self.low.heap.grow_element(node, &Ty::Enum(class));
        let mut items = Vec::new();
        for name in names {
            items.extend(self.enum_member(class, &name, span)?.map(|member| member.expr));
        }
        Ok(Some(self.value(Ty::Object(node), span, ExprKind::List(items))))
    }

    /// `for member in Status`
    pub(super) fn member_iteration(&mut self, iter: &ast::Expr) -> Lowered<Option<(Iter, Ty)>> {
        let Some(members) = self.members(iter)? else { return Ok(None) };
        let element = self.element_type(&members.ty);
        Ok(Some((Iter::Value(members.expr), element)))
    }

    /// What `str` and `format` give for a member of a class without a `__str__`.
    pub(super) fn member_text(&mut self, member: Value) -> Lowered<Value> {
        let Some((class, info)) = self.enum_of(&member.ty) else { return Ok(member) };
        if info.shows_value {
            return Ok(self.member_value(member));
        }
        let span = member.span();
        let name = self.member_name(member, span)?;
        let class = FormatPart::Literal(format!("{}.", self.low.model.class(class).name));
        Ok(self.value(Ty::Str, span, ExprKind::Format(vec![class, FormatPart::Str(name.expr)])))
    }

    /// What `repr` gives for a member of a class without a `__repr__`: `<Color.RED: 1>`.
    pub(super) fn member_repr(&mut self, member: Value) -> Lowered<FormatPart> {
        let span = member.span();
        let Some((class, _)) = self.enum_of(&member.ty) else { return Ok(FormatPart::Repr(member.expr)) };
        if !super::order::is_fixed(&member.expr) && !matches!(member.expr.kind, ExprKind::Global(_)) {
            // Its name and its value are both shown.
            let (read, bound) = self.bound(member);
            let part = self.member_repr(read)?;
            let text = self.value(Ty::Str, span, ExprKind::Format(vec![part]));
            return Ok(FormatPart::Str(self.with_bound(bound, text).expr));
        }
        let name = self.member_name(member.clone(), span)?;
        let value = self.member_value(member);
        let parts = vec![
            FormatPart::Literal(format!("<{}.", self.low.model.class(class).name)),
            FormatPart::Str(name.expr),
            FormatPart::Literal(": ".to_owned()),
            FormatPart::Repr(value.expr),
            FormatPart::Literal(">".to_owned()),
        ];
        Ok(FormatPart::Str(self.value(Ty::Str, span, ExprKind::Format(parts)).expr))
    }

    /// Refuses a member that an exception would hold.
    pub(super) fn no_member_in_error(&mut self, member: &Value) -> Lowered<()> {
        match self.low.heap.resolve(&member.ty) {
            Ty::Enum(_) => self.refuse(member.span(), "enum", "an exception would show the member of an Enum"),
            _ => Ok(()),
        }
    }

    /// `names[Color.RED]` of a dict: its `KeyError` shows the `repr` of the member.
    pub(super) fn item_of_member(
        &mut self,
        dict: Value,
        member: Value,
        (key, element): (&Ty, Ty),
        span: Span,
    ) -> Lowered<Value> {
        if !super::order::is_harmless(&dict.expr) {
            return self.refuse(span, "enum", "a member of an Enum is looked up in a computed dict");
        }
        let (dict, bound_dict) = match dict.expr.kind {
            ExprKind::Local(_) | ExprKind::Global(_) => (dict, None),
            _ => {
                let local = self.temporary(&dict.ty);
                (self.local(local, dict.ty.clone(), span), Some((local, dict.expr)))
            }
        };
        self.low.members_in_errors = true;
        let (member, bound) = match member.expr.kind {
            ExprKind::Global(_) => (member, None),
            _ => self.bound(member),
        };
        let text = self.member_repr(member.clone())?;
        let text = self.value(Ty::Str, span, ExprKind::Format(vec![text]));
        let exception = self.helper(Ty::Exception, span, "new_key_error", vec![text.expr], &[]);
        let wanted = self.lookup_key(member, key)?;
        let bool_expr = |kind| ir::Expr { ty: ir::Type::Bool, span, kind };
        let kind = ExprKind::Contains { item: Box::new(wanted.clone()), container: Box::new(dict.expr.clone()) };
        let missing = bool_expr(ExprKind::Not(Box::new(bool_expr(kind))));
        let raise = self.plain(span, ir::StmtKind::Raise(exception.expr));
        let check = self.plain(span, ir::StmtKind::If { test: missing, then: vec![raise], otherwise: Vec::new() });
        let item = self.helper(element.clone(), span, "dict_getitem", vec![dict.expr, wanted], &["KeyError"]);
        let item = self.value(element, span, ExprKind::Block(Box::new(vec![check]), Box::new(item.expr)));
        let item = self.with_bound(bound, item);
        Ok(self.with_bound(bound_dict, item))
    }

    /// Whether the members of a class are tested like their values; others are true.
    pub(super) fn member_truth(&mut self, member: Value) -> Lowered<ir::Expr> {
        let span = member.span();
        match self.enum_of(&member.ty) {
            Some((_, info)) if info.mixed => {
                let value = self.member_value(member);
                self.truth(value)
            }
            _ => {
                let test = ir::Expr { ty: ir::Type::Bool, span, kind: ExprKind::Bool(true) };
                Ok(self.after(member, test))
            }
        }
    }
}
