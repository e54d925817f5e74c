//! What conditions say of a request's path.

use std::collections::BTreeMap;

/// A place in the path's parts, that is, what stands between its slashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The part with that number, from 0: `user` is number 1 of `/api/user/7`.
    At(usize),
    /// The last one.
    Last,
    /// What is left after a start: `self.path[len("/api/user/"):]`.
    Rest,
}

/// What is known of a path at a point of the dispatch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// `path == "/x"`
    pub exact: Option<String>,
    /// `path.startswith("/x/")`
    pub prefix: String,
    /// `path.endswith("/x")`
    pub suffix: String,
    /// `"x" in path`
    pub contains: Vec<String>,
    /// `parts[1] == "x"`
    pub parts: BTreeMap<usize, String>,
    /// `parts[-1] == "x"`
    pub last: Option<String>,
    /// `len(parts) == 2`
    pub count: Option<usize>,
    /// `len(parts) >= 2`
    pub least: usize,
    /// The path as a route table or a regular expression has it.
    pub pattern: Option<String>,
}

impl Known {
    /// `path == "/x"`
    pub fn exact(path: &str) -> Self {
        Self { exact: Some(path.to_owned()), ..Self::default() }
    }

    /// Both; `None` when they contradict each other.
    pub fn and(&self, other: &Self) -> Option<Self> {
        fn agree<T: PartialEq>(left: Option<&T>, right: Option<&T>) -> bool {
            left.zip(right).is_none_or(|(left, right)| left == right)
        }
        fn longer(left: &str, right: &str, fits: fn(&str, &str) -> bool) -> Option<String> {
            let (long, short) = if left.len() >= right.len() { (left, right) } else { (right, left) };
            fits(long, short).then(|| long.to_owned())
        }
        let agrees = agree(self.exact.as_ref(), other.exact.as_ref())
            && agree(self.last.as_ref(), other.last.as_ref())
            && agree(self.count.as_ref(), other.count.as_ref())
            && agree(self.pattern.as_ref(), other.pattern.as_ref());
        if !agrees {
            return None;
        }
        let mut parts = self.parts.clone();
        for (index, text) in &other.parts {
            if parts.insert(*index, text.clone()).is_some_and(|before| before != *text) {
                return None;
            }
        }
        let joined = Self {
            exact: self.exact.clone().or_else(|| other.exact.clone()),
            prefix: longer(&self.prefix, &other.prefix, |long, short| long.starts_with(short))?,
            suffix: longer(&self.suffix, &other.suffix, |long, short| long.ends_with(short))?,
            contains: self.contains.iter().chain(&other.contains).cloned().collect(),
            parts,
            last: self.last.clone().or_else(|| other.last.clone()),
            count: self.count.or(other.count),
            least: self.least.max(other.least),
            pattern: self.pattern.clone().or_else(|| other.pattern.clone()),
        };
        joined.possible().then_some(joined)
    }

    fn possible(&self) -> bool {
        let count_fits =
            self.count.is_none_or(|count| count >= self.least && self.parts.keys().all(|index| *index < count));
        let exact_fits = self.exact.as_ref().is_none_or(|exact| {
            let parts: Vec<&str> = exact.trim_matches('/').split('/').collect();
            exact.starts_with(&self.prefix)
                && exact.ends_with(&self.suffix)
                && self.parts.iter().all(|(index, text)| parts.get(*index) == Some(&text.as_str()))
        });
        count_fits && exact_fits
    }

    /// The path as a route: `/orders/<order_id>/items`. `names` are those that the code gives to parts.
    pub fn path(&self, names: &BTreeMap<Part, String>) -> String {
        if let Some(exact) = self.exact.as_ref().or(self.pattern.as_ref()) {
            return exact.clone();
        }
        let mut text = self.by_parts(names);
        if self.prefix.is_empty() && self.parts.is_empty() && self.count.is_none() && self.least == 0 {
            text = match (&self.last, self.contains.first()) {
                (Some(last), _) => format!("*/{last}"),
                (None, Some(contained)) if self.suffix.is_empty() => format!("*{contained}*"),
                _ => "*".to_owned(),
            };
            if !self.suffix.is_empty() {
                text = format!("*{}", self.suffix);
            }
        }
        text
    }

