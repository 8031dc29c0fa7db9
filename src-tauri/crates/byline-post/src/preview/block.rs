//! The blocks of a preview, each with the line it comes from.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::Path;
use std::sync::Arc;

use pulldown_cmark::{Event, Options, Parser, RefDefs, Tag};

use super::braces::without_braces;
use super::cards;
use super::clean::{Cleaner, DEEPEST};
use super::gallery::{Gallery, lifted};
use super::picture::{PictureSource, Pictures};
use super::place::Lines;
use super::translate::translated;
use super::write::{Placed, With, is_safe, written};
use crate::lenient;
use crate::markdown::options;
use crate::post::Post;

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
    line_breaks: bool,
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
        Self { keeps: true, line_breaks: false, references: 0, drawn: HashMap::new() }
    }
}

impl Drawing {
    /// Whether readers see a break wherever a line of the text ends; they see a blank where not, as at first.
    pub fn break_lines(&mut self, every: bool) {
        if self.line_breaks != every {
            self.line_breaks = every;
            self.drawn.clear();
        }
    }

    /// As [`blocks`], and always the same as a fresh drawing.
    pub fn blocks(&mut self, post: &Post, picture: &dyn Fn(&str) -> PictureSource) -> Vec<Block> {
        let unspoken = post.unspoken();
        if unspoken.len() > LONGEST {
            return vec![Block { line: 1, html: TOO_COMPLEX.into() }];
        }
        let is_mdx = Path::new(&post.file_name).extension().is_some_and(|end| end.eq_ignore_ascii_case("mdx"));
        let repaired = lenient::repaired(&unspoken);
        let text = translated(&repaired);
        match lifted(&text) {
            Some((rest, galleries)) => self.draw(&rest, &text, galleries, is_mdx, picture),
            None => self.draw(&text, &text, Vec::new(), is_mdx, picture),
        }
    }

    /// `text` is read; galleries were taken out of `whole`, in which all else stands at the same place.
    fn draw(
        &mut self,
        text: &str,
        whole: &str,
        galleries: Vec<Gallery>,
        is_mdx: bool,
        picture: &dyn Fn(&str) -> PictureSource,
    ) -> Vec<Block> {
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
            line_breaks: self.line_breaks,
            has_braces: text.contains('{'),
        };
        let mut sheet = Sheet { lines: Lines::new(text, 0, 1), size: 0, blocks: Vec::new() };
        let mut galleries = galleries.into_iter().peekable();
        loop {
            let next = events.next();
            let reached = next.as_ref().map_or(text.len(), |(_, range)| range.start);
            while let Some(gallery) = galleries.next_if(|gallery| gallery.range.start <= reached) {
                let source = whole.get(gallery.range.clone()).unwrap_or_default();
                let known = known(&before, source, &pen).filter(|_| self.keeps);
                let drawn = known.cloned().unwrap_or_else(|| {
                    let html = gallery.html(&mut pen.pictures);
                    pen.drawn(sheet.has_room().then_some(html))
                });
                sheet.put(gallery.range.start, &drawn);
                self.keep(source, drawn);
            }
            let Some((first, range)) = next else { return sheet.blocks };
            let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
            let source = text.get(start..range.end).unwrap_or_default();
            // Footnotes are numbered over the whole post.
            let keeps = self.keeps && !source.contains("[^");
            let known = known(&before, source, &pen).filter(|_| keeps && sheet.has_room());
            let at = range.start;
            let drawn = if let Some(known) = known {
                pass(&first, &mut events);
                known.clone()
            } else {
                let (block, deepest) = gathered((first, range), &mut events);
                let html = if deepest <= DEEPEST && sheet.has_room() { pen.block(block) } else { None };
                pen.drawn(html)
            };
            sheet.put(at, &drawn);
            if keeps {
                self.keep(source, drawn);
            }
        }
    }

    fn keep(&mut self, source: &str, drawn: Drawn) {
        if self.keeps {
            self.drawn.insert(source.into(), drawn);
        }
    }
}

/// What was drawn of the same words before, if its pictures are what they were.
fn known<'d>(before: &'d HashMap<Box<str>, Drawn>, source: &str, pen: &Pen) -> Option<&'d Drawn> {
    let same = |drawn: &&Drawn| drawn.pictures.iter().all(|(target, was)| pen.pictures.ask(target) == *was);
    before.get(source).filter(same)
}

/// The blocks as they come.
struct Sheet<'t> {
    lines: Lines<'t>,
    size: usize,
    blocks: Vec<Block>,
}

impl Sheet<'_> {
    fn has_room(&self) -> bool {
        self.size <= MOST_HTML
    }

    /// Puts what was drawn of the words at `offset`.
    fn put(&mut self, offset: usize, drawn: &Drawn) {
        let line = self.lines.of(offset);
        self.size += drawn.html.len();
        if !drawn.html.trim().is_empty() {
            self.blocks.push(Block { line, html: Arc::clone(&drawn.html) });
        }
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
    /// Whether a line's end is a break for readers.
    line_breaks: bool,
    /// Whether there is a brace anywhere: most posts have none, and need not be looked through block by block.
    has_braces: bool,
}

impl Pen<'_> {
    /// Safe HTML with the pictures that were asked for; a card where there is none.
    fn drawn(&mut self, html: Option<String>) -> Drawn {
        let html = html.map_or_else(|| TOO_COMPLEX.into(), Arc::from);
        Drawn { html, pictures: std::mem::take(&mut self.pictures.asked) }
    }

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
        let mut events = if self.has_braces { without_braces(source, &range, events) } else { events };
        if self.line_breaks {
            for (event, _) in events.iter_mut().filter(|(event, _)| matches!(event, Event::SoftBreak)) {
                *event = Event::HardBreak;
            }
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
