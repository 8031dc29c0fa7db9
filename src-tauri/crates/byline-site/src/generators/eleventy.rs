use byline_post::FrontMatter;
use serde_json::Value;

use super::{Generator, address_and_base, blank, evidence, needs_package};
use crate::address::{Eleventy, Permalinks};
use crate::folder::{Folder, files_under, has, is_picture, text};
use crate::front::Front;
use crate::habits::{newest, picture_folder, posts_of};
use crate::paths::{file_name, inside, is_within, join, normalise, parent};
use crate::places::post_folders;
use crate::scan;
use crate::site::{Pictures, Site};
use crate::styles::stylesheets;
use crate::values::{self, strings};

/// Eleventy (11ty.dev/docs). Its configuration is JavaScript and is looked at, never run.
pub(super) struct EleventySites;

const CONFIGURATIONS: [&str; 6] = [
    "eleventy.config.js",
    "eleventy.config.mjs",
    "eleventy.config.cjs",
    ".eleventy.js",
    ".eleventy.mjs",
    ".eleventy.cjs",
];

/// Tags that make a text one of the posts.
const MEMBERSHIP: [&str; 8] = ["posts", "post", "blog", "articles", "article", "news", "blogpost", "entries"];

impl Generator for EleventySites {
    fn id(&self) -> &'static str {
        "eleventy"
    }

    fn recognise(&self, folder: &dyn Folder) -> bool {
        CONFIGURATIONS.iter().any(|name| has(folder, name)) || needs_package(folder, "@11ty/eleventy")
    }

    fn read(&self, folder: &dyn Folder) -> Site {
        let (configured_by, config) = evidence(folder, &CONFIGURATIONS);
        let mut site = blank(self, FrontMatter::Yaml, "");
        site.configured_by = configured_by;
        let called = |name: &str| scan::calls(&config, name).into_iter().flatten().next();
        let place = |key: &str, call: &str| {
            scan::value(&config, key).or_else(|| called(call)).and_then(|path| normalise(&path))
        };
        let input = place("input", "setInputDirectory").unwrap_or_default();
        let output = place("output", "setOutputDirectory").unwrap_or_else(|| "_site".to_owned());
        // These count from the input, and may lie beside it.
        let below = |key: &str, call: &str, usual: &str| {
            let written = scan::value(&config, key).or_else(|| called(call)).unwrap_or_else(|| usual.to_owned());
            normalise(&join(&input, &written)).unwrap_or_else(|| join(&input, usual))
        };
        let includes = below("includes", "setIncludesDirectory", "_includes");
        let data = below("data", "setDataDirectory", "_data");
        site.skip.extend([output, includes.clone(), data.clone()]);
        (site.name, site.address) = about(folder, &data);
        let base = site.address.as_deref().map(|address| address_and_base(address).1).unwrap_or_default();
        let prefix = scan::value(&config, "pathPrefix").and_then(|prefix| normalise(&prefix));
        let prefix = prefix.map(|prefix| format!("/{prefix}")).unwrap_or_default();
        if base.is_empty() {
            site.address = site.address.map(|address| format!("{address}{prefix}"));
        }
        // The plugin puts it in front of every link by itself.
        if !config.contains("HtmlBasePlugin") {
            site.rules.base = if base.is_empty() { prefix } else { base };
        }

        let files = files_under(folder, "", &site.skip);
        let found = post_folders(&files, &[input.as_str()]);
        site.post_folders = if found.is_empty() { vec![join(&input, "posts")] } else { found };
        site.rules.root.clone_from(&input);
        let served = passed_through(&config, &input);
        site.rules.statics = served.iter().filter(|(_, url)| url == "/").map(|(folder, _)| folder.clone()).collect();
        site.rules.statics.extend([input.clone(), "public".to_owned(), "static".to_owned(), String::new()]);
        site.pictures = pictures(&files, &served, &input);

        let samples = newest(folder, &posts_of(&site, &files));
        let fronts: Vec<&Front> = samples.iter().filter_map(|sample| sample.front.as_ref()).collect();
        // Tags are membership: a post without this one would be listed nowhere.
        let shared = fronts.first().and_then(|front| front.values.get("tags")).map(strings).unwrap_or_default();
        let everywhere = |tag: &String| {
            fronts.iter().all(|front| front.values.get("tags").is_some_and(|tags| strings(tags).contains(tag)))
        };
        if let Some(tag) = shared.into_iter().find(|tag| MEMBERSHIP.contains(&tag.as_str()) && everywhere(tag)) {
            site.rules.usual.fixed.push(("tags", tag));
        }
        site.rules.permalinks = Permalinks::Eleventy(permalink(folder, &config, &site.post_folders[0]));
        let templates: Vec<String> = ["base.njk", "layouts/base.njk", "base.liquid", "head.njk"]
            .iter()
            .map(|name| join(&includes, name))
            .collect();
        let templates: Vec<&str> = templates.iter().map(String::as_str).collect();
        site.stylesheets = stylesheets(folder, &files, &site.rules.statics, &templates);
        site
    }
}

