//! `re.match(pattern, text)` and its kin, compiled patterns, and what a match shows.

use std::rc::Rc;

use super::composed::{filled, holes_fit};
use super::print::{self, Piece, Style};
use super::tree::Group;
use super::{Flags, Matched, Regex};
use crate::ir::{self, ExprKind};
use crate::lower::body::Body;
use crate::lower::heap::NodeShape;
use crate::lower::refusal::Lowered;
use crate::lower::ty::Ty;
use crate::lower::value::Value;
use crate::model::Resolved;
use crate::python::ast::{self, Constant};
use crate::source::Span;

/// The type of a pattern in the ir.
pub const PATTERN: &str = "re.Pattern";
/// The type of a match in the ir.
pub const MATCH: &str = "re.Match";

const WRONG_TEXT: &str = "expected string or bytes-like object, got '{type}'";

/// Operations that a module function and a method of a pattern have in common.
const OPERATIONS: &[&str] = &["match", "fullmatch", "search", "findall", "sub", "split"];

/// A pattern where it is used.
struct Found {
    regex: Rc<Regex>,
    /// The name of the variable that holds it.
    known_as: Option<String>,
    /// The texts that are put into it.
    texts: Vec<ir::Expr>,
}

impl<'a> Body<'_, 'a> {
    /// `re.compile(…)`, `re.match(…)`; `None` for another function of the module.
    pub fn re_call(
        &mut self,
        name: &str,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        span: Span,
    ) -> Lowered<Option<Value>> {
        if name != "compile" && !OPERATIONS.contains(&name) {
            return Ok(None);
        }
        let Some((pattern, rest)) = args.split_first() else {
            return self.refuse(span, "regular-expression", format!("re.{name}() without a pattern"));
        };
        let (flags, rest) = self.flags_of(name, rest, keywords)?;
        let found = self.regex(pattern, flags)?;
        if name == "compile" {
            if !found.texts.is_empty() {
                return self.refuse(span, "regular-expression", "a regular expression that is not a constant text");
            }
            return Ok(Some(self.value(Ty::Pattern(found.regex), span, ExprKind::None)));
        }
        self.apply_regex(name, &found, rest, span).map(Some)
    }

    /// `PATTERN.match(…)`
    pub fn pattern_method(
        &mut self,
        object: &ast::Expr,
        regex: &Rc<Regex>,
        name: &str,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        span: Span,
    ) -> Lowered<Value> {
        if !OPERATIONS.contains(&name) || !keywords.is_empty() {
            return self.refuse(span, "regular-expression", format!("`.{name}()` of a pattern in this form"));
        }
        let found = Found { regex: Rc::clone(regex), known_as: known_name(object), texts: Vec::new() };
        self.apply_regex(name, &found, args, span)
    }

    /// The flags of a call, and its other arguments.
    fn flags_of(
        &mut self,
        name: &str,
        rest: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
    ) -> Lowered<(Flags, &'a [ast::Expr])> {
        let mut flags = Flags::default();
        let taken = match name {
            "compile" => 0,
            "sub" => 2,
            _ => 1,
        };
        let by_position = match name {
            // The fourth is the number of replacements.
            "sub" | "split" => None,
            _ => rest.get(taken),
        };
        let mut given: Vec<&'a ast::Expr> = by_position.into_iter().collect();
        for keyword in keywords {
            match &keyword.name {
                Some(word) if word.name == "flags" => given.push(&keyword.value),
                _ => return self.refuse(keyword.span, "regular-expression", format!("re.{name}() with this argument")),
            }
        }
        for expr in given {
            self.add_flags(expr, &mut flags)?;
        }
        let used = taken + usize::from(by_position.is_some());
        if rest.len() > used {
            return self.refuse(rest[used].span, "regular-expression", format!("re.{name}() with this argument"));
        }
        Ok((flags, &rest[..taken.min(rest.len())]))
    }

    fn add_flags(&mut self, expr: &'a ast::Expr, flags: &mut Flags) -> Lowered<()> {
        if let ast::ExprKind::BinOp { left, op: ast::Operator::BitOr, right } = &expr.kind {
            self.add_flags(left, flags)?;
            return self.add_flags(right, flags);
        }
        let name = match self.resolve(expr) {
            Some(Resolved::External(name)) => name,
            _ => String::new(),
        };
        match name.as_str() {
            "re.I" | "re.IGNORECASE" => flags.ignore_case = true,
            "re.A" | "re.ASCII" => flags.ascii = true,
            "re.S" | "re.DOTALL" => flags.dot_all = true,
            "re.M" | "re.MULTILINE" => flags.multi_line = true,
            "re.U" | "re.UNICODE" => {}
            _ => return self.refuse(expr.span, "regular-expression", "a regular expression with this flag"),
        }
        Ok(())
    }

    /// The pattern that an argument is, with the name of the variable that holds it.
    fn regex(&mut self, expr: &'a ast::Expr, flags: Flags) -> Lowered<Found> {
        let text = match &expr.kind {
            ast::ExprKind::Constant(Constant::Str(text)) => Some(text.clone()),
            _ => self.constant_text(expr),
        };
        let (text, texts) = match text {
            Some(text) => (text, Vec::new()),
            None => match self.composed(expr)? {
                Some(made) => (made.pattern, made.texts),
                None => return self.compiled(expr, flags),
            },
        };
        match Regex::read(&text, flags) {
            Ok(regex) if holes_fit(&regex, texts.len()) || texts.is_empty() => {
                Ok(Found { regex, known_as: known_name(expr), texts })
            }
            Ok(_) => {
                self.refuse(expr.span, "regular-expression", "a regular expression with a text in this place of it")
            }
            Err(why) => self.refuse(expr.span, "regular-expression", format!("a regular expression with {why}")),
        }
    }

    /// The pattern that a variable holds.
    fn compiled(&mut self, expr: &'a ast::Expr, flags: Flags) -> Lowered<Found> {
        let value = self.read(expr)?;
        match value.ty {
            Ty::Pattern(regex) if flags == Flags::default() => {
                Ok(Found { regex, known_as: known_name(expr), texts: Vec::new() })
            }
            _ => self.refuse(expr.span, "regular-expression", "a regular expression that is not a constant text"),
        }
    }

    fn apply_regex(&mut self, name: &str, found: &Found, args: &'a [ast::Expr], span: Span) -> Lowered<Value> {
        let regex = &found.regex;
        let refused = |body: &Self, why: &str| body.refuse(span, "regular-expression", format!("{name}() {why}"));
        let (replacement, text_expr) = match (name, args) {
            ("sub", [replacement, text]) => (Some(replacement), text),
            ("match" | "fullmatch" | "search" | "findall" | "split", [text]) => (None, text),
            _ => return refused(self, "of a regular expression in this form"),
        };
        let latin1 = self.is_latin1(text_expr);
        let finds = matches!(name, "match" | "fullmatch" | "search");
        if !finds && regex.may_be_empty() {
            return refused(self, "of a regular expression that can match nothing");
        }
        if !latin1 && regex.has_end() && name != "fullmatch" && (!finds || !regex.ends_last()) {
            return refused(self, "of a regular expression with `$` in this place");
        }
        let value = self.read(text_expr)?;
        let value = self.present_or_raise(value, "TypeError", &WRONG_TEXT.replace("{type}", "NoneType"));
        let text = match self.low.heap.resolve(&value.ty) {
            Ty::Str | Ty::Never => value,
            Ty::Json => self.expected("expect_str", Ty::Str, value, "TypeError", WRONG_TEXT),
            other => {
                let reason = format!("{} is searched by a regular expression", self.low.heap.describe(&other));
                return self.transient(Ty::Never, span, "regular-expression", reason);
            }
        };
        let whole = name == "fullmatch";
        let style = Style { flags: regex.flags, latin1, whole };
        let pieces = print::print(&regex.node, matches!(name, "match" | "fullmatch"), style);
        let pattern = self.pattern_expr(found, pieces, span);
        let groups = regex.node.groups();
        match name {
            "findall" => {
                let helper = match groups.as_slice() {
                    [] => "re_findall",
                    [_] => "re_findall_group",
                    _ => return refused(self, "of a regular expression with several groups"),
                };
                let node = self.node(span, 0, NodeShape::List(Ty::Str));
                Ok(self.helper(Ty::Object(node), span, helper, vec![pattern, text.expr], &[]))
            }
            "split" if groups.is_empty() => {
                let node = self.node(span, 0, NodeShape::List(Ty::Str));
                Ok(self.helper(Ty::Object(node), span, "re_split", vec![pattern, text.expr], &[]))
            }
            "split" if groups.iter().all(|group| group.certain) => {
                let node = self.node(span, 0, NodeShape::List(Ty::Str));
                Ok(self.helper(Ty::Object(node), span, "re_split_groups", vec![pattern, text.expr], &[]))
            }
            "split" => refused(self, "of a regular expression with a group that may be left out"),
            "sub" => {
                let template = match replacement.map(|expr| &expr.kind) {
                    Some(ast::ExprKind::Constant(Constant::Str(text))) => template(text, &groups),
                    _ => None,
                };
                let Some((template, literal)) = template else { return refused(self, "with this replacement") };
                let helper = if literal { "re_sub" } else { "re_sub_template" };
                let template = self.value(Ty::Str, span, ExprKind::Str(template)).expr;
                Ok(self.helper(Ty::Str, span, helper, vec![pattern, template, text.expr], &[]))
            }
            _ => {
                let matched = Matched { groups, whole: latin1 || whole || !regex.has_end() };
                let ty = Ty::Match(Rc::new(matched)).optional();
                Ok(self.helper(ty, span, "re_find", vec![pattern, text.expr], &[]))
            }
        }
    }

    /// The constant that holds a pattern, or the call that puts it together.
    fn pattern_expr(&mut self, found: &Found, pieces: Vec<Piece>, span: Span) -> ir::Expr {
        let held = ir::Type::Library(PATTERN.to_owned());
        if found.texts.is_empty() {
            let name = found.known_as.clone().unwrap_or_else(|| found.regex.words());
            let id = self.low.pattern_global(pieces, name);
            return ir::Expr { ty: held, span, kind: ExprKind::Global(id) };
        }
        let mut whole = constant(&pieces, span);
        if let ExprKind::Library(call) = &mut whole.kind {
            "re_pattern".clone_into(&mut call.helper);
            let pieces = std::mem::take(&mut call.args);
            call.args = pieces
                .into_iter()
                .flat_map(|piece| match &piece.kind {
                    ExprKind::Str(text) => filled(text, &found.texts, &piece),
                    _ => vec![piece],
                })
                .collect();
        }
        whole
    }

    /// `match.group(1)`, `match.groups()`
    pub fn match_method(
        &mut self,
        receiver: Value,
        matched: &Rc<Matched>,
        name: &str,
        args: &'a [ast::Expr],
        span: Span,
    ) -> Lowered<Value> {
        let (receiver, bound) = self.bound(receiver);
        let value = match (name, args) {
            ("group", []) => self.match_group(&receiver, matched, 0, span)?,
            ("group", [one]) => {
                let number = self.group_number(matched, one)?;
                self.match_group(&receiver, matched, number, span)?
            }
            ("group", several) => {
                let mut numbers = Vec::new();
                for one in several {
                    numbers.push(self.group_number(matched, one)?);
                }
                self.match_groups(&receiver, matched, &numbers, span)?
            }
            ("groups", []) => {
                let numbers: Vec<usize> = (1..=matched.groups.len()).collect();
                self.match_groups(&receiver, matched, &numbers, span)?
            }
            ("groupdict", []) => {
                let node = self.node(span, 0, NodeShape::Record(Vec::new()));
                let mut values = Vec::new();
                for (index, group) in matched.groups.iter().enumerate() {
                    let Some(name) = &group.name else { continue };
                    let value = self.match_group(&receiver, matched, index + 1, span)?;
                    self.low.heap.grow_field(node, name, &value.ty);
                    values.push((name.clone(), value));
                }
                self.record_value(node, None, values, span)?
            }
            _ => return self.refuse(span, "regular-expression", format!("`.{name}()` of a match in this form")),
        };
        Ok(self.with_bound(bound, value))
    }

    /// `match[1]`, `match["name"]`
    pub fn match_item(
        &mut self,
        receiver: &Value,
        matched: &Rc<Matched>,
        index: &'a ast::Expr,
        span: Span,
    ) -> Lowered<Value> {
        let number = self.group_number(matched, index)?;
        self.match_group(receiver, matched, number, span)
    }

    fn group_number(&mut self, matched: &Matched, expr: &'a ast::Expr) -> Lowered<usize> {
        let number = match &expr.kind {
            ast::ExprKind::Constant(Constant::Int(number)) => {
                usize::try_from(number).ok().filter(|number| *number <= matched.groups.len())
            }
            ast::ExprKind::Constant(Constant::Str(name)) => {
                let is_it = |group: &Group| group.name.as_ref() == Some(name);
                matched.groups.iter().position(is_it).map(|index| index + 1)
            }
            _ => None,
        };
        match number {
            Some(number) => Ok(number),
            None => self.refuse(expr.span, "regular-expression", "a group that is not one of the pattern's"),
        }
    }

    fn match_groups(&mut self, receiver: &Value, matched: &Matched, numbers: &[usize], span: Span) -> Lowered<Value> {
        let mut types = Vec::new();
        let mut values = Vec::new();
        for number in numbers {
            let value = self.match_group(receiver, matched, *number, span)?;
            types.push(value.ty);
            values.push(value.expr);
        }
        if types.len() > 6 {
            return self.refuse(span, "regular-expression", "more than six groups at once");
        }
        Ok(self.value(Ty::Tuple(types), span, ExprKind::Tuple(values)))
    }

    fn match_group(&mut self, receiver: &Value, matched: &Matched, number: usize, span: Span) -> Lowered<Value> {
        let ty = self.int(span, 12);
        let index = self.value(ty, span, ExprKind::Int(i64::try_from(number).unwrap_or(0))).expr;
        let args = vec![receiver.expr.clone(), ir::Expr { ty: ir::Type::Int, ..index }];
        let Some(group) = number.checked_sub(1).and_then(|index| matched.groups.get(index)) else {
            if !matched.whole {
                return self.refuse(span, "regular-expression", "the whole match of a pattern with `$`");
            }
            return Ok(self.helper(Ty::Str, span, "re_group", args, &[]));
        };
        if group.certain {
            return Ok(self.helper(Ty::Str, span, "re_group", args, &[]));
        }
        if group.may_be_empty {
            return self.refuse(span, "regular-expression", "a group that may be empty or left out");
        }
        Ok(self.helper(Ty::Str.optional(), span, "re_group_or_none", args, &[]))
    }

    /// Whether a text comes from the request line as it is: its characters are below U+0100, and white space ends it.
    fn is_latin1(&self, expr: &ast::Expr) -> bool {
        match &expr.kind {
            ast::ExprKind::Attribute { value, attr } => {
                let of_request = attr.name == "path" && self.handler_receiver(value).is_some();
                of_request || (matches!(attr.name.as_str(), "path" | "query") && self.is_parsed_path(value))
            }
            ast::ExprKind::Call { func, args, .. } => match &func.kind {
                ast::ExprKind::Attribute { value, attr } => {
                    let keeps = matches!(attr.name.as_str(), "strip" | "rstrip" | "lstrip" | "lower");
                    keeps && args.len() <= 1 && self.is_latin1(value)
                }
                _ => false,
            },
            ast::ExprKind::Subscript { value, slice } => {
                let part = |attr: &str| matches!(attr, "split" | "rsplit" | "partition" | "rpartition");
                match (&value.kind, &slice.kind) {
                    (_, ast::ExprKind::Slice { .. }) => self.is_latin1(value),
                    (ast::ExprKind::Call { func, .. }, _) => {
                        matches!(&func.kind, ast::ExprKind::Attribute { value, attr } if part(&attr.name) && self.is_latin1(value))
                    }
                    _ => false,
                }
            }
            ast::ExprKind::Name(_) => self.only_binding(expr).is_some_and(|value| self.is_latin1(value)),
            _ => false,
        }
    }

    /// `urlparse(self.path)`
    fn is_parsed_path(&self, expr: &ast::Expr) -> bool {
        match &expr.kind {
            ast::ExprKind::Name(_) => self.only_binding(expr).is_some_and(|value| self.is_parsed_path(value)),
            ast::ExprKind::Call { func, args, keywords } if keywords.is_empty() => {
                let parses = matches!(self.resolve(func), Some(Resolved::External(name)) if matches!(name.as_str(), "urllib.parse.urlparse" | "urllib.parse.urlsplit"));
                matches!(args.as_slice(), [one] if parses && self.is_latin1(one))
            }
            _ => false,
        }
    }

    /// What a variable is bound to in the only place that binds it.
    pub fn only_binding(&self, name: &ast::Expr) -> Option<&'a ast::Expr> {
        let web = self.web_of(name)?;
        let [offset] = self.variables.webs.binding_offsets(web) else { return None };
        let index = self.function?;
        let mut found = None;
        crate::model::scope::for_each_stmt(&self.low.model.function(index).def.body, &mut |stmt| {
            if let ast::StmtKind::Assign { targets, value } = &stmt.kind
                && let [target] = targets.as_slice()
                && target.span.start == *offset
                && matches!(target.kind, ast::ExprKind::Name(_))
            {
                found = Some(value);
            }
        });
        found
    }
}

