//! What somebody copied elsewhere, as the blocks of a post that it becomes where it is pasted.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use crate::document::{Gathered, LeftOut};
use crate::limits::{MAX_BYTES, Refusal, WRITTEN};
use crate::text::{self, Block, Hand, Item, Piece, Text, What};
use crate::{html, plain};

/// What was copied.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pasted {
    /// Its blocks, in order.
    pub blocks: Vec<PastedBlock>,
    /// What could not be brought.
    pub left_out: Vec<LeftOut>,
}

/// A block of what was copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastedBlock {
    /// What it is.
    pub kind: Kind,
    /// Its lines, without its pictures, and without a line feed at the end.
    pub text: String,
    /// The pictures that belong in it, in order.
    pub pictures: Vec<PastedPicture>,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is what it is called")]
pub enum Kind {
    Paragraph,
    Heading,
    List,
    Quote,
    Code,
    Table,
    Rule,
    /// A picture that stands alone; the block has no text.
    Picture,
    /// A footnote, which may stand anywhere.
    Note,
    /// Lines that had their marks already.
    Marked,
}

/// A picture of what was copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastedPicture {
    /// Where it belongs: an offset in the block's text, in bytes.
    pub at: usize,
    /// What is written before its link.
    pub before: String,
    /// What is written after its link.
    pub after: String,
    /// Where it is.
    pub source: PictureSource,
}

/// Where a picture of what was copied is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PictureSource {
    /// It was copied too.
    Inside {
        /// A file name for it.
        name: String,
        /// Its bytes: a JPEG, PNG, GIF or WebP, by their beginning.
        bytes: Vec<u8>,
    },
    /// On a server, under an address of `http` or `https`.
    Web(String),
}

/// Reads what was copied: `page` as HTML where the program put some there, else `words`. New marks are written by `hand`,
/// headings begin at the second level, and footnotes are counted from `first_note`.
pub fn read_pasted(page: &str, words: &str, hand: &Hand, first_note: usize) -> Result<Pasted, Refusal> {
    let bytes = page.len().saturating_add(words.len());
    if bytes > MAX_BYTES {
        return Err(Refusal::TooLarge { bytes, limit: MAX_BYTES });
    }
    if !page.trim().is_empty()
        // A page that cannot be read still has its words.
        && let Ok((text, gathered)) = html::pasted::read(page)
        && (!text.blocks.is_empty() || words.trim().is_empty())
    {
        return pasted(text, gathered, hand, first_note);
    }
    if plain::is_markdown(words) {
        return Ok(marked(words));
    }
    read_pasted_plain(words, hand)
}

/// Reads words that were copied, or are to be pasted as nothing but words.
pub fn read_pasted_plain(words: &str, hand: &Hand) -> Result<Pasted, Refusal> {
    if words.len() > MAX_BYTES {
        return Err(Refusal::TooLarge { bytes: words.len(), limit: MAX_BYTES });
    }
    let text = Text { blocks: plain::pasted(words), notes: Vec::new() };
    pasted(text, Gathered::default(), hand, 1)
}

fn pasted(text: Text, gathered: Gathered, hand: &Hand, first_note: usize) -> Result<Pasted, Refusal> {
    let hand = hand.clone().sane();
    let mut blocks = apart(text.blocks);
    let mut notes = text.notes;
    let lowered = u8::from(blocks.iter().any(|block| matches!(block, Block::Heading(1, _))));
    for block in &mut blocks {
        if let Block::Heading(level, _) = block {
            *level = (*level + lowered).min(6);
        }
    }
    for block in blocks.iter_mut().chain(notes.iter_mut().flatten()) {
        for_lines(block, &mut |line| settle(line, first_note));
    }
    let source = |link: &str| {
        let inside = gathered.pictures.iter().find(|picture| picture.link == link);
        let inside = inside.map(|it| PictureSource::Inside { name: it.name.clone(), bytes: it.bytes.clone() });
        inside.or_else(|| {
            let far = gathered.far.iter().find(|(stands, _)| stands == link);
            far.map(|(_, address)| PictureSource::Web(address.clone()))
        })
    };
    let written = text::parts(&blocks, &hand);
    let mut out: Vec<PastedBlock> = written
        .into_iter()
        .map(|(block, written)| {
            let (text, pictures) = without_pictures(&written, &source);
            let kind = kind(&block);
            let alone = kind == Kind::Paragraph && text.is_empty() && pictures.len() == 1;
            PastedBlock { kind: if alone { Kind::Picture } else { kind }, text, pictures }
        })
        .collect();
    for (at, note) in notes.iter().enumerate() {
        let text = text::label(first_note + at, note, &hand);
        out.push(PastedBlock { kind: Kind::Note, text, pictures: Vec::new() });
    }
    if out.iter().map(|block| block.text.len()).sum::<usize>() > WRITTEN {
        return Err(Refusal::TooMuch);
    }
    let mut left_out = gathered.left_out;
    left_out.sort_by_key(|left| left.what);
    Ok(Pasted { blocks: out, left_out })
}

