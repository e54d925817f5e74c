//! The files of a project that are the same for both targets.

use anyhow::Result;
use askama::Template;

use super::original::Original;
use super::translation::Translation;
use super::{backend, target};
use crate::emit::File;
use crate::ir::GlobalKind;
use crate::manifest::{RouteStatus, Target};
use crate::source::Sources;

#[derive(Template)]
#[template(path = "project/launch.py.tmpl", escape = "none")]
struct Launch {
    original: String,
    arguments: String,
    python: String,
    folder: String,
    library: String,
    accelerators: String,
}

#[derive(Template)]
#[template(path = "project/README.md.tmpl", escape = "none")]
struct Readme<'a> {
    name: &'a str,
    label: &'a str,
    original: &'a str,
    sources: &'a str,
    title: &'static str,
    build: String,
    binary: String,
    bridged: bool,
    library: bool,
    state: &'a str,
    routes: Vec<Row>,
}

#[derive(Template)]
#[template(path = "project/program.md.tmpl", escape = "none")]
struct ProgramReadme<'a> {
    name: &'a str,
    original: &'a str,
    title: &'static str,
    build: String,
    binary: String,
}

struct Row {
    name: String,
    by: &'static str,
    why: String,
}

#[derive(Template)]
#[template(path = "project/Dockerfile.tmpl", escape = "none")]
struct Dockerfile<'a> {
    name: &'a str,
    original: &'a str,
    sources: &'a str,
    python: &'a str,
    go: bool,
    bridged: bool,
    library: bool,
}

#[derive(Template)]
#[template(path = "project/deploy/kubernetes.yaml.tmpl", escape = "none")]
struct Kubernetes<'a> {
    label: &'a str,
    bridged: bool,
    state: &'a str,
}

#[derive(Template)]
#[template(path = "project/gitignore.tmpl", escape = "none")]
struct Gitignore<'a> {
    name: &'a str,
}

#[derive(Template)]
#[template(path = "project/dockerignore.tmpl", escape = "none")]
struct Dockerignore<'a> {
    name: &'a str,
}

/// The program that starts the original on another port.
///
/// # Errors
/// None that an original can cause: the template is rendered to memory.
pub fn launcher(original: &Original) -> Result<String> {
    let launch = Launch {
        original: python_text(&original.path),
        arguments: python_list(&original.arguments),
        python: python_text(&original.python),
        folder: python_text(&original.folder),
        library: original.library.as_ref().map_or_else(String::new, |library| python_text(&library.folder)),
        accelerators: python_list(original.library.as_ref().map_or(&[], |library| library.accelerators.as_slice())),
    };
    Ok(launch.render()?)
}

/// Launcher, README, container and deployment files.
///
/// # Errors
/// None that a project can cause: templates are rendered to memory.
pub fn files(
    target: Target,
    name: &str,
    original: &Original,
    translation: &Translation<'_>,
    sources: &Sources,
) -> Result<Vec<File>> {
    let label = name.replace('_', "-").trim_matches('-').to_owned();
    let bridged = translation.plan.bridged;
    let state = state(translation);
    let library = original.library.is_some();
    let readme = Readme {
        name,
        label: &label,
        original: original.file_name(),
        sources: original.sources(),
        title: target::title(target),
        build: backend::build_command(target, name).join(" "),
        binary: backend::binary(target, name),
        bridged,
        library,
        state: &state,
        routes: rows(translation, sources),
    };
    let dockerfile = Dockerfile {
        name,
        original: original.file_name(),
        sources: original.sources(),
        python: original.minor_version(),
        go: target == Target::Go,
        bridged,
        library,
    };
    let texts = [
        ("launch.py", launcher(original)?),
        ("README.md", readme.render()?),
        ("Dockerfile", dockerfile.render()?),
        ("deploy/kubernetes.yaml", Kubernetes { label: &label, bridged, state: &state }.render()?),
        (".gitignore", Gitignore { name }.render()?),
        (".dockerignore", Dockerignore { name }.render()?),
    ];
    // A template ends without the line end of its last line.
    let text = |text: String| if text.ends_with('\n') { text } else { text + "\n" };
    Ok(texts.into_iter().map(|(path, body)| File { path: path.to_owned(), text: text(body) }).collect())
}

/// README and the files that keep what is built out of a repository, for a program that runs and ends.
///
/// # Errors
/// None that a project can cause: templates are rendered to memory.
pub fn program_files(target: Target, name: &str, original: &Original) -> Result<Vec<File>> {
    let readme = ProgramReadme {
        name,
        original: original.file_name(),
        title: target::title(target),
        build: backend::build_command(target, name).join(" "),
        binary: backend::binary(target, name),
    };
    let file = |path: &str, text: String| File { path: path.to_owned(), text: text.trim_end().to_owned() + "\n" };
    Ok(vec![file("README.md", readme.render()?), file(".gitignore", Gitignore { name }.render()?)])
}

fn rows(translation: &Translation<'_>, sources: &Sources) -> Vec<Row> {
    let row = |(route, answer): &(crate::service::Route, super::status::Answer)| Row {
        name: format!("{} {}", route.method, route.path).replace('|', "\\|"),
        by: match answer.status {
            RouteStatus::Native => "native",
            RouteStatus::Bridged => "Python",
        },
        why: match answer.place {
            Some(place) => format!("line {}: {}", sources.get(place.file).line(place.span.start), answer.reason)
                .replace('|', "\\|"),
            None => answer.reason.replace('|', "\\|"),
        },
    };
    translation.routes.iter().map(row).collect()
}

/// The names of the module-level variables that requests change here.
fn state(translation: &Translation<'_>) -> String {
    let globals = translation.plan.program.globals.iter();
    let changing = globals.filter(|global| matches!(global.kind, GlobalKind::State { changes: true }));
    changing.map(|global| format!("`{}`", global.name)).collect::<Vec<_>>().join(", ")
}

/// A Python list of string literals.
fn python_list(texts: &[String]) -> String {
    format!("[{}]", texts.iter().map(|text| python_text(text)).collect::<Vec<_>>().join(", "))
}

/// A Python string literal.
fn python_text(text: &str) -> String {
    // JSON's escapes are Python's too.
    serde_json::Value::from(text).to_string()
}
