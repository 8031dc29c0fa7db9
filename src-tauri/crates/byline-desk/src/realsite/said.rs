//! What happens at the generator, in words for people.

use std::time::{Duration, Instant};

use byline_generator::{Ended, Missing, Problem, Programs, Told};
use byline_post::Post;

use super::{State, ToShow};
use crate::api::{RealProblem, RealSite, RealStep};
use crate::words;

/// So much of a generator's own words is shown, in characters.
const LONGEST: usize = 600;

/// A generator may notice a save so much earlier than the page tells of it. Less than there is between two saves.
const EARLIER: Duration = Duration::from_millis(250);

fn blank(ask: &ToShow, step: RealStep) -> RealSite {
    RealSite {
        generator: ask.kind.map(|kind| kind.title.to_owned()),
        trusted: ask.trusted,
        step,
        address: None,
        is_post: false,
        reloads: ask.kind.is_some_and(|kind| kind.reloads),
        silent: ask.kind.is_some_and(|kind| kind.is_silent),
        builds: 0,
        message: String::new(),
        hint: None,
        home: None,
        problem: None,
    }
}

/// How it is before anybody has asked for it.
pub(super) fn idle(ask: &ToShow) -> RealSite {
    blank(ask, RealStep::Off)
}

/// How it begins.
pub(super) fn begun(ask: &ToShow, programs: &Programs) -> RealSite {
    let Some(kind) = ask.kind else {
        let message = words::say("real-site.no-generator", &[]);
        return RealSite { message, ..blank(ask, RealStep::Missing) };
    };
    if programs.keeper.is_none() {
        return missing(ask, &Missing::Program("Byline"));
    }
    if !ask.trusted {
        return blank(ask, RealStep::Ask);
    }
    let message = words::say("real-site.starting", &[("generator", kind.title)]);
    RealSite { message, ..blank(ask, RealStep::Starting) }
}

/// Something that the generator needs is not there.
pub(super) fn missing(ask: &ToShow, missing: &Missing) -> RealSite {
    let (title, home) = ask.kind.map_or(("", ""), |kind| (kind.title, kind.home));
    let (message, hint, home) = match missing {
        Missing::Program("Byline") => (words::say("real-site.no-keeper", &[]), None, None),
        Missing::Program(program) if *program == title => (
            words::say("real-site.missing", &[("generator", title)]),
            Some(words::say("real-site.missing-hint", &[("generator", title), ("home", home)])),
            Some(home.to_owned()),
        ),
        Missing::Program(program) => (
            words::say("real-site.missing-under", &[("generator", title), ("program", program)]),
            Some(words::say("real-site.packages-hint", &[])),
            None,
        ),
        Missing::Packages => (
            words::say("real-site.packages", &[("generator", title)]),
            Some(words::say("real-site.packages-hint", &[])),
            None,
        ),
        Missing::Disk(detail) => (words::say("real-site.not-started", &[("detail", detail)]), None, None),
    };
    RealSite { message, hint, home, ..blank(ask, RealStep::Missing) }
}

/// It runs no more, because somebody wanted that.
pub(super) fn off(view: &mut RealSite) {
    (view.step, view.address, view.is_post) = (RealStep::Off, None, false);
    (view.message, view.hint, view.problem) = (String::new(), None, None);
}

/// How it is now.
pub(super) fn current(state: &State) -> RealSite {
    state.view.clone().unwrap_or_else(|| RealSite {
        generator: None,
        trusted: false,
        step: RealStep::Off,
        address: None,
        is_post: false,
        reloads: false,
        silent: false,
        builds: 0,
        message: String::new(),
        hint: None,
        home: None,
        problem: None,
    })
}

/// Takes what the server told. True when the post's page is to be looked for.
pub(super) fn take(state: &mut State, told: Told) -> bool {
    let mut view = current(state);
    let mut again = false;
    match told {
        Told::Ready(port) => {
            state.port = Some(port);
            again = true;
        }
        // Its first words come before anything can be looked at.
        Told::Building if view.address.is_none() => view.problem = None,
        Told::Building => building(&mut view),
        Told::Built => {
            view.builds += 1;
            view.problem = None;
            if view.address.is_some() {
                shown(&mut view);
                again = !view.is_post;
            }
        }
        Told::Problem(problem) => {
            state.failed = Some(Instant::now());
            failed(state, &mut view, &problem);
        }
        Told::Ended(why) => {
            // Nothing is served any more.
            (state.port, view.address, view.is_post) = (None, None, false);
            state.server_is_over();
            ended(state, &mut view, &why);
        }
    }
    state.view = Some(view);
    again
}

