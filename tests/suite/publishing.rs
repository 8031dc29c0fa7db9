//! What a publish puts on the server, what it leaves alone, and how it ends when something is in the way.

use byline_desk::api::OutcomeKind;
use byline_testkit::{LargeFiles, SiteFolder, photo};
use serde_json::json;

use crate::seat::{JEKYLL, Seat, files_below};

pub(crate) const OLD: &str = "_posts/2026-01-05-an-old-post.md";

/// The site's own post with other words in place of these.
pub(crate) fn old_with(site: &SiteFolder, from: &str, to: &str) -> Vec<u8> {
    let text = String::from_utf8(site.read(OLD)).unwrap();
    assert!(text.contains(from));
    text.replace(from, to).into_bytes()
}

pub(crate) fn place(site: &SiteFolder, path: &str) -> String {
    site.path().join(path).to_str().unwrap().to_owned()
}

#[test]
fn this_post_and_its_pictures_go_out_and_nothing_else() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    // Other people's work of every kind.
    site.write("_config.yml", b"title: Half done\n");
    site.write("staged.txt", b"staged");
    site.stage("staged.txt");
    site.write("notes/private.txt", b"untracked");
    site.write("_posts/2026-01-06-half-a-post.md", b"not yet");
    site.write("assets/images/boat.jpg", &photo(40, 30));
    site.write("assets/images/unused.jpg", &photo(30, 40));
    let post =
        "---\ntitle: A trip\nauthor: Maria Lopez\ndate: 2026-02-03\n---\n\n![The boat](/assets/images/boat.jpg)\n";
    site.write("_posts/2026-02-03-a-trip.md", post.as_bytes());
    let (before, folder) = (seat.world.server_files(), files_below(site.path()));
    let others = |site: &SiteFolder| {
        let mut status = site.status();
        status.retain(|(path, _)| !path.ends_with("a-trip.md") && !path.ends_with("boat.jpg"));
        status
    };
    let (work, head) = (others(&site), std::fs::read(site.path().join(".git/HEAD")).unwrap());
    assert_eq!(work.len(), 5);

    let out = seat.cli(["publish", &place(&site, "_posts/2026-02-03-a-trip.md")]).ended(0);

    assert_eq!(out["outcome"], "published");
    let mut expect = before;
    expect.insert("_posts/2026-02-03-a-trip.md".to_owned(), post.as_bytes().to_vec());
    expect.insert("assets/images/boat.jpg".to_owned(), photo(40, 30));
    assert_eq!(seat.world.server_files(), expect);
    let log = &seat.world.server_log()[0];
    assert_eq!(log.message, "Publish “A trip”");
    assert_eq!((log.author.as_str(), log.email.as_str()), ("Anna Writer", "anna@example.org"));
    assert_eq!(files_below(site.path()), folder);
    assert_eq!(std::fs::read(site.path().join(".git/HEAD")).unwrap(), head);
    assert_eq!(others(&site), work, "what others staged and changed is as it was");
    assert_eq!(site.status(), work, "and the published post is no change any more");
}

#[test]
fn offline_it_waits_and_goes_out_by_the_next_sync() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let text = old_with(&site, "First", "Better");
    site.write(OLD, &text);
    let away = seat.world.folder().join("away.git");
    std::fs::rename(seat.world.server(), &away).unwrap();

    let waits = seat.cli(["publish", &place(&site, OLD)]).ended(4);
    assert_eq!(waits["outcome"], "waiting");
    assert!(waits["message"].as_str().unwrap().contains("kept"), "{waits}");
    let list = seat.cli(["list", site.path().to_str().unwrap(), "--state", "waiting"]).ended(0);
    assert_eq!(list["posts"][0]["path"], OLD);
    let still = seat.cli(["sync", site.path().to_str().unwrap()]).ended(4);
    assert_eq!((&still["outcome"], &still["sent"]), (&json!("waiting"), &json!([])));

    std::fs::rename(&away, seat.world.server()).unwrap();
    let out = seat.cli(["sync", site.path().to_str().unwrap()]).ended(0);
    assert_eq!((&out["outcome"], &out["sent"]), (&json!("published"), &json!([OLD])));
    assert_eq!(seat.world.server_files()[OLD], text);
    assert_eq!(seat.world.server_log().len(), 2);
    let list = seat.cli(["list", site.path().to_str().unwrap()]).ended(0);
    assert_eq!(list["posts"][0]["state"], "published");
}

