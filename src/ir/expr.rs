//! Expressions of the ir.

use super::{Block, FunctionId, GlobalId, Iter, LocalId, ObjectId, Pattern, Type};
use crate::source::Span;

/// An expression: its value has exactly the type `ty`.
#[derive(Clone, Debug)]
pub struct Expr {
    /// The type of the value.
    pub ty: Type,
    /// Where in the Python source.
    pub span: Span,
    /// What it is.
    pub kind: ExprKind,
}

/// What an expression is. Operands are evaluated left to right, in the order of the fields.
#[derive(Clone, Debug)]
pub enum ExprKind {
    /// `None`
    None,
    /// `True`, `False`
    Bool(bool),
    /// `42`
    Int(i64),
    /// `1.5`
    Float(f64),
    /// `"text"`
    Str(String),
    /// `b"bytes"`
    Bytes(Vec<u8>),
    /// A local variable or parameter.
    Local(LocalId),
    /// A module-level variable or constant.
    Global(GlobalId),
    /// `not x` of a bool.
    Not(Box<Expr>),
    /// `a and b and c` of bools.
    And(Vec<Expr>),
    /// `a or b or c` of bools.
    Or(Vec<Expr>),
    /// `then if test else otherwise`; both arms have the type of the whole.
    Cond {
        /// A bool.
        test: Box<Expr>,
        /// The value when true.
        then: Box<Expr>,
        /// The value when false.
        otherwise: Box<Expr>,
    },
    /// Binds a local for the evaluation of `body`: `a or b` is `let t = a in (t if truth(t) else b)`.
    Let {
        /// The local; it is not used outside of `body`.
        local: LocalId,
        /// Its value.
        value: Box<Expr>,
        /// The value of the whole.
        body: Box<Expr>,
    },
    /// `left op right`, both of one type. Order comparisons only of numbers, strings, bytes, tuples and lists of them, or `Json` (which can raise).
    Compare {
        /// The operator.
        op: CompareOp,
        /// Left side.
        left: Box<Expr>,
        /// Right side.
        right: Box<Expr>,
    },
    /// `x is None` of an `Optional` or `Json`.
    IsNone(Box<Expr>),
    /// Whether a value is true, where its type needs a test: numbers (not 0), str, bytes, lists, dicts (not empty), `Json`. For an `Optional`: present and true.
    Truth(Box<Expr>),
    /// `left op right` of two Ints, two Floats or two Numbers (or of Json, which can raise); `TrueDiv` of Ints is a Float.
    /// Ints leave 64 bits by *beyond* unless `unchecked`; division by zero raises.
    Arithmetic {
        /// The operator.
        op: ArithmeticOp,
        /// Left side.
        left: Box<Expr>,
        /// Right side.
        right: Box<Expr>,
        /// The range of the operands proves that the result fits.
        unchecked: bool,
    },
    /// `-x` of a number.
    Negate(Box<Expr>),
    /// `a + b + c` of strings.
    Concat(Vec<Expr>),
    /// An f-string, `"…" % …` or `"…".format(…)` whose shape is constant.
    Format(Vec<FormatPart>),
    /// The same value held as another type (`ty` of this expression): Int → Float (exact rounding of Python's `float(i)`), Int/Float/Bool → Number,
    /// Int → `BigInt`, T → `Optional[T]`, `None` → `Optional[T]`, `Optional[T]` → T (known to be present), any scalar, `Optional` of one, list or dict literal → Json,
    /// Json → T (known by a preceding `isinstance`), anything → Encodable, `BigInt` → Int (known to fit, or *beyond*).
    Convert(Box<Expr>),
    /// `[a, b]`; a fresh object of `ty`
    List(Vec<Expr>),
    /// `{k: v}` with dynamic keys; a fresh object of `ty` (or Json)
    Dict(Vec<(Expr, Expr)>),
    /// `{a, b}`; a fresh object of `ty`
    Set(Vec<Expr>),
    /// `(a, b)`
    Tuple(Vec<Expr>),
    /// `{"id": a, "name": b}`: a fresh record of `ty`; `(field index, value)` in the order of the *source*. A field that is not named is absent; if its
    /// [`super::Field::absent`] says that it never is, a statement before its first use sets it, and until then it holds its type's zero value.
    Record {
        /// Field indexes with their values, in evaluation order.
        fields: Vec<(usize, Expr)>,
        /// `{**base, …}`, `base.copy()`: a record whose fields (by key) are taken over first.
        base: Option<Box<Expr>>,
    },
    /// `record["key"]` or `instance.attr`: the field of an Object. Raises KeyError/AttributeError when the field may be absent (`absent`) and `known` is false.
    Field {
        /// A record or instance.
        object: Box<Expr>,
        /// Index into the fields of its shape.
        field: usize,
        /// The field is known to be present here.
        known: bool,
    },
    /// `record.get("key")`: an Optional field that may be absent. The type is `Optional`.
    FieldOrNone {
        /// A record.
        object: Box<Expr>,
        /// Index into the fields of its shape.
        field: usize,
    },
    /// `"key" in record`
    HasField {
        /// A record.
        object: Box<Expr>,
        /// Index into the fields of its shape.
        field: usize,
    },
    /// `tuple[0]` with a constant index.
    TupleItem {
        /// A tuple.
        tuple: Box<Expr>,
        /// Its index, from 0.
        index: usize,
    },
    /// `len(x)` of a str (code points), bytes, list, dict, set or Json (which can raise).
    Len(Box<Expr>),
    /// `x in container`: list, dict, set, str (substring), tuple or Json.
    Contains {
        /// What is looked for.
        item: Box<Expr>,
        /// Where.
        container: Box<Expr>,
    },
    /// `x.copy()`, `list(x)`, `dict(x)`: a fresh shallow copy with the same representation of elements.
    Copy(Box<Expr>),
    /// `f(a, b)` of a function or method of the program; a method has its receiver first. Every parameter has its argument, defaults filled in.
    Call {
        /// Which.
        function: FunctionId,
        /// One per parameter.
        args: Vec<Expr>,
    },
    /// `C(…)`: a fresh instance, `__init__` run on it.
    New {
        /// Its object class.
        object: ObjectId,
        /// `__init__`, if the class has one.
        init: Option<FunctionId>,
        /// Arguments of `__init__` without the receiver.
        args: Vec<Expr>,
    },
    /// A function, method or attribute of Python's library.
    Library(LibraryCall),
    /// `json.dumps(value, …)`; `bytes`: followed by `.encode()`.
    JsonDumps {
        /// What is written; of type `Encodable`, `Json` or any encodable type.
        value: Box<Expr>,
        /// How.
        options: DumpOptions,
        /// The result is Bytes, not Str.
        bytes: bool,
    },
    /// `[e for x in xs if c]`, and generator expressions that one call consumes.
    Comprehension {
        /// What becomes of the elements.
        kind: ComprehensionKind,
        /// The `for` clauses, outermost first.
        clauses: Vec<Clause>,
        /// The element; for a dict the key.
        element: Box<Expr>,
        /// For a dict the value.
        value: Option<Box<Expr>>,
    },
    /// `lambda x: …`, only as an argument of a library function.
    Lambda(Box<Lambda>),
    /// `ValueError("text")`: a fresh exception.
    NewException {
        /// Class name: a builtin (`ValueError`) or one of the program's exception classes.
        class: String,
        /// Its arguments: what `str(e)` is made of.
        args: Vec<Expr>,
        /// The attributes that the class's `__init__` sets, one per field of [`super::ExceptionClass::fields`] of the class; none for a builtin.
        fields: Vec<Expr>,
    },
    /// `e.missing`: an attribute of an exception that is known to be of that class (or of one derived from it without fields of its own).
    ExceptionField {
        /// The exception.
        value: Box<Expr>,
        /// The class, one of the program's.
        class: String,
        /// Index into its fields.
        field: usize,
    },
    /// `isinstance(e, ValueError)` of an exception.
    IsException {
        /// The exception.
        value: Box<Expr>,
        /// Class names, any of which will do.
        classes: Vec<String>,
    },
    /// `isinstance(x, …)` of a Json value.
    IsJson {
        /// The value.
        value: Box<Expr>,
        /// Kinds, any of which will do: `None bool int float str list dict`. As in Python a bool is an `int`.
        kinds: Vec<&'static str>,
    },
    /// Statements before a value, where Python has an expression: a generator or comprehension with a walrus, an inlined helper.
    Block(Box<Block>, Box<Expr>),
}

