//! Pictures that a body shows with a generator's own tags, such as Hugo's `{{< figure src="a.jpg" >}}`, Jekyll's
//! `{% include figure.html src="a.jpg" %}` and Zola's `{{ figure(src="a.jpg") }}`.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use crate::markdown::options;
use crate::post::Post;

const ENDINGS: [&str; 7] = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif"];

/// Where the links of such pictures stand in the body, in order; none from code.
pub fn pictures(post: &Post) -> Vec<Range<usize>> {
    let body = post.body();
    if !(body.contains("{{") || body.contains("{%")) {
        return Vec::new();
    }
    let code: Vec<Range<usize>> = Parser::new_ext(body, options())
        .into_offset_iter()
        .filter(|(event, _)| matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_))))
        .map(|(_, range)| range)
        .collect();
    // Backticks inside a tag are the tag's own quotes: what counts is where the tag itself stands.
    let outside = |tag: &Range<usize>| code.iter().all(|code| !code.contains(&(tag.start - 2)));
    let values = tags(body).into_iter().filter(outside).flat_map(|tag| values(body, tag));
    values.filter(|span| is_picture(&body[span.clone()])).collect()
}

fn is_picture(link: &str) -> bool {
    let file = link[..link.find(['?', '#']).unwrap_or(link.len())].to_ascii_lowercase();
    ENDINGS.iter().any(|ending| file.len() > ending.len() && file.ends_with(ending)) && !link.contains('\n')
}

/// What stands inside each tag.
fn tags(body: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = body[at..].find("{{").into_iter().chain(body[at..].find("{%")).min() {
        let inner = at + open + 2;
        let close = if body[at + open..].starts_with("{%") { "%}" } else { "}}" };
        let Some(end) = body[inner..].find(close).map(|end| inner + end) else { break };
        found.push(inner..end);
        at = end + close.len();
    }
    found
}

/// The values of a tag: what stands in quotes, and single words.
fn values(body: &str, inside: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start: Option<(usize, Option<char>)> = None;
    for (offset, letter) in body[inside.clone()].char_indices() {
        let at = inside.start + offset;
        let is_quote = matches!(letter, '"' | '\'' | '`');
        start = match start {
            Some((from, Some(quote))) if letter == quote => {
                found.push(from..at);
                None
            }
            Some((from, None)) if letter.is_whitespace() || is_quote || "=,()<>|".contains(letter) => {
                found.push(from..at);
                is_quote.then_some((at + letter.len_utf8(), Some(letter)))
            }
            None if is_quote => Some((at + letter.len_utf8(), Some(letter))),
            None if !(letter.is_whitespace() || "=,()<>|".contains(letter)) => Some((at, None)),
            other => other,
        };
    }
    found.extend(start.map(|(from, _)| from..inside.end));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, expect: &[&str]) {
        let post = Post::parse(body.as_bytes(), "x.md").unwrap();
        let found: Vec<_> = pictures(&post).into_iter().map(|span| &post.body()[span]).collect();
        assert_eq!(found, expect, "{body:?}");
    }

    #[test]
    fn pictures_are_found_in_any_tag() {
        check("{{< figure src=\"/a b.jpg\" alt=\"x\" >}} {{% img src=c.PNG %}}", &["/a b.jpg", "c.PNG"]);
        check("{% include figure.html src='a.jpg' %}\n{% asset_img b.webp \"A bee\" %}", &["a.jpg", "b.webp"]);
        check("{{ figure(src=\"a.jpg\", alt=\"b\") }}", &["a.jpg"]);
        check("{{< gallery \"a.jpg?x=1\" `b.gif` >}}", &["a.jpg?x=1", "b.gif"]);
        check("{{< figure src=\"a.jpg\" alt=`\"b.png` >}}", &["a.jpg", "\"b.png"]);
        check("{{ site.logo }} {{< youtube abc >}} figure src=\"a.jpg\"", &[]);
        check("`{{< figure src=\"a.jpg\" >}}`\n\n    {{< figure src=\"a.jpg\" >}}\n", &[]);
        check("{{< figure src=\"a.jpg\"", &[]);
    }

    #[test]
    fn ranges_hold_for_any_text() {
        let mut random = crate::random::Random::new(29);
        for _ in 0..800 {
            let text = random.text(40);
            let post = Post::parse(text.as_bytes(), "x.md").unwrap();
            let mut last = 0;
            for span in pictures(&post) {
                assert!(span.start >= last && post.body().get(span.clone()).is_some(), "{text:?}");
                last = span.end;
            }
        }
    }
}
