//! Lists whose items may stand in any order.

use std::collections::{HashMap, VecDeque};

/// The order of `other`'s items in which they stand beside those of `first`: which of them is the same by the first key, else by the second, else the next one left.
///
/// Both have the same number of items; each item is given by its keys.
pub(super) fn align(first: &[[String; 2]], other: &[[String; 2]]) -> Vec<usize> {
    let mut places: Vec<Option<usize>> = vec![None; first.len()];
    let mut taken = vec![false; other.len()];
    for key in 0..2 {
        let mut left: HashMap<&str, VecDeque<usize>> = HashMap::new();
        for (at, keys) in other.iter().enumerate().filter(|(at, _)| !taken[*at]) {
            left.entry(&keys[key]).or_default().push_back(at);
        }
        let mut found = Vec::new();
        for (place, keys) in places.iter_mut().zip(first).filter(|(place, _)| place.is_none()) {
            *place = left.get_mut(keys[key].as_str()).and_then(VecDeque::pop_front);
            found.extend(*place);
        }
        for at in found {
            taken[at] = true;
        }
    }
    let mut rest = (0..other.len()).filter(|at| !taken[*at]);
    places.into_iter().filter_map(|place| place.or_else(|| rest.next())).collect()
}

#[cfg(test)]
mod tests {
    use super::align;

    fn keys(items: &[&str]) -> Vec<[String; 2]> {
        items.iter().map(|item| [(*item).to_owned(), item[..1].to_owned()]).collect()
    }

    #[test]
    fn the_same_items_stand_beside_each_other() {
        assert_eq!(align(&keys(&["a1", "b1", "a1"]), &keys(&["b1", "a1", "a1"])), [1, 0, 2]);
        assert_eq!(align(&keys(&["a1", "b1", "c1"]), &keys(&["b2", "x1", "a1"])), [2, 0, 1]);
        assert_eq!(align(&[], &[]), Vec::<usize>::new());
    }
}
