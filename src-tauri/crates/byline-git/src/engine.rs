//! The primitives that publishing is built from. Small enough that an engine over another git can offer them too.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::path::Path;

use crate::{BlobId, CommitId, Fault, Naming};

/// Where a site publishes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destination {
    /// The branch: the current branch's upstream, else the server's default branch, else the current branch.
    pub branch: String,
    /// The server; `None` when the site has none.
    pub remote: Option<Remote>,
}

/// A site's server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remote {
    /// The name by which the repository knows it.
    pub name: String,
    /// Its address, without any secret.
    pub url: String,
    /// Its host in lower case; `None` for a folder on this computer.
    pub host: Option<String>,
}

/// What is to become of the address that a site publishes to, in a setting of Byline's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Elsewhere {
    /// This one is tried in its place.
    Try {
        /// The server's address.
        address: String,
        /// Posts go to the server's default branch, whatever the settings say.
        default_branch: bool,
    },
    /// The one that was tried stays.
    Keep,
    /// The one before comes back, with what its server was last seen to have.
    Back,
}

/// Who wrote or sent something.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Writer {
    /// The full name.
    pub name: String,
    /// The mail address.
    pub email: String,
}

/// How a file came into the site's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    /// Who added it.
    pub writer: Writer,
    /// When, in seconds since 1970-01-01 UTC.
    pub time: i64,
    /// Minutes east of UTC where the writer was.
    pub offset_minutes: i32,
}

/// A file as one published state of the site had it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileState {
    /// The state that brought it.
    pub commit: CommitId,
    /// Where the file was then: it may have been moved since.
    pub path: String,
    /// Its content; `None` where this state took it away.
    pub blob: Option<BlobId>,
    /// Who brought it; `None` for the oldest state here when older ones are only at the server.
    pub writer: Option<Writer>,
    /// When, in seconds since 1970-01-01 UTC.
    pub time: i64,
    /// Minutes east of UTC where the writer was.
    pub offset_minutes: i32,
    /// What was said of it.
    pub message: String,
}

/// The published states of one file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileHistory {
    /// The newest first.
    pub states: Vec<FileState>,
    /// Older ones are only at the server: this repository has a part of the history.
    pub cut_off: bool,
    /// There are older ones here; no more were asked for.
    pub more: bool,
}

/// A file that the site had once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemovedFile {
    /// Where it was.
    pub path: String,
    /// What it was last.
    pub blob: BlobId,
    /// The last state of the site that had it.
    pub last: CommitId,
    /// Who took it away.
    pub writer: Writer,
    /// When, in seconds since 1970-01-01 UTC.
    pub time: i64,
    /// Minutes east of UTC where the writer was.
    pub offset_minutes: i32,
}

/// One file of a commit to be built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Relative to the work tree's root, separated by `/`.
    pub path: String,
    /// The bytes to store as they are; `None` deletes the file.
    pub content: Option<Vec<u8>>,
}

/// What a commit says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meta {
    /// The message.
    pub message: String,
    /// Who wrote the content.
    pub author: Writer,
    /// Who published it.
    pub committer: Writer,
    /// Seconds since 1970-01-01 UTC.
    pub time: i64,
    /// Minutes east of UTC.
    pub offset_minutes: i32,
}

/// Where a commit is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PushTo {
    /// The full name on the server: `refs/heads/main`, or a forge's own such as `refs/for/main`.
    pub reference: String,
    /// What the server is told besides, such as `merge_request.create`; each one line. A server that takes none makes the
    /// push fail before anything is sent, with [`Fault::NoPushOptions`].
    pub options: Vec<String>,
}

impl PushTo {
    /// A branch, and nothing said besides.
    pub fn branch(name: &str) -> Self {
        Self { reference: format!("refs/heads/{name}"), options: Vec::new() }
    }
}

/// What is known after a push. Neither acceptance nor an error proves anything: ask the server again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PushReport {
    /// What the server said of the branch; `None` when it said nothing.
    pub accepted: Option<bool>,
    /// The server's reasons for refusing the branch.
    pub refusals: Vec<String>,
    /// What the server printed, line by line.
    pub said: Vec<String>,
    /// The error that ended the push.
    pub error: Option<Fault>,
}

/// The result of [`Engine::catch_up`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CatchUp {
    /// The folder now equals the server's state.
    Done {
        /// The paths whose files were written or removed.
        paths: Vec<String>,
    },
    /// Somebody's work is in the way; nothing was touched.
    NotNow {
        /// What is in the way.
        why: NotNow,
    },
    /// There is nothing to do.
    Nothing,
}