#[test]
fn what_is_there_already_is_not_sent_again() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let done = seat.cli(["publish", &place(&site, OLD)]).ended(0);
    assert_eq!((&done["outcome"], &done["files"]), (&json!("already-published"), &json!([])));
    assert_eq!(seat.world.server_log().len(), 1);
}

#[test]
fn without_a_server_it_is_refused_and_kept_here() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    site.repo().remote_delete("origin").unwrap();
    site.write(OLD, &old_with(&site, "First", "Better"));
    let refused = seat.cli(["publish", &place(&site, OLD)]).ended(3);
    assert_eq!(refused["outcome"], "refused");
    assert!(refused["hint"].is_string());
    let list = seat.cli(["list", site.path().to_str().unwrap()]).ended(0);
    assert_ne!(list["posts"][0]["state"], "waiting");
    let doctor = seat.cli(["doctor", site.path().to_str().unwrap()]).ended(0);
    assert!(doctor["checks"].as_array().unwrap().iter().any(|check| check["id"] == "server" && check["ok"] == false));
}

#[test]
fn a_site_in_a_folder_of_its_repository_publishes_from_either_folder() {
    let seat = Seat::new();
    let inside: Vec<_> = JEKYLL.iter().map(|(path, bytes)| (format!("docs/{path}"), *bytes)).collect();
    let mut files: Vec<_> = inside.iter().map(|(path, bytes)| (path.as_str(), *bytes)).collect();
    files.push(("src/main.txt", b"a program"));
    let site = seat.world.site("program", &files);
    let docs = site.path().join("docs");

    let mut desk = seat.open(&docs);
    let page = desk.open_post(OLD).unwrap();
    desk.write_body(OLD, &page.body.replace("First", "Better")).unwrap();
    assert_eq!(desk.publish(OLD, None).unwrap().outcome, OutcomeKind::Published);
    drop(desk);
    let log = seat.world.server_log();
    assert_eq!((log.len(), log[0].files.as_slice()), (2, [format!("docs/{OLD}")].as_slice()));

    let path = format!("docs/{OLD}");
    seat.cli(["set", &place(&site, &path), "title=Another title"]).ended(0);
    let out = seat.cli(["publish", &place(&site, &path)]).ended(0);
    assert_eq!(out["outcome"], "published");
    assert_eq!(seat.world.server_files()[&path], site.read(&path));
    assert_eq!(seat.world.server_log()[0].files, [path]);
}

#[test]
fn nobody_has_to_have_a_name_to_publish() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    site.repo().config().unwrap().remove("user.name").unwrap();
    site.write(OLD, &old_with(&site, "First", "Better"));
    seat.cli(["publish", &place(&site, OLD)]).ended(0);
    assert_eq!(seat.world.server_log()[0].author, "Anna Writer", "the post's author stands behind it");
}

#[test]
fn the_first_post_of_an_empty_server_goes_out() {
    let seat = Seat::new();
    let site = seat.world.clone_site("empty");
    site.write("hello.md", b"# Hello\n\nWorld.\n");
    let out = seat.cli(["publish", &place(&site, "hello.md")]).ended(0);
    assert_eq!((&out["outcome"], &out["branch"]), (&json!("published"), &json!("main")));
    assert_eq!(seat.world.server_files().keys().collect::<Vec<_>>(), ["hello.md"]);
}

