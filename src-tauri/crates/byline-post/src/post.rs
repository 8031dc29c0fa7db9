//! A post: the bytes of one file, and what they mean.

use std::borrow::Cow;
use std::sync::OnceLock;

use thiserror::Error;

use crate::details::{Details, FrontMatter, Span};
use crate::fields::FieldOf;
use crate::front::Block;
use crate::leaves::Prose;
use crate::links::PictureLink;
use crate::{front, lines, links, told, visible};

/// The largest post that is opened, in bytes.
pub const MAX_BYTES: usize = 10 * 1024 * 1024;

pub(crate) const BOM: &str = "\u{feff}";

/// Why bytes are not a post.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PostError {
    /// Not UTF-8 text, or with a zero byte.
    #[error("not text: byte {at}")]
    NotText {
        /// The offset of the first byte that is not text.
        at: usize,
    },
    /// Larger than [`MAX_BYTES`].
    #[error("{bytes} bytes, more than {limit}")]
    TooLarge {
        /// The size found, in bytes.
        bytes: usize,
        /// The largest size, in bytes.
        limit: usize,
    },
}

/// One post. Cheap to read from, never changed in place: every edit gives a new one.
#[derive(Debug, Clone)]
pub struct Post {
    pub(crate) text: String,
    pub(crate) file_name: String,
    pub(crate) front: Option<Block>,
    body_start: usize,
    body: String,
    details: Details,
    pub(crate) told: told::Told,
    plain: OnceLock<String>,
    prose: [OnceLock<Prose>; 2],
    pictures: OnceLock<Vec<PictureLink>>,
    /// Where the lines of the body begin.
    starts: OnceLock<Vec<usize>>,
    pub(crate) fields: OnceLock<Vec<FieldOf>>,
}

impl Post {
    /// Reads a post. `file_name` is the last part of its path, such as `2017-08-24-aws.md`: the last resort for title
    /// and date.
    pub fn parse(bytes: &[u8], file_name: &str) -> Result<Self, PostError> {
        Ok(Self::from_text(text(bytes)?.to_owned(), file_name))
    }

    pub(crate) fn from_text(text: String, file_name: &str) -> Self {
        let front = front::split(&text);
        Self::with_front(text, file_name, front)
    }

    fn with_front(text: String, file_name: &str, front: Option<Block>) -> Self {
        let body_start =
            front.as_ref().map_or_else(|| if text.starts_with(BOM) { BOM.len() } else { 0 }, |block| block.whole.end);
        let body = lines::to_lf(&text[body_start..]);
        let read = front.as_ref().map(|block| front::read(block, &text));
        let words = front.as_ref().map_or("", |block| &text[block.inner.clone()]);
        let (details, told) = told::details(read, words, &body, file_name);
        Self {
            text,
            file_name: file_name.to_owned(),
            front,
            body_start,
            body,
            details,
            told,
            plain: OnceLock::new(),
            prose: [OnceLock::new(), OnceLock::new()],
            pictures: OnceLock::new(),
            starts: OnceLock::new(),
            fields: OnceLock::new(),
        }
    }

    /// The file's bytes, exactly as read or as edited.
    pub fn as_bytes(&self) -> &[u8] {
        self.text.as_bytes()
    }

    /// The text after the front matter, with every line ending as LF and without a byte order mark.
    pub fn body(&self) -> &str {
        &self.body
    }

    /// What the post says about itself.
    pub fn details(&self) -> &Details {
        &self.details
    }

    /// The whole lines of the body whose words are the title, date or author: ascending and never overlapping.
    pub fn spoken_for(&self) -> &[Span] {
        &self.told.spans
    }

    /// The front matter as it stands in the file, with its fences and with every line ending as LF; empty when there is
    /// none. Its first line is the file's.
    pub fn front_text(&self) -> String {
        let text = self.front.as_ref().map_or("", |block| &self.text[block.whole.clone()]);
        lines::to_lf(text)
    }

    /// The kind of front matter that the post has.
    pub fn front_matter(&self) -> Option<FrontMatter> {
        self.front.as_ref().map(|block| block.kind)
    }

    /// The number of words in [`Post::plain_text`].
    pub fn words(&self) -> usize {
        visible::words(self.plain())
    }

    /// The words that a reader of the body sees, without marks, pictures and the lines of [`Post::spoken_for`]; one
    /// line a paragraph.
    pub fn plain_text(&self) -> String {
        self.plain().to_owned()
    }

    fn plain(&self) -> &str {
        self.plain.get_or_init(|| visible::text(&self.unspoken()))
    }

    /// The same post with another body (LF text). Lines that did not change keep their bytes; new lines take the line
    /// ending that most of the file has. `post.with_body(post.body())` has the same bytes, always, and the new post has
    /// this body whatever is typed in it: a rule or a fence moves nothing between details and body.
    #[must_use]
    pub fn with_body(&self, body: &str) -> Self {
        if body == self.body {
            return self.clone();
        }
        let (head, old) = self.text.split_at(self.body_start);
        let text = format!("{head}{}", lines::rewrite(old, body, lines::prevailing(&self.text)));
        let mut post = Self::with_front(text, &self.file_name, self.front.clone());
        // The front matter is the same, and so are its fields.
        post.fields = self.fields.clone();
        post
    }

