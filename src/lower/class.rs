//! Classes whose instances are plain objects: no bases, decorators, metaclass or methods that change what an object is.

use super::body::Body;
use super::refusal::Lowered;
use crate::model::{ClassIndex, Model, Resolved, Symbol};
use crate::python::ast::{self, StmtKind};
use crate::source::Span;

/// Methods that change how instances are made, hold attributes or are tested.
const SPECIAL: &[&str] = &[
    "__new__",
    "__getattribute__",
    "__getattr__",
    "__setattr__",
    "__delattr__",
    "__del__",
    "__class_getitem__",
    "__init_subclass__",
    "__set_name__",
];

/// Why the instances of a class are no plain objects.
pub fn unplain(model: &Model<'_>, class: ClassIndex) -> Option<String> {
    let info = model.class(class);
    let object = |base: &Option<Resolved>| matches!(base, Some(Resolved::External(name)) if name == "builtins.object");
    let plain = info.def.decorators.is_empty() || is_written_dataclass(model, class);
    let derived = !(info.def.is_flat || info.bases.iter().all(object) && info.def.keywords.is_empty());
    if derived || !plain {
        return Some(format!("the class `{}` has bases or decorators that are not translated yet", info.name));
    }
    let mut special = SPECIAL.iter().filter(|name| info.methods.contains_key(**name));
    special.next().map(|name| format!("the class `{}` has a method `{name}`", info.name))
}

/// A method that `abc` wants to be overridden before there are instances.
pub fn abstract_method<'a>(model: &'a Model<'_>, class: ClassIndex) -> Option<&'a str> {
    let info = model.class(class);
    let methods = info.methods.values().map(|index| model.function(*index));
    let mut names: Vec<&str> = methods
        .filter(|method| method.def.decorators.iter().any(|one| is_abstract(model, info.module, one)))
        .map(|method| method.name.as_str())
        .collect();
    names.sort_unstable();
    names.first().copied()
}

/// Whether a decorator is `abc.abstractmethod`.
pub fn is_abstract(model: &Model<'_>, module: crate::model::ModuleIndex, decorator: &ast::Expr) -> bool {
    matches!(model.resolve(module, decorator), Some(Resolved::External(name)) if name == "abc.abstractmethod")
}

/// Whether a class is that class or derives from it.
pub fn is_subclass(model: &Model<'_>, class: ClassIndex, of: ClassIndex) -> bool {
    let mut seen = vec![class];
    let mut next = 0;
    while let Some(current) = seen.get(next).copied() {
        next += 1;
        for base in model.class(current).bases.iter().flatten() {
            if let Resolved::Symbol(Symbol::Class(base)) = base
                && !seen.contains(base)
            {
                seen.push(*base);
            }
        }
    }
    seen.contains(&of)
}

/// Whether a class is a dataclass whose `__init__` stands in the tree.
pub fn is_written_dataclass(model: &Model<'_>, class: ClassIndex) -> bool {
    let info = model.class(class);
    let [decorator] = info.def.decorators.as_slice() else { return false };
    let named = match &decorator.kind {
        ast::ExprKind::Call { func, .. } => func,
        _ => decorator,
    };
    let resolved = match &named.kind {
        ast::ExprKind::Name(name) => Some(model.resolve_name(info.module, name)),
        ast::ExprKind::Attribute { value, attr } => match &value.kind {
            ast::ExprKind::Name(name) => match model.resolve_name(info.module, name) {
                Resolved::External(module) => Some(Resolved::External(format!("{module}.{}", attr.name))),
                Resolved::Symbol(_) => None,
            },
            _ => None,
        },
        _ => None,
    };
    matches!(resolved, Some(Resolved::External(name)) if name == "dataclasses.dataclass")
        && info.methods.contains_key("__init__")
        && !info.def.body.iter().any(|stmt| matches!(stmt.kind, StmtKind::AnnAssign { .. }))
}

/// Whether a class is a dataclass with an option that is not literally `False`.
pub fn has_option(model: &Model<'_>, class: ClassIndex, option: &str) -> bool {
    let off = |value: &ast::Expr| matches!(value.kind, ast::ExprKind::Constant(ast::Constant::Bool(false)));
    model.class(class).def.decorators.iter().any(|decorator| {
        let ast::ExprKind::Call { keywords, .. } = &decorator.kind else { return false };
        keywords.iter().any(|one| one.name.as_ref().is_some_and(|name| name.name == option) && !off(&one.value))
    })
}

/// Whether instances are equal only to themselves.
pub fn is_equal_to_itself_only(model: &Model<'_>, class: ClassIndex) -> bool {
    let info = model.class(class);
    !info.methods.contains_key("__eq__") && (info.def.decorators.is_empty() || has_no_equality(model, class))
}

/// `@dataclass(eq=False)`
fn has_no_equality(model: &Model<'_>, class: ClassIndex) -> bool {
    is_written_dataclass(model, class)
        && model.class(class).def.decorators.iter().any(|decorator| {
            let ast::ExprKind::Call { keywords, .. } = &decorator.kind else { return false };
            keywords.iter().any(|one| one.name.as_ref().is_some_and(|name| name.name == "eq"))
                && !has_option(model, class, "eq")
        })
}

