//! Alias classes: which containers, records and instances may be the same, and what they hold.
//!
//! Every place that makes an object has a node; where two objects can be held by one variable, field or element their nodes merge (Steensgaard, *Points-to
//! Analysis in Almost Linear Time*, POPL 1996). Integers have classes of the same kind: all integers of a class are held in one width.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::seed::NodeSeed;
use super::ty::Ty;
use crate::model::{ClassIndex, FunctionIndex};
use crate::source::Place;

/// Names a node; several names may mean one node once they merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub u32);

/// Names a class of integers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct IntId(pub u32);

/// Names a set of functions that one variable may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FunctionSetId(pub u32);

/// What the objects of a node are.
#[derive(Clone, Debug, PartialEq)]
pub enum NodeShape {
    /// `list[T]`
    List(Ty),
    /// `dict[K, V]`
    Dict(Ty, Ty),
    /// `set[T]`
    Set(Ty),
    /// A dict with constant string keys, in the order of their first setting.
    Record(Vec<(String, Ty)>),
    /// An instance of a class, with its attributes.
    Instance(ClassIndex, Vec<(String, Ty)>),
}

#[derive(Clone, Debug)]
struct Node {
    parent: NodeId,
    shape: NodeShape,
    /// Held as a value of unknown JSON shape.
    dynamic: bool,
    /// Keys that may be missing.
    absent: BTreeSet<String>,
    /// Why a record became a dict, and where.
    demoted: Option<(Place, String)>,
    place: Place,
    /// What a `defaultdict` puts in for a missing key.
    default_factory: Option<String>,
    /// Names for its type, best first.
    hints: Vec<(u8, String)>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct IntClass {
    pub(super) parent: IntId,
    /// Some of them come from text or input and can have any size.
    pub(super) parsed: bool,
    /// Some are computed with, index something or leave pivot's sight: they must fit 64 bits.
    pub(super) computed: bool,
    /// Some are operands.
    pub(super) reckoned: bool,
    /// Some of them meet integers of any size in arithmetic: those that come from text are read in any size.
    pub(super) exact: bool,
    /// Some of them are more than a size or a position of something in memory, as far as is known.
    pub(super) large: bool,
}

/// All nodes and integer classes of a program.
#[derive(Debug, Default)]
pub struct Heap {
    nodes: Vec<Node>,
    pub(super) ints: Vec<IntClass>,
    pub(super) node_sites: HashMap<(Place, u8), NodeId>,
    /// What another run knew of places that have no node yet.
    pub(super) seeds: HashMap<(Place, u8), NodeSeed>,
    /// Fields that another run knew to be of unknown JSON shape.
    pub(super) json_fields: HashSet<(NodeId, String)>,
    pub(super) int_sites: HashMap<(Place, u8), IntId>,
    pub(super) function_sets: Vec<(FunctionSetId, BTreeSet<FunctionIndex>)>,
    pub(super) function_sites: HashMap<(Place, FunctionIndex), FunctionSetId>,
    /// Classes in which a defaultdict and another dict meet.
    mixed_factories: HashSet<NodeId>,
    /// Whether anything grew since it was last asked.
    pub(super) changed: bool,
}

impl Heap {
    /// Whether anything grew since the last call.
    pub fn take_changed(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }

    /// Says that a type outside of the heap grew.
    pub fn note_change(&mut self) {
        self.changed = true;
    }

    /// The node of the objects made at a place; `nth` tells several nodes of one place apart.
    pub fn site(&mut self, place: Place, nth: u8, shape: NodeShape) -> NodeId {
        if let Some(node) = self.node_sites.get(&(place, nth)) {
            return self.find(*node);
        }
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push(Node {
            parent: id,
            shape,
            dynamic: false,
            absent: BTreeSet::new(),
            demoted: None,
            place,
            default_factory: None,
            hints: Vec::new(),
        });
        self.node_sites.insert((place, nth), id);
        self.changed = true;
        self.plant(id, (place, nth));
        self.find(id)
    }

    /// The places that make objects of a node.
    pub fn sites(&self, node: NodeId) -> Vec<Place> {
        let root = self.find(node);
        let mut places: Vec<Place> = self
            .node_sites
            .iter()
            .filter(|(_, site)| self.find(**site) == root)
            .map(|((place, _), _)| *place)
            .collect();
        places.sort();
        places
    }

    /// The node that this name means.
    pub fn find(&self, mut node: NodeId) -> NodeId {
        while self.nodes[node.0 as usize].parent != node {
            node = self.nodes[node.0 as usize].parent;
        }
        node
    }

