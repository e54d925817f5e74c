//! Go statements as a tree, printed as gofmt would print them.

use super::tree::Go;

/// Statements in order.
pub type Block = Vec<Statement>;

/// A Go statement, or a line that stands between statements.
#[derive(Clone, Debug, PartialEq)]
pub enum Statement {
    /// An empty line.
    Blank,
    /// `// text`
    Comment(String),
    /// An expression for its effect.
    Expr(Go),
    /// `a, b := value`
    Define(Vec<String>, Vec<Go>),
    /// `a, b = value`
    Assign(Vec<Go>, Vec<Go>),
    /// `x += value`
    Update(Go, &'static str, Go),
    /// `x++`
    Step(Go, &'static str),
    /// `var name T` or `var name T = value`
    Var(String, String, Option<Go>),
    /// `if … { } else { }`
    If(Box<If>),
    /// `switch value { case a, b: … default: … }`; the default has no tests
    Switch(Option<Go>, Vec<(Vec<Go>, Block)>),
    /// `for … { }`
    For(Head, Block),
    /// `label:` before a loop
    Label(String),
    /// `return a, b`
    Return(Vec<Go>),
    /// `break` or `break label`
    Break(Option<String>),
    /// `continue`
    Continue,
    /// `defer f()`
    Defer(Go),
    /// The place where a `try` handles the error of that variable, or one that is raised right there. It is replaced before anything
    /// is printed.
    Check(Option<String>),
}

/// The parts of an `if`.
#[derive(Clone, Debug, PartialEq)]
pub struct If {
    /// What stands before the test: `if init; test {`.
    pub init: Option<Statement>,
    pub test: Go,
    pub then: Block,
    pub otherwise: Block,
}

/// The head of a loop.
#[derive(Clone, Debug, PartialEq)]
pub enum Head {
    /// `for {`
    Forever,
    /// `for test {`
    While(Go),
    /// `for a, b := range items {`, without the names where all of them are blank
    Range(Vec<String>, Go),
    /// `for init; test; step {`
    Count(Box<Count>),
}

/// A loop that counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    pub init: Statement,
    pub test: Go,
    pub step: Statement,
}

impl Statement {
    /// `name := value`
    pub fn define(name: impl Into<String>, value: Go) -> Self {
        Self::Define(vec![name.into()], vec![value])
    }

    /// `target = value`
    pub fn assign(target: Go, value: Go) -> Self {
        Self::Assign(vec![target], vec![value])
    }

    /// `if test { then }`
    pub fn when(test: Go, then: Block) -> Self {
        Self::if_else(test, then, Vec::new())
    }

    /// `if test { then } else { otherwise }`
    pub fn if_else(test: Go, then: Block, otherwise: Block) -> Self {
        Self::If(Box::new(If { init: None, test, then, otherwise }))
    }

    /// `if init; test { then } else { otherwise }`
    pub fn if_init(init: Option<Self>, test: Go, then: Block, otherwise: Block) -> Self {
        Self::If(Box::new(If { init, test, then, otherwise }))
    }

    /// `for names := range items { body }`
    pub fn range(names: &[&str], items: Go, body: Block) -> Self {
        Self::For(Head::Range(names.iter().map(|name| (*name).to_owned()).collect(), items), body)
    }

    /// The blocks within the statement, but not those of function literals.
    pub fn blocks(&self) -> Vec<&Block> {
        match self {
            Self::If(parts) => vec![&parts.then, &parts.otherwise],
            Self::Switch(_, cases) => cases.iter().map(|(_, block)| block).collect(),
            Self::For(_, body) => vec![body],
            Self::Blank
            | Self::Comment(_)
            | Self::Expr(_)
            | Self::Define(..)
            | Self::Assign(..)
            | Self::Update(..)
            | Self::Step(..)
            | Self::Var(..)
            | Self::Label(_)
            | Self::Return(_)
            | Self::Break(_)
            | Self::Continue
            | Self::Defer(_)
            | Self::Check(_) => Vec::new(),
        }
    }

    /// As `blocks`, to change them.
    pub fn blocks_mut(&mut self) -> Vec<&mut Block> {
        match self {
            Self::If(parts) => vec![&mut parts.then, &mut parts.otherwise],
            Self::Switch(_, cases) => cases.iter_mut().map(|(_, block)| block).collect(),
            Self::For(_, body) => vec![body],
            Self::Blank
            | Self::Comment(_)
            | Self::Expr(_)
            | Self::Define(..)
            | Self::Assign(..)
            | Self::Update(..)
            | Self::Step(..)
            | Self::Var(..)
            | Self::Label(_)
            | Self::Return(_)
            | Self::Break(_)
            | Self::Continue
            | Self::Defer(_)
            | Self::Check(_) => Vec::new(),
        }
    }

