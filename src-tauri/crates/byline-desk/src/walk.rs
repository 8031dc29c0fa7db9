use std::collections::HashSet;
use std::fs::Metadata;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

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
                // Without following links, and without looking for every folder above it again.
                && let Some(seen) = entry.metadata().ok().and_then(|facts| seen(&facts, path))
            {
                found.push(seen);
            }
        }
    }
    found
}

/// One file, if it is there.
pub(crate) fn look(place: &Path, path: String) -> Option<Seen> {
    seen(&place.symlink_metadata().ok()?, path)
}

/// Now, as the times of files are told.
#[expect(
    clippy::disallowed_methods,
    reason = "compared with times that the system gave to files, and with nothing else"
)]
pub(crate) fn now() -> i64 {
    nanoseconds(SystemTime::now())
}

/// Whether a file that was written then and read now may change once more without its time telling.
pub(crate) fn is_unsure(written: i64, now: i64) -> bool {
    const MILLISECOND: i64 = 1_000_000;
    // What the disk's times are told in: FAT counts in two seconds, others in one or in milliseconds; where they are told
    // in nanoseconds, the system still moves its clock in steps of up to ten milliseconds.
    let step = match written {
        at if at % (1_000 * MILLISECOND) == 0 => 2_000 * MILLISECOND,
        _ => 20 * MILLISECOND,
    };
    written.saturating_add(step) >= now
}

fn seen(facts: &Metadata, path: String) -> Option<Seen> {
    (facts.is_file()).then_some(())?;
    Some(Seen { path, written: nanoseconds(facts.modified().ok()?), bytes: facts.len() })
}

fn nanoseconds(time: SystemTime) -> i64 {
    let since = time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
    i64::try_from(since).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_written_just_before_it_was_read_may_change_unseen() {
        const SECOND: i64 = 1_000_000_000;
        for (written, now, unsure) in [
            (5 * SECOND + 1, 5 * SECOND + 2, true),
            (5 * SECOND + 1, 6 * SECOND, false),
            (5 * SECOND, 6 * SECOND, true),
            (5 * SECOND, 8 * SECOND, false),
            // Written by a computer whose clock is ahead.
            (9 * SECOND + 1, 5 * SECOND, true),
        ] {
            assert_eq!(is_unsure(written, now), unsure, "{written} {now}");
        }
    }
}
