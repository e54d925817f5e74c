//! What a function says twice is said once: an error that is checked only to be returned, a chain of tests, an empty struct whose
//! fields are set one by one.

use super::body::is_error;
use super::source::tokens;
use super::statement::{Block, If, Statement, breaks, print};
use super::tree::Go;

/// A chain of so many branches is a `switch`.
const SWITCH: usize = 3;

/// Tidies a block and what is within it.
pub fn tidy(block: &mut Block) {
    while returned(block) || passed_on(block) || composed(block) || declared(block) || together(block) {}
    for statement in block {
        switched(statement);
        for go in statement.expressions_mut() {
            within(go);
        }
        for inner in statement.blocks_mut() {
            tidy(inner);
        }
    }
}

/// Tidies the function literals of an expression.
fn within(go: &mut Go) {
    if let Go::Func(_, block) = go {
        tidy(block);
    }
    for child in go.children_mut() {
        within(child);
    }
}

/// `if err := f(); err != nil { return err }`, `return nil` is `return f()`.
fn returned(block: &mut Block) -> bool {
    let found = block.windows(2).enumerate().find_map(|(i, pair)| {
        let [Statement::If(parts), Statement::Return(done)] = pair else { return None };
        let Some(Statement::Define(names, values)) = &parts.init else { return None };
        let ([error], [call], [nil]) = (&names[..], &values[..], &done[..]) else { return None };
        (nil.is("nil") && passes_on(parts, error, &[])).then(|| (i, call.clone()))
    });
    let Some((i, call)) = found else { return false };
    block.splice(i..i + 2, [Statement::Return(vec![call])]);
    true
}

/// Whether an `if` does nothing but to return an error after those values.
fn passes_on(parts: &If, error: &str, values: &[Go]) -> bool {
    let [Statement::Return(given)] = &parts.then[..] else { return false };
    let Some((last, before)) = given.split_last() else { return false };
    parts.test == is_error(error) && parts.otherwise.is_empty() && last.is(error) && before == values
}

/// `if err != nil { return x, err }`, `return x, nil` is `return x, err`; with `x, err := f()` before it, it is `return f()`.
fn passed_on(block: &mut Block) -> bool {
    for i in 0..block.len().saturating_sub(1) {
        let (Statement::If(parts), Statement::Return(done)) = (&block[i], &block[i + 1]) else { continue };
        let Go::Binary("!=", error, _) = &parts.test else { continue };
        let (Go::Atom(error), None, Some((nil, done))) = (&**error, &parts.init, done.split_last()) else { continue };
        let [Statement::Return(given)] = &parts.then[..] else { continue };
        if !nil.is("nil") || given.len() != done.len() + 1 || !passes_on(parts, error, &given[..done.len()]) {
            continue;
        }
        let call = i.checked_sub(1).and_then(|before| match &block[before] {
            Statement::Define(names, values) => {
                let (last, names) = names.split_last()?;
                let same = names.len() == done.len() && names.iter().zip(done).all(|(name, value)| value.is(name));
                let [call @ Go::Call(..)] = &values[..] else { return None };
                (last == error && same).then(|| call.clone())
            }
            _ => None,
        });
        if let Some(call) = call {
            block.splice(i - 1..i + 2, [Statement::Return(vec![call])]);
            return true;
        }
        if given[..done.len()] == *done {
            let values = given.clone();
            block.splice(i..i + 2, [Statement::Return(values)]);
            return true;
        }
    }
    false
}

/// `x := &T{}`, `x.A = 1`, `return x` is `return &T{A: 1}`.
fn composed(block: &mut Block) -> bool {
    for i in 0..block.len() {
        let Some((name, ty)) = empty_struct(&block[i]) else { continue };
        let fields: Vec<(Option<String>, Go)> = block[i + 1..].iter().map_while(|next| field_of(next, name)).collect();
        let distinct = fields.iter().enumerate().all(|(n, field)| fields[..n].iter().all(|other| other.0 != field.0));
        let at = i + 1 + fields.len();
        let Some(Statement::Return(values)) = block.get(at) else { continue };
        let Some((first, rest)) = values.split_first() else { continue };
        if fields.is_empty() || !distinct || !first.is(name) || !rest.iter().all(|value| value.is("nil")) {
            continue;
        }
        let mut values = vec![Go::unary("&", Go::Composite(ty.to_owned(), fields))];
        values.extend_from_slice(rest);
        block.splice(i..=at, [Statement::Return(values)]);
        return true;
    }
    false
}

/// `var x T`, `x = f()` is `x := f()`.
fn declared(block: &mut Block) -> bool {
    let found = block.windows(2).position(|pair| {
        let [Statement::Var(name, _, None), Statement::Assign(targets, values)] = pair else { return false };
        let ([target], [value @ Go::Call(function, _)]) = (&targets[..], &values[..]) else { return false };
        // A call of a function of the runtime has the type that is held; a conversion may have another.
        let typed = matches!(&**function, Go::Atom(function) if function.starts_with("py."));
        typed && target.is(name) && !value.names(name)
    });
    let Some(at) = found else { return false };
    let [Statement::Var(name, ..), Statement::Assign(_, values)] = &block[at..at + 2] else { return false };
    let define = Statement::Define(vec![name.clone()], values.clone());
    block.splice(at..at + 2, [define]);
    true
}

