use byline_post::FrontMatter;
use serde_json::Value;

use super::{Generator, address_and_base, blank, configuration, needs_package, pictures_served};
use crate::address::Permalinks;
use crate::folder::{Folder, files_under, has, text};
use crate::paths::{join, normalise};
use crate::site::{DraftFlag, Naming, Placing, Site};
use crate::styles::stylesheets;
use crate::values::{get, string, truth};

/// Hexo (hexo.io/docs). Its `_config.yml` is called as Jekyll's is.
pub(super) struct Hexo;

const CONFIGURATIONS: [&str; 3] = ["_config.yml", "_config.yaml", "_config.json"];

/// Keys that Hexo's configuration has and Jekyll's has not.
const OWN_KEYS: [&str; 5] = ["new_post_name", "post_asset_folder", "source_dir", "skip_render", "default_layout"];

impl Generator for Hexo {
    fn id(&self) -> &'static str {
        "hexo"
    }

    fn recognise(&self, folder: &dyn Folder) -> bool {
        if needs_package(folder, "hexo") {
            return true;
        }
        let Some((_, config)) = configuration(folder, &CONFIGURATIONS) else { return false };
        // Jekyll's posts may lie in `source` too.
        let gems = text(folder, "Gemfile").is_some_and(|gems| gems.contains("jekyll"));
        !gems
            && (has(folder, "source/_posts")
                || has(folder, "scaffolds")
                || OWN_KEYS.iter().any(|key| get(&config, key).is_some()))
    }

    fn read(&self, folder: &dyn Folder) -> Site {
        let (configured_by, config) = configuration(folder, &CONFIGURATIONS)
            .map_or_else(|| (Vec::new(), Value::Null), |(name, value)| (vec![name], value));
        let place = |key: &str, usual: &str| {
            string(&config, key).and_then(|path| normalise(&path)).unwrap_or_else(|| usual.to_owned())
        };
        let source = place("source_dir", "source");
        let mut site = blank(self, FrontMatter::Yaml, &source);
        site.configured_by = configured_by;
        if site.configured_by.is_empty() {
            site.configured_by.push("package.json".to_owned());
        }
        site.name = string(&config, "title");
        let address = string(&config, "url").unwrap_or_default();
        (site.address, site.rules.base) = address_and_base(&address);
        let root = string(&config, "root").map(|root| format!("/{}", root.trim_matches('/'))).unwrap_or_default();
        if root.len() > 1 && site.rules.base.is_empty() {
            site.address = site.address.map(|address| format!("{address}{root}"));
            site.rules.base = root;
        }
        site.skip.extend([place("public_dir", "public"), "themes".to_owned()]);

        let posts = join(&source, "_posts");
        let drafts = join(&source, "_drafts");
        site.drafts_folder = has(folder, &drafts).then_some(drafts);
        site.post_folders = vec![posts.clone()];
        site.draft_flag = Some(DraftFlag::new("published", false));
        site.rules.root = posts;
        site.rules.underscores_hide = true;
        site.rules.future = truth(&config, "future").unwrap_or(true);
        let name = string(&config, "new_post_name").unwrap_or_else(|| ":title.md".to_owned());
        site.rules.naming = naming(&name).unwrap_or(Naming::Slug);
        site.rules.permalinks = Permalinks::Hexo {
            pattern: string(&config, "permalink").unwrap_or_else(|| ":year/:month/:day/:title/".to_owned()),
            category: string(&config, "default_category").unwrap_or_else(|| "uncategorized".to_owned()),
            names: site.rules.naming.clone(),
        };
        let files = files_under(folder, "", &site.skip);
        site.pictures = pictures_served(&files, &source, "images");
        if truth(&config, "post_asset_folder").unwrap_or(false) {
            site.rules.placing = Placing::OfThePost;
        }
        let theme = join("themes", &string(&config, "theme").unwrap_or_default());
        let mut served = vec![source];
        served.extend(normalise(&theme).map(|theme| join(&theme, "source")));
        site.stylesheets = stylesheets(folder, &files, &served, &[]);
        site
    }
}

