//! What the checks notice about a post.

use byline_post::checks::{self, Facts, PictureFact};
use byline_post::{FrontMatter, Post, Value, Wanted, tidy};
use jiff::civil::Date;

use super::Site;
use super::page::parse;
use crate::api::{Finding, Repair, Severity};
use crate::files::Picture;
use crate::utf16::Utf16;
use crate::{DeskError, words};

impl Site {
    /// What the checks notice about a post as it is on the page.
    pub fn findings(&mut self, path: &str) -> Result<Vec<Finding>, DeskError> {
        let path = &self.follow(path);
        self.open_post(path)?;
        let post = &self.on_page(path)?.post;
        // One count of places for all of them: a long post has thousands.
        let mut places = Utf16::new(post.body());
        Ok(self.check(path, post).iter().map(|found| placed(post, &mut places, found)).collect())
    }

    pub(super) fn check(&self, path: &str, post: &Post) -> Vec<checks::Finding> {
        let wanted = self.wanted();
        let related = |wanted: &Wanted, value: &str| self.has_related(&wanted.name, value);
        self.with_facts(path, post, |facts| checks::run(&Facts { wanted: &wanted, related: &related, ..facts }))
    }

    /// Hands what is known of a post to a check. What the site wants of its details is left for the caller to add.
    pub(super) fn with_facts<T>(&self, path: &str, post: &Post, ask: impl FnOnce(Facts<'_>) -> T) -> T {
        ask(Facts {
            post,
            path,
            picture: &|link| self.picture_fact(path, link),
            needs_front_matter: self.understood.needs_front_matter(),
            file_name_is_wrong: self.understood.file_name_is_wrong(path),
            has_front_matter: self.understood.front_matter.is_some(),
            head: &|title, date, author| self.head(title, date, author),
            wanted: &[],
            related: &|_, _| true,
            is_renamable: &|link| self.is_renamable(path, link),
            video: &|video| self.shown_video(path, video),
        })
    }

    /// The front matter with which this site begins a post.
    fn head(&self, title: &str, date: Option<Date>, author: Option<&str>) -> String {
        let some_day = date.unwrap_or_default();
        let text = self.understood.new_post(title, some_day, author, &|_| false).text;
        let dateless = date.is_none().then(|| parse("head.md", text.as_bytes()).ok()).flatten();
        let dateless = dateless.and_then(|post| post.set("date", &Value::Absent, FrontMatter::Yaml).ok());
        dateless.map_or(text, |post| String::from_utf8_lossy(post.as_bytes()).into_owned())
    }

    fn picture_fact(&self, post: &str, link: &str) -> PictureFact {
        match self.files.picture(post, link) {
            Picture::Found(path) => {
                let bytes =
                    self.files.place(&path).ok().and_then(|place| place.metadata().ok()).map_or(0, |at| at.len());
                PictureFact::Found { bytes }
            }
            Picture::Missing => PictureFact::Missing,
            Picture::Remote => PictureFact::Remote,
            Picture::Outside => PictureFact::Outside,
        }
    }
}

/// A finding with its places and what its repair does to this post.
pub(super) fn finding(post: &Post, found: &checks::Finding) -> Finding {
    placed(post, &mut Utf16::new(post.body()), found)
}

fn placed(post: &Post, places: &mut Utf16<'_>, found: &checks::Finding) -> Finding {
    Finding {
        repair: found.fix.as_ref().map(|fix| {
            let (before, after) = tidy::before_and_after(post, fix);
            Repair { before, after }
        }),
        from: found.span.as_ref().map(|span| places.at(span.start)),
        to: found.span.as_ref().map(|span| places.at(span.end)),
        ..described(found)
    }
}

/// A finding in words.
pub(super) fn described(found: &checks::Finding) -> Finding {
    let args: Vec<(&str, &str)> = found.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let fix = found.fix.as_ref().and_then(|_| words::say_if_known(&format!("fix.{}", found.id), &args));
    Finding {
        id: found.id.to_owned(),
        severity: match found.severity {
            checks::Severity::Error => Severity::Error,
            checks::Severity::Warning => Severity::Warning,
            checks::Severity::Note => Severity::Note,
        },
        message: words::say(&format!("finding.{}", found.id), &args),
        line: u32::try_from(found.line).unwrap_or(u32::MAX),
        fixable: found.fix.is_some(),
        fix,
        repair: None,
        from: None,
        to: None,
    }
}
