//! The checks that stand in a site's folder: never run, unless the person's own settings say that they are required.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use byline_desk::words::say;
use byline_testkit::{SiteFolder, git};

use crate::long_names::long_site;
use crate::publishing::{OLD, old_with, place};
use crate::seat::{JEKYLL, Seat};

const REFUSES: &str = "A title may not say Better";

struct Here {
    seat: Seat,
    site: SiteFolder,
    marker: PathBuf,
}

/// A site with a changed post, and with checks that leave a mark, and refuse a better title.
fn here() -> Here {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    site.write(OLD, &old_with(&site, "First", "Better"));
    let marker = seat.world.folder().join("checked");
    let hook = site.path().join(".git/hooks/pre-commit");
    fs::create_dir_all(hook.parent().unwrap()).unwrap();
    let script = format!(
        "#!/bin/sh\ngit show :{OLD} > {}\nif grep -q Better {0}; then echo '{REFUSES}' >&2; exit 1; fi\n",
        marker.display()
    );
    fs::write(&hook, script).unwrap();
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
    Here { seat, site, marker }
}

impl Here {
    fn person_requires_them(&self) {
        let home = self.seat.world.folder().join("home");
        fs::create_dir_all(&home).unwrap();
        fs::write(home.join(".gitconfig"), "[byline]\n\thooks = required\n").unwrap();
    }
}

#[test]
fn the_folders_own_checks_do_not_run_whatever_the_folder_says() {
    let here = here();
    git(here.site.path(), &["config", "byline.hooks", "required"]);
    let out = here.seat.cli(["publish", &place(&here.site, OLD)]).ended(0);
    assert_eq!(out["outcome"], "published", "{out}");
    assert!(!here.marker.exists(), "a program of the folder's was started");
}

#[test]
fn where_the_person_requires_them_they_see_what_is_sent_and_can_refuse_it() {
    let here = here();
    here.person_requires_them();
    let written = here.site.read(OLD);
    let index = fs::read(here.site.path().join(".git/index")).ok();
    let out = here.seat.cli(["publish", &place(&here.site, OLD)]).ended(3);
    assert_eq!(
        (&out["outcome"], &out["message"]),
        (&"refused".into(), &say("outcome.hook", &[("said", REFUSES)]).into())
    );
    assert_eq!(fs::read(&here.marker).unwrap(), written, "what was to be sent");
    assert_eq!((here.site.read(OLD), here.seat.world.server_log().len()), (written, 1));
    assert_eq!(fs::read(here.site.path().join(".git/index")).ok(), index);

    // A title that they accept goes out.
    here.site.write(OLD, &old_with(&here.site, "Better", "Fine"));
    let out = here.seat.cli(["publish", &place(&here.site, OLD)]).ended(0);
    assert_eq!(out["outcome"], "published", "{out}");
    assert_eq!(fs::read(&here.marker).unwrap(), here.site.read(OLD));
    assert_eq!(here.seat.world.server_log().len(), 2);
}

#[test]
fn they_see_it_as_well_in_a_site_that_needs_the_git_program() {
    let here = here();
    here.person_requires_them();
    let site = long_site(&here.seat);
    let hook = site.join(".git/hooks/pre-commit");
    fs::create_dir_all(hook.parent().unwrap()).unwrap();
    fs::copy(here.site.path().join(".git/hooks/pre-commit"), &hook).unwrap();
    let post = site.join(OLD);
    fs::write(&post, "---\ntitle: Old\n---\n\nBetter words.\n").unwrap();
    let out = here.seat.cli(["publish", post.to_str().unwrap()]).ended(3);
    assert_eq!(out["message"], say("outcome.hook", &[("said", REFUSES)]), "{out}");
    assert_eq!(fs::read(&here.marker).unwrap(), fs::read(&post).unwrap());
}

#[test]
fn a_site_without_checks_is_published_where_they_are_required() {
    let here = here();
    here.person_requires_them();
    fs::remove_file(here.site.path().join(".git/hooks/pre-commit")).unwrap();
    assert_eq!(here.seat.cli(["publish", &place(&here.site, OLD)]).ended(0)["outcome"], "published");
}
