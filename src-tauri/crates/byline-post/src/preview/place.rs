//! Where in the text something stands.

/// The lines of a text, counted as they are met.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: usize,
}

impl<'t> Lines<'t> {
    /// Counts from `first`, the number of the line that `from` is in.
    pub(crate) fn new(text: &'t str, from: usize, first: usize) -> Self {
        Self { text, at: from, line: first }
    }

    /// The text that is counted in.
    pub(crate) fn text(&self) -> &'t str {
        self.text
    }

    /// The number of the line that a byte is in. Quick when asked in order; nothing before the beginning is counted.
    pub(crate) fn of(&mut self, offset: usize) -> usize {
        let breaks = |from: usize, to: usize| self.text.get(from..to).unwrap_or_default().matches('\n').count();
        if offset < self.at {
            return self.line.saturating_sub(breaks(offset, self.at));
        }
        self.line += breaks(self.at, offset);
        self.at = offset;
        self.line
    }
}
