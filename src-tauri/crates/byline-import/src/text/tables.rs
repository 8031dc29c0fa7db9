//! Tables of data, and tables that only put things side by side.

use super::{Block, Look, Piece, What};

/// A table whose cells hold blocks: as a table where its cells are lines, else what is in it, one after the other.
pub(crate) fn table(rows: Vec<Vec<Vec<Block>>>) -> Vec<Block> {
    let rows: Vec<Vec<Vec<Block>>> = rows.into_iter().filter(|row| !row.is_empty()).collect();
    let cells = rows.iter().map(Vec::len).sum::<usize>();
    let holds = |wanted: &dyn Fn(&Block) -> bool| rows.iter().flatten().flatten().any(wanted);
    let large = holds(&|block| matches!(block, Block::Table(_) | Block::Code(..)));
    let side_by_side = rows.len() == 1 && holds(&|block| !matches!(block, Block::Paragraph(_)));
    if cells <= 1 || large || side_by_side {
        return rows.into_iter().flatten().flatten().collect();
    }
    let table: Vec<Vec<Vec<Piece>>> =
        rows.into_iter().map(|row| row.into_iter().map(|cell| line(&cell)).collect()).collect();
    if table.iter().flatten().all(|cell| super::is_blank(cell)) { Vec::new() } else { vec![Block::Table(table)] }
}

/// The blocks of a cell on one line, with breaks between them.
fn line(blocks: &[Block]) -> Vec<Piece> {
    let mut out = Vec::new();
    for block in blocks {
        let part = match block {
            Block::Paragraph(pieces) => pieces.clone(),
            Block::Heading(_, pieces) => {
                pieces.iter().cloned().map(|piece| Piece { look: Look { bold: true, ..piece.look }, ..piece }).collect()
            }
            Block::List(start, items) => {
                let mut lines = Vec::new();
                for (at, item) in items.iter().enumerate() {
                    let sign = start.map_or_else(|| "• ".to_owned(), |first| format!("{}. ", first + at as u64));
                    add(&mut lines, [vec![Piece::words(sign)], line(&item.blocks)].concat());
                }
                lines
            }
            Block::Quote(inner) => line(inner),
            Block::Table(rows) => {
                let mut lines = Vec::new();
                rows.iter().flatten().for_each(|cell| add(&mut lines, cell.clone()));
                lines
            }
            Block::Code(_, lines) => vec![Piece::words(lines.clone())],
            Block::Rule => Vec::new(),
        };
        add(&mut out, part);
    }
    out
}

fn add(lines: &mut Vec<Piece>, line: Vec<Piece>) {
    if line.is_empty() {
        return;
    }
    if !lines.is_empty() {
        lines.push(Piece::plain(What::Break));
    }
    lines.extend(line);
}
