//! The state: module-level variables that are no constants.

use std::collections::{BTreeMap, BTreeSet};

use super::body::Body;
use super::comment;
use super::doc::{Doc, Line};
use super::record::zero;
use super::types::Types;
use crate::ir::{Expr, ExprKind, FunctionId, Global, GlobalId, GlobalKind, StmtKind, Target, Type, walk};
use crate::plan::{Access, Plan};

/// What the whole program says of its state; worked out once.
pub struct Facts {
    /// The module-level variables that are fields of the state.
    pub fields: Vec<GlobalId>,
    /// Whether the program has a state.
    pub is_needed: bool,
    /// Whether requests lock the state.
    pub is_locked: bool,
    /// Whether the start of the program uses the state beside giving it to one server: then both share it.
    pub is_kept: bool,
    /// The functions that make the server: they are given the state to keep.
    owners: BTreeSet<FunctionId>,
}

impl Facts {
    /// Those of a program.
    pub fn of(plan: &Plan) -> Self {
        let fields = fields(plan);
        let uses = plan.functions.iter().any(|function| function.used && function.access != Access::None);
        let is_needed = !fields.is_empty() && uses;
        let owners = if is_needed { makers(plan) } else { BTreeSet::new() };
        Self {
            fields,
            is_needed,
            is_locked: plan.entries.iter().any(|entry| entry.guard != Access::None),
            is_kept: is_kept(plan, &owners),
            owners,
        }
    }

    /// The type that handlers hold the state by.
    pub fn held_type(&self) -> &'static str {
        match (self.is_kept, self.is_locked) {
            (false, false) => "State",
            (false, true) => "RwLock<State>",
            (true, false) => "Arc<State>",
            (true, true) => "Arc<RwLock<State>>",
        }
    }

    /// Whether a function makes the server: it is given the state to keep.
    pub fn owns(&self, id: FunctionId) -> bool {
        self.owners.contains(&id)
    }
}

fn fields(plan: &Plan) -> Vec<GlobalId> {
    let read = read(plan);
    plan.program
        .globals
        .iter()
        .enumerate()
        .map(|(index, global)| (GlobalId(u32::try_from(index).unwrap_or_default()), global))
        .filter(|(id, global)| {
            matches!(global.kind, GlobalKind::State { .. })
                && !plan.theirs.contains(id)
                && global.ty != Type::Never
                && read.contains(id)
        })
        .map(|(id, _)| id)
        .collect()
}

/// The globals that any function that is printed reads.
fn read(plan: &Plan) -> BTreeSet<GlobalId> {
    let mut reads: BTreeMap<GlobalId, usize> = BTreeMap::new();
    for (function, planned) in plan.program.functions.iter().zip(&plan.functions) {
        if !planned.used {
            continue;
        }
        walk::block(&function.body, &mut |expr| {
            if let ExprKind::Global(id) = expr.kind {
                *reads.entry(id).or_default() += 1;
            }
        });
        // A statement that is nothing but its name is not printed.
        walk::each_statement(&function.body, &mut |stmt| {
            if let StmtKind::Expr(Expr { kind: ExprKind::Global(id), .. }) = &stmt.kind {
                *reads.entry(*id).or_default() -= 1;
            }
        });
    }
    reads.into_iter().filter(|(_, count)| *count > 0).map(|(id, _)| id).collect()
}

fn is_kept(plan: &Plan, owners: &BTreeSet<FunctionId>) -> bool {
    if plan.program.handlers.is_empty() {
        return false;
    }
    let mut uses = 0;
    for &id in owners.iter().chain(&plan.program.main) {
        walk::block(&plan.function(id).body, &mut |expr| {
            uses += match &expr.kind {
                ExprKind::Library(call) if call.helper == "http_server_new" => 1,
                ExprKind::Global(global) if !matches!(plan.global(*global).kind, GlobalKind::Constant(_)) => 2,
                ExprKind::Call { function, .. }
                    if !owners.contains(function) && plan.function_plan(*function).access != Access::None =>
                {
                    2
                }
                _ => 0,
            };
        });
        walk::each_statement(&plan.function(id).body, &mut |stmt| {
            if matches!(&stmt.kind, StmtKind::Assign { target: Target::Global(_), .. }) {
                uses += 2;
            }
        });
    }
    uses > 1
}

