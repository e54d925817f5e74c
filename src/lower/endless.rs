//! Containers whose elements have no type of their own. Those that nothing is ever put into hold values of unknown shape, or none, for all that a program can see.
//! Containers of themselves, `[f(n - 1)]` of `f`: no type of a target can be written for them, so they are values of unknown shape.

use super::heap::{Heap, NodeId, NodeShape};
use super::ty::Ty;

impl Heap {
    /// Makes each container whose elements lead back to it dynamic, or, where it holds what no dynamic value can, its elements unknown. Says whether there was one.
    pub fn open_endless(&mut self) -> bool {
        let mut found = false;
        for node in self.roots() {
            found |= self.open_if_endless(node);
        }
        found
    }

    /// Does so with one container.
    pub fn open_if_endless(&mut self, node: NodeId) -> bool {
        let node = self.find(node);
        if self.is_dynamic(node) || !self.leads_to(&self.elements(node), node, &mut Vec::new()) {
            return false;
        }
        if !self.make_dynamic(&Ty::Object(node)) {
            self.set_element(node, Ty::Unknown("a container that may hold itself".to_owned()));
        }
        self.note_change();
        true
    }

    /// Gives containers that nothing was put into a type to hold, so that what is looked for in them has one too. Says whether there was one.
    pub fn fill_empty(&mut self) -> bool {
        let mut found = false;
        for node in self.roots() {
            let node = self.find(node);
            if self.is_dynamic(node) {
                continue;
            }
            let (key, element) = match self.shape(node).clone() {
                NodeShape::List(item) | NodeShape::Set(item) => (Ty::Str, item),
                NodeShape::Dict(key, value) => (key, value),
                NodeShape::Record(_) | NodeShape::Instance(..) => continue,
            };
            if self.resolve(&key) == Ty::Never {
                self.grow_key(node, &Ty::Str);
                found = true;
            }
            if self.resolve(&element) == Ty::Never {
                self.grow_element(node, &Ty::Json);
                found = true;
            }
        }
        found
    }

    fn elements(&self, node: NodeId) -> Vec<Ty> {
        match self.shape(node) {
            NodeShape::List(item) | NodeShape::Set(item) => vec![item.clone()],
            NodeShape::Dict(key, value) => vec![key.clone(), value.clone()],
            // A record and an instance have names, by which a type can mention itself.
            NodeShape::Record(_) | NodeShape::Instance(..) => Vec::new(),
        }
    }

    fn leads_to(&self, types: &[Ty], node: NodeId, seen: &mut Vec<NodeId>) -> bool {
        types.iter().any(|ty| match self.resolve(ty) {
            Ty::Object(other) => {
                let other = self.find(other);
                if other == node {
                    return true;
                }
                if seen.contains(&other) {
                    return false;
                }
                seen.push(other);
                self.leads_to(&self.elements(other), node, seen)
            }
            Ty::Optional(inner) => self.leads_to(&[*inner], node, seen),
            Ty::Tuple(items) => self.leads_to(&items, node, seen),
            _ => false,
        })
    }
}