#[test]
fn a_waiting_post_can_be_withdrawn_and_survives_a_crash() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    site.write(OLD, &old_with(&site, "First", "Better"));
    let away = seat.world.folder().join("away.git");
    std::fs::rename(seat.world.server(), &away).unwrap();
    let mut desk = seat.open(site.path());
    assert_eq!(desk.publish(OLD, None).unwrap().outcome, OutcomeKind::Waiting);
    drop(desk);
    std::fs::rename(&away, seat.world.server()).unwrap();
    let mut desk = seat.open(site.path());
    assert_eq!(desk.post(OLD).unwrap().state, byline_desk::api::PostState::Waiting);
    assert!(desk.cancel_publish(OLD).unwrap());
    assert!(!desk.cancel_publish(OLD).unwrap());
    assert!(desk.sync().unwrap().sent.is_empty());
    assert_eq!(desk.post(OLD).unwrap().state, byline_desk::api::PostState::Changed);
    assert_eq!(seat.world.server_log().len(), 1);
}

#[test]
fn published_is_said_of_a_post_whose_file_is_gone_meanwhile() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let text = old_with(&site, "First", "Better");
    site.write(OLD, &text);
    let away = seat.world.folder().join("away.git");
    std::fs::rename(seat.world.server(), &away).unwrap();
    seat.cli(["publish", &place(&site, OLD)]).ended(4);
    std::fs::rename(&away, seat.world.server()).unwrap();
    std::fs::remove_file(site.path().join(OLD)).unwrap();
    let out = seat.cli(["sync", site.path().to_str().unwrap()]).ended(0);
    assert_eq!(out["sent"], json!([OLD]));
    assert_eq!(seat.world.server_files()[OLD], text, "what was accepted for publishing is what goes out");
    assert!(!site.exists(OLD), "and the deletion is hers");
}

#[test]
fn what_can_never_be_sent_is_not_tried_for_ever() {
    let seat = Seat::new();
    let mut files = JEKYLL.to_vec();
    files.push((".gitattributes", b"*.jpg filter=lfs\n"));
    let site = seat.world.site("blog", &files);
    site.write("boat.jpg", &photo(40, 30));
    site.write(OLD, b"---\ntitle: T\n---\n\n![The boat](/boat.jpg)\n");
    site.write("_posts/2026-02-03-fine.md", b"---\ntitle: Fine\n---\n\nWords.\n");
    let before = seat.world.server_files();
    let failed = seat.cli(["publish", &place(&site, OLD)]).ended(1);
    assert_eq!(failed["error"]["code"], "needs-filter");
    assert_eq!(seat.world.server_files(), before);
    let list = seat.cli(["list", site.path().to_str().unwrap(), "--state", "changed"]).ended(0);
    assert_eq!(list["posts"][0]["path"], OLD, "it does not wait");
    seat.cli(["sync", site.path().to_str().unwrap()]).ended(0);
    seat.cli(["publish", &place(&site, "_posts/2026-02-03-fine.md")]).ended(0);
}

#[test]
fn a_picture_that_is_a_large_file_is_published_with_its_post() {
    let seat = Seat::new();
    let mut files = JEKYLL.to_vec();
    files.push((".gitattributes", b"*.jpg filter=lfs\n"));
    let site = seat.world.site("blog", &files);
    let web = seat.world.web().start();
    let large = LargeFiles::before(&web);
    site.repo().remote_set_url("origin", &large.url("server.git")).unwrap();
    let picture = photo(40, 30);
    site.write("boat.jpg", &picture);
    site.write(OLD, b"---\ntitle: T\n---\n\n![The boat](/boat.jpg)\n");
    let out = seat.cli(["publish", &place(&site, OLD)]).ended(0);
    assert_eq!(out["outcome"], "published");
    assert_eq!(large.files().into_values().collect::<Vec<_>>(), std::slice::from_ref(&picture));
    assert!(seat.world.server_files()["boat.jpg"].starts_with(b"version https://git-lfs.github.com/spec/v1\n"));
    assert_eq!(site.read("boat.jpg"), picture);
    let list = seat.cli(["list", site.path().to_str().unwrap(), "--state", "changed"]).ended(0);
    assert_eq!(list["posts"], json!([]), "nothing is left to publish");
    // A colleague's picture arrives.
    seat.world.colleague_publishes("sea.jpg", &large.has(&photo(30, 20)));
    seat.cli(["sync", site.path().to_str().unwrap()]).ended(0);
    assert_eq!(site.read("sea.jpg"), photo(30, 20));
}
