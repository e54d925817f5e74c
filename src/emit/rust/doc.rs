//! Rust text that knows where it may be broken: what `rustfmt` makes of it, for the forms that this backend prints.
//!
//! Generated projects have `use_small_heuristics = "Max"`, so a form stays on its line as long as it fits.

/// The longest line.
const WIDTH: usize = 120;

/// One step of indentation.
const STEP: usize = 4;

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
        Self::concat([Self::text(prefix), self])
    }

    /// `self suffix`
    pub fn suffixed(self, suffix: &str) -> Self {
        Self::concat([self, Self::text(suffix)])
    }

    /// `(self)`
    pub fn parenthesized(self) -> Self {
        Self::concat([Self::text("("), self, Self::text(")")])
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
                if !block.lines.is_empty() {
                    return None;
                }
                block.head.push_flat(out)?;
                out.push_str("{}");
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
        }
        Some(())
    }

    /// The text when it starts at `column` of a line indented by `indent`, with `after` characters to follow on its last line.
    pub fn render(&self, indent: usize, column: usize, after: usize) -> String {
        if let Some(flat) = self.flat()
            && column + width(&flat) + after <= WIDTH
        {
            return flat;
        }
        match self {
            Self::Text(text) => text.clone(),
            Self::Concat(parts) => {
                let mut out = String::new();
                for (i, part) in parts.iter().enumerate() {
                    let rest: usize = parts[i + 1..].iter().map(first_width).sum();
                    let at = last_column(&out, column);
                    let last = i + 1 == parts.len();
                    out += &part.render(indent, at, if last { after } else { rest + after });
                }
                out
            }
            Self::List(list) => list.render(indent, column, after),
            Self::Chain(head, links) => render_chain(head, links, indent, column, after),
            Self::Binary(operands) => {
                let mut out = String::new();
                for (i, (operator, operand)) in operands.iter().enumerate() {
                    let last = i + 1 == operands.len();
                    if i == 0 {
                        out += &operand.render(indent, column, 0);
                    } else {
                        let start = format!("\n{}{operator} ", " ".repeat(indent + STEP));
                        out += &start;
                        out += &operand.render(indent + STEP, width(&start) - 1, if last { after } else { 0 });
                    }
                }
                out
            }
            Self::Block(block) => {
                let mut out = block.head.render(indent, column, 1);
                out += "{\n";
                out += &render_lines(&block.lines, indent + STEP);
                out += &" ".repeat(indent);
                out.push('}');
                let at = last_column(&out, column);
                out + &block.tail.render(indent, at, after)
            }
            Self::Choice(parts) => render_choice(parts, indent, column),
            Self::Closure(head, body) => {
                // Only a block or a struct may have several lines without braces around it.
                let stands_alone = match body.as_ref() {
                    Self::Block(_) => true,
                    Self::List(list) => list.padded,
                    _ => false,
                };
                if stands_alone {
                    let at = column + width(head) + 1;
                    format!("{head} {}", body.render(indent, at, after))
                } else {
                    let pad = " ".repeat(indent + STEP);
                    let body = body.render(indent + STEP, indent + STEP, 0);
                    format!("{head} {{\n{pad}{body}\n{}}}", " ".repeat(indent))
                }
            }
        }
    }

    /// Whether it may have several lines as the only item of a list without a line of its own.
    fn is_overflowing(&self) -> bool {
        match self {
            Self::List(_) | Self::Closure(..) | Self::Block(_) => true,
            Self::Chain(head, links) => {
                links.iter().any(|link| matches!(link, Self::List(_))) && !matches!(**head, Self::Block(_))
            }
            Self::Text(_) | Self::Concat(_) | Self::Binary(_) | Self::Choice(_) => false,
        }
    }

    fn is_block_like(&self) -> bool {
        match self {
            Self::Closure(..) | Self::Block(_) => true,
            Self::List(list) => list.padded || matches!(&list.open, Self::Text(open) if open.ends_with("vec![")),
            Self::Text(_) | Self::Concat(_) | Self::Chain(..) | Self::Binary(_) | Self::Choice(_) => false,
        }
    }
}

