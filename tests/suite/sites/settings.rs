//! What is understood of sites with the settings of another tool in them, and how a new post begins there.

use serde_json::{Value, json};

use super::post::Opened;

/// What is expected of a site with settings.
struct Expect {
    /// The settings' file, the last one that the site was understood by.
    by: &'static str,
    /// Some of the details: name, label, type, whether it is required, and the only right values.
    fields: &'static [(&'static str, &'static str, &'static str, bool, &'static [&'static str])],
    /// A new post: its path and how it begins.
    new: (&'static str, &'static str),
    picture: (&'static str, &'static str),
}

fn check(generator: &str, name: &str, expect: &Expect) {
    let site = Opened::with_settings(generator, name);
    let said = site.site("site", &[]);
    assert_eq!(said["generator"], generator);
    let by = said["configured_by"].as_array().unwrap();
    assert_eq!(by.last(), Some(&json!(expect.by)), "{name}: {by:?}");
    for (field, label, kind, required, options) in expect.fields {
        let all = said["fields"].as_array().unwrap();
        let found = all.iter().find(|one| one["name"] == *field).unwrap_or_else(|| panic!("{name} has no {field}"));
        let told = [&found["label"], &found["type"], &found["required"]];
        assert_eq!(told, [&json!(label), &json!(kind), &json!(required)], "{name}: {found}");
        if *kind == "choice" {
            assert_eq!(found["options"], Value::from(options.to_vec()), "{name}: {found}");
        }
    }
    let post = site.writes("A new day", &[]);
    let text = site.text(&post.path);
    assert_eq!((post.path.as_str(), text.split("Nobody").next().unwrap()), expect.new, "{name}");
    assert_eq!((post.picture.as_str(), post.link.as_str()), expect.picture, "{name}");
    site.publishes(&post);
}

#[test]
fn decap() {
    let expect = Expect {
        by: "static/admin/config.yml",
        fields: &[
            ("title", "Headline", "text", true, &[]),
            ("date", "Day", "date", true, &[]),
            ("description", "Summary", "multiline", false, &[]),
            ("weather", "Weather", "choice", true, &["sun", "rain", "snow"]),
            ("comments", "Comments", "boolean", false, &[]),
        ],
        new: (
            "content/posts/2026-02-a-new-day.md",
            "+++\ntitle = \"A new day\"\ndate = 2026-02-03\nauthor = \"Ann Writer\"\ncomments = true\n+++\n\n",
        ),
        picture: ("static/uploads/a-view.png", "/uploads/a-view.png"),
    };
    check("hugo", "decap", &expect);
}

#[test]
fn sveltia() {
    let expect = Expect {
        by: "public/admin/config.yml",
        fields: &[
            ("title", "What was seen", "text", true, &[]),
            ("description", "In a line", "multiline", true, &[]),
            ("place", "Place", "choice", true, &["pond", "wood"]),
        ],
        new: ("content/blog/a-new-day.md", "---\ntitle: A new day\ndate: 2026-02-03\nauthor: Ann Writer\n---\n\n"),
        picture: ("public/img/a-view.png", "/img/a-view.png"),
    };
    check("eleventy", "sveltia", &expect);
}

#[test]
fn front_matter() {
    let expect = Expect {
        by: "frontmatter.json",
        fields: &[
            ("title", "Headline", "text", true, &[]),
            ("date", "Day", "date", false, &[]),
            ("weather", "Weather", "choice", false, &["sun", "rain", "snow"]),
        ],
        new: (
            "content/posts/a-new-day/index.md",
            "+++\ntitle = \"A new day\"\ndate = 2026-02-03\nauthor = \"Ann Writer\"\nweather = \"sun\"\n+++\n\n",
        ),
        picture: ("content/posts/a-new-day/a-view.png", "a-view.png"),
    };
    check("hugo", "front-matter", &expect);
}

