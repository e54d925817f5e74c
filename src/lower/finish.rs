//! The program from what the last pass wrote.

use std::collections::HashMap;

use super::heap::NodeShape;
use super::lowerer::{BodyKey, LoweredBody, Lowerer};
use super::refusal::Refusal;
use super::ty::Ty;
use crate::ir::{self, Function, FunctionId, Global, GlobalKind, HandlerClass, Owner, Program, Shape, Type};
use crate::model::{ClassIndex, FunctionIndex, ModuleIndex};
use crate::python::ast::{self, StmtKind};
use crate::source::{Place, Span};

/// Puts the program together.
pub fn finish(mut low: Lowerer<'_>, mut bodies: HashMap<BodyKey, LoweredBody>) -> super::LoweredProgram {
    let mut program = Program { name: low.model.modules[0].name.clone(), ..Program::default() };
    program.doc = ast::docstring(&low.model.modules[0].tree.body).map(str::to_owned);
    let mut refused_functions = Vec::new();
    let reached: Vec<FunctionIndex> = low.functions.keys().copied().collect();
    for index in &reached {
        let body = bodies.remove(&BodyKey::Function(*index));
        let (function, refused) = function(&mut low, *index, body);
        if let Some(refusal) = refused {
            refused_functions.push((FunctionId(u32::try_from(program.functions.len()).unwrap_or(u32::MAX)), refusal));
        }
        program.functions.push(function);
    }
    let mut reached = reached;
    for (class, init) in low.inherited_inits.keys().copied().collect::<Vec<_>>() {
        let position = reached.iter().position(|known| *known == init).unwrap_or(0);
        let refused =
            refused_functions.iter().find(|(id, _)| id.0 as usize == position).map(|(_, refusal)| refusal.clone());
        if let Some(refusal) = refused {
            refused_functions.push((FunctionId(u32::try_from(program.functions.len()).unwrap_or(u32::MAX)), refusal));
        }
        let copy = inherited_init(&low, program.functions[position].clone(), class);
        program.functions.push(copy);
        reached.push(init);
    }
    let mut main_refused = None;
    // Modules are run in the order of their imports; the main one last.
    let mut init = Vec::new();
    let mut init_locals = Vec::new();
    let mut modules = Vec::new();
    for module in (0..low.model.modules.len()).map(ModuleIndex) {
        let block = match bodies.remove(&BodyKey::Init(module)).map(|body| (body.locals, body.outcome)) {
            Some((locals, Ok(block))) => {
                let shift = u32::try_from(init_locals.len()).unwrap_or(0);
                init_locals.extend(locals);
                ir::renumber::raised(block, shift)
            }
            Some((_, Err(refusal))) => {
                low.init_refused.get_or_insert(refusal);
                Vec::new()
            }
            None => Vec::new(),
        };
        modules.push(block);
    }
    super::modules::in_order(&low.model.runs, ModuleIndex(0), &mut modules, &mut init);
    program.init = Some(push_function(&low, &mut program, "init", init_locals, init, Span::default()));
    if let Some(body) = bodies.remove(&BodyKey::Main(ModuleIndex(0))) {
        match body.outcome {
            Ok(block) => {
                let span = block.first().map_or(Span::default(), |stmt| stmt.span);
                program.main = Some(push_function(&low, &mut program, "main", body.locals, block, span));
            }
            Err(refusal) => {
                let span = refusal.finding().place.map_or(Span::default(), |place| place.span);
                let kind = ir::StmtKind::Forward {
                    code: refusal.code,
                    reason: refusal.reason.clone(),
                    place: None,
                    touches: Vec::new(),
                };
                let block = vec![ir::Stmt { span, comments: Vec::new(), trailing: None, gap: false, kind }];
                program.main = Some(push_function(&low, &mut program, "main", Vec::new(), block, span));
                main_refused = Some(refusal);
            }
        }
    }
    program.default_start = super::start::default_start(&low);
    globals(&mut low, &mut program);
    handlers(&mut low, &mut program);
    exceptions(&mut low, &mut program);
    let classes = objects(&mut low, &mut program);
    super::modules::tell_apart(&low, &mut program, &reached);
    // Until here a method's owner is the model's class; classes without instances have no place in the program.
    for function in &mut program.functions {
        if let Some(Owner::Class(class)) = function.owner {
            let known = classes.iter().position(|known| known.0 == class.0 as usize);
            function.owner = known.map(|index| Owner::Class(ir::ClassId(u32::try_from(index).unwrap_or(u32::MAX))));
        }
    }
    let gives_member = |index: &FunctionIndex| low.heap.holds_member(&low.functions[index].result, &mut Vec::new());
    let members_given = low.functions.keys().copied().filter(|index| gives_member(index)).collect();
    let mut demotions: Vec<Refusal> = Vec::new();
    for node in low.object_nodes().to_vec() {
        if let Some((place, why)) = low.heap.demoted(node) {
            demotions.push(Refusal::new(*place, "record-as-dict", format!("this dict has no fixed keys: {why}")));
        }
    }
    super::LoweredProgram {
        refusals: low.refusals,
        notes: demotions,
        refused_functions,
        init_refused: low.init_refused,
        main_refused,
        members_given,
        functions: reached,
        program,
    }
}