/// `x := a`, `y := b`, `v = x`, `w = y` is `v, w = a, b`, where nothing else reads `x` and `y`.
fn together(block: &mut Block) -> bool {
    for at in 0..block.len() {
        let kept: Vec<(&str, &Go)> = block[at..].iter().map_while(kept_value).collect();
        for count in (2..=kept.len()).rev() {
            let Some(assigned) = block.get(at + count..at + 2 * count) else { continue };
            let targets: Option<Vec<Go>> =
                assigned.iter().zip(&kept).map(|(statement, (name, _))| assigned_to(statement, name)).collect();
            let Some(targets) = targets else { continue };
            let names: Vec<&str> = kept[..count].iter().map(|(name, _)| *name).collect();
            let rest = print(&block[at + 2 * count..], 0);
            let read = tokens(&rest).iter().any(|word| names.contains(word))
                || targets.iter().any(|target| names.iter().any(|name| target.names(name)))
                || kept[..count].iter().any(|(_, value)| names.iter().any(|name| value.names(name)));
            if read {
                continue;
            }
            let values = kept[..count].iter().map(|(_, value)| (*value).clone()).collect();
            block.splice(at..at + 2 * count, [Statement::Assign(targets, values)]);
            return true;
        }
    }
    false
}

/// The name and the value of `x := value`, where the value calls nothing.
fn kept_value(statement: &Statement) -> Option<(&str, &Go)> {
    let Statement::Define(names, values) = statement else { return None };
    match (&names[..], &values[..]) {
        ([name], [value]) if calls_nothing(value) => Some((name, value)),
        _ => None,
    }
}

fn calls_nothing(go: &Go) -> bool {
    match go {
        Go::Atom(_) => true,
        Go::Select(..) | Go::Unary("-" | "!", _) | Go::Binary(..) => go.children().into_iter().all(calls_nothing),
        _ => false,
    }
}

/// The target of `target = name`.
fn assigned_to(statement: &Statement, name: &str) -> Option<Go> {
    let Statement::Assign(targets, values) = statement else { return None };
    match (&targets[..], &values[..]) {
        ([target], [value]) if value.is(name) && is_path(target) => Some(target.clone()),
        _ => None,
    }
}

/// The variable and the type of `x := &T{}`.
fn empty_struct(statement: &Statement) -> Option<(&str, &str)> {
    let Statement::Define(names, values) = statement else { return None };
    let ([name], [Go::Unary("&", made)]) = (&names[..], &values[..]) else { return None };
    match &**made {
        Go::Composite(ty, fields) if fields.is_empty() => Some((name, ty)),
        _ => None,
    }
}

/// The field and its value in `x.A = value`, where the value does not name `x`.
fn field_of(statement: &Statement, name: &str) -> Option<(Option<String>, Go)> {
    let Statement::Assign(targets, values) = statement else { return None };
    let ([Go::Select(object, field)], [value]) = (&targets[..], &values[..]) else { return None };
    (object.is(name) && !value.names(name)).then(|| (Some(field.clone()), value.clone()))
}

/// A chain of tests is a `switch`, on a value where all of them compare it with literals.
fn switched(statement: &mut Statement) {
    let Some(branches) = branches(statement).filter(|branches| branches.len() >= SWITCH) else { return };
    if branches.iter().any(|(_, block)| breaks(block)) {
        return;
    }
    let compared: Option<Vec<(&Go, Vec<&Go>)>> =
        branches.iter().filter_map(|(test, _)| test.as_ref()).map(compared).collect();
    let value = compared.as_ref().and_then(|all| {
        let literals: Vec<&Go> = all.iter().flat_map(|(_, literals)| literals).copied().collect();
        let distinct = literals.iter().enumerate().all(|(n, one)| !literals[..n].contains(one));
        let value = all.first()?.0;
        (distinct && all.iter().all(|(other, _)| *other == value)).then(|| value.clone())
    });
    let cases = branches
        .iter()
        .map(|(test, block)| {
            let tests = match (test, &value) {
                (None, _) => Vec::new(),
                (Some(test), Some(_)) => {
                    let literals = self::compared(test).map(|(_, literals)| literals).unwrap_or_default();
                    literals.into_iter().cloned().collect()
                }
                (Some(test), None) => vec![(*test).clone()],
            };
            (tests, (*block).clone())
        })
        .collect();
    *statement = Statement::Switch(value, cases);
}

/// The tests of a chain with what they decide; the last may have none. None for what is no chain or declares something on the way.
fn branches(statement: &Statement) -> Option<Vec<(Option<&Go>, &Block)>> {
    let mut found = Vec::new();
    let mut next = statement;
    loop {
        let Statement::If(parts) = next else { return None };
        if parts.init.is_some() {
            return None;
        }
        found.push((Some(&parts.test), &parts.then));
        match &parts.otherwise[..] {
            [] => return Some(found),
            [one @ Statement::If(inner)] if inner.init.is_none() => next = one,
            _ => {
                found.push((None, &parts.otherwise));
                return Some(found);
            }
        }
    }
}

