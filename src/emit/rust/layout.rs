//! Where an expression is broken over lines: what `rustfmt` does, for the forms that this backend prints.
//!
//! Generated projects have `use_small_heuristics = "Max"`, so a form stays on its line as long as it fits. The rules are those of
//! `rustfmt`'s `overflow.rs`, `chains.rs`, `pairs.rs` and `expr.rs`, edition 2024.

use super::doc::{Block, Doc, List};
use super::line::{render_head, render_lines};

/// The longest line.
pub const WIDTH: usize = 120;

/// One step of indentation.
pub const STEP: usize = 4;

/// Macros whose first argument has a line of its own, with the rest on the next.
const FORMATTING: &[&str] = &["format!(", "println!(", "eprintln!(", "print!(", "eprint!("];

/// The longest of the items that share lines when there are many.
const SHORT_ITEM: usize = 10;

/// Where a text begins, and what it must leave room for.
#[derive(Clone, Copy)]
struct Shape {
    /// The indentation of the block that the text stands in.
    indent: usize,
    /// The column where it begins.
    column: usize,
    /// How many characters follow on its last line.
    after: usize,
    /// Chains have one line, up to their last link.
    one_line_chains: bool,
    /// Text that is too long is let through: nothing better is left.
    loose: bool,
}

impl Shape {
    /// On a line of its own, one step deeper.
    fn nested(self, after: usize) -> Self {
        let indent = self.indent + STEP;
        Self { indent, column: indent, after, ..self }
    }

    /// Further right on the same line.
    fn at(self, column: usize, after: usize) -> Self {
        Self { column, after, ..self }
    }

    /// How long the head of a chain may be to keep the first links on its line.
    fn tab(self) -> usize {
        STEP.saturating_sub(self.column.saturating_sub(self.indent))
    }

    /// Whether the first line of a text fits, with `more` after it.
    fn fits(self, text: &str, more: usize) -> bool {
        self.loose || self.column + width(first_line(text)) + more <= WIDTH
    }
}

impl Doc {
    /// The text when it starts at `column` of a line indented by `indent`, with `after` characters to follow on its last line.
    pub fn render(&self, indent: usize, column: usize, after: usize) -> String {
        self.try_render(indent, column, after).unwrap_or_else(|| {
            let shape = Shape { indent, column, after, one_line_chains: false, loose: true };
            self.fit(shape).or_else(|| self.flat()).unwrap_or_default()
        })
    }

    /// The same, if no line of it is too long.
    pub fn try_render(&self, indent: usize, column: usize, after: usize) -> Option<String> {
        self.fit(Shape { indent, column, after, one_line_chains: false, loose: false })
    }

    fn fit(&self, shape: Shape) -> Option<String> {
        if let Some(flat) = self.flat()
            && shape.column + width(&flat) + shape.after + self.tries(shape) <= WIDTH
        {
            return Some(flat);
        }
        match self {
            Self::Text(text) => (shape.loose || text.contains('\n')).then(|| text.clone()),
            Self::Concat(parts) => fit_concat(parts, shape),
            Self::List(list) => list.fit(shape),
            Self::Chain(head, links) => fit_chain(head, links, shape),
            Self::Binary(operands) => fit_binary(operands, shape),
            Self::Block(block) => fit_block(block, shape),
            Self::Choice(parts) => fit_choice(parts, shape),
            Self::Closure(head, body) => fit_closure(head, body, shape),
            Self::Guard(pattern, condition) => fit_guard(pattern, condition, shape),
        }
    }

    /// How many characters a chain on one line leaves free: `rustfmt` counts each `?` after the last link three times.
    fn tries(&self, shape: Shape) -> usize {
        match self {
            Self::Chain(head, links) => {
                let tries = links.iter().rev().take_while(|link| **link == Self::text("?")).count();
                let short = head.flat().is_some_and(|head| width(&head) <= shape.tab());
                let groups = links.iter().filter(|link| **link != Self::text("?")).count();
                if groups == 0 || groups == 1 && short { 0 } else { 2 * tries }
            }
            Self::Concat(parts) => parts.last().map_or(0, |last| last.tries(Shape { column: usize::MAX, ..shape })),
            Self::Binary(operands) => {
                operands.last().map_or(0, |(_, last)| last.tries(Shape { column: usize::MAX, ..shape }))
            }
            _ => 0,
        }
    }

