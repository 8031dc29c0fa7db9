//! Dictionaries for tests: small ones, and those that Byline ships.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use crate::Dictionary;

/// A dictionary of a few words.
pub(crate) fn small(aff: &str, dic: &str) -> Dictionary {
    Dictionary::read(aff.as_bytes(), dic.as_bytes()).unwrap()
}

/// One that is shipped: `en`, `en-gb`, `es`, `fr`, `nl` or `pt`.
pub(crate) fn shipped(language: &'static str) -> Arc<Dictionary> {
    static READ: OnceLock<[OnceLock<Arc<Dictionary>>; 6]> = OnceLock::new();
    let all = READ.get_or_init(Default::default);
    let at = ["en", "en-gb", "es", "fr", "nl", "pt"].iter().position(|known| *known == language).unwrap();
    let made = all[at].get_or_init(|| {
        let folder = top().join(format!("ui/node_modules/dictionary-{language}"));
        let file = |name: &str| std::fs::read(folder.join(name)).expect("npm ci in ui brings the dictionaries");
        Arc::new(Dictionary::read(&file("index.aff"), &file("index.dic")).unwrap())
    });
    Arc::clone(made)
}

/// The top of the repository.
pub(crate) fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}
