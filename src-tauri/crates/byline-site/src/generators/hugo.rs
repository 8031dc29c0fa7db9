use std::collections::BTreeMap;

use byline_post::FrontMatter;
use serde_json::Value;

use super::{Generator, address_and_base, configuration};
use crate::address::{Hugo, Language, Permalinks};
use crate::folder::{Folder, Within, files_under, has, text};
use crate::habits::picture_folder;
use crate::head::{Examples, Head, Usual};
use crate::paths::{file_name, inside, is_within, join, normalise, parent, stem};
use crate::site::{DraftFlag, Naming, Pictures, Placing, Posts, Rules, Site};
use crate::styles::stylesheets;
use crate::told::ToldBy;
use crate::values::{self, get, string, strings, truth};
use crate::writing::Writing;

/// Hugo (gohugo.io/documentation).
pub(super) struct HugoSites;

const CONFIGURATIONS: [&str; 4] = ["hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json"];
const OLDER: [&str; 4] = ["config.toml", "config.yaml", "config.yml", "config.json"];
const SPLIT: &str = "config/_default";

/// Sections that usually hold the posts.
const USUAL: [&str; 5] = ["posts", "post", "blog", "news", "articles"];

/// Names of texts that sites have beside their sections and that are no posts.
const PAGES: [&str; 14] = [
    "_index",
    "index",
    "about",
    "archive",
    "archives",
    "categories",
    "contact",
    "imprint",
    "impressum",
    "links",
    "now",
    "privacy",
    "search",
    "tags",
];

const TEMPLATES: [&str; 5] = [
    "layouts/_default/baseof.html",
    "layouts/baseof.html",
    "layouts/partials/head.html",
    "layouts/_partials/head.html",
    "layouts/partials/header.html",
];

impl Generator for HugoSites {
    fn id(&self) -> &'static str {
        "hugo"
    }

    fn recognise(&self, folder: &dyn Folder) -> bool {
        if has(folder, "theme.toml") && !has(folder, "content") {
            return false;
        }
        if CONFIGURATIONS.iter().any(|name| has(folder, name)) || has(folder, SPLIT) {
            return true;
        }
        // Many programs have a `config.toml`; Zola's says `base_url`, and Hugo's has no such key.
        configuration(folder, &OLDER).is_some_and(|(_, config)| {
            let says = |key: &str| config.get(key).is_some();
            !says("base_url") && (get(&config, "baseURL").is_some() || says("languageCode") || has(folder, "content"))
        })
    }

    fn read(&self, folder: &dyn Folder) -> Site {
        let (configured_by, config) = read_configuration(folder);
        let place = |key: &str, usual: &str| {
            string(&config, key).and_then(|path| normalise(&path)).unwrap_or_else(|| usual.to_owned())
        };
        let content = mounted(&config).unwrap_or_else(|| place("contentDir", "content"));
        let statics: Vec<String> = get(&config, "staticDir")
            .map(strings)
            .unwrap_or_default()
            .iter()
            .filter_map(|path| normalise(path))
            .collect();
        let statics = if statics.is_empty() { vec!["static".to_owned()] } else { statics };
        let (address, base) = address_and_base(&string(&config, "baseURL").unwrap_or_default());
        let skip = vec![place("publishDir", "public"), "resources".to_owned(), "node_modules".to_owned()];

        let files = files_under(folder, "", &skip);
        let usual = Usual::new(FrontMatter::Toml);
        let mut site = Site {
            generator: self.id(),
            home: String::new(),
            name: string(&config, "title").or_else(|| title_of(&config)),
            address,
            post_folders: all_sections(&files, &content, &languages(&config), &main_sections(&config)),
            drafts_folder: None,
            draft_flag: Some(DraftFlag::new("draft", true)),
            pictures: Pictures::default(),
            front_matter: Some(FrontMatter::Toml),
            configured_by,
            set_aside: Vec::new(),
            fields: Vec::new(),
            hidden: Vec::new(),
            told_by: ToldBy::default(),
            writing: Writing::default(),
            stylesheets: Vec::new(),
            skip,
            rules: Rules {
                posts: Posts::Within,
                confined: false,
                naming: Naming::Slug,
                extension: "md".to_owned(),
                placing: Placing::Shared,
                root: content.clone(),
                statics,
                base,
                base_as_variable: false,
                permalinks: addresses(&config, &content),
                future: truth(&config, "buildFuture").unwrap_or(false),
                needs_front_matter: false,
                underscores_hide: false,
                head: Head::learn(&usual, &Examples::default()),
                says_public: true,
                aliases: None,
                usual,
            },
        };
        let main = site.rules.statics[0].clone();
        let pictures = picture_folder(&files, &main).unwrap_or_else(|| join(&main, "images"));
        site.pictures.url = format!("/{}", inside(&pictures, &main).unwrap_or(&pictures));
        site.pictures.folder = pictures;
        let mut served = site.rules.statics.clone();
        served.push("assets".to_owned());
        let own: Vec<String> = files.into_iter().filter(|path| !path.starts_with("themes/")).collect();
        site.stylesheets = stylesheets(folder, &own, &served, &TEMPLATES);
        site
    }
}

