//! Development: writes the Go project of a program.
#![allow(clippy::all, clippy::pedantic, missing_docs, clippy::print_stdout, clippy::unwrap_used)]
use pivot::{emit, ir, library, lower, model, plan, python, source};
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let path = std::path::Path::new(&args[1]);
    let out = std::path::Path::new(&args[2]);
    let mut sources = source::Sources::default();
    let text = python::decode(&std::fs::read(path).unwrap()).unwrap();
    let id = sources.add(source::SourceFile::new(path, text));
    let parsed = python::parse(id, sources.get(id));
    let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
    let modules = vec![(name.clone(), &parsed.module)];
    let model = model::build(&modules);
    let library = library::Library::load().unwrap();
    let lowered = lower::lower(&model, &sources, &library);
    let plan = plan::plan(lowered.program, &library);
    let _ = ir::dump(&plan.program);
    let options = emit::Options { name, header: String::new(), server: emit::ServerOptions::default() };
    for file in emit::go::project(&plan, &options) {
        let target = out.join(&file.path);
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::write(target, file.text).unwrap();
    }
}
