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
    "__bool__",
    "__len__",
    "__class_getitem__",
    "__init_subclass__",
    "__set_name__",
];

/// Why the instances of a class are no plain objects.
pub fn unplain(model: &Model<'_>, class: ClassIndex) -> Option<String> {
    let info = model.class(class);
    let object = |base: &Option<Resolved>| matches!(base, Some(Resolved::External(name)) if name == "builtins.object");
    if !info.bases.iter().all(object) || !info.def.decorators.is_empty() || !info.def.keywords.is_empty() {
        return Some(format!("the class `{}` has bases or decorators that are not translated yet", info.name));
    }
    let mut special = SPECIAL.iter().filter(|name| info.methods.contains_key(**name));
    special.next().map(|name| format!("the class `{}` has a method `{name}`", info.name))
}

/// Whether attributes of a class are plain variables: an `Enum` or a dataclass makes something else of them.
pub fn has_plain_attributes(model: &Model<'_>, class: ClassIndex) -> bool {
    let info = model.class(class);
    let plain = |base: &Option<Resolved>| match base {
        Some(Resolved::External(name)) => {
            name == "builtins.object"
                || super::http::HANDLER_CLASSES.contains(&name.as_str())
                || super::exception::EXCEPTION_CLASSES.contains(&name.as_str())
        }
        Some(Resolved::Symbol(Symbol::Class(base))) => *base != class && has_plain_attributes(model, *base),
        Some(Resolved::Symbol(_)) | None => false,
    };
    info.def.decorators.is_empty() && info.def.keywords.is_empty() && info.bases.iter().all(plain)
}

impl Body<'_, '_> {
    /// A class body may define methods and bind names; anything else runs code.
    pub fn class_body(&self, def: &ast::ClassDef) -> Lowered<()> {
        for stmt in &def.body {
            let fine = match &stmt.kind {
                StmtKind::FunctionDef(_) | StmtKind::Pass | StmtKind::Assign { .. } | StmtKind::AnnAssign { .. } => {
                    true
                }
                StmtKind::Expr(value) => matches!(value.kind, ast::ExprKind::Constant(_)),
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
}
