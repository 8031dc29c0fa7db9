//! A post's earlier texts: which there are, what a reader would see in them, and getting one back.

use byline_desk::api::{Against, Became, VersionPlace};
use byline_testkit::{SiteFolder, photo};
use serde_json::{Value, json};

use crate::publishing::place;
use crate::seat::{JEKYLL, Seat, files_below};

const POST: &str = "_posts/2026-01-05-an-old-post.md";

fn versions(seat: &Seat, site: &SiteFolder, path: &str) -> Vec<Value> {
    let told = seat.cli(["history", &place(site, path)]).ended(0);
    told["versions"].as_array().unwrap().clone()
}

fn text(title: &str, body: &str) -> Vec<u8> {
    format!("---\nlayout: post\ntitle: {title}\nauthor: Anna Writer\ndate: 2026-01-05\n---\n\n{body}").into_bytes()
}

#[test]
fn local_and_published_versions_are_one_list_with_who_where_and_which_is_now() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    seat.world.colleague_publishes(POST, &text("An old post", "A colleague's words, five.\n"));
    site.pull();
    let mut desk = seat.open(site.path());
    desk.open_post(POST).unwrap();
    desk.write_body(POST, "First of mine.\n").unwrap();
    desk.save(POST).unwrap();
    seat.clock.pass(200_000);
    desk.write_body(POST, "Second of mine.\n").unwrap();
    desk.save(POST).unwrap();
    drop(desk);
    let all = versions(&seat, &site, POST);
    let seen: Vec<_> = all
        .iter()
        .map(|one| (one["where"].as_str().unwrap(), one["author"].as_str().unwrap(), one["words"].as_u64().unwrap()))
        .collect();
    // The text that the first save replaced is the published one, and listed once.
    let expect = [("local", "Anna Writer", 3), ("published", "Carl Colleague", 4), ("published", "Carl Colleague", 4)];
    assert_eq!(seen, expect, "{all:?}");
    assert!(all.iter().all(|one| one["here"] == false), "the text now is none of them");
    assert_eq!(all.iter().filter(|one| one["on_website"] == true).count(), 1);
    assert_eq!(all[1]["on_website"], true);
    assert!(all[0]["date"].as_str().unwrap().starts_with("2026-03-02T09:0"), "{}", all[0]["date"]);
    assert!(all[1]["why"] == "Published" && all[0]["why"] == "While you were writing", "{all:?}");
    let told = seat.told(["history", &place(&site, POST)]);
    assert!(told.out.lines().count() == 3 && told.out.contains("on the website"), "{}", told.out);
}

#[test]
fn a_moved_posts_history_goes_on_where_it_was_before() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let renamed = seat.cli(["rename", &place(&site, POST), "a-better-name"]).ended(0);
    let path = renamed["path"].as_str().unwrap();
    assert_eq!(versions(&seat, &site, path).len(), 1, "the server knows it under its old name");
    seat.cli(["set", &place(&site, path), "title=A better title"]).ended(0);
    seat.cli(["publish", &place(&site, path)]).ended(0);
    let published = versions(&seat, &site, path).iter().filter(|one| one["where"] == "published").count();
    assert_eq!(published, 2);
}

#[test]
fn a_version_is_shown_as_a_reader_sees_it_beside_the_text_now() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    site.write("assets/boat.jpg", &photo(20, 20));
    let mut desk = seat.open(site.path());
    desk.open_post(POST).unwrap();
    desk.write_body(POST, "First **better** words.\n\n![A boat](/assets/boat.jpg)\n\nLast words.\n").unwrap();
    let change = byline_desk::api::DetailsChange { title: Some("A new title".into()), ..Default::default() };
    desk.set_details(POST, &change).unwrap();
    let published = desk.history(POST).unwrap().versions.remove(0);
    assert_eq!(published.place, VersionPlace::Published);
    let shown = desk.version(POST, &published.id, Against::Now).unwrap();
    let blocks: Vec<_> = shown.blocks.iter().map(|block| (block.kind.as_str(), block.became)).collect();
    assert_eq!(
        blocks,
        [("paragraph", Became::Changed), ("picture", Became::Removed), ("paragraph", Became::Same)],
        "what restoring would change"
    );
    let pieces: Vec<_> = shown.blocks[0].pieces.iter().map(|piece| (piece.became, piece.text.as_str())).collect();
    assert_eq!(pieces, [(Became::Same, "First "), (Became::Removed, "better "), (Became::Same, "words.")]);
    let picture = shown.blocks[1].picture.as_ref().unwrap();
    assert_eq!((picture.name.as_str(), picture.path.as_deref()), ("boat.jpg", Some("assets/boat.jpg")));
    let details: Vec<_> =
        shown.details.iter().map(|one| (one.label.as_str(), one.before.as_str(), one.after.as_str())).collect();
    assert_eq!(details, [("Title", "A new title", "An old post")]);
    // Beside the one before it there is none: all of it is new.
    let first = desk.version(POST, &published.id, Against::Before).unwrap();
    assert_eq!(first.against, None);
    assert!(first.blocks.iter().all(|block| block.became == Became::Added));
}

