//! Links, pictures, films and formulas.

use super::blocks::{Around, Growing, Page, is_anchor};
use super::pictures::{self, Source};
use super::tree::{Id, Tree};
use super::{google, links, pasted};
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
        let address = tree.attribute(id, "href").map(links::direct).filter(|address| !address.trim().is_empty());
        let link = address.or_else(|| here.link.clone());
        let before = out.line.len();
        let raw = tree.attribute(id, "href").unwrap_or_default().trim();
        self.all(id, &Around { link: link.clone(), ..here.clone() }, out);
        // An address that is written out is the one that a click leads to.
        if let Some(link) = link.filter(|link| link != raw)
            && let [Piece { what: What::Words(words), .. }] = &mut out.line[before..]
            && words.trim() == raw
        {
            *words = link;
        }
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
        let mut description = described.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        if self.is_pasted {
            if let Some(sign) = pasted::sign(self.tree, id) {
                return out.line.push(Piece { look: here.look, link: here.link.clone(), ..Piece::words(sign) });
            }
            description = pasted::description(&description);
        }
        let address = match pictures::source(self.tree, id) {
            Source::Invisible => return,
            Source::Address(address) if self.is_pasted => match self.far_picture(&address) {
                Far::Brought(link) => Some(link),
                Far::Counts => return,
                Far::Nowhere => None,
            },
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
            None if self.is_pasted => return,
            // What the picture would have shown is told instead.
            None => What::Words(description),
        };
        let link = here.link.clone().filter(|_| !self.is_pasted);
        out.line.push(Piece { link, ..Piece::plain(what) });
    }

    fn far_picture(&mut self, address: &str) -> Far {
        if pasted::counts(address) {
            return Far::Counts;
        }
        let lower = address.to_ascii_lowercase();
        if lower.starts_with("https://") || lower.starts_with("http://") {
            return Far::Brought(self.gathered.far_picture(address));
        }
        self.gathered.leave_out(Left::PictureMissing, "");
        Far::Nowhere
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

/// What becomes of a picture on another page.
enum Far {
    /// It stands in the text under this link until it is fetched.
    Brought(String),
    /// It counts readers.
    Counts,
    /// It is on no server.
    Nowhere,
}

fn formula(tree: &Tree, id: Id) -> String {
    let source = tree.below(id).find(|id| {
        tree.name(*id) == "annotation" && tree.attribute(*id, "encoding").is_some_and(|kind| kind.contains("tex"))
    });
    let told = tree.attribute(id, "alttext").filter(|words| !words.trim().is_empty()).map(str::to_owned);
    told.or_else(|| source.map(|id| tree.words(id))).unwrap_or_else(|| tree.words(id))
}
