//! The syntax tree of Python 3.13, after CPython's `ast` module: the same node names, the same fields.
//!
//! Contexts (`Load`, `Store`, `Del`) are left out: the position of an expression says which it is.

use num_bigint::BigInt;

use crate::source::{FileId, Span};

/// Names one expression of a module; dense from 0, so that tables can be vectors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ExprId(pub u32);

/// Names one statement of a module; dense from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StmtId(pub u32);

/// A file's tree.
#[derive(Clone, Debug)]
pub struct Module {
    /// The file that it was read from.
    pub file: FileId,
    /// Top-level statements.
    pub body: Vec<Stmt>,
    /// Every comment in source order.
    pub comments: Vec<Comment>,
    /// One more than the largest [`ExprId`].
    pub expr_count: u32,
    /// One more than the largest [`StmtId`].
    pub stmt_count: u32,
}

/// `# text`
#[derive(Clone, Debug)]
pub struct Comment {
    /// Where, from the `#` to the end of the line.
    pub span: Span,
    /// The text with the `#`.
    pub text: String,
    /// Whether nothing but white space stands before it on its line.
    pub own_line: bool,
}

/// A name where it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identifier {
    /// The name, NFKC-normalized as Python does.
    pub name: String,
    /// Where.
    pub span: Span,
}

/// A statement.
#[derive(Clone, Debug)]
pub struct Stmt {
    /// Its number in the module.
    pub id: StmtId,
    /// From its first token (decorators excluded, as in CPython's `lineno`) to its last.
    pub span: Span,
    /// What it is.
    pub kind: StmtKind,
}

/// What a statement is.
#[derive(Clone, Debug)]
pub enum StmtKind {
    /// `def f(…): …` and `async def`
    FunctionDef(Box<FunctionDef>),
    /// `class C(…): …`
    ClassDef(Box<ClassDef>),
    /// `return x`
    Return(Option<Expr>),
    /// `del a, b`
    Delete(Vec<Expr>),
    /// `a = b = value`
    Assign {
        /// The targets, left to right.
        targets: Vec<Expr>,
        /// The value.
        value: Expr,
    },
    /// `type X[T] = value` (PEP 695)
    TypeAlias {
        /// The name.
        name: Expr,
        /// Its type parameters.
        type_params: Vec<TypeParam>,
        /// What it stands for.
        value: Expr,
    },
    /// `target op= value`
    AugAssign {
        /// The target.
        target: Expr,
        /// The operator.
        op: Operator,
        /// The right side.
        value: Expr,
    },
    /// `target: annotation = value`
    AnnAssign {
        /// The target.
        target: Expr,
        /// The annotation.
        annotation: Expr,
        /// The value, if there is one.
        value: Option<Expr>,
        /// A bare name without parentheses (CPython's `simple`).
        simple: bool,
    },
    /// `for target in iter: … else: …` and `async for`
    For {
        /// The loop variable.
        target: Expr,
        /// What is iterated.
        iter: Expr,
        /// The loop body.
        body: Vec<Stmt>,
        /// The `else` suite.
        orelse: Vec<Stmt>,
        /// `async for`
        is_async: bool,
    },
    /// `while test: … else: …`
    While {
        /// The condition.
        test: Expr,
        /// The loop body.
        body: Vec<Stmt>,
        /// The `else` suite.
        orelse: Vec<Stmt>,
    },
    /// `if test: … else: …`; an `elif` is an `If` alone in `orelse`.
    If {
        /// The condition.
        test: Expr,
        /// The `if` suite.
        body: Vec<Stmt>,
        /// The `else` suite.
        orelse: Vec<Stmt>,
    },
    /// `with a as b, c: …` and `async with`
    With {
        /// The context managers.
        items: Vec<WithItem>,
        /// The suite.
        body: Vec<Stmt>,
        /// `async with`
        is_async: bool,
    },
    /// `match subject: …`
    Match {
        /// What is matched.
        subject: Expr,
        /// The cases in order.
        cases: Vec<MatchCase>,
    },
    /// `raise exc from cause`
    Raise {
        /// The exception.
        exc: Option<Expr>,
        /// The cause.
        cause: Option<Expr>,
    },
    /// `try: … except …: … else: … finally: …`; `is_star` for `except*`
    Try {
        /// The guarded suite.
        body: Vec<Stmt>,
        /// The handlers in order.
        handlers: Vec<ExceptHandler>,
        /// The `else` suite.
        orelse: Vec<Stmt>,
        /// The `finally` suite.
        finalbody: Vec<Stmt>,
        /// `except*` (PEP 654)
        is_star: bool,
    },
    /// `assert test, msg`
    Assert {
        /// The condition.
        test: Expr,
        /// The message.
        msg: Option<Expr>,
    },
    /// `import a.b as c`
    Import(Vec<Alias>),
    /// `from ..a import b as c`
    ImportFrom {
        /// The module; `None` in `from . import x`.
        module: Option<Identifier>,
        /// The names; `*` as the name of a single alias.
        names: Vec<Alias>,
        /// Number of leading dots.
        level: u32,
    },
    /// `global a, b`
    Global(Vec<Identifier>),
    /// `nonlocal a, b`
    Nonlocal(Vec<Identifier>),
    /// An expression as a statement.
    Expr(Expr),
    /// `pass`
    Pass,
    /// `break`
    Break,
    /// `continue`
    Continue,
    /// Source that is not valid Python; a finding says why. Never translated.
    Invalid {
        /// The name, where a `class` or `def` is broken behind it: `class C(:`.
        name: Option<Identifier>,
        /// The statements indented below that are valid all the same. Only a reading of the text sees them: they bind
        /// nothing and run nowhere.
        body: Vec<Stmt>,
    },
}

