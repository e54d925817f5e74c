//! Text as words and what separates them.

/// The kinds of characters that formats are made of, as a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::parity) struct Kinds(u8);

const DIGIT: u8 = 1;
const LOWER_HEX: u8 = 2;
const LOWER: u8 = 4;
const UPPER_HEX: u8 = 8;
const UPPER: u8 = 16;
const OTHER: u8 = 32;
const SIGNS: u8 = 64;

/// How many characters are of each kind; of the signs an alphabet uses two.
const SIZES: [(u8, f64); 6] =
    [(DIGIT, 10.0), (LOWER_HEX, 6.0), (LOWER, 20.0), (UPPER_HEX, 6.0), (UPPER, 20.0), (SIGNS, 2.0)];

/// What identifiers and tokens are made of, smaller alphabets first; the last one is URL-safe Base64 (RFC 4648, section 5).
const ALPHABETS: [u8; 8] = [
    DIGIT | LOWER_HEX,
    DIGIT | UPPER_HEX,
    LOWER_HEX | LOWER,
    UPPER_HEX | UPPER,
    DIGIT | LOWER_HEX | LOWER,
    DIGIT | UPPER_HEX | UPPER,
    DIGIT | LOWER_HEX | LOWER | UPPER_HEX | UPPER,
    DIGIT | LOWER_HEX | LOWER | UPPER_HEX | UPPER | SIGNS,
];

fn size(kinds: u8) -> f64 {
    SIZES.iter().filter(|(kind, _)| kinds & kind != 0).map(|(_, size)| size).sum()
}

impl Kinds {
    /// The kinds in a word.
    pub(in crate::parity) fn of(word: &str) -> Self {
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

    /// The kinds in either of two words.
    pub(in crate::parity) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// How likely it is that `count` characters show these kinds only, although they come from an alphabet that holds the kinds of `found` as well. It is 1 where
    /// `found` shows nothing new, 0 where no alphabet holds both.
    pub(in crate::parity) fn chance(self, found: Self, count: usize) -> f64 {
        let both = self.and(found);
        if both == self {
            return 1.0;
        }
        let Some(alphabet) = ALPHABETS.into_iter().find(|alphabet| both.0 & !alphabet == 0) else { return 0.0 };
        let shown = size(self.0) / size(alphabet);
        shown.powf(f64::from(u32::try_from(count).unwrap_or(u32::MAX)))
    }

    /// How many characters there are of these kinds.
    pub(in crate::parity) fn size(self) -> f64 {
        size(self.0)
    }

    /// Whether there are only digits.
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
    pub(in crate::parity) fn name(self) -> &'static str {
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

/// Letters, digits and the signs of URL-safe Base64.
pub(super) fn token(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '-' | '_')
}

/// Letters, digits and the signs of Base64 and of signed tokens.
pub(super) fn wide(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '-' | '_' | '+' | '/' | '=' | '.')
}
