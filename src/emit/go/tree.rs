//! Go expressions as a tree that knows binding strength, printed as gofmt would print them.
//!
//! gofmt sets blanks around an operator by the depth of the expression and by the operators beside it (`a*b + c`, `f(a+b, c)`); the
//! rules here are those of `go/printer`.

use super::statement::{self, Block};

/// What stands between a function's name and its body.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Signature {
    /// Name and type of each parameter.
    pub params: Vec<(String, String)>,
    /// The types of what it returns.
    pub results: Vec<String>,
}

impl Signature {
    /// A signature with at most one result.
    pub fn new(params: &[(&str, &str)], result: &str) -> Self {
        Self {
            params: params.iter().map(|(name, ty)| ((*name).to_owned(), (*ty).to_owned())).collect(),
            results: if result.is_empty() { Vec::new() } else { vec![result.to_owned()] },
        }
    }

    /// `(a, b int64) (string, error)`
    pub fn print(&self) -> String {
        let mut out = String::from("(");
        for (i, (name, ty)) in self.params.iter().enumerate() {
            if i > 0 {
                out.push_str(", ");
            }
            out.push_str(name);
            if self.params.get(i + 1).is_none_or(|(_, next)| next != ty) {
                out.push(' ');
                out.push_str(ty);
            }
        }
        out.push(')');
        match &self.results[..] {
            [] => {}
            [one] => out += &format!(" {one}"),
            all => out += &format!(" ({})", all.join(", ")),
        }
        out
    }
}

