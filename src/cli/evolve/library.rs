//! A library: its harness, its client, and which of its functions are native.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::report::NotOffered;
use super::select::Selection;
use super::status::Answer;
use super::translation::Translation;
use crate::cli::config::Config;
use crate::cli::paths::resolve;
use crate::cli::program::{Loaded, find};
use crate::emit::File;
use crate::ir::{Program, Shape as ObjectShape, Type};
use crate::library::Target;
use crate::manifest::RouteStatus;
use crate::model::{FunctionIndex, FunctionInfo, Model, ModuleIndex, Resolved, Symbol};
use crate::plan::{FORWARD, changed_arguments};
use crate::service::library::{Exported, Form, Served, Shape, client, exported, harness, without_accelerators};
use crate::source::{FileId, Finding, Place};

/// The file with the harness.
pub const HARNESS: &str = "harness.py";

/// The file with the client.
const CLIENT: &str = "client.py";

/// How often the harness is written before what still changes is left to Python's reflection.
const ROUNDS: usize = 8;

/// A library as a service.
pub struct Library {
    /// Its name: `textwrap`.
    pub name: String,
    /// Its functions.
    pub served: Vec<Served>,
    /// Functions that no service can offer.
    pub refused: Vec<Exported>,
    /// The folder that it is imported from.
    pub folder: PathBuf,
    /// Modules in C that take the place of its functions.
    pub accelerators: BTreeSet<String>,
    /// How integers are held whose size is not known.
    integers: crate::lower::Integers,
    /// Harness and client.
    pub files: Vec<File>,
    /// Why a function is not native, by its path.
    reasons: HashMap<String, Answer>,
    /// What the reasons are about.
    findings: Vec<Finding>,
}

impl Library {
    /// Reads what a module offers and finds out how each function can be carried: functions are tried natively first, and what cannot be native is left to
    /// Python's reflection.
    ///
    /// # Errors
    /// A file cannot be read, or pivot's own data.
    pub fn new(
        path: &Path,
        loaded: &Loaded,
        accelerators: BTreeSet<String>,
        config: &Config,
        output: &Path,
        target: Target,
    ) -> Result<Self> {
        let name = loaded.modules.first().context("a library has a module")?.name.clone();
        let folder = resolve(path)?.parent().map_or_else(|| PathBuf::from("/"), Path::to_path_buf);
        let prefix = config.text("library.prefix").unwrap_or_default().trim_end_matches('/').to_owned();
        let model = loaded.model();
        let (mut refused, mut served) = (Vec::new(), Vec::new());
        let mut reasons = HashMap::new();
        for function in exported(&model, ModuleIndex(0), &loaded.sources) {
            if function.refused.is_some() {
                refused.push(function);
                continue;
            }
            let path = config
                .entry("library.routes", &function.name)
                .map_or_else(|| format!("{prefix}/{}", function.name), str::to_owned);
            let form = match Served::obstacle(&function) {
                Some(reason) => {
                    let info = model.function(function.function);
                    // The harness stands before the library's files.
                    let place = Place { file: FileId(info.file.0 + 1), span: info.span };
                    reasons.insert(path.clone(), bridged("function-signature", reason, Some(place)));
                    Form::Tagged
                }
                None => Form::Plain { result: Shape::Plain, changes: Vec::new() },
            };
            served.push(Served { exported: function, path, form, tagged: true });
        }
        let exceptions = exceptions(&model);
        let mut library = Self {
            name,
            served,
            refused,
            folder,
            accelerators,
            integers: super::integers(config),
            files: Vec::new(),
            reasons,
            findings: Vec::new(),
        };
        let mut round = 0;
        while library.settle(output, target, round)? {
            round += 1;
        }
        let text = harness(&library.name, &library.served)?;
        let client = client(&library.name, &library.served, &library.refused, &exceptions)?;
        library.files = vec![File { path: HARNESS.to_owned(), text }, File { path: CLIENT.to_owned(), text: client }];
        Ok(library)
    }

    /// The harness as it is and the modules of the library, without what stands in C.
    ///
    /// # Errors
    /// A file cannot be read.
    pub fn read(&self, output: &Path) -> Result<Loaded> {
        let text = harness(&self.name, &self.served)?;
        let mut loaded =
            Loaded::written(&output.join(HARNESS), text, &self.folder, &is_read(&self.folder, &self.name))?;
        for module in &mut loaded.modules {
            without_accelerators(&mut module.tree.body);
        }
        Ok(loaded)
    }

