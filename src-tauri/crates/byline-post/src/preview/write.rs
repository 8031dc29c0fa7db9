//! The HTML of one block, written so that it is safe by itself: words are escaped, only the tags and attributes below are
//! written, and addresses were looked at before. Only raw HTML of the post makes a cleaner necessary.
//!
//! Every element that comes from lines of the text says from which: `data-line` counts from the block's first line, which
//! is 0, so that a block that moves stays the same.

use std::fmt::Write;
use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use super::alone::{Alone, braces_at, pictures_alone};
use super::block::Footnotes;
use super::clean::allowed_class;
use super::escape::{is_plain_address, push_value, push_words};
use super::picture::{Pictures, Shown};
use super::place::Lines;

/// An event with where it comes from.
pub(crate) type Placed<'a> = (Event<'a>, Range<usize>);

/// What a block is written with.
pub(crate) struct With<'w, 'p> {
    pub(crate) lines: Lines<'w>,
    pub(crate) pictures: &'w mut Pictures<'p>,
    pub(crate) notes: &'w mut Footnotes,
}

/// Whether what is written of these events needs no cleaning.
pub(crate) fn is_safe(events: &[Placed]) -> bool {
    events.iter().all(|(event, _)| match event {
        Event::Html(_) | Event::InlineHtml(_) | Event::InlineMath(_) | Event::DisplayMath(_) => false,
        Event::Start(Tag::Link { dest_url, .. }) => is_plain_address(dest_url),
        _ => true,
    })
}

/// The HTML of a block. Raw HTML of the post stands in it as it is.
pub(crate) fn written(events: Vec<Placed>, around: With) -> String {
    let mut writer = Writer {
        out: String::with_capacity(events.last().map_or(0, |(_, range)| range.len()) * 3 / 2 + 64),
        alone: pictures_alone(&events, around.lines.text()),
        around,
        pictures: Vec::new(),
        row: Vec::new(),
        braces: 0..0,
        raw: None,
        columns: Vec::new(),
        column: 0,
        in_head: false,
        links: 0,
        note: None,
    };
    for (at, (event, range)) in events.into_iter().enumerate() {
        writer.event(at, event, &range);
    }
    writer.out
}

struct Writer<'w, 'p> {
    out: String,
    alone: Vec<Alone>,
    around: With<'w, 'p>,
    /// The pictures that are open.
    pictures: Vec<Open>,
    /// The pictures of the row that is open.
    row: Vec<(Open, String, usize)>,
    /// Where the braces after a picture stand, which are no words.
    braces: Range<usize>,
    /// The block of raw HTML that is open.
    raw: Option<String>,
    columns: Vec<Alignment>,
    column: usize,
    in_head: bool,
    links: usize,
    /// The number of the footnote whose words begin next.
    note: Option<usize>,
}

impl Writer<'_, '_> {
    fn event(&mut self, at: usize, event: Event, range: &Range<usize>) {
        let is_alone = |alone: &Alone| alone.events.contains(&at);
        if !matches!(event, Event::Start(Tag::Paragraph)) || self.alone.iter().any(is_alone) {
            self.note_number("\n");
        }
        if let Some(alone) = self.alone.iter().find(|alone| alone.events.contains(&at)) {
            let (first, last) = (alone.events.start, alone.events.end - 1);
            if alone.pictures > 1 && at == last {
                self.row(range);
            }
            if at == first || at == last || matches!(event, Event::SoftBreak | Event::HardBreak) {
                return;
            }
        }
        if self.is_braces(range) {
            return;
        }
        match event {
            Event::Start(Tag::Image { dest_url, title, .. }) => self.pictures.push(Open {
                link: dest_url.into_string(),
                title: title.into_string(),
                alt: String::new(),
            }),
            Event::End(TagEnd::Image) => self.picture(at, range),
            Event::Text(words) | Event::Code(words) if !self.pictures.is_empty() => {
                if let Some(open) = self.pictures.last_mut() {
                    open.alt.push_str(&words);
                }
            }
            _ if !self.pictures.is_empty() => {}
            Event::Start(Tag::HtmlBlock) => self.raw = Some(String::new()),
            Event::End(TagEnd::HtmlBlock) => {
                let raw = self.raw.take().unwrap_or_default();
                let shown = self.around.pictures.in_raw(&raw);
                self.out.push_str(&shown);
            }
            Event::Html(raw) => match &mut self.raw {
                Some(all) => all.push_str(&raw),
                None => self.out.push_str(&self.around.pictures.in_raw(&raw)),
            },
            Event::InlineHtml(raw) => self.out.push_str(&self.around.pictures.in_raw(&raw)),
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(words) if self.braces.contains(&range.start) => {
                push_words(&mut self.out, words.get(self.braces.end - range.start..).unwrap_or(&words));
            }
            Event::Text(words) | Event::InlineMath(words) | Event::DisplayMath(words) => {
                push_words(&mut self.out, &words);
            }
            Event::Code(words) => {
                self.out.push_str("<code>");
                push_words(&mut self.out, &words);
                self.out.push_str("</code>");
            }
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::Rule => {
                self.open("hr", range);
                self.out.push_str(">\n");
            }
            Event::TaskListMarker(done) => {
                let mark = if done { "☑" } else { "☐" };
                let _ = write!(self.out, "<span class=\"task\">{mark}</span> ");
            }
            Event::FootnoteReference(name) => {
                let number = self.around.notes.number(&name);
                // A link in a link is none.
                let _ = if self.links > 0 {
                    write!(self.out, "<sup class=\"footnote\">{number}</sup>")
                } else {
                    write!(
                        self.out,
                        "<sup class=\"footnote\"><a href=\"#post-fn-{number}\" rel=\"noopener noreferrer\">{number}</a></sup>"
                    )
                };
            }
        }
    }