    /// From the start and the parts.
    fn by_parts(&self, names: &BTreeMap<Part, String>) -> String {
        let (whole, open) = match self.prefix.rsplit_once('/') {
            Some((whole, open)) => (whole.trim_start_matches('/'), open),
            None => ("", self.prefix.as_str()),
        };
        let mut parts: Vec<Option<String>> =
            whole.split('/').filter(|part| !part.is_empty()).map(|part| Some(part.to_owned())).collect();
        let start = parts.len();
        // `startswith("/api/user/")`: something follows.
        if !self.prefix.is_empty() && open.is_empty() {
            parts.push(None);
        }
        let wanted = self.count.unwrap_or_else(|| self.least.max(self.parts.keys().last().map_or(0, |last| last + 1)));
        while parts.len() < wanted {
            parts.push(None);
        }
        for (index, text) in &self.parts {
            if let Some(part) = parts.get_mut(*index) {
                *part = Some(text.clone());
            }
        }
        if let Some(last) = &self.last {
            match (self.count, parts.last_mut()) {
                (Some(_), Some(part)) => *part = Some(last.clone()),
                (_, Some(None)) => parts.push(Some(last.clone())),
                // `parts[0] == "orders" and parts[-1] == "notes"`: something stands between.
                _ => parts.extend([None, Some(last.clone())]),
            }
        }
        let end = parts.len();
        let mut text = String::new();
        let mut unnamed = 0;
        for (index, part) in parts.into_iter().enumerate() {
            text.push('/');
            if let Some(part) = part {
                text.push_str(&part);
                continue;
            }
            let given = [Part::At(index), Part::Last, Part::Rest].iter().find_map(|part| match part {
                Part::Last if index + 1 != end => None,
                Part::Rest if index != start => None,
                part => names.get(part),
            });
            let name = given.cloned().unwrap_or_else(|| {
                unnamed += 1;
                if unnamed == 1 { "id".to_owned() } else { format!("id{unnamed}") }
            });
            text.extend(["<", &name, ">"]);
        }
        if !open.is_empty() {
            text = format!("{}*", self.prefix);
        }
        if !self.suffix.is_empty() && !text.ends_with(&self.suffix) {
            let suffix = if text.ends_with('*') { self.suffix.trim_start_matches('*') } else { &self.suffix };
            text.push_str(suffix);
        }
        if text.is_empty() { "/".to_owned() } else { text }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(known: &Known, names: &[(Part, &str)]) -> String {
        known.path(&names.iter().map(|(part, name)| (*part, (*name).to_owned())).collect())
    }

    #[test]
    fn a_path_reads_like_a_route() {
        let part = |index: usize, text: &str| Known { parts: [(index, text.to_owned())].into(), ..Known::default() };
        let two = part(0, "orders").and(&Known { count: Some(2), ..Known::default() }).expect("possible");
        assert_eq!(path(&two, &[(Part::At(1), "order_id")]), "/orders/<order_id>");
        let notes = part(0, "orders").and(&Known { last: Some("notes".into()), ..Known::default() }).expect("possible");
        assert_eq!(path(&notes, &[]), "/orders/<id>/notes");
        let prefix = Known { prefix: "/api/user/".into(), ..Known::default() };
        assert_eq!(path(&prefix, &[(Part::Last, "user_id")]), "/api/user/<user_id>");
        assert_eq!(path(&prefix, &[(Part::Rest, "name")]), "/api/user/<name>");
        let orders = prefix.and(&Known { suffix: "/orders".into(), ..Known::default() }).expect("possible");
        assert_eq!(path(&orders, &[]), "/api/user/<id>/orders");
        assert_eq!(path(&Known { prefix: "/static".into(), ..Known::default() }, &[]), "/static*");
        assert_eq!(path(&Known::default(), &[]), "*");
        assert_eq!(Known::exact("/a").and(&Known::exact("/b")), None);
        assert_eq!(Known::exact("/a").and(&prefix), None);
    }
}