/// `def name(…) -> returns: …`
#[derive(Clone, Debug)]
pub struct FunctionDef {
    /// The name.
    pub name: Identifier,
    /// Its type parameters (PEP 695).
    pub type_params: Vec<TypeParam>,
    /// The parameters.
    pub parameters: Parameters,
    /// The body.
    pub body: Vec<Stmt>,
    /// Decorators, top to bottom.
    pub decorators: Vec<Expr>,
    /// The annotation after `->`.
    pub returns: Option<Expr>,
    /// `async def`
    pub is_async: bool,
    /// A generator that was written out: it returns all that it yields as a list.
    pub collects: bool,
    /// What it is for, where it was written out.
    pub role: Option<Role>,
}

/// What a function that was written out is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// `__eq__`, `__lt__`, `__add__` and the like: what they say of other classes, `NotImplemented`, is left out.
    Compares,
    /// `__enter__`: it gave the object itself, and gives nothing any more.
    Enter,
    /// `__exit__`: it has no parameters but the object.
    Exit {
        /// An exception leaves through the method `exit_raised`, which gets it.
        apart: bool,
        /// An exception may end there.
        swallows: bool,
    },
    /// A function with `@contextmanager`. `NAME_enter` does what stands before the `yield`, `NAME_exit` what stands behind it.
    Generator {
        /// Whether something is yielded: the first value that `NAME_enter` gives.
        value: bool,
        /// How many values it gives further: those that `NAME_exit` gets last.
        kept: usize,
        /// What becomes of exceptions.
        raised: Raised,
    },
}

/// What a function with `@contextmanager` does with an exception.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Raised {
    /// The same as without one; it goes on.
    Same,
    /// Nothing; it goes on.
    Nothing,
    /// `NAME_raised` is called without it; it goes on.
    Other,
    /// `NAME_raised` gets it, as the last argument. It raises, or the exception ends there.
    Given {
        /// Whether there is a way to the end of that function.
        swallows: bool,
    },
}

