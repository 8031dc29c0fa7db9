//! Plain text. Its lines and words stay; signs that Markdown would read as marks are made plain, unless the writer meant
//! them.

use crate::document::Document;
use crate::text::lists::{Entry, nested};
use crate::text::{self, Block, Piece, Text, What};

/// Lines that are wrapped by a program are about this long, in characters.
const WRAPPED: std::ops::RangeInclusive<usize> = 50..=110;

/// The longest first line that is a title, in characters.
const TITLE: usize = 100;

/// Signs that word processors put before an item.
const BULLETS: [char; 9] = ['•', '·', '▪', '◦', '‣', '●', '○', '■', '∙'];

/// Signs that are put before an item, and before a spoken sentence.
const DASHES: [char; 5] = ['-', '–', '—', '*', '+'];

/// The blocks of a text that somebody copied, of which nobody says that its first line is a title.
pub(crate) fn pasted(source: &str) -> Vec<Block> {
    blocks(&source.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n"), false)
}

pub(crate) fn read(source: &str) -> Document {
    if is_markdown(source) {
        return Document::of_markdown(source.to_owned());
    }
    let lines = source.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let text = Text { blocks: blocks(&lines, true), notes: Vec::new() };
    let body = text::body(&text);
    Document { is_as_it_was: false, ..Document::of_markdown(body) }
}

/// Whether the writer meant marks: details at the top, headings below headings, links, pictures, code, bold words.
pub(crate) fn is_markdown(source: &str) -> bool {
    let source = source.trim_start_matches('\u{feff}');
    let mut lines = source.lines();
    let fenced = lines.next().is_some_and(|first| {
        ["---", "+++"].contains(&first.trim_end()) && lines.any(|line| line.trim_end() == first.trim_end())
    });
    let pair = |open: &str, close: &str| {
        source.match_indices(open).any(|(at, _)| {
            let rest = source[at + open.len()..].lines().next().unwrap_or_default();
            rest.find(close).is_some_and(|end| end > 0 && !rest.starts_with(' ') && !rest[..end].ends_with(' '))
        })
    };
    let link = source.match_indices("](").any(|(at, _)| {
        let before = source[..at].lines().next_back().unwrap_or_default();
        let rest = source[at + 2..].lines().next().unwrap_or_default();
        before.contains('[') && rest.contains(')')
    });
    let starts = |mark: &str| source.lines().filter(|line| line.starts_with(mark)).count();
    let title = source.trim_start().lines().next().is_some_and(|line| line.starts_with("# "))
        && source.trim_start().lines().nth(1).is_none_or(|line| line.trim().is_empty());
    fenced || link || title || pair("**", "**") || starts("```") > 1 || starts("## ") > 0
}

fn blocks(source: &str, may_have_title: bool) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut entries: Vec<Entry> = Vec::new();
    let paragraphs = paragraphs(source);
    for (at, lines) in paragraphs.iter().enumerate() {
        let list = list(lines);
        if list.is_empty() {
            out.extend(nested(std::mem::take(&mut entries)));
            out.extend(paragraph(lines, may_have_title && at == 0 && paragraphs.len() > 1));
        } else {
            let (before, list) = list_and_before(lines, list);
            if !before.is_empty() {
                out.extend(nested(std::mem::take(&mut entries)));
                out.extend(paragraph(&before, false));
            }
            entries.extend(list);
        }
    }
    out.extend(nested(entries));
    out
}

/// Runs of lines with nothing empty between them.
fn paragraphs(source: &str) -> Vec<Vec<&str>> {
    let mut out: Vec<Vec<&str>> = vec![Vec::new()];
    for line in source.split(['\n', '\u{c}']) {
        match (line.trim().is_empty(), out.last_mut()) {
            (false, Some(last)) => last.push(line),
            (true, Some(last)) if !last.is_empty() => out.push(Vec::new()),
            _ => {}
        }
    }
    out.retain(|lines| !lines.is_empty());
    out
}

