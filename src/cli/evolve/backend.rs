//! The one place that names the backends.

use crate::emit::{File, Options};
use crate::manifest::Target;
use crate::plan::Plan;

/// The sources of the project, with the files that build them.
pub fn sources(target: Target, plan: &Plan, options: &Options) -> Vec<File> {
    match target {
        Target::Go => crate::emit::go::project(plan, options),
        Target::Rust => crate::emit::rust::project(plan, options),
    }
}

/// The command that builds the project, in its folder.
pub fn build_command(target: Target, name: &str) -> Vec<String> {
    let words: &[&str] = match target {
        Target::Go => &["go", "build", "-trimpath", "-o", name, "."],
        Target::Rust => &["cargo", "build", "--release"],
    };
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// The program that the build makes, from the project's folder.
pub fn binary(target: Target, name: &str) -> String {
    match target {
        Target::Go => format!("./{name}"),
        Target::Rust => format!("./target/release/{name}"),
    }
}
