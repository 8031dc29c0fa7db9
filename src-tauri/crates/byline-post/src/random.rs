//! A small deterministic generator for tests that must hold for any input.

const PIECES: &[&str] = &[
    "a",
    "Word",
    " ",
    " ",
    "\n",
    "\n",
    "\r\n",
    "\r",
    "é",
    "“",
    "#",
    "# ",
    "*",
    "**",
    "_",
    "`",
    "```\n",
    "---\n",
    "+++\n",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "![",
    "](",
    "<div>",
    "</div>",
    "<",
    ">",
    "> ",
    "- ",
    "1. ",
    "|",
    ":",
    "title: x\n",
    "\"",
    "'",
    "August 24, 2017",
    "James Dadd",
    "by ",
    "\t",
    "{{ x }}",
    "{% y %}",
    "\u{feff}",
    "0",
    "9",
    ".jpg",
    "\\",
    "[^1]",
    "~~",
    "&amp;",
    "<!--",
    "-->",
    "😀",
];

/// xorshift64*: enough to shuffle test inputs, the same on every run.
pub(crate) struct Random(u64);

/// The pieces for 0 up to `count`, one after the other.
pub(crate) fn repeated(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).map(piece).collect::<Vec<_>>().concat()
}

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let value = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(value).unwrap() % limit.max(1)
    }

    /// Text of up to `pieces` fragments that posts are made of, in any order.
    pub(crate) fn text(&mut self, pieces: usize) -> String {
        let count = self.below(pieces + 1);
        (0..count).map(|_| PIECES[self.below(PIECES.len())]).collect()
    }
}
