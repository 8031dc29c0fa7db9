//! The system's own keychain: a sign-in of one program is there for the next one, nowhere else, and goes with signing out;
//! without a keychain nothing is kept.

use std::fs;
use std::path::{Path, PathBuf};

use byline_testkit::{Forge, GitServer, SiteFolder, Style, program};
use serde_json::Value;

use crate::seat::{JEKYLL, Seat};

const KEY: &str = "c4nary-in-the-keychain";
const POST: &str = "_posts/2026-01-05-an-old-post.md";

struct Here {
    seat: Seat,
    site: SiteFolder,
    forge: Forge,
    _git: GitServer,
}

fn here() -> Here {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let git = GitServer::over(&seat.world.folder()).start();
    let forge = Forge::start(Style::Forgejo).before(git.port());
    site.repo().remote_set_url("origin", &forge.url("server.git")).unwrap();
    forge.make_key(KEY);
    Here { seat, site, forge, _git: git }
}

impl Here {
    /// Runs lines of a shell in which `byline` is the command line with `--json`, on this desk. Everything printed.
    fn shell(&self, before: &[&str], lines: &str) -> String {
        let home = self.seat.world.folder().join("home");
        let run = self.seat.world.folder().join("run");
        for folder in [&home, &run] {
            fs::create_dir_all(folder).unwrap();
        }
        let whole = format!("byline() {{ \"$BYLINE\" --json --desk \"$DESK\" \"$@\"; }}\n{lines}");
        let words: Vec<&str> = before.iter().copied().chain(["sh", "-c", &whole]).collect();
        let mut shell = program(words[0]);
        shell.args(&words[1..]).env("HOME", &home).env("XDG_RUNTIME_DIR", &run).env_remove("DBUS_SESSION_BUS_ADDRESS");
        shell.env("BYLINE", env!("CARGO_BIN_EXE_byline-cli-under-test")).env("DESK", self.seat.desk());
        shell.env("SITE", self.site.path()).env("KEY_FILE", self.key_file());
        let done = shell.output().unwrap();
        format!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr))
    }

    /// The key stands in a file of the test's, so that no process has it in its arguments or variables.
    fn key_file(&self) -> PathBuf {
        let file = self.seat.world.folder().join("key");
        fs::write(&file, format!("{KEY}\n")).unwrap();
        file
    }

    fn change(&self, words: &str) {
        let text = self.site.read(POST);
        let text = String::from_utf8(text).unwrap().replace("First words.", words);
        fs::write(self.site.path().join(POST), text).unwrap();
    }
}

fn objects(said: &str) -> Vec<Value> {
    said.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

/// The files below a folder that hold these bytes.
fn holding(folder: &Path, bytes: &[u8]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => found.extend(holding(&path, bytes)),
            Ok(kind) if kind.is_file() => {
                let there = fs::read(&path).unwrap_or_default();
                if there.windows(bytes.len()).any(|part| part == bytes) {
                    found.push(path);
                }
            }
            _ => {}
        }
    }
    found
}

#[test]
fn a_sign_in_is_kept_in_the_keychain_and_nowhere_else() {
    let here = here();
    here.change("Sent with a key.");
    let said = here.shell(
        &["dbus-run-session", "--"],
        "printf secret | gnome-keyring-daemon --unlock --components=secrets >&2
         byline publish \"$SITE\"
         byline sign-in \"$SITE\" --key-from-stdin < \"$KEY_FILE\"
         byline publish \"$SITE\"
         byline sign-out \"$SITE\"
         byline sync \"$SITE\"",
    );
    let told = objects(&said);
    let outcomes: Vec<&str> = told.iter().filter_map(|object| object["outcome"].as_str()).collect();
    assert_eq!(outcomes, ["waiting", "published", "waiting"], "{said}");
    assert_eq!((told[1]["name"].as_str(), told[1]["kept"].as_str()), (Some("anna"), Some("keychain")), "{said}");
    assert!(String::from_utf8_lossy(&here.seat.world.server_files()[POST]).contains("Sent with a key."));

    assert!(!said.contains(KEY));
    // The keychain's own file is encrypted; the only file with the key is the one that the test wrote.
    assert_eq!(holding(&here.seat.world.folder(), KEY.as_bytes()), [here.key_file()]);
    assert_eq!(here.forge.counts().wrong_keys, 0);
}

#[test]
fn without_a_keychain_nothing_is_kept_and_that_is_said() {
    let here = here();
    let said = here.shell(
        &[],
        "DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent
         export DBUS_SESSION_BUS_ADDRESS
         byline sign-in \"$SITE\" --key-from-stdin < \"$KEY_FILE\"; echo \"status $?\"
         byline sign-in \"$SITE\"; echo \"status $?\"",
    );
    for told in &objects(&said) {
        assert_eq!(told["error"]["code"], "sign-in-no-keychain", "{said}");
        assert!(told["error"]["message"].as_str().unwrap().contains("writes no key into a file"));
    }
    assert_eq!(said.matches("status 1").count(), 2, "{said}");
    assert!(!said.contains(KEY));
    assert_eq!(holding(&here.seat.world.folder(), KEY.as_bytes()), [here.key_file()]);
}
