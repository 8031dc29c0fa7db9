use std::collections::HashSet;
use std::path::Path;
use std::time::UNIX_EPOCH;

/// A file as the list needs to know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seen {
    /// Relative to the site.
    pub(crate) path: String,
    /// When it was last written, in nanoseconds since 1970.
    pub(crate) written: i64,
    /// Its size in bytes.
    pub(crate) bytes: u64,
}

/// Every file under these folders of a site that `wanted` accepts, each once. Links are not followed.
pub(crate) fn files(root: &Path, folders: &[String], wanted: &dyn Fn(&str) -> bool) -> Vec<Seen> {
    let mut found = Vec::new();
    let mut done = HashSet::new();
    let mut open: Vec<String> = folders.to_vec();
    while let Some(folder) = open.pop() {
        if !done.insert(folder.clone()) {
            continue;
        }
        let Ok(entries) = std::fs::read_dir(root.join(&folder)) else { continue };
        for entry in entries.flatten() {
            let Ok(name) = entry.file_name().into_string() else { continue };
            let Ok(kind) = entry.file_type() else { continue };
            let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            if kind.is_dir() {
                let hidden = path.rsplit('/').next().is_some_and(|name| name.starts_with('.'));
                if !hidden && !path.ends_with("node_modules") {
                    open.push(path);
                }
            } else if kind.is_file()
                && wanted(&path)
                && let Some(seen) = look(&entry.path(), path)
            {
                found.push(seen);
            }
        }
    }
    found
}

/// One file, if it is there.
pub(crate) fn look(place: &Path, path: String) -> Option<Seen> {
    let facts = place.symlink_metadata().ok().filter(std::fs::Metadata::is_file)?;
    let written = facts.modified().ok()?.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
    Some(Seen { path, written: i64::try_from(written).unwrap_or(i64::MAX), bytes: facts.len() })
}
