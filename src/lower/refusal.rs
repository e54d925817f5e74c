//! What cannot be translated soundly: where and why.

use crate::source::{Finding, Place, Severity};

/// A construct that is not translated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Where.
    pub place: Place,
    /// Stable kebab-case name of the kind of refusal.
    pub code: &'static str,
    /// What it is, and why it is not translated.
    pub reason: String,
    /// What would help; may be empty.
    pub hint: String,
}

impl Refusal {
    /// A refusal without advice.
    pub fn new(place: Place, code: &'static str, reason: impl Into<String>) -> Self {
        // What is not to be seen in a text (a key, an operand) would break the comment that holds it.
        let reason = reason.into().chars().fold(String::new(), |mut shown, c| {
            if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
                shown.extend(c.escape_default());
            } else {
                shown.push(c);
            }
            shown
        });
        Self { place, code, reason, hint: String::new() }
    }

    /// With advice.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// The finding that tells the user.
    pub fn finding(&self) -> Finding {
        Finding {
            code: self.code,
            severity: Severity::Warning,
            place: Some(self.place),
            title: self.reason.clone(),
            hint: self.hint.clone(),
        }
    }
}

/// A value, or why there is none.
pub type Lowered<T> = Result<T, Refusal>;
