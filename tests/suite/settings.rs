//! A person's corrections of what Byline understood: kept in `.byline.toml`, followed at once, and shared like a post.

use byline_desk::api::{Event, OutcomeKind, Sharing};
use byline_desk::{Desk, Site};
use serde_json::json;

use crate::cli_contract::{Here, here};
use crate::seat::{JEKYLL, Seat};

const OWN: &str = ".byline.toml";

fn with(own: &str) -> Here {
    let here = here();
    here.site.write("news/b.md", b"---\ntitle: News\nmood: good\n---\n\nHello.\n");
    here.site.write(OWN, own.as_bytes());
    here
}

#[test]
fn the_site_command_says_what_was_corrected() {
    let here = with(
        "[site]\nname = 'Ours'\n[posts]\nfolders = ['news']\nname = '{year}/{slug}'\n[pictures]\nbeside = 'pics'\n[details.fields.mood]\nlabel = 'Mood'\ntype = 'choice'\noptions = ['good', { value = 'bad', label = 'Not good' }]\nrequired = true\ndefault = 'bad'\n[details.fields.layout]\nhidden = true\ndefault = 'news'\n",
    );
    let site = here.done(&["site", here.folder()]);
    assert_eq!((&site["name"], &site["posts"]), (&json!("Ours"), &json!(["news"])));
    assert_eq!(site["configured_by"], json!([OWN, "_config.yml"]));
    let told = &site["told_by"];
    assert_eq!((&told["posts"], &told["name"], &told["pictures"]), (&json!(OWN), &json!(OWN), &json!(OWN)));
    let fields = site["fields"].as_array().unwrap();
    let mood = fields.iter().find(|field| field["name"] == "mood").unwrap();
    assert_eq!(
        (&mood["label"], &mood["type"], &mood["options"], &mood["required"], &mood["default"]),
        (&json!("Mood"), &json!("choice"), &json!(["good", "bad"]), &json!(true), &json!("bad"))
    );
    assert_eq!(mood["choices"][1], json!({ "value": "bad", "label": "Not good" }));
    assert_eq!((&mood["told_by"], &site["hidden"][0]["name"]), (&json!(OWN), &json!("layout")));

    let list = here.done(&["list", here.folder()]);
    let paths: Vec<_> = list["posts"].as_array().unwrap().iter().map(|post| post["path"].clone()).collect();
    assert_eq!(paths, [json!("news/b.md")]);
    let new = here.done(&["new", here.folder(), "--title", "Hello there", "--date", "2026-02-03"]);
    assert_eq!(new["path"], "news/2026/hello-there.md");
    let text = String::from_utf8(here.site.read("news/2026/hello-there.md")).unwrap();
    assert!(text.contains("mood: bad\n") && text.contains("layout: news\n"), "{text}");
}

#[test]
fn without_corrections_it_is_said_who_told_what() {
    let here = here();
    here.site.write(
        "admin/config.yml",
        b"media_folder: assets/up\ncollections: [{name: posts, folder: _posts, fields: [{name: title}, {name: mood, widget: select, options: [{label: Good, value: good}]}]}]\n",
    );
    here.site
        .write(".pages.yml", b"content: [{name: posts, type: collection, path: _posts, fields: [{name: title}]}]\n");
    let site = here.done(&["site", here.folder()]);
    let told = &site["told_by"];
    assert_eq!(
        (&told["name"], &told["fields"], &told["pictures"], &told["file_name"]),
        (&json!("_config.yml"), &json!("admin/config.yml"), &json!("admin/config.yml"), &json!("Jekyll's usual way"))
    );
    assert_eq!((&told["front_matter"], &site["set_aside"]), (&json!("the newest posts"), &json!([".pages.yml"])));
    assert_eq!(site["fields"][1]["choices"][0], json!({ "value": "good", "label": "Good" }));
    let said = here.seat.told(["site", here.folder()]).out;
    for line in ["pictures: assets/up, as /assets/up  (from admin/config.yml)", ".pages.yml also describes these posts"]
    {
        assert!(said.contains(line), "{line} in {said}");
    }
    std::fs::remove_dir_all(here.site.path().join("admin")).unwrap();
    std::fs::remove_file(here.site.path().join(".pages.yml")).unwrap();
    let inferred = here.done(&["site", here.folder()]);
    assert_eq!(inferred["told_by"]["fields"], "the newest posts");
    assert!(inferred["fields"].as_array().unwrap().iter().all(|field| field["told_by"].is_null()));
}