    /// The body with the lines of [`Post::spoken_for`] emptied; every other line keeps its number and offset.
    pub fn unspoken(&self) -> String {
        let mut out = String::with_capacity(self.body.len());
        let mut at = 0;
        for span in &self.told.spans {
            out.push_str(&self.body[at..span.from]);
            out.extend(self.body[span.from..span.to].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
            at = span.to;
        }
        out.push_str(&self.body[at..]);
        out
    }

    /// The body as writing, with the lines of [`Post::spoken_for`] or without them; see there.
    pub(crate) fn prose(&self, spoken: bool) -> &Prose {
        let body = || if spoken { Cow::Borrowed(self.body()) } else { Cow::Owned(self.unspoken()) };
        self.prose[usize::from(spoken)].get_or_init(|| Prose::of(&body()))
    }

    /// All pictures; see [`links::pictures`].
    pub(crate) fn pictures(&self) -> &[PictureLink] {
        self.pictures.get_or_init(|| links::all_pictures(&self.body))
    }

    /// The line in the file, from 1, of a byte offset in the body.
    pub fn file_line(&self, offset: usize) -> usize {
        let before = lines::lines(&self.text[..self.body_start]).count();
        let starts = self.starts.get_or_init(|| {
            let ends = self.body.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
            std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect()
        });
        before + starts.partition_point(|start| *start <= offset)
    }
}

/// The bytes as text, if they are a post's.
pub(crate) fn text(bytes: &[u8]) -> Result<&str, PostError> {
    if bytes.len() > MAX_BYTES {
        return Err(PostError::TooLarge { bytes: bytes.len(), limit: MAX_BYTES });
    }
    let text = std::str::from_utf8(bytes).map_err(|error| PostError::NotText { at: error.valid_up_to() })?;
    match bytes.iter().position(|byte| *byte == 0) {
        Some(at) => Err(PostError::NotText { at }),
        None => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Random;

    #[test]
    fn what_is_no_text_is_refused() {
        for (bytes, expect) in [
            (&b"ab\xff"[..], PostError::NotText { at: 2 }),
            (&b"a\0b"[..], PostError::NotText { at: 1 }),
            (&b"\xff\xfea\0"[..], PostError::NotText { at: 0 }),
        ] {
            assert_eq!(Post::parse(bytes, "x.md").unwrap_err(), expect);
        }
        let large = vec![b'a'; MAX_BYTES + 1];
        assert_eq!(
            Post::parse(&large, "x.md").unwrap_err(),
            PostError::TooLarge { bytes: MAX_BYTES + 1, limit: MAX_BYTES }
        );
    }

    #[test]
    fn the_same_body_gives_the_same_bytes() {
        let mut random = Random::new(1);
        for _ in 0..1000 {
            let text = random.text(60);
            let post = Post::parse(text.as_bytes(), "x.md").unwrap();
            assert_eq!(post.as_bytes(), text.as_bytes());
            assert_eq!(post.with_body(post.body()).as_bytes(), text.as_bytes(), "{text:?}");
            // The long way round, as if every line had been compared.
            let rewritten = lines::rewrite(&text, &lines::to_lf(&text), "\n");
            assert_eq!(rewritten, text);
            assert!(!post.body().contains('\r'));
            assert!(post.spoken_for().windows(2).all(|pair| pair[0].to <= pair[1].from), "{text:?}");
            assert_eq!(post.unspoken().len(), post.body().len(), "{text:?}");
        }
        for file in std::fs::read_dir("fixtures").unwrap() {
            let Ok(bytes) = std::fs::read(file.unwrap().path()) else { continue };
            let post = Post::parse(&bytes, "x.md").unwrap();
            assert_eq!(post.with_body(post.body()).as_bytes(), bytes);
        }
    }

    #[test]
    fn a_body_stays_the_body_whatever_is_typed_in_it() {
        let mut random = Random::new(5);
        let typed = ["---\ntitle: x\n---\n", "title: x\n---\n", "x\n\n---\n", "{\"a\": 1}\n", "+++\na = 1\n+++\n"];
        for round in 0..600 {
            let before = random.text(12);
            let body = format!("{}{}", typed[round % typed.len()], random.text(12)).replace('\r', "");
            let post = Post::parse(before.as_bytes(), "x.md").unwrap().with_body(&body);
            assert_eq!(post.body(), body, "{before:?}");
        }
    }

    #[test]
    fn an_edited_line_is_the_only_one_that_changes() {
        let mut random = Random::new(2);
        for round in 0..500 {
            let count = 1 + random.below(12);
            let rows: Vec<String> =
                (0..count).map(|n| format!("row {n}{}", ["\n", "\r\n", "\r"][random.below(3)])).collect();
            let head = ["", "\u{feff}", "---\r\ntitle: x\n---\r\n"][random.below(3)];
            let before = format!("{head}{}", rows.concat());
            let post = Post::parse(before.as_bytes(), "x.md").unwrap();
            let at = random.below(count);
            let mut body: Vec<String> = post.body().lines().map(str::to_owned).collect();
            let expect = match random.below(3) {
                0 => {
                    body[at] = "edited".to_owned();
                    let mut rows = rows.clone();
                    let end = rows[at].trim_start_matches(|c: char| !c.is_control()).to_owned();
                    rows[at] = format!("edited{end}");
                    rows
                }
                1 => {
                    body.remove(at);
                    let mut rows = rows.clone();
                    rows.remove(at);
                    rows
                }
                _ => {
                    body.insert(at, "new".to_owned());
                    let mut rows = rows.clone();
                    rows.insert(at, format!("new{}", lines::prevailing(&before)));
                    rows
                }
            };
            let body: String = body.iter().flat_map(|line| [line.as_str(), "\n"]).collect();
            let after = post.with_body(&body);
            let expect = format!("{head}{}", expect.concat());
            assert_eq!(String::from_utf8_lossy(after.as_bytes()), expect, "{round}: {before:?}");
        }
    }
}
