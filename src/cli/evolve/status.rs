//! Who answers a route: the statements of its branch tell.

use crate::ir::{Block, ExprKind, FunctionId, Stmt, StmtKind, walk};
use crate::manifest::RouteStatus;
use crate::model::Model;
use crate::plan::{FORWARD, Plan};
use crate::service::Route;
use crate::source::Place;

/// Who answers a route, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Translated code, or the original.
    pub status: RouteStatus,
    /// The kind of reason, as in `docs/findings.md`; empty where it is native.
    pub code: &'static str,
    /// Why it is the original; empty otherwise.
    pub reason: String,
    /// The place of the reason.
    pub place: Option<Place>,
}

/// A reason to forward: its code, its text and its place.
type Reason = (&'static str, String, Place);

/// Who answers a route.
pub fn answer(plan: &Plan, model: &Model<'_>, route: &Route) -> Answer {
    let reason = Look { plan, model }.route(route);
    match reason {
        None => Answer { status: RouteStatus::Native, code: "", reason: String::new(), place: None },
        Some((code, reason, place)) => Answer { status: RouteStatus::Bridged, code, reason, place: Some(place) },
    }
}

/// What becomes of the requests of a branch.
enum Way {
    /// The original answers them.
    Forwarded(Reason),
    /// They come to the end of the block.
    FallsThrough,
    /// They are answered.
    Leaves,
}

impl Way {
    fn reason(self) -> Option<Reason> {
        match self {
            Self::Forwarded(reason) => Some(reason),
            Self::FallsThrough | Self::Leaves => None,
        }
    }
}

fn leaves(stmt: &Stmt) -> bool {
    matches!(stmt.kind, StmtKind::Return(_) | StmtKind::Raise { .. } | StmtKind::Break | StmtKind::Continue)
}

struct Look<'p> {
    plan: &'p Plan,
    model: &'p Model<'p>,
}

