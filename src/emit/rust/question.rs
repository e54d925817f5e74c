//! Calls whose error is passed on by `?`.

use super::doc::Doc;

/// The only `?` of an expression: what it is applied to, and the expression with `value` in its place.
pub fn inner_question(doc: Doc, anywhere: bool) -> Option<(Doc, Doc)> {
    if let Some(subject) = single_question(doc.clone()) {
        return Some((subject, Doc::text("value")));
    }
    if !anywhere {
        return None;
    }
    let mut found = None;
    let outer = take_question(doc, &mut found);
    let subject = found?;
    (!questions(&outer) && !questions(&subject)).then_some((subject, outer))
}

/// Puts `value` in the place of the first chain that ends in `?` at its head.
fn take_question(doc: Doc, found: &mut Option<Doc>) -> Doc {
    if found.is_some() {
        return doc;
    }
    match doc {
        Doc::Chain(first, links) => {
            if let Some(at) = links.iter().position(|link| *link == Doc::text("?")) {
                let inner_clean = !questions(&first) && !links[..at].iter().any(questions);
                if inner_clean {
                    let subject = if at == 0 { *first } else { Doc::Chain(first, links[..at].to_vec()) };
                    *found = Some(subject);
                    let rest = links[at + 1..].to_vec();
                    return if rest.is_empty() {
                        Doc::text("value")
                    } else {
                        Doc::Chain(Box::new(Doc::text("value")), rest)
                    };
                }
            }
            let first = take_question(*first, found);
            Doc::Chain(Box::new(first), links.into_iter().map(|link| take_question(link, found)).collect())
        }
        Doc::Concat(parts) => Doc::Concat(parts.into_iter().map(|part| take_question(part, found)).collect()),
        Doc::List(mut list) => {
            list.items = list.items.into_iter().map(|item| take_question(item, found)).collect();
            Doc::List(list)
        }
        Doc::Binary(operands) => Doc::Binary(
            operands.into_iter().map(|(operator, operand)| (operator, take_question(operand, found))).collect(),
        ),
        other @ (Doc::Text(_) | Doc::Block(_) | Doc::Choice(_) | Doc::Closure(..) | Doc::Guard(..)) => other,
    }
}

/// A call whose own `?` is its only one, without it.
pub fn single_question(doc: Doc) -> Option<Doc> {
    let Doc::Chain(head, mut links) = doc else { return None };
    if links.pop()? != Doc::text("?") {
        return None;
    }
    let rest = if links.is_empty() { *head } else { Doc::Chain(head, links) };
    (!questions(&rest)).then_some(rest)
}

/// Whether `?` leaves the expression somewhere.
pub fn questions(doc: &Doc) -> bool {
    match doc {
        Doc::Text(text) => text == "?" || text.ends_with('?'),
        Doc::Concat(parts) => parts.iter().any(questions),
        Doc::List(list) => questions(&list.open) || list.items.iter().any(questions),
        Doc::Chain(head, links) => questions(head) || links.iter().any(questions),
        Doc::Binary(operands) => operands.iter().any(|(_, operand)| questions(operand)),
        Doc::Block(_) => true,
        Doc::Choice(parts) => parts.iter().any(questions),
        Doc::Closure(_, body) | Doc::Guard(_, body) => questions(body),
    }
}
