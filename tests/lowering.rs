//! What the inference finds in small services: a rule, the Python that it is about, and lines of the ir that must (or must not) be there.
//!
//! A service is a handler class around the functions of a test; `pivot dump` gives its ir, with the refusals as `line:column: code: reason` behind it.

use std::fs;
use std::process::Command;

/// The service around the functions of a test: `reply` writes any value, `body` reads the posted JSON, `part` is the last part of the path.
const SERVICE: &str = r#"import json
from http.server import BaseHTTPRequestHandler, HTTPServer

@definitions


class Handler(BaseHTTPRequestHandler):
    def reply(self, data):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(data).encode())

    def body(self):
        return json.loads(self.rfile.read(int(self.headers["Content-Length"])))

    def part(self):
        return self.path.split("/")[-1]

    def do_GET(self):
        @get

    def do_POST(self):
        @post


if __name__ == "__main__":
    HTTPServer(("", 8000), Handler).serve_forever()
"#;

/// The ir of a service with these module-level definitions and bodies of `do_GET` and `do_POST`.
fn ir(definitions: &str, get: &str, post: &str) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let indented = |body: &str| body.trim().replace('\n', "\n        ");
    let text = SERVICE
        .replace("@definitions", definitions.trim())
        .replace("@get", &indented(get))
        .replace("@post", &indented(post));
    let app = folder.path().join("app.py");
    fs::write(&app, text).expect("a file");
    let dump = |_| {
        let output = Command::new(env!("CARGO_BIN_EXE_pivot"))
            .arg("dump")
            .arg(&app)
            .args(["--stage", "ir"])
            .output()
            .expect("pivot runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let dumps: Vec<String> = (0..3).map(dump).collect();
    assert!(dumps.iter().all(|dump| *dump == dumps[0]), "the ir is the same every time");
    dumps[0].clone()
}

/// Whether the ir has that text in one line.
fn has(ir: &str, text: &str) {
    assert!(ir.contains(text), "`{text}` is not in\n{ir}");
}

/// Whether the ir has that text nowhere.
fn has_not(ir: &str, text: &str) {
    assert!(!ir.contains(text), "`{text}` is in\n{ir}");
}

/// `x == y` makes no int of any size a 64-bit one, be one of them None or not.
#[test]
fn a_comparison_keeps_the_width_of_an_optional_int() {
    let ir = ir(
        r#"
rows = [{"id": 1}]
next_id = 2

def wanted(text):
    try:
        return int(text)
    except ValueError:
        return None

def find(key):
    for row in rows:
        if row["id"] == key:
            return row
    return None
"#,
        "self.reply(find(wanted(self.part())))",
        r#"
global next_id
rows.append({"id": next_id})
next_id += 1
"#,
    );
    has(&ir, " wanted(text: Str) -> BigInt?");
    has(&ir, "find(key: BigInt?)");
    has_not(&ir, " Int?(");
}

/// As above, the other way round: the int that may be None is computed with, the parsed one is not.
#[test]
fn a_parsed_int_is_compared_with_a_narrow_int_that_may_be_none() {
    let ir = ir(
        r"
last = None
",
        r#"
self.reply({"last": int(self.part()) == last, "other": last == int(self.part())})
"#,
        r"
global last
last = len(self.path) + 1
",
    );
    has(&ir, "big_int_parse!");
    has(&ir, "(let %4 = big_int_parse!(part(self%0)) in (not is_none(%3) and (BigInt(Int(%3)) Eq %4)))");
}

/// Ints that are compared as long as a dict is taken for a record stay apart when it turns out to hold any JSON value.
#[test]
fn what_becomes_json_late_merges_no_ints() {
    let ir = ir(
        r"
DOCS = {}
count = [0]

def new_id():
    count[0] = count[0] + 1
    return count[0]

def wanted(text):
    if text.isdigit():
        return int(text)
    return None
",
        r"
key = wanted(self.part())
if key in DOCS:
    DOCS[key] = dict(DOCS[key], id=key)
self.reply(DOCS.get(key))
",
        r#"
record = {"id": new_id()}
record.update(self.body())
DOCS[record["id"]] = record
self.reply(record)
"#,
    );
    has(&ir, "dict[Json, Json]");
    has(&ir, "wanted(text: Str) -> BigInt?");
    has(&ir, "new_id() -> Int:");
}

/// `int(text, base)` that is only printed has any size, also of values of unknown shape.
#[test]
fn an_int_with_a_base_has_any_size() {
    let ir = ir(
        "",
        "self.reply(int(self.part(), 16))",
        r#"
data = self.body()
self.reply({"value": int(data["text"], data.get("base", 10)), "next": int(data["text"], base=8) + 1})
"#,
    );
    has(&ir, "big_int_parse_base!(part(self%0), 16)");
    has(&ir, "value_big_int_base!(");
    has(&ir, "value_operator_index!(");
    has(&ir, "big_int_add(value_big_int_base!(value_getitem!(data%1, Json(\"text\")), 8), BigInt(1))");
}

/// `%d` and its kin of a value of unknown shape raise what Python raises; all values are computed before the first is written.
#[test]
fn percent_writes_values_of_unknown_shape() {
    let ir = ir(
        "",
        "self.reply({})",
        r#"
data = self.body()
self.reply(["%d years" % data, "%.2f of %5d" % (data["a"], data["b"])])
"#,
    );
    has(&ir, "{value_percent_int!(data%1, ");
    has(&ir, "(let %2 = value_getitem!(data%1, Json(\"a\")) in (let %3 = value_getitem!(data%1, Json(\"b\")) in ");
    has(&ir, "value_percent_float!(%2)");
    has_not(&ir, "percent-format");
}

/// `e.args[0]` is the value, not its text.
#[test]
fn an_argument_of_an_exception_is_read() {
    let ir = ir(
        "",
        "self.reply({})",
        r#"
try:
    self.reply(self.body()["key"])
except KeyError as e:
    self.reply({"missing": e.args[0], "last": e.args[-1]})
"#,
    );
    has(&ir, "error_arg!(e%1, 0)");
    has(&ir, "error_arg!(e%1, -1)");
    let all = self::ir(
        "",
        "self.reply({})",
        "try:\n    self.reply(self.body())\nexcept KeyError as e:\n    self.reply(list(e.args))",
    );
    has(&all, "exception-attribute");
}

/// A tuple is compared item by item: one with values of unknown shape is compared as the list of its items, which can raise.
#[test]
fn a_sort_by_a_tuple_of_unknown_values_is_native() {
    let ir = ir(
        "rows = []",
        "self.reply(sorted(rows, key=lambda row: (-row[\"n\"], row[\"name\"])))",
        r#"
rows.append(self.body())
self.reply(min(rows, key=lambda row: (row["n"], None)))
"#,
    );
    has(&ir, "sorted_by!(rows, ");
    has(&ir, "[value_neg!(value_getitem!(row%1, Json(\"n\"))), value_getitem!(row%1, Json(\"name\"))]");
    has_not(&ir, "sort by tuple");
}

/// `.sort()` of a value of unknown shape: what it holds is replaced, as others may hold it too.
#[test]
fn a_value_of_unknown_shape_is_sorted_in_place() {
    let ir = ir(
        "",
        "self.reply({})",
        r#"
data = self.body()
data.sort()
data.sort(reverse=True)
data.sort(key=lambda item: item["n"], reverse=True)
self.reply(data)
"#,
    );
    has(&ir, "value_sort!(data%1)");
    has(&ir, "value_sort_reverse!(data%1)");
    has(&ir, "value_refill(data%1, sorted_by_reverse!(value_items_to_sort!(data%1), ");
}

/// A dict with keys of unknown shape is written as JSON: what cannot be written cannot be hashed.
#[test]
fn a_dict_with_keys_of_unknown_shape_is_written() {
    let ir = ir(
        "",
        "self.reply({})",
        r#"
groups = {}
for row in self.body():
    groups.setdefault(row["kind"], []).append(row)
self.reply(groups)
"#,
    );
    has(&ir, "dict[Json, #");
    has(&ir, "Encodable(groups%1)");
    has_not(&ir, "mixed-types");
}

#[test]
fn a_key_that_may_be_none_is_among_no_keys() {
    let ir = ir(
        "SESSIONS = {}\n\n\ndef open_session(token):\n    SESSIONS[token] = {\"user\": token}",
        "token = self.headers.get(\"Authorization\")\nif token in SESSIONS:\n    del SESSIONS[token]\nself.reply(SESSIONS.get(self.headers.get(\"X\")))",
        "open_session(self.part())\nself.reply(1)",
    );
    assert!(ir.contains("not is_none(token%1)"), "{ir}");
    assert!(ir.contains("dict_delitem!(SESSIONS, Str(token%1))"), "it is not None where it is among the keys: {ir}");
    assert!(!ir.contains("forward"), "{ir}");
}

#[test]
fn the_list_in_a_default_is_not_made() {
    let ir = ir(
        "from urllib.parse import parse_qs, urlparse",
        "query = parse_qs(urlparse(self.path).query)\ntag = query.get(\"tag\", [None])[0]\nlimit = int(query.get(\"limit\", [10])[0])\nself.reply([tag, limit])",
        "self.reply(1)",
    );
    assert!(!ir.contains("[None]") && !ir.contains("[10]"), "{ir}");
    assert!(ir.contains("\"10\""), "the int makes its way through text: {ir}");
    assert!(!ir.contains("list[Str?]"), "the lists of the query stay lists of text: {ir}");
}

/// What a held function gives is written by a call of its own: a list and a dict never meet.
#[test]
fn results_of_held_functions_that_are_only_written_stay_apart() {
    let ir = ir(
        r#"
def names():
    return ["a"]

def totals():
    return {1: 2.5}

ROUTES = {"/names": names, "/totals": totals}"#,
        r"
if self.path in ROUTES:
    self.reply(ROUTES[self.path]())",
        "self.reply(1)",
    );
    has(&ir, "reply(self%0, Encodable(names()))");
    has(&ir, "reply(self%0, Encodable(totals()))");
    has_not(&ir, "forward");
}

/// What the original does behind a refused statement, in the suites around it, it does to its own state.
#[test]
fn a_refused_statement_reaches_what_stands_behind_its_suites() {
    let ir = ir(
        r#"
history = []
table = {}

def note(text):
    history.append(text)

ACTIONS = {"note": note}"#,
        r#"
try:
    value = eval(self.part(), {})
except Exception:
    value = None
for name in ["note"]:
    ACTIONS[name](self.part())
self.reply(value)"#,
        "table[self.part()] = 1\nself.reply(table)",
    );
    has(&ir, "forward  # `eval()`: source that is known only at run time [GlobalId(0), GlobalId(2)]");
}

/// The item of `in` is evaluated before the container, and all of the container before anything is compared.
#[test]
fn the_operands_of_in_are_evaluated_in_order() {
    let ir = ir(
        r"
log = []

def f(n):
    log.append(n)
    return n",
        "self.reply(f(1) in (f(2), f(1)))",
        "self.reply(log)",
    );
    has(&ir, "(let %1 = f(1) in (let %2 = f(2) in (let %3 = f(1) in (%1 in (%2, %3,)))))");
}

/// `None` from a call that is there for what it does: the call stays.
#[test]
fn a_call_whose_none_is_used_is_evaluated() {
    let ir = ir("xs = [1]", "self.reply([len(xs), xs.append(2), len(xs)])", "self.reply(1)");
    has(&ir, "list_append(xs, 2)");
}

/// NaN is found in a container by its identity, which nobody knows here: what is looked for is made sure to be none, and what cannot be is refused.
#[test]
fn no_nan_is_compared_with_the_items_of_a_container() {
    let ir = ir(
        "",
        "self.reply({})",
        r#"
x = float(self.path)
y = float(self.path[1:])
xs = [x, 1.0, y]
known = {"x": x}
known[self.path] = y
other = dict(known)
if x in xs or 2.5 in xs or x in (0.5, 1.0) or x == y:
    self.reply([xs.count(y), (x, "a") == (y, "b"), xs == [0.5, 1.0]])
elif known == other:
    self.reply({})
else:
    self.reply([])
"#,
    );
    has(&ir, "float_not_nan(x%1) in xs%3");
    has(&ir, "2.5 in xs%3");
    has(&ir, "x%1 in (0.5, 1.0,)");
    has(&ir, "list_count(xs%3, float_not_nan(y%2))");
    has(&ir, "(float_not_nan(x%1), \"a\",) Eq (y%2, \"b\",)");
    has(&ir, "xs%3 Eq [0.5, 1.0]");
    has_not(&ir, "Number(float_not_nan");
    has(&ir, "nan-identity: floats in a dict are compared");
}
