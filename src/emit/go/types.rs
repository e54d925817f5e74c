//! How Go holds the types of the ir.

use crate::ir::{Object, ObjectId, Shape, Type};
use crate::plan::Plan;

/// The types of one program.
#[derive(Clone, Copy)]
pub struct Types<'a> {
    pub plan: &'a Plan,
    /// The Go names of records and instances, by object.
    pub names: &'a [String],
    /// Whether lists of an object class are held by a pointer, by object.
    pub pointer_lists: &'a [bool],
    /// The Go names of the handler classes.
    pub handlers: &'a [String],
}

impl<'a> Types<'a> {
    /// The object class of that id.
    pub fn object(&self, id: ObjectId) -> &'a Object {
        self.plan.object(id)
    }

    /// The shape of an object type.
    pub fn shape(&self, ty: &Type) -> Option<&'a Shape> {
        if let Type::Object(id) = ty { Some(&self.object(*id).shape) } else { None }
    }

    /// The Go name of a record or instance.
    pub fn name(&self, id: ObjectId) -> &'a str {
        &self.names[id.0 as usize]
    }

    /// Whether the type is a dict whose keys are of unknown types.
    pub fn is_value_dict(&self, ty: &Type) -> bool {
        matches!(self.shape(ty), Some(Shape::Dict(Type::Json, _)))
    }

    /// Whether a list is held by a pointer.
    pub fn is_pointer_list(&self, ty: &Type) -> bool {
        let Type::Object(id) = ty else { return false };
        matches!(self.object(*id).shape, Shape::List(_)) && self.pointer_lists[id.0 as usize]
    }

    /// Whether nil is `None`: the type is a pointer.
    pub fn is_pointer(&self, ty: &Type) -> bool {
        match ty {
            Type::Object(id) => !matches!(self.object(*id).shape, Shape::List(_)) || self.is_pointer_list(ty),
            Type::Exception => true,
            Type::Library(name) => library(name).starts_with(['*', '[']),
            _ => false,
        }
    }

    /// The Go type.
    pub fn go(&self, ty: &Type) -> String {
        match ty {
            Type::Never | Type::None => "struct{}".into(),
            Type::Bool => "bool".into(),
            Type::Int => "int64".into(),
            Type::BigInt => "py.Int".into(),
            Type::Float => "float64".into(),
            Type::Number => "py.Number".into(),
            Type::Str => "string".into(),
            Type::Bytes => "[]byte".into(),
            Type::Object(id) => match &self.object(*id).shape {
                Shape::List(item) if self.is_pointer_list(ty) => format!("*py.List[{}]", self.go(item)),
                Shape::List(item) => format!("[]{}", self.go(item)),
                Shape::Dict(Type::Json, value) => format!("*py.ValueDict[{}]", self.go(value)),
                Shape::Dict(key, value) => format!("*py.Dict[{}, {}]", self.go(key), self.go(value)),
                Shape::Set(Type::Json) => "*py.ValueSet".into(),
                Shape::Set(item) => format!("*py.Set[{}]", self.go(item)),
                Shape::Record(_) | Shape::Instance(..) => format!("*{}", self.name(*id)),
            },
            Type::Tuple(items) => self.tuple(items),
            Type::Optional(inner) if self.is_pointer(inner) => self.go(inner),
            Type::Optional(inner) => format!("py.Optional[{}]", self.go(inner)),
            Type::Json => "py.Value".into(),
            Type::Encodable => "py.JSON".into(),
            Type::Exception => "*py.Error".into(),
            // A function that takes the handler takes it as the class that it is, to call its methods.
            Type::Library(name) if name == "http.server.BaseHTTPRequestHandler" && self.handlers.len() == 1 => {
                format!("*{}", self.handlers[0])
            }
            Type::Library(name) => library(name).into(),
            Type::Callable { params, result } => {
                let params: Vec<String> = params.iter().map(|param| self.go(param)).collect();
                format!("func({}) {}", params.join(", "), self.go(result)).trim_end_matches(" struct{}").to_owned()
            }
        }
    }

    /// What makes an empty dict or set of the type: `py.NewDict[string, int64]`.
    pub fn constructor(&self, ty: &Type) -> String {
        self.go(ty).replacen("*py.", "py.New", 1)
    }

    fn tuple(&self, items: &[Type]) -> String {
        let args: Vec<String> = items.iter().map(|item| self.go(item)).collect();
        match args.len() {
            0 => "struct{}".into(),
            n => format!("py.Tuple{n}[{}]", args.join(", ")),
        }
    }

    /// The Go expression of the type's zero value.
    pub fn zero(&self, ty: &Type) -> String {
        match ty {
            Type::Bool => "false".into(),
            Type::Int | Type::Float => "0".into(),
            Type::Str => "\"\"".into(),
            Type::Bytes | Type::Encodable | Type::Exception | Type::Callable { .. } => "nil".into(),
            Type::Object(_) => "nil".into(),
            Type::Optional(inner) if self.is_pointer(inner) => "nil".into(),
            Type::Library(name) if library(name).starts_with(['*', '[']) => "nil".into(),
            Type::Never
            | Type::None
            | Type::BigInt
            | Type::Number
            | Type::Tuple(_)
            | Type::Optional(_)
            | Type::Json
            | Type::Library(_) => format!("{}{{}}", self.go(ty)),
        }
    }

    /// Whether Go's == is Python's.
    pub fn is_comparable(&self, ty: &Type) -> bool {
        match ty {
            Type::Bool | Type::Int | Type::BigInt | Type::Float | Type::Str | Type::None => true,
            Type::Tuple(items) => items.iter().all(|item| self.is_comparable(item)),
            Type::Optional(inner) => !self.is_pointer(inner) && self.is_comparable(inner),
            _ => false,
        }
    }

    /// Whether Go orders the type with <.
    pub fn is_ordered(&self, ty: &Type) -> bool {
        matches!(ty, Type::Int | Type::Float | Type::Str)
    }
}

/// The Go type of a class of Python's library.
pub fn library(name: &str) -> &'static str {
    match name {
        "http.server.HTTPServer" | "http.server.ThreadingHTTPServer" | "socketserver.TCPServer" => "*py.Server",
        "http.server.BaseHTTPRequestHandler" => "*py.Handler",
        "http.client.HTTPMessage" | "email.message.Message" => "py.Headers",
        "io.BufferedReader" | "io.BufferedWriter" => "*py.Handler",
        "io.TextIOWrapper" => "py.Stream",
        "hashlib.Hash" => "*py.Hash",
        "datetime.datetime" => "py.Datetime",
        "datetime.date" => "py.Date",
        "argparse.Namespace" => "*py.Namespace",
        "datetime.timedelta" => "py.Timedelta",
        "datetime.timezone" | "datetime.tzinfo" => "*py.Timezone",
        "urllib.parse.ParseResult" => "*py.ParseResult",
        "urllib.parse.SplitResult" => "*py.SplitResult",
        "threading.Lock" => "*py.Lock",
        "threading.RLock" => "*py.RLock",
        "random.Random" => "*py.Random",
        "uuid.UUID" => "py.UUID",
        "os.Environ" => "py.Environ",
        "logging.Logger" => "*py.Logger",
        "time.struct_time" => "py.StructTime",
        "re.Pattern" => "*regexp.Regexp",
        "re.Match" => "[]string",
        _ => "any",
    }
}
