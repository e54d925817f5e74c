//! What all bodies share while a program is lowered, and the passes until nothing grows any more.
//!
//! The same code infers and lowers: a pass goes through every body that is reached and joins what it sees into the types of variables, parameters, results,
//! fields and elements; when a pass changes nothing, one last pass keeps what it writes. So a type rule stands in one place only.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

use super::body::{Body, Known};
use super::heap::{Heap, NodeId, NodeShape};
use super::mentions::Mentions;
use super::method_kind::MethodKind;
use super::refusal::{Lowered, Refusal};
use super::seed::Seeds;
use super::ty::Ty;
use crate::ir::{self, FunctionId, GlobalId, ObjectId};
use crate::library::Library;
use crate::model::{ClassIndex, FunctionIndex, GlobalIndex, Model, ModuleIndex, Scope, WebId, Webs};
use crate::python::ast::Stmt;
use crate::source::{Place, Sources};

/// Names one body of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BodyKey {
    /// A function or method.
    Function(FunctionIndex),
    /// A module's code, in order.
    Init(ModuleIndex),
    /// The suite under `if __name__ == "__main__"`.
    Main(ModuleIndex),
}

/// What is known of a function.
#[derive(Clone, Debug)]
pub struct FunctionState {
    /// Types of its parameters.
    pub params: Vec<Ty>,
    /// Type of its result.
    pub result: Ty,
}

/// What is known of a module-level variable.
#[derive(Clone, Debug)]
pub struct GlobalState {
    /// Its type.
    pub ty: Ty,
    /// Its value, when it is bound once to a constant.
    pub constant: Option<ir::Expr>,
    /// Whether a function stores into it: then it is no constant.
    pub stored_in_function: bool,
    /// Why it cannot be used.
    pub refused: Option<Refusal>,
}

/// Most passes before inference gives up; each pass but the last grows a type, and types have little room to grow.
const PASSES: usize = 60;

/// The program while it is lowered.
pub struct Lowerer<'a> {
    /// What the names mean.
    pub model: &'a Model<'a>,
    /// The source text, for comments.
    pub sources: &'a Sources,
    /// What Python's library offers.
    pub library: &'a Library,
    /// All integers are computed in any size, unless they are known to fit 64 bits.
    pub exact: bool,
    /// Alias classes and integer classes.
    pub heap: Heap,
    /// Types of variables.
    pub web_types: HashMap<(BodyKey, WebId), Ty>,
    /// Module-level variables.
    pub globals: BTreeMap<GlobalIndex, GlobalState>,
    /// Functions that are reached.
    pub functions: BTreeMap<FunctionIndex, FunctionState>,
    /// Parameters that only `json.dumps` reads.
    pub encodable: HashSet<(FunctionIndex, usize)>,
    /// Parameters that are made bytes first.
    pub encoded: super::encoded::Encoded,
    /// Handler classes, in source order.
    pub handlers: Vec<ClassIndex>,
    /// Attributes that handler methods set on `self`.
    pub handler_fields: HashMap<usize, Vec<(String, Ty)>>,
    /// The node of each class's instances.
    pub instances: HashMap<ClassIndex, NodeId>,
    /// The program's exception classes that are used.
    pub exceptions: BTreeMap<ClassIndex, ()>,
    /// Attributes that the `__init__` of exception classes sets.
    pub exception_fields: HashMap<ClassIndex, Vec<(String, Ty)>>,
    /// Where ranges start at an int of any size.
    pub exact_ranges: HashSet<Place>,
    /// Whether an int other than 0 may be held where an int or a float is: as far as this pass has come.
    pub number_ints_now: bool,
    /// The same in the pass before.
    pub number_ints: bool,
    /// Whether what is written now is kept.
    pub last_pass: bool,
    /// The first refusal in each function that has one, in this pass.
    pub refused_now: HashMap<FunctionIndex, Refusal>,
    /// The same in the pass before.
    pub refused_before: HashMap<FunctionIndex, Refusal>,
    /// Regular expressions that are used.
    pub patterns: Vec<super::regex::Written>,
    /// What was refused in the last pass.
    pub refusals: Vec<Refusal>,
    /// Further findings of the last pass.
    pub notes: Vec<Refusal>,
    /// Whether module-level code was refused as a whole.
    pub init_refused: Option<Refusal>,
    object_ids: HashMap<NodeId, ObjectId>,
    object_order: Vec<NodeId>,
    function_ids: BTreeMap<FunctionIndex, FunctionId>,
    /// Exception classes that are made by the `__init__` of a base, with that function.
    pub inherited_inits: BTreeMap<(ClassIndex, FunctionIndex), ()>,
    /// Whether a `KeyError` may hold a member of an Enum.
    pub(super) members_in_errors: bool,
    /// Enum classes whose members are translated.
    pub(super) enums: HashMap<ClassIndex, super::enums::EnumInfo>,
    certain_attributes: HashMap<ClassIndex, HashSet<String>>,
    /// Module-level variables that functions can rely on, by module.
    bound: Vec<HashSet<String>>,
    /// What the lambdas of `defaultdict`s give, by module and where they start.
    pub(super) factories: HashMap<(ModuleIndex, u32), &'a crate::python::ast::Expr>,
    /// What another run knew of functions.
    pub(super) seeds: Seeds,
    /// Which names the program's code writes.
    pub(super) mentions: Mentions,
    /// Generators of which each value is used before the next one is asked for, in the last pass.
    pub(super) taken: Vec<super::taken::Taken>,
    /// Where that shows.
    pub(super) shown: HashSet<Place>,
    /// The names and variables of bodies that were lowered before.
    variables: HashMap<BodyKey, Rc<Variables>>,
}

