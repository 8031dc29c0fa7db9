//! The last resort for a post's date and author: who added its file, and when. A guess, and called one.

use std::collections::HashSet;
use std::path::PathBuf;

use byline_git::{Fault, Quiet};
use byline_post::{Details, Source};
use jiff::Timestamp;
use jiff::tz::Offset;

use super::Site;
use crate::DeskError;
use crate::api::Event;
use crate::store::Begun;

/// How far back the history is looked through.
const COMMITS: usize = 5_000;

/// All that is needed to ask the history: can go to another thread.
pub(crate) struct ToAsk {
    root: PathBuf,
    prefix: String,
    git: byline_git::Options,
    paths: Vec<String>,
}

/// What the history told, a post each.
pub(crate) type Told = Vec<(String, Begun)>;

/// Whether a post begins with no details at all. What is told there and left out is left out on purpose.
pub(super) fn is_bare(details: &Details) -> bool {
    let front = |source: Option<Source>| source == Some(Source::FrontMatter);
    details.problem.is_none()
        && details.draft.is_none()
        && details.tags.is_empty()
        && details.others.is_empty()
        && !front(details.title.as_ref().map(|told| told.source))
        && !front(details.date.as_ref().map(|told| told.source))
        && !front(details.author.as_ref().map(|told| told.source))
}

impl Site {
    /// The posts to ask the history about; nothing when there are none.
    pub(crate) fn to_ask_history(&self) -> Result<Option<ToAsk>, DeskError> {
        let paths = self.store.index.to_ask_history()?;
        let (root, prefix, git) = (self.root.clone(), self.prefix.clone(), self.around.git.clone());
        Ok((!paths.is_empty()).then_some(ToAsk { root, prefix, git, paths }))
    }

    /// Takes in what the history told.
    pub(crate) fn take_history(&mut self, told: &Told) -> Result<(), DeskError> {
        if told.is_empty() {
            return Ok(());
        }
        self.store.index.take_begun(told)?;
        self.texts_are_unread();
        self.tell(Event::PostsChanged);
        Ok(())
    }

    /// What the history tells of a post that tells it nowhere itself.
    pub(super) fn begun(&self, path: &str, details: &Details) -> Begun {
        // A guess that cannot be looked up is none.
        let told = is_bare(details).then(|| self.store.index.begun(path).ok().flatten()).flatten();
        told.unwrap_or_default()
    }
}

impl ToAsk {
    /// Asks, with a connection of its own. Files that are in no history yet are left out, to be asked about again.
    pub(crate) fn run(self) -> Result<Told, DeskError> {
        let shown = || self.root.display().to_string();
        let engine = byline_git::open(&self.root, &self.git).map_err(|error| DeskError::open(shown(), error))?;
        let Some(head) = engine.head()? else { return Ok(Vec::new()) };
        let mut known: Vec<(String, String)> = Vec::new();
        for path in self.paths {
            let full = format!("{}{path}", self.prefix);
            if engine.entry(&head, &full)?.is_some() {
                known.push((path, full));
            }
        }
        if known.is_empty() {
            return Ok(Vec::new());
        }
        let paths: HashSet<String> = known.iter().map(|(_, full)| full.clone()).collect();
        let found = match engine.begun(&head, &paths, COMMITS, &Quiet) {
            Ok(found) => found,
            Err(Fault::Cancelled) => return Ok(Vec::new()),
            Err(fault) => return Err(fault.into()),
        };
        let told = |full: &String| found.get(full).map(begun).unwrap_or_default();
        Ok(known.iter().map(|(path, full)| (path.clone(), told(full))).collect())
    }
}

fn begun(begun: &byline_git::Begun) -> Begun {
    let offset = Offset::from_seconds(begun.offset_minutes.saturating_mul(60)).unwrap_or(Offset::UTC);
    let date = Timestamp::from_second(begun.time).ok().map(|at| offset.to_datetime(at).date().to_string());
    let author = Some(begun.writer.name.clone()).filter(|name| !name.is_empty());
    Begun { date, author }
}
