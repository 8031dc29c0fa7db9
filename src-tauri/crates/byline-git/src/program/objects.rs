//! Trees read and commits built, by plumbing that knows neither index nor work tree.

use std::collections::{BTreeMap, HashMap};

use super::classify::classify;
use super::engine::Program;
use super::reader::{Builder, Entry};
use crate::{BlobId, Change, CommitId, Fault, Meta, checked, commit_text, sign};

/// What becomes of one name in a folder.
enum Edit {
    /// A file with this mode and content, or none.
    File(Option<(u32, String)>),
    /// Changes further below.
    Folder(BTreeMap<Vec<u8>, Edit>),
}

impl Program {
    /// The entry at a path; `None` when there is none.
    pub(super) fn at(&self, commit: &CommitId, path: &str) -> Result<Option<Entry>, Fault> {
        let tree = self.reader.borrow_mut().commit(commit.as_str())?.tree;
        self.in_tree(&tree, path)
    }

    /// The entry at a path below a tree; `None` when there is none.
    pub(super) fn in_tree(&self, tree: &str, path: &str) -> Result<Option<Entry>, Fault> {
        let mut reader = self.reader.borrow_mut();
        let mut tree = tree.to_owned();
        let mut parts = path.split('/').peekable();
        while let Some(part) = parts.next() {
            let entries = reader.tree(&tree)?;
            let Some(entry) = entries.iter().find(|entry| entry.name == part.as_bytes()) else { return Ok(None) };
            if parts.peek().is_none() {
                return Ok(Some(entry.clone()));
            }
            if !entry.is_tree() {
                return Ok(None);
            }
            tree.clone_from(&entry.id);
        }
        Ok(None)
    }

    /// Every regular file below a folder.
    pub(super) fn files(&self, commit: &CommitId, under: &str) -> Result<HashMap<String, BlobId>, Fault> {
        let under = under.trim_end_matches('/');
        let mut found = HashMap::new();
        let tree = if under.is_empty() {
            self.reader.borrow_mut().commit(commit.as_str())?.tree
        } else {
            match self.at(commit, checked(under)?)? {
                Some(entry) if entry.is_tree() => entry.id,
                _ => return Ok(found),
            }
        };
        let mut waiting = vec![(under.to_owned(), tree)];
        while let Some((folder, tree)) = waiting.pop() {
            let entries = self.reader.borrow_mut().tree(&tree)?;
            for entry in entries.iter() {
                let Ok(name) = std::str::from_utf8(&entry.name) else { continue };
                let path = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
                if entry.is_tree() {
                    waiting.push((path, entry.id.clone()));
                } else if let (true, Some(id)) = (entry.is_file(), BlobId::parse(&entry.id)) {
                    found.insert(path, id);
                }
            }
        }
        Ok(found)
    }

    /// Builds a commit; `None` when nothing would change.
    pub(super) fn build(
        &self,
        on: Option<&CommitId>,
        changes: &[Change],
        meta: &Meta,
    ) -> Result<Option<CommitId>, Fault> {
        let base = on.map(|on| self.reader.borrow_mut().commit(on.as_str())).transpose()?.map(|commit| commit.tree);
        let mut edits = BTreeMap::new();
        for change in changes {
            let path = checked(&change.path)?;
            let mode = self.writable_mode(on, path)?;
            let file = match (&change.content, mode) {
                (Some(bytes), mode) => Some((mode.unwrap_or(0o100_644), self.write_blob(bytes)?)),
                (None, Some(_)) => None,
                (None, None) => continue,
            };
            place(&mut edits, path, file)?;
        }
        let mut builder = Builder::start(&self.call(&[]).args(["mktree", "-z", "--batch", "--missing"]))?;
        let tree = match self.rebuilt(&mut builder, base.as_deref(), &edits)? {
            Some(tree) => tree,
            None => builder.write(&[])?,
        };
        drop(builder);
        if Some(&tree) == base.as_ref() || (base.is_none() && edits.is_empty()) {
            return Ok(None);
        }
        let text = commit_text::unsigned(&tree, on, meta)?;
        let text = match sign::wanted(&self.settings, &self.options.programs)? {
            Some(signer) => commit_text::signed(&text, &signer.sign(text.as_bytes())?, self.kind.sha256),
            None => text,
        };
        let id = self.write("commit", text.as_bytes())?;
        CommitId::parse(&id).map(Some).ok_or_else(|| Fault::other("hash-object"))
    }