/// The names and variables of a body; they are the same in every pass.
#[derive(Debug)]
pub struct Variables {
    /// Its names.
    pub scope: Scope,
    /// Its variables.
    pub webs: Webs,
}

impl<'a> Lowerer<'a> {
    /// Nothing lowered yet.
    pub fn new(model: &'a Model<'a>, sources: &'a Sources, library: &'a Library, integers: super::Integers) -> Self {
        let handlers = (0..model.classes.len())
            .map(ClassIndex)
            .filter(|class| model.derives_from(*class, super::http::HANDLER_CLASSES))
            .collect();
        let bound = model
            .modules
            .iter()
            .map(|module| crate::model::bound_for_certain(&module.tree.body).unwrap_or_default())
            .collect();
        Self {
            model,
            sources,
            library,
            exact: integers == super::Integers::Exact,
            heap: Heap::default(),
            web_types: HashMap::new(),
            globals: BTreeMap::new(),
            functions: BTreeMap::new(),
            encodable: super::encodable::parameters(model),
            encoded: super::encoded::Encoded::of(model),
            handlers,
            handler_fields: HashMap::new(),
            instances: HashMap::new(),
            exceptions: BTreeMap::new(),
            exception_fields: HashMap::new(),
            exact_ranges: HashSet::new(),
            number_ints_now: false,
            number_ints: false,
            last_pass: false,
            refused_now: HashMap::new(),
            refused_before: HashMap::new(),
            patterns: Vec::new(),
            refusals: Vec::new(),
            notes: Vec::new(),
            init_refused: None,
            object_ids: HashMap::new(),
            object_order: Vec::new(),
            function_ids: BTreeMap::new(),
            inherited_inits: BTreeMap::new(),
            members_in_errors: false,
            enums: super::enums::known(model),
            certain_attributes: HashMap::new(),
            bound,
            factories: HashMap::new(),
            seeds: Seeds::default(),
            mentions: Mentions::of(model),
            taken: Vec::new(),
            shown: HashSet::new(),
            variables: HashMap::new(),
        }
    }

    /// Passes until all types are known.
    pub(super) fn inferred(mut self) -> Self {
        self.reach_entries();
        self.settle();
        // Records of one shape that nothing names apart become one type.
        loop {
            super::finish::demote_missing_or_none(&mut self);
            let endless = self.heap.open_endless();
            let pairs = super::finish::same_shapes(&self);
            for (a, b) in &pairs {
                self.heap.unify(*a, *b);
            }
            self.settle();
            if pairs.is_empty() && !endless {
                break;
            }
        }
        if self.heap.fill_empty() {
            self.settle();
        }
        self
    }

