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
    for post in &posts {
        site.publishes(post);
    }
    let output = Output::new(generator.build(&site.checkout()), base);
    for post in &posts {
        let address = post.address.as_ref().unwrap_or_else(|| panic!("{name}: no address for {}", post.path));
        let page = output.page(address);
        assert!(page.text.contains(&post.title), "{address} lacks its title:\n{}", page.text);
        assert!(page.text.contains(&post.words), "{address} lacks its words:\n{}", page.text);
        assert!(page.pictures().contains(&post.bytes), "{address} lacks its picture:\n{}", page.text);
    }
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
