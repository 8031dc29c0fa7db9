//! Paragraphs in order, gathered into the lists, quotes and lines of code that they are parts of.

use super::lists::{Entry, nested};
use super::{Block, Piece, What, is_blank};

/// Blocks as they come.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    done: Vec<Block>,
    entries: Vec<Entry>,
    quote: Vec<Block>,
    code: Vec<String>,
}

impl Flow {
    pub(crate) fn block(&mut self, block: Block) {
        self.settle();
        self.done.push(block);
    }

    pub(crate) fn entry(&mut self, entry: Entry) {
        if self.entries.is_empty() {
            self.settle();
        }
        self.entries.push(entry);
    }

    /// A paragraph that goes on with the last item, if there is one.
    pub(crate) fn continued(&mut self, block: Block) {
        match self.entries.last_mut() {
            Some(entry) => entry.blocks.push(block),
            None => self.block(block),
        }
    }

    pub(crate) fn quoted(&mut self, block: Block) {
        if self.quote.is_empty() {
            self.settle();
        }
        self.quote.push(block);
    }

    pub(crate) fn code(&mut self, line: String) {
        if self.code.is_empty() {
            self.settle();
        }
        self.code.push(line);
    }

    /// The line below the picture that came last, if one came last and has none.
    pub(crate) fn caption(&mut self, words: &str) -> bool {
        self.settle();
        let Some(Block::Paragraph(pieces)) = self.done.last_mut() else { return false };
        let mut shown = pieces.iter_mut().filter(|piece| !is_blank(std::slice::from_ref(piece)));
        let (Some(Piece { what: What::Picture(picture), .. }), None) = (shown.next(), shown.next()) else {
            return false;
        };
        let free = picture.caption.is_empty();
        if free {
            words.clone_into(&mut picture.caption);
        }
        free
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.done.is_empty() && self.entries.is_empty() && self.quote.is_empty() && self.code.is_empty()
    }

    pub(crate) fn finished(mut self) -> Vec<Block> {
        self.settle();
        self.done
    }

    fn settle(&mut self) {
        self.done.extend(nested(std::mem::take(&mut self.entries)));
        if !self.quote.is_empty() {
            self.done.push(Block::Quote(std::mem::take(&mut self.quote)));
        }
        if !self.code.is_empty() {
            let lines = std::mem::take(&mut self.code).join("\n");
            self.done.push(Block::Code(String::new(), lines));
        }
    }
}
