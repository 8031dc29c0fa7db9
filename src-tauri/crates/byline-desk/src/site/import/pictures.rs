//! The pictures of a text written elsewhere: inside it, or beside it.

use std::path::{Path, PathBuf};

use byline_import::Document;
use byline_post::links;
use byline_site::Link;

use crate::files::Picture;
use crate::{DeskError, Site};

/// How many folders below the text's own a picture may be in.
const DEEPEST: usize = 4;

/// Files that an import made, so that none is left when it fails.
#[derive(Debug, Default)]
pub(super) struct Made(pub(super) Vec<String>);

impl Site {
    /// Puts the pictures that are in a document into the site and lets the post's links follow. Returns why some could
    /// not be; their descriptions stand in their places.
    pub(super) fn bring_inner_pictures(
        &mut self,
        path: &str,
        document: &Document,
        made: &mut Made,
    ) -> Result<Vec<String>, DeskError> {
        let mut problems = Vec::new();
        for picture in &document.pictures {
            let link = match self.attach_made(path, &picture.name, &picture.bytes, made) {
                Ok(link) => Some(link),
                Err(error @ DeskError::Picture { .. }) => {
                    problems.push(error.problem().message);
                    None
                }
                Err(error) => return Err(error),
            };
            let post = self.on_page(path)?.post.clone();
            let mut body = post.body().to_owned();
            let shown = links::pictures(&post).into_iter().filter(|shown| shown.target == picture.link);
            for shown in shown.collect::<Vec<_>>().into_iter().rev() {
                if let Some(link) = &link {
                    body.replace_range(shown.span, link);
                } else {
                    let words = description(&body[shown.whole.clone()]).to_owned();
                    body.replace_range(shown.whole, &words);
                }
            }
            self.take(path, post.with_body(&body))?;
        }
        Ok(problems)
    }

    /// Copies the pictures that stand beside the imported file into the site and lets the post's links follow. A
    /// picture that cannot be used stays missing, which a check says.
    pub(super) fn bring_pictures(&mut self, path: &str, folder: &Path, made: &mut Made) -> Result<(), DeskError> {
        let mut post = self.on_page(path)?.post.clone();
        let missing: Vec<_> = links::pictures(&post)
            .into_iter()
            .filter(|link| self.files.picture(path, &link.target) == Picture::Missing)
            .collect();
        for link in missing.into_iter().rev() {
            let Some((name, bytes)) = self.beside(folder, &link.target) else { continue };
            let new = match self.attach_made(path, &name, &bytes, made) {
                Ok(new) => new,
                Err(DeskError::Picture { .. }) => continue,
                Err(error) => return Err(error),
            };
            let mut body = post.body().to_owned();
            body.replace_range(link.span, &new);
            post = post.with_body(&body);
        }
        self.take(path, post)
    }

    fn attach_made(&mut self, path: &str, name: &str, bytes: &[u8], made: &mut Made) -> Result<String, DeskError> {
        let (attached, is_new) = self.attach_or_find(path, name, bytes)?;
        if is_new {
            made.0.push(attached.path);
        }
        Ok(attached.link)
    }

    /// The picture that a link means to the folder of an imported text: there, or in a folder below, and nowhere else,
    /// whatever a link in the file system says.
    fn beside(&self, folder: &Path, link: &str) -> Option<(String, Vec<u8>)> {
        let Link::Local(names) = self.understood.resolve("imported.md", link) else { return None };
        let root = folder.canonicalize().ok()?;
        let limit = byline_picture::Limits::default().file_bytes;
        names.into_iter().find_map(|name| {
            let place = below(&root, &name)?;
            let facts = place.metadata().ok()?;
            let bytes = (facts.is_file() && facts.len() <= limit).then(|| std::fs::read(&place).ok()).flatten()?;
            Some((name.rsplit('/').next().unwrap_or(&name).to_owned(), bytes))
        })
    }
}

fn below(root: &Path, name: &str) -> Option<PathBuf> {
    let parts: Vec<&str> = name.split('/').collect();
    let plain = |part: &&str| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', ':', '\0']);
    if parts.len() > DEEPEST || !parts.iter().all(plain) {
        return None;
    }
    let place = root.join(name).canonicalize().ok()?;
    place.starts_with(root).then_some(place)
}

/// The description in a picture as it is written.
fn description(whole: &str) -> &str {
    let inner = whole.strip_prefix("![").unwrap_or_default();
    inner.rfind("](").map_or("", |end| &inner[..end])
}
