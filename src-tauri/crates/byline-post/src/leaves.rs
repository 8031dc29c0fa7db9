//! The pieces of a body that hold running text: paragraphs, headings, table cells, items.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::lenient;
use crate::markdown::options;

/// A body as it is to be mended.
#[derive(Debug, Clone)]
pub(crate) struct Prose {
    /// The body, its offsets the same, with letters for what is no writing; see [`lenient::masked`].
    pub(crate) text: String,
    /// Its pieces of running text.
    pub(crate) leaves: Vec<Leaf>,
}

impl Prose {
    pub(crate) fn of(body: &str) -> Self {
        let text = lenient::masked(body);
        let leaves = leaves(&text);
        Self { text, leaves }
    }
}

/// One piece of running text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Leaf {
    /// From its first mark or word to its last.
    pub(crate) range: Range<usize>,
    /// The whole heading with its marks, and its level.
    pub(crate) heading: Option<(Range<usize>, u8)>,
    /// Words that are nothing else: no code, no link, no tag.
    pub(crate) words: Vec<Range<usize>>,
    /// Tags.
    pub(crate) tags: Vec<Range<usize>>,
}

/// All of them, in order.
fn leaves(body: &str) -> Vec<Leaf> {
    let mut found: Vec<Leaf> = Vec::new();
    let mut leaf: Option<Leaf> = None;
    let mut heading = None;
    let mut apart = 0_usize;
    let mut linked = 0_usize;
    // Within a link that is written as a tag.
    let mut anchored = false;
    for (event, range) in Parser::new_ext(body, options()).into_offset_iter() {
        let inline = match &event {
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_)) => {
                apart += 1;
                false
            }
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_)) => {
                apart = apart.saturating_sub(1);
                false
            }
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => {
                linked += 1;
                true
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                linked = linked.saturating_sub(1);
                true
            }
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => true,
            Event::Start(Tag::Heading { level, .. }) => {
                heading = Some((range.clone(), *level as u8));
                false
            }
            Event::Start(_) | Event::End(_) | Event::Rule | Event::Html(_) => false,
            _ => true,
        };
        if !inline {
            found.extend(leaf.take());
            anchored = false;
            if matches!(event, Event::End(TagEnd::Heading(_))) {
                heading = None;
            }
            continue;
        }
        if apart > 0 {
            continue;
        }
        let leaf =
            leaf.get_or_insert_with(|| Leaf { range: range.clone(), heading: heading.clone(), ..Leaf::default() });
        leaf.range.end = leaf.range.end.max(range.end);
        match event {
            Event::Text(_) if linked == 0 && !anchored => match leaf.words.last_mut() {
                Some(last) if last.end == range.start => last.end = range.end,
                _ => leaf.words.push(range),
            },
            Event::InlineHtml(tag) => {
                let tag = tag.to_ascii_lowercase();
                anchored = tag.starts_with("<a ") || anchored && !tag.starts_with("</a");
                leaf.tags.push(range);
            }
            _ => {}
        }
    }
    found.extend(leaf);
    found
}
