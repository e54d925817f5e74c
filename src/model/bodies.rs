//! Everything that runs: functions at any depth, and the code of modules.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "looks for a few kinds of nodes among many; all others say nothing here"
)]

use std::collections::HashMap;

use super::{ClassIndex, FunctionIndex, Model, ModuleIndex, Scope};
use crate::python::ast::{FunctionDef, Stmt, StmtId, StmtKind};
use crate::python::visit::Node;
use crate::source::{FileId, Span};

/// Names one body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BodyId(pub usize);

/// A function at any depth, or a module's own code (its class bodies included).
#[derive(Debug)]
pub struct Body<'a> {
    /// The module.
    pub module: ModuleIndex,
    /// The file.
    pub file: FileId,
    /// The function; `None` for a module's code.
    pub def: Option<&'a FunctionDef>,
    /// The `def` statement.
    pub stmt: Option<StmtId>,
    /// From `def` to the end.
    pub span: Span,
    /// The class that it is a method of.
    pub class: Option<ClassIndex>,
    /// The function that it stands in.
    pub parent: Option<BodyId>,
    /// The model's function; `None` for methods of classes that are not at module level.
    pub function: Option<FunctionIndex>,
    /// What runs.
    pub stmts: &'a [Stmt],
    /// Functions that stand directly in it, by name.
    pub nested: HashMap<&'a str, BodyId>,
    /// The scope, where the model does not have it.
    scope: Option<Scope>,
}

/// Every body of a program.
#[derive(Debug)]
pub struct Bodies<'a> {
    all: Vec<Body<'a>>,
    modules: Vec<BodyId>,
    functions: HashMap<FunctionIndex, BodyId>,
}

impl<'a> Bodies<'a> {
    /// The bodies of a model: modules in order, each followed by its functions in source order.
    pub fn of(model: &Model<'a>) -> Self {
        let known: HashMap<(FileId, u32), FunctionIndex> = model
            .functions
            .iter()
            .enumerate()
            .map(|(index, function)| ((function.file, function.def.name.span.start), FunctionIndex(index)))
            .collect();
        let mut bodies = Self { all: Vec::new(), modules: Vec::new(), functions: HashMap::new() };
        for (index, module) in model.modules.iter().enumerate() {
            let id = BodyId(bodies.all.len());
            bodies.modules.push(id);
            let module_index = ModuleIndex(index);
            bodies.all.push(Body {
                module: module_index,
                file: module.tree.file,
                def: None,
                stmt: None,
                span: Span::default(),
                class: None,
                parent: None,
                function: None,
                stmts: &module.tree.body,
                nested: HashMap::new(),
                scope: None,
            });
            bodies.collect(model, &known, module_index, id, &module.tree.body);
        }
        bodies
    }

    fn collect(
        &mut self,
        model: &Model<'a>,
        known: &HashMap<(FileId, u32), FunctionIndex>,
        module: ModuleIndex,
        parent: BodyId,
        body: &'a [Stmt],
    ) {
        let file = self.all[parent.0].file;
        let is_module = self.all[parent.0].def.is_none();
        // The statement and whether it stands in a class: only functions outside of classes have a plain name.
        let mut open: Vec<(&'a Stmt, bool)> = body.iter().rev().map(|stmt| (stmt, false)).collect();
        while let Some((stmt, in_class)) = open.pop() {
            let StmtKind::FunctionDef(def) = &stmt.kind else {
                let inside = in_class || matches!(stmt.kind, StmtKind::ClassDef(_));
                let first = open.len();
                Node::Stmt(stmt).for_each_child(&mut |child| {
                    if let Node::Stmt(inner) = child {
                        open.push((inner, inside));
                    }
                });
                open[first..].reverse();
                continue;
            };
            let function = known.get(&(file, def.name.span.start)).copied();
            let id = BodyId(self.all.len());
            self.all.push(Body {
                module,
                file,
                def: Some(def),
                stmt: Some(stmt.id),
                span: stmt.span,
                class: function.and_then(|index| model.function(index).class),
                parent: (!is_module).then_some(parent),
                function,
                stmts: &def.body,
                nested: HashMap::new(),
                scope: function.is_none().then(|| Scope::of_function(def)),
            });
            if let Some(index) = function {
                self.functions.insert(index, id);
            }
            if !in_class && !is_module {
                self.all[parent.0].nested.insert(&def.name.name, id);
            }
            self.collect(model, known, module, id, &def.body);
        }
    }

    /// The body of that id.
    pub fn get(&self, id: BodyId) -> &Body<'a> {
        &self.all[id.0]
    }

    /// Every body with its id.
    pub fn iter(&self) -> impl Iterator<Item = (BodyId, &Body<'a>)> {
        self.all.iter().enumerate().map(|(index, body)| (BodyId(index), body))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The code of a module.
    pub fn of_module(&self, module: ModuleIndex) -> BodyId {
        self.modules[module.0]
    }

    /// The body of a function of the model.
    pub fn of_function(&self, function: FunctionIndex) -> Option<BodyId> {
        self.functions.get(&function).copied()
    }

    /// The names that a function binds; a module's code has none that are only its own.
    pub fn scope<'s>(&'s self, model: &'s Model<'a>, id: BodyId) -> Option<&'s Scope> {
        let body = self.get(id);
        body.function.map(|index| &model.function(index).scope).or(body.scope.as_ref())
    }
}

/// Calls `visit` with every statement and expression that runs with a body: not with what runs when a nested function is called,
/// but with its decorators and defaults. Lambdas are part of the body; annotations are not.
///
/// `visit` says whether to go on inside the node.
pub fn walk<'a>(stmts: &'a [Stmt], visit: &mut dyn FnMut(Node<'a>) -> bool) {
    let mut open: Vec<Node<'a>> = stmts.iter().rev().map(Node::Stmt).collect();
    while let Some(node) = open.pop() {
        if !visit(node) {
            continue;
        }
        let first = open.len();
        children(node, &mut |child| open.push(child));
        open[first..].reverse();
    }
}

/// Calls `visit` with the direct parts of a node that run with it.
pub fn children<'a>(node: Node<'a>, visit: &mut dyn FnMut(Node<'a>)) {
    if let Node::Stmt(stmt) = node {
        match &stmt.kind {
            StmtKind::FunctionDef(def) => {
                let defaults = def.parameters.iter().filter_map(|parameter| parameter.default.as_ref());
                for expr in def.decorators.iter().chain(defaults) {
                    visit(Node::Expr(expr));
                }
                return;
            }
            StmtKind::AnnAssign { target, value, .. } => {
                visit(Node::Expr(target));
                if let Some(value) = value {
                    visit(Node::Expr(value));
                }
                return;
            }
            StmtKind::TypeAlias { .. } => return,
            _ => {}
        }
    }
    node.for_each_child(visit);
}
