//! The library and the questions that it answers.

use std::collections::BTreeMap;

use super::read::{self, Contents, Tree};
use super::stubs::{STUBS, Stub};
use super::{Attribute, Class, Module, Signature, StubError, Support, Target, TypeExpr};

/// Everything that the stubs say.
#[derive(Clone, Debug, Default)]
pub struct Library {
    modules: BTreeMap<String, Module>,
    classes: BTreeMap<String, Class>,
}

/// What a qualified name means.
#[derive(Clone, Copy, Debug)]
pub enum Entry<'a> {
    /// `urllib.parse`
    Module(&'a Module),
    /// `http.server.HTTPServer`
    Class(&'a Class),
    /// `json.dumps`, `str.split`: its signatures.
    Function(&'a [Signature]),
    /// `math.pi`
    Attribute(&'a Attribute),
}

impl Library {
    /// Reads pivot's own stubs.
    ///
    /// # Errors
    ///
    /// Fails when a stub is not understood, which a test excludes.
    pub fn load() -> Result<Self, StubError> {
        Self::with(&[])
    }

    /// Reads pivot's own stubs and further ones, which users wrote for their packages.
    ///
    /// # Errors
    ///
    /// Fails when a stub is not understood.
    pub fn with(further: &[Stub]) -> Result<Self, StubError> {
        let own = STUBS.iter().map(|(module, path, text)| Stub {
            module: (*module).to_owned(),
            path: (*path).into(),
            text: (*text).to_owned(),
        });
        let stubs = own.map(|stub| (stub, false)).chain(further.iter().cloned().map(|stub| (stub, true)));
        let trees: Vec<Tree> =
            stubs.map(|(stub, unverified)| Tree::parse(stub, unverified)).collect::<Result<_, _>>()?;
        let Contents { modules, classes } = read::read(&trees)?;
        Ok(Self { modules, classes })
    }

    /// Reads pivot's own stubs for one target: what is closed there is not translated. Without a target nothing is closed.
    ///
    /// # Errors
    ///
    /// Fails when a stub is not understood, which a test excludes.
    pub fn for_target(target: Option<Target>) -> Result<Self, StubError> {
        let mut library = Self::load()?;
        let functions = library.modules.values_mut().flat_map(|module| module.functions.values_mut());
        let methods = library.classes.values_mut().flat_map(|class| class.methods.values_mut());
        for signature in functions.chain(methods).flatten() {
            if let Some(reason) = target.and_then(|target| signature.unsupported(target)).map(str::to_owned) {
                signature.support = Support::Unsupported(reason);
            }
        }
        Ok(library)
    }

    /// The module of that name; `builtins` for what needs no import.
    pub fn module(&self, name: &str) -> Option<&Module> {
        self.modules.get(name)
    }

    /// Every module, by name.
    pub fn modules(&self) -> impl Iterator<Item = &Module> {
        self.modules.values()
    }

    /// Every class, by qualified name.
    pub fn classes(&self) -> impl Iterator<Item = &Class> {
        self.classes.values()
    }

    /// What a qualified name means: `json.dumps`, `str.split`, `math.pi`, `http.HTTPStatus.OK`.
    pub fn entry(&self, name: &str) -> Option<Entry<'_>> {
        self.find(name, 8)
    }

    /// Follows at most so many names that one module has from another.
    fn find(&self, name: &str, hops: u8) -> Option<Entry<'_>> {
        if let Some(class) = self.classes.get(name) {
            return Some(Entry::Class(class));
        }
        if let Some(module) = self.modules.get(name) {
            return Some(Entry::Module(module));
        }
        let (owner, member) = name.rsplit_once('.').unwrap_or(("builtins", name));
        if let Some(module) = self.modules.get(owner) {
            if let Some(signatures) = module.functions.get(member) {
                return Some(Entry::Function(signatures));
            }
            if let Some(attribute) = module.attributes.get(member) {
                return Some(Entry::Attribute(attribute));
            }
            return self.find(module.aliases.get(member)?, hops.checked_sub(1)?);
        }
        let Entry::Class(class) = self.find(owner, hops)? else { return None };
        match self.method(&class.qualified_name, member) {
            Some(signatures) => Some(Entry::Function(signatures)),
            None => self.attribute(&class.qualified_name, member).map(Entry::Attribute),
        }
    }

    /// The ways to call a module's function: `json.dumps`.
    pub fn function(&self, name: &str) -> Option<&[Signature]> {
        match self.entry(name)? {
            Entry::Function(signatures) => Some(signatures),
            Entry::Module(_) | Entry::Class(_) | Entry::Attribute(_) => None,
        }
    }

    /// A class by qualified name, also by one under which another module offers it.
    pub fn class(&self, name: &str) -> Option<&Class> {
        match self.entry(name)? {
            Entry::Class(class) => Some(class),
            Entry::Module(_) | Entry::Function(_) | Entry::Attribute(_) => None,
        }
    }

    /// A constant or variable of a module, or an enum member: `math.pi`, `http.HTTPStatus.OK`.
    pub fn constant(&self, name: &str) -> Option<&Attribute> {
        match self.entry(name)? {
            Entry::Attribute(attribute) => Some(attribute),
            Entry::Module(_) | Entry::Class(_) | Entry::Function(_) => None,
        }
    }

    /// The ways to call a class's method, its own or the first base's that has one.
    pub fn method(&self, class: &str, name: &str) -> Option<&[Signature]> {
        self.lineage(class).into_iter().find_map(|class| class.methods.get(name)).map(Vec::as_slice)
    }

    /// An attribute of a class, its own or the first base's that has one.
    pub fn attribute(&self, class: &str, name: &str) -> Option<&Attribute> {
        self.lineage(class).into_iter().find_map(|class| class.attributes.get(name))
    }

    /// The ways to make an instance: `__init__`, without bases. Exceptions inherit theirs.
    pub fn constructor(&self, class: &str) -> Option<&[Signature]> {
        self.method(class, "__init__")
    }

    /// The class, then its bases, in the order in which a method is looked up (depth first, as no stub needs more).
    pub fn lineage(&self, class: &str) -> Vec<&Class> {
        let mut result: Vec<&Class> = Vec::new();
        let mut stack: Vec<&Class> = self.class(class).into_iter().collect();
        while let Some(class) = stack.pop() {
            result.retain(|seen| seen.qualified_name != class.qualified_name);
            result.push(class);
            for base in class.bases.iter().rev() {
                if let TypeExpr::Class(name, _) = base {
                    stack.extend(self.classes.get(name));
                }
            }
        }
        result
    }

    /// Whether instances of `class` are instances of `ancestor`: `KeyError` of `LookupError`, and every class of itself.
    pub fn is_subclass(&self, class: &str, ancestor: &str) -> bool {
        let Some(ancestor) = self.class(ancestor) else { return false };
        self.lineage(class).iter().any(|one| one.qualified_name == ancestor.qualified_name)
    }

    /// Whether a class is an exception.
    pub fn is_exception(&self, class: &str) -> bool {
        self.is_subclass(class, "BaseException")
    }
}
