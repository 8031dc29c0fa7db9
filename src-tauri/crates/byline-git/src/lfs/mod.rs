//! Large files: git has a pointer to each ([`pointer`]), the server has the file itself beside the history and gives and
//! takes it over http ([`batch`]), and this computer keeps it where git-lfs would ([`store`]). No program runs.

mod address;
mod batch;
mod http;
mod pointer;
mod store;

use std::path::Path;

pub(crate) use pointer::{LONGEST as LONGEST_POINTER, Pointer, is_some_pointer};
pub(crate) use store::Store;

use crate::libgit2::talk_alone;
use crate::line_ends::{self, Attributes};
use crate::{Fault, Options, Quiet, Step, Watch};

/// What the attribute `filter` calls large files.
pub(crate) const NAME: &str = "lfs";

/// The file in which a site's settings for large files are.
pub(crate) const SETTINGS: &str = ".lfsconfig";

/// Larger ones are not brought, in bytes.
const LARGEST: u64 = 2 << 30;
/// So many are asked about at once; servers refuse more than a few hundred.
const AT_ONCE: usize = 100;

/// That a large file cannot be had or sent from here.
pub(crate) fn needed() -> Fault {
    Fault::NeedsFilter { name: NAME.to_owned() }
}

/// What is stored of a large file's bytes. A file that is a pointer already, as one that was not brought yet, stays it;
/// one without bytes is its own pointer.
pub(crate) fn for_storage(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    if bytes.is_empty() || Pointer::read(bytes).is_some() {
        return Ok(bytes.to_vec());
    }
    if is_some_pointer(bytes) {
        // Of a kind that is not understood here.
        return Err(needed());
    }
    Ok(Pointer::to(bytes).text().into_bytes())
}

/// The large file that a stored text stands for, if files at this path are stored so.
pub(crate) fn wanted(from: &dyn Attributes, path: &str, stored: &[u8]) -> Result<Option<Pointer>, Fault> {
    let pointer = Pointer::read(stored);
    Ok(if pointer.is_some() && line_ends::is_large(from, path)? { pointer } else { None })
}

/// A server, as the site's settings tell of it.
pub(crate) struct Told<'s> {
    /// The remote's name.
    pub(crate) name: &'s str,
    /// Its address, after the settings rewrote it.
    pub(crate) url: String,
    /// One of the repository's settings.
    pub(crate) setting: &'s dyn Fn(&str) -> Option<String>,
    /// The file `.lfsconfig` of the server's state.
    pub(crate) lfsconfig: Option<Vec<u8>>,
}

/// Finds a site's large files, when they are needed.
pub(crate) type Find<'a> = &'a dyn Fn() -> Result<Large, Fault>;

/// The large files of one site.
pub(crate) struct Large {
    store: Store,
    endpoint: Result<String, Fault>,
    account: Option<String>,
    options: Options,
}

impl Large {
    /// Those of the repository whose own folder this is.
    pub(crate) fn of(common_dir: &Path, told: &Told<'_>, to_send: bool, options: &Options) -> Self {
        let set = address::keys(told.name, to_send).iter().find_map(|key| (told.setting)(key));
        let committed = || address::told_by(told.lfsconfig.as_deref()?, told.name, to_send);
        let endpoint = address::endpoint(&told.url, set.or_else(committed).as_deref());
        let account = crate::address::secret(&told.url).map(|(user, _)| user).filter(|user| !user.is_empty());
        Self { store: Store::of(common_dir), endpoint, account, options: options.clone() }
    }

    /// Sends those that the server has not yet. Of a file that is a pointer, the bytes may be here from before.
    pub(crate) fn send(&self, files: &[&[u8]], watch: &dyn Watch) -> Result<(), Fault> {
        let endpoint = self.endpoint.clone()?;
        let mut pointers = Vec::new();
        for bytes in files.iter().filter(|bytes| !bytes.is_empty()) {
            pointers.push(match Pointer::read(bytes) {
                Some(pointer) => pointer,
                None => self.store.keep(bytes)?,
            });
        }
        self.talk(endpoint, pointers, (watch, Step::Sending), batch::upload)
    }

    /// Brings those that are not here yet.
    pub(crate) fn bring(&self, pointers: &[Pointer], watch: &dyn Watch) -> Result<(), Fault> {
        let missing: Vec<Pointer> = pointers.iter().filter(|it| self.store.find(it).is_none()).cloned().collect();
        if missing.is_empty() {
            return Ok(());
        }
        if missing.iter().any(|pointer| pointer.size > LARGEST) {
            return Err(Fault::TooLarge);
        }
        self.talk(self.endpoint.clone()?, missing, (watch, Step::Fetching), batch::download)
    }

    /// Brings those that files of the folder will be made of, and names the first file for which that failed.
    pub(crate) fn bring_all(&self, files: &[(String, Pointer)]) -> Option<String> {
        let pointers: Vec<Pointer> = files.iter().map(|(_, pointer)| pointer.clone()).collect();
        if self.bring(&pointers, &Quiet).is_ok() {
            return None;
        }
        files.iter().find(|(_, pointer)| self.store.find(pointer).is_none()).map(|(path, _)| path.clone())
    }

    fn talk(
        &self,
        endpoint: String,
        mut pointers: Vec<Pointer>,
        about: (&dyn Watch, Step),
        work: fn(&http::Client<'_>, &Store, &[Pointer]) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        pointers.sort_by(|one, other| one.oid.cmp(&other.oid));
        pointers.dedup();
        let (store, account, options) = (self.store.clone(), self.account.clone(), self.options.clone());
        talk_alone(&self.options, about, move |wire| {
            let client = http::Client::new(wire, endpoint, account, &options);
            pointers.chunks(AT_ONCE).try_for_each(|some| work(&client, &store, some))
        })
    }
}
