use serde::{Deserialize, Serialize};
use specta::Type;

/// What a publish does to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// The server does not have it yet.
    New,
    /// The server has another text of it.
    Changed,
    /// It is taken away.
    Deleted,
}

/// One file that goes out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PlannedFile {
    /// The file, relative to the site.
    pub path: String,
    /// What happens to it.
    pub change: ChangeKind,
    /// Its size.
    #[specta(type = u32)]
    pub bytes: u64,
}

/// What a click on Publish would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PublishPlan {
    /// The post's title.
    pub title: String,
    /// What goes out; nothing else does.
    pub files: Vec<PlannedFile>,
    /// "1 post and 1 picture, 412 kB. Nothing else on the site changes."
    pub summary: String,
    /// What changes besides, a sentence each: a draft mark that goes, a file that moves, a day that is still to come.
    pub changes: Vec<String>,
    /// What the checks found, the worst first.
    pub findings: Vec<super::Finding>,
    /// Whose name goes on it; none: the person is asked.
    pub writer: Option<super::Writer>,
    /// Where it goes, in words ("github.com").
    pub to: Option<String>,
    /// Why it cannot go out, if so.
    pub cannot: Option<super::Problem>,
    /// The website has taken nothing without approval before.
    pub wants_approval: bool,
}

/// How a publish or a sync ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum OutcomeKind {
    /// The server has it; it was asked again.
    Published,
    /// The server had it already.
    AlreadyPublished,
    /// Somebody has to approve it.
    SentForApproval,
    /// Kept, to be sent later by itself.
    Waiting,
    /// The person must decide.
    NeedsYou,
    /// The server does not take it.
    Refused,
    /// The person withdrew it before it went.
    Cancelled,
}

/// How publishing one post ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Outcome {
    /// The post's file, which publishing may have taken out of the site's drafts.
    pub path: String,
    /// How it ended.
    pub outcome: OutcomeKind,
    /// The published state's identifier.
    pub commit: Option<String>,
    /// The branch it went to.
    pub branch: Option<String>,
    /// What went out.
    pub files: Vec<PlannedFile>,
    /// How often it was tried.
    pub attempts: u32,
    /// One plain sentence.
    pub message: String,
    /// What to do next, when there is something.
    pub hint: Option<String>,
    /// Where the person has to sign in before it goes on, if that is what it waits for.
    pub sign_in: Option<Box<super::SignInAt>>,
    /// The post's public address, when the site's settings tell.
    pub address: Option<String>,
    /// When it goes out, as `2026-12-01T09:00:00Z`, where it is kept until its time.
    pub due: Option<String>,
    /// The page on which it is approved, or on which the person asks for that.
    pub request: Option<String>,
    /// It is on its way to the public website, and looked for there where somebody sits at the desk.
    pub looks: bool,
    /// The website takes it only after approval, and it can be sent for that.
    pub can_ask_approval: bool,
}
