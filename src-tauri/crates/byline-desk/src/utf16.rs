/// Turns places in a text from bytes into UTF-16 units, which is how a page counts. Each costs the way from the one before.
pub(crate) struct Utf16<'a> {
    text: &'a str,
    byte: usize,
    units: usize,
}

impl<'a> Utf16<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, byte: 0, units: 0 }
    }

    /// The place in UTF-16 units of a byte; one inside a character counts as the character's start.
    pub(crate) fn at(&mut self, byte: usize) -> u32 {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        if byte < self.byte {
            self.units -= self.text[byte..self.byte].encode_utf16().count();
        } else {
            self.units += self.text[self.byte..byte].encode_utf16().count();
        }
        self.byte = byte;
        u32::try_from(self.units).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_as_a_page_does() {
        let mut places = Utf16::new("aé😀b");
        assert_eq!([0, 1, 3, 7, 8, 99, 1, 4].map(|byte| places.at(byte)), [0, 1, 2, 4, 5, 5, 1, 2]);
    }
}
