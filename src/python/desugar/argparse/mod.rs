//! A command line that `argparse` reads.
//!
//! ```python
//! parser = argparse.ArgumentParser()           # given = argparse._parse("report.py", "usage: …", "…", "top: --top int")
//! parser.add_argument("--top", type=int)       # args = Arguments(int(given.text("top", "")) if given.flag("top") else None)
//! args = parser.parse_args()                   #
//! ```
//!
//! `Arguments` is a class that is made for it, with an attribute for each argument. Where a part of the parser is no constant, or of a kind that is not known
//! here, everything is left as it is.

mod argument;
mod help;

use std::collections::BTreeMap;

use argument::{Argument, Converted, Takes, text};

use super::Maker;
use super::imports::Imports;
use super::names;
use crate::python::ast::{
    ClassDef, Constant, Expr, ExprKind, FunctionDef, Identifier, Keyword, Module, Parameter, Parameters, Stmt,
    StmtKind, UnaryOperator,
};
use crate::source::Span;

/// Writes out every parser that a function or the module makes and uses in one suite. `file` is the name of the program's file, as the usage line shows it.
pub fn write_out(module: &mut Module, imports: &Imports, file: Option<&str>) {
    let mentioned = names::mentioned(&module.body);
    if !mentioned.contains_key("ArgumentParser") {
        return;
    }
    let bound = names::bound_anywhere(&module.body);
    if ["int", "float"].iter().any(|name| bound.contains_key(*name)) {
        return;
    }
    let Module { body, expr_count, stmt_count, .. } = module;
    let make = Maker { exprs: expr_count, stmts: stmt_count };
    let mut write = Write { make, imports, mentioned, file };
    let mut index = 0;
    while index < body.len() {
        let class = match &mut body[index].kind {
            StmtKind::FunctionDef(def) => write.suite(&mut def.body),
            StmtKind::If { body, .. } => write.suite(body),
            _ => None,
        };
        if let Some(class) = class {
            body.insert(index, class);
            index += 1;
        }
        index += 1;
    }
}

struct Write<'m> {
    make: Maker<'m>,
    imports: &'m Imports,
    mentioned: BTreeMap<String, usize>,
    file: Option<&'m str>,
}

/// A parser as a suite makes it.
struct Parser {
    /// `argparse` where it is made.
    library: Expr,
    prog: String,
    description: String,
    epilog: String,
    arguments: Vec<Argument>,
}

