//! One way to call a function or method.

use super::{EffectSet, TypeExpr};
use crate::python::ast::Constant;

/// One way to call a function or method of the library; each `@overload` is one.
#[derive(Clone, Debug)]
pub struct Signature {
    /// `json.dumps`, `str.split`, `http.server.BaseHTTPRequestHandler.send_response`
    pub qualified_name: String,
    /// Function or method, and of what.
    pub kind: SignatureKind,
    /// The type of `self`; only methods have one (a constructor makes its own).
    pub receiver: Option<TypeExpr>,
    /// The parameters without the receiver.
    pub params: Vec<Param>,
    /// What it returns.
    pub returns: TypeExpr,
    /// What it does besides computing.
    pub effects: EffectSet,
    /// The exception classes that it can raise when its arguments fit the types, by qualified name.
    pub raises: Vec<String>,
    /// The class and the text of the exception when an argument of a value of unknown shape is of another type than its parameter; `{type}` in the text is the
    /// name of that value's type.
    pub wrong_type: Option<(String, String)>,
    /// It changes its receiver (a function: its first argument).
    pub mutates: bool,
    /// Parameters that the receiver keeps: `list.append` stores `item`.
    pub stores: Vec<String>,
    /// How it is translated.
    pub support: Support,
    /// How Go says it, where that means exactly the same.
    pub go: Option<Idiom>,
    /// How Rust says it, where that means exactly the same.
    pub rust: Option<Idiom>,
    /// Targets that cannot have it although the other can, and why.
    pub not_in: Vec<(Target, String)>,
}

impl Signature {
    /// The runtime helper, if that is how it is translated.
    pub fn helper(&self) -> Option<&str> {
        match &self.support {
            Support::Helper(name) => Some(name),
            Support::Intrinsic | Support::Unsupported(_) => None,
        }
    }

    /// Why it cannot be translated to a target.
    pub fn unsupported(&self, target: Target) -> Option<&str> {
        if let Support::Unsupported(reason) = &self.support {
            return Some(reason);
        }
        self.not_in.iter().find(|(which, _)| *which == target).map(|(_, reason)| reason.as_str())
    }

    /// The target's own way to say it.
    pub fn idiom(&self, target: Target) -> Option<&Idiom> {
        match target {
            Target::Go => self.go.as_ref(),
            Target::Rust => self.rust.as_ref(),
        }
    }

    /// The parameter of that name, with its index.
    pub fn param(&self, name: &str) -> Option<(usize, &Param)> {
        self.params.iter().enumerate().find(|(_, param)| param.name == name)
    }

    /// The smallest number of arguments.
    pub fn required(&self) -> usize {
        self.params.iter().filter(|param| param.is_required()).count()
    }
}

/// The target languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// Go
    Go,
    /// Rust
    Rust,
}

/// What a signature belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureKind {
    /// A module's function.
    Function,
    /// A method: the receiver is an instance.
    Method,
    /// `__init__`: called as the class, it returns the instance and has no receiver.
    Constructor,
    /// `@classmethod`: `datetime.now()`
    ClassMethod,
    /// `@staticmethod`: `str.maketrans()`
    StaticMethod,
}

/// How an entry of the library is translated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Support {
    /// `@helper("name")`: by that helper of the runtimes, in each target's spelling.
    Helper(String),
    /// `@intrinsic`: the ir has a form for it (`len`, `isinstance`, `json.dumps`, arithmetic, iteration).
    Intrinsic,
    /// `@unsupported("reason")`: not at all.
    Unsupported(String),
}

/// One parameter.
#[derive(Clone, Debug)]
pub struct Param {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: TypeExpr,
    /// Its default; [`Constant::Ellipsis`] where the stub does not say which.
    pub default: Option<Constant>,
    /// How arguments reach it.
    pub kind: ParamKind,
    /// `Owned[T]` or `@stores`: the callee keeps the value; all others only borrow it.
    pub owned: bool,
}

impl Param {
    /// Whether a call must give it.
    pub fn is_required(&self) -> bool {
        match self.kind {
            ParamKind::PositionalOnly | ParamKind::Ordinary | ParamKind::KeywordOnly => self.default.is_none(),
            ParamKind::Variadic | ParamKind::Keywords => false,
        }
    }
}

/// How arguments reach a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParamKind {
    /// Before the `/`.
    PositionalOnly,
    /// By position or by name.
    Ordinary,
    /// `*args`: all further positional arguments, each of the type.
    Variadic,
    /// After the `*`: by name.
    KeywordOnly,
    /// `**kwargs`: all further named arguments, each of the type.
    Keywords,
}

/// `@go("strings.HasPrefix({self}, {prefix})", imports=["strings"])`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Idiom {
    /// The template, cut at its placeholders.
    pub parts: Vec<IdiomPart>,
    /// Packages (Go) or paths (Rust) that it needs.
    pub imports: Vec<String>,
    /// The placeholders stand in the order in which Python evaluates them. Where they don't, the idiom serves only if evaluating the arguments has no effects.
    pub in_order: bool,
}

/// A piece of an idiom's template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IdiomPart {
    /// Text of the target.
    Text(String),
    /// `{self}`
    Receiver,
    /// `{name}`: the parameter of that index.
    Param(usize),
}