    /// The expressions of the statement itself, to change them; those of its blocks are not among them.
    pub fn expressions_mut(&mut self) -> Vec<&mut Go> {
        match self {
            Self::Blank
            | Self::Comment(_)
            | Self::Label(_)
            | Self::Break(_)
            | Self::Continue
            | Self::Check(_)
            | Self::Var(_, _, None) => Vec::new(),
            Self::Expr(go) | Self::Step(go, _) | Self::Defer(go) | Self::Var(_, _, Some(go)) => vec![go],
            Self::Define(_, values) | Self::Return(values) => values.iter_mut().collect(),
            Self::Assign(targets, values) => targets.iter_mut().chain(values).collect(),
            Self::Update(target, _, value) => vec![target, value],
            Self::If(parts) => {
                let mut all: Vec<&mut Go> = parts.init.iter_mut().flat_map(Self::expressions_mut).collect();
                all.push(&mut parts.test);
                all
            }
            Self::Switch(value, cases) => {
                value.iter_mut().chain(cases.iter_mut().flat_map(|(tests, _)| tests)).collect()
            }
            Self::For(head, _) => match head {
                Head::Forever => Vec::new(),
                Head::While(go) | Head::Range(_, go) => vec![go],
                Head::Count(count) => {
                    let mut all = count.init.expressions_mut();
                    all.push(&mut count.test);
                    all.extend(count.step.expressions_mut());
                    all
                }
            },
        }
    }

    /// Whether the statement is one, and no line between statements.
    fn is_code(&self) -> bool {
        !matches!(self, Self::Blank | Self::Comment(_))
    }

