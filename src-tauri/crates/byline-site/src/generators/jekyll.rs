use byline_post::FrontMatter;
use serde_json::Value;

use super::{Generator, address_and_base, configuration, needs_package};
use crate::address::{Jekyll, Permalinks};
use crate::folder::{Folder, files_under, has, text};
use crate::habits::{picture_folder, posts_of};
use crate::head::{Examples, Head, Usual};
use crate::paths::{inside, is_within, join, normalise};
use crate::site::{DraftFlag, Naming, Pictures, Placing, Posts, Rules, Site};
use crate::styles::stylesheets;
use crate::told::ToldBy;
use crate::values::{get, string, strings, truth};
use crate::writing::Writing;

/// Jekyll (jekyllrb.com/docs): what GitHub Pages builds by itself.
pub(super) struct JekyllSites;

const CONFIGURATIONS: [&str; 3] = ["_config.yml", "_config.yaml", "_config.toml"];

/// Templates that load a site's stylesheets.
const TEMPLATES: [&str; 5] =
    ["_layouts/default.html", "_layouts/base.html", "_includes/head.html", "_layouts/post.html", "index.html"];

impl Generator for JekyllSites {
    fn id(&self) -> &'static str {
        "jekyll"
    }

    fn recognise(&self, folder: &dyn Folder) -> bool {
        if text(folder, "Gemfile").is_some_and(|gems| gems.contains("jekyll")) {
            return true;
        }
        // Hexo and Eleventy may have a `_config.yml` too, and Next's starter keeps its posts in `_posts`.
        let others = has(folder, "scaffolds")
            || has(folder, "source/_posts")
            || ["hexo", "next", "gatsby", "astro", "@11ty/eleventy"]
                .iter()
                .any(|package| needs_package(folder, package));
        if others {
            return false;
        }
        CONFIGURATIONS.iter().any(|name| has(folder, name)) || (has(folder, "_posts") && !has(folder, "package.json"))
    }

    fn read(&self, folder: &dyn Folder) -> Site {
        let (configured_by, config) = configuration(folder, &CONFIGURATIONS)
            .map_or_else(|| (Vec::new(), Value::Null), |(name, value)| (vec![name], value));
        let place = |key: &str| string(&config, key).and_then(|path| normalise(&path));
        let source = place("source").unwrap_or_default();
        let collections = join(&source, &place("collections_dir").unwrap_or_default());
        let main = join(&collections, "_posts");

        let host = string(&config, "url").or_else(|| {
            let host = text(folder, &join(&source, "CNAME"))?;
            Some(format!("https://{}", host.trim()))
        });
        let base = string(&config, "baseurl").unwrap_or_default();
        let base = format!("/{}", base.trim_matches('/')).trim_end_matches('/').to_owned();
        let (address, _) = address_and_base(&format!("{}{base}", host.unwrap_or_default().trim_end_matches('/')));

        let output = place("destination").unwrap_or_else(|| "_site".to_owned());
        let mut skip = vec![output, "vendor".to_owned(), "node_modules".to_owned(), ".jekyll-cache".to_owned()];
        skip.dedup();
        let drafts = join(&collections, "_drafts");
        let usual = Usual { needs_date: false, ..Usual::new(FrontMatter::Yaml) };
        let mut site = Site {
            generator: self.id(),
            home: String::new(),
            name: string(&config, "title").or_else(|| string(&config, "name")),
            address,
            post_folders: vec![main],
            drafts_folder: has(folder, &drafts).then_some(drafts),
            draft_flag: Some(DraftFlag::new("published", false)),
            pictures: Pictures::default(),
            front_matter: Some(FrontMatter::Yaml),
            configured_by,
            set_aside: Vec::new(),
            fields: Vec::new(),
            hidden: Vec::new(),
            told_by: ToldBy::default(),
            writing: Writing::default(),
            stylesheets: Vec::new(),
            skip,
            rules: Rules {
                posts: Posts::Marked,
                confined: false,
                naming: Naming::Dated,
                extension: "md".to_owned(),
                placing: Placing::Shared,
                root: collections,
                statics: vec![source.clone()],
                base_as_variable: !base.is_empty(),
                base,
                permalinks: Permalinks::Jekyll(addresses(&config, &source)),
                future: truth(&config, "future").unwrap_or(false),
                needs_front_matter: true,
                underscores_hide: false,
                head: Head::learn(&usual, &Examples::default()),
                says_public: true,
                aliases: None,
                usual,
            },
        };

        let files = files_under(folder, &source, &site.skip);
        let posts = posts_of(&site, &files);
        site.post_folders = post_folders(&site.post_folders[0], &posts);

        let pictures = picture_folder(&files, &source).unwrap_or_else(|| join(&source, "assets/images"));
        site.pictures.url = format!("/{}", inside(&pictures, &source).unwrap_or(&pictures));
        site.pictures.folder = pictures;
        let templates: Vec<String> = TEMPLATES.iter().map(|path| join(&source, path)).collect();
        let templates: Vec<&str> = templates.iter().map(String::as_str).collect();
        site.stylesheets = stylesheets(folder, &files, &site.rules.statics, &templates);
        let layout = layout(folder, &source, &config, &site.post_folders[0]);
        site.rules.usual.fixed = layout.into_iter().map(|name| ("layout", name)).collect();
        site
    }
}

