//! The blocks of a preview, each with the line it comes from.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::Path;
use std::sync::Arc;

use pulldown_cmark::{Event, Options, Parser, RefDefs, Tag};

use super::cards;
use super::clean::{Cleaner, DEEPEST};
use super::picture::{PictureSource, Pictures};
use super::place::Lines;
use super::translate::translated;
use super::write::{Placed, With, is_safe, written};
use crate::lenient;
use crate::markdown::options;
use crate::post::Post;
use crate::tagged::unframed;

/// The largest body that is rendered, in bytes.
const LONGEST: usize = 2 * 1024 * 1024;
/// The most HTML that a preview holds, in bytes.
const MOST_HTML: usize = 16 * 1024 * 1024;
/// The most tags in raw HTML of one block; beyond it is data, not a post.
const MOST_TAGS: usize = 20_000;

const TOO_COMPLEX: &str = "<p class=\"too-complex\" data-line=\"0\">…</p>\n";

/// One top-level piece of a preview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The line of the body, from 1, that it starts at.
    pub line: usize,
    /// Safe HTML. Elements that come from the text say in `data-line` from which line, counted from this block's first,
    /// which is 0.
    pub html: Arc<str>,
}

/// The body of a post as blocks of safe HTML, without the lines that tell title, date and author. `picture` is asked once
/// for each picture, with the link as written.
pub fn blocks(post: &Post, picture: &dyn Fn(&str) -> PictureSource) -> Vec<Block> {
    Drawing { keeps: false, ..Drawing::default() }.blocks(post, picture)
}

/// What was drawn of a post last: blocks whose text stayed the same are not drawn again.
#[derive(Debug)]
pub struct Drawing {
    keeps: bool,
    /// Where references lead decides what any block means.
    references: u64,
    drawn: HashMap<Box<str>, Drawn>,
}

#[derive(Debug, Clone)]
struct Drawn {
    html: Arc<str>,
    /// The pictures in it, and what was known of them: a file may have come or gone.
    pictures: Vec<(String, PictureSource)>,
}

impl Default for Drawing {
    fn default() -> Self {
        Self { keeps: true, references: 0, drawn: HashMap::new() }
    }
}

impl Drawing {
    /// As [`blocks`], and always the same as a fresh drawing.
    pub fn blocks(&mut self, post: &Post, picture: &dyn Fn(&str) -> PictureSource) -> Vec<Block> {
        let unspoken = post.unspoken();
        if unspoken.len() > LONGEST {
            return vec![Block { line: 1, html: TOO_COMPLEX.into() }];
        }
        let is_mdx = Path::new(&post.file_name).extension().is_some_and(|end| end.eq_ignore_ascii_case("mdx"));
        let repaired = lenient::repaired(&unspoken);
        let plain = unframed(&repaired);
        self.draw(&translated(plain.as_deref().unwrap_or(&repaired)), is_mdx, picture)
    }

    fn draw(&mut self, text: &str, is_mdx: bool, picture: &dyn Fn(&str) -> PictureSource) -> Vec<Block> {
        let mut events = Parser::new_ext(text, dialect()).into_offset_iter();
        let references = meaning(events.reference_definitions());
        let before = std::mem::take(&mut self.drawn);
        let before = if references == self.references { before } else { HashMap::new() };
        self.references = references;
        let mut pen = Pen {
            text,
            pictures: Pictures::new(picture),
            notes: Footnotes::default(),
            cleaner: Cleaner::new(),
            is_mdx,
        };
        let mut blocks = Vec::new();
        let mut lines = Lines::new(text, 0, 1);
        let mut size = 0_usize;
        while let Some((first, range)) = events.next() {
            let line = lines.of(range.start);
            let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
            let source = text.get(start..range.end).unwrap_or_default();
            // Footnotes are numbered over the whole post.
            let keeps = self.keeps && !source.contains("[^");
            let known = before.get(source).filter(|_| keeps && size <= MOST_HTML);
            let known =
                known.filter(|drawn| drawn.pictures.iter().all(|(target, was)| pen.pictures.ask(target) == *was));
            let drawn = if let Some(known) = known {
                pass(&first, &mut events);
                known.clone()
            } else {
                let (block, deepest) = gathered((first, range), &mut events);
                let html = if deepest > DEEPEST || size > MOST_HTML { None } else { pen.block(block) };
                let html = html.map_or_else(|| TOO_COMPLEX.into(), Arc::from);
                Drawn { html, pictures: std::mem::take(&mut pen.pictures.asked) }
            };
            size += drawn.html.len();
            if !drawn.html.trim().is_empty() {
                blocks.push(Block { line, html: Arc::clone(&drawn.html) });
            }
            if keeps {
                self.drawn.insert(source.into(), drawn);
            }
        }
        blocks
    }
}

