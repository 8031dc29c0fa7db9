//! The repository of a website that is being connected.

use std::path::Path;

use ::git2::{Repository, RepositoryInitOptions};

use super::{destination, oid, refs, session};
use crate::{CommitId, Fault};

/// The name by which the repository knows its server.
const SERVER: &str = "origin";
/// The branch before anybody says another.
const BRANCH: &str = "main";

/// Makes an empty repository with a server, and nothing of this computer's templates in it.
pub(crate) fn prepare(folder: &Path, address: &str, branch: Option<&str>) -> Result<(), Fault> {
    let mut options = RepositoryInitOptions::new();
    options.initial_head(branch.unwrap_or(BRANCH)).external_template(false);
    if let Some(branch) = branch {
        refs::branch(branch)?;
    }
    let repo = Repository::init_opts(folder, &options)?;
    repo.remote(SERVER, address)?;
    let mut config = repo.config()?;
    // What the tree is written with: links as plain files, and no name that reaches into `.git` on any system.
    config.set_bool("core.symlinks", false)?;
    config.set_bool("core.protectNTFS", true)?;
    config.set_bool("core.protectHFS", true)?;
    if let Some(branch) = branch {
        follow(&repo, branch)?;
    }
    Ok(())
}

/// Makes what was fetched the state of the repository's own branch.
pub(crate) fn settle(folder: &Path, branch: &str, tip: Option<&CommitId>) -> Result<(), Fault> {
    let repo = session::again(folder)?;
    let full = refs::branch(branch)?;
    if let Some(tip) = tip {
        let tip = oid(tip)?;
        repo.reference(&full, tip, true, "byline: connect")?;
        repo.reference(&format!("refs/remotes/{SERVER}/{branch}"), tip, true, "byline: connect")?;
        follow(&repo, branch)?;
    }
    // An empty server's branch stays a guess: it has none until the first post.
    if destination::current_branch(&repo).as_deref() != Some(branch) {
        repo.set_head(&full)?;
    }
    Ok(())
}

/// Settles which of the server's branches the own one follows, and that only this one is fetched.
fn follow(repo: &Repository, branch: &str) -> Result<(), Fault> {
    let full = refs::branch(branch)?;
    let mut config = repo.config()?;
    config.set_str(&format!("branch.{branch}.remote"), SERVER)?;
    config.set_str(&format!("branch.{branch}.merge"), &full)?;
    config.set_str(&format!("remote.{SERVER}.fetch"), &format!("+{full}:refs/remotes/{SERVER}/{branch}"))?;
    Ok(())
}
