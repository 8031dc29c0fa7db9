//! The templates that a post passes through, put together into one text.

use crate::folder::Folder;
use crate::paths::{join, parent};

use super::small;

/// How deep templates include others, and how much they become together.
const DEEPEST: usize = 8;
const LONGEST: usize = 1024 * 1024;

/// The folders of themes.
pub(super) fn themes(folder: &dyn Folder) -> Vec<String> {
    let entries = folder.entries("themes");
    entries.into_iter().filter(|entry| entry.is_folder).take(4).map(|entry| join("themes", &entry.name)).collect()
}

/// The text of the page around a post, in the language of its templates, with everything included.
pub(super) fn page(generator: &str, folder: &dyn Folder, source: &str) -> Option<String> {
    let themes = themes(folder);
    let with_themes = |part: &str| -> Vec<String> {
        std::iter::once(part.to_owned()).chain(themes.iter().map(|theme| join(theme, part))).collect()
    };
    let mut chain = Chain { folder, layouts: Vec::new(), includes: Vec::new(), size: 0 };
    match generator {
        "jekyll" => {
            chain.layouts = vec![join(source, "_layouts")];
            chain.includes = vec![join(source, "_includes")];
            let names = ["post.html", "posts.html", "single.html", "page.html", "default.html"];
            chain.wrapped(&chain.first(&names)?, 0)
        }
        "eleventy" => {
            let bases = ["", "src", "content"];
            chain.layouts = ["_includes/layouts", "_layouts", "_includes"]
                .iter()
                .flat_map(|part| bases.map(|base| join(base, part)))
                .collect();
            chain.includes = bases.map(|base| join(base, "_includes")).to_vec();
            let names: Vec<String> = ["post", "blog", "article", "base", "layout", "default"]
                .iter()
                .flat_map(|name| ["njk", "liquid", "html"].map(|ending| format!("{name}.{ending}")))
                .collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            chain.wrapped(&chain.first(&names)?, 0)
        }
        "zola" => {
            chain.layouts = with_themes("templates");
            chain.includes = chain.layouts.clone();
            chain.wrapped(&chain.first(&["page.html", "post.html"])?, 0)
        }
        "hugo" => {
            chain.layouts = with_themes("layouts");
            chain.includes = ["partials", "_partials"]
                .iter()
                .flat_map(|part| chain.layouts.iter().map(|at| join(at, part)))
                .collect();
            chain.hugo()
        }
        "hexo" => {
            chain.layouts = themes.iter().map(|theme| join(theme, "layout")).collect();
            chain.includes = chain.layouts.clone();
            let post = chain.first(&["post.ejs"])?;
            let inner = chain.included(&small(folder, &post)?, parent(&post), 0);
            let outer = chain.first(&["layout.ejs"]).and_then(|path| small(folder, &path));
            Some(match outer {
                Some(outer) => body_in(&chain.included(&outer, &chain.layouts[0].clone(), 0), "body", &inner),
                None => inner,
            })
        }
        "astro" => {
            let layouts = folder.entries("src/layouts");
            let names = layouts.iter().map(|entry| entry.name.as_str()).filter(|name| name.ends_with(".astro"));
            let best = names.max_by_key(|name| {
                let lower = name.to_lowercase();
                (lower.contains("post"), lower.contains("blog"), lower.contains("article"), lower.contains("layout"))
            })?;
            chain.component(&join("src/layouts", best), "\u{e000}", 0)
        }
        "gatsby" | "next" => {
            let places = [
                "gatsby-browser.js",
                "pages/_app.js",
                "pages/_app.tsx",
                "src/pages/_app.js",
                "src/pages/_app.tsx",
                "app/layout.js",
                "app/layout.tsx",
                "src/app/layout.js",
                "src/app/layout.tsx",
            ];
            places.iter().find_map(|place| Some(styles_imported(&small(folder, place)?, parent(place))))
        }
        _ => small(folder, "index.html"),
    }
}

struct Chain<'f> {
    folder: &'f dyn Folder,
    layouts: Vec<String>,
    includes: Vec<String>,
    size: usize,
}

