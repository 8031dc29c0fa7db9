//! What writers mean although Markdown does not accept it: pictures whose file name has spaces, and template tags.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::foreign;
use crate::markdown::options;

/// A picture link that Markdown reads as plain words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Loose {
    pub(crate) whole: Range<usize>,
    pub(crate) alt: Range<usize>,
    /// The destination without surrounding space.
    pub(crate) target: Range<usize>,
}

/// All such pictures, ascending. Code and links that work are left out.
pub(crate) fn pictures(body: &str) -> Vec<Loose> {
    if !body.contains("![") {
        return Vec::new();
    }
    // Most are pictures that Markdown accepts, and the text need not be read for them.
    if pictures_outside(body, &[]).iter().all(|loose| is_accepted(body, loose)) {
        return Vec::new();
    }
    let taken = taken(body);
    pictures_outside(body, &taken)
}

/// Whether Markdown certainly accepts such a picture, wherever it is not code.
fn is_accepted(body: &str, loose: &Loose) -> bool {
    let alt = &body[loose.alt.clone()];
    let inside = &body[loose.alt.end + 2..loose.whole.end - 1];
    !alt.contains(['[', ']', '`', '<', '\\', '|', '$'])
        && !inside.contains(|c: char| {
            c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '(' | ')' | '\\' | '|' | '{' | '`')
        })
}

/// Links in whose address are spaces, where it certainly is one: `[the paper](files/the paper.pdf)`.
pub(crate) fn links(body: &str) -> Vec<Loose> {
    if !body.contains("](") {
        return Vec::new();
    }
    let mut found: Vec<Loose> = Vec::new();
    let mut start = 0;
    for line in body.split_inclusive('\n') {
        // Quick to see, and most lines have none.
        if !line.contains(']') {
            start += line.len();
            continue;
        }
        let mut from = 0;
        while let Some(close) = line[from..].find("](").map(|at| from + at) {
            from = close + 2;
            let open = line[..close].rfind('[').filter(|open| !line[..*open].ends_with(['!', '\\', ']']));
            let Some(open) = open.filter(|open| !line[open + 1..close].contains(']')) else { continue };
            let end = line[from..].find(')').map(|at| from + at);
            let Some(end) = end.filter(|end| end - from < 500) else { continue };
            let inside = &line[from..end];
            let target = from + inside.len() - inside.trim_start().len()..from + inside.trim_end().len();
            let words = &line[target.clone()];
            let whole = start + open..start + end + 1;
            if is_address_with_spaces(words) && line[open + 1..close].contains(char::is_alphanumeric) {
                let moved = |range: Range<usize>| start + range.start..start + range.end;
                found.push(Loose { whole, alt: moved(open + 1..close), target: moved(target) });
                from = end + 1;
            }
        }
        start += line.len();
    }
    without_taken(body, found, |loose| &loose.whole)
}

/// Those that are not in code and not in pictures that work. Text is read for it only where there are any.
fn without_taken<T>(body: &str, mut found: Vec<T>, place: impl Fn(&T) -> &Range<usize>) -> Vec<T> {
    if !found.is_empty() {
        let taken = taken(body);
        found.retain(|one| {
            let at = place(one);
            let last = taken[..taken.partition_point(|range| range.start < at.end)].last();
            last.is_none_or(|range| range.end <= at.start)
        });
    }
    found
}

fn is_address_with_spaces(words: &str) -> bool {
    let starts = ["http://", "https://", "/", "./", "../"].iter().any(|start| words.starts_with(start));
    let file = words.rsplit_once('.').is_some_and(|(name, ending)| {
        (2..=5).contains(&ending.len())
            && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && name.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
    });
    let safe = !words.contains(['"', '<', '>', '(', '`', '{', '}', '\\', '[', '*', '_', '“', '”']);
    words.contains(' ') && words.len() > 4 && safe && (starts || file)
}

/// Tags that an office program leaves behind, such as `<o:p>`: to Markdown and to readers they are words.
pub(crate) fn office(body: &str) -> Vec<Range<usize>> {
    const SPACES: [&str; 5] = ["o:", "w:", "v:", "m:", "st1:"];
    if !body.contains(':') {
        return Vec::new();
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, _) in body.match_indices('<') {
        let rest = body[at + 1..].trim_start_matches('/');
        let near = &rest[..rest.find(['>', '<', '\n']).unwrap_or(0)];
        let name = near.split([' ', '/']).next().unwrap_or_default();
        let known = SPACES.iter().any(|space| {
            name.strip_prefix(space).is_some_and(|name| {
                !name.is_empty() && name.len() < 24 && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
            })
        });
        let end = body.len() - rest.len() + near.len();
        if known && body[end..].starts_with('>') {
            found.push(at..end + 1);
        }
    }
    without_taken(body, found, |range| range)
}