impl Write<'_> {
    /// Rewrites a suite that makes a parser; gives the class of its arguments.
    fn suite(&mut self, suite: &mut Vec<Stmt>) -> Option<Stmt> {
        let (start, name, mut parser) = suite
            .iter()
            .enumerate()
            .find_map(|(index, stmt)| self.made(stmt).map(|(name, parser)| (index, name, parser)))?;
        let mut end = None;
        let mut uses = 1;
        let mut described = Vec::new();
        for (index, stmt) in suite.iter().enumerate().skip(start + 1) {
            if let Some(call) = method_call(stmt, &name, "add_argument") {
                let (args, keywords) = call;
                parser.arguments.push(Argument::read(args, keywords)?);
                described.push(index);
                uses += 1;
            } else if parsed(stmt, &name).is_some() {
                end = Some(index);
                uses += 1;
                break;
            }
        }
        let end = end?;
        let mentions = |name: &str| -> usize {
            let mut count = 0;
            names::each_name(suite, &mut |_, found, _| count += usize::from(found == name));
            count
        };
        // Anything else that is done with it is not known here.
        if mentions(&name) != uses || self.is_repeated(&parser) {
            return None;
        }
        let usage = help::usage(&parser.prog, &parser.arguments);
        let help = help::help(&parser.prog, &parser.description, &parser.epilog, &parser.arguments)?;
        let class = self.fresh("Arguments");
        let given = self.fresh("given");
        let place = parsed(&suite[end], &name)?;
        let values = parser.arguments.iter().map(|argument| self.value(argument, &given)).collect();
        let func = Box::new(self.name(&class, Span { start: place.start + 1, ..place }));
        let made = self.make.expr(place, ExprKind::Call { func, args: values, keywords: Vec::new() });
        match &mut suite[end].kind {
            StmtKind::Assign { value, .. } | StmtKind::Return(Some(value)) => *value = made,
            _ => return None,
        }
        let read = self.read(&parser, [parser.prog.clone(), usage, help], &given, place);
        let at = suite[start].span;
        suite.insert(end, read);
        for index in described.into_iter().rev().chain([start]) {
            suite.remove(index);
        }
        Some(self.class(&class, &parser.arguments, at))
    }

    /// `parser = argparse.ArgumentParser(…)`
    fn made(&self, stmt: &Stmt) -> Option<(String, Parser)> {
        let StmtKind::Assign { targets, value } = &stmt.kind else { return None };
        let [Expr { kind: ExprKind::Name(name), .. }] = targets.as_slice() else { return None };
        let ExprKind::Call { func, args, keywords } = &value.kind else { return None };
        let ExprKind::Attribute { value: library, .. } = &func.kind else { return None };
        if self.imports.qualified(func).as_deref() != Some("argparse.ArgumentParser") || !args.is_empty() {
            return None;
        }
        let mut parser = Parser {
            library: (**library).clone(),
            prog: String::new(),
            description: String::new(),
            epilog: String::new(),
            arguments: Vec::new(),
        };
        for keyword in keywords {
            let part = match keyword.name.as_ref()?.name.as_str() {
                "prog" => &mut parser.prog,
                "description" => &mut parser.description,
                "epilog" => &mut parser.epilog,
                _ => return None,
            };
            *part = text(&keyword.value).filter(|text| !text.contains('%'))?;
        }
        if parser.prog.is_empty() {
            self.file?.clone_into(&mut parser.prog);
        }
        let plain = !parser.prog.is_empty() && parser.prog.chars().all(|c| c.is_ascii_graphic());
        plain.then(|| (name.clone(), parser))
    }

    /// Whether two arguments have a name in common, or `-h`, or the shape of a parser is one that the runtimes do not read.
    fn is_repeated(&self, parser: &Parser) -> bool {
        let arguments = &parser.arguments;
        let dests: Vec<&str> = arguments.iter().map(|one| one.dest.as_str()).collect();
        let flags: Vec<&str> = arguments.iter().flat_map(|one| &one.flags).map(String::as_str).collect();
        let twice = |names: &[&str]| names.iter().enumerate().any(|(at, name)| names[..at].contains(name));
        twice(&dests) || twice(&flags) || flags.iter().any(|flag| ["-h", "--help"].contains(flag))
    }

    fn fresh(&self, wanted: &str) -> String {
        let numbered = (2..).map(|number| format!("{wanted}{number}"));
        let mut names = std::iter::once(wanted.to_owned()).chain(numbered);
        names.find(|name| !self.mentioned.contains_key(name)).unwrap_or_default()
    }

    fn name(&mut self, name: &str, span: Span) -> Expr {
        self.make.expr(span, ExprKind::Name(name.to_owned()))
    }

    fn text(&mut self, text: &str, span: Span) -> Expr {
        self.make.expr(span, ExprKind::Constant(Constant::Str(text.to_owned())))
    }

    /// `given = argparse._parse(prog, usage, help, arguments)`
    fn read(&mut self, parser: &Parser, texts: [String; 3], given: &str, place: Span) -> Stmt {
        let mut args: Vec<Expr> = texts.iter().map(|text| self.text(text, place)).collect();
        let described: Vec<String> = parser.arguments.iter().map(Argument::description).collect();
        args.push(self.text(&described.join("\n"), place));
        let attr = Identifier { name: "_parse".to_owned(), span: parser.library.span };
        let func = ExprKind::Attribute { value: Box::new(parser.library.clone()), attr };
        let func = Box::new(self.make.expr(parser.library.span, func));
        let value = self.make.expr(place, ExprKind::Call { func, args, keywords: Vec::new() });
        let target = self.name(given, place);
        self.make.stmt(place, StmtKind::Assign { targets: vec![target], value })
    }

    /// `given.method(dest, …)`, at a place within the text of the argument's first name.
    fn given(&mut self, given: &str, method: &str, argument: &Argument, default: Option<&str>) -> Expr {
        let span = argument.span;
        let receiver = Box::new(self.name(given, Span { start: span.start + 1, ..span }));
        let attr = Identifier { name: method.to_owned(), span };
        let func = Box::new(self.make.expr(span, ExprKind::Attribute { value: receiver, attr }));
        let mut args = vec![self.text(&argument.dest, span)];
        args.extend(default.map(|default| self.text(default, span)));
        self.make.expr(span, ExprKind::Call { func, args, keywords: Vec::new() })
    }

    /// The value of an argument.
    fn value(&mut self, argument: &Argument, given: &str) -> Expr {
        let span = argument.span;
        match argument.takes {
            Takes::Nothing(true) => self.given(given, "flag", argument, None),
            Takes::Nothing(false) => {
                let operand = Box::new(self.given(given, "flag", argument, None));
                self.make.expr(span, ExprKind::UnaryOp { op: UnaryOperator::Not, operand })
            }
            Takes::Any | Takes::Some => {
                let texts = self.given(given, "texts", argument, None);
                if argument.converted == Converted::Text {
                    return texts;
                }
                let target = self.name("text", Span { start: span.start + 2, ..span });
                let used = self.name("text", Span { start: span.start + 3, ..span });
                let element = Box::new(self.converted(argument, used));
                let generator =
                    crate::python::ast::Comprehension { target, iter: texts, ifs: Vec::new(), is_async: false };
                self.make.expr(span, ExprKind::ListComp { element, generators: vec![generator] })
            }
            Takes::One | Takes::Optional => {
                let default = match argument.default.as_ref().map(|default| &default.kind) {
                    None | Some(ExprKind::Constant(Constant::None)) => None,
                    Some(ExprKind::Constant(Constant::Str(text))) => Some(text.clone()),
                    Some(ExprKind::Constant(Constant::Int(int))) => Some(int.to_string()),
                    Some(ExprKind::Constant(Constant::Float(float))) => Some(format!("{float:?}")),
                    Some(ExprKind::UnaryOp { operand, .. }) => match &operand.kind {
                        ExprKind::Constant(Constant::Int(int)) => Some(format!("-{int}")),
                        _ => None,
                    },
                    Some(_) => None,
                };
                let certain = argument.required || !argument.is_option() && argument.takes == Takes::One;
                let read = self.given(given, "text", argument, Some(default.as_deref().unwrap_or_default()));
                let body = self.converted(argument, read);
                if default.is_some() || certain {
                    return body;
                }
                let test = self.given(given, "flag", argument, None);
                let orelse = self.make.expr(span, ExprKind::Constant(Constant::None));
                let choice = ExprKind::IfExp { test: Box::new(test), body: Box::new(body), orelse: Box::new(orelse) };
                self.make.expr(span, choice)
            }
        }
    }

    /// `int(text)`
    fn converted(&mut self, argument: &Argument, text: Expr) -> Expr {
        let name = match argument.converted {
            Converted::Text => return text,
            Converted::Int => "int",
            Converted::Float => "float",
        };
        let span = argument.span;
        // The quote is no name's place.
        let func = Box::new(self.name(name, span));
        self.make.expr(span, ExprKind::Call { func, args: vec![text], keywords: Vec::new() })
    }

    /// The class with an attribute for each argument.
    fn class(&mut self, name: &str, arguments: &[Argument], at: Span) -> Stmt {
        let parameter = |name: &str, span: Span| Parameter {
            name: Identifier { name: name.to_owned(), span },
            annotation: None,
            default: None,
        };
        let mut args = vec![parameter("self", at)];
        let doc = self.text("What the command line says.", at);
        let mut body = Vec::new();
        for argument in arguments {
            let span = argument.span;
            args.push(parameter(&argument.dest, span));
            let receiver = Box::new(self.name("self", at));
            let attr = Identifier { name: argument.dest.clone(), span };
            let target = self.make.expr(span, ExprKind::Attribute { value: receiver, attr });
            let value = self.name(&argument.dest, Span { start: span.start + 1, ..span });
            body.push(self.make.stmt(span, StmtKind::Assign { targets: vec![target], value }));
        }
        if body.is_empty() {
            body.push(self.make.stmt(at, StmtKind::Pass));
        }
        let init = FunctionDef {
            name: Identifier { name: "__init__".to_owned(), span: at },
            type_params: Vec::new(),
            parameters: Parameters { args, ..Parameters::default() },
            body,
            decorators: Vec::new(),
            returns: None,
            is_async: false,
            collects: false,
            role: None,
        };
        let doc = self.make.stmt(at, StmtKind::Expr(doc));
        let init = self.make.stmt(at, StmtKind::FunctionDef(Box::new(init)));
        let class = ClassDef {
            name: Identifier { name: name.to_owned(), span: at },
            type_params: Vec::new(),
            bases: Vec::new(),
            keywords: Vec::new(),
            body: vec![doc, init],
            decorators: Vec::new(),
            is_flat: false,
            named_tuple: false,
        };
        self.make.stmt(at, StmtKind::ClassDef(Box::new(class)))
    }
}

/// The arguments of a statement `receiver.method(…)`.
fn method_call<'a>(stmt: &'a Stmt, receiver: &str, method: &str) -> Option<(&'a [Expr], &'a [Keyword])> {
    let StmtKind::Expr(Expr { kind: ExprKind::Call { func, args, keywords }, .. }) = &stmt.kind else { return None };
    let ExprKind::Attribute { value, attr } = &func.kind else { return None };
    let named = matches!(&value.kind, ExprKind::Name(name) if name == receiver) && attr.name == method;
    named.then_some((args, keywords))
}

/// Where `args = parser.parse_args()` or `return parser.parse_args()` has the name of the method.
fn parsed(stmt: &Stmt, parser: &str) -> Option<Span> {
    let (StmtKind::Assign { value, .. } | StmtKind::Return(Some(value))) = &stmt.kind else { return None };
    let ExprKind::Call { func, args, keywords } = &value.kind else { return None };
    let ExprKind::Attribute { value, attr } = &func.kind else { return None };
    let named = matches!(&value.kind, ExprKind::Name(name) if name == parser) && attr.name == "parse_args";
    (named && args.is_empty() && keywords.is_empty()).then_some(attr.span)
}
