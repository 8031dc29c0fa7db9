//! A picture whose name has spaces gets one that every site accepts, and every post that shows it follows.

use byline_picture::safe_name;
use byline_post::{Post, links};

use super::page::parse;
use super::{LARGEST_POST, Site};
use crate::DeskError;

/// The largest picture that is given another name, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

impl Site {
    /// Gives the file behind a picture's link another name, in the folder and in every post. Nothing happens, and the
    /// answer is no, where it is not there or where one of the posts cannot follow. A picture that is on the server stays
    /// there under its old name as well: what is published still shows it.
    pub(super) fn rename_picture(&mut self, path: &str, link: &str) -> Result<bool, DeskError> {
        let Some(old) = self.files.picture_file(path, link) else { return Ok(false) };
        let (folder, name) = old.rsplit_once('/').map_or(("", old.as_str()), |(folder, name)| (folder, name));
        let Some((_, ending)) = name.rsplit_once('.') else { return Ok(false) };
        let safe = safe_name(name, &ending.trim().to_lowercase());
        let Some(new) = self.free_name(folder, &safe).filter(|_| safe != name) else { return Ok(false) };
        let new_name = new.rsplit('/').next().unwrap_or(&new).to_owned();
        let Some(followers) = self.followers(path, &old, &new_name)? else { return Ok(false) };
        if self.read_only(path).is_some() {
            return Ok(false);
        }
        let Ok(bytes) = self.files.read(&old, LARGEST) else { return Ok(false) };
        self.files.replace(&new, &bytes)?;
        for (post, changed) in followers {
            if self.open.contains_key(&post) {
                self.take_repaired(&post, changed)?;
                self.save(&post)?;
                if post != path {
                    self.tell_changed(&post)?;
                }
            } else {
                let before = self.files.read(&post, LARGEST_POST)?;
                self.store.keep_version(&post, &before, self.now().as_second(), "before-fix")?;
                self.files.replace(&post, changed.as_bytes())?;
                self.refresh_post(&post)?;
            }
        }
        if !self.is_on_server(&old) {
            let place = self.files.place(&old)?;
            std::fs::remove_file(place).map_err(|error| DeskError::disk(&old, error))?;
        }
        Ok(true)
    }

    fn free_name(&self, folder: &str, name: &str) -> Option<String> {
        let (stem, ending) = name.rsplit_once('.')?;
        let within = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        let numbered = (2..100).map(|number| format!("{stem}-{number}.{ending}"));
        std::iter::once(name.to_owned()).chain(numbered).map(|name| within(&name)).find(|at| !self.files.is_taken(at))
    }

    /// Every post that shows the picture, with its links changed; nothing when one of them cannot be changed.
    fn followers(&self, first: &str, old: &str, new_name: &str) -> Result<Option<Vec<(String, Post)>>, DeskError> {
        let mut paths = self.store.index.paths()?;
        paths.retain(|path| path != first);
        paths.insert(0, first.to_owned());
        let name = old.rsplit('/').next().unwrap_or(old);
        // Whatever way a link is written, the letters before the first space are the same.
        let start: String = name.chars().take_while(char::is_ascii_alphanumeric).collect();
        let mut all = Vec::new();
        for path in paths {
            let post = match self.open.get(&path) {
                Some(on_page) => on_page.post.clone(),
                None => match self.files.read(&path, LARGEST_POST).and_then(|bytes| parse(&path, &bytes)) {
                    Ok(post) => post,
                    Err(_) => continue,
                },
            };
            if !post.body().contains(&start) {
                continue;
            }
            let shows =
                |link: &links::PictureLink| self.files.picture_file(&path, &link.target).as_deref() == Some(old);
            let found: Vec<_> = links::pictures(&post).into_iter().filter(shows).collect();
            if found.is_empty() {
                continue;
            }
            let unsettled = self.open.get(&path).is_some_and(|on_page| on_page.other.is_some());
            let unsaved = !self.open.contains_key(&path) && self.store.journalled(&path)?.is_some();
            if unsettled || unsaved || self.read_only(&path).is_some() {
                return Ok(None);
            }
            let mut body = post.body().to_owned();
            let mut last = usize::MAX;
            for link in found.iter().rev().filter(|link| link.span.end <= link.whole.end) {
                if link.span.end <= last {
                    let folder = link.target.rsplit_once('/').map(|(folder, _)| folder.replace(' ', "%20"));
                    let target = folder.map_or_else(|| new_name.to_owned(), |folder| format!("{folder}/{new_name}"));
                    body.replace_range(link.span.clone(), &target);
                    last = link.span.start;
                }
            }
            let changed = post.with_body(&body);
            if links::pictures(&changed).iter().any(shows) {
                return Ok(None);
            }
            all.push((path, changed));
        }
        Ok(Some(all))
    }

    /// Whether the server has the file, as far as is known; yes where that cannot be told.
    fn is_on_server(&self, path: &str) -> bool {
        match self.engine.known_tip() {
            Ok(None) => false,
            Ok(Some(tip)) => self.engine.entry(&tip, &self.in_repository(path)).map_or(true, |found| found.is_some()),
            Err(_) => true,
        }
    }
}