    fn node(&self, node: NodeId) -> &Node {
        &self.nodes[self.find(node).0 as usize]
    }

    fn node_mut(&mut self, node: NodeId) -> &mut Node {
        let root = self.find(node);
        &mut self.nodes[root.0 as usize]
    }

    /// What the objects are.
    pub fn shape(&self, node: NodeId) -> &NodeShape {
        &self.node(node).shape
    }

    /// Whether they are held as values of unknown JSON shape.
    pub fn is_dynamic(&self, node: NodeId) -> bool {
        self.node(node).dynamic
    }

    /// Where the first of them is made.
    pub fn place(&self, node: NodeId) -> Place {
        self.node(node).place
    }

    /// Why a record became a dict, and where.
    pub fn demoted(&self, node: NodeId) -> Option<&(Place, String)> {
        self.node(node).demoted.as_ref()
    }

    /// What a `defaultdict` puts in for a missing key: `int`, `list`, …
    pub fn default_factory(&self, node: NodeId) -> Option<&str> {
        self.node(node).default_factory.as_deref()
    }

    /// Whether a defaultdict and another dict meet in this class.
    pub fn has_mixed_factories(&self, node: NodeId) -> bool {
        self.mixed_factories.iter().any(|mixed| self.find(*mixed) == self.find(node))
    }

    /// Makes a dict a `defaultdict`.
    pub fn set_default_factory(&mut self, node: NodeId, factory: &str) {
        self.node_mut(node).default_factory = Some(factory.to_owned());
    }

    /// Whether a key may be missing.
    pub fn may_be_absent(&self, node: NodeId, key: &str) -> bool {
        self.node(node).absent.contains(key)
    }

    /// Says that a key may be missing.
    pub fn mark_absent(&mut self, node: NodeId, key: &str) {
        if self.node_mut(node).absent.insert(key.to_owned()) {
            self.changed = true;
        }
    }

    /// Offers a name for the type; a lower rank is better.
    pub fn hint(&mut self, node: NodeId, rank: u8, name: &str) {
        let hints = &mut self.node_mut(node).hints;
        let hint = (rank, name.to_owned());
        if !hints.contains(&hint) {
            hints.push(hint);
            hints.sort();
        }
    }

    /// Names for the type, best first.
    pub fn hints(&self, node: NodeId) -> Vec<String> {
        self.node(node).hints.iter().map(|(_, name)| name.clone()).collect()
    }

    /// Every node that is not merged into another, in the order they were made.
    pub fn roots(&self) -> Vec<NodeId> {
        (0..u32::try_from(self.nodes.len()).unwrap_or(u32::MAX))
            .map(NodeId)
            .filter(|id| self.find(*id) == *id)
            .collect()
    }

    /// The type with merged names resolved and dynamic objects as `Json`.
    pub fn resolve(&self, ty: &Ty) -> Ty {
        match ty {
            Ty::Object(node) if self.is_dynamic(*node) => Ty::Json,
            Ty::Object(node) => Ty::Object(self.find(*node)),
            Ty::Int(int) => Ty::Int(self.find_int(*int)),
            Ty::Function(set) => Ty::Function(self.find_functions(*set)),
            Ty::Optional(inner) => self.resolve(inner).optional(),
            Ty::Tuple(items) => Ty::Tuple(items.iter().map(|item| self.resolve(item)).collect()),
            other => other.clone(),
        }
    }

    /// The least type that holds the values of both. Objects of both become one class.
    pub fn join(&mut self, a: &Ty, b: &Ty) -> Ty {
        let (a, b) = (self.resolve(a), self.resolve(b));
        match (a, b) {
            (Ty::Never, other) | (other, Ty::Never) => other,
            (Ty::Unknown(why), _) | (_, Ty::Unknown(why)) => Ty::Unknown(why),
            (Ty::Int(a), Ty::Int(b)) => Ty::Int(self.unify_ints(a, b)),
            (Ty::Function(a), Ty::Function(b)) => Ty::Function(self.unify_functions(a, b)),
            // Only who uses such a value is refused, not every instance of the classes.
            (Ty::Object(a), Ty::Object(b)) if self.are_of_two_kinds(a, b) => {
                Ty::Unknown("instances of two classes, or an instance and something else, in one place".to_owned())
            }
            (Ty::Object(a), Ty::Object(b)) => {
                self.unify(a, b);
                self.resolve(&Ty::Object(a))
            }
            (Ty::Tuple(a), Ty::Tuple(b)) if a.len() == b.len() => {
                Ty::Tuple(a.iter().zip(&b).map(|(a, b)| self.join(a, b)).collect())
            }
            (Ty::None, other) | (other, Ty::None) => other.optional(),
            (Ty::Optional(a), Ty::Optional(b)) => self.join(&a, &b).optional(),
            (Ty::Optional(a), other) | (other, Ty::Optional(a)) => self.join(&a, &other).optional(),
            (a, b) if a == b => a,
            (Ty::Int(_), Ty::Exact) | (Ty::Exact, Ty::Int(_)) => Ty::Exact,
            (Ty::Int(int), Ty::Float | Ty::Number) | (Ty::Float | Ty::Number, Ty::Int(int)) => {
                self.mark_computed(int);
                Ty::Number
            }
            (Ty::Float, Ty::Number) | (Ty::Number, Ty::Float) => Ty::Number,
            (a, b) => {
                for one in [&a, &b] {
                    if !self.make_dynamic(one) {
                        return Ty::Unknown(format!("{} and {} in one place", self.describe(&a), self.describe(&b)));
                    }
                }
                Ty::Json
            }
        }
    }

