use super::*;
use crate::{InMemory, understand};

#[test]
fn every_format_here_is_registered() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/settings");
    // Besides the formats there are the list of them and these tests.
    assert_eq!(std::fs::read_dir(folder).unwrap().count() - 2, ALL.len());
}

const DECAP: &str = "media_folder: static/img\npublic_folder: /img\ncollections:\n- name: pages\n  folder: content/pages\n  fields: [{name: title}]\n- name: post\n  folder: content/words\n  fields: [{name: title}, {name: when, widget: datetime}]\n";

#[test]
fn of_several_the_one_that_knows_most_is_used() {
    let files = [
        ("hugo.toml", ""),
        ("archetypes/default.md", "---\ntitle: x\nmood: y\n---\n"),
        ("static/admin/config.yml", DECAP),
        (".pages.yml", "content:\n- {name: posts, type: collection, path: content/other}\n"),
    ];
    let check = |count: usize, folder: &str, by: &str| {
        let mut some: Vec<_> = files[..count].to_vec();
        some.push(("content/words/a.md", ""));
        let site = understand(&InMemory::new(some));
        assert_eq!((site.post_folders[0].as_str(), site.configured_by.last().map(String::as_str)), (folder, Some(by)));
    };
    check(1, "content/words", "hugo.toml");
    check(2, "content/words", "archetypes/default.md");
    check(4, "content/words", "static/admin/config.yml");
}

#[test]
fn settings_stay_inside_and_within_bounds() {
    let long = "x".repeat(400);
    let many: Vec<String> = (0..1_000).map(|at| format!("  - {{name: f{at}, label: '{long}'}}\n")).collect();
    let many = many.concat();
    let config = format!(
        "media_folder: ../../etc\ncollections:\n- name: posts\n  folder: content/posts\n  slug: '../{{{{slug}}}}'\n  fields:\n{many}"
    );
    let site = understand(&InMemory::new([("hugo.toml", ""), ("static/admin/config.yml", config.as_str())]));
    assert_eq!(site.fields.len(), MOST_FIELDS);
    assert!(site.fields.iter().all(|field| field.label.len() <= LONGEST_TEXT));
    assert_eq!(site.pictures.folder, "static/images");
    for wrong in [
        "collections: 3",
        "collections: [[]]",
        "- a",
        "{{{",
        "collections: [{folder: ../x, fields: 1}]",
        "",
        "a: &a [*a]",
    ] {
        let site = understand(&InMemory::new([
            ("hugo.toml", ""),
            ("static/admin/config.yml", wrong),
            (".pages.yml", wrong),
            ("frontmatter.json", wrong),
            ("tina/tina-lock.json", wrong),
            ("cloudcannon.config.yml", wrong),
            ("_prose.yml", wrong),
        ]));
        assert_eq!(site.post_folders, ["content/posts"], "{wrong}");
        assert_eq!(site.configured_by, ["hugo.toml"], "{wrong}");
    }
}

fn count(fields: &[Field]) -> usize {
    fields.iter().map(|field| 1 + count(&field.fields)).sum()
}

#[test]
fn descriptions_that_name_each_other_come_to_an_end() {
    let many = |one: &str| vec![one; 3_000].join(", ");
    let pages = format!(
        "components:\n  a: {{type: object, fields: [{}]}}\ncontent: [{{name: posts, type: collection, path: posts, fields: [{{name: g, component: a}}, {{name: h, component: a, list: true}}]}}]\n",
        many("{name: b, component: a}")
    );
    let group = many(
        r#"{"name": "c", "type": "fieldCollection", "fieldGroup": "g"}, {"name": "d", "type": "block", "fieldGroup": ["g"]}"#,
    );
    let front = format!(
        r#"{{"frontMatter.content.pageFolders": [{{"path": "posts"}}], "frontMatter.taxonomy.fieldGroups": [{{"id": "g", "fields": [{group}]}}], "frontMatter.taxonomy.contentTypes": [{{"name": "post", "fields": [{group}]}}]}}"#
    );
    for (file, text) in [(".pages.yml", pages.as_str()), ("frontmatter.json", front.as_str())] {
        let site = understand(&InMemory::new([("posts/a.md", ""), (file, text)]));
        assert!(site.configured_by.contains(&file.to_owned()) && count(&site.fields) < 20_000, "{file}");
    }
}

#[test]
fn settings_may_break_off_anywhere() {
    let json = r#"{"schema": {"collections": [{"name": "posts", "path": "content/a", "fields": [{"name": "title"}]}]}, // x
        "frontMatter.content.pageFolders": [{"path": "[[workspace]]/content/a"}], "collections_config": {"posts": {"path": "é"}}}"#;
    let files = [
        ("static/admin/config.yml", DECAP),
        (
            ".pages.yml",
            "media: [{input: é, output: /é}]\ncontent: [{type: collection, name: é, path: é, filename: '{é}'}]",
        ),
        ("frontmatter.json", json),
        ("tina/tina-lock.json", json),
        ("cloudcannon.config.json", json),
        ("_prose.yml", "metadata: {content/é: [{name: é, field: {element: é}}]}"),
        ("archetypes/default.md", "---\ntitle: '{{ replace .Name \"-\" \" \" }}'\né: {{ é }}\n---\n"),
    ];
    for (path, text) in files {
        for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end)) {
            let site = understand(&InMemory::new([("hugo.toml", ""), (path, &text[..end])]));
            let paths = site.post_folders.iter().chain([&site.pictures.folder]);
            assert!(paths.into_iter().all(|path| normalise(path).as_ref() == Some(path)), "{path}: {}", &text[..end]);
            site.new_post("A", jiff::civil::Date::constant(2026, 1, 2), None, &|_| false);
        }
    }
}

#[test]
fn folders_count_from_wherever_the_repository_is() {
    let pages = "content:\n- {name: posts, type: collection, path: web/content/blog, filename: '{primary}.md', fields: [{name: title}]}\n";
    let below =
        understand(&InMemory::new([("web/hugo.toml", ""), ("web/content/blog/a.md", ""), (".pages.yml", pages)]));
    assert_eq!(
        (below.post_folders.as_slice(), below.configured_by.as_slice()),
        (["web/content/blog".to_owned()].as_slice(), ["web/hugo.toml".to_owned(), ".pages.yml".to_owned()].as_slice())
    );
    let inside = understand(&InMemory::new([("hugo.toml", ""), ("content/blog/a.md", ""), (".pages.yml", pages)]));
    assert_eq!(inside.post_folders, ["content/blog"]);
}