    /// The program, and what of it was refused.
    pub(super) fn written(mut self) -> super::LoweredProgram {
        let unknown = self.handlers.iter().find_map(|class| super::http::unknown_handler(self.model, *class));
        self.last_pass = true;
        let bodies = loop {
            let bodies = self.last_pass();
            let shown = self.shown_generators(&bodies);
            let held = std::mem::take(&mut self.number_ints_now) && !self.number_ints;
            if shown.is_subset(&self.shown) && !held {
                break bodies;
            }
            self.number_ints |= held;
            self.shown.extend(shown);
        };
        if let Some(refusal) = unknown {
            self.refusals.push(refusal.clone());
            self.init_refused = Some(refusal);
        }
        if let Some(refusal) = self.unknown_order() {
            self.refusals.push(refusal.clone());
            self.init_refused.get_or_insert(refusal);
        }
        super::finish::finish(self, bodies)
    }

    /// The pass that writes the program.
    fn last_pass(&mut self) -> HashMap<BodyKey, LoweredBody> {
        self.init_refused = None;
        self.taken.clear();
        self.refusals.clear();
        self.patterns.clear();
        self.notes.clear();
        self.object_ids.clear();
        self.object_order.clear();
        self.function_ids = self
            .functions
            .keys()
            .enumerate()
            .map(|(id, index)| (*index, FunctionId(u32::try_from(id).unwrap_or(u32::MAX))))
            .collect();
        self.pass()
    }

    /// Passes until nothing grows.
    fn settle(&mut self) {
        for _ in 0..PASSES {
            self.pass();
            self.number_ints = std::mem::take(&mut self.number_ints_now);
            if !self.heap.take_changed() {
                break;
            }
        }
    }

    /// How a value of that type is held.
    pub fn held(&mut self, ty: &Ty) -> ir::Type {
        match self.heap.resolve(ty) {
            Ty::Never | Ty::Unknown(_) => ir::Type::Never,
            Ty::None => ir::Type::None,
            Ty::Bool => ir::Type::Bool,
            Ty::Int(int) if self.heap.is_big(int) => ir::Type::BigInt,
            Ty::Int(_) => ir::Type::Int,
            Ty::Exact => ir::Type::BigInt,
            Ty::Float => ir::Type::Float,
            Ty::Number => ir::Type::Number,
            // A function is held by its name.
            Ty::Str | Ty::Function(_) => ir::Type::Str,
            Ty::Enum(class) => match self.enums.get(&class) {
                Some(info) if !info.texts => ir::Type::Int,
                _ => ir::Type::Str,
            },
            Ty::Bytes => ir::Type::Bytes,
            Ty::Object(node) => ir::Type::Object(self.object_id(node)),
            Ty::Tuple(items) => ir::Type::Tuple(items.iter().map(|item| self.held(item)).collect()),
            Ty::Optional(inner) => self.held(&inner).optional(),
            Ty::Json => ir::Type::Json,
            Ty::Encodable => ir::Type::Encodable,
            Ty::Exception => ir::Type::Exception,
            // It is known where it is used.
            Ty::Pattern(_) => ir::Type::None,
            Ty::Match(_) => ir::Type::Library(super::regex::MATCH.to_owned()),
            Ty::Library(name) => ir::Type::Library(name),
        }
    }

    fn object_id(&mut self, node: NodeId) -> ObjectId {
        let node = self.heap.find(node);
        if let Some(id) = self.object_ids.get(&node) {
            return *id;
        }
        let id = ObjectId(u32::try_from(self.object_order.len()).unwrap_or(u32::MAX));
        self.object_ids.insert(node, id);
        self.object_order.push(node);
        id
    }

    /// Nodes that are held by something written in the last pass, by [`ObjectId`].
    pub fn object_nodes(&self) -> &[NodeId] {
        &self.object_order
    }

    /// The id of a reached function in the program.
    pub fn function_id(&self, index: FunctionIndex) -> FunctionId {
        self.function_ids.get(&index).copied().unwrap_or(FunctionId(0))
    }

    /// The exception class is used; so are the classes of the program that it derives from.
    pub fn note_exception(&mut self, class: ClassIndex) {
        let mut current = Some(class);
        while let Some(class) = current {
            if self.exceptions.insert(class, ()).is_some() {
                return;
            }
            self.heap.note_change();
            current = super::exception::base_class(self.model, class);
        }
    }

