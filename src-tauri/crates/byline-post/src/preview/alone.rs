//! Paragraphs that hold pictures and nothing else: one is a picture of its own, several line upon line are a row.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::attributes::{self, Look};
use super::write::Placed;

/// A paragraph that holds pictures and nothing else.
pub(super) struct Alone {
    /// Its events, with its start and its end.
    pub(super) events: Range<usize>,
    pub(super) pictures: usize,
}

/// Every such paragraph, in order.
pub(super) fn pictures_alone(events: &[Placed], text: &str) -> Vec<Alone> {
    let mut found = Vec::new();
    let mut paragraph = None;
    let mut open = 0_usize;
    let mut pictures = 0;
    let mut braces = 0;
    for (at, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::Paragraph) => {
                paragraph = Some(at);
                pictures = 0;
            }
            Event::End(TagEnd::Paragraph) => {
                let whole = paragraph.take().filter(|_| pictures > 0);
                found.extend(whole.map(|from| Alone { events: from..at + 1, pictures }));
            }
            Event::Start(Tag::Image { .. }) => {
                pictures += usize::from(open == 0);
                open += 1;
            }
            Event::End(TagEnd::Image) => {
                open = open.saturating_sub(1);
                braces = braces_at(text, range.end).map_or(braces, |(_, end)| end);
            }
            Event::SoftBreak | Event::HardBreak => {}
            _ if open > 0 || range.end <= braces => {}
            _ => paragraph = None,
        }
    }
    found
}

/// The braces at a place of a text that say how the picture before them looks, and where they end.
pub(super) fn braces_at(text: &str, at: usize) -> Option<(Look, usize)> {
    let rest = text.get(at..).filter(|rest| rest.starts_with('{'))?;
    attributes::leading(rest).map(|(look, length)| (look, at + length))
}
