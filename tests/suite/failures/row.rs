//! One failure: a site over http with a post that was changed.

use std::ffi::OsStr;
use std::fs;
use std::sync::Arc;
use std::time::Duration;

use byline_desk::Surroundings;
use byline_desk::api::{OutcomeKind, PostState};
use byline_desk::words::say;
use byline_git::Credentials;
use byline_testkit::{GitServer, Serving, SiteFolder, takes_a_pull};
use serde_json::Value;

use crate::publishing::{OLD, old_with, place};
use crate::seat::{JEKYLL, Seat, files_below};

/// A site whose server is reached over http, and the changed post in it.
pub(super) struct Row {
    pub(super) seat: Seat,
    pub(super) site: SiteFolder,
    pub(super) web: GitServer,
    text: Vec<u8>,
}

/// All that a failure must leave as it is.
#[derive(PartialEq, Debug)]
struct Untouched {
    server: Vec<String>,
    refs: Vec<String>,
    files: Vec<(String, Vec<u8>)>,
    head: Vec<u8>,
    index: Option<Vec<u8>>,
}

impl Row {
    pub(super) fn new() -> Self {
        Self::over(|serving| serving)
    }

    /// With a server of another kind.
    pub(super) fn over(kind: impl FnOnce(Serving) -> Serving) -> Self {
        let seat = Seat::new();
        let site = seat.world.site("blog", JEKYLL);
        let web = kind(seat.world.web()).start();
        let text = old_with(&site, "First", "Better");
        site.write(OLD, &text);
        let row = Self { seat, site, web, text };
        row.reached_at(&row.url());
        row
    }

    /// The server's own address.
    pub(super) fn url(&self) -> String {
        self.web.url("server.git")
    }

    /// The site's server is to be found there from now on.
    pub(super) fn reached_at(&self, url: &str) {
        self.site.repo().remote_set_url("origin", url).unwrap();
    }

    /// The words and surroundings of a desk that is patient for a moment only.
    pub(super) fn impatient(&self) -> Surroundings {
        let mut around = self.seat.around();
        around.git.connect_timeout = Duration::from_millis(300);
        around.git.timeout = Duration::from_millis(700);
        around
    }

    /// A desk with these secrets.
    pub(super) fn signed_in(&self, credentials: Arc<dyn Credentials>) -> Surroundings {
        let mut around = self.seat.around();
        around.git.credentials = credentials;
        around
    }

    fn untouched(&self) -> Untouched {
        let server = self.seat.world.server_log().iter().map(|commit| commit.id.clone()).collect();
        let there = git2_refs(&self.seat);
        let git = self.site.path().join(".git");
        Untouched {
            server,
            refs: there,
            files: files_below(self.site.path()).into_iter().collect(),
            head: fs::read(git.join("HEAD")).unwrap(),
            index: fs::read(git.join("index")).ok(),
        }
    }

    /// Publishing comes to a post that waits, with this word's sentence and hint; nothing else happens anywhere.
    pub(super) fn waits(&self, word: &str, args: &[(&str, &str)]) {
        self.waits_with(&[], word, args);
    }

    /// The same, with these variables in the program's environment.
    pub(super) fn waits_with(&self, variables: &[(&str, &OsStr)], word: &str, args: &[(&str, &str)]) {
        let before = self.untouched();
        let out = self.seat.cli_with(variables, ["publish", &place(&self.site, OLD)]).ended(4);
        assert_eq!(out["outcome"], "waiting", "{out}");
        self.says(&out, word, args);
        assert_eq!(self.untouched(), before);
        assert_eq!(self.state(), "waiting");
    }

    /// Publishing is refused with this word's sentence and hint; nothing else happens, and nothing waits.
    pub(super) fn refused(&self, word: &str, args: &[(&str, &str)]) {
        let before = self.untouched();
        let out = self.seat.cli(["publish", &place(&self.site, OLD)]).ended(3);
        assert_eq!(out["outcome"], "refused", "{out}");
        self.says(&out, word, args);
        assert_eq!(self.untouched(), before);
        assert_eq!(self.state(), "changed");
    }

    fn says(&self, out: &Value, word: &str, args: &[(&str, &str)]) {
        assert_eq!(out["message"], say(&format!("outcome.{word}"), args), "{out}");
        assert_eq!(out["hint"], say(&format!("outcome-hint.{word}"), args), "{out}");
        assert_eq!(self.site.read(OLD), self.text, "her words are as she wrote them");
    }

    /// The same as [`Row::waits`] in a desk with these surroundings.
    pub(super) fn waits_at(&self, around: Surroundings, word: &str) {
        let before = self.untouched();
        let mut desk = byline_desk::Site::open(self.site.path(), around).unwrap();
        let outcome = desk.publish(OLD, None).unwrap();
        assert_eq!(outcome.outcome, OutcomeKind::Waiting, "{outcome:?}");
        assert_eq!(outcome.message, say(&format!("outcome.{word}"), &[]), "{outcome:?}");
        assert_eq!(desk.post(OLD).unwrap().state, PostState::Waiting);
        assert_eq!(self.untouched(), before);
    }

    /// The post's state in the list.
    pub(super) fn state(&self) -> String {
        let list = self.seat.cli(["list", self.site.path().to_str().unwrap()]).ended(0);
        let posts = list["posts"].as_array().unwrap();
        let post = posts.iter().find(|post| post["path"] == OLD).unwrap();
        post["state"].as_str().unwrap().to_owned()
    }

    /// What waited goes out by itself with the next sync.
    pub(super) fn goes_out(&self) {
        self.goes_out_with(&[]);
    }

    /// The same, with these variables in the program's environment.
    pub(super) fn goes_out_with(&self, variables: &[(&str, &OsStr)]) {
        let out = self.seat.cli_with(variables, ["sync", self.site.path().to_str().unwrap()]).ended(0);
        assert_eq!(out["sent"], serde_json::json!([OLD]), "{out}");
        self.is_published_once();
    }

    /// The server has the post, once; the folder is clean, and a developer can go on.
    pub(super) fn is_published_once(&self) {
        assert_eq!(self.seat.world.server_files()[OLD], self.text);
        let times = self.seat.world.server_log().iter().filter(|commit| commit.files == [OLD]).count();
        assert_eq!(times, 1, "{:?}", self.seat.world.server_log());
        assert_eq!(self.state(), "published");
        self.reached_at(&self.seat.world.url());
        takes_a_pull(&self.seat.world, &self.site, &[]);
    }

    /// It goes out at once, as if nothing were the matter.
    pub(super) fn is_published(&self) {
        let out = self.seat.cli(["publish", &place(&self.site, OLD)]).ended(0);
        assert_eq!(out["outcome"], "published", "{out}");
        assert_eq!(out["message"], say("outcome.published", &[]));
        self.is_published_once();
    }
}

fn git2_refs(seat: &Seat) -> Vec<String> {
    let listed = byline_testkit::git(seat.world.server(), &["for-each-ref"]);
    listed.lines().map(str::to_owned).collect()
}
