use super::*;
use crate::{InMemory, understand};

fn language(files: &[(&str, &str)], path: &str, post: &str) -> Option<(String, LanguageTold)> {
    let folder = InMemory::new(files.iter().copied());
    let site = understand(&folder);
    let post = Post::parse(post.as_bytes(), path).unwrap();
    site.language_of(&post, path, site_language(&folder, &site).as_deref())
}

#[test]
fn details_go_before_the_place_and_the_place_before_the_site() {
    use LanguageTold::{Details, Place, Site};
    let hugo = ("hugo.toml", "languageCode = \"en-us\"\n[languages.en]\n[languages.gsw]\n");
    let check = |path: &str, post: &str, expect: Option<(&str, LanguageTold)>| {
        let found = language(&[hugo, ("content/posts/a.md", "")], path, post);
        assert_eq!(found, expect.map(|(tag, told)| (tag.to_owned(), told)), "{path}");
    };
    check("content/posts/a.md", "Words\n", Some(("en-US", Site)));
    check("content/posts/a.md", "---\nlang: pt_BR\n---\n", Some(("pt-BR", Details)));
    check("content/posts/a/index.de.md", "---\ntitle: A\n---\n", Some(("de", Place)));
    check("content/posts/a.gsw.md", "", Some(("gsw", Place)));
    check("content/fr/posts/a.md", "", Some(("fr", Place)));
    check("content/posts/a.v2.md", "", Some(("en-US", Site)));
    check("content/posts/to/a.md", "", Some(("en-US", Site)));
    check("content/de/a.md", "---\nlocale: nl\n---\n", Some(("nl", Details)));
}

#[test]
fn settings_and_pages_of_every_generator_name_the_sites_language() {
    for (files, expect) in [
        (&[("_config.yml", "title: A\nlang: de\n"), ("_posts/2026-01-01-a.md", "")][..], Some("de")),
        (
            &[
                ("_config.yml", "title: A\n"),
                ("_layouts/default.html", "<!doctype html>\n<html lang=\"fr-CA\" class=\"x\">"),
            ],
            Some("fr-CA"),
        ),
        (
            &[
                ("_config.yml", "language:\n  - es\n  - en\n"),
                ("package.json", "{\"dependencies\":{\"hexo\":\"7\"}}"),
                ("source/_posts/a.md", ""),
            ],
            Some("es"),
        ),
        (
            &[("config.toml", "base_url = \"https://a.org\"\ndefault_language = \"nl\"\n"), ("content/blog/a.md", "")],
            Some("nl"),
        ),
        (
            &[
                ("astro.config.mjs", ""),
                ("package.json", "{\"dependencies\":{\"astro\":\"5\"}}"),
                ("src/layouts/Layout.astro", "<html lang=\"pt\">"),
            ],
            Some("pt"),
        ),
        (&[("a.md", ""), ("index.html", "<HTML><html lang='it'>")], Some("it")),
        (&[("a.md", ""), ("index.html", "<html lang=\"{{ page.lang }}\">")], None),
        (&[("a.md", "")], None),
    ] {
        let folder = InMemory::new(files.iter().copied());
        assert_eq!(site_language(&folder, &understand(&folder)).as_deref(), expect, "{files:?}");
    }
}

#[test]
fn tags_are_written_in_one_way() {
    for (written, expect) in [
        ("de_AT.UTF-8", Some("de-AT")),
        ("EN", Some("en")),
        ("zh-hans-cn", Some("zh-Hans-CN")),
        ("C", None),
        ("POSIX", None),
        ("{{ site.lang }}", None),
        ("", None),
        ("english", None),
    ] {
        assert_eq!(tag(written).as_deref(), expect, "{written}");
    }
}
