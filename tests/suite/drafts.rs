//! What a publish does to a draft, the way each generator means it.

use byline_desk::api::{Event, OutcomeKind, PostState};
use byline_testkit::{SiteFolder, photo};
use serde_json::json;

use crate::publishing::place;
use crate::seat::Seat;

const JEKYLL: &[(&str, &[u8])] = &[
    ("_config.yml", b"title: The blog\nurl: https://blog.example.org\n"),
    ("_posts/2026-01-05-an-old-post.md", b"---\ntitle: An old post\ndate: 2026-01-05\n---\n\nWords.\n"),
    ("_drafts/idea.md", b"---\ntitle: An idea\n---\n\n![A boat](boat.jpg)\n"),
];

const HUGO: &[(&str, &[u8])] = &[
    ("hugo.toml", b"baseURL = 'https://blog.example.org/'\n"),
    ("content/posts/one.md", b"---\ntitle: One\ndate: 2026-01-05\ndraft: false\n---\n\nWords.\n"),
];

const HEXO: &[(&str, &[u8])] = &[
    (
        "_config.yml",
        b"url: https://blog.example.org\nnew_post_name: :year-:month-:day-:title.md\npost_asset_folder: true\n",
    ),
    ("scaffolds/post.md", b"---\ntitle: {{ title }}\ndate: {{ date }}\n---\n"),
    ("source/_posts/2026-01-05-one.md", b"---\ntitle: One\ndate: 2026-01-05\n---\n\nWords.\n"),
    ("source/_drafts/keep.md", b"---\ntitle: Keep\n---\n"),
];

fn text(site: &SiteFolder, path: &str) -> String {
    String::from_utf8(site.read(path)).unwrap()
}

#[test]
fn a_draft_mark_goes_with_the_publish_and_no_sooner() {
    let seat = Seat::new();
    let site = seat.world.site("blog", HUGO);
    let path = "content/posts/two.md";
    let before = "---\ntitle: Two\ndate: 2026-02-03 # set\ndraft: true # not yet\n---\n\nWords.\n";
    site.write(path, before.as_bytes());
    let dry = seat.cli(["publish", "--dry-run", &place(&site, path)]).ended(0);
    assert!(dry["message"].as_str().unwrap().contains("draft mark"), "{dry}");
    assert_eq!(text(&site, path), before, "a dry run changes nothing");
    let plan = seat.open(site.path()).publish_plan(path).unwrap();
    assert_eq!(plan.changes.len(), 1, "{:?}", plan.changes);
    assert_eq!(text(&site, path), before, "and neither does a plan");

    let done = seat.cli(["publish", &place(&site, path)]).ended(0);
    assert_eq!((&done["outcome"], &done["path"]), (&json!("published"), &json!(path)));
    let after = before.replace("draft: true", "draft: false");
    assert_eq!(text(&site, path), after);
    assert_eq!(seat.world.server_files()[path], after.as_bytes());
    assert!(seat.open(site.path()).publish_plan(path).unwrap().changes.is_empty());
}

#[test]
fn without_a_server_the_draft_stays_one() {
    let seat = Seat::new();
    let site = seat.world.site("blog", HUGO);
    site.repo().remote_delete("origin").unwrap();
    site.write("content/posts/two.md", b"---\ntitle: Two\ndraft: true\n---\n");
    seat.cli(["publish", &place(&site, "content/posts/two.md")]).ended(3);
    assert!(text(&site, "content/posts/two.md").contains("draft: true"));
}