impl List {
    fn render(&self, indent: usize, column: usize, after: usize) -> String {
        let open = self.open.render(indent, column, 0);
        if self.items.is_empty() {
            return open + self.close;
        }
        if let Some(text) = self.render_overflowing(&open, indent, column, after) {
            return text;
        }
        let pad = " ".repeat(indent + STEP);
        let mut out = open + "\n";
        for item in &self.items {
            out += &pad;
            out += &item.render(indent + STEP, indent + STEP, 1);
            out += ",\n";
        }
        out + &" ".repeat(indent) + self.close
    }

    /// The last item may have several lines where all before it are on the first: `f(a, |x| {`.
    fn render_overflowing(&self, open: &str, indent: usize, column: usize, after: usize) -> Option<String> {
        let (last, before) = self.items.split_last()?;
        let alone = before.is_empty() && last.is_overflowing();
        if self.padded || !(last.is_block_like() || alone) {
            return None;
        }
        let mut out = open.to_owned();
        for item in before {
            out += &item.flat()?;
            out += ", ";
        }
        let at = last_column(&out, column);
        let text = last.render(indent, at, 1 + after);
        let first = text.lines().next().unwrap_or_default();
        (text.contains('\n') && at + width(first) <= WIDTH).then(|| out + &text + self.close)
    }
}

fn render_choice(parts: &[Doc; 3], indent: usize, column: usize) -> String {
    let [test, then, otherwise] = parts;
    let pad = " ".repeat(indent + STEP);
    let test = test.render(indent, column + 3, 2);
    let mut out = format!("if {test} {{\n{pad}");
    out += &then.render(indent + STEP, indent + STEP, 0);
    out += &format!("\n{}}} else ", " ".repeat(indent));
    if let Doc::Choice(next) = otherwise {
        let at = last_column(&out, column);
        return out + &render_choice(next, indent, at);
    }
    out += &format!("{{\n{pad}");
    out += &otherwise.render(indent + STEP, indent + STEP, 0);
    out + &format!("\n{}}}", " ".repeat(indent))
}

fn render_chain(head: &Doc, links: &[Doc], indent: usize, column: usize, after: usize) -> String {
    // `?` belongs to the link before it.
    let mut groups: Vec<Vec<&Doc>> = Vec::new();
    for link in links {
        match (link, groups.last_mut()) {
            (Doc::Text(text), Some(group)) if text == "?" => group.push(link),
            _ => groups.push(vec![link]),
        }
    }
    let calls = groups.iter().filter(|group| matches!(group[0], Doc::List(_))).count();
    let head_text = head.render(indent, column, 0);
    // Only the last link has several lines.
    if let Some((last, before)) = groups.split_last() {
        let flat: Option<String> = before.iter().flatten().map(|link| link.flat()).collect();
        if let (Some(flat), false) = (flat, head_text.contains('\n')) {
            let start = head_text.clone() + &flat;
            let overflows = last
                .iter()
                .any(|link| matches!(link, Doc::List(list) if list.items.last().is_some_and(Doc::is_block_like)));
            if calls <= 1 || overflows {
                let mut text = start.clone();
                for (i, link) in last.iter().enumerate() {
                    let at = last_column(&text, column);
                    let rest: usize = last[i + 1..].iter().map(|link| first_width(link)).sum();
                    text += &link.render(indent, at, rest + after);
                }
                let first = text.lines().next().unwrap_or_default();
                if column + width(first) <= WIDTH && (calls <= 1 || text.contains('\n')) {
                    return text;
                }
            }
        }
    }
    if head_text.contains('\n') && groups.len() == 1 {
        let mut text = head_text;
        for link in links {
            let at = last_column(&text, column);
            text += &link.render(indent, at, after);
        }
        return text;
    }
    let pad = " ".repeat(indent + STEP);
    let mut out = head_text;
    // A short head keeps the first link, where the chain begins its line.
    let mut joined = width(&out) <= STEP.saturating_sub(column.saturating_sub(indent)) && !out.contains('\n');
    for (g, group) in groups.iter().enumerate() {
        if !joined {
            out += &format!("\n{pad}");
        }
        joined = false;
        for (i, link) in group.iter().enumerate() {
            let at = last_column(&out, column);
            let rest: usize = group[i + 1..].iter().map(|link| first_width(link)).sum();
            out += &link.render(indent + STEP, at, rest + if g + 1 == groups.len() { after } else { 0 });
        }
    }
    out
}

