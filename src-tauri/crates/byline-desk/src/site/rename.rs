//! A new post's file is called as its title is, until it has been published once.

use super::Site;
use crate::DeskError;

impl Site {
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
        if new == path { Ok(()) } else { self.move_post(path, &new) }
    }
}
