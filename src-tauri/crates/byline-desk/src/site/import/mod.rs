//! Texts written elsewhere become drafts: whole, or not at all.

mod left_out;
mod pictures;
mod read;

use std::path::Path;

use byline_post::{Post, Source};
use jiff::civil::Date;

pub use read::Incoming;
pub(crate) use read::name_of;

use self::pictures::Made;
use super::Site;
use crate::api::{DetailsChange, ImportedDraft, ImportedText};
use crate::{DeskError, words};

/// What programs write as the author when nobody told them.
const NOBODY: [&str; 10] = [
    "python-docx",
    "microsoft office user",
    "microsoft office-anwender",
    "windows user",
    "author",
    "user",
    "admin",
    "administrator",
    "unknown",
    "un-named",
];

/// What a text tells of itself: in its words, else in its record, else by its file's name.
struct Told {
    title: String,
    date: Date,
    author: Option<String>,
}

impl Site {
    /// Makes a draft of each file. One that cannot be brought does not stop the others.
    pub fn import_all(&mut self, files: &[impl AsRef<Path>]) -> Vec<ImportedText> {
        let one = |file: &Path| ImportedText::new(name_of(file), self.import(file));
        files.iter().map(AsRef::as_ref).map(one).collect()
    }

    /// Makes a draft of a text written elsewhere, with the pictures in it and beside it that it shows. The file is only
    /// read.
    pub fn import(&mut self, file: &Path) -> Result<ImportedDraft, DeskError> {
        self.bring_in(&Incoming::read(file)?)
    }

    /// Makes a draft of a text that has been read.
    pub fn bring_in(&mut self, incoming: &Incoming) -> Result<ImportedDraft, DeskError> {
        let name = &incoming.name;
        let text = Post::parse(incoming.document.body.as_bytes(), &incoming.as_post());
        let text = text.map_err(|error| DeskError::post(name, &error))?;
        let told = self.told(&text, incoming);
        let new = self.understood.new_post(&told.title, told.date, None, &|path| self.files.is_taken(path));
        let folder = new.path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let folder_was_there = self.files.place(&folder).is_ok_and(|place| place.is_dir());
        let mut made = Made(vec![new.path.clone()]);
        let whole = self.make_draft(&new.path, &text, &told, incoming, &mut made);
        if whole.is_err() {
            self.take_back_import(&new.path, &made, (!folder_was_there).then_some(folder.as_str()));
        }
        whole
    }

    fn make_draft(
        &mut self,
        path: &str,
        text: &Post,
        told: &Told,
        incoming: &Incoming,
        made: &mut Made,
    ) -> Result<ImportedDraft, DeskError> {
        self.files.replace(path, text.as_bytes())?;
        self.refresh_post(path)?;
        self.open_post(path)?;
        let mut notes = left_out::said(&incoming.document.left_out);
        notes.extend(self.bring_inner_pictures(path, &incoming.document, made)?);
        let fixes = self.tidy(path, false)?.fixes;
        self.complete_import(path, text, told)?;
        self.bring_pictures(path, &incoming.folder, made)?;
        self.save(path)?;
        let title = self.on_page(path)?.post.details().title.as_ref().map(|title| title.value.clone());
        Ok(ImportedDraft { path: path.to_owned(), title: title.unwrap_or_else(|| told.title.clone()), fixes, notes })
    }

    /// Removes what was made for a draft that could not be imported whole. The text that it came from is where it was.
    fn take_back_import(&mut self, path: &str, made: &Made, folder: Option<&str>) {
        self.open.remove(path);
        for file in &made.0 {
            if let Ok(place) = self.files.place(file) {
                // What cannot be removed is in the list, to be seen and deleted.
                let _ = std::fs::remove_file(place);
            }
        }
        if let Some(place) = folder.and_then(|folder| self.files.place(folder).ok()) {
            // A folder that somebody else has put something into stays.
            let _ = std::fs::remove_dir(place);
        }
        let _ = self.store.journal_done(path);
        let _ = self.refresh_post(path);
    }

    fn told(&self, text: &Post, incoming: &Incoming) -> Told {
        let (told, record) = (text.details(), &incoming.document.details);
        let in_text =
            told.title.as_ref().filter(|title| title.source != Source::FileName).map(|title| title.value.clone());
        let by_name = || told.title.as_ref().map(|title| title.value.clone());
        let title = in_text.or_else(|| record.title.clone()).or_else(by_name);
        let date = told.date.as_ref().filter(|date| date.source != Source::FileName).map(|date| date.value);
        let author = record.author.clone().filter(|author| !NOBODY.contains(&author.to_lowercase().as_str()));
        // What a program filled in by itself says nothing about the day either.
        let recorded = record.date.filter(|_| record.author.is_none() || author.is_some());
        let date = date.or(recorded).or_else(|| told.date.as_ref().map(|date| date.value));
        Told {
            title: title.unwrap_or_else(|| words::say("post.untitled", &[])),
            date: date.unwrap_or_else(|| self.today()),
            author,
        }
    }

    /// Fills in what a draft must have and the imported text did not tell.
    fn complete_import(&mut self, path: &str, text: &Post, told: &Told) -> Result<(), DeskError> {
        if text.front_matter().is_some() {
            return Ok(());
        }
        let now = self.on_page(path)?.post.details();
        let title = now.title.as_ref().is_none_or(|title| title.source == Source::FileName);
        let date = now.date.as_ref().is_none_or(|date| date.source == Source::FileName);
        let change = DetailsChange {
            title: title.then(|| told.title.clone()),
            date: date.then(|| told.date.to_string()),
            author: told.author.clone().filter(|_| now.author.is_none()),
            ..DetailsChange::default()
        };
        self.set_details(path, &change).map(drop)
    }
}
