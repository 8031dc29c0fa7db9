//! Every way in which a site may give its posts addresses: the page has to be where Byline says it will be.

use super::generator::Generator;
use super::page::Output;
use crate::sites::fixture;
use crate::sites::post::Opened;

/// Puts these files over those of a fixture, builds, and looks for every post that has an address. Each of `posts` is a
/// path and the post's details; its words are made here. `unknown` are the paths of those whose address cannot be told.
fn check(generator: Generator, base: &str, others: &[(&str, &str)], posts: &[(&str, &str)], unknown: &[&str]) {
    let words = |path: &str| format!("These are the words of {}.", path.replace(|it: char| !it.is_alphanumeric(), "x"));
    // No two titles are the same.
    let own = |details: &str, at: usize| details.replace("1.5", &format!("1.{at}"));
    let texts: Vec<(&str, String)> = (10..)
        .zip(posts)
        .map(|(at, (path, details))| (*path, format!("{}\n{}\n", own(details, at), words(path))))
        .collect();
    let mut files = fixture::files(generator.name());
    files.retain(|(path, _)| !others.iter().any(|(other, _)| other == path));
    let mut all: Vec<(&str, &[u8])> = files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    all.extend(others.iter().map(|(path, text)| (*path, text.as_bytes())));
    all.extend(texts.iter().map(|(path, text)| (*path, text.as_bytes())));
    let site = Opened::of(&all);
    let output = Output::new(generator.build(&site.checkout("checkout")), base);
    let listed = site.listed();
    let mut problems = Vec::new();
    for (path, _) in posts {
        assert!(listed.iter().any(|one| one == path), "{path} is not in the list");
        let address = site.post("show", path, &[])["address"].as_str().map(str::to_owned);
        let known = !unknown.contains(path);
        match address {
            Some(address) if known => {
                if !output.holds(&address, &words(path)) {
                    problems.push(format!("{path} is not at {address} but at {:?}", output.pages_with(&words(path))));
                }
            }
            None if !known => {}
            address => problems.push(format!("{path}: {address:?}, in truth {:?}", output.pages_with(&words(path)))),
        }
    }
    assert!(problems.is_empty(), "{generator:?} {others:?}:\n{}", problems.join("\n"));
}

mod hugo {
    use super::{Generator, check};

    fn in_hugo(config: &str, base: &str, posts: &[(&str, &str)], unknown: &[&str]) {
        let config = format!("baseURL = \"{base}/\"\ntitle = \"A site\"\n{config}");
        check(Generator::Hugo, base, &[("hugo.toml", &config)], posts, unknown);
    }

    const DAY: &str = "+++\ntitle = \"Crème & “brûlée” of C++ 1.5\"\ndate = 2026-01-02T10:00:00Z\n+++\n";

    const NAMES: &[(&str, &str)] = &[
        ("content/posts/Two Words.md", DAY),
        ("content/posts/Über uns.md", DAY),
        ("content/posts/under_score.md", DAY),
        ("content/posts/v1.2-notes.md", DAY),
        ("content/posts/c++ & more.md", DAY),
        ("content/posts/what's new.md", DAY),
        ("content/posts/日本.md", DAY),
        ("content/posts/2026-01-02-dated.md", DAY),
        ("content/posts/a--b---c.md", DAY),
        ("content/posts/Old Years/2024/Deep.md", DAY),
        ("content/posts/a-bundle/index.md", DAY),
        ("content/posts/slugged.md", "+++\ntitle = \"A 1.5\"\nslug = \"My Slug é\"\ndate = 2026-01-02\n+++\n"),
        ("content/posts/whole.md", "+++\ntitle = \"A 1.5\"\nurl = \"/else/Where/\"\ndate = 2026-01-02\n+++\n"),
        ("content/posts/whole-html.md", "+++\ntitle = \"A 1.5\"\nurl = \"else.html\"\ndate = 2026-01-02\n+++\n"),
        ("content/posts/yaml.md", "---\ntitle: A 1.5\nslug: in-yaml\ndate: 2026-01-02\n---\n"),
    ];

