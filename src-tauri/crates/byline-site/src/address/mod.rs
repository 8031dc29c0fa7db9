//! The address that a post has once it is published, as its generator makes it. Each generator's own rules are in a file
//! of its own; `tests/suite` holds those of the generators that can be run to what they build.

mod astro;
mod eleventy;
mod hexo;
mod hugo;
mod jekyll;
mod known;
mod pattern;
mod zola;

pub(crate) use eleventy::Eleventy;
pub(crate) use hugo::{Hugo, Language};
pub(crate) use jekyll::Jekyll;
pub use known::Known;

use crate::paths::{encoded, inside, join, parent, stem};
use crate::site::{Naming, Site};

/// How a site makes addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Permalinks {
    /// Nobody knows.
    Unknown,
    Jekyll(Jekyll),
    Hugo(Hugo),
    /// Astro: a page below this path of the site for each name made of the file's, or for the file's own.
    Astro {
        below: String,
        named: bool,
        folders: bool,
    },
    Eleventy(Eleventy),
    /// Gatsby's starter: the folders below this path of the site.
    Folders {
        below: String,
    },
    /// Hexo: one pattern; the category of posts without one; how the names of files are read.
    Hexo {
        pattern: String,
        category: String,
        names: Naming,
    },
    /// Zola: the folders, a language in the name going in front; names as they are unless they are made plain.
    Zola {
        keeps_dates: bool,
        plain: bool,
        languages: Vec<String>,
    },
}

impl Site {
    /// The address a post has once it is published; nothing when the site does not say where it is, or makes
    /// addresses in a way not known here.
    pub fn address_of(&self, post: &str, known: &Known) -> Option<String> {
        let path = self.path_of(post, known)?;
        Some(format!("{}{path}", self.address.as_deref()?))
    }

    /// The part of [`Site::address_of`] that follows the site's own address; begins with a slash.
    pub fn path_of(&self, post: &str, known: &Known) -> Option<String> {
        let below = || inside(post, &self.rules.root);
        let path = match &self.rules.permalinks {
            Permalinks::Unknown => return None,
            Permalinks::Jekyll(jekyll) => jekyll.path(post, below()?, known)?,
            Permalinks::Hugo(hugo) => hugo.path(post, known)?,
            Permalinks::Astro { below: start, named, folders } => astro::path(start, *named, *folders, below()?, known),
            Permalinks::Eleventy(eleventy) => eleventy.path(below()?, known)?,
            Permalinks::Folders { below: start } => folders(start, below()?),
            Permalinks::Hexo { pattern, category, names } => {
                let below = self.text_folders().find_map(|folder| inside(post, folder))?;
                hexo::path(pattern, category, below, names, known)?
            }
            Permalinks::Zola { keeps_dates, plain, languages } => {
                zola::path(*keeps_dates, *plain, languages, below()?, known)
            }
        };
        Some(format!("/{}", encoded(path.trim_start_matches('/'))))
    }
}

/// The folder of each post below a path of the site.
fn folders(start: &str, post: &str) -> String {
    let own = if stem(post) == "index" { parent(post).to_owned() } else { join(parent(post), stem(post)) };
    let path = join(start, &own);
    if path.is_empty() { path } else { format!("{path}/") }
}

/// A post's folder and its name; a bundle has its folder's name.
fn folder_and_name(post: &str) -> (&str, &str) {
    match stem(post) {
        "index" => (parent(parent(post)), crate::paths::file_name(parent(post))),
        name => (parent(post), name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{InMemory, understand};

    #[test]
    fn a_plain_folder_has_no_addresses() {
        let site = understand(&InMemory::new([("a.md", "# A")]));
        assert_eq!(site.address_of("a.md", &Known::default()), None);
    }
}