/// The site's name and address, from a data file with a usual name.
fn about(folder: &dyn Folder, data: &str) -> (Option<String>, Option<String>) {
    for name in ["metadata", "site", "meta"] {
        for end in ["json", "yaml", "yml", "js", "mjs", "cjs"] {
            let path = join(data, &format!("{name}.{end}"));
            let Some(text) = text(folder, &path) else { continue };
            let read = values::parse(&path, &text);
            let value = |key: &str| match &read {
                Some(read) => values::string(read, key),
                None => scan::value(&text, key),
            };
            let (address, _) = address_and_base(&value("url").unwrap_or_default());
            return (value("title").or_else(|| value("name")), address);
        }
    }
    (None, None)
}

/// Folders that are copied as they are, and what their address begins with.
fn passed_through(config: &str, input: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for texts in scan::calls(config, "addPassthroughCopy") {
        let pairs: Vec<(&String, Option<&String>)> = match texts.as_slice() {
            [one] => vec![(one, None)],
            several => several.chunks_exact(2).map(|pair| (&pair[0], Some(&pair[1]))).collect(),
        };
        for (from, to) in pairs {
            let Some(folder) = normalise(from).filter(|path| !path.contains('*')) else { continue };
            let url = to.map_or_else(|| inside(&folder, input).unwrap_or(&folder).to_owned(), Clone::clone);
            found.push((folder, format!("/{}", url.trim_start_matches('.').trim_matches('/'))));
        }
    }
    found
}

fn pictures(files: &[String], served: &[(String, String)], input: &str) -> Pictures {
    let count = |folder: &str| files.iter().filter(|path| is_picture(path) && is_within(path, folder)).count();
    let likely = |folder: &str| {
        matches!(file_name(folder), "img" | "images" | "assets" | "static" | "public" | "uploads" | "media" | "photos")
    };
    let best = served
        .iter()
        .filter(|(folder, _)| count(folder) > 0 || likely(folder))
        .max_by_key(|(folder, _)| (count(folder), likely(folder)));
    if let Some((folder, url)) = best {
        let named = matches!(file_name(folder), "img" | "images" | "uploads" | "media" | "photos");
        let inner = picture_folder(files, folder);
        // A folder of everything that is served gets one of pictures.
        let place = inner.unwrap_or_else(|| if named { folder.clone() } else { join(folder, "img") });
        let rest = inside(&place, folder).map(|rest| format!("/{rest}")).unwrap_or_default();
        return Pictures { folder: place, url: format!("{}{rest}", url.trim_end_matches('/')) };
    }
    let folder = picture_folder(files, input).or_else(|| picture_folder(files, "public"));
    let folder = folder.unwrap_or_else(|| join(input, "images"));
    let url = [input, "public"].iter().find_map(|start| inside(&folder, start)).unwrap_or(&folder);
    Pictures { url: format!("/{url}"), folder }
}

