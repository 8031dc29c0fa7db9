//! Pieces of a line put in order: spaces outside the marks, one piece for what looks the same.

use super::{Look, Piece, What};

/// The pieces of a line with single spaces, none at the edges and none just inside a mark.
pub(super) fn tidied(pieces: &[Piece]) -> Vec<Piece> {
    let apart = spaced(pieces);
    let mut out: Vec<Piece> = Vec::new();
    for (at, piece) in apart.iter().enumerate() {
        let mut piece = piece.clone();
        if is_space(&piece) {
            let (Some(before), Some(after)) = (out.last(), apart.get(at + 1)) else { continue };
            if before.what == What::Break || after.what == What::Break {
                continue;
            }
            piece.look = before.look.and(after.look);
            piece.link = before.link.clone().filter(|link| after.link.as_ref() == Some(link));
        }
        push(&mut out, piece);
    }
    while out.last().is_some_and(|piece| piece.what == What::Break) {
        out.pop();
    }
    let first = out.iter().position(|piece| piece.what != What::Break).unwrap_or(out.len());
    out.drain(..first);
    shifted(out)
}

fn is_space(piece: &Piece) -> bool {
    piece.what == What::Words(" ".to_owned())
}

/// Words and the spaces between them as pieces of their own, never two spaces together. Control characters and marks of
/// byte order are no words.
fn spaced(pieces: &[Piece]) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let space = |out: &mut Vec<Piece>, like: &Piece| {
        if out.last().is_some_and(|last| !is_space(last)) {
            out.push(Piece { what: What::Words(" ".to_owned()), ..like.clone() });
        }
    };
    for piece in pieces {
        let What::Words(words) = &piece.what else {
            out.push(piece.clone());
            continue;
        };
        let kept = softened(&words.chars().filter(|c| !is_noise(*c)).collect::<String>());
        let blank = |c: char| c.is_ascii_whitespace() || matches!(c, '\u{b}' | '\u{2028}' | '\u{2029}' | '\u{85}');
        let mut rest = kept.as_str();
        while !rest.is_empty() {
            let end = rest.find(blank).unwrap_or(rest.len());
            if end > 0 {
                push(&mut out, Piece { what: What::Words(rest[..end].to_owned()), ..piece.clone() });
            }
            rest = &rest[end..];
            let after = rest.trim_start_matches(blank);
            if after.len() < rest.len() {
                space(&mut out, piece);
            }
            rest = after;
        }
    }
    out
}

/// Spaces that may not break are what word processors fill gaps with: only one between two words of the same look stays.
fn softened(words: &str) -> String {
    if !words.contains('\u{a0}') {
        return words.to_owned();
    }
    let chars: Vec<char> = words.chars().collect();
    let blank = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_none_or(|c| c.is_whitespace());
    let soft = |(at, c): (usize, &char)| {
        if *c == '\u{a0}' && (blank(at.checked_sub(1)) || blank(Some(at + 1))) { ' ' } else { *c }
    };
    chars.iter().enumerate().map(soft).collect()
}

/// What no reader sees: control characters, marks of byte order, places for objects, and hyphens that are not there.
fn is_noise(c: char) -> bool {
    (c.is_control() && !c.is_whitespace()) || matches!(c, '\u{feff}' | '\u{fffc}' | '\u{ad}')
}

fn push(out: &mut Vec<Piece>, piece: Piece) {
    if let (Some(last), What::Words(more)) = (out.last_mut(), &piece.what)
        && let What::Words(words) = &mut last.what
        && last.look == piece.look
        && last.link == piece.link
        && words != " "
        && more != " "
    {
        words.push_str(more);
        return;
    }
    out.push(piece);
}

