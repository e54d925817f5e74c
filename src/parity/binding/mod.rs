//! Values that a server makes up and later requests carry: ids, tokens, cookies.
//!
//! ```text
//! recorded   POST /orders → {"id": "7f3a…"}      GET /orders/7f3a…
//! replayed   POST /orders → {"id": "c019…"}      GET /orders/c019…
//! ```
//!
//! The recorded answer stands beside the live one. Where both have a made-up value at the same place, the recorded one is bound to the live one, for this side alone;
//! a later request that carries the recorded value is sent with the live one.

mod learn;
mod number;
mod rewrite;

use std::collections::HashMap;

use number::Number;

/// How many values are bound at most: a tape has no end.
const MOST: usize = 100_000;
/// From this length on a word without a digit is taken for made up: shorter ones are words of the language.
const LONG: usize = 20;

/// What one side's server made up, by what stands on the tape.
#[derive(Debug, Default)]
pub(in crate::parity) struct Bindings {
    texts: HashMap<String, String>,
    numbers: HashMap<String, Vec<Number>>,
}

impl Bindings {
    fn bind_text(&mut self, recorded: &str, live: &str) {
        if self.texts.len() < MOST || self.texts.contains_key(recorded) {
            self.texts.insert(recorded.to_owned(), live.to_owned());
        }
    }

    fn bind_number(&mut self, recorded: &str, number: Number) {
        if self.numbers.len() < MOST || self.numbers.contains_key(recorded) {
            let known = self.numbers.entry(recorded.to_owned()).or_default();
            known.retain(|other| !other.is_of(&number));
            known.push(number);
        }
    }

    fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.numbers.is_empty()
    }
}

/// Whether a text looks made up by a server: one word with a digit and a letter in it, or a long one. A number written as text is none.
pub(in crate::parity) fn is_made_up(text: &str) -> bool {
    let one_word =
        text.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '"' | '\'' | '<' | '>' | ',' | ';' | '{' | '}'));
    let mixed = text.contains(|c: char| c.is_ascii_digit()) && text.contains(|c: char| c.is_ascii_alphabetic());
    one_word && (mixed || text.len() >= LONG) && text.parse::<f64>().is_err()
}