/// The functions but the program's main part that make the server, or call one that does.
fn makers(plan: &Plan) -> BTreeSet<FunctionId> {
    let mut makers = BTreeSet::new();
    let mut calls = Vec::new();
    for index in 0..plan.program.functions.len() {
        let id = FunctionId(u32::try_from(index).unwrap_or_default());
        let mut called = Vec::new();
        walk::block(&plan.function(id).body, &mut |expr| match &expr.kind {
            ExprKind::Library(call) if call.helper == "http_server_new" => {
                makers.insert(id);
            }
            ExprKind::Call { function, .. } => called.push(*function),
            _ => {}
        });
        calls.push((id, called));
    }
    loop {
        let more: Vec<FunctionId> = calls
            .iter()
            .filter(|(id, called)| !makers.contains(id) && called.iter().any(|function| makers.contains(function)))
            .map(|(id, _)| *id)
            .collect();
        if more.is_empty() {
            break;
        }
        makers.extend(more);
    }
    makers.retain(|id| Some(*id) != plan.program.main);
    makers
}

/// The constants of the program.
pub fn constants(types: Types<'_>, is_used: &dyn Fn(&str, &str) -> bool) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut later = String::new();
    // A constant may use those before it.
    for (index, global) in types.plan.program.globals.iter().enumerate().rev() {
        let GlobalKind::Constant(value) = &global.kind else { continue };
        let name = &types.names.globals[index].1;
        if !is_used(name, &later) {
            continue;
        }
        let mut own = constant(types, global, value, name);
        later += &super::line::render_lines(&own, 0);
        own.append(&mut lines);
        lines = own;
    }
    lines
}

fn constant(types: Types<'_>, global: &Global, value: &crate::ir::Expr, name: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    {
        let body = Body::constant(types);
        lines.push(Line::Blank);
        lines.extend(comment::lines(&global.comments));
        let plain = types.is_copy(&global.ty) || global.ty == Type::Str;
        let start = if plain {
            let ty = if global.ty == Type::Str { "&str".to_owned() } else { types.owned(&global.ty) };
            Doc::text(format!("pub const {name}: {ty} ="))
        } else {
            Doc::text(format!("pub static {name}: LazyLock<{}> =", types.owned(&global.ty)))
        };
        let value = if plain {
            body.borrowed(value)
        } else {
            Doc::call("LazyLock::new", vec![Doc::Closure("||".to_owned(), Box::new(body.owned(value)))])
        };
        lines.push(Line::Assign { start, value, end: ";", trailing: None });
    }
    lines
}

