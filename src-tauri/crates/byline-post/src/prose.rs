//! The prose of a body: what of it is sentences for a reader, block by block, and where each letter of it stands.
//!
//! Marks, the addresses of links, pictures, HTML tags and comments are not in it; code, template tags and formulas are one
//! sign, [`OBJECT`]. So a spell checker sees words, a grammar checker sees sentences, and both can point into the text.

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Parser, Tag, TagEnd};

use crate::html;
use crate::lenient;
use crate::markdown::options;

/// Stands in the place of what is no writing.
pub const OBJECT: char = '\u{fffc}';

/// HTML elements whose content is no writing.
const CODE: [&str; 8] = ["code", "kbd", "samp", "var", "pre", "script", "style", "tt"];

/// One block of sentences: a paragraph, a heading, an item of a list, a cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Prose {
    /// What a reader reads. A break within a paragraph is a space, one that the writer made is a line feed.
    pub text: String,
    pieces: Vec<Piece>,
}

/// A stretch of the text and the bytes of the body that it comes from; where both are as long, letter for letter.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    at: Range<usize>,
    from: Range<usize>,
}

impl Prose {
    /// Where a stretch of the text stands in the body, from its first letter to its last, with the marks that are between
    /// them. Both in bytes.
    pub fn place(&self, range: Range<usize>) -> Option<Range<usize>> {
        if range.start >= range.end {
            return None;
        }
        let piece = |byte: usize| {
            let at = self.pieces.partition_point(|piece| piece.at.end <= byte);
            self.pieces.get(at).filter(|piece| piece.at.contains(&byte))
        };
        let (first, last) = (piece(range.start)?, piece(range.end - 1)?);
        let start = if first.is_plain() { first.from.start + (range.start - first.at.start) } else { first.from.start };
        let end = if last.is_plain() { last.from.start + (range.end - last.at.start) } else { last.from.end };
        Some(start..end)
    }

    fn put(&mut self, words: &str, from: Range<usize>) {
        let start = self.text.len();
        self.text.push_str(words);
        if start < self.text.len() {
            self.pieces.push(Piece { at: start..self.text.len(), from });
        }
    }

    fn object(&mut self, from: Range<usize>) {
        if !self.text.ends_with(OBJECT) {
            self.put(OBJECT.encode_utf8(&mut [0; 4]), from);
        }
    }
}

impl Piece {
    fn is_plain(&self) -> bool {
        self.at.len() == self.from.len()
    }
}

/// The prose of a body, or of a piece of one that is a whole block.
pub fn prose(body: &str) -> Vec<Prose> {
    let hidden = apart(lenient::hidden(body));
    let masked = lenient::masked(body);
    let mut reading = Reading {
        body,
        masked: &masked,
        hidden: &hidden,
        found: Vec::new(),
        block: Prose::default(),
        silent: 0,
        code: 0,
        verbatim: false,
    };
    // A link whose address stands elsewhere in the post shows its words all the same.
    let elsewhere = |link: BrokenLink<'_>| {
        matches!(link.link_type, LinkType::Reference | LinkType::Collapsed)
            .then_some((CowStr::Borrowed("#"), CowStr::Borrowed("")))
    };
    for (event, range) in Parser::new_with_broken_link_callback(&masked, options(), Some(elsewhere)).into_offset_iter()
    {
        reading.read(event, range);
    }
    reading.flush();
    reading.found
}

/// The same stretches, none touching another.
fn apart(ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match found.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => found.push(range),
        }
    }
    found
}

struct Reading<'a> {
    body: &'a str,
    masked: &'a str,
    hidden: &'a [Range<usize>],
    found: Vec<Prose>,
    block: Prose,
    /// How many pictures are around: their descriptions are no part of a sentence.
    silent: usize,
    /// How many HTML elements are around that hold code.
    code: usize,
    /// In a block of code or of HTML.
    verbatim: bool,
}