#[test]
fn wrong_lines_are_told_and_harm_nothing() {
    let here = with(
        "[posts]\nfolders = ['../elsewhere']\nname = '{uuid}'\n[pictures]\nfolder = '/../etc'\n[colours]\nred = 1\n",
    );
    let site = here.done(&["site", here.folder()]);
    assert_eq!((&site["posts"], &site["configured_by"]), (&json!(["_posts"]), &json!(["_config.yml"])));
    let notes: Vec<&str> = site["notes"].as_array().unwrap().iter().map(|note| note.as_str().unwrap()).collect();
    assert_eq!(notes.len(), 4, "{notes:?}");
    assert_eq!(
        notes[0],
        "Line 2 of .byline.toml: “posts.folders” has to be a folder inside the website, so it does not count."
    );
    assert!(notes[3].starts_with("Line 6 of .byline.toml: Byline does not know “colours”"), "{notes:?}");
    here.site.write(OWN, b"[posts\n");
    let broken = here.done(&["site", here.folder()]);
    assert!(broken["notes"][0].as_str().unwrap().starts_with("Line 1 of .byline.toml cannot be read"));
    #[cfg(unix)]
    {
        std::fs::remove_file(here.site.path().join(OWN)).unwrap();
        std::os::unix::fs::symlink("/etc/hostname", here.site.path().join(OWN)).unwrap();
        let site = here.done(&["site", here.folder()]);
        assert_eq!(site["configured_by"], json!(["_config.yml"]));
    }
}

/// Changes the form that the site shows now.
fn change(desk: &mut Site, change: impl FnOnce(&mut byline_desk::api::SettingsForm)) -> byline_desk::api::SiteSettings {
    let from = desk.settings().unwrap().form;
    let mut to = from.clone();
    change(&mut to);
    desk.change_settings(&from, &to).unwrap()
}

#[test]
fn a_change_is_kept_in_its_own_lines_and_followed_at_once() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    site.write("_articles/_posts/2026-01-06-other.md", b"---\ntitle: Other\n---\n\nHello.\n");
    site.write(OWN, b"# ours\n[posts]\nfuture = true # soon\n");
    let mut desk = seat.open(site.path());
    assert_eq!(desk.posts(&byline_desk::api::PostQuery { take: 9, ..Default::default() }).unwrap().total, 2);
    seat.heard.take();

    let after = change(&mut desk, |form| form.folders = vec!["_articles/_posts".to_owned()]);

    assert_eq!(
        String::from_utf8(site.read(OWN)).unwrap(),
        "# ours\n[posts]\nfuture = true # soon\nfolders = [\"_articles/_posts\"]\n"
    );
    assert_eq!((after.told_by.posts.as_str(), after.understood.folders.len()), (OWN, 2));
    assert!(seat.heard.any(|event| matches!(event, Event::SiteChanged)));
    assert_eq!(desk.posts(&byline_desk::api::PostQuery { take: 9, ..Default::default() }).unwrap().total, 1);
    assert_eq!(desk.view().posts, ["_articles/_posts"]);
    assert!(desk.new_post("Hello", None, None).unwrap().path.starts_with("_articles/_posts/2026-03-02-hello"));
    assert!(after.example.post.starts_with("_articles/_posts/2026-03-02-"));

    // Back to what is understood: what is left is the person's own comment.
    let back = desk.settings().unwrap().understood;
    change(&mut desk, |form| *form = byline_desk::api::SettingsForm { future: false, ..back });
    assert_eq!(String::from_utf8(site.read(OWN)).unwrap(), "# ours\n# soon\n");
    site.write(OWN, b"[posts]\nfuture = true\n");
    desk.files_changed().unwrap();
    change(&mut desk, |form| form.future = false);
    assert!(!site.exists(OWN), "nothing is said any more");
    assert!(crate::seat::leftovers(site.path()).is_empty());
}

#[test]
fn a_form_that_cannot_be_is_told_and_not_kept() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let mut desk = seat.open(site.path());
    let from = desk.settings().unwrap().form;
    let mut to = from.clone();
    to.folders = vec!["../x".to_owned()];
    to.file_name = "{slug}".to_owned();
    let check = desk.check_settings(&from, &to).unwrap();
    let lines: Vec<&str> = check.troubles.iter().map(|trouble| trouble.line.as_str()).collect();
    assert_eq!((lines, check.example), (vec!["folders", "file_name"], None));
    assert_eq!(desk.change_settings(&from, &to).unwrap_err().code(), "settings");
    let mut good = from.clone();
    good.beside = Some("pics".to_owned());
    let example = desk.check_settings(&from, &good).unwrap().example.unwrap();
    assert_eq!(example.picture, "_posts/pics/picture.jpg");
    assert!(!site.exists(OWN), "looking changes nothing");
    site.write(OWN, b"[broken\n");
    let refused = desk.change_settings(&from, &good).unwrap_err();
    assert_eq!((refused.code(), site.read(OWN).as_slice()), ("settings-unreadable", b"[broken\n".as_slice()));
}