/// A Go expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Go {
    /// An identifier, a literal or anything else that binds tightest.
    Atom(String),
    /// `left op right`
    Binary(&'static str, Box<Go>, Box<Go>),
    /// `op x`
    Unary(&'static str, Box<Go>),
    /// `function(args)`
    Call(Box<Go>, Vec<Go>),
    /// `function(args...)`
    Spread(Box<Go>, Vec<Go>),
    /// `x.name`
    Select(Box<Go>, String),
    /// `x[index]`
    Index(Box<Go>, Box<Go>),
    /// `x.(T)`
    Assert(Box<Go>, String),
    /// `T{key: value}` or `T{value}`
    Composite(String, Vec<(Option<String>, Go)>),
    /// `function(args)` with an argument on each line where they are long
    Rows(String, Vec<Go>),
    /// `func(params) T { return value }`
    Lambda(Signature, Box<Go>),
    /// `func(params) T { … }`
    Func(Signature, Block),
}

/// The longest line on which a composite or a function literal stays whole.
const ONE_LINE: usize = 80;

/// Precedence of a unary operator and of what binds tightest, as `go/token` counts.
const UNARY: u8 = 6;

/// Precedence of a binary operator, as `go/token` counts.
fn precedence(op: &str) -> u8 {
    match op {
        "||" => 1,
        "&&" => 2,
        "==" | "!=" | "<" | "<=" | ">" | ">=" => 3,
        "+" | "-" | "|" | "^" => 4,
        _ => 5,
    }
}

impl Go {
    /// An identifier or literal.
    pub fn atom(text: impl Into<String>) -> Self {
        Self::Atom(text.into())
    }

    /// A string literal.
    pub fn string(text: &str) -> Self {
        Self::Atom(quote(text))
    }

    /// `left op right`
    pub fn binary(op: &'static str, left: Self, right: Self) -> Self {
        Self::Binary(op, Box::new(left), Box::new(right))
    }

    /// `op x`
    pub fn unary(op: &'static str, x: Self) -> Self {
        Self::Unary(op, Box::new(x))
    }

    /// `function(args)`
    pub fn call(function: impl Into<String>, args: Vec<Self>) -> Self {
        Self::Call(Box::new(Self::Atom(function.into())), args)
    }

    /// `self.name(args)`
    #[must_use]
    pub fn method(self, name: &str, args: Vec<Self>) -> Self {
        Self::Call(Box::new(self.select(name)), args)
    }

    /// A call with `list...` as its last argument.
    #[must_use]
    pub fn spread(self, list: Self) -> Self {
        match self {
            Self::Call(function, mut args) => {
                args.push(list);
                Self::Spread(function, args)
            }
            other => other,
        }
    }

    /// `self.name`
    #[must_use]
    pub fn select(self, name: &str) -> Self {
        if let Self::Composite(_, items) = &self
            && items.iter().all(|(_, item)| item.is_path())
            && let Some((_, item)) = items.iter().find(|(key, _)| key.as_deref() == Some(name))
        {
            // A field of what is put together only for it.
            return item.clone();
        }
        Self::Select(Box::new(self), name.to_owned())
    }

    /// `a`, `a.b.c`: what does nothing but being read.
    fn is_path(&self) -> bool {
        match self {
            Self::Atom(_) => true,
            Self::Select(object, _) => object.is_path(),
            _ => false,
        }
    }

    /// `!self`, with the negation taken inside where that is shorter.
    #[must_use]
    pub fn negate(self) -> Self {
        match self {
            Self::Unary("!", x) => *x,
            Self::Binary("==", left, right) => Self::Binary("!=", left, right),
            Self::Binary("!=", left, right) => Self::Binary("==", left, right),
            Self::Atom(ref text) if text == "true" => Self::atom("false"),
            Self::Atom(ref text) if text == "false" => Self::atom("true"),
            other => Self::unary("!", other),
        }
    }

    /// Whether this is that atom.
    pub fn is(&self, text: &str) -> bool {
        matches!(self, Self::Atom(atom) if atom == text)
    }

    /// Whether this is nothing but a variable.
    pub fn is_variable(&self) -> bool {
        matches!(self, Self::Atom(text) if text.chars().all(|c| c.is_alphanumeric() || c == '_'))
    }

    /// The variable or package that an atom starts with: `state` in `state.users`.
    pub fn first_name(&self) -> Option<&str> {
        let Self::Atom(text) = self else { return None };
        let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len());
        let name = &text[..end];
        (!name.is_empty() && !name.starts_with(|c: char| c.is_ascii_digit())).then_some(name)
    }

    /// Whether the expression names a variable, outside of function literals that have statements.
    pub fn names(&self, name: &str) -> bool {
        self.first_name() == Some(name)
            || matches!(self, Self::Func(..))
            || self.children().into_iter().any(|child| child.names(name))
    }

    /// The expressions right within this one; those of a function literal's statements are not among them.
    pub fn children(&self) -> Vec<&Self> {
        match self {
            Self::Atom(_) | Self::Func(..) => Vec::new(),
            Self::Unary(_, x) | Self::Select(x, _) | Self::Assert(x, _) | Self::Lambda(_, x) => vec![x],
            Self::Binary(_, left, right) | Self::Index(left, right) => vec![left, right],
            Self::Call(function, args) | Self::Spread(function, args) => {
                std::iter::once(&**function).chain(args).collect()
            }
            Self::Composite(_, items) => items.iter().map(|(_, value)| value).collect(),
            Self::Rows(_, args) => args.iter().collect(),
        }
    }

    /// As `children`, to change them.
    pub fn children_mut(&mut self) -> Vec<&mut Self> {
        match self {
            Self::Atom(_) | Self::Func(..) => Vec::new(),
            Self::Unary(_, x) | Self::Select(x, _) | Self::Assert(x, _) | Self::Lambda(_, x) => vec![x],
            Self::Binary(_, left, right) | Self::Index(left, right) => vec![left, right],
            Self::Call(function, args) | Self::Spread(function, args) => {
                std::iter::once(&mut **function).chain(args).collect()
            }
            Self::Composite(_, items) => items.iter_mut().map(|(_, value)| value).collect(),
            Self::Rows(_, args) => args.iter_mut().collect(),
        }
    }

    /// The text at an indentation of so many tabs.
    pub fn print(&self, indent: usize) -> String {
        self.print_at(1, indent)
    }

    /// As `print`, where gofmt counts the expression as that deep.
    pub fn print_at(&self, depth: usize, indent: usize) -> String {
        let mut out = String::new();
        self.expr(&mut out, 0, depth, indent);
        out
    }

    fn expr(&self, out: &mut String, outer: u8, depth: usize, indent: usize) {
        match self {
            Self::Atom(text) => out.push_str(text),
            Self::Binary(op, left, right) => {
                if precedence(op) < outer {
                    out.push('(');
                    self.binary_expr(op, left, right, out, depth.saturating_sub(1).max(1), indent);
                    out.push(')');
                } else {
                    self.binary_expr(op, left, right, out, depth, indent);
                }
            }
            Self::Unary(..) if outer > UNARY => self.in_parens(out, depth, indent),
            Self::Unary(op, x) => {
                out.push_str(op);
                if *op == "-" && x.print(indent).starts_with('-') {
                    x.in_parens(out, depth, indent);
                } else {
                    x.expr(out, UNARY, depth, indent);
                }
            }
            Self::Call(function, args) => Self::call_expr(function, args, "", out, depth, indent),
            Self::Spread(function, args) => Self::call_expr(function, args, "...", out, depth, indent),
            Self::Select(x, name) => {
                x.expr(out, UNARY + 1, depth, indent);
                out.push('.');
                out.push_str(name);
            }
            Self::Index(x, index) => {
                x.expr(out, UNARY + 1, depth, indent);
                out.push('[');
                index.expr(out, 0, depth + 1, indent);
                out.push(']');
            }
            Self::Assert(x, ty) => {
                x.expr(out, UNARY + 1, depth, indent);
                *out += &format!(".({ty})");
            }
            // The brace would start the block where this stands in the head of an `if`.
            Self::Composite(..) if !matches!(outer, 0 | UNARY) => self.in_parens(out, depth, indent),
            Self::Composite(ty, items) => Self::composite(ty, items, out, indent),
            Self::Rows(function, args) => {
                let line = Self::call(function, args.clone()).print(indent);
                if line.len() <= ONE_LINE && !line.contains('\n') {
                    *out += &line;
                    return;
                }
                *out += &format!("{function}(\n");
                for arg in args {
                    *out += &format!("{}{},\n", "\t".repeat(indent + 1), arg.print(indent + 1));
                }
                *out += &format!("{})", "\t".repeat(indent));
            }
            Self::Lambda(signature, value) => {
                let head = signature.print();
                let text = value.print(indent + 1);
                if head.len() + text.len() <= ONE_LINE && !text.contains('\n') {
                    *out += &format!("func{head} {{ return {text} }}");
                } else {
                    let tabs = "\t".repeat(indent);
                    *out += &format!("func{head} {{\n{tabs}\treturn {text}\n{tabs}}}");
                }
            }
            Self::Func(signature, block) => {
                *out += &format!("func{} {{\n", signature.print());
                *out += &statement::print(block, indent + 1);
                *out += &"\t".repeat(indent);
                out.push('}');
            }
        }
    }

    fn in_parens(&self, out: &mut String, depth: usize, indent: usize) {
        out.push('(');
        self.expr(out, 0, depth.saturating_sub(1).max(1), indent);
        out.push(')');
    }

    fn call_expr(function: &Self, args: &[Self], spread: &str, out: &mut String, depth: usize, indent: usize) {
        if matches!(function, Self::Func(..) | Self::Lambda(..) | Self::Atom(_)) {
            function.expr(out, 0, depth, indent);
        } else {
            function.expr(out, UNARY + 1, depth, indent);
        }
        out.push('(');
        let depth = if args.len() > 1 { depth + 1 } else { depth };
        for (i, arg) in args.iter().enumerate() {
            if i > 0 {
                out.push_str(", ");
            }
            arg.expr(out, 0, depth, indent);
        }
        out.push_str(spread);
        out.push(')');
    }

    fn binary_expr(&self, op: &str, left: &Self, right: &Self, out: &mut String, depth: usize, indent: usize) {
        let prec = precedence(op);
        let blanks = prec < self.cutoff(depth);
        let same = matches!(left, Self::Binary(inner, ..) if precedence(inner) == prec);
        left.expr(out, prec, if same { depth } else { depth + 1 }, indent);
        if blanks {
            out.push(' ');
        }
        out.push_str(op);
        if blanks {
            out.push(' ');
        }
        right.expr(out, prec + 1, depth + 1, indent);
    }

    /// Operators of at least this precedence have no blanks around them.
    fn cutoff(&self, depth: usize) -> u8 {
        let mut walk = Walk::default();
        walk.binary(self);
        if walk.problem > 0 {
            return walk.problem + 1;
        }
        match (walk.sums && walk.products, depth) {
            (true, 1) => 5,
            (false, 1) => 6,
            _ => 4,
        }
    }

    /// `[]T{T{1}}` is `[]T{{1}}`, as is `[]*T{&T{1}}` with a pointer.
    fn elided(&self, element: &str) -> Option<Self> {
        match self {
            Self::Composite(ty, items) if ty == element => Some(Self::Composite(String::new(), items.clone())),
            Self::Unary("&", made) => made.elided(element.strip_prefix('*')?),
            _ => None,
        }
    }

    fn composite(ty: &str, items: &[(Option<String>, Self)], out: &mut String, indent: usize) {
        let shortened: Option<Vec<(Option<String>, Self)>> = ty.strip_prefix("[]").map(|element| {
            let short = |value: &Self| value.elided(element).unwrap_or_else(|| value.clone());
            items.iter().map(|(key, value)| (key.clone(), short(value))).collect()
        });
        let items = shortened.as_deref().unwrap_or(items);
        let mut line = format!("{ty}{{");
        for (i, (key, value)) in items.iter().enumerate() {
            if i > 0 {
                line += ", ";
            }
            if let Some(key) = key {
                line += key;
                line += ": ";
            }
            value.expr(&mut line, 0, 1, indent);
        }
        line.push('}');
        if items.is_empty() || line.len() <= ONE_LINE && !line.contains('\n') {
            *out += &line;
            return;
        }
        *out += ty;
        *out += "{\n";
        let tabs = "\t".repeat(indent + 1);
        let values: Vec<String> = items.iter().map(|(_, value)| value.print(indent + 1)).collect();
        for (i, ((key, _), value)) in items.iter().zip(&values).enumerate() {
            *out += &tabs;
            if let Some(key) = key {
                // Values are aligned over neighbouring lines; a value of several lines ends such a section.
                let section = |j: &usize| !values[*j].contains('\n');
                let before = (0..i).rev().take_while(section);
                let after = (i + 1..values.len()).take_while(section);
                let widest = before.chain(after).filter_map(|j| items[j].0.as_ref()).map(String::len).max();
                let width = if value.contains('\n') { 0 } else { widest.unwrap_or(0).max(key.len()) };
                *out += &format!("{:<width$} ", format!("{key}:"), width = width + 1);
            }
            *out += value;
            *out += ",\n";
        }
        *out += &"\t".repeat(indent);
        out.push('}');
    }
}

