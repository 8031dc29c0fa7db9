use serde::{Deserialize, Serialize};
use specta::Type;

use super::PostState;

/// How a post is to be sent.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
pub struct Sending {
    /// What the site's record says about it; none: Byline's own words.
    pub message: Option<String>,
    /// To the people who approve posts, not to the website.
    pub for_approval: bool,
    /// Not before this time: `2026-12-01T09:00` where the person is, or with an offset of its own; none: now.
    pub at: Option<String>,
}

/// One post that is kept for sending.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct QueuedPost {
    /// Its file.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Scheduled, waiting, sending or in need of the person.
    pub state: PostState,
    /// The catalogue's word for why it is still here, such as `offline` or `sign-in`; none before it was tried.
    pub reason: Option<String>,
    /// The same in a few words.
    pub why: String,
    /// When the person clicked, as `2026-12-01T09:00:00Z`.
    pub since: String,
    /// When it is to go out, likewise; none: as soon as it can.
    pub due: Option<String>,
    /// It goes to the people who approve posts.
    pub for_approval: bool,
}

/// Everything that is kept for sending, in the order of the clicks.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Type)]
pub struct Queue {
    /// The posts.
    pub posts: Vec<QueuedPost>,
    /// When those that wait are tried again by themselves, as `2026-12-01T09:00:00Z`.
    pub next_try: Option<String>,
    /// The server that the posts go to.
    pub host: Option<String>,
}

/// What became of a post that the person withdrew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Cancelled {
    /// Nothing of it goes out any more. Else it was not there, or is on its way at this moment; then its outcome tells
    /// whether it was stopped in time.
    pub cancelled: bool,
    /// One plain sentence.
    pub message: String,
}