fn paragraph(lines: &[&str], first: bool) -> Vec<Block> {
    if let [words, underline, rest @ ..] = lines
        && let Some(level) = underlined(underline)
    {
        let mut out = vec![Block::Heading(level, pieces(words.trim()))];
        if !rest.is_empty() {
            out.extend(paragraph(rest, false));
        }
        return out;
    }
    if let [line] = lines {
        if is_rule(line.trim()) {
            return vec![Block::Rule];
        }
        let ends = line.trim_end().ends_with(['.', ',', ';', ':']);
        if first && !ends && line.trim().chars().count() <= TITLE {
            return vec![Block::Heading(1, pieces(line.trim()))];
        }
    }
    let longest = |line: &&str| WRAPPED.contains(&line.trim().chars().count());
    let wrapped = lines.len() > 1 && lines[..lines.len() - 1].iter().all(longest);
    let mut out = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            out.push(if wrapped { Piece::words(" ") } else { Piece::plain(What::Break) });
        }
        out.extend(pieces(line.trim()));
    }
    vec![Block::Paragraph(out)]
}

fn underlined(line: &str) -> Option<u8> {
    let line = line.trim();
    let all = |c: char| line.len() >= 3 && line.chars().all(|other| other == c);
    if all('=') { Some(1) } else { all('-').then_some(2) }
}

fn is_rule(line: &str) -> bool {
    line.len() >= 3 && ['-', '*', '_', '='].iter().any(|sign| line.chars().all(|c| c == *sign || c == ' '))
}

/// The words of a line; addresses in them are links.
fn pieces(line: &str) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.find("http://").into_iter().chain(rest.find("https://")).min() {
        let end = rest[at..]
            .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"'))
            .map_or(rest.len(), |end| at + end);
        let mut address = rest[at..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', ']']);
        if address.ends_with(')') && !address.contains('(') {
            address = address.trim_end_matches(')');
        }
        let end = at + address.len();
        if end <= at + "https://".len() {
            let whole = rest[at..].find(' ').map_or(rest.len(), |end| at + end);
            out.push(Piece::words(&rest[..whole]));
            rest = &rest[whole..];
            continue;
        }
        // The signs in which mail programs put addresses stand for the link.
        let bracketed = rest[..at].ends_with('<') && rest[end..].starts_with('>');
        out.push(Piece::words(&rest[..at - usize::from(bracketed)]));
        out.push(Piece { link: Some(address.to_owned()), ..Piece::words(address) });
        rest = &rest[end + usize::from(bracketed)..];
    }
    out.push(Piece::words(rest));
    out
}

/// A line that begins an item: where, how deep, with which number and words.
struct Begins<'a> {
    at: usize,
    indent: usize,
    number: Option<u64>,
    words: &'a str,
    sure: bool,
}

/// The lines that begin items, if the paragraph is a list.
fn list<'a>(lines: &[&'a str]) -> Vec<Begins<'a>> {
    let found: Vec<Begins> = lines.iter().enumerate().filter_map(|(at, line)| begins(at, line)).collect();
    let sure = found.iter().any(|item| item.sure);
    let dashes = found.iter().filter(|item| item.number.is_none()).count() > 1;
    let numbers: Vec<u64> = found.iter().filter_map(|item| item.number).collect();
    let counted =
        numbers.first() == Some(&1) && numbers.len() > 1 && numbers.windows(2).all(|two| two[1] == two[0] + 1);
    let keep = |item: &Begins| if item.number.is_some() { counted } else { sure || dashes };
    found.into_iter().filter(keep).collect()
}

