//! Posts that link to another one, and their links following it.

use byline_post::{Post, references};
use byline_site::Moved;

use super::page::parse;
use super::{LARGEST_POST, Site};
use crate::DeskError;
use crate::api::LinkingPost;

/// A post whose links lead to a moved one.
pub(super) struct Linking {
    pub(super) told: LinkingPost,
    /// With its links as they have to be.
    changed: Post,
}

impl Site {
    /// Every post whose links lead to the moved one, with these links as they have to be. The moved one itself is not
    /// among them.
    pub(super) fn linking(&self, moved: &Moved) -> Result<Vec<Linking>, DeskError> {
        let needles = self.needles(moved);
        let mut all = Vec::new();
        for path in self.store.index.paths()?.into_iter().filter(|path| *path != moved.from && *path != moved.to) {
            let Some(post) = self.if_named(&path, &needles) else { continue };
            let Some(changed) = self.relinked_to(&path, &post, moved) else { continue };
            let title = post.details().title.as_ref().map_or_else(|| path.clone(), |title| title.value.clone());
            let unsettled = self.open.get(&path).is_some_and(|on_page| on_page.other.is_some());
            let unsaved = !self.open.contains_key(&path) && self.store.journalled(&path)?.is_some();
            let follows = !(unsettled || unsaved || self.read_only(&path).is_some());
            all.push(Linking { told: LinkingPost { path, title, follows }, changed });
        }
        Ok(all)
    }

    /// A post as it is now, if one of these words stands in it: most posts name another nowhere, and only the others are
    /// read as posts.
    fn if_named(&self, path: &str, needles: &[String]) -> Option<Post> {
        if let Some(on_page) = self.open.get(path) {
            return Some(on_page.post.clone());
        }
        let bytes = self.files.read(path, LARGEST_POST).ok()?;
        let text = String::from_utf8_lossy(&bytes);
        needles.iter().any(|needle| text.contains(needle.as_str())).then(|| parse(path, &bytes).ok())?
    }

    /// A post with its links to the moved one as they have to be; nothing when it has none.
    pub(super) fn relinked_to(&self, path: &str, post: &Post, moved: &Moved) -> Option<Post> {
        let own = self.understood.address_path(path, post);
        let mut body = post.body().to_owned();
        for found in references::references(post).into_iter().rev() {
            let target = &post.body()[found.span.clone()];
            if let Some(new) = self.understood.following(path, own.as_deref(), (target, found.way), moved) {
                body.replace_range(found.span, &new);
            }
        }
        (body != post.body()).then(|| post.with_body(&body))
    }

    /// Lets the links of these posts follow. How each was is kept as a version.
    pub(super) fn follow_links(&mut self, linking: Vec<Linking>) -> Vec<LinkingPost> {
        let mut told = Vec::new();
        for Linking { told: mut post, changed } in linking {
            let done = post.follows && self.follow_link(&post.path, &changed).is_ok();
            post.follows = done;
            told.push(post);
        }
        told
    }

    fn follow_link(&mut self, path: &str, changed: &Post) -> Result<(), DeskError> {
        if self.open.contains_key(path) {
            self.take_repaired(path, changed.clone())?;
            self.save(path)?;
            return self.tell_changed(path);
        }
        let before = self.files.read(path, LARGEST_POST)?;
        self.store.keep_version(path, &before, self.now().as_second(), "before-links")?;
        self.files.replace(path, changed.as_bytes())?;
        self.refresh_post(path)
    }

    /// What stands in every link to the post, however it is written.
    fn needles(&self, moved: &Moved) -> Vec<String> {
        let name = self.understood.name_of(&moved.from);
        let last = moved.address.as_ref().and_then(|(old, _)| {
            let old = old.trim_end_matches('/');
            let last = old.rsplit('/').next()?;
            Some(last.strip_suffix(".html").unwrap_or(last).to_owned())
        });
        // A letter that is written with a per cent sign in one place may stand as it is in another.
        let plain = |word: String| {
            let start: String = word.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_.".contains(*c)).collect();
            if start.is_empty() { "%".to_owned() } else { start }
        };
        std::iter::once(name).chain(last).map(plain).collect()
    }
}