    /// Whether it may begin on the line of the call that it is the last argument of; `only` when it is the only one.
    fn can_overflow(&self, only: bool) -> bool {
        match self {
            Self::Closure(..) => true,
            Self::Block(block) => only || block.head == Self::text(""),
            Self::List(_) | Self::Choice(_) => only,
            Self::Chain(head, links) => match links.iter().rfind(|link| **link != Self::text("?")) {
                Some(Self::List(_)) => only,
                Some(_) => false,
                None => head.can_overflow(only),
            },
            Self::Concat(_) => self.signed().is_some_and(|inner| inner.can_overflow(only)),
            Self::Text(_) | Self::Binary(_) | Self::Guard(..) => false,
        }
    }

    /// What follows a sign: `&x`, `*x`, `-x`, `!x`.
    fn signed(&self) -> Option<&Self> {
        match self {
            Self::Concat(parts) => match parts.as_slice() {
                [Self::Text(sign), inner] => matches!(sign.as_str(), "&" | "*" | "-" | "!" | "&mut ").then_some(inner),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether it is a call of a method.
    fn is_method_call(&self) -> bool {
        match self {
            Self::Chain(_, links) => {
                matches!(links.iter().rfind(|link| **link != Self::text("?")), Some(Self::List(_)))
            }
            _ => self.signed().is_some_and(Self::is_method_call),
        }
    }

    /// Whether a block around it may go: `x => { f() }` is `x => f()`.
    pub fn can_extend(&self) -> bool {
        match self {
            Self::List(_) | Self::Closure(..) => true,
            Self::Block(block) => block.head == Self::text("") || block.head.is_match(),
            Self::Chain(head, links) => match links.iter().rfind(|link| **link != Self::text("?")) {
                Some(link) => matches!(link, Self::List(_)),
                None => head.can_extend(),
            },
            Self::Concat(_) => self.signed().is_some_and(Self::can_extend),
            Self::Text(_) | Self::Binary(_) | Self::Choice(_) | Self::Guard(..) => false,
        }
    }

    /// Whether it is what stands before the brace of a `match`.
    pub fn is_match(&self) -> bool {
        match self {
            Self::Concat(parts) => parts.first().is_some_and(Self::is_match),
            Self::Text(word) => word.starts_with("match "),
            _ => false,
        }
    }

    /// A name, a literal, a field of a name.
    pub fn is_simple(&self) -> bool {
        match self {
            Self::Text(text) => !text.contains(['(', ' ', '\n']) && !text.contains("::"),
            Self::Chain(head, links) => head.is_simple() && links.iter().all(|link| matches!(link, Self::Text(_))),
            _ => self.signed().is_some_and(Self::is_simple),
        }
    }
}

fn fit_concat(parts: &[Doc], shape: Shape) -> Option<String> {
    let mut out = String::new();
    for (i, part) in parts.iter().enumerate() {
        let rest: usize = parts[i + 1..].iter().map(first_width).sum();
        let last = i + 1 == parts.len();
        let at = last_column(&out, shape.column);
        out += &part.fit(shape.at(at, if last { shape.after } else { rest + shape.after }))?;
    }
    Some(out)
}

impl List {
    fn fit(&self, shape: Shape) -> Option<String> {
        let open = self.open.fit(shape.at(shape.column, 1))?;
        if self.items.is_empty() {
            return shape.fits(&open, 1 + shape.after).then(|| open + self.close);
        }
        if let Some(text) = self.overflowing(&open, shape) {
            return Some(text);
        }
        let nested = shape.nested(1);
        let pad = " ".repeat(nested.indent);
        if let Some(lines) = self.shared_lines(nested) {
            let end = if self.is_formatting() { "" } else { "," };
            return Some(format!("{open}\n{lines}{end}\n{}{}", " ".repeat(shape.indent), self.close));
        }
        let mut out = open + "\n";
        // A field whose value has several lines and a chain within stay as they are; arguments do not.
        let nested = Shape { one_line_chains: shape.one_line_chains && !self.padded, ..nested };
        for item in &self.items {
            out += &pad;
            out += &item.fit(nested)?;
            out += ",\n";
        }
        Some(out + &" ".repeat(shape.indent) + self.close)
    }

    fn is_formatting(&self) -> bool {
        matches!(&self.open, Doc::Text(open) if FORMATTING.contains(&open.as_str()))
    }

    /// Many short items share lines; so do those after the text of a formatting macro.
    fn shared_lines(&self, nested: Shape) -> Option<String> {
        let pad = " ".repeat(nested.indent);
        if self.is_formatting() {
            let (text, rest) = self.items.split_first()?;
            if rest.is_empty() || !self.items.iter().all(Doc::is_simple_argument) {
                return None;
            }
            let rest: Option<Vec<String>> = rest.iter().map(Doc::flat).collect();
            let rest = rest?.join(", ");
            let fits = nested.column + width(&rest) <= WIDTH;
            return fits.then(|| format!("{pad}{},\n{pad}{rest}", text.flat().unwrap_or_default()));
        }
        let short = |item: &Doc| item.is_simple() && item.flat().is_some_and(|flat| width(&flat) <= SHORT_ITEM);
        if self.padded || !self.items.iter().all(short) {
            return None;
        }
        let mut out = pad.clone();
        let mut column = nested.column;
        for (i, item) in self.items.iter().enumerate() {
            let text = item.flat()?;
            if i > 0 {
                if column + 2 + width(&text) + 1 > WIDTH {
                    out += &format!(",\n{pad}");
                    column = nested.column;
                } else {
                    out += ", ";
                    column += 2;
                }
            }
            column += width(&text);
            out += &text;
        }
        Some(out)
    }

    /// The last item may have several lines where all before it are on the first: `f(a, |x| {`.
    fn overflowing(&self, open: &str, shape: Shape) -> Option<String> {
        let (last, before) = self.items.split_last()?;
        if self.padded || open.contains('\n') {
            return None;
        }
        let callee = open.trim_end_matches(['(', '[']);
        let short = before.is_empty() && width(callee) < STEP;
        if !(short || last.can_overflow(before.is_empty())) {
            return None;
        }
        // With two closures the last one begins on a line of its own.
        if matches!(last, Doc::Closure(..)) && before.iter().any(|item| matches!(item, Doc::Closure(..))) {
            return None;
        }
        let mut out = open.to_owned();
        for item in before {
            out += &item.flat()?;
            out += ", ";
        }
        let column = last_column(&out, shape.column);
        let one_line_chains = shape.one_line_chains || (!short && last.is_method_call());
        let inner = Shape { one_line_chains, ..shape.at(column, shape.after + 1) };
        if let Doc::Block(block) = last
            && block.head.fit(inner).is_none_or(|head| head.contains('\n'))
        {
            return None;
        }
        if let Doc::Choice(parts) = last
            && parts[0].fit(inner.at(inner.column + 3, 2)).is_none_or(|test| test.contains('\n'))
        {
            return None;
        }
        let text = last.fit(inner)?;
        let first = width(first_line(&text)) + 1 + shape.after;
        if !shape.loose && column + first > WIDTH {
            return None;
        }
        if before.is_empty() && text.matches('\n').count() == 1 {
            let alone = last.fit(Shape { one_line_chains: false, ..shape.nested(0) });
            if let Some(alone) = alone.filter(|alone| !alone.contains('\n')) {
                let pad = " ".repeat(shape.indent);
                return Some(format!("{open}\n{pad}    {alone},\n{pad}{}", self.close));
            }
        }
        text.contains('\n').then(|| out + &text + self.close)
    }
}

impl Doc {
    /// What may share a line with other arguments of a formatting macro.
    fn is_simple_argument(&self) -> bool {
        match self {
            Self::Text(text) => text.starts_with('"') || self.is_simple(),
            _ => self.is_simple(),
        }
    }
}

fn fit_binary(operands: &[(&'static str, Doc)], shape: Shape) -> Option<String> {
    let nested = shape.nested(0);
    let mut texts = Vec::new();
    for (i, (operator, operand)) in operands.iter().enumerate() {
        let last = i + 1 == operands.len();
        let after = if last { shape.after } else { 0 };
        texts.push(if i == 0 {
            operand.fit(shape.at(shape.column, after))
        } else {
            operand.fit(nested.at(nested.column + width(operator) + 1, after))
        });
    }
    let chained = operands.iter().any(|(_, operand)| operand.is_let());
    if !chained && let Some(text) = fit_binary_line(operands, &texts, shape) {
        return Some(text);
    }
    let mut out = texts[0].clone()?;
    let pad = " ".repeat(nested.indent);
    for (i, (operator, operand)) in operands.iter().enumerate().skip(1) {
        let last = i + 1 == operands.len();
        let used = if out.contains('\n') { width(last_line(&out)) } else { shape.column + width(&out) };
        if used <= nested.column {
            // What is so short takes the next operand on its line.
            let column = last_column(&out, shape.column) + width(operator) + 2;
            if let Some(text) = operand.fit(shape.at(column, if last { shape.after } else { 0 })) {
                out += &format!(" {operator} {text}");
                continue;
            }
        }
        out += &format!("\n{pad}{operator} {}", texts[i].clone()?);
    }
    Some(out)
}

/// All operands on one line; the last may go on.
fn fit_binary_line(operands: &[(&'static str, Doc)], texts: &[Option<String>], shape: Shape) -> Option<String> {
    let mut out = String::new();
    let (last, before) = operands.split_last()?;
    for (i, _) in before.iter().enumerate() {
        let text = texts[i].as_ref().filter(|text| !text.contains('\n'))?;
        out += text;
        out += &format!(" {} ", operands[i + 1].0);
    }
    let prefix = width(&out);
    let text = last.1.fit(shape.at(shape.column + prefix, shape.after))?;
    let fits = shape.fits(&format!("{out}{text}"), if text.contains('\n') { 0 } else { shape.after });
    let ugly = text.contains('\n') && !text.starts_with('{') && (text.starts_with('(') || prefix > STEP);
    (fits && !ugly).then(|| out + &text)
}

fn fit_block(block: &Block, shape: Shape) -> Option<String> {
    let mut out = render_head(&block.head, shape.indent, shape.column);
    if !shape.loose && last_column(&out, shape.column) > WIDTH {
        return None;
    }
    out += "{\n";
    out += &render_lines(&block.lines, shape.indent + STEP);
    out += &" ".repeat(shape.indent);
    out.push('}');
    let at = last_column(&out, shape.column);
    Some(out + &block.tail.fit(shape.at(at, shape.after))?)
}

fn fit_choice(parts: &[Doc; 3], shape: Shape) -> Option<String> {
    let [test, then, otherwise] = parts;
    let nested = Shape { one_line_chains: false, ..shape.nested(0) };
    let pad = " ".repeat(nested.indent);
    let outer = " ".repeat(shape.indent);
    let test = test.fit(shape.at(shape.column + 3, 2))?;
    let closed = ends_closed(&test) && last_indent(&test) <= shape.indent;
    let brace = if test.contains('\n') && !closed { format!("\n{outer}") } else { " ".to_owned() };
    let mut out = format!("if {test}{brace}{{\n{pad}{}\n{outer}}} else ", then.fit(nested)?);
    if let Doc::Choice(next) = otherwise {
        let at = last_column(&out, shape.column);
        return Some(out + &fit_choice(next, shape.at(at, shape.after))?);
    }
    out += &format!("{{\n{pad}{}\n{outer}}}", otherwise.fit(nested)?);
    Some(out)
}

fn fit_closure(head: &str, body: &Doc, shape: Shape) -> Option<String> {
    // Only a block or a struct may have several lines without braces around it.
    let stands_alone = match body {
        Doc::Block(_) => true,
        Doc::List(list) => list.padded,
        _ => false,
    };
    let plain = Shape { one_line_chains: false, ..shape };
    if stands_alone && let Some(text) = body.fit(plain.at(shape.column + width(head) + 1, shape.after)) {
        return Some(format!("{head} {text}"));
    }
    let nested = plain.nested(0);
    Some(format!("{head} {{\n{}{}\n{}}}", " ".repeat(nested.indent), body.fit(nested)?, " ".repeat(shape.indent)))
}

/// `pattern if condition`, with ` => {` to follow.
fn fit_guard(pattern: &str, condition: &Doc, shape: Shape) -> Option<String> {
    let here = condition.fit(shape.at(shape.column + width(pattern) + 4, 5));
    if let Some(here) = here.filter(|here| !here.contains('\n') || width(pattern) <= STEP) {
        return Some(format!("{pattern} if {here}"));
    }
    let nested = shape.nested(5);
    let below = condition.fit(nested.at(nested.column + 3, 5))?;
    Some(format!("{pattern}\n{}if {below}", " ".repeat(nested.indent)))
}

/// A link of a chain with the `?` after it.
type Group<'a> = (&'a Doc, usize);

fn fit_group((link, tries): Group<'_>, shape: Shape) -> Option<String> {
    Some(link.fit(shape.at(shape.column, shape.after + tries))? + &"?".repeat(tries))
}

fn fit_chain(head: &Doc, links: &[Doc], shape: Shape) -> Option<String> {
    let question = Doc::text("?");
    let head_tries = links.iter().take_while(|link| **link == question).count();
    let mut groups: Vec<Group<'_>> = Vec::new();
    for link in &links[head_tries..] {
        match groups.last_mut() {
            Some((_, tries)) if *link == question => *tries += 1,
            _ => groups.push((link, 0)),
        }
    }
    let after = if groups.is_empty() { shape.after } else { 0 };
    let mut root = fit_group((head, head_tries), shape.at(shape.column, after))?;
    let mut rest = groups.as_slice();
    // A short head keeps the first links.
    let tab = shape.tab();
    let mut extendable = is_block_like(head) && root.contains('\n');
    while let Some((first, more)) = rest.split_first()
        && width(&root) <= tab
        && !root.contains('\n')
    {
        let after = if more.is_empty() { shape.after } else { 0 };
        let Some(text) = fit_group(*first, shape.at(shape.column + width(&root), after)) else { break };
        root += &text;
        extendable = ends_closed(&root) && root.contains('\n');
        rest = more;
    }
    let Some((&last, between)) = rest.split_last() else { return Some(root) };
    let child_indent = if extendable { shape.indent } else { shape.indent + STEP };
    let child = Shape { indent: child_indent, column: child_indent, after: 0, ..shape };
    let mut texts = vec![root];
    for group in between {
        texts.push(fit_group(*group, child)?);
    }
    let (text, same_line) = fit_last(last, &texts, extendable, shape, child)?;
    texts.push(text);
    if same_line {
        return Some(texts.concat());
    }
    if shape.one_line_chains {
        return None;
    }
    let pad = format!("\n{}", " ".repeat(child_indent));
    Some(texts.join(&pad))
}

/// The last link of a chain, and whether the whole chain is on one line before it.
fn fit_last(
    last: Group<'_>,
    before: &[String],
    extendable: bool,
    shape: Shape,
    child: Shape,
) -> Option<(String, bool)> {
    let extendable = extendable && before.len() == 1;
    let almost: usize =
        if extendable { width(last_line(&before[0])) } else { before.iter().map(|text| width(text)).sum() };
    // Each `?` after the last link counts three times.
    let start = if extendable && before[0].contains('\n') { almost } else { shape.column + almost } + 2 * last.1;
    let one_line = before.iter().all(|text| !text.contains('\n'));
    let below = fit_group(last, child.at(child.column, shape.after));
    if !one_line && !extendable {
        return Some((below?, false));
    }
    let Some(here) = fit_group(last, shape.at(start, shape.after)) else {
        return Some((below?, false));
    };
    let after = if here.contains('\n') { 0 } else { shape.after };
    let fits = shape.loose || start + width(first_line(&here)) + after <= WIDTH;
    let lines = here.lines().count();
    if fits && lines >= 5 {
        return Some((here, one_line));
    }
    match below {
        Some(below) if !fits => Some((below, false)),
        Some(below) if below.lines().count() >= lines => Some((here, fits && one_line)),
        Some(below) => Some((below, false)),
        None => Some((here, fits && one_line)),
    }
}

/// What has brackets around its lines.
fn is_block_like(doc: &Doc) -> bool {
    match doc {
        Doc::List(_) | Doc::Block(_) | Doc::Choice(_) | Doc::Chain(..) => true,
        Doc::Concat(parts) => {
            parts.last().is_some_and(is_block_like) || matches!(parts.last(), Some(Doc::Text(text)) if text == ")")
        }
        Doc::Text(_) | Doc::Binary(_) | Doc::Closure(..) | Doc::Guard(..) => false,
    }
}

/// How far the last of several lines is indented.
pub fn last_indent(text: &str) -> usize {
    let last = text.rsplit('\n').next().unwrap_or_default();
    if text.contains('\n') { width(last) - width(last.trim_start()) } else { 0 }
}

/// Whether the last line of a text has nothing but what closes brackets.
pub fn ends_closed(text: &str) -> bool {
    last_line(text).chars().all(|c| c.is_whitespace() || "()]}?>".contains(c))
}

/// How many characters a text has.
pub fn width(text: &str) -> usize {
    text.chars().count()
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

fn last_line(text: &str) -> &str {
    text.rsplit('\n').next().unwrap_or_default()
}

/// The column after `text`, which began at `column`.
pub fn last_column(text: &str, column: usize) -> usize {
    if text.contains('\n') { width(last_line(text)) } else { column + width(text) }
}

/// How many characters of it must follow on the same line.
fn first_width(doc: &Doc) -> usize {
    match doc {
        Doc::Text(text) => width(text),
        Doc::List(list) => first_width(&list.open),
        Doc::Concat(parts) => parts.first().map_or(0, first_width),
        Doc::Chain(head, _) => first_width(head),
        Doc::Binary(operands) => operands.first().map_or(0, |(_, operand)| first_width(operand)),
        Doc::Block(_) | Doc::Choice(_) | Doc::Closure(..) | Doc::Guard(..) => 0,
    }
}