/// `name == "a" || name == "b"`: what a `case` of a switch on that name can say.
fn compared<'g>(test: &&'g Go) -> Option<(&'g Go, Vec<&'g Go>)> {
    match test {
        Go::Binary("==", name, literal) if is_path(name) && is_literal(literal) => Some((name, vec![literal])),
        Go::Binary("||", left, right) => {
            let (name, mut literals) = compared(&&**left)?;
            let (other, more) = compared(&&**right)?;
            literals.extend(more);
            (name == other).then_some((name, literals))
        }
        _ => None,
    }
}

/// A variable or a field of one.
fn is_path(go: &Go) -> bool {
    match go {
        Go::Atom(text) => text.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '.'),
        Go::Select(object, _) => is_path(object),
        _ => false,
    }
}

fn is_literal(go: &Go) -> bool {
    matches!(go, Go::Atom(text) if text.starts_with('"') || text.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::tidy;
    use crate::emit::go::body::is_error;
    use crate::emit::go::statement::{Block, Statement, print};
    use crate::emit::go::tree::Go;

    fn a(text: &str) -> Go {
        Go::atom(text)
    }

    fn tidied(mut block: Block) -> String {
        tidy(&mut block);
        print(&block, 0)
    }

    fn checked(values: &[&str], failed: &[&str], done: &[&str]) -> Block {
        let gos = |texts: &[&str]| texts.iter().map(|text| a(text)).collect();
        vec![
            Statement::Define(values.iter().map(|one| (*one).to_owned()).collect(), vec![Go::call("f", Vec::new())]),
            Statement::when(is_error("err"), vec![Statement::Return(gos(failed))]),
            Statement::Return(gos(done)),
        ]
    }

    #[test]
    fn an_error_that_is_only_passed_on_is_returned() {
        let call = Some(Statement::define("err", Go::call("f", vec![a("x")])));
        let check = Statement::if_init(call, is_error("err"), vec![Statement::Return(vec![a("err")])], Block::new());
        assert_eq!(tidied(vec![check, Statement::Return(vec![a("nil")])]), "return f(x)\n");
        assert_eq!(tidied(checked(&["v", "err"], &["nil", "err"], &["v", "nil"])), "return f()\n");
        assert_eq!(tidied(checked(&["_", "err"], &["0", "err"], &["0", "nil"])), "_, err := f()\nreturn 0, err\n");
        let kept = "v, err := f()\nif err != nil {\n\treturn 0, err\n}\nreturn 1, nil\n";
        assert_eq!(tidied(checked(&["v", "err"], &["0", "err"], &["1", "nil"])), kept);
    }

    #[test]
    fn a_chain_is_a_switch() {
        let is = |text: &str| Go::binary("==", a("a"), Go::string(text));
        let run = |name: &str| vec![Statement::Expr(Go::call(name, Vec::new()))];
        let either = Go::binary("||", is("y"), is("z"));
        let inner = Statement::if_else(either, run("g"), run("h"));
        let want = "switch a {\ncase \"x\":\n\tf()\ncase \"y\", \"z\":\n\tg()\ndefault:\n\th()\n}\n";
        assert_eq!(tidied(vec![Statement::if_else(is("x"), run("f"), vec![inner])]), want);
    }

    #[test]
    fn values_are_assigned_together() {
        let pair = |last: Vec<Statement>| {
            let mut block = vec![
                Statement::define("x", a("b")),
                Statement::define("y", Go::binary("+", a("a"), a("b"))),
                Statement::assign(a("a"), a("x")),
                Statement::assign(a("b"), a("y")),
            ];
            block.extend(last);
            block
        };
        assert_eq!(tidied(pair(Vec::new())), "a, b = b, a+b\n");
        let kept = "x := b\ny := a + b\na = x\nb = y\nreturn x\n";
        assert_eq!(tidied(pair(vec![Statement::Return(vec![a("x")])])), kept);
        let declared =
            |value: Go| vec![Statement::Var("n".into(), "int64".into(), None), Statement::assign(a("n"), value)];
        assert_eq!(tidied(declared(Go::call("py.Add", vec![a("a"), a("b")]))), "n := py.Add(a, b)\n");
        assert_eq!(tidied(declared(a("5"))), "var n int64\nn = 5\n");
    }

    #[test]
    fn a_struct_is_made_at_once() {
        let made = |second: Go| {
            let new = Go::unary("&", Go::Composite("C".into(), Vec::new()));
            vec![
                Statement::define("c", new),
                Statement::assign(a("c").select("A"), a("a")),
                Statement::assign(a("c").select("B"), second),
                Statement::Return(vec![a("c")]),
            ]
        };
        assert_eq!(tidied(made(a("0"))), "return &C{A: a, B: 0}\n");
        assert_eq!(tidied(made(a("c").select("A"))), "c := &C{}\nc.A = a\nc.B = c.A\nreturn c\n");
    }
}
