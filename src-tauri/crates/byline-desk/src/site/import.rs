//! New posts, from a title or from a text written elsewhere.

use std::path::Path;

use byline_post::{Post, Source, links};
use byline_site::Link;
use jiff::civil::Date;

use super::page::parse_date;
use super::{LARGEST_POST, Site};
use crate::api::{DetailsChange, Finding, OpenPost};
use crate::files::Picture;
use crate::{DeskError, words};

/// A text that became a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The new post.
    pub path: String,
    /// What was repaired on the way.
    pub fixes: Vec<Finding>,
}

/// Kinds of text that can be imported, by the file name's ending.
const KINDS: [&str; 4] = ["md", "markdown", "mdown", "txt"];

impl Site {
    /// Makes a new draft, named and placed as the site does it, and puts it on the page.
    pub fn new_post(&mut self, title: &str, author: Option<&str>, date: Option<&str>) -> Result<OpenPost, DeskError> {
        let date = date.map(parse_date).transpose()?.unwrap_or_else(|| self.around.clock.now().date());
        let usual = self.writer().map(|writer| writer.name).or(self.usual_author()?);
        let author = author.map(str::to_owned).or(usual);
        let unnamed = title.trim().is_empty();
        let title = match title.trim() {
            "" => words::say("post.untitled", &[]),
            title => title.to_owned(),
        };
        let new = self.understood.new_post(&title, date, author.as_deref(), &|path| self.files.is_taken(path));
        self.files.replace(&new.path, new.text.as_bytes())?;
        self.refresh_post(&new.path)?;
        if unnamed {
            self.name_follows_title(&new.path)?;
        }
        self.open_post(&new.path)
    }

    /// Makes a draft of a text written elsewhere, with the pictures beside it that it shows. The file is only read.
    pub fn import(&mut self, file: &Path) -> Result<Imported, DeskError> {
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        if !KINDS.contains(&ending.as_str()) {
            return Err(DeskError::NotImportable { name });
        }
        let facts = file.metadata().map_err(|error| DeskError::disk(&name, error))?;
        if facts.len() > LARGEST_POST {
            return Err(DeskError::TooLarge { path: name, bytes: facts.len(), limit: LARGEST_POST });
        }
        let bytes = std::fs::read(file).map_err(|error| DeskError::disk(&name, error))?;
        let text = Post::parse(&bytes, &name).map_err(|error| DeskError::post(&name, &error))?;
        let path = self.place_import(&text)?;
        let whole = self.tidy(&path, false).and_then(|tidied| {
            self.complete_import(&path, &text)?;
            self.bring_pictures(&path, file)?;
            self.save(&path)?;
            Ok(tidied.fixes)
        });
        match whole {
            Ok(fixes) => Ok(Imported { path, fixes }),
            Err(error) => {
                self.take_back_import(&path);
                Err(error)
            }
        }
    }

    /// Removes a draft that could not be imported whole. The text that it came from is where it was.
    fn take_back_import(&mut self, path: &str) {
        self.open.remove(path);
        if let Ok(place) = self.files.place(path) {
            // What cannot be removed is in the list, to be seen and deleted.
            let _ = std::fs::remove_file(place);
        }
        let _ = self.store.journal_done(path);
        let _ = self.refresh_post(path);
    }

    /// Writes the imported text as a new post, named and placed as its details say.
    fn place_import(&mut self, text: &Post) -> Result<String, DeskError> {
        let told = text.details();
        let title = told.title.as_ref().map_or_else(|| words::say("post.untitled", &[]), |title| title.value.clone());
        let date = told.date.as_ref().map_or_else(|| self.today(), |date| date.value);
        let new = self.understood.new_post(&title, date, None, &|path| self.files.is_taken(path));
        self.files.replace(&new.path, text.as_bytes())?;
        self.refresh_post(&new.path)?;
        self.open_post(&new.path)?;
        Ok(new.path)
    }

    /// Fills in what a draft must have and the imported text did not tell.
    fn complete_import(&mut self, path: &str, text: &Post) -> Result<(), DeskError> {
        if text.front_matter().is_some() {
            return Ok(());
        }
        let (told, now) = (text.details(), self.on_page(path)?.post.details());
        let title = now.title.as_ref().is_none_or(|title| title.source == Source::FileName);
        let date = now.date.as_ref().is_none_or(|date| date.source == Source::FileName);
        let told_title =
            told.title.as_ref().map_or_else(|| words::say("post.untitled", &[]), |title| title.value.clone());
        let told_date = told.date.as_ref().map_or_else(|| self.today(), |date| date.value);
        let change = DetailsChange {
            title: title.then_some(told_title),
            date: date.then(|| told_date.to_string()),
            ..DetailsChange::default()
        };
        self.set_details(path, &change).map(drop)
    }

    /// Copies the pictures that stand beside the imported file into the site and lets the post's links follow. A
    /// picture that cannot be used stays missing, which a check says.
    fn bring_pictures(&mut self, path: &str, file: &Path) -> Result<(), DeskError> {
        let beside = file.parent().unwrap_or(Path::new("."));
        let mut post = self.on_page(path)?.post.clone();
        let missing: Vec<_> = links::pictures(&post)
            .into_iter()
            .filter(|link| self.files.picture(path, &link.target) == Picture::Missing)
            .collect();
        for link in missing.into_iter().rev() {
            let Some((name, bytes)) = self.beside(beside, &link.target) else { continue };
            let attached = match self.attach(path, &name, &bytes) {
                Ok(attached) => attached,
                Err(DeskError::Picture { .. }) => continue,
                Err(error) => return Err(error),
            };
            let mut body = post.body().to_owned();
            body.replace_range(link.span, &attached.link);
            post = post.with_body(&body);
        }
        self.take(path, post)
    }

    /// The picture that a link means to the folder of an imported text. Only mere file names: an imported text may not
    /// reach into other folders.
    fn beside(&self, folder: &Path, link: &str) -> Option<(String, Vec<u8>)> {
        let Link::Local(names) = self.understood.resolve("imported.md", link) else { return None };
        let mut names = names.into_iter().filter(|name| !name.contains(['/', '\\', ':']));
        names.find_map(|name| std::fs::read(folder.join(&name)).ok().map(|bytes| (name, bytes)))
    }

    /// The date that a new post gets when nobody says another.
    pub fn today(&self) -> Date {
        self.around.clock.now().date()
    }
}
