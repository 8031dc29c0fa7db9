//! A line's pieces written with marks.

use super::{Hand, Look, Picture, Piece, What, escape, pieces, proof};

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Paragraph,
    Heading,
    Cell,
}

/// How much is dared with marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marks {
    /// All of them, strong and emphasised words with these.
    All(&'static str, &'static str),
    /// Links and pictures only.
    None,
    /// As `None`, and a backslash before every sign.
    Spelled,
}

/// The pieces as Markdown. What is written is read again: should a reader see other words than were meant, it is written
/// with fewer marks instead.
pub(super) fn line(all: &[Piece], place: Place, hand: &Hand) -> String {
    let tidy = pieces::tidied(all);
    let mut written = String::new();
    let own = Marks::All(hand.strong_mark(), hand.emphasis_mark());
    let usual = Marks::All("**", hand.emphasis_mark());
    for marks in [own, usual, Marks::All("**", "*"), Marks::All("**", "_"), Marks::None, Marks::Spelled] {
        written = Writer::new(marks, place, hand).write(&tidy);
        if proof::reads_as(&written, &tidy, place) {
            break;
        }
    }
    written
}

/// What can be open around words.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Around {
    Bold,
    Italic,
    Struck,
    Raised,
    Lowered,
    Link(String),
}

struct Writer<'a> {
    marks: Marks,
    place: Place,
    hand: &'a Hand,
    out: String,
    open: Vec<Around>,
}

impl<'a> Writer<'a> {
    fn new(marks: Marks, place: Place, hand: &'a Hand) -> Self {
        Self { marks, place, hand, out: String::new(), open: Vec::new() }
    }

    fn write(mut self, all: &[Piece]) -> String {
        let wanted: Vec<Vec<Around>> = all.iter().map(|piece| self.around(piece)).collect();
        // How many pieces each lasts, counted from the end.
        let mut lasts: Vec<Vec<usize>> = vec![Vec::new(); all.len()];
        for at in (0..all.len()).rev() {
            let after = wanted.get(at + 1);
            lasts[at] = wanted[at]
                .iter()
                .map(|one| {
                    let next = after.and_then(|after| after.iter().position(|other| other == one));
                    1 + next.map_or(0, |next| lasts[at + 1][next])
                })
                .collect();
        }
        for (at, piece) in all.iter().enumerate() {
            self.turn_to(&wanted[at], &lasts[at]);
            let next = all.get(at + 1);
            self.piece(piece, next, wanted.get(at + 1).unwrap_or(&Vec::new()));
        }
        self.close_to(0);
        self.finished()
    }

    fn around(&self, piece: &Piece) -> Vec<Around> {
        let mut all = Vec::new();
        if let Some(link) = piece.link.as_deref().and_then(escape::address)
            && !matches!(piece.what, What::Note(_))
        {
            all.push(Around::Link(link));
        }
        let plain = matches!(self.marks, Marks::None | Marks::Spelled);
        if !plain && matches!(piece.what, What::Words(_) | What::Break) {
            let Look { bold, italic, struck, raised, lowered, code: _ } = piece.look;
            let marks = [
                (bold, Around::Bold),
                (italic, Around::Italic),
                (struck, Around::Struck),
                (raised, Around::Raised),
                (lowered, Around::Lowered),
            ];
            all.extend(marks.into_iter().filter(|(on, _)| *on).map(|(_, around)| around));
        }
        all
    }

    /// Closes what ends here and opens what begins, what lasts longest outside. A link is never cut in two.
    fn turn_to(&mut self, wanted: &[Around], lasts: &[usize]) {
        let last = |one: &Around| wanted.iter().position(|other| other == one).map(|at| lasts[at]);
        let link = wanted.iter().find(|one| matches!(one, Around::Link(_)) && !self.open.contains(one));
        let needs = link.and_then(last).unwrap_or(0);
        let kept = self.open.iter().take_while(|one| last(one).is_some_and(|lasts| lasts >= needs)).count();
        // A mark after a space would not close anything.
        let spaced = kept < self.open.len() && self.out.ends_with(' ') && !self.out.ends_with("  ");
        if spaced {
            self.out.pop();
        }
        self.close_to(kept);
        if spaced {
            self.out.push(' ');
        }
        let mut new: Vec<&Around> = wanted.iter().filter(|one| !self.open.contains(one)).collect();
        new.sort_by_key(|one| std::cmp::Reverse(last(one)));
        for one in new {
            self.out.push_str(match one {
                Around::Bold => self.strong(),
                Around::Italic => self.italic(),
                Around::Struck => "~~",
                Around::Raised => "<sup>",
                Around::Lowered => "<sub>",
                Around::Link(_) => "[",
            });
            self.open.push(one.clone());
        }
    }

    fn close_to(&mut self, kept: usize) {
        while self.open.len() > kept {
            match self.open.pop() {
                Some(Around::Bold) => self.out.push_str(self.strong()),
                Some(Around::Italic) => self.out.push_str(self.italic()),
                Some(Around::Struck) => self.out.push_str("~~"),
                Some(Around::Raised) => self.out.push_str("</sup>"),
                Some(Around::Lowered) => self.out.push_str("</sub>"),
                Some(Around::Link(to)) => self.out.extend(["](", &to, ")"]),
                None => {}
            }
        }
    }

