//! Text as words and what separates them.

/// The kinds of characters that formats are made of, as a set of bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kinds(u8);

const DIGIT: u8 = 1;
const LOWER_HEX: u8 = 2;
const LOWER: u8 = 4;
const UPPER_HEX: u8 = 8;
const UPPER: u8 = 16;
const OTHER: u8 = 32;
const SIGNS: u8 = 64;

impl Kinds {
    /// The kinds in a word.
    pub(super) fn of(word: &str) -> Self {
        Self(word.chars().fold(0, |kinds, character| {
            kinds
                | match character {
                    '0'..='9' => DIGIT,
                    'a'..='f' => LOWER_HEX,
                    'g'..='z' => LOWER,
                    'A'..='F' => UPPER_HEX,
                    'G'..='Z' => UPPER,
                    '-' | '_' | '+' | '/' | '=' | '.' => SIGNS,
                    _ => OTHER,
                }
        }))
    }

    /// The alphabet that two words come from: what both hold, and what belongs to it although neither happens to show it.
    pub(super) fn alphabet(self, other: Self) -> Self {
        let mut kinds = self.0 | other.0;
        if kinds & LOWER != 0 {
            kinds |= LOWER_HEX;
        }
        if kinds & UPPER != 0 {
            kinds |= UPPER_HEX;
        }
        if kinds & UPPER_HEX != 0 && kinds & LOWER_HEX != 0 && kinds & DIGIT != 0 {
            kinds |= LOWER | UPPER;
        }
        Self(kinds)
    }

    /// Whether all of these kinds are in an alphabet.
    pub(super) fn within(self, alphabet: Self) -> bool {
        self.0 & !alphabet.0 == 0
    }

    /// Whether there are digits only.
    pub(super) fn is_digits(self) -> bool {
        self.0 == DIGIT
    }

    /// Whether words of a language are made of it: no digits, and not the mixed case of a token.
    pub(super) fn is_language(self) -> bool {
        let mixed =
            self.0 & (LOWER | LOWER_HEX) != 0 && self.0 & UPPER != 0 && self.0 & UPPER_HEX != 0 && self.0 & SIGNS != 0;
        self.0 & DIGIT == 0 && !mixed
    }

    /// The alphabet's name for people.
    pub(super) fn name(self) -> &'static str {
        match self.0 {
            DIGIT => "digits",
            kinds if kinds & !(DIGIT | LOWER_HEX) == 0 => "lower-case hex digits",
            kinds if kinds & !(DIGIT | UPPER_HEX) == 0 => "upper-case hex digits",
            kinds if kinds & (OTHER | SIGNS) == 0 => "letters and digits",
            kinds if kinds & OTHER == 0 => "a token",
            _ => "text",
        }
    }
}

/// Splits a text into its words and the separators around them: there is one separator more than there are words.
pub(super) fn split(text: &str, is_word: fn(char) -> bool) -> (Vec<&str>, Vec<&str>) {
    let (mut words, mut separators) = (Vec::new(), Vec::new());
    let mut rest = text;
    loop {
        let word_at = rest.find(is_word).unwrap_or(rest.len());
        separators.push(&rest[..word_at]);
        rest = &rest[word_at..];
        if rest.is_empty() {
            return (words, separators);
        }
        let end = rest.find(|character| !is_word(character)).unwrap_or(rest.len());
        words.push(&rest[..end]);
        rest = &rest[end..];
    }
}

/// Letters and digits.
pub(super) fn narrow(character: char) -> bool {
    character.is_alphanumeric()
}

/// Letters, digits and the signs of Base64 and of signed tokens.
pub(super) fn wide(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '-' | '_' | '+' | '/' | '=' | '.')
}
