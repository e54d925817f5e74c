//! How often each kind of node occurs with each type: what a set of programs reaches of the ir, for those who test with random programs.

use std::collections::BTreeMap;

use super::{ArithmeticOp, Block, CompareOp, Expr, ExprKind, FormatPart, Iter, Program, Shape, StmtKind, Type, walk};

/// Every kind of node but the calls into Python's library, which are named after their helpers.
pub const KINDS: &[&str] = &[
    "let",
    "assign",
    "unpack",
    "expression",
    "if",
    "if some",
    "unwrap",
    "while",
    "for",
    "break",
    "continue",
    "return",
    "raise",
    "reraise",
    "try",
    "forward",
    "value",
    "keys",
    "values",
    "items",
    "range",
    "enumerate",
    "zip",
    "reversed",
    "literal",
    "local",
    "global",
    "not",
    "and",
    "or",
    "conditional",
    "binding",
    "==",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "is None",
    "truth",
    "+",
    "-",
    "*",
    "/",
    "//",
    "%",
    "**",
    "<<",
    ">>",
    "|",
    "^",
    "&",
    "negate",
    "concat",
    "format",
    "format repr",
    "format spec",
    "format percent",
    "convert",
    "list",
    "dict",
    "set",
    "tuple",
    "record",
    "field",
    "field or none",
    "has field",
    "tuple item",
    "len",
    "in",
    "copy",
    "call",
    "new",
    "json.dumps",
    "list comprehension",
    "set comprehension",
    "dict comprehension",
    "sum",
    "any",
    "all",
    "first",
    "lambda",
    "new exception",
    "exception field",
    "is exception",
    "is json",
    "block",
];

/// How often there is a node of a kind and type.
pub type Census = BTreeMap<(String, String), usize>;

/// How often each kind of node occurs in a program with each type; the type of a comparison, a test or a loop is that of what it looks at.
pub fn census(program: &Program) -> Census {
    let mut counter = Counter { program, found: BTreeMap::new() };
    for function in &program.functions {
        counter.block(&function.body);
    }
    counter.found
}

struct Counter<'p> {
    program: &'p Program,
    found: Census,
}