/// `:year-:month-:day-:title.md` as a pattern; months and days without a zero in front are not known here.
fn naming(name: &str) -> Option<Naming> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let pattern = [("title", "slug"), ("year", "year"), ("month", "month"), ("day", "day")]
        .iter()
        .fold(stem.to_owned(), |pattern, (theirs, ours)| {
            pattern.replace(&format!(":{theirs}"), &format!("{{{ours}}}"))
        });
    Naming::of(&pattern)
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use crate::{InMemory, Known, Site, understand};

    const DAY: Date = Date::constant(2026, 11, 23);

    fn site(config: &str, files: &[(&str, &str)]) -> Site {
        let mut all = vec![
            ("_config.yml", config),
            ("scaffolds/post.md", "---\ntitle: {{ title }}\ndate: {{ date }}\ntags:\n---\n"),
        ];
        all.extend(files);
        understand(&InMemory::new(all))
    }

    #[test]
    fn the_configuration_is_read() {
        let site = site(
            "title: A blog\nurl: https://a.org\nroot: /b/\npermalink: :year/:title.html\n",
            &[
                ("source/_posts/a.md", "---\ntitle: A\ndate: 2026/1/2 10:00:00\n---\n"),
                ("source/_drafts/b.md", ""),
                ("source/about/index.md", ""),
                ("source/images/a.png", ""),
            ],
        );
        assert_eq!((site.generator, site.name.as_deref()), ("hexo", Some("A blog")));
        assert_eq!(
            (site.post_folders.as_slice(), site.drafts_folder.as_deref()),
            (["source/_posts".to_owned()].as_slice(), Some("source/_drafts"))
        );
        assert!(
            site.is_post("source/_drafts/b.md")
                && !site.is_post("source/about/index.md")
                && !site.is_post("source/_posts/_x.md")
        );
        assert!(site.publishes_future(), "Hexo shows such posts");
        let known = Known::from("", Some(DAY));
        assert_eq!(site.address_of("source/_posts/a.md", &known).as_deref(), Some("https://a.org/b/2026/a.html"));
        assert_eq!(site.address_of("source/_posts/a.md", &Known::default()), None);
        let place = site.place_picture("source/_posts/a.md", "n.png", &|_| false);
        assert_eq!((place.path.as_str(), place.link.as_str()), ("source/images/n.png", "/b/images/n.png"));
    }

    #[test]
    fn posts_are_named_as_the_configuration_says() {
        let check = |name: &str, expect: &str| {
            let config = format!("new_post_name: '{name}'");
            assert_eq!(site(&config, &[]).new_post("Hello", DAY, None, &|_| false).path, expect, "{name}");
        };
        check(":title.md", "source/_posts/hello.md");
        check(":year-:month-:day-:title.md", "source/_posts/2026-11-23-hello.md");
        check(":year/:title.md", "source/_posts/2026/hello.md");
        check("../../:title.md", "source/_posts/hello.md");
        check(":i_month/:title.md", "source/_posts/hello.md");
    }

    #[test]
    fn the_scaffold_is_how_a_post_begins() {
        let site = site("", &[]);
        assert_eq!(site.configured_by, ["_config.yml", "scaffolds/post.md"]);
        let post = site.new_post("Hello", DAY, Some("Ann"), &|_| false);
        assert_eq!(post.text, "---\ntitle: Hello\ndate: 2026-11-23\nauthor: Ann\n---\n\n");
    }

    #[test]
    fn a_post_may_have_a_folder_of_its_own() {
        let site = site("post_asset_folder: true", &[("source/_posts/a.md", "")]);
        let place = site.place_picture("source/_posts/a.md", "n.png", &|_| false);
        assert_eq!((place.path.as_str(), place.link.as_str()), ("source/_posts/a/n.png", "n.png"));
        assert_eq!(site.picture_candidates("source/_posts/a.md", "n.png").first(), Some(&place.path));
    }
}
