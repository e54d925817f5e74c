//! The comparison rules of `.pivotrc`: what each hides, what none hides, and which are stale.

mod support;

use std::fs;

use serde_json::{Value, json};
use support::servers::{Case, found, get, gets};

/// An answer with a value of every kind that a rule is about; the new service's differs where `new` says.
const ANSWER: &str = r"
rank = 7 if new else 3
score = 0.30000000000000004 if new else 0.3
tags = ['b', 'a', 'c'] if new else ['a', 'b', 'c']
seen_at = 1700000003 if new else 1700000000
body = {'id': self.path, 'rank': rank, 'score': score, 'tags': tags, 'seen_at': seen_at, 'same': 1}
self.send(200, json.dumps(body), [('X-Served-By', 'new' if new else 'old')])";

/// Every rule that the answer needs, and the paths of what differs without it.
const RULES: &str = r#"{
  "parity": {"rules": {
    "GET /user/<id>": [
      {"path": "$.rank", "ignore": true},
      {"path": "$.score", "tolerance": 1e-9},
      {"path": "$.tags", "unordered": true},
      {"path": "$.seen_at", "volatile": "clock", "type": "int"}
    ],
    // For all routes.
    "*": [{"header": "X-Served-By", "ignore": true}]
  }}
}"#;

fn case(rules: &str, tape: &[Value]) -> Case {
    let case = Case::new(ANSWER, ANSWER, tape).with_manifest(&json!([]));
    fs::write(case.path(".pivotrc"), rules).expect("written");
    case
}

#[test]
fn what_the_rules_allow_is_certified_and_counted() {
    let certificate = case(RULES, &gets(3)).certificate(0, &[]);
    assert_eq!((&certificate["verdict"], &certificate["identical"]), (&json!("certified"), &json!(3)));
    let rules = certificate["rules"].as_array().expect("a list");
    let counts: Vec<(&str, u64, u64)> = rules
        .iter()
        .map(|rule| {
            let number = |key: &str| rule[key].as_u64().expect("a number");
            (rule["path"].as_str().expect("a path"), number("reached"), number("hidden"))
        })
        .collect();
    assert_eq!(
        counts,
        [("$.rank", 3, 3), ("$.score", 3, 3), ("$.tags", 3, 3), ("$.seen_at", 3, 3), ("X-Served-By", 3, 3)]
    );
    assert!(rules[0]["origin"].as_str().is_some_and(|origin| origin.ends_with(".pivotrc:4")), "{certificate}");
}

#[test]
fn without_a_rule_its_difference_is_seen() {
    for (rule, path) in [
        ("{\"path\": \"$.rank\", \"ignore\": true},", "$.rank"),
        ("{\"path\": \"$.score\", \"tolerance\": 1e-9},", "$.score"),
        ("{\"path\": \"$.tags\", \"unordered\": true},", "$.tags[0]"),
        ("{\"header\": \"X-Served-By\", \"ignore\": true}", "x-served-by"),
    ] {
        assert!(RULES.contains(rule), "{rule}");
        let certificate = case(&RULES.replace(rule, ""), &gets(1)).certificate(1, &[]);
        assert!(found(&certificate).iter().any(|(_, found)| found == path), "{path}: {certificate}");
    }
}

#[test]
fn a_rule_hides_only_what_it_names() {
    // Another type, a number too far away, another item, another format, and a rule of another route.
    for (old, new, path) in [
        ("score = 0.30000000000000004 if new", "score = '0.3' if new", "$.score"),
        ("score = 0.30000000000000004 if new", "score = 0.31 if new", "$.score"),
        ("['b', 'a', 'c'] if new", "['b', 'a', 'd'] if new", "$.tags[2]"),
        ("1700000003 if new", "1700003600 if new", "$.seen_at"),
        ("'same': 1", "'same': 2 if new else 1", "$.same"),
    ] {
        assert!(ANSWER.contains(old), "{old}");
        let answer = ANSWER.replace(old, new);
        let case = Case::new(&answer, &answer, &gets(1)).with_manifest(&json!([]));
        fs::write(case.path(".pivotrc"), RULES).expect("written");
        let certificate = case.certificate(1, &[]);
        let paths: Vec<String> = found(&certificate).into_iter().map(|(_, path)| path).collect();
        assert_eq!(paths, [path], "{certificate}");
        for rule in certificate["rules"].as_array().expect("a list") {
            // `$.tags[2]` lies in the list whose order is hidden all the same.
            let objected = rule["path"] == path;
            assert_eq!(rule["hidden"], u64::from(!objected), "{rule}");
        }
    }
    let certificate = case(&RULES.replace("/user/<id>", "/other"), &[get("/user/1")]).certificate(1, &[]);
    assert!(certificate["differing"] == 1 && certificate["rules"][0]["reached"] == 0, "{certificate}");
}

