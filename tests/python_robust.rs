//! The reader on what is no Python: it never panics, never runs out of stack, and never accepts in silence.

use std::fmt::Write as _;
use std::path::Path;

use pivot::python::ast::{Module, StmtKind};
use pivot::python::visit::Node;
use pivot::python::{Parsed, decode, dump, parse};
use pivot::source::{FileId, SourceFile};

fn read(text: &str) -> (Parsed, SourceFile) {
    let source = SourceFile::new("test.py", text);
    (parse(FileId(0), &source), source)
}

fn findings(text: &str) -> Vec<String> {
    let (parsed, source) = read(text);
    let line = |finding: &pivot::source::Finding| finding.place.map_or(0, |place| source.line(place.span.start));
    parsed.findings.iter().map(|finding| format!("{}: {}", line(finding), finding.title)).collect()
}

/// Every node has an id of its own, and together they are dense; spans lie in the text and split no character.
fn check(module: &Module, source: &SourceFile) {
    let (mut exprs, mut stmts) = (vec![false; module.expr_count as usize], vec![false; module.stmt_count as usize]);
    for stmt in &module.body {
        Node::Stmt(stmt).walk(&mut |node| {
            let (span, seen) = match node {
                Node::Stmt(stmt) => (stmt.span, &mut stmts[stmt.id.0 as usize]),
                Node::Expr(expr) => (expr.span, &mut exprs[expr.id.0 as usize]),
                Node::Pattern(pattern) => (pattern.span, &mut true),
            };
            let pattern = matches!(node, Node::Pattern(_));
            assert!(pattern || !std::mem::replace(seen, true), "an id is used twice");
            assert!(source.text().get(span.start as usize..span.end as usize).is_some(), "{span:?}");
        });
    }
    assert!(stmts.iter().all(|seen| *seen), "statement ids are dense");
    assert!(exprs.iter().all(|seen| *seen), "expression ids are dense");
}

/// A small generator of numbers, so that a failure repeats.
struct Chance(u64);

impl Chance {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % below.max(1) as u64).unwrap_or(0)
    }
}

const MARKS: &[u8] = b"\"'{}[]()\\\n\r\t #:;.,f=!*@rbaif\xc3\xa9";

#[test]
fn garbage_is_refused_without_a_panic() {
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    for round in 0..3000 {
        let length = chance.next(400);
        let bytes: Vec<u8> = (0..length)
            .map(|_| {
                let any = u8::try_from(chance.next(256)).unwrap_or(0);
                if round % 3 == 0 { any } else { MARKS[chance.next(MARKS.len())] }
            })
            .collect();
        let text = decode(&bytes).unwrap_or_else(|_| String::from_utf8_lossy(&bytes).into_owned());
        let (parsed, source) = read(&text);
        check(&parsed.module, &source);
        dump(&parsed.module, &source);
    }
}

#[test]
fn truncated_files_are_read_as_far_as_they_go() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/tree.py");
    let whole = std::fs::read_to_string(path).expect("tree.py is there");
    for end in (0..whole.len()).step_by(7).filter(|end| whole.is_char_boundary(*end)) {
        let (parsed, source) = read(&whole[..end]);
        check(&parsed.module, &source);
        assert!(parsed.findings.len() <= 3, "{end}: {:?}", parsed.findings);
    }
}

#[test]
fn an_error_costs_one_statement() {
    let text = "def f():\n    a = 1\n    b = = 2\n    return a\n\nclass C(:\n    x = 1\n\nprint 'x'\ny = 3\n";
    let (parsed, source) = read(text);
    check(&parsed.module, &source);
    assert_eq!(findings(text).len(), 3, "{:?}", findings(text));
    let kinds: Vec<bool> =
        parsed.module.body.iter().map(|stmt| matches!(stmt.kind, StmtKind::Invalid { .. })).collect();
    assert_eq!(kinds, [false, true, true, false]);
    let StmtKind::FunctionDef(def) = &parsed.module.body[0].kind else { panic!("a function") };
    assert_eq!(def.body.len(), 3);
}

#[test]
fn findings_say_where_and_what() {
    let cases = [
        ("if x:\npass\n", "2: expected an indented block after 'if' statement"),
        ("x = (1,\n     2\ny = 3\n", "1: '(' was never closed"),
        ("x = (1,\n", "1: '(' was never closed"),
        ("f() = 1\n", "1: cannot assign to function call"),
        ("1 = x\n", "1: cannot assign to literal"),
        ("print 'x'\n", "1: missing parentheses in call to 'print'"),
        ("try:\n    pass\nexcept A, B:\n    pass\n", "3: multiple exception types must be parenthesized"),
        ("x = 'abc\n", "1: unterminated string literal"),
        ("if 1:\n        a\n    b\n", "3: unindent does not match any outer indentation level"),
        (
            "match x:\n    case 1 +:\n        pass\n    case 2:\n        pass\n",
            "2: imaginary number required in complex literal",
        ),
        (
            "x = 0777\n",
            "1: leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(findings(text), [expected], "{text}");
    }
}

/// As deep as CPython compiles works, on a small stack; deeper is refused; both without running out of stack.
#[test]
fn depth_is_bounded() {
    let shapes: [fn(usize) -> String; 9] = [
        |n| "a+".repeat(n) + "a\n",
        |n| format!("a{}\n", ".b()".repeat(n / 2)),
        |n| "-".repeat(n) + "a\n",
        |n| "not ".repeat(n) + "a\n",
        |n| "a if b else ".repeat(n) + "c\n",
        |n| "lambda: ".repeat(n) + "c\n",
        |n| "a**".repeat(n) + "c\n",
        |n| format!("if a: pass\n{}", "elif b: pass\n".repeat(n)),
        |n| {
            let mut text = String::from("match a:\n case ");
            let _ = writeln!(text, "a{}: pass", ".b".repeat(n));
            text
        },
    ];
    for (index, shape) in shapes.iter().enumerate() {
        for (size, fits) in [(2900, true), (100_000, false)] {
            let (parsed, source) = read(&shape(size));
            assert_eq!(parsed.findings.is_empty(), fits, "shape {index} of {size}: {:?}", parsed.findings.first());
            check(&parsed.module, &source);
            dump(&parsed.module, &source);
        }
    }
    for (text, fits) in [("(".repeat(200) + &")".repeat(200), true), ("[".repeat(201) + &"]".repeat(201), false)] {
        assert_eq!(findings(&text).is_empty(), fits);
    }
    let chain = format!("({}a)", "a+".repeat(2900));
    let nested = (0..20).fold(chain, |inner, _| format!("({inner}{})", "+a".repeat(2900)));
    assert!(!findings(&nested).is_empty(), "many long chains in one another");
    let blocks: Vec<_> = (0..99).map(|depth| format!("{}if a:\n", " ".repeat(depth))).collect();
    assert_eq!(findings(&format!("{}{}pass\n", blocks.concat(), " ".repeat(99))), [""; 0]);
}
