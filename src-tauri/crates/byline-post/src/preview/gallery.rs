//! Galleries: pictures between the two halves of a tag, a line each, as the page writes them.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::attributes::{self, Look};
use super::block::dialect;
use super::picture::{Pictures, Shown};
use crate::html;
use crate::tagged::picture;
use crate::template_tag::TemplateTag;

/// A gallery, taken out of a text that is then read without it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Gallery {
    /// Where it stood: whole lines.
    pub(super) range: Range<usize>,
    items: Vec<Item>,
}

/// One picture of it.
#[derive(Debug, PartialEq, Eq)]
struct Item {
    /// Counted from the gallery's first line.
    line: usize,
    link: String,
    alt: String,
    caption: String,
    look: Look,
}

impl Gallery {
    /// Its safe HTML.
    pub(super) fn html(&self, pictures: &mut Pictures) -> String {
        let looks: Vec<String> = self.items.iter().map(|item| item.look.written()).collect();
        let shown = self.items.iter().zip(&looks).map(|(item, look)| Shown {
            link: &item.link,
            alt: &item.alt,
            caption: &item.caption,
            look,
            line: Some(item.line),
        });
        pictures.gallery(&shown.collect::<Vec<_>>(), 0)
    }
}

/// The text without its galleries, each byte of them a blank so that all else stays where it is, and the galleries in order;
/// nothing where there is none. One that stands in a quote or a list stays there, without its tag.
pub(super) fn lifted(text: &str) -> Option<(String, Vec<Gallery>)> {
    // A letter is found much quicker than a word.
    if !(text.contains('{') && text.contains("gallery")) {
        return None;
    }
    let mut open: Option<Open> = None;
    let mut fence: Option<&str> = None;
    let (mut found, mut gone): (Vec<Gallery>, Vec<Range<usize>>) = (Vec::new(), Vec::new());
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let start = at;
        at += line.len();
        let words = line.trim_start_matches([' ', '\t', '>']).trim_end();
        let margin = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
        let here = start + margin..start + margin + words.len();
        if let Some(mark) = ["```", "~~~"].into_iter().find(|mark| words.starts_with(mark)) {
            fence = if fence.is_none() { Some(mark) } else { fence.filter(|open| *open != mark) };
            open = None;
        }
        if fence.is_some() || words.is_empty() {
            continue;
        }
        let tag = words.starts_with('{').then(|| TemplateTag::parse(words)).flatten();
        let half = tag.as_ref().filter(|tag| tag.name == "gallery" || tag.name == "end");
        match (half, &mut open) {
            (Some(tag), _) if tag.name == "gallery" && !tag.closes => {
                open = Some(Open { tag: here, start, first: number, at_margin: margin == 0, items: Vec::new() });
            }
            (Some(_), _) => {
                let Some(open) = open.take().filter(|open| !open.items.is_empty()) else { continue };
                if open.at_margin {
                    gone.push(open.start..here.end);
                    found.push(Gallery { range: open.start..here.end, items: open.items });
                } else {
                    gone.extend([open.tag, here]);
                }
            }
            (None, Some(inside)) => match item(words, tag.as_ref()) {
                Some(item) => inside.items.push(Item { line: number - inside.first, ..item }),
                None => open = None,
            },
            (None, None) => {}
        }
    }
    if gone.is_empty() {
        return None;
    }
    let mut out = text.to_owned().into_bytes();
    for range in gone {
        out[range].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
    }
    Some((String::from_utf8(out).ok()?, found))
}

/// A gallery whose end was not met yet.
struct Open {
    tag: Range<usize>,
    start: usize,
    first: usize,
    at_margin: bool,
    items: Vec<Item>,
}

/// The picture that a line shows, where it is nothing else.
fn item(words: &str, tag: Option<&TemplateTag>) -> Option<Item> {
    if let Some(found) = tag.and_then(picture) {
        let look = Look::wide(&found.width);
        return Some(Item { line: 0, link: found.link, alt: found.alt, caption: found.caption, look });
    }
    if words.starts_with("![") { in_markdown(words) } else { in_html(words) }
}

