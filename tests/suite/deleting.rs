//! Deleting a post and putting it back, and what becomes of it on the website.

use byline_testkit::{SiteFolder, photo};
use serde_json::{Value, json};

use crate::publishing::place;
use crate::seat::{Seat, files_below};

const POST: &str = "_posts/2026-01-05-trip.md";

fn begun() -> (Seat, SiteFolder) {
    let seat = Seat::new();
    let (boat, logo) = (photo(40, 30), photo(30, 40));
    let site = seat.world.site(
        "blog",
        &[
            ("_config.yml", b"title: The blog\nurl: https://blog.example.org\nlogo: /assets/images/logo.jpg\n"),
            (POST, b"---\ntitle: A trip\ndate: 2026-01-05\n---\n\n![Boat](/assets/images/boat.jpg) ![Logo](/assets/images/logo.jpg)\n"),
            ("_posts/2026-01-06-one.md", b"---\ntitle: One\n---\n\nWords.\n"),
            ("assets/images/boat.jpg", &boat),
            ("assets/images/logo.jpg", &logo),
        ],
    );
    (seat, site)
}

fn deleted(seat: &Seat, site: &SiteFolder) -> Vec<Value> {
    let list = seat.cli(["deleted", site.path().to_str().unwrap()]).ended(0);
    list["posts"].as_array().unwrap().clone()
}

fn bin(seat: &Seat) -> Vec<String> {
    files_below(&seat.world.folder().join("home")).into_keys().collect()
}

#[test]
fn a_draft_goes_to_the_bin_and_comes_back_whole_even_when_the_bin_was_emptied() {
    let (seat, site) = begun();
    let path = "_posts/2026-02-03-new.md";
    site.write(path, b"---\r\ntitle: New\r\n---\r\n\r\n![Sea](/assets/images/sea.jpg)");
    site.write("assets/images/sea.jpg", &photo(20, 20));
    let before = files_below(site.path());
    let done = seat.cli(["delete", &place(&site, path)]).ended(0);
    assert_eq!(done["outcome"], Value::Null);
    assert!(!site.exists(path) && !site.exists("assets/images/sea.jpg"), "its picture is used by nothing else");
    assert!(site.is_clean());
    if done["message"].as_str().unwrap().contains("bin of this computer") {
        assert!(
            bin(&seat).iter().any(|file| file.contains("2026-02-03-new.md"))
                || std::path::Path::new("/.Trash-0").exists()
        );
    }
    let _ = std::fs::remove_dir_all(seat.world.folder().join("home"));
    let list = deleted(&seat, &site);
    assert_eq!(
        (list.len(), &list[0]["title"], &list[0]["standing"]),
        (1, &json!("New"), &json!("Not on the website."))
    );
    let id = list[0]["id"].to_string();
    let back = seat.cli(["put-back", site.path().to_str().unwrap(), &id]).ended(0);
    assert_eq!(back["path"], path);
    assert_eq!(files_below(site.path()), before, "every byte");
    assert!(deleted(&seat, &site).is_empty());
    seat.cli(["put-back", site.path().to_str().unwrap(), &id]).ended(1);
}

#[test]
fn off_the_website_with_its_own_pictures_and_nothing_else() {
    let (seat, site) = begun();
    let done = seat.cli(["delete", &place(&site, POST), "--off-website"]).ended(0);
    assert_eq!(done["outcome"], "published");
    let there = seat.world.server_files();
    assert!(!there.contains_key(POST) && !there.contains_key("assets/images/boat.jpg"));
    assert!(there.contains_key("assets/images/logo.jpg"), "the site's settings name it");
    let log = &seat.world.server_log()[0];
    assert_eq!((log.message.as_str(), log.files.len()), ("Delete “A trip”", 2));
    assert!(site.is_clean(), "{:?}", site.status());

    // Put back, it is a post again that can be published.
    let id = deleted(&seat, &site)[0]["id"].to_string();
    seat.cli(["put-back", site.path().to_str().unwrap(), &id]).ended(0);
    let list = seat.cli(["list", site.path().to_str().unwrap(), "--state", "draft"]).ended(0);
    assert_eq!(list["posts"][0]["path"], POST);
    seat.cli(["publish", &place(&site, POST)]).ended(0);
    assert!(seat.world.server_files().contains_key("assets/images/boat.jpg"));
}

#[test]
fn one_that_stays_on_the_website_does_not_come_back_by_itself() {
    let (seat, site) = begun();
    let before = seat.world.server_files();
    let done = seat.cli(["delete", &place(&site, POST)]).ended(0);
    assert!(done["message"].as_str().unwrap().contains("stays on the website"), "{done}");
    assert_eq!(deleted(&seat, &site)[0]["standing"], "Still on the website.");
    assert!(site.exists("assets/images/boat.jpg"), "the website still shows it");
    seat.world.colleague_publishes("_posts/2026-01-07-theirs.md", b"---\ntitle: Theirs\n---\n\nNew.\n");
    let got = seat.cli(["sync", site.path().to_str().unwrap()]).ended(0);
    assert_eq!(got["received"], json!(["_posts/2026-01-07-theirs.md"]));
    assert!(!site.exists(POST));
    seat.cli(["publish", site.path().to_str().unwrap()]);
    assert_eq!(seat.world.server_files()[POST], before[POST], "and publishing everything does not take it away");
    // A colleague's change to it neither brings it back nor holds up the others.
    seat.world.server_commits(
        "More",
        &[(POST, b"---\ntitle: Changed\n---\n"), ("_posts/2026-01-08-more.md", b"---\ntitle: More\n---\n")],
        &[],
    );
    let got = seat.cli(["sync", site.path().to_str().unwrap()]).ended(0);
    assert_eq!(got["received"], json!(["_posts/2026-01-08-more.md"]));
    assert!(!site.exists(POST) && site.exists("_posts/2026-01-08-more.md"));
}

