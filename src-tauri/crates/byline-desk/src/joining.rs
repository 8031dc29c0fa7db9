//! Two people's changes to one file, joined as what the file is: a post field by field and paragraph by paragraph, any
//! other text by its lines.

#[cfg(test)]
mod any_tests;

use byline_git::{Grain, Join, Merge, Piece};
use byline_post::Post;
use byline_post::joined::{self, Joined, Stretch};

/// Joins a site's files.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct AsPosts;

impl Join for AsPosts {
    fn join(&self, path: &str, base: &[u8], ours: &[u8], theirs: &[u8]) -> Merge {
        let read = |bytes: &[u8]| Post::parse(bytes, path.rsplit('/').next().unwrap_or_default()).ok();
        match (is_text(path), read(base), read(ours), read(theirs)) {
            (true, Some(base), Some(ours), Some(theirs)) => {
                let clean = posts(&base, &ours, &theirs).clean();
                clean.map_or(Merge::Conflict, |post| Merge::Clean(post.as_bytes().to_vec()))
            }
            _ => byline_git::merge(base, ours, theirs),
        }
    }
}

/// Joins two posts that were made from one.
pub(crate) fn posts(base: &Post, mine: &Post, theirs: &Post) -> Joined {
    joined::join(base, mine, theirs, &weave)
}

/// Whether a file is a post by its ending: nothing else that a site publishes ends like this.
pub(crate) fn is_text(path: &str) -> bool {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    ["md", "markdown", "mdown", "mkd", "mdx"].contains(&ending.as_str())
}

fn weave([base, mine, theirs]: [&str; 3], words: bool) -> Vec<Stretch> {
    let grain = if words { Grain::Words } else { Grain::Lines };
    let stretch = |piece| match piece {
        Piece::Agreed(text) => Stretch::Agreed(text),
        Piece::Clash { base, ours, theirs } => Stretch::Clash { base, mine: ours, theirs },
    };
    byline_git::weave(base, mine, theirs, grain).into_iter().map(stretch).collect()
}
