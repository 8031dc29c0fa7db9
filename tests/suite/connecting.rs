//! First contact: a website comes from its server to this computer, or nothing does.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use byline_desk::api::{ConnectStep, Event, EventSink, OutcomeKind, Problem};
use byline_desk::connect::{Arrived, bring, move_site, wish, wish_of};
use byline_desk::{KnownSites, Site, Surroundings};
use byline_git::{Credentials, Secret};
use byline_testkit::{Answer, Authority, Certificate, Fate, Odd, Oddity, Relay, Way, World, noisy_png};

use crate::seat::{JEKYLL, Seat, files_below, leftovers};

/// Knows one account, whoever asks.
struct Anna;

impl Credentials for Anna {
    fn find(&self, _url: &str, _username: Option<&str>) -> Option<Secret> {
        Some(Secret { user: "anna".to_owned(), password: "t0ken".to_owned() })
    }
}

fn around(seat: &Seat) -> Surroundings {
    let mut around = seat.around();
    around.git.timeout = Duration::from_secs(2);
    around.git.connect_timeout = Duration::from_secs(2);
    around
}

fn place(seat: &Seat) -> PathBuf {
    seat.world.folder().join("here/blog")
}

fn fetch(seat: &Seat, around: &Surroundings, address: &str) -> Result<Arrived, Problem> {
    let wish = wish(address, &seat.world.folder().join("here"), around)?;
    bring(&wish, &place(seat), around, &AtomicBool::new(false))
}

/// Nothing at the place, nothing beside it, and not even the folder above it.
fn nothing_is_left(seat: &Seat) {
    assert!(!seat.world.folder().join("here").exists(), "{:?}", fs::read_dir(seat.world.folder().join("here")));
}

#[test]
fn an_invitation_made_here_connects_there_and_the_first_post_goes_out() {
    let seat = Seat::new();
    let site = seat.world.site("site", JEKYLL);
    let server = seat.world.web().start();
    let secret = server.url("server.git").replace("//", "//anna:t0ken@");
    site.repo().remote_set_url("origin", &secret).unwrap();
    let file = seat.world.folder().join("blog.byline-site");
    let invite = ["invite", site.path().to_str().unwrap(), "--ask", "Dora, dora@example.org", "--out"];
    let told = seat.cli(invite.iter().copied().chain([file.to_str().unwrap()])).ended(0);
    let text = fs::read_to_string(&file).unwrap();
    assert!(!text.contains("t0ken") && !text.contains("anna"), "{text}");
    assert_eq!(told["invitation"]["address"], server.url("server.git"));
    assert_eq!(told["invitation"]["ask"], "Dora, dora@example.org");
    assert_eq!(told["invitation"]["name"], "The blog");

    let here = place(&seat);
    let done = seat.cli(["connect", file.to_str().unwrap(), here.to_str().unwrap()]).ended(0);
    assert_eq!((done["branch"].as_str(), done["files"].as_u64()), (Some("main"), Some(3)));
    assert!(done["checks"].as_array().unwrap().iter().all(|check| check["ok"] == true), "{done}");
    assert_eq!(files_below(&here), seat.world.server_files());
    assert!(here.join(".git/shallow").exists(), "the history came along");
    assert_eq!(fs::read_dir(here.parent().unwrap()).unwrap().count(), 1);

    let post = seat.cli(["new", here.to_str().unwrap(), "--title", "Here I am"]).ended(0)["path"].clone();
    let post = here.join(post.as_str().unwrap());
    let outcome = seat.cli(["publish", post.to_str().unwrap()]).ended(0);
    assert_eq!(outcome["outcome"], "published", "{outcome}");
    byline_testkit::is_sound(&seat.world, &site);
    assert_eq!(seat.world.server_log().len(), 2);
}

