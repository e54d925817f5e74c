//! How often each rule applied, and how often it hid something.

use super::{Rule, RuleUse};

/// The counts of every rule.
#[derive(Debug)]
pub(in crate::parity) struct Tally {
    counts: Vec<(u64, u64)>,
}

impl Tally {
    pub(in crate::parity) fn new(rules: &[Rule]) -> Self {
        Self { counts: vec![(0, 0); rules.len()] }
    }

    pub(in crate::parity) fn reached(&mut self, rule: usize) {
        self.counts[rule].0 += 1;
    }

    pub(in crate::parity) fn hidden(&mut self, rule: usize) {
        self.counts[rule].1 += 1;
    }

    pub(in crate::parity) fn finish(self, rules: &[Rule]) -> Vec<RuleUse> {
        let uses = rules.iter().zip(self.counts).map(|(rule, (reached, hidden))| RuleUse {
            origin: rule.origin.clone(),
            route: rule.route.clone(),
            place: rule.place,
            path: rule.path.clone(),
            rule: rule.permit.to_string(),
            reached,
            hidden,
        });
        uses.collect()
    }
}