/// Whether attributes of a class are plain variables: an `Enum` or a dataclass makes something else of them.
pub fn has_plain_attributes(model: &Model<'_>, class: ClassIndex) -> bool {
    let info = model.class(class);
    let plain = |base: &Option<Resolved>| match base {
        Some(Resolved::External(name)) => {
            name == "builtins.object"
                || name == "abc.ABC"
                || super::http::HANDLER_CLASSES.contains(&name.as_str())
                || super::exception::EXCEPTION_CLASSES.contains(&name.as_str())
        }
        Some(Resolved::Symbol(Symbol::Class(base))) => *base != class && has_plain_attributes(model, *base),
        Some(Resolved::Symbol(_)) | None => false,
    };
    let made_plainly = info.def.decorators.is_empty() && (info.def.is_flat || info.def.keywords.is_empty());
    made_plainly && info.bases.iter().all(plain)
}

impl Body<'_, '_> {
    /// Whether two values of a type can be equal without being one object, in a way that only a method of the program knows.
    pub fn has_own_equality(&self, ty: &super::ty::Ty) -> bool {
        use super::heap::NodeShape;
        use super::ty::Ty;
        match self.low.heap.resolve(ty) {
            Ty::Optional(inner) => self.has_own_equality(&inner),
            Ty::Tuple(items) => items.iter().any(|item| self.has_own_equality(item)),
            Ty::Object(node) => match self.low.heap.shape(node) {
                NodeShape::List(item) | NodeShape::Set(item) => self.has_own_equality(&item.clone()),
                NodeShape::Dict(_, value) => self.has_own_equality(&value.clone()),
                NodeShape::Record(_) => false,
                NodeShape::Instance(class, _) => !is_equal_to_itself_only(self.low.model, *class),
            },
            _ => false,
        }
    }

    /// Whether a value is an instance that is equal only to itself.
    pub fn is_own_instance(&self, ty: &super::ty::Ty) -> bool {
        use super::ty::Ty;
        let Ty::Object(node) = self.low.heap.resolve(ty).present() else { return false };
        matches!(self.low.heap.shape(node), super::heap::NodeShape::Instance(class, _) if is_equal_to_itself_only(self.low.model, *class))
    }

    /// A method of the class that a value is an instance of: what `len(x)`, `x[i]` and the like call.
    pub fn special_method(&self, ty: &super::ty::Ty, name: &str) -> Option<crate::model::FunctionIndex> {
        match self.low.heap.resolve(ty) {
            super::ty::Ty::Object(node) => match self.low.heap.shape(node) {
                super::heap::NodeShape::Instance(class, _) => self.low.model.method(*class, name),
                _ => None,
            },
            super::ty::Ty::Enum(class) => self.low.model.method(class, name),
            _ => None,
        }
    }

    /// A class body may define methods and bind names; anything else runs code.
    pub fn class_body(&self, def: &ast::ClassDef) -> Lowered<()> {
        for stmt in &def.body {
            let fine = match &stmt.kind {
                StmtKind::FunctionDef(_) | StmtKind::Pass | StmtKind::Assign { .. } | StmtKind::AnnAssign { .. } => {
                    true
                }
                StmtKind::Expr(value) => matches!(value.kind, ast::ExprKind::Constant(_)),
                // A class inside has no decorator or base that could do more; nothing finds it, so that what uses it is refused.
                StmtKind::ClassDef(inner) => {
                    let plain = inner.decorators.is_empty() && inner.bases.is_empty() && inner.keywords.is_empty();
                    if plain {
                        self.class_body(inner)?;
                    }
                    plain
                }
                _ => false,
            };
            if !fine {
                return self.refuse(
                    stmt.span,
                    "class-body",
                    format!("the body of the class `{}` runs code", def.name.name),
                );
            }
        }
        Ok(())
    }

    /// Whether an expression in a class body names something of that class: module-level names mean something else there.
    pub fn names_of_class(&self, class: ClassIndex, value: &ast::Expr) -> Option<Span> {
        let mut names = std::collections::HashSet::new();
        crate::model::scope::names_of_expr(value, &mut names);
        let info = self.low.model.class(class);
        let own = names.iter().any(|name| info.attributes.contains_key(name) || info.methods.contains_key(name));
        own.then_some(value.span)
    }

    /// Whether a value in a class body names something that an earlier statement of the body bound: `store = store` reads the module's `store`.
    pub fn names_of_body_before(
        &self,
        class: ClassIndex,
        value: &ast::Expr,
        body: &[ast::Stmt],
        at: Span,
    ) -> Option<Span> {
        self.names_of_class(class, value)?;
        let mut names = std::collections::HashSet::new();
        crate::model::scope::names_of_expr(value, &mut names);
        let earlier = body.iter().filter(|stmt| stmt.span.start < at.start).cloned().collect::<Vec<_>>();
        let bound = crate::model::Scope::of_body(&earlier).locals;
        names.iter().any(|name| bound.contains(name)).then_some(value.span)
    }
}
