//! The routes of a service.

use super::evaluate::Context;
use super::handler::call_counts;
use super::walk::Walk;
use crate::model::{ClassIndex, FunctionIndex, Model};
use crate::source::Place;

/// The classes of Python's library whose subclasses answer requests.
pub const HANDLER_CLASSES: &[&str] = &["http.server.BaseHTTPRequestHandler"];

/// A method and a path with the code that answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The request method: `GET`.
    pub method: String,
    /// The path with its parameters: `/api/user/<user_id>`; `*` stands for any text, alone for whatever no other route takes.
    pub path: String,
    /// The function that answers: the only one that the branch calls for it, or the one that the branch stands in.
    pub handler: FunctionIndex,
    /// The `do_X` method.
    pub entry: FunctionIndex,
    /// The class of that method.
    pub class: ClassIndex,
    /// The statements of the route, in each place of the dispatch that leads to it: in `do_X` first, then in the functions that `do_X` leaves the dispatch to.
    pub branches: Vec<Vec<Place>>,
}

/// Every route, in the order in which the original tries them.
pub fn routes(model: &Model<'_>) -> Vec<Route> {
    let mut routes = Vec::new();
    let calls = call_counts(model);
    for class in (0..model.classes.len()).map(ClassIndex) {
        if !model.derives_from(class, HANDLER_CLASSES) {
            continue;
        }
        let mut methods: Vec<(FunctionIndex, &str)> = model
            .class(class)
            .methods
            .iter()
            .filter_map(|(name, function)| Some((*function, name.strip_prefix("do_")?)))
            .collect();
        methods.sort_unstable();
        for (entry, method) in methods {
            let info = model.function(entry);
            let receiver = info.def.parameters.iter().next().map_or("", |parameter| parameter.name.name.as_str());
            let context = Context { model, calls: &calls, module: info.module, class, receiver, method, depth: 0 };
            let mut walk = Walk { context, entry, calls: vec![(entry, None)], routes: Vec::new() };
            walk.run(&info.def.body);
            routes.append(&mut walk.routes);
        }
    }
    routes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{SourceFile, Sources};

    /// The routes of handler methods, a line each.
    fn read(methods: &str) -> Vec<String> {
        let text = format!(
            "import re\nfrom http.server import BaseHTTPRequestHandler\nfrom urllib.parse import urlparse\n{methods}"
        );
        let mut sources = Sources::default();
        let file = sources.add(SourceFile::new("app.py", text));
        let parsed = crate::python::parse(file, sources.get(file));
        assert!(parsed.findings.is_empty(), "{:?}", parsed.findings);
        let model = crate::model::build(&[crate::model::ModuleSource {
            name: "app".to_owned(),
            is_package: false,
            is_main: true,
            tree: &parsed.module,
        }]);
        let routes = routes(&model);
        routes
            .iter()
            .map(|route| format!("{} {} {}", route.method, route.path, model.function(route.handler).qualified_name))
            .collect()
    }

    #[test]
    fn conditions_about_the_path_are_routes() {
        let found = read(
            r#"
class H(BaseHTTPRequestHandler):
    def do_GET(self):
        path = urlparse(self.path).path
        if path in ("/", "/index.html"):
            self.index()
        elif path.startswith("/user/") and path.endswith("/orders"):
            self.orders(path.split("/")[2])
        elif path.startswith("/user/"):
            self.user(path[len("/user/"):])
        else:
            self.send_error(404)
    do_HEAD = do_GET
    def index(self): self.send_response(200)
    def orders(self, user): self.send_response(200)
    def user(self, name): self.send_response(200)
    def do_POST(self):
        if self.path != "/users":
            self.send_error(404)
            return
        self.send_response(201)
"#,
        );
        let get =
            ["/ H.index", "/index.html H.index", "/user/<user>/orders H.orders", "/user/<name> H.user", "* H.do_GET"];
        let mut expected: Vec<String> = get.iter().map(|route| format!("GET {route}")).collect();
        expected.extend(get.iter().map(|route| format!("HEAD {route}")));
        expected.extend(["POST * H.do_POST", "POST /users H.do_POST"].map(str::to_owned));
        assert_eq!(found, expected);
    }

    #[test]
    fn tables_and_patterns_are_routes() {
        let found = read(
            r#"
def health(handler): handler.send_response(200)
TABLE = {("GET", "/health"): health, ("POST", "/jobs"): "start"}
PATTERN = re.compile(r"^/jobs/(?P<job_id>\d+)$")
class H(BaseHTTPRequestHandler):
    def do_GET(self):
        self.dispatch("GET")
    def do_POST(self):
        self.dispatch("POST")
    def dispatch(self, method):
        handler = TABLE.get((method, self.path))
        if handler:
            return handler(self)
        match = PATTERN.match(self.path)
        if match and method == "GET":
            return self.job(match.group(1))
        self.send_error(404)
    def start(self): self.send_response(200)
    def job(self, job_id): self.send_response(200)
"#,
        );
        assert_eq!(
            found,
            [
                "GET /health health",
                "GET /jobs/<job_id> H.job",
                "GET * H.dispatch",
                "POST /jobs H.start",
                "POST * H.dispatch"
            ]
        );
    }

    #[test]
    fn parts_and_match_statements_are_routes() {
        let found = read(
            r#"
class H(BaseHTTPRequestHandler):
    def do_GET(self):
        parts = [p for p in self.path.split("?")[0].split("/") if p]
        match parts:
            case []:
                self.send_response(200)
            case ["orders", order_id, "items"]:
                self.send_response(200)
            case ["a" | "b", *rest]:
                self.send_response(200)
            case _:
                self.send_error(404)
    def do_PUT(self):
        parts = self.path.strip("/").split("/")
        try:
            if parts[0] == "orders" and len(parts) == 2:
                key = int(parts[1])
                self.send_response(200)
            elif parts == ["all"]:
                self.send_response(200)
        except ValueError:
            self.send_error(400)
"#,
        );
        assert_eq!(
            found,
            [
                "GET / H.do_GET",
                "GET /orders/<order_id>/items H.do_GET",
                "GET /a H.do_GET",
                "GET /b H.do_GET",
                "GET * H.do_GET",
                "PUT /orders/<key> H.do_PUT",
                "PUT /all H.do_PUT"
            ]
        );
    }
}