/// The dialect of posts, with callouts.
pub(crate) fn dialect() -> Options {
    options() | Options::ENABLE_GFM
}

/// A number for where all references lead.
fn meaning(references: &RefDefs) -> u64 {
    references.iter().fold(0, |all, (label, led)| {
        let mut hasher = DefaultHasher::new();
        (label, &*led.dest, led.title.as_deref()).hash(&mut hasher);
        all ^ hasher.finish()
    })
}

/// Passes over a block's events.
fn pass<'t>(first: &Event, events: &mut impl Iterator<Item = Placed<'t>>) {
    let mut depth = usize::from(matches!(first, Event::Start(_)));
    while depth > 0 {
        match events.next() {
            Some((Event::Start(_), _)) => depth += 1,
            Some((Event::End(_), _)) => depth -= 1,
            Some(_) => {}
            None => return,
        }
    }
}

/// A block's events, and how deep they nest.
pub(crate) fn gathered<'t>(
    first: Placed<'t>,
    events: &mut impl Iterator<Item = Placed<'t>>,
) -> (Vec<Placed<'t>>, usize) {
    let mut depth = usize::from(matches!(first.0, Event::Start(_)));
    let mut deepest = depth;
    let mut block = vec![first];
    while depth > 0 {
        let Some(event) = events.next() else { break };
        match event.0 {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        deepest = deepest.max(depth);
        block.push(event);
    }
    (block, deepest)
}

/// What one drawing of a post is made with.
struct Pen<'a> {
    text: &'a str,
    pictures: Pictures<'a>,
    notes: Footnotes,
    cleaner: Cleaner,
    /// Whether the post may hold scripts and components.
    is_mdx: bool,
}

impl Pen<'_> {
    /// The safe HTML of a block; nothing where it is too much.
    fn block(&mut self, events: Vec<Placed>) -> Option<String> {
        let range = events.first().map(|(_, range)| range.clone()).unwrap_or_default();
        let source = self.text.get(range.clone()).unwrap_or_default();
        let first = events.first().map(|(event, _)| event);
        self.pictures.keyed(false);
        match first {
            Some(Event::Start(Tag::Paragraph)) if source.trim().lines().all(lenient::is_tag) => {
                return Some(cards::tags(source, &mut self.pictures));
            }
            Some(Event::Start(Tag::Paragraph)) if self.is_mdx && cards::is_script(source) => {
                return Some(cards::cannot_show(source, 0));
            }
            Some(Event::Start(Tag::HtmlBlock)) if cards::is_read_more(source) => {
                return Some(cards::READ_MORE_HTML.to_owned());
            }
            Some(Event::Start(Tag::HtmlBlock)) if cards::is_component(source) => {
                return Some(cards::cannot_show(source, 0));
            }
            _ => {}
        }
        let safe = is_safe(&events);
        if !safe && too_many_tags(&events) {
            return None;
        }
        self.pictures.keyed(!safe);
        let lines = Lines::new(self.text, range.start, 0);
        let html = written(events, With { lines, pictures: &mut self.pictures, notes: &mut self.notes });
        if safe { Some(html) } else { self.cleaner.clean(&html, self.pictures.take_keys()) }
    }
}

fn too_many_tags(events: &[Placed]) -> bool {
    let tags = events.iter().map(|(event, _)| match event {
        Event::Html(raw) | Event::InlineHtml(raw) => raw.matches('<').count(),
        _ => 0,
    });
    tags.sum::<usize>() > MOST_TAGS
}

/// Footnotes are numbered as they are met.
#[derive(Default)]
pub(crate) struct Footnotes(HashMap<String, usize>);

impl Footnotes {
    pub(crate) fn number(&mut self, name: &str) -> usize {
        let next = self.0.len() + 1;
        *self.0.entry(name.to_owned()).or_insert(next)
    }
}
