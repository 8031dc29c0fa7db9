//! The details that a site describes, through the command line: read, set in the kind they have, refused, checked and
//! published.

use byline_testkit::SiteFolder;
use serde_json::{Value, json};

use crate::seat::Seat;

type Files = &'static [(&'static str, &'static str)];

const DECAP: &str = "media_folder: static/img
public_folder: /img
collections:
  - name: people
    folder: content/people
    fields: [{name: title}]
  - name: posts
    folder: content/posts
    fields:
      - {name: layout, widget: hidden, default: post}
      - {name: title, label: Headline}
      - {name: date, widget: datetime}
      - {name: summary, label: Summary, widget: text, hint: Two sentences}
      - {name: mood, label: Mood, widget: select, options: [{label: Good, value: good}, {label: Bad, value: bad}], default: good}
      - {name: weight, label: Weight, widget: number, required: false}
      - {name: featured, label: Featured, widget: boolean, required: false}
      - {name: until, label: Until, widget: datetime, required: false}
      - {name: topics, label: Topics, widget: list, required: false}
      - {name: code, label: Code, required: false, pattern: ['^[A-Z]{2}$', 'Two capitals']}
      - {name: cover, label: Cover, widget: image, required: false}
      - {name: by, label: Person, widget: relation, collection: people, value_field: '{{slug}}', required: false}
      - {name: seo, widget: object, fields: [{name: title, label: Search title, required: false}]}
      - {name: body, widget: markdown}
";

const POST: &str = "---\nlayout: post\ntitle: One # the first\ndate: 2024-05-01T10:00:00+02:00\nweight: '7'\nuntil: 2024-06-01T08:30:00Z\nextra:\n  kept: yes\nlinks:\n  - url: /a\n---\n\nWords.\n";

struct Here {
    seat: Seat,
    folder: SiteFolder,
    post: &'static str,
}

impl Here {
    fn new(files: &[(&str, &str)], post: &'static str) -> Self {
        let seat = Seat::new();
        let files: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
        let folder = seat.world.site("blog", &files);
        Self { seat, folder, post }
    }

    fn cli(&self, command: &str, words: &[&str], ends: i32) -> Value {
        let post = self.folder.path().join(self.post);
        self.seat.cli([&[command, post.to_str().unwrap()], words].concat()).ended(ends)
    }

    fn text(&self) -> String {
        String::from_utf8(self.folder.read(self.post)).unwrap()
    }

    fn form(&self) -> Value {
        self.cli("show", &[], 0)["details"]["form"].clone()
    }

    fn of(&self, name: &str) -> Value {
        let form = self.form();
        let found = form.as_array().unwrap().iter().find(|one| one["field"]["name"] == name);
        found.unwrap_or_else(|| panic!("{name} in {form}")).clone()
    }

    fn findings(&self) -> Vec<(String, String)> {
        let found = self.cli("check", &[], 0);
        let word = |value: &Value| value.as_str().unwrap().to_owned();
        found["findings"].as_array().unwrap().iter().map(|it| (word(&it["id"]), word(&it["severity"]))).collect()
    }
}

fn decap() -> Here {
    let files = [
        ("hugo.toml", "baseURL = 'https://example.org'\n"),
        ("static/admin/config.yml", DECAP),
        ("content/people/ann.md", "---\ntitle: Ann\n---\n"),
        ("content/posts/one.md", POST),
        ("static/img/old.png", "x"),
    ];
    Here::new(&files, "content/posts/one.md")
}

#[test]
fn the_form_has_what_the_site_describes_and_what_the_post_has() {
    let here = decap();
    let shown = here.cli("show", &[], 0);
    let names: Vec<&str> =
        shown["details"]["form"].as_array().unwrap().iter().map(|one| one["field"]["name"].as_str().unwrap()).collect();
    // Person, called `by`, is the author.
    assert_eq!(
        names,
        ["summary", "mood", "weight", "featured", "until", "topics", "code", "cover", "seo.title"],
        "in the order of the settings, without those that have a place of their own"
    );
    let summary = here.of("summary");
    assert_eq!((&summary["field"]["label"], &summary["field"]["hint"]), (&json!("Summary"), &json!("Two sentences")));
    assert_eq!((&summary["field"]["required"], &summary["value"]), (&json!(true), &Value::Null));
    assert_eq!(here.of("weight")["value"], json!("7"));
    assert_eq!(here.of("until")["value"], json!("2024-06-01T08:30"));
    assert_eq!(here.of("mood")["field"]["choices"][1], json!({ "value": "bad", "label": "Bad" }));
    let others = &shown["details"]["others"];
    assert_eq!(others[0], json!({ "name": "layout", "value": "post" }));
    assert_eq!(others[1]["name"], "extra.kept");
    assert_eq!(others[2], json!({ "name": "links", "value": "- url: /a" }));
    assert_eq!(others.as_array().unwrap().len(), 3);
}

