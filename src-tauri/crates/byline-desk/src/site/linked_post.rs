//! Which post of the site a link leads to, however it is written.

use byline_post::references::{Reference, references};

use super::page::parse;
use super::{LARGEST_POST, Site};
use crate::DeskError;
use crate::api::{KeptBack, LinkedPost, PostQuery};

/// How many posts whose names or titles stand in a link are looked into.
const LOOKED_INTO: u32 = 24;

impl Site {
    /// The post that `link`, as it is written in the post at `post`, leads to; nothing where it leads elsewhere.
    pub fn linked_post(&mut self, post: &str, link: &str) -> Result<Option<LinkedPost>, DeskError> {
        let probe = parse("link.md", format!("[a](<{link}>)\n").as_bytes())?;
        let Some(Reference { span, way }) = references(&probe).into_iter().next() else { return Ok(None) };
        let target = (&probe.body()[span], way);
        let own = self.read_now(post).and_then(|here| self.understood.address_path(post, &here));
        for other in self.named_in(target.0)? {
            let Some(there) = self.read_now(&other) else { continue };
            let address = self.understood.address_path(&other, &there);
            if self.understood.leads_to(post, own.as_deref(), target, (&other, address.as_deref())) {
                let Some(item) = self.store.item(&other)? else { continue };
                let address = self.address(&other, &there);
                let kept_back = self.kept_back(&item)?;
                let warning = kept_back.map(KeptBack::warning);
                let title = item.title;
                return Ok(Some(LinkedPost { path: other, title, kept_back, warning, address }));
            }
        }
        Ok(None)
    }

    /// Posts that a target may lead to: those whose file's name stands in it, then those whose title has its last words.
    fn named_in(&mut self, target: &str) -> Result<Vec<String>, DeskError> {
        let is_named = |path: &String| self.understood.is_named_in(target, path);
        let paths = self.store.index.paths()?;
        let mut all: Vec<String> = paths.into_iter().filter(is_named).take(LOOKED_INTO as usize).collect();
        let plain = target.split(['#', '?']).next().unwrap_or_default().trim_end_matches('/');
        let last = plain.rsplit('/').next().unwrap_or_default().to_owned();
        let query = PostQuery { search: last, quick: true, take: LOOKED_INTO, ..PostQuery::default() };
        for item in self.store.list(&query)?.posts {
            if !all.contains(&item.path) {
                all.push(item.path);
            }
        }
        Ok(all)
    }

    /// A post as it is now: on the page, else in its file.
    fn read_now(&self, path: &str) -> Option<byline_post::Post> {
        if let Some(on_page) = self.open.get(path) {
            return Some(on_page.post.clone());
        }
        parse(path, &self.files.read(path, LARGEST_POST).ok()?).ok()
    }
}