    /// Translates the harness as it is, and says whether some function has another form than it was written for.
    fn settle(&mut self, output: &Path, target: Target, round: usize) -> Result<bool> {
        let loaded = self.read(output)?;
        let selection = Selection { target: Some(target), integers: self.integers, ..Selection::default() };
        let translation = Translation::selected(&loaded, &selection)?;
        let mut changed = false;
        for function in &mut self.served {
            let Form::Plain { result, changes } = &function.form else { continue };
            let answer =
                translation.routes.iter().find(|(route, _)| route.path == function.path).map(|(_, answer)| answer);
            let known = match known(&translation, &self.name, &function.exported, &function.path) {
                Ok((shape, changes_now)) if shape == *result && changes_now == *changes => match answer {
                    Some(answer) if answer.status == RouteStatus::Native => continue,
                    Some(answer) => Err(answer.clone()),
                    None => Err(bridged("unreached", "the harness does not reach it".to_owned(), None)),
                },
                // The harness has tried to write a result as what it is not.
                known => known,
            };
            let known = match known {
                Ok(known) if round < ROUNDS => Ok(known),
                Ok(_) => {
                    let reason = "the types of its arguments and its result depend on each other".to_owned();
                    Err(bridged("result-type", reason, None))
                }
                // The harness itself is of no interest to whoever reads the reason, and is written anew in the next round.
                Err(answer) if answer.place.is_some_and(|place| place.file == FileId(0)) => {
                    let reason = "its result is of no single type that JSON carries without tags".to_owned();
                    Err(bridged("result-type", reason, None))
                }
                Err(answer) => Err(answer),
            };
            function.form = match known {
                Ok((result, changes)) => Form::Plain { result, changes },
                // Its state is native once no call of it is handed to Python.
                Err(answer) if function.tagged && answer.reason.contains("is state that") => {
                    function.tagged = false;
                    changed = true;
                    continue;
                }
                Err(answer) => {
                    let is_its = |finding: &&Finding| finding.code == answer.code && finding.title == answer.reason;
                    self.findings.extend(translation.findings.iter().filter(is_its).cloned());
                    self.reasons.insert(function.path.clone(), answer);
                    Form::Tagged
                }
            };
            changed = true;
        }
        Ok(changed)
    }

    /// Makes of the harness's routes those of the library: a route is its function, and a reason is why that is not native.
    pub fn adjust(&self, translation: &mut Translation<'_>) {
        let mut kept = Vec::new();
        let mut index = 0;
        translation.routes.retain(|(route, _)| {
            let is_offered = self.served.iter().any(|function| function.path == route.path);
            if is_offered {
                kept.push(index);
            }
            index += 1;
            is_offered
        });
        for group in &mut translation.groups {
            group.routes = group.routes.iter().filter_map(|old| kept.iter().position(|one| one == old)).collect();
        }
        for (route, answer) in &mut translation.routes {
            let Some(function) = self.served.iter().find(|function| function.path == route.path) else { continue };
            if let Some(index) = function_of(&translation.model, &self.name, &function.exported.defined) {
                route.handler = index;
            }
            if let (RouteStatus::Bridged, Some(reason)) = (answer.status, self.reasons.get(&function.path)) {
                *answer = reason.clone();
                // A module whose name a stub has too (`os`) is not read with the harness: then there is no line to show.
                let is_read =
                    |place: &Place| translation.model.modules.iter().any(|module| module.tree.file == place.file);
                answer.place = answer.place.filter(is_read);
            }
        }
        translation.findings.extend(self.findings.iter().cloned());
        translation.findings.retain(|finding| finding.place.is_none_or(|place| place.file != FileId(0)));
        translation.tell();
    }
}

impl Library {
    /// The functions that no service can offer, for the report.
    pub fn not_offered(&self, model: &Model<'_>) -> Vec<NotOffered> {
        let module = model.modules.iter().position(|module| module.name == self.name);
        let place = |function: &Exported| {
            let named =
                |info: &&FunctionInfo<'_>| Some(info.module.0) == module && info.qualified_name == function.defined;
            let info = model.functions.iter().find(named)?;
            Some(Place { file: info.file, span: info.span })
        };
        let shown = |function: &Exported| {
            let why = function.refused.clone().unwrap_or_default();
            Some(NotOffered { name: function.name.clone(), place: place(function)?, why })
        };
        self.refused.iter().filter_map(shown).collect()
    }
}

fn bridged(code: &'static str, reason: String, place: Option<Place>) -> Answer {
    Answer { status: RouteStatus::Bridged, code, reason, place }
}

/// Which modules are the library's: beside a module of Python's own library stand all others, of which stubs say what they are.
fn is_read(folder: &Path, library: &str) -> impl Fn(&str) -> bool {
    let is_python = ["os", "site", "sysconfig"]
        .iter()
        .all(|name| find(folder, name).is_some() || folder.join(format!("{name}.py")).is_file());
    let library = library.to_owned();
    move |name: &str| !is_python || name == library
}