/// Why a folder was left as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotNow {
    /// A merge, rebase or the like is in progress.
    Unfinished,
    /// Another branch, or none, is checked out.
    OtherBranch,
    /// The folder has commits that the server has not.
    OwnCommits,
    /// Another program holds the index.
    Locked,
    /// The index cannot be read by this engine, or holds conflicts.
    Index,
    /// A file that would change is being edited or staged.
    Edited {
        /// That file.
        path: String,
    },
    /// A file that would change is of a kind that this engine does not write: a link, a submodule, a filtered or
    /// left-out file.
    Unusual {
        /// That file.
        path: String,
    },
}

/// The part of the work that is going on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// Asking the server for its state.
    Fetching,
    /// Building the commit, or the folder of a website that is connected.
    Building,
    /// Sending it.
    Sending,
    /// Asking the server whether it has it.
    Confirming,
}

/// Follows and stops the work.
pub trait Watch {
    /// `done` of `total` units of this step; `total` is 0 when unknown.
    fn progress(&self, step: Step, done: u64, total: u64);
    /// Whether the person asked to stop. Asked several times a second.
    fn cancelled(&self) -> bool;
}

/// Watches nothing and never stops.
#[derive(Debug, Clone, Copy, Default)]
pub struct Quiet;

impl Watch for Quiet {
    fn progress(&self, _step: Step, _done: u64, _total: u64) {}

    fn cancelled(&self) -> bool {
        false
    }
}

/// The right to publish from a repository; given back when dropped, or by the system when the program dies.
#[derive(Debug)]
pub struct Claim(Option<File>);

impl Claim {
    /// A claim that lasts as long as this locked file is open; `None` where nothing needs to be held.
    pub fn new(locked: Option<File>) -> Self {
        Self(locked)
    }

    /// Whether a lock is held.
    pub fn is_held(&self) -> bool {
        self.0.is_some()
    }
}

/// One repository, by small steps. Nothing here but [`Engine::catch_up`] touches index, HEAD, branches or files.
pub trait Engine: Send {
    /// The root of the work tree, to which all paths are relative.
    fn root(&self) -> &Path;

    /// Where the site publishes to, as far as is known without asking the server.
    fn destination(&self) -> Result<Destination, Fault>;

    /// The name and address in the repository's settings.
    fn writer(&self) -> Option<Writer>;

    /// Keeps other Bylines from publishing from this repository at the same time; [`Fault::Locked`] when one does.
    fn claim(&self) -> Result<Claim, Fault>;

    /// The server's state as last seen.
    fn known_tip(&self) -> Result<Option<CommitId>, Fault>;

    /// The commit that the working folder stands on; nothing before the first one.
    fn head(&self) -> Result<Option<CommitId>, Fault>;

    /// Asks the server for its state; `None` when it is still empty.
    fn fetch(&self, watch: &dyn Watch) -> Result<Option<CommitId>, Fault>;

    /// Asks the server for another branch than the one that the site publishes to; `None` when it has none of that name.
    fn fetch_branch(&self, branch: &str, watch: &dyn Watch) -> Result<Option<CommitId>, Fault>;

    /// As [`Engine::fetch`], with no more than the newest `commits` states of a history that is not here in full; 0 for
    /// all of it. Gives up with [`Fault::TooLarge`], having changed nothing, when that is more than `most_bytes`. A server
    /// that cannot cut a history off, and a folder on this computer, give all.
    fn fetch_history(&self, commits: u32, most_bytes: u64, watch: &dyn Watch) -> Result<Option<CommitId>, Fault>;

    /// Changes where the site publishes to; the repository's own settings stay as they are. Tells whether anything
    /// changed. Holds for engines opened later.
    fn publish_elsewhere(&self, what: &Elsewhere) -> Result<bool, Fault> {
        match what {
            Elsewhere::Back => Ok(false),
            _ => Err(Fault::Unsupported { what: "another address".to_owned() }),
        }
    }

    /// Whether the history here was cut off, so that older states are on the server only.
    fn is_cut_off(&self) -> bool;

    /// Whether the server lets this account send at all: begins the conversation of a push and hangs up. Changes
    /// nothing. Rules for single branches show themselves only when something is sent.
    fn may_send(&self, watch: &dyn Watch) -> Result<(), Fault>;

    /// The name of these bytes. Writes nothing.
    fn blob_id(&self, bytes: &[u8]) -> BlobId {
        self.naming().blob_id(bytes)
    }

    /// How this repository names what is in it.
    fn naming(&self) -> Naming;

