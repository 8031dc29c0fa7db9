use byline_post::FrontMatter;

use super::{Generator, address_and_base, blank, configuration, pictures_served};
use crate::address::Permalinks;
use crate::folder::{Folder, files_under, has};
use crate::places::{is_language, post_folders};
use crate::site::{DraftFlag, Site};
use crate::styles::stylesheets;
use crate::values::{get, string, truth};

/// Zola (getzola.org/documentation). Its `config.toml` is called as older Hugo's is.
pub(super) struct Zola;

const CONFIGURATIONS: [&str; 2] = ["config.toml", "zola.toml"];

const TEMPLATES: [&str; 3] = ["templates/base.html", "templates/index.html", "templates/page.html"];

impl Generator for Zola {
    fn id(&self) -> &'static str {
        "zola"
    }

    fn recognise(&self, folder: &dyn Folder) -> bool {
        // The one key that must be there, which Hugo spells otherwise; other programs' settings may have it too.
        configuration(folder, &CONFIGURATIONS).is_some_and(|(_, config)| {
            config.get("base_url").is_some()
                && (config.get("theme").is_some()
                    || ["content", "templates", "themes", "sass"].iter().any(|name| has(folder, name)))
        })
    }

    fn read(&self, folder: &dyn Folder) -> Site {
        let (file, config) = configuration(folder, &CONFIGURATIONS).unwrap_or_default();
        let mut site = blank(self, FrontMatter::Toml, "static");
        site.configured_by = vec![file];
        site.name = string(&config, "title");
        (site.address, site.rules.base) = address_and_base(&string(&config, "base_url").unwrap_or_default());
        let output = string(&config, "output_dir").and_then(|path| crate::paths::normalise(&path));
        site.skip.extend([output.unwrap_or_else(|| "public".to_owned()), "themes".to_owned()]);
        let files = files_under(folder, "", &site.skip);
        let found = post_folders(&files, &["content"]);
        site.post_folders = if found.is_empty() { vec![first_section(&files)] } else { found };
        site.draft_flag = Some(DraftFlag::new("draft", true));
        "content".clone_into(&mut site.rules.root);
        // Pictures beside a page, named as they are.
        site.rules.statics.push("content".to_owned());
        site.rules.needs_front_matter = true;
        site.rules.usual.authors = true;
        site.rules.usual.inside = &["taxonomies", "extra"];
        let taxonomies = get(&config, "taxonomies").and_then(serde_json::Value::as_array);
        if taxonomies.into_iter().flatten().any(|one| string(one, "name").as_deref() == Some("tags")) {
            // Anywhere else, and under a name that is not declared, tags would be an error.
            "\n[taxonomies]\ntags = []\n".clone_into(&mut site.rules.usual.tail);
        }
        let languages = get(&config, "languages").and_then(serde_json::Value::as_object);
        let slugs = get(&config, "slugify");
        site.rules.permalinks = Permalinks::Zola {
            keeps_dates: slugs.and_then(|slugs| truth(slugs, "paths_keep_dates")).unwrap_or(false),
            plain: slugs.and_then(|slugs| string(slugs, "paths")).is_none_or(|how| how == "on"),
            languages: languages
                .into_iter()
                .flatten()
                .map(|(name, _)| name.clone())
                .filter(|it| is_language(it))
                .collect(),
        };
        site.pictures = pictures_served(&files, "static", "images");
        site.stylesheets = stylesheets(folder, &files, &["static".to_owned()], &TEMPLATES);
        site
    }
}

/// A section without posts yet: one has an `_index.md`.
fn first_section(files: &[String]) -> String {
    let sections: Vec<&str> = files
        .iter()
        .filter_map(|path| path.strip_suffix("/_index.md"))
        .filter(|path| path.starts_with("content/"))
        .collect();
    let usual = sections.iter().find(|path| crate::places::USUAL.contains(&crate::paths::file_name(path)));
    usual.or(sections.first()).map_or_else(|| "content/blog".to_owned(), |path| (*path).to_owned())
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use crate::{FrontMatter, InMemory, Known, Site, understand};

    const DAY: Date = Date::constant(2026, 11, 23);

    fn site(files: &[(&str, &str)]) -> Site {
        let mut all = vec![
            ("config.toml", "base_url = 'https://a.org/b'\ntitle = 'A'\n[languages.fr]\n"),
            ("templates/base.html", ""),
        ];
        all.extend(files);
        understand(&InMemory::new(all))
    }

    #[test]
    fn the_configuration_is_read() {
        let site = site(&[
            ("content/_index.md", "+++\n+++\n"),
            ("content/blog/_index.md", "+++\n+++\n"),
            ("content/blog/_index.fr.md", "+++\n+++\n"),
            (
                "content/blog/one.md",
                "+++\ntitle = \"One\"\ndate = 2026-01-02\n[taxonomies]\ntags = [\"x\"]\n[extra]\ncover = \"c.png\"\n+++\n",
            ),
            (
                "content/blog/two/index.md",
                "+++\ntitle = \"Two\"\ndate = 2026-01-01\n[taxonomies]\ntags = [\"x\", \"y\"]\n+++\n",
            ),
            ("static/img/a.png", ""),
            ("themes/t/content/blog/x.md", ""),
        ]);
        assert_eq!((site.generator, site.front_matter), ("zola", Some(FrontMatter::Toml)));
        assert_eq!(site.post_folders, ["content/blog"]);
        assert!(
            site.is_post("content/blog/one.md")
                && !site.is_post("content/blog/_index.md")
                && !site.is_post("content/blog/_index.fr.md")
        );
        assert!(site.needs_front_matter(), "Zola refuses such a file");
        let names: Vec<&str> = site.fields.iter().map(|field| field.name.as_str()).collect();
        assert_eq!(names, ["title", "date", "authors", "tags", "extra.cover"]);
        assert_eq!(site.fields[3].options, ["x", "y"]);
        assert_eq!(site.draft_flag.as_ref().map(|flag| (flag.name.as_str(), flag.value)), Some(("draft", true)));
        let post = site.new_post("Hello", DAY, Some("Ann"), &|_| false);
        assert_eq!(post.path, "content/blog/hello.md");
        assert_eq!(post.text, "+++\ntitle = \"Hello\"\ndate = 2026-11-23\nauthors = [\"Ann\"]\n+++\n\n");
    }

    #[test]
    fn tags_have_a_place_where_they_are_declared() {
        let config = "base_url = 'https://a.org'\ntaxonomies = [{name = 'tags'}]\n";
        let site = understand(&InMemory::new([("config.toml", config), ("content/blog/_index.md", "")]));
        let post = site.new_post("A", DAY, None, &|_| false);
        assert_eq!(post.text, "+++\ntitle = \"A\"\ndate = 2026-11-23\n\n[taxonomies]\ntags = []\n+++\n\n");
    }

    #[test]
    fn addresses_are_made_of_names() {
        let site = site(&[("content/blog/a.md", "+++\n+++\n")]);
        let address = site.address_of("content/blog/2026-01-02-One Two.fr.md", &Known::default());
        assert_eq!(address.as_deref(), Some("https://a.org/b/fr/blog/one-two/"));
    }

    #[test]
    fn a_section_without_posts_is_enough() {
        let site = site(&[("content/about/_index.md", ""), ("content/news/_index.md", "")]);
        assert_eq!(site.post_folders, ["content/news"]);
    }
}