/// Lines, each ended by a line break.
pub fn render_lines(lines: &[Line], indent: usize) -> String {
    let pad = " ".repeat(indent);
    let mut out = String::new();
    for line in lines {
        match line {
            Line::Blank => out.push('\n'),
            Line::Comment(text) => {
                out += format!("{pad}{text}").trim_end();
                out.push('\n');
            }
            Line::Code(doc, end, trailing) => {
                out += &pad;
                out += &doc.render(indent, indent, end.len());
                out += end;
                push_trailing(&mut out, trailing.as_deref());
            }
            Line::Assign { start, value, end, trailing } => {
                out += &pad;
                let start = start.render(indent, indent, 2);
                out += &start;
                out += &render_value(value, indent, last_column(&start, indent), end.len());
                out += end;
                push_trailing(&mut out, trailing.as_deref());
            }
            Line::Nested { head, lines, end, continues } => {
                if *continues && out.ends_with("}\n") {
                    out.pop();
                    out.push(' ');
                } else {
                    out += &pad;
                }
                let column = last_column(&out, 0);
                let head = head.render(indent, column, 1);
                out += &head;
                let last = head.lines().last().unwrap_or_default().trim();
                let closing = last.chars().all(|c| ")]}?".contains(c)) || last.starts_with(')');
                if head.contains('\n') && !closing {
                    // The brace of a condition that has several lines stands alone.
                    out.truncate(out.trim_end().len());
                    out += &format!("\n{pad}");
                }
                if lines.is_empty() {
                    out += "{}";
                } else {
                    out += "{\n";
                    out += &render_lines(lines, indent + STEP);
                    out += &pad;
                    out.push('}');
                }
                out += end;
                out.push('\n');
            }
        }
    }
    out
}

fn push_trailing(out: &mut String, trailing: Option<&str>) {
    if let Some(comment) = trailing {
        out.push_str(" // ");
        out.push_str(comment);
    }
    out.push('\n');
}

/// The right side of an assignment, with the space or line break before it.
fn render_value(value: &Doc, indent: usize, column: usize, after: usize) -> String {
    let here = value.render(indent, column + 1, after);
    let first = here.lines().next().unwrap_or_default();
    let fits = column + 1 + width(first) + if here.contains('\n') { 0 } else { after } <= WIDTH;
    if fits && !here.contains('\n') {
        return format!(" {here}");
    }
    let below = value.render(indent + STEP, indent + STEP, after);
    let below_fits = below.lines().all(|line| width(line) <= WIDTH)
        && (below.contains('\n') || indent + STEP + width(&below) + after <= WIDTH);
    let lines = |text: &str| text.matches('\n').count();
    let opens = |text: &str| text.lines().next().is_some_and(|line| line.ends_with(['(', '{', '[']));
    let always_here = matches!(value, Doc::Block(_) | Doc::Closure(..))
        || matches!(value, Doc::List(list) if list.padded)
        || matches!(value, Doc::Choice(_));
    let prefers_below = !below.contains('\n') || lines(&here) > lines(&below) + 1 || (opens(&here) && !opens(&below));
    if !always_here && below_fits && (prefers_below || !fits) {
        return format!("\n{}{below}", " ".repeat(indent + STEP));
    }
    format!(" {here}")
}

/// How many characters a text has.
fn width(text: &str) -> usize {
    text.chars().count()
}

/// The column after `text`, which began at `column`.
fn last_column(text: &str, column: usize) -> usize {
    match text.rsplit_once('\n') {
        Some((_, last)) => width(last),
        None => column + width(text),
    }
}

/// How many characters of it must follow on the same line.
fn first_width(doc: &Doc) -> usize {
    match doc {
        Doc::Text(text) => width(text),
        Doc::List(list) => first_width(&list.open),
        Doc::Concat(parts) => parts.first().map_or(0, first_width),
        Doc::Chain(head, _) => first_width(head),
        Doc::Binary(operands) => operands.first().map_or(0, |(_, operand)| first_width(operand)),
        Doc::Block(_) | Doc::Choice(_) | Doc::Closure(..) => 0,
    }
}
