//! Links from one post to another, written as the site's posts do.

use std::collections::HashMap;

use byline_site::Leading;

use super::{LARGEST_POST, Site};
use crate::DeskError;
use crate::api::{KeptBack, PostLink, PostQuery};

/// How many posts are looked at for how they lead to others, the newest first.
const LOOKED_AT: u32 = 60;

impl Site {
    /// What the post at `post` writes to lead to the one at `other`, and what is to be known of that one.
    pub fn link_to(&mut self, post: &str, other: &str) -> Result<PostLink, DeskError> {
        let there = super::page::parse(other, &self.files.read(other, LARGEST_POST)?)?;
        let address = self.understood.address_path(other, &there);
        let ways = self.leadings(post)?.into_iter().chain(self.understood.usual_leadings()).chain([Leading::File]);
        let link = |way: Leading| self.understood.link_to(&way, post, other, address.as_deref());
        let written = ways.into_iter().find_map(link).ok_or_else(|| DeskError::NotAPost { path: other.to_owned() })?;
        let item = self.store.item(other)?;
        let kept_back = item.as_ref().map(|item| self.kept_back(item)).transpose()?.flatten();
        let title = item.map_or_else(|| other.to_owned(), |item| item.title);
        Ok(PostLink { address: written, title, warning: kept_back.map(KeptBack::warning) })
    }

    /// The ways in which posts lead to others here, the most usual first.
    fn leadings(&mut self, own: &str) -> Result<Vec<Leading>, DeskError> {
        let query = PostQuery { take: LOOKED_AT, ..PostQuery::default() };
        let paths: Vec<String> = self.store.list(&query)?.posts.into_iter().map(|post| post.path).collect();
        let mut counts: HashMap<Leading, usize> = HashMap::new();
        for path in paths.iter().filter(|path| *path != own) {
            // A post that cannot be read shows no way.
            let Ok(bytes) = self.files.read(path, LARGEST_POST) else { continue };
            let Ok(post) = super::page::parse(path, &bytes) else { continue };
            for way in self.understood.leadings(&post) {
                *counts.entry(way).or_default() += 1;
            }
        }
        let mut ways: Vec<(Leading, usize)> = counts.into_iter().collect();
        ways.sort_by(|(one, first), (other, second)| {
            second.cmp(first).then_with(|| format!("{one:?}").cmp(&format!("{other:?}")))
        });
        Ok(ways.into_iter().map(|(way, _)| way).collect())
    }
}
