//! Noticing changes where the system cannot tell of them: by looking at when files were written, every few seconds.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

use crate::walk;
use crate::watch::Changes;

/// How often files are looked at, at the most.
const OFTEN: Duration = Duration::from_secs(3);
/// And at the least, however long a look takes.
const SELDOM: Duration = Duration::from_mins(1);
/// A look may take a twentieth of the time.
const SHARE: u32 = 20;

/// Looks for as long as it lives.
pub(crate) struct Polling {
    _stop: mpsc::Sender<()>,
}

impl Polling {
    /// Looks at a site's posts and settings on a thread of its own. It remembers one number, however many there are.
    pub(crate) fn start(
        root: &Path,
        understood: &Arc<byline_site::Site>,
        settings: Vec<String>,
        tell: mpsc::Sender<Changes>,
    ) -> Self {
        let (stop, stopped) = mpsc::channel();
        let (root, understood): (PathBuf, _) = (root.to_owned(), Arc::clone(understood));
        std::thread::spawn(move || {
            let (mut last, mut took) = timed(|| fingerprint(&root, &understood, &settings));
            // Nothing is ever sent: the wait ends early when the other end is gone.
            while stopped.recv_timeout(pause(took)) == Err(mpsc::RecvTimeoutError::Timeout) {
                let now;
                (now, took) = timed(|| fingerprint(&root, &understood, &settings));
                if now != last && tell.send(Changes { all: true, ..Changes::default() }).is_err() {
                    return;
                }
                last = now;
            }
        });
        Self { _stop: stop }
    }
}

/// How long to wait after a look that took so long.
fn pause(took: Duration) -> Duration {
    (took * SHARE).clamp(OFTEN, SELDOM)
}

/// A number that is another when a post or a file of settings came, went or was written, in whatever order they are found.
fn fingerprint(root: &Path, site: &byline_site::Site, settings: &[String]) -> u64 {
    let folders: Vec<String> = site.text_folders().map(str::to_owned).collect();
    let files = walk::files(root, &folders, &|path| site.is_post(path));
    let settings = settings.iter().filter_map(|file| walk::look(&root.join(file), file.clone()));
    files.into_iter().chain(settings).fold(0, |sum: u64, seen| {
        let mut hasher = DefaultHasher::new();
        (&seen.path, seen.written, seen.bytes).hash(&mut hasher);
        sum.wrapping_add(hasher.finish())
    })
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let begin = Instant::now();
    let done = work();
    (done, begin.elapsed())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_takes_a_small_share_of_the_time() {
        for (took, expect) in [(1, 3_000), (300, 6_000), (10_000, 60_000)] {
            assert_eq!(pause(Duration::from_millis(took)), Duration::from_millis(expect));
        }
    }

    #[test]
    fn what_comes_goes_or_is_written_makes_another_number() {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let place = folder.path().join(path);
            std::fs::create_dir_all(place.parent().unwrap()).unwrap();
            std::fs::write(place, text).unwrap();
        };
        write("a.md", "# A\n");
        write("b/c.md", "# C\n");
        let site = byline_site::understand(&byline_site::OnDisk::new(folder.path()).unwrap());
        let settings = [".byline.toml".to_owned()];
        let mut seen = vec![fingerprint(folder.path(), &site, &settings)];
        assert_eq!(seen[0], fingerprint(folder.path(), &site, &settings));
        for change in [
            &|| write("a.md", "# Longer\n") as (),
            &|| write("d.md", "# D\n"),
            &|| std::fs::rename(folder.path().join("b"), folder.path().join("e")).unwrap(),
            &|| std::fs::remove_file(folder.path().join("d.md")).unwrap(),
            &|| write(".byline.toml", ""),
        ] as [&dyn Fn(); 5]
        {
            change();
            let now = fingerprint(folder.path(), &site, &settings);
            assert!(!seen.contains(&now));
            seen.push(now);
        }
    }
}
