//! What is published, handed to the real generators: each post is at the address that Byline said, with its title, its
//! words and its picture.

mod addresses;
mod generator;
mod line_breaks;
mod page;
mod publish;
#[cfg(unix)]
mod real_site;
mod settings;
