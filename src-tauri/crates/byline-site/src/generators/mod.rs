//! The generators. A new one is one file here and one line in [`ALL`].

mod astro;
mod eleventy;
mod gatsby;
mod hexo;
mod hugo;
mod jekyll;
mod next;
mod plain;
mod zola;

use byline_post::FrontMatter;

use crate::address::Permalinks;
use crate::corrections::Corrections;
use crate::folder::{Folder, Remembered, Silent, Within, files_under};
use crate::habits::picture_folder;
use crate::head::{Examples, Head, Usual};
use crate::paths::{inside, join};
use crate::site::{Naming, Pictures, Placing, Posts, Rules, Site};
use crate::told::{Told, ToldBy};
use crate::writing::{Writing, writing};
use crate::{aliases, learn, settings, values};

/// A program that makes a website out of a folder, and what it expects to find there.
pub trait Generator: Sync {
    /// Its name in small letters.
    fn id(&self) -> &'static str;
    /// Whether the folder is this generator's. Declines when there are signs of another one.
    fn recognise(&self, folder: &dyn Folder) -> bool;
    /// What the folder is, in this generator's terms.
    fn read(&self, folder: &dyn Folder) -> Site;
}

/// Every generator, in the order in which they are asked. The last one takes any folder.
const ALL: &[&dyn Generator] = &[
    &astro::Astro,
    &eleventy::EleventySites,
    &gatsby::Gatsby,
    &hexo::Hexo,
    &next::Next,
    &zola::Zola,
    &hugo::HugoSites,
    &jekyll::JekyllSites,
    &plain::Plain,
];

/// How many folders above a site are looked through for it.
const DEEPEST_SITE: usize = 2;

/// Most folders asked about on the way.
const MOST_ASKED: usize = 200;

/// Tells what a folder is, as corrected by the file of a person's own settings.
pub fn understand(folder: &dyn Folder) -> Site {
    understand_with(folder, &Corrections::of(folder).0)
}

/// Tells what a folder is, with these corrections in place of those that it holds. A site may also lie in the one folder inside that a generator recognises, such as `docs` or
/// `apps/blog`; its paths then begin with that folder's name.
pub fn understand_with(folder: &dyn Folder, corrections: &Corrections) -> Site {
    let folder = &Remembered::new(folder);
    if let Some(generator) = recognised(folder) {
        let site = read(generator, folder);
        // The list of packages at the top of a large repository may name what only a folder of it needs.
        let merely_named = site.configured_by == ["package.json"]
            && !files_under(folder, "", &site.skip).iter().any(|path| site.is_post(path));
        if let Some((start, inner)) = if merely_named { below(folder) } else { None } {
            return settled(folder, &start, inner.seen_from_above(&start), corrections);
        }
        return settled(folder, "", site, corrections);
    }
    let everything = settled(folder, "", plain::Plain.read(folder), corrections);
    let posts_here = folder.entries("").iter().any(|entry| !entry.is_folder && everything.is_post(&entry.name));
    if !posts_here && let Some((start, site)) = below(folder) {
        let site = site.seen_from_above(&start);
        return settled(folder, &start, site, corrections);
    }
    everything
}

/// The one site in the folders inside, and where; of several, the one that has posts.
fn below(folder: &dyn Folder) -> Option<(String, Site)> {
    let mut level = vec![String::new()];
    for _ in 0..DEEPEST_SITE {
        let next = level.iter().flat_map(|above| {
            folder.entries(above).into_iter().filter_map(move |entry| {
                // A theme brings an example of a site, which is not the site.
                let looked_at = entry.is_folder
                    && !entry.name.starts_with('.')
                    && !matches!(entry.name.as_str(), "exampleSite" | "node_modules" | "vendor" | "themes");
                looked_at.then(|| join(above, &entry.name))
            })
        });
        level = next.take(MOST_ASKED).collect();
        let mut sites: Vec<(String, Site)> = level
            .iter()
            .filter_map(|start| {
                let inner = Within { folder, start };
                let site = read(recognised(&inner)?, &inner);
                // Further down, a folder of a telling name is not evidence enough.
                (!site.configured_by.is_empty()).then(|| (start.clone(), site))
            })
            .collect();
        if sites.len() > 1 {
            sites.retain(|(start, site)| {
                let inner = Within { folder, start };
                files_under(&inner, "", &site.skip).iter().any(|path| site.is_post(path))
            });
            return if sites.len() == 1 { sites.pop() } else { None };
        }
        if let Some(one) = sites.pop() {
            return Some(one);
        }
    }
    None
}

