//! What an Enum class finds its members by.
//!
//! ```python
//! class Color(Enum):
//!     RED = 1                # @staticmethod
//!     GREEN = auto()         # def color_name(color): …       `color.name`
//!                            # def color_of(value): …         `Color(value)`
//!                            # def color_named(name): …       `Color[name]`
//! ```
//!
//! `auto()` becomes the number or text that it stands for. Only classes whose members are all integers or all texts, and that say nothing of how members are
//! made, are written out; `lower` refuses the others.

use num_bigint::BigInt;

use super::Maker;
use super::imports::Imports;
use crate::python::ast::{
    ClassDef, CompareOperator, Constant, Expr, ExprKind, FStringPart, FunctionDef, Identifier, Module, Parameter,
    Parameters, Stmt, StmtKind, UnaryOperator,
};
use crate::python::case::snake;
use crate::source::Span;

/// Writes the lookups of the module's Enum classes.
pub fn write_lookups(module: &mut Module, imports: &Imports) {
    let Module { body, expr_count, stmt_count, .. } = module;
    let mut make = Maker { exprs: expr_count, stmts: stmt_count };
    for stmt in body {
        let StmtKind::ClassDef(def) = &mut stmt.kind else { continue };
        if !is_enum(def, imports) {
            continue;
        }
        let texts = def.bases.iter().any(|base| imports.qualified(base).as_deref() == Some("enum.StrEnum"));
        let mixed = def.bases.len() > 1;
        if let Some(members) = members(def, imports, texts, mixed) {
            let lookups = Lookups { class: def.name.clone(), members, make: &mut make }.write();
            let name = |stmt: &Stmt| match &stmt.kind {
                StmtKind::FunctionDef(method) => Some(method.name.name.clone()),
                _ => None,
            };
            let taken = lookups
                .iter()
                .any(|lookup| def.body.iter().any(|known| name(known) == name(lookup) && name(known).is_some()));
            if !taken {
                def.body.extend(lookups);
            }
        }
    }
}

fn is_enum(def: &ClassDef, imports: &Imports) -> bool {
    let last = def.bases.last().and_then(|base| imports.qualified(base));
    let plain = def.decorators.is_empty() && def.keywords.is_empty();
    plain && last.is_some_and(|name| matches!(name.as_str(), "enum.Enum" | "enum.IntEnum" | "enum.StrEnum"))
}

/// A name of a member: the first with a value is the member's own.
struct Member {
    name: String,
    span: Span,
    value: Constant,
}

/// The names in order, with `auto()` written out; `None` where a member is more than a constant.
fn members(def: &mut ClassDef, imports: &Imports, texts: bool, mixed: bool) -> Option<Vec<Member>> {
    let mut members: Vec<Member> = Vec::new();
    let mut autos = Vec::new();
    for (position, stmt) in def.body.iter().enumerate() {
        let StmtKind::Assign { targets, value } = &stmt.kind else { continue };
        let [Expr { kind: ExprKind::Name(name), span, .. }] = targets.as_slice() else { return None };
        let constant = match &value.kind {
            ExprKind::Constant(constant @ (Constant::Int(_) | Constant::Str(_))) => constant.clone(),
            ExprKind::UnaryOp { op: UnaryOperator::USub, operand } => match &operand.kind {
                ExprKind::Constant(Constant::Int(value)) => Constant::Int(-value),
                _ => return None,
            },
            ExprKind::Call { func, args, keywords }
                if args.is_empty()
                    && keywords.is_empty()
                    && !mixed
                    && imports.qualified(func).as_deref() == Some("enum.auto") =>
            {
                let constant = match members.last().map(|last| &last.value) {
                    _ if texts => Constant::Str(name.to_lowercase()),
                    None => Constant::Int(BigInt::from(1)),
                    Some(Constant::Int(last)) => Constant::Int(last + 1),
                    Some(_) => return None,
                };
                autos.push((position, constant.clone()));
                constant
            }
            _ => return None,
        };
        if name.starts_with('_') || members.iter().any(|known| known.name == *name) {
            return None;
        }
        members.push(Member { name: name.clone(), span: *span, value: constant });
    }
    let is_text = |member: &Member| matches!(member.value, Constant::Str(_));
    if members.is_empty() || members.iter().any(|member| is_text(member) != is_text(&members[0])) {
        return None;
    }
    for (position, constant) in autos {
        if let StmtKind::Assign { value, .. } = &mut def.body[position].kind {
            value.kind = ExprKind::Constant(constant);
        }
    }
    Some(members)
}

struct Lookups<'m, 'b> {
    class: Identifier,
    members: Vec<Member>,
    make: &'m mut Maker<'b>,
}

impl Lookups<'_, '_> {
    fn write(mut self) -> Vec<Stmt> {
        let class = snake(&self.class.name);
        vec![
            self.name(&format!("{class}_name"), &class),
            self.by_value(&format!("{class}_of")),
            self.by_name(&format!("{class}_named")),
        ]
    }

