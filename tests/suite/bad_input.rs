//! What a person should not have, or not have done: a plain sentence, and nothing changed.

use std::path::Path;

use byline_testkit::{SiteFolder, photo};
use serde_json::Value;

use crate::seat::{JEKYLL, Ran, Seat, files_below, leftovers};

pub(crate) const OLD: &str = "_posts/2026-01-05-an-old-post.md";

/// Words that nobody has to know who writes posts.
const NEVER: [&str; 12] = [
    "git",
    "commit",
    "push",
    "branch",
    "merge",
    "remote",
    "repository",
    "markdown",
    "front matter",
    "sqlite",
    "errno",
    "os error",
];

pub(crate) fn place(site: &SiteFolder, path: &str) -> String {
    site.path().join(path).to_str().unwrap().to_owned()
}

/// A failure as the contract has it, in words for people; its code.
pub(crate) fn refused(ran: &Ran) -> String {
    let error = ran.ended(1)["error"].clone();
    let message = error["message"].as_str().unwrap().to_owned();
    assert!(error["hint"].is_string() || error["hint"].is_null());
    let said = format!("{message} {}", error["hint"].as_str().unwrap_or_default());
    assert!(message.ends_with('.') && message.contains(' '), "no sentence: {said}");
    assert!(!said.contains(['{', '}']), "a place was not filled: {said}");
    plain(&said);
    error["code"].as_str().unwrap().to_owned()
}

pub(crate) fn plain(said: &str) {
    // Names of files are quoted, and are the person's own words.
    let own: String = said.split('“').map(|part| part.split_once('”').map_or(part, |(_, after)| after)).collect();
    let lower = own.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let line = format!(" {} ", words.join(" "));
    for never in NEVER {
        assert!(!line.contains(&format!(" {never} ")) && !line.contains(&format!(" {never}s ")), "{never}: {said}");
    }
}

/// Each of these commands on a post or a site fails with this code and changes nothing in the folder.
pub(crate) fn check(seat: &Seat, folder: &Path, commands: &[Vec<&str>], code: &str) {
    let before = files_below(folder);
    for words in commands {
        assert_eq!(refused(&seat.cli(words)), code, "{words:?}");
    }
    assert_eq!(files_below(folder), before);
    assert_eq!(leftovers(folder), [""; 0]);
}

#[test]
fn a_folder_that_is_no_site() {
    let seat = Seat::new();
    let folder = seat.world.folder().join("pictures");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("a.md"), "text").unwrap();
    let (shown, post) = (folder.to_str().unwrap(), folder.join("a.md"));
    let post = post.to_str().unwrap();
    let commands = [
        vec!["list", shown],
        vec!["site", shown],
        vec!["sync", shown],
        vec!["doctor", shown],
        vec!["publish", shown],
        vec!["new", shown, "--title", "T"],
        vec!["show", post],
        vec!["publish", post],
        vec!["list", seat.world.server().to_str().unwrap()],
    ];
    check(&seat, &folder, &commands, "not-a-site");
    check(&seat, &folder, &[vec!["list", post]], "not-a-site");
    check(&seat, &folder, &[vec!["list", "/no/such/folder"]], "no-folder");
}

#[test]
fn a_site_without_a_first_version_and_one_on_no_line_of_work() {
    let seat = Seat::new();
    let empty = seat.world.clone_site("empty");
    let shown = empty.path().to_str().unwrap();
    assert_eq!(seat.cli(["list", shown]).ended(0)["posts"], serde_json::json!([]));
    let made = seat.cli(["new", shown, "--title", "First"]).ended(0);
    assert_eq!(seat.cli(["list", shown]).ended(0)["posts"][0]["state"], "draft");
    assert!(empty.exists(made["path"].as_str().unwrap()));
    seat.cli(["doctor", shown]).ended(0);

    let detached = seat.world.site("blog", JEKYLL);
    let repo = detached.repo();
    let tip = repo.head().unwrap().target().unwrap();
    repo.set_head_detached(tip).unwrap();
    let post = place(&detached, OLD);
    let index = std::fs::read(detached.path().join(".git/index")).unwrap();
    assert_eq!(seat.cli(["show", &post]).ended(0)["state"], "published");
    seat.cli(["set", &post, "title=Other"]).ended(0);
    let out = seat.cli(["publish", &post]).ended(0);
    assert_eq!((&out["outcome"], &out["branch"]), (&Value::from("published"), &Value::from("main")));
    assert_eq!(seat.world.server_files()[OLD], detached.read(OLD));
    assert!(repo.head_detached().unwrap());
    assert_eq!(repo.head().unwrap().target().unwrap(), tip);
    assert!(std::fs::read(detached.path().join(".git/index")).unwrap() == index);
}

