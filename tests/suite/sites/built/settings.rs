//! A post written and published in sites with the settings of another tool, which say what it begins with.

use super::generator::Generator;
use super::publish::looks_right;
use crate::sites::post::Opened;

fn check(generator: Generator, name: &str, base: &str, details: &[&str]) {
    let site = Opened::with_settings(generator.name(), name);
    let posts = ["A new day", "Crème & co."].map(|title| site.writes(title, details));
    looks_right(&site, name, generator, base, &posts);
}

#[test]
fn decap() {
    check(Generator::Hugo, "decap", "https://example.org", &["weather=rain"]);
}

#[test]
fn sveltia() {
    check(Generator::Eleventy, "sveltia", "https://example.org", &["place=pond"]);
}

#[test]
fn front_matter() {
    check(Generator::Hugo, "front-matter", "https://example.org", &["weather=snow"]);
}

#[test]
fn pages() {
    check(Generator::Jekyll, "pages", "https://example.org/notes", &["tags=soup"]);
}

#[test]
fn cloudcannon() {
    check(Generator::Eleventy, "cloudcannon", "https://example.org", &["place=wood"]);
}

#[test]
fn tina() {
    check(Generator::Hugo, "tina", "https://example.org", &["weather=sun"]);
}

#[test]
fn prose() {
    check(Generator::Jekyll, "prose", "https://example.org/notes", &["course=main"]);
}

#[test]
fn jekyll_defaults() {
    check(Generator::Jekyll, "jekyll-defaults", "https://example.org", &["categories=cooking"]);
}

#[test]
fn hugo_archetypes() {
    check(Generator::Hugo, "hugo-archetypes", "https://example.org", &["summary=Short"]);
}

#[test]
fn hexo_scaffolds() {
    check(Generator::Hexo, "hexo-scaffolds", "https://example.org", &["tags=journeys,north"]);
}