#[test]
fn a_site_below_the_top_folder_is_the_one_that_is_opened() {
    let seat = Seat::new();
    let below: Vec<(String, &[u8])> = JEKYLL.iter().map(|(path, bytes)| (format!("web/{path}"), *bytes)).collect();
    let below: Vec<(&str, &[u8])> = below.iter().map(|(path, bytes)| (path.as_str(), *bytes)).collect();
    let site = seat.world.site("site", &below);
    let file = seat.world.folder().join("blog.byline-site");
    let web = site.path().join("web");
    seat.cli(["invite", web.to_str().unwrap(), "--out", file.to_str().unwrap()]).ended(0);
    let here = place(&seat);
    let done = seat.cli(["connect", file.to_str().unwrap(), here.to_str().unwrap()]).ended(0);
    assert_eq!(done["path"], here.join("web").to_str().unwrap());
    // A folder that the website does not have is told, and the whole website is there.
    let text = fs::read_to_string(&file).unwrap().replace("\"web\"", "\"gone\"");
    fs::write(&file, text).unwrap();
    let other = seat.world.folder().join("other");
    let done = seat.cli(["connect", file.to_str().unwrap(), other.to_str().unwrap()]).ended(0);
    assert_eq!(done["path"], other.to_str().unwrap());
    assert!(done["notes"][0].as_str().unwrap().contains("“gone”"), "{done}");
}

#[test]
fn a_server_that_knows_its_writers_is_connected_after_signing_in() {
    let seat = Seat::new();
    seat.world.site("site", JEKYLL);
    let server = seat.world.web().for_account("anna", "t0ken").start();
    let mut around = around(&seat);
    let refused = fetch(&seat, &around, &server.url("server.git")).unwrap_err();
    assert_eq!(refused.code, "sign-in");
    assert!(refused.message.contains("127.0.0.1"), "{}", refused.message);
    nothing_is_left(&seat);

    around.git.credentials = Arc::new(Anna);
    let arrived = fetch(&seat, &around, &server.url("server.git")).unwrap();
    let ready = Site::open(&arrived.folder, around.clone()).unwrap().ready().unwrap();
    assert_eq!(ready.problem, None);
    assert_eq!(ids(&ready.checks), [("reached", true), ("signed-in", true), ("publish", true)]);
    assert!(!fs::read_to_string(arrived.folder.join(".git/config")).unwrap().contains("t0ken"));

    server.set_account("anna", "another");
    let ready = Site::open(&arrived.folder, around).unwrap().ready().unwrap();
    assert_eq!(ready.problem.unwrap().code, "sign-in");
    assert_eq!(ids(&ready.checks), [("reached", true), ("signed-in", false)]);
}

fn ids(checks: &[byline_desk::api::Check]) -> Vec<(&str, bool)> {
    checks.iter().map(|check| (check.id.as_str(), check.ok)).collect()
}

#[test]
fn who_may_read_and_not_publish_hears_it_before_the_first_word() {
    let seat = Seat::new();
    seat.world.site("site", JEKYLL);
    let server = seat.world.web().start();
    let arrived = fetch(&seat, &around(&seat), &server.url("server.git")).unwrap();
    let ready = |seat: &Seat| Site::open(&arrived.folder, around(seat)).unwrap().ready().unwrap();
    let answer = |status: &str, header: &str| Answer {
        status: status.to_owned(),
        headers: vec!["Content-Type: text/plain".to_owned(), header.to_owned()],
        body: "no".to_owned(),
    };
    server.answer("git-receive-pack", &answer("403 Forbidden", "X-A: b"));
    let told = ready(&seat);
    assert_eq!(told.problem.unwrap().code, "forbidden");
    assert_eq!(ids(&told.checks), [("reached", true), ("signed-in", true), ("publish", false)]);
    server.answer("git-receive-pack", &answer("401 Unauthorized", "WWW-Authenticate: Basic realm=\"x\""));
    let told = ready(&seat);
    assert_eq!(told.problem.unwrap().code, "sign-in");
    assert_eq!(ids(&told.checks), [("reached", true), ("signed-in", false)]);
    let doctor = seat.cli(["doctor", arrived.folder.to_str().unwrap()]).ended(0);
    let failed: Vec<&str> = doctor["checks"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|check| check["ok"] == false)
        .map(|check| check["id"].as_str().unwrap())
        .collect();
    assert_eq!(failed, ["writer", "signed-in"]);
    server.answer_as_git();
    assert_eq!(ready(&seat).problem, None);
    // Nothing of all this changed anything on the server.
    assert_eq!(seat.world.server_log().len(), 1);
}

