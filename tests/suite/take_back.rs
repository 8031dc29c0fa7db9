//! Undoing the last publish: what the server has again, what a colleague did meanwhile, and the words that stay here.

use byline_testkit::{SiteFolder, photo};
use serde_json::{Value, json};

use crate::publishing::place;
use crate::seat::{JEKYLL, Seat};

const POST: &str = "_posts/2026-01-05-an-old-post.md";
const NEW: &str = "_posts/2026-02-03-new.md";

fn text(body: &str) -> Vec<u8> {
    format!("---\nlayout: post\ntitle: An old post\nauthor: Anna Writer\ndate: 2026-01-05\n---\n\n{body}").into_bytes()
}

fn folder(site: &SiteFolder) -> &str {
    site.path().to_str().unwrap()
}

fn state(seat: &Seat, site: &SiteFolder, path: &str) -> Value {
    seat.cli(["show", &place(site, path)]).ended(0)["state"].clone()
}

#[test]
fn the_website_has_again_what_it_had_and_the_words_stay_here() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let before = seat.world.server_files();
    site.write(POST, &text("Published too early.\n"));
    seat.cli(["publish", &place(&site, POST)]).ended(0);
    let done = seat.cli(["take-back", folder(&site)]).ended(0);
    assert_eq!((&done["outcome"], &done["path"]), (&json!("published"), &json!(POST)));
    assert_eq!(done["files"], json!([{ "path": POST, "change": "changed", "bytes": before[POST].len() }]));
    assert!(done["message"].as_str().unwrap().contains("Your words are still here"), "{done}");
    assert_eq!(seat.world.server_files(), before);
    let log = &seat.world.server_log()[0];
    assert_eq!((log.message.as_str(), log.files.len()), ("Take back “An old post”", 1));
    assert_eq!(site.read(POST), text("Published too early.\n"));
    assert_eq!(state(&seat, &site, POST), "changed");
    // The folder follows the server all the same, and the next publish goes through.
    seat.world.colleague_publishes("_posts/2026-02-01-news.md", b"---\ntitle: News\n---\nHello.\n");
    seat.cli(["sync", folder(&site)]).ended(0);
    assert!(site.exists("_posts/2026-02-01-news.md"));
    assert_eq!(site.read(POST), text("Published too early.\n"));
    site.write(POST, &text("Now it is right.\n"));
    let again = seat.cli(["publish", &place(&site, POST)]).ended(0);
    assert_eq!(again["outcome"], "published");
    assert_eq!(seat.world.server_files()[POST], text("Now it is right.\n"));
    assert!(site.is_clean(), "{:?}", site.status());
}

#[test]
fn once_and_no_more_than_the_last() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let nothing = seat.cli(["take-back", folder(&site)]).ended(1);
    assert_eq!(nothing["error"]["code"], "nothing-to-take-back");
    for words in ["One.\n", "Two.\n"] {
        site.write(POST, &text(words));
        seat.cli(["publish", &place(&site, POST)]).ended(0);
    }
    seat.cli(["take-back", folder(&site)]).ended(0);
    assert_eq!(seat.world.server_files()[POST], text("One.\n"));
    let again = seat.cli(["take-back", folder(&site)]).ended(1);
    assert_eq!(again["error"]["code"], "nothing-to-take-back");
    assert_eq!(seat.world.server_files()[POST], text("One.\n"));
}

#[test]
fn a_new_post_goes_with_its_pictures_but_not_with_one_that_is_used_by_now() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let before = seat.world.server_files();
    site.write(NEW, b"---\ntitle: New\n---\n\n![A](/assets/a.jpg) ![B](/assets/b.jpg)\n");
    site.write("assets/a.jpg", &photo(20, 20));
    site.write("assets/b.jpg", &photo(30, 20));
    seat.cli(["publish", &place(&site, NEW)]).ended(0);
    seat.world.colleague_publishes("_posts/2026-02-04-other.md", b"---\ntitle: Other\n---\n![B](/assets/b.jpg)\n");
    seat.cli(["sync", folder(&site)]).ended(0);
    seat.cli(["take-back", folder(&site)]).ended(0);
    let there = seat.world.server_files();
    assert!(!there.contains_key(NEW) && !there.contains_key("assets/a.jpg"));
    assert!(there.contains_key("assets/b.jpg"), "a colleague's post shows it");
    assert_eq!(there.len(), before.len() + 2);
    assert!(site.exists(NEW) && site.exists("assets/a.jpg"), "all of it is still here");
    assert_eq!(state(&seat, &site, NEW), "draft");
    seat.cli(["sync", folder(&site)]).ended(0);
    assert!(site.exists(NEW) && site.exists("assets/a.jpg"));
    seat.cli(["publish", &place(&site, NEW)]).ended(0);
    assert!(seat.world.server_files().contains_key("assets/a.jpg"));
    assert!(site.is_clean(), "{:?}", site.status());
}

