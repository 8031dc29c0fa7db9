//! A copy of a post as a new draft.

use byline_post::{FrontMatter, Post, Source, Value};

use super::Site;
use super::page::parse;
use crate::api::OpenPost;
use crate::store::MovedFile;
use crate::{DeskError, walk, words};

/// Details that only one post of a site can have: they decide its address, or send the readers of an earlier one to it.
const ONLY_ONE: [&str; 7] = ["slug", "url", "permalink", "path", "aliases", "redirect_from", "alias"];

impl Site {
    /// Copies a post beside itself: with today's date, a title that says that it is a copy, and its own pictures. It is a
    /// draft, also by the site's own mark where the site has one.
    pub fn duplicate(&mut self, path: &str) -> Result<OpenPost, DeskError> {
        let path = self.follow(path);
        self.bring(&path)?;
        self.save(&path)?;
        let post = self.on_page(&path)?.post.clone();
        let title = post.details().title.as_ref().map_or_else(|| path.clone(), |title| title.value.clone());
        let copied = words::say("post.copy-of", &[("title", &title)]);
        let name = byline_post::slug(&copied);
        let to = self.understood.copied(&path, &name, self.today(), &|wanted| self.files.is_taken(wanted));
        let copy = self.copy_of(&path, &to, &post, &copied)?;
        let beside = self.beside_it(&path, &to);
        let copy = self.relinked(&path, &to, &copy, &beside).unwrap_or(copy);
        for file in &beside {
            self.files.replace(&file.now, &self.files.read(&file.was, u64::MAX)?)?;
        }
        self.files.replace(&to, copy.as_bytes())?;
        self.refresh_post(&to)?;
        self.open_post(&to)
    }

    fn copy_of(&self, path: &str, to: &str, post: &Post, title: &str) -> Result<Post, DeskError> {
        let kind = self.understood.front_matter.unwrap_or(FrontMatter::Yaml);
        let failed = |source| DeskError::Details { path: path.to_owned(), source };
        let told = post.details();
        let says = |source: Option<Source>| source.is_some_and(|source| source != Source::FileName);
        let mut copy = post.clone();
        if says(told.title.as_ref().map(|title| title.source)) {
            copy = copy.set("title", &Value::Text(title.to_owned()), kind).map_err(failed)?;
        }
        if says(told.date.as_ref().map(|date| date.source)) {
            copy = copy.set("date", &Value::Date(self.today()), kind).map_err(failed)?;
        }
        for detail in ONLY_ONE {
            if !copy.words_of_list(detail).is_empty() {
                copy = copy.set(detail, &Value::Absent, kind).map_err(failed)?;
            }
        }
        if copy.front_matter().is_some() {
            // A copy that cannot be marked is a draft all the same, as long as nobody publishes it.
            copy = self.understood.marked_as_draft(&copy).unwrap_or(copy);
        }
        parse(to, copy.as_bytes())
    }

    /// What stands beside a post in a folder of its own, and where its copy has it. Other posts are no part of it.
    fn beside_it(&self, path: &str, to: &str) -> Vec<MovedFile> {
        let (Some(old), Some(new)) = (self.understood.own_folder(path), self.understood.own_folder(to)) else {
            return Vec::new();
        };
        let files = walk::files(&self.root, std::slice::from_ref(&old), &|file| !self.is_post(file));
        let copied = files.into_iter().map(|seen| {
            let now = format!("{new}{}", seen.path.strip_prefix(&old).unwrap_or_default());
            MovedFile { was: seen.path, now, base: None }
        });
        copied.collect()
    }
}
