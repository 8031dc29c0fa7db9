//! Texts that nobody may see.

use std::fmt;

/// A passphrase or password. Does not print itself, and is overwritten when dropped, as far as the standard library
/// allows: copies that the system or a library made on the way are out of reach.
#[derive(Clone, PartialEq, Eq)]
pub struct Hidden(Vec<u8>);

impl Hidden {
    /// Takes a text over.
    pub fn new(text: impl Into<Vec<u8>>) -> Self {
        Self(text.into())
    }

    /// The text, for whoever must have it.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hidden").finish_non_exhaustive()
    }
}

impl Drop for Hidden {
    fn drop(&mut self) {
        self.0.fill(0);
        // Keeps the overwriting from being left out as useless.
        std::hint::black_box(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hidden_text_does_not_print_itself() {
        let hidden = Hidden::new("hunter2");
        assert!(!format!("{hidden:?}").contains("hunter2"));
        assert!(!format!("{hidden:?}").contains("104"));
        assert_eq!(hidden.bytes(), b"hunter2");
    }
}