fn addresses(config: &Value, source: &str) -> Jekyll {
    let posts = get(config, "collections").and_then(|all| get(all, "posts"));
    let pattern = posts.and_then(|posts| string(posts, "permalink")).or_else(|| string(config, "permalink"));
    let defaults = get(config, "defaults").and_then(Value::as_array).into_iter().flatten();
    let folders = defaults.filter_map(|entry| {
        let pattern = string(get(entry, "values")?, "permalink")?;
        let scope = get(entry, "scope");
        let said = |key: &str| scope.and_then(|scope| string(scope, key));
        let for_posts = said("type").is_none_or(|kind| kind == "posts" || kind == "post");
        let path = said("path").unwrap_or_default();
        (for_posts && !path.contains('*')).then(|| (join(source, path.trim_matches('/')), pattern))
    });
    Jekyll {
        pattern: pattern.unwrap_or_else(|| "date".to_owned()),
        folders: folders.collect(),
        has_zone: get(config, "timezone").is_some(),
    }
}

/// Every folder called `_posts` that holds posts, the usual one first.
fn post_folders(main: &str, posts: &[String]) -> Vec<String> {
    let mut folders: Vec<String> = Vec::new();
    for post in posts {
        let mut path = String::new();
        for part in post.split('/') {
            path = join(&path, part);
            if part == "_posts" {
                break;
            }
        }
        if path.ends_with("_posts") && !folders.contains(&path) {
            folders.push(path);
        }
    }
    if let Some(at) = folders.iter().position(|folder| folder == main) {
        folders.swap(0, at);
    } else if folders.is_empty() {
        folders.push(main.to_owned());
    }
    folders
}

