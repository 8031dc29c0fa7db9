//! A post as a reader will see it: HTML that is safe to show.
//!
//! Blocks are cleaned one by one by ammonia, as the last step; only tags and attributes on a short list pass, links lead
//! to http, https, mailto or the site, and every picture's address comes from the caller. What is nested too deep is
//! replaced by a card before it is cleaned, because cleaning takes time with the square of the depth.
//!
//! Cards hold no sentences of their own: [`sentences`] puts the catalogue's words on them.

mod block;
mod clean;
mod page;
mod picture;

pub use block::{Block, blocks};
pub use page::{Page, Sentences, Stylesheet, page, sentences};
pub use picture::PictureSource;

/// The stylesheet for posts whose site has none that can be found.
pub const STYLE: &str = include_str!("style.css");

#[cfg(test)]
mod tests;
