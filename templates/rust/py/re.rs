//! Regular expressions: what `re` of Python makes of a match.

use regex::{NoExpand, Regex};

/// `re.search(pattern, text)`: the text of each group, the whole match first; of a group that is left out the empty text.
pub fn re_find(pattern: &Regex, text: &str) -> Option<Vec<String>> {
    let found = pattern.captures(text)?;
    Some(found.iter().map(|group| group.map_or_else(String::new, |part| part.as_str().to_owned())).collect())
}

/// `m.group(i)` of a group that may be left out, and that matches something where it is not.
pub fn re_group(found: &[String], i: usize) -> Option<String> {
    found.get(i).filter(|part| !part.is_empty()).cloned()
}

/// `re.findall(pattern, text)` of a pattern without groups.
pub fn re_findall(pattern: &Regex, text: &str) -> Vec<String> {
    pattern.find_iter(text).map(|part| part.as_str().to_owned()).collect()
}

/// `re.findall(pattern, text)` of a pattern with one group.
pub fn re_findall_group(pattern: &Regex, text: &str) -> Vec<String> {
    let group = |found: regex::Captures<'_>| found.get(1).map_or_else(String::new, |part| part.as_str().to_owned());
    pattern.captures_iter(text).map(group).collect()
}

/// `re.sub(pattern, replacement, text)` of a replacement without references to groups.
pub fn re_sub(pattern: &Regex, replacement: &str, text: &str) -> String {
    pattern.replace_all(text, NoExpand(replacement)).into_owned()
}

/// `re.sub(pattern, replacement, text)`; `${1}` in the replacement is group 1.
pub fn re_sub_template(pattern: &Regex, replacement: &str, text: &str) -> String {
    pattern.replace_all(text, replacement).into_owned()
}

/// `re.split(pattern, text)`
pub fn re_split(pattern: &Regex, text: &str) -> Vec<String> {
    pattern.split(text).map(str::to_owned).collect()
}
