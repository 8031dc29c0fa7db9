//! Another address for a post, through the command line and on real repositories: its file, what links to it, what the
//! server has of it, and what stands in the way.

use byline_desk::api::{OutcomeKind, PostState};
use byline_testkit::{SiteFolder, photo};
use serde_json::{Value, json};

use crate::publishing::place;
use crate::seat::{Seat, files_below};

const HUGO: &[(&str, &[u8])] = &[
    ("hugo.toml", b"baseURL = 'https://blog.example.org/'\n"),
    (
        "content/posts/trip/index.md",
        b"---\ntitle: A trip\ndate: 2026-01-05\n---\n\nFirst words.\n\n![Boat](boat.jpg)\n\nLast words.\n",
    ),
    ("content/posts/trip/boat.jpg", b"\xff\xd8boat"),
    ("content/posts/trip/notes.csv", b"a,b\n"),
    (
        "content/posts/one.md",
        b"---\r\ntitle: One # first\r\n---\r\n\r\nSee [the trip](/posts/trip/) and [again]({{< ref \"trip\" >}}).\r\n",
    ),
    (
        "content/posts/two.md",
        b"+++\ntitle = 'Two'\n+++\n[rel](../trip/#top) [file](trip/index.md) [other](/posts/trips/)",
    ),
    ("content/posts/three.md", b"# Three\n\nNo link: /posts/trip/ in words only.\n"),
];

const JEKYLL: &[(&str, &[u8])] = &[
    ("_config.yml", b"title: The blog\nurl: https://blog.example.org\n"),
    ("_posts/2026-01-05-trip.md", b"---\ntitle: A trip\ndate: 2026-01-05\n---\n\nWords.\n"),
    (
        "_posts/2026-01-06-one.md",
        b"---\ntitle: One\ndate: 2026-01-06\n---\n\n[a]({% post_url 2026-01-05-trip %}) [b](/2026/01/05/trip.html)\n",
    ),
];

const TRIP: &str = "content/posts/trip/index.md";
const TOUR: &str = "content/posts/tour/index.md";

fn text(site: &SiteFolder, path: &str) -> String {
    String::from_utf8(site.read(path)).unwrap()
}

fn states(seat: &Seat, site: &SiteFolder) -> Vec<(String, String)> {
    let list = seat.cli(["list", site.path().to_str().unwrap()]).ended(0);
    let one = |post: &Value| (post["path"].as_str().unwrap().to_owned(), post["state"].as_str().unwrap().to_owned());
    let mut all: Vec<_> = list["posts"].as_array().unwrap().iter().map(one).collect();
    all.sort();
    all
}