/// `class name(bases, keywords): …`
#[derive(Clone, Debug)]
pub struct ClassDef {
    /// The name.
    pub name: Identifier,
    /// Its type parameters (PEP 695).
    pub type_params: Vec<TypeParam>,
    /// Base classes.
    pub bases: Vec<Expr>,
    /// Keyword arguments, `metaclass=M`.
    pub keywords: Vec<Keyword>,
    /// The body.
    pub body: Vec<Stmt>,
    /// Decorators, top to bottom.
    pub decorators: Vec<Expr>,
    /// All that it inherits from classes of the program stands in its body; no class of CPython's has this.
    pub is_flat: bool,
    /// It was a named tuple; no class that is read from a file has this.
    pub named_tuple: bool,
}

/// The parameters of a function or lambda (CPython's `arguments`).
#[derive(Clone, Debug, Default)]
pub struct Parameters {
    /// Before the `/`.
    pub posonly: Vec<Parameter>,
    /// Ordinary parameters.
    pub args: Vec<Parameter>,
    /// `*args`
    pub vararg: Option<Parameter>,
    /// After the `*`.
    pub kwonly: Vec<Parameter>,
    /// `**kwargs`
    pub kwarg: Option<Parameter>,
}

impl Parameters {
    /// Every parameter in the order of the signature.
    pub fn iter(&self) -> impl Iterator<Item = &Parameter> {
        self.posonly.iter().chain(&self.args).chain(&self.vararg).chain(&self.kwonly).chain(&self.kwarg)
    }
}

/// `name: annotation = default`
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The name.
    pub name: Identifier,
    /// The annotation.
    pub annotation: Option<Expr>,
    /// The default value.
    pub default: Option<Expr>,
}

/// `name=value` in a call; `**value` has no name.
#[derive(Clone, Debug)]
pub struct Keyword {
    /// The name; `None` for `**value`.
    pub name: Option<Identifier>,
    /// The value.
    pub value: Expr,
    /// Where.
    pub span: Span,
}

/// `name as asname`
#[derive(Clone, Debug)]
pub struct Alias {
    /// The dotted name, or `*`.
    pub name: Identifier,
    /// The name that is bound, if another.
    pub asname: Option<Identifier>,
}

/// `context as target`
#[derive(Clone, Debug)]
pub struct WithItem {
    /// The context manager.
    pub context: Expr,
    /// What its `__enter__` result is bound to.
    pub target: Option<Expr>,
    /// An exception may end there: what follows can be reached from anywhere in the suite. Nothing that is read from a file has this.
    pub swallows: bool,
}

/// `except typ as name: body`
#[derive(Clone, Debug)]
pub struct ExceptHandler {
    /// The exception class or tuple; `None` catches all.
    pub typ: Option<Expr>,
    /// The bound name.
    pub name: Option<Identifier>,
    /// The suite.
    pub body: Vec<Stmt>,
    /// Where.
    pub span: Span,
}

/// `case pattern if guard: body`
#[derive(Clone, Debug)]
pub struct MatchCase {
    /// The pattern.
    pub pattern: Pattern,
    /// The guard.
    pub guard: Option<Expr>,
    /// The suite.
    pub body: Vec<Stmt>,
}

/// A pattern with its place.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// Where.
    pub span: Span,
    /// What it is.
    pub kind: PatternKind,
}

/// What a pattern is (PEP 634).
#[derive(Clone, Debug)]
pub enum PatternKind {
    /// `3`, `"x"`, `Color.RED`
    Value(Expr),
    /// `None`, `True`, `False`
    Singleton(Constant),
    /// `[a, b, *rest]`
    Sequence(Vec<Pattern>),
    /// `{"a": x, **rest}`
    Mapping {
        /// The keys.
        keys: Vec<Expr>,
        /// Their patterns.
        patterns: Vec<Pattern>,
        /// `**rest`
        rest: Option<Identifier>,
    },
    /// `Point(x, y=0)`
    Class {
        /// The class.
        cls: Expr,
        /// Positional patterns.
        patterns: Vec<Pattern>,
        /// Keyword patterns.
        keywords: Vec<(Identifier, Pattern)>,
    },
    /// `*rest`; `None` for `*_`
    Star(Option<Identifier>),
    /// `pattern as name`, a bare capture (no pattern) or `_` (neither)
    As {
        /// The pattern before `as`.
        pattern: Option<Box<Pattern>>,
        /// The name.
        name: Option<Identifier>,
    },
    /// `a | b`
    Or(Vec<Pattern>),
}

