//! Reading HTML tags in text, as far as a browser would: which tags, which attributes, how deep.

use std::ops::Range;

/// One start or end tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// In lower case.
    pub name: String,
    /// Where the tag stands.
    pub range: Range<usize>,
    /// Whether it is an end tag.
    pub closes: bool,
    /// Names in lower case, and where the values stand.
    pub attributes: Vec<(String, Range<usize>)>,
}

impl Tag {
    /// Where the attribute's value stands.
    pub fn value(&self, name: &str) -> Option<Range<usize>> {
        self.attributes.iter().find(|(found, _)| found == name).map(|(_, range)| range.clone())
    }
}

/// Elements whose content is text up to their own end tag.
const RAW: [&str; 10] =
    ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext"];

/// Elements without content.
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Elements that end where the next one of the same name starts.
const SIBLINGS: [&str; 8] = ["p", "li", "td", "th", "tr", "dd", "dt", "option"];

/// All tags of the text, in order; comments, declarations and raw text are skipped as a browser skips them.
pub fn tags(html: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|offset| at + offset) {
        let rest = &html[open..];
        let after = rest[1..].trim_start_matches('/');
        let letter = after.starts_with(|c: char| c.is_ascii_alphabetic());
        if rest.starts_with("<!--") {
            at = comment_end(html, open);
        } else if rest.starts_with("<!") || rest.starts_with("<?") || (rest.starts_with("</") && !letter) {
            at = html[open..].find('>').map_or(html.len(), |end| open + end + 1);
        } else if !letter || rest[1..].len() - after.len() > 1 {
            at = open + 1;
        } else {
            let tag = tag(html, open);
            at = tag.range.end;
            if !tag.closes && RAW.contains(&tag.name.as_str()) {
                at = raw_end(html, at, &tag.name);
            }
            found.push(tag);
        }
    }
    found
}

fn comment_end(html: &str, open: usize) -> usize {
    let inside = open + 4;
    let rest = &html[inside..];
    if rest.starts_with('>') {
        return inside + 1;
    }
    if rest.starts_with("->") {
        return inside + 2;
    }
    let mut at = 0;
    while let Some(dashes) = rest[at..].find("--").map(|offset| at + offset) {
        let after = &rest[dashes + 2..];
        if after.starts_with('>') {
            return inside + dashes + 3;
        }
        if after.starts_with("!>") {
            return inside + dashes + 4;
        }
        at = dashes + 1;
    }
    html.len()
}

fn raw_end(html: &str, from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(open) = html[at..].find("</").map(|offset| at + offset) {
        if html.get(open + 2..open + 2 + name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name)) {
            return open;
        }
        at = open + 2;
    }
    html.len()
}

fn tag(html: &str, open: usize) -> Tag {
    let bytes = html.as_bytes();
    let closes = bytes.get(open + 1) == Some(&b'/');
    let from = open + 1 + usize::from(closes);
    let until =
        |at: usize, stop: &dyn Fn(u8) -> bool| (at..bytes.len()).find(|at| stop(bytes[*at])).unwrap_or(bytes.len());
    let mut at = until(from, &|b| b.is_ascii_whitespace() || b == b'/' || b == b'>');
    let name = html[from..at].to_ascii_lowercase();
    let mut attributes = Vec::new();
    loop {
        at = until(at, &|b| !b.is_ascii_whitespace() && b != b'/');
        if at >= bytes.len() || bytes[at] == b'>' {
            break;
        }
        let start = at;
        // An attribute name may start with `=`.
        at = until(at + 1, &|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>' | b'='));
        let attribute = html.get(start..at).unwrap_or_default().to_ascii_lowercase();
        let equals = until(at, &|b| !b.is_ascii_whitespace());
        if bytes.get(equals) != Some(&b'=') {
            attributes.push((attribute, at..at));
            continue;
        }
        at = until(equals + 1, &|b| !b.is_ascii_whitespace());
        let value = if let Some(quote @ (b'"' | b'\'')) = bytes.get(at) {
            let end = until(at + 1, &|b| b == *quote);
            at + 1..end
        } else {
            at..until(at, &|b| b.is_ascii_whitespace() || b == b'>')
        };
        let quoted = usize::from(value.start > at);
        at = (value.end + quoted).min(bytes.len());
        attributes.push((attribute, value));
    }
    Tag { name, range: open..(at + 1).min(bytes.len()), closes, attributes }
}

/// How deep the elements nest at most, never less than a browser would make it: an end tag counts only where it closes
/// the element opened last.
pub(crate) fn depth(html: &str) -> usize {
    let mut open: Vec<String> = Vec::new();
    let mut deepest = 0;
    // In foreign content such a section hides tags that count elsewhere.
    let trusted = !html.contains("<![CDATA[");
    for tag in tags(html) {
        let top = open.last().is_some_and(|name| *name == tag.name);
        if tag.closes {
            if top && trusted {
                open.pop();
            }
            continue;
        }
        let name = tag.name.as_str();
        let replaces = top && SIBLINGS.contains(&name);
        if !replaces && !VOID.contains(&name) {
            open.push(tag.name);
            deepest = deepest.max(open.len());
        }
    }
    deepest
}

/// Text made safe inside an element or a quoted attribute.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// The few entities that appear in addresses.
pub(crate) fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_as_a_browser_reads_them() {
        let html = "a <IMG src='x y.jpg' alt=\"</b>\" wide><!-- <b> --></p ><3 <textarea><i></textarea>";
        let names: Vec<String> =
            tags(html).into_iter().map(|tag| format!("{}{}", if tag.closes { "/" } else { "" }, tag.name)).collect();
        assert_eq!(names, ["img", "/p", "textarea", "/textarea"]);
        let value = tags(html)[0].value("src").unwrap();
        assert_eq!(&html[value], "x y.jpg");
    }

    #[test]
    fn depth_is_never_less_than_a_browser_makes_it() {
        for (html, expect) in [
            ("<div><p>a</p></div>", 2),
            ("<p>a<p>b<p>c", 1),
            ("<ul><li>a<li>b</ul>", 2),
            ("<br><img><hr>", 0),
            ("<div><!-- </div> --><div>", 2),
            ("<div title=\"</div>\"><div>", 2),
            ("<div></span><div>", 2),
            ("<div><marquee></div></marquee><div><marquee></div></marquee>", 3),
        ] {
            assert!(depth(html) >= expect, "{html}");
        }
        assert_eq!(depth("<p>a<p>b<p>c"), 1);
    }

    #[test]
    fn no_input_panics_or_takes_long() {
        let mut random = crate::random::Random::new(5);
        for _ in 0..500 {
            let text = random.text(60);
            tags(&text);
            depth(&text);
        }
        let ladder = "<!--".repeat(20_000) + &"<a ".repeat(20_000) + &"<style>".repeat(20_000);
        depth(&ladder);
    }
}