/// What go/printer looks for in an expression before it decides on blanks.
#[derive(Default)]
struct Walk {
    sums: bool,
    products: bool,
    problem: u8,
}

impl Walk {
    fn binary(&mut self, expr: &Go) {
        let Go::Binary(op, left, right) = expr else { return };
        let prec = precedence(op);
        self.sums |= prec == 4;
        self.products |= prec == 5;
        if let Go::Binary(inner, ..) = &**left
            && precedence(inner) >= prec
        {
            self.binary(left);
        }
        match &**right {
            Go::Binary(inner, ..) if precedence(inner) > prec => self.binary(right),
            Go::Unary("*", _) if *op == "/" => self.problem = 5,
            Go::Unary(inner, _) => match (*op, *inner) {
                ("/", "*") | ("&", "&" | "^") => self.problem = 5,
                ("+", "+") | ("-", "-") => self.problem = self.problem.max(4),
                _ => {}
            },
            _ => {}
        }
    }
}

/// A Go string literal.
pub fn quote(text: &str) -> String {
    use std::fmt::Write;
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' => out += "\\\"",
            '\\' => out += "\\\\",
            '\n' => out += "\\n",
            '\r' => out += "\\r",
            '\t' => out += "\\t",
            ' '..='~' => out.push(c),
            _ if c.is_alphanumeric() => out.push(c),
            _ if u32::from(c) < 0x80 => _ = write!(out, "\\x{:02x}", u32::from(c)),
            _ if u32::from(c) < 0x10000 => _ = write!(out, "\\u{:04x}", u32::from(c)),
            _ => _ = write!(out, "\\U{:08x}", u32::from(c)),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::Go;

    fn a(text: &str) -> Go {
        Go::atom(text)
    }

    #[test]
    fn blanks_are_those_of_gofmt() {
        let product = Go::binary("*", a("a"), a("b"));
        let sum = Go::binary("+", product.clone(), a("c"));
        assert_eq!(product.print(0), "a * b");
        assert_eq!(sum.print(0), "a*b + c");
        assert_eq!(Go::call("f", vec![sum.clone()]).print(0), "f(a*b + c)");
        assert_eq!(Go::call("f", vec![sum.clone(), a("d")]).print(0), "f(a*b+c, d)");
        assert_eq!(Go::binary("*", sum.clone(), a("d")).print(0), "(a*b + c) * d");
        assert_eq!(Go::binary("==", sum, a("d")).print(0), "a*b+c == d");
        assert_eq!(Go::binary("-", a("a"), Go::binary("-", a("b"), a("c"))).print(0), "a - (b - c)");
        assert_eq!(Go::unary("!", Go::binary("&&", a("a"), a("b"))).print(0), "!(a && b)");
    }

    #[test]
    fn literals_stand_in_parentheses_where_go_needs_them() {
        let pair = || Go::Composite("T".into(), vec![(None, a("1"))]);
        assert_eq!(pair().select("V0").print(0), "(T{1}).V0");
        assert_eq!(Go::unary("&", pair()).select("V0").print(0), "(&T{1}).V0");
        assert_eq!(Go::binary("==", a("x"), pair()).print(0), "x == (T{1})");
        assert_eq!(Go::call("f", vec![pair(), Go::unary("&", pair())]).print(0), "f(T{1}, &T{1})");
        assert_eq!(Go::unary("-", a("-5")).print(0), "-(-5)");
    }

    #[test]
    fn a_long_composite_is_aligned() {
        let value = || a(&"x".repeat(30));
        let fields = vec![(Some("ID".into()), value()), (Some("Balance".into()), value()), (Some("E".into()), value())];
        let x = "x".repeat(30);
        let want = format!("&User{{\n\tID:      {x},\n\tBalance: {x},\n\tE:       {x},\n}}");
        assert_eq!(Go::unary("&", Go::Composite("User".into(), fields)).print(0), want);
    }
}
