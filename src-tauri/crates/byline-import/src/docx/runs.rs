//! What stands within a paragraph.

use super::blocks::chosen;
use super::fields;
use super::reader::Reader;
use super::symbols;
use super::xml::Element;
use crate::document::What as Left;
use crate::limits::Refusal;
use crate::text::{Block, Look, Piece, What};

/// A paragraph's line, and the text boxes that hang on it.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) pieces: Vec<Piece>,
    pub(super) beside: Vec<Block>,
}

impl Reader<'_> {
    /// Adds what stands below an element to a line.
    pub(super) fn line(
        &mut self,
        parent: &Element,
        paragraph: Option<&Element>,
        link: Option<&str>,
        out: &mut Line,
    ) -> Result<(), Refusal> {
        for element in parent.elements() {
            match element.name.as_str() {
                "w:r" => self.run(element, paragraph, link, out)?,
                "w:hyperlink" => {
                    let address =
                        element.attribute("r:id").and_then(|id| self.outside(id)).map(|address| {
                            match element.attribute("w:anchor") {
                                Some(anchor) if !address.contains('#') => format!("{address}#{anchor}"),
                                _ => address,
                            }
                        });
                    self.line(element, paragraph, address.as_deref().or(link), out)?;
                }
                "w:fldSimple" => {
                    let address = element.attribute("w:instr").and_then(fields::link);
                    self.line(element, paragraph, address.as_deref().or(link), out)?;
                }
                "w:del" | "w:moveFrom" => self.deleted(element),
                "m:oMath" | "m:oMathPara" => out.pieces.extend(self.formula(element)),
                "mc:AlternateContent" => {
                    if let Some(chosen) = chosen(element) {
                        self.line(chosen, paragraph, link, out)?;
                    }
                }
                // A table or paragraph inside a paragraph is not allowed; its words are kept all the same.
                "w:p" | "w:tbl" => {
                    let blocks = self.one(element)?;
                    out.beside.extend(blocks);
                }
                "w:pPr" | "w:sdtPr" | "w:sdtEndPr" | "w:customXmlPr" | "w:smartTagPr" => {}
                _ => self.line(element, paragraph, link, out)?,
            }
        }
        Ok(())
    }

    fn run(
        &mut self,
        run: &Element,
        paragraph: Option<&Element>,
        link: Option<&str>,
        out: &mut Line,
    ) -> Result<(), Refusal> {
        let (look, hidden) = self.styles.look(paragraph, run.child("w:rPr"));
        self.inside(run, (look, hidden), paragraph, link, out)
    }

    fn inside(
        &mut self,
        run: &Element,
        (look, hidden): (Look, bool),
        paragraph: Option<&Element>,
        link: Option<&str>,
        out: &mut Line,
    ) -> Result<(), Refusal> {
        for element in run.elements() {
            let here = link.map(str::to_owned).or_else(|| self.fields.link());
            let mut add = |what: What| out.pieces.push(Piece { what, look, link: here.clone() });
            let mut words = |words: &str| add(What::Words(words.to_owned()));
            match element.name.as_str() {
                "w:t" if !hidden => words(&element.words()),
                "w:tab" | "w:ptab" => words(" "),
                "w:noBreakHyphen" => words("\u{2011}"),
                "w:sym" => {
                    let of = |name| element.attribute(name).unwrap_or_default();
                    if let Some(sign) = symbols::shown(of("w:font"), of("w:char")) {
                        words(&sign);
                    }
                }
                "w:br" if matches!(element.attribute("w:type"), Some("page" | "column")) => words(" "),
                "w:br" | "w:cr" => add(What::Break),
                "w:footnoteReference" | "w:endnoteReference" => {
                    let is_endnote = element.name == "w:endnoteReference";
                    let number = element.attribute("w:id").and_then(|id| self.note(id, is_endnote));
                    if let Some(number) = number {
                        out.pieces.push(Piece::plain(What::Note(number)));
                    }
                }
                "w:fldChar" => self.fields.mark(element.attribute("w:fldCharType")),
                "w:instrText" => self.fields.instruct(&element.words()),
                "w:commentReference" => self.gathered.leave_out(Left::Comments, ""),
                "w:drawing" | "w:pict" | "w:object" => self.drawing(element, here.as_deref(), out)?,
                "mc:AlternateContent" => {
                    if let Some(chosen) = chosen(element) {
                        self.inside(chosen, (look, hidden), paragraph, link, out)?;
                    }
                }
                "w:ruby" => self.ruby(element, paragraph, here.as_deref(), out)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// Words with small ones above them, which tell how they are spoken: these follow in parentheses.
    fn ruby(
        &mut self,
        ruby: &Element,
        paragraph: Option<&Element>,
        link: Option<&str>,
        out: &mut Line,
    ) -> Result<(), Refusal> {
        if let Some(base) = ruby.child("w:rubyBase") {
            self.line(base, paragraph, link, out)?;
        }
        if let Some(above) = ruby.child("w:rt") {
            out.pieces.push(Piece::words("("));
            self.line(above, paragraph, link, out)?;
            out.pieces.push(Piece::words(")"));
        }
        Ok(())
    }

    /// The signs of a formula as words.
    pub(super) fn formula(&mut self, formula: &Element) -> Vec<Piece> {
        self.gathered.leave_out(Left::Formulas, "");
        let parts = formula.all().into_iter().filter(|element| matches!(element.name.as_str(), "m:t" | "w:t"));
        vec![Piece::words(parts.map(Element::words).collect::<String>())]
    }
}