#[test]
fn an_ignored_member_may_be_missing_and_the_rest_is_byte_equal() {
    for (old, new) in [
        ("{'a': 1, 'x': 2}", "{'a': 1}"),
        ("{'x': 2, 'a': 1}", "{'a': 1}"),
        ("{'a': 1}", "{'a': 1, 'x': None}"),
        ("{'x': {'y': [1]}}", "{}"),
        ("{'a': {'x': 1, 'b': 2, 'c': 3}}", "{'a': {'b': 2, 'x': [], 'c': 3}}"),
    ] {
        let answer = format!("self.send(200, json.dumps({new} if new else {old}))");
        let case = Case::new(&answer, &answer, &gets(1));
        fs::write(
            case.path(".pivotrc"),
            r#"{"parity": {"rules": {"*": [{"path": "$.x", "ignore": true}, {"path": "$.a.x", "ignore": true}]}}}"#,
        )
        .expect("written");
        assert_eq!(case.certificate(0, &[])["identical"], 1, "{old} {new}");
    }
}

#[test]
fn items_in_any_order_are_found_again_though_other_rules_change_them() {
    let answer = r"
items = [{'id': n, 'rank': n + (100 if new else 0), 'score': n / 3 + (1e-12 if new else 0)} for n in range(1, 6)]
if new:
    items = items[::-1]
self.send(200, json.dumps({'items': items}))";
    let case = Case::new(answer, answer, &gets(2));
    let rules = r#"{"parity": {"rules": {"*": [{"path": "$.items", "unordered": true},
        {"path": "$.items[*].rank", "ignore": true}, {"path": "$.items[*].score", "tolerance": "0.001%"}]}}}"#;
    fs::write(case.path(".pivotrc"), rules).expect("written");
    let certificate = case.certificate(0, &[]);
    assert_eq!(certificate["identical"], 2, "{certificate}");
    fs::write(case.path(".pivotrc"), rules.replace("0.001%", "0%")).expect("written");
    assert_eq!(case.certificate(1, &[])["differing"], 2);
}

#[test]
fn a_stale_rule_is_said_in_every_report() {
    let rules = RULES.replace(
        "\"*\": [",
        "\"*\": [{\"path\": \"$.same\", \"ignore\": true}, {\"path\": \"$.none\", \"ignore\": true}, ",
    );
    let case = case(&rules, &gets(2));
    let file = |name: &str| case.path(name).display().to_string();
    let reports = ["html", "markdown", "github", "text"];
    let wanted: Vec<String> = reports.iter().map(|form| format!("--report={form}={}", file(form))).collect();
    let certificate = case.certificate(0, &wanted.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(certificate["rules"][4]["hidden"], 0, "{certificate}");
    for form in reports {
        let text = fs::read_to_string(case.path(form)).expect("a report");
        assert!(text.contains("all routes $.same, ignored: stale, hid none of 2"), "{form}: {text}");
        assert!(text.contains("all routes $.none, ignored: stale, no answer has it"), "{form}: {text}");
    }
    let github = fs::read_to_string(case.path("github")).expect("a report");
    assert!(github.contains("line=10,title=stale rule::"), "{github}");
}

#[test]
fn slips_in_rules_are_errors_with_their_line() {
    for (rule, expected) in [
        ("{\"path\": \"$.a\", \"ignor\": true}", "unknown key `ignor` of a rule; did you mean `ignore`?"),
        ("{\"path\": \"$.a\"}", "a rule has one of ignore, tolerance, unordered, volatile"),
        ("{\"path\": \"$.a\", \"ignore\": true, \"unordered\": true}", "a rule has one of"),
        ("{\"ignore\": true}", "either a `path`"),
        ("{\"path\": \"a\", \"ignore\": true}", "`a` is no path"),
        ("{\"path\": \"$.a\", \"ignore\": false}", "`ignore` is true, or left out"),
        ("{\"path\": \"$.a\", \"tolerance\": -1}", "`tolerance` is a number from 0"),
        ("{\"path\": \"$.a\", \"tolerance\": \"1\"}", "`tolerance` is a number from 0"),
        ("{\"path\": \"$.a\", \"volatile\": \"clok\", \"type\": \"int\"}", "`volatile` is one of clock, random"),
        ("{\"path\": \"$.a\", \"volatile\": \"clock\"}", "a volatile value has a `type`"),
        ("{\"header\": \"X\", \"unordered\": true}", "a header can be"),
        ("{\"path\": \"$.a\", \"path\": \"$.b\", \"ignore\": true}", "`path` is set twice"),
        ("7", "a rule is an object"),
    ] {
        let case = case(&format!("{{\"parity\": {{\"rules\": {{\"*\": [\n{rule}]}}}}}}"), &gets(1));
        let output = case.command(&[]).output().expect("pivot runs");
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{rule}: {error}");
        assert!(error.contains(".pivotrc:2: ") && error.contains(expected), "{rule}: {error}");
    }
    let case = case("{\"parity\": {\"rules\": {\"user\": []}}}", &gets(1));
    let output = case.command(&[]).output().expect("pivot runs");
    assert!(String::from_utf8_lossy(&output.stderr).contains("`user` is no route"), "{output:?}");
}
