//! Sites in unusual places, and all tools' settings over the same posts: what is understood, the list, and a new post.

use byline_testkit::SiteFolder;
use serde_json::{Value, json};

use crate::seat::Seat;

type Files = &'static [(&'static str, &'static str)];

struct Here {
    seat: Seat,
    folder: SiteFolder,
}

fn here(files: Files) -> Here {
    let seat = Seat::new();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    let folder = seat.world.site("blog", &files);
    Here { seat, folder }
}

impl Here {
    fn cli(&self, command: &str, words: &[&str]) -> Value {
        let folder = self.folder.path().to_str().unwrap();
        self.seat.cli([&[command, folder], words].concat()).ended(0)
    }

    /// The paths of the list, sorted.
    fn listed(&self) -> Vec<String> {
        let list = self.cli("list", &[]);
        let posts = list["posts"].as_array().unwrap();
        let mut paths: Vec<String> = posts.iter().map(|post| post["path"].as_str().unwrap().to_owned()).collect();
        paths.sort();
        paths
    }

    /// A new post's path and text; the list shows it as a draft.
    fn new_post(&self) -> (String, String) {
        let made = self.cli("new", &["--title", "A new day", "--author", "Ann", "--date", "2026-02-03"]);
        let path = made["path"].as_str().unwrap().to_owned();
        let drafts = self.cli("list", &["--state", "draft"]);
        let shown = drafts["posts"].as_array().unwrap().iter().find(|post| post["path"] == path.as_str()).unwrap();
        assert_eq!((&shown["title"], &shown["date"]), (&json!("A new day"), &json!("2026-02-03")));
        let text = String::from_utf8(self.folder.read(&path)).unwrap();
        (path, text)
    }
}

/// What is expected of a generator's site.
struct Expect {
    site: Value,
    listed: &'static [&'static str],
    new: (&'static str, &'static str),
}

fn check(files: Files, expect: &Expect) {
    let here = here(files);
    let site = here.cli("site", &[]);
    for (key, value) in expect.site.as_object().unwrap() {
        assert_eq!(&site[key], value, "{key} of {site}");
    }
    assert_eq!(here.listed(), expect.listed);
    let (path, text) = here.new_post();
    assert_eq!((path.as_str(), text.as_str()), expect.new);
}

#[test]
fn a_site_further_down_and_in_two_languages() {
    check(
        &[
            ("README.md", "# The company\n"),
            ("apps/blog/hugo.yaml", "title: A blog\n"),
            ("apps/blog/content/de/posts/eins.md", "---\ntitle: Eins\ndate: 2026-01-01\n---\n"),
            ("apps/blog/content/de/posts/zwei.md", "---\ntitle: Zwei\ndate: 2026-01-02\n---\n"),
            ("apps/blog/content/en/posts/one.md", "---\ntitle: One\ndate: 2026-01-01\n---\n"),
            ("apps/web/package.json", "{}"),
        ],
        &Expect {
            site: json!({
                "generator": "hugo",
                "posts": ["apps/blog/content/de/posts", "apps/blog/content/en/posts"],
                "configured_by": ["apps/blog/hugo.yaml"],
            }),
            listed: &[
                "apps/blog/content/de/posts/eins.md",
                "apps/blog/content/de/posts/zwei.md",
                "apps/blog/content/en/posts/one.md",
            ],
            new: (
                "apps/blog/content/de/posts/a-new-day.md",
                "---\ntitle: A new day\ndate: 2026-02-03\nauthor: Ann\n---\n\n",
            ),
        },
    );
}

/// One kind of settings after the other over the same posts; each names the folder `content/words`, a headline, a choice
/// and the day.
#[test]
fn the_settings_of_other_tools() {
    const DECAP: &str = "media_folder: static/up\npublic_folder: /up\ncollections:\n- name: words\n  folder: content/words\n  fields:\n  - {name: title, label: Headline, hint: Be brief}\n  - {name: date, widget: datetime}\n  - {name: mood, widget: select, options: [good, bad], required: false}\n";
    const MATTER: &str = "{ // ours\n \"frontMatter.content.pageFolders\": [{\"path\": \"[[workspace]]/content/words\", \"title\": \"words\"}],\n \"frontMatter.taxonomy.contentTypes\": [{\"name\": \"default\", \"fields\": [{\"name\": \"title\", \"title\": \"Headline\", \"description\": \"Be brief\", \"required\": true}, {\"name\": \"date\", \"type\": \"datetime\"}, {\"name\": \"mood\", \"type\": \"choice\", \"choices\": [\"good\", \"bad\"]},]}],\n}";
    const PAGES: &str = "content:\n- name: words\n  type: collection\n  path: content/words\n  fields:\n  - {name: title, label: Headline, description: Be brief, required: true}\n  - {name: date, type: date}\n  - {name: mood, type: select, options: {values: [good, bad]}}\n";
    const TINA: &str = r#"{"schema": {"collections": [{"name": "words", "path": "content/words", "fields": [{"type": "string", "name": "title", "label": "Headline", "description": "Be brief", "isTitle": true, "required": true}, {"type": "datetime", "name": "date"}, {"type": "string", "name": "mood", "options": ["good", "bad"]}]}]}}"#;
    const CLOUD: &str = "collections_config:\n  words:\n    path: content/words\n    _inputs:\n      title: {label: Headline, comment: Be brief}\n      mood: {type: select, options: {values: [good, bad]}}\n";
    const PROSE: &str = "metadata:\n  content/words:\n  - {name: title, field: {element: text, label: Headline, help: Be brief}}\n  - {name: date, field: {element: text}}\n  - {name: mood, field: {element: select, options: [{name: Good, value: good}, {name: Bad, value: bad}]}}\n";
    for (file, text) in [
        ("static/admin/config.yml", DECAP),
        ("frontmatter.json", MATTER),
        (".pages.yml", PAGES),
        ("tina/tina-lock.json", TINA),
        ("cloudcannon.config.yml", CLOUD),
        ("_prose.yml", PROSE),
    ] {
        let here = here(&[
            ("hugo.toml", "title = 'A blog'\n"),
            ("content/words/one.md", "---\ntitle: One\ndate: 2026-01-01\nmood: good\n---\nWords.\n"),
            ("content/pages/a.md", ""),
            ("content/pages/b.md", ""),
        ]);
        here.folder.write(file, text.as_bytes());
        let site = here.cli("site", &[]);
        assert_eq!(site["posts"], json!(["content/words"]), "{file}");
        assert_eq!(site["configured_by"], json!(["hugo.toml", file]));
        let field = |name: &str| site["fields"].as_array().unwrap().iter().find(|field| field["name"] == name).unwrap();
        let title = field("title");
        assert_eq!((&title["label"], &title["hint"]), (&json!("Headline"), &json!("Be brief")), "{file}");
        assert_eq!((&field("date")["type"], &field("mood")["type"]), (&json!("date"), &json!("choice")), "{file}");
        assert_eq!(field("mood")["options"], json!(["good", "bad"]), "{file}");
        assert_eq!(here.listed(), ["content/words/one.md"], "{file}");
        assert_eq!(here.new_post().0, "content/words/a-new-day.md", "{file}");
    }
}