#[test]
fn nothing_leads_out_of_the_site() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let outside = seat.world.folder().join("outside.md");
    std::fs::write(&outside, "---\ntitle: Outside\n---\n").unwrap();
    let before = std::fs::read(&outside).unwrap();
    let mut open = seat.open(site.path());
    for path in [
        "../outside.md",
        "_posts/../../outside.md",
        "/etc/hostname",
        ".git/config",
        "_posts/../.git/config",
        "_posts\\x.md",
        "_posts/a\0.md",
        "",
    ] {
        assert!(open.open_post(path).is_err(), "{path:?}");
        assert!(open.write_body(path, "mine").is_err(), "{path:?}");
        assert!(open.attach(path, "a.png", &byline_testkit::png(9, 9)).is_err(), "{path:?}");
        assert!(open.publish(path, None).is_err(), "{path:?}");
        assert!(open.two_versions(path).map_or(true, |asked| asked.is_none()), "{path:?}");
        assert!(open.files().read(path, 1 << 20).is_err(), "{path:?}");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../../outside.md", site.path().join("_posts/2026-01-06-linked.md")).unwrap();
        std::os::unix::fs::symlink("../..", site.path().join("_posts/up")).unwrap();
        site.write(OLD, b"---\ntitle: T\n---\n\n![x](../../secret.jpg)\n![y](up/secret.jpg)\n");
        std::fs::write(seat.world.folder().join("secret.jpg"), photo(9, 9)).unwrap();
        open.files_changed().unwrap();
        assert!(open.write_body("_posts/2026-01-06-linked.md", "mine").is_err());
        assert!(open.write_body("_posts/up/outside.md", "mine").is_err());
        assert!(!open.posts(&crate::list::everything()).unwrap().posts.iter().any(|post| post.title == "Outside"));
        let html = open.preview_page(OLD, &str::to_owned).unwrap();
        assert!(!html.contains("secret.jpg\""), "{html}");
        assert_eq!(open.publish(OLD, None).unwrap().files.len(), 1);
        assert!(!seat.world.server_files().keys().any(|path| path.contains("secret")));
    }
    assert_eq!(std::fs::read(&outside).unwrap(), before);
}

#[test]
fn a_desk_that_cannot_be_written() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    std::fs::write(seat.desk(), "a file where the folder should be").unwrap();
    let before = files_below(site.path());
    for words in [vec!["list", site.path().to_str().unwrap()], vec!["publish", &place(&site, OLD)], vec!["starter"]] {
        refused(&seat.cli(&words));
    }
    assert_eq!(files_below(site.path()), before);
    std::fs::remove_file(seat.desk()).unwrap();
    seat.cli(["list", site.path().to_str().unwrap()]).ended(0);
    let store = files_below(&seat.desk()).into_keys().find(|name| name.ends_with("desk.db")).unwrap();
    for left in ["-wal", "-shm"] {
        let _gone = std::fs::remove_file(seat.desk().join(format!("{store}{left}")));
    }
    std::fs::write(seat.desk().join(store), "this is no store, however one looks at it".repeat(100)).unwrap();
    refused(&seat.cli(["list", site.path().to_str().unwrap()]));
    assert_eq!(files_below(site.path()), before);
}

#[test]
fn a_damaged_site() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    std::fs::write(site.path().join(".git/HEAD"), "nonsense").unwrap();
    check(&seat, site.path(), &[vec!["list", site.path().to_str().unwrap()]], "damaged");
    std::fs::remove_dir_all(site.path().join(".git")).unwrap();
    std::fs::write(site.path().join(".git"), "gitdir: /nowhere").unwrap();
    refused(&seat.cli(["list", site.path().to_str().unwrap()]));
}
