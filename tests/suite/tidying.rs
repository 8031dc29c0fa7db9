//! Tidying is one step that can be taken back, with pictures' names and the posts that followed.

use byline_desk::api::Chosen;
use byline_testkit::photo;
use serde_json::{Value, json};

use crate::seat::{JEKYLL, Seat, files_below};

const POST: &[u8] =
    b"# The harbour\n\n**August 24, 2017 | Ann Writer**\n\n![Harbour](harbour view .jpg)\n\nSome ** bold ** words, see www.a.example.\n";
const OTHERS: &[(&str, &[u8])] = &[
    ("README.md", b"# A blog\n"),
    ("posts/angle.md", b"---\ntitle: Angle\ncover: \"harbour view .jpg\"\n---\n\n![It](<harbour view .jpg>)\n"),
    ("posts/encoded.md", b"---\r\ntitle: Encoded\r\n---\r\n\r\n[![It][h]][h]\r\n\r\n[h]: harbour%20view%20.jpg\r\n"),
    ("posts/html.md", b"---\ntitle: Html\n---\n\n<img src=\"Harbour%20View%20.jpg\" alt=\"It\">\n"),
    ("posts/words.md", b"---\ntitle: Words\n---\n\nThe file `harbour view .jpg` is large.\n"),
];

fn harbour(seat: &Seat) -> byline_testkit::SiteFolder {
    let site = seat.world.site("plain", OTHERS);
    site.write("posts/harbour.md", POST);
    site.write("posts/harbour view .jpg", &photo(640, 400));
    site
}

fn text(site: &byline_testkit::SiteFolder, path: &str) -> String {
    String::from_utf8(site.read(path)).unwrap()
}

#[test]
fn a_pictures_new_name_reaches_every_post_that_shows_it_and_is_taken_back_after_a_restart() {
    let seat = Seat::new();
    let site = harbour(&seat);
    let before = files_below(site.path());
    let post = site.path().join("posts/harbour.md");
    let post = post.to_str().unwrap();
    let done = seat.cli(["tidy", post]).ended(0);
    assert_eq!(done["changed"], true);
    assert!(text(&site, "posts/harbour.md").contains("](harbour-view.jpg)"));
    assert_eq!(
        text(&site, "posts/angle.md"),
        "---\ntitle: Angle\ncover: \"harbour-view.jpg\"\n---\n\n![It](<harbour-view.jpg>)\n"
    );
    assert!(text(&site, "posts/encoded.md").ends_with("[h]: harbour-view.jpg\r\n"));
    assert!(text(&site, "posts/html.md").contains("src=\"harbour-view.jpg\""));
    assert_eq!(site.read("posts/words.md"), OTHERS[4].1);
    let files = files_below(site.path());
    assert!(!files.contains_key("posts/harbour view .jpg"));
    assert_eq!(files["posts/harbour-view.jpg"], photo(640, 400));

    // Another start of the program.
    seat.cli(["tidy", post, "--undo"]).ended(0);
    assert_eq!(files_below(site.path()), before);
    let again = seat.cli(["tidy", post, "--undo"]).ended(1);
    assert_eq!(again["error"]["code"], "nothing-to-undo");
}

#[test]
fn a_post_that_was_changed_since_is_never_written_over() {
    let seat = Seat::new();
    let site = harbour(&seat);
    let post = site.path().join("posts/harbour.md");
    seat.cli(["tidy", post.to_str().unwrap()]).ended(0);
    let newer = format!("{}\nNewer words.\n", text(&site, "posts/angle.md"));
    site.write("posts/angle.md", newer.as_bytes());
    let before = files_below(site.path());
    let refused = seat.cli(["tidy", post.to_str().unwrap(), "--undo"]).ended(1);
    assert_eq!(refused["error"]["code"], "changed-since");
    assert!(refused["error"]["message"].as_str().unwrap().contains("angle.md"), "{refused}");
    assert_eq!(files_below(site.path()), before, "a refusal changed something");
}

#[test]
fn words_typed_after_a_tidying_are_never_written_over() {
    let seat = Seat::new();
    let site = harbour(&seat);
    let mut desk = seat.open(site.path());
    let done = desk.tidy_chosen("posts/harbour.md", None).unwrap();
    let typed = format!("{}\nTyped after.\n", done.post.body);
    desk.write_body("posts/harbour.md", &typed).unwrap();
    assert_eq!(desk.undo_tidy("posts/harbour.md").unwrap_err().code(), "changed-since");
    assert_eq!(desk.open_post("posts/harbour.md").unwrap().body, typed);
    // Taken out again, the tidying is the last thing that happened.
    desk.write_body("posts/harbour.md", &done.post.body).unwrap();
    desk.undo_tidy("posts/harbour.md").unwrap();
    assert_eq!(site.read("posts/harbour.md"), POST);
}

