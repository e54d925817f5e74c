//! Rust text that knows where it may be broken; `layout` breaks it as `rustfmt` does.

/// A piece of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doc {
    /// Text without a break.
    Text(String),
    /// One after another.
    Concat(Vec<Doc>),
    /// `open a, b close`: arguments, elements, fields.
    List(Box<List>),
    /// `head.link().link()?`
    Chain(Box<Doc>, Vec<Doc>),
    /// `a && b && c`: each operand with the operator before it; the first has none.
    Binary(Vec<(&'static str, Doc)>),
    /// `if a { b } else { c }`, `|x| { … }`, `match x { … }`: a head, lines in braces, and what follows the closing brace.
    Block(Box<Block>),
    /// `if test { then } else { otherwise }` of expressions.
    Choice(Box<[Doc; 3]>),
    /// `|x| body`
    Closure(String, Box<Doc>),
    /// `pattern if condition`: what stands before the arrow of an arm.
    Guard(String, Box<Doc>),
}

/// Items between brackets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// What opens it: `f(`, `[`, `User {`.
    pub open: Doc,
    /// The items.
    pub items: Vec<Doc>,
    /// What closes it.
    pub close: &'static str,
    /// Spaces stand inside the brackets when it is on one line: `User { a }`.
    pub padded: bool,
}

/// Lines in braces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What stands before the opening brace, with a space at its end unless it is empty.
    pub head: Doc,
    /// The lines.
    pub lines: Vec<Line>,
    /// What follows the closing brace.
    pub tail: Doc,
}

/// A line, or several that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// `// text`, `/// text`: as it is.
    Comment(String),
    /// Nothing.
    Blank,
    /// Text, then `end`: `;`, `,` or nothing; and a comment at the end of the line.
    Code(Doc, &'static str, Option<String>),
    /// `start = value;`: the value may go to the next line.
    Assign {
        /// `let x =`, `x =`, `x +=`.
        start: Doc,
        /// The value.
        value: Doc,
        /// `;`
        end: &'static str,
        /// A comment at the end of the line.
        trailing: Option<String>,
    },
    /// A head, lines in braces, what follows; `if a {` … `} else {` … `}` are two of them, the second continuing the first.
    Nested {
        /// What stands before the brace: `if a `, `else `, `Ok(x) => `.
        head: Doc,
        /// The lines.
        lines: Vec<Line>,
        /// What follows the closing brace: nothing, `;`, `,`.
        end: &'static str,
        /// It continues the one before it on the line of its closing brace.
        continues: bool,
    },
    /// `pattern => value,` of a `match`.
    Arm(Doc, Doc),
}

impl Doc {
    /// Text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// One after another.
    pub fn concat(parts: impl IntoIterator<Item = Self>) -> Self {
        Self::Concat(parts.into_iter().collect())
    }

    /// `callee(args)`
    pub fn call(callee: impl Into<String>, args: Vec<Self>) -> Self {
        Self::list(Self::Text(callee.into() + "("), args, ")")
    }

    /// `f` of `f(argument)`
    pub fn callee_of(&self, argument: &str) -> Option<Self> {
        let Self::List(list) = self else { return None };
        let Self::Text(open) = &list.open else { return None };
        let callee = open.strip_suffix('(').filter(|callee| !callee.is_empty() && !callee.ends_with('!'))?;
        (list.items == [Self::text(argument)]).then(|| Self::text(callee))
    }

    /// `open items close`
    pub fn list(open: Self, items: Vec<Self>, close: &'static str) -> Self {
        Self::List(Box::new(List { open, items, close, padded: false }))
    }

    /// `Name { fields }`
    pub fn record(name: &str, fields: Vec<Self>) -> Self {
        let open = Self::Text(format!("{name} {{"));
        Self::List(Box::new(List { open, items: fields, close: "}", padded: true }))
    }

    /// `self.name(args)`
    pub fn method(self, name: &str, args: Vec<Self>) -> Self {
        self.link(Self::call(format!(".{name}"), args))
    }

    /// `self` and a link of a chain: `.field`, `.call()`, `?`.
    pub fn link(self, link: Self) -> Self {
        match self {
            Self::Chain(head, mut links) => {
                links.push(link);
                Self::Chain(head, links)
            }
            head => Self::Chain(Box::new(head), vec![link]),
        }
    }

    /// `self?`
    pub fn try_(self) -> Self {
        self.link(Self::text("?"))
    }

