//! A post as a reader will see it: HTML that is safe to show.
//!
//! Two ways lead to safe HTML. Raw HTML of a post passes ammonia, as the last step: only tags and attributes on a short list
//! are left, links lead to http, https, mailto or the site, and every picture's address comes from the caller. A block
//! without raw HTML is written so that ammonia would leave it as it is, to the byte; the tests ask ammonia. What is nested
//! too deep is replaced by a card before it is cleaned, because cleaning takes time with the square of the depth.
//!
//! Cards hold no sentences of their own: [`sentences`] puts the catalogue's words on them.

mod alone;
mod attributes;
mod block;
mod boxes;
mod braces;
mod cards;
mod clean;
mod escape;
mod gallery;
mod head;
mod page;
mod parts;
mod picture;
mod place;
mod translate;
mod write;

pub use block::{Block, Drawing, blocks};
pub use head::Head;
pub use page::{Around, Page, page, sentences};
pub use parts::{Part, parts};
pub use picture::PictureSource;

/// The stylesheet for posts whose site has none that can be found.
pub const STYLE: &str = include_str!("style.css");

#[cfg(test)]
mod note_tests;
#[cfg(test)]
mod same_tests;
#[cfg(test)]
mod tests;