/// One file, or a folder with a file for each part.
fn read_configuration(folder: &dyn Folder) -> (Vec<String>, Value) {
    let split = Within { folder, start: SPLIT };
    let single = configuration(folder, &CONFIGURATIONS).or_else(|| configuration(folder, &OLDER));
    let (mut files, mut config) = single.map_or_else(|| (Vec::new(), Value::Null), |(name, value)| (vec![name], value));
    if config.is_null()
        && let Some((name, value)) = configuration(&split, &CONFIGURATIONS).or_else(|| configuration(&split, &OLDER))
    {
        files.push(join(SPLIT, &name));
        config = value;
    }
    for part in ["permalinks", "languages", "module", "params"] {
        let names = ["toml", "yaml", "yml", "json"].map(|end| format!("{part}.{end}"));
        if get(&config, part).is_none()
            && let Some((name, value)) = configuration(&split, &names.each_ref().map(String::as_str))
        {
            if config.is_null() {
                config = Value::Object(serde_json::Map::new());
            }
            if let Some(map) = config.as_object_mut() {
                files.push(join(SPLIT, &name));
                map.insert(part.to_owned(), value);
            }
        }
    }
    for entry in folder.entries(SPLIT) {
        // Each language in a file of its own: `languages.en.toml`.
        let Some(language) = stem(&entry.name).strip_prefix("languages.").filter(|_| !entry.is_folder) else {
            continue;
        };
        let path = join(SPLIT, &entry.name);
        let Some(about) = text(folder, &path).and_then(|text| values::parse(&path, &text)) else { continue };
        let Some(map) = config.as_object_mut() else { continue };
        let all = map.entry("languages").or_insert_with(|| Value::Object(serde_json::Map::new()));
        if let Some(all) = all.as_object_mut() {
            all.entry(language).or_insert(about);
            files.push(path);
        }
    }
    (files, config)
}

/// The folder of texts where modules put it elsewhere.
fn mounted(config: &Value) -> Option<String> {
    let mounts = get(config, "module").and_then(|module| get(module, "mounts"))?.as_array()?;
    let content = mounts.iter().find(|mount| string(mount, "target").as_deref() == Some("content"))?;
    string(content, "source").and_then(|path| normalise(&path))
}

/// The sections of posts in each language that has a folder of its own, the main language first, else in the one folder.
fn all_sections(files: &[String], content: &str, languages: &[Language], named: &[String]) -> Vec<String> {
    // A language without a folder of its own has the site's.
    let own: Vec<&str> = languages.iter().map(|language| language.content.as_deref().unwrap_or(content)).collect();
    let mut found: Vec<String> = Vec::new();
    for folder in &own {
        let of_another = |file: &str| own.iter().any(|other| inside(other, folder).is_some() && is_within(file, other));
        let texts = files.iter().filter(|file| inside(file, folder).is_some() && !of_another(file));
        let texts: Vec<String> = texts.cloned().collect();
        if texts.is_empty() {
            continue;
        }
        for section in sections(&texts, folder, named) {
            if !found.contains(&section) {
                found.push(section);
            }
        }
    }
    if found.is_empty() { sections(files, content, named) } else { found }
}

