use std::collections::BTreeMap;

use byline_post::FrontMatter;

use super::{Generator, blank};
use crate::folder::{Folder, files_under, has, is_picture};
use crate::habits::{picture_folder, posts_of};
use crate::paths::{encoded, inside, is_index, join, parent, relative};
use crate::places::USUAL;
use crate::site::{Pictures, Placing, Posts, Site};
use crate::styles::stylesheets;

/// A folder of texts without a generator: the posts are the only evidence.
pub(super) struct Plain;

/// Folders that hold what programs built or brought in, and patterns for new texts.
const SKIPPED: [&str; 9] =
    ["node_modules", "_site", "vendor", "target", "dist", "build", "venv", "templates", "Templates"];

/// Files that tell that a program makes something of the folder, such as Docusaurus and Pelican.
const MADE_BY_A_PROGRAM: [&str; 4] = ["package.json", "mkdocs.yml", "mkdocs.yaml", "pelicanconf.py"];

impl Generator for Plain {
    fn id(&self) -> &'static str {
        "plain"
    }

    fn recognise(&self, _: &dyn Folder) -> bool {
        true
    }

    fn read(&self, folder: &dyn Folder) -> Site {
        let mut site = blank(self, FrontMatter::Yaml, "");
        site.skip = SKIPPED.map(str::to_owned).to_vec();
        site.rules.posts = Posts::Anywhere;
        site.rules.placing = Placing::NextToPost("images".to_owned());
        // Where generators not known here keep what they serve from the root.
        site.rules.statics = ["", "static", "public", "source"].map(str::to_owned).to_vec();
        let files = files_under(folder, "", &site.skip);
        let posts = posts_of(&site, &files);
        // Of many folders with texts, those called so are the posts; the fullest may be a manual.
        let usual = |path: &str| path.split('/').any(|part| USUAL.contains(&part.to_ascii_lowercase().as_str()));
        let by_count = |holds: &dyn Fn(&str) -> Option<String>| -> Vec<String> {
            let mut held: BTreeMap<String, usize> = BTreeMap::new();
            for holder in posts.iter().filter_map(|post| holds(post)) {
                *held.entry(holder).or_default() += 1;
            }
            let mut folders: Vec<(String, usize)> = held.into_iter().collect();
            folders.sort_by_key(|(folder, count)| (!usual(folder), std::cmp::Reverse(*count)));
            folders.into_iter().map(|(folder, _)| folder).collect()
        };
        let mut folders = by_count(&|post| holder(post, &posts));
        // A program that is not known here makes a website of the project; its other texts are for other pages.
        if MADE_BY_A_PROGRAM.iter().any(|name| has(folder, name)) && folders.iter().any(|folder| usual(folder)) {
            folders.retain(|folder| usual(folder));
            site.rules.confined = true;
        }
        if !folders.is_empty() {
            site.post_folders = folders;
        }
        let beside = by_count(&|post| Some(parent(post).to_owned()));
        let main = beside.first().cloned().unwrap_or_default();
        (site.rules.placing, site.pictures) = pictures(&files, &beside, &main);
        site.stylesheets = stylesheets(folder, &files, &[String::new()], &["index.html"]);
        site
    }
}

/// The folder of posts that a post is in: a post with a folder of its own is in the one above, and the page that lists a
/// folder's posts is none.
fn holder(post: &str, posts: &[String]) -> Option<String> {
    let own = parent(post);
    if !is_index(post) || own.is_empty() {
        return Some(own.to_owned());
    }
    let alone = !posts.iter().any(|other| parent(other) == own && !is_index(other));
    alone.then(|| parent(own).to_owned())
}