/// Marks need a letter or a space at their sides to be read as marks; where emphasis starts or ends with a punctuation
/// sign against a letter outside, the sign moves out.
fn shifted(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let all = pieces;
    for (at, piece) in all.iter().enumerate() {
        let What::Words(words) = &piece.what else {
            out.push(piece.clone());
            continue;
        };
        let before = out.last();
        let (mut from, mut to) = (0, words.len());
        let lost = |outside: Option<&Piece>| {
            let outside = outside.map(|piece| piece.look).unwrap_or_default();
            let common = marks(piece.look).and(marks(outside));
            (common != marks(piece.look)).then_some(Look { code: piece.look.code, ..common })
        };
        let start = before.filter(|before| ends_with_letter(before)).and_then(|before| lost(Some(before)));
        if start.is_some() {
            from = words.find(|c: char| !is_sign(c)).unwrap_or(words.len());
        }
        let after = all.get(at + 1);
        let end = after.filter(|after| starts_with_letter(after)).and_then(|after| lost(Some(after)));
        if end.is_some() && from < words.len() {
            to = words.trim_end_matches(is_sign).len().max(from);
        }
        let with =
            |words: &str, look: Look| Piece { what: What::Words(words.to_owned()), look, link: piece.link.clone() };
        if from > 0 {
            push_same(&mut out, with(&words[..from], start.unwrap_or(piece.look)));
        }
        if from < to {
            push_same(&mut out, with(&words[from..to], piece.look));
        }
        if to < words.len() {
            push_same(&mut out, with(&words[to..], end.unwrap_or(piece.look)));
        }
    }
    out
}

fn push_same(out: &mut Vec<Piece>, piece: Piece) {
    if let (Some(last), What::Words(more)) = (out.last_mut(), &piece.what)
        && let What::Words(words) = &mut last.what
        && last.look == piece.look
        && last.link == piece.link
    {
        words.push_str(more);
        return;
    }
    out.push(piece);
}

/// The looks that are written with marks whose neighbours matter.
fn marks(look: Look) -> Look {
    Look { code: false, raised: false, lowered: false, ..look }
}

/// A sign that is neither letter nor space, as far as marks are concerned.
fn is_sign(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace()
}

fn ends_with_letter(piece: &Piece) -> bool {
    matches!(&piece.what, What::Words(words) if words.ends_with(char::is_alphanumeric))
}

fn starts_with_letter(piece: &Piece) -> bool {
    matches!(&piece.what, What::Words(words) if words.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOLD: Look = Look { bold: true, italic: false, struck: false, raised: false, lowered: false, code: false };

    fn bold(words: &str) -> Piece {
        Piece { look: BOLD, ..Piece::words(words) }
    }

    fn check(pieces: &[Piece], expect: &[(&str, bool)]) {
        let found = tidied(pieces);
        let found: Vec<(String, bool)> = found
            .into_iter()
            .map(|piece| match piece.what {
                What::Words(words) => (words, piece.look.bold),
                other => (format!("{other:?}"), piece.look.bold),
            })
            .collect();
        let expect: Vec<(String, bool)> = expect.iter().map(|(words, bold)| ((*words).to_owned(), *bold)).collect();
        assert_eq!(found, expect, "{pieces:?}");
    }

    #[test]
    fn spaces_stand_outside_the_marks() {
        check(&[Piece::words("a"), bold(" b "), Piece::words("c")], &[("a ", false), ("b", true), (" c", false)]);
        check(&[bold("a "), bold(" b")], &[("a b", true)]);
        check(&[Piece::words("  a \n\t b  ")], &[("a b", false)]);
        check(&[bold("  ")], &[]);
    }

    #[test]
    fn signs_against_a_letter_outside_are_not_marked() {
        check(&[bold("\u{201c}a\u{201d}"), Piece::words("b")], &[("\u{201c}a", true), ("\u{201d}b", false)]);
        check(&[Piece::words("a"), bold("(b")], &[("a(", false), ("b", true)]);
        check(&[Piece::words("a "), bold("(b)"), Piece::words(", c")], &[("a ", false), ("(b)", true), (", c", false)]);
    }
}
