use serde_json::Value;

use super::{Collection, Format, Media, Place, Settings, choose, field, kind_of};
use crate::folder::files_under;
use crate::habits::picture_folder;
use crate::paths::{inside, join};
use crate::site::{Naming, Pictures};
use crate::values::{get, jsonc, string, truth};

/// Front Matter CMS (frontmatter.codes/docs): `frontmatter.json`, with comments, and parts of it in files of their own.
pub(super) struct FrontMatterCms;

const PARTS: &str = ".frontmatter/config";

/// Most parts read.
const MOST_PARTS: usize = 200;

impl Format for FrontMatterCms {
    fn read(&self, place: &Place<'_>) -> Option<Settings> {
        let (file, text) = place.text(&["frontmatter.json"])?;
        let config = jsonc(&text)?;
        let says = |key: &str| get(&config, &format!("frontMatter.{key}"));
        let list = |key: &str| says(key).and_then(Value::as_array).cloned().unwrap_or_default();
        let mut folders = list("content.pageFolders");
        let mut types = list("taxonomy.contentTypes");
        for path in files_under(place.folder, &join(place.start, PARTS), &[]).iter().take(MOST_PARTS) {
            let lower = path.to_ascii_lowercase();
            let Some(part) = place.text(&[path.as_str()]).and_then(|(_, text)| jsonc(&text)) else { continue };
            if lower.contains("/pagefolders/") {
                folders.push(part);
            } else if lower.contains("/contenttypes/") {
                types.push(part);
            }
        }
        let prefix = says("templates.prefix").and_then(Value::as_str);
        let kind = says("taxonomy.frontMatterType").and_then(Value::as_str).and_then(kind_of);
        let extension = says("content.defaultFileType").and_then(Value::as_str).filter(|it| super::is_text(it));
        let media = says("content.publicFolder").and_then(|public| media(place, public));
        let collections = folders.iter().filter_map(|one| {
            let path = string(one, "path")?;
            let path = path.trim_start_matches("[[workspace]]").trim_matches('/').to_owned();
            let wanted = get(one, "contentTypes").map(crate::values::strings).unwrap_or_default();
            let named =
                |one: &&Value| string(one, "name").is_some_and(|name| wanted.is_empty() || wanted.contains(&name));
            let content = types.iter().filter(named).max_by_key(|one| {
                string(one, "name").is_some_and(|name| matches!(name.as_str(), "post" | "blog" | "article" | "default"))
            });
            let mut made = Collection {
                name: string(one, "title").unwrap_or_default(),
                folder: place.path(&path)?,
                kind,
                extension: extension.map(str::to_owned),
                media: media.clone(),
                ..Collection::default()
            };
            let own = |key: &str| get(one, key).or_else(|| content.and_then(|content| get(content, key)));
            let prefix = own("filePrefix").and_then(Value::as_str).or(prefix);
            let bundle = content.is_some_and(|content| truth(content, "pageBundle").unwrap_or(false));
            made.naming = match prefix.map(|prefix| naming(prefix, bundle)) {
                Some(naming) => naming,
                None => bundle.then_some(Naming::Bundle),
            };
            let fields = content.and_then(|content| get(content, "fields")).and_then(Value::as_array);
            for each in fields.into_iter().flatten() {
                add(&mut made, each);
            }
            Some(made)
        });
        Some(Settings { files: vec![file], collections: collections.collect() })
    }
}

/// What stands in front of a name: `yyyy-MM-dd`, bare or as `{{date|yyyy-MM-dd}}`.
fn naming(prefix: &str, bundle: bool) -> Option<Naming> {
    let bare = prefix.replace("{{date|", "").replace("}}", "");
    let bare = bare.trim().trim_end_matches('-');
    let front = match bare {
        "" => "",
        "yyyy-MM-dd" => "{year}-{month}-{day}-",
        _ => return None,
    };
    Naming::of(&format!("{front}{{slug}}{}", if bundle { "/index" } else { "" }))
}

fn media(place: &Place<'_>, public: &Value) -> Option<Media> {
    let written = public.as_str().map(str::to_owned).or_else(|| string(public, "path"))?;
    if written.contains(':') || public.get("relative").and_then(Value::as_bool) == Some(true) {
        return None;
    }
    let public = place.path(written.trim_start_matches("[[workspace]]"))?;
    let own: Vec<String> = files_under(place.folder, &public, &[]);
    let folder = picture_folder(&own, &public).unwrap_or_else(|| join(&public, "images"));
    let url = format!("/{}", inside(&folder, &public)?);
    Some(Media::Shared(Pictures { folder, url }))
}

