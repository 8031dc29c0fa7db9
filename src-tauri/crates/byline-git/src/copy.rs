//! A private copy: a bare repository in Byline's own folder that a site is published from where its own repository
//! cannot be used (damaged, a stranger's, or one that would need a git that is not here). The folder's `.git` is read
//! as far as it can be, and never written.

use std::fs;
use std::path::{Path, PathBuf};

use ::git2::{Repository, RepositoryInitOptions};
use sha2::{Digest, Sha256};

use crate::program::promised_by;
use crate::settings::Settings;
use crate::{Fault, OpenError, Options, address};

/// What a copy keeps of the site's settings. None of them names a program.
const KEPT: &[&str] =
    &["user.name", "user.email", "user.signingkey", "commit.gpgsign", "gpg.format", "core.autocrlf", "core.eol"];

/// The setting of a copy that tells which folder it stands for.
pub(crate) const FOLDER: &str = "byline.folder";

/// The setting of a copy that tells which repository it was made in place of: another one in its place is tried anew.
const INSTEAD_OF: &str = "byline.insteadof";

/// The copy that stands for this folder, whose own repository was found damaged before.
pub(crate) fn standing(root: &Path, options: &Options) -> Option<PathBuf> {
    let place = place(root, options)?;
    let config = ::git2::Config::open(&place.join("config")).ok()?;
    let instead_of = config.get_string(INSTEAD_OF).ok()?;
    (instead_of == identity(root)).then_some(place)
}

/// Whether a private copy stands for this folder by now, although it may have been opened without one.
pub fn has_private_copy(root: &Path, options: &Options) -> bool {
    standing(root, options).is_some()
}

/// Whether a copy is what helps when a folder cannot be opened for this reason.
pub(crate) fn helps(error: &OpenError, root: &Path, options: &Options) -> bool {
    match error {
        OpenError::OwnedByAnother => options.anothers.iter().any(|folder| folder == root),
        OpenError::Damaged { .. } => true,
        OpenError::NeedsGit => Settings::of(&root.join(".git")).is_ok_and(|found| promised_by(&found).is_some()),
        _ => false,
    }
}

/// Makes the copy for a folder, empty but for what the folder was last brought to. `damaged` keeps it in the place of
/// the folder's own repository until that is another one.
pub(crate) fn make(root: &Path, options: &Options, damaged: bool) -> Result<PathBuf, Fault> {
    let place = place(root, options).ok_or_else(|| Fault::other("no place for a private copy"))?;
    let git_dir = root.join(".git");
    let settings = Settings::of(&git_dir)?;
    let head = fs::read_to_string(git_dir.join("HEAD")).unwrap_or_default();
    let current = head.trim().strip_prefix("ref: refs/heads/").unwrap_or("main");
    let upstream = settings.get(&format!("branch.{current}.remote"));
    let names = settings.names("remote.", ".url");
    let server = upstream.or_else(|| names.iter().find(|name| **name == "origin").or(names.first()).copied());
    let url = server.and_then(|name| settings.get(&format!("remote.{name}.url"))).ok_or(Fault::NoServer)?;
    let url = whole(root, &settings.rewritten(url, true))?;
    let branch = settings.get(&format!("branch.{current}.merge")).and_then(|name| name.strip_prefix("refs/heads/"));
    let branch = branch.unwrap_or(current);
    let _old = fs::remove_dir_all(&place);
    let mut init = RepositoryInitOptions::new();
    init.bare(true).initial_head(branch).external_template(false).mkpath(true);
    let repo = Repository::init_opts(&place, &init)?;
    let mut config = repo.config()?;
    for key in KEPT {
        if let Some(value) = settings.get(key) {
            config.set_str(key, value)?;
        }
    }
    config.set_str("remote.origin.url", &url)?;
    config.set_str(&format!("branch.{branch}.remote"), "origin")?;
    config.set_str(&format!("branch.{branch}.merge"), &format!("refs/heads/{branch}"))?;
    config.set_str(FOLDER, &root.to_string_lossy())?;
    crate::libgit2::copied::begin(&repo, root)?;
    if damaged {
        config.set_str(INSTEAD_OF, &identity(root))?;
    }
    Ok(place)
}

/// Where the copy for a folder is, or would be.
pub(crate) fn place(root: &Path, options: &Options) -> Option<PathBuf> {
    let name = Sha256::digest(root.as_os_str().as_encoded_bytes());
    let name = name.iter().take(16).map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
    Some(options.copies.as_ref()?.join(name))
}

/// Tells a repository from another that came into its place.
fn identity(root: &Path) -> String {
    let found = root.join(".git").metadata().and_then(|found| found.created());
    let since = found.ok().and_then(|made| made.duration_since(std::time::UNIX_EPOCH).ok());
    since.map_or_else(|| "unknown".to_owned(), |since| since.as_nanos().to_string())
}

fn whole(root: &Path, url: &str) -> Result<String, Fault> {
    if !address::is_local(url) || url.contains("://") {
        return Ok(url.to_owned());
    }
    let folder = root.join(url);
    folder.to_str().map(str::to_owned).ok_or_else(|| Fault::BadPath { path: folder.display().to_string() })
}