/// Pictures beside the posts, in a folder next to them, or in one folder for all, whichever holds the most.
fn pictures(files: &[String], post_folders: &[String], main: &str) -> (Placing, Pictures) {
    let beside = files
        .iter()
        .filter(|path| is_picture(path) && post_folders.iter().any(|folder| folder == parent(path)))
        .count();
    let count = |folder: &str| files.iter().filter(|path| is_picture(path) && inside(path, folder).is_some()).count();
    let next = picture_folder(files, main);
    let shared = picture_folder(files, "").filter(|folder| Some(folder) != next.as_ref());
    let next_held = next.as_deref().map_or(0, count);
    let shared_held = shared.as_deref().map_or(0, count);

    if let Some(folder) = shared.filter(|_| shared_held > next_held && shared_held > beside) {
        // What generators serve from the root is reached from there.
        let served = ["static", "public"].iter().find_map(|start| inside(&folder, start));
        let url = served.map_or_else(|| encoded(&relative(main, &folder)), |rest| format!("/{}", encoded(rest)));
        return (Placing::Shared, Pictures { folder, url });
    }
    let name = match next {
        Some(folder) if next_held > beside => inside(&folder, main).unwrap_or("images").to_owned(),
        _ if beside > 0 => String::new(),
        _ => "images".to_owned(),
    };
    let pictures = Pictures { folder: join(main, &name), url: encoded(&name) };
    (Placing::NextToPost(name), pictures)
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use crate::{InMemory, Site, understand};

    fn site(files: &[&str]) -> Site {
        understand(&InMemory::new(files.iter().map(|line| line.split_once('=').unwrap_or((line, "")))))
    }

    #[test]
    fn any_folder_is_a_site() {
        let empty = site(&[]);
        assert_eq!(empty.post_folders, [""]);
        assert_eq!((empty.pictures.folder.as_str(), empty.pictures.url.as_str()), ("images", "images"));
        let post = empty.new_post("My first post", Date::constant(2026, 11, 23), Some("Ann"), &|_| false);
        assert_eq!(post.path, "my-first-post.md");
        assert_eq!(post.text, "---\ntitle: My first post\ndate: 2026-11-23\nauthor: Ann\n---\n\n");
        let names: Vec<&str> = empty.fields.iter().map(|field| field.name.as_str()).collect();
        assert_eq!(names, ["title", "date", "author", "tags"]);
    }

    #[test]
    fn posts_are_told_from_texts_about_the_repository() {
        let site = site(&["README.md", "posts/a.md", "posts/b.md", "news/c.markdown", "LICENSE.md"]);
        assert_eq!(site.post_folders, ["posts", "news"]);
        for (path, expect) in [
            ("posts/a.md", true),
            ("new/x.MD", true),
            ("a.mdx", true),
            ("README.md", false),
            ("readme.MD", false),
            ("CONTRIBUTING.md", false),
            ("a.txt", false),
            (".github/x.md", false),
            ("node_modules/a/b.md", false),
            ("a/node_modules/b.md", false),
        ] {
            assert_eq!(site.is_post(path), expect, "{path}");
        }
        assert!(!site.file_name_is_wrong("posts/a.md") && !site.needs_front_matter());
    }

    #[test]
    fn a_folder_called_so_holds_the_posts() {
        let check = |files: &[&str], folders: &[&str], new: &str| {
            let site = site(files);
            assert_eq!(site.post_folders, folders, "{files:?}");
            let post = site.new_post("Hello", Date::constant(2026, 1, 2), None, &|_| false);
            assert_eq!(post.path, new, "{files:?}");
        };
        check(&["posts/a.md", "docs/a.md", "docs/b.md"], &["posts", "docs"], "posts/hello.md");
        check(
            &[
                "package.json",
                "blog/2025-01-01-a.md",
                "blog/2025-02-01-b/index.md",
                "docs/a.md",
                "docs/b.md",
                "README.md",
            ],
            &["blog"],
            "blog/2026-01-02-hello.md",
        );
        check(&["package.json", "a.md", "guide/b.md", "guide/c.md"], &["guide", ""], "guide/hello.md");
        check(
            &["mkdocs.yml", "docs/blog/index.md", "docs/blog/posts/a.md", "docs/a.md"],
            &["docs/blog/posts"],
            "docs/blog/posts/hello.md",
        );
        check(&["Essays/a.md", "Templates/Note.md", "Templates/Day.md"], &["Essays"], "Essays/hello.md");
        let site = site(&["package.json", "posts/index.md", "posts/a.md", "posts/b/index.md", "guide/a.md"]);
        for (path, expect) in
            [("posts/a.md", true), ("posts/b/index.md", true), ("posts/index.md", false), ("guide/a.md", false)]
        {
            assert_eq!(site.is_post(path), expect, "{path}");
        }
    }

    #[test]
    fn neighbours_decide_names_and_pictures() {
        let check = |files: &[&str], path: &str, picture: &str, link: &str| {
            let site = site(files);
            let post = site.new_post("Hello", Date::constant(2026, 1, 2), None, &|_| false);
            let place = site.place_picture(&post.path, "x.jpg", &|_| false);
            assert_eq!(
                (post.path.as_str(), place.path.as_str(), place.link.as_str()),
                (path, picture, link),
                "{files:?}"
            );
        };
        check(&["posts/2026-01-01-a.md"], "posts/2026-01-02-hello.md", "posts/images/x.jpg", "images/x.jpg");
        check(&["a.md", "b .jpg"], "hello.md", "x.jpg", "x.jpg");
        check(&["a.md", "img/b.jpg"], "hello.md", "img/x.jpg", "img/x.jpg");
        check(&["posts/a.md", "images/b.jpg"], "posts/hello.md", "images/x.jpg", "../images/x.jpg");
        check(&["src/posts/a.md", "static/images/b.jpg"], "src/posts/hello.md", "static/images/x.jpg", "/images/x.jpg");
        check(&["p/one/index.md", "p/two/index.md"], "p/hello/index.md", "p/hello/images/x.jpg", "images/x.jpg");
    }

    #[test]
    fn names_are_counted_up() {
        let site = site(&["hello.md"]);
        let post = site.new_post("Hello", Date::constant(2026, 1, 2), None, &|path| {
            ["hello.md", "hello-2/index.md"].contains(&path)
        });
        assert_eq!(post.path, "hello-3.md");
    }
}
