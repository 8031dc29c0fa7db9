//! Links that follow a file to its new name, however they are written: in Markdown, HTML, template tags and front matter.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use crate::html;
use crate::lines;
use crate::markdown::options;
use crate::post::Post;

/// The longest link that is looked at, in bytes: keeps a text of open brackets cheap.
const REACH: usize = 2048;

/// The post with every link for which `means` holds leading to `new_name` in the same folder, and how many these were.
/// `new_name` has only letters, digits, `-` and `.`, so it needs no quotes anywhere. Code and plain words are left alone.
pub fn to_new_name(post: &Post, means: &dyn Fn(&str) -> bool, new_name: &str) -> (Post, usize) {
    let body = post.body();
    let code = code(body);
    let outside = |range: &Range<usize>| code.iter().all(|code| range.end <= code.start || code.end <= range.start);
    let found: Vec<_> = in_text(body).into_iter().filter(outside).collect();
    let (new_body, in_body) = renamed(body, found, means, new_name);
    let followed = if in_body == 0 { post.clone() } else { post.with_body(&new_body) };
    let Some(block) = followed.front.as_ref().map(|front| front.whole.clone()) else { return (followed, in_body) };
    let head = &followed.text[block.clone()];
    let (new_head, in_front) = renamed(head, in_details(head), means, new_name);
    if in_front == 0 {
        return (followed, in_body);
    }
    let text = format!("{}{new_head}{}", &followed.text[..block.start], &followed.text[block.end..]);
    (Post::from_text(text, &followed.file_name), in_body + in_front)
}

/// Whether a text may speak of a file of this name, written plainly or with encoded letters. Never wrongly no.
pub fn may_speak_of(text: &str, name: &str) -> bool {
    // Whatever way a link is written, plain letters and digits are the same.
    let longest = name.split(|c: char| !c.is_ascii_alphanumeric()).max_by_key(|part| part.len()).unwrap_or_default();
    let (longest, text) = (longest.as_bytes(), text.as_bytes());
    longest.is_empty() || text.windows(longest.len()).any(|part| part.eq_ignore_ascii_case(longest))
}

/// The links whose file has this name, in whatever folder, as written: in the body, its code left out, and in front matter.
pub fn links_called(post: &Post, name: &str) -> Vec<String> {
    let found = std::cell::RefCell::new(Vec::new());
    let called = |link: &str| {
        if decoded(link).rsplit('/').next().is_some_and(|last| last.eq_ignore_ascii_case(name)) {
            found.borrow_mut().push(link.to_owned());
        }
        false
    };
    to_new_name(post, &called, "");
    found.into_inner()
}

fn renamed(text: &str, found: Vec<Range<usize>>, means: &dyn Fn(&str) -> bool, new: &str) -> (String, usize) {
    let (mut out, mut at, mut count) = (String::with_capacity(text.len()), 0, 0);
    for range in found {
        let link = &text[range.clone()];
        // What stands behind the file's name is no part of it.
        let file = &link[..link.find(['?', '#']).unwrap_or(link.len())];
        let name = range.start + file.rfind('/').map_or(0, |slash| slash + 1);
        if range.start < at || !means(&html::unescaped(file)) {
            continue;
        }
        let folder = &text[range.start..name];
        out.push_str(&text[at..range.start]);
        out.push_str(&folder.replace(' ', "%20"));
        out.push_str(new);
        at = range.start + file.len();
        count += 1;
    }
    out.push_str(&text[at..]);
    (out, count)
}

fn code(body: &str) -> Vec<Range<usize>> {
    let events = Parser::new_ext(body, options()).into_offset_iter();
    events
        .filter(|(event, _)| matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_))))
        .map(|at| at.1)
        .collect()
}

/// Where links stand in a body, ascending.
fn in_text(body: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, _) in body.match_indices("](") {
        found.extend(bracketed(body, at + 2));
    }
    for (at, _) in body.match_indices('=') {
        found.extend(attribute(body, at + 1));
    }
    let mut start = 0;
    for line in body.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '>']).len();
        if line[indent..].starts_with('[')
            && let Some(colon) = line.find("]:")
        {
            found.extend(destination(body, start + colon + 2, start + line.trim_end().len()));
        }
        start += line.len();
    }
    for (open, close) in [("{{", "}}"), ("{%", "%}")] {
        for (at, _) in body.match_indices(open) {
            let near = reach(body, at);
            let Some(end) = near.find(close) else { continue };
            found.extend(quoted(&near[..end]).into_iter().map(|inner| at + inner.start..at + inner.end));
        }
    }
    tidied(found)
}

