//! New posts, from a title.

use jiff::civil::Date;

use super::Site;
use super::page::parse_date;
use crate::api::OpenPost;
use crate::{DeskError, words};

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

    /// The date that a new post gets when nobody says another.
    pub fn today(&self) -> Date {
        self.around.clock.now().date()
    }
}
