use byline_post::Post;
use jiff::civil::Date;

use crate::{InMemory, Site, understand};

const DAY: Date = Date::constant(2026, 11, 23);

fn site(files: &[(&str, &str)]) -> Site {
    understand(&InMemory::new(files.iter().copied()))
}

fn post(path: &str, text: &str) -> Post {
    Post::parse(text.as_bytes(), path.rsplit('/').next().unwrap()).unwrap()
}

/// The text and the path after publishing; what is expected to stay is given as nothing.
fn public(site: &Site, path: &str, text: &str, expect: (Option<&str>, Option<&str>)) {
    let before = post(path, text);
    let turn = site.goes_public(path, &before, DAY, &|_| false).unwrap();
    let after = turn.post.as_ref().map(|post| std::str::from_utf8(post.as_bytes()).unwrap());
    assert_eq!((after, turn.path.as_deref()), expect, "{path}: {text}");
    let now = turn.post.unwrap_or(before);
    assert!(!site.is_draft(turn.path.as_deref().unwrap_or(path), &now), "it is no draft any more");
}

/// As [`public`], the other way round; no expectation at all where the site has no drafts.
fn draft(site: &Site, path: &str, text: &str, expect: Option<(Option<&str>, Option<&str>)>) {
    let before = post(path, text);
    let turn = site.becomes_draft(path, &before, &|_| false).unwrap();
    let Some(turn) = turn else { return assert!(expect.is_none(), "{path}") };
    let after = turn.post.as_ref().map(|post| std::str::from_utf8(post.as_bytes()).unwrap());
    assert_eq!(Some((after, turn.path.as_deref())), expect, "{path}: {text}");
    assert!(site.is_draft(turn.path.as_deref().unwrap_or(path), &turn.post.unwrap_or(before)));
}

#[test]
fn hugo_and_zola_have_a_mark() {
    let hugo =
        site(&[("hugo.toml", ""), ("content/posts/a.md", "+++\ntitle = 'A'\ndate = 2026-01-01\ndraft = false\n+++\n")]);
    let path = "content/posts/b.md";
    public(
        &hugo,
        path,
        "+++\ntitle = 'B' # one\ndraft = true # yet\n+++\n",
        (Some("+++\ntitle = 'B' # one\ndraft = false # yet\n+++\n"), None),
    );
    public(&hugo, path, "---\ntitle: B\ndraft: true\n---\n", (Some("---\ntitle: B\ndraft: false\n---\n"), None));
    public(&hugo, path, "---\ntitle: B\n---\n", (None, None));
    public(&hugo, path, "# B\n", (None, None));
    draft(&hugo, path, "---\ntitle: B\ndraft: false\n---\n", Some((Some("---\ntitle: B\ndraft: true\n---\n"), None)));
    draft(&hugo, path, "---\ntitle: B\ndraft: true\n---\n", None);

    // Where the other posts have no such detail, this one needs none either.
    let zola = site(&[
        ("config.toml", "base_url = 'https://a.org'"),
        ("templates/base.html", ""),
        ("content/blog/a.md", "+++\ntitle = \"A\"\n+++\n"),
    ]);
    public(
        &zola,
        "content/blog/b.md",
        "+++\ntitle = \"B\"\ndraft = true\n+++\nWords\n",
        (Some("+++\ntitle = \"B\"\n+++\nWords\n"), None),
    );
}

