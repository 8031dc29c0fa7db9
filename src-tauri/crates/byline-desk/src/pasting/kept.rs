use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use byline_import::PictureSource;

/// The most pictures that are kept, and the most that they may come to, in bytes.
const MOST: usize = 500;
const MOST_BYTES: usize = 200 * 1024 * 1024;

/// Pictures of what was pasted, until they are brought into the site; the oldest go first. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub(crate) struct Kept(Arc<Mutex<Inner>>);

#[derive(Debug, Default)]
struct Inner {
    next: u64,
    all: VecDeque<(u64, PictureSource)>,
    bytes: usize,
}

impl Kept {
    /// Keeps a picture and returns the word to ask for it by.
    pub(super) fn keep(&self, source: PictureSource) -> String {
        let mut inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let number = inner.next;
        inner.next += 1;
        inner.bytes += size(&source);
        inner.all.push_back((number, source));
        while inner.all.len() > MOST || (inner.bytes > MOST_BYTES && inner.all.len() > 1) {
            if let Some((_, gone)) = inner.all.pop_front() {
                inner.bytes -= size(&gone);
            }
        }
        number.to_string()
    }

    /// A picture that is still kept. It stays, for one that has to be brought again.
    pub(super) fn find(&self, token: &str) -> Option<PictureSource> {
        let inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let number: u64 = token.parse().ok()?;
        inner.all.iter().find(|(other, _)| *other == number).map(|(_, source)| source.clone())
    }
}

fn size(source: &PictureSource) -> usize {
    match source {
        PictureSource::Inside { bytes, .. } => bytes.len(),
        PictureSource::Web(address) => address.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_go_when_there_are_too_many() {
        let kept = Kept::default();
        let large = |name: &str| PictureSource::Inside { name: name.to_owned(), bytes: vec![0; MOST_BYTES / 2] };
        let (first, second) = (kept.keep(large("a")), kept.keep(large("b")));
        assert_eq!(kept.find(&first), Some(large("a")));
        let third = kept.keep(PictureSource::Web("https://a.org/x".to_owned()));
        assert_eq!(kept.find(&first), None);
        assert!(kept.find(&second).is_some() && kept.find(&third).is_some() && kept.find("x").is_none());
    }
}