#[test]
fn settings_are_shared_alone_and_colleagues_follow() {
    let seat = Seat::new();
    let (mine, theirs) = (seat.world.site("mine", JEKYLL), seat.world.clone_site("theirs"));
    mine.write("notes.txt", b"private");
    let mut desk = seat.open(mine.path());
    let mut colleague = seat.open(theirs.path());
    assert_eq!(desk.settings().unwrap().sharing, Sharing::Same);
    assert_eq!(change(&mut desk, |form| form.name = "Ours".to_owned()).sharing, Sharing::Differs);
    let plan = desk.publish_plan(OWN).unwrap();
    assert_eq!(plan.files.iter().map(|file| file.path.as_str()).collect::<Vec<_>>(), [OWN]);

    let shared = desk.publish(OWN, None).unwrap();

    assert_eq!((shared.outcome, shared.files.len()), (OutcomeKind::Published, 1));
    assert_eq!(seat.world.server_log()[0].files, [OWN]);
    assert_eq!(desk.settings().unwrap().sharing, Sharing::Same);
    assert_eq!(desk.publish(OWN, None).unwrap().outcome, OutcomeKind::AlreadyPublished);
    assert_eq!(colleague.sync().unwrap().received, [OWN]);
    assert_eq!(colleague.name(), "Ours");

    // Both change the same line: nothing is sent, nothing waits, and either way out is open.
    change(&mut colleague, |form| form.name = "Theirs".to_owned());
    assert_eq!(colleague.publish(OWN, None).unwrap().outcome, OutcomeKind::Published);
    change(&mut desk, |form| form.name = "Mine".to_owned());
    let asked = desk.publish(OWN, None).unwrap();
    assert_eq!(asked.outcome, OutcomeKind::NeedsYou);
    assert!(asked.message.contains("A colleague changed the same settings"), "{}", asked.message);
    assert_eq!(desk.name(), "Mine");
    assert!(desk.sync().unwrap().needs_you.is_empty());
    assert_eq!(desk.take_shared_settings().unwrap().form.name, "Theirs");
    change(&mut desk, |form| form.name = "Mine".to_owned());
    assert_eq!(desk.publish(OWN, None).unwrap().outcome, OutcomeKind::Published);
    assert!(String::from_utf8(seat.world.server_files()[OWN].clone()).unwrap().contains("Mine"));

    // All taken back: the file goes, here and there.
    let back = desk.settings().unwrap().understood;
    change(&mut desk, |form| *form = back);
    assert_eq!(desk.publish(OWN, None).unwrap().outcome, OutcomeKind::Published);
    assert!(!seat.world.server_files().contains_key(OWN));
    colleague.sync().unwrap();
    assert_eq!(colleague.name(), "The blog");
    assert!(!theirs.exists(OWN) && mine.exists("notes.txt"));
}

#[test]
fn a_colleague_who_was_told_of_a_conflict_may_share_all_the_same() {
    let seat = Seat::new();
    let (mine, theirs) = (seat.world.site("mine", JEKYLL), seat.world.clone_site("theirs"));
    let (mut desk, mut colleague) = (seat.open(mine.path()), seat.open(theirs.path()));
    change(&mut colleague, |form| form.name = "Theirs".to_owned());
    colleague.publish(OWN, None).unwrap();
    change(&mut desk, |form| form.name = "Mine".to_owned());
    assert_eq!(desk.publish(OWN, None).unwrap().outcome, OutcomeKind::NeedsYou);
    assert!(String::from_utf8(seat.world.server_files()[OWN].clone()).unwrap().contains("Theirs"));
    assert_eq!(desk.publish(OWN, None).unwrap().outcome, OutcomeKind::Published);
    assert!(String::from_utf8(seat.world.server_files()[OWN].clone()).unwrap().contains("Mine"));
}

#[test]
fn settings_that_change_on_the_disk_are_followed() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    site.write("news/b.md", b"---\ntitle: News\n---\n\nHello.\n");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let desk = Desk::start(seat.open(site.path()));
        let until = async |wanted: &str| {
            for _ in 0..600 {
                let view = desk.ask(|site| Ok(site.view())).await.unwrap();
                if view.posts == [wanted] {
                    return;
                }
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            }
            panic!("the site was not understood anew: {wanted}");
        };
        site.write(OWN, b"posts.folders = ['news']\n");
        until("news").await;
        // The new folder is watched from now on, and so are settings that lie elsewhere.
        site.write("news/c.md", b"---\ntitle: More news\n---\n\nHello.\n");
        for round in 0.. {
            let query = byline_desk::api::PostQuery { take: 9, ..Default::default() };
            let total = desk.ask(move |site| site.posts(&query)).await.unwrap().total;
            if total == 2 {
                break;
            }
            assert!(round < 600, "the new folder is not watched");
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        std::fs::remove_file(site.path().join(OWN)).unwrap();
        until("_posts").await;
        desk.close().await;
    });
    assert!(seat.heard.any(|event| matches!(event, Event::SiteChanged)));
}
