//! What can be wrong with a post, one file a check. A new one is its file, a line in [`all`] and a sentence
//! `finding.<id>` in the catalogue (and `fix.<id>`, a button's label, where it has a fix).

mod body_empty;
mod date_missing;
mod details_in_text;
mod file_name_date;
mod front_matter_unreadable;
mod link_empty;
mod needs_front_matter;
mod picture_link_spaces;
mod picture_missing;
mod picture_no_description;
mod picture_outside;
mod title_missing;

use std::ops::Range;

use crate::post::Post;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The post will not look as meant.
    Error,
    /// The post works and could be better.
    Warning,
    /// Worth knowing.
    Note,
}

/// Something a check noticed. Its sentence is `finding.<id>` in the catalogue, with `args` in its places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The check's id.
    pub id: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The values of the sentence's places.
    pub args: Vec<(&'static str, String)>,
    /// The line in the file, from 1.
    pub line: usize,
    /// What it is about, in the body.
    pub span: Option<Range<usize>>,
    /// Its repair, if there is one.
    pub fix: Option<Fix>,
}

/// A repair: edits of the body that do not overlap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The edits, in any order.
    pub edits: Vec<Edit>,
}

/// One replacement in the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced, in bytes of the body.
    pub range: Range<usize>,
    /// What stands there afterwards.
    pub text: String,
}

/// What the caller knows of a picture that a post links to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureFact {
    /// It is there, this many bytes large.
    Found {
        /// The file's size.
        bytes: u64,
    },
    /// There is no such file.
    Missing,
    /// It is on another server.
    Remote,
    /// The link leads out of the site's folder.
    Outside,
}

/// Everything that a check may look at.
pub struct Facts<'a> {
    /// The post.
    pub post: &'a Post,
    /// Its path within the site, with `/`.
    pub path: &'a str,
    /// What is known of a picture, by its link as written.
    pub picture: &'a dyn Fn(&str) -> PictureFact,
    /// Whether the site leaves out files without front matter.
    pub needs_front_matter: bool,
    /// Whether the site does not accept the file's name, such as a Jekyll post without its date.
    pub file_name_is_wrong: bool,
}

/// One check.
#[derive(Clone, Copy)]
pub struct Check {
    /// Its name, for messages and scripts; the file is named the same, with underscores.
    pub id: &'static str,
    /// The severity of all its findings.
    pub severity: Severity,
    /// Looks for it.
    pub run: fn(&Facts) -> Vec<Finding>,
    /// Posts that it fires on and posts that it leaves alone.
    pub examples: &'static [Example],
}

/// A post and how often a check fires on it.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// The file's text.
    pub post: &'static str,
    /// The number of findings.
    pub finds: usize,
    /// What is said of every picture.
    pub picture: PictureFact,
    /// The same in [`Facts`].
    pub needs_front_matter: bool,
    /// The same in [`Facts`].
    pub file_name_is_wrong: bool,
}

impl Example {
    /// An example in a site without rules where every picture is there.
    const fn new(post: &'static str, finds: usize) -> Self {
        let picture = PictureFact::Found { bytes: 1 };
        Self { post, finds, picture, needs_front_matter: false, file_name_is_wrong: false }
    }
}

const ALL: &[Check] = &[
    front_matter_unreadable::CHECK,
    needs_front_matter::CHECK,
    file_name_date::CHECK,
    title_missing::CHECK,
    date_missing::CHECK,
    details_in_text::CHECK,
    body_empty::CHECK,
    picture_link_spaces::CHECK,
    picture_missing::CHECK,
    picture_outside::CHECK,
    picture_no_description::CHECK,
    link_empty::CHECK,
];

/// All checks.
pub fn all() -> &'static [Check] {
    ALL
}

/// Everything that is noticed, by line; in a line by severity.
pub fn run(facts: &Facts) -> Vec<Finding> {
    let mut found: Vec<Finding> = ALL.iter().flat_map(|check| (check.run)(facts)).collect();
    found.sort_by_key(|finding| (finding.line, finding.severity));
    found
}

/// The post with a repair done. An edit that does not fit the body, or overlaps the one before it, is left out.
pub fn apply(post: &Post, fix: &Fix) -> Post {
    let mut edits: Vec<&Edit> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| edit.range.start);
    let body = post.body();
    let mut out = String::with_capacity(body.len());
    let mut at = 0;
    for edit in edits {
        let Some(kept) = body.get(at..edit.range.start).filter(|_| body.get(edit.range.clone()).is_some()) else {
            continue;
        };
        out.push_str(kept);
        out.push_str(&edit.text);
        at = edit.range.end;
    }
    out.push_str(&body[at..]);
    post.with_body(&out)
}

impl Check {
    /// A finding about a place in the body.
    fn at(&self, facts: &Facts, span: Range<usize>, args: Vec<(&'static str, String)>) -> Finding {
        let line = facts.post.file_line(span.start);
        Finding { id: self.id, severity: self.severity, args, line, span: Some(span), fix: None }
    }

    /// A finding about the whole file, shown at this line.
    fn whole(&self, line: usize, args: Vec<(&'static str, String)>) -> Finding {
        Finding { id: self.id, severity: self.severity, args, line, span: None, fix: None }
    }
}

/// What people call a picture: its file's name.
fn name_of(target: &str) -> String {
    target.rsplit('/').next().unwrap_or(target).to_owned()
}

#[cfg(test)]
mod tests;