#[test]
fn the_whole_post_goes_and_its_links_follow() {
    let seat = Seat::new();
    let site = seat.world.site("blog", HUGO);
    let done = seat.cli(["rename", &place(&site, TRIP), "tour"]).ended(0);
    assert_eq!((&done["path"], &done["was"]), (&json!(TOUR), &json!(TRIP)));
    assert_eq!(done["address"], "https://blog.example.org/posts/tour/");
    assert_eq!(done["followed"], json!(["content/posts/one.md", "content/posts/two.md"]));
    assert!(done["old_address"].as_str().unwrap().contains("sent on"), "{done}");
    let tour = text(&site, TOUR);
    assert!(tour.contains("aliases: [/posts/trip/]\n---\n"), "{tour}");
    assert!(site.exists("content/posts/tour/boat.jpg") && !site.exists("content/posts/trip"));
    assert_eq!(
        text(&site, "content/posts/one.md"),
        "---\r\ntitle: One # first\r\n---\r\n\r\nSee [the trip](/posts/tour/) and [again]({{< ref \"tour\" >}}).\r\n"
    );
    assert_eq!(
        text(&site, "content/posts/two.md"),
        "+++\ntitle = 'Two'\n+++\n[rel](../tour/#top) [file](tour/index.md) [other](/posts/trips/)"
    );
    assert_eq!(site.read("content/posts/three.md"), HUGO[6].1, "words are no links");
    assert_eq!(
        states(&seat, &site)
            .iter()
            .filter(|(path, _)| path.contains("/t"))
            .map(|(path, state)| format!("{path} {state}"))
            .collect::<Vec<_>>(),
        ["content/posts/three.md published", "content/posts/tour/index.md changed", "content/posts/two.md changed"],
        "it is there once"
    );
    assert_eq!(seat.world.server_log().len(), 1, "nothing was sent");

    // Another start of the program between the two.
    let out = seat.cli(["publish", &place(&site, TOUR)]).ended(0);
    let mut files: Vec<_> = out["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| format!("{} {}", file["path"].as_str().unwrap(), file["change"].as_str().unwrap()))
        .collect();
    files.sort();
    assert_eq!(
        files,
        [
            "content/posts/tour/boat.jpg new",
            "content/posts/tour/index.md new",
            "content/posts/tour/notes.csv new",
            "content/posts/trip/boat.jpg deleted",
            "content/posts/trip/index.md deleted",
            "content/posts/trip/notes.csv deleted",
        ]
    );
    let there = seat.world.server_files();
    assert!(there.contains_key(TOUR) && !there.keys().any(|path| path.contains("/trip/")));
    assert_eq!(seat.world.server_log().len(), 2, "all in one");
    assert_eq!(seat.world.server_log()[0].message, "Update “A trip”");
    assert!(states(&seat, &site).contains(&(TOUR.to_owned(), "published".to_owned())));
    seat.cli(["publish", site.path().to_str().unwrap()]).ended(0);
    assert!(site.is_clean(), "{:?}", site.status());
}

#[test]
fn jekyll_keeps_the_date_and_says_that_the_old_address_ends() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let done = seat.cli(["rename", &place(&site, "_posts/2026-01-05-trip.md"), "tour"]).ended(0);
    assert_eq!(done["path"], "_posts/2026-01-05-tour.md");
    assert!(done["old_address"].as_str().unwrap().contains("no longer work"), "{done}");
    assert_eq!(text(&site, "_posts/2026-01-05-tour.md"), "---\ntitle: A trip\ndate: 2026-01-05\n---\n\nWords.\n");
    assert!(
        text(&site, "_posts/2026-01-06-one.md")
            .ends_with("[a]({% post_url 2026-01-05-tour %}) [b](/2026/01/05/tour.html)\n")
    );
}

#[test]
fn names_that_some_computer_cannot_have_are_refused_and_nothing_changes() {
    let seat = Seat::new();
    let site = seat.world.site("blog", HUGO);
    let before = files_below(site.path());
    for (name, code) in [
        ("CON", "name-reserved"),
        ("a b", "name-letters"),
        ("one", "name-taken"),
        ("ONE", "name-taken"),
        ("", "name-empty"),
        ("../x", "name-letters"),
        ("tour.", "name-ends"),
    ] {
        let failed = seat.cli(["rename", &place(&site, TRIP), name]).ended(1);
        assert_eq!(failed["error"]["code"], code, "{name}");
    }
    assert_eq!(files_below(site.path()), before);
}

#[test]
fn there_and_back_is_as_it_was() {
    let seat = Seat::new();
    let site = seat.world.site("blog", HUGO);
    let before = files_below(site.path());
    seat.cli(["rename", &place(&site, TRIP), "tour"]).ended(0);
    seat.cli(["rename", &place(&site, TOUR), "journey"]).ended(0);
    seat.cli(["rename", &place(&site, "content/posts/journey/index.md"), "trip"]).ended(0);
    assert_eq!(files_below(site.path()), before, "every byte, the renamed post's too");
    assert!(states(&seat, &site).iter().all(|(_, state)| state == "published"));
}

#[test]
fn what_a_colleague_changed_meanwhile_is_not_taken_away() {
    let seat = Seat::new();
    let site = seat.world.site("blog", HUGO);
    seat.cli(["rename", &place(&site, TRIP), "tour"]).ended(0);
    site.write(TOUR, text(&site, TOUR).replace("First words.", "My first words.").as_bytes());
    let theirs = String::from_utf8(HUGO[1].1.to_vec()).unwrap().replace("First words.", "Their first words.");
    seat.world.colleague_publishes(TRIP, theirs.as_bytes());
    let out = seat.cli(["publish", &place(&site, TOUR)]).ended(3);
    assert_eq!(out["outcome"], "needs-you");
    let there = seat.world.server_files();
    assert_eq!(there[TRIP], theirs.as_bytes());
    assert!(!there.contains_key(TOUR), "nothing was sent");
    assert!(text(&site, TOUR).contains("My first words."));
}

