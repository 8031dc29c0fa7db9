//! The starter site: a small blog with a server of its own, so that a newcomer can write and publish at once.

use std::path::{Path, PathBuf};

use byline_git::{Meta, Writer};

use crate::{Clock, DeskError, files, words};

macro_rules! starter {
    ($($path:literal),+ $(,)?) => {
        &[$(($path, include_bytes!(concat!("../../../../assets/starter/", $path)))),+]
    };
}

/// Every file of the starter site. A test compares this with the folder.
const FILES: &[(&str, &[u8])] = starter![
    ".gitignore",
    "_config.yml",
    "_layouts/default.html",
    "_layouts/home.html",
    "_layouts/post.html",
    "_posts/2026-01-12-welcome-to-your-site.md",
    "_posts/2026-01-13-your-first-post.md",
    "_posts/2026-01-14-pictures-that-say-something.md",
    "_posts/2026-01-15-publishing-and-changing-your-mind.md",
    "about.md",
    "assets/css/site.css",
    "assets/images/evening.jpg",
    "assets/images/morning.jpg",
    "index.html",
];

/// Where the starter site is in a desk's folder.
pub fn starter_place(desk: &Path) -> PathBuf {
    desk.join("starter").join("site")
}

/// Makes the starter site and its server in a desk's folder, unless they are there already. Returns the site's folder.
pub fn create_starter(desk: &Path, clock: &dyn Clock) -> Result<PathBuf, DeskError> {
    let site = starter_place(desk);
    if site.join(".git").exists() {
        return Ok(site);
    }
    for (path, bytes) in FILES {
        let place = site.join(path);
        files::replace(&place, bytes).map_err(|error| DeskError::disk(place.display().to_string(), error))?;
    }
    let now = clock.now();
    let byline = Writer { name: "Byline".to_owned(), email: "starter@byline.invalid".to_owned() };
    let meta = Meta {
        message: words::say("starter.message", &[]),
        author: byline.clone(),
        committer: byline,
        time: now.timestamp().as_second(),
        offset_minutes: now.offset().seconds() / 60,
    };
    byline_git::create(&site, &desk.join("starter").join("server.git"), &meta)?;
    Ok(site)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SystemClock;

    fn below(folder: &Path, root: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            if entry.path().is_dir() {
                below(&entry.path(), root, found);
            } else {
                let path = entry.path();
                found.push(path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/"));
            }
        }
    }

    #[test]
    fn every_file_of_the_starter_is_built_in() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/starter");
        let mut found = Vec::new();
        below(&root, &root, &mut found);
        found.sort();
        let mut known: Vec<_> = FILES.iter().map(|(path, _)| (*path).to_owned()).collect();
        known.sort();
        assert_eq!(found, known);
    }

    #[test]
    fn it_is_made_once_and_then_left_alone() {
        let desk = tempfile::tempdir().unwrap();
        let site = create_starter(desk.path(), &SystemClock).unwrap();
        std::fs::write(site.join("about.md"), "mine").unwrap();
        assert_eq!(create_starter(desk.path(), &SystemClock).unwrap(), site);
        assert_eq!(std::fs::read(site.join("about.md")).unwrap(), b"mine");
    }
}
