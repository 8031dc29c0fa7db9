//! What differs between two states of the site. Folders that are the same in both are passed over unread, which libgit2's
//! own comparison does not do: of a large site it reads every folder twice.

use ::git2::{Error, Oid, Repository, Tree, TreeEntry};

/// A path that is not the same in both: what it had and what it gets, where it is no folder.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Changed {
    /// As git stores it, which may be no text.
    pub(super) path: Vec<u8>,
    pub(super) had: Option<Content>,
    pub(super) gets: Option<Content>,
}

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Content {
    pub(super) id: Oid,
    pub(super) mode: i32,
}

impl Content {
    fn of(entry: &TreeEntry<'_>) -> Self {
        Self { id: entry.id(), mode: entry.filemode() }
    }

    fn kind(self) -> i32 {
        self.mode & 0o170_000
    }

    fn is_folder(self) -> bool {
        self.kind() == 0o040_000
    }

    /// A regular file: no link, and nothing of another repository's.
    pub(super) fn is_file(self) -> bool {
        super::history::is_file(self.mode)
    }

    /// Another repository inside this one.
    pub(super) fn is_submodule(self) -> bool {
        self.kind() == 0o160_000
    }
}

impl Changed {
    /// What came to be here: there was nothing, or something of another kind.
    pub(super) fn came(&self) -> Option<Content> {
        self.gets.filter(|gets| self.had.is_none_or(|had| had.kind() != gets.kind()))
    }

    /// What went from here: nothing is left, or something of another kind.
    pub(super) fn went(&self) -> Option<Content> {
        self.had.filter(|had| self.gets.is_none_or(|gets| had.kind() != gets.kind()))
    }
}

/// Every path that differs, in order.
pub(super) fn between(
    repo: &Repository,
    old: Option<&Tree<'_>>,
    new: Option<&Tree<'_>>,
) -> Result<Vec<Changed>, Error> {
    let mut found = Vec::new();
    let mut open = vec![(Vec::new(), old.map(Tree::id), new.map(Tree::id))];
    while let Some((folder, old, new)) = open.pop() {
        let tree = |id: Option<Oid>| id.map(|id| repo.find_tree(id)).transpose();
        let (old, new) = (tree(old)?, tree(new)?);
        let at = |tree: &Option<Tree<'_>>, name: &[u8]| {
            tree.as_ref().and_then(|tree| tree.get_name_bytes(name).map(|entry| Content::of(&entry)))
        };
        let mut note = |name: &[u8], had: Option<Content>, gets: Option<Content>| {
            if had == gets {
                return;
            }
            let path = [folder.as_slice(), name].concat();
            let below = |side: Option<Content>| side.filter(|side| side.is_folder()).map(|side| side.id);
            if below(had).is_some() || below(gets).is_some() {
                open.push(([path.as_slice(), b"/"].concat(), below(had), below(gets)));
            }
            let here = |side: Option<Content>| side.filter(|side| !side.is_folder());
            if here(had).is_some() || here(gets).is_some() {
                found.push(Changed { path, had: here(had), gets: here(gets) });
            }
        };
        for entry in new.iter().flat_map(Tree::iter) {
            note(entry.name_bytes(), at(&old, entry.name_bytes()), Some(Content::of(&entry)));
        }
        for entry in old.iter().flat_map(Tree::iter) {
            if at(&new, entry.name_bytes()).is_none() {
                note(entry.name_bytes(), Some(Content::of(&entry)), None);
            }
        }
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes a tree of these files, each with its own path as its content or with another text.
    fn tree(repo: &Repository, files: &[(&str, &str, i32)]) -> Oid {
        let mut index = ::git2::Index::new().unwrap();
        for (path, text, mode) in files {
            let entry = ::git2::IndexEntry {
                ctime: ::git2::IndexTime::new(0, 0),
                mtime: ::git2::IndexTime::new(0, 0),
                dev: 0,
                ino: 0,
                mode: u32::try_from(*mode).unwrap(),
                uid: 0,
                gid: 0,
                file_size: 0,
                id: repo.blob(text.as_bytes()).unwrap(),
                flags: 0,
                flags_extended: 0,
                path: path.as_bytes().to_vec(),
            };
            index.add(&entry).unwrap();
        }
        index.write_tree_to(repo).unwrap()
    }

    const FILE: i32 = 0o100_644;
    const LINK: i32 = 0o120_000;

    #[test]
    fn files_links_and_folders_that_take_each_others_place_are_told_apart() {
        let place = tempfile::tempdir().unwrap();
        let repo = Repository::init_bare(place.path()).unwrap();
        let before = [
            ("a", "a", FILE),
            ("d/same", "x", FILE),
            ("e/f", "1", FILE),
            ("gone/deep/file", "g", FILE),
            ("l", "l", FILE),
            ("swap", "s", FILE),
        ];
        let after = [
            ("a", "a", 0o100_755),
            ("d/same", "x", FILE),
            ("e/f", "2", FILE),
            ("l", "l", LINK),
            ("new/deep/file", "n", FILE),
            ("swap/in", "s", FILE),
        ];
        let (before, after) = (tree(&repo, &before), tree(&repo, &after));
        let (before, after) = (repo.find_tree(before).unwrap(), repo.find_tree(after).unwrap());
        let found = between(&repo, Some(&before), Some(&after)).unwrap();
        let told: Vec<(String, bool, bool, bool, bool)> = found
            .iter()
            .map(|it| {
                let path = String::from_utf8(it.path.clone()).unwrap();
                (path, it.had.is_some(), it.gets.is_some(), it.went().is_some(), it.came().is_some())
            })
            .collect();
        let expect = [
            ("a", true, true, false, false),
            ("e/f", true, true, false, false),
            ("gone/deep/file", true, false, true, false),
            ("l", true, true, true, true),
            ("new/deep/file", false, true, false, true),
            ("swap", true, false, true, false),
            ("swap/in", false, true, false, true),
        ];
        assert_eq!(told, expect.map(|(path, a, b, c, d)| (path.to_owned(), a, b, c, d)));
        assert_eq!(between(&repo, None, Some(&after)).unwrap().len(), 6);
        assert_eq!(between(&repo, Some(&after), Some(&after)).unwrap(), []);
    }

    #[test]
    fn a_folder_that_is_the_same_is_not_read() {
        let place = tempfile::tempdir().unwrap();
        let repo = Repository::init_bare(place.path()).unwrap();
        let before = tree(&repo, &[("a", "1", FILE), ("same/file", "x", FILE)]);
        let after = tree(&repo, &[("a", "2", FILE), ("same/file", "x", FILE)]);
        let (before, after) = (repo.find_tree(before).unwrap(), repo.find_tree(after).unwrap());
        let same = after.get_name("same").unwrap().id().to_string();
        std::fs::remove_file(place.path().join("objects").join(&same[..2]).join(&same[2..])).unwrap();
        let repo = Repository::open_bare(place.path()).unwrap();
        assert_eq!(between(&repo, Some(&before), Some(&after)).unwrap().len(), 1);
    }
}
