//! Two texts of a post beside each other: by block and by word, on what a reader sees.

use std::time::Duration;

use byline_post::Post;
use byline_post::seen::{self, Kind, Seen};
use similar::{Algorithm, ChangeTag, DiffOp, TextDiff, TextDiffConfig};

use crate::api::{Became, Piece, SeenBlock, SeenDetail};

/// However different two texts are, no longer than this is spent on finding what they share.
const LONGEST: Duration = Duration::from_millis(400);
/// Blocks that share less than this of their letters are two blocks, not one that changed; in per cent.
const ALIKE: usize = 40;
/// More blocks than this in one place are not paired: it was written anew.
const MANY: usize = 60;

/// The blocks of both texts, in the order of the new one, each with what became of it. The links of pictures come along
/// with their blocks.
pub(crate) fn blocks(old: &Post, new: &Post) -> Vec<(SeenBlock, Option<String>)> {
    let (old, new) = (seen::blocks(old), seen::blocks(new));
    let mut found = Vec::new();
    for op in similar::capture_diff_slices(Algorithm::Patience, &old, &new) {
        match op {
            DiffOp::Equal { new_index, len, .. } => {
                found.extend(new.iter().skip(new_index).take(len).map(|block| whole(block, Became::Same)));
            }
            DiffOp::Delete { old_index, old_len, .. } => {
                found.extend(old.iter().skip(old_index).take(old_len).map(|block| whole(block, Became::Removed)));
            }
            DiffOp::Insert { new_index, new_len, .. } => {
                found.extend(new.iter().skip(new_index).take(new_len).map(|block| whole(block, Became::Added)));
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                let part =
                    |all: &'_ [Seen], from: usize, len: usize| all.iter().skip(from).take(len).cloned().collect();
                let (before, after): (Vec<Seen>, Vec<Seen>) =
                    (part(&old, old_index, old_len), part(&new, new_index, new_len));
                replaced(&before, &after, &mut found);
            }
        }
    }
    found
}

/// Blocks in the place of others: those that are alike are one that changed, in their order.
fn replaced(old: &[Seen], new: &[Seen], found: &mut Vec<(SeenBlock, Option<String>)>) {
    let mut at = 0;
    for block in new {
        let alike = |before: &&Seen| is_alike(before, block);
        let pair = if old.len().max(new.len()) > MANY { None } else { old.iter().skip(at).find(alike) };
        let Some(before) = pair else {
            found.push(whole(block, Became::Added));
            continue;
        };
        let upto = old.iter().skip(at).position(|other| std::ptr::eq(other, before)).unwrap_or_default() + at;
        // What stood before it and is like nothing here is gone; it is told before what took its place.
        let place = found.len() - trailing_new(found);
        let gone = old.iter().take(upto).skip(at).map(|block| whole(block, Became::Removed));
        found.splice(place..place, gone);
        found.push((changed(before, block), block.link.clone()));
        at = upto + 1;
    }
    let place = found.len() - trailing_new(found);
    found.splice(place..place, old.iter().skip(at).map(|block| whole(block, Became::Removed)));
}

fn trailing_new(found: &[(SeenBlock, Option<String>)]) -> usize {
    found.iter().rev().take_while(|(block, _)| block.became == Became::Added).count()
}

fn is_alike(old: &Seen, new: &Seen) -> bool {
    let text = matches!(old.kind, Kind::Picture | Kind::Rule | Kind::Code);
    if text || old.kind == Kind::Picture || new.kind == Kind::Picture {
        return old.kind == new.kind && (old.link == new.link || old.kind == Kind::Code);
    }
    share(&old.text, &new.text) >= ALIKE
}

/// How many letters of both texts are in words that both have, of all there are; in per cent.
fn share(old: &str, new: &str) -> usize {
    let letters = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).count();
    let diff = words().diff_unicode_words(old, new);
    let both = diff.iter_all_changes().filter(|change| change.tag() == ChangeTag::Equal);
    let both: usize = both.map(|change| letters(change.value())).sum();
    both * 200 / (letters(old) + letters(new)).max(1)
}

fn words() -> TextDiffConfig {
    let mut config = TextDiff::configure();
    config.algorithm(Algorithm::Myers).timeout(LONGEST);
    config
}

