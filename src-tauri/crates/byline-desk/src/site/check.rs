//! What the checks notice about a post, and their fixes.

use byline_post::Post;
use byline_post::checks::{self, Facts, PictureFact};

use super::Site;
use crate::api::{Finding, OpenPost, Severity};
use crate::files::Picture;
use crate::utf16::Utf16;
use crate::{DeskError, words};

/// More fixes than this in one go would be two fixes undoing each other.
const MOST_FIXES: usize = 500;

impl Site {
    /// What the checks notice about a post as it is on the page.
    pub fn findings(&mut self, path: &str) -> Result<Vec<Finding>, DeskError> {
        let path = &self.follow(path);
        self.open_post(path)?;
        let post = &self.on_page(path)?.post;
        Ok(self.check(path, post).into_iter().map(|found| finding(post, &found)).collect())
    }

    /// Applies the fix of one finding.
    pub fn fix(&mut self, path: &str, id: &str, line: u32) -> Result<OpenPost, DeskError> {
        self.open_post(path)?;
        let post = &self.on_page(path)?.post;
        let wanted = |found: &checks::Finding| found.id == id && u32::try_from(found.line).is_ok_and(|at| at == line);
        let fix = self.check(path, post).into_iter().find(wanted).and_then(|found| found.fix);
        let no_fix = || DeskError::NoSuchFix { id: id.to_owned(), line };
        let fixed = checks::apply(post, &fix.ok_or_else(no_fix)?);
        let before = post.as_bytes().to_vec();
        self.store.keep_version(path, &before, self.now().as_second(), "before-fix")?;
        self.on_page_mut(path)?.remember();
        self.take(path, fixed)?;
        self.shown(path)
    }

    /// Applies every fix there is, one after the other. Returns what was repaired.
    pub fn fix_all(&mut self, path: &str) -> Result<Vec<Finding>, DeskError> {
        let mut done: Vec<Finding> = Vec::new();
        while done.len() < MOST_FIXES
            && let Some(next) = self.findings(path)?.into_iter().find(|found| found.fixable && !done.contains(found))
        {
            self.fix(path, &next.id, next.line)?;
            done.push(next);
        }
        Ok(done)
    }

    pub(super) fn check(&self, path: &str, post: &Post) -> Vec<checks::Finding> {
        checks::run(&Facts {
            post,
            path,
            picture: &|link| self.picture_fact(path, link),
            needs_front_matter: self.understood.needs_front_matter(),
            file_name_is_wrong: self.understood.file_name_is_wrong(path),
        })
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

pub(super) fn finding(post: &Post, found: &checks::Finding) -> Finding {
    let args: Vec<(&str, &str)> = found.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let mut places = Utf16::new(post.body());
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
        from: found.span.as_ref().map(|span| places.at(span.start)),
        to: found.span.as_ref().map(|span| places.at(span.end)),
    }
}
