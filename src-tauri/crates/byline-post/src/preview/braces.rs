//! Braces of kramdown's on a line of their own, beside a block: no words, but they may make a box of it.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, Event, Tag, TagEnd};

use super::attributes;
use super::boxes;
use super::write::Placed;

/// A block without the line of braces before or after its words, as the box that the braces make of it. `source` is what
/// stands at the block's `range`.
pub(super) fn without_braces<'e>(source: &str, range: &Range<usize>, events: Vec<Placed<'e>>) -> Vec<Placed<'e>> {
    if !source.contains("{:") || !matches!(events.first(), Some((Event::Start(tag), _)) if may_have(tag)) {
        return events;
    }
    let whole = source.trim_end();
    let last = whole.rfind('\n').map_or(0, |at| at + 1);
    let first = whole.find('\n').unwrap_or(whole.len());
    let (line, look) = if let Some(look) = attributes::line(&whole[last..]) {
        (last..source.len(), look)
    } else if let Some(look) = attributes::line(&whole[..first]) {
        (0..first, look)
    } else {
        return events;
    };
    let line = range.start + line.start..range.start + line.end;
    if line.len() >= whole.len() {
        return Vec::new();
    }
    let mut kept: Vec<Placed> = Vec::with_capacity(events.len());
    for (event, place) in events {
        let gone = line.start <= place.start && place.end <= line.end;
        if gone || (matches!(event, Event::SoftBreak) && (place.end == line.start || place.start == line.end)) {
            continue;
        }
        kept.push((event, place));
    }
    match look.classes.iter().find_map(|class| boxes::of_class(class)) {
        Some(kind) => boxed(kept, kind, range),
        None => kept,
    }
}

/// What can have them beside it without a blank line between.
fn may_have(tag: &Tag) -> bool {
    matches!(tag, Tag::Paragraph | Tag::BlockQuote(_) | Tag::List(_) | Tag::Table(_))
}

/// The block as a box: a quote becomes one, anything else gets one around it.
fn boxed<'e>(mut events: Vec<Placed<'e>>, kind: BlockQuoteKind, range: &Range<usize>) -> Vec<Placed<'e>> {
    if let Some((Event::Start(Tag::BlockQuote(quote)), _)) = events.first_mut() {
        *quote = Some(kind);
        return events;
    }
    events.insert(0, (Event::Start(Tag::BlockQuote(Some(kind))), range.clone()));
    events.push((Event::End(TagEnd::BlockQuote(Some(kind))), range.clone()));
    events
}
