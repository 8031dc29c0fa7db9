//! A clash is shown and decided as a whole paragraph: half a sentence cannot be judged.

use super::Piece;

/// Takes into each clash the lines before and after it that belong to its paragraph.
pub(super) fn whole(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match piece {
            Piece::Agreed(mut text) => {
                if let Some(Piece::Clash { base, ours, theirs }) = out.last_mut()
                    && [&base, &ours, &theirs].iter().any(|side| ends_inside(side))
                {
                    let more = head(&text).to_owned();
                    text.drain(..more.len());
                    for side in [base, ours, theirs] {
                        side.push_str(&more);
                    }
                }
                if !text.is_empty() {
                    out.push(Piece::Agreed(text));
                }
            }
            Piece::Clash { base, ours, theirs } => clash(&mut out, [base, ours, theirs]),
        }
    }
    out
}

fn clash(out: &mut Vec<Piece>, mut sides: [String; 3]) {
    // Both began with the same empty line: nobody has to choose it.
    while let [base, ours, theirs] = &mut sides
        && ours.starts_with('\n')
        && theirs.starts_with('\n')
        && (base.is_empty() || base.starts_with('\n'))
    {
        for side in [base, ours, theirs] {
            side.drain(..usize::from(!side.is_empty()));
        }
        match out.last_mut() {
            Some(Piece::Agreed(text)) => text.push('\n'),
            _ => out.push(Piece::Agreed("\n".to_owned())),
        }
    }
    if let Some(Piece::Agreed(text)) = out.last_mut()
        && sides.iter().any(|side| begins_inside(side))
    {
        let more = text.split_off(text.len() - tail(text).len());
        for side in &mut sides {
            side.insert_str(0, &more);
        }
        if text.is_empty() {
            out.pop();
        }
    }
    let [now_base, now_ours, now_theirs] = sides;
    if let Some(Piece::Clash { base, ours, theirs }) = out.last_mut() {
        base.push_str(&now_base);
        ours.push_str(&now_ours);
        theirs.push_str(&now_theirs);
    } else {
        out.push(Piece::Clash { base: now_base, ours: now_ours, theirs: now_theirs });
    }
}

/// Whether the first line goes on with a paragraph, if one is before it.
fn begins_inside(text: &str) -> bool {
    text.split_inclusive('\n').next().is_some_and(|line| !line.trim().is_empty() && !begins_block(line))
}

/// Whether the last line may go on below.
fn ends_inside(text: &str) -> bool {
    text.split_inclusive('\n').next_back().is_some_and(|line| !line.trim().is_empty())
}

/// The last lines that are the beginning of a paragraph.
fn tail(text: &str) -> &str {
    let mut from = text.len();
    for line in text.split_inclusive('\n').rev() {
        if line.trim().is_empty() {
            break;
        }
        from -= line.len();
        if begins_block(line) {
            break;
        }
    }
    &text[from..]
}

/// The first lines that are the end of a paragraph.
fn head(text: &str) -> &str {
    let goes_on = |line: &&str| !line.trim().is_empty() && !begins_block(line);
    let length = text.split_inclusive('\n').take_while(goes_on).map(str::len).sum();
    &text[..length]
}

/// A line that is a block of its own or begins one: an item, a heading, a quotation, a row of a table, a fence.
fn begins_block(line: &str) -> bool {
    let line = line.trim_start();
    let number = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let item = line.starts_with(['-', '*', '+']) && line[1..].starts_with([' ', '\t']);
    item || line.starts_with(['#', '>', '|', '`', '~']) || (number.len() < line.len() && number.starts_with(['.', ')']))
}

#[cfg(test)]
mod tests {
    use super::super::{Grain, weave};
    use super::*;

    fn check(base: &str, ours: &str, theirs: &str, expect: &[[&str; 3]]) {
        let found = weave(base, ours, theirs, Grain::Words);
        let clashes = found.iter().filter_map(|piece| match piece {
            Piece::Clash { base, ours, theirs } => Some([base.as_str(), ours.as_str(), theirs.as_str()]),
            Piece::Agreed(_) => None,
        });
        assert_eq!(clashes.collect::<Vec<_>>(), expect, "{found:?}");
    }

    #[test]
    fn a_clash_is_its_whole_paragraph_and_no_more() {
        check(
            "Before.\n\nOne line\nWe meet in Berlin\nand the last.\n\nAfter.\n",
            "Before.\n\nOne line\nWe meet in Munich\nand the last.\n\nAfter.\n",
            "Before.\n\nOne line\nWe meet in Bonn\nand the last.\n\nAfter.\n",
            &[[
                "One line\nWe meet in Berlin\nand the last.\n",
                "One line\nWe meet in Munich\nand the last.\n",
                "One line\nWe meet in Bonn\nand the last.\n",
            ]],
        );
    }

    #[test]
    fn of_a_list_only_the_item() {
        check(
            "- one\n- two\n- three\n",
            "- one\n- 2\n- three\n",
            "- one\n- zwei\n- three\n",
            &[["- two\n", "- 2\n", "- zwei\n"]],
        );
    }

    #[test]
    fn two_clashes_in_one_paragraph_are_one() {
        check(
            "a\nmiddle\nb\n",
            "A1\nmiddle\nB1\n",
            "A2\nmiddle\nB2\n",
            &[["a\nmiddle\nb\n", "A1\nmiddle\nB1\n", "A2\nmiddle\nB2\n"]],
        );
    }

    #[test]
    fn two_paragraphs_are_two() {
        check(
            "a\n\nsame\n\nb\n",
            "A1\n\nsame\n\nB1\n",
            "A2\n\nsame\n\nB2\n",
            &[["a\n", "A1\n", "A2\n"], ["b\n", "B1\n", "B2\n"]],
        );
        check("First.\n", "First.\n\nMine.\n", "First.\n\nTheirs.\n", &[["", "Mine.\n", "Theirs.\n"]]);
    }
}
