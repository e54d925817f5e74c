//! Types of the ir.

/// Names one [`Object`] of a program: an alias class of containers, records or instances.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ObjectId(pub u32);

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// No value comes here: `raise`, `sys.exit()`.
    Never,
    /// `None` alone.
    None,
    /// `True`, `False`
    Bool,
    /// An integer that is held in 64 bits; leaving them is *beyond*.
    Int,
    /// An integer that is only parsed, compared, looked up or printed, of any size.
    BigInt,
    /// `float`
    Float,
    /// int or float, kept apart at run time.
    Number,
    /// `str`
    Str,
    /// `bytes`
    Bytes,
    /// A mutable object of that alias class.
    Object(ObjectId),
    /// `tuple[A, B]`
    Tuple(Vec<Type>),
    /// `T | None`; `T` is never `None`, `Optional` or `Json`.
    Optional(Box<Type>),
    /// A value of unknown JSON shape: None, bool, int, float, str, list, dict with string keys.
    Json,
    /// A parameter that is only written by `json.dumps`: anything of a known type that it can write.
    Encodable,
    /// An exception instance.
    Exception,
    /// An opaque class of Python's library by qualified name, for example `http.server.HTTPServer`.
    Library(String),
    /// A callable that is passed to a library function (`key=`).
    Callable {
        /// Types of its parameters.
        params: Vec<Type>,
        /// Type of its result.
        result: Box<Type>,
    },
}

impl Type {
    /// `T | None`, without nesting.
    #[must_use]
    pub fn optional(self) -> Self {
        match self {
            Self::None | Self::Json | Self::Optional(_) => self,
            other => Self::Optional(Box::new(other)),
        }
    }
}

/// All objects that one variable, element or field may hold: they share one representation.
#[derive(Clone, Debug)]
pub struct Object {
    /// What the objects are.
    pub shape: Shape,
    /// A name for the type, made from the Python names around it (`User`); only records and instances have one.
    pub name: String,
    /// The Python line where the first of them is made, for comments and findings.
    pub line: u32,
}

/// What the objects of an alias class are.
#[derive(Clone, Debug)]
pub enum Shape {
    /// `list[T]`
    List(Type),
    /// `dict[K, V]`, in insertion order
    Dict(Type, Type),
    /// `set[T]`
    Set(Type),
    /// A dict with constant string keys, in that order.
    Record(Vec<Field>),
    /// An instance of a class of the program; the fields are its attributes.
    Instance(super::ClassId, Vec<Field>),
}

/// A key of a record or an attribute of an instance.
#[derive(Clone, Debug)]
pub struct Field {
    /// The key or attribute name as Python has it.
    pub key: String,
    /// The type of the value.
    pub ty: Type,
    /// The key may be missing. (Then no value of it is `None`: never both absent and None.)
    pub absent: bool,
}
