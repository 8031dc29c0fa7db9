//! A post's earlier texts, kept here and published, in one list; and one of them beside another text.

use byline_git::{CommitId, FileHistory, FileState, Watch};
use byline_post::Post;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::Site;
use super::page::parse;
use crate::api::{Against, PostHistory, SeenBlock, SeenPicture, ShownVersion, Version, VersionPlace};
use crate::store::KeptVersion;
use crate::{DeskError, difference, words};

/// So many published states of a post are looked for, and so many texts kept here are listed.
const MOST: usize = 200;

/// What the server's history told of a post last, so that looking at one version after the other asks it once.
pub(crate) struct ToldStates {
    path: String,
    tip: CommitId,
    history: FileHistory,
}

/// All that is needed to put a post's history together: can go to another thread.
pub(crate) struct HistoryQuestion {
    path: String,
    /// Where the server has it, as the repository says it.
    there: String,
    root: std::path::PathBuf,
    git: byline_git::Options,
    tip: Option<CommitId>,
    told: Option<FileHistory>,
    kept: Vec<KeptVersion>,
    now: Option<Vec<u8>>,
    writer: Option<String>,
    zone: TimeZone,
    /// The published state that can be taken back.
    last_sent: Option<String>,
    held_back: bool,
}

/// One version with its text.
pub(super) struct Known {
    id: String,
    at: i64,
    text: Vec<u8>,
    author: Option<String>,
    why: String,
    here: bool,
    on_website: bool,
    can_take_back: bool,
    /// The published state, for one that was published.
    pub(super) state: Option<FileState>,
}

/// A post's history, put together.
pub(crate) struct History {
    path: String,
    tip: Option<CommitId>,
    told: FileHistory,
    known: Vec<Known>,
    zone: TimeZone,
}

impl Site {
    /// The earlier texts of a post, the newest first. Looks through the history on this thread.
    pub fn history(&mut self, path: &str) -> Result<PostHistory, DeskError> {
        Ok(self.whole_history(path)?.listed())
    }

    /// A version of a post beside the text that is here now, or the version before it.
    pub fn version(&mut self, path: &str, id: &str, against: Against) -> Result<ShownVersion, DeskError> {
        let history = self.whole_history(path)?;
        let at = history.place(id)?;
        let path = history.path.clone();
        let known = history.known.get(at).ok_or_else(|| no_such(id))?;
        let before = history.known.get(at + 1);
        let other = match against {
            Against::Now => self.text_now(&path)?,
            Against::Before => before.map(|known| known.text.clone()),
        };
        let post = parse(&path, &known.text)?;
        let nothing = parse(&path, b"")?;
        let other = other.map(|text| parse(&path, &text)).transpose()?;
        let beside = other.as_ref().unwrap_or(&nothing);
        let blocks: Vec<SeenBlock> =
            difference::blocks(beside, &post).into_iter().map(|block| self.with_picture(&path, block)).collect();
        let details = difference::details(&self.told_details(beside), &self.told_details(&post));
        let same = details.is_empty() && blocks.iter().all(|block| block.became == crate::api::Became::Same);
        let version = history.version(known);
        Ok(ShownVersion { version, against: other.is_some().then_some(against), details, blocks, same })
    }

    /// What is to be asked about a post's history; nothing is looked through yet.
    pub(crate) fn history_question(&mut self, path: &str) -> Result<HistoryQuestion, DeskError> {
        let path = self.follow(path);
        if !self.is_post(&path) {
            return Err(DeskError::NotAPost { path });
        }
        let tip = self.engine.known_tip()?;
        let here = self.in_repository(&path);
        let there = self.store.published_at(&path)?.map_or(here, |was| self.in_repository(&was));
        let known = self.told_states.as_ref().filter(|told| told.path == there && Some(&told.tip) == tip.as_ref());
        let sent = self.store.last_sent(Some(&path))?.filter(|sent| !sent.taken_back);
        Ok(HistoryQuestion {
            there,
            root: self.root.clone(),
            git: self.around.git.clone(),
            told: known.map(|told| told.history.clone()),
            tip,
            kept: self.store.kept_versions(&path, MOST)?,
            now: self.text_now(&path)?,
            writer: self.writer().map(|writer| writer.name),
            zone: self.around.clock.now().time_zone().clone(),
            last_sent: sent.map(|sent| sent.state),
            held_back: self.store.is_held_back(&path)?,
            path,
        })
    }

