//! Links, pictures, films and formulas.

use super::blocks::{Around, Growing, Page, is_anchor};
use super::google;
use super::pictures::{self, Source};
use super::tree::{Id, Tree};
use crate::document::What as Left;
use crate::text::{Block, Look, Picture, Piece, What};

impl Page<'_> {
    pub(super) fn formula(&mut self, id: Id, look: Look, out: &mut Growing) {
        self.gathered.leave_out(Left::Formulas, "");
        out.line.push(Piece { look, ..Piece::words(formula(self.tree, id)) });
    }

    pub(super) fn link(&mut self, id: Id, here: &Around, out: &mut Growing) {
        let tree = self.tree;
        if google::is_remark(tree, id) {
            return self.gathered.leave_out(Left::Comments, "");
        }
        if self.notes.back.contains(&id) {
            return;
        }
        if let Some(number) = self.notes.references.get(&id) {
            return out.line.push(Piece::plain(What::Note(*number)));
        }
        let address = tree.attribute(id, "href").map(google::direct).filter(|address| !address.trim().is_empty());
        let link = address.or_else(|| here.link.clone());
        let before = out.line.len();
        self.all(id, &Around { link, ..here.clone() }, out);
        // A place on this page is not on the website's.
        for piece in out.line.iter_mut().skip(before) {
            let inside = piece.link.as_deref().is_some_and(|link| link.starts_with('#'));
            if inside && !is_anchor(piece) {
                piece.link = None;
            }
        }
    }

    pub(super) fn picture(&mut self, id: Id, here: &Around, out: &mut Growing) {
        let described = self.tree.attribute(id, "alt").or_else(|| self.tree.attribute(id, "title"));
        let description = described.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        let address = match pictures::source(self.tree, id) {
            Source::Invisible => return,
            Source::Address(address) => Some(address),
            Source::Inside(bytes) => {
                let name = format!("picture-{}", self.gathered.pictures.len() + 1);
                self.gathered.picture(&name, bytes, &description)
            }
            Source::Missing(name) => {
                self.gathered.leave_out(Left::PictureMissing, &name);
                None
            }
        };
        let what = match address {
            Some(address) => What::Picture(Picture { address, description, caption: String::new() }),
            // What the picture would have shown is told instead.
            None => What::Words(description),
        };
        out.line.push(Piece { link: here.link.clone(), ..Piece::plain(what) });
    }

    /// A film, a sound or another page: a link to it.
    pub(super) fn player(&mut self, id: Id, out: &mut Growing) {
        let tree = self.tree;
        let inner = || tree.below(id).find(|id| tree.name(*id) == "source").and_then(|id| tree.attribute(id, "src"));
        let address = tree.attribute(id, "src").or_else(inner).unwrap_or_default().trim();
        let address = address.strip_prefix("//").map_or_else(|| address.to_owned(), |rest| format!("https://{rest}"));
        self.gathered.leave_out(Left::Players, "");
        if address.starts_with("https://") || address.starts_with("http://") {
            let title = tree.attribute(id, "title").map(str::trim).filter(|title| !title.is_empty());
            out.settle();
            let words = Piece::words(title.unwrap_or(&address));
            out.flow.block(Block::Paragraph(vec![Piece { link: Some(address.clone()), ..words }]));
        }
    }
}

fn formula(tree: &Tree, id: Id) -> String {
    let source = tree.below(id).find(|id| {
        tree.name(*id) == "annotation" && tree.attribute(*id, "encoding").is_some_and(|kind| kind.contains("tex"))
    });
    let told = tree.attribute(id, "alttext").filter(|words| !words.trim().is_empty()).map(str::to_owned);
    told.or_else(|| source.map(|id| tree.words(id))).unwrap_or_else(|| tree.words(id))
}
