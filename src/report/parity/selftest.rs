//! The comparator's own test as text.

use crate::parity::{Expected, SelfTest};
use crate::report::page::{Ink, Page};

/// A line for each corruption: how many answers were corrupted so, and what was not seen.
pub fn self_test(test: &SelfTest, color: bool) -> String {
    let mut page = Page::new(color);
    let width = test.rows.iter().map(|row| row.part.len() + row.corruption.len()).max().unwrap_or(0) + 2;
    for row in &test.rows {
        let name = format!("{}: {}", row.part, row.corruption);
        let seen = match row.expected {
            Expected::Differing => "a difference",
            Expected::Equivalent => "equivalent",
            Expected::Transport => "listed, a difference with --judge",
        };
        let pad = " ".repeat(width - name.chars().count());
        if row.seen == row.tried {
            let ok = page.paint(Ink::Green, "seen");
            page.line(&format!("{ok}    {name}{pad}  {}×  {seen}", row.seen));
        } else {
            let missed = page.paint(Ink::Red, "MISSED");
            page.line(&format!("{missed}  {name}{pad}  {} of {}×", row.tried - row.seen, row.tried));
            row.unseen.iter().for_each(|one| page.line(&format!("          {one}")));
        }
    }
    let (tried, seen) = test.rows.iter().fold((0, 0), |(tried, seen), row| (tried + row.tried, seen + row.seen));
    page.line(&format!(
        "\n{} ways of corrupting an answer, {seen} of {tried} corrupted answers seen ({} recorded answers besides the samples)",
        test.rows.len(),
        test.recorded
    ));
    page.into_text()
}
