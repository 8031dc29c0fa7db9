//! The site's styles: which ones its pages load, and their text with all addresses made the caller's.

use crate::folder::Folder;
use crate::paths::{join, normalise, parent};

use super::small;

/// How deep styles import others.
const DEEPEST: usize = 5;

/// What a page's template has of styles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// A style at this address.
    Link(String),
    /// These rules.
    Inline(String),
}

/// The styles of a page, in order.
pub(super) fn parts(page: &str) -> Vec<Part> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("<style") {
        found.extend(links(before));
        let (attributes, inside) = after.split_once('>').unwrap_or(("", ""));
        let (rules, after) = inside.split_once("</style").unwrap_or((inside, ""));
        let is_plain =
            !["lang=", "type=\"text/scss", "type=\"text/less"].iter().any(|other| attributes.contains(other));
        let computed = ["{{", "{%", "<%", "${"].iter().any(|mark| rules.contains(mark));
        if is_plain && !computed {
            found.push(Part::Inline(rules.to_owned()));
        }
        rest = after;
    }
    found.extend(links(rest));
    found
}

/// What ends in `.css`, without quotes and the generator's variables.
fn links(template: &str) -> Vec<Part> {
    let hexo = template.split("css('").skip(1).filter_map(|rest| rest.split('\'').next());
    let hexo = hexo.filter(|name| !name.contains("://") && !name.contains(".css")).map(|name| format!("{name}.css"));
    let named = template
        .split(['"', '\'', '(', ')', ' ', '>', '}', '`', '='])
        .map(|part| part.split(['?', '#']).next().unwrap_or_default())
        .filter(|part| part.len() > 4 && part.to_ascii_lowercase().ends_with(".css"))
        .filter(|part| !part.contains("://") && !part.starts_with("//") && !part.to_lowercase().contains("print"))
        .map(str::to_owned);
    named.chain(hexo).map(Part::Link).collect()
}

/// The styles in a folder.
pub(super) struct Sheets<'s> {
    pub(super) folder: &'s dyn Folder,
    pub(super) roots: &'s [String],
    pub(super) address: &'s dyn Fn(&str) -> String,
}

impl Sheets<'_> {
    /// The file that a link means: what follows a variable counts, too.
    pub(super) fn find(&self, link: &str) -> Option<String> {
        let mut link = link.trim_start_matches(['.', '/', '~', '@']);
        loop {
            let found = self.roots.iter().map(|root| join(root, link)).find(|path| self.is_there(path));
            if found.is_some() {
                return found;
            }
            // A part of the address may be the site's own place on its host.
            link = link.split_once('/')?.1;
        }
    }

    fn is_there(&self, path: &str) -> bool {
        normalise(path).is_some_and(|path| self.folder.read(&path).is_some())
    }

    /// The text of a style, ready for a page.
    pub(super) fn text(&self, path: &str) -> String {
        small(self.folder, path).map(|text| self.rewritten(&text, path, 0)).unwrap_or_default()
    }

    /// Rules with other styles brought in and addresses made the caller's. What is elsewhere is left out. The site is shown
    /// as it is by day, whatever the window looks like.
    pub(super) fn rewritten(&self, css: &str, path: &str, depth: usize) -> String {
        let mut out = String::with_capacity(css.len());
        let mut rest = css;
        while let Some(at) = rest.find(['/', '@', 'u', 'U', '"', '\'', '<']) {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            let starts = |word: &str| rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
            if starts("/*") {
                rest = rest[2..].split_once("*/").map_or("", |(_, after)| after);
            } else if starts("@charset") {
                rest = rest.split_once(';').map_or("", |(_, after)| after);
            } else if starts("@import") {
                let (rule, after) = rest.split_once(';').unwrap_or((rest, ""));
                out.push_str(&self.imported(rule, path, depth));
                rest = after;
            } else if starts("@media") {
                let (prelude, after) = rest.split_once('{').unwrap_or((rest, ""));
                out.push_str(&by_day(prelude));
                out.push('{');
                rest = after;
            } else if starts("url(") {
                let (inside, after) = rest[4..].split_once(')').unwrap_or((&rest[4..], ""));
                out.push_str(&self.url(inside, path));
                rest = after;
            } else if starts("\"") || starts("'") {
                let end = string_end(rest);
                out.push_str(&rest[..end].replace("</", "<\\/"));
                rest = &rest[end..];
            } else if starts("</") || starts("<!") {
                // The end of a style element is none here.
                rest = &rest[2..];
            } else {
                let next = rest.chars().next().map_or(1, char::len_utf8);
                out.push_str(&rest[..next]);
                rest = &rest[next..];
            }
        }
        out.push_str(rest);
        out
    }

    fn imported(&self, rule: &str, path: &str, depth: usize) -> String {
        let Some(link) = rule.split(['"', '\'', '(', ')']).find(|part| part.to_lowercase().ends_with(".css")) else {
            return String::new();
        };
        let found = self.local(link.trim(), path).filter(|found| depth < DEEPEST && found != path);
        let text = found.and_then(|found| Some(self.rewritten(&small(self.folder, &found)?, &found, depth + 1)));
        let media = rule.rsplit([')', '"', '\'']).next().unwrap_or_default().trim();
        match text {
            Some(text) if media.is_empty() => text,
            Some(text) => format!("{}{{{text}}}", by_day(&format!("@media {media}"))),
            None => String::new(),
        }
    }

    /// An address in a style.
    fn url(&self, inside: &str, path: &str) -> String {
        let link = inside.trim().trim_matches(['"', '\'']).trim();
        if link.starts_with("data:image/")
            || link.starts_with("data:font/")
            || link.starts_with("data:application/font")
        {
            return format!("url(\"{}\")", link.replace(['"', '\\', '\n', '<'], ""));
        }
        if link.starts_with('#') {
            return format!("url({})", inside.replace(['<', '\\'], ""));
        }
        let plain = link.split(['?', '#']).next().unwrap_or_default();
        match self.local(plain, path) {
            Some(found) => format!("url(\"{}\")", (self.address)(&found)),
            None => "url(\"data:,\")".to_owned(),
        }
    }

    /// The file that an address in a style means.
    fn local(&self, link: &str, path: &str) -> Option<String> {
        if link.is_empty() || link.contains(':') || link.starts_with("//") {
            return None;
        }
        if let Some(rest) = link.strip_prefix('/') {
            return self.find(rest).and_then(|path| normalise(&path));
        }
        normalise(&join(parent(path), link)).filter(|path| self.is_there(path))
    }
}

/// Where a string ends, its closing quote included.
fn string_end(text: &str) -> usize {
    let quote = text.chars().next().unwrap_or('"');
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if !escaped && (c == quote || c == '\n') {
            return at + c.len_utf8();
        }
        escaped = c == '\\' && !escaped;
    }
    text.len()
}

/// A condition without the question what the system looks like: a page is shown as it is by day.
fn by_day(prelude: &str) -> String {
    let mut out = String::with_capacity(prelude.len());
    let mut rest = prelude;
    while let Some((before, after)) = rest.split_once("prefers-color-scheme") {
        let (value, after) = after.split_once(')').unwrap_or((after, ""));
        out.push_str(before);
        out.push_str(if value.contains("dark") { "max-width: 0" } else { "min-width: 0" });
        out.push(')');
        rest = after;
    }
    out + rest
}