    /// Whether Go sees that what follows the statement never runs.
    fn is_terminating(&self) -> bool {
        match self {
            Self::Return(_) => true,
            Self::Expr(Go::Call(function, _)) => function.is("panic"),
            Self::If(parts) => ends(&parts.then) && ends(&parts.otherwise),
            Self::Switch(_, cases) => {
                cases.iter().any(|(tests, _)| tests.is_empty())
                    && cases.iter().all(|(_, block)| ends(block) && !breaks(block))
            }
            Self::For(head, body) => *head == Head::Forever && !breaks(body),
            _ => false,
        }
    }
}

/// Whether control never runs past the end of a block, as Go sees it.
pub fn ends(block: &[Statement]) -> bool {
    block.iter().rev().find(|statement| statement.is_code()).is_some_and(Statement::is_terminating)
}

/// Whether a block has a `break` that leaves what is around it.
pub fn breaks(block: &[Statement]) -> bool {
    block.iter().any(|statement| match statement {
        Statement::Break(_) => true,
        Statement::For(_, body) => labelled_break(body),
        Statement::Switch(_, cases) => cases.iter().any(|(_, block)| labelled_break(block)),
        other => other.blocks().into_iter().any(|block| breaks(block)),
    })
}

fn labelled_break(block: &[Statement]) -> bool {
    any(block, &mut |statement| matches!(statement, Statement::Break(Some(_))))
}

/// Whether a statement of the block or within one is such.
pub fn any(block: &[Statement], is: &mut dyn FnMut(&Statement) -> bool) -> bool {
    block.iter().any(|statement| is(statement) || statement.blocks().into_iter().any(|inner| any(inner, is)))
}

/// Calls `visit` on every statement of a block, outer ones first.
pub fn each_mut(block: &mut Block, visit: &mut dyn FnMut(&mut Statement)) {
    for statement in block {
        visit(statement);
        for inner in statement.blocks_mut() {
            each_mut(inner, visit);
        }
    }
}

/// The lines of a block at an indentation of so many tabs.
pub fn print(block: &[Statement], indent: usize) -> String {
    let mut out = String::new();
    let mut after_code = false;
    for (i, statement) in block.iter().enumerate() {
        if *statement == Statement::Blank {
            let again = block.get(i + 1).is_none_or(|next| *next == Statement::Blank);
            if after_code && !again {
                out.push('\n');
            }
            continue;
        }
        after_code = true;
        let label = matches!(statement, Statement::Label(_));
        out.push_str(&"\t".repeat(indent - usize::from(label && indent > 0)));
        line(statement, &mut out, indent);
        out.push('\n');
    }
    out
}

/// The text of a statement after its indentation; further lines have theirs.
fn line(statement: &Statement, out: &mut String, indent: usize) {
    match statement {
        Statement::Blank | Statement::Check(_) => {}
        Statement::Comment(text) => {
            out.push_str("//");
            if !text.is_empty() {
                out.push(' ');
                out.push_str(text);
            }
        }
        Statement::Expr(go) => out.push_str(&go.print(indent)),
        Statement::Define(names, values) => {
            let depth = if names.len() > 1 && values.len() > 1 { 2 } else { 1 };
            *out += &format!("{} := {}", names.join(", "), list(values, depth, indent));
        }
        Statement::Assign(targets, values) => {
            let depth = if targets.len() > 1 && values.len() > 1 { 2 } else { 1 };
            *out += &format!("{} = {}", list(targets, depth, indent), list(values, depth, indent));
        }
        Statement::Update(target, op, value) => {
            *out += &format!("{} {op}= {}", target.print(indent), value.print(indent));
        }
        Statement::Step(target, sign) => *out += &format!("{}{sign}", target.print(indent)),
        Statement::Var(name, ty, None) => *out += &format!("var {name} {ty}"),
        Statement::Var(name, ty, Some(value)) => *out += &format!("var {name} {ty} = {}", value.print(indent)),
        Statement::If(parts) => if_text(parts, out, indent),
        Statement::Switch(value, cases) => {
            match value {
                Some(value) => *out += &format!("switch {} {{\n", value.print(indent)),
                None => *out += "switch {\n",
            }
            let tabs = "\t".repeat(indent);
            for (tests, block) in cases {
                match &tests[..] {
                    [] => *out += &format!("{tabs}default:\n"),
                    tests => *out += &format!("{tabs}case {}:\n", list(tests, 1, indent)),
                }
                *out += &print(block, indent + 1);
            }
            *out += &format!("{tabs}}}");
        }
        Statement::For(head, body) => {
            *out += "for ";
            match head {
                Head::Forever => {}
                Head::While(test) => *out += &format!("{} ", test.print(indent)),
                Head::Range(names, items) => {
                    let bound = names.iter().rposition(|name| name != "_").map_or(0, |last| last + 1);
                    if bound > 0 {
                        *out += &format!("{} := ", names[..bound].join(", "));
                    }
                    *out += &format!("range {} ", items.print(indent));
                }
                Head::Count(count) => {
                    line(&count.init, out, indent);
                    *out += &format!("; {}; ", count.test.print(indent));
                    line(&count.step, out, indent);
                    out.push(' ');
                }
            }
            braced(body, out, indent);
        }
        Statement::Label(name) => *out += &format!("{name}:"),
        Statement::Return(values) if values.is_empty() => *out += "return",
        Statement::Return(values) => *out += &format!("return {}", list(values, 1, indent)),
        Statement::Break(None) => *out += "break",
        Statement::Break(Some(label)) => *out += &format!("break {label}"),
        Statement::Continue => *out += "continue",
        Statement::Defer(call) => *out += &format!("defer {}", call.print(indent)),
    }
}

fn if_text(parts: &If, out: &mut String, indent: usize) {
    *out += "if ";
    if let Some(init) = &parts.init {
        line(init, out, indent);
        *out += "; ";
    }
    *out += &format!("{} ", parts.test.print(indent));
    braced(&parts.then, out, indent);
    match &parts.otherwise[..] {
        [] => {}
        [Statement::If(next)] => {
            *out += " else ";
            if_text(next, out, indent);
        }
        block => {
            *out += " else ";
            braced(block, out, indent);
        }
    }
}

fn braced(block: &[Statement], out: &mut String, indent: usize) {
    *out += "{\n";
    *out += &print(block, indent + 1);
    *out += &format!("{}}}", "\t".repeat(indent));
}

fn list(values: &[Go], depth: usize, indent: usize) -> String {
    values.iter().map(|value| value.print_at(depth, indent)).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lone_if_in_an_else_is_an_else_if() {
        let inner = Statement::if_else(Go::atom("b"), vec![Statement::Continue], vec![Statement::Break(None)]);
        let outer = Statement::if_else(Go::atom("a"), vec![Statement::Return(Vec::new())], vec![inner]);
        let want = "\tif a {\n\t\treturn\n\t} else if b {\n\t\tcontinue\n\t} else {\n\t\tbreak\n\t}\n";
        assert_eq!(print(&[outer], 1), want);
    }

    #[test]
    fn blank_lines_stand_between_statements_only() {
        let call = || Statement::Expr(Go::call("f", Vec::new()));
        let block = [Statement::Blank, call(), Statement::Blank, Statement::Blank, call(), Statement::Blank];
        assert_eq!(print(&block, 0), "f()\n\nf()\n");
    }

    #[test]
    fn a_block_ends_as_go_sees_it() {
        let leave = || vec![Statement::Return(Vec::new())];
        assert!(ends(&[Statement::if_else(Go::atom("a"), leave(), leave()), Statement::Comment("x".into())]));
        assert!(!ends(&[Statement::when(Go::atom("a"), leave())]));
        assert!(ends(&[Statement::For(Head::Forever, leave())]));
        assert!(!ends(&[Statement::For(Head::Forever, vec![Statement::Break(None)])]));
    }
}
