//! Bringing a website here, from what was typed or invited to a folder that can be opened.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use byline_git::{ConnectError, Oddity, Step, Wanted, Watch};

use super::invitation::{Invitation, LARGEST};
use super::{ConnectTrouble, address, place};
use crate::api::{ConnectPlan, ConnectStep, Event, EventSink, Problem};
use crate::{Surroundings, words};

/// How often a progress is told, at the most.
const OFTEN: Duration = Duration::from_millis(100);
/// How many paths are named in a sentence.
const NAMED: usize = 3;

/// A website that somebody wants here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    invitation: Invitation,
    /// An invitation told it.
    invited: bool,
    /// The folder that gets the website's.
    parent: PathBuf,
}

/// A website that is here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    /// The folder to open.
    pub folder: PathBuf,
    /// The branch that it publishes to.
    pub branch: String,
    /// How many files were written.
    pub files: usize,
    /// What is not as it is on the server, a sentence each.
    pub notes: Vec<String>,
}

/// What a person typed, as a website to be brought below `parent`.
pub fn wish(typed: &str, parent: &Path, around: &Surroundings) -> Result<Wish, ConnectTrouble> {
    let found = address::typed(typed, around.git.allow_local)?;
    let invitation =
        Invitation { name: found.name, address: found.url, branch: None, folder: None, sign_in: None, ask: None };
    Ok(Wish { invitation, invited: false, parent: parent.to_owned() })
}

/// An invitation's file, as a website to be brought below `parent`.
pub fn wish_of(file: &Path, parent: &Path, around: &Surroundings) -> Result<Wish, ConnectTrouble> {
    use std::io::Read;
    let mut bytes = Vec::new();
    let opened = std::fs::File::open(file).map_err(ConnectTrouble::Unreadable)?;
    opened.take(LARGEST + 1).read_to_end(&mut bytes).map_err(ConnectTrouble::Unreadable)?;
    let invitation = Invitation::read(&bytes, around.git.allow_local)?;
    Ok(Wish { invitation, invited: true, parent: parent.to_owned() })
}

impl Wish {
    /// What it comes to, for a person to see. Nothing is asked and nothing is made.
    pub fn plan(&self) -> ConnectPlan {
        let name = place::free_name(&self.parent, &self.invitation.name);
        let mut plan = self.invitation.plan(self.host(), name, place::shown(&self.parent));
        plan.invited = self.invited;
        plan
    }

    /// The same with another place.
    #[must_use]
    pub fn at(mut self, parent: &Path) -> Self {
        parent.clone_into(&mut self.parent);
        self
    }

    /// The folder that it gets when it is called `name`.
    pub fn folder(&self, name: &str) -> PathBuf {
        self.parent.join(place::folder_name(name))
    }

    fn host(&self) -> Option<String> {
        byline_git::host(&self.invitation.address)
    }
}

/// Brings a website into `folder`. Progress is told as [`Event::Connecting`]; `stop` ends it, and leaves nothing.
pub fn bring(wish: &Wish, folder: &Path, around: &Surroundings, stop: &AtomicBool) -> Result<Arrived, Problem> {
    let invitation = &wish.invitation;
    let wanted = Wanted { address: &invitation.address, branch: invitation.branch.as_deref(), folder };
    let progress = Progress { events: around.events.as_ref(), stop, last: Mutex::default() };
    let done = byline_git::connect(&wanted, &around.git, &progress);
    let told =
        |error: ConnectError| ConnectTrouble::Bring(error).problem(wish.host().as_deref(), invitation.ask.as_deref());
    let done = done.map_err(told)?;
    let mut notes = notes(&done.odd);
    let below = invitation.folder.as_ref().map(|below| folder.join(below));
    let site = match below {
        Some(below) if is_inside(&below, folder) => below,
        Some(_) => {
            let below = invitation.folder.as_deref().unwrap_or_default();
            notes.push(words::say("connect.note.no-folder", &[("folder", below)]));
            folder.to_owned()
        }
        None => folder.to_owned(),
    };
    Ok(Arrived { folder: site, branch: done.branch, files: done.files, notes })
}

fn is_inside(below: &Path, folder: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().ok();
    below.is_dir() && real(below).zip(real(folder)).is_some_and(|(below, folder)| below.starts_with(folder))
}

/// What is odd about the files, a sentence for each kind.
fn notes(odd: &[byline_git::Odd]) -> Vec<String> {
    let mut kinds: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for odd in odd {
        let kind = match odd.why {
            Oddity::Name => "name",
            Oddity::Clash if odd.left_out => "clash-left-out",
            Oddity::Clash => "clash",
            Oddity::Reserved if odd.left_out => "reserved-left-out",
            Oddity::Reserved => "reserved",
            Oddity::Link => "link",
            Oddity::Elsewhere => "elsewhere",
            Oddity::TooLarge => "too-large",
        };
        kinds.entry(kind).or_default().push(&odd.path);
    }
    let say = |(kind, paths): (&str, Vec<&str>)| {
        let mut named = paths.iter().take(NAMED).map(|path| format!("“{path}”")).collect::<Vec<_>>().join(", ");
        if paths.len() > NAMED {
            named =
                words::say("connect.note.and-more", &[("named", &named), ("n", &(paths.len() - NAMED).to_string())]);
        }
        words::say(&format!("connect.note.{kind}"), &[("paths", &named)])
    };
    kinds.into_iter().map(say).collect()
}

struct Progress<'a> {
    events: &'a dyn EventSink,
    stop: &'a AtomicBool,
    last: Mutex<Option<(ConnectStep, Instant)>>,
}

impl Watch for Progress<'_> {
    #[expect(clippy::cast_precision_loss, reason = "a share of a progress bar")]
    fn progress(&self, step: Step, done: u64, total: u64) {
        let step = match step {
            Step::Building => ConnectStep::Writing,
            _ if total > 0 => ConnectStep::Receiving,
            _ => ConnectStep::Asking,
        };
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        // Between two counts of a server nothing is known of the total: that is no step back.
        let back = last.is_some_and(|(told, _)| told != step && step == ConnectStep::Asking);
        let soon = last.is_some_and(|(told, at)| told == step && now - at < OFTEN && done < total);
        if back || soon {
            return;
        }
        *last = Some((step, now));
        let done = if total == 0 { 0.0 } else { done.min(total) as f32 / total as f32 };
        self.events.tell(Event::Connecting { step, done });
    }

    fn cancelled(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}
