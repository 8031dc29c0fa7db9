//! What is understood of each generator's site, and where a post that is written in it goes.

use serde_json::{Value, json};

use super::post::Opened;

/// What is expected of a site.
struct Expect {
    /// Some of what `site` says.
    site: Value,
    listed: &'static [&'static str],
    /// A new post of the title "A new day": its path and how it begins.
    new: (&'static str, &'static str),
    /// Its picture's file, and what the post says to show it.
    picture: (&'static str, &'static str),
    address: Option<&'static str>,
}

fn check(name: &str, details: &[&str], expect: &Expect) {
    let site = Opened::fixture(name);
    let said = site.site("site", &[]);
    for (key, value) in expect.site.as_object().unwrap() {
        assert_eq!(&said[key], value, "{name}: {key} of {said}");
    }
    assert_eq!(site.listed(), expect.listed, "{name}");
    let post = site.writes("A new day", details);
    assert_eq!(post.path, expect.new.0, "{name}");
    let text = site.text(&post.path);
    assert!(text.starts_with(expect.new.1), "{name} begins\n{text}");
    assert!(text.ends_with(&format!("![A view]({})\n", post.link)), "{name} ends\n{text}");
    assert_eq!((post.picture.as_str(), post.link.as_str()), expect.picture, "{name}");
    assert_eq!(post.address.as_deref(), expect.address, "{name}");
    site.publishes(&post);
}

#[test]
fn hugo() {
    let expect = Expect {
        site: json!({
            "name": "The Harbour Walk",
            "generator": "hugo",
            "posts": ["content/posts"],
            "drafts": null,
            "draft_flag": { "name": "draft", "value": true },
            "pictures": { "folder": "static/images", "url": "/images" },
            "front_matter": "toml",
            "configured_by": ["hugo.toml", "archetypes/default.md"],
            "writing": {
                "read_more": "<!--more-->",
                "line_breaks": false,
                "callouts": [],
                "figure": {
                    "tag": {
                        "syntax": "hugo", "name": "figure", "link": "src", "alt": "alt", "caption": "caption", "size": "width",
                    },
                    "html": "never",
                    "braces": false,
                },
                "gallery": null,
            },
        }),
        listed: &["content/posts/not-yet.md", "content/posts/the-lock-keeper.md", "content/posts/the-old-quay.md"],
        new: (
            "content/posts/a-new-day.md",
            "+++\ntitle = \"A new day\"\ndate = 2026-02-03\nauthor = \"Ann Writer\"\ndescription = ''\ntags = [\"water\"]\n+++\n\nNobody",
        ),
        picture: ("static/images/a-view.png", "/images/a-view.png"),
        address: Some("https://example.org/posts/a-new-day/"),
    };
    check("hugo", &["tags=water"], &expect);
}

#[test]
fn jekyll() {
    let expect = Expect {
        site: json!({
            "name": "Kitchen Notes",
            "generator": "jekyll",
            "posts": ["_posts"],
            "drafts": "_drafts",
            "pictures": { "folder": "assets/images", "url": "/assets/images" },
            "front_matter": "yaml",
            "configured_by": ["_config.yml"],
        }),
        listed: &[
            "_drafts/what-salt-does.md",
            "_posts/2026-01-05-bread-without-hurry.md",
            "_posts/2026-01-19-soup-for-eight.md",
        ],
        new: (
            "_posts/2026-02-03-a-new-day.md",
            "---\nlayout: post\ntitle: \"A new day\"\nauthor: Ann Writer\n---\n\nNobody",
        ),
        picture: ("assets/images/a-view.png", "{{site.baseurl}}/assets/images/a-view.png"),
        address: Some("https://example.org/notes/2026/02/03/a-new-day/"),
    };
    check("jekyll", &[], &expect);
}

#[test]
fn eleventy() {
    let expect = Expect {
        site: json!({
            "name": "Field Book",
            "generator": "eleventy",
            "posts": ["content/blog"],
            "drafts": null,
            "draft_flag": { "name": "draft", "value": true },
            "pictures": { "folder": "public/img", "url": "/img" },
            "front_matter": "yaml",
            "configured_by": ["eleventy.config.js"],
        }),
        listed: &["content/blog/a-finch-at-noon.md", "content/blog/owls-later.md", "content/blog/the-heron.md"],
        new: (
            "content/blog/a-new-day.md",
            "---\ntitle: A new day\ndate: 2026-02-03\nauthor: Ann Writer\n---\n\nNobody",
        ),
        picture: ("public/img/a-view.png", "/img/a-view.png"),
        address: Some("https://example.org/blog/a-new-day/"),
    };
    check("eleventy", &[], &expect);
}

