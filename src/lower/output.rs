//! Text that leaves the program: `json.dumps`, `print`, log lines.

use super::body::Body;
use super::refusal::Lowered;
use super::ty::Ty;
use super::value::Value;
use crate::ir::{self, ExprKind};
use crate::python::ast::{self, Constant};
use crate::source::Span;

impl<'a> Body<'_, 'a> {
    /// The text of a log call: `msg % args`, as logging makes it.
    pub fn log_text(&mut self, args: &'a [ast::Expr], keywords: &'a [ast::Keyword], span: Span) -> Lowered<ir::Expr> {
        if let Some(keyword) =
            keywords.iter().find(|keyword| keyword.name.as_ref().is_none_or(|name| name.name != "exc_info"))
        {
            return self.refuse(keyword.span, "logging", "a log call with this argument");
        }
        let Some((message, rest)) = args.split_first() else {
            return self.refuse(span, "logging", "a log call without a message");
        };
        match &message.kind {
            ast::ExprKind::Constant(Constant::Str(format)) if !rest.is_empty() => {
                Ok(self.percent_values(format, rest, span)?.expr)
            }
            _ if rest.is_empty() => {
                let value = self.read(message)?;
                self.text(value)
            }
            _ => self.refuse(span, "logging", "a log call whose format is computed"),
        }
    }

    pub(super) fn print(&mut self, args: &'a [ast::Expr], keywords: &'a [ast::Keyword], span: Span) -> Lowered<Value> {
        let mut stderr = false;
        let mut separator = " ".to_owned();
        let mut end = "\n".to_owned();
        for keyword in keywords {
            let text = match &keyword.value.kind {
                ast::ExprKind::Constant(Constant::Str(text)) => Some(text.clone()),
                _ => None,
            };
            match (keyword.name.as_ref().map(|name| name.name.as_str()), text) {
                (Some("sep"), Some(text)) => separator = text,
                (Some("end"), Some(text)) => end = text,
                (Some("flush"), _) => {}
                (Some("file"), _) => match self.resolve(&keyword.value) {
                    Some(crate::model::Resolved::External(name)) if name == "sys.stderr" => stderr = true,
                    Some(crate::model::Resolved::External(name)) if name == "sys.stdout" => {}
                    _ => return self.refuse(keyword.span, "print", "print() to this file"),
                },
                _ => return self.refuse(keyword.span, "print", "print() with this argument"),
            }
        }
        let mut parts = Vec::new();
        for (position, arg) in args.iter().enumerate() {
            if position > 0 {
                parts.push(ir::FormatPart::Literal(separator.clone()));
            }
            let value = self.read(arg)?;
            let value = self.exact_text(value);
            let value = self.printable(value)?;
            match value.expr.kind {
                ExprKind::Str(text) => parts.push(ir::FormatPart::Literal(text)),
                ExprKind::Format(inner) => parts.extend(inner),
                kind => parts.push(ir::FormatPart::Str(ir::Expr { ty: value.expr.ty, span: value.expr.span, kind })),
            }
        }
        parts.push(ir::FormatPart::Literal(end));
        let text = self.value(Ty::Str, span, ExprKind::Format(merge_literals(parts)));
        Ok(self.helper(Ty::None, span, if stderr { "print_stderr" } else { "print_stdout" }, vec![text.expr], &[]))
    }

    /// `sys.stderr.write(text)` and `sys.stdout.flush()` as statements: what is written counts, not how much.
    pub(super) fn terminal_call(&mut self, expr: &'a ast::Expr) -> Lowered<Option<Value>> {
        let ast::ExprKind::Call { func, args, keywords } = &expr.kind else { return Ok(None) };
        let ast::ExprKind::Attribute { value: stream, attr } = &func.kind else { return Ok(None) };
        let helper = match self.resolve(stream) {
            Some(crate::model::Resolved::External(name)) if name == "sys.stderr" => "print_stderr",
            Some(crate::model::Resolved::External(name)) if name == "sys.stdout" => "print_stdout",
            _ => return Ok(None),
        };
        match (attr.name.as_str(), args.as_slice(), keywords.as_slice()) {
            ("write", [text], []) => {
                let text = self.expr(text)?;
                let text = self.coerce(text, &Ty::Str)?;
                Ok(Some(self.helper(Ty::None, expr.span, helper, vec![text], &[])))
            }
            ("flush", [], []) => Ok(Some(self.value(Ty::None, expr.span, ExprKind::None))),
            _ => Ok(None),
        }
    }

    pub(super) fn json_dumps(
        &mut self,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        span: Span,
    ) -> Lowered<Value> {
        let [arg] = args else { return self.refuse(span, "json-dumps", "json.dumps() with positional options") };
        let value = self.read(arg)?;
        if !self.encodable(&value.ty) {
            let reason = format!("json.dumps() of {}", self.low.heap.describe(&value.ty));
            return self.transient(Ty::Str, span, "json-dumps", reason);
        }
        let by_parameter = self.indent_parameter(keywords);
        let indent = by_parameter.map(|(_, indent)| indent);
        let test = match self.deciding_test(keywords)? {
            Some(test) => {
                let (value, bound) = self.bound(value);
                let test = self.condition(test)?.test;
                (value, bound, test)
            }
            None => match by_parameter {
                // `indent=indent`, for which calls give a number or leave it None.
                Some((parameter, _)) => {
                    let indent = self.read(parameter)?;
                    if !matches!(self.low.heap.resolve(&indent.ty), Ty::Optional(_)) {
                        let options = self.dump_options(keywords, true, by_parameter.map(|(_, indent)| indent))?;
                        return Ok(self.dumped(value.expr, options, span));
                    }
                    let none = ir::Expr { ty: ir::Type::Bool, span, kind: ExprKind::IsNone(Box::new(indent.expr)) };
                    let test = self.not(none, span);
                    let (value, bound) = self.bound(value);
                    (value, bound, test)
                }
                None => {
                    let options = self.dump_options(keywords, true, None)?;
                    return Ok(self.dumped(value.expr, options, span));
                }
            },
        };
        let (value, bound, test) = test;
        let pretty = self.dump_options(keywords, true, indent)?;
        let plain = self.dump_options(keywords, false, indent)?;
        let then = self.dumped(value.expr.clone(), pretty, span).expr;
        let otherwise = self.dumped(value.expr, plain, span).expr;
        let kind = ExprKind::Cond { test: Box::new(test), then: Box::new(then), otherwise: Box::new(otherwise) };
        let text = self.value(Ty::Str, span, kind);
        Ok(self.with_bound(bound, text))
    }

    fn dumped(&mut self, value: ir::Expr, options: ir::DumpOptions, span: Span) -> Value {
        self.value(Ty::Str, span, ExprKind::JsonDumps { value: Box::new(value), options, bytes: false })
    }

    /// The test that decides how json.dumps writes: `indent=2 if pretty else None`.
    fn deciding_test(&mut self, keywords: &'a [ast::Keyword]) -> Lowered<Option<&'a ast::Expr>> {
        let mut tests = keywords.iter().filter_map(|keyword| match &keyword.value.kind {
            ast::ExprKind::IfExp { test, .. } => Some(&**test),
            _ => None,
        });
        let first = tests.next();
        match tests.next() {
            Some(second) => self.refuse(second.span, "json-dumps", "json.dumps() with several conditional options"),
            None => Ok(first),
        }
    }

    /// `indent=parameter` of a parameter of this function that calls give one number for, or None.
    fn indent_parameter(&self, keywords: &'a [ast::Keyword]) -> Option<(&'a ast::Expr, usize)> {
        let is_indent = |keyword: &&ast::Keyword| keyword.name.as_ref().is_some_and(|name| name.name == "indent");
        let value = &keywords.iter().find(is_indent)?.value;
        let ast::ExprKind::Name(name) = &value.kind else { return None };
        let given = super::given::constants(self.low.model, self.function?, name)?;
        let mut numbers = given.iter().filter(|constant| **constant != Constant::None);
        let (Some(Constant::Int(number)), None) = (numbers.next(), numbers.next()) else { return None };
        let web = self.web_of(value)?;
        (self.variables.webs.bindings(web) == 1).then_some((value, usize::try_from(number).ok()?))
    }

    /// The options of json.dumps, where those that a condition decides are taken for true or false.
    fn dump_options(
        &mut self,
        keywords: &'a [ast::Keyword],
        decided: bool,
        indent: Option<usize>,
    ) -> Lowered<ir::DumpOptions> {
        let mut options = ir::DumpOptions::default();
        let mut separators = None;
        for keyword in keywords {
            let name = keyword.name.as_ref().map_or("", |name| name.name.as_str());
            let value = match &keyword.value.kind {
                ast::ExprKind::IfExp { body, orelse, .. } => {
                    if decided {
                        body
                    } else {
                        orelse
                    }
                }
                _ => &keyword.value,
            };
            match (name, &value.kind) {
                ("ensure_ascii", ast::ExprKind::Constant(Constant::Bool(value))) => options.ensure_ascii = *value,
                ("sort_keys", ast::ExprKind::Constant(Constant::Bool(value))) => options.sort_keys = *value,
                ("indent", ast::ExprKind::Constant(Constant::None)) => {}
                ("indent", ast::ExprKind::Name(_)) if indent.is_some() => {
                    options.indent = indent.filter(|_| decided).map(|width| " ".repeat(width));
                }
                ("indent", ast::ExprKind::Constant(Constant::Int(value))) => {
                    let Ok(width) = usize::try_from(value) else {
                        return self.refuse(keyword.span, "json-dumps", "this indent");
                    };
                    options.indent = Some(" ".repeat(width));
                }
                ("indent", ast::ExprKind::Constant(Constant::Str(text))) => options.indent = Some(text.clone()),
                ("separators", ast::ExprKind::Tuple(items)) => {
                    let texts: Vec<String> = items
                        .iter()
                        .filter_map(|item| match &item.kind {
                            ast::ExprKind::Constant(Constant::Str(text)) => Some(text.clone()),
                            _ => None,
                        })
                        .collect();
                    let [item, key] = texts.as_slice() else {
                        return self.refuse(keyword.span, "json-dumps", "separators that are not constants");
                    };
                    separators = Some((item.clone(), key.clone()));
                }
                // What pivot lets through json.dumps has no value that `default` is asked for.
                ("default", ast::ExprKind::Name(name)) if name == "str" => {}
                _ => {
                    return self.refuse(keyword.span, "json-dumps", format!("json.dumps() with `{name}` in this form"));
                }
            }
        }
        if let Some(separators) = separators {
            options.separators = separators;
        } else if options.indent.is_some() {
            ",".clone_into(&mut options.separators.0);
        }
        Ok(options)
    }
}

fn merge_literals(parts: Vec<ir::FormatPart>) -> Vec<ir::FormatPart> {
    let mut out: Vec<ir::FormatPart> = Vec::new();
    for part in parts {
        match (out.last_mut(), part) {
            (Some(ir::FormatPart::Literal(last)), ir::FormatPart::Literal(text)) => last.push_str(&text),
            (_, part) => out.push(part),
        }
    }
    out
}
