//! What can be wrong with a post, one file a check. A new one is its file, a line in [`all`] and a sentence
//! `finding.<id>` in the catalogue (and `fix.<id>`, a button's label, where it has a fix).

mod address_bare;
mod body_empty;
mod date_missing;
mod detail_choice;
mod detail_pattern;
mod detail_picture;
mod detail_relation;
mod detail_required;
mod details_in_text;
mod emphasis_broken;
mod emphasis_list;
mod file_name_date;
mod front_matter_unreadable;
mod heading_decorated;
mod heading_skips;
mod heading_swallows;
mod heading_unspaced;
mod link_empty;
mod link_quotes;
mod link_spaces;
mod list_bullets;
mod list_numbers;
mod list_typed;
mod needs_front_matter;
mod picture_empty;
mod picture_link_spaces;
mod picture_missing;
mod picture_name_spaces;
mod picture_no_description;
mod picture_outside;
mod space_hidden;
mod tag_stray;
mod title_missing;
mod video_as_picture;

use std::ops::Range;

use jiff::civil::Date;

use crate::details::Value;
use crate::leaves::{Leaf, Prose};
use crate::post::Post;
use crate::wanted::Wanted;

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

/// A repair: edits of the body that do not overlap, and details that move from there into the front matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fix {
    /// The edits, in any order.
    pub edits: Vec<Edit>,
    /// What the front matter holds afterwards.
    pub moved: Option<Moved>,
    /// A picture's link as written: giving its file a name without spaces, in every post that shows it, is better than
    /// the edits. They are for those who cannot, or where it cannot be done.
    pub rename: Option<String>,
}

/// Details on their way into the front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The details by their names.
    pub values: Vec<(&'static str, Value)>,
    /// The front matter that the post gets when it has none.
    pub head: String,
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

/// A video on another website.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Video {
    /// Where it is.
    pub host: VideoHost,
    /// Its name there: letters, digits, `-` and `_`.
    pub id: String,
    /// What its writer calls it; may be empty.
    pub title: String,
}

/// The video that an address leads to and says nothing else of, such as where it starts; `title` is the writer's.
pub fn video_of(address: &str, title: &str) -> Option<Video> {
    video_as_picture::video(address, title)
}

/// The websites whose videos sites can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VideoHost {
    /// youtube.com
    YouTube,
    /// vimeo.com
    Vimeo,
}

/// The front matter for a title, a date and an author.
pub type Head<'a> = dyn Fn(&str, Option<Date>, Option<&str>) -> String + 'a;

/// Whether the site has the text that a detail's value names.
pub type Related<'a> = dyn Fn(&Wanted, &str) -> bool + 'a;

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
    /// Whether the site's posts keep their details in front matter.
    pub has_front_matter: bool,
    /// The front matter with which the site begins a post of this title, date and author.
    pub head: &'a Head<'a>,
    /// What the site wants of its details.
    pub wanted: &'a [Wanted],
    /// Whether the site has the text that this value of a detail names.
    pub related: &'a Related<'a>,
    /// Whether the file behind a picture's link may get a simpler name.
    pub is_renamable: &'a dyn Fn(&str) -> bool,
    /// What this site's posts say to show a video in a paragraph of its own; nothing where they can only link to it.
    pub video: &'a dyn Fn(&Video) -> Option<String>,
}

#[cfg(test)]
impl<'a> Facts<'a> {
    /// A post of a site without rules, where every picture is there.
    pub(crate) fn plain(post: &'a Post) -> Self {
        Self {
            post,
            path: "posts/x.md",
            picture: &|_| PictureFact::Found { bytes: 1 },
            needs_front_matter: false,
            file_name_is_wrong: false,
            has_front_matter: false,
            head: &|_, _, _| "---\n---\n\n".to_owned(),
            is_renamable: &|_| true,
            video: &|_| None,
            wanted: &[],
            related: &|_, _| true,
        }
    }
}

impl Facts<'_> {
    /// Whether the post is read as a program too (MDX), in which tags and angle brackets mean something else.
    fn is_program(&self) -> bool {
        self.path.to_lowercase().rsplit('.').next() == Some("mdx")
    }

    /// The body as it is to be mended, its offsets the same: without the lines that a fix takes away as a whole, and with
    /// letters for what is no writing: template tags, formulas, and pictures whose link has spaces.
    fn prose(&self) -> &str {
        &self.all_prose().text
    }

    /// Its pieces of running text.
    fn leaves(&self) -> impl Iterator<Item = Leaf> {
        self.all_prose().leaves.iter().cloned()
    }

    fn all_prose(&self) -> &Prose {
        self.post.prose(!details_in_text::moves(self))
    }
}