#[test]
fn a_waiting_post_waits_under_its_new_name() {
    let seat = Seat::new();
    let site = seat.world.site("blog", HUGO);
    let away = seat.world.folder().join("away.git");
    std::fs::rename(seat.world.server(), &away).unwrap();
    let mut desk = seat.open(site.path());
    let page = desk.open_post(TRIP).unwrap();
    desk.write_body(TRIP, &page.body.replace("First", "Better")).unwrap();
    assert_eq!(desk.publish(TRIP, None).unwrap().outcome, OutcomeKind::Waiting);
    let renamed = desk.change_address(TRIP, "tour").unwrap();
    assert_eq!((renamed.post.path.as_str(), renamed.post.state), (TOUR, PostState::Waiting));
    std::fs::rename(&away, seat.world.server()).unwrap();
    drop(desk);
    seat.cli(["sync", site.path().to_str().unwrap()]).ended(0);
    let there = seat.world.server_files();
    assert!(!there.contains_key(TRIP) && String::from_utf8_lossy(&there[TOUR]).contains("Better"));
}

#[test]
fn a_new_post_at_the_old_path_is_its_own() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    seat.cli(["rename", &place(&site, "_posts/2026-01-05-trip.md"), "tour"]).ended(0);
    site.write("_posts/2026-01-05-trip.md", b"---\ntitle: Quite another\n---\n\nNew.\n");
    seat.cli(["publish", &place(&site, "_posts/2026-01-05-tour.md")]).ended(0);
    let there = seat.world.server_files();
    assert_eq!(there["_posts/2026-01-05-trip.md"], JEKYLL[1].1, "what stands there now is for its own publish");
    assert!(there.contains_key("_posts/2026-01-05-tour.md"));
}

#[test]
fn a_draft_that_was_never_sent_simply_has_another_name() {
    let seat = Seat::new();
    let site = seat.world.site("blog", HUGO);
    site.write("content/posts/new.md", b"---\ntitle: New\n---\n");
    let done = seat.cli(["rename", &place(&site, "content/posts/new.md"), "newer"]).ended(0);
    assert_eq!(done["old_address"], Value::Null);
    assert_eq!(
        text(&site, "content/posts/newer.md"),
        "---\ntitle: New\n---\n",
        "no alias: nobody knows the old address"
    );
    let out = seat.cli(["publish", &place(&site, "content/posts/newer.md")]).ended(0);
    assert_eq!(out["files"].as_array().unwrap().len(), 1);
}

#[test]
fn a_copy_is_a_draft_of_its_own() {
    let seat = Seat::new();
    let mut files = HUGO.to_vec();
    let boat = photo(40, 30);
    files[2].1 = &boat;
    let site = seat.world.site("blog", &files);
    seat.cli(["set", &place(&site, TRIP), "slug=special"]).ended(0);
    let copy = seat.cli(["duplicate", &place(&site, TRIP)]).ended(0);
    let path = copy["path"].as_str().unwrap();
    assert_eq!(path, "content/posts/copy-of-a-trip/index.md");
    let today = jiff::Zoned::now().date();
    assert_eq!(
        text(&site, path),
        format!(
            "---\ntitle: Copy of A trip\ndate: {today}\ndraft: true\n---\n\nFirst words.\n\n![Boat](boat.jpg)\n\nLast words.\n"
        )
    );
    assert_eq!(site.read("content/posts/copy-of-a-trip/boat.jpg"), boat);
    assert!(states(&seat, &site).contains(&(path.to_owned(), "draft".to_owned())));
    let again = seat.cli(["duplicate", &place(&site, TRIP)]).ended(0);
    assert_eq!(again["path"], "content/posts/copy-of-a-trip-2/index.md");
}
