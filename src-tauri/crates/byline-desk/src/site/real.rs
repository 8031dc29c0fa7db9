//! What the real site needs to know of the open one.

use std::path::Path;

use super::Site;
use crate::DeskError;
use crate::realsite::{Wanted, signs};

impl Site {
    pub(crate) fn understood(&self) -> &byline_site::Site {
        &self.understood
    }

    pub(crate) fn desk_folder(&self) -> &Path {
        &self.around.desk
    }

    /// The address of the server that the site belongs to, without any credential.
    pub(crate) fn server(&self) -> Option<String> {
        self.engine.destination().ok().and_then(|to| to.remote).map(|remote| remote.url)
    }

    /// What tells the page of this post, which is open.
    pub(crate) fn page_wanted(&self, path: String) -> Result<Wanted, DeskError> {
        let post = &self.on_page(&path)?.post;
        let title = post.details().title.as_ref().map(|title| title.value.clone()).unwrap_or_default();
        let signs = signs(&title, &post.plain_text());
        Ok(Wanted { page: self.page_path(&path, post), path, title, signs })
    }

    /// Runs sites' own generators as the surroundings say.
    pub(crate) fn to_run_generators(&self) -> crate::realsite::RealSite {
        crate::realsite::RealSite::new(self.around.events.clone(), self.around.generators.clone())
    }
}