/// Where links may stand in front matter: every value, and every part of a list in one line.
fn in_details(head: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in lines::lines(head) {
        let text = line.text;
        let quoted = quoted(text);
        let plain = [": ", "- ", "= "].iter().filter_map(|mark| text.find(mark).map(|at| at + 2)).min();
        if quoted.is_empty()
            && let Some(from) = plain
        {
            let value = &text[from..text.find(" #").unwrap_or(text.len()).max(from)];
            let mut at = from;
            for part in value.split_inclusive(['[', ']', ',', '{', '}']) {
                let words = part.trim_matches([' ', '\t', '[', ']', ',', '{', '}']);
                let inside = at + part.find(words).unwrap_or_default();
                // `- src: a.jpg` and `{src: a.jpg}`.
                let key = words.rfind(": ").map_or(0, |colon| colon + 2);
                found.push(start + inside + key..start + inside + words.len());
                at += part.len();
            }
        }
        found.extend(quoted.into_iter().map(|inner| start + inner.start..start + inner.end));
        start += text.len() + line.end.len();
    }
    tidied(found)
}

fn tidied(mut found: Vec<Range<usize>>) -> Vec<Range<usize>> {
    found.retain(|range| !range.is_empty());
    found.sort_by_key(|range| (range.start, range.end));
    found.dedup();
    found
}

fn reach(text: &str, from: usize) -> &str {
    let mut end = text.len().min(from + REACH);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[from..end]
}

/// The destination in `](…)`, with spaces or without.
fn bracketed(body: &str, from: usize) -> Option<Range<usize>> {
    let near = reach(body, from);
    let mut depth = 1_usize;
    let end = near.char_indices().take_while(|(_, c)| *c != '\n').find_map(|(at, c)| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        (depth == 0).then_some(at)
    })?;
    destination(body, from, from + end)
}

/// The destination between two places, without space, angle brackets and a title in quotes.
fn destination(body: &str, from: usize, end: usize) -> Option<Range<usize>> {
    let inside = body.get(from..end)?;
    let from = from + inside.len() - inside.trim_start().len();
    let words = body[from..end].trim_end();
    if let Some(rest) = words.strip_prefix('<') {
        return rest.find('>').map(|len| from + 1..from + 1 + len);
    }
    let title = [(" \"", '"'), (" '", '\''), (" (", ')')].into_iter();
    let title = title.filter(|(_, close)| words.ends_with(*close)).filter_map(|(open, _)| words.find(open)).min();
    let words = words[..title.unwrap_or(words.len())].trim_end();
    Some(from..from + words.len())
}

/// The values of an attribute: several where they are a list of pictures for several screens.
fn attribute(body: &str, from: usize) -> Vec<Range<usize>> {
    let near = reach(body, from);
    let (start, value) = match near.chars().next() {
        Some(quote @ ('"' | '\'')) => match near[1..].find(quote) {
            Some(end) => (from + 1, &near[1..=end]),
            None => return Vec::new(),
        },
        _ => (from, &near[..near.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(near.len())]),
    };
    let whole = start + value.len() - value.trim_start().len();
    let mut found = Vec::new();
    found.push(whole..whole + value.trim().len());
    let mut at = start;
    for part in value.split_inclusive(',').filter(|_| value.contains(',') || value.ends_with(['x', 'w'])) {
        let words = part.trim_matches([' ', ',', '\n', '\t']);
        let inside = at + part.find(words).unwrap_or_default();
        let wide = words.rsplit_once(' ').filter(|(_, last)| last.ends_with(['x', 'w']) && last.len() > 1);
        found.push(inside..inside + wide.map_or(words.len(), |(link, _)| link.trim_end().len()));
        at += part.len();
    }
    found
}

/// Everything in quotes.
fn quoted(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find(['"', '\'']).map(|offset| at + offset) {
        let quote = if text[open..].starts_with('"') { '"' } else { '\'' };
        let Some(len) = text[open + 1..].find(quote) else { break };
        found.push(open + 1..open + 1 + len);
        at = open + 1 + len + 1;
    }
    found
}