    /// Whether one of two objects is an instance, and the other one not of that class.
    fn are_of_two_kinds(&self, a: NodeId, b: NodeId) -> bool {
        match (self.shape(a), self.shape(b)) {
            (NodeShape::Instance(a, _), NodeShape::Instance(b, _)) => a != b,
            (NodeShape::Instance(..), _) | (_, NodeShape::Instance(..)) => true,
            _ => false,
        }
    }

    /// Holds every object of this type as a value of unknown JSON shape; false when that is impossible.
    pub fn make_dynamic(&mut self, ty: &Ty) -> bool {
        match self.resolve(ty) {
            Ty::Never | Ty::None | Ty::Bool | Ty::Float | Ty::Number | Ty::Str | Ty::Json => true,
            Ty::Int(_) | Ty::Exact => true,
            Ty::Optional(inner) => self.make_dynamic(&inner),
            Ty::Object(node) => {
                if matches!(self.shape(node), NodeShape::Set(_) | NodeShape::Instance(..)) {
                    return false;
                }
                if let NodeShape::Dict(key, _) = self.shape(node) {
                    let key = self.resolve(key);
                    if !matches!(key, Ty::Str | Ty::Never) {
                        return false;
                    }
                }
                self.node_mut(node).dynamic = true;
                self.changed = true;
                let inner: Vec<Ty> = match self.shape(node) {
                    NodeShape::List(item) => vec![item.clone()],
                    NodeShape::Dict(_, value) => vec![value.clone()],
                    NodeShape::Record(fields) => fields.iter().map(|(_, ty)| ty.clone()).collect(),
                    NodeShape::Set(_) | NodeShape::Instance(..) => Vec::new(),
                };
                inner.iter().all(|ty| self.make_dynamic(ty))
            }
            Ty::Bytes
            | Ty::Enum(_)
            | Ty::Tuple(_)
            | Ty::Encodable
            | Ty::Exception
            | Ty::Function(_)
            | Ty::Pattern(_)
            | Ty::Match(_)
            | Ty::Library(_)
            | Ty::Unknown(_) => false,
        }
    }

    /// Joins `ty` into the elements of a list or set, or the values of a dict.
    pub fn grow_element(&mut self, node: NodeId, ty: &Ty) {
        let before = match self.shape(node) {
            NodeShape::List(item) | NodeShape::Set(item) | NodeShape::Dict(_, item) => item.clone(),
            NodeShape::Record(_) | NodeShape::Instance(..) => return,
        };
        let after = self.join(&before, ty);
        if self.is_dynamic(node) {
            self.make_dynamic(&after);
            return;
        }
        if self.resolve(&before) != after {
            self.changed = true;
        }
        match &mut self.node_mut(node).shape {
            NodeShape::List(item) | NodeShape::Set(item) | NodeShape::Dict(_, item) => *item = after,
            NodeShape::Record(_) | NodeShape::Instance(..) => {}
        }
        self.open_if_endless(node);
    }

    /// Replaces the type of the elements of a list or set, or the values of a dict.
    pub fn set_element(&mut self, node: NodeId, ty: Ty) {
        match &mut self.node_mut(node).shape {
            NodeShape::List(item) | NodeShape::Set(item) | NodeShape::Dict(_, item) => *item = ty,
            NodeShape::Record(_) | NodeShape::Instance(..) => {}
        }
    }

