//! Paragraphs and tables.

use super::numbering::Sign;
use super::reader::Reader;
use super::runs::Line;
use super::styles::{Numbered, Role};
use super::xml::Element;
use crate::document::What as Left;
use crate::limits::Refusal;
use crate::text::flow::Flow;
use crate::text::lists::Entry;
use crate::text::{self, Block, Look, Piece, What, tables};

impl Reader<'_> {
    /// What stands below an element, as blocks.
    pub(super) fn blocks(&mut self, parent: &Element) -> Result<Vec<Block>, Refusal> {
        let mut flow = Flow::default();
        self.flow(parent, &mut flow)?;
        Ok(flow.finished())
    }

    /// A paragraph or table as blocks.
    pub(super) fn one(&mut self, element: &Element) -> Result<Vec<Block>, Refusal> {
        let mut flow = Flow::default();
        self.add(element, &mut flow)?;
        Ok(flow.finished())
    }

    fn flow(&mut self, parent: &Element, flow: &mut Flow) -> Result<(), Refusal> {
        parent.elements().try_for_each(|element| self.add(element, flow))
    }

    fn add(&mut self, element: &Element, flow: &mut Flow) -> Result<(), Refusal> {
        match element.name.as_str() {
            "w:p" => self.paragraph(element, flow)?,
            "w:tbl" => {
                for block in self.table(element)? {
                    flow.block(block);
                }
            }
            "w:altChunk" => self.gathered.leave_out(Left::Embedded, ""),
            "w:del" | "w:moveFrom" => self.deleted(element),
            "mc:AlternateContent" => {
                if let Some(chosen) = chosen(element) {
                    self.flow(chosen, flow)?;
                }
            }
            "m:oMath" | "m:oMathPara" => flow.block(Block::Paragraph(self.formula(element))),
            "w:pPr" | "w:sectPr" | "w:sdtPr" | "w:sdtEndPr" | "w:tcPr" | "w:trPr" | "w:tblPr" | "w:tblGrid" => {}
            // Content controls, insertions and marks of other programs hold what is to be read.
            _ => self.flow(element, flow)?,
        }
        Ok(())
    }

    /// Notes words that were struck out while changes were tracked.
    pub(super) fn deleted(&mut self, element: &Element) {
        if !element.words().trim().is_empty() {
            self.gathered.leave_out(Left::Deletions, "");
        }
    }

    fn paragraph(&mut self, element: &Element, flow: &mut Flow) -> Result<(), Refusal> {
        let properties = element.child("w:pPr");
        let role = self.styles.role(properties);
        let mut line = Line::default();
        self.line(element, properties, None, &mut line)?;
        let Line { mut pieces, beside } = line;
        if matches!(role, Role::Title | Role::Heading(_) | Role::Quote) {
            // The look of a whole heading or quote is its style's and says nothing.
            let is_words = |piece: &Piece| matches!(&piece.what, What::Words(words) if !words.trim().is_empty());
            let whole = pieces.iter().filter(|piece| is_words(piece)).map(|piece| piece.look).reduce(Look::and);
            let whole = whole.unwrap_or_default();
            for piece in &mut pieces {
                piece.look.bold &= !whole.bold;
                piece.look.italic &= !whole.italic;
            }
        }
        let blank = text::is_blank(&pieces);
        let numbered = self.styles.numbered(properties).filter(|_| !blank);
        match role {
            _ if role == Role::Contents => {
                if !blank {
                    self.gathered.leave_out(Left::Contents, "");
                }
            }
            Role::Code => flow.code(code_line(&pieces)),
            _ if blank => {}
            Role::Title => flow.block(Block::Heading(1, pieces)),
            Role::Heading(level) => {
                if let Some(label) = numbered.and_then(|(list, level, _)| self.numbering.heading(&list, level)) {
                    pieces.insert(0, Piece::words(format!("{label} ")));
                }
                flow.block(Block::Heading((level + u8::from(self.has_title)).min(6), pieces));
            }
            Role::Caption if pieces.iter().all(is_plain) && flow.caption(&text::plain_words(&pieces)) => {}
            Role::Caption | Role::Subtitle => {
                for piece in &mut pieces {
                    piece.look.italic = true;
                }
                flow.block(Block::Paragraph(pieces));
            }
            role => self.usual(role, numbered, pieces, flow),
        }
        for block in beside {
            flow.block(block);
        }
        Ok(())
    }

    fn usual(&mut self, role: Role, numbered: Option<Numbered>, mut pieces: Vec<Piece>, flow: &mut Flow) {
        let sign = numbered.as_ref().map_or(Sign::None, |(list, level, _)| self.numbering.next(list, *level));
        let level = numbered.map_or(0, |(_, _, deep)| deep);
        let number = match sign {
            Sign::Number(number) => Some(number),
            Sign::Bullet => None,
            Sign::Words(label) => {
                pieces.insert(0, Piece::words(format!("{label} ")));
                return flow.block(Block::Paragraph(pieces));
            }
            Sign::None if role == Role::Quote => return flow.quoted(Block::Paragraph(pieces)),
            Sign::None if role == Role::Continues => return flow.continued(Block::Paragraph(pieces)),
            Sign::None => return flow.block(Block::Paragraph(pieces)),
        };
        flow.entry(Entry { level, number, blocks: vec![Block::Paragraph(pieces)] });
    }

    fn table(&mut self, table: &Element) -> Result<Vec<Block>, Refusal> {
        let mut rows = Vec::new();
        for row in within(table, "w:tr") {
            let mut cells = Vec::new();
            for cell in within(row, "w:tc") {
                cells.push(self.blocks(cell)?);
                let span = cell.child("w:tcPr").and_then(|properties| properties.value("w:gridSpan"));
                let span = span.and_then(|span| span.parse::<usize>().ok()).unwrap_or(1).clamp(1, 64);
                cells.extend(std::iter::repeat_with(Vec::new).take(span - 1));
            }
            rows.push(cells);
        }
        Ok(tables::table(rows))
    }
}

/// The elements of that name right below, or below marks that only group.
fn within<'a>(parent: &'a Element, name: &str) -> Vec<&'a Element> {
    let mut found = Vec::new();
    for element in parent.elements() {
        match element.name.as_str() {
            found_name if found_name == name => found.push(element),
            "w:sdt" | "w:sdtContent" | "w:customXml" | "w:ins" | "w:moveTo" => found.extend(within(element, name)),
            _ => {}
        }
    }
    found
}

/// Of several ways to write the same, the one that can be read here.
pub(super) fn chosen(element: &Element) -> Option<&Element> {
    let readable = |element: &&Element| {
        element.all().iter().any(|below| matches!(below.name.as_str(), "w:t" | "a:blip" | "v:imagedata" | "m:t"))
    };
    let mut choices = element.elements().filter(|choice| choice.name == "mc:Choice");
    choices.find(readable).or_else(|| element.child("mc:Fallback")).or_else(|| element.child("mc:Choice"))
}

fn is_plain(piece: &Piece) -> bool {
    matches!(piece.what, What::Words(_) | What::Break) && piece.link.is_none()
}

/// A line of code, its spaces as they are.
fn code_line(pieces: &[Piece]) -> String {
    let part = |piece: &Piece| match &piece.what {
        What::Words(words) => words.clone(),
        What::Break => "\n".to_owned(),
        What::Picture(_) | What::Note(_) => String::new(),
    };
    pieces.iter().map(part).collect()
}
