//! Where the fields of a YAML block mapping stand in its text. The parser says what they mean.

use std::ops::Range;

use crate::lines::lines;

/// One `key: value` of a block mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) key: String,
    /// From the start of the key's line to just after the ending of the value's last line.
    pub(crate) lines: Range<usize>,
    /// The value's text: for a single line without comment and surrounding space; for lines below, all of them.
    pub(crate) value: Range<usize>,
    /// Just after the `:`.
    pub(crate) colon: usize,
    /// The indented lines below, where the value starts on the next line.
    pub(crate) children: Option<Range<usize>>,
}

struct Row<'a> {
    start: usize,
    text: &'a str,
    next: usize,
    indent: usize,
}

impl Row<'_> {
    fn idle(&self) -> bool {
        let words = self.text.trim();
        words.is_empty() || words.starts_with('#')
    }

    fn item(&self) -> bool {
        let words = self.text.trim_start();
        words == "-" || words.starts_with("- ")
    }
}

/// Whether text between two `---` is meant as fields and not as a paragraph between two rules.
pub(crate) fn looks_like_fields(words: &str) -> bool {
    lines(words).any(|line| {
        let line = line.text.trim_end();
        line.starts_with('{') || key(line).is_some_and(|(name, _)| !name.trim().contains(' ') || name.len() <= 24)
    })
}

/// The indent of the first line with words.
pub(crate) fn trimmed(words: &str) -> Option<usize> {
    lines(words)
        .find(|line| !line.text.trim().is_empty() && !line.text.trim_start().starts_with('#'))
        .map(|line| line.text.len() - line.text.trim_start_matches(' ').len())
}

/// The fields at this indent; `None` if a line is anything else.
pub(crate) fn entries(words: &str, range: Range<usize>, indent: usize) -> Option<Vec<Entry>> {
    let mut at = range.start;
    let rows: Vec<Row> = lines(&words[range])
        .map(|line| {
            let start = at;
            at += line.text.len() + line.end.len();
            let indent = line.text.len() - line.text.trim_start_matches(' ').len();
            Row { start, text: line.text, next: at, indent }
        })
        .collect();
    let mut found = Vec::new();
    let mut row = 0;
    while let Some(first) = rows.get(row) {
        if first.idle() {
            row += 1;
            continue;
        }
        if first.indent != indent || first.item() {
            return None;
        }
        let (name, colon) = key(&first.text[indent..])?;
        let colon = first.start + indent + colon;
        let rest = &words[colon..first.start + first.text.len()];
        let from = colon + rest.len() - rest.trim_start().len();
        let (entry, next) = value(words, &rows, row, (name, colon, from));
        found.push(entry);
        row = next;
    }
    Some(found)
}

/// The key of a line and the offset just after its colon.
pub(crate) fn key(line: &str) -> Option<(String, usize)> {
    let (name, colon) = match line.chars().next()? {
        quote @ ('"' | '\'') => {
            let close = line[1..].find(quote)? + 1;
            let rest = &line[close + 1..];
            let colon = close + 1 + rest.len() - rest.trim_start().len();
            (line[1..close].to_owned(), colon)
        }
        '-' | '#' | '[' | ']' | '{' | '}' | '?' | '&' | '*' | '!' | '|' | '>' | '%' | '@' | '`' => {
            return None;
        }
        _ => {
            let colon = line.match_indices(':').map(|(at, _)| at).find(|at| ends_key(line, *at))?;
            (line[..colon].trim_end().to_owned(), colon)
        }
    };
    (line[colon..].starts_with(':') && ends_key(line, colon)).then_some((name, colon + 1))
}

fn ends_key(line: &str, colon: usize) -> bool {
    line[colon + 1..].is_empty() || line[colon + 1..].starts_with([' ', '\t'])
}