/// A type parameter (PEP 695, defaults by PEP 696).
#[derive(Clone, Debug)]
pub struct TypeParam {
    /// The name.
    pub name: Identifier,
    /// `T`, `*Ts` or `**P`.
    pub kind: TypeParamKind,
    /// The bound or constraints after `:`.
    pub bound: Option<Expr>,
    /// The default after `=`.
    pub default: Option<Expr>,
}

/// What a type parameter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeParamKind {
    /// `T`
    TypeVar,
    /// `*Ts`
    TypeVarTuple,
    /// `**P`
    ParamSpec,
}

/// An expression.
#[derive(Clone, Debug)]
pub struct Expr {
    /// Its number in the module.
    pub id: ExprId,
    /// Where, without enclosing parentheses (as in CPython, but with them for a tuple).
    pub span: Span,
    /// What it is.
    pub kind: ExprKind,
}

/// What an expression is.
#[derive(Clone, Debug)]
pub enum ExprKind {
    /// `a and b and c`
    BoolOp {
        /// The operator.
        op: BoolOperator,
        /// Two or more operands.
        values: Vec<Expr>,
    },
    /// `target := value`
    NamedExpr {
        /// The name.
        target: Box<Expr>,
        /// The value.
        value: Box<Expr>,
    },
    /// `left op right`
    BinOp {
        /// Left side.
        left: Box<Expr>,
        /// The operator.
        op: Operator,
        /// Right side.
        right: Box<Expr>,
    },
    /// `op operand`
    UnaryOp {
        /// The operator.
        op: UnaryOperator,
        /// The operand.
        operand: Box<Expr>,
    },
    /// `lambda …: body`
    Lambda {
        /// The parameters.
        parameters: Box<Parameters>,
        /// The body.
        body: Box<Expr>,
    },
    /// `body if test else orelse`
    IfExp {
        /// The condition.
        test: Box<Expr>,
        /// The value when true.
        body: Box<Expr>,
        /// The value when false.
        orelse: Box<Expr>,
    },
    /// `{k: v, **more}`
    Dict(Vec<DictItem>),
    /// `{a, b}`
    Set(Vec<Expr>),
    /// `[element for …]`
    ListComp {
        /// The element.
        element: Box<Expr>,
        /// The `for` clauses.
        generators: Vec<Comprehension>,
    },
    /// `{element for …}`
    SetComp {
        /// The element.
        element: Box<Expr>,
        /// The `for` clauses.
        generators: Vec<Comprehension>,
    },
    /// `{key: value for …}`
    DictComp {
        /// The key.
        key: Box<Expr>,
        /// The value.
        value: Box<Expr>,
        /// The `for` clauses.
        generators: Vec<Comprehension>,
    },
    /// `(element for …)`
    GeneratorExp {
        /// The element.
        element: Box<Expr>,
        /// The `for` clauses.
        generators: Vec<Comprehension>,
    },
    /// `await value`
    Await(Box<Expr>),
    /// `yield value`
    Yield(Option<Box<Expr>>),
    /// `yield from value`
    YieldFrom(Box<Expr>),
    /// `left op a op b`
    Compare {
        /// The first operand.
        left: Box<Expr>,
        /// The operators.
        ops: Vec<CompareOperator>,
        /// The further operands, as many as operators.
        comparators: Vec<Expr>,
    },
    /// `func(args, keywords)`
    Call {
        /// What is called.
        func: Box<Expr>,
        /// Positional arguments; `*x` as [`ExprKind::Starred`].
        args: Vec<Expr>,
        /// Keyword arguments.
        keywords: Vec<Keyword>,
    },
    /// An f-string, with the literals joined to it.
    JoinedStr(Vec<FStringPart>),
    /// A literal.
    Constant(Constant),
    /// `value.attr`
    Attribute {
        /// The object.
        value: Box<Expr>,
        /// The attribute.
        attr: Identifier,
    },
    /// `value[slice]`
    Subscript {
        /// The object.
        value: Box<Expr>,
        /// The index, a [`ExprKind::Slice`], or a tuple of them.
        slice: Box<Expr>,
    },
    /// `*value`
    Starred(Box<Expr>),
    /// `name`
    Name(String),
    /// `[a, b]`
    List(Vec<Expr>),
    /// `(a, b)`
    Tuple(Vec<Expr>),
    /// `lower:upper:step`, only in a subscript
    Slice {
        /// Start.
        lower: Option<Box<Expr>>,
        /// Stop.
        upper: Option<Box<Expr>>,
        /// Step.
        step: Option<Box<Expr>>,
    },
    /// Source that is not valid Python; a finding says why. Never translated.
    Invalid,
}

