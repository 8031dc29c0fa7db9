//! What it means to a site that a post is no draft any more, or is one again.

use byline_post::{FrontMatter, Post, SetError, Source, Value};
use jiff::civil::Date;

use crate::new_post::count_up;
use crate::paths::{encoded, extension, file_name, inside, is_index, is_within, join, parent, relative, stem};
use crate::pictures::Link;
use crate::site::{DraftFlag, Placing, Posts, Site, date_in_name};

/// What becomes of a post's file.
#[derive(Debug, Clone, Default)]
pub struct Turn {
    /// The post with its draft mark as it is to be; nothing when the text stays.
    pub post: Option<Post>,
    /// The detail that changed, by its name in the file.
    pub detail: Option<String>,
    /// The date that it gets, because it has none.
    pub date: Option<Date>,
    /// Where its file moves to.
    pub path: Option<String>,
}

impl Turn {
    /// Whether everything stays as it is.
    pub fn is_nothing(&self) -> bool {
        self.post.is_none() && self.path.is_none()
    }
}

impl Site {
    /// Whether the site leaves a post out because it is marked as a draft or stands among the drafts.
    pub fn is_draft(&self, path: &str, post: &Post) -> bool {
        self.published_folder(path).is_some() || self.marks(post)
    }

    /// What has to change so that the site shows a post: its draft mark gets the value that the site's other posts have,
    /// or goes where they have none; a file among the drafts moves to the posts, named as the site names them.
    ///
    /// `taken` says whether a path is in use, letter case apart.
    pub fn goes_public(
        &self,
        path: &str,
        post: &Post,
        today: Date,
        taken: &dyn Fn(&str) -> bool,
    ) -> Result<Turn, SetError> {
        let mut turn = Turn { path: self.public_path(path, post, today, taken), ..Turn::default() };
        if self.marks(post) {
            let changed = self.unmarked(post)?;
            turn.detail = Some(self.flag_of(post).name);
            turn.post = Some(changed);
        }
        // A generator takes the day of a post that has none from the file, which is another day on every computer.
        let named = turn.path.as_deref().is_none_or(|path| date_in_name(path).is_some());
        if !named && self.rules.usual.needs_date && post.details().date.is_none() {
            let marked = turn.post.as_ref().unwrap_or(post);
            turn.post = Some(marked.set(&self.rules.usual.date_key, &Value::Date(today), self.new_kind())?);
            turn.date = Some(today);
        }
        Ok(turn)
    }

    /// What has to change so that the site does not show a post: it moves to the drafts where the site has a folder for
    /// them, else its draft mark is set. Nothing where the site has no drafts, or the post is one already.
    pub fn becomes_draft(
        &self,
        path: &str,
        post: &Post,
        taken: &dyn Fn(&str) -> bool,
    ) -> Result<Option<Turn>, SetError> {
        if self.is_draft(path, post) {
            return Ok(None);
        }
        if let Some(to) = self.draft_path(path, taken) {
            // The name's date would be lost with the name.
            let only_named = post.details().date.as_ref().is_some_and(|date| date.source == Source::FileName);
            let date = post.details().date.as_ref().filter(|_| only_named && date_in_name(path).is_some());
            let kept = date.map(|date| post.set("date", &Value::Date(date.value), self.new_kind())).transpose()?;
            return Ok(Some(Turn {
                detail: kept.as_ref().map(|_| "date".to_owned()),
                post: kept,
                path: Some(to),
                date: None,
            }));
        }
        let Some(flag) = &self.draft_flag else { return Ok(None) };
        let marked = post.set(&flag.name, &Value::Bool(flag.value), self.new_kind())?;
        Ok(Some(Turn { post: Some(marked), detail: Some(flag.name.clone()), ..Turn::default() }))
    }

    /// The post with the site's mark of a draft, where the site has one.
    pub fn marked_as_draft(&self, post: &Post) -> Option<Post> {
        let flag = self.draft_flag.as_ref().filter(|_| !self.marks(post))?;
        post.set(&flag.name, &Value::Bool(flag.value), self.new_kind()).ok()
    }

    /// Whether the site has drafts at all, for a post at this path.
    pub fn knows_drafts(&self, path: &str) -> bool {
        self.draft_flag.is_some() || self.draft_path(path, &|_| false).is_some()
    }

    /// The folder that belongs to a post alone and goes where it goes: the one that it is the page of, or the one that the
    /// site keeps its pictures in.
    pub fn own_folder(&self, path: &str) -> Option<String> {
        if self.rules.posts == Posts::Within && is_index(path) {
            let folder = parent(path);
            return (!folder.is_empty() && !self.text_folders().any(|posts| posts == folder))
                .then(|| folder.to_owned());
        }
        (self.rules.placing == Placing::OfThePost).then(|| join(parent(path), stem(path)))
    }

