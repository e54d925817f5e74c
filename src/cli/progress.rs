//! The progress bar.

use std::io::IsTerminal;
use std::sync::{Mutex, PoisonError};

use indicatif::{ProgressBar, ProgressStyle};

use crate::source::{Progress, Silent};

/// A bar on stderr.
#[derive(Debug, Default)]
struct Bar(Mutex<Option<ProgressBar>>);

/// Shows progress where somebody looks: stderr is a terminal and `quiet` is not asked for.
pub fn progress(quiet: bool) -> Box<dyn Progress> {
    if quiet || !std::io::stderr().is_terminal() { Box::new(Silent) } else { Box::new(Bar::default()) }
}

impl Progress for Bar {
    fn start(&self, title: &str, steps: Option<u64>) {
        let (bar, template) = match steps {
            Some(steps) => (ProgressBar::new(steps), "{msg} [{bar:30}] {pos}/{len} {elapsed}"),
            None => (ProgressBar::new_spinner(), "{spinner} {msg} {elapsed}"),
        };
        // A template that does not parse would be a slip of ours; the default style is no reason to fail.
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_message(title.to_owned());
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(bar);
    }

    fn advance(&self, steps: u64) {
        if let Some(bar) = &*self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            bar.inc(steps);
        }
    }

    fn finish(&self) {
        if let Some(bar) = self.0.lock().unwrap_or_else(PoisonError::into_inner).take() {
            bar.finish_and_clear();
        }
    }
}
