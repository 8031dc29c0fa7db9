//! The credential program that git has: asked outside every website's folder, told what became of what it gave.

#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use byline_signin::{Helper, Keeper, KeeperParts, KeptWhere, NoKeychain, Place, Web};
use byline_testkit::git;

const URL: &str = "https://git.example.org/site.git";

/// A computer with a credential program that writes down what it is asked, and gives the lines of a file.
struct Computer {
    folder: tempfile::TempDir,
}

impl Computer {
    fn new(gives: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().to_str().unwrap();
        fs::write(folder.path().join("gives"), gives).unwrap();
        let program = format!(
            "#!/bin/sh\n{{ echo \"$1\"; cat; }} >> {at}/asked\n[ \"$1\" != get ] || cat {at}/gives\n\
             [ \"$1\" != erase ] || {{ [ ! -f {at}/then ] || mv {at}/then {at}/gives; }}\n"
        );
        let place = folder.path().join("program");
        fs::write(&place, program).unwrap();
        let mut may = fs::metadata(&place).unwrap().permissions();
        std::os::unix::fs::PermissionsExt::set_mode(&mut may, 0o755);
        fs::set_permissions(&place, may).unwrap();
        fs::write(folder.path().join("config"), format!("[credential]\n\thelper = {}\n", place.display())).unwrap();
        Self { folder }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn keeper(&self, folder: &Path) -> Keeper {
        let helper = Helper::new("git", folder, Duration::from_secs(20))
            .with_variable("GIT_CONFIG_GLOBAL", self.path().join("config"))
            .with_variable("GIT_CONFIG_NOSYSTEM", "1")
            .with_variable("HOME", self.path());
        Keeper::new(KeeperParts {
            keychain: Arc::new(NoKeychain),
            helper: Some(helper),
            web: Web::default(),
            now: Arc::new(|| 1_000),
            lock: self.path().join("lock"),
        })
    }

    fn asked(&self) -> String {
        fs::read_to_string(self.path().join("asked")).unwrap_or_default()
    }
}

#[test]
fn what_the_program_has_is_used_and_it_is_told_that_it_was_good() {
    let computer = Computer::new("username=anna\npassword=c4nary\n");
    let keeper = computer.keeper(&computer.path().join("own"));
    let place = Place::of(URL).unwrap();
    assert!(keeper.has_program(&place));
    let given = keeper.find(URL, None).unwrap();
    assert_eq!((given.user.as_str(), given.key.show()), ("anna", "c4nary"));
    assert!(keeper.kept(&place).is_none());
    keeper.accepted(URL, &given);
    keeper.accepted(URL, &keeper.find(URL, None).unwrap());
    assert_eq!(keeper.kept(&place).unwrap().at, KeptWhere::Program);
    let asked = computer.asked();
    assert_eq!((asked.matches("get\n").count(), asked.matches("store\n").count()), (1, 1), "{asked}");
    assert!(asked.contains("protocol=https\nhost=git.example.org\n"));
}

#[test]
fn what_was_refused_is_given_back_and_asked_for_once_more() {
    let computer = Computer::new("username=anna\npassword=old\n");
    fs::write(computer.path().join("then"), "username=anna\npassword=new\n").unwrap();
    let keeper = computer.keeper(&computer.path().join("own"));
    for expect in ["old", "new"] {
        let given = keeper.find(URL, None).unwrap();
        assert_eq!(given.key.show(), expect);
        keeper.refused(URL, &given);
    }
    // It has nothing else; it is not asked for ever.
    for _ in 0..4 {
        assert_eq!(keeper.find(URL, None), None);
    }
    assert_eq!(computer.asked().matches("erase\n").count(), 2);
}

#[test]
fn a_website_s_own_settings_name_no_program() {
    let computer = Computer::new("username=anna\npassword=c4nary\n");
    fs::write(computer.path().join("config"), "").unwrap();
    // Byline's folder stands inside somebody's repository, whose settings name a program.
    let site = computer.path().join("site");
    fs::create_dir(&site).unwrap();
    git(&site, &["init", "-q"]);
    let program = format!("!touch {}/marker;", computer.path().display());
    git(&site, &["config", "credential.helper", &program]);
    git(&site, &["config", "core.fsmonitor", &program]);
    let keeper = computer.keeper(&site.join("desk"));
    assert!(!keeper.has_program(&Place::of(URL).unwrap()));
    assert_eq!(keeper.find(URL, None), None);
    assert!(!computer.path().join("marker").exists());
}
