//! Popular themes and starters, as their sites look once someone writes in them.

use jiff::civil::Date;

use crate::{InMemory, Known, understand};

struct Expect {
    generator: &'static str,
    posts: &'static [&'static str],
    /// A new post of the title "Hello".
    new: &'static str,
    begins: &'static str,
    picture: (&'static str, &'static str),
    address: Option<&'static str>,
}

fn check(files: &[(&str, &str)], expect: &Expect) {
    let site = understand(&InMemory::new(files.iter().copied()));
    assert_eq!(site.generator, expect.generator);
    assert_eq!(site.post_folders, expect.posts);
    let day = Date::constant(2026, 11, 23);
    let post = site.new_post("Hello", day, Some("Ann"), &|_| false);
    assert_eq!((post.path.as_str(), post.text.as_str()), (expect.new, expect.begins));
    let place = site.place_picture(&post.path, "n.jpg", &|_| false);
    assert_eq!((place.path.as_str(), place.link.as_str()), expect.picture);
    let address = site.address_of(&post.path, &Known::of(&post.text, Some("Hello"), Some(day)));
    assert_eq!(address.as_deref(), expect.address);
}

#[test]
fn papermod() {
    check(
        &[
            (
                "hugo.yaml",
                "baseURL: https://a.org/\ntitle: A\ntheme: [PaperMod]\nbuildDrafts: false\nbuildFuture: false\n",
            ),
            ("themes/PaperMod/theme.toml", ""),
            ("themes/PaperMod/layouts/x.html", ""),
            ("themes/PaperMod/exampleSite/content/posts/x.md", ""),
            ("content/archives.md", "---\ntitle: Archive\nlayout: archives\n---\n"),
            ("content/search.md", "---\ntitle: Search\nlayout: search\n---\n"),
            (
                "content/posts/one.md",
                "---\ntitle: \"One\"\ndate: 2026-01-02T10:00:00+00:00\n# weight: 1\ntags: [\"first\"]\nauthor: \"Me\"\nshowToc: true\ndraft: false\ncover:\n    image: \"<image path/url>\" # image path/url\n    alt: \"<alt text>\"\n---\n",
            ),
        ],
        &Expect {
            generator: "hugo",
            posts: &["content/posts"],
            new: "content/posts/hello.md",
            begins: "---\ntitle: \"Hello\"\ndate: 2026-11-23\nauthor: Ann\n---\n\n",
            picture: ("static/images/n.jpg", "/images/n.jpg"),
            address: Some("https://a.org/posts/hello/"),
        },
    );
}

#[test]
fn ananke_in_parts_and_languages() {
    check(
        &[
            ("config/_default/hugo.toml", "baseURL = 'https://a.org/'\ndefaultContentLanguage = 'en'\n"),
            (
                "config/_default/languages.toml",
                "[en]\ncontentDir = 'content/en'\nweight = 1\n[fr]\ncontentDir = 'content/fr'\nweight = 2\n",
            ),
            ("config/_default/params.toml", ""),
            ("config/_default/module.toml", "[[imports]]\npath = 'github.com/x/y'\n"),
            (
                "content/en/post/chapter-1.md",
                "---\ndate: 2017-04-09T10:58:08-04:00\ndescription: \"The\"\nfeatured_image: \"/images/a.jpg\"\ntags: [\"scene\"]\ntitle: \"Chapter I\"\n---\n",
            ),
            ("content/en/post/_index.md", ""),
            ("content/fr/post/chapter-1.md", "---\ndate: 2017-04-09T10:58:08-04:00\ntitle: \"Chapitre I\"\n---\n"),
            ("static/images/a.jpg", ""),
        ],
        &Expect {
            generator: "hugo",
            posts: &["content/en/post", "content/fr/post"],
            new: "content/en/post/hello.md",
            begins: "---\ndate: 2026-11-23\ntitle: \"Hello\"\nauthor: Ann\n---\n\n",
            picture: ("static/images/n.jpg", "/images/n.jpg"),
            address: Some("https://a.org/post/hello/"),
        },
    );
}