/// What the data file of a folder of posts, or of one above, says about addresses.
fn permalink(folder: &dyn Folder, config: &str, posts: &str) -> Eleventy {
    let mut at = posts;
    while !at.is_empty() {
        for end in ["json", "11tydata.json", "11tydata.js", "11tydata.mjs", "11tydata.cjs"] {
            let path = join(at, &format!("{}.{end}", file_name(at)));
            let Some(text) = text(folder, &path).filter(|text| text.contains("permalink")) else { continue };
            let read: Option<Value> = values::parse(&path, &text);
            let said = match &read {
                Some(read) => values::string(read, "permalink"),
                None => scan::value(&text, "permalink"),
            };
            return said.map_or(Eleventy::Computed, Eleventy::Permalink);
        }
        at = parent(at);
    }
    let everywhere = scan::calls(config, "addGlobalData").into_iter().flatten().any(|name| name.contains("permalink"));
    if everywhere { Eleventy::Computed } else { Eleventy::Files }
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use crate::{InMemory, Known, Site, understand};

    fn site(files: &[(&str, &str)]) -> Site {
        understand(&InMemory::new(files.iter().copied()))
    }

    fn new(site: &Site) -> (String, String) {
        let post = site.new_post("Hello", Date::constant(2026, 11, 23), None, &|_| false);
        (post.path, post.text)
    }

    #[test]
    fn the_base_blog_is_understood() {
        let site = site(&[
            (
                "eleventy.config.js",
                "eleventyConfig.addPassthroughCopy({\n './public/': '/'\n});\nexport const config = { dir: { input: 'content', includes: '../_includes', data: '../_data', output: '_site' } };",
            ),
            ("_data/metadata.js", "export default { title: 'A blog', url: 'https://a.org/' }"),
            ("_includes/note.md", ""),
            ("content/blog/first.md", "---\ntitle: First\ndescription: d\ndate: 2018-05-01\ntags: [x]\n---\n"),
            ("content/blog/second/second.md", "---\ntitle: Second\ndate: 2018-06-01\n---\n"),
            ("content/blog/blog.11tydata.js", "export default { tags: ['posts'], layout: 'post' }"),
            ("content/index.md", ""),
            ("public/img/a.png", ""),
        ]);
        assert_eq!((site.generator, site.name.as_deref()), ("eleventy", Some("A blog")));
        assert_eq!(site.post_folders, ["content/blog"]);
        assert_eq!((site.pictures.folder.as_str(), site.pictures.url.as_str()), ("public/img", "/img"));
        assert_eq!(
            new(&site),
            ("content/blog/hello.md".to_owned(), "---\ntitle: Hello\ndate: 2026-11-23\n---\n\n".to_owned())
        );
        assert_eq!(
            site.address_of("content/blog/2018-05-01-first.md", &Known::default()).as_deref(),
            Some("https://a.org/blog/2018-05-01-first/")
        );
    }

    #[test]
    fn membership_is_written() {
        let site = site(&[
            (
                ".eleventy.js",
                "module.exports = c => { c.addPassthroughCopy('src/assets'); return { dir: { input: 'src' } } }",
            ),
            ("src/posts/a.md", "---\ntitle: A\nlayout: post.njk\ntags: [post, x]\ndate: 2026-01-01\n---\n"),
            ("src/posts/b.md", "---\ntitle: B\nlayout: post.njk\ntags: post\ndate: 2026-01-02\ndraft: true\n---\n"),
        ]);
        let (path, text) = new(&site);
        assert_eq!(
            (path.as_str(), text.as_str()),
            ("src/posts/hello.md", "---\ntags: post\ntitle: Hello\nlayout: post.njk\ndate: 2026-11-23\n---\n\n")
        );
        assert_eq!((site.pictures.folder.as_str(), site.pictures.url.as_str()), ("src/assets/img", "/assets/img"));
        assert_eq!(site.draft_flag.map(|flag| flag.name).as_deref(), Some("draft"));
    }

    #[test]
    fn posts_may_lie_at_the_top() {
        let site = site(&[
            ("package.json", r#"{"devDependencies":{"@11ty/eleventy":"3"}}"#),
            ("one.md", ""),
            ("two.md", ""),
            ("README.md", ""),
            ("_site/x.md", ""),
        ]);
        assert_eq!(site.post_folders, [""]);
        assert!(site.is_post("one.md") && !site.is_post("README.md") && !site.is_post("_site/x.md"));
        assert!(!site.is_post("node_modules/a/x.md"));
    }

    #[test]
    fn addresses_that_are_computed_are_not_guessed() {
        let check = |data: &str, text: &str, expect: Option<&str>| {
            let site = site(&[
                ("eleventy.config.mjs", ""),
                ("_data/site.json", r#"{"url": "https://a.org"}"#),
                ("posts/a.md", ""),
                (data, text),
            ]);
            let address = site.address_of("posts/2026-01-02-a.md", &Known::default());
            assert_eq!(address.as_deref(), expect, "{text}");
        };
        let slug = r#"{"permalink": "/{{ page.fileSlug }}/"}"#;
        check("posts/posts.json", slug, Some("https://a.org/a/"));
        check("posts/posts.json", r#"{"permalink": "/{{ title | slugify }}/"}"#, None);
        check("posts/posts.11tydata.js", "export default { permalink: (data) => data.x }", None);
        check(
            "posts/posts.11tydata.js",
            "module.exports = { permalink: '/x/{{page.fileSlug}}/' }",
            Some("https://a.org/x/a/"),
        );
        check("posts/posts.json", "{}", Some("https://a.org/posts/2026-01-02-a/"));
    }
}