    #[test]
    fn in_languages_by_file_name() {
        let languages = "defaultContentLanguage = \"en\"\n[languages.de]\nweight = 2\n[languages.en]\nweight = 1\n";
        let posts = [
            ("content/posts/one.md", DAY),
            ("content/posts/one.de.md", DAY),
            ("content/posts/two/index.en.md", DAY),
            ("content/posts/two/index.de.md", DAY),
            ("content/posts/v2.fr.md", DAY),
        ];
        in_hugo(languages, "https://example.org", &posts, &[]);
        let in_front = format!("defaultContentLanguageInSubdir = true\n{languages}");
        in_hugo(&in_front, "https://example.org/some", &posts, &[]);
    }

    #[test]
    fn in_languages_by_folder() {
        let languages = "defaultContentLanguage = \"de\"\n[languages.de]\ncontentDir = \"content/de\"\n[languages.en]\ncontentDir = \"content/en\"\n";
        let posts = [
            ("content/de/posts/eins.md", DAY),
            ("content/de/posts/zwei/index.md", DAY),
            ("content/en/posts/one.md", DAY),
        ];
        in_hugo(languages, "https://example.org", &posts, &[]);
    }

    #[test]
    fn by_name() {
        in_hugo("", "https://example.org", NAMES, &[]);
    }

    #[test]
    fn below_a_path_and_with_a_file_each() {
        in_hugo("uglyURLs = true", "https://example.org/some/where", NAMES, &[]);
    }

    #[test]
    fn by_patterns() {
        for pattern in [
            "/:year/:month/:day/:title/",
            "/:section/:slug/",
            "/:slugorfilename/",
            "/:year/:monthname/:title",
            "/:weekday/:weekdayname/:yearday/:slug/",
        ] {
            in_hugo(&format!("[permalinks]\nposts = \"{pattern}\""), "https://example.org", NAMES, &[]);
        }
    }

    #[test]
    fn by_sections() {
        let pattern = "[permalinks]\nposts = \"/:sections/:filename\"";
        in_hugo(pattern, "https://example.org", NAMES, &["content/posts/Old Years/2024/Deep.md"]);
    }

    #[test]
    fn in_letters_as_they_are() {
        in_hugo("disablePathToLower = true\nremovePathAccents = true", "https://example.org", NAMES, &[]);
    }
}

mod jekyll {
    use super::{Generator, check};

    fn in_jekyll(config: &str, base: &str, posts: &[(&str, &str)], unknown: &[&str]) {
        let config = format!("title: A site\n{config}");
        check(Generator::Jekyll, base, &[("_config.yml", &config)], posts, unknown);
    }

    const PLAIN: &str = "---\nlayout: post\ntitle: \"Crème & C++ 1.5\"\n---\n";

    const NAMES: &[(&str, &str)] = &[
        ("_posts/2026-01-02-Two Words.md", PLAIN),
        ("_posts/2026-1-2-short.markdown", PLAIN),
        ("_posts/2026-01-02-Über-uns.md", PLAIN),
        ("_posts/2026-01-02-under_score.md", PLAIN),
        ("_posts/2026-01-02-v1.2-notes.md", PLAIN),
        ("_posts/2026-01-02-c++ & more.md", PLAIN),
        ("_posts/2026-01-02-日本.md", PLAIN),
        ("_posts/deep/2026-01-02-deep.md", PLAIN),
        ("news/_posts/2026-01-02-in-news.md", PLAIN),
        ("Big News/_posts/2026-01-02-in-big-news.md", PLAIN),
        ("_posts/2026-01-02-a.md", "---\nlayout: post\ntitle: A 1.5\ncategory: Big News\n---\n"),
        ("_posts/2026-01-02-b.md", "---\nlayout: post\ntitle: A 1.5\ncategories: [Über, \"C & D\"]\n---\n"),
        ("_posts/2026-01-02-c.md", "---\nlayout: post\ntitle: A 1.5\ncategories: one two\n---\n"),
        ("_posts/2026-01-02-d.md", "---\nlayout: post\ntitle: A 1.5\nslug: My Slug\n---\n"),
        ("_posts/2026-01-02-e.md", "---\nlayout: post\ntitle: A 1.5\npermalink: /else/where/\n---\n"),
        ("_posts/2026-01-02-f.md", "---\nlayout: post\ntitle: A 1.5\npermalink: /else/:year/:title.html\n---\n"),
        ("_posts/2026-01-02-g.md", "---\nlayout: post\ntitle: A 1.5\npermalink: pretty\n---\n"),
        ("_posts/2026-01-02-h.md", "---\nlayout: post\ntitle: A 1.5\ndate: 2025-06-07 08:09:10\n---\n"),
        ("_posts/2026-01-02-i.md", "---\nlayout: post\ntitle: A 1.5\ndate: 2025-06-07 23:30:00 -0800\n---\n"),
    ];