    fn start(&mut self, tag: Tag, range: &Range<usize>) {
        match tag {
            Tag::Paragraph => {
                self.open("p", range);
                self.out.push('>');
                self.note_number(" ");
                return;
            }
            Tag::Heading { level, .. } => self.open(heading(level), range),
            Tag::BlockQuote(kind) => {
                self.open("blockquote", range);
                if let Some(kind) = kind {
                    let _ = write!(self.out, " class=\"callout callout-{}\"", callout(kind));
                }
                self.out.push_str(">\n");
                return;
            }
            Tag::CodeBlock(kind) => {
                self.open("pre", range);
                self.out.push_str("><code");
                if let CodeBlockKind::Fenced(info) = kind {
                    let class = format!("language-{}", info.split(' ').next().unwrap_or_default());
                    if allowed_class(&class) {
                        let _ = write!(self.out, " class=\"{class}\"");
                    }
                }
            }
            Tag::List(None) => {
                self.open("ul", range);
                self.out.push_str(">\n");
                return;
            }
            Tag::List(Some(first)) => {
                self.open("ol", range);
                if first != 1 {
                    let _ = write!(self.out, " start=\"{first}\"");
                }
                self.out.push_str(">\n");
                return;
            }
            Tag::Item => self.open("li", range),
            Tag::FootnoteDefinition(name) => {
                let number = self.around.notes.number(&name);
                self.open("div", range);
                let _ = writeln!(self.out, " class=\"footnote\" id=\"post-fn-{number}\">");
                self.note = Some(number);
                return;
            }
            Tag::Table(columns) => {
                self.columns = columns;
                self.open("table", range);
            }
            Tag::TableHead => {
                (self.in_head, self.column) = (true, 0);
                self.out.push_str("<thead>");
                self.open("tr", range);
            }
            Tag::TableRow => {
                self.column = 0;
                self.open("tr", range);
            }
            Tag::TableCell => {
                self.out.push_str(if self.in_head { "<th" } else { "<td" });
                self.out.push_str(match self.columns.get(self.column) {
                    Some(Alignment::Left) => " align=\"left\"",
                    Some(Alignment::Center) => " align=\"center\"",
                    Some(Alignment::Right) => " align=\"right\"",
                    Some(Alignment::None) | None => "",
                });
                self.column += 1;
            }
            Tag::Emphasis => self.out.push_str("<em"),
            Tag::Strong => self.out.push_str("<strong"),
            Tag::Strikethrough => self.out.push_str("<del"),
            Tag::Link { dest_url, title, .. } => {
                self.links += 1;
                self.out.push_str("<a href=\"");
                push_value(&mut self.out, &dest_url);
                if !title.is_empty() {
                    self.out.push_str("\" title=\"");
                    push_value(&mut self.out, &title);
                }
                self.out.push_str("\" rel=\"noopener noreferrer\"");
            }
            // Not in the dialect, or seen to before.
            Tag::HtmlBlock
            | Tag::Image { .. }
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => return,
        }
        self.out.push('>');
    }