impl Look<'_> {
    fn route(&self, route: &Route) -> Option<Reason> {
        let entry = self.model.function(route.entry);
        let place = Place { file: entry.file, span: entry.span };
        let class = &self.model.class(route.class).name;
        let bridged = self
            .plan
            .program
            .handlers
            .iter()
            .any(|handler| handler.name == *class && handler.bridged.contains(&route.method));
        let Some(function) = self.function_around(place) else {
            return Some(("unreached", format!("`{}` is not translated", entry.qualified_name), place));
        };
        if bridged {
            let first = self.first_forward(&function.body, place);
            return Some(
                first.unwrap_or_else(|| ("unreached", format!("`{}` is not translated", entry.qualified_name), place)),
            );
        }
        route.branches.iter().find_map(|chain| self.chain(chain))
    }

    fn chain(&self, chain: &[Place]) -> Option<Reason> {
        let (last, before) = chain.split_last()?;
        before
            .iter()
            .find_map(|branch| {
                self.function_around(*branch)
                    .and_then(|function| self.on_the_way(&function.body, *branch, false).reason())
            })
            .or_else(|| {
                self.function_around(*last).and_then(|function| self.on_the_way(&function.body, *last, true).reason())
            })
    }

    /// The function that a place lies in.
    fn function_around(&self, place: Place) -> Option<&crate::ir::Function> {
        let around = |function: &&crate::ir::Function| {
            function.place.file == place.file
                && function.place.span.contains(place.span)
                && function.place.span.end > function.place.span.start
        };
        self.plan
            .program
            .functions
            .iter()
            .filter(around)
            .min_by_key(|function| function.place.span.end - function.place.span.start)
    }

    /// The first forward on the way from the start of a block to a branch, and in it and behind it if `inside`.
    fn on_the_way(&self, block: &Block, branch: Place, inside: bool) -> Way {
        let within = |stmt: &Stmt| branch.span.contains(stmt.span) && !matches!(stmt.kind, StmtKind::Forward { .. });
        for (position, stmt) in block.iter().enumerate() {
            if within(stmt) {
                if !inside {
                    return Way::Leaves;
                }
                let last = block.iter().rposition(|stmt| branch.span.contains(stmt.span)).unwrap_or(position);
                let rest = &block[position..=last];
                return match rest.iter().find_map(|stmt| self.in_stmt(stmt, branch)) {
                    Some(reason) => Way::Forwarded(reason),
                    None if rest.last().is_some_and(leaves) => Way::Leaves,
                    None => self.behind(&block[last + 1..], branch),
                };
            }
            // A declaration has the place of the statement that it was made for, and no blocks.
            let blocks = crate::ir::walk::blocks(&stmt.kind);
            if stmt.span.contains(branch.span) && !blocks.is_empty() {
                if let Some(reason) = self.own_forward(stmt, branch) {
                    return Way::Forwarded(reason);
                }
                let holds = |block: &&&Block| holds(block, branch);
                let Some(inner) = blocks.iter().find(holds) else {
                    // Its block was replaced as a whole.
                    let mut last = blocks.iter().filter_map(|block| block.last());
                    return last.find_map(|last| self.forward(last, branch)).map_or(Way::Leaves, Way::Forwarded);
                };
                return match self.on_the_way(inner, branch, inside) {
                    Way::FallsThrough if inside => self.behind(&block[position + 1..], branch),
                    way => way,
                };
            }
            if let Some(reason) = self.forward(stmt, branch).or_else(|| self.own_forward(stmt, branch)) {
                return Way::Forwarded(reason);
            }
        }
        Way::Leaves
    }

    /// What every request of a branch comes to behind it.
    fn behind(&self, rest: &[Stmt], branch: Place) -> Way {
        for stmt in rest {
            if let Some(reason) = self.forward(stmt, branch).or_else(|| self.own_forward(stmt, branch)) {
                return Way::Forwarded(reason);
            }
            if leaves(stmt) {
                return Way::Leaves;
            }
        }
        Way::FallsThrough
    }

    fn forward(&self, stmt: &Stmt, place: Place) -> Option<Reason> {
        let StmtKind::Forward { code, reason, place: elsewhere, .. } = &stmt.kind else { return None };
        Some((*code, reason.clone(), elsewhere.unwrap_or(Place { file: place.file, span: stmt.span })))
    }

    fn first_forward(&self, block: &Block, place: Place) -> Option<Reason> {
        block.iter().find_map(|stmt| self.in_stmt(stmt, place))
    }

    fn in_stmt(&self, stmt: &Stmt, place: Place) -> Option<Reason> {
        self.forward(stmt, place).or_else(|| self.own_forward(stmt, place)).or_else(|| {
            crate::ir::walk::blocks(&stmt.kind).into_iter().find_map(|block| self.first_forward(block, place))
        })
    }

    /// A forward in a function that the statement itself calls, its blocks apart.
    fn own_forward(&self, stmt: &Stmt, place: Place) -> Option<Reason> {
        let mut found = None;
        crate::ir::walk::each_own_expr(&stmt.kind, &mut |expr| {
            walk::expr(expr, &mut |inner| {
                let called = match &inner.kind {
                    ExprKind::Call { function, .. } | ExprKind::New { init: Some(function), .. } => *function,
                    _ => return,
                };
                if found.is_none() && self.plan.function_plan(called).raise_set.contains(FORWARD) {
                    found = self.called_forward(called, &mut Vec::new()).or_else(|| {
                        let name = &self.plan.function(called).name;
                        Some(("bridged", format!("`{name}` is forwarded"), Place { file: place.file, span: stmt.span }))
                    });
                }
            });
        });
        found
    }

    fn called_forward(&self, function: FunctionId, seen: &mut Vec<FunctionId>) -> Option<Reason> {
        if seen.contains(&function) {
            return None;
        }
        seen.push(function);
        let function = self.plan.function(function);
        let mut found = None;
        let mut calls = Vec::new();
        crate::ir::walk::each_statement(&function.body, &mut |stmt| {
            found = found.take().or_else(|| self.forward(stmt, function.place));
        });
        walk::block(&function.body, &mut |expr| {
            if let ExprKind::Call { function, .. } | ExprKind::New { init: Some(function), .. } = &expr.kind {
                calls.push(*function);
            }
        });
        found.or_else(|| {
            let mut forwarding =
                calls.into_iter().filter(|called| self.plan.function_plan(*called).raise_set.contains(FORWARD));
            forwarding.find_map(|called| self.called_forward(called, seen))
        })
    }
}

/// Whether a statement of the branch, or one around it, is left in a block.
fn holds(block: &Block, branch: Place) -> bool {
    block.iter().any(|stmt| {
        let is_forward = matches!(stmt.kind, StmtKind::Forward { .. });
        !is_forward && (branch.span.contains(stmt.span) || stmt.span.contains(branch.span))
    })
}