    /// Writes a folder with changes below it; `None` when nothing is left in it.
    fn rebuilt(
        &self,
        builder: &mut Builder,
        tree: Option<&str>,
        edits: &BTreeMap<Vec<u8>, Edit>,
    ) -> Result<Option<String>, Fault> {
        let mut entries = match tree {
            Some(tree) => self.reader.borrow_mut().tree(tree)?.as_ref().clone(),
            None => Vec::new(),
        };
        for (name, edit) in edits {
            let at = entries.iter().position(|entry| entry.name == *name);
            let new = match edit {
                Edit::File(file) => file.clone(),
                Edit::Folder(below) => {
                    let old = at.and_then(|at| entries.get(at)).filter(|entry| entry.is_tree());
                    let old = old.map(|entry| entry.id.clone());
                    self.rebuilt(builder, old.as_deref(), below)?.map(|id| (0o40_000, id))
                }
            };
            if let Some(at) = at {
                entries.remove(at);
            }
            entries.extend(new.map(|(mode, id)| Entry { mode, name: name.clone(), id }));
        }
        if entries.is_empty() { Ok(None) } else { builder.write(&entries).map(Some) }
    }

    /// The mode to keep for a file that is there, `None` for a new one. A link, or a path that leads through one, is
    /// refused: what is written there would not be what is read.
    fn writable_mode(&self, on: Option<&CommitId>, path: &str) -> Result<Option<u32>, Fault> {
        let refuse = || Err(Fault::NotAFile { path: path.to_owned() });
        let Some(on) = on else { return Ok(None) };
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        for end in ends {
            let Some(part) = path.get(..end) else { return refuse() };
            match self.at(on, part)? {
                None => return Ok(None),
                Some(entry) if end == path.len() && entry.is_file() => {
                    return Ok(Some(if entry.mode == 0o100_755 { entry.mode } else { 0o100_644 }));
                }
                Some(entry) if end < path.len() && entry.is_tree() => {}
                Some(_) => return refuse(),
            }
        }
        Ok(None)
    }

    /// Writes a blob and reads it back: git takes an object file that is already there for good, even one that a power
    /// cut left empty.
    fn write_blob(&self, bytes: &[u8]) -> Result<String, Fault> {
        let id = self.write("blob", bytes)?;
        let read = self.reader.borrow_mut().read(&id);
        if matches!(&read, Ok(Some((_, content))) if content == bytes) {
            return Ok(id);
        }
        let (folder, rest) = id.split_at(2);
        let _gone = std::fs::remove_file(self.place.common_dir.join("objects").join(folder).join(rest));
        self.write("blob", bytes)
    }

    fn write(&self, kind: &str, bytes: &[u8]) -> Result<String, Fault> {
        let call = self.call(&[]).args(["hash-object", "-t", kind, "-w", "--stdin", "--no-filters"]);
        let ended = call.reading(bytes).run()?;
        if ended.is_fine() {
            Ok(String::from_utf8_lossy(&ended.output).trim().to_owned())
        } else {
            Err(classify(&ended.said))
        }
    }
}

fn place(edits: &mut BTreeMap<Vec<u8>, Edit>, path: &str, file: Option<(u32, String)>) -> Result<(), Fault> {
    let (name, rest) = path.split_once('/').map_or((path, None), |(name, rest)| (name, Some(rest)));
    let name = name.as_bytes().to_vec();
    let Some(rest) = rest else {
        edits.insert(name, Edit::File(file));
        return Ok(());
    };
    match edits.entry(name).or_insert_with(|| Edit::Folder(BTreeMap::new())) {
        Edit::Folder(below) => place(below, rest, file),
        Edit::File(_) => Err(Fault::NotAFile { path: path.to_owned() }),
    }
}
