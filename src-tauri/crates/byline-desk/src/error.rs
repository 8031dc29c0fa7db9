use std::io::ErrorKind;

use byline_git::{Fault, OpenError};
use byline_import::Refusal;
use byline_picture::PictureError;
use byline_post::{PostError, SetError};
use thiserror::Error;

use crate::api::Problem;
use crate::fault_code::fault_code;
use crate::words;

/// Why the desk could not do what it was asked. Nothing was changed when one of these comes back.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum DeskError {
    /// There is no such folder.
    #[error("no folder {folder}")]
    NoFolder {
        /// The folder.
        folder: String,
    },
    /// The folder is not a website's folder that can be published from.
    #[error("{folder} is not a site")]
    NotASite {
        /// The folder.
        folder: String,
    },
    /// The folder belongs to another user of the computer.
    #[error("{folder} is owned by another user")]
    OwnedByAnother {
        /// The folder.
        folder: String,
    },
    /// The site uses something that Byline cannot handle.
    #[error("not supported: {what}")]
    Unsupported {
        /// What it is.
        what: String,
    },
    /// The site's record is damaged.
    #[error("the site is damaged: {detail}")]
    Damaged {
        /// What was found.
        detail: String,
    },
    /// There is no such file.
    #[error("no file {path}")]
    NoSuchFile {
        /// The file, relative to the site.
        path: String,
    },
    /// The file is there and is no post.
    #[error("{path} is not a post")]
    NotAPost {
        /// The file.
        path: String,
    },
    /// A path that leads out of the site.
    #[error("{path} is outside the site")]
    Outside {
        /// The path.
        path: String,
    },
    /// The site's settings cannot be like this.
    #[error("settings: {trouble}")]
    Settings {
        /// Why not, in words for a person.
        trouble: String,
    },
    /// The site's own file of settings cannot be read, so it is left as it is.
    #[error("settings cannot be read from line {line}")]
    SettingsUnreadable {
        /// The line, counted from 1.
        line: usize,
    },
    /// The file is not text in UTF-8.
    #[error("{path} is not text")]
    NotText {
        /// The file, relative to the site.
        path: String,
    },
    /// The file is larger than Byline opens.
    #[error("{path} has {bytes} bytes, more than {limit}")]
    TooLarge {
        /// The file, relative to the site.
        path: String,
        /// Its size in bytes.
        bytes: u64,
        /// The largest size in bytes.
        limit: u64,
    },
    /// Reading or writing a file failed.
    #[error("{path}: {source}")]
    Disk {
        /// The file or folder.
        path: String,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The desk's own store failed.
    #[error("the desk's store: {0}")]
    Store(#[from] rusqlite::Error),
    /// The post cannot be changed.
    #[error("{path} cannot be changed")]
    ReadOnly {
        /// The file, relative to the site.
        path: String,
    },
    /// A detail could not be set.
    #[error("the details of {path}: {source}")]
    Details {
        /// The file, relative to the site.
        path: String,
        /// Why.
        source: SetError,
    },
    /// A date that is none.
    #[error("{value:?} is not a date")]
    NotADate {
        /// What was given.
        value: String,
    },
    /// A value that is not among a detail's choices.
    #[error("{value:?} is no choice of {label}")]
    NotAChoice {
        /// What people call the detail.
        label: String,
        /// What was given.
        value: String,
        /// The choices.
        choices: Vec<String>,
    },
    /// A value that does not look as the site wants it.
    #[error("{value:?} does not look as {label} wants it")]
    NotAsWanted {
        /// What people call the detail.
        label: String,
        /// What was given.
        value: String,
        /// What the site says about it.
        message: String,
    },
    /// A value that is no number, or neither yes nor no.
    #[error("{value:?} is no {kind} for {label}")]
    WrongKind {
        /// What people call the detail.
        label: String,
        /// What was given.
        value: String,
        /// `number` or `yes-no`.
        kind: &'static str,
    },
    /// A detail that the site does not describe.
    #[error("the site has no detail {name}")]
    NoSuchDetail {
        /// Its name.
        name: String,
    },
    /// A picture could not be used.
    #[error("{name}: {source}")]
    Picture {
        /// The picture's file name.
        name: String,
        /// Why.
        source: PictureError,
    },
    /// The finding is not there (any more), or has no fix.
    #[error("no fix {id} at line {line}")]
    NoSuchFix {
        /// The check.
        id: String,
        /// The line.
        line: u32,
    },
    /// No tidying of this post is known that could be taken back.
    #[error("nothing to undo")]
    NothingToUndo,
    /// There is no such version of the post.
    #[error("no version {id}")]
    NoSuchVersion {
        /// What was asked for.
        id: String,
    },
    /// Nothing was published from this desk, or the last publish was taken back.
    #[error("nothing to take back")]
    NothingToTakeBack,
    /// What a tidying left was changed since, so taking it back would lose that change.
    #[error("{path} was changed since")]
    ChangedSince {
        /// The file, relative to the site.
        path: String,
    },
    /// A text that cannot be imported.
    #[error("{name}: {source}")]
    Import {
        /// The file's name.
        name: String,
        /// Why.
        source: Refusal,
    },
    /// A folder, a device or something else that is no file.
    #[error("{name} is not a file")]
    NotAFile {
        /// Its name.
        name: String,
    },
    /// A name that a post cannot have.
    #[error("{name:?} cannot be a name: {why:?}")]
    BadName {
        /// The name.
        name: String,
        /// What is wrong with it.
        why: byline_site::NameProblem,
    },
    /// Nothing can be done with a post until the person has chosen between its two texts.
    #[error("{path} has two texts")]
    TwoTexts {
        /// The file, relative to the site.
        path: String,
    },
    /// A post is on its way to the server at this moment.
    #[error("{path} is on its way")]
    OnItsWay {
        /// The file, relative to the site.
        path: String,
    },
    /// The site does not know drafts, or the post is one already.
    #[error("{path} cannot become a draft")]
    NoDrafts {
        /// The file, relative to the site.
        path: String,
    },
    /// Another file has this name already.
    #[error("{name} is taken")]
    NameTaken {
        /// The file or name.
        name: String,
    },
    /// Talking to the site's record or server failed.
    #[error(transparent)]
    Git(#[from] Fault),
    /// A newer question took the place of this one; nobody needs its answer.
    #[error("a newer question was asked")]
    Superseded,
    /// The desk's thread has ended; only seen while Byline closes.
    #[error("the desk is closed")]
    Closed,
}

impl DeskError {
    /// An input or output error, told apart where a person would do something different about it.
    pub fn disk(path: impl Into<String>, source: std::io::Error) -> Self {
        let path = path.into();
        match source.kind() {
            ErrorKind::NotFound => Self::NoSuchFile { path },
            _ => Self::Disk { path, source },
        }
    }

    pub(crate) fn open(folder: String, error: OpenError) -> Self {
        match error {
            OpenError::NotFound => Self::NoFolder { folder },
            OpenError::NotARepository | OpenError::NoWorkTree => Self::NotASite { folder },
            OpenError::OwnedByAnother => Self::OwnedByAnother { folder },
            OpenError::NeedsGit => Self::Git(Fault::Missing { program: "git".to_owned() }),
            OpenError::Unsupported { what } => Self::Unsupported { what },
            OpenError::Damaged { detail } => Self::Damaged { detail },
            OpenError::Io(source) => Self::Disk { path: folder, source },
        }
    }

    pub(crate) fn post(path: &str, error: &PostError) -> Self {
        let path = path.to_owned();
        match error {
            PostError::NotText { .. } => Self::NotText { path },
            PostError::TooLarge { bytes, limit } => Self::TooLarge { path, bytes: *bytes as u64, limit: *limit as u64 },
        }
    }

    /// Why a file that was handed in was not imported.
    pub(crate) fn import(name: &str, source: Refusal) -> Self {
        let (name, path) = (name.to_owned(), name.to_owned());
        match source {
            Refusal::NotText => Self::NotText { path },
            Refusal::TooLarge { bytes, limit } => Self::TooLarge { path, bytes: bytes as u64, limit: limit as u64 },
            source => Self::Import { name, source },
        }
    }

    /// Whether a question to the store was stopped before it was answered.
    pub(crate) fn is_interrupted(&self) -> bool {
        matches!(self, Self::Store(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::OperationInterrupted))
    }

    /// A stable word for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoFolder { .. } => "no-folder",
            Self::NotASite { .. } => "not-a-site",
            Self::OwnedByAnother { .. } => "owned-by-another",
            Self::Unsupported { .. } => "unsupported",
            Self::Damaged { .. } => "damaged",
            Self::NoSuchFile { .. } => "no-such-file",
            Self::NotAPost { .. } => "not-a-post",
            Self::Outside { .. } => "outside",
            Self::Settings { .. } => "settings",
            Self::SettingsUnreadable { .. } => "settings-unreadable",
            Self::NotText { .. } => "not-text",
            Self::TooLarge { .. } => "too-large",
            Self::Disk { source, .. } => disk_code(source),
            Self::Store(error) => store_code(error),
            Self::ReadOnly { .. } => "read-only",
            Self::Details { source, .. } => details_code(source),
            Self::NotADate { .. } => "not-a-date",
            Self::NotAChoice { .. } => "not-a-choice",
            Self::NotAsWanted { .. } => "not-as-wanted",
            Self::WrongKind { kind: "number", .. } => "not-a-number",
            Self::WrongKind { .. } => "not-yes-no",
            Self::NoSuchDetail { .. } => "no-such-detail",
            Self::Picture { source, .. } => picture_code(source),
            Self::NoSuchFix { .. } => "no-such-fix",
            Self::NothingToUndo => "nothing-to-undo",
            Self::NoSuchVersion { .. } => "no-such-version",
            Self::NothingToTakeBack => "nothing-to-take-back",
            Self::ChangedSince { .. } => "changed-since",
            Self::Import { source, .. } => import_code(source),
            Self::NotAFile { .. } => "not-a-file",
            Self::NameTaken { .. } => "name-taken",
            Self::BadName { why, .. } => name_code(*why),
            Self::TwoTexts { .. } => "two-texts",
            Self::OnItsWay { .. } => "on-its-way",
            Self::NoDrafts { .. } => "no-drafts",
            Self::Git(fault) => fault_code(fault),
            Self::Superseded => "superseded",
            Self::Closed => "closed",
        }
    }

    /// The words for a person.
    pub fn problem(&self) -> Problem {
        let code = self.code();
        let size;
        let args: Vec<(&str, &str)> = match self {
            Self::NoFolder { folder } | Self::NotASite { folder } | Self::OwnedByAnother { folder } => {
                vec![("folder", folder)]
            }
            Self::Unsupported { what } => vec![("what", what)],
            Self::NoSuchFile { path }
            | Self::NotAPost { path }
            | Self::Outside { path }
            | Self::NotText { path }
            | Self::ReadOnly { path }
            | Self::TwoTexts { path }
            | Self::OnItsWay { path }
            | Self::NoDrafts { path }
            | Self::ChangedSince { path }
            | Self::Disk { path, .. }
            | Self::Details { path, .. } => vec![("path", path)],
            Self::TooLarge { path, bytes, .. } => {
                size = words::size(*bytes);
                vec![("path", path), ("size", &size)]
            }
            Self::NotADate { value } => vec![("value", value)],
            Self::NoSuchVersion { id } => vec![("id", id)],
            Self::NotAChoice { label, value, choices } => {
                size = choices.join(", ");
                vec![("label", label), ("value", value), ("choices", &size)]
            }
            Self::NotAsWanted { label, value, message } => {
                vec![("label", label), ("value", value), ("message", message)]
            }
            Self::WrongKind { label, value, .. } => vec![("label", label), ("value", value)],
            Self::Settings { trouble } => vec![("trouble", trouble)],
            Self::SettingsUnreadable { line } => {
                size = line.to_string();
                vec![("line", &size)]
            }
            Self::Picture { name, source } => {
                size = picture_detail(source);
                vec![("name", name), ("detail", &size)]
            }
            Self::Import { name, .. }
            | Self::NotAFile { name }
            | Self::NameTaken { name }
            | Self::BadName { name, .. }
            | Self::NoSuchDetail { name } => {
                vec![("name", name)]
            }
            Self::Git(Fault::SingleSignOn { address }) => vec![("address", address)],
            Self::Git(Fault::Missing { program }) => vec![("program", program)],
            Self::Damaged { .. }
            | Self::Store(_)
            | Self::NoSuchFix { .. }
            | Self::NothingToUndo
            | Self::NothingToTakeBack
            | Self::Git(_)
            | Self::Superseded
            | Self::Closed => vec![],
        };
        if let Self::Import { source: Refusal::Kind(found), .. } = self {
            let kind = found.id();
            return Problem {
                message: words::say(&format!("problem.not-importable.{kind}"), &args),
                hint: words::say_if_known(&format!("hint.not-importable.{kind}"), &args),
                code: code.to_owned(),
            };
        }
        Problem {
            message: words::say(&format!("problem.{code}"), &args),
            hint: words::say_if_known(&format!("hint.{code}"), &args),
            code: code.to_owned(),
        }
    }
}

