//! Trees of stubs become modules and classes.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "a stub has a few kinds of statements and expressions; all others are errors alike"
)]

use std::collections::{BTreeMap, BTreeSet};

use super::read_decorators::Decorators;
use super::read_type::{Scope, constant, qualify};
use super::{Attribute, Class, Module, Param, ParamKind, Signature, SignatureKind, Stub, StubError, Support, TypeExpr};
use crate::python::ast::{
    self, ClassDef, Constant, Expr, ExprKind, FunctionDef, Identifier, Parameter, StmtKind, docstring,
};
use crate::python::{Parsed, parse};
use crate::source::{FileId, SourceFile, Span};

/// One stub with its tree.
pub(super) struct Tree {
    pub module: String,
    pub file: SourceFile,
    pub syntax: ast::Module,
    pub unverified: bool,
}

impl Tree {
    /// Parses a stub.
    pub fn parse(stub: Stub, unverified: bool) -> Result<Self, StubError> {
        let file = SourceFile::new(stub.path, stub.text);
        let Parsed { module, findings } = parse(FileId(0), &file);
        if let Some(finding) = findings.first() {
            let start = finding.place.map_or(0, |place| place.span.start);
            let message = finding.title.clone();
            return Err(StubError { path: file.path().to_owned(), line: file.line(start), message });
        }
        Ok(Self { module: stub.module, file, syntax: module, unverified })
    }
}

/// What all stubs say together.
#[derive(Default)]
pub(super) struct Contents {
    pub modules: BTreeMap<String, Module>,
    pub classes: BTreeMap<String, Class>,
}

/// Reads every stub. A module may be spread over several.
pub(super) fn read(trees: &[Tree]) -> Result<Contents, StubError> {
    let mut known = BTreeSet::new();
    for one in trees {
        for stmt in &one.syntax.body {
            if let StmtKind::ClassDef(class) = &stmt.kind {
                known.insert(qualify(&one.module, &class.name.name));
            }
        }
    }
    let mut contents = Contents::default();
    for one in trees {
        let mut reader = Reader { scope: scope(one, &known), contents: &mut contents };
        reader.module(one)?;
    }
    for one in trees {
        for stmt in &one.syntax.body {
            if let StmtKind::ClassDef(class) = &stmt.kind
                && is_own_ancestor(&qualify(&one.module, &class.name.name), &contents.classes)
            {
                let scope = scope(one, &known);
                return Err(scope.error(stmt.span, format!("`{}` is its own base", class.name.name)));
            }
        }
    }
    Ok(contents)
}

/// Whether the bases of a class lead back to it.
fn is_own_ancestor(name: &str, classes: &BTreeMap<String, Class>) -> bool {
    let mut seen = BTreeSet::new();
    let mut stack = vec![name];
    while let Some(class) = stack.pop() {
        for base in classes.get(class).into_iter().flat_map(|class| &class.bases) {
            let TypeExpr::Class(base, _) = base else { continue };
            if base == name {
                return true;
            }
            if seen.insert(base.as_str()) {
                stack.push(base);
            }
        }
    }
    false
}

/// The names that a stub imports or defines.
fn scope<'a>(one: &'a Tree, known: &'a BTreeSet<String>) -> Scope<'a> {
    let mut locals = BTreeMap::new();
    for stmt in &one.syntax.body {
        match &stmt.kind {
            StmtKind::Import(names) => {
                for alias in names {
                    let bound = alias.asname.as_ref().unwrap_or(&alias.name);
                    let head = bound.name.split('.').next().unwrap_or(&bound.name);
                    let target = if alias.asname.is_some() { &alias.name.name } else { head };
                    locals.insert(head.to_owned(), target.to_owned());
                }
            }
            StmtKind::ImportFrom { module: Some(module), names, .. } => {
                for alias in names {
                    let bound = alias.asname.as_ref().unwrap_or(&alias.name);
                    locals.insert(bound.name.clone(), qualify(&module.name, &alias.name.name));
                }
            }
            StmtKind::ClassDef(class) => {
                locals.insert(class.name.name.clone(), qualify(&one.module, &class.name.name));
            }
            _ => {}
        }
    }
    Scope { file: &one.file, module: &one.module, locals, classes: known }
}

struct Reader<'a> {
    scope: Scope<'a>,
    contents: &'a mut Contents,
}