fn push_function(
    low: &Lowerer<'_>,
    program: &mut Program,
    name: &str,
    locals: Vec<ir::Local>,
    body: ir::Block,
    span: Span,
) -> FunctionId {
    let file = low.model.modules[0].tree.file;
    program.functions.push(Function {
        name: name.to_owned(),
        owner: None,
        params: 0,
        locals,
        result: Type::None,
        body,
        doc: None,
        comments: Vec::new(),
        place: Place { file, span },
    });
    FunctionId(u32::try_from(program.functions.len() - 1).unwrap_or(u32::MAX))
}

fn function(low: &mut Lowerer<'_>, index: FunctionIndex, body: Option<LoweredBody>) -> (Function, Option<Refusal>) {
    let info = low.model.function(index);
    let place = Place { file: info.file, span: info.span };
    let name = info.name.clone();
    let doc = ast::docstring(&info.def.body).map(clean_docstring);
    // The `__init__` of an exception class makes the exception: its receiver is no parameter, but its first local.
    let makes_exception = info
        .class
        .filter(|class| info.name == "__init__" && low.model.derives_from(*class, super::exception::EXCEPTION_CLASSES));
    let params = low.parameter_count(index);
    let owner = info.class.map(|class| match low.handlers.iter().position(|handler| *handler == class) {
        Some(handler) => Owner::Handler(handler),
        None => Owner::Class(ir::ClassId(u32::try_from(class.0).unwrap_or(u32::MAX))),
    });
    let tree = low.model.module(info.module).tree;
    let comments = definition_comments(low, tree, info.span);
    let result = low.functions[&index].result.clone();
    let result = low.held(&result);
    let (locals, block, refused) = match body {
        Some(LoweredBody { locals, outcome: Ok(block), .. }) => (locals, block, None),
        Some(LoweredBody { outcome: Err(refusal), locals }) => {
            low.refusals.push(refusal.clone());
            let touches = low.globals_reached(low.model.function(index).module, &low.model.function(index).def.body);
            let kind =
                ir::StmtKind::Forward { code: refusal.code, reason: refusal.reason.clone(), place: None, touches };
            let forward = ir::Stmt { span: refusal.place.span, comments: Vec::new(), trailing: None, gap: false, kind };
            (locals, vec![forward], Some(refusal))
        }
        None => (Vec::new(), Vec::new(), Some(Refusal::new(place, "unreached", "this function was not reached"))),
    };
    let mut locals = locals;
    // A function that is refused as a whole is still called: with what its callers have.
    let left_out = super::method_kind::left_out(low.model, index);
    while locals.len() < params {
        let ty = low.functions[&index].params.get(left_out + locals.len()).cloned();
        let ty = ty.map_or(Type::None, |ty| low.held(&ty));
        locals.push(ir::Local { name: String::new(), ty });
    }
    if let Some(class) = makes_exception {
        let class_name = low.exception_name(class);
        let (locals, block) = ir::renumber::without_first(locals, block);
        let name = format!("new_{}", super::naming::snake(&class_name));
        return (
            Function {
                name,
                owner: None,
                params: params.saturating_sub(1),
                locals,
                result: Type::Exception,
                body: block,
                doc: None,
                comments,
                place,
            },
            refused,
        );
    }
    (Function { name, owner, params, locals, result, body: block, doc, comments, place }, refused)
}

/// The making of an exception by the `__init__` of its base.
fn inherited_init(low: &Lowerer<'_>, mut function: Function, class: ClassIndex) -> Function {
    let name = low.exception_name(class);
    function.name = format!("new_{}", super::naming::snake(&name));
    for stmt in &mut function.body {
        if let ir::StmtKind::Return(Some(ir::Expr { kind: ir::ExprKind::NewException { class, .. }, .. })) =
            &mut stmt.kind
        {
            class.clone_from(&name);
        }
    }
    function
}

