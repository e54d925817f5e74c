//! What a tape has to have for a certificate: requests of each route, and branches of the original.

mod support;

use std::fs;

use serde_json::{Value, json};
use support::servers::{Case, USER, get, gets};

/// A service with two routes and branches in them.
const SHOP: &str = r"
if self.path.startswith('/user/'):
    number = int(self.path[6:])
    if number > 5 and number % 2:
        self.send(404, '{}')
    else:
        self.send(200, json.dumps([n for n in range(number) if n]))
elif self.path == '/health':
    self.send(200, 'ok')
else:
    self.send(404, 'no')";

fn shop(tape: &[Value]) -> Case {
    let case = Case::new(SHOP, SHOP, tape).with_manifest(&json!([]));
    let mut manifest: Value =
        serde_json::from_str(&fs::read_to_string(case.path("pivot.json")).expect("text")).expect("JSON");
    let mut health = manifest["routes"][0].clone();
    health["path"] = json!("/health");
    let mut other = health.clone();
    other["path"] = json!("*");
    manifest["routes"].as_array_mut().expect("a list").extend([health, other]);
    manifest["sources"] = json!([{"path": "old.py", "sha256": ""}]);
    fs::write(case.path("pivot.json"), manifest.to_string()).expect("written");
    case
}

#[test]
fn every_route_is_asked_or_there_is_no_certificate() {
    let case = shop(&gets(3));
    assert_eq!(case.certificate(0, &[])["unasked"], json!(["GET /health"]), "said, and no condition");
    let certificate = case.certificate(1, &["--min-requests", "1"]);
    let missing = json!([{"what": "requests", "route": "GET /health", "found": 0.0, "wanted": 1.0}]);
    assert_eq!((&certificate["missing"], &certificate["verdict"]), (&missing, &json!("undecided")));
    assert_eq!((&certificate["drop_in"], &certificate["identical"]), (&json!(false), &json!(3)));
    let text = case.command(&["--min-requests", "1"]).output().expect("pivot runs").stdout;
    let text = String::from_utf8_lossy(&text).into_owned();
    assert!(text.contains("GET /health: 0 of 1 requests") && text.contains("drop-in: no, the tape lacks"), "{text}");
    fs::write(case.path(".pivotrc"), r#"{"parity": {"min_requests": 1}}"#).expect("written");
    case.certificate(1, &[]);
    assert_eq!(case.certificate(0, &["--min-requests", "0"])["drop_in"], true);
}

#[test]
fn a_hundred_equal_requests_are_no_certificate() {
    let tape: Vec<Value> = (0..100).map(|_| get("/user/3")).collect();
    let certificate = shop(&tape).certificate(1, &["--min-requests", "1", "--min-branches", "90"]);
    let wanted: Vec<&Value> =
        certificate["missing"].as_array().expect("a list").iter().map(|gap| &gap["what"]).collect();
    assert_eq!(wanted, ["requests", "branches"]);
    // Each of four conditions in one way, and the items of the list and their condition in both.
    let branches = &certificate["branches"];
    assert_eq!((&branches["reached"], &branches["all"]), (&json!(8), &json!(14)), "{branches}");
}

#[test]
fn each_class_of_status_counts() {
    let tape = [get("/user/1"), get("/user/2"), get("/user/7"), get("/health"), get("/health")];
    let certificate = shop(&tape).certificate(1, &["--min-requests", "2"]);
    let missing =
        json!([{"what": "requests", "route": "GET /user/<id>", "status": "4xx", "found": 1.0, "wanted": 2.0}]);
    assert_eq!(certificate["missing"], missing);
}

#[test]
fn branches_are_shown_with_what_was_never_so() {
    let tape = [get("/user/1"), get("/user/7"), get("/health")];
    let case = shop(&tape);
    let certificate = case.certificate(0, &["--coverage"]);
    let branches = &certificate["branches"];
    assert_eq!((&branches["reached"], &branches["all"]), (&json!(10), &json!(14)), "{branches}");
    let functions = branches["missing"].as_array().expect("a list");
    assert_eq!(functions[0]["ways"].as_array().map(Vec::len), Some(2), "most of it first: {branches}");
    let function = functions.iter().find(|one| one["function"] == "Handler.answer").expect("the handler");
    let ways = function["ways"].as_array().expect("a list");
    assert!(ways.iter().any(|way| way["text"] == "self.path == '/health':" && way["holds"] == false), "{ways:?}");
    let text = case.command(&["--coverage"]).output().expect("pivot runs").stdout;
    let text = String::from_utf8_lossy(&text).into_owned();
    assert!(
        text.contains("10 of 14 branches of the original reached (71.4 %)")
            && text.contains("never false: self.path == '/health':"),
        "{text}"
    );
    let all = [&tape[..], &[get("/nowhere"), get("/user/2")]].concat();
    let branches = &shop(&all).certificate(0, &["--min-branches", "85"])["branches"];
    assert_eq!(
        (&branches["reached"], branches["missing"].as_array().map(Vec::len)),
        (&json!(12), Some(1)),
        "{branches}"
    );
}

#[test]
fn what_cannot_be_traced_says_so() {
    let case = Case::new(USER, USER, &gets(1));
    let run = |old: &str, arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_pivot"));
        command.args(["parity", "--requests"]).arg(case.path("tape.jsonl")).args([
            "--old",
            old,
            "--new",
            "python3 new.py {port}",
        ]);
        let output = command.args(arguments).current_dir(case.folder.path()).output().expect("pivot runs");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (code, error) = run("python3 -I old.py {port}", &["--coverage"]);
    assert!(code == Some(2) && error.contains("did not load the module"), "{error}");
    let (code, error) = run("http://127.0.0.1:1", &["--coverage"]);
    assert!(code == Some(2) && error.contains("its Python files are not known"), "{error}");
    assert_eq!(run("python3 old.py {port}", &["--min-branches", "101"]).0, Some(2));
    assert_eq!(run("python3 old.py {port}", &["--min-requests", "-1"]).0, Some(2));
}
