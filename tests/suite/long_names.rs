//! A site whose repository names everything by SHA-256: the list is right about what is published there, too.

use std::fs;
use std::path::{Path, PathBuf};

use byline_testkit::git;

use crate::seat::Seat;

const POST: &str = "_posts/2026-01-05-an-old-post.md";
const OTHER: &str = "_posts/2026-01-06-another.md";

/// What the list says of a post.
fn state(seat: &Seat, site: &Path, title: &str) -> String {
    let listed = seat.cli(["list", site.to_str().unwrap()]).ended(0);
    let posts = listed["posts"].as_array().unwrap();
    let post = posts.iter().find(|post| post["title"] == title).unwrap_or_else(|| panic!("{listed}"));
    post["state"].as_str().unwrap().to_owned()
}

/// Such a site, and its server beside it.
pub(crate) fn long_site(seat: &Seat) -> PathBuf {
    let at = seat.world.folder();
    let (server, site) = (at.join("long.git"), at.join("long"));
    let begin = ["init", "--quiet", "--initial-branch=main", "--object-format=sha256"];
    git(&at, &[&begin[..], &["--bare", server.to_str().unwrap()]].concat());
    git(&at, &[&begin[..], &[site.to_str().unwrap()]].concat());
    fs::create_dir_all(site.join("_posts")).unwrap();
    fs::write(site.join("_config.yml"), "title: Long\n").unwrap();
    fs::write(site.join(POST), "---\ntitle: Old\n---\n\nFirst words.\n").unwrap();
    fs::write(site.join(OTHER), "---\ntitle: Other\n---\n\nOther words.\n").unwrap();
    git(&site, &["config", "user.name", "Anna Writer"]);
    git(&site, &["config", "user.email", "anna@example.org"]);
    git(&site, &["add", "."]);
    git(&site, &["commit", "--quiet", "-m", "The site"]);
    git(&site, &["remote", "add", "origin", server.to_str().unwrap()]);
    git(&site, &["push", "--quiet", "--set-upstream", "origin", "main"]);
    site
}

#[test]
fn a_post_is_published_in_the_list_after_it_was_published() {
    let seat = Seat::new();
    let site = long_site(&seat);
    let server = site.with_file_name("long.git");
    assert_eq!((state(&seat, &site, "Old"), state(&seat, &site, "Other")), ("published".into(), "published".into()));

    fs::write(site.join(POST), "---\ntitle: Old\n---\n\nBetter words.\n").unwrap();
    assert_eq!(state(&seat, &site, "Old"), "changed");
    let out = seat.cli(["publish", site.join(POST).to_str().unwrap()]).ended(0);
    assert_eq!(out["outcome"], "published", "{out}");
    assert!(git(&server, &["show", &format!("main:{POST}")]).contains("Better words."));
    assert_eq!((state(&seat, &site, "Old"), state(&seat, &site, "Other")), ("published".into(), "published".into()));
}
