//! What the open site says of its generator, and whether the person lets it run.

use std::path::{Path, PathBuf};

use byline_generator::{Kind, kind};

use crate::live::{Shown, Signs};
use crate::{DeskError, KnownSites, Site, known};

/// What it takes to show a post on the real site.
pub(crate) struct ToShow {
    /// The site's generator, if it has one that can be run.
    pub(super) kind: Option<&'static Kind>,
    pub(super) root: PathBuf,
    /// The folder that the generator is started in, below the site's.
    pub(super) home: String,
    /// The path that the site's own address ends in.
    pub(super) base: String,
    /// A folder of the desk's for what the generator writes.
    pub(super) outside: PathBuf,
    pub(super) trusted: bool,
    pub(super) wanted: Wanted,
}

/// The post whose page is looked for, and what tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// The post's file; empty for none.
    pub(crate) path: String,
    /// The path of its page, where the site's rules tell.
    pub(crate) page: Option<String>,
    pub(crate) title: String,
    pub(crate) signs: Option<Signs>,
}

impl Site {
    /// What it takes to show this post on the real site; the post is saved first.
    pub(crate) fn ready_to_show(&mut self, path: &str) -> Result<ToShow, DeskError> {
        let path = self.follow(path);
        self.open_post(&path)?;
        // A text that cannot be saved now is shown as the file has it.
        let _ = self.save(&path);
        let wanted = self.page_wanted(path)?;
        Ok(ToShow { wanted, ..self.real_site() })
    }

    /// The same without a post.
    pub(crate) fn real_site(&self) -> ToShow {
        ToShow {
            kind: kind(self.understood().generator),
            root: self.root().to_owned(),
            home: self.understood().home.clone(),
            base: base(self.understood().address.as_deref()),
            outside: outside(self.desk_folder(), self.root()),
            trusted: KnownSites::read(self.desk_folder()).is_trusted(self.root(), self.server().as_deref()),
            wanted: Wanted { path: String::new(), page: None, title: String::new(), signs: None },
        }
    }

    /// Keeps whether this site's generator may run.
    pub(crate) fn set_trusted(&mut self, trusted: bool) -> Result<ToShow, DeskError> {
        let mut known = KnownSites::read(self.desk_folder());
        known.set_trusted(self.root(), self.server().as_deref(), trusted)?;
        Ok(self.real_site())
    }
}

/// The path at the end of an address, without a slash at its end.
fn base(address: Option<&str>) -> String {
    let path = address.and_then(|address| address.split_once("://")?.1.split_once('/'));
    path.map(|(_, path)| format!("/{}", path.trim_matches('/'))).filter(|path| path.len() > 1).unwrap_or_default()
}

fn outside(desk: &Path, root: &Path) -> PathBuf {
    desk.join("real-sites").join(known::id(root))
}

/// What tells the page of a post from others.
pub(crate) fn signs(title: &str, text: &str) -> Option<Signs> {
    Signs::of(Shown { title, text }, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_an_address() {
        for (address, expect) in [
            ("https://example.org", ""),
            ("https://example.org/", ""),
            ("https://example.org/notes", "/notes"),
            ("https://example.org/a/b/", "/a/b"),
            ("nonsense", ""),
        ] {
            assert_eq!(base(Some(address)), expect, "{address}");
        }
        assert_eq!(base(None), "");
    }
}