    #[test]
    fn by_style() {
        for style in [
            "",
            "permalink: pretty",
            "permalink: ordinal",
            "permalink: none\ntimezone: America/Los_Angeles",
            "permalink: weekdate",
            "permalink: /:year/:i_month/:i_day/:short_year/:slug",
            "permalink: /:short_month/:long_month/:title/",
            "permalink: /words/:title",
            "permalink: /words/:slugified_categories/:title:output_ext",
        ] {
            in_jekyll(&format!("url: https://example.org\n{style}\n"), "https://example.org", NAMES, &[]);
        }
    }

    #[test]
    fn in_folders_of_its_own() {
        let config = "title: A site\nurl: https://example.org\ncollections_dir: texts\ndefaults:\n  - scope: { path: '' }\n    values: { layout: post, permalink: '/all/:title/' }\n";
        let posts = [
            ("texts/_posts/2026-01-02-one.md", PLAIN),
            ("texts/news/_posts/2026-01-02-two.md", PLAIN),
            ("texts/_posts/2026-01-02-three.md", "---\ntitle: A 1.5\npermalink: /three/\n---\n"),
        ];
        check(Generator::Jekyll, "https://example.org", &[("_config.yml", config)], &posts, &[]);
    }

    #[test]
    fn below_a_path() {
        in_jekyll("url: https://example.org\nbaseurl: /some\n", "https://example.org/some", NAMES, &[]);
    }
}

mod eleventy {
    use super::{Generator, check};

    const PLAIN: &str = "---\ntitle: \"Crème & C++ 1.5\"\n---\n";

    const NAMES: &[(&str, &str)] = &[
        ("content/blog/Two Words.md", PLAIN),
        ("content/blog/Über uns.md", PLAIN),
        ("content/blog/v1.2-notes.md", PLAIN),
        ("content/blog/c++ & more.md", PLAIN),
        ("content/blog/日本.md", PLAIN),
        ("content/blog/2026-01-02-dated.md", PLAIN),
        ("content/blog/twin/twin.md", PLAIN),
        ("content/blog/2026-01-02-dated-twin/2026-01-02-dated-twin.md", PLAIN),
        ("content/blog/bundle/index.md", PLAIN),
        ("content/blog/2025/deep.md", PLAIN),
        ("content/blog/slug.md", "---\ntitle: A 1.5\nslug: other\n---\n"),
        ("content/blog/own.md", "---\ntitle: A 1.5\npermalink: /else/where/\n---\n"),
        ("content/blog/own-file.md", "---\ntitle: A 1.5\npermalink: else/file.html\n---\n"),
        ("content/blog/own-index.md", "---\ntitle: A 1.5\npermalink: /else/index.html\n---\n"),
        ("content/blog/computed.md", "---\ntitle: A 1.5\npermalink: \"/{{ title | slugify }}-x/\"\n---\n"),
    ];

    #[test]
    fn by_a_permalink_for_all() {
        let data = r#"{"tags": ["posts"], "layout": "layouts/post.njk", "permalink": "/words/{{ page.fileSlug }}/"}"#;
        let config = "export default (it) => { it.addPassthroughCopy({ \"./public/\": \"/\" }); };\nexport const config = { markdownTemplateEngine: \"njk\", dir: { input: \"content\", includes: \"../_includes\", data: \"../_data\" } };\n";
        let others = [
            ("content/blog/blog.11tydata.js", "export default {};\n"),
            ("content/blog/blog.json", data),
            ("eleventy.config.js", config),
        ];
        check(
            Generator::Eleventy,
            "https://example.org",
            &others,
            NAMES,
            &["content/blog/computed.md", "content/blog/c++ & more.md"],
        );
    }

    #[test]
    fn by_name() {
        check(Generator::Eleventy, "https://example.org", &[], NAMES, &["content/blog/computed.md"]);
    }
}