/// Text that has its marks already: as it is, but for its headings and the pictures that it shows from elsewhere.
fn marked(words: &str) -> Pasted {
    let words = words.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let mut source = words.trim_matches('\n').to_owned();
    let headings: Vec<(bool, usize)> = Parser::new_ext(&source, text::options())
        .into_offset_iter()
        .filter_map(|(event, span)| match event {
            Event::Start(Tag::Heading { level, .. }) if source[span.clone()].starts_with('#') => {
                Some((level as u8 == 1, span.start))
            }
            _ => None,
        })
        .collect();
    if headings.iter().any(|(first, _)| *first) {
        for (_, at) in headings.into_iter().rev() {
            if !source[at..].starts_with("######") {
                source.insert(at, '#');
            }
        }
    }
    let far = |link: &str| {
        let lower = link.to_ascii_lowercase();
        let is_far = lower.starts_with("https://") || lower.starts_with("http://");
        is_far.then(|| PictureSource::Web(link.to_owned()))
    };
    let (text, pictures) = without_pictures(&source, &far);
    Pasted { blocks: vec![PastedBlock { kind: Kind::Marked, text, pictures }], left_out: Vec::new() }
}

fn kind(block: &Block) -> Kind {
    match block {
        Block::Heading(..) => Kind::Heading,
        Block::Paragraph(_) => Kind::Paragraph,
        Block::List(..) => Kind::List,
        Block::Quote(_) => Kind::Quote,
        Block::Code(..) => Kind::Code,
        Block::Table(_) => Kind::Table,
        Block::Rule => Kind::Rule,
    }
}

/// Pictures among the words of a paragraph stand between two paragraphs instead.
fn apart(blocks: Vec<Block>) -> Vec<Block> {
    let mut out = Vec::new();
    for block in blocks {
        let (level, pieces) = match block {
            Block::Paragraph(pieces) => (None, pieces),
            Block::Heading(level, pieces) => (Some(level), pieces),
            other => {
                out.push(other);
                continue;
            }
        };
        let whole = |line: Vec<Piece>| {
            level.map_or_else(|| Block::Paragraph(line.clone()), |level| Block::Heading(level, line.clone()))
        };
        let mut line = Vec::new();
        let mut after = Vec::new();
        for piece in pieces {
            match piece.what {
                // A heading is not cut in two.
                What::Picture(_) if level.is_some() => after.push(Block::Paragraph(vec![piece])),
                What::Picture(_) => {
                    push_line(&mut out, whole(std::mem::take(&mut line)));
                    out.push(Block::Paragraph(vec![piece]));
                }
                _ => line.push(piece),
            }
        }
        push_line(&mut out, whole(line));
        out.extend(after);
    }
    out
}

fn push_line(out: &mut Vec<Block>, block: Block) {
    if let Block::Paragraph(line) | Block::Heading(_, line) = &block
        && !text::is_blank(line)
    {
        out.push(block);
    }
}

fn for_lines(block: &mut Block, work: &mut impl FnMut(&mut Vec<Piece>)) {
    match block {
        Block::Heading(_, line) | Block::Paragraph(line) => work(line),
        Block::List(_, items) => {
            for Item { blocks, .. } in items {
                for block in blocks {
                    for_lines(block, work);
                }
            }
        }
        Block::Quote(inner) => {
            for block in inner {
                for_lines(block, work);
            }
        }
        Block::Table(rows) => rows.iter_mut().flatten().for_each(work),
        Block::Code(..) | Block::Rule => {}
    }
}

/// Counts notes on, and lets addresses that are written out stand as they are: they are links by themselves.
fn settle(line: &mut [Piece], first_note: usize) {
    for piece in line {
        if let What::Note(number) = &mut piece.what {
            *number += first_note.saturating_sub(1);
        }
        let simple = |c: char| c.is_ascii_alphanumeric() || "-._/:?=#,+".contains(c);
        if let (What::Words(words), Some(link)) = (&piece.what, &piece.link)
            && words.trim() == link
            && words.trim().split('_').all(|part| part.chars().all(simple))
            && words.trim().split('_').skip(1).all(|part| part.starts_with(|c: char| c.is_ascii_alphanumeric()))
        {
            piece.link = None;
        }
    }
}

/// The written text with its pictures cut out, and these.
fn without_pictures(written: &str, source: &impl Fn(&str) -> Option<PictureSource>) -> (String, Vec<PastedPicture>) {
    let mut found: Vec<(Range<usize>, Range<usize>, PictureSource)> = Vec::new();
    if written.contains("![") {
        for (event, span) in Parser::new_ext(written, text::options()).into_offset_iter() {
            if let Event::Start(Tag::Image { dest_url, .. }) = event
                && let Some(from) = source(&dest_url)
                && let Some(at) = written.get(span.clone()).and_then(|whole| whole.rfind(&format!("]({dest_url}")))
            {
                let link = span.start + at + 2..span.start + at + 2 + dest_url.len();
                found.push((span, link, from));
            }
        }
    }
    let mut text = String::with_capacity(written.len());
    let mut pictures = Vec::new();
    let mut last = 0;
    for (span, link, source) in found {
        // The space before it comes and goes with it.
        let start = if written[last..span.start].ends_with(' ') && text_follows(written, span.start) {
            span.start - 1
        } else {
            span.start
        };
        text.push_str(&written[last..start]);
        pictures.push(PastedPicture {
            at: text.len(),
            before: written[start..link.start].to_owned(),
            after: written[link.end..span.end].to_owned(),
            source,
        });
        last = span.end;
    }
    text.push_str(&written[last..]);
    (text, pictures)
}

/// Whether words stand before this place on its line, so that the space before it is one between words.
fn text_follows(written: &str, at: usize) -> bool {
    let line = written[..at].rsplit('\n').next().unwrap_or_default();
    line.chars().any(char::is_alphanumeric)
}