    /// The function that makes an exception of a class by the `__init__` of a base: a copy of that function. The copies stand behind the functions that are reached.
    pub fn inherited_init(&mut self, class: ClassIndex, init: FunctionIndex) -> FunctionId {
        if self.inherited_inits.insert((class, init), ()).is_none() {
            self.heap.note_change();
        }
        let position = self.inherited_inits.keys().position(|known| *known == (class, init)).unwrap_or(0);
        FunctionId(u32::try_from(self.functions.len() + position).unwrap_or(u32::MAX))
    }

    /// The id of a module-level variable in the program.
    pub fn global_id(index: GlobalIndex) -> GlobalId {
        GlobalId(u32::try_from(index.0).unwrap_or(u32::MAX))
    }

    /// The state of a module-level variable.
    pub fn global(&mut self, index: GlobalIndex) -> &mut GlobalState {
        self.globals.entry(index).or_insert(GlobalState {
            ty: Ty::Never,
            constant: None,
            stored_in_function: false,
            refused: None,
        })
    }

    /// Joins a type into a module-level variable's.
    pub fn grow_global(&mut self, index: GlobalIndex, ty: &Ty) -> Ty {
        let before = self.global(index).ty.clone();
        let after = self.heap.join(&before, ty);
        if self.heap.resolve(&before) != after {
            self.heap.note_change();
        }
        self.global(index).ty = after.clone();
        after
    }

    /// The function is called: its body is lowered from now on.
    pub fn reach(&mut self, index: FunctionIndex) -> &mut FunctionState {
        if !self.functions.contains_key(&index) {
            let info = self.model.function(index);
            let mut params: Vec<Ty> = info.def.parameters.iter().map(|_| Ty::Never).collect();
            for (position, ty) in params.iter_mut().enumerate() {
                if self.encodable.contains(&(index, position)) {
                    *ty = Ty::Encodable;
                }
            }
            let on_instance = matches!(
                super::method_kind::method_kind(self.model, index),
                MethodKind::Instance | MethodKind::Property
            );
            if let (Some(class), Some(first), true) = (info.class, params.first_mut(), on_instance) {
                *first = self.receiver(class);
            }
            let state = self.seeded_function(index, params);
            self.functions.insert(index, state);
            self.heap.note_change();
        }
        self.functions.entry(index).or_insert(FunctionState { params: Vec::new(), result: Ty::Never })
    }

    /// The number of parameters of a function's translation.
    pub fn parameter_count(&self, index: FunctionIndex) -> usize {
        let all = self.model.function(index).def.parameters.iter().count();
        all.saturating_sub(super::method_kind::left_out(self.model, index))
    }

    /// The type of `self` in the methods of a class.
    pub fn receiver(&mut self, class: ClassIndex) -> Ty {
        if self.handlers.contains(&class) {
            return Ty::Library(super::http::HANDLER.to_owned());
        }
        if self.model.derives_from(class, super::exception::EXCEPTION_CLASSES) {
            return Ty::Exception;
        }
        if self.enums.contains_key(&class) {
            return Ty::Enum(class);
        }
        Ty::Object(self.instance_node(class))
    }

    /// The attributes that every instance of a class has.
    pub fn certain_attributes(&mut self, class: ClassIndex) -> &HashSet<String> {
        let model = self.model;
        self.certain_attributes.entry(class).or_insert_with(|| model.certain_attributes(class))
    }

    /// Whether a module-level variable is bound by the time that functions run.
    pub fn is_bound(&self, index: GlobalIndex) -> bool {
        let info = self.model.global(index);
        info.class.is_some() || self.bound[info.module.0].contains(&info.name)
    }

    /// The node of the instances of a class.
    pub fn instance_node(&mut self, class: ClassIndex) -> NodeId {
        if let Some(node) = self.instances.get(&class) {
            return self.heap.find(*node);
        }
        let info = self.model.class(class);
        let place = Place { file: info.file, span: info.span };
        let node = self.heap.site(place, 0, NodeShape::Instance(class, Vec::new()));
        self.heap.hint(node, 0, &info.name);
        self.instances.insert(class, node);
        node
    }

    fn reach_entries(&mut self) {
        for class in self.handlers.clone() {
            let mut methods: Vec<(String, FunctionIndex)> =
                self.model.class(class).methods.iter().map(|(name, index)| (name.clone(), *index)).collect();
            methods.sort_by_key(|(_, index)| *index);
            for (name, index) in methods {
                if name.starts_with("do_") {
                    self.reach(index);
                }
            }
        }
    }

