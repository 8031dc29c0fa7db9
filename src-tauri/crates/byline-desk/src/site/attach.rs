//! Pictures that become part of a post.

use std::path::Path;

use byline_picture::{Limits, PictureError, prepare};
use byline_post::{Post, links, tagged};

use super::Site;
use super::page::parse;
use crate::DeskError;
use crate::api::{Attached, OpenPost, Original};

impl Site {
    /// Makes a picture ready and puts it where this site keeps pictures. The post itself is not changed: the page
    /// writes the link where the cursor is.
    pub fn attach(&mut self, post: &str, name: &str, bytes: &[u8]) -> Result<Attached, DeskError> {
        self.attach_or_find(post, name, bytes).map(|(attached, _)| attached)
    }

    /// As [`Site::attach`], and whether the site had no such picture there before.
    pub(super) fn attach_or_find(
        &mut self,
        post: &str,
        name: &str,
        bytes: &[u8],
    ) -> Result<(Attached, bool), DeskError> {
        if !self.understood.is_post(post) {
            return Err(DeskError::NotAPost { path: post.to_owned() });
        }
        self.files.place(post)?;
        if self.read_only(post).is_some() {
            return Err(DeskError::ReadOnly { path: post.to_owned() });
        }
        let about = |source| DeskError::Picture { name: name.to_owned(), source };
        let ready = prepare(bytes, name, &Limits::default()).map_err(about)?;
        let same = |path: &str| self.files.read(path, ready.bytes.len() as u64).is_ok_and(|there| there == ready.bytes);
        let place = self.understood.place_picture(post, &ready.name, &|path| self.files.is_taken(path) && !same(path));
        let is_new = !same(&place.path);
        if is_new {
            self.files.replace(&place.path, &ready.bytes)?;
        }
        let attached = Attached {
            detail: self.understood.picture_in_detail(&place.path, &place.link),
            path: place.path,
            link: place.link,
            width: ready.width,
            height: ready.height,
            bytes: ready.bytes.len() as u64,
            original: Original {
                bytes: ready.original.bytes,
                width: ready.original.width,
                height: ready.original.height,
                format: ready.original.format.to_owned(),
            },
        };
        Ok((attached, is_new))
    }

    /// As [`Site::attach`], for a picture that is a file somewhere on the computer.
    pub fn attach_file(&mut self, post: &str, file: &Path) -> Result<Attached, DeskError> {
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let limit = Limits::default().file_bytes;
        let about = |error| DeskError::disk(&name, error);
        let bytes = file.metadata().map_err(about)?.len();
        if bytes > limit {
            return Err(DeskError::Picture { name, source: PictureError::TooLarge { bytes, limit } });
        }
        let read = std::fs::read(file).map_err(about)?;
        self.attach(post, &name, &read)
    }

    /// Writes the line that shows a picture at the end of a post, for those who have no cursor.
    pub fn append_picture(
        &mut self,
        post: &str,
        link: &str,
        alt: &str,
        caption: Option<&str>,
    ) -> Result<OpenPost, DeskError> {
        let body = self.open_post(post)?.body;
        let plain = |text: &str| text.replace(['[', ']', '\n'], " ");
        let title = caption.map(|caption| format!(" \"{}\"", caption.replace(['"', '\n'], "'"))).unwrap_or_default();
        let gap = if body.is_empty() || body.ends_with("\n\n") {
            ""
        } else if body.ends_with('\n') {
            "\n"
        } else {
            "\n\n"
        };
        self.write_body(post, &format!("{body}{gap}![{}]({link}{title})\n", plain(alt)))?;
        self.save(post)?;
        self.shown(post)
    }

    /// What the details say that is a picture's link: in those that are for pictures, and wherever it ends like one.
    pub(super) fn pictures_in_details(&self, post: &Post) -> Vec<String> {
        let endings = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif"];
        let is_picture = |link: &String| endings.iter().any(|ending| link.to_lowercase().ends_with(ending));
        let mut links = Vec::new();
        for field in post.fields() {
            let is_told = self.described(&field.name).is_some_and(|field| matches!(field.kind, "image" | "file"));
            let values = field.value.words().map_or_else(|| field.value.items(&field.name), |words| vec![words]);
            links.extend(values.into_iter().filter(|link| is_told || is_picture(link)));
        }
        links
    }

    /// The pictures of this site that a post shows and that are there, each once.
    pub(super) fn pictures_of(&self, path: &str, bytes: &[u8]) -> Result<Vec<String>, DeskError> {
        let post = parse(path, bytes)?;
        let mut found: Vec<String> = Vec::new();
        for link in shown_links(&post).into_iter().chain(self.pictures_in_details(&post)) {
            if let crate::files::Picture::Found(picture) = self.files.picture(path, &link)
                && !found.contains(&picture)
            {
                found.push(picture);
            }
        }
        Ok(found)
    }
}

/// The links of the pictures that a body shows, in Markdown, in HTML and with the generator's own tags.
pub(super) fn shown_links(post: &Post) -> Vec<String> {
    let marked = links::pictures(post).into_iter().map(|picture| picture.target);
    let tagged = tagged::pictures(post).into_iter().map(|span| post.body()[span].to_owned());
    marked.chain(tagged).collect()
}