/// The post was saved, and the generator will not say when it has made it.
pub(super) fn saved(state: &mut State) {
    state.saved = Some(Instant::now());
    if failed_since_saved(state) {
        return;
    }
    let mut view = current(state);
    building(&mut view);
    state.view = Some(view);
}

/// Whether what stands in the way came of the last save.
fn failed_since_saved(state: &State) -> bool {
    state.failed.zip(state.saved).is_some_and(|(failed, saved)| failed + EARLIER > saved)
}

fn building(view: &mut RealSite) {
    view.step = RealStep::Building;
    view.message = words::say("real-site.building", &[]);
    (view.hint, view.problem) = (None, None);
}

/// The page of the post was looked for.
pub(super) fn found(state: &mut State, page: Option<String>, port: u16) {
    let mut view = current(state);
    view.is_post = page.is_some();
    let path = page.unwrap_or_else(|| format!("{}/", state.base));
    view.address = Some(format!("http://127.0.0.1:{port}{path}"));
    if view.silent && state.saved.is_some() && !failed_since_saved(state) {
        view.builds += 1;
        view.problem = None;
        shown(&mut view);
    }
    if matches!(view.step, RealStep::Starting | RealStep::Shown) {
        shown(&mut view);
    }
    state.view = Some(view);
}

fn shown(view: &mut RealSite) {
    view.step = RealStep::Shown;
    let generator = view.generator.as_deref().unwrap_or_default();
    let word = if view.is_post { "real-site.shown" } else { "real-site.front-page" };
    view.message = words::say(word, &[("generator", generator)]);
    view.hint = None;
}

fn failed(state: &State, view: &mut RealSite, problem: &Problem) {
    let file = problem.file.as_ref().map(|file| below(&state.home, file));
    let in_post = file.as_ref().filter(|file| is_wanted(state, file)).zip(problem.line);
    let in_post = in_post.map(|(file, line)| in_text(state, file, line));
    let generator = view.generator.clone().unwrap_or_default();
    let say = |word: &str, line: u32| {
        let file = file.as_deref().unwrap_or_default();
        words::say(word, &[("generator", &generator), ("file", file), ("line", &line.to_string())])
    };
    view.message = match (in_post, problem.line, &file) {
        (Some(Some(line)), ..) => say("real-site.failed-here", line),
        (Some(None), ..) => say("real-site.failed-details", 0),
        (None, Some(line), Some(_)) => say("real-site.failed-line", line),
        (None, None, Some(_)) => say("real-site.failed-file", 0),
        _ => say("real-site.failed", 0),
    };
    view.step = RealStep::Failed;
    view.hint = None;
    view.problem = Some(RealProblem {
        file,
        line: problem.line,
        in_post: in_post.flatten(),
        words: problem.message.chars().take(LONGEST).collect(),
    });
}

fn ended(state: &State, view: &mut RealSite, why: &Ended) {
    let generator = view.generator.clone().unwrap_or_default();
    let say = |word: &str| words::say(word, &[("generator", &generator)]);
    let bare = |last: &[String]| RealProblem {
        file: None,
        line: None,
        in_post: None,
        words: last.join("\n").chars().take(LONGEST).collect(),
    };
    view.step = RealStep::Failed;
    view.problem = None;
    view.hint = Some(words::say("real-site.again-hint", &[]));
    view.message = match why {
        Ended::Problem(problem) => {
            failed(state, view, problem);
            view.hint = Some(words::say("real-site.mend-hint", &[]));
            return;
        }
        Ended::Itself(last) => {
            view.problem = (!last.is_empty()).then(|| bare(last));
            say("real-site.ended")
        }
        Ended::NeverReady => say("real-site.never-ready"),
        Ended::TooMuch => say("real-site.too-much"),
        Ended::NoPort => say("real-site.no-port"),
        Ended::NotStarted(detail) => words::say("real-site.not-started", &[("detail", detail)]),
    };
}

fn below(home: &str, file: &str) -> String {
    if home.is_empty() { file.to_owned() } else { format!("{home}/{file}") }
}

fn is_wanted(state: &State, file: &str) -> bool {
    state.wanted.as_ref().is_some_and(|wanted| wanted.path == file)
}

/// A line of the post's file as one of its text; nothing for a line of its details.
fn in_text(state: &State, file: &str, line: u32) -> Option<u32> {
    let bytes = std::fs::read(state.root.join(file)).ok()?;
    let post = Post::parse(&bytes, file.rsplit('/').next()?).ok()?;
    let details = u32::try_from(post.front_text().matches('\n').count()).ok()?;
    line.checked_sub(details).filter(|line| *line > 0)
}