/// `key: value` in a dict display; `**value` has no key.
#[derive(Clone, Debug)]
pub struct DictItem {
    /// The key; `None` for `**value`.
    pub key: Option<Expr>,
    /// The value.
    pub value: Expr,
}

/// `for target in iter if a if b`
#[derive(Clone, Debug)]
pub struct Comprehension {
    /// The loop variable.
    pub target: Expr,
    /// What is iterated.
    pub iter: Expr,
    /// The conditions.
    pub ifs: Vec<Expr>,
    /// `async for`
    pub is_async: bool,
}

/// A piece of an f-string.
#[derive(Clone, Debug)]
pub enum FStringPart {
    /// Text, escapes decoded.
    Literal(String),
    /// `{value!r:spec}`
    Replacement {
        /// The value.
        value: Box<Expr>,
        /// `Some('r' | 's' | 'a')`; `{x=}` without a format spec has `'r'`, as in CPython.
        conversion: Option<char>,
        /// The format spec, itself an f-string's parts.
        spec: Option<Vec<FStringPart>>,
        /// Where, braces included.
        span: Span,
    },
}

/// A literal.
#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    /// `None`
    None,
    /// `True`, `False`
    Bool(bool),
    /// `42`, of any size
    Int(BigInt),
    /// `1.5`
    Float(f64),
    /// `2j`: the imaginary part
    Complex(f64),
    /// `"text"`, adjacent literals joined
    Str(String),
    /// A string literal with lone surrogates, as code points: no target can hold it as text.
    Surrogates(Vec<u32>),
    /// `b"bytes"`
    Bytes(Vec<u8>),
    /// `...`
    Ellipsis,
}

/// `and`, `or`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are CPython's")]
pub enum BoolOperator {
    And,
    Or,
}

/// Binary operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are CPython's")]
pub enum Operator {
    Add,
    Sub,
    Mult,
    MatMult,
    Div,
    Mod,
    Pow,
    LShift,
    RShift,
    BitOr,
    BitXor,
    BitAnd,
    FloorDiv,
}

/// Unary operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are CPython's")]
pub enum UnaryOperator {
    Invert,
    Not,
    UAdd,
    USub,
}

/// Comparison operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are CPython's")]
pub enum CompareOperator {
    Eq,
    NotEq,
    Lt,
    LtE,
    Gt,
    GtE,
    Is,
    IsNot,
    In,
    NotIn,
}

/// The docstring of a body: its first statement, when that is a string literal.
pub fn docstring(body: &[Stmt]) -> Option<&str> {
    let StmtKind::Expr(expr) = &body.first()?.kind else { return None };
    let ExprKind::Constant(Constant::Str(text)) = &expr.kind else { return None };
    Some(text)
}
