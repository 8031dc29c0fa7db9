//! The pictures that a body links to, as written.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use crate::markdown::options;
use crate::post::Post;
use crate::{html, lenient};

/// One picture in a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureLink {
    /// The destination in the body; for a reference link inside its definition.
    pub span: Range<usize>,
    /// The whole picture in the body, from `![` or `<img` to the end.
    pub whole: Range<usize>,
    /// The destination as written, without surrounding space and angle brackets.
    pub target: String,
    /// The description, without marks.
    pub alt: String,
    /// Whether Markdown accepts the link, so that the site shows the picture.
    pub valid: bool,
    /// Whether it says that it needs no description, by HTML's empty `alt`: what is read aloud leaves it out.
    pub decorative: bool,
}

/// All pictures of the body in the order of [`PictureLink::whole`], also the ones that Markdown does not accept and those
/// written as HTML; none from code.
pub fn pictures(post: &Post) -> Vec<PictureLink> {
    post.pictures().to_vec()
}

pub(crate) fn all_pictures(body: &str) -> Vec<PictureLink> {
    let mut found = marked(body);
    for loose in lenient::pictures(body) {
        let target = body[loose.target.clone()].to_owned();
        // A template's own braces may hold spaces: the site fills them in before Markdown is read.
        let valid = target.contains("{{") || target.contains("{%");
        let alt = body[loose.alt].to_owned();
        found.push(PictureLink { span: loose.target, whole: loose.whole, target, alt, valid, decorative: false });
    }
    found.sort_by_key(|picture| picture.whole.start);
    found
}

/// Where the destinations of links and pictures stand in the body: in Markdown, and in the `href` and `src` of tags.
pub(crate) fn destinations(post: &Post) -> Vec<Range<usize>> {
    let body = post.body();
    let mut found = Vec::new();
    for (event, range) in Parser::new_ext(body, options()).into_offset_iter() {
        match event {
            Event::Start(
                Tag::Link { link_type: LinkType::Inline, .. } | Tag::Image { link_type: LinkType::Inline, .. },
            ) => {
                let at = body[range.clone()].rfind("](").map(|at| range.start + at + 2);
                found.extend(at.and_then(|at| destination(body, at, range.end - 1)));
            }
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => {
                for tag in html::tags(&body[range.clone()]) {
                    let values = ["href", "src"].into_iter().filter_map(|name| tag.value(name));
                    found.extend(values.map(|inner| range.start + inner.start..range.start + inner.end));
                }
            }
            _ => {}
        }
    }
    found
}

/// A picture whose end has not been reached.
struct Open {
    whole: Range<usize>,
    /// Where its description ends.
    inner: usize,
    kind: LinkType,
    label: String,
    alt: String,
}

fn marked(body: &str) -> Vec<PictureLink> {
    let parser = Parser::new_ext(body, options());
    let definitions: HashMap<String, Range<usize>> = parser
        .reference_definitions()
        .iter()
        .map(|(label, found)| (label.to_lowercase(), found.span.clone()))
        .collect();
    let mut found = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    for (event, range) in parser.into_offset_iter() {
        if let Some(picture) = open.last_mut()
            && !matches!(event, Event::End(TagEnd::Image))
        {
            picture.inner = picture.inner.max(range.end);
        }
        match event {
            Event::Start(Tag::Image { link_type, id, .. }) => open.push(Open {
                inner: range.start + 2,
                whole: range,
                kind: link_type,
                label: id.to_lowercase(),
                alt: String::new(),
            }),
            Event::End(TagEnd::Image) => {
                if let Some(picture) = open.pop() {
                    if let Some(outer) = open.last_mut() {
                        outer.alt.push_str(&picture.alt);
                    }
                    found.extend(closed(body, picture, &definitions));
                }
            }
            Event::Text(words) | Event::Code(words) => {
                if let Some(picture) = open.last_mut() {
                    picture.alt.push_str(&words);
                }
            }
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => found.extend(raw(body, range)),
            _ => {}
        }
    }
    found
}