impl Chain<'_> {
    /// The first of these templates that is there.
    fn first(&self, names: &[&str]) -> Option<String> {
        let places = |name: &&str| self.layouts.iter().map(|at| join(at, name)).collect::<Vec<_>>();
        names.iter().flat_map(places).find(|path| self.folder.read(path).is_some())
    }

    /// A template in the one that its details or its first tag name, and so on outwards.
    fn wrapped(&mut self, path: &str, depth: usize) -> Option<String> {
        let whole = small(self.folder, path)?;
        let (front, body) = parted(&whole);
        let inner = self.included(body, parent(path), 0);
        if depth > DEEPEST {
            return Some(inner);
        }
        if let Some(name) = extended(&inner) {
            let outer = self.named(&name).and_then(|outer| self.wrapped(&outer, depth + 1));
            return Some(outer.map_or(inner.clone(), |outer| with_blocks(&outer, &inner)));
        }
        let layout = front.lines().find_map(|line| line.strip_prefix("layout:"));
        let layout =
            layout.map(|name| name.trim().trim_matches(['"', '\'']).to_owned()).filter(|name| !name.is_empty());
        let outer = layout.and_then(|name| self.named(&name)).filter(|outer| outer != path);
        match outer.and_then(|outer| self.wrapped(&outer, depth + 1)) {
            Some(outer) => Some(body_in(&outer, "content", &inner)),
            None => Some(inner),
        }
    }

    /// A template by the name that another has for it.
    fn named(&self, name: &str) -> Option<String> {
        let name = name.trim_start_matches("layouts/");
        let names: Vec<String> =
            ["", ".html", ".njk", ".liquid"].iter().map(|ending| format!("{name}{ending}")).collect();
        self.first(&names.iter().map(String::as_str).collect::<Vec<_>>())
    }

    fn hugo(&mut self) -> Option<String> {
        let single = [
            "posts/single.html",
            "post/single.html",
            "blog/single.html",
            "_default/single.html",
            "single.html",
            "page.html",
        ];
        let base = ["posts/baseof.html", "_default/baseof.html", "baseof.html"];
        let inner = small(self.folder, &self.first(&single)?)?;
        let outer = self.first(&base).and_then(|path| small(self.folder, &path));
        let defined = inner.contains("define \"") || inner.contains("define `");
        let whole = match outer {
            Some(outer) if defined => {
                let mut whole = outer;
                for (name, body) in hugo_blocks(&inner, "define") {
                    whole = with_hugo_block(&whole, &name, &body);
                }
                whole
            }
            _ => inner,
        };
        Some(self.included(&whole, "", 0))
    }

    /// A text with everything that it includes.
    fn included(&mut self, text: &str, at: &str, depth: usize) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, tag, after)) = next_tag(rest) {
            out.push_str(before);
            let inside = include_name(tag).filter(|_| depth < DEEPEST && self.size < LONGEST);
            let found = inside.and_then(|name| {
                let places = self.includes.iter().map(|folder| join(folder, &name)).chain([join(at, &name)]);
                let mut endings = places.flat_map(|place| {
                    ["", ".html", ".ejs", ".njk", ".liquid"].map(|ending| format!("{place}{ending}"))
                });
                endings.find_map(|place| Some((small(self.folder, &place)?, place)))
            });
            if let Some((words, place)) = found {
                self.size += words.len();
                let words = self.included(parted(&words).1, parent(&place), depth + 1);
                out.push_str(&words);
            } else {
                out.push_str(tag);
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }

    /// An Astro component with the components that it uses, and `slot` where it puts what it is around.
    fn component(&mut self, path: &str, slot: &str, depth: usize) -> Option<String> {
        let whole = small(self.folder, path)?;
        let (front, body) = parted(&whole);
        self.size += whole.len();
        let mut out = styles_imported(front, parent(path));
        let mut body = slotted(body, slot);
        if depth < DEEPEST && self.size < LONGEST {
            for (name, from) in components(front) {
                let place = join(parent(path), &from);
                let open = format!("<{name}");
                while let Some((before, after)) = split_element(&body, &open) {
                    let attributes_end = tag_end(after);
                    let (attributes, rest) = after.split_at(attributes_end);
                    let closes = attributes.trim_end_matches('>').ends_with('/');
                    let close = format!("</{name}>");
                    let (children, rest) =
                        if closes { ("", rest) } else { rest.split_once(close.as_str()).unwrap_or(("", rest)) };
                    let date = if name.contains("Date") { "\u{e002}" } else { "" };
                    let inside = if date.is_empty() {
                        crate::paths::normalise(&place).and_then(|place| self.component(&place, children, depth + 1))
                    } else {
                        Some(date.to_owned())
                    };
                    body = format!("{before}{}{rest}", inside.unwrap_or_else(|| children.to_owned()));
                    if body.len() > LONGEST {
                        return None;
                    }
                }
            }
        }
        out.push_str(&body);
        Some(out)
    }
}