/// The struct and how it is filled when the program starts.
pub fn print(types: Types<'_>) -> Vec<Line> {
    let plan = types.plan;
    let fields: Vec<(GlobalId, &Global)> = types.state.fields.iter().map(|id| (*id, plan.global(*id))).collect();
    let name = |id: GlobalId| types.names.globals[id.0 as usize].0.clone();
    let mut inner = Vec::new();
    for (id, global) in &fields {
        inner.extend(comment::lines(&global.comments).into_iter().map(|line| match line {
            Line::Comment(text) => Line::Comment(text.replacen("//", "///", 1)),
            line => line,
        }));
        inner.push(Line::Code(Doc::text(format!("pub {}: {}", name(*id), types.owned(&global.ty))), ",", None));
    }
    let mut lines = vec![
        Line::Blank,
        Line::Comment("/// What the service keeps in memory.".to_owned()),
        Line::Nested { head: Doc::text("pub struct State "), lines: inner, end: "", continues: false },
    ];
    let raises = plan.program.init.is_some_and(|init| plan.function_plan(init).raises);
    let names: Vec<Doc> = fields.iter().map(|(id, _)| Doc::text(name(*id))).collect();
    let mut made = match plan.program.init {
        Some(init) => {
            let mut body = Body::new(types, init);
            if is_straight(plan, init, &fields) {
                body.state_as_locals = true;
                super::function::body_lines(&body).into_iter().filter(|line| *line != ok()).collect()
            } else {
                zeroed(types, &fields, init)
            }
        }
        None => zeroes(types, &fields),
    };
    let straight = plan.program.init.is_none_or(|init| is_straight(plan, init, &fields));
    let value = if straight { Doc::record("Self", names) } else { Doc::text("state") };
    let value = if raises { Doc::call("Ok", vec![value]) } else { value };
    made.push(Line::Code(value, "", None));
    let result = if raises { "py::Result<Self>" } else { "Self" };
    let new = vec![
        Line::Comment("/// What it is when the program starts.".to_owned()),
        Line::Nested { head: Doc::text(format!("pub fn new() -> {result} ")), lines: made, end: "", continues: false },
    ];
    lines.push(Line::Blank);
    lines.push(Line::Nested { head: Doc::text("impl State "), lines: new, end: "", continues: false });
    lines
}

fn ok() -> Line {
    Line::Code(Doc::text("Ok(())"), "", None)
}

fn zeroes(types: Types<'_>, fields: &[(GlobalId, &Global)]) -> Vec<Line> {
    fields
        .iter()
        .map(|(id, global)| {
            let start = Doc::text(format!("let {} =", types.names.globals[id.0 as usize].0));
            Line::Assign { start, value: zero(types, &global.ty), end: ";", trailing: None }
        })
        .collect()
}

fn zeroed(types: Types<'_>, fields: &[(GlobalId, &Global)], init: FunctionId) -> Vec<Line> {
    let values = fields
        .iter()
        .map(|(id, global)| {
            let name = &types.names.globals[id.0 as usize].0;
            Doc::concat([Doc::text(format!("{name}: ")), zero(types, &global.ty)])
        })
        .collect();
    let mut lines = vec![Line::Assign {
        start: Doc::text("let mut state ="),
        value: Doc::record("Self", values),
        end: ";",
        trailing: None,
    }];
    let mut body = Body::new(types, init);
    body.owns_state = true;
    body.makes_state = true;
    lines.extend(super::function::body_lines(&body).into_iter().filter(|line| *line != ok()));
    lines
}

/// Whether the state can be made of local variables: each is set at the top level before anything else uses it, and no function is given the state.
/// The variables of the state that hold something before they are set.
pub fn zeroed_first(types: Types<'_>) -> Vec<&Global> {
    let plan = types.plan;
    let fields: Vec<(GlobalId, &Global)> = types.state.fields.iter().map(|id| (*id, plan.global(*id))).collect();
    if plan.program.init.is_some_and(|init| is_straight(plan, init, &fields)) {
        return Vec::new();
    }
    fields.into_iter().map(|(_, global)| global).collect()
}

fn is_straight(plan: &Plan, init: FunctionId, fields: &[(GlobalId, &Global)]) -> bool {
    let function = plan.function(init);
    let mut set: BTreeSet<GlobalId> = BTreeSet::new();
    for stmt in &function.body {
        let mut fine = true;
        walk::block(std::slice::from_ref(stmt), &mut |expr| match &expr.kind {
            ExprKind::Global(id) if fields.iter().any(|(field, _)| field == id) => fine &= set.contains(id),
            ExprKind::Call { function, .. } => fine &= plan.function_plan(*function).access == Access::None,
            ExprKind::New { init: Some(function), .. } => fine &= plan.function_plan(*function).access == Access::None,
            _ => {}
        });
        if !fine {
            return false;
        }
        if let StmtKind::Assign { target: Target::Global(id), .. } = &stmt.kind {
            set.insert(*id);
        }
    }
    fields.iter().all(|(id, _)| set.contains(id))
}