impl Reader<'_> {
    fn module(&mut self, one: &Tree) -> Result<(), StubError> {
        let mut module = self.contents.modules.remove(&one.module).unwrap_or_default();
        module.name.clone_from(&one.module);
        module.unverified |= one.unverified;
        let body = &one.syntax.body[usize::from(docstring(&one.syntax.body).is_some())..];
        for stmt in body {
            match &stmt.kind {
                StmtKind::Import(_) | StmtKind::Pass => {}
                StmtKind::ImportFrom { module: Some(from), names, .. } => {
                    // As in every stub, only `import x as y` offers the name to others.
                    for alias in names {
                        if let Some(bound) = &alias.asname {
                            module.aliases.insert(bound.name.clone(), qualify(&from.name, &alias.name.name));
                        }
                    }
                }
                StmtKind::ClassDef(class) => {
                    let read = self.class(class, stmt.span)?;
                    module.classes.insert(class.name.name.clone(), read.qualified_name.clone());
                    if self.contents.classes.insert(read.qualified_name.clone(), read).is_some() {
                        return Err(self.scope.error(stmt.span, format!("two classes `{}`", class.name.name)));
                    }
                }
                StmtKind::FunctionDef(function) => self.member(
                    function,
                    &self.scope.qualify(&function.name.name),
                    None,
                    &mut module.functions,
                    &mut module.attributes,
                )?,
                StmtKind::AnnAssign { target, annotation, value, .. } => {
                    let attribute = self.attribute(target, annotation, value.as_ref(), self.scope.module, stmt.span)?;
                    module.attributes.insert(attribute.0, attribute.1);
                }
                _ => return Err(self.scope.error(stmt.span, "a stub has imports, classes, functions and constants")),
            }
        }
        self.contents.modules.insert(one.module.clone(), module);
        Ok(())
    }

    fn class(&self, class: &ClassDef, span: Span) -> Result<Class, StubError> {
        let decorators = Decorators::read(&self.scope, &class.decorators)?;
        let qualified_name = self.scope.qualify(&class.name.name);
        let mut bases: Vec<TypeExpr> = class.bases.iter().map(|base| self.scope.ty(base)).collect::<Result<_, _>>()?;
        if !bases.iter().all(|base| matches!(base, TypeExpr::Class(..))) {
            return Err(self.scope.error(span, "a base is a class"));
        }
        if bases.is_empty() && qualified_name != "object" {
            bases.push(TypeExpr::class("object"));
        }
        let type_params: Vec<String> = class.type_params.iter().map(|param| param.name.name.clone()).collect();
        let unsupported = match decorators.support {
            Some(Support::Unsupported(reason)) => Some(reason),
            Some(Support::Helper(_) | Support::Intrinsic) => {
                return Err(self.scope.error(span, "a class is translated by its __init__"));
            }
            None => None,
        };
        let mut result = Class {
            qualified_name: qualified_name.clone(),
            type_params: type_params.clone(),
            bases,
            attributes: BTreeMap::new(),
            methods: BTreeMap::new(),
            unsupported,
        };
        let receiver = receiver_type(&qualified_name, &type_params);
        let body = &class.body[usize::from(docstring(&class.body).is_some())..];
        for stmt in body {
            match &stmt.kind {
                StmtKind::Pass => {}
                StmtKind::Expr(expr) if is_ellipsis(expr) => {}
                StmtKind::FunctionDef(function) => self.member(
                    function,
                    &format!("{qualified_name}.{}", function.name.name),
                    Some(&receiver),
                    &mut result.methods,
                    &mut result.attributes,
                )?,
                StmtKind::AnnAssign { target, annotation, value, .. } => {
                    let attribute = self.attribute(target, annotation, value.as_ref(), &qualified_name, stmt.span)?;
                    result.attributes.insert(attribute.0, attribute.1);
                }
                _ => return Err(self.scope.error(stmt.span, "a class of a stub has methods and attributes")),
            }
        }
        Ok(result)
    }

    /// A function, method or property.
    fn member(
        &self,
        function: &FunctionDef,
        qualified_name: &str,
        receiver: Option<&TypeExpr>,
        functions: &mut BTreeMap<String, Vec<Signature>>,
        attributes: &mut BTreeMap<String, Attribute>,
    ) -> Result<(), StubError> {
        let name = &function.name;
        let decorators = Decorators::read(&self.scope, &function.decorators)?;
        if decorators.property {
            let attribute = Attribute {
                qualified_name: qualified_name.to_owned(),
                ty: self.returns(function)?,
                value: None,
                support: decorators.support(&self.scope, &name.name, name.span)?,
                effects: decorators.effects,
                raises: decorators.raises,
            };
            attributes.insert(name.name.clone(), attribute);
            return Ok(());
        }
        let signature = self.signature(function, qualified_name, receiver, &decorators)?;
        let overloads = functions.entry(name.name.clone()).or_default();
        if !overloads.is_empty() && !decorators.overload {
            return Err(self.scope.error(name.span, format!("`{}` is there twice without @overload", name.name)));
        }
        overloads.push(signature);
        Ok(())
    }

    fn signature(
        &self,
        function: &FunctionDef,
        qualified_name: &str,
        receiver: Option<&TypeExpr>,
        decorators: &Decorators,
    ) -> Result<Signature, StubError> {
        let name = &function.name;
        let kind = match (decorators.kind, receiver) {
            (Some(kind), Some(_)) => kind,
            (None, Some(_)) if name.name == "__init__" => SignatureKind::Constructor,
            (None, Some(_)) => SignatureKind::Method,
            (Some(_), None) => return Err(self.scope.error(name.span, "a function is no method")),
            (None, None) => SignatureKind::Function,
        };
        let (own, mut params) = self.params(function, kind)?;
        for stored in &decorators.stores {
            match params.iter_mut().find(|param| param.name == *stored) {
                Some(param) => param.owned = true,
                None => return Err(self.scope.error(name.span, format!("@stores({stored:?}) names no parameter"))),
            }
        }
        let returns = match (kind, receiver) {
            (SignatureKind::Constructor, Some(class)) => class.clone(),
            _ => self.returns(function)?,
        };
        let receiver = if kind == SignatureKind::Method { own.or_else(|| receiver.cloned()) } else { None };
        let (go, rust) = decorators.idioms(&self.scope, receiver.is_some(), &params)?;
        Ok(Signature {
            qualified_name: qualified_name.to_owned(),
            kind,
            receiver,
            params,
            returns,
            effects: decorators.effects,
            raises: decorators.raises.clone(),
            wrong_type: decorators.wrong_type.clone(),
            mutates: decorators.mutates,
            stores: decorators.stores.clone(),
            support: decorators.support(&self.scope, &name.name, name.span)?,
            go,
            rust,
            not_in: decorators.not_in.clone(),
        })
    }

    /// The parameters without the receiver, and the receiver's type where the stub writes it.
    fn params(&self, function: &FunctionDef, kind: SignatureKind) -> Result<(Option<TypeExpr>, Vec<Param>), StubError> {
        let parameters = &function.parameters;
        let kinds = [
            (parameters.posonly.as_slice(), ParamKind::PositionalOnly),
            (parameters.args.as_slice(), ParamKind::Ordinary),
            (parameters.vararg.as_slice(), ParamKind::Variadic),
            (parameters.kwonly.as_slice(), ParamKind::KeywordOnly),
            (parameters.kwarg.as_slice(), ParamKind::Keywords),
        ];
        let mut own = None;
        let mut params = Vec::new();
        let mut skip =
            kind == SignatureKind::Method || kind == SignatureKind::ClassMethod || kind == SignatureKind::Constructor;
        for (list, kind) in kinds {
            for parameter in list {
                if std::mem::take(&mut skip) {
                    own = parameter.annotation.as_ref().map(|annotation| self.scope.ty(annotation)).transpose()?;
                    continue;
                }
                params.push(self.param(parameter, kind)?);
            }
        }
        if skip {
            return Err(self.scope.error(function.name.span, "a method has a receiver"));
        }
        Ok((own, params))
    }

    fn param(&self, parameter: &Parameter, kind: ParamKind) -> Result<Param, StubError> {
        let Identifier { name, span } = &parameter.name;
        let Some(annotation) = &parameter.annotation else {
            return Err(self.scope.error(*span, format!("`{name}` has no type")));
        };
        let (ty, owned) = self.scope.parameter(annotation)?;
        let default = match &parameter.default {
            None => None,
            Some(default) => match constant(default) {
                Some(value) => Some(value),
                None => return Err(self.scope.error(default.span, "a default is a constant or `...`")),
            },
        };
        Ok(Param { name: name.clone(), ty, default, kind, owned })
    }

    fn returns(&self, function: &FunctionDef) -> Result<TypeExpr, StubError> {
        let name = &function.name;
        match &function.returns {
            Some(returns) => self.scope.ty(returns),
            None => Err(self.scope.error(name.span, format!("`{}` does not say what it returns", name.name))),
        }
    }

    /// `name: type = value`
    fn attribute(
        &self,
        target: &Expr,
        annotation: &Expr,
        value: Option<&Expr>,
        owner: &str,
        span: Span,
    ) -> Result<(String, Attribute), StubError> {
        let ExprKind::Name(name) = &target.kind else {
            return Err(self.scope.error(span, "expected a name"));
        };
        let value = match value.map(constant) {
            Some(Some(value)) => value,
            Some(None) => return Err(self.scope.error(span, format!("the value of `{name}` is no constant"))),
            None => {
                return Err(self
                    .scope
                    .error(span, format!("`{name}` needs a value, or to be a @property with a helper")));
            }
        };
        let attribute = Attribute {
            qualified_name: qualify(owner, name),
            ty: self.scope.ty(annotation)?,
            value: Some(value),
            support: Support::Intrinsic,
            effects: super::EffectSet::NONE,
            raises: Vec::new(),
        };
        Ok((name.clone(), attribute))
    }
}

/// The type of `self` in a class: applied to its own variables.
fn receiver_type(name: &str, type_params: &[String]) -> TypeExpr {
    match name {
        "Json" => TypeExpr::Json,
        "Number" => TypeExpr::Number,
        _ => TypeExpr::Class(name.to_owned(), type_params.iter().cloned().map(TypeExpr::Var).collect()),
    }
}

fn is_ellipsis(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Constant(Constant::Ellipsis))
}
