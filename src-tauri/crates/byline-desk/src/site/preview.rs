//! The post as the site would show it.

use byline_post::preview::{self, Page, PictureSource, Stylesheet};

use super::Site;
use super::page::parse;
use crate::api::{Preview, PreviewBlock};
use crate::files::Picture;
use crate::{DeskError, words};

/// Turns a file of the site into an address that the one who shows the preview can load.
pub type PictureAddress<'a> = &'a dyn Fn(&str) -> String;

/// A `<style>` element with the sentences of the cards that stand for what a preview cannot show.
pub fn preview_cards() -> String {
    let say = |key: &str| words::say(key, &[]);
    preview::sentences(&preview::Sentences {
        missing: &say("preview.missing"),
        remote: &say("preview.remote"),
        cannot_show: &say("preview.cannot-show"),
        too_complex: &say("preview.too-complex"),
    })
}

impl Site {
    /// The preview of a post with the body that is on the page now, which need not be kept yet.
    pub fn preview(&mut self, path: &str, body: &str, address: PictureAddress) -> Result<Preview, DeskError> {
        let path = &self.follow(path);
        self.open_post(path)?;
        let post = self.on_page(path)?.post.with_body(body);
        let blocks = preview::blocks(&post, &|link| self.picture_source(path, link, address));
        let shown = |block: preview::Block| PreviewBlock {
            line: u32::try_from(block.line).unwrap_or(u32::MAX),
            html: block.html,
        };
        Ok(Preview { blocks: blocks.into_iter().map(shown).collect() })
    }

    /// The preview of a post's file as one whole page.
    pub fn preview_page(&self, path: &str, address: PictureAddress) -> Result<String, DeskError> {
        let post = parse(path, &self.files.read(path, super::LARGEST_POST)?)?;
        let blocks = preview::blocks(&post, &|link| self.picture_source(path, link, address));
        let own = self.understood.stylesheets.first().map(|path| address(path));
        let stylesheet = own.as_deref().map_or(Stylesheet::Own, Stylesheet::Link);
        Ok(preview::page(&post, &blocks, &Page { lang: "en", stylesheet, head_extra: &preview_cards() }))
    }

    fn picture_source(&self, post: &str, link: &str, address: PictureAddress) -> PictureSource {
        match self.files.picture(post, link) {
            Picture::Found(path) => PictureSource::Show(address(&path)),
            Picture::Missing | Picture::Outside => PictureSource::Missing,
            Picture::Remote => PictureSource::Remote(link.to_owned()),
        }
    }
}