fn definition_comments(low: &Lowerer<'_>, tree: &ast::Module, span: Span) -> Vec<String> {
    let mut found = Vec::new();
    crate::model::scope::for_each_stmt(&tree.body, &mut |stmt| {
        if stmt.span == span && matches!(stmt.kind, StmtKind::FunctionDef(_) | StmtKind::ClassDef(_)) {
            found = super::comments::around(tree, low.sources.get(tree.file), stmt, None).0;
        }
    });
    found
}

/// A docstring without the indentation of its further lines (PEP 257).
pub fn clean_docstring(doc: &str) -> String {
    let lines: Vec<&str> = doc.lines().collect();
    let indent = lines
        .iter()
        .skip(1)
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start().len())
        .min()
        .unwrap_or(0);
    let mut out: Vec<String> = Vec::new();
    for (position, line) in lines.iter().enumerate() {
        let text = if position == 0 { line.trim_start() } else { line.get(indent..).unwrap_or("") };
        out.push(text.trim_end().to_owned());
    }
    while out.last().is_some_and(String::is_empty) {
        out.pop();
    }
    while out.first().is_some_and(String::is_empty) {
        out.remove(0);
    }
    out.join("\n")
}

fn globals(low: &mut Lowerer<'_>, program: &mut Program) {
    let looked_up = crate::model::only_looked_up(low.model);
    let once = crate::model::bound_once(low.model);
    for index in 0..low.model.globals.len() {
        let info = low.model.globals[index].clone();
        let state = low.global(crate::model::GlobalIndex(index)).clone();
        let ty = low.held(&state.ty);
        let kind = match state.constant {
            Some(constant) => GlobalKind::Constant(constant),
            None if matches!(state.ty, super::ty::Ty::Pattern(_)) => {
                GlobalKind::Constant(ir::Expr { ty: Type::None, span: info.span, kind: ir::ExprKind::None })
            }
            None => GlobalKind::State { changes: false },
        };
        let name = match info.class {
            Some(class) => format!("{}_{}", low.class_name(class), info.name),
            None => info.name.clone(),
        };
        // The constants of regular expressions stand behind the variables, under these names.
        let name = if matches!(state.ty, super::ty::Ty::Pattern(_)) { format!("{name}_source") } else { name };
        let tree = low.model.module(info.module).tree;
        let mut comments = Vec::new();
        if matches!(kind, GlobalKind::Constant(_)) {
            for (position, stmt) in tree.body.iter().enumerate() {
                if stmt.span.contains(info.span)
                    && matches!(stmt.kind, StmtKind::Assign { .. } | StmtKind::AnnAssign { .. })
                {
                    let before = position.checked_sub(1).map(|before| &tree.body[before]);
                    let (above, trailing) = super::comments::around(tree, low.sources.get(tree.file), stmt, before);
                    comments = above;
                    comments.extend(trailing);
                }
            }
        }
        let only_looked_up = looked_up.contains(&crate::model::GlobalIndex(index));
        let bound_once = once.contains(&crate::model::GlobalIndex(index));
        program.globals.push(Global { name, ty, kind, comments, only_looked_up, bound_once });
    }
    for written in std::mem::take(&mut low.patterns) {
        let value = super::regex::constant(&written.pieces, Span::default());
        program.globals.push(Global {
            name: written.name,
            ty: value.ty.clone(),
            kind: GlobalKind::Constant(value),
            comments: Vec::new(),
            only_looked_up: true,
            bound_once: true,
        });
    }
}

fn handlers(low: &mut Lowerer<'_>, program: &mut Program) {
    for (position, class) in low.handlers.clone().into_iter().enumerate() {
        let info = low.model.class(class);
        let mut methods: Vec<(String, FunctionIndex)> = Vec::new();
        for (name, index) in &info.methods {
            if let Some(method) = name.strip_prefix("do_") {
                methods.push((method.to_owned(), *index));
            }
        }
        methods.sort_by_key(|(method, index)| (*index, method.clone()));
        let log_message = info.methods.get("log_message").map(|_| None);
        let attribute = |name: &str| {
            let index = low.model.class_attribute(class, name)?;
            match &low.globals.get(&index)?.constant.as_ref()?.kind {
                ir::ExprKind::Str(text) => Some(text.clone()),
                _ => None,
            }
        };
        let doc = ast::docstring(&info.def.body).map(clean_docstring);
        let handler = HandlerClass {
            name: info.name.clone(),
            doc,
            methods: methods.iter().map(|(name, index)| (name.clone(), low.function_id(*index))).collect(),
            bridged: Vec::new(),
            log_message,
            server_version: attribute("server_version"),
            sys_version: attribute("sys_version"),
            protocol_version: attribute("protocol_version"),
            fields: Vec::new(),
        };
        let fields = low.handler_fields.get(&position).cloned().unwrap_or_default();
        let fields = fields.into_iter().map(|(key, ty)| ir::Field { key, ty: low.held(&ty), absent: false }).collect();
        program.handlers.push(HandlerClass { fields, ..handler });
    }
}

