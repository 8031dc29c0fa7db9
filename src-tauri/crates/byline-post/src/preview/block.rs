//! The blocks of a preview, each with the line it comes from.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Parser, Tag, TagEnd, html::push_html};

use super::clean::{Cleaner, DEEPEST};
use super::picture::{PictureSource, Pictures};
use crate::html::escaped;
use crate::lenient;
use crate::markdown::options;
use crate::post::Post;

/// The largest body that is rendered, in bytes.
const LONGEST: usize = 2 * 1024 * 1024;
/// The most HTML that a preview holds, in bytes.
const MOST_HTML: usize = 16 * 1024 * 1024;
/// The most tags in raw HTML of one block; beyond it is data, not a post.
const MOST_TAGS: usize = 20_000;

const TOO_COMPLEX: &str = "<p class=\"too-complex\">…</p>\n";

/// One top-level piece of a preview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The line of the body, from 1, that it starts at. The header with title, date and author has line 1.
    pub line: usize,
    /// Safe HTML.
    pub html: String,
}

/// The post as blocks of safe HTML: a header with title, date and author as far as they are known, then the body without
/// the lines that tell them. `picture` is asked once for each picture, with the link as written.
pub fn blocks(post: &Post, picture: &dyn Fn(&str) -> PictureSource) -> Vec<Block> {
    let mut pictures = Pictures::new(picture);
    let mut drafts: Vec<(usize, Option<String>)> = head(post).map(|html| (1, Some(html))).into_iter().collect();
    let unspoken = post.unspoken();
    if unspoken.len() > LONGEST {
        drafts.push((1, None));
    } else {
        body(&lenient::repaired(&unspoken), &mut pictures, &mut drafts);
    }
    let cleaner = Cleaner::new(pictures.into_keys());
    drafts
        .into_iter()
        .map(|(line, html)| {
            let clean = html.and_then(|html| cleaner.clean(&html));
            Block { line, html: clean.unwrap_or_else(|| TOO_COMPLEX.to_owned()) }
        })
        .filter(|block| !block.html.trim().is_empty())
        .collect()
}

fn head(post: &Post) -> Option<String> {
    let details = post.details();
    let title = details.title.as_ref().map(|told| format!("<h1>{}</h1>", escaped(&told.value))).unwrap_or_default();
    let date = details
        .date
        .as_ref()
        .map(|told| format!("<time datetime=\"{}\">{}</time>", told.value, told.value.strftime("%-d %B %Y")));
    let author = details.author.as_ref().map(|told| escaped(&told.value));
    let byline: Vec<String> = date.into_iter().chain(author).collect();
    let byline =
        if byline.is_empty() { String::new() } else { format!("<p class=\"byline\">{}</p>", byline.join(" · ")) };
    (!title.is_empty() || !byline.is_empty()).then(|| format!("<header class=\"post-head\">{title}{byline}</header>\n"))
}

/// Renders the body block by block; `None` stands for one that is nested too deep.
fn body(text: &str, pictures: &mut Pictures, drafts: &mut Vec<(usize, Option<String>)>) {
    let mut notes = Footnotes::default();
    let mut block: Vec<Event> = Vec::new();
    let (mut depth, mut deepest, mut size) = (0_usize, 0_usize, 0_usize);
    let (mut line, mut counted) = (1, 0);
    let mut start = 0..0;
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        if block.is_empty() {
            start = range.clone();
            deepest = 0;
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
        block.push(event);
        if depth > 0 {
            continue;
        }
        let between = &text[counted..start.start.max(counted)];
        line += between.matches('\n').count();
        counted = counted.max(start.start);
        let events = std::mem::take(&mut block);
        let source = &text[start.clone()];
        let html = if deepest > DEEPEST || size > MOST_HTML {
            None
        } else if is_tags(&events, source) {
            Some(format!("<p class=\"cannot-show\"><code>{}</code></p>\n", escaped(source.trim())))
        } else {
            rendered(events, pictures, &mut notes)
        };
        size += html.as_ref().map_or(0, String::len);
        drafts.push((line, html));
    }
}

/// Whether a paragraph is nothing but template tags.
fn is_tags(events: &[Event], source: &str) -> bool {
    matches!(events.first(), Some(Event::Start(Tag::Paragraph))) && source.trim().lines().all(lenient::is_tag)
}