#[test]
fn pages() {
    let expect = Expect {
        by: ".pages.yml",
        fields: &[
            ("title", "Dish", "text", true, &[]),
            ("author", "Cook", "text", false, &[]),
            ("serves", "Serves", "number", false, &[]),
            ("tags", "Kinds", "tags", false, &[]),
        ],
        new: (
            "_posts/2026-02-03-a-new-day.md",
            "---\nlayout: post\ntitle: \"A new day\"\nauthor: Ann Writer\nserves: 4\n---\n\n",
        ),
        picture: ("assets/images/a-view.png", "{{site.baseurl}}/assets/images/a-view.png"),
    };
    check("jekyll", "pages", &expect);
}

#[test]
fn cloudcannon() {
    let expect = Expect {
        by: "cloudcannon.config.yml",
        fields: &[
            ("description", "In a line", "multiline", false, &[]),
            ("place", "Place", "choice", false, &["pond", "wood"]),
        ],
        new: (
            "content/blog/a-new-day.md",
            "---\ntitle: A new day\ndate: 2026-02-03\nauthor: Ann Writer\nplace: pond\ntags: []\n---\n\n",
        ),
        picture: ("public/img/a-view.png", "/img/a-view.png"),
    };
    check("eleventy", "cloudcannon", &expect);
}

#[test]
fn tina() {
    let expect = Expect {
        by: "tina/tina-lock.json",
        fields: &[
            ("title", "Headline", "text", true, &[]),
            ("date", "Day", "date", false, &[]),
            ("weather", "Weather", "choice", false, &["sun", "rain", "snow"]),
        ],
        new: (
            "content/posts/a-new-day.md",
            "+++\ntitle = \"A new day\"\ndate = 2026-02-03\nauthor = \"Ann Writer\"\n+++\n\n",
        ),
        picture: ("static/images/a-view.png", "/images/a-view.png"),
    };
    check("hugo", "tina", &expect);
}

#[test]
fn prose() {
    let expect = Expect {
        by: "_prose.yml",
        fields: &[("title", "Dish", "text", false, &[]), ("course", "Course", "choice", false, &["starter", "main"])],
        new: ("_posts/2026-02-03-a-new-day.md", "---\nlayout: post\ntitle: \"A new day\"\nauthor: Ann Writer\n---\n\n"),
        picture: ("assets/images/a-view.png", "{{site.baseurl}}/assets/images/a-view.png"),
    };
    check("jekyll", "prose", &expect);
}

#[test]
fn jekyll_defaults() {
    let expect = Expect {
        by: "_config.yml",
        fields: &[("title", "Title", "text", true, &[]), ("categories", "Categories", "list", false, &[])],
        new: ("_posts/2026-02-03-a-new-day.md", "---\ntitle: A new day\nauthor: Ann Writer\n---\n\n"),
        picture: ("assets/images/a-view.png", "/assets/images/a-view.png"),
    };
    check("jekyll", "jekyll-defaults", &expect);
}

#[test]
fn hugo_archetypes() {
    let expect = Expect {
        by: "archetypes/posts/index.md",
        fields: &[("summary", "Summary", "text", false, &[]), ("distance", "Distance", "number", false, &[])],
        new: (
            "content/posts/a-new-day/index.md",
            "---\ntitle: \"A new day\"\ndate: 2026-02-03\nauthor: Ann Writer\nsummary: \"\"\ndistance: 0\n---\n\n",
        ),
        picture: ("content/posts/a-new-day/a-view.png", "a-view.png"),
    };
    check("hugo", "hugo-archetypes", &expect);
}

#[test]
fn hexo_scaffolds() {
    let expect = Expect {
        by: "scaffolds/journey.md",
        fields: &[("line", "Line", "text", false, &[]), ("comments", "Comments", "boolean", false, &[])],
        new: (
            "source/_posts/2026-02-03-a-new-day.md",
            "---\ntitle: A new day\ndate: 2026-02-03\nauthor: Ann Writer\ncomments: true\n---\n\n",
        ),
        picture: ("source/_posts/2026-02-03-a-new-day/a-view.png", "a-view.png"),
    };
    check("hexo", "hexo-scaffolds", &expect);
}
