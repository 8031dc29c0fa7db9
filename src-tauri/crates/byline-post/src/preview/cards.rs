//! What stands for template tags and for what is brought in from elsewhere: the thing itself where it is known, else a quiet
//! card. Nothing is loaded for a card.

use std::fmt::Write;

use super::attributes::Look;
use super::escape::push_words;
use super::picture::{Pictures, Shown};
use crate::html::Tag;
use crate::lenient;
use crate::tagged::{self, TaggedPicture};
use crate::template_tag::TemplateTag;
use crate::websites::Website;

/// What a mark for "read more" looks like.
const READ_MORE: [&str; 5] =
    ["<!--more-->", "<!-- more -->", "<!--excerpt-->", "<!-- excerpt -->", "<!-- excerpt-end -->"];

/// A paragraph of nothing but template tags, a line each: safe HTML.
pub(crate) fn tags(source: &str, pictures: &mut Pictures) -> String {
    let mut out = String::new();
    // Lines of unknown tags share a card.
    let mut unknown: Option<(usize, Vec<&str>)> = None;
    for (line, words) in source.trim().lines().enumerate() {
        let known = TemplateTag::parse(words).and_then(|tag| match tagged::picture(&tag) {
            Some(picture) => Some(figure(&picture, line, pictures)),
            None => embed(&tag, line),
        });
        match known {
            Some(html) => {
                flush(&mut out, unknown.take());
                out.push_str(&html);
            }
            None => unknown.get_or_insert_with(|| (line, Vec::new())).1.push(words),
        }
    }
    flush(&mut out, unknown);
    out
}

fn flush(out: &mut String, unknown: Option<(usize, Vec<&str>)>) {
    if let Some((line, words)) = unknown {
        out.push_str(&cannot_show(&words.join("\n"), line));
    }
}

/// The card for what only the site can show.
pub(crate) fn cannot_show(source: &str, line: usize) -> String {
    let mut out = format!("<p class=\"cannot-show\" data-line=\"{line}\"><code>");
    push_words(&mut out, source.trim());
    out.push_str("</code></p>\n");
    out
}

/// Whether a block is a mark where lists of posts cut it.
pub(crate) fn is_read_more(source: &str) -> bool {
    READ_MORE.contains(&source.trim())
}

/// What stands for that mark.
pub(crate) const READ_MORE_HTML: &str = "<p class=\"read-more\" data-line=\"0\">…</p>\n";

/// Whether a block begins with a component, which only the site's program knows.
pub(crate) fn is_component(source: &str) -> bool {
    let name = source.trim_start().strip_prefix('<').unwrap_or_default();
    let name: &str = name.split(|c: char| !(c.is_ascii_alphanumeric() || c == '.')).next().unwrap_or_default();
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.contains(|c: char| c.is_ascii_lowercase())
        && !KNOWN.contains(&name.to_ascii_lowercase().as_str())
}

/// Elements that somebody may begin with a capital.
const KNOWN: [&str; 14] = [
    "div", "img", "table", "center", "font", "span", "details", "figure", "iframe", "video", "audio", "pre", "html",
    "body",
];

/// Whether a paragraph of such a post is a script.
pub(crate) fn is_script(source: &str) -> bool {
    let is = |line: &str| (line.starts_with("import ") && line.contains(['"', '\''])) || line.starts_with("export ");
    source.trim_start().lines().next().is_some_and(is) && !lenient::is_tag(source)
}

/// A picture that a tag shows.
fn figure(picture: &TaggedPicture, line: usize, pictures: &mut Pictures) -> String {
    let TaggedPicture { link, alt, caption, width } = picture;
    let look = Look::wide(width).written();
    pictures.figure(&Shown { link, alt, caption, look: &look, line: Some(line) })
}

/// The card for what a tag brings in from another website.
fn embed(tag: &TemplateTag, line: usize) -> Option<String> {
    let (name, first) = tag.shows().filter(|_| !tag.closes)?;
    // A file of one letter may be anything.
    let website = Website::of_tag(&name).filter(|_| !(first > 0 && name.len() == 1))?;
    let which = tag.named(&["id", "src", "url", "link", "user"]).or_else(|| tag.at(first)).unwrap_or_default();
    Some(format!(
        "<figure class=\"embed\" data-line=\"{line}\"><figcaption>{}</figcaption></figure>\n",
        named(website.name, which)
    ))
}

fn named(site: &str, which: &str) -> String {
    let mut out = site.to_owned();
    if !which.is_empty() {
        out.push_str(" <small>");
        push_words(&mut out, which);
        out.push_str("</small>");
    }
    out
}

/// The card for a tag of raw HTML that would load something, with its address unescaped; nothing for any other tag.
pub(crate) fn of_raw(tag: &Tag, address: &str) -> Option<String> {
    if tag.closes || !matches!(tag.name.as_str(), "iframe" | "video" | "audio" | "embed" | "object") {
        return None;
    }
    let host = address.split_once("//").map_or("", |(_, rest)| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let host = host.trim_start_matches("www.");
    let site = Website::of_host(host).map_or(if host.is_empty() { tag.name.as_str() } else { host }, |it| it.name);
    let mut out = String::from("<span class=\"embed\">");
    push_words(&mut out, site);
    if !address.is_empty() {
        out.push_str(" <small>");
        push_words(&mut out, address);
        out.push_str("</small>");
    }
    let _ = write!(out, "</span>");
    Some(out)
}
