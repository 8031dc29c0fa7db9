//! Commits that the site wants signed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use byline_git::{AsText, Choice, Fault, Options, Quiet, open, publish};
use byline_testkit::{SiteFolder, git, program};

use crate::common::{FIRST, POST, attempts, change, options, programs, run, world};

const ENGINES: [Choice; 2] = [Choice::Fitting, Choice::Program];

/// A folder with a fresh SSH key, locked with these words (none leave it open).
fn ssh_key(folder: &Path, words: &str) -> PathBuf {
    let key = folder.join("key");
    let how = ["-q", "-t", "ed25519", "-C", "anna@example.org", "-N", words, "-f"];
    assert!(program("ssh-keygen").args(how).arg(&key).status().unwrap().success());
    key
}

fn wants_ssh(site: &SiteFolder, key: &str) {
    let mut config = site.repo().config().unwrap();
    config.set_bool("commit.gpgSign", true).unwrap();
    config.set_str("gpg.format", "ssh").unwrap();
    config.set_str("user.signingKey", key).unwrap();
    // Whoever made the folder must not say what is started.
    config.set_str("gpg.ssh.program", "/bin/false").unwrap();
    config.set_str("gpg.program", "/bin/false").unwrap();
}

/// `git verify-commit` of the server's newest state.
fn verified(server: &Path, settings: &[&str], home: Option<&Path>) -> Output {
    let mut git = program("git");
    git.arg("-C").arg(server);
    for setting in settings {
        git.args(["-c", setting]);
    }
    if let Some(home) = home {
        git.env("GNUPGHOME", home);
    }
    git.args(["verify-commit", "--raw", "main"]).output().unwrap()
}

#[test]
fn an_ssh_key_signs_and_git_believes_it() {
    for choice in ENGINES {
        let (world, site) = world();
        let key = ssh_key(&world.folder(), "");
        wants_ssh(&site, key.to_str().unwrap());
        let engine = open(site.path(), &Options { choice, ..options() }).unwrap();
        assert_eq!(attempts(&run(&*engine, &change(&*engine, FIRST))), 1);
        let allowed = world.folder().join("allowed");
        fs::write(&allowed, format!("anna@example.org {}", fs::read_to_string(key.with_extension("pub")).unwrap()))
            .unwrap();
        let file = format!("gpg.ssh.allowedSignersFile={}", allowed.display());
        let done = verified(world.server(), &["gpg.format=ssh", &file], None);
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success() && said.contains("Good \"git\" signature for anna@example.org"), "{said}");
        assert_eq!(world.server_files()[POST], FIRST);
        git(world.server(), &["fsck", "--strict"]);
    }
}

#[test]
fn a_locked_key_stops_it_and_says_so() {
    for choice in ENGINES {
        let (world, site) = world();
        let key = ssh_key(&world.folder(), "a secret");
        wants_ssh(&site, key.to_str().unwrap());
        let engine = open(site.path(), &Options { choice, ..options() }).unwrap();
        let result = publish(&*engine, &change(&*engine, FIRST), &AsText, &Quiet, &|_| {}, 1);
        assert_eq!(result, Err(Fault::KeyLocked));
        wants_ssh(&site, world.folder().join("none").to_str().unwrap());
        let engine = open(site.path(), &Options { choice, ..options() }).unwrap();
        let result = publish(&*engine, &change(&*engine, FIRST), &AsText, &Quiet, &|_| {}, 1);
        assert!(matches!(result, Err(Fault::Signing { .. })), "{result:?}");
        assert_eq!(world.server_log().len(), 1);
    }
}

#[test]
fn a_gpg_key_signs_and_git_believes_it() {
    // A short way: the agent's socket is in there, and such names may have a hundred letters.
    let home = tempfile::Builder::new().prefix("gpg").tempdir_in("/tmp").unwrap();
    #[cfg(unix)]
    fs::set_permissions(home.path(), std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
    let gpg = |words: &[&str]| {
        let done =
            program("gpg").env("GNUPGHOME", home.path()).args(["--batch", "--quiet"]).args(words).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    gpg(&["--passphrase", "", "--quick-generate-key", "Anna <anna@example.org>", "ed25519", "sign", "never"]);
    for choice in ENGINES {
        let (world, site) = world();
        let mut config = site.repo().config().unwrap();
        config.set_bool("commit.gpgSign", true).unwrap();
        config.set_str("user.signingKey", "anna@example.org").unwrap();
        config.set_str("gpg.program", "/bin/false").unwrap();
        let mut programs = programs();
        programs.variables.push(("GNUPGHOME".into(), home.path().into()));
        let engine = open(site.path(), &Options { choice, programs, ..options() }).unwrap();
        assert_eq!(attempts(&run(&*engine, &change(&*engine, FIRST))), 1);
        let done = verified(world.server(), &[], Some(home.path()));
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success() && said.contains("GOODSIG"), "{said}");
    }
    let _ended = program("gpgconf").env("GNUPGHOME", home.path()).args(["--kill", "all"]).status();
}

#[test]
fn where_the_program_is_missing_that_is_said() {
    let (world, site) = world();
    wants_ssh(&site, "/some/key");
    let mut programs = programs();
    programs.ssh_keygen = None;
    let engine = open(site.path(), &Options { programs, ..options() }).unwrap();
    let result = publish(&*engine, &change(&*engine, FIRST), &AsText, &Quiet, &|_| {}, 1);
    assert_eq!(result, Err(Fault::Missing { program: "ssh-keygen".to_owned() }));
    assert_eq!(world.server_log().len(), 1);
}
