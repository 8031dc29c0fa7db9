//! Astro: the entry's id, which is made of the file's path (docs.astro.build, content collections), below its route.

use super::Known;
use crate::paths::{join, parent, stem};

/// The path of a post below the site. `named` says that names are made of the files' rather than taken as they are.
pub(super) fn path(start: &str, named: bool, folders: bool, post: &str, known: &Known) -> String {
    let own = if stem(post) == "index" { parent(post).to_owned() } else { join(parent(post), stem(post)) };
    let id = match known.text("slug").filter(|_| named) {
        Some(slug) => slug,
        None if named => own.split('/').map(name).collect::<Vec<_>>().join("/"),
        None => own,
    };
    let path = join(start, id.trim_matches('/'));
    if folders && !path.is_empty() { format!("{path}/") } else { path }
}

/// A part of an id: small letters, hyphens for spaces, and no other signs.
fn name(part: &str) -> String {
    let stays = |letter: &char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | ' ' | '\u{300}'..='\u{36f}');
    part.to_lowercase().chars().filter(stays).map(|letter| if letter == ' ' { '-' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        let check = |named: bool, folders: bool, post: &str, details: &str, expect: &str| {
            assert_eq!(path("blog", named, folders, post, &Known::from(details, None)), expect, "{post}");
        };
        check(true, true, "Two Words.md", "", "blog/two-words/");
        check(true, true, "c++ & v1.2_x.mdx", "", "blog/c--v12_x/");
        check(true, false, "de/One/index.md", "", "blog/de/one");
        check(true, true, "a.md", "---\nslug: my/Own\n---\n", "blog/my/Own/");
        check(false, true, "Two Words.md", "---\nslug: x\n---\n", "blog/Two Words/");
    }
}