mod hexo {
    use super::{Generator, check};

    fn in_hexo(config: &str, base: &str, posts: &[(&str, &str)], unknown: &[&str]) {
        let config = format!("title: A site\ntheme: line\ntimezone: UTC\n{config}");
        check(Generator::Hexo, base, &[("_config.yml", &config)], posts, unknown);
    }

    const PLAIN: &str = "---\ntitle: \"Crème & C++ 1.5\"\ndate: 2026-01-02 10:00:00\n---\n";

    const NAMES: &[(&str, &str)] = &[
        ("source/_posts/Two Words.md", PLAIN),
        ("source/_posts/Über-uns.md", PLAIN),
        ("source/_posts/v1.2-notes.md", PLAIN),
        ("source/_posts/c++ & more.md", PLAIN),
        ("source/_posts/日本.md", PLAIN),
        ("source/_posts/2026-01-02-dated.md", PLAIN),
        ("source/_posts/deep/Inner.md", PLAIN),
        ("source/_posts/slug.md", "---\ntitle: A 1.5\nslug: other\ndate: 2026-01-02 10:00:00\n---\n"),
        ("source/_posts/own.md", "---\ntitle: A 1.5\npermalink: else/where/\ndate: 2026-01-02 10:00:00\n---\n"),
        ("source/_posts/own-html.md", "---\ntitle: A 1.5\npermalink: /else/x.html\ndate: 2026-01-02 10:00:00\n---\n"),
        ("source/_posts/in-one.md", "---\ntitle: A 1.5\ncategories: Big News\ndate: 2026-01-02 10:00:00\n---\n"),
        (
            "source/_posts/in-two.md",
            "---\ntitle: A 1.5\ncategories: [Big News, Über]\ndate: 2026-01-02 10:00:00\n---\n",
        ),
    ];

    #[test]
    fn by_patterns() {
        for pattern in [
            "",
            "permalink: :title/",
            "permalink: :year/:i_month/:i_day/:name/",
            "permalink: posts/:title.html",
            "permalink: :category/:title/",
            "permalink: :post_title/x:year/",
            "permalink: :year/:title",
            "new_post_name: :year-:month-:day-:title.md\npermalink: :year/:title/",
        ] {
            in_hexo(&format!("url: https://example.org\n{pattern}\n"), "https://example.org", NAMES, &[]);
        }
    }

    #[test]
    fn below_a_path() {
        in_hexo("url: https://example.org/some\nroot: /some/\n", "https://example.org/some", NAMES, &[]);
    }
}

mod astro {
    use super::{Generator, check};

    const PLAIN: &str =
        "---\ntitle: \"Crème & C++ 1.5\"\ndescription: d\npubDate: 2026-01-02\nroom: tower\ntags: []\n---\n";

    const NAMES: &[(&str, &str)] = &[
        ("src/content/blog/Two Words.md", PLAIN),
        ("src/content/blog/Über uns.md", PLAIN),
        ("src/content/blog/v1.2-notes.md", PLAIN),
        ("src/content/blog/c++ & more.md", PLAIN),
        ("src/content/blog/日本.md", PLAIN),
        ("src/content/blog/2026-01-02-dated.md", PLAIN),
        ("src/content/blog/de/Inner One.md", PLAIN),
        ("src/content/blog/bundle/index.md", PLAIN),
        (
            "src/content/blog/slug.md",
            "---\ntitle: A 1.5\nslug: my/other-one\ndescription: d\npubDate: 2026-01-02\nroom: tower\ntags: []\n---\n",
        ),
    ];

    fn config(more: &str) -> String {
        format!(
            "import {{ defineConfig, passthroughImageService }} from 'astro/config';\nexport default defineConfig({{\n  site: 'https://example.org',\n  {more}\n  image: {{ service: passthroughImageService() }},\n}});\n"
        )
    }

    #[test]
    fn by_name() {
        check(Generator::Astro, "https://example.org", &[], NAMES, &[]);
    }

    #[test]
    fn below_a_path_and_with_a_file_each() {
        let config = config("base: '/some',\n  trailingSlash: 'never',\n  build: { format: 'file' },");
        check(Generator::Astro, "https://example.org/some", &[("astro.config.mjs", &config)], NAMES, &[]);
    }
}
