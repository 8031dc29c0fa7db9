//! Pictures that a body shows with a generator's own tags, such as Hugo's `{{< figure src="a.jpg" >}}`, Jekyll's
//! `{% include figure.html src="a.jpg" %}` and Zola's `{{ figure(src="a.jpg") }}`.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use crate::markdown::options;
use crate::post::Post;
use crate::template_tag::TemplateTag;

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
    let outside = |tag: &TemplateTag| code.iter().all(|code| !code.contains(&tag.range.start));
    let tags = TemplateTag::all(body).into_iter().filter(outside);
    let values = tags.flat_map(|tag| tag.arguments).map(|argument| argument.range);
    values.filter(|range| is_picture(&body[range.clone()])).collect()
}

/// A picture that a line shows with a tag for one, such as `figure`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TaggedPicture {
    /// The link.
    pub(crate) link: String,
    /// The description, where the tag has one.
    pub(crate) alt: String,
    /// The words below it, where the tag has some.
    pub(crate) caption: String,
    /// The width as written, where the tag has one.
    pub(crate) width: String,
}

/// What tags for one picture call its link, and themselves.
const LINKS: [&str; 8] = ["src", "image_path", "path", "url", "image", "img", "file", "link"];
const NAMES: [&str; 8] = ["figure", "image", "img", "picture", "fig", "assetimg", "imgproc", "responsiveimage"];

/// The picture that a tag shows, where it is one for a picture.
pub(crate) fn picture(tag: &TemplateTag) -> Option<TaggedPicture> {
    let (name, first) = tag.shows().filter(|_| !tag.closes)?;
    if !NAMES.contains(&name.as_str()) {
        return None;
    }
    let said = |names: &[&str]| tag.named(names).unwrap_or_default().to_owned();
    let (caption, alt, width) = (said(&["caption", "title", "attr"]), said(&["alt"]), said(&["width"]));
    if let Some(link) = tag.named(&LINKS) {
        return Some(TaggedPicture { link: link.to_owned(), alt, caption, width });
    }
    // Hexo's: the file among other words, then maybe its size, then its title (hexo.io/docs/tag-plugins).
    let mut words = tag.unnamed().skip(first).skip_while(|word| !word.contains('.')).peekable();
    let link = words.next()?.to_owned();
    let is_size = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let width = words.next_if(|word| is_size(word)).map_or(width, str::to_owned);
    let title: Vec<&str> = words.skip_while(|word| is_size(word)).collect();
    let caption = if caption.is_empty() { title.join(" ") } else { caption };
    Some(TaggedPicture { link, alt: if alt.is_empty() { caption.clone() } else { alt }, caption, width })
}

fn is_picture(link: &str) -> bool {
    let file = link[..link.find(['?', '#']).unwrap_or(link.len())].to_ascii_lowercase();
    ENDINGS.iter().any(|ending| file.len() > ending.len() && file.ends_with(ending)) && !link.contains('\n')
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
            let found = TemplateTag::parse(line).and_then(|tag| picture(&tag));
            let got = found.as_ref().map(|it| [&*it.link, &*it.alt, &*it.caption, &*it.width]);
            assert_eq!(got, expect, "{line}");
        };
        check(
            "{{< figure src=\"a b.jpg\" alt=\"A\" caption=`Said \"so\"` >}}",
            Some(["a b.jpg", "A", "Said \"so\"", ""]),
        );
        check("  {% include image.html url='a.jpg' caption='It\\'s' %}", Some(["a.jpg", "", "It's", ""]));
        check("{{ figure(src=\"a.jpg\", width=\"50%\") }}", Some(["a.jpg", "", "", "50%"]));
        check("{% include image.html link='a.jpg' width='33%' %}", Some(["a.jpg", "", "", "33%"]));
        check("{% asset_img big a.jpg 300 200 Two words %}", Some(["a.jpg", "Two words", "Two words", "300"]));
        check("{{< figure class=\"x\" >}}", None);
        check("{{< /figure >}}", None);
        check("{{< youtube src=\"a.jpg\" >}}", None);
        check("{{< figure src=\"a.jpg\" >}} words", None);
    }

    #[test]
    fn ranges_hold_for_any_text() {
        let mut random = crate::random::Random::new(29);
        for _ in 0..800 {
            let text = random.text(40);
            let post = Post::parse(text.as_bytes(), "x.md").unwrap();
            text.lines().filter_map(TemplateTag::parse).for_each(|tag| drop(picture(&tag)));
            let mut last = 0;
            for span in pictures(&post) {
                assert!(span.start >= last && post.body().get(span.clone()).is_some(), "{text:?}");
                last = span.end;
            }
        }
    }
}
