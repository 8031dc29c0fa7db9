//! Which language a post is written in: what its details say, else its file or folder, else the site.

use byline_post::Post;

use crate::address::Permalinks;
use crate::folder::{Folder, text};
use crate::paths::{join, stem};
use crate::site::Site;
use crate::values::{self, get, string, strings};

/// The details that name a post's language, in the order in which they are believed.
const DETAILS: [&str; 3] = ["lang", "language", "locale"];

/// What sites call their language in their settings, those that mean the website itself first.
const SETTINGS: [&str; 6] =
    ["languageCode", "defaultContentLanguage", "default_language", "lang", "language", "locale"];

/// Pages that all others are made in, which name the language for readers' programs.
const LAYOUTS: [&str; 20] = [
    "layouts/_default/baseof.html",
    "layouts/baseof.html",
    "_layouts/default.html",
    "_layouts/base.html",
    "_includes/layouts/base.njk",
    "_includes/base.njk",
    "_includes/layout.njk",
    "src/_includes/layouts/base.njk",
    "src/_includes/base.njk",
    "src/_includes/layout.njk",
    "src/layouts/Layout.astro",
    "src/layouts/BaseLayout.astro",
    "src/layouts/Base.astro",
    "src/layouts/BlogPost.astro",
    "src/html.js",
    "app/layout.tsx",
    "src/app/layout.tsx",
    "templates/base.html",
    "templates/index.html",
    "index.html",
];

/// Languages that a folder or the end of a name may stand for, by their two letters (ISO 639-1). Those whose letters are
/// an English word that folders are called by are left out.
const LANGUAGES: [&str; 70] = [
    "af", "ar", "az", "be", "bg", "bn", "br", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "eo", "es", "et", "eu",
    "fa", "fi", "fo", "fr", "fy", "ga", "gd", "gl", "gu", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "ka",
    "kk", "kn", "ko", "ku", "lb", "lt", "lv", "mk", "ml", "mn", "mr", "ms", "mt", "nb", "ne", "nl", "nn", "oc", "pa",
    "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "tr", "uk", "vi", "zh",
];

/// Who told a post's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LanguageTold {
    /// The post's details.
    Details,
    /// The name of its file or of a folder it lies in.
    Place,
    /// The site's settings or its pages.
    Site,
}

impl Site {
    /// The language of a post of this site as a tag such as `de` or `en-GB`, and who told it. `whole` is the site's own
    /// language, as [`site_language`] found it.
    pub fn language_of(&self, post: &Post, path: &str, whole: Option<&str>) -> Option<(String, LanguageTold)> {
        let details = DETAILS.iter().find_map(|name| tag(&post.field(name)?.value.words()?));
        details
            .map(|tag| (tag, LanguageTold::Details))
            .or_else(|| Some((self.language_by_place(path)?, LanguageTold::Place)))
            .or_else(|| Some((whole?.to_owned(), LanguageTold::Site)))
    }

    /// As in `index.de.md` and `content/de/a.md`.
    fn language_by_place(&self, path: &str) -> Option<String> {
        let hugo = match &self.rules.permalinks {
            Permalinks::Hugo(hugo) => hugo.languages.as_slice(),
            _ => &[],
        };
        let of_site = |part: &str| hugo.iter().any(|language| language.name.eq_ignore_ascii_case(part));
        let ending = stem(path).rsplit_once('.').map(|(_, end)| end).filter(|end| is_language(end) || of_site(end));
        let own = hugo.iter().find(|language| {
            language.content.as_deref().is_some_and(|folder| crate::paths::inside(path, folder).is_some())
        });
        let named = ending.and_then(tag).or_else(|| own.and_then(|language| tag(&language.name)));
        named.or_else(|| path.split('/').rev().skip(1).filter(|part| is_language(part)).find_map(tag))
    }
}

/// The language that a website is in, by its settings or by its pages.
pub fn site_language(folder: &dyn Folder, site: &Site) -> Option<String> {
    let own = |file: &&String| file.as_str() != crate::corrections::FILE;
    let configured = site.configured_by.iter().filter(own).find_map(|file| {
        let said = values::parse(file, &text(folder, file)?)?;
        let inner = get(&said, "site").cloned();
        [Some(said), inner].into_iter().flatten().find_map(|said| in_settings(&said))
    });
    configured.or_else(|| {
        let start = site.configured_by.iter().find(own).map_or("", |file| crate::paths::parent(file));
        LAYOUTS.iter().find_map(|layout| in_layout(&text(folder, &join(start, layout))?))
    })
}

fn in_settings(said: &serde_json::Value) -> Option<String> {
    SETTINGS.iter().find_map(|key| {
        let first = || get(said, key).map(strings).and_then(|all| all.into_iter().next());
        tag(&string(said, key).or_else(first)?)
    })
}

/// The language of a page's `<html lang="…">`.
fn in_layout(page: &str) -> Option<String> {
    let start = page.find("<html")?;
    let inside = page.get(start..)?.split('>').next()?;
    let value = inside.split("lang=").nth(1)?.trim_start_matches(['{', '"', '\'', '`']);
    tag(value.split(['"', '\'', '`', '}', ' ']).next()?)
}

/// A tag as people and systems write it, in one way: `de_AT.UTF-8` is `de-AT`.
pub fn tag(written: &str) -> Option<String> {
    let plain = written.trim().split(['.', '@']).next()?.replace('_', "-");
    let mut parts = plain.split('-');
    let language = parts.next().filter(|part| (2..=3).contains(&part.len()))?;
    if !plain.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-') || plain.len() > 20 {
        return None;
    }
    let mut found = language.to_ascii_lowercase();
    for part in parts.filter(|part| !part.is_empty()) {
        found.push('-');
        match part.len() {
            2 => found.push_str(&part.to_ascii_uppercase()),
            4 => {
                found.push_str(&part[..1].to_ascii_uppercase());
                found.push_str(&part[1..].to_ascii_lowercase());
            }
            _ => found.push_str(&part.to_ascii_lowercase()),
        }
    }
    (found != "und").then_some(found)
}

/// Whether a part of a path stands for a language: two letters, or two and a region's.
fn is_language(part: &str) -> bool {
    let mut parts = part.splitn(2, ['-', '_']);
    let language = parts.next().unwrap_or_default();
    let region = parts.next();
    LANGUAGES.contains(&language) && region.is_none_or(|region| region.len() == 2 && region.is_ascii())
}

#[cfg(test)]
mod tests;
