//! What changed between two drawings of a post.

use std::collections::HashMap;

use super::Block;

/// One piece of a new drawing, from top to bottom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Blocks of the drawing before, unchanged.
    Kept {
        /// The first of them, counted from 0.
        from: usize,
        /// How many.
        count: usize,
        /// How many lines further down they stand now.
        moved: isize,
    },
    /// A block that was not there.
    New(Block),
}

/// The new drawing told by the old one. Blocks keep their order; what two drawings have in common at both ends is found
/// first, then, in between, each block's next equal.
pub fn parts(old: &[Block], new: &[Block]) -> Vec<Part> {
    let same = |(old, new): &(&Block, &Block)| old.html == new.html;
    let start = old.iter().zip(new).take_while(same).count();
    let (old_rest, new_rest) = (&old[start..], &new[start..]);
    let end = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(same).count();
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for at in (start..old.len() - end).rev() {
        places.entry(&old[at].html).or_default().push(at);
    }
    let mut parts: Vec<Part> = Vec::new();
    let mut next = start;
    for (at, block) in new.iter().enumerate() {
        let from = if at < start {
            Some(at)
        } else if at >= new.len() - end {
            Some(at + old.len() - new.len())
        } else {
            let known = places.get_mut(&*block.html);
            known.and_then(|known| {
                while known.last().is_some_and(|at| *at < next) {
                    known.pop();
                }
                known.pop()
            })
        };
        let Some(from) = from else {
            parts.push(Part::New(block.clone()));
            continue;
        };
        next = from + 1;
        let moved = block.line.cast_signed() - old[from].line.cast_signed();
        match parts.last_mut() {
            Some(Part::Kept { from: first, count, moved: also }) if *first + *count == from && *also == moved => {
                *count += 1;
            }
            _ => parts.push(Part::Kept { from, count: 1, moved }),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Random;

    fn applied(old: &[Block], parts: &[Part]) -> Vec<Block> {
        let mut all = Vec::new();
        for part in parts {
            match part {
                Part::Kept { from, count, moved } => all.extend(old[*from..from + count].iter().map(|block| Block {
                    line: block.line.checked_add_signed(*moved).unwrap(),
                    html: block.html.clone(),
                })),
                Part::New(block) => all.push(block.clone()),
            }
        }
        all
    }

    fn drawing(random: &mut Random) -> Vec<Block> {
        let mut line = 0;
        let mut block = || {
            line += 1 + random.below(3);
            Block { line, html: ["a", "b", "c", "d", "e"][random.below(5)].into() }
        };
        let count = 1 + block().line % 12;
        (0..count).map(|_| block()).collect()
    }

    #[test]
    fn what_is_told_is_the_new_drawing() {
        let mut random = Random::new(9);
        for _ in 0..2000 {
            let (old, new) = (drawing(&mut random), drawing(&mut random));
            assert_eq!(applied(&old, &parts(&old, &new)), new);
        }
        assert!(parts(&drawing(&mut random), &[]).is_empty());
    }

    #[test]
    fn only_what_changed_is_told() {
        let block = |line: usize| Block { line, html: format!("<p>{line}</p>").into() };
        let old: Vec<Block> = (1..1000).map(block).collect();
        let mut new = old.clone();
        new[500].html = "changed".into();
        new.iter_mut().skip(501).for_each(|block| block.line += 1);
        let told = parts(&old, &new);
        assert_eq!(
            told,
            [
                Part::Kept { from: 0, count: 500, moved: 0 },
                Part::New(new[500].clone()),
                Part::Kept { from: 501, count: 498, moved: 1 },
            ]
        );
    }
}
