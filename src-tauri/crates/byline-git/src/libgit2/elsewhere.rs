//! Another address for a site than its repository's settings have. It is Byline's own setting, in a file of its own: what
//! a developer set up in the same folder stays as it is.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use ::git2::{Config, Repository};

use super::{destination, refs};
use crate::{Elsewhere, Fault, Options, address, own};

/// The file with the settings that come before the repository's own.
pub(crate) const FILE: &str = "publish-to";
/// What that file was before an address that is being tried; there for as long as it is.
const BEFORE: &str = "publish-to-before";
/// Where the server's state as it was then is kept, by its branch.
const SEEN: &str = "refs/byline/before/";
/// Set when the server's default branch is followed, whatever the settings say.
const DEFAULT: &str = "byline.default";

/// Tries another address, keeps the one that was tried, or goes back. Tells whether anything changed; it holds for handles
/// that are opened later.
pub(crate) fn publish_elsewhere(repo: &Repository, what: &Elsewhere, options: &Options) -> Result<bool, Fault> {
    let own = |name: &str| own::file(repo.commondir(), name).map_err(|error| own::fault(&error));
    let (file, before) = (own(FILE)?, own(BEFORE)?);
    let trying = before.exists();
    match what {
        Elsewhere::Try { address, default_branch } => {
            if !trying {
                note(repo)?;
                own::write(&before, &fs::read(&file).unwrap_or_default()).map_err(|error| own::fault(&error))?;
            }
            write(repo, &file, (address, *default_branch), options)?;
        }
        Elsewhere::Keep => {
            forget(repo)?;
            remove(&before)?;
        }
        Elsewhere::Back if trying => {
            let was = fs::read(&before).map_err(|error| own::fault(&error))?;
            if was.is_empty() {
                remove(&file)?;
            } else {
                own::write(&file, &was).map_err(|error| own::fault(&error))?;
            }
            restore(repo)?;
            remove(&before)?;
        }
        Elsewhere::Back => return Ok(false),
    }
    Ok(true)
}

fn write(
    repo: &Repository,
    file: &Path,
    (address, default_branch): (&str, bool),
    options: &Options,
) -> Result<(), Fault> {
    let server = destination::find(repo)?.destination.remote.ok_or(Fault::NoServer)?;
    let address = address::without_secret(address);
    address::connectable(&address, options)?;
    refs::remove(repo, &refs::default_branch(&server.name))?;
    own::write(file, b"").map_err(|error| own::fault(&error))?;
    let mut config = Config::open(file)?;
    config.set_str(&format!("remote.{}.url", server.name), &address)?;
    config.set_str(&format!("remote.{}.pushurl", server.name), &address)?;
    if default_branch {
        config.set_bool(DEFAULT, true)?;
    }
    Ok(())
}

fn remove(file: &Path) -> Result<(), Fault> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(own::fault(&error)),
        _ => Ok(()),
    }
}

/// Notes what the server was last seen to have: another one at the tried address must not take its place.
fn note(repo: &Repository) -> Result<(), Fault> {
    forget(repo)?;
    let destination = destination::find(repo)?.destination;
    match refs::known_tip(repo, &destination) {
        Some(tip) => refs::set(repo, &format!("{SEEN}{}", destination.branch), tip),
        None => Ok(()),
    }
}

fn noted(repo: &Repository) -> Result<Vec<String>, Fault> {
    let refs = repo.references_glob(&format!("{SEEN}*"))?;
    Ok(refs.filter_map(|found| Some(found.ok()?.name().ok()?.to_owned())).collect())
}

fn restore(repo: &Repository) -> Result<(), Fault> {
    for name in noted(repo)? {
        if let (Some(tip), Some(branch)) = (refs::get(repo, &name), name.strip_prefix(SEEN)) {
            refs::set(repo, &refs::remote(branch), tip)?;
        }
    }
    forget(repo)
}

fn forget(repo: &Repository) -> Result<(), Fault> {
    noted(repo)?.iter().try_for_each(|name| refs::remove(repo, name))
}

/// Whether the server's default branch is followed, whatever the settings say.
pub(crate) fn follows_default(repo: &Repository) -> bool {
    repo.config().and_then(|config| config.get_bool(DEFAULT)).unwrap_or_default()
}