fn pictures_outside(body: &str, taken: &[Range<usize>]) -> Vec<Loose> {
    let mut found: Vec<Loose> = Vec::new();
    let mut covered = taken.iter().peekable();
    let mut start = 0;
    for line in body.split_inclusive('\n') {
        if !line.contains('!') {
            start += line.len();
            continue;
        }
        let mut from = 0;
        let last = line.rfind("](").unwrap_or_default();
        while let Some(at) = line[from..].find("![").map(|at| from + at) {
            from = at + 2;
            if at > last {
                break;
            }
            while covered.peek().is_some_and(|range| range.end <= start + at) {
                covered.next();
            }
            if covered.peek().is_some_and(|range| range.start <= start + at) || line[..at].ends_with('\\') {
                continue;
            }
            if let Some((loose, end)) = loose(line, at) {
                let moved = |range: Range<usize>| start + range.start..start + range.end;
                found.push(Loose { whole: moved(at..end), alt: moved(loose.0), target: moved(loose.1) });
                from = end;
            }
        }
        start += line.len();
    }
    found
}

type AltAndTarget = (Range<usize>, Range<usize>);

/// The alt text and destination of `![alt](some file.jpg "title")` at `at`, and where it ends.
fn loose(line: &str, at: usize) -> Option<(AltAndTarget, usize)> {
    /// The longest link that is looked at, in bytes: keeps a line of open brackets cheap.
    const REACH: usize = 2048;
    let mut limit = line.len().min(at + REACH);
    while !line.is_char_boundary(limit) {
        limit -= 1;
    }
    let near = &line[..limit];
    let words = &near[at + 2..];
    let words = &words[..words.find("![").unwrap_or(words.len())];
    let close = at + 2 + words.find("](")?;
    let open = close + 2;
    let mut depth = 1_usize;
    let end = near[open..].char_indices().find_map(|(offset, c)| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        (depth == 0).then_some(open + offset)
    })?;
    let inside = &near[open..end];
    let words = inside.trim();
    if words.is_empty() {
        return None;
    }
    let mut from = open + inside.len() - inside.trim_start().len();
    let mut to = from + words.len();
    // A title in quotes after the destination.
    if words.ends_with('"')
        && let Some(quote) = words[..words.len() - 1].find(" \"")
    {
        to = from + words[..quote].trim_end().len();
    }
    if near[from..to].starts_with('<') && near[from..to].ends_with('>') && to - from > 2 {
        from += 1;
        to -= 1;
    }
    (from < to).then_some(((at + 2..close, from..to), end + 1))
}

/// Ranges, ascending, in which nothing is looked for: code, and pictures that Markdown accepts.
fn taken(body: &str) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = Vec::new();
    let mut code = false;
    for (event, range) in Parser::new_ext(body, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => {
                code = true;
                all.push(range);
            }
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Start(Tag::Image { .. }) | Event::Code(_) | Event::Html(_) | Event::InlineHtml(_)
                if !code && all.last().is_none_or(|last| range.start >= last.end) =>
            {
                all.push(range);
            }
            _ => {}
        }
    }
    all.sort_by_key(|range| range.start);
    all
}

/// The body with those pictures in a form that Markdown accepts. Lines keep their numbers, offsets do not.
pub(crate) fn repaired(body: &str) -> Cow<'_, str> {
    let office = office(body);
    if !office.is_empty() {
        let mut plain = String::with_capacity(body.len());
        let mut at = 0;
        for tag in office {
            plain.push_str(&body[at..tag.start]);
            at = tag.end;
        }
        plain.push_str(&body[at..]);
        return Cow::Owned(repaired(&plain).into_owned());
    }
    let mut found = pictures(body);
    let links: Vec<Loose> = links(body).into_iter().filter(|link| apart(&found, link)).collect();
    found.extend(links);
    found.sort_by_key(|loose| loose.whole.start);
    if found.is_empty() {
        return Cow::Borrowed(body);
    }
    let mut out = String::with_capacity(body.len() + found.len() * 2);
    let mut at = 0;
    for loose in found {
        let target = &body[loose.target.clone()];
        if target.contains(['<', '>']) {
            continue;
        }
        out.push_str(&body[at..loose.target.start]);
        out.push('<');
        out.push_str(&target.replace('\\', "\\\\"));
        out.push('>');
        at = loose.target.end;
    }
    out.push_str(&body[at..]);
    Cow::Owned(out)
}

