//! A small site of each generator, and of each tool whose settings describe posts: what is understood of it, its list,
//! and a new post named, placed and begun as the site does it.

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
fn astro() {
    let files: Files = &[
        ("astro.config.mjs", "export default defineConfig({ site: 'https://example.org' });\n"),
        ("src/content.config.ts", "loader: glob({ base: './src/content/blog', pattern: '**/*.{md,mdx}' })\n"),
        (
            "src/content/blog/one.md",
            "---\ntitle: 'One'\ndescription: 'About one'\npubDate: 2026-01-01\n---\n\nWords.\n",
        ),
        ("src/content/blog/two.mdx", "---\ntitle: 'Two'\ndescription: 'd'\npubDate: 2025-01-01\n---\n"),
        ("src/pages/blog/[...slug].astro", ""),
        ("public/images/a.png", ""),
    ];
    let text = "---\ntitle: 'A new day'\ndescription: \"\"\npubDate: 2026-02-03\nauthor: 'Ann'\n---\n\n";
    check(
        files,
        &Expect {
            site: json!({
                "generator": "astro",
                "posts": ["src/content/blog"],
                "drafts": null,
                "draft_flag": null,
                "front_matter": "yaml",
                "pictures": { "folder": "public/images", "url": "/images" },
                "configured_by": ["astro.config.mjs", "src/content.config.ts"],
            }),
            listed: &["src/content/blog/one.md", "src/content/blog/two.mdx"],
            new: ("src/content/blog/a-new-day.md", text),
        },
    );
}

#[test]
fn eleventy() {
    check(
        &[
            ("package.json", r#"{"devDependencies": {"@11ty/eleventy": "^3.0.0"}}"#),
            (
                "eleventy.config.js",
                "cfg.addPassthroughCopy('content/img'); export const config = { dir: { input: 'content' } };",
            ),
            (
                "content/blog/one.md",
                "---\ntitle: One\ntags: posts\nlayout: post.njk\ndate: 2026-01-01\ndraft: false\n---\n",
            ),
            ("content/about.md", "---\ntitle: About\n---\n"),
            ("content/img/a.png", ""),
            ("_site/blog/one.md", ""),
        ],
        &Expect {
            site: json!({
                "generator": "eleventy",
                "posts": ["content/blog"],
                "draft_flag": { "name": "draft", "value": true },
                "pictures": { "folder": "content/img", "url": "/img" },
                "configured_by": ["eleventy.config.js"],
            }),
            listed: &["content/blog/one.md"],
            new: (
                "content/blog/a-new-day.md",
                "---\ntags: posts\ntitle: A new day\nlayout: post.njk\ndate: 2026-02-03\nauthor: Ann\n---\n\n",
            ),
        },
    );
}

#[test]
fn hexo() {
    check(
        &[
            ("_config.yml", "title: A blog\nurl: https://example.org\nnew_post_name: :year-:month-:day-:title.md\n"),
            ("scaffolds/post.md", "---\ntitle: {{ title }}\ndate: {{ date }}\ntags:\ncategories: news\n---\n"),
            ("source/_posts/2026-01-01-one.markdown", "---\ntitle: One\ndate: 2026-01-01 10:00:00\n---\nWords.\n"),
            ("source/_drafts/two.md", "---\ntitle: Two\n---\n"),
            ("source/about/index.md", "---\ntitle: About\n---\n"),
        ],
        &Expect {
            site: json!({
                "generator": "hexo",
                "posts": ["source/_posts"],
                "drafts": "source/_drafts",
                "draft_flag": { "name": "published", "value": false },
                "pictures": { "folder": "source/images", "url": "/images" },
                "configured_by": ["_config.yml", "scaffolds/post.md"],
            }),
            listed: &["source/_drafts/two.md", "source/_posts/2026-01-01-one.markdown"],
            new: (
                "source/_posts/2026-02-03-a-new-day.markdown",
                "---\ntitle: A new day\ndate: 2026-02-03\nauthor: Ann\n---\n\n",
            ),
        },
    );
}

#[test]
fn zola() {
    check(
        &[
            ("config.toml", "base_url = \"https://example.org\"\n"),
            ("templates/base.html", ""),
            ("content/blog/_index.md", "+++\nsort_by = \"date\"\n+++\n"),
            (
                "content/blog/one/index.md",
                "+++\ntitle = \"One\"\ndate = 2026-01-01\n\n[taxonomies]\ntags = [\"x\"]\n+++\nWords.\n",
            ),
        ],
        &Expect {
            site: json!({
                "generator": "zola",
                "posts": ["content/blog"],
                "draft_flag": { "name": "draft", "value": true },
                "front_matter": "toml",
                "pictures": { "folder": "static/images", "url": "/images" },
            }),
            listed: &["content/blog/one/index.md"],
            new: (
                "content/blog/a-new-day/index.md",
                "+++\ntitle = \"A new day\"\ndate = 2026-02-03\nauthors = [\"Ann\"]\n+++\n\n",
            ),
        },
    );
}

#[test]
fn gatsby() {
    check(
        &[
            ("gatsby-config.js", "module.exports = { siteMetadata: { title: `A blog` } }"),
            (
                "content/blog/one/index.md",
                "---\ntitle: One\ndate: \"2026-01-01T10:00:00.000Z\"\ndescription: First\n---\nWords.\n",
            ),
            ("content/blog/one/a.jpg", ""),
        ],
        &Expect {
            site: json!({ "generator": "gatsby", "name": "A blog", "posts": ["content/blog"], "front_matter": "yaml" }),
            listed: &["content/blog/one/index.md"],
            new: (
                "content/blog/a-new-day/index.md",
                "---\ntitle: A new day\ndate: \"2026-02-03\"\nauthor: Ann\ndescription: \"\"\n---\n\n",
            ),
        },
    );
}

#[test]
fn next() {
    check(
        &[
            ("package.json", r#"{"dependencies": {"next": "latest"}}"#),
            (
                "_posts/one.md",
                "---\ntitle: \"One\"\ndate: \"2026-01-01\"\nauthor:\n  name: Tim\n  picture: \"/assets/tim.jpeg\"\n---\nWords.\n",
            ),
            ("public/assets/blog/one/cover.jpg", ""),
        ],
        &Expect {
            site: json!({
                "generator": "next",
                "posts": ["_posts"],
                "pictures": { "folder": "public/assets/blog", "url": "/assets/blog" },
            }),
            listed: &["_posts/one.md"],
            new: (
                "_posts/a-new-day.md",
                "---\ntitle: \"A new day\"\ndate: \"2026-02-03\"\nauthor: { name: Ann, picture: \"/assets/tim.jpeg\" }\n---\n\n",
            ),
        },
    );
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