    /// Remembers what the history told, for the versions that are looked at next.
    pub(crate) fn take_told(&mut self, history: &History) {
        self.told_states = history.tip.clone().map(|tip| ToldStates {
            path: self.there(&history.path),
            tip,
            history: history.told.clone(),
        });
    }

    /// More of the history is here now.
    pub(crate) fn forget_told(&mut self) {
        self.told_states = None;
    }

    pub(super) fn whole_history(&mut self, path: &str) -> Result<History, DeskError> {
        let history = self.history_question(path)?.run(&byline_git::Quiet)?;
        self.take_told(&history);
        Ok(history)
    }

    /// Where the server has a post, as the repository says it.
    fn there(&self, path: &str) -> String {
        let was = self.store.published_at(path).ok().flatten();
        self.in_repository(was.as_deref().unwrap_or(path))
    }

    /// A post's words as they are here now, on the page or in the file; nothing where it is not here.
    pub(super) fn text_now(&self, path: &str) -> Result<Option<Vec<u8>>, DeskError> {
        if let Some(on_page) = self.open.get(path) {
            return Ok(Some(on_page.post.as_bytes().to_vec()));
        }
        if let Some(words) = self.store.journalled(path)? {
            return Ok(Some(words.text));
        }
        match self.files.read(path, super::LARGEST_POST) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(DeskError::NoSuchFile { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn with_picture(&self, path: &str, (block, link): (SeenBlock, Option<String>)) -> SeenBlock {
        let picture = link.map(|link| SeenPicture {
            name: link.rsplit('/').next().unwrap_or(&link).to_owned(),
            path: self.files.picture_file(path, &link),
            link,
        });
        SeenBlock { picture, ..block }
    }

    /// A post's details as people call them, those with a value.
    fn told_details(&self, post: &Post) -> Vec<(String, String)> {
        let told = post.details();
        let label = |name: &str| {
            let field = self.understood.fields.iter().chain(&self.understood.hidden).find(|field| field.name == name);
            field.map_or_else(|| name.to_owned(), |field| field.label.clone())
        };
        let own = [
            ("history.detail.title", told.title.as_ref().map(|title| title.value.clone())),
            ("history.detail.date", told.date.as_ref().map(|date| date.value.to_string())),
            ("history.detail.author", told.author.as_ref().map(|author| author.value.clone())),
            ("history.detail.tags", Some(told.tags.join(", "))),
            ("history.detail.draft", told.draft.filter(|draft| *draft).map(|_| words::say("history.yes", &[]))),
        ];
        let own = own.into_iter().filter_map(|(key, value)| Some((words::say(key, &[]), value?)));
        let others = told.others.iter().map(|(name, value)| (label(name), value.clone()));
        own.chain(others).filter(|(_, value)| !value.is_empty()).collect()
    }
}

impl HistoryQuestion {
    /// Looks through the history and puts both lists together.
    pub(crate) fn run(self, watch: &dyn Watch) -> Result<History, DeskError> {
        let shown = || self.root.display().to_string();
        let engine = byline_git::open(&self.root, &self.git).map_err(|error| DeskError::open(shown(), error))?;
        let told = match (&self.told, &self.tip) {
            (Some(told), _) => told.clone(),
            (None, Some(tip)) => engine.versions_of(tip, &self.there, MOST, watch)?,
            (None, None) => FileHistory::default(),
        };
        let live = match &self.tip {
            Some(tip) if !self.held_back => engine.entry(tip, &self.there)?,
            _ => None,
        };
        let mut known = Vec::new();
        for state in &told.states {
            let text = state.blob.as_ref().map(|blob| engine.read_blob(blob)).transpose()?.flatten();
            let Some(text) = text else { continue };
            known.push(Known {
                id: state.commit.to_string(),
                at: state.time,
                text,
                author: state.writer.as_ref().map(|writer| writer.name.clone()).filter(|name| !name.is_empty()),
                why: words::say(if state.writer.is_some() { "history.desk.published" } else { "history.oldest" }, &[]),
                here: false,
                on_website: state.blob == live && live.is_some(),
                can_take_back: self.last_sent.as_deref() == Some(state.commit.as_str()),
                state: Some(state.clone()),
            });
        }
        known.extend(self.kept.iter().map(|kept| self.local(kept)));
        // Of equal times what was published comes first.
        known.sort_by_key(|one| (std::cmp::Reverse(one.at), one.state.is_none()));
        let mut history = History { path: self.path, tip: self.tip, told, known: joined(known), zone: self.zone };
        history.mark(self.now.as_deref());
        Ok(history)
    }

    fn local(&self, kept: &KeptVersion) -> Known {
        let key = format!("history.why.{}", kept.why);
        let why = words::say_if_known(&key, &[]).unwrap_or_else(|| words::say("history.why.saved", &[]));
        Known {
            id: kept.id.to_string(),
            at: kept.at,
            text: kept.text.clone(),
            author: self.writer.clone().filter(|_| kept.why != "theirs"),
            why,
            here: false,
            on_website: false,
            can_take_back: false,
            state: None,
        }
    }
}

impl History {
    pub(crate) fn listed(&self) -> PostHistory {
        PostHistory {
            path: self.path.clone(),
            versions: self.known.iter().map(|known| self.version(known)).collect(),
            older_at_server: self.told.cut_off,
            more: self.told.more,
        }
    }

    /// The version of an id.
    pub(super) fn find(&self, id: &str) -> Result<(&[u8], Option<&FileState>), DeskError> {
        let known = self.known.get(self.place(id)?).ok_or_else(|| no_such(id))?;
        Ok((&known.text, known.state.as_ref()))
    }

    fn place(&self, id: &str) -> Result<usize, DeskError> {
        // As with names of states elsewhere, the beginning of one is enough where it is the only one.
        let mut found = (0..).zip(&self.known).filter(|(_, known)| {
            known.id == id || (known.state.is_some() && id.len() >= 7 && known.id.starts_with(id))
        });
        match (found.next(), found.next()) {
            (Some((at, _)), None) => Ok(at),
            _ => Err(no_such(id)),
        }
    }

    /// Which one is here now, and which one the website has: the newest of those with that text.
    fn mark(&mut self, now: Option<&[u8]>) {
        if let Some(known) = self.known.iter_mut().find(|known| now.is_some_and(|now| is_same(now, &known.text))) {
            known.here = true;
        }
        let mut live = self.known.iter_mut().filter(|known| known.on_website);
        live.next();
        live.for_each(|known| known.on_website = false);
    }

    fn version(&self, known: &Known) -> Version {
        let at = Timestamp::from_second(known.at).unwrap_or_default().to_zoned(self.zone.clone());
        let words = parse(&self.path, &known.text).map_or(0, |post| u32::try_from(post.words()).unwrap_or(u32::MAX));
        Version {
            id: known.id.clone(),
            date: at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
            author: known.author.clone(),
            place: if known.state.is_some() { VersionPlace::Published } else { VersionPlace::Local },
            words,
            why: known.why.clone(),
            here: known.here,
            on_website: known.on_website,
            can_take_back: known.can_take_back,
        }
    }
}

/// Neighbours with the same text are one version: the published one where one of them was, else the older one, since it is
/// that long that the text has been there.
fn joined(known: Vec<Known>) -> Vec<Known> {
    let mut out: Vec<Known> = Vec::new();
    for one in known {
        match out.last_mut() {
            Some(last) if is_same(&last.text, &one.text) => {
                if last.state.is_none() {
                    *last = one;
                } else if one.state.is_some() {
                    // Both were published: the newer one is on the website.
                    last.can_take_back |= one.can_take_back;
                }
            }
            _ => out.push(one),
        }
    }
    out
}

/// Whether two texts are the same but for how their lines end.
fn is_same(one: &[u8], other: &[u8]) -> bool {
    let lines = |text: &[u8]| -> Vec<u8> {
        let ends = |at: usize| text.get(at) == Some(&b'\r') && text.get(at + 1) == Some(&b'\n');
        (0..text.len()).filter(|at| !ends(*at)).filter_map(|at| text.get(at).copied()).collect()
    };
    one == other || lines(one) == lines(other)
}

pub(super) fn no_such(id: &str) -> DeskError {
    DeskError::NoSuchVersion { id: id.to_owned() }
}
