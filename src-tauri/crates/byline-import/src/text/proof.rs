//! Reading again what was written.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::inline::Place;
use super::{Piece, What, escape};

/// The dialect that posts are read in.
pub(crate) fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS
}

/// Whether a reader of the written line sees exactly the words, pictures and links of the pieces, in one block.
pub(super) fn reads_as(written: &str, pieces: &[Piece], place: Place) -> bool {
    let source = match place {
        Place::Paragraph => written.to_owned(),
        Place::Heading => format!("# {written}"),
        Place::Cell => format!("| {written} |\n|---|\n"),
    };
    let mut seen = Seen::default();
    for event in Parser::new_ext(&source, options()) {
        seen.take(event);
    }
    let mut meant = Seen { blocks: usize::from(!pieces.is_empty()), ..Seen::default() };
    let mut link = None;
    for piece in pieces {
        if piece.link != link && !matches!(piece.what, What::Note(_)) {
            link.clone_from(&piece.link);
            meant.links += usize::from(link.as_deref().and_then(escape::address).is_some());
        }
        match &piece.what {
            What::Words(words) => meant.words.extend(words.chars().filter(|c| !c.is_whitespace())),
            What::Break => {}
            What::Picture(picture) if escape::address(&picture.address).is_some() => meant.pictures += 1,
            What::Picture(picture) => meant.words.extend(picture.description.chars().filter(|c| !c.is_whitespace())),
            What::Note(number) => meant.words.extend(format!("[^{number}]").chars()),
        }
    }
    seen.blocks = seen.blocks.min(1);
    seen.foreign == 0 && seen == meant
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Seen {
    words: Vec<char>,
    links: usize,
    pictures: usize,
    blocks: usize,
    /// Parts that a line cannot have.
    foreign: usize,
    in_picture: usize,
}

impl Seen {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Text(words) | Event::Code(words) if self.in_picture == 0 => {
                self.words.extend(words.chars().filter(|c| !c.is_whitespace()));
            }
            Event::FootnoteReference(name) => self.words.extend(format!("[^{name}]").chars()),
            Event::Start(Tag::Link { .. }) => self.links += 1,
            Event::Start(Tag::Image { .. }) => {
                self.pictures += 1;
                self.in_picture += 1;
            }
            Event::End(TagEnd::Image) => self.in_picture -= 1,
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::Table(_)) => self.blocks += 1,
            Event::InlineHtml(tag) => {
                let ours = ["<sup>", "</sup>", "<sub>", "</sub>", "<br>"].contains(&tag.as_ref());
                self.foreign += usize::from(!ours);
            }
            Event::Start(
                Tag::BlockQuote(_)
                | Tag::CodeBlock(_)
                | Tag::HtmlBlock
                | Tag::List(_)
                | Tag::Item
                | Tag::FootnoteDefinition(_),
            )
            | Event::Html(_)
            | Event::Rule
            | Event::TaskListMarker(_) => self.foreign += 1,
            _ => {}
        }
    }
}
