//! Taking a post off the website, the way each generator means it.

use byline_testkit::{SiteFolder, photo};
use serde_json::{Value, json};

use crate::publishing::place;
use crate::seat::{JEKYLL, Seat};

const HUGO: &[(&str, &[u8])] = &[
    ("hugo.toml", b"baseURL = 'https://blog.example.org/'\n"),
    ("content/posts/one.md", b"---\ntitle: One\ndate: 2026-01-05\ndraft: false\n---\n\nWords.\n"),
];
const HUGOS: &str = "content/posts/one.md";

/// A folder of letters and nothing else: no generator, and no drafts.
const PLAIN: &[(&str, &[u8])] = &[
    (
        "letters/2026-01-12-the-ferry.md",
        b"# The ferry\n\n![The landing](images/landing.jpg) ![Logo](images/logo.jpg)\n",
    ),
    ("letters/2026-01-19-the-shop.md", b"# The shop\n\n![Logo](images/logo.jpg)\n"),
];
const PLAINS: &str = "letters/2026-01-12-the-ferry.md";

fn plain(seat: &Seat) -> SiteFolder {
    let (landing, logo) = (photo(20, 30), photo(30, 30));
    let pictures: [(&str, &[u8]); 2] = [("letters/images/landing.jpg", &landing), ("letters/images/logo.jpg", &logo)];
    let files: Vec<_> = PLAIN.iter().copied().chain(pictures).collect();
    seat.world.site("letters", &files)
}

fn folder(site: &SiteFolder) -> &str {
    site.path().to_str().unwrap()
}

fn state(seat: &Seat, site: &SiteFolder, path: &str) -> Value {
    seat.cli(["show", &place(site, path)]).ended(0)["state"].clone()
}

#[test]
fn a_draft_mark_where_the_site_has_one_with_what_was_changed_here_meanwhile() {
    let seat = Seat::new();
    let site = seat.world.site("blog", HUGO);
    site.write(HUGOS, b"---\ntitle: One\ndate: 2026-01-05\ndraft: false\n---\n\nWords, and more.\n");
    let done = seat.cli(["unpublish", &place(&site, HUGOS)]).ended(0);
    assert_eq!((&done["outcome"], &done["path"]), (&json!("published"), &json!(HUGOS)));
    assert!(done["message"].as_str().unwrap().contains("off the website"), "{done}");
    let there = String::from_utf8(seat.world.server_files()[HUGOS].clone()).unwrap();
    assert!(there.contains("draft: true") && there.contains("and more"), "{there}");
    assert_eq!(site.read(HUGOS), there.as_bytes());
    assert_eq!(state(&seat, &site, HUGOS), "draft");
    let again = seat.cli(["unpublish", &place(&site, HUGOS)]).ended(0);
    assert_eq!(again["outcome"], "already-published");
    assert!(again["message"].as_str().unwrap().contains("nothing to take off"), "{again}");
    seat.cli(["publish", &place(&site, HUGOS)]).ended(0);
    assert!(!String::from_utf8_lossy(&seat.world.server_files()[HUGOS]).contains("draft: true"));
}

#[test]
fn a_post_that_was_marked_as_a_draft_here_goes_off_as_it_is() {
    let seat = Seat::new();
    let site = seat.world.site("blog", HUGO);
    let marked = b"---\ntitle: One\ndate: 2026-01-05\ndraft: true\n---\n\nWords.\n";
    site.write(HUGOS, marked);
    seat.cli(["unpublish", &place(&site, HUGOS)]).ended(0);
    assert_eq!(seat.world.server_files()[HUGOS], marked);
    assert_eq!(state(&seat, &site, HUGOS), "draft");
}

#[test]
fn the_folder_of_drafts_where_the_site_has_one() {
    let seat = Seat::new();
    let files: Vec<_> =
        JEKYLL.iter().copied().chain([("_drafts/keep.md", b"---\ntitle: Keep\n---\n" as &[u8])]).collect();
    let site = seat.world.site("blog", &files);
    let path = "_posts/2026-01-05-an-old-post.md";
    let plan = seat.open(site.path()).unpublish_plan(path).unwrap();
    assert!(plan.on_website && plan.changes[0].contains("_drafts/an-old-post.md"), "{plan:?}");
    assert!(plan.changes[1].contains("https://blog.example.org/"), "{plan:?}");
    let done = seat.cli(["unpublish", &place(&site, path)]).ended(0);
    assert_eq!(done["path"], "_drafts/an-old-post.md");
    let there = seat.world.server_files();
    assert!(there.contains_key("_drafts/an-old-post.md") && !there.contains_key(path));
    assert!(site.is_clean(), "{:?}", site.status());
}

