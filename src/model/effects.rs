//! What each function does besides computing: itself, and with everything that it calls.
//!
//! ```python
//! def price(self, sku):             # own: global_read; all: database, global_read
//!     return self.load(sku) * RATE["eur"]
//! ```
//!
//! A call of an unknown object has the effects that every method of that name has.

use super::bodies::{Bodies, BodyId};
use super::calls::{CallSite, Callee, Calls, SiteKind};
use super::uses::Uses;
use super::values::Values;
use super::{GlobalIndex, Model};
use crate::library::{Effect, EffectSet};
use crate::source::Span;

/// The effects that are input and output in the sense of `io_ops`: not standard streams, not the clock.
pub const IO: [Effect; 4] = [Effect::Network, Effect::Database, Effect::File, Effect::Process];

/// The effects of every body of a program.
#[derive(Debug)]
pub struct Effects {
    own: Vec<EffectSet>,
    all: Vec<EffectSet>,
    methods: Vec<EffectSet>,
    globals: Vec<Vec<(GlobalIndex, Span)>>,
}

impl Effects {
    /// Reads a program's effects from its call graph.
    pub fn of<'a>(model: &Model<'a>, bodies: &Bodies<'a>, values: &Values<'_, 'a>, calls: &Calls) -> Self {
        let uses = Uses::of(model, bodies, values);
        let mut own: Vec<EffectSet> = Vec::with_capacity(bodies.len());
        for (id, _) in bodies.iter() {
            let mut effects = EffectSet::NONE;
            for site in calls.sites(id) {
                for callee in &site.callees {
                    if let Callee::External(external) = callee {
                        effects = effects.union(*external);
                    }
                }
            }
            if !uses.written[id.0].is_empty() {
                effects.insert(Effect::GlobalWrite);
            }
            if uses.read[id.0].iter().any(|(global, _)| uses.changes.contains(global)) {
                effects.insert(Effect::GlobalRead);
            }
            own.push(effects);
        }
        let mut effects =
            Self { all: own.clone(), own, methods: vec![EffectSet::NONE; calls.methods().len()], globals: Vec::new() };
        effects.close(bodies, calls);
        effects.globals = uses.touched();
        effects
    }

    /// Effects flow from callees to callers until nothing changes.
    fn close(&mut self, bodies: &Bodies<'_>, calls: &Calls) {
        let mut callers: Vec<Vec<usize>> = vec![Vec::new(); bodies.len()];
        let mut users: Vec<Vec<usize>> = vec![Vec::new(); calls.methods().len()];
        let mut groups: Vec<Vec<usize>> = vec![Vec::new(); bodies.len()];
        for (id, _) in bodies.iter() {
            for callee in calls.sites(id).iter().flat_map(|site| &site.callees) {
                match callee {
                    Callee::Body(body) => callers[body.0].push(id.0),
                    Callee::Methods(methods) => users[methods.0].push(id.0),
                    Callee::External(_) => {}
                }
            }
        }
        for (group, methods) in calls.methods().iter().enumerate() {
            for body in methods {
                groups[body.0].push(group);
            }
        }
        let mut open: Vec<usize> = (0..bodies.len()).filter(|body| !self.all[*body].is_empty()).collect();
        while let Some(body) = open.pop() {
            let effects = self.all[body];
            for caller in &callers[body] {
                self.grow(*caller, effects, &mut open);
            }
            for group in &groups[body] {
                // What is said of a call of an unknown object holds whichever of the methods it is.
                let methods = calls.methods()[*group].iter().map(|method| self.all[method.0]);
                let common = methods.reduce(EffectSet::intersection).unwrap_or_default();
                if common != self.methods[*group] {
                    self.methods[*group] = common;
                    for user in &users[*group] {
                        self.grow(*user, common, &mut open);
                    }
                }
            }
        }
    }

    fn grow(&mut self, body: usize, effects: EffectSet, open: &mut Vec<usize>) {
        let union = self.all[body].union(effects);
        if union != self.all[body] {
            self.all[body] = union;
            open.push(body);
        }
    }

    /// What a body does itself.
    pub fn own(&self, id: BodyId) -> EffectSet {
        self.own[id.0]
    }

    /// What a body does with everything that it calls.
    pub fn all(&self, id: BodyId) -> EffectSet {
        self.all[id.0]
    }

    /// The module-level variables that change while the program runs and that a body itself reads or writes, and where.
    pub fn globals(&self, id: BodyId) -> &[(GlobalIndex, Span)] {
        &self.globals[id.0]
    }

    /// What a call site reaches.
    pub fn of_site(&self, site: &CallSite) -> EffectSet {
        let effects = site.callees.iter().map(|callee| match callee {
            Callee::Body(body) => self.all[body.0],
            Callee::Methods(methods) => self.methods[methods.0],
            Callee::External(effects) => *effects,
        });
        effects.fold(EffectSet::NONE, EffectSet::union)
    }

    /// The call sites of a body whose callee reaches database, network, file or process.
    pub fn io_sites<'c>(&self, calls: &'c Calls, id: BodyId) -> Vec<&'c CallSite> {
        let io: EffectSet = IO.into_iter().collect();
        calls
            .sites(id)
            .iter()
            .filter(|site| site.kind == SiteKind::Call && !self.of_site(site).intersection(io).is_empty())
            .collect()
    }
}