fn in_markdown(words: &str) -> Option<Item> {
    let mut events = Parser::new_ext(words, dialect()).into_offset_iter().skip(1);
    let Some((Event::Start(Tag::Image { dest_url, title, .. }), range)) = events.next() else { return None };
    let said = events.take_while(|(event, _)| !matches!(event, Event::End(TagEnd::Image)));
    let alt = said.filter_map(|(event, _)| match event {
        Event::Text(words) | Event::Code(words) => Some(words.into_string()),
        _ => None,
    });
    let (rest, alt) = (&words[range.end..], alt.collect());
    let (look, length) = attributes::leading(rest).unwrap_or_default();
    let (link, caption) = (dest_url.into_string(), title.into_string());
    (length == rest.len()).then_some(Item { line: 0, link, alt, caption, look })
}

fn in_html(words: &str) -> Option<Item> {
    let tags = html::tags(words);
    let tag = tags.first().filter(|tag| tags.len() == 1 && tag.name == "img" && tag.range == (0..words.len()))?;
    let value = |name: &str| tag.value(name).map(|range| html::unescaped(words[range].trim())).unwrap_or_default();
    let (link, alt, caption) = (value("src"), value("alt"), value("title"));
    Some(Item { line: 0, link, alt, caption, look: Look::of(value) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pictures_between_two_halves_are_a_gallery() {
        let check = |text: &str, expect: Option<&[&str]>| {
            let found = lifted(text);
            let links = found.as_ref().map(|(_, found)| {
                found.iter().flat_map(|one| &one.items).map(|item| item.link.as_str()).collect::<Vec<_>>()
            });
            assert_eq!(links.as_deref(), expect, "{text:?}");
        };
        let (open, close) = ("{{< gallery >}}", "{{< /gallery >}}");
        check(&format!("a\n\n{open}\n![x](y.png)\n\n<img src=z>\n{close}\n\nb"), Some(&["y.png", "z"]));
        check(&format!("{open}\n{{{{< figure src=\"a.png\" >}}}}\n{close}"), Some(&["a.png"]));
        check("{% gallery() %}\n![x](y.png){: width=\"50%\"}\n{% end %}", Some(&["y.png"]));
        check("{% gallery 3 %}\n![x](y.png)\n{% endgallery %}", Some(&["y.png"]));
        // Taken out of their frame, and left where they are.
        check(&format!("> {open}\n> ![x](y.png)\n> {close}"), Some(&[]));
        for other in [
            format!("{open}\nwords\n{close}"),
            format!("{open}\n![x](y.png) words\n{close}"),
            format!("```\n{open}\n![x](y.png)\n{close}\n```"),
            format!("{open}\n![x](y.png)"),
            format!("{open}\n{close}"),
            open.to_owned(),
        ] {
            check(&other, None);
        }
    }

    #[test]
    fn what_is_left_stands_where_it_stood() {
        let text = "a\r\n\n{{< gallery >}}\r\n![é](y.png)\n{{< /gallery >}}\nb\n";
        let (rest, found) = lifted(text).unwrap();
        assert_eq!(rest.len(), text.len());
        assert_eq!(rest.matches('\n').count(), text.matches('\n').count());
        assert_eq!(rest.split_whitespace().collect::<Vec<_>>(), ["a", "b"]);
        assert!(text[found[0].range.clone()].starts_with("{{<") && text[found[0].range.clone()].ends_with(">}}"));
        let mut random = crate::random::Random::new(37);
        for _ in 0..2000 {
            let pieces =
                ["{{< gallery >}}\n", "{{< /gallery >}}\n", "![](a.png)\n", "\n", "> ", "```\n", "x", "<img src=b>\n"];
            let text: String = (0..random.below(12)).map(|_| pieces[random.below(pieces.len())]).collect();
            assert!(lifted(&text).is_none_or(|(rest, _)| rest.len() == text.len()), "{text:?}");
        }
    }
}
