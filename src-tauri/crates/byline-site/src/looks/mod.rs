//! How the site shows a post, as far as its files tell it without anything being run: its own plain styles in their order,
//! and the elements that its templates put around a post.
//!
//! Templates are read as HTML with the template language taken out: of several branches the first, of loops nothing.
//! Sass, `PostCSS` and the like are programs, so what they would make stays unknown; what was built earlier is not read either,
//! because it may be years old. Nothing is loaded from elsewhere, and nothing of a template but elements, their classes
//! and their ids gets through.

mod astro;
mod chain;
mod css;
mod inherit;
mod language;
mod layout;
mod tag;
#[cfg(test)]
mod tests;

use crate::folder::{Folder, text};
use crate::paths::{join, normalise};
use crate::site::Site;

pub use layout::Layout;

/// Most styles taken, and most bytes of all of them together.
const MOST: usize = 12;
const MOST_BYTES: usize = 2 * 1024 * 1024;

/// How the site shows a post.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Looks {
    /// The site's styles in the order in which its pages load them, ready to be put into a page: addresses in them are those
    /// that the caller gave, and there are no others. Empty when none were found.
    pub styles: Vec<String>,
    /// What stands around a post; none when the templates could not be understood.
    pub layout: Option<Layout>,
}

impl Site {
    /// How the site shows a post. `address` turns a file of the folder into an address that a page can load.
    pub fn looks(&self, folder: &dyn Folder, address: &dyn Fn(&str) -> String) -> Looks {
        let roots = self.roots(folder);
        let page = chain::page(self.generator, folder, &self.source());
        let mut styles = Vec::new();
        let mut size = 0;
        let mut add = |style: String| {
            size += style.len();
            if !style.trim().is_empty() && styles.len() < MOST && size <= MOST_BYTES {
                styles.push(style);
            }
        };
        let sheets = css::Sheets { folder, roots: &roots, address };
        let mut found: Vec<String> = Vec::new();
        for part in page.iter().flat_map(|page| css::parts(page)) {
            match part {
                css::Part::Link(link) => {
                    if let Some(path) = sheets.find(&link).filter(|path| !found.contains(path)) {
                        add(sheets.text(&path));
                        found.push(path);
                    }
                }
                css::Part::Inline(words) => add(sheets.rewritten(&words, "", 0)),
            }
        }
        if found.is_empty()
            && let Some(first) = self.stylesheets.first()
        {
            add(sheets.text(first));
        }
        // Elements without their styles would only be in the way.
        let layout = page.filter(|_| !styles.is_empty()).and_then(|page| {
            let language = language::of(self.generator)?;
            layout::layout(&language::plain(&page, language))
        });
        Looks { styles, layout }
    }

    /// The folder with the generator's sources.
    fn source(&self) -> String {
        if self.generator == "jekyll" { self.rules.statics.first().cloned().unwrap_or_default() } else { String::new() }
    }

    /// The folders from which files are served, or taken for it.
    fn roots(&self, folder: &dyn Folder) -> Vec<String> {
        let mut roots = self.rules.statics.clone();
        let themes = chain::themes(folder);
        for theme in &themes {
            roots.extend(["static", "assets", "source"].map(|part| join(theme, part)));
        }
        roots.extend(["static", "assets", "public", "src", "source", "_includes", ""].map(str::to_owned));
        roots
    }
}

/// A file's text, where it is of a reasonable size.
fn small(folder: &dyn Folder, path: &str) -> Option<String> {
    text(folder, &normalise(path)?).filter(|text| text.len() <= 512 * 1024)
}