    /// `if color is Color.RED: return "RED"` and so on; the last needs no test.
    fn name(&mut self, function: &str, parameter: &str) -> Stmt {
        let mut body = Vec::new();
        let own: Vec<usize> = (0..self.members.len()).filter(|index| self.is_first(*index)).collect();
        for (position, index) in own.iter().enumerate() {
            let span = self.members[*index].span;
            let text = self.text(*index);
            let result = self.make.stmt(span, StmtKind::Return(Some(text)));
            if position + 1 == own.len() {
                body.push(result);
            } else {
                let (left, right) = (self.parameter(parameter), self.member(*index));
                body.push(self.when(left, CompareOperator::Is, right, result, span));
            }
        }
        self.function(function, parameter, body)
    }

    /// `if value == 1: return Color.RED` and so on, `raise ValueError(f"{value!r} is not a valid Color")`
    fn by_value(&mut self, function: &str) -> Stmt {
        let mut body = Vec::new();
        for index in (0..self.members.len()).filter(|index| self.is_first(*index)).collect::<Vec<_>>() {
            let span = self.members[index].span;
            let member = self.member(index);
            let result = self.make.stmt(span, StmtKind::Return(Some(member)));
            let left = self.parameter("value");
            let right = self.make.expr(span, ExprKind::Constant(self.members[index].value.clone()));
            body.push(self.when(left, CompareOperator::Eq, right, result, span));
        }
        let shown = Box::new(self.parameter("value"));
        let span = self.class.span;
        let text = ExprKind::JoinedStr(vec![
            FStringPart::Replacement { value: shown, conversion: Some('r'), spec: None, span },
            FStringPart::Literal(format!(" is not a valid {}", self.class.name)),
        ]);
        let text = self.make.expr(span, text);
        body.push(self.raise("ValueError", text));
        self.function(function, "value", body)
    }

    /// `if name == "RED": return Color.RED` and so on, `raise KeyError(name)`
    fn by_name(&mut self, function: &str) -> Stmt {
        let mut body = Vec::new();
        for index in 0..self.members.len() {
            let span = self.members[index].span;
            let member = self.member(index);
            let result = self.make.stmt(span, StmtKind::Return(Some(member)));
            let (left, right) = (self.parameter("name"), self.text(index));
            body.push(self.when(left, CompareOperator::Eq, right, result, span));
        }
        let name = self.parameter("name");
        body.push(self.raise("KeyError", name));
        self.function(function, "name", body)
    }

    /// Whether no member before it has its value.
    fn is_first(&self, index: usize) -> bool {
        !self.members[..index].iter().any(|before| before.value == self.members[index].value)
    }

    /// A parameter where it is read. It stands where the class's name does, and nothing else does.
    fn parameter(&mut self, name: &str) -> Expr {
        self.make.expr(self.class.span, ExprKind::Name(name.to_owned()))
    }

    fn text(&mut self, index: usize) -> Expr {
        let text = self.members[index].name.clone();
        self.make.expr(self.members[index].span, ExprKind::Constant(Constant::Str(text)))
    }

    fn member(&mut self, index: usize) -> Expr {
        let span = self.members[index].span;
        let class = self.make.expr(span, ExprKind::Name(self.class.name.clone()));
        let attr = Identifier { name: self.members[index].name.clone(), span };
        self.make.expr(span, ExprKind::Attribute { value: Box::new(class), attr })
    }

    fn when(&mut self, left: Expr, op: CompareOperator, right: Expr, then: Stmt, span: Span) -> Stmt {
        let test = ExprKind::Compare { left: Box::new(left), ops: vec![op], comparators: vec![right] };
        let test = self.make.expr(span, test);
        self.make.stmt(span, StmtKind::If { test, body: vec![then], orelse: Vec::new() })
    }

    fn raise(&mut self, class: &str, text: Expr) -> Stmt {
        // Behind the first character, where no variable of the function stands.
        let span = self.members[0].span;
        let func = Box::new(self.make.expr(span, ExprKind::Name(class.to_owned())));
        let exc = self.make.expr(span, ExprKind::Call { func, args: vec![text], keywords: Vec::new() });
        self.make.stmt(span, StmtKind::Raise { exc: Some(exc), cause: None })
    }

    fn function(&mut self, name: &str, parameter: &str, body: Vec<Stmt>) -> Stmt {
        let span = self.class.span;
        let decorator = self.make.expr(self.members[0].span, ExprKind::Name("staticmethod".to_owned()));
        let named = |name: &str| Identifier { name: name.to_owned(), span };
        let args = vec![Parameter { name: named(parameter), annotation: None, default: None }];
        let def = FunctionDef {
            name: named(name),
            type_params: Vec::new(),
            parameters: Parameters { args, ..Parameters::default() },
            body,
            decorators: vec![decorator],
            returns: None,
            is_async: false,
            collects: false,
            role: None,
        };
        self.make.stmt(span, StmtKind::FunctionDef(Box::new(def)))
    }
}