/// Details and text of a template.
fn parted(text: &str) -> (&str, &str) {
    let inside = text.trim_start().strip_prefix("---").filter(|rest| rest.starts_with(['\n', '\r']));
    inside
        .and_then(|rest| rest.split_once("\n---"))
        .map_or(("", text), |(front, body)| (front, body.split_once('\n').map_or("", |(_, body)| body)))
}

/// What stands before a template tag, the tag, and what follows.
fn next_tag(text: &str) -> Option<(&str, &str, &str)> {
    let (at, close) = [("{{", "}}"), ("{%", "%}"), ("<%", "%>")]
        .iter()
        .filter_map(|(open, close)| Some((text.find(open)?, close)))
        .min()?;
    let end = at + text[at..].find(close)? + close.len();
    Some((&text[..at], &text[at..end], &text[end..]))
}

/// The words of a tag without its marks.
fn inner(tag: &str) -> &str {
    tag.trim_start_matches(['{', '%', '<', '-', '=', '_']).trim_end_matches(['}', '%', '>', '-', '_']).trim()
}

/// What a tag includes.
fn include_name(tag: &str) -> Option<String> {
    let words = inner(tag);
    let rest =
        ["include_cached ", "include_relative ", "include ", "partialCached ", "partial ", "partial(", "render "]
            .iter()
            .find_map(|start| words.strip_prefix(start))?;
    let rest = rest.trim_start_matches(['(', ' ']);
    let name = match rest.chars().next()? {
        quote @ ('"' | '\'') => rest[1..].split(quote).next()?,
        _ => rest.split_whitespace().next()?,
    };
    (!name.contains(['{', '$', '<'])).then(|| name.to_owned())
}

/// The template that this one says it extends.
fn extended(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("extends ")?;
    let rest = rest.trim_start();
    let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    rest[1..].split(quote).next().map(str::to_owned)
}

/// A template with another where it puts `name`: the content, or the body.
fn body_in(outer: &str, name: &str, inside: &str) -> String {
    let mut out = String::with_capacity(outer.len() + inside.len());
    let mut rest = outer;
    let mut put = false;
    while let Some((before, tag, after)) = next_tag(rest) {
        out.push_str(before);
        let prints = tag.starts_with("{{") || tag.starts_with("<%-") || tag.starts_with("<%=");
        if !put && prints && inner(tag).split('|').next().is_some_and(|words| words.trim() == name) {
            out.push_str(inside);
            put = true;
        } else {
            out.push_str(tag);
        }
        rest = after;
    }
    out + rest
}

/// The blocks of a template of the family of Jinja, by name.
fn blocks(text: &str) -> Vec<(String, std::ops::Range<usize>, std::ops::Range<usize>)> {
    let mut found = Vec::new();
    let mut open: Vec<(String, usize, usize)> = Vec::new();
    let mut at = 0;
    while let Some((before, tag, after)) = next_tag(&text[at..]) {
        let start = at + before.len();
        let words = inner(tag);
        if let Some(name) = words.strip_prefix("block ").filter(|_| tag.starts_with("{%")) {
            open.push((name.trim().to_owned(), start, start + tag.len()));
        } else if words.starts_with("endblock")
            && let Some((name, whole, inside)) = open.pop()
        {
            found.push((name, whole..start + tag.len(), inside..start));
        }
        at = text.len() - after.len();
    }
    found
}