#[test]
fn every_kind_is_set_in_place() {
    let here = decap();
    let set = [
        "summary=Two sentences: here.",
        "mood=bad",
        "weight=12",
        "featured=true",
        "until=2025-01-02",
        "topics=one, two",
        "code=AB",
        "cover=/img/old.png",
        "seo.title=Found",
        "author=ann",
    ];
    let changed = here.cli("set", &set, 0);
    assert_eq!(changed["changed"].as_array().unwrap().len(), set.len(), "{changed}");
    let expect = POST
        .replace("weight: '7'", "weight: '12'")
        .replace("until: 2024-06-01T08:30:00Z", "until: 2025-01-02T08:30:00Z")
        .replace(
            "  - url: /a\n",
            "  - url: /a\nsummary: \"Two sentences: here.\"\nmood: bad\nfeatured: true\ntopics:\n  - one\n  - two\ncode: AB\ncover: /img/old.png\nseo:\n  title: Found\nby: ann\n",
        );
    assert_eq!(here.text(), expect);
    assert_eq!(here.of("topics")["value"], json!(["one", "two"]));
    assert_eq!(here.of("featured")["value"], json!(true));
    assert_eq!(here.cli("show", &[], 0)["details"]["author"], "ann");
    here.cli("set", &["until=2025-01-02T09:15", "featured=", "seo.title="], 0);
    let text = here.text();
    assert!(text.contains("until: 2025-01-02T09:15:00Z\n"), "{text}");
    assert!(!text.contains("featured") && !text.contains("seo"), "{text}");
    let published = here.cli("publish", &[], 0);
    let files: Vec<&str> =
        published["files"].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap()).collect();
    assert!(files.contains(&"content/posts/one.md"), "{published}");
}

#[test]
fn a_new_post_begins_with_the_defaults_and_a_detail_s_picture_goes_out_with_it() {
    let here = decap();
    let folder = here.folder.path().to_str().unwrap().to_owned();
    let made = here.seat.cli(["new", folder.as_str(), "--title", "Two", "--date", "2026-01-02"]).ended(0);
    let path = made["path"].as_str().unwrap().to_owned();
    let text = String::from_utf8(here.folder.read(&path)).unwrap();
    for line in ["layout: post", "mood: good"] {
        assert!(text.lines().any(|it| it == line), "{line} in {text}");
    }
    here.folder.write("static/img/new.png", b"a picture");
    let post = here.folder.path().join(&path).to_str().unwrap().to_owned();
    here.seat.cli(["set", post.as_str(), "cover=/img/new.png", "comments=true"]).ended(0);
    let text = String::from_utf8(here.folder.read(&path)).unwrap();
    assert!(text.contains("cover: /img/new.png\n") && text.contains("comments: true\n"), "{text}");
    let sent = here.seat.cli(["publish", post.as_str()]).ended(0);
    let files: Vec<&str> = sent["files"].as_array().unwrap().iter().map(|it| it["path"].as_str().unwrap()).collect();
    assert_eq!(files, [path.as_str(), "static/img/new.png"]);
}

#[test]
fn what_the_site_does_not_take_is_refused_and_nothing_changes() {
    let here = decap();
    for (set, code, says) in [
        ("mood=sad", "not-a-choice", "good, bad"),
        ("code=abc", "not-as-wanted", "Two capitals"),
        ("weight=heavy", "not-a-number", "Weight"),
        ("featured=perhaps", "not-yes-no", "Featured"),
        ("until=soon", "not-a-date", "soon"),
        ("date=soon", "not-a-date", "soon"),
    ] {
        let error = here.cli("set", &["summary=x", set], 1)["error"].clone();
        assert_eq!(error["code"], code, "{error}");
        assert!(error["message"].as_str().unwrap().contains(says), "{error}");
    }
    assert_eq!(here.text(), POST);
}

#[test]
fn the_checks_know_what_the_site_wants() {
    let here = decap();
    let found = |here: &Here| -> Vec<String> {
        here.findings().into_iter().map(|(id, _)| id).filter(|id| id.starts_with("detail-")).collect()
    };
    assert_eq!(found(&here), ["detail-required", "detail-required"], "summary and mood");
    let broken =
        POST.replace("layout: post\n", "layout: post\nsummary: x\nmood: sad\ncode: abc\ncover: /img/no.png\nby: bob\n");
    here.folder.write(here.post, broken.as_bytes());
    let mut ids = found(&here);
    ids.sort();
    assert_eq!(ids, ["detail-choice", "detail-pattern", "detail-picture", "detail-relation"]);
    assert!(here.of("mood")["problem"].as_str().unwrap().contains("sad"));
}