#[test]
fn astro() {
    let expect = Expect {
        site: json!({
            "name": "A Small Museum",
            "generator": "astro",
            "posts": ["src/content/blog"],
            "drafts": null,
            "draft_flag": { "name": "draft", "value": true },
            "pictures": { "folder": "src/assets", "url": "../../assets" },
            "front_matter": "yaml",
            "configured_by": ["astro.config.mjs", "src/content.config.ts"],
        }),
        listed: &["src/content/blog/a-letter.md", "src/content/blog/the-clock.md", "src/content/blog/the-compass.md"],
        new: (
            "src/content/blog/a-new-day.md",
            "---\ntitle: 'A new day'\ndescription: \"\"\npubDate: 2026-02-03\nauthor: 'Ann Writer'\nroom: tower\ntags: []\n---\n\nNobody",
        ),
        picture: ("src/assets/a-view.png", "../../assets/a-view.png"),
        address: Some("https://example.org/blog/a-new-day/"),
    };
    check("astro", &[], &expect);
}

#[test]
fn hexo() {
    let expect = Expect {
        site: json!({
            "name": "Night Trains",
            "generator": "hexo",
            "posts": ["source/_posts"],
            "drafts": "source/_drafts",
            "pictures": { "folder": "source/images", "url": "/images" },
            "front_matter": "yaml",
            "configured_by": ["_config.yml", "scaffolds/post.md"],
        }),
        listed: &[
            "source/_drafts/the-sleeper.md",
            "source/_posts/breakfast-in-the-last-carriage.md",
            "source/_posts/the-10-42-to-narvik.md",
        ],
        new: (
            "source/_posts/a-new-day.md",
            "---\ntitle: A new day\ndate: 2026-02-03\nauthor: Ann Writer\n---\n\nNobody",
        ),
        picture: ("source/images/a-view.png", "/images/a-view.png"),
        address: Some("https://example.org/2026/02/03/a-new-day/"),
    };
    check("hexo", &[], &expect);
}

#[test]
fn zola() {
    let expect = Expect {
        site: json!({
            "name": "The Garden",
            "generator": "zola",
            "posts": ["content/blog"],
            "drafts": null,
            "draft_flag": { "name": "draft", "value": true },
            "pictures": { "folder": "static/images", "url": "/images" },
            "front_matter": "toml",
            "configured_by": ["config.toml"],
        }),
        listed: &[
            "content/blog/2026-01-09-frost.md",
            "content/blog/2026-01-16-seeds.md",
            "content/blog/2026-01-23-compost.md",
        ],
        new: (
            "content/blog/2026-02-03-a-new-day.md",
            "+++\ntitle = \"A new day\"\ndate = 2026-02-03\nauthors = [\"Ann Writer\"]\n\n[taxonomies]\ntags = []\n+++\n\nNobody",
        ),
        picture: ("static/images/a-view.png", "/garden/images/a-view.png"),
        address: Some("https://example.org/garden/blog/a-new-day/"),
    };
    check("zola", &[], &expect);
}

#[test]
fn gatsby() {
    let expect = Expect {
        site: json!({
            "name": "The Workshop",
            "generator": "gatsby",
            "posts": ["content/blog"],
            "drafts": null,
            "draft_flag": null,
            "front_matter": "yaml",
            "configured_by": ["gatsby-config.js"],
        }),
        listed: &["content/blog/a-chair/index.md", "content/blog/glue/index.md"],
        new: (
            "content/blog/a-new-day/index.md",
            "---\ntitle: A new day\ndate: \"2026-02-03\"\nauthor: Ann Writer\ndescription: \"\"\n---\n\nNobody",
        ),
        picture: ("content/blog/a-new-day/a-view.png", "a-view.png"),
        address: Some("https://example.org/a-new-day/"),
    };
    check("gatsby", &[], &expect);
}

#[test]
fn next() {
    let expect = Expect {
        site: json!({
            "generator": "next",
            "posts": ["_posts"],
            "drafts": null,
            "pictures": { "folder": "public/assets/blog", "url": "/assets/blog" },
            "front_matter": "yaml",
        }),
        listed: &["_posts/first-light.md", "_posts/the-stairs.md"],
        new: (
            "_posts/a-new-day.md",
            "---\ntitle: \"A new day\"\nexcerpt: \"\"\ncoverImage: \"/assets/blog/first-light/cover.png\"\ndate: \"2026-02-03\"\nauthor: { name: Ann Writer, picture: \"/assets/blog/authors/lena.png\" }\nogImage: { url: \"/assets/blog/first-light/cover.png\" }\n---\n\nNobody",
        ),
        picture: ("public/assets/blog/a-view.png", "/assets/blog/a-view.png"),
        address: None,
    };
    check("next", &[], &expect);
}

#[test]
fn plain() {
    let expect = Expect {
        site: json!({
            "generator": "plain",
            "posts": ["letters"],
            "drafts": null,
            "pictures": { "folder": "letters/images", "url": "images" },
            "configured_by": [],
        }),
        listed: &["letters/2026-01-12-the-ferry.md", "letters/2026-01-19-the-shop.md"],
        new: (
            "letters/2026-02-03-a-new-day.md",
            "---\ntitle: A new day\ndate: 2026-02-03\nauthor: Ann Writer\n---\n\nNobody",
        ),
        picture: ("letters/images/a-view.png", "images/a-view.png"),
        address: None,
    };
    check("plain", &[], &expect);
}