fn begins(at: usize, line: &str) -> Option<Begins<'_>> {
    let start = line.trim_start();
    let indent = line[..line.len() - start.len()].chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
    let first = start.chars().next()?;
    let after = &start[first.len_utf8()..];
    let spaced = after.starts_with([' ', '\t', '\u{a0}']);
    if BULLETS.contains(&first) || (DASHES.contains(&first) && spaced) {
        let words = after.trim();
        return (!words.is_empty()).then_some(Begins {
            at,
            indent,
            number: None,
            words,
            sure: BULLETS.contains(&first),
        });
    }
    let digits = start.len() - start.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = start.get(..digits)?.parse().ok().filter(|_| digits < 5)?;
    let rest = start[digits..].strip_prefix(['.', ')'])?;
    let words = rest.trim();
    let spaced = rest.starts_with([' ', '\t', '\u{a0}']) && !words.is_empty();
    spaced.then_some(Begins { at, indent, number: Some(number), words, sure: false })
}

/// The lines before a list, and its entries, each with the lines that go on with it.
fn list_and_before<'a>(lines: &[&'a str], items: Vec<Begins<'a>>) -> (Vec<&'a str>, Vec<Entry>) {
    let first = items.first().map_or(0, |item| item.at);
    let mut indents: Vec<usize> = items.iter().map(|item| item.indent).collect();
    indents.sort_unstable();
    indents.dedup();
    let ends: Vec<usize> = items.iter().skip(1).map(|item| item.at).chain([lines.len()]).collect();
    let entry = |(item, end): (Begins<'a>, usize)| {
        let mut words = pieces(item.words);
        for line in &lines[item.at + 1..end] {
            words.push(Piece::words(" "));
            words.extend(pieces(line.trim()));
        }
        let level = indents.iter().position(|indent| *indent == item.indent).unwrap_or(0);
        Entry { level, number: item.number, blocks: vec![Block::Paragraph(words)] }
    };
    (lines[..first].to_vec(), items.into_iter().zip(ends).map(entry).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expect: &str) {
        assert_eq!(read(source).body, expect, "{source:?}");
    }

    #[test]
    fn signs_that_the_writer_did_not_mean_as_marks_are_words() {
        check(
            "We paid 5*3*2 for <b> and _x_.\n\n# of people: 5\n",
            "We paid 5\\*3\\*2 for \\<b> and \\_x\\_.\n\n\\# of people: 5\n",
        );
        check("It was\n2017. That was it.\n", "It was  \n2017\\. That was it.\n");
        check(
            "see https://a.org/x_y_(z). Bye\n",
            "see [https://a.org/x\\_y\\_(z)](https://a.org/x_y_%28z%29). Bye\n"
                .replace("x\\_y\\_(", "x_y\\_(")
                .as_str(),
        );
    }

    #[test]
    fn lines_wrapped_by_a_program_are_one_and_others_stay_lines() {
        let long = "words that go on until somewhere near the seventieth column here";
        check(&format!("{long}\n{long}\nend.\n"), &format!("{long} {long} end.\n"));
        check("Roses are red.\nViolets are blue.\n", "Roses are red.  \nViolets are blue.\n");
    }

    #[test]
    fn bullets_numbers_titles_and_rules_are_seen() {
        check("My day\n\nWe had:\n• milk\n• tea\n   ◦ green\n", "# My day\n\nWe had:\n\n- milk\n- tea\n  - green\n");
        check("Steps.\r\n\r\n1. go\r\n2. stop\r\n   here\r\n", "Steps.\n\n1. go\n2. stop here\n");
        check("One.\n\n– a said\n\n– b said\n", "One.\n\n– a said\n\n– b said\n");
        check("One.\n\n– a\n– b\n", "One.\n\n- a\n- b\n");
        check("Big\n===\n\nWords.\n\n* * *\n\nEnd.\n", "# Big\n\nWords.\n\n---\n\nEnd.\n");
    }

    #[test]
    fn what_is_markdown_already_stays_as_it_is() {
        for source in ["# A\r\n\r\n*b*\r\n", "---\ntitle: x\n---\n\nb\n", "a [b](c) *d*\n", "a **b** 1*2*3\n"] {
            let read = read(source);
            assert!(read.is_as_it_was);
            assert_eq!(read.body, source);
        }
    }
}