#[test]
fn offline_the_removal_waits_and_can_be_taken_back() {
    let (seat, site) = begun();
    let away = seat.world.folder().join("away.git");
    std::fs::rename(seat.world.server(), &away).unwrap();
    let done = seat.cli(["delete", &place(&site, POST), "--off-website"]).ended(4);
    assert_eq!(done["outcome"], "waiting");
    let list = deleted(&seat, &site);
    assert_eq!(list[0]["standing"], "Waits to go off the website.");
    let id = list[0]["id"].to_string();
    seat.cli(["put-back", site.path().to_str().unwrap(), &id]).ended(0);
    std::fs::rename(&away, seat.world.server()).unwrap();
    seat.cli(["sync", site.path().to_str().unwrap()]).ended(0);
    assert!(seat.world.server_files().contains_key(POST), "the removal was withdrawn");
    assert!(site.is_clean());

    std::fs::rename(seat.world.server(), &away).unwrap();
    seat.cli(["delete", &place(&site, POST), "--off-website"]).ended(4);
    std::fs::rename(&away, seat.world.server()).unwrap();
    let synced = seat.cli(["sync", site.path().to_str().unwrap()]).ended(0);
    assert_eq!(synced["sent"], json!([POST]));
    assert!(!seat.world.server_files().contains_key(POST) && site.is_clean());
    assert_eq!(deleted(&seat, &site)[0]["standing"], "Not on the website.");
}

#[test]
fn what_a_colleague_changed_meanwhile_stays() {
    let (seat, site) = begun();
    let theirs = b"---\ntitle: A trip\n---\n\nA colleague's better words.\n";
    seat.world.colleague_publishes(POST, theirs);
    let done = seat.cli(["delete", &place(&site, POST), "--off-website"]).ended(3);
    assert_eq!(done["outcome"], "needs-you");
    assert_eq!(seat.world.server_files()[POST], theirs);
    assert!(deleted(&seat, &site)[0]["standing"].as_str().unwrap().contains("colleague changed"));
    seat.cli(["sync", site.path().to_str().unwrap()]);
    assert_eq!(seat.world.server_files()[POST], theirs, "it is not tried again by itself");
}

#[test]
fn a_renamed_post_goes_off_under_the_name_that_the_server_knows() {
    let (seat, site) = begun();
    let renamed = seat.cli(["rename", &place(&site, POST), "tour"]).ended(0);
    seat.cli(["delete", &place(&site, renamed["path"].as_str().unwrap()), "--off-website"]).ended(0);
    assert!(!seat.world.server_files().keys().any(|path| path.contains("2026-01-05")));
    assert!(site.is_clean(), "{:?}", site.status());
}

#[test]
fn back_to_draft_takes_it_off_the_website_and_publishing_brings_it_back() {
    let seat = Seat::new();
    let site = seat.world.site(
        "blog",
        &[
            ("hugo.toml", b"baseURL = 'https://blog.example.org/'\n"),
            ("content/posts/one.md", b"---\ntitle: One\ndate: 2026-01-05\n---\n\nWords.\n"),
        ],
    );
    let path = "content/posts/one.md";
    let done = seat.cli(["back-to-draft", &place(&site, path)]).ended(0);
    assert_eq!((&done["path"], &done["outcome"]), (&json!(path), &json!("published")));
    assert!(String::from_utf8_lossy(&seat.world.server_files()[path]).contains("draft: true"));
    let list = seat.cli(["list", site.path().to_str().unwrap()]).ended(0);
    assert_eq!(list["posts"][0]["state"], "draft", "the website does not show it");
    let all = seat.cli(["publish", site.path().to_str().unwrap()]).ended(0);
    assert_eq!(all["posts"], json!([]), "what is a draft on the server is published by its own name only");
    seat.cli(["back-to-draft", &place(&site, path)]).ended(1);
    seat.cli(["publish", &place(&site, path)]).ended(0);
    assert!(!String::from_utf8_lossy(&seat.world.server_files()[path]).contains("draft: true"));
}

#[test]
fn a_draft_of_jekylls_goes_back_to_its_folder_here_and_there() {
    let (seat, site) = begun();
    site.write("_drafts/keep.md", b"---\ntitle: Keep\n---\n");
    let done = seat.cli(["back-to-draft", &place(&site, POST)]).ended(0);
    assert_eq!(done["path"], "_drafts/trip.md");
    let there = seat.world.server_files();
    assert!(there.contains_key("_drafts/trip.md") && !there.contains_key(POST));
    let list = seat.cli(["list", site.path().to_str().unwrap(), "--state", "draft"]).ended(0);
    assert_eq!(list["posts"].as_array().unwrap().len(), 2);
}
