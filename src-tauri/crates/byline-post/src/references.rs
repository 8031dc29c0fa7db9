//! The places of a body that lead somewhere else: Markdown's links, HTML's, and the ways in which site generators name
//! another page.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use crate::html;
use crate::links::destination;
use crate::markdown::options;
use crate::post::Post;

/// How a place names what it leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Way {
    /// An address, or the path of a file.
    Address,
    /// Jekyll's `{% post_url NAME %}`.
    PostUrl,
    /// Jekyll's `{% link PATH %}`.
    File,
    /// Hugo's `{{< ref "PAGE" >}}` and `relref`.
    Ref,
}

/// One place that leads somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Where the target stands in the body, as written.
    pub span: Range<usize>,
    /// How it is meant.
    pub way: Way,
}

/// Every place of the body that leads somewhere, in order and never overlapping. Pictures are not among them.
pub fn references(post: &Post) -> Vec<Reference> {
    let body = post.body();
    // What a generator fills in comes first: it does so before anything is read as Markdown.
    let mut found = templates(body);
    let taken = found.clone();
    let is_free =
        |span: &Range<usize>| taken.iter().all(|other| other.span.end <= span.start || span.end <= other.span.start);
    let links = marked(body).into_iter().filter(|span| !span.is_empty() && is_free(span));
    found.extend(links.map(|span| Reference { span, way: Way::Address }));
    found.sort_by_key(|reference| reference.span.start);
    found.dedup_by(|next, before| next.span.start < before.span.end);
    found
}

fn templates(body: &str) -> Vec<Reference> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = body[at..].find("{{").into_iter().chain(body[at..].find("{%")).min() {
        let start = at + start;
        let inner = start + 2;
        let (close, hugo) = match (&body[start..inner], body[inner..].chars().next()) {
            ("{{", Some('<')) => (">}}", true),
            ("{{", Some('%')) => ("%}}", true),
            ("{{", _) => ("}}", false),
            _ => ("%}", false),
        };
        let Some(end) = body[inner..].find(close).map(|end| inner + end) else { break };
        at = end + close.len();
        let words = words(body, inner + usize::from(hugo)..end);
        let is_tag = close == "%}";
        found.extend(match words.as_slice() {
            [name, target, ..] if is_tag && is(body, name, "post_url") => reference(target, Way::PostUrl),
            [name, target, ..] if is_tag && is(body, name, "link") => reference(target, Way::File),
            [name, target, ..] if hugo && (is(body, name, "ref") || is(body, name, "relref")) => {
                reference(&value(body, target), Way::Ref)
            }
            [target, ..] if close == "}}" && body[target.clone()].starts_with(['"', '\'']) => {
                reference(&value(body, target), Way::Address)
            }
            // `{{ site.baseurl }}/a/`: what follows is the address.
            [name] if close == "}}" && body[name.clone()].starts_with("site.") && body[at..].starts_with('/') => {
                let ends = |c: char| c.is_whitespace() || "()\"'<>[]{}".contains(c);
                let length = body[at..].find(ends).unwrap_or(body.len() - at);
                reference(&(at..at + length), Way::Address)
            }
            _ => None,
        });
    }
    found
}

fn reference(span: &Range<usize>, way: Way) -> Option<Reference> {
    (!span.is_empty()).then(|| Reference { span: span.clone(), way })
}

fn is(body: &str, span: &Range<usize>, word: &str) -> bool {
    &body[span.clone()] == word
}

/// The words of a template's tag; quoted ones stay whole, with their quotes.
fn words(body: &str, inside: Range<usize>) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start: Option<usize> = None;
    let mut quote: Option<char> = None;
    for (offset, letter) in body[inside.clone()].char_indices() {
        let at = inside.start + offset;
        match quote {
            Some(open) if letter == open => quote = None,
            Some(_) => {}
            None if letter.is_whitespace() => words.extend(start.take().map(|from| from..at)),
            None => {
                if matches!(letter, '"' | '\'' | '`') {
                    quote = Some(letter);
                }
                start.get_or_insert(at);
            }
        }
    }
    words.extend(start.map(|from| from..inside.end));
    // Liquid's `{%-` and `-%}`.
    words.retain(|word| &body[word.clone()] != "-");
    words
}

/// A word without `path=` before it and the quotes around it.
fn value(body: &str, word: &Range<usize>) -> Range<usize> {
    let text = &body[word.clone()];
    let start = word.start + if text.starts_with("path=") { "path=".len() } else { 0 };
    let text = &body[start..word.end];
    match text.chars().next() {
        Some(quote @ ('"' | '\'' | '`')) => {
            let length = text[1..].find(quote).unwrap_or(text.len() - 1);
            start + 1..start + 1 + length
        }
        _ => start..word.end,
    }
}