#[test]
fn every_answer_that_is_no_website_has_its_own_sentence_and_leaves_nothing() {
    let seat = Seat::new();
    let elsewhere = Oddity::start(Odd::Silence);
    let check = |odd: Odd, code: &str| {
        let server = Oddity::start(odd);
        let mut around = around(&seat);
        around.git.credentials = Arc::new(Anna);
        let problem = fetch(&seat, &around, &server.url()).unwrap_err();
        assert_eq!(problem.code, code, "{problem:?}");
        assert!(problem.hint.is_some(), "{problem:?}");
        nothing_is_left(&seat);
    };
    check(Odd::Portal, "portal");
    check(Odd::status("404 Not Found"), "server-gone");
    check(Odd::status("403 Forbidden"), "forbidden");
    check(Odd::status("500 Internal Server Error"), "server-trouble");
    check(Odd::status("503 Service Unavailable"), "server-trouble");
    check(Odd::Garbage, "server-other");
    check(Odd::Nothing, "offline");
    check(Odd::Silence, "no-answer");
    assert!(!elsewhere.was_told_a_secret());
    let nobody = format!("http://127.0.0.1:{}/x/y.git", {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        port.local_addr().unwrap().port()
    });
    assert_eq!(fetch(&seat, &around(&seat), &nobody).unwrap_err().code, "offline");
    nothing_is_left(&seat);
}

#[test]
fn a_server_that_is_not_who_it_says_is_not_believed() {
    let seat = Seat::new();
    seat.world.site("site", JEKYLL);
    let authority = Authority::new(&seat.world.folder().join("authority"));
    let server = seat.world.web().signed_by(&authority, Certificate::Good).start();
    let problem = fetch(&seat, &around(&seat), &server.url("server.git")).unwrap_err();
    assert_eq!(problem.code, "certificate");
    nothing_is_left(&seat);
}

#[test]
fn a_line_that_breaks_anywhere_leaves_nothing_and_the_next_try_works() {
    let seat = Seat::new();
    let picture = noisy_png(400, 300);
    let files: Vec<(&str, &[u8])> = JEKYLL.iter().copied().chain([("images/a.png", picture.as_slice())]).collect();
    seat.world.site("site", &files);
    let server = seat.world.web().start();
    let relay = Relay::before(server.port());
    let address = relay.url(&server.url("server.git"));
    for bytes in [0, 300, 2_000, 20_000, 200_000] {
        relay.set(Fate::Cut(Way::Down, bytes));
        let problem = fetch(&seat, &around(&seat), &address).unwrap_err();
        assert!(
            ["offline", "damaged", "server-other", "server-trouble"].contains(&problem.code.as_str()),
            "{bytes}: {problem:?}"
        );
        nothing_is_left(&seat);
    }
    relay.set(Fate::Stall(Way::Down, 20_000));
    assert_eq!(fetch(&seat, &around(&seat), &address).unwrap_err().code, "no-answer");
    nothing_is_left(&seat);
    relay.set(Fate::Pass);
    fetch(&seat, &around(&seat), &address).unwrap();
    assert_eq!(files_below(&place(&seat)), seat.world.server_files());
}

/// Stops as soon as the website is on its way.
struct StopWhileReceiving(Arc<AtomicBool>);

impl EventSink for StopWhileReceiving {
    fn tell(&self, event: Event) {
        if matches!(event, Event::Connecting { step: ConnectStep::Receiving, .. }) {
            self.0.store(true, Ordering::Relaxed);
        }
    }
}

#[test]
fn stopping_leaves_nothing() {
    let seat = Seat::new();
    let picture = noisy_png(800, 600);
    seat.world.site("site", &[("a.md", b"A"), ("a.png", &picture)]);
    let server = seat.world.web().start();
    let relay = Relay::before(server.port());
    relay.set(Fate::Slow(Duration::from_millis(30)));
    let stop = Arc::new(AtomicBool::new(false));
    let around = around(&seat).telling(Arc::new(StopWhileReceiving(Arc::clone(&stop))));
    let wish = wish(&relay.url(&server.url("server.git")), &seat.world.folder().join("here"), &around).unwrap();
    let problem = bring(&wish, &place(&seat), &around, &stop).unwrap_err();
    assert_eq!(problem.code, "cancelled");
    assert!(!place(&seat).exists());
    nothing_is_left(&seat);
}

