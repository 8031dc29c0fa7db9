//! The git program, held to plumbing: whatever a repository's settings say, it starts no hook, filter, driver,
//! helper, editor or pager, asks no terminal, and speaks https and ssh only.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::run::Call;
use crate::{Fault, Options};

/// The oldest git that is used: it has `cat-file --batch-command` and `hook run`. What newer ones add is asked for
/// where it is needed (reftable came with 2.45).
const OLDEST: (u32, u32) = (2, 39);

/// Settings that take the place of a repository's own, whatever they are. `core.sshCommand` and `core.askPass` give
/// way to the variables of a [`crate::ask::Conversation`].
const SETTINGS: &[(&str, &str)] = &[
    ("core.hooksPath", "/dev/null"),
    ("core.fsmonitor", "false"),
    ("core.untrackedCache", "false"),
    ("core.sshCommand", "ssh"),
    ("core.askPass", ""),
    ("core.editor", "true"),
    ("core.pager", "cat"),
    ("core.alternateRefsCommand", "true"),
    ("core.quotePath", "false"),
    ("core.protectNTFS", "true"),
    ("core.protectHFS", "true"),
    ("core.symlinks", "false"),
    ("core.fsync", "all"),
    ("credential.helper", ""),
    ("commit.gpgSign", "false"),
    ("push.gpgSign", "false"),
    ("gpg.program", "true"),
    ("gc.auto", "0"),
    ("maintenance.auto", "false"),
    ("submodule.recurse", "false"),
    ("fetch.recurseSubmodules", "false"),
    ("fetch.writeCommitGraph", "false"),
    ("push.recurseSubmodules", "no"),
    ("push.followTags", "false"),
    ("push.pushOption", ""),
    ("transfer.bundleURI", "false"),
    ("protocol.version", "2"),
];

/// The git program.
#[derive(Debug, Clone)]
pub(crate) struct Git {
    program: PathBuf,
    variables: Vec<(OsString, OsString)>,
    version: (u32, u32),
}

/// Which repository a call is about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct In<'a> {
    /// The repository's own folder.
    pub(crate) git_dir: &'a Path,
    /// Where objects are, when not in that folder.
    pub(crate) objects: Option<&'a Path>,
    /// The site's folder, where it matters.
    pub(crate) root: Option<&'a Path>,
}

impl Git {
    /// The git program of these options; [`Fault::Missing`] when there is none, or one that is too old.
    pub(crate) fn find(options: &Options) -> Result<Self, Fault> {
        let missing = || Fault::Missing { program: "git".to_owned() };
        let program = options.programs.git.clone().ok_or_else(missing)?;
        let mut variables = options.programs.variables.clone();
        variables.retain(|(name, _)| !is_gits_own(&name.to_string_lossy()));
        let local = if options.allow_local { ":http:file" } else { ":http" };
        let own = [
            ("GIT_TERMINAL_PROMPT", "0"),
            ("GIT_ALLOW_PROTOCOL", &format!("https:ssh{local}")),
            ("GIT_OPTIONAL_LOCKS", "0"),
            ("GIT_PAGER", "cat"),
            ("GIT_ADVICE", "0"),
            ("SSH_ASKPASS_REQUIRE", "force"),
            ("LC_ALL", "C"),
            ("LC_MESSAGES", "C"),
        ];
        variables.extend(own.map(|(name, value)| (name.into(), value.into())));
        let said = Call::new(&program, &variables).args(["--version"]).run()?;
        let version = version(&String::from_utf8_lossy(&said.output)).ok_or_else(missing)?;
        if version < OLDEST {
            return Err(missing());
        }
        Ok(Self { program, variables, version })
    }

    /// Whether it is at least this old.
    pub(crate) fn is_at_least(&self, version: (u32, u32)) -> bool {
        self.version >= version
    }

    /// A command of git's, with further settings for it alone.
    pub(crate) fn call(&self, place: In<'_>, settings: &[(&str, &str)]) -> Call {
        let mut call = Call::new(&self.program, &self.variables).with("GIT_DIR", place.git_dir);
        if let Some(objects) = place.objects {
            call = call.with("GIT_OBJECT_DIRECTORY", objects);
        }
        if let Some(root) = place.root {
            call = call.with("GIT_WORK_TREE", root);
        }
        let all = SETTINGS.iter().chain(settings).enumerate();
        let count = SETTINGS.len() + settings.len();
        all.fold(call.with("GIT_CONFIG_COUNT", count.to_string()), |call, (at, (key, value))| {
            call.with(format!("GIT_CONFIG_KEY_{at}"), key).with(format!("GIT_CONFIG_VALUE_{at}"), value)
        })
    }
}

/// Variables by which git is led elsewhere. Where the person keeps her own settings is left to her.
fn is_gits_own(name: &str) -> bool {
    let kept = ["GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_SSL_CAINFO", "GIT_EXEC_PATH"];
    name.starts_with("GIT_") && !kept.contains(&name)
}

/// `git version 2.39.5 (Apple Git-154)`.
fn version(said: &str) -> Option<(u32, u32)> {
    let numbers = said.trim().strip_prefix("git version ")?.split([' ', '.']).map_while(|part| part.parse().ok());
    let [major, minor] = numbers.take(2).collect::<Vec<u32>>().try_into().ok()?;
    Some((major, minor))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_all_makers_are_read() {
        fn check(said: &str, expect: Option<(u32, u32)>) {
            assert_eq!(version(said), expect, "{said}");
        }
        check("git version 2.39.5\n", Some((2, 39)));
        check("git version 2.39.5 (Apple Git-154)\n", Some((2, 39)));
        check("git version 2.56.1.windows.1\r\n", Some((2, 56)));
        check("git version 3\n", None);
        check("git version 3.0.0-rc1\n", Some((3, 0)));
        check("xcrun: error: invalid active developer path", None);
        check("", None);
    }

    #[test]
    fn a_variable_that_leads_git_elsewhere_is_not_passed_on() {
        assert!(is_gits_own("GIT_DIR") && is_gits_own("GIT_CONFIG_PARAMETERS") && is_gits_own("GIT_PROXY_COMMAND"));
        assert!(!is_gits_own("GIT_CONFIG_GLOBAL") && !is_gits_own("PATH"));
    }
}
