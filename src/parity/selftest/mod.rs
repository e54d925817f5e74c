//! The comparator's own test: answers are corrupted in every way that it claims to see.
//!
//! Each corruption makes a new answer out of an old one. A comparison that calls the two alike has not seen it. The answers are samples that have every kind of value,
//! and, where a tape has them, the recorded ones.

mod document;
mod message;
mod noise;
mod sample;
mod transport;

use anyhow::Result;

use super::answers::Answers;
use super::compare::{Class, compare};
use super::noise::Window;
use super::options::Judge;
use super::rules::Rules;
use crate::traffic::{Exchange, Response};

/// How many corruptions that were not seen are kept for each row.
const KEPT: usize = 5;

/// What the comparator has to say of a corrupted answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// It differs.
    Differing,
    /// It is equal only as JSON.
    Equivalent,
    /// The transport differs: listed, and a difference where it is judged.
    Transport,
}

/// One way of corrupting answers, and how often it was seen.
#[derive(Clone, Debug)]
pub struct Row {
    /// The part of an answer.
    pub part: &'static str,
    /// What was done to it.
    pub corruption: &'static str,
    /// What has to be seen.
    pub expected: Expected,
    /// How many answers were corrupted so.
    pub tried: u64,
    /// How many of them were seen.
    pub seen: u64,
    /// Some that were not: the original's part and the corrupted one.
    pub unseen: Vec<String>,
}

/// The rows of a self-test.
#[derive(Clone, Debug, Default)]
pub struct SelfTest {
    /// In the order of the comparison.
    pub rows: Vec<Row>,
    /// How many recorded answers were corrupted, besides the samples.
    pub recorded: u64,
}

impl SelfTest {
    /// Whether every corruption was tried and seen.
    pub fn passed(&self) -> bool {
        self.rows.iter().all(|row| row.tried > 0 && row.seen == row.tried)
    }

    fn row(&mut self, part: &'static str, corruption: &'static str, expected: Expected) -> &mut Row {
        let known = self.rows.iter().position(|row| row.part == part && row.corruption == corruption);
        let at = known.unwrap_or_else(|| {
            self.rows.push(Row { part, corruption, expected, tried: 0, seen: 0, unseen: Vec::new() });
            self.rows.len() - 1
        });
        &mut self.rows[at]
    }

    fn judge(&mut self, corrupted: &Corrupted) {
        let Corrupted { part, corruption, expected, method, first, second, new } = corrupted;
        let row = self.row(part, corruption, *expected);
        row.tried += 1;
        if is_seen(*expected, Answers { method, first, second, new, doubtful: false }) {
            row.seen += 1;
        } else if row.unseen.len() < KEPT {
            row.unseen.push(format!("{} → {}", show(first), show(new)));
        }
    }
}

/// The answers of the two originals, and the corrupted one.
struct Corrupted {
    part: &'static str,
    corruption: &'static str,
    expected: Expected,
    method: &'static str,
    first: Response,
    second: Response,
    new: Response,
}

impl Corrupted {
    /// A corruption of what both originals answer.
    fn of(part: &'static str, corruption: &'static str, old: &Response, new: Response) -> Self {
        let (first, second) = (old.clone(), old.clone());
        Self { part, corruption, expected: Expected::Differing, method: "GET", first, second, new }
    }
}

/// Corrupts samples and recorded answers, and compares.
///
/// # Errors
/// The tape cannot be read.
pub fn self_test(recorded: impl Iterator<Item = Result<Exchange>>) -> Result<SelfTest> {
    let mut test = SelfTest::default();
    for old in sample::answers() {
        corrupt(&old, &mut test);
    }
    noise::corrupt(&mut |corrupted| test.judge(&corrupted));
    for exchange in recorded {
        if let Some(old) = exchange?.response.filter(Response::answered) {
            test.recorded += 1;
            corrupt(&old, &mut test);
        }
    }
    Ok(test)
}

fn corrupt(old: &Response, test: &mut SelfTest) {
    let mut judge = |corrupted: Corrupted| test.judge(&corrupted);
    message::corrupt(old, &mut judge);
    document::corrupt(old, &mut judge);
    transport::corrupt(old, &mut judge);
}

fn is_seen(expected: Expected, answers: Answers<'_>) -> bool {
    let window = Window { now: sample::NOW, width: 6.0, asked: 0.001 };
    let judged = |judge: Judge| compare(answers, &Rules::new(&[], "GET /", judge), window);
    match expected {
        Expected::Differing => judged(Judge::default()).class == Class::Differing,
        Expected::Equivalent => judged(Judge::default()).class == Class::Equivalent,
        Expected::Transport => {
            let all = Judge { date: true, server: true, hop_by_hop: true, framing: true, reason: true, version: true };
            !judged(Judge::default()).transport.is_empty() && judged(all).class == Class::Differing
        }
    }
}

/// An answer in a line: its head, and its body as text.
fn show(response: &Response) -> String {
    let headers: Vec<String> = response.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    super::verdict::shorten(&format!(
        "{} {} [{}] {}",
        response.status,
        response.reason,
        headers.join("; "),
        String::from_utf8_lossy(&response.body)
    ))
}

#[cfg(test)]
mod tests {
    use super::self_test;

    #[test]
    fn every_corruption_of_the_samples_is_seen() {
        let test = self_test(std::iter::empty()).expect("no tape to read");
        for row in &test.rows {
            assert!(row.tried > 0, "{} {} was not tried", row.part, row.corruption);
            assert_eq!(row.seen, row.tried, "{} {}: {:?}", row.part, row.corruption, row.unseen);
        }
        assert!(test.passed());
    }
}