/// A call into Python's library.
///
/// `helper` is the name of the runtime helper (docs/runtime.md): `str_split`, `hashlib_sha256`, `list_append`, `dict_getitem`. Operators on containers are
/// helpers too: `list_getitem list_setitem list_delitem list_slice dict_getitem dict_setitem dict_delitem dict_get dict_get_default dict_pop
/// str_getitem str_slice value_getitem value_setitem …`; on Json every helper is `value_*`. Attributes of library objects are helpers with the
/// object as only argument: `handler_path`, `handler_headers`, `handler_command`.
#[derive(Clone, Debug)]
pub struct LibraryCall {
    /// The helper's name in snake case.
    pub helper: String,
    /// Every argument, receiver first, defaults filled in.
    pub args: Vec<Expr>,
    /// The classes of the exceptions that it can raise; empty when it cannot.
    pub raises: Vec<String>,
}

/// A piece of formatted text.
#[derive(Clone, Debug)]
pub enum FormatPart {
    /// Text.
    Literal(String),
    /// `{value}` = `str(value)` of the value's type.
    Str(Expr),
    /// `{value!r}` = `repr(value)`.
    Repr(Expr),
    /// `{value:spec}` with a constant format spec (PEP 3101 mini-language), known to be valid for the type.
    Spec(Expr, String),
    /// `%`-conversion such as `%05.1f`, with the `%`.
    Percent(Expr, String),
}

