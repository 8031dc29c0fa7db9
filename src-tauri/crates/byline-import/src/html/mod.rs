//! Pages of the web, saved by a browser or written by a word processor.

mod blocks;
mod google;
mod head;
mod hidden;
mod inline;
mod links;
mod looks;
mod notes;
pub(crate) mod pasted;
mod pictures;
mod region;
mod tables;
mod tree;
mod word;

use blocks::Page;
use tree::Tree;

use crate::charset;
use crate::document::Document;
use crate::limits::Refusal;

/// Reads a page as a post.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, Refusal> {
    let text = charset::decoded(bytes, head::charset(bytes).as_deref())?;
    let tree = Tree::parse(text.trim_start_matches('\u{feff}'))?;
    let details = head::details(&tree);
    let region = region::of(&tree, details.title.as_deref());
    let mut page = Page::new(&tree, &region);
    let text = page.text(&region);
    page.gathered.into_document(&text, details)
}