fn apart(found: &[Loose], link: &Loose) -> bool {
    found.iter().all(|other| link.whole.end <= other.whole.start || other.whole.end <= link.whole.start)
}

/// What is no writing, ascending: those pictures, the addresses of those links, and [`foreign::ranges`]. One may begin
/// inside another.
pub(crate) fn hidden(body: &str) -> Vec<Range<usize>> {
    let mut hidden: Vec<Range<usize>> = pictures(body).into_iter().map(|loose| loose.whole).collect();
    hidden.extend(links(body).into_iter().map(|loose| loose.target));
    hidden.extend(foreign::ranges(body));
    hidden.sort_by_key(|range| range.start);
    hidden
}

/// The body with a letter for each byte of what is [`hidden`]. Lines and offsets stay.
pub(crate) fn masked(body: &str) -> String {
    let hidden = hidden(body);
    if hidden.is_empty() {
        return body.to_owned();
    }
    let mut out = String::with_capacity(body.len());
    let mut at = 0;
    for range in hidden {
        let from = range.start.max(at);
        if from >= range.end {
            continue;
        }
        out.push_str(&body[at..from]);
        out.extend(body[from..range.end].bytes().map(|byte| if byte == b'\n' { '\n' } else { 'x' }));
        at = range.end;
    }
    out.push_str(&body[at..]);
    out
}

/// Whether the text ends with an empty line.
pub(crate) fn ends_with_gap(text: &str) -> bool {
    let mut lines = text.rsplit('\n');
    lines.next() == Some("") && lines.next().is_some_and(|line| line.trim().is_empty())
}

/// Whether a line is nothing but a template tag: `{% … %}`, `{{ … }}`, `{{< … >}}`.
pub(crate) fn is_tag(line: &str) -> bool {
    let words = line.trim();
    let within = |open: &str, close: &str| {
        words.len() >= open.len() + close.len() && words.starts_with(open) && words.ends_with(close)
    };
    within("{%", "%}") || within("{{", "}}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, expect: &[&str]) {
        let found: Vec<&str> = pictures(body).iter().map(|loose| &body[loose.target.clone()]).collect();
        assert_eq!(found, expect, "{body:?}");
    }

    #[test]
    fn pictures_with_spaces_are_found_and_others_are_not() {
        check("![AWS Summit](aws summit .jpg)\n", &["aws summit .jpg"]);
        check("a ![x](a b.png \"t\") b ![y]( c d (1).png )", &["a b.png", "c d (1).png"]);
        check("![ok](fine.jpg) ![ok](<fine too.jpg>) ![r][ref]\n\n[ref]: x.jpg\n", &[]);
        check("`![x](a b.png)`\n\n    ![x](a b.png)\n\n```\n![x](a b.png)\n```\n", &[]);
        check("\\![x](a b.png) ![x]() ![x](a b.png", &[]);
        check("![logo]({{ site.url }}/logo.png)", &["{{ site.url }}/logo.png"]);
    }

    #[test]
    fn a_picture_that_is_accepted_need_not_be_read_for() {
        let mut random = crate::random::Random::new(17);
        let pieces = [
            "![",
            "a b",
            "](",
            "c.png",
            "d e.png",
            ")",
            "`",
            "|",
            "\n",
            "\n\n",
            "[",
            "]",
            "<b>",
            "\\",
            "    ",
            "| x |\n|---|\n| ",
            "(",
            " ",
        ];
        for _ in 0..4000 {
            let count = random.below(14);
            let body: String = (0..count).map(|_| pieces[random.below(pieces.len())]).collect();
            assert_eq!(pictures(&body), pictures_outside(&body, &taken(&body)), "{body:?}");
        }
    }

    #[test]
    fn repaired_pictures_are_pictures() {
        let repaired = repaired("![a](b c.jpg)\n");
        assert!(Parser::new(&repaired).any(|event| matches!(event, Event::Start(Tag::Image { dest_url, .. })
            if &*dest_url == "b c.jpg")));
    }
}
