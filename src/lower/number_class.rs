//! Classes of integers that share one width, and sets of functions that one variable may hold.

use std::collections::BTreeSet;

use super::heap::{FunctionSetId, Heap, IntClass, IntId};
use crate::model::FunctionIndex;
use crate::source::Place;

impl Heap {
    /// The function that is used as a value at a place.
    pub fn function_site(&mut self, place: Place, function: FunctionIndex) -> FunctionSetId {
        if let Some(set) = self.function_sites.get(&(place, function)) {
            return self.find_functions(*set);
        }
        let id = FunctionSetId(u32::try_from(self.function_sets.len()).unwrap_or(u32::MAX));
        self.function_sets.push((id, BTreeSet::from([function])));
        self.function_sites.insert((place, function), id);
        self.changed = true;
        id
    }

    pub(super) fn find_functions(&self, mut set: FunctionSetId) -> FunctionSetId {
        while self.function_sets[set.0 as usize].0 != set {
            set = self.function_sets[set.0 as usize].0;
        }
        set
    }

    /// The functions of a set.
    pub fn functions(&self, set: FunctionSetId) -> Vec<FunctionIndex> {
        self.function_sets[self.find_functions(set).0 as usize].1.iter().copied().collect()
    }

    pub(super) fn unify_functions(&mut self, a: FunctionSetId, b: FunctionSetId) -> FunctionSetId {
        let (a, b) = (self.find_functions(a), self.find_functions(b));
        if a == b {
            return a;
        }
        let (low, high) = (a.min(b), a.max(b));
        let merged = self.function_sets[high.0 as usize].1.clone();
        self.function_sets[high.0 as usize].0 = low;
        self.function_sets[low.0 as usize].1.extend(merged);
        self.changed = true;
        low
    }

    /// The integer class of a place.
    pub fn int_site(&mut self, place: Place, nth: u8) -> IntId {
        if let Some(int) = self.int_sites.get(&(place, nth)) {
            return self.find_int(*int);
        }
        self.new_int(place, nth, true)
    }

    /// The integer class of a place that gives sizes, positions and the like, below 2^47.
    pub fn small_int_site(&mut self, place: Place, nth: u8) -> IntId {
        if let Some(int) = self.int_sites.get(&(place, nth)) {
            return self.find_int(*int);
        }
        self.new_int(place, nth, false)
    }

    fn new_int(&mut self, place: Place, nth: u8, large: bool) -> IntId {
        let id = IntId(u32::try_from(self.ints.len()).unwrap_or(u32::MAX));
        self.ints.push(IntClass { parent: id, parsed: false, computed: false, reckoned: false, exact: false, large });
        self.int_sites.insert((place, nth), id);
        id
    }

    pub(super) fn find_int(&self, mut int: IntId) -> IntId {
        while self.ints[int.0 as usize].parent != int {
            int = self.ints[int.0 as usize].parent;
        }
        int
    }

    /// All integers of both classes are held in one width.
    pub fn unify_ints(&mut self, a: IntId, b: IntId) -> IntId {
        let (a, b) = (self.find_int(a), self.find_int(b));
        if a == b {
            return a;
        }
        let (low, high) = (a.min(b), a.max(b));
        let merged = self.ints[high.0 as usize];
        self.ints[high.0 as usize].parent = low;
        let class = &mut self.ints[low.0 as usize];
        class.parsed |= merged.parsed;
        class.computed |= merged.computed;
        class.reckoned |= merged.reckoned;
        class.exact |= merged.exact;
        class.large |= merged.large;
        self.changed = true;
        low
    }

    /// Some of these integers come from text and can have any size.
    pub fn mark_parsed(&mut self, int: IntId) {
        let root = self.find_int(int);
        if !std::mem::replace(&mut self.ints[root.0 as usize].parsed, true) {
            self.changed = true;
        }
    }

    /// Some of these integers are computed with: they must fit 64 bits.
    pub fn mark_computed(&mut self, int: IntId) {
        let root = self.find_int(int);
        if !std::mem::replace(&mut self.ints[root.0 as usize].computed, true) {
            self.changed = true;
        }
    }

    /// These integers meet such of any size in arithmetic.
    pub fn mark_exact_parsed(&mut self, int: IntId) {
        let root = self.find_int(int);
        let class = &mut self.ints[root.0 as usize];
        if class.parsed && !std::mem::replace(&mut class.exact, true) {
            self.changed = true;
        }
    }

    /// Whether text that gives these integers is read in any size, to be computed with.
    pub fn is_exact_parsed(&self, int: IntId) -> bool {
        self.ints[self.find_int(int).0 as usize].exact
    }

    /// Some of these integers are operands.
    pub fn mark_reckoned(&mut self, int: IntId) {
        let root = self.find_int(int);
        if !std::mem::replace(&mut self.ints[root.0 as usize].reckoned, true) {
            self.changed = true;
        }
    }

    /// Whether some of these integers are operands.
    pub fn is_reckoned(&self, int: IntId) -> bool {
        self.ints[self.find_int(int).0 as usize].reckoned
    }

    /// Whether these integers are computed with, or limited by something.
    pub fn is_computed(&self, int: IntId) -> bool {
        self.ints[self.find_int(int).0 as usize].computed
    }

    /// Some of these integers may be anything.
    pub fn mark_large(&mut self, int: IntId) {
        let root = self.find_int(int);
        if !std::mem::replace(&mut self.ints[root.0 as usize].large, true) {
            self.changed = true;
        }
    }

    /// Whether some of these integers may be anything, and not only what counts things in memory.
    pub fn is_large(&self, int: IntId) -> bool {
        self.ints[self.find_int(int).0 as usize].large
    }

    /// Whether these integers are held in any size: they come from text and are never computed with.
    pub fn is_big(&self, int: IntId) -> bool {
        let class = &self.ints[self.find_int(int).0 as usize];
        class.parsed && !class.computed
    }
}
