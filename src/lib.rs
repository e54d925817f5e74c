//! pivot moves a Python HTTP service to Go or Rust, one route at a time, and proves every step.
//!
//! Data flows one way through the layers; a layer uses only the layers that it names here, and `tests/layers.rs` fails on
//! any other `crate::` path.

/// reading: files, spans, findings, the `Progress` trait. Uses: nothing.
pub mod source;

/// reading: Python as a tree, our small AST with spans. Uses: source.
pub mod python;

/// reading: what Python's library offers, as data (stub files). Uses: source, python.
pub mod library;

/// reading: what the names mean: scopes, bindings, imports, classes, types, effects, call graph. Uses: source, python, library.
pub mod model;

/// reading: complexity and size. Uses: source, python, model.
pub mod measure;

/// reading: routes, parameters, state groups of a service. Uses: source, python, library, model.
pub mod service;

/// writing: the program with Python's meaning made explicit and typed, targets unknown. Uses: source.
pub mod ir;

/// writing: model and service become ir. Uses: source, python, library, model, service, ir.
pub mod lower;

/// writing: aliases, representations, guards, ownership; native, or refused and why. Uses: source, library, ir.
pub mod plan;

/// writing: planned ir becomes files, in Go or in Rust. Uses: source, library, ir, plan.
pub mod emit;

/// writing: `pivot.json`, what a generated project says of itself. Uses: source.
pub mod manifest;

/// proving: start, wait for, supervise, stop processes. Uses: source.
pub mod server;

/// proving: recorded exchanges and the tape. Uses: source, server.
pub mod traffic;

/// proving: replay, noise, compare, verdict. Uses: source, manifest, server, traffic.
pub mod parity;

/// proving: branch conditions, and requests synthesized from them. Uses: source, python, model, service, server, traffic, parity.
pub mod probe;

/// telling: target and reason for each function, evidence. Uses: source, python, library, model, measure, service, plan, traffic.
pub mod advise;

/// telling: results as text and JSON. Uses: source, measure, service, plan, traffic, parity, advise, manifest.
pub mod report;

/// arguments, `.pivotrc`, environment, progress, errors; one file per command. Uses: everything.
pub mod cli;
