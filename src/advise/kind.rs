//! What the code is: a web API, a program or a library.

use std::collections::HashSet;

use super::ServiceType;
use super::unit::Unit;
use crate::model::calls::SiteKind;
use crate::model::{Symbol, main_guard};

/// What makes an application object of a web framework.
const APPLICATIONS: [&str; 12] = [
    "flask.Flask",
    "flask.Blueprint",
    "fastapi.FastAPI",
    "fastapi.APIRouter",
    "starlette.applications.Starlette",
    "aiohttp.web.Application",
    "sanic.Sanic",
    "bottle.Bottle",
    "falcon.App",
    "falcon.asgi.App",
    "quart.Quart",
    "tornado.web.Application",
];

/// What a unit is. A program starts in a module that no other one imports.
pub fn of(unit: &Unit<'_>) -> ServiceType {
    let has_handlers = !super::handlers::handler_bodies(unit).is_empty();
    let bodies = &unit.graph.bodies;
    let makes_application = bodies.iter().any(|(id, _)| {
        let sites = unit.graph.calls.sites(id);
        sites.iter().any(|site| site.kind == SiteKind::Call && APPLICATIONS.contains(&site.name.as_str()))
    });
    if has_handlers || makes_application {
        return ServiceType::WebApi;
    }
    let imported = imported(unit);
    let starts = unit.model.modules.iter().enumerate().any(|(index, module)| {
        let is_main = module.name == "__main__" || module.name.ends_with(".__main__");
        is_main || (!imported.contains(&index) && module.tree.body.iter().any(|stmt| main_guard(stmt).is_some()))
    });
    if starts { ServiceType::Program } else { ServiceType::Library }
}

/// The modules from which another one has a name.
fn imported(unit: &Unit<'_>) -> HashSet<usize> {
    let model = &unit.model;
    let mut imported = HashSet::new();
    for (importer, module) in model.modules.iter().enumerate() {
        let origins = module.symbols.values().filter_map(|symbol| match symbol {
            Symbol::Module(index) => Some(index.0),
            Symbol::Function(index) => Some(model.function(*index).module.0),
            Symbol::Class(index) => Some(model.class(*index).module.0),
            Symbol::Global(index) => Some(model.global(*index).module.0),
            Symbol::External(_) | Symbol::Ambiguous(_) => None,
        });
        imported.extend(origins.filter(|origin| *origin != importer));
    }
    imported
}

/// The kind of several units together: one service makes it a service.
pub fn join(kinds: &[ServiceType]) -> ServiceType {
    for kind in [ServiceType::WebApi, ServiceType::Program] {
        if kinds.contains(&kind) {
            return kind;
        }
    }
    ServiceType::Library
}
