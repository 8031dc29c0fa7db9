//! What this computer does.

use std::fs;
use std::path::Path;

use byline_desk::words::say;
use byline_desk::{DeskError, KnownSites, Site};
use byline_testkit::{git, git_tried, program};

use super::row::Row;
use crate::publishing::{OLD, place};
use crate::seat::{JEKYLL, files_below};

#[test]
fn locks_that_others_left_hold_nothing_up() {
    for lock in ["index.lock", "refs/remotes/origin/main.lock", "HEAD.lock", "packed-refs.lock", "config.lock"] {
        let row = Row::new();
        git(row.site.path(), &["fetch", "-q"]);
        let lock = row.site.path().join(".git").join(lock);
        fs::write(&lock, b"").unwrap();
        let out = row.seat.cli(["publish", &place(&row.site, OLD)]).ended(0);
        assert_eq!(out["outcome"], "published");
        assert!(lock.exists(), "it is not Byline's to remove");
        fs::remove_file(&lock).unwrap();
        // What could not follow then follows now.
        row.seat.cli(["sync", row.site.path().to_str().unwrap()]).ended(0);
        row.is_published_once();
    }
}

#[test]
fn a_damaged_record_is_said_to_be_damaged_and_no_word_is_lost() {
    let row = Row::new();
    let text = row.site.read(OLD);
    // The list is read once, so that what follows is about publishing.
    assert_eq!(row.state(), "changed");
    let tip = git(row.site.path(), &["rev-parse", "HEAD"]);
    let object = row.site.path().join(".git/objects").join(&tip[..2]).join(tip[2..].trim());
    let object = if object.exists() { object } else { first_pack(row.site.path()) };
    make_writable(&object);
    fs::write(&object, b"").unwrap();
    let out = row.seat.cli(["publish", &place(&row.site, OLD)]);
    assert_ne!(out.status, 0, "{}", out.out);
    assert!(out.out.contains("damaged"), "{}", out.out);
    assert_eq!(row.site.read(OLD), text);
    assert_eq!(row.seat.world.server_log().len(), 1);
}

fn first_pack(site: &Path) -> std::path::PathBuf {
    let packs = fs::read_dir(site.join(".git/objects/pack")).unwrap().map(|entry| entry.unwrap().path());
    packs.filter(|path| path.extension().is_some_and(|end| end == "pack")).min().unwrap()
}

fn make_writable(file: &Path) {
    let mut may = fs::metadata(file).unwrap().permissions();
    #[allow(clippy::permissions_set_readonly_false)] // A file of this test alone.
    may.set_readonly(false);
    fs::set_permissions(file, may).unwrap();
}

/// A small disk of its own for the site's record, where this user may mount one.
struct SmallDisk(std::path::PathBuf);

impl SmallDisk {
    fn at(place: &Path) -> Option<Self> {
        fs::create_dir_all(place).unwrap();
        let mounted = program("mount").args(["-t", "tmpfs", "-o", "size=1m", "byline-test"]).arg(place).output();
        mounted.is_ok_and(|done| done.status.success()).then(|| Self(place.to_owned()))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _gone = program("umount").arg(&self.0).output();
    }
}

#[test]
fn a_full_disk_keeps_the_post_and_says_so() {
    let row = Row::new();
    // The list is read once, so that what follows is about publishing.
    assert_eq!(row.state(), "changed");
    let objects = row.site.path().join(".git/objects");
    let aside = row.seat.world.folder().join("objects");
    let copied = program("cp").arg("-a").arg(&objects).arg(&aside).output().unwrap();
    assert!(copied.status.success());
    let Some(disk) = SmallDisk::at(&objects) else {
        println!("skipped: this user may not mount a small disk");
        return;
    };
    let copied = program("cp").arg("-a").arg(aside.join(".")).arg(&objects).output().unwrap();
    assert!(copied.status.success());
    let filler = objects.join("filler");
    let _full = program("dd").args(["if=/dev/zero", "bs=1k"]).arg(format!("of={}", filler.display())).output();
    let failed = row.seat.cli(["publish", &place(&row.site, OLD)]);
    assert_ne!(failed.status, 0, "{}", failed.out);
    assert!(failed.out.contains("disk"), "{}", failed.out);
    assert_eq!(row.seat.world.server_log().len(), 1);
    assert_eq!(row.state(), "waiting", "it goes out when there is room");
    fs::remove_file(&filler).unwrap();
    row.seat.cli(["sync", row.site.path().to_str().unwrap()]).ended(0);
    assert_eq!(row.seat.world.server_log().len(), 2);
    drop(disk);
}

#[test]
fn a_folder_of_another_user_is_used_only_once_the_person_said_so() {
    let row = Row::new();
    let given = program("chown").args(["-R", "65534"]).arg(row.site.path()).output().unwrap();
    if !given.status.success() {
        println!("skipped: this user may not give a folder to another");
        return;
    }
    let out = row.seat.cli(["publish", &place(&row.site, OLD)]).ended(1);
    assert_eq!(out["error"]["code"], "owned-by-another", "{out}");
    assert_eq!(row.seat.world.server_log().len(), 1);
    let site = row.site.path().to_str().unwrap();
    assert_eq!(row.seat.cli(["doctor", site]).ended(1)["error"]["code"], "owned-by-another");

    // The person says so once, of this folder alone; nothing in it is written or trusted.
    let before = files_below(&row.site.path().join(".git"));
    KnownSites::read(&row.seat.desk()).use_anyway(&row.site.path().join("_posts")).unwrap();
    let told = row.seat.cli(["doctor", site]).ended(0);
    let owner = told["checks"].as_array().unwrap().iter().find(|check| check["id"] == "owner").unwrap().clone();
    assert_eq!((&owner["ok"], &owner["message"]), (&true.into(), &say("doctor.owner.another", &[]).into()));
    let out = row.seat.cli(["publish", &place(&row.site, OLD)]).ended(0);
    assert_eq!(out["outcome"], "published", "{out}");
    assert_eq!(row.seat.world.server_log().len(), 2);
    assert_eq!(files_below(&row.site.path().join(".git")), before);
    let another = row.seat.world.site("another", JEKYLL);
    assert!(program("chown").args(["-R", "65534"]).arg(another.path()).output().unwrap().status.success());
    assert!(matches!(Site::open(another.path(), row.seat.around()), Err(DeskError::OwnedByAnother { .. })));
}

#[test]
fn a_developers_settings_and_programs_do_not_run() {
    let row = Row::new();
    let trace = row.seat.world.folder().join("ran");
    let script = row.seat.world.folder().join("script");
    fs::write(&script, format!("#!/bin/sh\ntouch {}\nexit 1\n", trace.display())).unwrap();
    assert!(program("chmod").arg("+x").arg(&script).output().unwrap().status.success());
    let script = script.to_str().unwrap();
    for key in ["core.fsmonitor", "gpg.program", "credential.helper", "core.sshCommand", "diff.external"] {
        git(row.site.path(), &["config", key, script]);
    }
    let hooks = row.site.path().join(".git/hooks");
    fs::create_dir_all(&hooks).unwrap();
    for name in ["pre-push", "pre-commit", "post-checkout", "reference-transaction", "post-index-change"] {
        fs::copy(script, hooks.join(name)).unwrap();
    }
    let out = row.seat.cli(["publish", &place(&row.site, OLD)]).ended(0);
    assert_eq!(out["outcome"], "published");
    assert!(!trace.exists());
    assert!(git_tried(row.site.path(), &["-c", "core.hooksPath=/dev/null", "rev-parse"]).status.success());
}