    /// Every regular file below a folder (`""` for all), by path.
    fn blobs(&self, at: &CommitId, under: &str) -> Result<HashMap<String, BlobId>, Fault>;

    /// The name of one file's content, without reading it.
    fn entry(&self, at: &CommitId, path: &str) -> Result<Option<BlobId>, Fault>;

    /// One file's stored bytes.
    fn read(&self, at: &CommitId, path: &str) -> Result<Option<Vec<u8>>, Fault> {
        match self.entry(at, path)? {
            Some(id) => self.read_blob(&id),
            None => Ok(None),
        }
    }

    /// Stored bytes by name; `None` when this repository has none such.
    fn read_blob(&self, id: &BlobId) -> Result<Option<Vec<u8>>, Fault>;

    /// The bytes as git would store them when adding this file over the state `at`: line ends follow the site's
    /// attributes, and of a large file only a pointer is stored. [`Fault::NeedsFilter`] where a program would be needed.
    fn for_storage(&self, at: Option<&CommitId>, path: &str, bytes: &[u8]) -> Result<Vec<u8>, Fault>;

    /// The other way round from [`Engine::for_storage`]: stored bytes as a file of the working folder has them. A large
    /// file that is not here is asked of the server; [`Fault::NeedsFilter`] where it cannot be had now.
    fn for_folder(&self, path: &str, stored: Vec<u8>) -> Result<Vec<u8>, Fault>;

    /// Builds a commit on top of `on` (or the very first one), on disk for good when this returns. `None` when the
    /// changes change nothing.
    fn commit(&self, on: Option<&CommitId>, changes: &[Change], meta: &Meta) -> Result<Option<CommitId>, Fault>;

    /// Who added each of these files, and when: the oldest addition among the newest `most` commits before `at`. A file
    /// about which the history here tells nothing is left out, also one that was there when a shallow clone was cut off.
    fn begun(
        &self,
        at: &CommitId,
        paths: &HashSet<String>,
        most: usize,
        watch: &dyn Watch,
    ) -> Result<HashMap<String, Begun>, Fault>;

    /// The published states of one file up to `at`, the newest first, `most` of them. Follows the file to where it was
    /// before, when it was moved with nearly the same content. Reads the trees along its path only.
    fn versions_of(&self, at: &CommitId, path: &str, most: usize, watch: &dyn Watch) -> Result<FileHistory, Fault>;

    /// Files that the newest `most` states up to `at` took away, the last one first. A file that was moved was not taken
    /// away.
    fn removed(&self, at: &CommitId, most: usize, watch: &dyn Watch) -> Result<Vec<RemovedFile>, Fault>;

    /// Whether `commit` is `tip` or one of its ancestors.
    fn contains(&self, tip: &CommitId, commit: &CommitId) -> Result<bool, Fault>;

    /// Remembers a job's commit, on disk for good when this returns. `job` is a word of letters, digits, `-`, `_`.
    fn keep(&self, job: &str, commit: &CommitId) -> Result<(), Fault>;

    /// The commit remembered for a job.
    fn kept(&self, job: &str) -> Result<Option<CommitId>, Fault>;

    /// Forgets a job's commit.
    fn forget(&self, job: &str) -> Result<(), Fault>;

    /// Sends those of these files that are large to where the server keeps such files, before a commit that names them by
    /// their pointers. `tip` is the server's state, by whose settings the place is found. Files that it has already, and
    /// others, are not sent. [`Fault::NeedsFilter`] where that place cannot be used from here.
    fn send_large(&self, tip: Option<&CommitId>, files: &[(&str, &[u8])], watch: &dyn Watch) -> Result<(), Fault>;

    /// Sends a commit to where it is told, never by force.
    fn push(&self, commit: &CommitId, to: &PushTo, watch: &dyn Watch) -> PushReport;

    /// Brings the folder to the server's state as last seen, if nobody's work is in the way. `own` are files that are on
    /// purpose as they are here, deleted or with another text: what the server changes in them neither touches them nor
    /// holds anything up.
    fn catch_up(&self, own: &[String]) -> Result<CatchUp, Fault>;

    /// Whether a private copy is worked on in the place of the folder's own repository, which cannot be used.
    fn is_private_copy(&self) -> bool;

    /// Another engine for the same folder, over a private copy made anew, when this one's repository is damaged; `None`
    /// where no place for copies is known. From then on [`crate::open`] takes the copy by itself.
    fn repaired(&self) -> Result<Option<Box<dyn Engine>>, Fault>;
}
