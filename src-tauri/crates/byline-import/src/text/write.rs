//! Blocks written as the lines of a post.

use super::inline::{self, Place};
use super::{Block, Hand, Item, Piece, Text, What};

/// A text as the body of a post, with a line feed at its end; empty for a text without words and pictures.
pub(crate) fn body(text: &Text) -> String {
    let hand = Hand::default();
    let mut out = blocks(&text.blocks, false, &hand);
    for (at, note) in text.notes.iter().enumerate() {
        if !out.is_empty() {
            out.push_str("\n\n");
        }
        out.push_str(&label(at + 1, note, &hand));
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// A footnote with its number.
pub(crate) fn label(number: usize, note: &[Block], hand: &Hand) -> String {
    hung(&format!("[^{number}]: "), "    ", &blocks(note, false, hand))
}

/// Blocks with an empty line between them, or, in a list without gaps, each on the next line.
fn blocks(all: &[Block], tight: bool, hand: &Hand) -> String {
    let parts: Vec<String> = parts(all, hand).into_iter().map(|(_, written)| written).collect();
    parts.join(if tight { "\n" } else { "\n\n" })
}

/// Blocks that follow each other, each as it is written; none that comes to nothing.
pub(crate) fn parts(all: &[Block], hand: &Hand) -> Vec<(Block, String)> {
    let mut parts: Vec<(Block, String)> = Vec::new();
    // A numbered list right after another has the other sign after its numbers, or the two would become one.
    let mut other_sign = false;
    let mut numbered_before = false;
    for block in joined(all) {
        let numbered = matches!(block, Block::List(Some(_), _));
        other_sign = numbered && numbered_before && !other_sign;
        let written = match &block {
            Block::Heading(level, pieces) => heading(*level, pieces, hand),
            Block::Paragraph(pieces) => inline::line(pieces, Place::Paragraph, hand),
            Block::List(start, items) => list(*start, items, other_sign, hand),
            Block::Quote(inner) => quoted(&blocks(inner, false, hand)),
            Block::Code(language, lines) => code(language, lines, hand),
            Block::Table(rows) => table(rows, hand),
            Block::Rule => hand.rule.clone(),
        };
        if !written.is_empty() {
            parts.push((block, written));
            numbered_before = numbered;
        }
    }
    parts
}

/// Lists of bullets that follow each other are one; so are lines of code in the same language.
fn joined(all: &[Block]) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    for block in all {
        match (out.last_mut(), block) {
            (Some(Block::List(None, items)), Block::List(None, more)) => items.extend(more.iter().cloned()),
            _ => out.push(block.clone()),
        }
    }
    out
}

fn heading(level: u8, pieces: &[Piece], hand: &Hand) -> String {
    // A heading is bold anyway.
    let all_bold = pieces
        .iter()
        .all(|piece| piece.look.bold || !matches!(&piece.what, What::Words(words) if !words.trim().is_empty()));
    let pieces: Vec<Piece> = pieces
        .iter()
        .cloned()
        .map(|mut piece| {
            piece.look.bold &= !all_bold;
            piece
        })
        .collect();
    let words = inline::line(&pieces, Place::Heading, hand);
    if words.is_empty() {
        return words;
    }
    format!("{} {words}", "#".repeat(usize::from(level.clamp(1, 6))))
}

fn list(start: Option<u64>, items: &[Item], other_sign: bool, hand: &Hand) -> String {
    let paragraphs = |item: &Item| item.blocks.iter().filter(|block| !matches!(block, Block::List(..))).count();
    let tight = items.iter().all(|item| paragraphs(item) <= 1 && !matches!(item.blocks.first(), Some(Block::Table(_))));
    let mut lines = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let sign = match start {
            None => format!("{} ", hand.bullet),
            // A number in Markdown has nine digits at the most.
            Some(first) => {
                let number = first.min(900_000_000) + at as u64;
                let other = if hand.after_number == '.' { ')' } else { '.' };
                format!("{number}{} ", if other_sign { other } else { hand.after_number })
            }
        };
        let tick = match item.done {
            None => "",
            Some(true) => "[x] ",
            Some(false) => "[ ] ",
        };
        let words = blocks(&item.blocks, tight, hand);
        if words.is_empty() && item.done.is_none() {
            continue;
        }
        // A nested list cannot begin on the line of its item's sign.
        let indent = " ".repeat(sign.len());
        lines.push(hung(&sign, &indent, &format!("{tick}{words}")));
    }
    lines.join(if tight { "\n" } else { "\n\n" })
}

