use super::blocks::{Around, Page};
use super::tree::Id;
use crate::text::{Block, Look, tables};

impl Page<'_> {
    /// A table, or what stands in it.
    pub(super) fn table(&mut self, table: Id, around: &Around) -> Vec<Block> {
        let mut rows = Vec::new();
        let mut before = Vec::new();
        self.rows(table, around, 0, &mut rows, &mut before);
        if matches!(self.tree.attribute(table, "role"), Some("presentation" | "none")) {
            before.extend(rows.into_iter().flatten().flatten());
            return before;
        }
        // A heading above says what a caption says.
        before.extend(tables::table(rows));
        before
    }

    fn rows(
        &mut self,
        parent: Id,
        around: &Around,
        depth: usize,
        rows: &mut Vec<Vec<Vec<Block>>>,
        before: &mut Vec<Block>,
    ) {
        let tree = self.tree;
        for child in tree.children(parent).iter().copied() {
            match tree.name(child) {
                "tr" => {
                    let mut cells = Vec::new();
                    for cell in tree.children(child).iter().copied().filter(|id| matches!(tree.name(*id), "td" | "th"))
                    {
                        // Words of a head cell are bold anyway.
                        let look = Look { bold: false, ..self.sheet.look(tree, cell, around.look) };
                        cells.push(self.blocks(cell, &Around { look, ..around.deeper() }));
                        let span = tree.attribute(cell, "colspan").and_then(|span| span.parse::<usize>().ok());
                        cells.extend(std::iter::repeat_with(Vec::new).take(span.unwrap_or(1).clamp(1, 64) - 1));
                    }
                    rows.push(cells);
                }
                "caption" => before.extend(self.blocks(child, &around.deeper())),
                "thead" | "tbody" | "tfoot" if depth < 4 => self.rows(child, around, depth + 1, rows, before),
                _ => {}
            }
        }
    }
}
