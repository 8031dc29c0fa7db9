//! The real generators, as `cargo xtask test` installs them.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A generator that can be run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Generator {
    Astro,
    Eleventy,
    Hexo,
    Hugo,
    Jekyll,
}

impl Generator {
    /// As Byline calls it, and the folder of its site.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Astro => "astro",
            Self::Eleventy => "eleventy",
            Self::Hexo => "hexo",
            Self::Hugo => "hugo",
            Self::Jekyll => "jekyll",
        }
    }

    /// Gives the site in `folder` the packages that it would have fetched, where it needs any.
    pub(super) fn bring_packages(self, folder: &Path) {
        if matches!(self, Self::Astro | Self::Eleventy | Self::Hexo) {
            link(&packages(), &folder.join("node_modules"));
        }
    }

    /// Builds the site in `folder` and gives the folder of the result.
    ///
    /// # Panics
    /// When the generator is not there, with what to do; when it refuses the site, with what it said.
    pub(super) fn build(self, folder: &Path) -> PathBuf {
        let (program, words, result) = match self {
            Self::Astro => ("node", vec![script("astro/astro.js"), "build".into()], "dist"),
            Self::Eleventy => ("node", vec![script("@11ty/eleventy/cmd.cjs"), "--quiet".into()], "_site"),
            Self::Hexo => ("node", vec![script("hexo/bin/hexo"), "generate".into()], "public"),
            Self::Hugo => ("hugo", vec!["--quiet".into()], "public"),
            Self::Jekyll => ("jekyll", vec!["build".into(), "--quiet".into(), "--disable-disk-cache".into()], "_site"),
        };
        self.bring_packages(folder);
        run(self, folder, program, &words);
        folder.join(result)
    }
}

/// The folder of the npm packages: `BYLINE_GENERATORS`, or where `cargo xtask test` puts them.
fn packages() -> PathBuf {
    let told = std::env::var_os("BYLINE_GENERATORS").map(PathBuf::from);
    let usual = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/tools/generators");
    let folder = told.unwrap_or(usual).join("node_modules");
    assert!(folder.is_dir(), "no generators in {}: start `cargo xtask test --only generators`", folder.display());
    folder.canonicalize().unwrap()
}

fn script(path: &str) -> PathBuf {
    packages().join(path)
}

fn link(from: &Path, to: &Path) {
    #[cfg(unix)]
    std::os::unix::fs::symlink(from, to).unwrap();
    #[cfg(windows)]
    std::os::windows::fs::symlink_dir(from, to).unwrap();
}

#[allow(clippy::disallowed_methods)] // The test's subject is what this program makes of a site.
fn run(generator: Generator, folder: &Path, program: &str, words: &[PathBuf]) {
    let mut command = Command::new(program);
    command.current_dir(folder).args(words);
    command.env("ASTRO_TELEMETRY_DISABLED", "1").env("JEKYLL_NO_BUNDLER_REQUIRE", "true").env("TZ", "UTC");
    // Ruby reads files in the encoding of its surroundings.
    command.env("LANG", "C.UTF-8").env("LC_ALL", "C.UTF-8").env("NO_COLOR", "1").env("CI", "true");
    let done = command.output().unwrap_or_else(|error| {
        panic!("{program} cannot be started ({error}): start `cargo xtask test --only generators`")
    });
    let said = [done.stdout, done.stderr].map(|said| String::from_utf8_lossy(&said).into_owned()).concat();
    assert!(done.status.success(), "{generator:?} refuses the site:\n{said}");
    // Hexo ends well whatever happens.
    assert!(!said.contains("FATAL") && !said.contains("ERROR"), "{generator:?} says:\n{said}");
}
