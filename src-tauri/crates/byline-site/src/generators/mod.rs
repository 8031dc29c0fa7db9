//! The generators. A new one is one file here and one line in [`ALL`].

mod hugo;
mod jekyll;
mod plain;

use crate::folder::{Folder, Remembered, Within};
use crate::paths::extension;
use crate::site::Site;
use crate::values;

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
const ALL: &[&dyn Generator] = &[&hugo::Hugo, &jekyll::Jekyll, &plain::Plain];

/// Tells what a folder is. A site may also lie in the one folder inside that a generator recognises, such as `docs`;
/// its paths then begin with that folder's name.
pub fn understand(folder: &dyn Folder) -> Site {
    let folder = &Remembered::new(folder);
    if let Some(generator) = recognised(folder) {
        return generator.read(folder);
    }
    let below: Vec<(String, &dyn Generator)> = folder
        .entries("")
        .into_iter()
        .filter(|entry| {
            // A theme brings an example of a site, which is not the site.
            entry.is_folder && !entry.name.starts_with('.') && entry.name != "exampleSite"
        })
        .filter_map(|entry| {
            let generator = recognised(&Within { folder, start: &entry.name })?;
            Some((entry.name, generator))
        })
        .collect();
    let everything = plain::Plain.read(folder);
    let posts_here = folder.entries("").iter().any(|entry| !entry.is_folder && everything.is_post(&entry.name));
    match below.as_slice() {
        [(start, generator)] if !posts_here => {
            let site = generator.read(&Within { folder, start });
            // Further down, a folder of a telling name is not evidence enough.
            if site.configured_by.is_empty() { everything } else { site.seen_from_above(start) }
        }
        _ => everything,
    }
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
fn address_and_base(address: &str) -> (Option<String>, String) {
    let address = address.trim().trim_end_matches('/');
    let Some((_, rest)) = address.split_once("://") else {
        return (None, String::new());
    };
    let base = rest.split_once('/').map(|(_, path)| format!("/{path}")).unwrap_or_default();
    (Some(address.to_owned()), base)
}

/// The extension that the newest post has, or the usual one.
fn extension_like(newest: Option<&crate::habits::Sample>) -> String {
    newest.map_or_else(|| "md".to_owned(), |sample| extension(&sample.path))
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
        check(&["config.toml=base_url = 'https://a.org'", "content/a.md", "templates/x.html"], "plain");
        check(&["config.toml=[server]\nport = 1"], "plain");
        check(&["theme.toml", "layouts/x.html", "exampleSite/hugo.toml"], "plain");
        check(&["_config.yml", "_posts/2026-01-01-a.md"], "jekyll");
        check(&["_config.yml=theme: minima", "index.md"], "jekyll");
        check(&["_posts/2026-01-01-a.md"], "jekyll");
        check(&["_posts/a.md", "package.json={\"dependencies\":{\"next\":\"1\"}}"], "plain");
        check(&["_config.yml", "source/_posts/a.md", "scaffolds/post.md"], "plain");
        check(&["_config.yml", "package.json={\"dependencies\":{\"hexo\":\"1\"}}"], "plain");
        check(&["a.md"], "plain");
        check(&[], "plain");
        check(&["docs/_config.yml", "README.md"], "jekyll");
        check(&["docs/_config.yml", "my-post.md"], "plain");
        check(&["docs/_config.yml", "site/hugo.toml"], "plain");
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