#[test]
fn one_repair_is_done_and_the_others_wait() {
    let seat = Seat::new();
    let site = harbour(&seat);
    let before = files_below(site.path());
    let mut desk = seat.open(site.path());
    let plan = desk.tidy_plan("posts/harbour.md").unwrap();
    assert_eq!(files_below(site.path()), before, "looking changed a file");
    let ids: Vec<&str> = plan.repairs.iter().map(|repair| repair.finding.id.as_str()).collect();
    assert_eq!(ids, ["details-in-text", "picture-link-spaces", "emphasis-broken", "address-bare"]);
    assert!(!plan.can_undo);
    for repair in &plan.repairs {
        let lines = repair.finding.repair.as_ref().unwrap();
        assert!(lines.before != lines.after && !repair.finding.message.is_empty(), "{repair:?}");
    }
    let name = plan.repairs[1].picture.clone().unwrap();
    assert_eq!((name.from.as_str(), name.to.as_str(), name.posts), ("harbour view .jpg", "harbour-view.jpg", 3));
    assert_eq!(name.message, "harbour view .jpg becomes harbour-view.jpg, also in 3 other posts.");
    assert_eq!(plan.repairs[1].finding.repair.as_ref().unwrap().after, "![Harbour](harbour-view.jpg)");

    let chosen = |at: usize| {
        let found = &plan.repairs[at].finding;
        Chosen { id: found.id.clone(), line: found.line, from: found.from }
    };
    let done = desk.tidy_chosen("posts/harbour.md", Some(&[chosen(2)])).unwrap();
    assert_eq!(done.repaired, 1);
    let bold = String::from_utf8(POST.to_vec()).unwrap().replace("** bold **", "**bold**");
    assert_eq!(text(&site, "posts/harbour.md"), bold);
    let done = desk.tidy_chosen("posts/harbour.md", Some(&[chosen(1), chosen(0)])).unwrap();
    assert_eq!(done.repaired, 2);
    assert_eq!(done.post.details.title, "The harbour");
    assert!(text(&site, "posts/harbour.md").contains("harbour-view.jpg"));
    // Step by step back.
    assert!(desk.tidy_plan("posts/harbour.md").unwrap().can_undo);
    desk.undo_tidy("posts/harbour.md").unwrap();
    assert_eq!(text(&site, "posts/harbour.md"), bold);
    desk.undo_tidy("posts/harbour.md").unwrap();
    assert_eq!(files_below(site.path()), before);
}

#[test]
fn a_picture_that_is_published_stays_under_its_old_name() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    site.write("_posts/2026-02-01-old.md", b"---\ntitle: Old\ndate: 2026-02-01\n---\n\n![It](</images/my view.jpg>)\n");
    site.write("images/my view.jpg", &photo(640, 400));
    let place = |path: &str| site.path().join(path).to_str().unwrap().to_owned();
    seat.cli(["publish", &place("_posts/2026-02-01-old.md")]).ended(0);
    // A link that works to a picture that is published is left in peace.
    assert_eq!(seat.cli(["tidy", &place("_posts/2026-02-01-old.md")]).ended(0)["fixes"], json!([]));

    site.write("_posts/2026-02-02-new.md", b"---\ntitle: New\ndate: 2026-02-02\n---\n\n![It](/images/my view.jpg)\n");
    let mut desk = seat.open(site.path());
    let plan = desk.tidy_plan("_posts/2026-02-02-new.md").unwrap();
    let name = plan.repairs[0].picture.clone().unwrap();
    assert!(name.stays && name.message.contains("stays under its old name"), "{name:?}");
    desk.tidy_chosen("_posts/2026-02-02-new.md", None).unwrap();
    drop(desk);
    let files = files_below(site.path());
    assert!(files.contains_key("images/my view.jpg") && files.contains_key("images/my-view.jpg"));
    // What goes out is the new post with its picture; the published post still has the one it shows.
    let out = seat.cli(["publish", &place("_posts/2026-02-02-new.md")]).ended(0);
    let gone: Vec<&Value> = out["files"].as_array().unwrap().iter().map(|file| &file["path"]).collect();
    assert_eq!(gone.len(), 2, "{out}");
    let server = seat.world.server_files();
    assert!(server.contains_key("images/my view.jpg") && server.contains_key("images/my-view.jpg"));
    assert!(String::from_utf8_lossy(&server["_posts/2026-02-01-old.md"]).contains("my view.jpg"));
}

