//! What a first run of the inference learns for a second one.
//!
//! Classes of objects and integers only merge (see [`super::heap`]). In an early pass a variable is still taken for what its first binding makes of it; that it
//! holds values of unknown JSON shape, or that a record is a dict, shows passes later, when integers that met on the way are one class already:
//!
//! ```python
//! DOCS[record["id"]] = record    # an int, until record.update(body) is seen: then any JSON value
//! DOCS[key] = …                  # int(text): held in any size, unless the two ints merged
//! ```
//!
//! So the inference runs twice. The second run starts with an empty heap and with this: which objects and variables were values of unknown shape in the end, and
//! which records were dicts. It meets every join again, with nothing merged for a reason that went away. What is seeded the first run found too, so the
//! second run's types are never wider than the first's; and the last pass checks all of them anew.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::heap::{Heap, NodeId, NodeShape};
use super::lowerer::{BodyKey, FunctionState, Lowerer};
use super::ty::Ty;
use crate::model::{FunctionIndex, GlobalIndex, WebId};
use crate::source::Place;

/// What is known of the objects made at one place.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct NodeSeed {
    /// Held as values of unknown JSON shape.
    pub(super) dynamic: bool,
    /// Why a record became a dict, and where.
    pub(super) demoted: Option<(Place, String)>,
    /// Elements, or a dict's values, are of unknown JSON shape.
    pub(super) element: bool,
    /// A dict's keys are.
    pub(super) key: bool,
    /// These fields of a record or an instance are.
    pub(super) fields: BTreeSet<String>,
}

/// What a finished run of the inference knows.
#[derive(Debug, Default)]
pub(super) struct Seeds {
    pub(super) nodes: HashMap<(Place, u8), NodeSeed>,
    webs: HashSet<(BodyKey, WebId)>,
    globals: BTreeSet<GlobalIndex>,
    /// Parameters by position, and the result.
    functions: BTreeMap<FunctionIndex, (BTreeSet<usize>, bool)>,
}

impl Seeds {
    /// Nothing is of unknown shape, and no record a dict: a second run would find the same.
    pub(super) fn is_empty(&self) -> bool {
        self.nodes.is_empty() && self.webs.is_empty() && self.globals.is_empty() && self.functions.is_empty()
    }
}

impl Heap {
    /// A new node starts from what another run knew of its place.
    pub(super) fn plant(&mut self, node: NodeId, site: (Place, u8)) {
        let Some(seed) = self.seeds.remove(&site) else { return };
        if let Some((place, why)) = &seed.demoted {
            self.demote(node, *place, why);
        }
        if seed.key {
            self.grow_key(node, &Ty::Json);
        }
        if seed.element {
            self.grow_element(node, &Ty::Json);
        }
        self.json_fields.extend(seed.fields.into_iter().map(|field| (node, field)));
        if seed.dynamic {
            self.make_dynamic(&Ty::Object(node));
        }
    }

    /// Where a new field of a node starts, before anything is known of what it holds.
    pub(super) fn seeded_field(&self, node: NodeId, key: &str) -> Ty {
        let known =
            self.json_fields.iter().any(|(seeded, field)| field == key && self.find(*seeded) == self.find(node));
        if known { Ty::Json } else { Ty::Never }
    }

    /// Whether what objects of a dynamic node hold can be held by a value of unknown JSON shape.
    fn holds_json(&self, node: NodeId) -> bool {
        let holds = |ty: &Ty| match self.resolve(ty) {
            Ty::Never | Ty::None | Ty::Bool | Ty::Int(_) | Ty::Exact | Ty::Float | Ty::Number | Ty::Str | Ty::Json => {
                true
            }
            Ty::Optional(_)
            | Ty::Object(_)
            | Ty::Bytes
            | Ty::Enum(_)
            | Ty::Tuple(_)
            | Ty::Encodable
            | Ty::Exception
            | Ty::Function(_)
            | Ty::Pattern(_)
            | Ty::Match(_)
            | Ty::Library(_)
            | Ty::Unknown(_) => false,
        };
        match self.shape(node) {
            NodeShape::List(element) => holds(element) || holds(&element.present()),
            NodeShape::Dict(key, element) => {
                matches!(self.resolve(key), Ty::Str | Ty::Never) && (holds(element) || holds(&element.present()))
            }
            NodeShape::Record(fields) => fields.iter().all(|(_, ty)| holds(ty) || holds(&ty.present())),
            NodeShape::Set(_) | NodeShape::Instance(..) => false,
        }
    }

    /// What is known of every place that makes objects.
    fn node_seeds(&self) -> HashMap<(Place, u8), NodeSeed> {
        let mut known: HashMap<NodeId, NodeSeed> = HashMap::new();
        for root in self.roots() {
            let is_json = |ty: &Ty| self.resolve(ty) == Ty::Json;
            let mut seed = NodeSeed { demoted: self.demoted(root).cloned(), ..NodeSeed::default() };
            match self.shape(root) {
                NodeShape::List(element) | NodeShape::Set(element) => seed.element = is_json(element),
                NodeShape::Dict(key, element) => (seed.key, seed.element) = (is_json(key), is_json(element)),
                NodeShape::Record(fields) | NodeShape::Instance(_, fields) => {
                    seed.fields = fields.iter().filter(|(_, ty)| is_json(ty)).map(|(key, _)| key.clone()).collect();
                }
            }
            // What a value of unknown shape cannot hold is left for the second run to find again.
            seed.dynamic = self.is_dynamic(root) && self.holds_json(root);
            known.insert(root, seed);
        }
        self.node_sites
            .iter()
            .map(|(site, node)| (*site, known.get(&self.find(*node)).cloned().unwrap_or_default()))
            .filter(|(_, seed)| *seed != NodeSeed::default())
            .collect()
    }
}

impl Lowerer<'_> {
    /// What this finished run knows.
    pub(super) fn seeds(&self) -> Seeds {
        let nodes = self.heap.node_seeds();
        let is_json = |ty: &Ty| self.heap.resolve(ty) == Ty::Json;
        let functions = self.functions.iter().map(|(index, state)| {
            let params: BTreeSet<usize> =
                state.params.iter().enumerate().filter(|(_, ty)| is_json(ty)).map(|(position, _)| position).collect();
            (*index, (params, is_json(&state.result)))
        });
        Seeds {
            nodes,
            webs: self.web_types.iter().filter(|(_, ty)| is_json(ty)).map(|(web, _)| *web).collect(),
            globals: self.globals.iter().filter(|(_, state)| is_json(&state.ty)).map(|(index, _)| *index).collect(),
            functions: functions.filter(|(_, (params, result))| *result || !params.is_empty()).collect(),
        }
    }

    /// Starts from what another run knew.
    pub(super) fn planted(mut self, mut seeds: Seeds) -> Self {
        self.heap.seeds = std::mem::take(&mut seeds.nodes);
        self.web_types = seeds.webs.iter().map(|web| (*web, Ty::Json)).collect();
        for index in &seeds.globals {
            self.global(*index).ty = Ty::Json;
        }
        self.seeds = seeds;
        self
    }

    /// Where a function starts, before anything is known of its calls.
    pub(super) fn seeded_function(&self, index: FunctionIndex, params: Vec<Ty>) -> FunctionState {
        let Some((positions, result)) = self.seeds.functions.get(&index) else {
            return FunctionState { params, result: Ty::Never };
        };
        let seeded = |(position, ty)| if positions.contains(&position) { Ty::Json } else { ty };
        FunctionState {
            params: params.into_iter().enumerate().map(seeded).collect(),
            result: if *result { Ty::Json } else { Ty::Never },
        }
    }
}