impl Counter<'_> {
    fn count(&mut self, kind: &str, ty: Option<&Type>) {
        let ty = ty.map_or_else(String::new, |ty| self.ty(ty));
        *self.found.entry((kind.to_owned(), ty)).or_default() += 1;
    }

    /// A type without the names of its objects: `list`, `Optional Str`.
    fn ty(&self, ty: &Type) -> String {
        match ty {
            Type::Object(id) => match self.program.objects[id.0 as usize].shape {
                Shape::List(_) => "list",
                Shape::Dict(..) => "dict",
                Shape::Set(_) => "set",
                Shape::Record(_) => "record",
                Shape::Instance(..) => "instance",
            }
            .into(),
            Type::Optional(inner) => format!("Optional {}", self.ty(inner)),
            Type::Tuple(_) => "tuple".into(),
            Type::Library(_) => "library".into(),
            Type::Callable { .. } => "callable".into(),
            plain => format!("{plain:?}"),
        }
    }

    fn block(&mut self, block: &Block) {
        walk::each_statement(block, &mut |stmt| self.statement(&stmt.kind));
        walk::block(block, &mut |expr| self.expr(expr));
    }

    fn statement(&mut self, kind: &StmtKind) {
        let (name, ty) = match kind {
            StmtKind::Let { value, .. } => ("let", value.as_ref().map(|value| &value.ty)),
            StmtKind::Assign { value, .. } => ("assign", Some(&value.ty)),
            StmtKind::Unpack { value, .. } => ("unpack", Some(&value.ty)),
            StmtKind::Expr(value) => ("expression", Some(&value.ty)),
            StmtKind::If { .. } => ("if", None),
            StmtKind::IfSome { value, .. } => ("if some", Some(&value.ty)),
            StmtKind::Unwrap { value, .. } => ("unwrap", Some(&value.ty)),
            StmtKind::While { .. } => ("while", None),
            StmtKind::For { iter, .. } => {
                self.iter(iter);
                ("for", None)
            }
            StmtKind::Break => ("break", None),
            StmtKind::Continue => ("continue", None),
            StmtKind::Return(value) => ("return", value.as_ref().map(|value| &value.ty)),
            StmtKind::Raise(_) => ("raise", None),
            StmtKind::Reraise(_) => ("reraise", None),
            StmtKind::Try { .. } => ("try", None),
            StmtKind::Forward { .. } => ("forward", None),
        };
        self.count(name, ty);
    }

    fn iter(&mut self, iter: &Iter) {
        match iter {
            Iter::Value(value) => self.count("value", Some(&value.ty)),
            Iter::Keys(value) => self.count("keys", Some(&value.ty)),
            Iter::Values(value) => self.count("values", Some(&value.ty)),
            Iter::Items(value) => self.count("items", Some(&value.ty)),
            Iter::Range { .. } => self.count("range", None),
            Iter::Reversed(value) => self.count("reversed", Some(&value.ty)),
            Iter::Enumerate(inner, _) => {
                self.count("enumerate", None);
                self.iter(inner);
            }
            Iter::Zip(all) => {
                self.count("zip", None);
                all.iter().for_each(|inner| self.iter(inner));
            }
        }
    }

    fn expr(&mut self, expr: &Expr) {
        let mut ty = &expr.ty;
        let name = match &expr.kind {
            ExprKind::None
            | ExprKind::Bool(_)
            | ExprKind::Int(_)
            | ExprKind::Float(_)
            | ExprKind::Str(_)
            | ExprKind::Bytes(_) => "literal",
            ExprKind::Local(_) => "local",
            ExprKind::Global(_) => "global",
            ExprKind::Not(_) => "not",
            ExprKind::And(_) => "and",
            ExprKind::Or(_) => "or",
            ExprKind::Cond { .. } => "conditional",
            ExprKind::Let { .. } => "binding",
            ExprKind::Compare { op, left, .. } => {
                ty = &left.ty;
                compared(*op)
            }
            ExprKind::IsNone(value) => {
                ty = &value.ty;
                "is None"
            }
            ExprKind::Truth(value) => {
                ty = &value.ty;
                "truth"
            }
            ExprKind::Arithmetic { op, left, .. } => {
                ty = &left.ty;
                computed(*op)
            }
            ExprKind::Negate(_) => "negate",
            ExprKind::Concat(_) => "concat",
            ExprKind::Format(parts) => return parts.iter().for_each(|part| self.part(part)),
            ExprKind::Convert(_) => "convert",
            ExprKind::List(_) => "list",
            ExprKind::Dict(_) => "dict",
            ExprKind::Set(_) => "set",
            ExprKind::Tuple(_) => "tuple",
            ExprKind::Record { .. } => "record",
            ExprKind::Field { .. } => "field",
            ExprKind::FieldOrNone { .. } => "field or none",
            ExprKind::HasField { .. } => "has field",
            ExprKind::TupleItem { .. } => "tuple item",
            ExprKind::Len(value) => {
                ty = &value.ty;
                "len"
            }
            ExprKind::Contains { container, .. } => {
                ty = &container.ty;
                "in"
            }
            ExprKind::Copy(_) => "copy",
            ExprKind::Call { .. } => "call",
            ExprKind::New { .. } => "new",
            ExprKind::Library(call) => &call.helper,
            ExprKind::JsonDumps { value, .. } => {
                ty = &value.ty;
                "json.dumps"
            }
            ExprKind::Comprehension { kind, clauses, .. } => {
                clauses.iter().for_each(|clause| self.iter(&clause.iter));
                gathered(*kind)
            }
            ExprKind::Lambda(_) => "lambda",
            ExprKind::NewException { .. } => "new exception",
            ExprKind::ExceptionField { .. } => "exception field",
            ExprKind::IsException { .. } => "is exception",
            ExprKind::IsJson { .. } => "is json",
            ExprKind::Block(block, _) => {
                walk::each_statement(block, &mut |stmt| self.statement(&stmt.kind));
                "block"
            }
        };
        self.count(name, Some(ty));
    }

    fn part(&mut self, part: &FormatPart) {
        match part {
            FormatPart::Literal(_) => {}
            FormatPart::Str(value) => self.count("format", Some(&value.ty)),
            FormatPart::Repr(value) => self.count("format repr", Some(&value.ty)),
            FormatPart::Spec(value, _) => self.count("format spec", Some(&value.ty)),
            FormatPart::Percent(value, _) => self.count("format percent", Some(&value.ty)),
        }
    }
}

fn gathered(kind: super::ComprehensionKind) -> &'static str {
    use super::ComprehensionKind as Kind;
    match kind {
        Kind::List => "list comprehension",
        Kind::Set => "set comprehension",
        Kind::Dict => "dict comprehension",
        Kind::Sum => "sum",
        Kind::Any => "any",
        Kind::All => "all",
        Kind::First => "first",
    }
}

fn compared(op: CompareOp) -> &'static str {
    match op {
        CompareOp::Eq => "==",
        CompareOp::NotEq => "!=",
        CompareOp::Lt => "<",
        CompareOp::LtE => "<=",
        CompareOp::Gt => ">",
        CompareOp::GtE => ">=",
    }
}

fn computed(op: ArithmeticOp) -> &'static str {
    match op {
        ArithmeticOp::Add => "+",
        ArithmeticOp::Sub => "-",
        ArithmeticOp::Mult => "*",
        ArithmeticOp::Div => "/",
        ArithmeticOp::FloorDiv => "//",
        ArithmeticOp::Mod => "%",
        ArithmeticOp::Pow => "**",
        ArithmeticOp::LShift => "<<",
        ArithmeticOp::RShift => ">>",
        ArithmeticOp::BitOr => "|",
        ArithmeticOp::BitXor => "^",
        ArithmeticOp::BitAnd => "&",
    }
}
