//! The generators that can be run. A new one is one file here and one line in [`ALL`].

mod astro;
mod eleventy;
mod gatsby;
mod hexo;
mod hugo;
mod jekyll;
mod next;
mod zola;

use std::ffi::OsString;
use std::path::Path;

use crate::ear::Ear;
use crate::run::{Call, Programs};

/// Where and how a generator is to run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Here<'a> {
    /// The folder that the generator is started in.
    pub(crate) site: &'a Path,
    /// A folder outside the site, for what it writes.
    pub(crate) outside: &'a Path,
    /// The path that the site's own address ends in, such as `/blog`; empty at the top of a host.
    pub(crate) base: &'a str,
    pub(crate) port: u16,
    pub(crate) programs: &'a Programs,
}

impl Here<'_> {
    fn call(&self, program: std::path::PathBuf, arguments: Vec<OsString>) -> Call {
        Call { program, arguments, variables: Vec::new(), folder: self.site.to_owned() }
    }
}

/// Why a generator cannot be started on this computer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Missing {
    /// A program that has to be installed, by its name for people.
    #[error("{0} is not on this computer")]
    Program(&'static str),
    /// The packages that the site brings along were never fetched.
    #[error("the site's own packages are not on this computer")]
    Packages,
    /// What it needs to be started could not be written.
    #[error("cannot be prepared: {0}")]
    Disk(String),
}

/// One kind of generator: how it is found, started and understood.
pub trait Kind: Sync {
    /// Its name in small letters, as in the command-line contract.
    fn id(&self) -> &'static str;
    /// Its name for people.
    fn title(&self) -> &'static str;
    /// Where people get it.
    fn home(&self) -> &'static str;
    /// Whether pages that it serves load themselves again after a change.
    fn reloads(&self) -> bool;
    /// Whether it says nothing when it has built without a problem; it is then taken to have, a moment after each save.
    fn is_silent(&self) -> bool {
        false
    }
    /// What it writes inside the site whatever it is told, as paths below the folder that it is started in. Sites ignore
    /// these, and nothing but posts and pictures is ever published.
    fn leaves(&self) -> &'static [&'static str];
    /// How it is started.
    #[doc(hidden)]
    #[allow(private_interfaces, reason = "implemented here alone")]
    fn call(&self, here: &Here<'_>) -> Result<Call, Missing>;
    /// Somebody who understands what it says.
    #[doc(hidden)]
    #[allow(private_interfaces, reason = "implemented here alone")]
    fn ear(&self) -> Box<dyn Ear>;
}

const ALL: &[&dyn Kind] = &[
    &astro::Astro,
    &eleventy::Eleventy,
    &gatsby::Gatsby,
    &hexo::Hexo,
    &hugo::Hugo,
    &jekyll::Jekyll,
    &next::Next,
    &zola::Zola,
];

/// The generator of that id, if it can be run.
pub fn kind(id: &str) -> Option<&'static dyn Kind> {
    ALL.iter().copied().find(|kind| kind.id() == id)
}

/// Whether a site's generator, and what it needs, is on this computer. Nothing is started.
pub fn is_there(kind: &dyn Kind, site: &Path, programs: &Programs) -> bool {
    let Ok(outside) = tempfile::tempdir() else { return false };
    let here = Here { site, outside: outside.path(), base: "", port: 0, programs };
    kind.call(&here).is_ok()
}

/// Words as arguments.
fn words<const N: usize>(all: [&str; N]) -> Vec<OsString> {
    all.iter().map(OsString::from).collect()
}

/// Variables by their names.
fn set<const N: usize>(all: [(&str, &std::ffi::OsStr); N]) -> Vec<(OsString, OsString)> {
    all.iter().map(|(name, value)| (OsString::from(name), (*value).to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_generator_is_found_by_its_name() {
        for id in ["astro", "eleventy", "gatsby", "hexo", "hugo", "jekyll", "next", "zola"] {
            assert_eq!(kind(id).map(Kind::id), Some(id));
        }
        assert!(kind("plain").is_none());
    }

    #[test]
    fn one_that_is_not_there_is_told() {
        let programs = Programs::default();
        let folder = tempfile::tempdir().unwrap();
        for kind in ALL {
            let here = Here { site: folder.path(), outside: folder.path(), base: "", port: 1, programs: &programs };
            assert!(matches!(kind.call(&here), Err(Missing::Program(_))), "{}", kind.id());
        }
    }
}