/// The text with `%20` and the like as the letters that they stand for.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = text.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        if let Some(byte) = code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            out.push(byte);
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    html::unescaped(&String::from_utf8_lossy(&out))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(before: &str, expect: &str, count: usize) {
        let post = Post::parse(before.as_bytes(), "x.md").unwrap();
        let means =
            |link: &str| decoded(link).rsplit('/').next().is_some_and(|name| name.eq_ignore_ascii_case("a b .jpg"));
        let (after, found) = to_new_name(&post, &means, "a-b.jpg");
        assert_eq!((after.text.as_str(), found), (expect, count), "{before:?}");
        assert!(count == 0 || may_speak_of(before, "a b .jpg"), "{before:?}");
    }

    #[test]
    fn every_way_to_write_a_link_follows() {
        check("![x](a b .jpg)\n", "![x](a-b.jpg)\n", 1);
        check("![x]( a b .jpg \"A title\" )\n", "![x]( a-b.jpg \"A title\" )\n", 1);
        check("![x](a%20b%20.jpg) ![x](<a b .jpg>)\n", "![x](a-b.jpg) ![x](<a-b.jpg>)\n", 2);
        check("[![x](A%20B%20.JPG)](a b .jpg)\n", "[![x](a-b.jpg)](a-b.jpg)\n", 2);
        check(
            "![x][r]\n\n[r]: <a b .jpg> 'T'\n[s]: a%20b%20.jpg\n",
            "![x][r]\n\n[r]: <a-b.jpg> 'T'\n[s]: a-b.jpg\n",
            2,
        );
        check(
            "<img src='p/a b .jpg' alt=\"a b .jpg is fine\">\n",
            "<img src='p/a-b.jpg' alt=\"a b .jpg is fine\">\n",
            1,
        );
        check("<img srcset=\"a%20b%20.jpg 2x, c.jpg 1x\">\n", "<img srcset=\"a-b.jpg 2x, c.jpg 1x\">\n", 1);
        check("{{< figure src=\"my pics/a b .jpg\" >}}\n", "{{< figure src=\"my%20pics/a-b.jpg\" >}}\n", 1);
        check("{% asset 'a b .jpg' %}\r\n", "{% asset 'a-b.jpg' %}\r\n", 1);
        check("![x](a b .jpg?v=2#top)\n", "![x](a-b.jpg?v=2#top)\n", 1);
    }

    #[test]
    fn details_follow_in_their_own_lines() {
        check(
            "---\ntitle: a b .jpg and more\ncover: img/a b .jpg # mine\nimages: [a b .jpg, c.jpg]\n---\nx\n",
            "---\ntitle: a b .jpg and more\ncover: img/a-b.jpg # mine\nimages: [a-b.jpg, c.jpg]\n---\nx\n",
            2,
        );
        check("+++\r\nimage = \"a b .jpg\"\r\n+++\r\nx\r\n", "+++\r\nimage = \"a-b.jpg\"\r\n+++\r\nx\r\n", 1);
        check(
            "---\nlist:\n  - src: 'a b .jpg'\n  - a%20b%20.jpg\n---\n",
            "---\nlist:\n  - src: 'a-b.jpg'\n  - a-b.jpg\n---\n",
            2,
        );
        check("{\"cover\": {\"image\": \"a b .jpg\"}}\n\nx\n", "{\"cover\": {\"image\": \"a-b.jpg\"}}\n\nx\n", 1);
    }

    #[test]
    fn words_and_code_stay() {
        let text = "The file a b .jpg (a b .jpg) \"a b .jpg\".\n\n`![x](a b .jpg)`\n\n    ![x](a b .jpg)\n\n```\n<img src=\"a b .jpg\">\n```\n";
        check(text, text, 0);
        let post = Post::parse(text.as_bytes(), "x.md").unwrap();
        assert_eq!(links_called(&post, "a b .jpg"), Vec::<String>::new());
        let post = Post::parse(b"---\ncover: x/a%20b%20.jpg\n---\n![](A b .jpg) ![](c.jpg)\n", "x.md").unwrap();
        assert_eq!(links_called(&post, "a b .jpg"), ["A b .jpg", "x/a%20b%20.jpg"]);
    }

    #[test]
    fn no_text_panics_and_only_links_change() {
        let mut random = crate::random::Random::new(41);
        for _ in 0..1500 {
            let text = random.text(50);
            let post = Post::parse(text.as_bytes(), "x.md").unwrap();
            let (same, count) = to_new_name(&post, &|_| false, "n.jpg");
            assert_eq!((same.as_bytes(), count), (text.as_bytes(), 0));
            to_new_name(&post, &|_| true, "n.jpg");
        }
    }
}
