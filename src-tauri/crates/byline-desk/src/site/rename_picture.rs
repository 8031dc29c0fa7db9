//! A picture whose name has spaces gets one that every site accepts, and every post that shows it follows.

use byline_picture::safe_name;
use byline_post::{Post, follow};
use byline_site::Link;

use super::page::parse;
use super::{LARGEST_POST, Site};
use crate::DeskError;
use crate::api::Event;

/// The largest picture that is given another name, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;
/// Looking through posts is told so many times.
const TELLINGS: usize = 50;

/// A picture's file on its way to another name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Renaming {
    /// The link as the post has it.
    pub(super) link: String,
    pub(super) old: String,
    pub(super) new: String,
    /// The posts that show it, with all their links changed; the first one is the post itself.
    pub(super) followers: Vec<String>,
    /// The file stays under its old name as well, because the server has it or something else may need it.
    pub(super) stays: bool,
}

/// Pictures on their way to other names, and every post that follows.
#[derive(Default)]
pub(super) struct Renamings {
    pub(super) pictures: Vec<Renaming>,
    pub(super) posts: Vec<(String, Post)>,
}

impl Renaming {
    pub(super) fn old_name(&self) -> &str {
        self.old.rsplit('/').next().unwrap_or(&self.old)
    }

    pub(super) fn new_name(&self) -> &str {
        self.new.rsplit('/').next().unwrap_or(&self.new)
    }
}

impl Site {
    /// Whether the file behind a picture's link may get a simpler name, as far as can be told without looking at other
    /// posts. One that is published already stays as it is while its link works.
    pub(super) fn is_renamable(&self, path: &str, link: &str) -> bool {
        self.files.picture_file(path, link).is_some_and(|old| {
            self.new_name(&old, &[]).is_some() && !self.is_on_server(&old) && self.read_only(path).is_none()
        })
    }

    /// The files behind these links with other names, and the posts that have to follow; every post is looked at once. A
    /// picture is left out where it is not there, or where one of the posts that show it cannot follow.
    pub(super) fn renamings(&self, path: &str, links: &[String]) -> Result<Renamings, DeskError> {
        let mut pictures: Vec<Renaming> = Vec::new();
        for link in links.iter().filter(|_| self.read_only(path).is_none()) {
            let Some(old) = self.files.picture_file(path, link) else { continue };
            let taken: Vec<String> = pictures.iter().map(|picture| picture.new.clone()).collect();
            if pictures.iter().any(|picture| picture.old == old) {
                continue;
            }
            let Some(new) = self.new_name(&old, &taken) else { continue };
            let stays = self.is_on_server(&old);
            pictures.push(Renaming { link: link.clone(), old, new, followers: Vec::new(), stays });
        }
        if pictures.is_empty() {
            return Ok(Renamings::default());
        }
        let shown = self.posts_with(path, &mut pictures)?;
        let mut posts = Vec::new();
        for (at, mut post) in shown {
            for picture in &mut pictures {
                let means = |link: &str| self.means(&at, link, &picture.old);
                let (followed, count) = follow::to_new_name(&post, &means, picture.new_name());
                if count > 0 {
                    picture.followers.push(at.clone());
                }
                picture.stays |= self.is_still_wanted(&at, &followed, picture.old_name());
                post = followed;
            }
            posts.push((at, post));
        }
        Ok(Renamings { pictures, posts })
    }

    /// Does it. Each file is noted in the tidying `step` first, so that all of it can be taken back.
    pub(super) fn rename_pictures(&mut self, path: &str, step: i64, renamings: Renamings) -> Result<(), DeskError> {
        for picture in &renamings.pictures {
            let bytes = self.files.read(&picture.old, LARGEST)?;
            let id = self.engine.blob_id(&bytes).to_string();
            self.store.note_tidied(step, &picture.new, None, Some(&id))?;
            if !picture.stays {
                self.store.note_tidied(step, &picture.old, Some(&bytes), None)?;
            }
            self.files.replace(&picture.new, &bytes)?;
        }
        for (post, changed) in renamings.posts {
            self.put_post(&post, changed, Some(step), "before-fix")?;
            if post != path && self.open.contains_key(&post) {
                self.tell_changed(&post)?;
            }
        }
        for picture in renamings.pictures.iter().filter(|picture| !picture.stays) {
            self.remove_file(&picture.old)?;
        }
        Ok(())
    }

