use serde::{Deserialize, Serialize};
use specta::Type;

use super::{FieldChange, FormField, Offers, TwoVersionsNote};

/// Where a post stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum PostState {
    /// Never published.
    Draft,
    /// Published, and changed here since.
    Changed,
    /// To be published at a time.
    Scheduled,
    /// Accepted for publishing and kept, not yet sent.
    Waiting,
    /// On its way.
    Sending,
    /// On the server.
    Published,
    /// Seen on the public website.
    Live,
    /// Sent to the people who approve posts, as it is here.
    ForApproval,
    /// The person must decide something.
    NeedsYou,
    /// The server has it, and whether as it is here has not been looked at yet.
    Unknown,
}

/// One line of the list of posts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PostItem {
    /// The file, relative to the site.
    pub path: String,
    /// From the details, else from the text, else from the file's name.
    pub title: String,
    /// The title is only a guess from the file's name.
    pub title_guessed: bool,
    /// `YYYY-MM-DD`.
    pub date: Option<String>,
    /// The date is only a guess, from the file's name, from numbers that may mean two days, or from the history.
    pub date_guessed: bool,
    /// Who wrote it.
    pub author: Option<String>,
    /// The author is only a guess: whoever added the file.
    pub author_guessed: bool,
    /// Its tags.
    pub tags: Vec<String>,
    /// Where it stands.
    pub state: PostState,
    /// The catalogue's word for why it stands there, such as `offline`; `newer` where the words here are not what goes out.
    pub reason: Option<String>,
    /// When it is to go out, as `2026-12-01T09:00:00Z`.
    pub due: Option<String>,
    /// Words of visible text.
    pub words: u32,
    /// Where a search found its words, with the found words between `\u{2}` and `\u{3}`.
    pub snippet: Option<String>,
    /// Why this file cannot be opened, if so.
    pub problem: Option<String>,
}

/// A detail that a post has and the site does not describe: shown, and never changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Field {
    /// Its name in the file.
    pub name: String,
    /// Its value, as written.
    pub value: String,
}

/// A post's details.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Type)]
pub struct Details {
    /// Its title; empty when it has none.
    pub title: String,
    /// Who wrote it; empty when it does not say.
    pub author: String,
    /// `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// Which of `title`, `date` and `author` are guesses from the file's name.
    pub guessed: Vec<String>,
    /// What other posts have as author and tags.
    pub offers: Offers,
    /// What else the site describes, in its order.
    pub form: Vec<FormField>,
    /// What else the post has, shown and never changed.
    pub others: Vec<Field>,
    /// Why the details in the file cannot be read, in a sentence; they are then shown as guesses and cannot be changed.
    pub problem: Option<String>,
    /// The details as they stand in the file, where they cannot be read.
    pub broken: Option<BrokenDetails>,
}

/// Details that cannot be read, as they stand at the top of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct BrokenDetails {
    /// Their lines, from the file's first.
    pub text: String,
    /// The line at fault, from 1.
    pub line: u32,
}

/// Changes to a post's details; what is absent stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, Type)]
pub struct DetailsChange {
    /// The new title.
    pub title: Option<String>,
    /// The new author; empty removes it.
    pub author: Option<String>,
    /// The new date as `YYYY-MM-DD`; empty removes it.
    pub date: Option<String>,
    /// The new tags, all of them.
    pub tags: Option<Vec<String>>,
    /// New values for details of the form.
    pub fields: Vec<FieldChange>,
}

/// Lines of the body whose words are shown as details, so that the page need not show them twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SpokenFor {
    /// Where they start, in UTF-16 units of the body.
    pub from: u32,
    /// Where they end, in UTF-16 units of the body.
    pub to: u32,
    /// `title`, `date` or `author`.
    pub detail: String,
}

/// A post on the page.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct OpenPost {
    /// The file, relative to the site.
    pub path: String,
    /// Rises with every change, wherever it comes from.
    pub revision: u32,
    /// The revision that is safely in the file.
    pub saved: u32,
    /// Its details.
    pub details: Details,
    /// Its text without the details' lines, every line ending a line feed.
    pub body: String,
    /// Parts of the body that the details already show.
    pub spoken_for: Vec<SpokenFor>,
    /// Where it stands.
    pub state: PostState,
    /// Words of visible text.
    pub words: u32,
    /// Why it cannot be changed, in a sentence, if so.
    pub read_only: Option<String>,
    /// Words that had not reached the file when Byline last closed were brought back.
    pub recovered: bool,
    /// Somebody else wrote another version of it that does not go together with this one; the person chooses.
    pub two_versions: Option<TwoVersionsNote>,
    /// Its public address, when the site's settings tell.
    pub address: Option<String>,
}

/// A change that has been taken and kept.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct Written {
    /// The post's revision now.
    pub revision: u32,
    /// The words were merged with a change made elsewhere; the post is on its way to the page as an event.
    pub merged: bool,
    /// As in [`OpenPost`].
    pub spoken_for: Vec<SpokenFor>,
    /// The details, which may be read from the text.
    pub details: Details,
    /// Words of visible text.
    pub words: u32,
}

/// One piece of a preview, from top to bottom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum PreviewPart {
    /// Blocks of the answer before, unchanged.
    Kept {
        /// The first of them, counted from 0.
        from: u32,
        /// How many.
        count: u32,
        /// How many lines further down they stand now.
        moved: i32,
    },
    /// A block.
    New {
        /// The first line of the body that it shows, counted from 1.
        line: u32,
        /// Sanitised HTML. `data-line` on an element tells its line, counted from that of the block.
        html: String,
    },
}

/// What stands above the text: words, not HTML.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Type)]
pub struct PreviewHead {
    /// The title.
    pub title: Option<String>,
    /// The day, as YYYY-MM-DD.
    pub date: Option<String>,
    /// The day as a reader sees it.
    pub day: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
}

/// A post as the site would show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Preview {
    /// The number of this answer; the next question names it, so that only what changed is told.
    pub number: u32,
    /// What stands above the text.
    pub head: PreviewHead,
    /// The text.
    pub parts: Vec<PreviewPart>,
}

/// How the site shows a post, as far as its files tell.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Type)]
pub struct PreviewLooks {
    /// The site's own styles, in order; none when they could not be found.
    pub styles: Vec<String>,
    /// What stands around a post; none when it could not be understood.
    pub layout: Option<PreviewLayout>,
}

/// What stands around a post: elements, their classes and ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PreviewLayout {
    /// The classes of the page's root element.
    pub root_class: String,
    /// The classes of its body.
    pub body_class: String,
    /// The id of its body.
    pub body_id: String,
    /// Safe HTML. Elements with `data-place` stand where `title`, `date`, `author` and `content` go.
    pub inside: String,
}

/// A picture's measures before Byline made it ready.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Original {
    /// Size in bytes.
    #[specta(type = u32)]
    pub bytes: u64,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// `JPEG`, `PNG` and so on.
    pub format: String,
}

/// A picture that now belongs to a post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Attached {
    /// The file, relative to the site.
    pub path: String,
    /// What the post's text says to show it.
    pub link: String,
    /// What a detail says to show it.
    pub detail: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Size in bytes.
    #[specta(type = u32)]
    pub bytes: u64,
    /// What it was before.
    pub original: Original,
}