/// Adds what other tools' settings, the posts themselves and a person say. `start` is the folder that the site lies in.
fn settled(folder: &dyn Folder, start: &str, mut site: Site, corrections: &Corrections) -> Site {
    let files = files_under(folder, start, &site.skip);
    let holds = |path: &String| files.iter().any(|file| inside(file, path).is_some());
    if site.told_by.posts == Told::Usual && site.post_folders.iter().any(holds) {
        site.told_by.posts = Told::Folders;
    }
    if site.told_by.pictures == Told::Usual && holds(&site.pictures.folder) {
        site.told_by.pictures = Told::Folders;
    }
    site.rules.aliases = aliases::detail(folder, start, site.generator);
    site.writing = writing(folder, start, site.generator);
    let told = settings::apply(folder, start, &files, &mut site);
    corrections.before_learning(&mut site);
    learn::learn(&mut site, folder, &files, told.as_ref(), corrections);
    corrections.after_learning(&mut site);
    if !corrections.is_empty() {
        site.configured_by.insert(0, crate::corrections::FILE.to_owned());
    }
    site
}

/// What the folder is in a generator's terms, with what its configuration says told apart from what is usual.
fn read(generator: &dyn Generator, folder: &dyn Folder) -> Site {
    let mut site = generator.read(folder);
    if let Some(file) = site.configured_by.first().cloned() {
        let silent = generator.read(&Silent { folder, files: &site.configured_by });
        ToldBy::mark(&mut site, &silent, &Told::File(file));
    }
    site
}

fn recognised(folder: &dyn Folder) -> Option<&'static dyn Generator> {
    let (_, real) = ALL.split_last()?;
    real.iter().copied().find(|generator| generator.recognise(folder))
}

/// The first of these configuration files that is there, and what it says; an unreadable one says nothing.
fn configuration(folder: &dyn Folder, names: &[&str]) -> Option<(String, serde_json::Value)> {
    let entries = folder.entries("");
    let name = names.iter().find(|name| entries.iter().any(|entry| !entry.is_folder && entry.name == **name))?;
    let value = crate::folder::text(folder, name).and_then(|text| values::parse(name, &text));
    Some(((*name).to_owned(), value.unwrap_or_default()))
}

/// Whether the project's `package.json` names a package.
fn needs_package(folder: &dyn Folder, package: &str) -> bool {
    let Some(project) = crate::folder::text(folder, "package.json").and_then(|text| values::json(&text)) else {
        return false;
    };
    ["dependencies", "devDependencies"]
        .iter()
        .filter_map(|kind| project.get(kind))
        .any(|packages| packages.get(package).is_some())
}

/// An address without the slash at its end, and the path it ends in.
pub(crate) fn address_and_base(address: &str) -> (Option<String>, String) {
    let address = address.trim().trim_end_matches('/');
    let Some((_, rest)) = address.split_once("://") else {
        return (None, String::new());
    };
    let base = rest.split_once('/').map(|(_, path)| format!("/{path}")).unwrap_or_default();
    (Some(address.to_owned()), base)
}

/// What a site is before anything is known of it but its generator.
fn blank(generator: &dyn Generator, kind: FrontMatter, served: &str) -> Site {
    let usual = Usual::new(kind);
    Site {
        generator: generator.id(),
        home: String::new(),
        name: None,
        address: None,
        post_folders: vec![String::new()],
        drafts_folder: None,
        draft_flag: None,
        pictures: Pictures::default(),
        front_matter: Some(kind),
        configured_by: Vec::new(),
        set_aside: Vec::new(),
        fields: Vec::new(),
        hidden: Vec::new(),
        told_by: ToldBy::default(),
        writing: Writing::default(),
        stylesheets: Vec::new(),
        skip: vec!["node_modules".to_owned()],
        rules: Rules {
            posts: Posts::Within,
            confined: false,
            naming: Naming::Slug,
            extension: "md".to_owned(),
            placing: Placing::Shared,
            root: String::new(),
            statics: vec![served.to_owned()],
            base: String::new(),
            base_as_variable: false,
            permalinks: Permalinks::Unknown,
            future: true,
            needs_front_matter: false,
            underscores_hide: false,
            head: Head::learn(&usual, &Examples::default()),
            says_public: true,
            aliases: None,
            usual,
        },
    }
}

/// The folder of pictures below one whose files are served from the site's root, or `usual` inside it.
fn pictures_served(files: &[String], served: &str, usual: &str) -> Pictures {
    let folder = picture_folder(files, served).unwrap_or_else(|| join(served, usual));
    let url = format!("/{}", inside(&folder, served).unwrap_or(&folder));
    Pictures { folder, url }
}

/// The name and the text of the first of these files that is there.
fn first_text(folder: &dyn Folder, names: &[&str]) -> Option<(String, String)> {
    let entries = folder.entries("");
    let name = names.iter().find(|name| entries.iter().any(|entry| !entry.is_folder && entry.name == **name))?;
    Some(((*name).to_owned(), crate::folder::text(folder, name).unwrap_or_default()))
}