#[test]
fn astro_is_not_built_without_what_it_requires() {
    let config = DECAP.replace("content/posts", "src/content/blog").replace("static/", "public/");
    let files = [
        ("astro.config.mjs", ""),
        ("public/admin/config.yml", config.as_str()),
        ("src/content/blog/one.md", "---\ntitle: One\ndate: 2024-05-01\nmood: good\n---\n\nWords.\n"),
    ];
    let here = Here::new(&files, "src/content/blog/one.md");
    let findings = here.findings();
    assert!(findings.contains(&("detail-required".to_owned(), "error".to_owned())), "{findings:?}");
    here.cli("set", &["summary=Words"], 0);
    assert!(!here.findings().iter().any(|(id, _)| id == "detail-required"));
}

#[test]
fn a_date_under_another_name_is_the_date() {
    let settings = ".pages.yml";
    let files = [
        ("hugo.toml", ""),
        (
            settings,
            "content:\n- {name: posts, type: collection, path: content/posts, fields: [{name: title}, {name: when, type: date}, {name: byline}, {name: topics, type: string, list: true}]}\n",
        ),
        ("content/posts/one.md", "---\ntitle: One\nwhen: 2024-05-01\nbyline: Ann\n---\n\nWords.\n"),
        ("content/posts/two.md", "---\ntitle: Two\n---\n\nWords.\n"),
    ];
    let here = Here::new(&files, "content/posts/one.md");
    let details = here.cli("show", &[], 0)["details"].clone();
    assert_eq!((&details["date"], &details["author"]), (&json!("2024-05-01"), &json!("Ann")));
    here.cli("set", &["date=2025-01-02", "author=Bo"], 0);
    assert!(here.text().contains("when: 2025-01-02\nbyline: Bo\n"), "{}", here.text());
    let two = Here { post: "content/posts/two.md", ..here };
    two.cli("set", &["date=2025-01-02", "author=Bo"], 0);
    assert!(two.text().contains("title: Two\nwhen: 2025-01-02\nbyline: Bo\n"), "{}", two.text());
}

/// A site of each tool whose settings describe posts, with a mood among a few and a number.
const TOOLS: &[(&str, Files)] = &[
    (
        "front matter cms",
        &[(
            "frontmatter.json",
            r#"{"frontMatter.content.pageFolders": [{"path": "[[workspace]]/content/posts", "contentTypes": ["post"]}],
            "frontMatter.taxonomy.contentTypes": [{"name": "post", "fields": [
            {"name": "title", "title": "Title", "type": "string"}, {"name": "date", "title": "Day", "type": "datetime"},
            {"name": "mood", "title": "Mood", "type": "choice", "choices": ["good", "bad"]},
            {"name": "weight", "title": "Weight", "type": "number"}]}]}"#,
        )],
    ),
    (
        "pages cms",
        &[(
            ".pages.yml",
            "content:\n- name: posts\n  type: collection\n  path: content/posts\n  fields:\n  - {name: title, type: string}\n  - {name: date, type: date}\n  - {name: mood, label: Mood, type: select, options: {values: [good, bad]}}\n  - {name: weight, label: Weight, type: number}\n",
        )],
    ),
    (
        "tina",
        &[(
            "tina/tina-lock.json",
            r#"{"schema": {"config": {"collections": []}, "collections": [{"name": "post", "path": "content/posts", "format": "md", "fields": [
            {"type": "string", "name": "title", "label": "Title", "isTitle": true}, {"type": "datetime", "name": "date"},
            {"type": "string", "name": "mood", "label": "Mood", "options": ["good", "bad"]},
            {"type": "number", "name": "weight", "label": "Weight"}]}]}}"#,
        )],
    ),
    (
        "prose",
        &[(
            "_prose.yml",
            "prose:\n  metadata:\n    content/posts:\n      - {name: title, field: {element: text, label: Title}}\n      - {name: mood, field: {element: select, label: Mood, options: [{name: Good, value: good}, {name: Bad, value: bad}]}}\n      - {name: weight, field: {element: number, label: Weight}}\n",
        )],
    ),
];

#[test]
fn the_settings_of_each_tool_are_a_form() {
    for (tool, settings) in TOOLS {
        let post = "---\ntitle: One\ndate: 2024-05-01\nmood: good\nweight: 3\n---\n\nWords.\n";
        let mut files = vec![("hugo.toml", ""), ("content/posts/one.md", post)];
        files.extend_from_slice(settings);
        let here = Here::new(&files, "content/posts/one.md");
        assert_eq!(here.of("mood")["value"], "good", "{tool}");
        assert_eq!(here.of("weight")["value"], "3", "{tool}");
        here.cli("set", &["mood=bad", "weight=4"], 0);
        let expect = post.replace("mood: good", "mood: bad").replace("weight: 3", "weight: 4");
        assert_eq!(here.text(), expect, "{tool}");
        let refused = here.cli("set", &["mood=sad"], 1)["error"]["code"].clone();
        assert_eq!(refused, "not-a-choice", "{tool}");
        here.cli("publish", &[], 0);
    }
}