#[test]
fn minima() {
    check(
        &[
            ("Gemfile", "gem \"jekyll\", \"~> 4.3\"\ngem \"minima\"\n"),
            (
                "_config.yml",
                "title: A\nbaseurl: \"\"\nurl: \"https://a.org\"\ntheme: minima\nplugins:\n  - jekyll-feed\n",
            ),
            (
                "_posts/2026-01-02-welcome-to-jekyll.markdown",
                "---\nlayout: post\ntitle:  \"Welcome to Jekyll!\"\ndate:   2026-01-02 10:00:00 +0100\ncategories: jekyll update\n---\n",
            ),
            ("about.markdown", "---\nlayout: page\n---\n"),
            ("index.markdown", "---\nlayout: home\n---\n"),
            ("404.html", ""),
        ],
        &Expect {
            generator: "jekyll",
            posts: &["_posts"],
            new: "_posts/2026-11-23-hello.markdown",
            begins: "---\nlayout: post\ntitle: \"Hello\"\ndate: 2026-11-23\nauthor: Ann\n---\n\n",
            picture: ("assets/images/n.jpg", "/assets/images/n.jpg"),
            address: Some("https://a.org/2026/11/23/hello.html"),
        },
    );
}

#[test]
fn chirpy() {
    check(
        &[
            ("Gemfile", "gem \"jekyll-theme-chirpy\""),
            (
                "_config.yml",
                "theme: jekyll-theme-chirpy\ntitle: A\nurl: \"https://a.org\"\nbaseurl: \"\"\ntimezone: Europe/Berlin\ncollections:\n  tabs:\n    output: true\n    sort_by: order\ndefaults:\n  - scope:\n      path: \"\"\n      type: posts\n    values:\n      layout: post\n      comments: true\n      toc: true\n      permalink: /posts/:title/\n  - scope:\n      path: _drafts\n    values:\n      comments: false\n  - scope:\n      path: \"\"\n      type: tabs\n    values:\n      layout: page\n      permalink: /:title/\n",
            ),
            ("_posts/.placeholder", ""),
            (
                "_posts/2026-01-02-one.md",
                "---\ntitle: One\ndate: 2026-01-02 00:30:00 +0100\ncategories: [Blogging, Demo]\ntags: [typography]\nimage:\n  path: /assets/img/a.png\n  alt: A\n---\n",
            ),
            ("_tabs/about.md", "---\nicon: fas\n---\n"),
            ("assets/img/a.png", ""),
            ("assets/lib/.gitkeep", ""),
        ],
        &Expect {
            generator: "jekyll",
            posts: &["_posts"],
            new: "_posts/2026-11-23-hello.md",
            begins: "---\ntitle: Hello\ndate: 2026-11-23\nauthor: Ann\n---\n\n",
            picture: ("assets/img/n.jpg", "/assets/img/n.jpg"),
            address: Some("https://a.org/posts/hello/"),
        },
    );
}

#[test]
fn minimal_mistakes_in_two_languages() {
    check(
        &[
            (
                "_config.yml",
                "title: A\nurl: https://a.org\nbaseurl: /b\nremote_theme: mmistakes/minimal-mistakes\npermalink: /:categories/:title/\nlanguages: [en, de]\ndefaults:\n  - scope: {path: '', type: posts}\n    values: {layout: single, author_profile: true}\n",
            ),
            ("_pages/about.md", ""),
            ("_posts/en/2026-01-02-one.md", "---\ntitle: \"One\"\nlang: en\ncategories:\n  - Blog\n---\n"),
            ("_posts/de/2026-01-02-one.md", "---\ntitle: \"Eins\"\nlang: de\ncategories:\n  - Blog\n---\n"),
            ("assets/images/a.jpg", ""),
        ],
        &Expect {
            generator: "jekyll",
            posts: &["_posts"],
            new: "_posts/2026-11-23-hello.md",
            begins: "---\ntitle: \"Hello\"\nauthor: Ann\n---\n\n",
            picture: ("assets/images/n.jpg", "{{site.baseurl}}/assets/images/n.jpg"),
            address: Some("https://a.org/b/hello/"),
        },
    );
}