#[test]
fn a_picture_that_something_else_may_show_stays() {
    let seat = Seat::new();
    let site = harbour(&seat);
    // Only the theme knows where this is.
    site.write("posts/theme.md", b"---\ntitle: Theme\nhero: covers/harbour view .jpg\n---\n\nWords.\n");
    let mut desk = seat.open(site.path());
    let plan = desk.tidy_plan("posts/harbour.md").unwrap();
    assert!(plan.repairs[1].picture.as_ref().unwrap().stays);
    desk.tidy_chosen("posts/harbour.md", None).unwrap();
    assert!(files_below(site.path()).contains_key("posts/harbour view .jpg"));
    assert!(text(&site, "posts/theme.md").contains("covers/harbour view .jpg"));
    desk.undo_tidy("posts/harbour.md").unwrap();
    assert!(!files_below(site.path()).contains_key("posts/harbour-view.jpg"));
}

#[test]
fn a_video_becomes_what_the_site_can_show() {
    let talk = b"---\ntitle: Talk\ndate: 2026-02-02\n---\n\n![The talk](https://youtu.be/dQw4w9WgXcQ)\n";
    let check = |name: &str, files: &[(&str, &[u8])], path: &str, expect: &str| {
        let seat = Seat::new();
        let site = seat.world.site(name, files);
        site.write(path, talk);
        seat.cli(["tidy", site.path().join(path).to_str().unwrap()]).ended(0);
        let text = text(&site, path);
        let body = text.split("---\n\n").nth(1).unwrap();
        assert_eq!(body, format!("{expect}\n"), "{name}");
    };
    let id = "dQw4w9WgXcQ";
    check(
        "hugo",
        &[("hugo.toml", b"title = \"x\"\n"), ("content/posts/a.md", b"---\ntitle: A\ndate: 2026-01-01\n---\nA\n")],
        "content/posts/talk.md",
        &format!("{{{{< youtube id=\"{id}\" title=\"The talk\" >}}}}"),
    );
    let link = format!("[The talk](https://youtu.be/{id})");
    check("jekyll", JEKYLL, "_posts/2026-02-02-talk.md", &link);
    let mut with_include = JEKYLL.to_vec();
    with_include.push(("_includes/youtube.html", b"<iframe></iframe>\n"));
    check(
        "jekyll-include",
        &with_include,
        "_posts/2026-02-02-talk.md",
        &format!("{{% include youtube.html id=\"{id}\" %}}\n\nThe talk"),
    );
    let mut with_habit = JEKYLL.to_vec();
    with_habit.push((
        "_posts/2026-01-09-film.md",
        b"---\ntitle: Film\ndate: 2026-01-09\n---\n\n<iframe src=\"https://www.youtube.com/embed/abcdefghij_\"></iframe>\n",
    ));
    check(
        "jekyll-habit",
        &with_habit,
        "_posts/2026-02-02-talk.md",
        &format!("<iframe src=\"https://www.youtube.com/embed/{id}\"></iframe>\n\nThe talk"),
    );
    let hexo = |package: &'static [u8]| -> Vec<(&'static str, &'static [u8])> {
        vec![
            ("_config.yml", b"title: x\ntheme: landscape\n"),
            ("package.json", package),
            ("source/_posts/a.md", b"---\ntitle: A\ndate: 2026-01-01\n---\nA\n"),
        ]
    };
    let old = hexo(b"{\"hexo\": {\"version\": \"6.3.0\"}, \"dependencies\": {\"hexo\": \"^6.3.0\"}}");
    check("hexo-6", &old, "source/_posts/talk.md", &format!("{{% youtube {id} %}}\n\nThe talk"));
    let new = hexo(b"{\"hexo\": {\"version\": \"8.1.1\"}, \"dependencies\": {\"hexo\": \"^8.0.0\"}}");
    check("hexo-8", &new, "source/_posts/talk.md", &link);
    check("plain", &[("README.md", b"# x\n")], "posts/talk.md", &link);
}
