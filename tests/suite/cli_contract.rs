//! The command line's promise to scripts: the keys, the exit statuses, one object on standard output.

use std::path::{Path, PathBuf};

use byline_testkit::{SiteFolder, photo};
use serde_json::{Value, json};

use crate::seat::{JEKYLL, Seat};

pub(crate) const OLD: &str = "_posts/2026-01-05-an-old-post.md";

pub(crate) struct Here {
    pub(crate) seat: Seat,
    pub(crate) site: SiteFolder,
}

pub(crate) fn here() -> Here {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    Here { seat, site }
}

impl Here {
    pub(crate) fn done(&self, words: &[&str]) -> Value {
        self.ended(0, words)
    }

    pub(crate) fn ended(&self, status: i32, words: &[&str]) -> Value {
        self.seat.cli(words).ended(status)
    }

    pub(crate) fn folder(&self) -> &str {
        self.site.path().to_str().unwrap()
    }

    pub(crate) fn post(&self) -> String {
        self.place(OLD)
    }

    pub(crate) fn place(&self, path: &str) -> String {
        self.site.path().join(path).to_str().unwrap().to_owned()
    }

    fn outside(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let place = self.seat.world.folder().join(name);
        std::fs::write(&place, bytes).unwrap();
        place
    }
}

pub(crate) fn has(object: &Value, keys: &str) {
    let missing: Vec<&str> = keys.split(' ').filter(|key| object.get(key).is_none()).collect();
    assert!(missing.is_empty(), "no {missing:?} in {object}");
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn site_says_what_was_understood() {
    let here = here();
    let site = here.done(&["site", here.folder()]);
    has(&site, "generator posts drafts pictures front_matter configured_by fields branch remote");
    assert_eq!(site["generator"], "jekyll");
    assert_eq!(site["posts"], json!(["_posts"]));
    assert_eq!((&site["front_matter"], &site["branch"]), (&json!("yaml"), &json!("main")));
    assert_eq!(site["configured_by"], json!(["_config.yml"]));
    assert_eq!(site["remote"], here.seat.world.url());
    has(&site["pictures"], "folder url");
    let fields = site["fields"].as_array().unwrap();
    for field in fields {
        has(field, "name label type required default options");
    }
    assert!(fields.iter().any(|field| field["name"] == "title"));
}

#[test]
fn list_and_show_tell_of_posts() {
    let here = here();
    let list = here.done(&["list", here.folder()]);
    let post = &list["posts"][0];
    has(post, "path title date author tags state words");
    assert_eq!(
        (&post["path"], &post["title"], &post["date"]),
        (&json!(OLD), &json!("An old post"), &json!("2026-01-05"))
    );
    assert_eq!(
        (&post["author"], &post["state"], &post["words"]),
        (&json!("Anna Writer"), &json!("published"), &json!(4))
    );
    let shown = here.done(&["show", &here.post()]);
    has(&shown, "path title date author tags state words details findings");
    assert!(shown["findings"].is_u64());
    assert_eq!(shown["details"]["others"][0], json!({ "name": "layout", "value": "post" }));
}

#[test]
fn list_searches_and_filters() {
    let here = here();
    here.done(&["new", here.folder(), "--title", "A new one"]);
    let count = |words: &[&str]| {
        let all = [&["list", here.folder()], words].concat();
        here.done(&all)["posts"].as_array().unwrap().len()
    };
    assert_eq!(count(&[]), 2);
    assert_eq!(count(&["--search", "old po"]), 1);
    assert_eq!(count(&["--search", "nowhere"]), 0);
    assert_eq!(count(&["--state", "draft"]), 1);
    assert_eq!(count(&["--state", "published"]), 1);
    assert_eq!(count(&["--state", "changed"]), 0);
    assert_eq!(here.seat.cli(["list", here.folder(), "--state", "lost"]).status, 2);
}

#[test]
fn new_makes_a_draft_as_the_site_does() {
    let here = here();
    let made = here.done(&["new", here.folder(), "--title", "Été à Nîmes", "--author", "Zoë", "--date", "2026-02-03"]);
    assert_eq!(made, json!({ "path": "_posts/2026-02-03-ete-a-nimes.md" }));
    let shown = here.done(&["show", &here.place(made["path"].as_str().unwrap())]);
    assert_eq!(
        (&shown["title"], &shown["author"], &shown["state"]),
        (&json!("Été à Nîmes"), &json!("Zoë"), &json!("draft"))
    );
    let wrong = here.ended(1, &["new", here.folder(), "--title", "T", "--date", "soon"]);
    assert_eq!(wrong["error"]["code"], "not-a-date");
}

#[test]
fn any_title_comes_back_as_it_was_given() {
    let here = here();
    let long = "words ".repeat(80);
    let titles = [
        "Yes",
        "null",
        "2026-01-01",
        "3",
        "a: b",
        "\"quoted\"",
        "it's",
        "# no comment",
        "[list]",
        "{map}",
        "- dash",
        "🎉 été",
        "%percent",
        "back\\slash",
        "colon:",
        "@at",
        "`tick`",
        "*star*",
        "&and",
        "!bang",
        "|pipe",
        ">fold",
        "?",
        "~",
        long.trim(),
    ];
    for title in titles {
        let made = here.done(&["new", here.folder(), "--title", title]);
        let post = here.place(made["path"].as_str().unwrap());
        assert_eq!(here.done(&["show", &post])["title"], title);
        here.done(&["set", &post, "title=Between"]);
        here.done(&["set", &post, &format!("title={title}")]);
        assert_eq!(here.done(&["show", &post])["title"], title);
    }
}

#[test]
fn import_makes_a_draft_and_leaves_the_file_as_it_is() {
    let here = here();
    let picture = photo(64, 48);
    let text_file = b"# A trip\r\n\r\n![us](our boat.jpg)\r\n\r\nWe sailed.\r\n";
    let file = here.outside("trip.md", text_file);
    here.outside("our boat.jpg", &picture);
    let imported = here.done(&["import", here.folder(), text(&file)]);
    let post = &imported["posts"][0];
    has(post, "path fixes");
    for fix in post["fixes"].as_array().unwrap() {
        has(fix, "id message line");
    }
    assert_eq!(std::fs::read(&file).unwrap(), text_file);
    assert_eq!(std::fs::read(here.seat.world.folder().join("our boat.jpg")).unwrap(), picture);
    let path = here.place(post["path"].as_str().unwrap());
    assert_eq!(here.done(&["show", &path])["title"], "A trip");
    let findings = here.done(&["check", &path]);
    let ids: Vec<_> =
        findings["findings"].as_array().unwrap().iter().map(|found| found["id"].as_str().unwrap()).collect();
    assert!(!ids.iter().any(|id| id.starts_with("picture")), "{ids:?}");
}

#[test]
fn set_changes_details_and_says_which() {
    let here = here();
    let changed = here.done(&["set", &here.post(), "title=New words", "date=2026-01-05", "tags=One, Two"]);
    assert_eq!(changed, json!({ "changed": ["title", "tags"] }));
    let shown = here.done(&["show", &here.post()]);
    assert_eq!(
        (&shown["title"], &shown["tags"], &shown["state"]),
        (&json!("New words"), &json!(["One", "Two"]), &json!("changed"))
    );
    for wrong in ["title", "=x"] {
        assert_eq!(here.seat.cli(["set", &here.post(), wrong]).status, 2, "{wrong}");
    }
    assert_eq!(here.ended(1, &["set", &here.post(), "date=soon"])["error"]["code"], "not-a-date");
}

#[test]
fn attach_puts_a_picture_into_site_and_post() {
    let here = here();
    let picture = here.outside("Team Photo.JPG", &photo(3000, 1500));
    let attached = here.done(&["attach", &here.post(), text(&picture), "--alt", "The team", "--caption", "In May"]);
    has(&attached, "path link width height bytes original");
    has(&attached["original"], "bytes width height format");
    assert_eq!(attached["original"]["width"], 3000);
    let bytes = here.site.read(attached["path"].as_str().unwrap());
    assert_eq!(attached["bytes"], bytes.len());
    let written = String::from_utf8(here.site.read(OLD)).unwrap();
    let line = format!("![The team]({} \"In May\")\n", attached["link"].as_str().unwrap());
    assert!(written.ends_with(&line), "{written}");
}

#[test]
fn preview_and_check_answer() {
    let here = here();
    assert!(here.done(&["preview", &here.post()])["html"].as_str().unwrap().contains("First words."));
    let out = here.seat.world.folder().join("out.html");
    here.done(&["preview", &here.post(), "--out", text(&out)]);
    assert!(std::fs::read_to_string(&out).unwrap().contains("First words."));
    here.site.write(OLD, b"---\ntitle: T\ndate: 2026-01-05\n---\n\n![x](my boat.jpg)\n");
    let found = here.done(&["check", &here.post()]);
    let found = found["findings"].as_array().unwrap();
    assert!(!found.is_empty());
    for finding in found {
        has(finding, "id severity message line fixable");
        assert!(["error", "warning", "note"].contains(&finding["severity"].as_str().unwrap()));
    }
    here.done(&["check", &here.post(), "--fix"]);
    let written = String::from_utf8(here.site.read(OLD)).unwrap();
    assert!(!written.contains("(my boat.jpg)"), "{written}");
}