#[test]
fn starlight() {
    check(
        &[
            ("package.json", r#"{"dependencies": {"astro": "^5", "@astrojs/starlight": "^0.30"}}"#),
            (
                "astro.config.mjs",
                "export default defineConfig({ integrations: [starlight({ title: 'My Docs', social: { github: 'https://x.org' } })] });",
            ),
            (
                "src/content.config.ts",
                "export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };",
            ),
            ("src/content/docs/index.mdx", "---\ntitle: Welcome\ndescription: Get going\ntemplate: splash\n---\n"),
            ("src/content/docs/guides/example.md", "---\ntitle: Example\ndescription: A guide\n---\n"),
            ("src/content/docs/reference/example.md", "---\ntitle: Reference\ndescription: A page\n---\n"),
            ("src/assets/houston.webp", ""),
        ],
        &Expect {
            generator: "astro",
            posts: &["src/content/docs"],
            new: "src/content/docs/hello.md",
            begins: "---\ntitle: Hello\nauthor: Ann\ndescription: \"\"\n---\n\n",
            picture: ("src/assets/n.jpg", "../../assets/n.jpg"),
            address: None,
        },
    );
}

#[test]
fn base_blog() {
    check(
        &[
            ("package.json", r#"{"devDependencies": {"@11ty/eleventy": "^3.0.0"}}"#),
            (
                "eleventy.config.js",
                "export default async function(eleventyConfig) {\n\televentyConfig.addPreprocessor(\"drafts\", \"*\", (data, content) => { if (data.draft) data.title = `${data.title} (draft)`; });\n\televentyConfig\n\t\t.addPassthroughCopy({\n\t\t\t\"./public/\": \"/\"\n\t\t})\n\t\t.addPassthroughCopy(\"./content/feed/pretty-atom-feed.xsl\");\n\televentyConfig.addPlugin(HtmlBasePlugin);\n};\nexport const config = {\n\ttemplateFormats: [\"md\", \"njk\"],\n\tdir: {\n\t\tinput: \"content\",\n\t\tincludes: \"../_includes\",\n\t\tdata: \"../_data\",\n\t\toutput: \"_site\"\n\t},\n\t// pathPrefix: \"/\",\n};\n",
            ),
            (
                "_data/metadata.js",
                "export default {\n\ttitle: \"Eleventy Base Blog v9\",\n\turl: \"https://a.org/\",\n\tauthor: { name: \"Me\", email: \"me@a.org\", url: \"https://a.org/about-me/\" }\n}\n",
            ),
            (
                "content/blog/blog.11tydata.js",
                "export default { tags: [\"posts\"], \"layout\": \"layouts/post.njk\" };",
            ),
            (
                "content/blog/firstpost.md",
                "---\ntitle: This is my first post.\ndescription: This is a post.\ndate: 2018-05-01\ntags: another tag\n---\n",
            ),
            (
                "content/blog/secondpost.md",
                "---\ntitle: My second\ndescription: d\ndate: 2018-07-04\ntags:\n  - number 2\n---\n",
            ),
            (
                "content/blog/fourthpost/fourthpost.md",
                "---\ntitle: Fourth\ndescription: d\ndate: 2018-09-30\ntags: second tag\ndraft: true\n---\n",
            ),
            ("content/about.md", ""),
            ("content/index.njk", ""),
            ("public/css/index.css", ""),
            ("public/img/.gitkeep", ""),
        ],
        &Expect {
            generator: "eleventy",
            posts: &["content/blog"],
            new: "content/blog/hello.md",
            begins: "---\ntitle: Hello\ndate: 2026-11-23\nauthor: Ann\n---\n\n",
            picture: ("public/img/n.jpg", "/img/n.jpg"),
            address: Some("https://a.org/blog/hello/"),
        },
    );
}

#[test]
fn eleventy_from_a_source_folder() {
    check(
        &[
            (
                ".eleventy.js",
                "module.exports = function(eleventyConfig) {\n  eleventyConfig.addPassthroughCopy(\"src/images\");\n  return { pathPrefix: \"/b/\", dir: { input: \"src\", output: \"public\" } };\n};\n",
            ),
            ("src/_data/site.json", r#"{"name": "A", "url": "https://a.org"}"#),
            (
                "src/posts/posts.json",
                r#"{"layout": "post.njk", "tags": "post", "permalink": "/posts/{{ page.fileSlug }}/index.html"}"#,
            ),
            ("src/posts/2026-01-02-one.md", "---\ntitle: One\n---\n"),
            ("src/posts/2026-01-03-two.md", "---\ntitle: Two\n---\n"),
            ("src/index.md", ""),
            ("src/images/a.png", ""),
        ],
        &Expect {
            generator: "eleventy",
            posts: &["src/posts"],
            new: "src/posts/2026-11-23-hello.md",
            begins: "---\ntitle: Hello\ndate: 2026-11-23\nauthor: Ann\n---\n\n",
            picture: ("src/images/n.jpg", "/b/images/n.jpg"),
            address: Some("https://a.org/b/posts/hello/"),
        },
    );
}

#[test]
fn hexo_init() {
    check(
        &[
            (
                "package.json",
                r#"{"name": "hexo-site", "hexo": {"version": "8.0.0"}, "dependencies": {"hexo": "^8.0.0", "hexo-theme-landscape": "^1.0.0"}}"#,
            ),
            (
                "_config.yml",
                "title: Hexo\nurl: http://example.com\npermalink: :year/:month/:day/:title/\nsource_dir: source\nnew_post_name: :title.md # File name of new posts\ndefault_layout: post\nfuture: true\ntheme: landscape\n",
            ),
            ("_config.landscape.yml", ""),
            ("scaffolds/post.md", "---\ntitle: {{ title }}\ndate: {{ date }}\ntags:\n---\n"),
            ("scaffolds/draft.md", "---\ntitle: {{ title }}\ntags:\n---\n"),
            ("source/_posts/hello-world.md", "---\ntitle: Hello World\n---\nWelcome.\n"),
            ("themes/.gitkeep", ""),
        ],
        &Expect {
            generator: "hexo",
            posts: &["source/_posts"],
            new: "source/_posts/hello.md",
            begins: "---\ntitle: Hello\ndate: 2026-11-23\nauthor: Ann\n---\n\n",
            picture: ("source/images/n.jpg", "/images/n.jpg"),
            address: Some("http://example.com/2026/11/23/hello/"),
        },
    );
}

#[test]
fn zola_with_taxonomies() {
    check(
        &[
            (
                "config.toml",
                "base_url = \"https://a.org\"\ntheme = \"after-dark\"\ntaxonomies = [\n  {name = \"categories\"},\n  {name = \"tags\", feed = true},\n]\n",
            ),
            ("themes/after-dark/theme.toml", ""),
            ("content/_index.md", "+++\npaginate_by = 5\n+++\n"),
            (
                "content/first.md",
                "+++\ntitle = \"First\"\ndate = 2026-01-02\n\n[taxonomies]\ncategories = [\"x\"]\ntags = [\"rust\"]\n+++\n",
            ),
            (
                "content/second.md",
                "+++\ntitle = \"Second\"\ndate = 2026-01-03\n\n[taxonomies]\ntags = [\"rust\"]\n+++\n",
            ),
        ],
        &Expect {
            generator: "zola",
            posts: &["content"],
            new: "content/hello.md",
            begins: "+++\ntitle = \"Hello\"\ndate = 2026-11-23\nauthors = [\"Ann\"]\n\n[taxonomies]\ntags = []\n+++\n\n",
            picture: ("static/images/n.jpg", "/images/n.jpg"),
            address: Some("https://a.org/hello/"),
        },
    );
}

#[test]
fn next_with_tailwind() {
    check(
        &[
            ("package.json", r#"{"dependencies": {"next": "15", "contentlayer2": "0.5"}}"#),
            ("next.config.js", "module.exports = () => ({ basePath: process.env.BASE_PATH || undefined })"),
            ("contentlayer.config.ts", ""),
            ("data/siteMetadata.js", "const siteMetadata = { title: 'A', siteUrl: 'https://a.org' }"),
            ("data/authors/default.mdx", "---\nname: Me\n---\n"),
            ("data/authors/ann.mdx", "---\nname: Ann\n---\n"),
            (
                "data/blog/one.mdx",
                "---\ntitle: 'One'\ndate: '2026-01-02'\ntags: ['next']\ndraft: false\nsummary: 'S'\nauthors: ['default']\n---\n",
            ),
            (
                "data/blog/two.mdx",
                "---\ntitle: 'Two'\ndate: '2026-01-03'\ntags: ['next']\ndraft: false\nsummary: 'S2'\nauthors: ['default']\n---\n",
            ),
            ("public/static/images/a.png", ""),
        ],
        &Expect {
            generator: "next",
            posts: &["data/blog"],
            new: "data/blog/hello.mdx",
            begins: "---\ntitle: 'Hello'\ndate: \"2026-11-23\"\ntags: []\ndraft: false\nsummary: \"\"\nauthors: ['ann']\n---\n\n",
            picture: ("public/static/images/n.jpg", "/static/images/n.jpg"),
            address: None,
        },
    );
}