/// The sections whose texts a site lists first; themes look for them among the site's parameters.
fn main_sections(config: &Value) -> Vec<String> {
    let said = get(config, "mainSections").or_else(|| get(get(config, "params")?, "mainSections"));
    said.map(strings).unwrap_or_default().iter().filter_map(|section| normalise(section)).collect()
}

/// The sections of posts: those that the site names, those with a usual name, or else the one with the most texts. Sites in several languages
/// may have them one folder further down.
fn sections(files: &[String], content: &str, named: &[String]) -> Vec<String> {
    let named = named.iter().map(|section| join(content, section));
    let named: Vec<String> = named.filter(|folder| files.iter().any(|file| inside(file, folder).is_some())).collect();
    if !named.is_empty() {
        return named;
    }
    let mut held: BTreeMap<String, usize> = BTreeMap::new();
    let mut here = 0;
    for file in files.iter().filter(|path| matches!(crate::paths::extension(path).as_str(), "md" | "markdown" | "mdx"))
    {
        let Some(inside) = inside(file, content) else {
            continue;
        };
        here += usize::from(!inside.contains('/') && !is_a_page(inside));
        let folders: Vec<&str> = inside.split('/').collect();
        for depth in 1..folders.len().min(3) {
            *held.entry(join(content, &folders[..depth].join("/"))).or_default() += 1;
        }
    }
    let mut usual: Vec<(&String, usize)> =
        held.iter().filter(|(path, _)| is_usual(path)).map(|(path, count)| (path, *count)).collect();
    // A usual name inside another section is merely a folder of it.
    let all: Vec<&String> = usual.iter().map(|(path, _)| *path).collect();
    usual.retain(|(path, _)| !all.iter().any(|other| other.as_str() == parent(path)));
    usual.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    if !usual.is_empty() {
        return usual.into_iter().map(|(path, _)| path.clone()).collect();
    }
    let most = held
        .iter()
        .filter(|(path, _)| parent(path) == content)
        .max_by_key(|(path, count)| (**count, std::cmp::Reverse(path.as_str())));
    match most {
        // A small blog has its posts beside each other and no sections.
        _ if here > most.map_or(1, |(_, count)| *count) => vec![content.to_owned()],
        Some((path, _)) => vec![path.clone()],
        None => vec![join(content, USUAL[0])],
    }
}

fn is_usual(section: &str) -> bool {
    USUAL.contains(&file_name(section).to_ascii_lowercase().as_str())
}

/// Whether a text right in the folder of texts is by its name a page of the site's own, such as one about it.
fn is_a_page(name: &str) -> bool {
    let name = stem(name).split('.').next().unwrap_or_default().to_ascii_lowercase();
    PAGES.contains(&name.as_str())
}

fn addresses(config: &Value, content: &str) -> Permalinks {
    let patterns = get(config, "permalinks").map(|all| get(all, "page").unwrap_or(all));
    let says = |key: &str| truth(config, key).unwrap_or(false);
    Permalinks::Hugo(Hugo {
        patterns: patterns
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
            .filter_map(|(section, pattern)| Some((section.clone(), pattern.as_str()?.to_owned())))
            .collect(),
        ugly: says("uglyURLs"),
        keeps_case: says("disablePathToLower"),
        drops_accents: says("removePathAccents"),
        content: content.to_owned(),
        languages: languages(config),
    })
}

/// The title that the site has in its main language.
fn title_of(config: &Value) -> Option<String> {
    let main = string(config, "defaultContentLanguage").unwrap_or_else(|| "en".to_owned());
    string(get(get(config, "languages")?, &main)?, "title")
}

