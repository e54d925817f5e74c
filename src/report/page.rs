//! A text for people in the making.

/// The colours that carry meaning: the same everywhere.
#[derive(Clone, Copy)]
pub(super) enum Ink {
    /// Good, and Go.
    Green,
    /// Bad, and Rust.
    Red,
    /// In doubt, and Python.
    Yellow,
    /// A place.
    Blue,
    /// What to read first.
    Bold,
    /// What to read last.
    Faint,
}

/// Lines, coloured where the reader's terminal shows colours.
pub(super) struct Page {
    text: String,
    color: bool,
}

impl Page {
    /// An empty page.
    pub(super) fn new(color: bool) -> Self {
        Self { text: String::new(), color }
    }

    /// Whether the reader's terminal shows colours.
    pub(super) fn is_coloured(&self) -> bool {
        self.color
    }

    /// A text in a colour.
    pub(super) fn paint(&self, ink: Ink, text: &str) -> String {
        let code = match ink {
            Ink::Green => "32",
            Ink::Red => "31;1",
            Ink::Yellow => "33",
            Ink::Blue => "34",
            Ink::Bold => "1",
            Ink::Faint => "2",
        };
        if self.color { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }

    /// Adds a line, without spaces at its end.
    pub(super) fn line(&mut self, text: &str) {
        self.text.push_str(text.trim_end());
        self.text.push('\n');
    }

    /// Adds the heading of a part.
    pub(super) fn heading(&mut self, text: &str) {
        let heading = self.paint(Ink::Bold, text);
        self.line(&format!("\n{heading}"));
    }

    /// All of it.
    pub(super) fn into_text(self) -> String {
        self.text
    }
}
