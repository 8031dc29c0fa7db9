//! The post as the site would show it.

use byline_post::Post;
use byline_post::preview::{self, Around, Block, Drawing, Head, Page, Part, PictureSource};
use byline_site::{Layout, Looks};

use super::Site;
use super::page::parse;
use crate::api::{Preview, PreviewHead, PreviewLayout, PreviewLooks, PreviewPart};
use crate::files::Picture;
use crate::{DeskError, words};

/// Turns a file of the site into an address that the one who shows the preview can load.
pub type PictureAddress<'a> = &'a dyn Fn(&str) -> String;

/// A `<style>` element with the sentences of the cards that stand for what a preview cannot show.
pub fn preview_cards() -> String {
    let say = |(class, key): (&'static str, &str)| (class, words::say(key, &[]));
    preview::sentences(
        &[
            ("missing", "preview.missing"),
            ("remote", "preview.remote"),
            ("cannot-show", "preview.cannot-show"),
            ("too-complex", "preview.too-complex"),
            ("embed", "preview.embed"),
            ("read-more", "preview.read-more"),
            ("callout-note", "preview.callout.note"),
            ("callout-tip", "preview.callout.tip"),
            ("callout-important", "preview.callout.important"),
            ("callout-warning", "preview.callout.warning"),
            ("callout-caution", "preview.callout.caution"),
        ]
        .map(say),
    )
}

/// What was answered last.
#[derive(Default)]
pub(super) struct Shown {
    path: String,
    number: u32,
    drawing: Drawing,
    blocks: Vec<Block>,
}

impl Site {
    /// The preview of a post with the body that is on the page now, which need not be kept yet. `known` is the number of the
    /// answer that the page shows: where it was the last one, only what changed since is told.
    pub fn preview(
        &mut self,
        path: &str,
        body: &str,
        known: Option<u32>,
        address: PictureAddress,
    ) -> Result<Preview, DeskError> {
        let path = &self.follow(path);
        self.bring(path)?;
        let post = self.on_page(path)?.post.with_body(body);
        let mut shown = std::mem::take(&mut self.shown);
        if shown.path != *path {
            // Numbers go on: an answer for another post is never taken for this one.
            shown = Shown { path: path.clone(), number: shown.number, ..Shown::default() };
        }
        shown.drawing.break_lines(self.understood.writing.line_breaks);
        let blocks = shown.drawing.blocks(&post, &|link| self.picture_source(path, link, address));
        let before = if known == Some(shown.number) { shown.blocks.as_slice() } else { &[] };
        let parts = preview::parts(before, &blocks).into_iter().map(part).collect();
        shown.number = shown.number.wrapping_add(1);
        shown.blocks = blocks;
        let number = shown.number;
        self.shown = shown;
        Ok(Preview { number, head: head(&post), parts })
    }

    /// How the site shows a post: its own styles, and what stands around the text. Nothing of the site is run for it.
    pub fn preview_looks(&self, address: PictureAddress) -> Result<PreviewLooks, DeskError> {
        let Looks { styles, layout } = self.understood.looks(&self.on_disk()?, address);
        Ok(PreviewLooks { styles, layout: layout.map(around) })
    }

    /// The preview of a post's file as one whole page.
    pub fn preview_page(&self, path: &str, address: PictureAddress) -> Result<String, DeskError> {
        let post = parse(path, &self.files.read(path, super::LARGEST_POST)?)?;
        let mut drawing = Drawing::default();
        drawing.break_lines(self.understood.writing.line_breaks);
        let blocks = drawing.blocks(&post, &|link| self.picture_source(path, link, address));
        let Looks { styles, layout } = self.understood.looks(&self.on_disk()?, address);
        let around = layout.as_ref().map(|layout| Around {
            root_class: &layout.root_class,
            body_class: &layout.body_class,
            body_id: &layout.body_id,
            inside: &layout.inside,
        });
        let cards = preview_cards();
        Ok(preview::page(&post, &blocks, &Page { lang: "en", styles: &styles, around, head_extra: &cards }))
    }

    fn picture_source(&self, post: &str, link: &str, address: PictureAddress) -> PictureSource {
        match self.files.picture(post, link) {
            Picture::Found(path) => PictureSource::Show(address(&path)),
            Picture::Missing | Picture::Outside => PictureSource::Missing,
            Picture::Remote => PictureSource::Remote(link.to_owned()),
        }
    }
}

fn head(post: &Post) -> PreviewHead {
    let Head { title, date, day, author } = Head::of(post);
    PreviewHead { title, date, day, author }
}

fn around(layout: Layout) -> PreviewLayout {
    let Layout { root_class, body_class, body_id, inside } = layout;
    PreviewLayout { root_class, body_class, body_id, inside }
}

fn part(part: Part) -> PreviewPart {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    match part {
        Part::Kept { from, count: many, moved } => {
            PreviewPart::Kept { from: count(from), count: count(many), moved: i32::try_from(moved).unwrap_or_default() }
        }
        Part::New(block) => PreviewPart::New { line: count(block.line), html: block.html.to_string() },
    }
}