/// The name of the variable or class attribute that a pattern stands under.
fn known_name(expr: &ast::Expr) -> Option<String> {
    match &expr.kind {
        ast::ExprKind::Name(name) => Some(name.clone()),
        ast::ExprKind::Attribute { attr, .. } => Some(attr.name.clone()),
        _ => None,
    }
}

/// The replacement of `re.sub` as both targets write it, `\1` as `${1}`, and whether it has no such references. `None` for a form that is not understood.
fn template(text: &str, groups: &[Group]) -> Option<(String, bool)> {
    if !text.contains('\\') {
        return Some((text.to_owned(), true));
    }
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '$' => out.push_str("$$"),
            '\\' => match chars.next()? {
                digit @ '1'..='9' => {
                    let more = chars.peek().is_some_and(char::is_ascii_digit);
                    if more || digit.to_digit(10)? as usize > groups.len() {
                        return None;
                    }
                    out.push_str(&format!("${{{digit}}}"));
                }
                'g' => {
                    let rest: String = chars.by_ref().take_while(|c| *c != '>').collect();
                    let name = rest.strip_prefix('<')?;
                    let known = groups.iter().any(|group| group.name.as_deref() == Some(name))
                        || name.parse::<usize>().is_ok_and(|number| number > 0 && number <= groups.len());
                    if !known {
                        return None;
                    }
                    out.push_str(&format!("${{{name}}}"));
                }
                _ => return None,
            },
            c => out.push(c),
        }
    }
    Some((out, false))
}

/// The constant of a written pattern: its text, put together from literals and constants of the runtime.
pub fn constant(pieces: &[Piece], span: Span) -> ir::Expr {
    let text = |kind| ir::Expr { ty: ir::Type::Str, span, kind };
    let args = pieces
        .iter()
        .map(|piece| match piece {
            Piece::Text(literal) => text(ExprKind::Str(literal.clone())),
            Piece::Named(name) => text(ExprKind::Library(ir::LibraryCall {
                helper: (*name).to_owned(),
                args: Vec::new(),
                raises: Vec::new(),
            })),
        })
        .collect();
    let call = ir::LibraryCall { helper: "re_compile".to_owned(), args, raises: Vec::new() };
    ir::Expr { ty: ir::Type::Library(PATTERN.to_owned()), span, kind: ExprKind::Library(call) }
}
