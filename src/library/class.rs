//! Modules and classes.

use std::collections::BTreeMap;

use super::{EffectSet, Signature, Support, TypeExpr};
use crate::python::ast::Constant;

/// What a module offers.
#[derive(Clone, Debug, Default)]
pub struct Module {
    /// `urllib.parse`; `builtins` for what needs no import.
    pub name: String,
    /// Its functions by name; several signatures where it is overloaded.
    pub functions: BTreeMap<String, Vec<Signature>>,
    /// Its classes by name, with their qualified names.
    pub classes: BTreeMap<String, String>,
    /// Its constants and variables by name.
    pub attributes: BTreeMap<String, Attribute>,
    /// Names that it has from another module, with their qualified names there.
    pub aliases: BTreeMap<String, String>,
    /// Read from a stub of the user: no test holds it to `CPython`.
    pub unverified: bool,
}

/// A class.
#[derive(Clone, Debug)]
pub struct Class {
    /// `http.server.HTTPServer`; a builtin's has no module: `list`.
    pub qualified_name: String,
    /// Its type variables: `K` and `V` of `dict`.
    pub type_params: Vec<String>,
    /// Its bases; `object` where it names none.
    pub bases: Vec<TypeExpr>,
    /// Attributes of its instances, properties, class constants and enum members.
    pub attributes: BTreeMap<String, Attribute>,
    /// Its own methods by name; several signatures where one is overloaded.
    pub methods: BTreeMap<String, Vec<Signature>>,
    /// Why nothing of it can be translated.
    pub unsupported: Option<String>,
}

/// A constant, a variable of a module, an attribute of instances.
#[derive(Clone, Debug)]
pub struct Attribute {
    /// `math.pi`, `http.HTTPStatus.OK`, `http.server.BaseHTTPRequestHandler.path`
    pub qualified_name: String,
    /// Its type.
    pub ty: TypeExpr,
    /// Its value, if it is constant.
    pub value: Option<Constant>,
    /// How reading it is translated; a constant is written out.
    pub support: Support,
    /// What reading it does besides computing.
    pub effects: EffectSet,
    /// The exception classes that reading it can raise.
    pub raises: Vec<String>,
}