    /// `prefix self`
    pub fn prefixed(self, prefix: &str) -> Self {
        if prefix.is_empty() { self } else { Self::concat([Self::text(prefix), self]) }
    }

    /// `self suffix`
    pub fn suffixed(self, suffix: &str) -> Self {
        Self::concat([self, Self::text(suffix)])
    }

    /// `(self)`
    pub fn parenthesized(self) -> Self {
        Self::concat([Self::text("("), self, Self::text(")")])
    }

    /// The same without the parentheses around it, if it has any.
    pub fn unwrapped(self) -> Self {
        match self {
            Self::Concat(mut parts)
                if parts.len() > 2
                    && parts.first() == Some(&Self::text("("))
                    && parts.last() == Some(&Self::text(")")) =>
            {
                parts.pop();
                parts.remove(0);
                Self::concat(parts)
            }
            doc => doc,
        }
    }

    /// Whether it is `let pattern = value`.
    pub fn is_let(&self) -> bool {
        matches!(self, Self::Concat(parts) if matches!(parts.first(), Some(Self::Text(word)) if word.starts_with("let ")))
    }

    /// All on one line; `None` where it has several.
    pub fn flat(&self) -> Option<String> {
        let mut out = String::new();
        self.push_flat(&mut out)?;
        Some(out)
    }

    fn push_flat(&self, out: &mut String) -> Option<()> {
        match self {
            Self::Text(text) => {
                if text.contains('\n') && !text.starts_with("include") {
                    return None;
                }
                out.push_str(text);
            }
            Self::Concat(parts) => {
                for part in parts {
                    part.push_flat(out)?;
                }
            }
            Self::List(list) => {
                list.open.push_flat(out)?;
                let space = if list.padded && !list.items.is_empty() { " " } else { "" };
                out.push_str(space);
                for (i, item) in list.items.iter().enumerate() {
                    if i > 0 {
                        out.push_str(", ");
                    }
                    item.push_flat(out)?;
                }
                out.push_str(space);
                out.push_str(list.close);
            }
            Self::Chain(head, links) => {
                head.push_flat(out)?;
                for link in links {
                    link.push_flat(out)?;
                }
            }
            // `rustfmt` gives each operand a line of its own where one of them is a `let`.
            Self::Binary(operands) if operands.len() > 1 && operands.iter().any(|(_, operand)| operand.is_let()) => {
                return None;
            }
            Self::Binary(operands) => {
                for (i, (operator, operand)) in operands.iter().enumerate() {
                    if i > 0 {
                        out.push(' ');
                        out.push_str(operator);
                        out.push(' ');
                    }
                    operand.push_flat(out)?;
                }
            }
            Self::Block(block) => {
                let closure = matches!(&block.head, Self::Text(head) if head.is_empty() || head.starts_with("(|| ->"));
                block.head.push_flat(out)?;
                match block.lines.as_slice() {
                    [] => out.push_str("{}"),
                    [Line::Code(value, "", None)] if closure => {
                        out.push_str("{ ");
                        value.push_flat(out)?;
                        out.push_str(" }");
                    }
                    _ => return None,
                }
                block.tail.push_flat(out)?;
            }
            Self::Choice(parts) => {
                let [test, then, otherwise] = parts.as_ref();
                for (word, part) in [("if ", test), (" { ", then), (" } else { ", otherwise)] {
                    out.push_str(word);
                    part.push_flat(out)?;
                }
                out.push_str(" }");
            }
            Self::Closure(head, body) => {
                out.push_str(head);
                out.push(' ');
                body.push_flat(out)?;
            }
            Self::Guard(pattern, condition) => {
                out.push_str(pattern);
                out.push_str(" if ");
                condition.push_flat(out)?;
            }
        }
        Some(())
    }
}

/// An iterable where anything that can be iterated over will do.
pub fn without_into_iter(doc: Doc) -> Doc {
    match doc {
        Doc::Chain(head, mut links) if links.last() == Some(&Doc::call(".into_iter", Vec::new())) => {
            links.pop();
            if links.is_empty() { *head } else { Doc::Chain(head, links) }
        }
        doc => doc,
    }
}

/// A range in parentheses, to call a method on it.
pub fn wrap_range(doc: Doc) -> Doc {
    let is_range = matches!(&doc, Doc::Concat(parts) if parts.iter().any(|part| [Doc::text(".."), Doc::text("..=")].contains(part)));
    if is_range { doc.parenthesized() } else { doc }
}