impl Reading<'_> {
    fn read(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::Image { .. }) => {
                self.block.object(range);
                self.silent += 1;
            }
            Event::End(TagEnd::Image) => self.silent = self.silent.saturating_sub(1),
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => {
                self.flush();
                self.verbatim = true;
            }
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock) => self.verbatim = false,
            _ if self.verbatim || self.silent > 0 => {}
            Event::Text(words) => self.text(&words, range),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => self.block.object(range),
            Event::InlineHtml(tag) => self.tag(&tag, range),
            Event::SoftBreak => self.block.put(" ", range),
            Event::HardBreak => self.block.put("\n", range),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
            Event::Start(_) | Event::End(_) | Event::Rule | Event::Html(_) => self.flush(),
        }
    }

    fn text(&mut self, words: &str, range: Range<usize>) {
        if self.code > 0 {
            self.block.object(range);
        } else if self.masked.get(range.clone()) == Some(words) {
            self.plain(range);
        } else {
            // One letter by its name, such as `&eacute;`.
            self.block.put(words, range);
        }
    }

    /// Words as they stand in the body, with an object for each stretch that is none.
    fn plain(&mut self, range: Range<usize>) {
        let mut at = range.start;
        let first = self.hidden.partition_point(|hidden| hidden.end <= range.start);
        for hidden in self.hidden.iter().skip(first).take_while(|hidden| hidden.start < range.end) {
            let start = hidden.start.max(at);
            self.block.put(&self.body[at..start], at..start);
            at = hidden.end.clamp(start, range.end);
            self.block.object(start..at);
        }
        self.block.put(&self.body[at..range.end], at..range.end);
    }

    fn tag(&mut self, source: &str, range: Range<usize>) {
        let tags = html::tags(source);
        let Some(tag) = tags.first() else { return };
        if CODE.contains(&tag.name.as_str()) {
            self.code = if tag.closes { self.code.saturating_sub(1) } else { self.code + 1 };
        } else if tag.name == "br" {
            self.block.put("\n", range);
        }
    }

    fn flush(&mut self) {
        let block = std::mem::take(&mut self.block);
        self.code = 0;
        if block.text.contains(char::is_alphabetic) {
            self.found.push(block);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, expect: &[&str]) {
        let found: Vec<String> = prose(body).into_iter().map(|block| block.text.replace(OBJECT, "#")).collect();
        assert_eq!(found, expect, "{body:?}");
    }

    #[test]
    fn marks_code_addresses_and_tags_are_no_prose() {
        check("## A **bo**ld `let a`\n\nd [e](http://f \"t\") g\nh  \ni", &["A bold #", "d e g h\ni"]);
        check("a ![alt](x.jpg) b ![alt](x y.jpg) c [d](e f.html)", &["a # b # c d"]);
        check("```\ncode\n```\n\n    more\n\n<div>\nblock\n</div>\n\nwords", &["words"]);
        check("a <b>b</b> <code>c d</code> <!-- e --> f<br>g", &["a b #  f\ng"]);
        check("{{< figure src=\"a\" >}} words {% include b.html %} and $a_b$ more", &["# words # and # more"]);
        check(
            "- one\n- [ ] two\n  - three\n\n> four\n> five\n\n| a | b |\n|---|---|\n| c | d |\n",
            &["one", "two", "three", "four five", "a", "b", "c", "d"],
        );
        check("see [this][ref] and [that][] or [those]", &["see this and that or [those]"]);
        check("caf&eacute; \\*star\\*", &["café *star*"]);
        check("", &[]);
    }

    #[test]
    fn a_place_is_the_letters_in_the_body() {
        let at = |body: &str, words: &str| {
            let blocks = prose(body);
            let (block, start) = blocks.iter().find_map(|block| Some((block, block.text.find(words)?))).unwrap();
            let place = block.place(start..start + words.len()).unwrap();
            body[place].to_owned()
        };
        assert_eq!(at("a **bo**ld move", "bold"), "bo**ld");
        assert_eq!(at("a **bold** move", "bold"), "bold");
        assert_eq!(at("one\n> two three", "three"), "three");
        assert_eq!(at("caf&eacute; noir", "café"), "caf&eacute;");
        assert_eq!(at("{{ x }} wrods", "wrods"), "wrods");
        assert_eq!(at("a\\_b word", "word"), "word");
    }

    #[test]
    fn places_lie_on_their_letters_whatever_the_text() {
        let mut random = crate::random::Random::new(11);
        for _ in 0..2_000 {
            let body = random.text(60);
            for block in prose(&body) {
                for (at, letter) in block.text.char_indices() {
                    let place = block.place(at..at + letter.len_utf8()).unwrap();
                    let there = &body[place];
                    let drawn = letter == OBJECT || letter == ' ' || letter == '\n' || there.starts_with('&');
                    assert!(drawn || there == letter.to_string(), "{body:?}: {letter:?} at {there:?}");
                }
            }
        }
    }
}