fn closed(body: &str, picture: Open, definitions: &HashMap<String, Range<usize>>) -> Option<PictureLink> {
    let from = if picture.kind == LinkType::Inline {
        picture.inner + body.get(picture.inner..picture.whole.end)?.find("](")? + 2
    } else {
        let definition = definitions.get(&picture.label)?;
        definition.start + body.get(definition.clone())?.find("]:")? + 2
    };
    let end = if picture.kind == LinkType::Inline { picture.whole.end - 1 } else { body.len() };
    let span = destination(body, from, end)?;
    let target = body[span.clone()].to_owned();
    Some(PictureLink { span, whole: picture.whole, target, alt: picture.alt, valid: true, decorative: false })
}

/// The destination that starts at `from` after some space, with at most one line break in it.
pub(crate) fn destination(body: &str, from: usize, end: usize) -> Option<Range<usize>> {
    let rest = body.get(from..end)?;
    let start = from + rest.len() - rest.trim_start().len();
    let rest = &body[start..end];
    if let Some(inside) = rest.strip_prefix('<') {
        let len = inside.find(['>', '\n'])?;
        return Some(start + 1..start + 1 + len);
    }
    let len = rest.find(char::is_whitespace).unwrap_or(rest.len());
    Some(start..start + len)
}

fn raw(body: &str, range: Range<usize>) -> Vec<PictureLink> {
    let text = &body[range.clone()];
    let pictures = html::tags(text).into_iter().filter(|tag| tag.name == "img" && !tag.closes);
    pictures
        .filter_map(|tag| {
            let moved = |inner: Range<usize>| range.start + inner.start..range.start + inner.end;
            let source = tag.value("src")?;
            let alt = tag.value("alt").map(|at| html::unescaped(&text[at]));
            let decorative = alt.as_ref().is_some_and(String::is_empty);
            let alt = alt.unwrap_or_default();
            let target = html::unescaped(text[source.clone()].trim());
            Some(PictureLink {
                span: moved(source),
                whole: moved(tag.range.clone()),
                target,
                alt,
                valid: true,
                decorative,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, expect: &[(&str, &str, &str, bool)]) {
        let post = Post::parse(body.as_bytes(), "x.md").unwrap();
        let found = pictures(&post);
        let found: Vec<_> =
            found.iter().map(|p| (p.target.as_str(), p.alt.as_str(), &post.body()[p.span.clone()], p.valid)).collect();
        assert_eq!(found, expect, "{body:?}");
    }

    #[test]
    fn every_way_to_write_a_picture_is_found() {
        check("![AWS Summit](aws summit .jpg)\n", &[("aws summit .jpg", "AWS Summit", "aws summit .jpg", false)]);
        check("![**a** b](x.png \"t\")", &[("x.png", "a b", "x.png", true)]);
        check("![a]( <x y.png> )", &[("x y.png", "a", "x y.png", true)]);
        check("![a](x_(1).png)", &[("x_(1).png", "a", "x_(1).png", true)]);
        check("![a][R] ![r]\n\n[r]: <x.png> \"t\"\n", &[("x.png", "a", "x.png", true), ("x.png", "r", "x.png", true)]);
        check("<p>\n<img alt='a &amp; b'\n src=\"x.png\">\n</p>", &[("x.png", "a & b", "x.png", true)]);
        check("Words <img src=x.png> and ![](y.png)", &[("x.png", "", "x.png", true), ("y.png", "", "y.png", true)]);
        check("[![a](x.png)](y)", &[("x.png", "a", "x.png", true)]);
        check("`![a](x.png)`\n\n    <img src=x>\n", &[]);
        check("![a]({{ site.url }}/x.png)", &[("{{ site.url }}/x.png", "a", "{{ site.url }}/x.png", true)]);
    }

    #[test]
    fn ranges_hold_for_any_text() {
        let mut random = crate::random::Random::new(17);
        for _ in 0..800 {
            let text = random.text(40);
            let post = Post::parse(text.as_bytes(), "x.md").unwrap();
            for picture in pictures(&post) {
                assert!(post.body().get(picture.span.clone()).is_some(), "{text:?}");
                assert!(post.body().get(picture.whole.clone()).is_some(), "{text:?}");
            }
        }
    }
}
