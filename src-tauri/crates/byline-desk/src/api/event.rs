use serde::{Deserialize, Serialize};
use specta::Type;

use super::{ConnectStep, OpenPost, Outcome, PersonNotice, PersonQuestion, Problem, RealSite, SignInAt, SignedIn};

/// A step of publishing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// The post is safely kept for sending.
    Kept,
    /// Asking the server what it has.
    Asking,
    /// Putting the post on top of that.
    Preparing,
    /// On its way.
    Sending,
    /// Asking the server again.
    Confirming,
}

/// How far a published post is from being on the public website.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum LiveStep {
    /// The website is being looked at.
    Looking,
    /// It is there.
    Live,
    /// It was not there for a long time; it is looked for no more.
    NotYet,
    /// It cannot be looked for.
    Cannot,
}

/// Something that happened at the desk, told as it happens.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Event {
    /// The file holds this revision of the post.
    Saved {
        /// Which post.
        path: String,
        /// What the file holds now.
        revision: u32,
    },
    /// The file could not be written; the words are still kept.
    SaveFailed {
        /// Which post.
        path: String,
        /// Why, and what to do.
        problem: Problem,
    },
    /// Posts were added, changed or removed; lists should be asked for again.
    PostsChanged,
    /// The site was understood anew, because its settings changed: what is shown of it should be asked for again.
    SiteChanged,
    /// The open post changed outside and nothing was unsaved, or somebody must choose between two texts.
    PostChanged {
        /// The post as it is now.
        post: Box<OpenPost>,
    },
    /// What somebody else changed in the post on the page is in it now.
    TakenIn {
        /// Which post.
        path: String,
        /// Who changed it, in a sentence.
        message: String,
    },
    /// Looking through other posts for a picture's links goes on.
    Tidying {
        /// Which post is tidied.
        path: String,
        /// How much has been looked through, from 0 to 1.
        done: f32,
    },
    /// A post's file has another path now.
    PostMoved {
        /// The path it had.
        from: String,
        /// The path it has.
        to: String,
    },
    /// Publishing goes on.
    Publishing {
        /// Which post.
        path: String,
        /// Where it is.
        step: Step,
        /// How much of the step is done, from 0 to 1.
        done: f32,
    },
    /// Publishing ended.
    PublishEnded {
        /// Which post.
        path: String,
        /// How.
        outcome: Outcome,
    },
    /// Texts are being brought in.
    Importing {
        /// The name of the file that is next.
        file: String,
        /// How many are done.
        done: u32,
        /// How many there are.
        total: u32,
    },
    /// A website is on its way to this computer.
    Connecting {
        /// Where it is.
        step: ConnectStep,
        /// How much of the step is done, from 0 to 1; 0 too where nobody knows.
        done: f32,
    },
    /// How changes that other programs make to the site's files are noticed from now on.
    Noticing {
        /// As they happen; else by looking every few seconds, because the computer has run out of watches.
        at_once: bool,
    },
    /// A published post on its way to the public website.
    Live {
        /// Which post.
        path: String,
        /// How far it is.
        step: LiveStep,
        /// Its public address, where it is known.
        address: Option<String>,
        /// One plain sentence.
        message: String,
        /// What to do, when there is something.
        hint: Option<String>,
    },
    /// The person is asked something; answered by its number.
    Question {
        /// What is asked.
        question: PersonQuestion,
    },
    /// A question is answered, or matters no more.
    QuestionOver {
        /// Its number.
        id: u32,
    },
    /// The person has to know something.
    Notice {
        /// What.
        notice: PersonNotice,
    },
    /// A security key waits to be touched, or waits no more.
    TouchKey {
        /// It waits.
        waits: bool,
    },
    /// Posts were put into the queue of those that wait, left it, or wait for another reason.
    QueueChanged {
        /// Posts that wait to be sent; those that wait for their time are not counted.
        waiting: u32,
    },
    /// The server wants somebody to sign in, or the account to be approved, before anything goes on.
    SignInWanted {
        /// Where.
        at: SignInAt,
    },
    /// Signing in ended: well, or with a problem.
    SignInEnded {
        /// The server.
        host: String,
        /// Who is signed in now.
        signed_in: Option<SignedIn>,
        /// Why nobody is.
        problem: Option<Problem>,
    },
    /// Something happened at the site's own generator.
    RealSite {
        /// How it is now.
        real: RealSite,
    },
    /// Whether the server could be reached when last tried, and how many posts wait.
    Network {
        /// It was reached.
        online: bool,
        /// Posts that wait to be sent.
        waiting: u32,
    },
}

/// Where the desk's events go: a window, a terminal, a test.
pub trait EventSink: Send + Sync {
    /// Takes one event. Must not block.
    fn tell(&self, event: Event);
}

/// A sink for those who do not listen.
#[derive(Debug, Clone, Copy, Default)]
pub struct Quiet;

impl EventSink for Quiet {
    fn tell(&self, _event: Event) {}
}
