//! A post as a reader sees it, block by block and without marks: what two texts of a post are compared by.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::markdown::options;
use crate::{Post, html, lenient};

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A heading, from 1 for the largest to 6.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// An item of a list, or a paragraph of one.
    Item,
    /// A paragraph of a quotation.
    Quote,
    /// A block of code, whole.
    Code,
    /// A row of a table, its cells apart by ` | `.
    Row,
    /// A picture; its text is its description.
    Picture,
    /// A line across.
    Rule,
}

/// One block.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Seen {
    /// What it is.
    pub kind: Kind,
    /// The words that a reader sees, on one line but for code.
    pub text: String,
    /// For a picture, where its link leads, as written.
    pub link: Option<String>,
}

/// The blocks of a post's body, without the lines that are its title, date or author.
pub fn blocks(post: &Post) -> Vec<Seen> {
    let body = post.unspoken();
    let repaired = lenient::repaired(&body);
    let mut reading = Reading::default();
    for (event, range) in Parser::new_ext(&repaired, options()).into_offset_iter() {
        match event {
            Event::Start(tag) => reading.start(&tag, repaired.get(range).unwrap_or_default()),
            Event::End(tag) => reading.end(tag),
            Event::Text(words) | Event::Code(words) => reading.words(&words),
            Event::SoftBreak | Event::HardBreak => reading.words(" "),
            Event::Rule => reading.put(Kind::Rule, String::new(), None),
            _ => {}
        }
    }
    reading.flush();
    reading.found
}

#[derive(Default)]
struct Reading {
    found: Vec<Seen>,
    words: String,
    /// The description and link of the picture that is being read.
    picture: Option<(String, String)>,
    heading: Option<u8>,
    items: usize,
    quotes: usize,
    row: bool,
    code: bool,
}

impl Reading {
    fn start(&mut self, tag: &Tag<'_>, source: &str) {
        match tag {
            Tag::Image { dest_url, .. } => {
                self.flush();
                self.picture = Some((String::new(), dest_url.to_string()));
            }
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = Some(*level as u8);
            }
            Tag::Item => {
                self.flush();
                self.items += 1;
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.quotes += 1;
            }
            Tag::CodeBlock(_) => {
                self.flush();
                self.code = true;
            }
            Tag::TableRow | Tag::TableHead => {
                self.flush();
                self.row = true;
            }
            Tag::TableCell if !self.words.is_empty() => self.words.push_str(" | "),
            Tag::Paragraph | Tag::List(_) => self.flush(),
            Tag::HtmlBlock => {
                self.flush();
                self.html(source);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Image => {
                if let Some((alt, link)) = self.picture.take() {
                    self.put(Kind::Picture, one_line(&alt), Some(link));
                }
            }
            TagEnd::Paragraph => self.flush(),
            TagEnd::Heading(_) => {
                self.flush();
                self.heading = None;
            }
            TagEnd::Item => {
                self.flush();
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::CodeBlock => {
                self.flush();
                self.code = false;
            }
            TagEnd::TableRow | TagEnd::TableHead => {
                self.flush();
                self.row = false;
            }
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        match &mut self.picture {
            Some((alt, _)) => alt.push_str(words),
            None => self.words.push_str(words),
        }
    }

    /// What HTML shows: its text, and its pictures.
    fn html(&mut self, source: &str) {
        let mut at = 0;
        for tag in html::tags(source) {
            self.words.push_str(source.get(at..tag.range.start).unwrap_or_default());
            self.words.push(' ');
            at = tag.range.end;
            let value = |name: &str| tag.value(name).and_then(|range| source.get(range)).unwrap_or_default().to_owned();
            if tag.name == "img" {
                self.flush();
                self.put(Kind::Picture, one_line(&value("alt")), Some(value("src")));
            }
        }
        self.words.push_str(source.get(at..).unwrap_or_default());
        self.flush();
    }

    fn kind(&self) -> Kind {
        match self.heading {
            Some(level) => Kind::Heading(level),
            None if self.code => Kind::Code,
            None if self.row => Kind::Row,
            None if self.items > 0 => Kind::Item,
            None if self.quotes > 0 => Kind::Quote,
            None => Kind::Paragraph,
        }
    }

    fn flush(&mut self) {
        let words = std::mem::take(&mut self.words);
        let text = if self.code { words.trim_end().to_owned() } else { one_line(&words) };
        if !text.is_empty() && !lenient::is_tag(&text) {
            self.put(self.kind(), text, None);
        }
    }

    fn put(&mut self, kind: Kind, text: String, link: Option<String>) {
        self.found.push(Seen { kind, text, link });
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<(Kind, String)> {
        let post = Post::parse(text.as_bytes(), "a.md").unwrap();
        blocks(&post).into_iter().map(|seen| (seen.kind, seen.text)).collect()
    }

    fn check(text: &str, expect: &[(Kind, &str)]) {
        let expect: Vec<_> = expect.iter().map(|(kind, text)| (*kind, (*text).to_owned())).collect();
        assert_eq!(seen(text), expect, "{text}");
    }

    #[test]
    fn blocks_are_what_a_reader_sees_without_marks() {
        check(
            "---\ntitle: A\n---\n\n## A **bold** day\n\nWords [in\na link](x) and `code`.\n\n- one\n- two\n  - three\n\n> Said\n\n1. first\n\n   more\n\n---\n\n```js\nlet a\n  b\n```\n",
            &[
                (Kind::Heading(2), "A bold day"),
                (Kind::Paragraph, "Words in a link and code."),
                (Kind::Item, "one"),
                (Kind::Item, "two"),
                (Kind::Item, "three"),
                (Kind::Quote, "Said"),
                (Kind::Item, "first"),
                (Kind::Item, "more"),
                (Kind::Rule, ""),
                (Kind::Code, "let a\n  b"),
            ],
        );
        check("| a | b |\n|---|---|\n| 1 | 2 |\n", &[(Kind::Row, "a | b"), (Kind::Row, "1 | 2")]);
    }

    #[test]
    fn pictures_are_blocks_of_their_own_also_in_html_and_with_spaces_in_their_names() {
        let text = "---\ntitle: A\n---\n\nBefore ![A *boat*](boat.jpg) after\n\n![x](<a b.png>)\n\n<p>Hello<br>you <img src=\"c.png\" alt=\"C\"></p>\n";
        let post = Post::parse(text.as_bytes(), "a.md").unwrap();
        let found: Vec<_> =
            blocks(&post).into_iter().map(|seen| (seen.kind, seen.text, seen.link.unwrap_or_default())).collect();
        let expect = [
            (Kind::Paragraph, "Before", ""),
            (Kind::Picture, "A boat", "boat.jpg"),
            (Kind::Paragraph, "after", ""),
            (Kind::Picture, "x", "a b.png"),
            (Kind::Paragraph, "Hello you", ""),
            (Kind::Picture, "C", "c.png"),
        ];
        let expect: Vec<_> =
            expect.iter().map(|(kind, text, link)| (*kind, (*text).to_owned(), (*link).to_owned())).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn lines_that_are_details_are_no_blocks() {
        check("# The title\n\nWords.\n", &[(Kind::Paragraph, "Words.")]);
        check("", &[]);
    }
}