/// The form of a function's result and which parameters it changes.
fn known(
    translation: &Translation<'_>,
    library: &str,
    exported: &Exported,
    path: &str,
) -> std::result::Result<(Shape, Vec<usize>), Answer> {
    let Some(index) = function_of(&translation.model, library, &exported.defined) else {
        return Err(bridged("function-signature", format!("`{}` is bound in more than one way", exported.name), None));
    };
    let info = translation.model.function(index);
    let place = Place { file: info.file, span: info.span };
    let program = &translation.plan.program;
    let Some(id) = program.functions.iter().position(|function| function.place == place) else {
        return Err(bridged("unreached", format!("`{}` is not translated", exported.name), Some(place)));
    };
    let id = crate::ir::FunctionId(u32::try_from(id).unwrap_or(u32::MAX));
    if translation.plan.function_plan(id).raise_set.contains(FORWARD) {
        let path = translation.routes.iter().find(|(route, _)| route.path == *path);
        let never = || bridged("unreached", format!("`{}` is not translated", exported.name), Some(place));
        return Err(path.map_or_else(never, |(_, answer)| answer.clone()));
    }
    if translation.members_given.contains(&index) {
        return Err(bridged(
            "enum",
            format!("`{}` gives a member of an Enum, which JSON does not carry", exported.name),
            Some(place),
        ));
    }
    let Some(shape) = shape(program, &program.functions[id.0 as usize].result, true) else {
        let reason = format!("`{}` returns what JSON carries only with tags", exported.name);
        return Err(bridged("result-type", reason, Some(place)));
    };
    Ok((shape, changed_arguments(program, id)))
}

/// How JSON carries a value of a type, if it does without tags.
fn shape(program: &Program, ty: &Type, alone: bool) -> Option<Shape> {
    let wrap = |inner: Shape, wrapper: fn(Box<Shape>) -> Shape| {
        if inner == Shape::Plain { inner } else { wrapper(Box::new(inner)) }
    };
    Some(match ty {
        Type::Never
        | Type::None
        | Type::Bool
        | Type::Int
        | Type::BigInt
        | Type::Float
        | Type::Number
        | Type::Str
        | Type::Json => Shape::Plain,
        Type::Bytes if alone => Shape::Bytes,
        Type::Tuple(items) => {
            Shape::Tuple(items.iter().map(|item| shape(program, item, false)).collect::<Option<_>>()?)
        }
        Type::Optional(inner) => wrap(shape(program, inner, false)?, Shape::Optional),
        Type::Object(object) => match &program.objects[object.0 as usize].shape {
            ObjectShape::List(item) => wrap(shape(program, item, false)?, Shape::List),
            ObjectShape::Dict(Type::Str, value) => wrap(shape(program, value, false)?, Shape::Dict),
            ObjectShape::Dict(Type::Int, value) if alone && shape(program, value, false)? == Shape::Plain => {
                Shape::Pairs
            }
            ObjectShape::Set(Type::Int | Type::Str) if alone => Shape::Set,
            ObjectShape::Record(fields) => {
                let plain = fields.iter().all(|field| shape(program, &field.ty, false) == Some(Shape::Plain));
                return plain.then_some(Shape::Plain);
            }
            ObjectShape::Dict(..) | ObjectShape::Set(_) | ObjectShape::Instance(..) => return None,
        },
        Type::Bytes | Type::Encodable | Type::Exception | Type::Library(_) | Type::Callable { .. } => return None,
    })
}

/// A function of the library in the harness's program.
fn function_of(model: &Model<'_>, library: &str, defined: &str) -> Option<FunctionIndex> {
    let module = model.modules.iter().find(|module| module.name == library)?;
    match module.symbols.get(defined) {
        Some(Symbol::Function(index)) => Some(*index),
        _ => None,
    }
}

/// The library's own exception classes with their bases.
fn exceptions(model: &Model<'_>) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for class in model.classes.iter().filter(|class| class.module == ModuleIndex(0)) {
        let [Some(base)] = class.bases.as_slice() else { continue };
        let base = match base {
            Resolved::External(name) => name
                .strip_prefix("builtins.")
                .filter(|name| *name == "Exception" || name.ends_with("Error") || *name == "StopIteration")
                .map(str::to_owned),
            Resolved::Symbol(Symbol::Class(index)) => {
                let name = &model.class(*index).name;
                found.iter().any(|(known, _)| known == name).then(|| name.clone())
            }
            Resolved::Symbol(_) => None,
        };
        found.extend(base.map(|base| (class.name.clone(), base)));
    }
    found
}
