//! A new post's file is called as its title is, until it has been published once.

use super::Site;
use crate::DeskError;

impl Site {
    /// The path that a post has now, for those who know it by the one that it had when it was new.
    pub(super) fn follow(&self, path: &str) -> String {
        self.renamed.get(path).map_or_else(|| path.to_owned(), |now| self.follow(now))
    }

    /// Notes that a post was made without a title, so that its file follows the title.
    pub(super) fn name_follows_title(&self, path: &str) -> Result<(), DeskError> {
        self.store.set_unnamed(path)
    }

    /// Renames the file of a new post after its title. Its pictures go along where they stand in a folder of its own.
    pub(super) fn follow_title(&mut self, path: &str) -> Result<(), DeskError> {
        let on_page = self.on_page(path)?;
        let told = on_page.post.details();
        let (Some(title), date) = (told.title.as_ref(), told.date.as_ref()) else { return Ok(()) };
        let settled = on_page.other.is_some()
            || !self.store.is_unnamed(path)?
            || self.store.published(path)?.is_some()
            || self.store.job_of(path)?.is_some();
        if settled {
            return Ok(());
        }
        let date = date.map_or_else(|| self.today(), |date| date.value);
        let taken = |wanted: &str| wanted != path && self.files.is_taken(wanted);
        let new = self.understood.new_post(&title.value, date, None, &taken).path;
        if new == path {
            return Ok(());
        }
        self.save(path)?;
        self.move_file(path, &new)?;
        self.store.rename(path, &new)?;
        if let Some(on_page) = self.open.remove(path) {
            self.open.insert(new.clone(), on_page);
        }
        self.renamed.remove(&new);
        self.renamed.insert(path.to_owned(), new.clone());
        self.refresh_post(path)?;
        self.refresh_post(&new)
    }

    fn move_file(&self, from: &str, to: &str) -> Result<(), DeskError> {
        let folder = |path: &str| path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
        let is_bundle = |path: &str| path.rsplit('/').next().is_some_and(|name| name.starts_with("index."));
        let (old, new) = match (folder(from), folder(to)) {
            (Some(old), Some(new)) if is_bundle(from) && is_bundle(to) => (old, new),
            _ => (from.to_owned(), to.to_owned()),
        };
        let (old, new) = (self.files.place(&old)?, self.files.place(&new)?);
        let about = |error| DeskError::disk(from, error);
        if let Some(folder) = new.parent() {
            std::fs::create_dir_all(folder).map_err(about)?;
        }
        std::fs::rename(old, new).map_err(about)
    }
}
