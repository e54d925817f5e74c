//! A regular expression as a tree.

/// A part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Node {
    /// A character.
    Literal(char),
    /// `.`
    Any,
    /// `[a-z]`, `\d`
    Class(Class),
    /// `(…)` with its number and name; `(?:…)` without a number.
    Group(Option<usize>, Option<String>, Box<Node>),
    /// One after the other; none is the empty pattern.
    Concat(Vec<Node>),
    /// `a|b`
    Alternation(Vec<Node>),
    /// `x*`, `x{2,3}?`
    Repeat {
        /// What is repeated.
        node: Box<Node>,
        /// At least so often.
        min: u32,
        /// At most so often.
        max: Option<u32>,
        /// As often as possible first.
        greedy: bool,
    },
    /// `^`, `\A`
    Start,
    /// `$`: at the end, or before a line break at the end.
    End,
    /// `\Z`
    VeryEnd,
    /// `^` with `re.MULTILINE`
    LineStart,
    /// `$` with `re.MULTILINE`
    LineEnd,
}

/// A set of characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Class {
    /// `[^…]`, `\D`
    pub negated: bool,
    /// What is in it.
    pub items: Vec<Item>,
}

/// A part of a set of characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Item {
    /// `a-z`, or one character.
    Range(char, char),
    /// `\d`
    Digit,
    /// `\w`
    Word,
    /// `\s`
    Space,
}

/// A group of a pattern, as a match shows it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Group {
    /// Its name.
    pub name: Option<String>,
    /// It takes part in every match.
    pub certain: bool,
    /// It can match the empty text.
    pub may_be_empty: bool,
}

impl Node {
    /// Whether it can match the empty text.
    pub fn may_be_empty(&self) -> bool {
        match self {
            Self::Literal(_) | Self::Any | Self::Class(_) => false,
            Self::Group(_, _, inner) => inner.may_be_empty(),
            Self::Concat(all) => all.iter().all(Self::may_be_empty),
            Self::Alternation(all) => all.iter().any(Self::may_be_empty),
            Self::Repeat { node, min, .. } => *min == 0 || node.may_be_empty(),
            Self::Start | Self::End | Self::VeryEnd | Self::LineStart | Self::LineEnd => true,
        }
    }

    /// Calls `visit` with this node and everything in it.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Self)) {
        visit(self);
        match self {
            Self::Group(_, _, inner) | Self::Repeat { node: inner, .. } => inner.walk(visit),
            Self::Concat(all) | Self::Alternation(all) => all.iter().for_each(|one| one.walk(visit)),
            Self::Literal(_)
            | Self::Any
            | Self::Class(_)
            | Self::Start
            | Self::End
            | Self::VeryEnd
            | Self::LineStart
            | Self::LineEnd => {}
        }
    }

    /// The groups by number, from 1.
    pub fn groups(&self) -> Vec<Group> {
        let mut found = Vec::new();
        self.add_groups(true, &mut found);
        found.sort_by_key(|(number, _)| *number);
        found.into_iter().map(|(_, group)| group).collect()
    }

    fn add_groups(&self, certain: bool, found: &mut Vec<(usize, Group)>) {
        match self {
            Self::Group(number, name, inner) => {
                if let Some(number) = number {
                    found.push((*number, Group { name: name.clone(), certain, may_be_empty: inner.may_be_empty() }));
                }
                inner.add_groups(certain, found);
            }
            Self::Concat(all) => all.iter().for_each(|one| one.add_groups(certain, found)),
            Self::Alternation(all) => all.iter().for_each(|one| one.add_groups(false, found)),
            Self::Repeat { node, min, .. } => node.add_groups(certain && *min > 0, found),
            Self::Literal(_)
            | Self::Any
            | Self::Class(_)
            | Self::Start
            | Self::End
            | Self::VeryEnd
            | Self::LineStart
            | Self::LineEnd => {}
        }
    }

    /// Whether it has a group.
    pub fn has_group(&self) -> bool {
        let mut found = false;
        self.walk(&mut |node| found |= matches!(node, Self::Group(Some(_), ..)));
        found
    }
}
