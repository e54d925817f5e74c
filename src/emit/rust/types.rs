//! Types as Rust writes them.

use std::collections::HashSet;

use super::names::Names;
use crate::ir::{FunctionId, ObjectId, Shape, Type};
use crate::plan::{Passing, Plan, Sharing};

/// The types of a program.
#[derive(Clone, Copy)]
pub struct Types<'a> {
    /// The program.
    pub plan: &'a Plan,
    /// Its names.
    pub names: &'a Names,
    /// Its functions that write shared cells.
    pub writers: &'a HashSet<FunctionId>,
    /// Its state.
    pub state: &'a super::state::Facts,
}

impl Types<'_> {
    /// The type of an owned value.
    pub fn owned(self, ty: &Type) -> String {
        match ty {
            // No value of it is ever made: an element of a list that stays empty, a field that nothing sets. `!` cannot stand there yet.
            Type::Never | Type::None => "()".to_owned(),
            Type::Bool => "bool".to_owned(),
            Type::Int => "i64".to_owned(),
            Type::BigInt => "py::Int".to_owned(),
            Type::Float => "f64".to_owned(),
            Type::Number => "py::Number".to_owned(),
            Type::Str => "String".to_owned(),
            Type::Bytes => "Vec<u8>".to_owned(),
            Type::Object(id) => self.object(*id),
            Type::Tuple(items) => match items.as_slice() {
                [one] => format!("({},)", self.owned(one)),
                items => format!("({})", items.iter().map(|item| self.owned(item)).collect::<Vec<_>>().join(", ")),
            },
            Type::Optional(inner) => format!("Option<{}>", self.owned(inner)),
            Type::Json | Type::Encodable => "py::Value".to_owned(),
            Type::Exception => "py::Error".to_owned(),
            Type::Library(name) => library(name).to_owned(),
            Type::Callable { params, result } => {
                let params: Vec<String> = params.iter().map(|param| self.owned(param)).collect();
                format!("fn({}) -> {}", params.join(", "), self.owned(result))
            }
        }
    }

    /// The type of the objects of an alias class, as they are held.
    pub fn object(self, id: ObjectId) -> String {
        let content = self.content(id);
        match self.plan.sharing(id) {
            Sharing::Shared => format!("py::Shared<{content}>"),
            Sharing::Frozen { aliased: true } if self.is_struct(id) => format!("Arc<{content}>"),
            Sharing::Frozen { .. } | Sharing::Owned => content,
        }
    }

    /// The type of what the objects of an alias class hold.
    pub fn content(self, id: ObjectId) -> String {
        match &self.plan.object(id).shape {
            Shape::List(item) => format!("Vec<{}>", self.owned(item)),
            Shape::Dict(key, value) => format!("py::Dict<{}, {}>", self.owned(key), self.owned(value)),
            Shape::Set(item) => format!("py::Set<{}>", self.owned(item)),
            Shape::Record(_) | Shape::Instance(..) => self.names.objects[id.0 as usize].clone(),
        }
    }

    /// The type of a parameter.
    pub fn param(self, ty: &Type, passing: Passing) -> String {
        match passing {
            Passing::Own => self.owned(ty),
            Passing::BorrowMut => match ty {
                Type::Object(id) if self.plan.sharing(*id) == Sharing::Shared => format!("&{}", self.owned(ty)),
                _ => format!("&mut {}", self.owned(ty)),
            },
            Passing::Borrow => self.borrowed(ty),
        }
    }

    /// The type of a borrowed value.
    pub fn borrowed(self, ty: &Type) -> String {
        match ty {
            _ if self.is_copy(ty) => self.owned(ty),
            Type::Str => "&str".to_owned(),
            Type::Bytes => "&[u8]".to_owned(),
            Type::Encodable => "&(impl py::ToJson + ?Sized)".to_owned(),
            Type::Optional(inner) => format!("Option<{}>", self.borrowed(inner)),
            Type::Object(id) => match &self.plan.object(*id).shape {
                Shape::List(item) if self.plan.sharing(*id) != Sharing::Shared => format!("&[{}]", self.owned(item)),
                Shape::Record(_) | Shape::Instance(..) if self.is_arc(*id) => format!("&{}", self.content(*id)),
                _ => format!("&{}", self.owned(ty)),
            },
            _ => format!("&{}", self.owned(ty)),
        }
    }

    /// Whether a value is copied by using it.
    pub fn is_copy(self, ty: &Type) -> bool {
        match ty {
            Type::Never | Type::None | Type::Bool | Type::Int | Type::Float | Type::Number => true,
            Type::Tuple(items) => items.iter().all(|item| self.is_copy(item)),
            Type::Optional(inner) => self.is_copy(inner),
            Type::BigInt
            | Type::Str
            | Type::Bytes
            | Type::Object(_)
            | Type::Json
            | Type::Encodable
            | Type::Exception
            | Type::Library(_)
            | Type::Callable { .. } => false,
        }
    }

    /// Whether values are held by a counted reference, which is cloned cheaply: `Arc`, `py::Shared`, `py::Value`.
    pub fn is_counted(self, ty: &Type) -> bool {
        match ty {
            Type::Json => true,
            Type::Object(id) => self.plan.sharing(*id) == Sharing::Shared || self.is_arc(*id),
            _ => false,
        }
    }

    /// Whether the objects of an alias class are behind an `Arc`.
    pub fn is_arc(self, id: ObjectId) -> bool {
        self.is_struct(id) && self.plan.sharing(id) == (Sharing::Frozen { aliased: true })
    }

    /// Whether the objects of an alias class are behind a `py::Shared`.
    pub fn is_shared(self, ty: &Type) -> bool {
        matches!(ty, Type::Object(id) if self.plan.sharing(*id) == Sharing::Shared)
    }

    /// Whether the objects of an alias class are structs.
    pub fn is_struct(self, id: ObjectId) -> bool {
        matches!(self.plan.object(id).shape, Shape::Record(_) | Shape::Instance(..))
    }

    /// The shape of a type's objects.
    pub fn shape(&self, ty: &Type) -> Option<&Shape> {
        match ty {
            Type::Object(id) => Some(&self.plan.object(*id).shape),
            _ => None,
        }
    }

    /// Whether borrowing it gives a slice: `&str`, `&[u8]`, `&[T]`.
    pub fn is_sliced(self, ty: &Type) -> bool {
        match ty {
            Type::Str | Type::Bytes => true,
            Type::Object(id) => {
                matches!(self.plan.object(*id).shape, Shape::List(_)) && self.plan.sharing(*id) != Sharing::Shared
            }
            _ => false,
        }
    }
}

/// Its class: where a lock only says which requests exclude each other, the lock of the state has its part.
pub const LOCK: &str = "threading.Lock";

fn library(name: &str) -> &'static str {
    match name {
        "http.server.BaseHTTPRequestHandler" => "py::Handler",
        "http.client.HTTPMessage" => "py::Headers",
        "http.server.HTTPServer" | "http.server.ThreadingHTTPServer" => "py::HttpServer",
        LOCK => "()",
        "datetime.datetime" => "py::DateTime",
        "datetime.date" => "py::Date",
        "argparse.Namespace" => "py::Namespace",
        "datetime.timedelta" => "py::TimeDelta",
        "uuid.UUID" => "py::Uuid",
        "hashlib._Hash" | "hashlib.Hash" | "_hashlib.HASH" => "py::Hash",
        "urllib.parse.ParseResult" | "urllib.parse.SplitResult" => "py::Url",
        "logging.Logger" => "py::Logger",
        "random.Random" => "py::Random",
        "re.Pattern" => "regex::Regex",
        "re.Match" => "Vec<String>",
        _ => "py::Value",
    }
}