fn marked(body: &str) -> Vec<Range<usize>> {
    let parser = Parser::new_ext(body, options());
    let mut found: Vec<Range<usize>> = Vec::new();
    let definitions: HashMap<String, Range<usize>> = parser
        .reference_definitions()
        .iter()
        .map(|(label, found)| (label.to_lowercase(), found.span.clone()))
        .collect();
    for definition in definitions.values() {
        let text = body.get(definition.clone()).unwrap_or_default();
        let from = text.find("]:").map(|at| definition.start + at + 2);
        found.extend(from.and_then(|from| destination(body, from, definition.end)));
    }
    // Inline links that have not ended: the whole and where their text ends so far.
    let mut open: Vec<(Range<usize>, usize)> = Vec::new();
    for (event, range) in parser.into_offset_iter() {
        if !matches!(event, Event::End(TagEnd::Link)) {
            for (_, inner) in &mut open {
                *inner = (*inner).max(range.end);
            }
        }
        match event {
            Event::Start(Tag::Link { link_type: LinkType::Inline, .. }) => open.push((range.clone(), range.start + 1)),
            Event::Start(Tag::Link { link_type: LinkType::Autolink, .. }) => found.push(range.start + 1..range.end - 1),
            Event::End(TagEnd::Link) => {
                if open.last().is_some_and(|(whole, _)| *whole == range)
                    && let Some((whole, inner)) = open.pop()
                    && let Some(at) = body.get(inner..whole.end).and_then(|rest| rest.find("]("))
                {
                    found.extend(destination(body, inner + at + 2, whole.end - 1));
                }
            }
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => {
                let tags = html::tags(&body[range.clone()]).into_iter().filter(|tag| tag.name == "a" && !tag.closes);
                let sources = tags.filter_map(|tag| tag.value("href"));
                found.extend(sources.map(|at| range.start + at.start..range.start + at.end));
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, expect: &[(&str, Way)]) {
        let post = Post::parse(body.as_bytes(), "x.md").unwrap();
        let found: Vec<_> = references(&post).into_iter().map(|found| (&post.body()[found.span], found.way)).collect();
        assert_eq!(found, expect, "{body:?}");
    }

    #[test]
    fn every_way_to_lead_somewhere_is_found() {
        let a = Way::Address;
        check("[a](/b/) [*c* d](<e f.md> \"t\") ![p](p.jpg)", &[("/b/", a), ("e f.md", a)]);
        check("[![p](p.jpg)](/b/)", &[("/b/", a)]);
        check("[a][r]\n\n[r]: ../b.md \"t\"\n", &[("../b.md", a)]);
        check("<https://a.org/b> and <a href='/c/'>c</a>", &[("https://a.org/b", a), ("/c/", a)]);
        check("<p>\n<a class=x href=\"/c/\">c</a>\n</p>", &[("/c/", a)]);
        check("`[a](/b/)`\n\n    [a](/b/)\n", &[]);
        check("[a]({% post_url 2026-01-05-b %})", &[("2026-01-05-b", Way::PostUrl)]);
        check("[a]({%- link _posts/2026-01-05-b.md -%})", &[("_posts/2026-01-05-b.md", Way::File)]);
        check("[a]({{< ref \"b.md#c\" >}}) [d]({{% relref path=\"e\" %}})", &[("b.md#c", Way::Ref), ("e", Way::Ref)]);
        check("{{< ref b >}} {{< figure src=\"x.jpg\" >}}", &[("b", Way::Ref)]);
        check("[a]({{ '/b/' | relative_url }}) {{ page.title }}", &[("/b/", a)]);
        check("[a]({{ site.baseurl }}/b/) [c]({{site.url}}{{site.baseurl}}/d.html#x)", &[("/b/", a), ("/d.html#x", a)]);
        check("[a](@/blog/b.md)", &[("@/blog/b.md", a)]);
        check("{% raw", &[]);
    }

    #[test]
    fn ranges_hold_for_any_text() {
        let mut random = crate::random::Random::new(23);
        for _ in 0..800 {
            let text = random.text(40);
            let post = Post::parse(text.as_bytes(), "x.md").unwrap();
            let mut last = 0;
            for found in references(&post) {
                assert!(found.span.start >= last && post.body().get(found.span.clone()).is_some(), "{text:?}");
                last = found.span.end;
            }
        }
    }
}