    /// Why nothing sets an attribute of a class: the method that does is refused.
    pub fn refused_setter(&self, class: ClassIndex, name: &str) -> Option<Refusal> {
        if !self.model.sets_on_instance(class, name) {
            return None;
        }
        let mut methods: Vec<FunctionIndex> = self.model.class(class).methods.values().copied().collect();
        methods.sort();
        methods.iter().find_map(|method| self.refused_before.get(method)).cloned()
    }

    /// Goes through every body that is reached.
    fn pass(&mut self) -> HashMap<BodyKey, LoweredBody> {
        self.refused_before = std::mem::take(&mut self.refused_now);
        let mut bodies = HashMap::new();
        for module in (0..self.model.modules.len()).map(ModuleIndex) {
            let body = &self.model.module(module).tree.body;
            let statements: Vec<&'a Stmt> =
                body.iter().filter(|stmt| crate::model::main_guard(stmt).is_none()).collect();
            bodies.insert(BodyKey::Init(module), self.body(BodyKey::Init(module), module, &statements));
        }
        let main = ModuleIndex(0);
        if let Some(stmts) = self.model.module(main).tree.body.iter().find_map(crate::model::main_guard) {
            let statements: Vec<&'a Stmt> = stmts.iter().collect();
            bodies.insert(BodyKey::Main(main), self.body(BodyKey::Main(main), main, &statements));
        }
        let mut done = vec![false; self.model.functions.len()];
        while let Some(index) = self.functions.keys().copied().find(|index| !done[index.0]) {
            done[index.0] = true;
            let statements: Vec<&'a Stmt> = self.model.function(index).def.body.iter().collect();
            let module = self.model.function(index).module;
            bodies.insert(BodyKey::Function(index), self.body(BodyKey::Function(index), module, &statements));
        }
        bodies
    }

    fn variables(&mut self, key: BodyKey, module: ModuleIndex, statements: &[&'a Stmt]) -> Rc<Variables> {
        if let Some(known) = self.variables.get(&key) {
            return Rc::clone(known);
        }
        let variables = match key {
            BodyKey::Function(index) => {
                let info = self.model.function(index);
                Variables { scope: info.scope.clone(), webs: info.webs.clone() }
            }
            // Names of module-level code are module-level variables; only comprehensions and lambdas have names of their own.
            BodyKey::Init(_) | BodyKey::Main(_) => {
                let owned: Vec<Stmt> = statements.iter().map(|stmt| (*stmt).clone()).collect();
                let scope = self.own_names(module, &owned, key);
                let webs = Webs::of_body(None, &owned, &scope);
                Variables { scope, webs }
            }
        };
        let variables = Rc::new(variables);
        self.variables.insert(key, Rc::clone(&variables));
        variables
    }

    fn body(&mut self, key: BodyKey, module: ModuleIndex, statements: &[&'a Stmt]) -> LoweredBody {
        let (function, class) = match key {
            BodyKey::Function(index) => (Some(index), self.model.function(index).class),
            BodyKey::Init(_) | BodyKey::Main(_) => (None, None),
        };
        let variables = self.variables(key, module, statements);
        let mut body = Body {
            low: self,
            key,
            module,
            function,
            class,
            variables,
            locals: Vec::new(),
            web_locals: HashMap::new(),
            known: Known::default(),
            result: Ty::Never,
            caught: Vec::new(),
            caught_classes_stack: Vec::new(),
            order_is_lost: false,
            text_or_bytes: false,
            inside_int: false,
            keyed: None,
            regions: Vec::new(),
            suites: Vec::new(),
            behind: Vec::new(),
            without_value: Vec::new(),
            consumed: Vec::new(),
            asked: Vec::new(),
            nested: 0,
        };
        let outcome = body.whole(statements);
        let locals = std::mem::take(&mut body.locals);
        if let (Some(index), Err(refusal)) = (function, &outcome) {
            self.refused_now.entry(index).or_insert_with(|| refusal.clone());
        }
        LoweredBody { locals, outcome }
    }
}

/// A body after a pass.
pub struct LoweredBody {
    /// Its locals.
    pub locals: Vec<ir::Local>,
    /// Its statements, or why it is refused as a whole.
    pub outcome: Lowered<ir::Block>,
}