    /// Joins `ty` into the keys of a dict.
    pub fn grow_key(&mut self, node: NodeId, ty: &Ty) {
        let NodeShape::Dict(before, _) = self.shape(node).clone() else { return };
        let after = self.join(&before, ty);
        if self.resolve(&before) != after {
            self.changed = true;
        }
        if let NodeShape::Dict(key, _) = &mut self.node_mut(node).shape {
            *key = after;
        }
    }

    /// Joins `ty` into a field, which is added when it is new. Says whether it is new.
    pub fn grow_field(&mut self, node: NodeId, key: &str, ty: &Ty) -> bool {
        // Not a copy of all fields: a table of entities has thousands.
        let known = match self.shape(node) {
            NodeShape::Record(fields) | NodeShape::Instance(_, fields) => {
                fields.iter().find(|(name, _)| name == key).map(|(_, ty)| ty.clone())
            }
            NodeShape::Dict(..) => {
                self.grow_key(node, &Ty::Str);
                self.grow_element(node, ty);
                return false;
            }
            NodeShape::List(_) | NodeShape::Set(_) => return false,
        };
        let is_new = known.is_none();
        let before = known.unwrap_or_else(|| self.seeded_field(node, key));
        let after = self.join(&before, ty);
        if self.is_dynamic(node) {
            self.make_dynamic(&after);
        }
        if is_new || self.resolve(&before) != after {
            self.changed = true;
        }
        // The join may have merged this very node: look again.
        match &mut self.node_mut(node).shape {
            NodeShape::Record(fields) | NodeShape::Instance(_, fields) => {
                match fields.iter_mut().find(|(name, _)| name == key) {
                    Some((_, ty)) => *ty = after,
                    None => fields.push((key.to_owned(), after)),
                }
            }
            NodeShape::List(_) | NodeShape::Set(_) | NodeShape::Dict(..) => {}
        }
        is_new
    }

    /// A record on which something is done that needs a dict: its keys are dynamic, or deleted, or gone through.
    pub fn demote(&mut self, node: NodeId, place: Place, why: &str) {
        let NodeShape::Record(fields) = self.shape(node).clone() else { return };
        let root = self.find(node);
        self.nodes[root.0 as usize].shape =
            NodeShape::Dict(if fields.is_empty() { Ty::Never } else { Ty::Str }, Ty::Never);
        self.nodes[root.0 as usize].demoted = Some((place, why.to_owned()));
        self.changed = true;
        for (_, ty) in fields {
            self.grow_element(root, &ty);
        }
    }

    /// Both names mean one class of objects from now on.
    pub fn unify(&mut self, a: NodeId, b: NodeId) {
        let (a, b) = (self.find(a), self.find(b));
        if a == b {
            return;
        }
        self.changed = true;
        let (into, from) = (a.min(b), a.max(b));
        let other = self.nodes[from.0 as usize].clone();
        let mine = self.nodes[into.0 as usize].clone();
        let dynamic = mine.dynamic || other.dynamic;
        // A record with fields met by an empty `{}` or a dict becomes what the other is.
        match (&mine.shape, &other.shape) {
            (NodeShape::Record(_), NodeShape::Dict(..)) => {
                let (place, why) = other
                    .demoted
                    .clone()
                    .unwrap_or((other.place, "it is held where a dict with dynamic keys is held".to_owned()));
                self.demote(into, place, &why);
            }
            (NodeShape::Dict(..), NodeShape::Record(_)) => {
                let (place, why) = mine
                    .demoted
                    .clone()
                    .unwrap_or((mine.place, "it is held where a dict with dynamic keys is held".to_owned()));
                self.demote(from, place, &why);
            }
            _ => {}
        }
        let mine = self.nodes[into.0 as usize].clone();
        let other = self.nodes[from.0 as usize].clone();
        self.nodes[from.0 as usize].parent = into;
        let mixed_factory;
        {
            let node = &mut self.nodes[into.0 as usize];
            node.demoted = node.demoted.clone().or(other.demoted.clone());
            // A defaultdict where a plain dict can be: which one it is would be known only at run time.
            mixed_factory = node.default_factory != other.default_factory;
            node.hints.extend(other.hints.clone());
            node.hints.sort();
            node.hints.dedup();
            node.absent.extend(other.absent.iter().cloned());
        }
        if mixed_factory {
            self.mixed_factories.insert(into);
        }
        match (mine.shape, other.shape) {
            (NodeShape::List(a), NodeShape::List(b)) => {
                let item = self.join(&a, &b);
                self.set_shape(into, NodeShape::List(item));
            }
            (NodeShape::Set(a), NodeShape::Set(b)) => {
                let item = self.join(&a, &b);
                self.set_shape(into, NodeShape::Set(item));
            }
            (NodeShape::Dict(ka, va), NodeShape::Dict(kb, vb)) => {
                let key = self.join(&ka, &kb);
                let value = self.join(&va, &vb);
                self.set_shape(into, NodeShape::Dict(key, value));
            }
            (NodeShape::Record(a), NodeShape::Record(b)) => self.merge_fields(into, &a, &b, None),
            (NodeShape::Instance(class, a), NodeShape::Instance(other_class, b)) if class == other_class => {
                self.merge_fields(into, &a, &b, Some(class));
            }
            (mine, other) => {
                // Two kinds of object in one place: only a dynamic value holds both.
                self.nodes[into.0 as usize].dynamic = true;
                for shape in [mine, other] {
                    match shape {
                        NodeShape::List(item) | NodeShape::Dict(_, item) | NodeShape::Set(item) => {
                            self.make_dynamic(&item);
                        }
                        NodeShape::Record(fields) | NodeShape::Instance(_, fields) => {
                            for (_, ty) in fields {
                                self.make_dynamic(&ty);
                            }
                        }
                    }
                }
            }
        }
        if dynamic {
            self.nodes[into.0 as usize].dynamic = false;
            self.make_dynamic(&Ty::Object(into));
        }
    }

