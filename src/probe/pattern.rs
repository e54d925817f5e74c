//! Texts that a regular expression matches.

/// How often what may repeat without an end is repeated at most.
const MOST: usize = 3;
/// How deep groups stand in each other.
const DEEPEST: usize = 20;

/// A text that a pattern of Python's `re` matches, as far as it can be read: `variant` chooses among alternatives, classes and counts. Look-arounds and back-references are passed over.
pub(super) fn sample(pattern: &str, variant: usize) -> String {
    let mut reader = Reader { rest: pattern.chars().collect(), at: 0, variant, out: String::new() };
    reader.alternatives(0);
    reader.out
}

struct Reader {
    rest: Vec<char>,
    at: usize,
    variant: usize,
    out: String,
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.rest.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let next = self.peek();
        self.at += usize::from(next.is_some());
        next
    }

    /// `a|b`, up to the end of the group.
    fn alternatives(&mut self, depth: usize) {
        let start = self.out.len();
        let mut found = Vec::new();
        loop {
            self.sequence(depth);
            found.push(self.out.split_off(start));
            if self.peek() != Some('|') {
                break;
            }
            self.at += 1;
        }
        let chosen = self.variant % found.len();
        self.out.push_str(&found[chosen]);
    }

    fn sequence(&mut self, depth: usize) {
        while let Some(next) = self.peek() {
            if matches!(next, '|' | ')') {
                return;
            }
            let start = self.out.len();
            self.atom(depth);
            let unit = self.out.split_off(start);
            let count = self.count();
            // Not the same character each time: what is looked for may be a repeated one.
            (0..count).for_each(|_| self.out.push_str(&unit));
        }
    }

    fn atom(&mut self, depth: usize) {
        match self.next() {
            Some('(') if depth < DEEPEST => self.group(depth),
            Some('[') => self.class(),
            Some('\\') => {
                let escaped = self.next().unwrap_or('\\');
                self.out.extend(escape(escaped, self.variant));
            }
            Some('^' | '$') | None => {}
            Some('.') => self.out.push('a'),
            Some(other) => self.out.push(other),
        }
    }

    fn group(&mut self, depth: usize) {
        let start = self.out.len();
        let mut is_matched = true;
        if self.peek() == Some('?') {
            self.at += 1;
            match self.next() {
                Some('P' | '<') if self.peek().is_some() => {
                    is_matched = !matches!(self.peek(), Some('=' | '!'));
                    while self.next().is_some_and(|c| c != '>' && c != '=' && c != '!') {}
                }
                Some('=' | '!') => is_matched = false,
                _ => {}
            }
        }
        self.alternatives(depth + 1);
        if self.peek() == Some(')') {
            self.at += 1;
        }
        if !is_matched {
            self.out.truncate(start);
        }
    }

    fn class(&mut self) {
        let negated = self.peek() == Some('^');
        self.at += usize::from(negated);
        let mut members: Vec<char> = Vec::new();
        let mut first = true;
        while let Some(next) = self.next() {
            if next == ']' && !first {
                break;
            }
            first = false;
            let low = match next {
                '\\' => {
                    let escaped = self.next().unwrap_or('\\');
                    members.extend(escape(escaped, self.variant));
                    continue;
                }
                other => other,
            };
            if self.peek() == Some('-') && self.rest.get(self.at + 1).is_some_and(|c| *c != ']') {
                self.at += 1;
                let high = self.next().unwrap_or(low);
                members.extend([low, high]);
            } else {
                members.push(low);
            }
        }
        let chosen = if negated {
            ("a0Z-_ ".chars()).find(|c| !members.contains(c))
        } else {
            members.get(self.variant % members.len().max(1)).copied()
        };
        self.out.extend(chosen);
    }

    /// How often what was read stands here.
    fn count(&mut self) -> usize {
        let (least, most) = match self.peek() {
            Some('*') => (0, MOST),
            Some('+') => (1, MOST),
            Some('?') => (0, 1),
            Some('{') => {
                let end = (self.at..self.rest.len()).find(|at| self.rest[*at] == '}');
                let inside: String = self.rest[self.at + 1..end.unwrap_or(self.at + 1)].iter().collect();
                let (least, most) = inside.split_once(',').unwrap_or((&inside, &inside));
                let Ok(least) = least.trim().parse::<usize>() else { return 1 };
                let most = most.trim().parse().unwrap_or(least + MOST);
                self.at = end.unwrap_or(self.at);
                (least.min(200), most.min(200))
            }
            _ => return 1,
        };
        self.at += 1;
        self.at += usize::from(matches!(self.peek(), Some('?' | '+')));
        if self.variant.is_multiple_of(2) { most.max(least) } else { least }
    }
}

fn escape(escaped: char, variant: usize) -> Option<char> {
    match escaped {
        'd' => Some(if variant.is_multiple_of(2) { '7' } else { '0' }),
        'w' => Some(if variant.is_multiple_of(2) { 'a' } else { 'Z' }),
        's' => Some(' '),
        'D' | 'S' => Some('x'),
        'W' => Some('-'),
        'b' | 'B' | 'A' | 'Z' => None,
        'n' => Some('\n'),
        't' => Some('\t'),
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use super::sample;

    #[test]
    fn samples_are_matched() {
        for (pattern, first, second) in [
            (r"^[A-Z]{2}-\d{3}$", "AA-777", "ZZ-000"),
            (r"(?P<year>\d{4})-(\d\d)", "7777-77", "0000-00"),
            (r"[^@\s]+@[a-z.]+\.(?:com|org)", "aaa@aaa.com", "a@z.org"),
            (r"a?b*(x|y)", "abbbx", "y"),
            (r"(?=x)x(?!y)", "x", "x"),
            ("[", "", ""),
            ("(", "", ""),
            ("a{", "a{", "a{"),
        ] {
            assert_eq!((sample(pattern, 0).as_str(), sample(pattern, 1).as_str()), (first, second), "{pattern}");
        }
    }
}
