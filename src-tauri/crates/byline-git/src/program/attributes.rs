//! What the site's attributes say of a path, asked of git.

use std::collections::HashMap;

use super::classify::classify;
use super::engine::Program;
use super::git::In;
use crate::Fault;
use crate::lfs::Store;
use crate::line_ends::{Attribute, Attributes};

/// The attributes that matter to what is stored.
const NAMES: [&str; 5] = ["filter", "working-tree-encoding", "text", "crlf", "eol"];

/// The answers for one path.
pub(super) struct OfPath<'a> {
    engine: &'a Program,
    values: HashMap<String, Attribute>,
}

impl Program {
    /// Asks for one path.
    pub(super) fn attributes(&self, path: &str) -> Result<OfPath<'_>, Fault> {
        let place = In { git_dir: &self.place.git_dir, objects: None, root: Some(&self.place.root) };
        // The user's index is neither read nor written: this one is not there.
        let nobodys = self.place.common_dir.join("byline").join("no-index");
        let call = self.line.git.call(place, &[]).with("GIT_INDEX_FILE", nobodys);
        let call = call.args(["check-attr", "-z"]).args(NAMES).args(["--", path]).inside(&self.place.root);
        let ended = call.run()?;
        if !ended.is_fine() {
            return Err(classify(&ended.said));
        }
        let output = String::from_utf8_lossy(&ended.output);
        let words: Vec<&str> = output.split('\0').collect();
        let read = |three: &[&str]| match three {
            [_, name, value] => Some(((*name).to_owned(), attribute(value))),
            _ => None,
        };
        Ok(OfPath { engine: self, values: words.chunks_exact(3).filter_map(read).collect() })
    }
}

fn attribute(value: &str) -> Attribute {
    match value {
        "unspecified" => Attribute::Unspecified,
        "set" => Attribute::Set,
        "unset" => Attribute::Unset,
        text => Attribute::Text(text.to_owned()),
    }
}

impl Attributes for OfPath<'_> {
    fn attribute(&self, _path: &str, name: &str) -> Result<Attribute, Fault> {
        Ok(self.values.get(name).cloned().unwrap_or(Attribute::Unspecified))
    }

    fn setting(&self, name: &str) -> Option<String> {
        self.engine.settings.get(name).map(str::to_owned)
    }

    fn large_files(&self) -> Store {
        Store::of(&self.engine.place.common_dir)
    }
}