    /// Gives a post another text, on the page or in its file. How it was before is kept as a version.
    pub(super) fn put_post(&mut self, path: &str, text: Post, step: Option<i64>, why: &str) -> Result<(), DeskError> {
        let on_page = self.open.get(path).map(|on_page| on_page.post.as_bytes().to_vec());
        let before = on_page.clone().map_or_else(|| self.files.read(path, LARGEST_POST), Ok)?;
        if before == text.as_bytes() {
            return Ok(());
        }
        if let Some(step) = step {
            let id = self.engine.blob_id(text.as_bytes()).to_string();
            self.store.note_tidied(step, path, Some(&before), Some(&id))?;
        }
        self.store.keep_version(path, &before, self.now().as_second(), why)?;
        if on_page.is_some() {
            self.on_page_mut(path)?.remember();
            self.take(path, text)?;
            return self.save(path);
        }
        self.files.replace(path, text.as_bytes())?;
        self.refresh_post(path)
    }

    pub(super) fn remove_file(&self, path: &str) -> Result<(), DeskError> {
        let place = self.files.place(path)?;
        match std::fs::remove_file(place) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(DeskError::disk(path, error)),
            _ => Ok(()),
        }
    }

    /// A simpler name for a picture's file that nothing has yet; none where it has one.
    fn new_name(&self, old: &str, taken: &[String]) -> Option<String> {
        let (folder, name) = old.rsplit_once('/').map_or(("", old), |(folder, name)| (folder, name));
        let (_, ending) = name.rsplit_once('.').filter(|_| name.contains(char::is_whitespace))?;
        let safe = safe_name(name, &ending.trim().to_lowercase());
        if safe == name || !safe.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_'))
        {
            return None;
        }
        let (stem, ending) = safe.rsplit_once('.')?;
        let within = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        let numbered = (2..100).map(|number| format!("{stem}-{number}.{ending}"));
        let free = |at: &String| !self.files.is_taken(at) && !taken.contains(at);
        std::iter::once(safe.clone()).chain(numbered).map(|name| within(&name)).find(free)
    }

    /// Whether a link in a post leads to the file, also with other capitals where no file has just these.
    fn means(&self, post: &str, link: &str, file: &str) -> bool {
        let Link::Local(paths) = self.understood.resolve(post, link) else { return false };
        match paths.iter().find(|path| self.files.has(path)) {
            Some(found) => found == file,
            None => paths.iter().any(|path| path.eq_ignore_ascii_case(file)),
        }
    }

    /// Every post that shows one of the pictures. Those that cannot be changed keep their pictures out of it.
    fn posts_with(&self, first: &str, pictures: &mut Vec<Renaming>) -> Result<Vec<(String, Post)>, DeskError> {
        let mut paths = self.store.index.paths()?;
        paths.retain(|path| path != first);
        paths.insert(0, first.to_owned());
        let mut found = Vec::new();
        let (all, each) = (paths.len(), (paths.len() / TELLINGS).max(20));
        for (number, path) in paths.into_iter().enumerate() {
            if number > 0 && number % each == 0 {
                #[allow(clippy::cast_precision_loss)] // A share to be shown.
                let done = number as f32 / all as f32;
                self.tell(Event::Tidying { path: first.to_owned(), done });
            }
            let Some(text) = self.text_of(&path) else { continue };
            if !pictures.iter().any(|picture| follow::may_speak_of(&text, picture.old_name())) {
                continue;
            }
            let Ok(post) = parse(&path, text.as_bytes()) else { continue };
            let shows = |picture: &Renaming| {
                let means = |link: &str| self.means(&path, link, &picture.old);
                follow::to_new_name(&post, &means, picture.new_name()).1 > 0
            };
            let unsettled = self.open.get(&path).is_some_and(|on_page| on_page.other.is_some());
            let unsaved = !self.open.contains_key(&path) && self.store.journalled(&path)?.is_some();
            if unsettled || unsaved || self.read_only(&path).is_some() {
                pictures.retain(|picture| !shows(picture));
                continue;
            }
            for picture in pictures.iter_mut() {
                picture.stays |= !shows(picture) && self.is_still_wanted(&path, &post, picture.old_name());
            }
            if pictures.iter().any(shows) {
                found.push((path, post));
            }
        }
        Ok(found)
    }

    /// Whether the post has a link to a file of this name that Byline cannot follow: a theme may.
    fn is_still_wanted(&self, path: &str, post: &Post, name: &str) -> bool {
        follow::links_called(post, name).iter().any(|link| self.files.picture_file(path, link).is_none())
    }

    fn text_of(&self, path: &str) -> Option<String> {
        match self.open.get(path) {
            Some(on_page) => std::str::from_utf8(on_page.post.as_bytes()).ok().map(str::to_owned),
            None => self.files.read(path, LARGEST_POST).ok().and_then(|bytes| String::from_utf8(bytes).ok()),
        }
    }

    /// Whether the server has the file, as far as is known; yes where that cannot be told.
    pub(super) fn is_on_server(&self, path: &str) -> bool {
        match self.engine.known_tip() {
            Ok(None) => false,
            Ok(Some(tip)) => self.engine.entry(&tip, &self.in_repository(path)).map_or(true, |found| found.is_some()),
            Err(_) => true,
        }
    }
}
