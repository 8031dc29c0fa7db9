//! Deleting a post, and putting it back.

use byline_git::{BlobId, JobFile};

use super::attach::shown_links;
use super::{LARGEST_POST, Site};
use crate::api::{DeletePlan, Deleted, DeletedPost, OpenPost, OutcomeKind};
use crate::{DeskError, walk, words};

/// The largest file besides the post that is deleted with it, in bytes: it has to be kept as well.
const LARGEST_BESIDE: u64 = 64 * 1024 * 1024;
/// The largest file that is searched for the name of a picture, in bytes.
const LARGEST_SEARCHED: u64 = 2 * 1024 * 1024;

/// Endings of files that may name a picture.
const TEXTS: [&str; 22] = [
    "md", "markdown", "mdx", "html", "htm", "xml", "css", "scss", "sass", "less", "js", "mjs", "ts", "tsx", "jsx",
    "json", "yml", "yaml", "toml", "njk", "liquid", "astro",
];

impl Site {
    /// What deleting a post would mean. Changes nothing.
    pub fn delete_plan(&mut self, path: &str) -> Result<DeletePlan, DeskError> {
        let path = &self.follow(path);
        self.bring(path)?;
        let title = self.title_of(path);
        let with_it = self.goes_with(path)?;
        Ok(DeletePlan { title, with_it, on_website: self.is_on_website(path)?, linking: self.linking_posts(path)? })
    }

    /// Deletes a post. Every byte is kept, so that [`Site::put_deleted_back`] works even after the bin was emptied. `off_website`
    /// keeps it for sending that the website loses it too; [`Site::send_kept`] sends that. Else a post that the website has
    /// stays there, and so do its pictures, here and there.
    pub fn delete(&mut self, path: &str, off_website: bool) -> Result<Deleted, DeskError> {
        let path = self.at_rest(path)?;
        let on_website = self.is_on_website(&path)?;
        if on_website && off_website && self.engine.destination()?.remote.is_none() {
            return Err(byline_git::Fault::NoServer.into());
        }
        self.cancel_publish(&path)?;
        let title = self.title_of(&path);
        let mut gone = vec![path.clone()];
        if off_website || !on_website {
            gone.extend(self.goes_with(&path)?);
        }
        let mut files = Vec::new();
        for file in &gone {
            files.push((file.clone(), self.files.read(file, LARGEST_POST.max(LARGEST_BESIDE))?));
        }
        let leaving = if off_website { self.off_server(&path, &gone)? } else { Vec::new() };
        let at = self.now().as_second();
        self.store.keep_version(&path, &files[0].1, at, "deleted")?;
        let id = self.store.keep_deleted((&path, &title), at, &files)?;
        self.thin_out_deleted()?;
        let in_bin = gone.iter().try_fold(true, |all, file| Ok::<_, DeskError>(self.discard(file)? && all))?;
        self.remove_empty_folder(&path);
        self.open.remove(&path);
        self.store.journal_done(&path)?;
        self.refresh_post(&path)?;
        let word = match (on_website, off_website, in_bin) {
            (true, true, _) => "deleted.goes-off",
            (true, false, _) => "deleted.stays-on",
            (false, _, true) => "deleted.in-bin",
            (false, _, false) => "deleted.no-bin",
        };
        if !leaving.is_empty() {
            self.keep_removal(&path, &title, leaving)?;
        }
        Ok(Deleted { id, path, message: words::say(word, &[("title", &title)]), outcome: None })
    }

    /// What was deleted, the last one first.
    pub fn deleted(&self) -> Result<Vec<DeletedPost>, DeskError> {
        let zone = self.around.clock.now().time_zone().clone();
        let kept = self.store.deleted()?.into_iter().map(|kept| {
            let date = jiff::Timestamp::from_second(kept.at).map(|at| at.to_zoned(zone.clone()).date().to_string());
            let job = self.store.job_of(&kept.path)?.map(|(_, state, _)| state);
            let back = self.files.is_exactly(&kept.path);
            let word = match job.as_deref() {
                Some("needs-you") => "deleted.standing.needs-you",
                Some(_) if !back => "deleted.standing.waiting",
                _ if !back && self.store.published(&kept.path)?.is_some() => "deleted.standing.on-website",
                _ => "deleted.standing.gone",
            };
            Ok(DeletedPost {
                id: kept.id,
                path: kept.path,
                title: kept.title,
                date: date.unwrap_or_default(),
                standing: words::say(word, &[]),
            })
        });
        kept.collect()
    }

    /// Puts a deleted post back, with everything that went with it. Where something else has its place by now, it comes
    /// back beside that. A removal from the website that still waits is withdrawn.
    pub fn put_deleted_back(&mut self, id: u32) -> Result<OpenPost, DeskError> {
        let gone = || DeskError::NoSuchFile { path: id.to_string() };
        let (path, files) = self.store.deleted_files(id)?.ok_or_else(gone)?;
        if self.store.job_of(&path)?.is_some_and(|(_, state, _)| state == "sending") {
            return Err(DeskError::OnItsWay { path });
        }
        let is_free = !self.files.is_taken(&path);
        let name = self.understood.name_of(&path);
        let numbered =
            |number: u32| self.understood.renamed(&path, &format!("{name}-{number}"), &|at| self.files.is_taken(at));
        let to = if is_free { Some(path.clone()) } else { (2..1000).find_map(|number| numbered(number).ok()) };
        let to = to.ok_or_else(|| DeskError::NameTaken { name: path.clone() })?;
        let own = (self.understood.own_folder(&path), self.understood.own_folder(&to));
        for (file, bytes) in &files {
            let place = match &own {
                _ if *file == path => to.clone(),
                (Some(old), Some(new)) if file.starts_with(&format!("{old}/")) => {
                    format!("{new}{}", &file[old.len()..])
                }
                _ => file.clone(),
            };
            // A picture that is there again is somebody else's by now.
            if place == to || !self.files.is_taken(&place) {
                self.files.replace(&place, bytes)?;
            }
        }
        if is_free {
            self.cancel_publish(&path)?;
        }
        self.renamed.remove(&to);
        self.store.forget_deleted(id)?;
        self.refresh_post(&to)?;
        self.open_post(&to)
    }