    /// A link of a post to a file beside it, as it has to be once the post is at another path and the file at `found`.
    /// Nothing where the link leads there by itself.
    pub fn relinked(&self, to: &str, link: &str, found: &str) -> Option<String> {
        let Link::Local(paths) = self.resolve(to, link) else { return None };
        let stays = link.starts_with('/') || link.contains("{{") || paths.iter().any(|path| path == found);
        (!stays).then(|| encoded(&relative(parent(to), found)))
    }

    fn new_kind(&self) -> FrontMatter {
        self.front_matter.unwrap_or(FrontMatter::Yaml)
    }

    /// Whether a post's details say that it is a draft.
    fn marks(&self, post: &Post) -> bool {
        let details = post.details();
        let own = self.draft_flag.as_ref().filter(|flag| !matches!(flag.name.as_str(), "draft" | "published"));
        let said = own.and_then(|flag| {
            let (_, raw) = details.others.iter().find(|(name, _)| *name == flag.name)?;
            Some(raw.trim().parse::<bool>().ok()? == flag.value)
        });
        details.draft == Some(true) || said == Some(true)
    }

    /// The detail by which this post says that it is a draft.
    fn flag_of(&self, post: &Post) -> DraftFlag {
        if post.details().draft != Some(true)
            && let Some(own) = &self.draft_flag
        {
            return own.clone();
        }
        let says_published = post.set("draft", &Value::Absent, self.new_kind());
        match says_published {
            Ok(without) if without.details().draft == Some(true) => DraftFlag::new("published", false),
            _ => DraftFlag::new("draft", true),
        }
    }

    fn unmarked(&self, post: &Post) -> Result<Post, SetError> {
        let mut post = post.clone();
        // A post may say it twice, by `draft` and by `published`.
        for _ in 0..3 {
            if !self.marks(&post) {
                break;
            }
            let flag = self.flag_of(&post);
            let value = if self.rules.says_public { Value::Bool(!flag.value) } else { Value::Absent };
            post = post.set(&flag.name, &value, self.new_kind())?;
        }
        Ok(post)
    }

    /// The folder that a file among the drafts goes to, and what follows the drafts' folder in its path.
    fn published_folder<'a>(&self, path: &'a str) -> Option<(String, &'a str)> {
        if self.rules.posts == Posts::Marked {
            let at =
                path.match_indices("_drafts/").map(|(at, _)| at).filter(|at| *at == 0 || path[..*at].ends_with('/'));
            let at = at.last()?;
            return Some((format!("{}_posts", &path[..at]), &path[at + "_drafts/".len()..]));
        }
        let drafts = self.drafts_folder.as_deref()?;
        Some((self.post_folders.first()?.clone(), inside(path, drafts)?))
    }

    fn public_path(&self, path: &str, post: &Post, today: Date, taken: &dyn Fn(&str) -> bool) -> Option<String> {
        let (folder, below) = self.published_folder(path)?;
        let folder = join(&folder, parent(below));
        let told = post.details().date.as_ref().filter(|date| date.source != Source::FileName);
        let date = told.map_or(today, |date| date.value);
        let ending = extension_as_written(below);
        let name = stem(below);
        let pattern = self.rules.naming.pattern();
        // A name that has its date already keeps it.
        let pattern = if date_in_name(below).is_some() { "{slug}" } else { pattern.trim_end_matches("/index") };
        Some(count_up(name, |name| {
            let named = pattern
                .replace("{year}", &format!("{:04}", date.year()))
                .replace("{month}", &format!("{:02}", date.month()))
                .replace("{day}", &format!("{:02}", date.day()))
                .replace("{slug}", name);
            let to = join(&folder, &format!("{named}{ending}"));
            (!taken(&to)).then_some(to)
        }))
    }

    fn draft_path(&self, path: &str, taken: &dyn Fn(&str) -> bool) -> Option<String> {
        let drafts = self.drafts_folder.as_deref()?;
        let posts = self.post_folders.iter().find(|folder| is_within(path, folder))?;
        // Folders of drafts belong to the posts beside them.
        let beside = parent(posts) == parent(drafts);
        let below = inside(path, posts).filter(|_| beside)?;
        let ending = extension_as_written(below);
        let name = date_in_name(below).map_or_else(|| stem(below), |(_, rest)| rest);
        let folder = if self.rules.posts == Posts::Marked { join(drafts, parent(below)) } else { drafts.to_owned() };
        Some(count_up(name, |name| {
            let to = join(&folder, &format!("{name}{ending}"));
            (!taken(&to)).then_some(to)
        }))
    }
}

/// The extension with its dot, in the letters that it is written in.
fn extension_as_written(path: &str) -> &str {
    let name = file_name(path);
    if extension(path).is_empty() { "" } else { name.rfind('.').map_or("", |dot| &name[dot..]) }
}

#[cfg(test)]
mod tests;