/// One check.
#[derive(Clone, Copy)]
pub struct Check {
    /// Its name, for messages and scripts; the file is named the same, with underscores.
    pub id: &'static str,
    /// The severity of its findings; a detail without which a site cannot be built is an error whatever stands here.
    pub severity: Severity,
    /// Looks for it.
    pub run: fn(&Facts) -> Vec<Finding>,
    /// Posts that it fires on and posts that it leaves alone.
    pub examples: &'static [Example],
}

/// A post and how often a check fires on it.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own about a site")]
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
    /// The same in [`Facts`].
    pub has_front_matter: bool,
    /// The same in [`Facts`].
    pub wanted: fn() -> Vec<Wanted>,
    /// Whether every text is there that a detail names.
    pub related: bool,
}

impl Example {
    /// An example in a site without rules where every picture is there.
    const fn new(post: &'static str, finds: usize) -> Self {
        let picture = PictureFact::Found { bytes: 1 };
        Self {
            post,
            finds,
            picture,
            needs_front_matter: false,
            file_name_is_wrong: false,
            has_front_matter: false,
            wanted: Vec::new,
            related: true,
        }
    }

    /// An example in a site that wants something of one detail.
    const fn wanting(wanted: fn() -> Vec<Wanted>, post: &'static str, finds: usize) -> Self {
        Self { wanted, ..Self::new(post, finds) }
    }
}

const ALL: &[Check] = &[
    front_matter_unreadable::CHECK,
    needs_front_matter::CHECK,
    file_name_date::CHECK,
    title_missing::CHECK,
    date_missing::CHECK,
    detail_required::CHECK,
    detail_choice::CHECK,
    detail_pattern::CHECK,
    detail_picture::CHECK,
    detail_relation::CHECK,
    details_in_text::CHECK,
    body_empty::CHECK,
    picture_link_spaces::CHECK,
    picture_name_spaces::CHECK,
    picture_missing::CHECK,
    picture_outside::CHECK,
    picture_no_description::CHECK,
    picture_empty::CHECK,
    link_empty::CHECK,
    link_quotes::CHECK,
    link_spaces::CHECK,
    heading_unspaced::CHECK,
    heading_decorated::CHECK,
    emphasis_broken::CHECK,
    emphasis_list::CHECK,
    video_as_picture::CHECK,
    tag_stray::CHECK,
    heading_swallows::CHECK,
    heading_skips::CHECK,
    list_typed::CHECK,
    list_bullets::CHECK,
    list_numbers::CHECK,
    space_hidden::CHECK,
    address_bare::CHECK,
];

/// All checks.
pub fn all() -> &'static [Check] {
    ALL
}

/// What is noticed about the details that the site wants, each with the detail's `name` among its arguments.
pub fn of_details(facts: &Facts) -> Vec<Finding> {
    ALL.iter().filter(|check| check.id.starts_with("detail-")).flat_map(|check| (check.run)(facts)).collect()
}

/// Everything that is noticed, by line; in a line by severity.
pub fn run(facts: &Facts) -> Vec<Finding> {
    let mut found: Vec<Finding> = ALL.iter().flat_map(|check| (check.run)(facts)).collect();
    found.sort_by_key(|finding| (finding.line, finding.severity));
    found
}

impl Check {
    /// A finding about a place in the body.
    fn at(&self, facts: &Facts, span: Range<usize>, args: Vec<(&'static str, String)>) -> Finding {
        let line = facts.post.file_line(span.start);
        Finding { id: self.id, severity: self.severity, args, line, span: Some(span), fix: None }
    }

    /// A finding about a place in the body, with edits that repair it.
    fn mended(
        &self,
        facts: &Facts,
        span: Range<usize>,
        args: Vec<(&'static str, String)>,
        edits: Vec<Edit>,
    ) -> Finding {
        Finding { fix: Some(Fix { edits, ..Fix::default() }), ..self.at(facts, span, args) }
    }

    /// A finding about a detail, shown where it stands.
    fn detail(&self, facts: &Facts, wanted: &Wanted, mut args: Vec<(&'static str, String)>) -> Finding {
        args.extend([("label", wanted.label.clone()), ("name", wanted.name.clone())]);
        let severity = if wanted.stops_the_site { Severity::Error } else { self.severity };
        Finding { severity, ..self.whole(facts.post.line_of_field(&wanted.name), args) }
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

impl Edit {
    fn new(range: Range<usize>, text: impl Into<String>) -> Self {
        Self { range, text: text.into() }
    }
}

/// A few words of a place, for a sentence.
fn words_of(text: &str) -> String {
    const LONGEST: usize = 40;
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= LONGEST {
        words
    } else {
        format!("{}…", words.chars().take(LONGEST).collect::<String>())
    }
}

#[cfg(test)]
mod tests;