fn whole(block: &Seen, became: Became) -> (SeenBlock, Option<String>) {
    let pieces = if block.text.is_empty() { Vec::new() } else { vec![Piece { became, text: block.text.clone() }] };
    (of(block, became, pieces), block.link.clone())
}

fn changed(old: &Seen, new: &Seen) -> SeenBlock {
    of(new, Became::Changed, words_between(&old.text, &new.text))
}

/// What became of each word between two texts.
pub(crate) fn words_between(old: &str, new: &str) -> Vec<Piece> {
    let diff = words().diff_unicode_words(old, new);
    let mut pieces: Vec<Piece> = Vec::new();
    for change in diff.iter_all_changes() {
        let became = match change.tag() {
            ChangeTag::Equal => Became::Same,
            ChangeTag::Delete => Became::Removed,
            ChangeTag::Insert => Became::Added,
        };
        match pieces.last_mut() {
            Some(last) if last.became == became => last.text.push_str(change.value()),
            _ => pieces.push(Piece { became, text: change.value().to_owned() }),
        }
    }
    without_crumbs(pieces)
}

/// Whether so little of a text is left in another that there is no sense in showing what changed.
pub(crate) fn is_written_anew(old: &str, new: &str) -> bool {
    !new.is_empty() && share(old, new) < ALIKE
}

/// A blank between two changed words is changed along with them: else a sentence written anew is shown in crumbs.
fn without_crumbs(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let (mut gone, mut new) = (String::new(), String::new());
    let mut pieces = pieces.into_iter().peekable();
    while let Some(piece) = pieces.next() {
        let between = !gone.is_empty() || !new.is_empty();
        let goes_on = pieces.peek().is_some();
        match piece.became {
            Became::Removed => gone.push_str(&piece.text),
            Became::Added | Became::Changed => new.push_str(&piece.text),
            Became::Same if between && goes_on && piece.text.trim().is_empty() => {
                gone.push_str(&piece.text);
                new.push_str(&piece.text);
            }
            Became::Same => {
                settle(&mut out, &mut gone, &mut new);
                out.push(piece);
            }
        }
    }
    settle(&mut out, &mut gone, &mut new);
    out
}

fn settle(out: &mut Vec<Piece>, gone: &mut String, new: &mut String) {
    for (became, text) in [(Became::Removed, std::mem::take(gone)), (Became::Added, std::mem::take(new))] {
        if !text.is_empty() {
            out.push(Piece { became, text });
        }
    }
}

fn of(block: &Seen, became: Became, pieces: Vec<Piece>) -> SeenBlock {
    let (kind, level) = match block.kind {
        Kind::Heading(level) => ("heading", level),
        Kind::Paragraph => ("paragraph", 0),
        Kind::Item => ("item", 0),
        Kind::Quote => ("quote", 0),
        Kind::Code => ("code", 0),
        Kind::Row => ("row", 0),
        Kind::Picture => ("picture", 0),
        Kind::Rule => ("rule", 0),
    };
    SeenBlock { kind: kind.to_owned(), level, became, pieces, picture: None }
}

