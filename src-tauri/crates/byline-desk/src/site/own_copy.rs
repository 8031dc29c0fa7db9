//! A site whose folder cannot be published from as it is: Byline does so from a copy of its own, and says it once.

use super::Site;
use crate::words;

impl Site {
    /// Goes over to the copy that took the place of the folder's own record since the site was opened.
    pub(super) fn mind_own_copy(&mut self) {
        if self.engine.is_private_copy() || !byline_git::has_private_copy(self.engine.root(), &self.around.git) {
            return;
        }
        // Where that cannot be opened either, what is asked next says why.
        if let Ok(engine) = byline_git::open(&self.root, &self.around.git) {
            self.head = engine.head().ok().flatten();
            self.engine = engine;
        }
    }

    /// What to tell of the copy.
    pub(super) fn own_copy_note(&self) -> Option<String> {
        self.engine.is_private_copy().then(|| words::say("site.own-copy", &[]))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use byline_testkit::World;

    use super::*;
    use crate::Surroundings;
    use crate::api::OutcomeKind;

    #[test]
    fn a_damaged_folder_is_repaired_and_the_post_goes_out() {
        for while_open in [false, true] {
            let world = World::new();
            let folder = world.site("site", &[("content/posts/a.md", b"# A\n\nOne.\n")]);
            let around = || Surroundings::new(world.folder().join("desk"));
            let mut early = while_open.then(|| Site::open(folder.path(), around()).unwrap());
            let own = folder.commit_all("here only");
            let place = folder.path().join(".git/objects").join(&own[..2]).join(&own[2..]);
            let bytes = fs::read(&place).unwrap();
            fs::remove_file(&place).unwrap();
            fs::write(&place, &bytes[..bytes.len() / 2]).unwrap();
            let mut site = early.take().unwrap_or_else(|| Site::open(folder.path(), around()).unwrap());
            site.write_text("content/posts/a.md", "# A\n\nTwo.\n");
            let outcome = site.publish("content/posts/a.md", None).unwrap();
            assert_eq!(outcome.outcome, OutcomeKind::Published, "{}", outcome.message);
            assert_eq!(world.server_files()["content/posts/a.md"], b"# A\n\nTwo.\n");
            assert_eq!(site.view().notes.len(), 1);
            assert!(site.view().notes[0].contains("copy of its own"));
        }
    }

    impl Site {
        fn write_text(&mut self, path: &str, text: &str) {
            fs::write(self.root.join(path), text).unwrap();
            self.files_changed().unwrap();
        }
    }
}