    pub(super) fn title_of(&self, path: &str) -> String {
        let told = self.on_page(path).ok().and_then(|on_page| on_page.post.details().title.clone());
        told.map_or_else(|| path.to_owned(), |title| title.value)
    }

    /// Files that nothing but this post uses: all that is in a folder of its own, and the pictures it shows that no other
    /// file of the site names.
    pub(super) fn goes_with(&self, path: &str) -> Result<Vec<String>, DeskError> {
        let mut own = Vec::new();
        if let Some(folder) = self.understood.own_folder(path) {
            let files = walk::files(&self.root, std::slice::from_ref(&folder), &|file| file != path);
            if files.iter().all(|seen| !self.is_post(&seen.path)) {
                own.extend(files.into_iter().filter(|seen| seen.bytes <= LARGEST_BESIDE).map(|seen| seen.path));
            }
        }
        let post = &self.on_page(path)?.post;
        let mut shown: Vec<String> = Vec::new();
        for link in shown_links(post) {
            let found = self.files.picture_file(path, &link);
            shown.extend(found.filter(|picture| !own.contains(picture)));
        }
        shown.sort();
        shown.dedup();
        if !shown.is_empty() {
            self.keep_unnamed(path, &mut shown);
        }
        shown.retain(|picture| self.files.read(picture, LARGEST_BESIDE).is_ok());
        own.extend(shown);
        Ok(own)
    }

    /// Takes out of the list whatever another file of the site names.
    pub(super) fn keep_unnamed(&self, path: &str, pictures: &mut Vec<String>) {
        let is_text = |file: &str| file != path && file.rsplit_once('.').is_some_and(|(_, end)| TEXTS.contains(&end));
        let texts = walk::files(&self.root, &[String::new()], &is_text);
        for text in texts
            .into_iter()
            .filter(|seen| !self.understood.skip.iter().any(|folder| seen.path.starts_with(&format!("{folder}/"))))
        {
            if pictures.is_empty() {
                return;
            }
            if text.bytes > LARGEST_SEARCHED {
                continue;
            }
            let Ok(bytes) = self.files.read(&text.path, LARGEST_SEARCHED) else { continue };
            let words = String::from_utf8_lossy(&bytes);
            pictures.retain(|picture| {
                let name = picture.rsplit('/').next().unwrap_or(picture);
                !words.contains(name) && !words.contains(&name.replace(' ', "%20"))
            });
        }
    }

    /// What of these files, and of what the server still has of them at earlier paths, is to go off the server.
    pub(super) fn off_server(&self, path: &str, gone: &[String]) -> Result<Vec<JobFile>, DeskError> {
        let moved = self.store.moves_of(path)?.into_iter().map(|file| (file.was, file.base));
        let mut all: Vec<(String, Option<String>)> = moved.filter(|(was, _)| !self.files.is_exactly(was)).collect();
        for file in gone {
            if let Some(base) = self.base_on_server(file)? {
                all.push((file.clone(), Some(base)));
            }
        }
        let file = |(path, base): (String, Option<String>)| JobFile {
            path: self.in_repository(&path),
            bytes: None,
            base: base.as_deref().and_then(BlobId::parse),
        };
        Ok(all.into_iter().map(file).collect())
    }

    /// Brings a file to the bin; where there is none, it goes for good, since Byline has every byte. True if the bin has it.
    fn discard(&self, path: &str) -> Result<bool, DeskError> {
        let place = self.files.place(path)?;
        if self.around.bin.take(&place) && place.symlink_metadata().is_err() {
            return Ok(true);
        }
        std::fs::remove_file(&place).map_err(|error| DeskError::disk(path, error))?;
        Ok(false)
    }

    /// A folder of its own that nothing is left in.
    fn remove_empty_folder(&self, path: &str) {
        if let Some(place) = self.understood.own_folder(path).and_then(|folder| self.files.place(&folder).ok()) {
            // Fails where something is left, as it should.
            let _ = std::fs::remove_dir(place);
        }
    }

    /// Whether deleting and taking off the website ended well, for those who wait for it.
    pub fn delete_and_send(&mut self, path: &str, off_website: bool) -> Result<Deleted, DeskError> {
        let deleted = self.delete(path, off_website)?;
        let outcome = if off_website { self.send_kept(&deleted.path)? } else { None };
        let said = outcome.as_ref().filter(|outcome| outcome.outcome != OutcomeKind::Published);
        let message = said.map_or(deleted.message.clone(), |outcome| outcome.message.clone());
        Ok(Deleted { message, outcome, ..deleted })
    }
}