/// The details that differ, in the order of the new text; each is a label and a value.
pub(crate) fn details(old: &[(String, String)], new: &[(String, String)]) -> Vec<SeenDetail> {
    let value = |all: &[(String, String)], label: &str| {
        all.iter().find(|(name, _)| name == label).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let mut labels: Vec<&String> = new.iter().chain(old).map(|(label, _)| label).collect();
    let mut known = std::collections::HashSet::new();
    labels.retain(|label| known.insert(label.as_str()));
    let told = labels.into_iter().filter_map(|label| {
        let (before, after) = (value(old, label), value(new, label));
        let became = match (before.is_empty(), after.is_empty()) {
            _ if before == after => return None,
            (true, _) => Became::Added,
            (_, true) => Became::Removed,
            _ => Became::Changed,
        };
        Some(SeenDetail { label: label.clone(), became, before, after })
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post(body: &str) -> Post {
        Post::parse(format!("---\ntitle: A\n---\n\n{body}").as_bytes(), "a.md").unwrap()
    }

    /// The blocks in short: `=` same, `+` added, `-` removed, `~` changed, and within one `[-gone-]` and `{+new+}`.
    fn shown(old: &str, new: &str) -> Vec<String> {
        let said = |piece: &Piece| match piece.became {
            Became::Removed => format!("[-{}-]", piece.text),
            Became::Added => format!("{{+{}+}}", piece.text),
            _ => piece.text.clone(),
        };
        let line = |(block, link): &(SeenBlock, Option<String>)| {
            let text: String = match block.became {
                Became::Changed => block.pieces.iter().map(said).collect(),
                _ => block.pieces.iter().map(|piece| piece.text.clone()).collect(),
            };
            let mark = match block.became {
                Became::Same => '=',
                Became::Added => '+',
                Became::Removed => '-',
                Became::Changed => '~',
            };
            format!("{mark}{text}{}", link.as_deref().map(|link| format!("<{link}>")).unwrap_or_default())
        };
        blocks(&post(old), &post(new)).iter().map(line).collect()
    }

    fn check(old: &str, new: &str, expect: &[&str]) {
        assert_eq!(shown(old, new), expect, "{old:?} to {new:?}");
    }

    #[test]
    fn what_a_reader_sees_is_compared_and_marks_are_not() {
        check("Some **bold** words.\n", "Some bold words.\n", &["=Some bold words."]);
        check(
            "The first words.\n\nStays.\n",
            "The better words.\n\nStays.\n",
            &["~The [-first-]{+better+} words.", "=Stays."],
        );
        check("One.\n\nTwo.\n", "One.\n\nNew.\n\nTwo.\n", &["=One.", "+New.", "=Two."]);
        check("One.\n\nGone.\n\nTwo.\n", "One.\n\nTwo.\n", &["=One.", "-Gone.", "=Two."]);
        check("- one\n- two\n", "- one\n- two and a half\n", &["=one", "~two{+ and a half+}"]);
        check("# Old\n\nX y z.\n", "# Old\n\nQuite another thing.\n", &["=Old", "-X y z.", "+Quite another thing."]);
    }

    #[test]
    fn what_is_written_anew_is_not_shown_in_crumbs() {
        check(
            "We met in Cork on a wet day and it was good.\n",
            "We met in Dublin one dry evening and it was good.\n",
            &["~We met in [-Cork on a wet day-]{+Dublin one dry evening+} and it was good."],
        );
    }

    #[test]
    fn paragraphs_are_paired_with_those_that_they_are_like() {
        check(
            "The fox runs over the hill.\n\nA dog sleeps by the fire.\n",
            "Something new comes first here now.\n\nThe red fox runs over the hill.\n\nA cat sleeps by the fire.\n",
            &[
                "+Something new comes first here now.",
                "~The {+red +}fox runs over the hill.",
                "~A [-dog-]{+cat+} sleeps by the fire.",
            ],
        );
    }

    #[test]
    fn pictures_are_the_same_by_their_link() {
        check("![A](a.jpg)\n", "![A boat](a.jpg)\n", &["~A{+ boat+}<a.jpg>"]);
        check("![A](a.jpg)\n", "![A](b.jpg)\n", &["-A<a.jpg>", "+A<b.jpg>"]);
    }

    #[test]
    fn details_are_compared_by_label() {
        let of = |all: &[(&str, &str)]| -> Vec<(String, String)> {
            all.iter().map(|(label, value)| ((*label).to_owned(), (*value).to_owned())).collect()
        };
        let found = details(
            &of(&[("Title", "A"), ("Date", "2026-01-05"), ("Tags", "x")]),
            &of(&[("Title", "B"), ("Date", "2026-01-05"), ("Author", "Anna")]),
        );
        let said: Vec<_> =
            found.iter().map(|one| (one.label.as_str(), one.became, one.before.as_str(), one.after.as_str())).collect();
        assert_eq!(
            said,
            [
                ("Title", Became::Changed, "A", "B"),
                ("Author", Became::Added, "", "Anna"),
                ("Tags", Became::Removed, "x", ""),
            ]
        );
    }

    #[test]
    fn two_long_texts_without_anything_in_common_take_no_time() {
        let text = |word: &str| (0..4_000).map(|n| format!("{word} {n} {word}{n}")).collect::<Vec<_>>().join("\n\n");
        assert_eq!(shown(&text("one"), &text("two")).len(), 8_000);
    }
}
