use byline_post::FrontMatter;

use super::{Generator, address_and_base, blank, evidence, first_text, needs_package, pictures_served};
use crate::address::Permalinks;
use crate::folder::{Folder, files_under, has};
use crate::paths::{is_within, normalise};
use crate::places::post_folders;
use crate::scan;
use crate::site::{Naming, Placing, Site};
use crate::styles::stylesheets;

/// Gatsby (gatsbyjs.com/docs). Posts can be anywhere; the starter for blogs shows where they usually are.
pub(super) struct Gatsby;

const PROGRAMS: [&str; 4] = ["gatsby-node.js", "gatsby-node.ts", "gatsby-node.mjs", "gatsby-node.cjs"];

const CONFIGURATIONS: [&str; 4] = ["gatsby-config.js", "gatsby-config.ts", "gatsby-config.mjs", "gatsby-config.cjs"];

impl Generator for Gatsby {
    fn id(&self) -> &'static str {
        "gatsby"
    }

    fn recognise(&self, folder: &dyn Folder) -> bool {
        CONFIGURATIONS.iter().any(|name| has(folder, name)) || needs_package(folder, "gatsby")
    }

    fn read(&self, folder: &dyn Folder) -> Site {
        let (configured_by, config) = evidence(folder, &CONFIGURATIONS);
        let mut site = blank(self, FrontMatter::Yaml, "static");
        site.configured_by = configured_by;
        site.name = scan::value(&config, "title");
        (site.address, site.rules.base) = address_and_base(&scan::value(&config, "siteUrl").unwrap_or_default());
        site.skip.extend(["public".to_owned(), ".cache".to_owned()]);
        let files = files_under(folder, "", &site.skip);
        let found = post_folders(&files, &["content", "src", ""]);
        site.post_folders = if found.is_empty() { vec!["content/blog".to_owned()] } else { found };
        site.rules.naming = Naming::Bundle;
        site.rules.usual.date_in_quotes = true;
        site.rules.usual.complete = true;
        // The graph of pages takes pictures from beside the post; only what is in `static` has an address of its own.
        site.pictures = pictures_served(&files, "static", "images");
        if crate::habits::picture_folder(&files, "static").is_none() {
            site.rules.placing = Placing::NextToPost(String::new());
        }
        site.stylesheets = stylesheets(folder, &files, &["static".to_owned(), "src".to_owned()], &[]);
        let program = first_text(folder, &PROGRAMS).map(|(_, text)| text).unwrap_or_default();
        if follows_files(&program) {
            site.rules.root = source_of(&config, &site.post_folders[0]);
            site.rules.permalinks = Permalinks::Folders { below: String::new() };
        }
        site
    }
}

/// Whether the program that makes the pages takes their addresses from the files', as the starter does, and puts nothing
/// in front of them.
fn follows_files(program: &str) -> bool {
    let in_front = program.split('`').any(|text| text.starts_with('/') && text.contains("${"));
    program.contains("createFilePath") && !in_front
}

/// The folder that the addresses of posts are counted from: the source that they are read from.
fn source_of(config: &str, posts: &str) -> String {
    let whole = config.replace("${__dirname}", "").replace("${process.cwd()}", "");
    let sources = scan::values(&whole, "path").into_iter().filter_map(|path| normalise(path.trim_start_matches('/')));
    sources.filter(|source| is_within(posts, source)).max_by_key(String::len).unwrap_or_else(|| posts.to_owned())
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use crate::{InMemory, Site, understand};

    fn site(files: &[(&str, &str)]) -> Site {
        understand(&InMemory::new(files.iter().copied()))
    }

    #[test]
    fn the_starter_is_understood() {
        let site = site(&[
            ("gatsby-config.js", "module.exports = { siteMetadata: { title: `A blog`, siteUrl: `https://a.org/` } }"),
            (
                "content/blog/one/index.md",
                "---\ntitle: One\ndate: \"2015-05-01T22:12:03.284Z\"\ndescription: \"First\"\n---\n",
            ),
            ("content/blog/one/a.jpg", ""),
            ("content/assets/me.jpg", ""),
            ("public/page/x.md", ""),
        ]);
        assert_eq!((site.generator, site.name.as_deref()), ("gatsby", Some("A blog")));
        assert_eq!(
            (site.post_folders.as_slice(), site.configured_by.as_slice()),
            (["content/blog".to_owned()].as_slice(), ["gatsby-config.js".to_owned()].as_slice())
        );
        let post = site.new_post("Hello", Date::constant(2026, 11, 23), None, &|_| false);
        assert_eq!(post.path, "content/blog/hello/index.md");
        assert_eq!(post.text, "---\ntitle: Hello\ndate: \"2026-11-23\"\ndescription: \"\"\n---\n\n");
        let place = site.place_picture(&post.path, "b.jpg", &|_| false);
        assert_eq!((place.path.as_str(), place.link.as_str()), ("content/blog/hello/b.jpg", "b.jpg"));
        assert_eq!(site.address_of(&post.path, &crate::Known::default()), None, "the site's own program decides");
        assert!(!site.is_post("public/page/x.md"));
    }

    #[test]
    fn addresses_follow_the_files_where_the_program_says_so() {
        let check = |program: &str, expect: Option<&str>| {
            let site = site(&[
                (
                    "gatsby-config.js",
                    "module.exports = { siteMetadata: { siteUrl: `https://a.org` }, plugins: [{ options: { path: `${__dirname}/content` } }] }",
                ),
                ("gatsby-node.js", program),
                ("content/blog/one/index.md", ""),
            ]);
            let address = site.address_of("content/blog/one/index.md", &crate::Known::default());
            assert_eq!(address.as_deref(), expect, "{program}");
        };
        check("const value = createFilePath({ node, getNode })", Some("https://a.org/blog/one/"));
        check("const value = `/words${createFilePath({ node, getNode })}`", None);
        check("", None);
    }

    #[test]
    fn without_posts_the_starter_shows_the_way() {
        let site = site(&[("package.json", r#"{"dependencies":{"gatsby":"5"}}"#), ("README.md", "")]);
        let post = site.new_post("Hello", Date::constant(2026, 11, 23), None, &|_| false);
        assert_eq!((site.generator, post.path.as_str()), ("gatsby", "content/blog/hello/index.md"));
        assert!(post.text.contains("date: \"2026-11-23\""));
    }
}
