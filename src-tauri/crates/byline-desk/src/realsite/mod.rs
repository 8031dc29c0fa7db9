//! The real site: the site's own generator, run on this computer for the person to look at what it makes of a post.
//!
//! What always holds: nothing runs before the person has said of this site, in this folder and from this server, that it
//! may ([`ask`]); one generator at a time; it ends with the desk, when the person stops it, when the site is not trusted
//! any more, and some minutes after nobody looks at it. Running it is `byline_generator`'s business.

mod ask;
mod at_desk;
mod look_for;
mod said;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use byline_generator::{Kind, Server, Setup, Told};

pub(crate) use ask::{ToShow, Wanted, signs};

use crate::api::{self, Event, EventSink, RealStep};
use crate::surroundings::Generators;

/// A generator that says nothing has made a post again after so long.
const A_MOMENT: Duration = Duration::from_millis(900);

/// The one generator of an open site, if it runs. Cheap to clone.
#[derive(Clone)]
pub(crate) struct RealSite(Arc<Shared>);

struct Shared {
    state: Mutex<State>,
    events: Arc<dyn EventSink>,
    generators: Generators,
}

#[derive(Default)]
struct State {
    /// Rises with every start and end: what an earlier run still tells is not heard.
    run: u64,
    server: Option<Server>,
    port: Option<u16>,
    /// The site's folder, and the generator's below it.
    root: PathBuf,
    home: String,
    base: String,
    kind: Option<&'static Kind>,
    wanted: Option<Wanted>,
    /// When something last stood in its way.
    failed: Option<Instant>,
    /// When the post was last saved, for a generator that says nothing when it is done.
    saved: Option<Instant>,
    /// Rises whenever somebody begins or ceases to look.
    looks: u64,
    view: Option<api::RealSite>,
}

impl State {
    /// The server has ended by itself: it is let go of on another thread, since its own tells this.
    fn server_is_over(&mut self) {
        if let Some(server) = self.server.take() {
            std::thread::spawn(move || drop(server));
        }
    }
}

impl RealSite {
    pub(crate) fn new(events: Arc<dyn EventSink>, generators: Generators) -> Self {
        Self(Arc::new(Shared { state: Mutex::default(), events, generators }))
    }

    /// Shows a post's page: starts the generator if it does not run, and looks for the page if it does.
    pub(crate) fn show(&self, ask: &ToShow) -> api::RealSite {
        let mut state = self.state();
        state.looks += 1;
        let runs = state.server.is_some() && ask.trusted;
        let same = runs && state.wanted.as_ref().is_some_and(|wanted| wanted.path == ask.wanted.path);
        state.wanted = Some(ask.wanted.clone());
        if runs {
            // A page that was found for the same post may have another address by now.
            if let (Some(view), false) = (&mut state.view, same) {
                view.is_post = false;
            }
            let silent = same && state.port.is_some() && state.kind.is_some_and(|kind| kind.is_silent);
            if silent {
                said::saved(&mut state);
            }
            let (run, view) = (state.run, said::current(&state));
            drop(state);
            self.look_for_page(run, if silent { A_MOMENT } else { Duration::ZERO });
            return view;
        }
        let view = said::begun(ask, &self.0.generators.programs);
        state.view = Some(view.clone());
        if view.step != RealStep::Starting {
            return view;
        }
        state.run += 1;
        (state.port, state.kind) = (None, ask.kind);
        (state.failed, state.saved) = (None, None);
        (state.root, state.home, state.base) = (ask.root.clone(), ask.home.clone(), ask.base.clone());
        let started = self.start(state.run, ask);
        match started {
            Ok(server) => state.server = server,
            Err(missing) => state.view = Some(said::missing(ask, &missing)),
        }
        said::current(&state)
    }

    fn start(&self, run: u64, ask: &ToShow) -> Result<Option<Server>, byline_generator::Missing> {
        let Some(kind) = ask.kind else { return Ok(None) };
        let Generators { programs, limits, .. } = &self.0.generators;
        let setup = Setup {
            site: ask.root.join(&ask.home),
            outside: ask.outside.clone(),
            base: ask.base.clone(),
            programs: programs.clone(),
            limits: *limits,
        };
        // The server must not keep alive what it is kept by.
        let me = Arc::downgrade(&self.0);
        let tell = move |told| {
            if let Some(shared) = me.upgrade() {
                RealSite(shared).told(run, told);
            }
        };
        Server::start(kind, setup, tell).map(Some)
    }

    /// Nobody looks any more: after a while the generator is ended.
    pub(crate) fn hide(&self) {
        let mut state = self.state();
        state.looks += 1;
        let (looks, unseen) = (state.looks, self.0.generators.unseen);
        let me = Arc::downgrade(&self.0);
        drop(state);
        std::thread::spawn(move || {
            std::thread::sleep(unseen);
            let Some(shared) = me.upgrade() else { return };
            let real = RealSite(shared);
            if real.state().looks == looks {
                real.stop();
            }
        });
    }

    /// Ends the generator, with all that it started, and waits for that.
    pub(crate) fn stop(&self) {
        let server = {
            let mut state = self.state();
            state.run += 1;
            state.port = None;
            if let Some(view) = &mut state.view {
                said::off(view);
            }
            state.server.take()
        };
        if server.is_some() {
            // Without holding on to the state: its last words come meanwhile.
            drop(server);
            self.tell();
        }
    }

    /// How it is, for those who were not told; none as long as nobody has asked for it.
    pub(crate) fn view(&self) -> Option<api::RealSite> {
        self.state().view.clone()
    }

    /// Whether the generator serves at this port of the loopback.
    pub(crate) fn serves(&self, port: u16) -> bool {
        self.state().port == Some(port)
    }

    /// Something happened at the server.
    fn told(&self, run: u64, told: Told) {
        let mut state = self.state();
        if state.run != run {
            return;
        }
        let again = said::take(&mut state, told);
        drop(state);
        self.tell();
        if again {
            self.look_for_page(run, Duration::ZERO);
        }
    }

    /// Looks for the page of the post after a while, beside everything else.
    fn look_for_page(&self, run: u64, after: Duration) {
        let state = self.state();
        let (Some(port), Some(wanted)) = (state.port, state.wanted.clone()) else { return };
        let base = state.base.clone();
        drop(state);
        let me = self.clone();
        std::thread::spawn(move || {
            std::thread::sleep(after);
            let found = look_for::page(port, &base, &wanted);
            let mut state = me.state();
            let same = state.wanted.as_ref().is_some_and(|now| now.path == wanted.path);
            if state.run != run || !same {
                return;
            }
            said::found(&mut state, found, port);
            drop(state);
            me.tell();
        });
    }

    fn tell(&self) {
        let view = self.view();
        if let Some(real) = view {
            self.0.events.tell(Event::RealSite { real });
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