#[test]
fn progress_goes_one_way_and_ends_at_the_end() {
    let seat = Seat::new();
    seat.world.site("site", JEKYLL);
    let server = seat.world.web().start();
    fetch(&seat, &around(&seat), &server.url("server.git")).unwrap();
    let order = |step: &ConnectStep| match step {
        ConnectStep::Asking => 0,
        ConnectStep::Receiving => 1,
        ConnectStep::Writing => 2,
    };
    let told: Vec<(ConnectStep, f32)> = seat
        .heard
        .take()
        .into_iter()
        .filter_map(|event| match event {
            Event::Connecting { step, done } => Some((step, done)),
            _ => None,
        })
        .collect();
    assert!(told.windows(2).all(|pair| order(&pair[0].0) <= order(&pair[1].0)), "{told:?}");
    assert_eq!(told.last(), Some(&(ConnectStep::Writing, 1.0)));
}

#[test]
fn what_was_typed_wrongly_is_told_before_anybody_is_asked() {
    let seat = Seat::new();
    let check = |from: &str, code: &str| {
        let here = place(&seat);
        let told = seat.cli(["connect", from, here.to_str().unwrap()]).ended(1);
        assert_eq!(told["error"]["code"], code, "{told}");
        nothing_is_left(&seat);
    };
    check("our blog", "address-unclear");
    check("ext::sh", "address-unsafe");
    check("none.byline-site", "invitation-unreadable");
    let file = seat.world.folder().join("bad.byline-site");
    fs::write(&file, "{\n").unwrap();
    check(file.to_str().unwrap(), "invitation-broken");
    fs::write(&file, vec![b' '; 1 << 20]).unwrap();
    check(file.to_str().unwrap(), "invitation-too-large");
    let around = seat.around();
    assert!(wish_of(&file, Path::new("/nowhere"), &around).is_err());
}

#[test]
fn a_place_that_is_taken_keeps_what_is_there() {
    let seat = Seat::new();
    let site = seat.world.site("site", JEKYLL);
    let before = files_below(site.path());
    let told = seat.cli(["connect", &seat.world.url(), site.path().to_str().unwrap()]).ended(1);
    assert_eq!(told["error"]["code"], "taken");
    assert_eq!(files_below(site.path()), before);
    assert_eq!(leftovers(&seat.world.folder()), Vec::<String>::new());
}

#[test]
fn a_site_in_a_cloud_folder_is_told_and_moves_with_everything_that_it_remembers() {
    let seat = Seat::new();
    let cloud = seat.world.folder().join("OneDrive - Acme");
    let arrived = {
        let around = seat.around();
        let wish = wish(&seat.world.url(), &cloud, &around).unwrap();
        seat.world.server_commits("Site", JEKYLL, &[]);
        bring(&wish, &wish.folder("blog"), &around, &AtomicBool::new(false)).unwrap()
    };
    let doctor = seat.cli(["doctor", arrived.folder.to_str().unwrap()]).ended(0);
    let told = doctor["checks"].as_array().unwrap().iter().find(|check| check["id"] == "cloud").unwrap().clone();
    assert!(told["ok"] == false && told["message"].as_str().unwrap().contains("OneDrive"), "{told}");
    let mut site = seat.open(&arrived.folder);
    assert_eq!(site.view().cloud.as_deref(), Some("OneDrive"));
    KnownSites::read(&seat.desk()).remember(site.root(), "The blog").unwrap();
    let post = site.new_post("Words of mine", None, None).unwrap();
    site.write_body(&post.path, "Not saved in any file yet.").unwrap();
    drop(site);
    let before = files_below(&arrived.folder);

    let moved = move_site(&arrived.folder, &seat.world.folder().join("Websites"), &seat.desk()).unwrap();
    assert_eq!(moved, seat.world.folder().join("Websites/blog"));
    assert_eq!((files_below(&moved), files_below(&arrived.folder)), (before.clone(), before));
    let mut site = seat.open(&moved);
    assert_eq!(site.view().cloud, None);
    assert_eq!(site.open_post(&post.path).unwrap().body.trim(), "Not saved in any file yet.");
    let known = KnownSites::read(&seat.desk());
    assert_eq!(
        (known.last(), known.list().len(), known.list()[0].name.as_str()),
        (Some(moved.as_path()), 1, "The blog")
    );
    drop(site);
    // A second move finds another name free, and never touches what is there.
    let again = move_site(&moved, &seat.world.folder().join("Websites"), &seat.desk()).unwrap();
    assert_eq!(again, seat.world.folder().join("Websites/blog-2"));
}