fn add(made: &mut Collection, each: &Value) {
    let Some(name) = string(each, "name") else { return };
    let told = string(each, "type").unwrap_or_default();
    let several = truth(each, "multiple").unwrap_or(false);
    let kind = match told.as_str() {
        "string" if truth(each, "single") == Some(false) || truth(each, "wysiwyg").unwrap_or(false) => "multiline",
        "datetime" => "date",
        "boolean" | "draft" => "boolean",
        "number" => "number",
        "image" | "file" => "image",
        "choice" if several => "list",
        "choice" => "choice",
        "tags" | "categories" | "taxonomy" => "tags",
        "list" => "list",
        "contentRelationship" => "relation",
        "fields" | "block" | "json" | "dataFile" => "group",
        "divider" | "heading" | "fieldCollection" => return,
        _ => "text",
    };
    let mut field = field(&name, string(each, "title"), kind);
    field.required = truth(each, "required").unwrap_or(false);
    choose(&mut field, get(each, "choices"));
    field.multiple = several;
    field.hint = string(each, "description").map(|hint| super::tidy(&hint));
    made.add(field, get(each, "default"), truth(each, "hidden").unwrap_or(false));
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use crate::{InMemory, understand};

    #[test]
    fn the_content_type_of_the_posts_is_the_form() {
        let config = r#"{
  // settings of the editor
  "frontMatter.content.publicFolder": "static",
  "frontMatter.content.pageFolders": [{ "title": "posts", "path": "[[workspace]]/content/notes", "contentTypes": ["post"] },],
  "frontMatter.templates.prefix": "yyyy-MM-dd",
  "frontMatter.taxonomy.contentTypes": [
    { "name": "page", "fields": [] },
    { "name": "post", "pageBundle": true, "fields": [
      { "title": "Title", "name": "title", "type": "string", "required": true },
      { "title": "When", "name": "publishDate", "type": "datetime", "isPublishDate": true },
      { "title": "Kind", "name": "kind", "type": "choice", "choices": ["a", {"id": "b", "title": "B"}], "default": "a" },
      { "name": "source", "type": "string", "hidden": true, "default": "web" },
    ] },
  ],
  "frontMatter.config.dynamicFilePath": "./run-me.js",
}"#;
        let site =
            understand(&InMemory::new([("hugo.toml", ""), ("frontmatter.json", config), ("static/img/a.png", "")]));
        assert_eq!(
            (site.post_folders.as_slice(), site.configured_by[1].as_str()),
            (["content/notes".to_owned()].as_slice(), "frontmatter.json")
        );
        let seen: Vec<(&str, &str)> = site.fields.iter().map(|it| (it.label.as_str(), it.kind)).collect();
        assert_eq!(seen, [("Title", "text"), ("When", "date"), ("Kind", "choice")]);
        assert_eq!(site.fields[2].options, ["a", "b"]);
        assert_eq!((site.pictures.folder.as_str(), site.pictures.url.as_str()), ("static/img", "/img"));
        let post = site.new_post("Hello", Date::constant(2026, 1, 2), None, &|_| false);
        assert_eq!(post.path, "content/notes/2026-01-02-hello/index.md");
        assert_eq!(
            post.text,
            "+++\ntitle = \"Hello\"\npublishDate = 2026-01-02\nkind = \"a\"\nsource = \"web\"\n+++\n\n"
        );
    }

    #[test]
    fn parts_may_have_files_of_their_own() {
        let site = understand(&InMemory::new([
            ("package.json", r#"{"dependencies":{"astro":"5"}}"#),
            ("frontmatter.json", "{}"),
            (".frontmatter/config/content/pageFolders/blog.json", r#"{"title": "blog", "path": "src/content/texts"}"#),
            (
                ".frontmatter/config/taxonomy/contentTypes/default.json",
                r#"{"name": "default", "fields": [{"name": "title"}, {"name": "mood"}]}"#,
            ),
        ]));
        assert_eq!(site.post_folders, ["src/content/texts"]);
        assert_eq!(site.fields[1].name, "mood");
    }
}
