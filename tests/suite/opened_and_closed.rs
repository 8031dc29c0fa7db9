//! A thousand varied posts, each opened on the page, handed back as it stood, saved and closed: no byte is another one.

use std::fmt::Write;

use crate::seat::{JEKYLL, Seat};

/// A small generator that gives the same numbers each time (Marsaglia's xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap()
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

const FRONTS: &[&str] = &[
    "",
    "---\ntitle: A day out\ndate: 2026-02-03\n---\n",
    "---\r\ntitle: \"A day out\"\r\ntags: [a, b ]\r\n---\r\n",
    "---\ntitle:   A day out   # as Anna said\nauthor:\n  - Anna\n---\n\n\n",
    "+++\ntitle = 'A day out'\ndate = 2026-02-03T10:00:00Z\n+++\n",
    "{\n  \"title\": \"A day out\"\n}\n\n",
    "---\ntitle: [broken\n---\n",
    "**A day out**\n\nAugust 24, 2026\n\nby Anna Writer\n",
];

const BLOCKS: &[&str] = &[
    "## Heading",
    "Heading\n=======",
    "#No space here",
    "Words that go on\nover   two lines\\\nand three  \nand four.",
    "A **bold**, an _italic_, a `code`, a [link](<a b.html> \"title\") and ![picture](aws summit .jpg)",
    "- one\n* two\n+ three\n    - deeper\n\n      with a paragraph",
    "1) one\n7) two\n\n- [ ] task\n- [x] done",
    "> quote\nlazy\n> > deeper",
    "```rust\nfn main() {}\n```",
    "~~~\n\ttabs\n~~~\n",
    "    indented code\n\n    more",
    "| a | b |\n|:--|--:|\n| 1 | x \\| y |\nno pipes here",
    "<figure>\n<img src=\"a.jpg\">\n</figure>",
    "<!-- more -->\n\n{{< youtube abc >}}\n\n{% include x.html %}\n\n::: note\nhi\n:::",
    "Note[^1] and [ref] and <https://example.org>\n\n[^1]: The note.\n[ref]: https://example.org \"R\"",
    "***\n\n___\n\n- - -",
    "Ärger, naïve, 日本語, עברית, 🙂\u{200d}👩, “quotes” – dashes\u{a0}and nbsp\u{ad}.",
    "trailing blanks   \t\n\n\n\n   leading",
    "&amp; &copy; &#x41; \\* \\_ <b>tag</b> a < b",
    "\u{c}form feed \u{2028}line separator",
];

fn post(chance: &mut Chance) -> Vec<u8> {
    let mut text = String::new();
    if chance.below(12) == 0 {
        text.push('\u{feff}');
    }
    text.push_str(chance.of(FRONTS));
    for _ in 0..chance.below(9) {
        write!(text, "{}{}", chance.of(&["", "\n", "\n\n", "\n \n", "\n\n\n"]), chance.of(BLOCKS)).unwrap();
    }
    text.push_str(chance.of(&["", "\n", "\n\n", "  \n", "\n\t"]));
    match chance.below(6) {
        0 => text = text.replace('\n', "\r\n"),
        1 => text = text.replacen('\n', "\r\n", 3),
        _ => {}
    }
    text.into_bytes()
}

#[test]
fn a_thousand_varied_posts_are_opened_and_closed_and_no_byte_changes() {
    let seat = Seat::new();
    let folder = seat.world.site("blog", JEKYLL);
    let mut chance = Chance(0x5EED_CAFE);
    let posts: Vec<(String, Vec<u8>)> =
        (0..1000).map(|number| (format!("_posts/2026-02-03-day-{number}.md"), post(&mut chance))).collect();
    for (path, bytes) in &posts {
        folder.write(path, bytes);
    }
    let mut site = seat.open(folder.path());
    for (path, bytes) in &posts {
        let opened = site.open_post(path).unwrap();
        assert!(opened.read_only.is_none(), "{path}: {:?}", opened.read_only);
        site.write_body(path, &opened.body).unwrap();
        site.save(path).unwrap();
        assert!(folder.read(path) == *bytes, "{path} changed: {:?}", String::from_utf8_lossy(bytes));
    }
    seat.clock.pass(60_000);
    site.save_due();
    drop(site);
    for (path, bytes) in &posts {
        assert!(folder.read(path) == *bytes, "{path} changed in the end");
    }
}