impl From<DeskError> for Problem {
    fn from(error: DeskError) -> Self {
        error.problem()
    }
}

fn import_code(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Kind(_) => "not-importable",
        Refusal::Empty => "import-empty",
        Refusal::TooMuch | Refusal::TooDeep => "import-too-much",
        _ => "import-damaged",
    }
}

fn details_code(error: &SetError) -> &'static str {
    match error {
        SetError::Unreadable => "details",
        SetError::NotEditable { .. } => "details-in-text",
        SetError::WrongKind { .. } => "details-kind",
    }
}

fn name_code(why: byline_site::NameProblem) -> &'static str {
    match why {
        byline_site::NameProblem::Empty => "name-empty",
        byline_site::NameProblem::Reserved => "name-reserved",
        byline_site::NameProblem::Letters => "name-letters",
        byline_site::NameProblem::Ends => "name-ends",
        byline_site::NameProblem::TooLong => "name-too-long",
        byline_site::NameProblem::Taken => "name-taken",
    }
}

fn disk_code(error: &std::io::Error) -> &'static str {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "disk-full",
        ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => "no-permission",
        _ => "disk",
    }
}

fn store_code(error: &rusqlite::Error) -> &'static str {
    /// `SQLITE_IOERR_SHMSIZE`: how a full disk shows itself while a write-ahead log is opened (sqlite.org/rescode.html).
    const NO_ROOM_FOR_LOG: i32 = 4874;
    let extended = error.sqlite_error().map(|error| error.extended_code);
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DiskFull) => "store-full",
        _ if extended == Some(NO_ROOM_FOR_LOG) => "store-full",
        Some(rusqlite::ErrorCode::ReadOnly | rusqlite::ErrorCode::CannotOpen) => "store-no-permission",
        _ => "store",
    }
}

fn picture_code(error: &PictureError) -> &'static str {
    match error {
        PictureError::NotAPicture => "not-a-picture",
        PictureError::Unsupported { .. } => "picture-unsupported",
        PictureError::TooLarge { .. } | PictureError::TooManyPixels { .. } | PictureError::TooManyFrames { .. } => {
            "picture-too-large"
        }
        PictureError::Damaged { .. } => "picture-damaged",
    }
}

fn picture_detail(error: &PictureError) -> String {
    match error {
        PictureError::Unsupported { format } => (*format).to_owned(),
        PictureError::TooLarge { bytes, .. } => words::size(*bytes),
        PictureError::TooManyPixels { width, height, .. } => format!("{width} × {height}"),
        PictureError::TooManyFrames { frames, .. } => format!("{frames} ×"),
        PictureError::NotAPicture | PictureError::Damaged { .. } => String::new(),
    }
}
