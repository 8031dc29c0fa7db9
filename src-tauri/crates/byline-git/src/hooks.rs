//! The checks that stand in a repository as its `pre-commit` hook. They are a program that came with the folder, so none
//! is run, unless the person, or whoever looks after her computer, has said in git's own settings for all repositories
//! that they are required: `byline.hooks = required`. A repository cannot say it of itself.

use std::path::{Path, PathBuf};

use crate::program::{Git, In, Place};
use crate::settings::Settings;
use crate::{CommitId, Fault, Options, own};

/// Runs the checks, if they are required, on what a commit holds: the hook finds it in the index, as if it had been added
/// there, and the site's own index is left alone. [`Fault::Checks`] has the words of one that refused.
pub(crate) fn pass(settings: &Settings, place: &Place, options: &Options, commit: &CommitId) -> Result<(), Fault> {
    if settings.trusted("byline.hooks").map(str::trim) != Some("required") {
        return Ok(());
    }
    let git = Git::find(options)?;
    let own = own::folder(&place.common_dir).map_err(|error| own::fault(&error))?;
    let folder = tempfile::Builder::new().prefix("checks-").tempdir_in(own).map_err(|error| own::fault(&error))?;
    let index = folder.path().join("index");
    let at = In { git_dir: &place.git_dir, objects: None, root: Some(&place.root) };
    let read = git.call(at, &[]).args(["read-tree", commit.as_str()]).with("GIT_INDEX_FILE", &index).run()?;
    if !read.is_fine() {
        return Err(Fault::other("read-tree"));
    }
    let hooks = hooks(settings, place, options);
    let of_hooks = [("core.hooksPath", hooks.to_str().ok_or_else(|| Fault::other("hooks"))?)];
    let call = git.call(at, &of_hooks).args(["hook", "run", "--ignore-missing", "pre-commit"]);
    let ended = call.with("GIT_INDEX_FILE", &index).inside(&place.root).run()?;
    if ended.is_fine() { Ok(()) } else { Err(Fault::Checks { said: ended.said.join("\n").trim().to_owned() }) }
}

/// Where the hooks are: as git finds them.
fn hooks(settings: &Settings, place: &Place, options: &Options) -> PathBuf {
    let home = options.programs.variables.iter().find(|(name, _)| name == "HOME" || name == "USERPROFILE");
    match (settings.get("core.hookspath").filter(|named| !named.is_empty()), home) {
        (None, _) => place.common_dir.join("hooks"),
        (Some(named), home) => match (named.strip_prefix("~/"), home) {
            (Some(below), Some((_, home))) => Path::new(home).join(below),
            _ => place.root.join(named),
        },
    }
}
