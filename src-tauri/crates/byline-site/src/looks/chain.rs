//! The templates that a post passes through, put together into one text.

use crate::folder::Folder;
use crate::paths::{extension, join, normalise, parent};

use super::astro::{components, slotted, split_element, styles_imported, tag_end};
use super::inherit::{body_in, extended, hugo_blocks, with_blocks, with_hugo_block};
use super::small;
use super::tag::{include_name, next_tag, parted};

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
            let names = layouts.iter().map(|entry| entry.name.as_str()).filter(|name| extension(name) == "astro");
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
                        normalise(&place).and_then(|place| self.component(&place, children, depth + 1))
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
