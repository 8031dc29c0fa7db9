//! Pictures, text boxes, and drawings that only a word processor can show.

use super::reader::Reader;
use super::rels::Target;
use super::runs::Line;
use super::xml::Element;
use crate::document::What as Left;
use crate::limits::{Refusal, UNPACKED};
use crate::text::{Picture, Piece, What};

impl Reader<'_> {
    /// Adds the pictures of a drawing to a line, and its text boxes beside it.
    pub(super) fn drawing(&mut self, drawing: &Element, link: Option<&str>, out: &mut Line) -> Result<(), Refusal> {
        let mut description = String::new();
        let mut seen = false;
        let mut open: Vec<&Element> = drawing.elements().collect();
        open.reverse();
        while let Some(element) = open.pop() {
            let told = |name: &str| element.attribute(name).map(str::trim).filter(|words| !words.is_empty());
            match element.name.as_str() {
                "wp:docPr" | "pic:cNvPr" if description.is_empty() || element.name == "wp:docPr" => {
                    description = told("descr").or_else(|| told("title")).map_or(description, str::to_owned);
                }
                "v:shape" | "v:rect" => {
                    description = told("alt").map_or(description, str::to_owned);
                }
                "a:blip" => {
                    seen = true;
                    let id = told("r:embed").or_else(|| told("r:link"));
                    self.picture(id, &description, link, out)?;
                }
                "v:imagedata" => {
                    seen = true;
                    self.picture(told("r:id").or_else(|| told("r:href")), &description, link, out)?;
                }
                "c:chart" | "dgm:relIds" => {
                    seen = true;
                    self.gathered.leave_out(Left::Drawings, "");
                }
                "o:OLEObject" => {
                    seen = true;
                    self.gathered.leave_out(Left::Embedded, "");
                }
                "w:txbxContent" => {
                    seen = true;
                    let blocks = self.blocks(element)?;
                    out.beside.extend(blocks);
                    continue;
                }
                "mc:AlternateContent" => {
                    open.extend(super::blocks::chosen(element));
                    continue;
                }
                _ => {}
            }
            let at = open.len();
            open.extend(element.elements());
            open[at..].reverse();
        }
        if !seen && !drawing.words().trim().is_empty() {
            self.gathered.leave_out(Left::Drawings, "");
        }
        Ok(())
    }

    fn picture(
        &mut self,
        id: Option<&str>,
        description: &str,
        link: Option<&str>,
        out: &mut Line,
    ) -> Result<(), Refusal> {
        let address = match id.and_then(|id| self.rels.target(id)).cloned() {
            Some(Target::Part(part)) => {
                let name = part.rsplit('/').next().unwrap_or_default().to_owned();
                if let Some(bytes) = self.archive.part(&part, UNPACKED)? {
                    self.gathered.picture(&name, bytes, description)
                } else {
                    self.gathered.leave_out(Left::PictureMissing, &name);
                    None
                }
            }
            Some(Target::Outside(address)) if address.starts_with("http://") || address.starts_with("https://") => {
                Some(address)
            }
            // A file on the computer that the document was written on is not looked for.
            Some(Target::Outside(address)) => {
                self.gathered.leave_out(Left::PictureMissing, address.rsplit(['/', '\\']).next().unwrap_or_default());
                None
            }
            None => {
                self.gathered.leave_out(Left::PictureMissing, "");
                None
            }
        };
        let what = match address {
            Some(address) => {
                What::Picture(Picture { address, description: description.to_owned(), caption: String::new() })
            }
            // What the picture would have shown is told instead.
            None => What::Words(description.to_owned()),
        };
        out.pieces.push(Piece { link: link.map(str::to_owned), ..Piece::plain(what) });
        Ok(())
    }
}
