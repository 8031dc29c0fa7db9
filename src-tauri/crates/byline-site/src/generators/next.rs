use byline_post::FrontMatter;

use super::{Generator, blank, evidence, needs_package, pictures_served};
use crate::folder::{Folder, files_under, has};
use crate::places::post_folders;
use crate::scan;
use crate::site::Site;
use crate::styles::stylesheets;

/// Next (nextjs.org/docs). Posts can be anywhere; the starter for blogs shows where they usually are.
pub(super) struct Next;

const CONFIGURATIONS: [&str; 5] =
    ["next.config.js", "next.config.mjs", "next.config.ts", "next.config.mts", "next.config.cjs"];

impl Generator for Next {
    fn id(&self) -> &'static str {
        "next"
    }

    fn recognise(&self, folder: &dyn Folder) -> bool {
        let hugo = ["hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json"].iter().any(|name| has(folder, name));
        CONFIGURATIONS.iter().any(|name| has(folder, name)) || (needs_package(folder, "next") && !hugo)
    }

    fn read(&self, folder: &dyn Folder) -> Site {
        let (configured_by, config) = evidence(folder, &CONFIGURATIONS);
        let mut site = blank(self, FrontMatter::Yaml, "public");
        site.configured_by = configured_by;
        site.skip.extend(["out".to_owned(), ".next".to_owned(), "public".to_owned()]);
        site.rules.base =
            scan::value(&config, "basePath").map(|base| format!("/{}", base.trim_matches('/'))).unwrap_or_default();
        let files = files_under(folder, "", &site.skip);
        let found = post_folders(&files, &["_posts", "content", "data", "posts", "src", ""]);
        site.post_folders = if found.is_empty() { vec!["_posts".to_owned()] } else { found };
        site.rules.usual.date_in_quotes = true;
        site.rules.usual.complete = true;
        let served = files_under(folder, "public", &[]);
        site.pictures = if served.iter().any(|path| path.starts_with("public/assets/blog/")) {
            // The starter's place; `assets` alone would hold much else.
            crate::site::Pictures { folder: "public/assets/blog".to_owned(), url: "/assets/blog".to_owned() }
        } else {
            pictures_served(&served, "public", "images")
        };
        site.stylesheets = stylesheets(folder, &files, &["src".to_owned(), String::new()], &[]);
        site
    }
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
        let post = "---\ntitle: \"One\"\nexcerpt: \"About one\"\ncoverImage: \"/assets/blog/one/cover.jpg\"\ndate: \"2020-03-16T05:35:07.322Z\"\nauthor:\n  name: Tim\n  picture: \"/assets/blog/authors/tim.jpeg\"\nogImage:\n  url: \"/assets/blog/one/cover.jpg\"\n---\n";
        let site = site(&[
            ("package.json", r#"{"dependencies":{"next":"latest"}}"#),
            ("_posts/one.md", post),
            ("public/assets/blog/one/cover.jpg", ""),
            ("public/notes/x.md", ""),
        ]);
        assert_eq!((site.generator, site.post_folders.as_slice()), ("next", ["_posts".to_owned()].as_slice()));
        assert!(site.is_post("_posts/one.md") && !site.is_post("public/notes/x.md"));
        let post = site.new_post("Hello", Date::constant(2026, 11, 23), Some("Ann"), &|_| false);
        assert_eq!(post.path, "_posts/hello.md", "no date: this is not Jekyll");
        let lines: Vec<&str> = post.text.lines().collect();
        assert_eq!(lines[1..=3], ["title: \"Hello\"", "excerpt: \"\"", "coverImage: \"/assets/blog/one/cover.jpg\""]);
        assert_eq!(
            lines[4..=5],
            ["date: \"2026-11-23\"", "author: { name: Ann, picture: \"/assets/blog/authors/tim.jpeg\" }"]
        );
        let place = site.place_picture(&post.path, "n.jpg", &|_| false);
        assert_eq!((place.path.as_str(), place.link.as_str()), ("public/assets/blog/n.jpg", "/assets/blog/n.jpg"));
    }

    #[test]
    fn the_page_that_lists_the_posts_is_none() {
        let site = site(&[("next.config.js", ""), ("pages/posts/index.md", ""), ("pages/posts/a.md", "")]);
        assert_eq!(site.post_folders, ["pages/posts"]);
        assert!(!site.is_post("pages/posts/index.md"));
        assert!(site.is_post("pages/posts/a.md") && site.is_post("pages/posts/b/index.md"));
    }

    #[test]
    fn posts_are_found_elsewhere() {
        let site = site(&[("next.config.ts", "basePath: '/b'"), ("src/content/blog/a.mdx", ""), ("content/x.txt", "")]);
        assert_eq!(site.post_folders, ["src/content/blog"]);
        let place = site.place_picture("src/content/blog/a.mdx", "n.jpg", &|_| false);
        assert_eq!((place.path.as_str(), place.link.as_str()), ("public/images/n.jpg", "/b/images/n.jpg"));
    }
}