#[test]
fn its_files_where_the_site_knows_no_drafts_and_every_word_stays_here() {
    let seat = Seat::new();
    let site = plain(&seat);
    let before = site.read(PLAINS);
    let plan = seat.open(site.path()).unpublish_plan(PLAINS).unwrap();
    assert!(plan.changes[0].contains("knows no drafts"), "{plan:?}");
    let done = seat.cli(["unpublish", &place(&site, PLAINS)]).ended(0);
    assert_eq!(done["outcome"], "published");
    let there = seat.world.server_files();
    assert!(!there.contains_key(PLAINS) && !there.contains_key("letters/images/landing.jpg"));
    assert!(there.contains_key("letters/images/logo.jpg"), "another letter shows it");
    assert_eq!(seat.world.server_log()[0].message, "Take “The ferry” off the website");
    assert_eq!(site.read(PLAINS), before);
    assert_eq!(state(&seat, &site, PLAINS), "draft");
    seat.world.colleague_publishes("letters/2026-02-01-more.md", b"# More\n\nWords.\n");
    seat.cli(["sync", folder(&site)]).ended(0);
    assert!(site.exists(PLAINS) && site.exists("letters/images/landing.jpg"));
    // It does not go back by itself with everything else, but by its name.
    let all = seat.cli(["publish", folder(&site)]).ended(0);
    assert_eq!(all["outcome"], "already-published", "{all}");
    seat.cli(["publish", &place(&site, PLAINS)]).ended(0);
    let there = seat.world.server_files();
    assert!(there[PLAINS] == before && there.contains_key("letters/images/landing.jpg"));
    assert!(site.is_clean(), "{:?}", site.status());
}

#[test]
fn offline_it_waits_and_goes_out_by_itself() {
    let seat = Seat::new();
    let site = plain(&seat);
    let away = seat.world.folder().join("away.git");
    std::fs::rename(seat.world.server(), &away).unwrap();
    let waits = seat.cli(["unpublish", &place(&site, PLAINS)]).ended(4);
    assert!(waits["message"].as_str().unwrap().starts_with("Still on the website"), "{waits}");
    // Withdrawn, it is as it was.
    assert!(seat.open(site.path()).cancel_publish(PLAINS).unwrap());
    assert_eq!(state(&seat, &site, PLAINS), "published");
    seat.cli(["unpublish", &place(&site, PLAINS)]).ended(4);
    std::fs::rename(&away, seat.world.server()).unwrap();
    seat.cli(["sync", folder(&site)]).ended(0);
    assert!(!seat.world.server_files().contains_key(PLAINS));
    assert!(site.exists(PLAINS));
    assert_eq!(state(&seat, &site, PLAINS), "draft");
}

#[test]
fn a_colleagues_change_meanwhile_is_told_before_it_goes() {
    let seat = Seat::new();
    let site = plain(&seat);
    let theirs = b"# The ferry\n\nA colleague's better words.\n";
    // Changed here as well, so that the folder cannot follow.
    let mine = b"# The ferry\n\nWords of mine.\n";
    site.write(PLAINS, mine);
    seat.world.colleague_publishes(PLAINS, theirs);
    let asks = seat.cli(["unpublish", &place(&site, PLAINS)]).ended(3);
    assert_eq!(asks["outcome"], "needs-you");
    assert!(asks["hint"].as_str().unwrap().contains("once more"), "{asks}");
    assert_eq!(seat.world.server_files()[PLAINS], theirs);
    seat.cli(["sync", folder(&site)]).ended(0);
    assert_eq!(seat.world.server_files()[PLAINS], theirs, "nothing waits");
    // Asked once more, the person knows.
    seat.cli(["unpublish", &place(&site, PLAINS)]).ended(0);
    assert!(!seat.world.server_files().contains_key(PLAINS));
    assert_eq!(site.read(PLAINS), mine);
    let told = seat.cli(["history", &place(&site, PLAINS)]).ended(0);
    let any_theirs = told["versions"].as_array().unwrap().iter().any(|one| one["words"] == 4);
    assert!(any_theirs, "and their words are in its history: {told}");
}

#[test]
fn what_is_not_on_the_website_is_withdrawn_if_it_waits() {
    let seat = Seat::new();
    let site = plain(&seat);
    site.write("letters/2026-02-02-new.md", b"# New\n\nWords.\n");
    let away = seat.world.folder().join("away.git");
    std::fs::rename(seat.world.server(), &away).unwrap();
    seat.cli(["publish", &place(&site, "letters/2026-02-02-new.md")]).ended(4);
    let done = seat.cli(["unpublish", &place(&site, "letters/2026-02-02-new.md")]).ended(0);
    assert_eq!(done["outcome"], "already-published");
    std::fs::rename(&away, seat.world.server()).unwrap();
    seat.cli(["sync", folder(&site)]).ended(0);
    assert!(!seat.world.server_files().contains_key("letters/2026-02-02-new.md"));
    seat.cli(["unpublish", &place(&site, "letters/none.md")]).ended(1);
}

#[test]
fn taking_it_off_can_be_taken_back() {
    let seat = Seat::new();
    let site = plain(&seat);
    let before = seat.world.server_files();
    seat.cli(["unpublish", &place(&site, PLAINS)]).ended(0);
    seat.cli(["take-back", folder(&site)]).ended(0);
    assert_eq!(seat.world.server_files(), before);
    seat.cli(["sync", folder(&site)]).ended(0);
    assert!(site.is_clean(), "{:?}", site.status());
}