fn with_blocks(outer: &str, inner: &str) -> String {
    let mut out = outer.to_owned();
    for (name, _, inside) in blocks(inner) {
        if let Some((_, whole, _)) = blocks(&out).into_iter().find(|(found, _, _)| *found == name) {
            out.replace_range(whole, &inner[inside]);
        }
    }
    out
}

/// The named parts of a Hugo template and what is in them.
fn hugo_blocks(text: &str, word: &str) -> Vec<(String, String)> {
    hugo_ranges(text, word).into_iter().map(|(name, _, inside)| (name, text[inside].to_owned())).collect()
}

fn with_hugo_block(outer: &str, name: &str, body: &str) -> String {
    let found = hugo_ranges(outer, "block").into_iter().find(|(found, _, _)| found == name);
    found.map_or_else(
        || outer.to_owned(),
        |(_, whole, _)| format!("{}{body}{}", &outer[..whole.start], &outer[whole.end..]),
    )
}

fn hugo_ranges(text: &str, word: &str) -> Vec<(String, std::ops::Range<usize>, std::ops::Range<usize>)> {
    let mut found = Vec::new();
    let mut open: Vec<Option<(String, usize, usize)>> = Vec::new();
    let mut at = 0;
    while let Some((before, tag, after)) = next_tag(&text[at..]) {
        let start = at + before.len();
        let words = inner(tag);
        let first = words.split_whitespace().next().unwrap_or_default();
        if first == word {
            let name = words[word.len()..].trim().split(['"', '`']).nth(1).unwrap_or_default().to_owned();
            open.push(Some((name, start, start + tag.len())));
        } else if matches!(first, "if" | "range" | "with" | "block" | "define") {
            open.push(None);
        } else if first == "end"
            && let Some(Some((name, whole, inside))) = open.pop()
        {
            found.push((name, whole..start + tag.len(), inside..start));
        }
        at = text.len() - after.len();
    }
    found
}

/// The components that an Astro file imports: the name and where it is.
fn components(front: &str) -> Vec<(String, String)> {
    let lines = front.lines().map(str::trim).filter_map(|line| line.strip_prefix("import "));
    let parts = lines.filter_map(|line| line.split_once(" from "));
    parts
        .map(|(name, from)| (name.trim().to_owned(), from.trim().trim_matches([';', '"', '\'', ' ']).to_owned()))
        .filter(|(name, from)| {
            from.ends_with(".astro") && from.starts_with('.') && name.starts_with(|c: char| c.is_ascii_uppercase())
        })
        .collect()
}

/// The plain styles that a script imports, as links.
fn styles_imported(script: &str, at: &str) -> String {
    let lines = script.lines().map(str::trim).filter(|line| line.starts_with("import"));
    let names = lines.filter_map(|line| line.split(['"', '\'']).nth(1)).filter(|name| name.ends_with(".css"));
    names
        .filter_map(|name| match name.strip_prefix("@/").or_else(|| name.strip_prefix("~/")) {
            Some(rest) => Some(join("src", rest)),
            None if name.starts_with('.') => crate::paths::normalise(&join(at, name)),
            None => None,
        })
        .map(|path| format!("<link href=\"{path}\">"))
        .collect()
}

/// The text with its slot filled.
fn slotted(body: &str, slot: &str) -> String {
    ["<slot />", "<slot/>", "<slot></slot>"].iter().fold(body.to_owned(), |body, mark| body.replacen(mark, slot, 1))
}

/// Before and after the beginning of an element of exactly this name.
fn split_element<'b>(body: &'b str, open: &str) -> Option<(&'b str, &'b str)> {
    let ends = |at: usize| body[at + open.len()..].starts_with([' ', '/', '>', '\n', '\t']);
    let at = body.match_indices(open).map(|(at, _)| at).find(|at| ends(*at))?;
    Some((&body[..at], &body[at + open.len()..]))
}

/// Where a tag ends, expressions in its attributes passed over.
fn tag_end(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            '>' if depth == 0 => return at + 1,
            _ => {}
        }
    }
    text.len()
}
