//! Looking at all of a site's files, and at what the server has, without holding anybody up.

use std::path::PathBuf;
use std::sync::Arc;

use byline_git::Engine;

use super::Site;
use crate::DeskError;
use crate::store::{Index, Indexed, ServerNews};
use crate::walk::{self, Seen};

/// All that is needed to look: can go to another thread.
pub(crate) struct Look {
    root: PathBuf,
    prefix: String,
    understood: Arc<byline_site::Site>,
    store: PathBuf,
    git: byline_git::Options,
}

/// What is not as the list has it.
#[derive(Debug, Default)]
pub(crate) struct Differences {
    /// Files that are new or others, in the order of their paths.
    pub(super) changed: Vec<Seen>,
    /// Files that are no longer there.
    pub(super) gone: Vec<String>,
    /// What changed on the server, when that was looked at.
    pub(super) news: Option<ServerNews>,
}

impl Site {
    pub(crate) fn to_look(&self) -> Look {
        Look {
            root: self.root.clone(),
            prefix: self.prefix.clone(),
            understood: Arc::clone(&self.understood),
            store: super::store_folder(&self.around.desk, &self.root),
            git: self.around.git.clone(),
        }
    }
}

impl Look {
    /// Looks with connections of its own.
    pub(crate) fn run(&self) -> Result<Differences, DeskError> {
        let shown = || self.root.display().to_string();
        let engine = byline_git::open(&self.root, &self.git).map_err(|error| DeskError::open(shown(), error))?;
        self.differences(&Index::open(&self.store)?, engine.as_ref())
    }

    /// The files and the server's posts that are not as the list has them.
    pub(super) fn differences(&self, index: &Index, engine: &dyn Engine) -> Result<Differences, DeskError> {
        let site = &self.understood;
        let folders: Vec<String> = site.text_folders().map(str::to_owned).collect();
        let mut found = walk::files(&self.root, &folders, &|path| site.is_post(path));
        found.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        let mut all = Differences { news: self.server_news(index, engine)?, ..Differences::default() };
        let mut files = found.into_iter().peekable();
        // Both are in the order of the paths, so that neither has to be held twice.
        index.each_indexed(|path, indexed, unsure| {
            while let Some(new) = files.next_if(|seen| seen.path < path) {
                all.changed.push(new);
            }
            match files.next_if(|seen| seen.path == path) {
                None => all.gone.push(path),
                Some(seen) if unsure || Indexed::from(&seen) != indexed => all.changed.push(seen),
                Some(_) => {}
            }
        })?;
        all.changed.extend(files);
        Ok(all)
    }

    /// Asks the repository, not the server, what the server has; nothing where that is as it was.
    pub(super) fn server_news(&self, index: &Index, engine: &dyn Engine) -> Result<Option<ServerNews>, DeskError> {
        let Some(tip) = engine.known_tip()? else { return Ok(None) };
        if index.fact("tip")?.as_deref() == Some(tip.as_str()) {
            return Ok(None);
        }
        let mut posts = std::collections::HashMap::new();
        for folder in self.understood.text_folders() {
            let under = format!("{}{folder}", self.prefix);
            for (path, blob) in engine.blobs(&tip, under.trim_end_matches('/'))? {
                let path = path.strip_prefix(self.prefix.as_str()).filter(|path| self.understood.is_post(path));
                if let Some(path) = path {
                    posts.insert(path.to_owned(), blob);
                }
            }
        }
        index.server_news(tip.as_str(), posts).map(Some)
    }
}