fn rendered(events: Vec<Event>, pictures: &mut Pictures, notes: &mut Footnotes) -> Option<String> {
    let raw: usize = events
        .iter()
        .map(|event| match event {
            Event::Html(raw) | Event::InlineHtml(raw) => raw.matches('<').count(),
            _ => 0,
        })
        .sum();
    if raw > MOST_TAGS {
        return None;
    }
    let alone = pictures_alone(&events);
    let mut out: Vec<Event> = Vec::with_capacity(events.len());
    let mut html_block: Option<String> = None;
    let mut open: Vec<(CowStr, String)> = Vec::new();
    for (at, event) in events.into_iter().enumerate() {
        let dropped = alone.iter().any(|range| range.start == at || range.end == at);
        let inside = alone.iter().any(|range| range.contains(&at));
        match event {
            _ if dropped => {}
            Event::Start(Tag::Image { dest_url, .. }) => open.push((dest_url, String::new())),
            Event::End(TagEnd::Image) => {
                let Some((target, alt)) = open.pop() else {
                    continue;
                };
                match open.last_mut() {
                    Some((_, outer)) => outer.push_str(&alt),
                    None => out.push(Event::InlineHtml(pictures.html(&target, &alt, "", inside).into())),
                }
            }
            Event::Text(words) | Event::Code(words) if !open.is_empty() => {
                open.iter_mut().rev().take(1).for_each(|(_, alt)| alt.push_str(&words));
            }
            _ if !open.is_empty() => {}
            Event::Start(Tag::HtmlBlock) => html_block = Some(String::new()),
            Event::End(TagEnd::HtmlBlock) => {
                let raw = html_block.take().unwrap_or_default();
                out.push(Event::Html(pictures.in_raw(&raw).into()));
            }
            Event::Html(raw) => match &mut html_block {
                Some(all) => all.push_str(&raw),
                None => out.push(Event::Html(pictures.in_raw(&raw).into())),
            },
            Event::InlineHtml(raw) => out.push(Event::InlineHtml(pictures.in_raw(&raw).into())),
            Event::TaskListMarker(done) => {
                let mark = if done { "☑" } else { "☐" };
                out.push(Event::InlineHtml(format!("<span class=\"task\">{mark}</span> ").into()));
            }
            Event::FootnoteReference(name) => {
                let number = notes.number(&name);
                let link = format!("<sup class=\"footnote\"><a href=\"#post-fn-{number}\">{number}</a></sup>");
                out.push(Event::InlineHtml(link.into()));
            }
            Event::Start(Tag::FootnoteDefinition(name)) => {
                let number = notes.number(&name);
                out.push(Event::Html(
                    format!("<div class=\"footnote\" id=\"fn-{number}\"><sup>{number}</sup>\n").into(),
                ));
            }
            Event::End(TagEnd::FootnoteDefinition) => out.push(Event::Html("</div>\n".into())),
            event => out.push(event),
        }
    }
    let mut html = String::new();
    push_html(&mut html, out.into_iter());
    Some(aligned(html))
}

/// The event ranges, from start to end tag, of paragraphs that hold pictures and nothing else.
fn pictures_alone(events: &[Event]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut paragraph = None;
    let mut images = 0_usize;
    let mut any = false;
    for (at, event) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::Paragraph) => {
                paragraph = Some(at);
                any = false;
            }
            Event::End(TagEnd::Paragraph) => {
                found.extend(paragraph.take().filter(|_| any).map(|from| from..at));
            }
            Event::Start(Tag::Image { .. }) => {
                images += 1;
                any = true;
            }
            Event::End(TagEnd::Image) => images = images.saturating_sub(1),
            Event::SoftBreak | Event::HardBreak => {}
            _ if images > 0 => {}
            _ => paragraph = None,
        }
    }
    found
}

/// The alignment of table cells as an attribute, because a style would not be let through.
fn aligned(html: String) -> String {
    if !html.contains(" style=\"text-align: ") {
        return html;
    }
    ["left", "center", "right"]
        .iter()
        .fold(html, |html, side| html.replace(&format!(" style=\"text-align: {side}\""), &format!(" align=\"{side}\"")))
}

/// Footnotes are numbered as they are met.
#[derive(Default)]
struct Footnotes(HashMap<String, usize>);

impl Footnotes {
    fn number(&mut self, name: &str) -> usize {
        let next = self.0.len() + 1;
        *self.0.entry(name.to_owned()).or_insert(next)
    }
}