fn exceptions(low: &mut Lowerer<'_>, program: &mut Program) {
    for class in low.exceptions.keys().copied().collect::<Vec<_>>() {
        let fields = low.exception_fields.get(&class).cloned().unwrap_or_default();
        let fields = fields.into_iter().map(|(key, ty)| ir::Field { key, ty: low.held(&ty), absent: false }).collect();
        let info = low.model.class(class);
        let base = info.bases.iter().flatten().find_map(|base| match base {
            crate::model::Resolved::External(name) => Some(name.trim_start_matches("builtins.").to_owned()),
            crate::model::Resolved::Symbol(crate::model::Symbol::Class(class)) => Some(low.exception_name(*class)),
            crate::model::Resolved::Symbol(_) => None,
        });
        program.exceptions.push(ir::ExceptionClass {
            name: low.exception_name(class),
            python_name: info.name.clone(),
            base: base.unwrap_or_else(|| "Exception".to_owned()),
            fields,
            doc: ast::docstring(&info.def.body).map(clean_docstring),
        });
    }
}

/// The objects of the program; gives the model's class of each of its classes.
fn objects(low: &mut Lowerer<'_>, program: &mut Program) -> Vec<ClassIndex> {
    let mut classes = Vec::new();
    let mut taken: Vec<String> = (0..low.model.classes.len()).map(|class| low.class_name(ClassIndex(class))).collect();
    let mut done = 0;
    // Holding a field's type can meet objects that nothing else held.
    while done < low.object_nodes().len() {
        let node = low.object_nodes()[done];
        done += 1;
        let field = |low: &mut Lowerer<'_>, (key, ty): &(String, Ty)| ir::Field {
            key: key.clone(),
            ty: low.held(ty),
            absent: low.heap.may_be_absent(node, key),
        };
        let (shape, named) = match low.heap.shape(node).clone() {
            NodeShape::List(item) => (Shape::List(low.held(&item)), false),
            NodeShape::Set(item) => (Shape::Set(low.held(&item)), false),
            NodeShape::Dict(key, value) => (Shape::Dict(low.held(&key), low.held(&value)), false),
            NodeShape::Record(fields) => (Shape::Record(fields.iter().map(|one| field(low, one)).collect()), true),
            NodeShape::Instance(class, fields) => (
                Shape::Instance(
                    class_id(program, &mut classes, low, class),
                    fields.iter().map(|one| field(low, one)).collect(),
                ),
                false,
            ),
        };
        let place = low.heap.place(node);
        let line = low.sources.get(place.file).line(place.span.start);
        let name = if let Shape::Instance(class, _) = &shape {
            program.classes[class.0 as usize].object = ir::ObjectId(u32::try_from(done - 1).unwrap_or(u32::MAX));
            program.classes[class.0 as usize].name.clone()
        } else if named {
            record_name(low, node, place, &mut taken)
        } else {
            String::new()
        };
        program.objects.push(ir::Object { shape, name, line });
    }
    classes
}

fn class_id(program: &mut Program, classes: &mut Vec<ClassIndex>, low: &Lowerer<'_>, class: ClassIndex) -> ir::ClassId {
    if let Some(known) = classes.iter().position(|one| *one == class) {
        return ir::ClassId(u32::try_from(known).unwrap_or(u32::MAX));
    }
    let doc = ast::docstring(&low.model.class(class).def.body).map(clean_docstring);
    classes.push(class);
    program.classes.push(ir::Class { name: low.class_name(class), object: ir::ObjectId(0), doc });
    ir::ClassId(u32::try_from(program.classes.len() - 1).unwrap_or(u32::MAX))
}