    fn strong(&self) -> &'static str {
        if let Marks::All(strong, _) = self.marks { strong } else { "" }
    }

    fn italic(&self) -> &'static str {
        if let Marks::All(_, emphasis) = self.marks { emphasis } else { "" }
    }

    fn piece(&mut self, piece: &Piece, next: Option<&Piece>, next_around: &[Around]) {
        match &piece.what {
            What::Words(words) if piece.look.code => self.out.push_str(&code(words, self.place)),
            What::Words(words) if self.marks == Marks::Spelled => self.out.push_str(&spelled(words)),
            What::Words(words) => {
                let before = self.out.chars().next_back();
                let opens_link =
                    next_around.iter().any(|one| matches!(one, Around::Link(_)) && !self.open.contains(one));
                let after = next.and_then(|next| match &next.what {
                    _ if opens_link => Some('['),
                    What::Words(words) => words.chars().next(),
                    What::Note(_) => Some('['),
                    What::Picture(_) => Some('!'),
                    What::Break => Some('\n'),
                });
                let words = escape::words(words, before, after, self.place == Place::Cell);
                self.out.push_str(&words);
            }
            What::Break => self.out.push_str(match self.place {
                Place::Paragraph if self.hand.spaces_break => "  \n",
                Place::Paragraph => "\\\n",
                Place::Heading => " ",
                Place::Cell => " <br> ",
            }),
            What::Picture(picture) => self.out.push_str(&shown(picture, self.place)),
            What::Note(number) => self.out.extend(["[^", &number.to_string(), "]"]),
        }
    }

    fn finished(self) -> String {
        match self.place {
            Place::Paragraph => self
                .out
                .split('\n')
                .map(|line| escape::line_start(line.trim_start_matches(' ')))
                .collect::<Vec<_>>()
                .join("\n"),
            Place::Heading => {
                let words = self.out.trim_end_matches('#');
                if words.len() < self.out.len() && (words.is_empty() || words.ends_with(' ')) {
                    format!("{words}\\{}", &self.out[words.len()..])
                } else {
                    self.out
                }
            }
            Place::Cell => self.out,
        }
    }
}

fn spelled(words: &str) -> String {
    let mut out = String::with_capacity(words.len() * 2);
    for c in words.chars() {
        if c.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Words between as many grave accents as it takes.
fn code(words: &str, place: Place) -> String {
    let longest = longest_run(words, '`');
    let fence = "`".repeat(if longest == 0 { 1 } else { longest + 1 });
    let pad = if words.starts_with('`') || words.ends_with('`') { " " } else { "" };
    let words = if place == Place::Cell { words.replace('|', "\\|") } else { words.to_owned() };
    format!("{fence}{pad}{words}{pad}{fence}")
}

pub(super) fn longest_run(words: &str, of: char) -> usize {
    let mut longest = 0;
    let mut run = 0;
    for c in words.chars() {
        run = if c == of { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// A picture, its line below it as the title.
fn shown(picture: &Picture, place: Place) -> String {
    let line = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    let description = escape::words(&line(&picture.description), None, None, place == Place::Cell);
    let description =
        description.replace('[', "\\[").replace(']', "\\]").replace("\\\\[", "\\[").replace("\\\\]", "\\]");
    let Some(address) = escape::address(&picture.address) else { return description };
    let caption = line(&picture.caption);
    if caption.is_empty() {
        return format!("![{description}]({address})");
    }
    let caption = caption.replace('\\', "\\\\").replace('"', "\\\"").replace("{{", "{\\{").replace("{%", "{\\%");
    let caption = if place == Place::Cell { caption.replace('|', "\\|") } else { caption };
    format!("![{description}]({address} \"{caption}\")")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(marks: &str) -> Look {
        Look {
            bold: marks.contains('b'),
            italic: marks.contains('i'),
            struck: marks.contains('s'),
            raised: marks.contains('^'),
            code: marks.contains('c'),
            ..Look::default()
        }
    }

    fn check(parts: &[(&str, &str)], expect: &str) {
        let pieces: Vec<Piece> = parts
            .iter()
            .map(|(words, marks)| Piece {
                what: What::Words((*words).to_owned()),
                look: look(marks),
                link: marks.contains('L').then(|| "https://a.org".to_owned()),
            })
            .collect();
        assert_eq!(line(&pieces, Place::Paragraph, &Hand::default()), expect, "{parts:?}");
    }

    #[test]
    fn marks_stand_where_they_are_read_as_marks() {
        check(&[("a ", ""), ("b ", "b"), ("c", "")], "a **b** c");
        check(&[("a", "b"), ("b", "i")], "**a***b*");
        // Marks that cannot be told apart would be read as words.
        check(&[("a", "b"), ("b", "bi"), ("c", "i")], "abc");
        check(&[("un", ""), ("believ", "i"), ("able", "")], "un*believ*able");
        check(&[("a ", "L"), ("b", "Lb"), (" c", "L")], "[a **b** c](https://a.org)");
        check(&[("a ", "b"), ("b", "bL"), (" c", "L")], "**a** [**b** c](https://a.org)");
        check(&[("x", ""), ("2", "^")], "x<sup>2</sup>");
        check(&[("a`b", "c")], "``a`b``");
        check(&[("old", "s")], "~~old~~");
    }

    #[test]
    fn words_are_read_as_they_were_whatever_they_are() {
        check(&[("1. not a list", "")], "1\\. not a list");
        check(&[("(*)", "b"), ("x", "")], "(\\*)x");
        check(&[("Wow!", ""), ("here", "L")], "Wow\\![here](https://a.org)");
    }
}
