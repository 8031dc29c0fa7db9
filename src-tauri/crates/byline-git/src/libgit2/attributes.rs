//! What the site's attributes say of a path, as libgit2 reads them.

use std::path::Path;

use ::git2::{AttrCheckFlags, AttrValue, Repository};

use crate::Fault;
use crate::lfs::Store;
use crate::line_ends::{Attribute, Attributes};

impl Attributes for Repository {
    fn attribute(&self, path: &str, name: &str) -> Result<Attribute, Fault> {
        let found = self.get_attr(Path::new(path), name, AttrCheckFlags::FILE_THEN_INDEX)?;
        Ok(match AttrValue::from_string(found) {
            AttrValue::True => Attribute::Set,
            AttrValue::False => Attribute::Unset,
            AttrValue::String(text) => Attribute::Text(text.to_owned()),
            _ => Attribute::Unspecified,
        })
    }

    fn setting(&self, name: &str) -> Option<String> {
        self.config().ok()?.get_string(name).ok()
    }

    fn large_files(&self) -> Store {
        Store::of(self.commondir())
    }
}
