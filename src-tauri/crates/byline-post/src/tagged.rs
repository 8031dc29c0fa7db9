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

/// A picture that a line shows with a tag for one, such as `figure`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaggedPicture {
    /// The link.
    pub link: String,
    /// The description, where the tag has one.
    pub alt: String,
    /// The words below it, where the tag has some.
    pub caption: String,
    /// The width as written, where the tag has one.
    pub width: String,
}

/// What tags for one picture call its link, and themselves.
const LINKS: [&str; 7] = ["src", "image_path", "path", "url", "image", "img", "file"];
const NAMES: [&str; 5] = ["figure", "image", "img", "picture", "fig"];

/// The picture that a line of a body shows, where it is nothing but a tag for one.
pub fn picture(text: &str) -> Option<TaggedPicture> {
    let text = text.trim();
    let inside = tags(text).into_iter().next().filter(|inside| inside.start == 2 && inside.end + 2 == text.len())?;
    let words = values(text, inside);
    let is_name = |word: &Range<usize>| {
        let name = text[word.clone()].rsplit('/').next().unwrap_or_default();
        NAMES.contains(&name.split('.').next().unwrap_or_default())
    };
    if !words.iter().take(2).any(is_name) {
        return None;
    }
    let quotes = ['"', '\'', '`', ' '];
    let named: Vec<(&str, String)> = words
        .windows(2)
        .filter(|pair| text[pair[0].end..pair[1].start].trim_matches(quotes) == "=")
        .map(|pair| (&text[pair[0].clone()], text[pair[1].clone()].replace("\\\"", "\"").replace("\\'", "'")))
        .collect();
    let said = |name: &str| named.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone());
    let link = LINKS.iter().find_map(|name| said(name))?;
    let or_nothing = |name| said(name).unwrap_or_default();
    Some(TaggedPicture { link, alt: or_nothing("alt"), caption: or_nothing("caption"), width: or_nothing("width") })
}

/// The body without what is about its pictures and no words, each byte a blank so that all else stays where it is: the
/// two halves of a tag around pictures alone, and braces with a size after a picture. Nothing where there is none.
pub(crate) fn unframed(body: &str) -> Option<String> {
    if !(body.contains("gallery") && body.contains('{') || body.contains("){:")) {
        return None;
    }
    let (mut open, mut fenced): (Option<Range<usize>>, bool) = (None, false);
    let mut gone: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let words = line.trim();
        let here = at..at + line.trim_end_matches(['\n', '\r']).len();
        at += line.len();
        fenced ^= words.starts_with("```") || words.starts_with("~~~");
        let tag = words.trim_start_matches(['{', '<', '%', '-', ' ']).trim_end_matches(['}', '>', '%', '-', ' ']);
        if fenced || words.is_empty() {
            continue;
        }
        if words.starts_with("![")
            && words.ends_with('}')
            && let Some(braces) = body[here.clone()].rfind("){:")
        {
            gone.push(here.start + braces + 1..here.end);
        }
        if !words.starts_with('{') {
            open = open.filter(|_| words.starts_with("![") || words.starts_with("<img "));
        } else if tag.trim_end_matches("()") == "gallery" {
            open = Some(here);
        } else if matches!(tag, "/gallery" | "endgallery" | "end") {
            gone.extend(open.take().into_iter().flat_map(|open| [open, here.clone()]));
        } else {
            open = open.filter(|_| picture(words).is_some());
        }
    }
    if gone.is_empty() {
        return None;
    }
    let mut out = body.to_owned();
    for range in gone {
        out.replace_range(range.clone(), &" ".repeat(range.len()));
    }
    Some(out)
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
    let mut escaped = false;
    for (offset, letter) in body[inside.clone()].char_indices() {
        let at = inside.start + offset;
        let is_quote = matches!(letter, '"' | '\'' | '`');
        let skips = escaped && is_quote;
        escaped = letter == '\\' && !escaped;
        if skips {
            continue;
        }
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
    fn a_line_for_one_picture_is_read() {
        let check = |line: &str, expect: Option<[&str; 4]>| {
            let found = picture(line);
            let got = found.as_ref().map(|it| [&*it.link, &*it.alt, &*it.caption, &*it.width]);
            assert_eq!(got, expect, "{line}");
        };
        check(
            "{{< figure src=\"a b.jpg\" alt=\"A\" caption=`Said \"so\"` >}}",
            Some(["a b.jpg", "A", "Said \"so\"", ""]),
        );
        check("  {% include image.html url='a.jpg' caption='It\\'s' %}", Some(["a.jpg", "", "It's", ""]));
        check("{{ figure(src=\"a.jpg\", width=\"50%\") }}", Some(["a.jpg", "", "", "50%"]));
        check("{{< figure link=\"x\" >}}", None);
        check("{{< youtube src=\"a.jpg\" >}}", None);
        check("{{< figure src=\"a.jpg\" >}} words", None);
    }

    #[test]
    fn only_a_frame_of_pictures_is_taken_away() {
        let check = |body: &str, expect: Option<&str>| assert_eq!(unframed(body).as_deref(), expect, "{body:?}");
        let (open, close) = ("{{< gallery >}}", "{{< /gallery >}}");
        let blank = |text: &str| " ".repeat(text.len());
        check(
            &format!("a\n\n{open}\n![x](y.png)\n\n<img src=z>\n{close}\n\nb"),
            Some(&format!("a\n\n{}\n![x](y.png)\n\n<img src=z>\n{}\n\nb", blank(open), blank(close))),
        );
        check("{% gallery() %}\n![x](y.png)\n{% end %}", Some("               \n![x](y.png)\n         "));
        check(&format!("{open}\nwords\n{close}"), None);
        check(&format!("```\n{open}\n![x](y.png)\n{close}\n```"), None);
        check(open, None);
        check("![x](y.png){: width=\"50%\"}\nb", Some("![x](y.png)               \nb"));
    }

    #[test]
    fn ranges_hold_for_any_text() {
        let mut random = crate::random::Random::new(29);
        for _ in 0..800 {
            let text = random.text(40);
            let post = Post::parse(text.as_bytes(), "x.md").unwrap();
            assert!(unframed(&text).is_none_or(|other| other.len() == text.len()), "{text:?}");
            text.lines().for_each(|line| drop(picture(line)));
            let mut last = 0;
            for span in pictures(&post) {
                assert!(span.start >= last && post.body().get(span.clone()).is_some(), "{text:?}");
                last = span.end;
            }
        }
    }
}
