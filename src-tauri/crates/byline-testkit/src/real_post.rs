//! A post as a real writer typed it, with all the troubles of such posts.

use std::path::Path;

/// A post and what a reader of it would say it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RealPost {
    /// The file, byte for byte.
    pub bytes: Vec<u8>,
    /// Its title, which stands in a heading wrapped in marks.
    pub title: &'static str,
    /// Its date, which stands in bold in the text.
    pub date: &'static str,
    /// Its author, likewise.
    pub author: &'static str,
    /// The file name of its picture, whose spaces make the link invalid.
    pub picture: &'static str,
    /// That name as an address has it.
    pub picture_address: &'static str,
    /// The line of the picture's link, counted from 1.
    pub picture_line: u32,
    /// A word of the title.
    pub word: &'static str,
    /// Some words of its text.
    pub phrase: &'static str,
}

/// The real post, where the folder that holds it stands beside the checkout; else one written with the same troubles.
pub fn real_post() -> RealPost {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    match std::fs::read(crates.join("../../../shared/posts/aws-summit.md")) {
        Ok(bytes) => RealPost {
            bytes,
            title: "fourTheorem attends AWS Summit in NYC",
            date: "2017-08-24",
            author: "James Dadd",
            picture: "aws summit .jpg",
            picture_address: "aws%20summit%20.jpg",
            picture_line: 4,
            word: "fourTheorem",
            phrase: "Apache MXNet",
        },
        Err(_) => RealPost {
            bytes: include_bytes!("../../byline-post/fixtures/messy-meetup.md").to_vec(),
            title: "Our team visits the Harbour Data Meetup",
            date: "2019-03-07",
            author: "Maria Lopez",
            picture: "harbour meetup .jpg",
            picture_address: "harbour%20meetup%20.jpg",
            picture_line: 3,
            word: "Harbour",
            phrase: "monthly meetup",
        },
    }
}
