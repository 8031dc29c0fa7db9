//! One whole HTML document for a preview.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::{Block, Head, STYLE};
use crate::html::{self, escaped};
use crate::post::Post;

/// What a page needs beside its blocks.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// The language of the post, such as `en`.
    pub lang: &'a str,
    /// The site's own rules, in order; when there are none, the page has [`STYLE`].
    pub styles: &'a [String],
    /// What stands around the post, when that is known.
    pub around: Option<Around<'a>>,
    /// Trusted HTML for the end of `<head>`, such as [`sentences`]; never anything from a post.
    pub head_extra: &'a str,
}

/// What stands around a post: safe HTML and names of plain letters.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// The classes of the root element.
    pub root_class: &'a str,
    /// The classes of the body.
    pub body_class: &'a str,
    /// The id of the body.
    pub body_id: &'a str,
    /// Elements with `data-place` for `title`, `date`, `author` and `content`.
    pub inside: &'a str,
}

/// A `<style>` element that puts sentences, each given with its card's class, on the cards of [`STYLE`].
pub fn sentences(words: &[(&str, String)]) -> String {
    let mut out = String::from("<style>");
    for (class, sentence) in words {
        let _ = write!(out, ".{class}::before{{content:\"");
        for c in sentence.chars() {
            match c {
                '"' | '\\' | '<' | '\n' | '\r' => {
                    let _ = write!(out, "\\{:x} ", u32::from(c));
                }
                c => out.push(c),
            }
        }
        out.push_str("\"}");
    }
    out + "</style>"
}

/// The document: no script can run in it, and it asks for nothing but the stylesheet and the pictures in its blocks.
pub fn page(post: &Post, blocks: &[Block], page: &Page) -> String {
    let head = Head::of(post);
    let title = head.title.as_deref().unwrap_or_default();
    let body: String = blocks.iter().map(in_place).collect();
    let own = [STYLE.to_owned()];
    let styles = if page.styles.is_empty() { &own } else { page.styles };
    let mut style = String::new();
    for css in styles {
        let _ = writeln!(style, "<style>{}</style>", css.replace("</", "<\\/"));
    }
    let of_styles = styles.iter().flat_map(|css| css.split("url(\"").skip(1));
    let of_styles = of_styles.filter_map(|rest| rest.split('"').next()).map(source);
    let (fonts, mut images): (BTreeSet<String>, BTreeSet<String>) =
        of_styles.map(|place| (place.clone(), place)).unzip();
    let shown = html::tags(&body).into_iter().filter(|tag| tag.name == "img").filter_map(|tag| tag.value("src"));
    images.extend(shown.map(|range| source(&html::unescaped(&body[range]))));
    let listed = |places: BTreeSet<String>| {
        if places.is_empty() { "'none'".to_owned() } else { places.into_iter().collect::<Vec<_>>().join(" ") }
    };
    let policy = format!(
        "default-src 'none'; script-src 'none'; style-src 'unsafe-inline'; font-src {}; img-src {}; base-uri 'none'; \
         form-action 'none'",
        listed(fonts),
        listed(images)
    );
    let (root, inside) = match &page.around {
        Some(around) => (
            format!(" class=\"{}\"", escaped(around.root_class)),
            format!(
                "<body class=\"{}\" id=\"{}\">\n{}\n</body>",
                escaped(around.body_class),
                escaped(around.body_id),
                filled(around.inside, &head, &body)
            ),
        ),
        None => (String::new(), format!("<body>\n<main class=\"post\">\n{}{body}</main>\n</body>", head.html())),
    };
    format!(
        "<!doctype html>\n<html lang=\"{}\"{root}>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<title>{}</title>\n{style}{}\n</head>\n{inside}\n</html>\n",
        escaped(page.lang),
        escaped(&policy).replace("&#39;", "'"),
        escaped(title),
        page.head_extra
    )
}

/// A layout with the post in its places.
fn filled(layout: &str, head: &Head, body: &str) -> String {
    let mut out = layout.to_owned();
    for (place, words) in [("title", &head.title), ("date", &head.day), ("author", &head.author)] {
        let words = escaped(words.as_deref().unwrap_or_default());
        let mark = format!("<span data-place=\"{place}\"></span>");
        out = out.replace(&mark, &words);
    }
    out.replacen("<div data-place=\"content\"></div>", body, 1)
}

/// A block whose elements say their lines in the whole body.
fn in_place(block: &Block) -> String {
    let mut out = String::with_capacity(block.html.len() + 16);
    let mut at = 0;
    for tag in html::tags(&block.html) {
        let Some(range) = tag.value("data-line") else { continue };
        let within: usize = block.html[range.clone()].parse().unwrap_or(0);
        out.push_str(&block.html[at..range.start]);
        out.push_str(&(block.line + within).to_string());
        at = range.end;
    }
    out.push_str(&block.html[at..]);
    out
}

/// The narrowest source expression of a content security policy that covers this address.
fn source(url: &str) -> String {
    let safe = |word: &str| word.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+' | ':' | '_'));
    let Some((scheme, rest)) = url.split_once(':').filter(|(scheme, _)| safe(scheme) && !scheme.contains(['.', ':']))
    else {
        // Beside the page, which may be a file.
        return "'self' file:".to_owned();
    };
    let host = rest.strip_prefix("//").map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    match host {
        Some(host) if matches!(scheme, "http" | "https") && safe(host) && !host.is_empty() => {
            format!("{scheme}://{host}")
        }
        Some(_) | None if matches!(scheme, "http" | "https") => "'none'".to_owned(),
        _ => format!("{scheme}:"),
    }
}
