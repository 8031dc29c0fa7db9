//! The files of the sites in `tests/fixtures/sites`.

use std::collections::BTreeMap;
use std::path::Path;

use crate::seat::files_below;

/// Tauri's command line takes the first folder with a `package.json` for the window's page, so those of the sites have
/// another name until they are used.
const PACKAGE: &str = "package.json.txt";

/// A generator's site with the files of another folder over its own; an empty one takes a file away.
pub(super) fn over(generator: &str, name: &str) -> Vec<(String, Vec<u8>)> {
    let mut all: BTreeMap<_, _> = files(generator).into_iter().collect();
    all.extend(files(name));
    all.retain(|_, bytes| !bytes.is_empty());
    all.into_iter().collect()
}

/// One site's files, named from its folder.
pub(super) fn files(name: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/sites").join(name);
    let files: Vec<_> = files_below(&folder)
        .into_iter()
        .map(|(path, bytes)| match path.strip_suffix(PACKAGE) {
            Some(above) if above.is_empty() || above.ends_with('/') => (format!("{above}package.json"), bytes),
            _ => (path, bytes),
        })
        .collect();
    assert!(!files.is_empty(), "no site in {}", folder.display());
    files
}