#[test]
fn restoring_keeps_the_words_that_are_there_and_brings_missing_pictures_back() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let boat = photo(20, 20);
    let old = text("With a boat", "![A boat](/assets/boat.jpg)\n\n![Gone](/assets/never.jpg)\n");
    seat.world.server_commits("Boat", &[(POST, &old), ("assets/boat.jpg", &boat)], &[]);
    seat.world.server_commits("No boat", &[(POST, &text("Without", "No boat.\n"))], &["assets/boat.jpg"]);
    site.pull();
    site.write(POST, &text("Mine", "Words that were never published.\n"));
    let mine = site.read(POST);
    let all = versions(&seat, &site, POST);
    let id = all[1]["id"].as_str().unwrap();
    let done = seat.cli(["restore", &place(&site, POST), id]).ended(0);
    assert_eq!(site.read(POST), old);
    assert_eq!(site.read("assets/boat.jpg"), boat);
    assert_eq!((&done["pictures"], &done["missing"]), (&json!(["assets/boat.jpg"]), &json!(["never.jpg"])));
    assert_eq!(seat.world.server_log().len(), 3, "nothing is sent by it");
    // What was there is a version, and restoring that one undoes it.
    let kept = done["before"].as_str().unwrap();
    assert_eq!(versions(&seat, &site, POST)[0]["id"], kept);
    seat.cli(["restore", &place(&site, POST), kept]).ended(0);
    assert_eq!(site.read(POST), mine);
    let wrong = seat.cli(["restore", &place(&site, POST), "12345"]).ended(1);
    assert_eq!(wrong["error"]["code"], "no-such-version");
    assert_eq!(site.read(POST), mine);
}

#[test]
fn words_on_the_page_are_kept_first_and_the_page_hears_of_it() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let mut desk = seat.open(site.path());
    desk.open_post(POST).unwrap();
    desk.write_body(POST, "Not saved yet.\n").unwrap();
    let id = desk.history(POST).unwrap().versions[0].id.clone();
    let done = desk.restore(POST, &id).unwrap();
    assert!(done.post.body.contains("First words."), "{}", done.post.body);
    assert_eq!(done.post.saved, done.post.revision);
    let undone = desk.restore(POST, &done.before.unwrap()).unwrap();
    assert_eq!(undone.post.body.trim(), "Not saved yet.");
    let again = desk.history(POST).unwrap().versions.into_iter().find(|one| one.here).unwrap().id;
    assert_eq!(desk.restore(POST, &again).unwrap().before, None, "nothing was replaced");
}

#[test]
fn a_post_that_a_colleague_deleted_is_listed_and_comes_back() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let before = site.read(POST);
    seat.world.colleague_deletes(POST);
    seat.cli(["sync", site.path().to_str().unwrap()]).ended(0);
    assert!(!site.exists(POST));
    let list = seat.cli(["deleted", site.path().to_str().unwrap()]).ended(0);
    assert_eq!(list["posts"], json!([]));
    let gone = &list["on_website_before"][0];
    assert_eq!(
        (&gone["path"], &gone["title"], &gone["author"], &gone["date"]),
        (&json!(POST), &json!("An old post"), &json!("Carl Colleague"), &json!("2026-03-01"))
    );
    assert_eq!(versions(&seat, &site, POST).len(), 1);
    seat.cli(["restore", &place(&site, POST), gone["version"].as_str().unwrap()]).ended(0);
    assert_eq!(site.read(POST), before);
    let list = seat.cli(["deleted", site.path().to_str().unwrap()]).ended(0);
    assert_eq!(list["on_website_before"], json!([]), "it is back");
    let state = seat.cli(["show", &place(&site, POST)]).ended(0);
    assert_eq!(state["state"], "draft");
    // Another folder's names are not reached by it.
    seat.cli(["restore", &place(&site, "../elsewhere.md"), "1234567"]).ended(1);
}

#[test]
fn a_post_that_was_deleted_here_comes_back_from_its_history_and_stays() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let before = files_below(site.path());
    seat.cli(["delete", &place(&site, POST), "--off-website"]).ended(0);
    let all = versions(&seat, &site, POST);
    assert_eq!(all.len(), 1, "the text that was deleted is the published one: {all:?}");
    seat.cli(["restore", &place(&site, POST), all[0]["id"].as_str().unwrap()]).ended(0);
    assert_eq!(files_below(site.path()), before);
    // What a colleague does to it from now on arrives.
    seat.cli(["publish", &place(&site, POST)]).ended(0);
    seat.world.colleague_publishes(POST, &text("Theirs", "New.\n"));
    seat.cli(["sync", site.path().to_str().unwrap()]).ended(0);
    assert_eq!(site.read(POST), text("Theirs", "New.\n"));
}

#[test]
fn two_texts_are_settled_before_anything_is_restored() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let mut desk = seat.open(site.path());
    desk.open_post(POST).unwrap();
    let id = desk.history(POST).unwrap().versions[0].id.clone();
    desk.write_body(POST, "Mine.\n").unwrap();
    site.write(POST, &text("Theirs", "Another program's.\n"));
    assert_eq!(desk.restore(POST, &id).unwrap_err().code(), "two-texts");
    assert_eq!(site.read(POST), text("Theirs", "Another program's.\n"));
}
