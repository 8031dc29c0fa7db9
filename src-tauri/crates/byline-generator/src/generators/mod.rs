//! The generators that can be run, each a description: a new one is one file here and one line in [`ALL`].

mod astro;
mod eleventy;
mod gatsby;
mod hexo;
mod hugo;
mod jekyll;
mod next;
mod zola;

use std::path::Path;

use crate::call::{Here, Program};
use crate::ear::Words;
use crate::run::Programs;

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
#[derive(Debug)]
pub struct Kind {
    /// Its name in small letters, as in the command-line contract.
    pub id: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// Where people get it.
    pub home: &'static str,
    /// Whether pages that it serves load themselves again after a change.
    pub reloads: bool,
    /// Whether it says nothing when it has built without a problem; it is then taken to have, a moment after each save.
    pub is_silent: bool,
    /// What it writes inside the site whatever it is told, as paths below the folder that it is started in. Sites ignore
    /// these, and nothing but posts and pictures is ever published.
    pub leaves: &'static [&'static str],
    /// The program, and what is handed to it: see [`crate::call`] for the places in these.
    pub(crate) program: Program,
    pub(crate) arguments: &'static [&'static str],
    /// What has it show drafts and posts of another day, too. Empty where it shows whatever is there.
    pub(crate) drafts: &'static [&'static str],
    pub(crate) variables: &'static [(&'static str, &'static str)],
    /// What it says.
    pub(crate) words: Words,
}

static ALL: [&Kind; 8] = [
    &astro::ASTRO,
    &eleventy::ELEVENTY,
    &gatsby::GATSBY,
    &hexo::HEXO,
    &hugo::HUGO,
    &jekyll::JEKYLL,
    &next::NEXT,
    &zola::ZOLA,
];

/// The generator of that id, if it can be run.
pub fn kind(id: &str) -> Option<&'static Kind> {
    ALL.into_iter().find(|kind| kind.id == id)
}

/// Whether a site's generator, and what it needs, is on this computer. Nothing is started.
pub fn is_there(kind: &Kind, site: &Path, programs: &Programs) -> bool {
    let Ok(outside) = tempfile::tempdir() else { return false };
    kind.call(&Here { site, outside: outside.path(), base: "", port: 0, programs }).is_ok()
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    #[test]
    fn every_generator_is_found_by_its_name() {
        for id in ["astro", "eleventy", "gatsby", "hexo", "hugo", "jekyll", "next", "zola"] {
            assert_eq!(kind(id).map(|kind| kind.id), Some(id));
        }
        assert!(kind("plain").is_none());
    }

    #[test]
    fn one_that_is_not_there_is_told() {
        let programs = Programs::default();
        let folder = tempfile::tempdir().unwrap();
        for kind in ALL {
            let here = Here { site: folder.path(), outside: folder.path(), base: "", port: 1, programs: &programs };
            assert!(matches!(kind.call(&here), Err(Missing::Program(_))), "{}", kind.id);
        }
    }

    #[test]
    fn each_is_started_in_its_own_way() {
        let (site, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        for package in ["astro", "@11ty/eleventy", "gatsby", "hexo", "next"] {
            let folder = site.path().join("node_modules").join(package);
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(folder.join("package.json"), r#"{"bin": "run.js"}"#).unwrap();
            std::fs::write(folder.join("run.js"), "").unwrap();
        }
        let at = |name: &str| Some(PathBuf::from(name));
        let (hugo, zola, jekyll, node) = (at("hugo"), at("zola"), at("jekyll"), at("node"));
        let programs = Programs { hugo, zola, jekyll, node, ..Programs::default() };
        let here = Here { site: site.path(), outside: outside.path(), base: "/blog", port: 41, programs: &programs };
        let said = |id: &str| {
            let call = kind(id).unwrap().call(&here).unwrap();
            let arguments = call.arguments.iter().map(|one| one.to_string_lossy().into_owned());
            let variables =
                call.variables.iter().map(|(name, value)| format!("{}={}", name.display(), value.display()));
            let words: Vec<String> = arguments.chain(variables).collect();
            let all = format!("{} {}", call.program.display(), words.join(" "));
            all.replace(&*site.path().to_string_lossy(), "SITE").replace(&*outside.path().to_string_lossy(), "OUT")
        };
        let node = |package: &str| format!("node --require OUT/loopback.cjs SITE/node_modules/{package}/run.js");
        let with = |package: &str, more: &str| format!("{} {more}", node(package));
        assert_eq!(said("astro"), with("astro", "dev --host 127.0.0.1 --port 41 ASTRO_TELEMETRY_DISABLED=1"));
        assert_eq!(said("eleventy"), with("@11ty/eleventy", "--serve --quiet --port=41 --output=OUT/pages"));
        assert_eq!(said("gatsby"), with("gatsby", "develop --host 127.0.0.1 --port 41 GATSBY_TELEMETRY_DISABLED=1"));
        assert_eq!(said("hexo"), with("hexo", "server --ip 127.0.0.1 --port 41 --output OUT/cache --draft"));
        assert_eq!(said("next"), with("next", "dev --hostname 127.0.0.1 --port 41 NEXT_TELEMETRY_DISABLED=1"));
        assert_eq!(
            said("hugo"),
            "hugo server --bind 127.0.0.1 --appendPort=false --port 41 --baseURL http://127.0.0.1:41/blog/ --buildDrafts \
             --buildFuture --buildExpired HUGO_RESOURCEDIR=OUT/resources HUGO_CACHEDIR=OUT/cache HUGO_NOBUILDLOCK=true"
        );
        assert_eq!(said("zola"), "zola serve --interface 127.0.0.1 --port 41 --output-dir OUT/pages --drafts");
        assert_eq!(
            said("jekyll"),
            "jekyll serve --config OUT/byline.yml --host 127.0.0.1 --port 41 --watch --destination OUT/pages --drafts \
             --future --unpublished BUNDLE_FROZEN=false RUBYOPT=-Eutf-8:utf-8 JEKYLL_ENV=development"
        );
    }
}