/// Lines of which the first follows a sign and the others stand below it.
fn hung(sign: &str, indent: &str, words: &str) -> String {
    let mut out = String::with_capacity(words.len() + sign.len());
    for (at, line) in words.split('\n').enumerate() {
        if at == 0 {
            out.push_str(sign);
        } else {
            out.push('\n');
            if !line.is_empty() {
                out.push_str(indent);
            }
        }
        out.push_str(line);
    }
    out
}

fn quoted(words: &str) -> String {
    let line = |line: &str| if line.is_empty() { ">".to_owned() } else { format!("> {line}") };
    if words.is_empty() { String::new() } else { words.split('\n').map(line).collect::<Vec<_>>().join("\n") }
}

fn code(language: &str, lines: &str, hand: &Hand) -> String {
    let lines = lines.trim_matches('\n');
    if lines.trim().is_empty() {
        return String::new();
    }
    let fence = hand.fence.to_string().repeat(inline::longest_run(lines, hand.fence).max(2) + 1);
    let language: String = language.chars().filter(|c| c.is_ascii_alphanumeric() || "+#-_.".contains(*c)).collect();
    format!("{fence}{language}\n{lines}\n{fence}")
}

fn table(rows: &[Vec<Vec<Piece>>], hand: &Hand) -> String {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    if width == 0 {
        return String::new();
    }
    let line = |row: &Vec<Vec<Piece>>| {
        let cell = |at: usize| row.get(at).map(|cell| inline::line(cell, Place::Cell, hand)).unwrap_or_default();
        format!("| {} |", (0..width).map(cell).collect::<Vec<_>>().join(" | "))
    };
    let mut lines: Vec<String> = rows.iter().map(line).collect();
    lines.insert(1.min(lines.len()), format!("|{}", " --- |".repeat(width)));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(words: &str) -> Block {
        Block::Paragraph(vec![Piece::words(words)])
    }

    fn item(blocks: Vec<Block>) -> Item {
        Item { blocks, done: None }
    }

    fn check(blocks: Vec<Block>, expect: &str) {
        assert_eq!(body(&Text { blocks, notes: Vec::new() }), expect);
    }

    #[test]
    fn lists_nest_by_the_width_of_their_signs() {
        let inner = Block::List(None, vec![item(vec![paragraph("c")])]);
        check(
            vec![Block::List(Some(9), vec![item(vec![paragraph("a")]), item(vec![paragraph("b"), inner])])],
            "9. a\n10. b\n    - c\n",
        );
        check(vec![Block::List(None, vec![item(vec![paragraph("a"), paragraph("b")])])], "- a\n\n  b\n");
    }

    #[test]
    fn two_numbered_lists_stay_two() {
        let one = || Block::List(Some(1), vec![item(vec![paragraph("a")])]);
        check(vec![one(), one()], "1. a\n\n1) a\n");
    }

    #[test]
    fn code_quotes_and_tables_hold_what_they_held() {
        check(vec![Block::Code("rust".to_owned(), "a\n```\nb\n".to_owned())], "````rust\na\n```\nb\n````\n");
        check(vec![Block::Quote(vec![paragraph("a"), paragraph("b")])], "> a\n>\n> b\n");
        let cell = |words: &str| vec![Piece::words(words)];
        check(
            vec![Block::Table(vec![vec![cell("a|b"), cell("c")], vec![cell("d")]])],
            "| a\\|b | c |\n| --- | --- |\n| d |  |\n",
        );
    }

    #[test]
    fn notes_stand_at_the_end() {
        let text = Text {
            blocks: vec![Block::Paragraph(vec![Piece::words("a"), Piece::plain(What::Note(1))])],
            notes: vec![vec![paragraph("b"), paragraph("c")]],
        };
        assert_eq!(body(&text), "a[^1]\n\n[^1]: b\n\n    c\n");
    }
}
