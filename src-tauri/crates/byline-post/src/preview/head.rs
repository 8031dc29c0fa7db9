//! What stands above a post's text.

use std::fmt::Write;

use super::escape::{push_value, push_words};
use crate::post::Post;

/// Title, date and author, as far as they are known: words, not HTML.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// The title.
    pub title: Option<String>,
    /// The day, as YYYY-MM-DD.
    pub date: Option<String>,
    /// The day as a reader sees it.
    pub day: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
}

impl Head {
    /// What a post says.
    pub fn of(post: &Post) -> Self {
        let details = post.details();
        let date = details.date.as_ref().map(|told| told.value);
        Self {
            title: details.title.as_ref().map(|told| told.value.clone()),
            date: date.map(|date| date.to_string()),
            day: date.map(|date| date.strftime("%-d %B %Y").to_string()),
            author: details.author.as_ref().map(|told| told.value.clone()),
        }
    }

    /// As safe HTML; empty when nothing is known.
    pub(crate) fn html(&self) -> String {
        let mut inside = String::new();
        if let Some(title) = &self.title {
            inside.push_str("<h1>");
            push_words(&mut inside, title);
            inside.push_str("</h1>");
        }
        let mut byline = String::new();
        if let (Some(date), Some(day)) = (&self.date, &self.day) {
            byline.push_str("<time datetime=\"");
            push_value(&mut byline, date);
            byline.push_str("\">");
            push_words(&mut byline, day);
            byline.push_str("</time>");
        }
        if let Some(author) = &self.author {
            byline.push_str(if byline.is_empty() { "" } else { " · " });
            push_words(&mut byline, author);
        }
        if !byline.is_empty() {
            let _ = write!(inside, "<p class=\"byline\">{byline}</p>");
        }
        if inside.is_empty() { inside } else { format!("<header class=\"post-head\">{inside}</header>\n") }
    }
}
