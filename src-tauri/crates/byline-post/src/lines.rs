//! Lines and their endings: LF text for the editor, the original endings for the file.

use std::collections::HashMap;

/// One line: its words and the ending it has in the file (`""` only for a last line).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Line<'a> {
    pub(crate) text: &'a str,
    pub(crate) end: &'a str,
}

/// Above this many cells the line comparison uses landmarks instead of a table.
const TABLE_CELLS: usize = 1_000_000;

/// Splits at LF, CRLF and lone CR. Text that ends in a line ending has no empty line after it.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (line, after) = match rest.bytes().position(|byte| matches!(byte, b'\n' | b'\r')) {
            None => (Line { text: rest, end: "" }, ""),
            Some(at) => {
                let len = if rest[at..].starts_with("\r\n") { 2 } else { 1 };
                (Line { text: &rest[..at], end: &rest[at..at + len] }, &rest[at + len..])
            }
        };
        rest = after;
        Some(line)
    })
}

/// The same text with every line ending as LF.
pub(crate) fn to_lf(text: &str) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

/// The line ending that most lines have; LF when there is none or a tie with it.
pub(crate) fn prevailing(text: &str) -> &'static str {
    let (mut lf, mut crlf, mut cr) = (0_usize, 0_usize, 0_usize);
    for line in lines(text) {
        match line.end {
            "\n" => lf += 1,
            "\r\n" => crlf += 1,
            "\r" => cr += 1,
            _ => {}
        }
    }
    if crlf > lf && crlf >= cr {
        "\r\n"
    } else if cr > lf {
        "\r"
    } else {
        "\n"
    }
}

/// Writes the LF text `new` in the place of `old`, with the endings of `old` for the lines that are still there and for
/// the lines that replace one line each; other lines take `prevailing`.
pub(crate) fn rewrite(old: &str, new: &str, prevailing: &str) -> String {
    let new = to_lf(new);
    let before: Vec<Line> = lines(old).collect();
    let after: Vec<Line> = lines(&new).collect();
    let mut out = String::with_capacity(new.len() + new.len() / 32);
    for (line, kept) in after.iter().zip(partners(&before, &after)) {
        out.push_str(line.text);
        if !line.end.is_empty() {
            let end = kept.and_then(|at| before.get(at)).map_or("", |line| line.end);
            let end = if end.is_empty() { prevailing } else { end };
            // After a lone CR an empty line's LF would end the line before.
            out.push_str(if end == "\n" && line.text.is_empty() && out.ends_with('\r') { "\r\n" } else { end });
        }
    }
    out
}

/// For each new line the old line whose ending it takes over.
fn partners(before: &[Line], after: &[Line]) -> Vec<Option<usize>> {
    let same = before.iter().zip(after).take_while(|(a, b)| a.text == b.text).count();
    let tail =
        before[same..].iter().rev().zip(after[same..].iter().rev()).take_while(|(a, b)| a.text == b.text).count();
    let (old, new) = (&before[same..before.len() - tail], &after[same..after.len() - tail]);
    let mut found: Vec<Option<usize>> = (0..same).map(Some).collect();
    let uniform = before.windows(2).all(|pair| pair[0].end == pair[1].end || pair[1].end.is_empty());
    let matches = if uniform { Vec::new() } else { common(old, new) };
    let (mut at_old, mut at_new) = (0, 0);
    for (o, n) in matches.into_iter().chain([(old.len(), new.len())]) {
        // Between two unchanged lines, replaced lines are paired in order.
        for step in 0..n - at_new {
            found.push((at_old + step < o).then_some(same + at_old + step));
        }
        if n < new.len() {
            found.push(Some(same + o));
        }
        (at_old, at_new) = (o + 1, n + 1);
    }
    found.extend((before.len() - tail..before.len()).map(Some));
    found
}

/// Pairs of equal lines, ascending on both sides.
fn common(old: &[Line], new: &[Line]) -> Vec<(usize, usize)> {
    if old.len().saturating_mul(new.len()) > TABLE_CELLS {
        return landmarks(old, new);
    }
    let width = new.len() + 1;
    let mut table = vec![0_u32; (old.len() + 1) * width];
    for o in (0..old.len()).rev() {
        for n in (0..new.len()).rev() {
            table[o * width + n] = if old[o].text == new[n].text {
                table[(o + 1) * width + n + 1] + 1
            } else {
                table[(o + 1) * width + n].max(table[o * width + n + 1])
            };
        }
    }
    let (mut o, mut n, mut pairs) = (0, 0, Vec::new());
    while o < old.len() && n < new.len() {
        if old[o].text == new[n].text {
            pairs.push((o, n));
            o += 1;
            n += 1;
        } else if table[(o + 1) * width + n] >= table[o * width + n + 1] {
            o += 1;
        } else {
            n += 1;
        }
    }
    pairs
}

/// For very large changes: lines that occur once in the old text, in ascending order.
fn landmarks(old: &[Line], new: &[Line]) -> Vec<(usize, usize)> {
    let mut once: HashMap<&str, Option<usize>> = HashMap::new();
    for (at, line) in old.iter().enumerate() {
        once.entry(line.text).and_modify(|seen| *seen = None).or_insert(Some(at));
    }
    let mut from = 0;
    let mut pairs = Vec::new();
    for (n, line) in new.iter().enumerate() {
        if let Some(Some(o)) = once.get(line.text).copied()
            && o >= from
        {
            pairs.push((o, n));
            from = o + 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(old: &str, new: &str, expect: &str) {
        assert_eq!(rewrite(old, new, prevailing(old)), expect, "{old:?} -> {new:?}");
    }

    #[test]
    fn lines_keep_their_endings() {
        check("a\r\nb\nc\rd", "a\nb\nc\nd", "a\r\nb\nc\rd");
        check("a\r\nb\r\n", "a\nnew\nb\n", "a\r\nnew\r\nb\r\n");
        check("a\r\nb\nc\r\n", "a\nB\nc\n", "a\r\nB\nc\r\n");
        check("a\r\nb\nc\r\n", "b\nc\n", "b\nc\r\n");
        check("a\nb\r\nc\r\nd\n", "a\nx\ny\nc\nd\n", "a\nx\r\ny\nc\r\nd\n");
        check("a\r\nb", "a\nb\nc", "a\r\nb\r\nc");
        check("a\r\nb", "a\nb\n", "a\r\nb\r\n");
        check("", "x\ny\n", "x\ny\n");
        check("a\n\n\n", "", "");
        check("a\rb", "a\n\nb\n", "a\r\rb\r");
        check("a\rb\nc\nd\n", "a\n\nc\nd\n", "a\r\r\nc\nd\n");
    }

    #[test]
    fn the_prevailing_ending_is_the_most_frequent() {
        for (text, expect) in [("", "\n"), ("a", "\n"), ("a\r\nb\r\nc\n", "\r\n"), ("a\rb\r", "\r"), ("a\r\nb\n", "\n")]
        {
            assert_eq!(prevailing(text), expect, "{text:?}");
        }
    }

    #[test]
    fn a_very_large_change_keeps_the_lines_it_does_not_touch() {
        let old = crate::random::repeated(3000, |n| format!("line {n}{}", if n % 3 == 0 { "\r\n" } else { "\n" }));
        let body = to_lf(&old);
        let new = format!("first\n{body}last\n");
        assert_eq!(rewrite(&old, &new, "\n"), format!("first\n{old}last\n"));
    }
}