fn value(words: &str, rows: &[Row], row: usize, (key, colon, from): (String, usize, usize)) -> (Entry, usize) {
    let first = &rows[row];
    let line_end = first.start + first.text.len();
    let rest = &words[from..line_end];
    let deeper = |row: &&Row| row.text.trim().is_empty() || row.indent > first.indent;
    let (to, last, children) = match rest.chars().next() {
        Some('"' | '\'' | '[' | '{') => {
            let limit = rows.last().map_or(line_end, |row| row.start + row.text.len());
            let to = from + closed(&words[from..limit]).unwrap_or(rest.trim_end().len());
            let last = rows.iter().rposition(|row| row.start < to.max(from + 1)).unwrap_or(row).max(row);
            (to, last, None)
        }
        None | Some('#' | '&' | '!') => {
            let below = rows[row + 1..]
                .iter()
                .take_while(|below| below.idle() || deeper(below) || (below.indent == first.indent && below.item()));
            // A comment below the last item, as deep as that one, belongs to the field.
            let own = |below: &&Row| !below.idle() || (below.indent > first.indent && !below.text.trim().is_empty());
            let last = row + below.collect::<Vec<_>>().iter().rposition(own).map_or(0, |at| at + 1);
            if last == row {
                (from + uncommented(rest), row, None)
            } else {
                let start = rows[row + 1].start;
                let to = rows[last].start + rows[last].text.trim_end().len();
                (to, last, Some(start..rows[last].next))
            }
        }
        Some(_) => {
            // A comment ends plain words; in a block of lines it is a line like the others.
            let block = rest.starts_with(['|', '>']);
            let goes_on = |row: &&Row| deeper(row) && (block || !row.text.trim_start().starts_with('#'));
            let below = rows[row + 1..].iter().take_while(goes_on).collect::<Vec<_>>();
            let last = row + below.iter().rposition(|below| !below.text.trim().is_empty()).map_or(0, |at| at + 1);
            let to = if last == row {
                from + uncommented(rest)
            } else {
                rows[last].start + rows[last].text.trim_end().len()
            };
            (to, last, None)
        }
    };
    let from = children.as_ref().map_or(from, |children: &Range<usize>| children.start);
    let lines = first.start..rows[last].next;
    (Entry { key, lines, value: from..to.max(from), colon, children }, last + 1)
}

/// The length of a plain value without its comment and the space before that.
fn uncommented(rest: &str) -> usize {
    let end = if rest.starts_with('#') { 0 } else { rest.find(" #").unwrap_or(rest.len()) };
    rest[..end].trim_end().len()
}

/// The length of a quoted or bracketed value that starts here, if it is closed.
fn closed(words: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quote: Option<char> = None;
    let mut opens = true;
    let mut chars = words.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match quote {
            Some('"') if c == '\\' => {
                chars.next();
            }
            Some('\'') if c == '\'' && chars.peek().is_some_and(|next| next.1 == '\'') => {
                chars.next();
            }
            Some(open) if c == open => {
                quote = None;
                opens = false;
                if depth == 0 {
                    return Some(at + c.len_utf8());
                }
            }
            Some(_) => {}
            None => match c {
                '"' | '\'' if opens => quote = Some(c),
                '[' | '{' => {
                    depth += 1;
                    opens = true;
                }
                ']' | '}' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return Some(at + 1);
                    }
                }
                ',' | ':' => opens = true,
                _ => opens = opens && c.is_whitespace(),
            },
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, expect: &[(&str, &str, &str)]) {
        let found = entries(words, 0..words.len(), 0).unwrap();
        let found: Vec<_> =
            found.iter().map(|e| (e.key.as_str(), &words[e.value.clone()], &words[e.lines.clone()])).collect();
        assert_eq!(found, expect, "{words:?}");
    }

    #[test]
    fn fields_are_found_with_their_lines() {
        check("a: b # c\n", &[("a", "b", "a: b # c\n")]);
        check("a:\nb: x\n", &[("a", "", "a:\n"), ("b", "x", "b: x\n")]);
        check("'a b': \"x # y\" # z\r\n", &[("a b", "\"x # y\"", "'a b': \"x # y\" # z\r\n")]);
        check("t:\n- a\n- b\n# c\nu: 1\n", &[("t", "- a\n- b", "t:\n- a\n- b\n"), ("u", "1", "u: 1\n")]);
        check("t:\n  - a\n\n  - b\n\nu: 1\n", &[("t", "  - a\n\n  - b", "t:\n  - a\n\n  - b\n"), ("u", "1", "u: 1\n")]);
        check(
            "t: [a,\n  'b]', it's]\nu: 1\n",
            &[("t", "[a,\n  'b]', it's]", "t: [a,\n  'b]', it's]\n"), ("u", "1", "u: 1\n")],
        );
        check("t: |\n  # x\n\n  y\nu: 1", &[("t", "|\n  # x\n\n  y", "t: |\n  # x\n\n  y\n"), ("u", "1", "u: 1")]);
        check("u: http://x.y/z#a\n", &[("u", "http://x.y/z#a", "u: http://x.y/z#a\n")]);
        check("t: a\n  b\n  # c\nu: 1\n", &[("t", "a\n  b", "t: a\n  b\n"), ("u", "1", "u: 1\n")]);
        check("t:\n  - a\n  # b\nu: 1\n", &[("t", "  - a\n  # b", "t:\n  - a\n  # b\n"), ("u", "1", "u: 1\n")]);
        check("t: \"a\n  b\"\nu: 1\n", &[("t", "\"a\n  b\"", "t: \"a\n  b\"\n"), ("u", "1", "u: 1\n")]);
    }

    #[test]
    fn what_is_no_list_of_fields_is_refused() {
        for words in ["- a\n", "just words\n", "a: 1\n  b: 2\n c\nd\n", "{a: 1}\n"] {
            assert_eq!(entries(words, 0..words.len(), 0), None, "{words:?}");
        }
    }
}