#[test]
fn a_draft_of_jekylls_moves_and_leaves_the_server_too() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    site.write("_drafts/boat.jpg", &photo(40, 30));
    let mut desk = seat.open(site.path());
    desk.open_post("_drafts/idea.md").unwrap();
    let plan = desk.publish_plan("_drafts/idea.md").unwrap();
    let to = "_posts/2026-03-02-idea.md";
    assert!(plan.changes[0].contains(to), "{:?}", plan.changes);
    assert!(plan.summary.starts_with("1 post and 1 picture"), "{}", plan.summary);
    assert!(site.exists("_drafts/idea.md") && !site.exists(to));

    let done = desk.publish("_drafts/idea.md", None).unwrap();
    assert_eq!((done.outcome, done.path.as_str()), (OutcomeKind::Published, to));
    assert!(site.exists(to) && !site.exists("_drafts/idea.md"));
    assert_eq!(
        text(&site, to),
        "---\ntitle: An idea\n---\n\n![A boat](../_drafts/boat.jpg)\n",
        "its picture's link follows"
    );
    let there = seat.world.server_files();
    assert!(there.contains_key(to) && there.contains_key("_drafts/boat.jpg") && !there.contains_key("_drafts/idea.md"));
    assert_eq!(seat.world.server_log().len(), 2, "all in one");
    let moved =
        |event: &Event| matches!(event, Event::PostMoved { from, to: now } if from == "_drafts/idea.md" && now == to);
    assert!(seat.heard.any(moved), "the page hears of it");
    assert_eq!(desk.open_post("_drafts/idea.md").unwrap().path, to, "and finds it by its old path");
    assert_eq!(desk.post(to).unwrap().state, PostState::Published);
    assert!(desk.post("_drafts/idea.md").is_err(), "it is there once");
    assert!(site.status().is_empty(), "{:?}", site.status());
}

#[test]
fn offline_the_move_is_kept_and_sent_whole_after_a_restart() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let away = seat.world.folder().join("away.git");
    std::fs::rename(seat.world.server(), &away).unwrap();
    let waits = seat.cli(["publish", &place(&site, "_drafts/idea.md")]).ended(4);
    let to = "_posts/2026-03-02-idea.md".replace("2026-03-02", &today());
    assert_eq!(waits["path"], to.as_str());
    let list = seat.cli(["list", site.path().to_str().unwrap(), "--state", "waiting"]).ended(0);
    assert_eq!(list["posts"].as_array().unwrap().len(), 1);
    assert_eq!(list["posts"][0]["path"], to.as_str());
    std::fs::rename(&away, seat.world.server()).unwrap();
    seat.cli(["sync", site.path().to_str().unwrap()]).ended(0);
    let there = seat.world.server_files();
    assert!(there.contains_key(&to) && !there.contains_key("_drafts/idea.md"));
    assert!(site.status().is_empty());
}

fn today() -> String {
    jiff::Zoned::now().date().to_string()
}

#[test]
fn a_draft_of_hexos_moves_with_its_pictures() {
    let seat = Seat::new();
    let site = seat.world.site("blog", HEXO);
    site.write("source/_drafts/two.md", b"---\ntitle: Two\ndate: 2026-02-03\n---\n\n![A boat](boat.jpg)\n");
    site.write("source/_drafts/two/boat.jpg", &photo(40, 30));
    site.write("source/_drafts/two/notes.txt", b"notes");
    let done = seat.cli(["publish", &place(&site, "source/_drafts/two.md")]).ended(0);
    let to = "source/_posts/2026-02-03-two.md";
    assert_eq!(done["path"], to);
    let files: Vec<_> = done["files"].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap()).collect();
    assert_eq!(files, ["source/_posts/2026-02-03-two.md", "source/_posts/2026-02-03-two/boat.jpg"]);
    assert!(text(&site, to).contains("![A boat](boat.jpg)"));
    assert!(site.exists("source/_posts/2026-02-03-two/notes.txt") && !site.exists("source/_drafts/two"));
}

#[test]
fn what_a_colleague_changed_in_the_draft_meanwhile_is_not_lost() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let theirs = b"---\ntitle: An idea\n---\n\nQuite another text by a colleague.\n";
    seat.world.server_commits("Theirs", &[("_drafts/idea.md", theirs)], &[]);
    let done = seat.cli(["publish", &place(&site, "_drafts/idea.md")]).ended(3);
    assert_eq!(done["outcome"], "needs-you");
    let there = seat.world.server_files();
    assert_eq!(there["_drafts/idea.md"], theirs);
    assert!(!there.keys().any(|path| path.starts_with("_posts/") && path.ends_with("idea.md")), "nothing was sent");
}

#[test]
fn a_day_that_is_still_to_come_is_said() {
    let seat = Seat::new();
    let site = seat.world.site("blog", HUGO);
    site.write("content/posts/two.md", b"---\ntitle: Two\ndate: 2026-07-08\n---\n");
    let plan = seat.open(site.path()).publish_plan("content/posts/two.md").unwrap();
    assert!(plan.changes.len() == 1 && plan.changes[0].contains("2026-07-08"), "{:?}", plan.changes);
}