/// The site's languages, the main one first, then by their weight.
fn languages(config: &Value) -> Vec<Language> {
    let main = string(config, "defaultContentLanguage").unwrap_or_else(|| "en".to_owned()).to_ascii_lowercase();
    let in_front = truth(config, "defaultContentLanguageInSubdir").unwrap_or(false);
    let all = get(config, "languages").and_then(Value::as_object);
    let mut found: Vec<(bool, i64, Language)> = all
        .into_iter()
        .flatten()
        .filter(|(_, about)| !truth(about, "disabled").unwrap_or(false))
        .map(|(name, about)| {
            let is_main = name.eq_ignore_ascii_case(&main);
            let content = string(about, "contentDir").and_then(|path| normalise(&path));
            let prefix = if is_main && !in_front { String::new() } else { name.to_lowercase() };
            let weight = get(about, "weight").and_then(Value::as_i64).unwrap_or_default();
            (!is_main, weight, Language { name: name.clone(), content, prefix })
        })
        .collect();
    found.sort_by_key(|(other, weight, _)| (*other, *weight));
    found.into_iter().map(|(_, _, language)| language).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use crate::{FrontMatter, InMemory, Site, understand};

    const DAY: Date = Date::constant(2026, 11, 23);

    fn site(files: &[(&str, &str)]) -> Site {
        understand(&InMemory::new(files.iter().copied()))
    }

    #[test]
    fn the_configuration_is_read() {
        let site = site(&[
            ("hugo.yaml", "title: A blog\nbaseURL: https://a.org/b/\nbuildFuture: true\nstaticDir: [files]\n"),
            ("content/posts/_index.md", "---\ntitle: Posts\n---\n"),
            ("content/posts/a.md", "---\ntitle: A\ndate: 2026-01-01\nauthor: Ann\n---\n"),
            ("content/docs/x.md", ""),
            ("content/docs/y.md", ""),
            ("content/docs/z.md", ""),
            ("files/img/a.png", ""),
            ("files/css/style.css", ""),
            ("themes/t/static/css/style.css", ""),
        ]);
        assert_eq!((site.generator, site.name.as_deref()), ("hugo", Some("A blog")));
        assert_eq!(site.address.as_deref(), Some("https://a.org/b"));
        assert_eq!(site.post_folders, ["content/posts"]);
        assert_eq!(site.front_matter, Some(FrontMatter::Yaml), "as the posts have it");
        assert_eq!((site.pictures.folder.as_str(), site.pictures.url.as_str()), ("files/img", "/img"));
        assert_eq!(site.stylesheets, ["files/css/style.css"]);
        assert!(site.publishes_future());
        assert_eq!(site.place_picture("content/posts/a.md", "n.png", &|_| false).link, "/b/img/n.png");
    }

    #[test]
    fn posts_are_found() {
        let check = |files: &[(&str, &str)], expect: &[&str]| {
            let mut all = vec![("hugo.toml", "")];
            all.extend(files);
            assert_eq!(site(&all).post_folders, expect);
        };
        check(&[], &["content/posts"]);
        check(
            &[("content/blog/a.md", ""), ("content/news/a.md", ""), ("content/news/b.md", "")],
            &["content/news", "content/blog"],
        );
        check(&[("content/stories/a.md", ""), ("content/about.md", "")], &["content/stories"]);
        check(
            &[("content/en/posts/a.md", ""), ("content/de/posts/a.md", ""), ("content/de/posts/b.md", "")],
            &["content/de/posts", "content/en/posts"],
        );
        check(&[("content/posts/blog/a.md", "")], &["content/posts"]);
        check(&[("content/Blog/a.md", ""), ("content/docs/a.md", ""), ("content/docs/b.md", "")], &["content/Blog"]);
        check(
            &[("content/a.md", ""), ("content/b.md", ""), ("content/about.md", ""), ("content/projects/p.md", "")],
            &["content"],
        );
        check(&[("content/about.md", ""), ("content/search.md", ""), ("content/archives.md", "")], &["content/posts"]);
        for config in ["mainSections = ['notes']", "[params]\nmainSections = ['notes', 'none']"] {
            let site = site(&[("hugo.toml", config), ("content/posts/a.md", ""), ("content/notes/a.md", "")]);
            assert_eq!(site.post_folders, ["content/notes"], "{config}");
        }
        let site = site(&[("hugo.toml", ""), ("content/posts/a.md", "")]);
        assert!(site.is_post("content/posts/b/index.md") && site.is_post("content/posts/2026/c.md"));
        assert!(
            !site.is_post("content/posts/_index.md")
                && !site.is_post("content/about.md")
                && !site.is_post("public/a.md")
        );
    }

    #[test]
    fn a_language_without_a_folder_of_its_own_has_the_sites() {
        let check = |config: &str, files: &[&str], expect: &[&str]| {
            let mut all = vec![("hugo.toml", config)];
            all.extend(files.iter().map(|path| (*path, "")));
            assert_eq!(site(&all).post_folders, expect, "{config}");
        };
        check(
            "contentDir = 'content/en'\n[languages.en]\nweight = 1\n[languages.no]\ncontentDir = 'content/no'\n",
            &["content/en/blog/news/a.md", "content/en/docs/b.md", "content/en/docs/c.md", "content/no/blog/a.md"],
            &["content/en/blog", "content/no/blog"],
        );
        check(
            "[languages.en]\nweight = 1\n[languages.de]\ncontentDir = 'content/de'\n",
            &["content/posts/a.md", "content/de/posts/a.md", "content/de/posts/b.md"],
            &["content/posts", "content/de/posts"],
        );
    }

    #[test]
    fn each_language_may_have_a_file_of_its_own() {
        let site = site(&[
            ("config/_default/hugo.toml", "baseURL = 'https://a.org'\ndefaultContentLanguage = 'en'\n"),
            ("config/_default/languages.en.toml", "title = 'A blog'\nweight = 1\n"),
            ("config/_default/languages.de.toml", "title = 'Ein Blog'\nweight = 2\n"),
            ("content/posts/one/index.md", ""),
            ("content/posts/one/index.de.md", ""),
        ]);
        assert_eq!(site.name.as_deref(), Some("A blog"));
        let address = |path: &str| site.address_of(path, &crate::Known::default());
        assert_eq!(address("content/posts/one/index.md").as_deref(), Some("https://a.org/posts/one/"));
        assert_eq!(address("content/posts/one/index.de.md").as_deref(), Some("https://a.org/de/posts/one/"));
    }

    #[test]
    fn a_new_post_is_as_the_others_are() {
        let check = |files: &[(&str, &str)], path: &str, text: &str| {
            let mut all = vec![("hugo.toml", "")];
            all.extend(files);
            let post = site(&all).new_post("Hello", DAY, Some("Ann"), &|_| false);
            assert_eq!((post.path.as_str(), post.text.as_str()), (path, text));
        };
        check(&[], "content/posts/hello.md", "+++\ntitle = \"Hello\"\ndate = 2026-11-23\nauthor = \"Ann\"\n+++\n\n");
        check(
            &[(
                "archetypes/default.md",
                "+++\ndate = '{{ .Date }}'\ndraft = true\ntitle = '{{ replace .File.ContentBaseName \"-\" \" \" | title }}'\ndescription = ''\n+++\n",
            )],
            "content/posts/hello.md",
            "+++\ndate = 2026-11-23\ntitle = 'Hello'\nauthor = 'Ann'\ndescription = ''\n+++\n\n",
        );
        check(
            &[("archetypes/posts/index.md", "---\ntitle: {{ .Title }}\ndate: {{ .Date }}\ntoc: true\n---\n")],
            "content/posts/hello/index.md",
            "---\ntitle: Hello\ndate: 2026-11-23\nauthor: Ann\ntoc: true\n---\n\n",
        );
        check(
            &[("content/blog/a/index.md", "---\ntitle: A\ndate: 2026-01-01T10:00:00Z\nauthors: [B]\n---\n")],
            "content/blog/hello/index.md",
            "---\ntitle: Hello\ndate: 2026-11-23\nauthors: [Ann]\n---\n\n",
        );
    }

    #[test]
    fn the_template_gives_fields() {
        let site = site(&[
            ("hugo.toml", ""),
            ("archetypes/default.md", "---\ntitle: x\ncover_image: ''\ntoc: true\nseries: []\n---\n"),
        ]);
        let fields: Vec<(&str, &str, &str)> =
            site.fields.iter().map(|field| (field.name.as_str(), field.label.as_str(), field.kind)).collect();
        assert_eq!(
            fields[4..],
            [("cover_image", "Cover image", "text"), ("toc", "Toc", "boolean"), ("series", "Series", "list")]
        );
        assert_eq!(site.configured_by, ["hugo.toml", "archetypes/default.md"]);
    }
}
