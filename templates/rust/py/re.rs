//! Regular expressions: what `re` of Python makes of a match.

use regex::{NoExpand, Regex};

use super::beyond::beyond;

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

/// `re.split(pattern, text)` of a pattern with groups, which all take part in each match: what they found stands between the parts.
pub fn re_split_groups(pattern: &Regex, text: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut last = 0;
    for found in pattern.captures_iter(text) {
        for (group, part) in found.iter().enumerate() {
            let Some(part) = part else { continue };
            if group == 0 {
                parts.push(text[last..part.start()].to_owned());
                last = part.end();
            } else {
                parts.push(part.as_str().to_owned());
            }
        }
    }
    parts.push(text[last..].to_owned());
    parts
}

/// A pattern that is put together when it is used.
pub fn re_pattern(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap_or_else(|_| beyond("a regular expression this large"))
}

/// A text that stands for itself in a pattern, as `re.escape` makes it. An empty one may leave a pattern that matches nothing, which is beyond.
pub fn re_literal(text: &str) -> String {
    if text.is_empty() {
        beyond("an empty text in a regular expression");
    }
    regex::escape(text)
}

/// A text that a pattern takes as it is; one with characters that mean something else there is beyond.
pub fn re_plain(text: &str) -> String {
    if text.is_empty() || text.contains(['.', '^', '$', '*', '+', '?', '{', '}', '[', ']', '\\', '|', '(', ')']) {
        beyond("a text in a regular expression that is a regular expression itself");
    }
    text.to_owned()
}

/// `re.escape(text)`
pub fn re_escape(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if "()[]{}?*+-|^$\\.&~# \t\n\r\u{b}\u{c}".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
