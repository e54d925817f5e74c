//! What a method is called with.

use super::body::Body;
use crate::model::{FunctionIndex, Model, Resolved, Symbol};
use crate::python::ast;

/// What a method takes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MethodKind {
    /// The instance.
    Instance,
    /// The class. It is known where the method is, so it is no parameter of the translation.
    Class,
    /// Nothing.
    Static,
    /// The instance, and it is read like an attribute.
    Property,
}

/// Whether a method takes the instance, the class or nothing.
pub fn method_kind(model: &Model<'_>, index: FunctionIndex) -> MethodKind {
    for decorator in &model.function(index).def.decorators {
        if let ast::ExprKind::Name(name) = &decorator.kind {
            match name.as_str() {
                "staticmethod" => return MethodKind::Static,
                "classmethod" => return MethodKind::Class,
                "property" => return MethodKind::Property,
                _ => {}
            }
        }
    }
    MethodKind::Instance
}

/// How many parameters of a function are no parameters of its translation: the class of a class method.
pub fn left_out(model: &Model<'_>, index: FunctionIndex) -> usize {
    let method = model.function(index).class.is_some();
    usize::from(method && method_kind(model, index) == MethodKind::Class)
}

/// Whether the class that a class method gets is the one that it stands in, whatever it is called on: no class derives from it.
pub fn knows_its_class(model: &Model<'_>, index: FunctionIndex) -> bool {
    let Some(class) = model.function(index).class else { return false };
    let derived = |base: &Resolved| *base == Resolved::Symbol(Symbol::Class(class));
    // A class that has all that it inherits has a class method of its own.
    !model.classes.iter().any(|other| !other.def.is_flat && other.bases.iter().flatten().any(derived))
}

impl Body<'_, '_> {
    /// Whether a method takes the instance, the class or nothing.
    pub fn method_kind(&self, index: FunctionIndex) -> MethodKind {
        method_kind(self.low.model, index)
    }

    /// Whether an expression is the class that this class method gets.
    pub fn is_own_class(&self, expr: &ast::Expr) -> bool {
        self.is_receiver(expr)
            && self.function.is_some_and(|index| {
                self.method_kind(index) == MethodKind::Class && knows_its_class(self.low.model, index)
            })
    }
}