#[test]
fn jekyll_moves_drafts_and_names_them_by_their_date() {
    let jekyll = site(&[
        ("_config.yml", ""),
        ("_posts/2026-01-01-a.md", "---\ntitle: A\n---\n"),
        ("_drafts/c.md", "---\ntitle: C\n---\n"),
    ]);
    public(&jekyll, "_drafts/b.md", "---\ntitle: B\n---\n", (None, Some("_posts/2026-11-23-b.md")));
    public(&jekyll, "_drafts/b.markdown", "---\ndate: 2026-02-03\n---\n", (None, Some("_posts/2026-02-03-b.markdown")));
    public(&jekyll, "news/_drafts/deep/b.md", "---\ntitle: B\n---\n", (None, Some("news/_posts/deep/2026-11-23-b.md")));
    public(&jekyll, "_drafts/2026-04-05-b.md", "---\ntitle: B\n---\n", (None, Some("_posts/2026-04-05-b.md")));
    public(
        &jekyll,
        "_posts/2026-04-05-b.md",
        "---\ntitle: B\npublished: false\n---\n",
        (Some("---\ntitle: B\n---\n"), None),
    );
    public(&jekyll, "_posts/2026-04-05-b.md", "---\ntitle: B\n---\n", (None, None));
    draft(
        &jekyll,
        "_posts/2026-04-05-b.md",
        "---\ntitle: B\ndate: 2026-04-05\n---\n",
        Some((None, Some("_drafts/b.md"))),
    );
    // The date that only the name told.
    draft(
        &jekyll,
        "_posts/2026-04-05-b.md",
        "---\ntitle: B\n---\n",
        Some((Some("---\ntitle: B\ndate: 2026-04-05\n---\n"), Some("_drafts/b.md"))),
    );
    let taken = |path: &str| path == "_posts/2026-11-23-b.md";
    let turn = jekyll.goes_public("_drafts/b.md", &post("b.md", "---\ntitle: B\n---\n"), DAY, &taken).unwrap();
    assert_eq!(turn.path.as_deref(), Some("_posts/2026-11-23-b-2.md"));

    let without = site(&[("_config.yml", ""), ("_posts/2026-01-01-a.md", "---\ntitle: A\n---\n")]);
    draft(
        &without,
        "_posts/2026-04-05-b.md",
        "---\ntitle: B\n---\n",
        Some((Some("---\ntitle: B\npublished: false\n---\n"), None)),
    );
}

#[test]
fn hexo_moves_drafts_and_names_them_as_it_is_configured() {
    let hexo = site(&[
        ("_config.yml", "new_post_name: :year-:month-:day-:title.md\n"),
        ("scaffolds/post.md", "---\ntitle: {{ title }}\n---\n"),
        ("source/_drafts/b.md", "---\ntitle: B\n---\n"),
    ]);
    public(&hexo, "source/_drafts/b.md", "---\ntitle: B\n---\n", (None, Some("source/_posts/2026-11-23-b.md")));
    draft(
        &hexo,
        "source/_posts/2026-01-01-a.md",
        "---\ntitle: A\ndate: 2026-01-01\n---\n",
        Some((None, Some("source/_drafts/a.md"))),
    );
    let plain = site(&[
        ("_config.yml", "new_post_name: :title.md\n"),
        ("source/_drafts/b.md", "x"),
        ("source/_posts/a.md", "---\ntitle: A\n---\n"),
    ]);
    public(
        &plain,
        "source/_drafts/b.md",
        "---\ntitle: B\npublished: false\n---\n",
        (Some("---\ntitle: B\ndate: 2026-11-23\n---\n"), Some("source/_posts/b.md")),
    );
}

#[test]
fn other_sites_mark_drafts_as_their_posts_do() {
    let astro = site(&[
        ("astro.config.mjs", ""),
        ("src/content/blog/a.md", "---\ntitle: A\npubDate: 2026-01-01\ndraft: false\n---\n"),
    ]);
    public(
        &astro,
        "src/content/blog/b.md",
        "---\ntitle: B\ndraft: true\n---\n",
        (Some("---\ntitle: B\ndraft: false\n---\n"), None),
    );
    draft(
        &astro,
        "src/content/blog/b.md",
        "---\ntitle: B\n---\n",
        Some((Some("---\ntitle: B\ndraft: true\n---\n"), None)),
    );
    let plain = site(&[("a.md", "# A\n")]);
    draft(&plain, "a.md", "# A\n", None);
    assert!(!plain.knows_drafts("a.md"));
    public(&plain, "b.md", "---\ndraft: true\n---\n# B\n", (Some("---\ndraft: false\n---\n# B\n"), None));
}
