//! A post that is written and published in a site, through the command line alone.

use std::cell::Cell;
use std::path::PathBuf;

use byline_testkit::{SiteFolder, png};
use serde_json::Value;

use super::fixture;
use crate::seat::Seat;

/// A site on a server, and the folder of somebody who writes in it.
pub(super) struct Opened {
    seat: Seat,
    folder: SiteFolder,
    /// How many posts were written, so that no two pictures are the same.
    written: Cell<u32>,
}

/// A post that somebody wrote.
#[derive(Debug)]
pub(super) struct Written {
    /// Its file.
    pub(super) path: String,
    pub(super) title: String,
    /// Words that are in no other post.
    pub(super) words: String,
    /// Its picture's file.
    pub(super) picture: String,
    /// What the post says to show it.
    pub(super) link: String,
    /// The picture as it was made ready.
    pub(super) bytes: Vec<u8>,
    /// Where the post will be on the web.
    pub(super) address: Option<String>,
}

/// A picture in a site.
#[derive(Debug)]
pub(super) struct Attached {
    pub(super) picture: String,
    pub(super) link: String,
    pub(super) bytes: Vec<u8>,
}

impl Opened {
    /// A site of `tests/fixtures/sites`.
    pub(super) fn fixture(name: &str) -> Self {
        Self::with(&fixture::files(name))
    }

    /// A generator's site with another tool's settings in it.
    pub(super) fn with_settings(generator: &str, name: &str) -> Self {
        Self::with(&fixture::over(generator, name))
    }

    fn with(files: &[(String, Vec<u8>)]) -> Self {
        Self::of(&files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect::<Vec<_>>())
    }

    /// A site of these files.
    pub(super) fn of(files: &[(&str, &[u8])]) -> Self {
        let seat = Seat::new();
        let folder = seat.world.site("site", files);
        Self { seat, folder, written: Cell::new(0) }
    }

    /// What a command about the whole site says.
    pub(super) fn site(&self, command: &str, words: &[&str]) -> Value {
        let folder = self.folder.path().to_str().unwrap();
        self.seat.cli([&[command, folder], words].concat()).ended(0)
    }

    /// What a command about one post says.
    pub(super) fn post(&self, command: &str, path: &str, words: &[&str]) -> Value {
        let file = self.folder.path().join(path);
        self.seat.cli([&[command, file.to_str().unwrap()], words].concat()).ended(0)
    }

    /// The text of a file.
    pub(super) fn text(&self, path: &str) -> String {
        String::from_utf8(self.folder.read(path)).unwrap()
    }

    /// The paths of the list, sorted.
    pub(super) fn listed(&self) -> Vec<String> {
        let list = self.site("list", &[]);
        let posts = list["posts"].as_array().unwrap();
        let mut paths: Vec<String> = posts.iter().map(|post| post["path"].as_str().unwrap().to_owned()).collect();
        paths.sort();
        paths
    }

    /// A new post with words and a picture. `details` are what is set of it, as `set` takes them.
    pub(super) fn writes(&self, title: &str, details: &[&str]) -> Written {
        let made = self.site("new", &["--title", title, "--author", "Ann Writer", "--date", "2026-02-03"]);
        let path = made["path"].as_str().unwrap().to_owned();
        if !details.is_empty() {
            self.post("set", &path, details);
        }
        // With any editor: the file is the post.
        let words = format!("Nobody wrote these words before {}.", path.replace(|it: char| !it.is_alphanumeric(), " "));
        let text = format!("{}{words}\n", self.text(&path));
        self.folder.write(&path, text.as_bytes());
        let Attached { picture, link, bytes } = self.attaches(&path);
        let shown = self.post("show", &path, &[]);
        assert_eq!((shown["title"].as_str(), shown["date"].as_str()), (Some(title), Some("2026-02-03")), "{shown}");
        assert_eq!(shown["author"], "Ann Writer", "{shown}");
        Written {
            bytes,
            picture,
            link,
            address: shown["address"].as_str().map(str::to_owned),
            title: title.to_owned(),
            path,
            words,
        }
    }

    /// Puts a picture like no other at the end of a post.
    pub(super) fn attaches(&self, path: &str) -> Attached {
        let picture = self.seat.world.folder().join("A view.png");
        self.written.set(self.written.get() + 1);
        std::fs::write(&picture, png(12 + self.written.get(), 9)).unwrap();
        let attached = self.post("attach", path, &[picture.to_str().unwrap(), "--alt", "A view"]);
        let said = |key: &str| attached[key].as_str().unwrap().to_owned();
        Attached { bytes: self.folder.read(&said("path")), picture: said("path"), link: said("link") }
    }

    /// Publishes a post: it and its picture are what goes out.
    pub(super) fn publishes(&self, post: &Written) {
        let outcome = self.post("publish", &post.path, &[]);
        assert_eq!(outcome["outcome"], "published", "{outcome}");
        assert_eq!(outcome["address"].as_str(), post.address.as_deref(), "{outcome}");
        let mut sent: Vec<&str> =
            outcome["files"].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap()).collect();
        sent.sort_unstable();
        let mut expected = [post.path.as_str(), post.picture.as_str()];
        expected.sort_unstable();
        assert_eq!(sent, expected, "{outcome}");
        let server = self.seat.world.server_files();
        assert_eq!(server[&post.picture], post.bytes);
        assert!(String::from_utf8_lossy(&server[&post.path]).contains(&post.words));
    }

    /// What the server got, checked out into a folder of its own.
    pub(super) fn checkout(&self, name: &str) -> PathBuf {
        self.seat.world.clone_site(name).path().to_owned()
    }
}
