//! One whole HTML document for a preview.

use std::collections::BTreeSet;

use super::{Block, Head, STYLE};
use crate::html::{self, escaped};
use crate::post::Post;

/// Where a page's looks come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stylesheet<'a> {
    /// A stylesheet at this address.
    Link(&'a str),
    /// These rules.
    Inline(&'a str),
    /// Our own: [`STYLE`].
    Own,
}

/// What a page needs beside its blocks.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// The language of the post, such as `en`.
    pub lang: &'a str,
    /// Its looks.
    pub stylesheet: Stylesheet<'a>,
    /// Trusted HTML for the end of `<head>`, such as [`sentences`]; never anything from a post.
    pub head_extra: &'a str,
}

/// The sentences on a preview's cards, in the reader's language.
#[derive(Debug, Clone, Copy)]
pub struct Sentences<'a> {
    /// On a picture that cannot be found.
    pub missing: &'a str,
    /// On a picture on another server.
    pub remote: &'a str,
    /// On a template tag.
    pub cannot_show: &'a str,
    /// On a block that is too deep or too large.
    pub too_complex: &'a str,
}

/// A `<style>` element that puts these sentences on the cards of [`STYLE`].
pub fn sentences(words: &Sentences) -> String {
    let rule = |class: &str, sentence: &str| {
        let sentence: String = sentence
            .chars()
            .map(|c| match c {
                '"' | '\\' | '<' | '\n' | '\r' => format!("\\{:x} ", u32::from(c)),
                c => c.to_string(),
            })
            .collect();
        format!(".{class}::before{{content:\"{sentence}\"}}")
    };
    format!(
        "<style>{}{}{}{}</style>",
        rule("missing", words.missing),
        rule("remote", words.remote),
        rule("cannot-show", words.cannot_show),
        rule("too-complex", words.too_complex)
    )
}

/// The document: no script can run in it, and it asks for nothing but the stylesheet and the pictures in its blocks.
pub fn page(post: &Post, blocks: &[Block], page: &Page) -> String {
    let head = Head::of(post);
    let title = head.title.as_deref().unwrap_or_default();
    let body: String = std::iter::once(head.html()).chain(blocks.iter().map(in_place)).collect();
    let (style, style_source) = match page.stylesheet {
        Stylesheet::Link(url) => {
            (format!("<link rel=\"stylesheet\" href=\"{}\">", escaped(url)), format!(" {}", source(url)))
        }
        Stylesheet::Inline(css) => (format!("<style>{}</style>", css.replace("</", "<\\/")), String::new()),
        Stylesheet::Own => (format!("<style>{STYLE}</style>"), String::new()),
    };
    let images: BTreeSet<String> = html::tags(&body)
        .into_iter()
        .filter(|tag| tag.name == "img")
        .filter_map(|tag| tag.value("src"))
        .map(|range| source(&html::unescaped(&body[range])))
        .collect();
    let images = if images.is_empty() { "'none'".to_owned() } else { images.into_iter().collect::<Vec<_>>().join(" ") };
    let policy = format!(
        "default-src 'none'; script-src 'none'; style-src 'unsafe-inline'{style_source}; font-src 'none'; \
         img-src {images}; base-uri 'none'; form-action 'none'"
    );
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<title>{}</title>\n{style}\n{}\n</head>\n\
         <body>\n<main class=\"post\">\n{body}</main>\n</body>\n</html>\n",
        escaped(page.lang),
        escaped(&policy).replace("&#39;", "'"),
        escaped(title),
        page.head_extra
    )
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