/// A one-expression function.
#[derive(Clone, Debug)]
pub struct Lambda {
    /// Its parameters.
    pub params: Vec<LocalId>,
    /// Its value.
    pub body: Expr,
}

/// `for pattern in iter if …`
#[derive(Clone, Debug)]
pub struct Clause {
    /// What each element is bound to.
    pub pattern: Pattern,
    /// What is iterated.
    pub iter: Iter,
    /// Conditions, bools.
    pub conditions: Vec<Expr>,
}

impl Clause {
    /// The local and its value in `for y in [f(x)]`, which goes through one element.
    #[must_use]
    pub fn single(&self) -> Option<(LocalId, &Expr)> {
        let Iter::Value(Expr { kind: ExprKind::List(items), .. }) = &self.iter else { return None };
        match (&self.pattern, items.as_slice()) {
            (Pattern::Local(local), [only]) => Some((*local, only)),
            _ => None,
        }
    }
}

/// What becomes of the elements of a comprehension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComprehensionKind {
    /// A fresh list.
    List,
    /// A fresh set.
    Set,
    /// A fresh dict.
    Dict,
    /// `sum(…)`, start 0: the type of the whole is the result's
    Sum,
    /// `any(…)`: the element is a bool
    Any,
    /// `all(…)`: the element is a bool
    All,
    /// `next((… ), None)`: the first element as an `Optional`
    First,
}

/// Options of `json.dumps`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DumpOptions {
    /// `ensure_ascii` (default true).
    pub ensure_ascii: bool,
    /// `indent`, as the text of one level.
    pub indent: Option<String>,
    /// Item and key separators.
    pub separators: (String, String),
    /// `sort_keys`
    pub sort_keys: bool,
}

impl Default for DumpOptions {
    fn default() -> Self {
        Self { ensure_ascii: true, indent: None, separators: (", ".into(), ": ".into()), sort_keys: false }
    }
}

/// Comparison of two values of one type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are CPython's")]
pub enum CompareOp {
    Eq,
    NotEq,
    Lt,
    LtE,
    Gt,
    GtE,
}

/// Arithmetic of two values of one type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are CPython's")]
pub enum ArithmeticOp {
    Add,
    Sub,
    Mult,
    Div,
    FloorDiv,
    Mod,
    Pow,
    LShift,
    RShift,
    BitOr,
    BitXor,
    BitAnd,
}