/// What tells that a folder is the generator's: its configuration, else the project's list of packages.
fn evidence(folder: &dyn Folder, configurations: &[&str]) -> (Vec<String>, String) {
    match first_text(folder, configurations) {
        Some((name, text)) => (vec![name], text),
        None => (first_text(folder, &["package.json"]).into_iter().map(|(name, _)| name).collect(), String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::InMemory;

    #[test]
    fn every_generator_here_is_registered() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/generators");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
            .filter(|name| name != "mod")
            .collect();
        files.sort();
        let mut ids: Vec<&str> = ALL.iter().map(|generator| generator.id()).collect();
        ids.sort_unstable();
        assert_eq!(files, ids);
        assert_eq!(ALL.last().unwrap().id(), "plain", "it takes any folder");
    }

    #[test]
    fn generators_are_told_apart() {
        let check = |files: &[&str], expect: &str| {
            let folder = InMemory::new(files.iter().map(|line| line.split_once('=').unwrap_or((line, ""))));
            assert_eq!(understand(&folder).generator, expect, "{files:?}");
        };
        check(&["hugo.toml"], "hugo");
        check(&["hugo.yaml=baseURL: x"], "hugo");
        check(&["config/_default/hugo.toml"], "hugo");
        check(&["config.toml=baseURL = 'https://a.org'"], "hugo");
        check(&["config.toml=title = 'a'", "content/posts/a.md"], "hugo");
        check(&["config.toml=base_url = 'https://a.org'", "content/a.md", "templates/x.html"], "zola");
        check(&["config.toml=[server]\nport = 1"], "plain");
        check(&["theme.toml", "layouts/x.html", "exampleSite/hugo.toml"], "plain");
        check(&["_config.yml", "_posts/2026-01-01-a.md"], "jekyll");
        check(&["_config.yml=theme: minima", "index.md"], "jekyll");
        check(&["_posts/2026-01-01-a.md"], "jekyll");
        check(&["_posts/a.md", "package.json={\"dependencies\":{\"next\":\"1\"}}"], "next");
        check(&["_config.yml", "source/_posts/a.md", "scaffolds/post.md"], "hexo");
        check(&["_config.yml", "package.json={\"dependencies\":{\"hexo\":\"1\"}}"], "hexo");
        check(&["_config.yml", "source/_posts/2026-01-01-a.md", "Gemfile=gem 'jekyll'"], "jekyll");
        check(&["_config.yml=new_post_name: :title.md"], "hexo");
        check(&["config.toml=base_url = 'https://a.org'\nport = 1"], "plain");
        check(&["config.toml=base_url = 'https://a.org'\ntheme = 'x'"], "zola");
        check(&["astro.config.ts"], "astro");
        check(&["package.json={\"devDependencies\":{\"astro\":\"5\"}}"], "astro");
        check(&[".eleventy.js", "_posts/2026-01-01-a.md"], "eleventy");
        check(&["eleventy.config.mjs"], "eleventy");
        check(&["package.json={\"devDependencies\":{\"@11ty/eleventy\":\"3\"}}", "_config.yml"], "eleventy");
        check(&["gatsby-config.ts"], "gatsby");
        check(&["next.config.ts", "_posts/a.md"], "next");
        check(&["hugo.toml", "package.json={\"devDependencies\":{\"next\":\"1\"}}"], "hugo");
        check(&["a.md"], "plain");
        check(&[], "plain");
        check(&["docs/_config.yml", "README.md"], "jekyll");
        check(&["docs/_config.yml", "my-post.md"], "plain");
        check(&["docs/_config.yml", "site/hugo.toml"], "plain");
        check(&["docs/_config.yml", "site/hugo.toml", "site/content/posts/a.md"], "hugo");
        check(&["apps/blog/astro.config.mjs", "apps/blog/src/content/blog/a.md", "package.json={}"], "astro");
        check(&["apps/web/next.config.js", "apps/blog/hugo.toml", "apps/blog/content/posts/a.md"], "hugo");
        check(&["a/b/c/hugo.toml"], "plain");
        check(&["package.json={\"devDependencies\":{\"next\":\"1\"}}", "apps/blog/hugo.toml"], "hugo");
    }

    #[test]
    fn a_site_below_has_its_folder_in_every_path() {
        let site = understand(&InMemory::new([
            ("README.md", ""),
            ("docs/_config.yml", "title: A"),
            ("docs/_posts/2026-01-01-a.md", "---\ntitle: A\n---\n"),
            ("docs/assets/css/main.css", ""),
            ("docs/images/a.png", ""),
        ]));
        assert_eq!(site.post_folders, ["docs/_posts"]);
        assert_eq!(site.configured_by, ["docs/_config.yml"]);
        assert_eq!(site.stylesheets, ["docs/assets/css/main.css"]);
        assert_eq!((site.pictures.folder.as_str(), site.pictures.url.as_str()), ("docs/images", "/images"));
        let post = site.new_post("B", jiff::civil::Date::constant(2026, 2, 3), None, &|_| false);
        assert_eq!(post.path, "docs/_posts/2026-02-03-b.md");
        let place = site.place_picture(&post.path, "b.png", &|_| false);
        assert_eq!((place.path.as_str(), place.link.as_str()), ("docs/images/b.png", "/images/b.png"));
        assert_eq!(site.picture_candidates(&post.path, &place.link).first(), Some(&place.path));
        assert!(site.is_post("docs/_posts/2026-01-01-a.md") && !site.is_post("docs/_site/_posts/a.md"));
    }
}
