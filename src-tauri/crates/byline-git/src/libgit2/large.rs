//! A site's large files, as libgit2 knows of them.

use ::git2::{Oid, Repository};

use super::{by_line, destination, fetch, objects, oid};
use crate::lfs::{self, Large, Pointer};
use crate::{CommitId, Fault, Options, Watch, line_ends};

/// A site's large files, by what the state `tip` tells of their place.
pub(super) fn of(repo: &Repository, tip: Option<&CommitId>, to_send: bool, options: &Options) -> Result<Large, Fault> {
    let server = destination::find(repo)?.destination.remote.ok_or(Fault::NoServer)?;
    let url = by_line::rewritten(repo, &fetch::configured(repo, &server.name, to_send)?)?;
    let config = repo.config()?;
    let setting = |key: &str| config.get_string(key).ok();
    let named = tip.map(|tip| objects::entry(repo, oid(tip)?, lfs::SETTINGS)).transpose()?.flatten();
    let named = named.map(|id| repo.find_blob(Oid::from_str(id.as_str())?)).transpose()?;
    let lfsconfig = named.map(|blob| blob.content().to_vec());
    let told = lfs::Told { name: &server.name, url, setting: &setting, lfsconfig };
    Ok(Large::of(repo.commondir(), &told, to_send, options))
}

/// The pointers among files that are to be written.
pub(super) fn coming<'f>(
    repo: &Repository,
    aside: &Repository,
    files: impl Iterator<Item = (&'f str, Oid)>,
    unsure: bool,
) -> Result<Vec<(String, Pointer)>, Fault> {
    let mut coming = Vec::new();
    for (path, id) in files {
        if repo.odb()?.read_header(id)?.0 > lfs::LONGEST_POINTER {
            continue;
        }
        let blob = repo.find_blob(id)?;
        let pointer = Pointer::read(blob.content());
        let is_large = || -> Result<bool, Fault> { Ok(unsure || line_ends::is_large(aside, path)?) };
        if let Some(pointer) = pointer
            && is_large()?
        {
            coming.push((path.to_owned(), pointer));
        }
    }
    Ok(coming)
}

/// Brings the large files of a website that is connected, whose attributes are in the folder already. Those that have no
/// place that could be reached from here, and those that are lost, are left.
pub(super) fn bring(
    repo: &Repository,
    tip: &CommitId,
    files: &[(String, Pointer)],
    (options, watch): (&Options, &dyn Watch),
) -> Result<(), Fault> {
    let pointers: Vec<Pointer> = files.iter().map(|(_, pointer)| pointer.clone()).collect();
    match of(repo, Some(tip), false, options)?.bring(&pointers, watch) {
        Err(Fault::NeedsFilter { .. } | Fault::TooLarge) => Ok(()),
        ended => ended,
    }
}