/// The layout a post must name; none when the configuration's defaults give one, which must not be repeated.
fn layout(folder: &dyn Folder, source: &str, config: &Value, posts: &str) -> Option<String> {
    let given = get(config, "defaults").and_then(Value::as_array).is_some_and(|defaults| {
        defaults.iter().any(|entry| {
            let scope = get(entry, "scope");
            let kind = scope.and_then(|scope| string(scope, "type"));
            let path = scope.and_then(|scope| string(scope, "path")).unwrap_or_default();
            let for_posts = kind.is_none_or(|kind| kind == "posts" || kind == "post");
            let layout = get(entry, "values").and_then(|values| get(values, "layout"));
            for_posts && is_within(posts, path.trim_matches('/')) && layout.is_some_and(|it| !strings(it).is_empty())
        })
    });
    if given {
        return None;
    }
    let layouts = join(source, "_layouts");
    let holds = |name: &str| has(folder, &join(&layouts, name));
    // A theme from elsewhere brings its own layouts, and `post` is what they all have.
    Some(if holds("default.html") && !holds("post.html") { "default" } else { "post" }.to_owned())
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use crate::{Folder, FrontMatter, InMemory, OnDisk, Site, understand};

    const DAY: Date = Date::constant(2026, 11, 23);

    fn site(files: &[(&str, &str)]) -> Site {
        understand(&InMemory::new(files.iter().copied()))
    }

    #[test]
    fn the_configuration_is_read() {
        let site = site(&[
            ("_config.yml", "title: A blog\nurl: https://a.org\nbaseurl: /b/\nfuture: true\n"),
            ("_posts/2026-01-01-a.md", "---\ntitle: A\nauthor: Ann\ntags: [x, y]\nexcerpt: short\n---\n"),
            ("news/_posts/2026-01-02-b.markdown", "---\ntitle: B\nauthor: Ann\nexcerpt: s\n---\n"),
            ("_drafts/c.md", "---\ntitle: C\n---\n"),
            ("assets/img/a.png", ""),
        ]);
        assert_eq!(site.generator, "jekyll");
        assert_eq!(site.name.as_deref(), Some("A blog"));
        assert_eq!(site.address.as_deref(), Some("https://a.org/b"));
        assert_eq!(site.post_folders, ["_posts", "news/_posts"]);
        assert_eq!(site.drafts_folder.as_deref(), Some("_drafts"));
        assert_eq!((site.pictures.folder.as_str(), site.pictures.url.as_str()), ("assets/img", "/assets/img"));
        assert_eq!(site.front_matter, Some(FrontMatter::Yaml));
        assert!(site.publishes_future() && site.needs_front_matter());
        let names: Vec<&str> = site.fields.iter().map(|field| field.name.as_str()).collect();
        assert_eq!(names, ["title", "date", "author", "tags", "excerpt"]);
        assert_eq!(site.fields[2].options, ["Ann"]);
        assert_eq!(site.fields[3].options, ["x", "y"]);
    }

    #[test]
    fn posts_are_dated_files() {
        let site = site(&[("_config.yml", "")]);
        for (path, post, wrong) in [
            ("_posts/2026-01-01-a.md", true, false),
            ("news/_posts/2026-01-01-a.markdown", true, false),
            ("_posts/a.md", true, true),
            ("_drafts/a.md", true, false),
            ("about.md", false, false),
            ("_site/_posts/2026-01-01-a.md", false, false),
            ("_posts/a.txt", false, true),
        ] {
            assert_eq!((site.is_post(path), site.file_name_is_wrong(path)), (post, wrong), "{path}");
        }
    }

    #[test]
    fn a_new_post_names_its_layout_unless_given() {
        let check = |files: &[(&str, &str)], expect: &str| {
            let post = site(files).new_post("It's on!", DAY, Some("Ann"), &|_| false);
            assert_eq!((post.path.as_str(), post.text.as_str()), ("_posts/2026-11-23-its-on.md", expect));
        };
        check(&[("_config.yml", "")], "---\nlayout: post\ntitle: It's on!\ndate: 2026-11-23\nauthor: Ann\n---\n\n");
        check(
            &[("_config.yml", ""), ("_layouts/default.html", "")],
            "---\nlayout: default\ntitle: It's on!\ndate: 2026-11-23\nauthor: Ann\n---\n\n",
        );
        check(
            &[("_config.yml", "defaults:\n  - scope: {path: '', type: posts}\n    values: {layout: post}\n")],
            "---\ntitle: It's on!\ndate: 2026-11-23\nauthor: Ann\n---\n\n",
        );
        check(
            &[("_config.yml", ""), ("_posts/2026-01-01-a.md", "---\nlayout: blog\ntitle: \"A\"\ntags: [x]\n---\n")],
            "---\nlayout: blog\ntitle: \"It's on!\"\nauthor: Ann\n---\n\n",
        );
    }

    #[test]
    fn names_are_counted_up_within_a_day() {
        let taken = |path: &str| path == "_posts/2026-11-23-a.md" || path == "_posts/2026-11-23-a-2.md";
        let post = site(&[("_config.yml", "")]).new_post("A", DAY, None, &taken);
        assert_eq!(post.path, "_posts/2026-11-23-a-3.md");
    }

    #[test]
    fn a_source_folder_moves_everything() {
        let site = site(&[("_config.yml", "source: src\ncollections_dir: all\n"), ("src/images/a.png", "")]);
        assert_eq!(site.post_folders, ["src/all/_posts"]);
        assert_eq!((site.pictures.folder.as_str(), site.pictures.url.as_str()), ("src/images", "/images"));
    }

    #[test]
    fn a_broken_configuration_is_no_obstacle() {
        let site = site(&[("_config.yml", "title: [broken"), ("_posts/2026-01-01-a.md", "no details")]);
        assert_eq!((site.generator, site.name), ("jekyll", None));
    }

    #[test]
    fn the_starter_site_is_whole() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/starter");
        let folder = OnDisk::new(&root).unwrap();
        let site = understand(&folder);
        assert_eq!((site.generator, site.name.as_deref()), ("jekyll", Some("My site")));
        assert_eq!(site.post_folders, ["_posts"]);
        assert_eq!(site.stylesheets, ["assets/css/site.css"]);
        assert_eq!(site.pictures.folder, "assets/images");
        let posts = folder.entries("_posts");
        assert_eq!(posts.len(), 4);
        for post in posts {
            let path = format!("_posts/{}", post.name);
            assert!(site.is_post(&path) && !site.file_name_is_wrong(&path), "{path}");
            let text = String::from_utf8(folder.read(&path).unwrap()).unwrap();
            let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
            for link in links.filter(|link| !link.contains("://")) {
                let found = site.find_picture(&path, link, &|it| folder.read(it).is_some());
                assert!(found.is_some(), "{path}: {link}");
            }
        }
        let post = site.new_post("Hello", DAY, Some("Ann"), &|_| false);
        assert_eq!(post.path, "_posts/2026-11-23-hello.md");
        assert_eq!(post.text, "---\ntitle: Hello\ndate: 2026-11-23\nauthor: Ann\n---\n\n");
    }

    #[test]
    fn hostile_folders_in_the_configuration_stay_inside() {
        for evil in ["../..", "/etc", ".git", "a/../../b", "C:\\x"] {
            let config = format!("source: '{evil}'\ncollections_dir: '{evil}'\ndestination: '{evil}'\n");
            let site = site(&[("_config.yml", &config)]);
            let paths = site.post_folders.iter().chain(&site.skip).chain([&site.pictures.folder]);
            for path in paths {
                assert!(
                    !path.contains("..") && !path.starts_with(['/', '.', 'C']) || path == ".jekyll-cache",
                    "{path}"
                );
            }
        }
    }
}