/// Names that say nothing of what they hold.
const GENERIC: &[&str] = &[
    "data", "result", "response", "payload", "body", "obj", "object", "value", "item", "entry", "info", "d", "r",
    "res", "ret", "out", "resp", "record", "content", "x",
];

/// A key that may be missing and may be None has no place in a struct: such records become dicts.
pub fn demote_missing_or_none(low: &mut Lowerer<'_>) {
    for node in low.heap.roots() {
        let NodeShape::Record(fields) = low.heap.shape(node).clone() else { continue };
        let both = fields.iter().find(|(key, ty)| {
            low.heap.may_be_absent(node, key) && matches!(low.heap.resolve(ty), Ty::Json | Ty::Optional(_) | Ty::None)
        });
        if let Some((key, _)) = both {
            let place = low.heap.place(node);
            low.heap.demote(node, place, &format!("the key `{key}` may be missing and may be None"));
        }
    }
}

/// Fields of a record (key, type, may be missing), its name, and its node.
type KnownShape = (Vec<(String, Ty, bool)>, Option<String>, super::heap::NodeId);

/// Pairs of records that have the same fields and the same name, or none.
pub fn same_shapes(low: &Lowerer<'_>) -> Vec<(super::heap::NodeId, super::heap::NodeId)> {
    let mut known: Vec<KnownShape> = Vec::new();
    let mut pairs = Vec::new();
    for node in low.heap.roots() {
        let NodeShape::Record(fields) = low.heap.shape(node) else { continue };
        if low.heap.is_dynamic(node) || fields.is_empty() {
            continue;
        }
        let name = hint(low, node);
        // Integers of one width are alike whatever their class.
        let plain = |ty: Ty| {
            if let Ty::Int(int) = ty {
                if low.heap.is_big(int) { Ty::Bytes } else { Ty::Int(super::heap::IntId(0)) }
            } else {
                ty
            }
        };
        let shape: Vec<(String, Ty, bool)> = fields
            .iter()
            .map(|(key, ty)| (key.clone(), plain(low.heap.resolve(ty)), low.heap.may_be_absent(node, key)))
            .collect();
        match known.iter().find(|(other, known, _)| *other == shape && *known == name) {
            Some((_, _, first)) => pairs.push((*first, node)),
            None => known.push((shape, name, node)),
        }
    }
    pairs
}

/// The best name that says something.
fn hint(low: &Lowerer<'_>, node: super::heap::NodeId) -> Option<String> {
    low.heap.hints(node).into_iter().find(|hint| {
        !GENERIC.contains(&hint.to_lowercase().as_str()) && hint.chars().next().is_some_and(char::is_alphabetic)
    })
}

fn record_name(low: &Lowerer<'_>, node: super::heap::NodeId, place: Place, taken: &mut Vec<String>) -> String {
    let hint = hint(low, node);
    let makers: Vec<&crate::model::FunctionInfo<'_>> = low
        .heap
        .sites(node)
        .into_iter()
        .filter_map(|site| {
            let around = low
                .model
                .functions
                .iter()
                .filter(|function| function.file == site.file && function.span.contains(site.span));
            around.min_by_key(|function| function.span.end - function.span.start)
        })
        .collect();
    let one = makers.first().filter(|first| makers.iter().all(|maker| maker.qualified_name == first.qualified_name));
    let dispatches = one.is_some_and(|function| function.name.starts_with("do_"));
    let keys: Vec<String> = match low.heap.shape(node) {
        NodeShape::Record(fields) => fields.iter().take(2).map(|(key, _)| super::naming::pascal(key)).collect(),
        _ => Vec::new(),
    };
    // A record that one function makes is its answer; one that many make, or the dispatch itself, is named after what is in it.
    let by_function = match one {
        Some(function) if !dispatches => Some(super::naming::response(&function.name)),
        _ => Some(format!("{}Response", keys.concat())),
    };
    let _ = place;
    let base = match (&hint, &by_function) {
        (Some(hint), _) => super::naming::pascal(hint),
        (None, Some(response)) => response.clone(),
        (None, None) => "Record".to_owned(),
    };
    let mut candidates = vec![base.clone()];
    candidates.extend(by_function.filter(|name| hint.is_some() && *name != base));
    let free = candidates.into_iter().find(|name| !taken.contains(name)).unwrap_or_else(|| {
        let numbers = 2..taken.len() + 3;
        numbers.map(|number| format!("{base}{number}")).find(|name| !taken.contains(name)).unwrap_or(base)
    });
    taken.push(free.clone());
    free
}