    fn set_shape(&mut self, node: NodeId, shape: NodeShape) {
        self.node_mut(node).shape = shape;
    }

    fn merge_fields(&mut self, into: NodeId, a: &[(String, Ty)], b: &[(String, Ty)], class: Option<ClassIndex>) {
        let place = self.place(into);
        let common_in_a: Vec<&String> =
            a.iter().map(|(key, _)| key).filter(|key| b.iter().any(|(other, _)| other == *key)).collect();
        let common_in_b: Vec<&String> =
            b.iter().map(|(key, _)| key).filter(|key| a.iter().any(|(other, _)| other == *key)).collect();
        let one_order = common_in_a == common_in_b;
        // One order that both agree with: a's keys, each of b's further keys behind the one it follows there.
        let mut order: Vec<String> = a.iter().map(|(key, _)| key.clone()).collect();
        let mut at = 0;
        for (key, _) in b {
            if let Some(index) = order.iter().position(|known| known == key) {
                at = index + 1;
            } else {
                order.insert(at, key.clone());
                at += 1;
            }
        }
        let mut fields = Vec::new();
        for key in order {
            let in_a = a.iter().find(|(name, _)| *name == key).map(|(_, ty)| ty.clone());
            let in_b = b.iter().find(|(name, _)| *name == key).map(|(_, ty)| ty.clone());
            if (in_a.is_none() || in_b.is_none()) && class.is_none() {
                self.mark_absent(into, &key);
            }
            let ty = self.join(&in_a.unwrap_or(Ty::Never), &in_b.unwrap_or(Ty::Never));
            fields.push((key, ty));
        }
        let shape = match class {
            Some(class) => NodeShape::Instance(class, fields),
            None => NodeShape::Record(fields),
        };
        self.set_shape(into, shape);
        if !one_order && class.is_none() {
            self.demote(into, place, "its keys are set in different orders");
        }
    }

    /// The type in words, for findings.
    pub fn describe(&self, ty: &Ty) -> String {
        match self.resolve(ty) {
            Ty::Never => "nothing".into(),
            Ty::None => "None".into(),
            Ty::Bool => "bool".into(),
            Ty::Int(_) | Ty::Exact => "int".into(),
            Ty::Float => "float".into(),
            Ty::Number => "int or float".into(),
            Ty::Str => "str".into(),
            Ty::Bytes => "bytes".into(),
            Ty::Enum(_) => "a member of an Enum".into(),
            Ty::Object(node) => match self.shape(node) {
                NodeShape::List(_) => "list".into(),
                NodeShape::Dict(..) | NodeShape::Record(_) => "dict".into(),
                NodeShape::Set(_) => "set".into(),
                NodeShape::Instance(..) => "an instance".into(),
            },
            Ty::Tuple(_) => "tuple".into(),
            Ty::Optional(inner) => format!("{} or None", self.describe(&inner)),
            Ty::Json => "a value of unknown JSON shape".into(),
            Ty::Encodable => "something that json.dumps writes".into(),
            Ty::Exception => "an exception".into(),
            Ty::Function(_) => "a function".into(),
            Ty::Pattern(_) => "a regular expression".into(),
            Ty::Match(_) => "a match".into(),
            Ty::Library(name) => name,
            Ty::Unknown(why) => why,
        }
    }
}
