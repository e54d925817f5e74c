//! What a method is called with.

use super::body::Body;
use crate::model::FunctionIndex;
use crate::python::ast;

/// What a method takes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MethodKind {
    /// The instance.
    Instance,
    /// The class.
    Class,
    /// Nothing.
    Static,
    /// The instance, and it is read like an attribute.
    Property,
}

impl Body<'_, '_> {
    /// Whether a method takes the instance, the class or nothing.
    pub fn method_kind(&self, index: FunctionIndex) -> MethodKind {
        for decorator in &self.low.model.function(index).def.decorators {
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
}
