//! A post written and published in each generator's site, and in those with another tool's settings.

use super::generator::Generator;
use super::page::Output;
use crate::sites::post::{Opened, Written};

/// Titles as people write them: each has to become a file, an address and a heading.
const TITLES: &[&str] = &[
    "A new day",
    "Crème brûlée & Co. at the Café",
    "“Quoted”: it's a \"test\" <for> you?",
    "日本語の記事",
    "Привет, мир",
    "Party time 🎉🎈",
    "100% of C++ #1 / 50 \\ 50",
    "2026-01-01 was a good day",
    "The very long story of how we came to walk along the harbour every single Sunday, in rain and in shine, \
     for more than thirty years, and of everyone whom we met there on the way, told in their own words",
    "Yes",
];

/// Writes posts of all these titles, publishes them, builds, and looks for each.
fn check(name: &str, generator: Generator, base: &str, details: &[&str]) {
    let site = Opened::fixture(name);
    let posts: Vec<Written> = TITLES.iter().map(|title| site.writes(title, details)).collect();
    looks_right(&site, name, generator, base, &posts);
}

/// Publishes these posts, builds, and looks for each.
pub(super) fn looks_right(site: &Opened, name: &str, generator: Generator, base: &str, posts: &[Written]) {
    for post in posts {
        site.publishes(post);
    }
    let output = Output::new(generator.build(&site.checkout("checkout")), base);
    for post in posts {
        let address = post.address.as_ref().unwrap_or_else(|| panic!("{name}: no address for {}", post.path));
        let page = output.page(address);
        assert!(page.text.contains(&post.title), "{address} lacks its title:\n{}", page.text);
        assert!(page.text.contains(&post.words), "{address} lacks its words:\n{}", page.text);
        assert!(page.pictures().contains(&post.bytes), "{address} lacks its picture:\n{}", page.text);
    }
}

/// Publishes the fixture's own draft, with a picture: the site leaves it out before, and shows it after.
fn check_draft(name: &str, generator: Generator, base: &str, path: &str, words: &str) {
    let site = Opened::fixture(name);
    let before = Output::new(generator.build(&site.checkout("before")), base);
    assert!(before.pages_with(words).is_empty(), "{name} shows its drafts");
    let attached = site.attaches(path);
    let outcome = site.post("publish", path, &[]);
    assert_eq!(outcome["outcome"], "published", "{outcome}");
    let address = outcome["address"].as_str().unwrap_or_else(|| panic!("{name}: no address in {outcome}"));
    let after = Output::new(generator.build(&site.checkout("after")), base);
    let page = after.page(address);
    assert!(page.text.contains(words), "{address} lacks its words:\n{}", page.text);
    assert!(page.pictures().contains(&attached.bytes), "{address} lacks its picture:\n{}", page.text);
    assert_eq!(after.pages_with(words).len(), 1);
}

#[test]
fn drafts_of_hugo() {
    check_draft("hugo", Generator::Hugo, "https://example.org", "content/posts/not-yet.md", "Half a thought.");
}

#[test]
fn drafts_of_jekyll() {
    let base = "https://example.org/notes";
    check_draft("jekyll", Generator::Jekyll, base, "_drafts/what-salt-does.md", "Salt keeps water in.");
}

#[test]
fn drafts_of_eleventy() {
    let path = "content/blog/owls-later.md";
    check_draft("eleventy", Generator::Eleventy, "https://example.org", path, "Not seen yet.");
}

#[test]
fn drafts_of_astro() {
    let path = "src/content/blog/the-clock.md";
    check_draft("astro", Generator::Astro, "https://example.org", path, "It stopped at four.");
}

#[test]
fn drafts_of_hexo() {
    let path = "source/_drafts/the-sleeper.md";
    check_draft("hexo", Generator::Hexo, "https://example.org", path, "Nobody sleeps.");
}

#[test]
fn hugo() {
    check("hugo", Generator::Hugo, "https://example.org", &["tags=walks,water"]);
}

#[test]
fn jekyll() {
    check("jekyll", Generator::Jekyll, "https://example.org/notes", &["tags=bread,salt"]);
}

#[test]
fn eleventy() {
    check("eleventy", Generator::Eleventy, "https://example.org", &["tags=birds"]);
}

#[test]
fn astro() {
    check("astro", Generator::Astro, "https://example.org", &["description=One more object"]);
}

#[test]
fn hexo() {
    check("hexo", Generator::Hexo, "https://example.org", &["tags=north,snow", "categories=journeys,winter"]);
}