#[test]
fn who_wants_a_site_to_stay_in_its_cloud_folder_is_not_asked_again() {
    let seat = Seat::new();
    let site = seat.world.site("Dropbox", JEKYLL);
    let opened = seat.open(site.path());
    assert_eq!(opened.view().cloud.as_deref(), Some("Dropbox"));
    KnownSites::read(&seat.desk()).keep_in_cloud(opened.root()).unwrap();
    assert_eq!(opened.view().cloud, None);
    assert_eq!(seat.open(site.path()).view().cloud, None);
}

#[test]
fn what_a_cloud_leaves_among_the_records_of_a_site_does_not_keep_it_from_opening() {
    let seat = Seat::new();
    let site = seat.world.site("site", JEKYLL);
    for stray in [
        "refs/heads/main 2",
        "refs/heads/desktop.ini",
        "refs/desktop.ini",
        "desktop.ini",
        "refs/remotes/origin/.DS_Store",
    ] {
        let place = site.path().join(".git").join(stray);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, "[.ShellClassInfo]\n").unwrap();
    }
    let mut opened = seat.open(site.path());
    let post = opened.new_post("Among strays", None, None).unwrap();
    let outcome = opened.publish(&post.path, None).unwrap();
    assert_eq!(outcome.outcome, OutcomeKind::Published, "{outcome:?}");
    assert_eq!(ids(&opened.ready().unwrap().checks).last(), Some(&("publish", true)));
}

#[test]
fn a_website_that_moved_gets_its_new_address_and_a_developers_settings_stay() {
    let seat = Seat::new();
    let site = seat.world.site("site", JEKYLL);
    let server = seat.world.web().start();
    site.repo().remote_set_url("origin", &server.url("server.git")).unwrap();
    let settings = fs::read(site.path().join(".git/config")).unwrap();
    fs::rename(seat.world.server(), seat.world.folder().join("moved.git")).unwrap();
    let moved = server.url("moved.git");
    let mut opened = seat.open(site.path());
    assert_eq!(opened.ready().unwrap().problem.unwrap().code, "server-gone");
    let other = World::new();
    other.server_commits("Another website", &[("a.md", b"A")], &[]);
    let refused = opened.follow_address(&other.url()).unwrap_err();
    assert_eq!(refused.code, "another-website");
    assert_eq!(opened.follow_address("no address").unwrap_err().code, "address-unclear");
    assert_eq!(opened.ready().unwrap().problem.unwrap().code, "server-gone");

    opened.follow_address(&moved).unwrap();
    assert_eq!(opened.ready().unwrap().problem, None);
    assert_eq!(opened.view().remote.as_deref(), Some(moved.as_str()));
    let post = opened.new_post("After the move", None, None).unwrap();
    assert_eq!(opened.publish(&post.path, None).unwrap().outcome, OutcomeKind::Published);
    drop(opened);
    let again = seat.open(site.path());
    assert_eq!(again.view().remote.as_deref(), Some(moved.as_str()));
    assert_eq!(fs::read(site.path().join(".git/config")).unwrap(), settings);
}

#[test]
fn a_branch_that_was_renamed_on_the_server_is_found_by_giving_the_address_again() {
    let seat = Seat::new();
    let site = seat.world.site("site", JEKYLL);
    byline_testkit::git(seat.world.server(), &["branch", "-m", "main", "trunk"]);
    let mut opened = seat.open(site.path());
    assert_eq!(opened.ready().unwrap().problem.unwrap().code, "branch-gone");
    opened.follow_address(&seat.world.url()).unwrap();
    assert_eq!(opened.view().branch.as_deref(), Some("trunk"));
    let post = opened.new_post("On the trunk", None, None).unwrap();
    let outcome = opened.publish(&post.path, None).unwrap();
    assert_eq!((outcome.outcome, outcome.branch.as_deref()), (OutcomeKind::Published, Some("trunk")));
    // The folder has followed: git finds nothing changed in it, on its own branch with the server's newest state.
    assert!(site.is_clean(), "{:?}", site.status());
    assert_eq!(site.repo().head().unwrap().target().map(|id| id.to_string()), outcome.commit);
}
