//! Lists made of paragraphs that only say how deep they stand, as word processors write them.

use super::{Block, DEEPEST, Item};

/// A paragraph of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// From 0.
    pub(crate) level: usize,
    /// Its number, if numbered.
    pub(crate) number: Option<u64>,
    pub(crate) blocks: Vec<Block>,
}

/// The entries as nested lists.
pub(crate) fn nested(entries: Vec<Entry>) -> Vec<Block> {
    let mut open: Vec<(usize, Block)> = Vec::new();
    let mut done = Vec::new();
    for entry in entries {
        let level = entry.level.min(DEEPEST);
        while open.len() > 1 && open.last().is_some_and(|(deep, _)| *deep > level) {
            close(&mut open, &mut done);
        }
        let item = Item { blocks: entry.blocks, done: None };
        let same = |list: &Block| {
            matches!((list, entry.number), (Block::List(Some(_), _), Some(_)) | (Block::List(None, _), None))
        };
        let continues = |list: &Block| match list {
            // A number that does not follow begins another list.
            Block::List(Some(first), items) => entry.number == Some(first + items.len() as u64),
            _ => true,
        };
        match open.last_mut() {
            Some((deep, list)) if *deep >= level && same(list) && continues(list) => {
                if let Block::List(_, items) = list {
                    items.push(item);
                }
            }
            Some((deep, _)) if *deep < level => open.push((level, Block::List(entry.number, vec![item]))),
            Some(_) => {
                close(&mut open, &mut done);
                open.push((level, Block::List(entry.number, vec![item])));
            }
            None => open.push((level, Block::List(entry.number, vec![item]))),
        }
    }
    while !open.is_empty() {
        close(&mut open, &mut done);
    }
    done
}

/// Puts the innermost open list into the last item of the one around it.
fn close(open: &mut Vec<(usize, Block)>, done: &mut Vec<Block>) {
    let Some((_, list)) = open.pop() else { return };
    match open.last_mut() {
        Some((_, Block::List(_, items))) => match items.last_mut() {
            Some(item) => item.blocks.push(list),
            None => items.push(Item { blocks: vec![list], done: None }),
        },
        _ => done.push(list),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Piece, Text, body};

    fn check(entries: &[(usize, Option<u64>, &str)], expect: &str) {
        let entry = |(level, number, words): &(usize, Option<u64>, &str)| Entry {
            level: *level,
            number: *number,
            blocks: vec![Block::Paragraph(vec![Piece::words(*words)])],
        };
        let blocks = nested(entries.iter().map(entry).collect());
        assert_eq!(body(&Text { blocks, notes: Vec::new() }), expect, "{entries:?}");
    }

    #[test]
    fn depth_becomes_nesting() {
        check(&[(0, None, "a"), (1, Some(1), "b"), (1, Some(2), "c"), (0, None, "d")], "- a\n  1. b\n  2. c\n- d\n");
        check(&[(1, None, "a"), (0, None, "b")], "- a\n- b\n");
        check(&[(0, None, "a"), (3, None, "b"), (1, None, "c")], "- a\n  - b\n  - c\n");
        check(&[(0, Some(1), "a"), (0, Some(5), "b")], "1. a\n\n5) b\n");
    }
}
