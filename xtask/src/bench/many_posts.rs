//! A large site, its server, and a second clone for the peer.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use crate::program::Program;
use crate::step::Stop;

/// The site's folders; all hold the same posts.
pub(crate) struct Site {
    /// The one that Byline works in.
    pub(crate) ours: PathBuf,
    /// The one that the peers work in, with a server of its own.
    pub(crate) theirs: PathBuf,
    /// Posts, relative to a folder.
    pub(crate) posts: Vec<String>,
}

const PARAGRAPH: &str = "The main centre of activity was the hub, with many well and less well known businesses vying to \
see who could offer the most appealing swag. Following a keynote that included interesting announcements it was straight \
into the meat and potatoes of the event: the technical breakout sessions.\n\n";

/// Makes it anew in `folder`: `count` posts of 4 kB in the shape that Hugo knows, a hundred to a folder.
pub(crate) fn make(folder: &Path, count: usize) -> Result<Site, Stop> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(Stop::file(folder))?;
    }
    let ours = folder.join("ours");
    let posts: Vec<String> =
        (0..count).map(|number| format!("content/posts/{:03}/post-{number:06}.md", number / 100)).collect();
    write(&ours.join("hugo.toml"), "baseURL = \"https://example.org/\"\ntitle = \"A large site\"\n")?;
    for (number, post) in posts.iter().enumerate() {
        write(&ours.join(post), &text(number))?;
    }
    let servers = ["ours.git", "theirs.git"].map(|name| folder.join(name));
    git(folder, &["init", "-q", "--bare", "-b", "main", "ours.git"])?;
    git(&ours, &["init", "-q", "-b", "main"])?;
    name_writer(&ours)?;
    git(&ours, &["remote", "add", "origin", &servers[0].to_string_lossy()])?;
    git(&ours, &["add", "."])?;
    git(&ours, &["commit", "-q", "-m", "A large site"])?;
    git(&ours, &["push", "-q", "-u", "origin", "main"])?;
    git(folder, &["clone", "-q", "--bare", "ours.git", "theirs.git"])?;
    git(folder, &["clone", "-q", "theirs.git", "theirs"])?;
    let theirs = folder.join("theirs");
    name_writer(&theirs)?;
    Ok(Site { ours, theirs, posts })
}

fn name_writer(site: &Path) -> Result<(), Stop> {
    git(site, &["config", "user.name", "Anna Writer"])?;
    git(site, &["config", "user.email", "anna@example.org"])
}

/// Runs the git program as a person would, in `folder`, with nobody's own settings.
pub(crate) fn git(folder: &Path, arguments: &[&str]) -> Result<(), Stop> {
    Program::new("git")
        .within(folder)
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", if cfg!(windows) { "NUL" } else { "/dev/null" })
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .map(drop)
}

fn text(number: usize) -> String {
    let (year, month, day) = (2000 + number / 400, number % 12 + 1, number % 28 + 1);
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write!(
        text,
        "---\ntitle: \"Post number {number}\"\nauthor: Anna Writer\ndate: {year}-{month:02}-{day:02}\ntags: [one, two]\n---\n\n"
    );
    while text.len() < 4096 {
        text.push_str(PARAGRAPH);
    }
    text
}

fn write(path: &Path, text: &str) -> Result<(), Stop> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Stop::file(folder))?;
    }
    fs::write(path, text).map_err(Stop::file(path))
}