#[test]
fn offline_it_waits_and_goes_out_after_a_restart() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let before = seat.world.server_files();
    site.write(POST, &text("Published too early.\n"));
    seat.cli(["publish", &place(&site, POST)]).ended(0);
    let away = seat.world.folder().join("away.git");
    std::fs::rename(seat.world.server(), &away).unwrap();
    let waits = seat.cli(["take-back", folder(&site)]).ended(4);
    assert_eq!(waits["outcome"], "waiting");
    assert!(waits["message"].as_str().unwrap().starts_with("Not taken back yet"), "{waits}");
    assert_eq!(state(&seat, &site, POST), "waiting");
    let queue = seat.open(site.path()).queue(None).unwrap();
    assert_eq!(queue.posts[0].title, "An old post (the last publish is taken back)");
    std::fs::rename(&away, seat.world.server()).unwrap();
    let synced = seat.cli(["sync", folder(&site)]).ended(0);
    assert_eq!(synced["sent"], json!([POST]));
    assert_eq!(seat.world.server_files(), before);
    assert_eq!(site.read(POST), text("Published too early.\n"));
    assert_eq!(state(&seat, &site, POST), "changed");
    seat.cli(["take-back", folder(&site)]).ended(1);
}

#[test]
fn what_a_colleague_added_since_stays() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    site.write(POST, &text("First words, mine.\n\nMiddle.\n\nLast words.\n"));
    seat.cli(["publish", &place(&site, POST)]).ended(0);
    site.write(POST, &text("Quite wrong.\n\nMiddle.\n\nLast words.\n"));
    seat.cli(["publish", &place(&site, POST)]).ended(0);
    seat.world.colleague_publishes(POST, &text("Quite wrong.\n\nMiddle.\n\nLast words.\n\nAnd theirs.\n"));
    let done = seat.cli(["take-back", folder(&site)]).ended(0);
    assert_eq!(done["outcome"], "published");
    let there = text("First words, mine.\n\nMiddle.\n\nLast words.\n\nAnd theirs.\n");
    assert_eq!(String::from_utf8_lossy(&seat.world.server_files()[POST]), String::from_utf8_lossy(&there));
    assert_eq!(site.read(POST), text("Quite wrong.\n\nMiddle.\n\nLast words.\n"), "the text here stays");
}

#[test]
fn where_a_colleague_wrote_over_it_nothing_is_taken_back_and_nothing_waits() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    site.write(NEW, b"---\ntitle: New\n---\n\nMine.\n");
    seat.cli(["publish", &place(&site, NEW)]).ended(0);
    let theirs = b"---\ntitle: New\n---\n\nA colleague's better words.\n";
    seat.world.colleague_publishes(NEW, theirs);
    let asks = seat.cli(["take-back", folder(&site)]).ended(3);
    assert_eq!(asks["outcome"], "needs-you");
    assert!(asks["message"].as_str().unwrap().contains("nothing was taken back"), "{asks}");
    assert_eq!(seat.world.server_files()[NEW], theirs);
    seat.cli(["sync", folder(&site)]).ended(0);
    assert_eq!(seat.world.server_files()[NEW], theirs);
    assert_ne!(state(&seat, &site, NEW), "needs-you", "nothing is left to decide");
}

#[test]
fn a_post_that_the_publish_moved_has_its_old_address_again() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let before = seat.world.server_files();
    let renamed = seat.cli(["rename", &place(&site, POST), "another-name"]).ended(0);
    let path = renamed["path"].as_str().unwrap().to_owned();
    seat.cli(["publish", &place(&site, &path)]).ended(0);
    let here = site.read(&path);
    let done = seat.cli(["take-back", folder(&site)]).ended(0);
    assert_eq!(done["path"], POST);
    assert_eq!(seat.world.server_files(), before);
    assert!(site.exists(POST) && !site.exists(&path));
    assert_eq!(site.read(POST), here, "its words are those of before");
    seat.cli(["sync", folder(&site)]).ended(0);
    let list = seat.cli(["list", folder(&site)]).ended(0);
    assert_eq!(list["posts"].as_array().unwrap().len(), 1, "it is there once: {list}");
}

#[test]
fn a_later_change_here_is_no_hindrance_and_is_kept() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let before = seat.world.server_files();
    site.write(POST, &text("Published too early.\n"));
    let mut desk = seat.open(site.path());
    desk.publish(POST, None).unwrap();
    desk.open_post(POST).unwrap();
    desk.write_body(POST, "And changed since, not saved.\n").unwrap();
    let offered: Vec<_> =
        desk.history(POST).unwrap().versions.into_iter().filter(|version| version.can_take_back).collect();
    assert!(offered.len() == 1 && offered[0].on_website);
    desk.take_back().unwrap();
    assert_eq!(seat.world.server_files(), before);
    assert_eq!(desk.open_post(POST).unwrap().body.trim(), "And changed since, not saved.");
    assert!(desk.history(POST).unwrap().versions.iter().all(|version| !version.can_take_back));
    drop(desk);
    seat.cli(["sync", folder(&site)]).ended(0);
    assert!(String::from_utf8_lossy(&site.read(POST)).contains("And changed since"));
}

/// The answer to a publish was lost, and the next try found it there: it can be taken back as any other.
#[test]
fn a_publish_that_was_found_there_afterwards_is_known_as_ours() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let before = seat.world.server_files();
    site.write(POST, &text("Published too early.\n"));
    let away = seat.world.folder().join("away.git");
    std::fs::rename(seat.world.server(), &away).unwrap();
    seat.cli(["publish", &place(&site, POST)]).ended(4);
    std::fs::rename(&away, seat.world.server()).unwrap();
    seat.cli(["sync", folder(&site)]).ended(0);
    seat.cli(["take-back", folder(&site)]).ended(0);
    assert_eq!(seat.world.server_files(), before);
}
