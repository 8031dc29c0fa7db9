use crate::details::Details;
use crate::limits::{Refusal, WRITTEN};
use crate::text::{self, Text};

/// A document as a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The text in Markdown. For a document that was Markdown already: its very bytes, but for the alphabet.
    pub body: String,
    /// What it tells of itself.
    pub details: Details,
    /// Pictures that are in the document. [`Picture::link`] is where the body shows them.
    pub pictures: Vec<Picture>,
    /// What could not be brought.
    pub left_out: Vec<LeftOut>,
    /// Whether the body is the file as it was.
    pub is_as_it_was: bool,
}

/// A picture in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// A file name for it, such as `image1.png`.
    pub name: String,
    /// Its bytes: a JPEG, PNG, GIF or WebP, by their beginning.
    pub bytes: Vec<u8>,
    /// The destination that stands for it in the body, at every place where the document shows it.
    pub link: String,
    /// What it shows, where the document says so.
    pub description: String,
}

/// Something of a document that the post does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// What it is.
    pub what: What,
    /// How many.
    pub count: usize,
    /// The name of the one, where it has a name.
    pub name: String,
}

/// What a post cannot have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum What {
    /// A picture of a kind that websites do not show: a metafile, a TIFF.
    PictureKind,
    /// A picture that the document names and does not have.
    PictureMissing,
    /// Remarks of readers.
    Comments,
    /// A formula; its signs are kept as words.
    Formulas,
    /// A chart or diagram.
    Drawings,
    /// Another document inside this one.
    Embedded,
    /// A table of contents, whose headings are in the text.
    Contents,
    /// A film, sound or page shown inside the page; a link to it is kept where it has an address.
    Players,
    /// Words struck out while changes were tracked.
    Deletions,
    /// Lines repeated on every page.
    PageLines,
}

impl What {
    /// A stable word for it.
    pub fn id(self) -> &'static str {
        match self {
            Self::PictureKind => "picture-kind",
            Self::PictureMissing => "picture-missing",
            Self::Comments => "comments",
            Self::Formulas => "formulas",
            Self::Drawings => "drawings",
            Self::Embedded => "embedded",
            Self::Contents => "contents",
            Self::Players => "players",
            Self::Deletions => "deletions",
            Self::PageLines => "page-lines",
        }
    }
}

/// Collects pictures and what is left out while a document is read.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    pub(crate) pictures: Vec<Picture>,
    pub(crate) left_out: Vec<LeftOut>,
    /// Pictures on servers, in what was pasted: what stands for each in the text, and its address.
    pub(crate) far: Vec<(String, String)>,
}

impl Gathered {
    /// Notes one more of something left out.
    pub(crate) fn leave_out(&mut self, what: What, name: &str) {
        match self.left_out.iter_mut().find(|left| left.what == what && (left.name == name || name.is_empty())) {
            Some(left) => left.count += 1,
            None => self.left_out.push(LeftOut { what, count: 1, name: name.to_owned() }),
        }
    }

    /// Notes a picture on a server and returns the destination that stands for it.
    pub(crate) fn far_picture(&mut self, address: &str) -> String {
        if let Some((link, _)) = self.far.iter().find(|(_, other)| other == address) {
            return link.clone();
        }
        let link = format!("far-picture-{}", self.far.len() + 1);
        self.far.push((link.clone(), address.to_owned()));
        link
    }

    /// Takes a picture and returns the destination that stands for it, or nothing for one that websites do not show.
    pub(crate) fn picture(&mut self, name: &str, bytes: Vec<u8>, description: &str) -> Option<String> {
        let Some(ending) = picture_ending(&bytes) else {
            self.leave_out(What::PictureKind, name);
            return None;
        };
        if let Some(same) = self.pictures.iter().find(|picture| picture.bytes == bytes) {
            return Some(same.link.clone());
        }
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let stem = if stem.is_empty() { "picture" } else { stem };
        let link = format!("imported-picture-{}", self.pictures.len() + 1);
        self.pictures.push(Picture {
            name: format!("{stem}.{ending}"),
            bytes,
            link: link.clone(),
            description: description.to_owned(),
        });
        Some(link)
    }

    /// The finished document.
    pub(crate) fn into_document(self, text: &Text, details: Details) -> Result<Document, Refusal> {
        let body = text::body(text);
        if body.trim().is_empty() {
            return Err(Refusal::Empty);
        }
        if body.len() > WRITTEN {
            return Err(Refusal::TooMuch);
        }
        let mut left_out = self.left_out;
        left_out.sort_by_key(|left| left.what);
        Ok(Document { body, details, pictures: self.pictures, left_out, is_as_it_was: false })
    }
}

/// The ending for a picture of a kind that websites show, by its first bytes.
pub(crate) fn picture_ending(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => Some("png"),
        [0xff, 0xd8, 0xff, ..] => Some("jpg"),
        [b'G', b'I', b'F', b'8', ..] => Some("gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("webp"),
        _ => None,
    }
}

impl Document {
    pub(crate) fn of_markdown(body: String) -> Self {
        Self { body, details: Details::default(), pictures: Vec::new(), left_out: Vec::new(), is_as_it_was: true }
    }
}