    fn end(&mut self, tag: TagEnd) {
        let written = match tag {
            TagEnd::Paragraph => "</p>\n",
            TagEnd::Heading(level) => {
                let _ = writeln!(self.out, "</{}>", heading(level));
                return;
            }
            TagEnd::BlockQuote(_) => "</blockquote>\n",
            TagEnd::CodeBlock => "</code></pre>\n",
            TagEnd::List(false) => "</ul>\n",
            TagEnd::List(true) => "</ol>\n",
            TagEnd::Item => "</li>\n",
            TagEnd::FootnoteDefinition => "</div>\n",
            TagEnd::Table => "</tbody></table>\n",
            TagEnd::TableHead => {
                self.in_head = false;
                "</tr></thead><tbody>\n"
            }
            TagEnd::TableRow => "</tr>\n",
            TagEnd::TableCell if self.in_head => "</th>",
            TagEnd::TableCell => "</td>",
            TagEnd::Emphasis => "</em>",
            TagEnd::Strong => "</strong>",
            TagEnd::Strikethrough => "</del>",
            TagEnd::Link => {
                self.links = self.links.saturating_sub(1);
                "</a>"
            }
            TagEnd::HtmlBlock
            | TagEnd::Image
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => return,
        };
        self.out.push_str(written);
    }

    /// The beginning of a tag on a line of its own, with the line that it comes from.
    /// The number of a footnote, in its first paragraph: a line of its own is all that most sites' styles leave it beside one.
    fn note_number(&mut self, after: &str) {
        if let Some(number) = self.note.take() {
            let _ = write!(self.out, "<sup>{number}</sup>{after}");
        }
    }

    fn open(&mut self, name: &str, range: &Range<usize>) {
        if matches!(name, "p" | "ul" | "ol" | "blockquote" | "pre" | "table" | "div" | "hr")
            && !self.out.is_empty()
            && !self.out.ends_with('\n')
        {
            self.out.push('\n');
        }
        self.out.push('<');
        self.out.push_str(name);
        let line = self.around.lines.of(range.start);
        let _ = write!(self.out, " data-line=\"{line}\"");
    }

    fn picture(&mut self, at: usize, range: &Range<usize>) {
        let Some(open) = self.pictures.pop() else { return };
        if let Some(outer) = self.pictures.last_mut() {
            return outer.alt.push_str(&open.alt);
        }
        let mut look = String::new();
        if let Some((braces, end)) = braces_at(self.around.lines.text(), range.end) {
            self.braces = range.end..end;
            look = braces.written();
        }
        let line = self.around.lines.of(range.start);
        let shown = Shown { link: &open.link, alt: &open.alt, caption: &open.title, look: &look, line: Some(line) };
        let html = match self.alone.iter().find(|alone| alone.events.contains(&at)) {
            Some(alone) if alone.pictures > 1 => return self.row.push((open, look, line)),
            Some(_) => self.around.pictures.alone(&shown),
            None => self.around.pictures.among(&shown),
        };
        self.out.push_str(&html);
    }

    /// Writes the pictures of a paragraph that holds nothing else.
    fn row(&mut self, range: &Range<usize>) {
        let line = self.around.lines.of(range.start);
        let row = std::mem::take(&mut self.row);
        let shown = row.iter().map(|(open, look, line)| Shown {
            link: &open.link,
            alt: &open.alt,
            caption: &open.title,
            look,
            line: Some(*line),
        });
        let html = self.around.pictures.gallery(&shown.collect::<Vec<_>>(), line);
        self.out.push_str(&html);
    }

    /// Whether something is a part of the braces after the last picture.
    fn is_braces(&self, range: &Range<usize>) -> bool {
        self.braces.start <= range.start && range.end <= self.braces.end && !range.is_empty()
    }
}

/// A picture whose description is being read.
struct Open {
    link: String,
    title: String,
    alt: String,
}

fn heading(level: HeadingLevel) -> &'static str {
    match level {
        HeadingLevel::H1 => "h1",
        HeadingLevel::H2 => "h2",
        HeadingLevel::H3 => "h3",
        HeadingLevel::H4 => "h4",
        HeadingLevel::H5 => "h5",
        HeadingLevel::H6 => "h6",
    }
}

fn callout(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "note",
        BlockQuoteKind::Tip => "tip",
        BlockQuoteKind::Important => "important",
        BlockQuoteKind::Warning => "warning",
        BlockQuoteKind::Caution => "caution",
    }
}
