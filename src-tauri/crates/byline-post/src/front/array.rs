//! A list in brackets, laid out as the one that stood there.

use crate::lines::lines;

/// The items, already written, in the old list's layout: on one line, or an item a line with its comment.
pub(super) fn array(old: &str, items: &[String]) -> String {
    let rows: Vec<_> = lines(old).collect();
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
        return format!("[{}]", items.join(", "));
    };
    // An item a line: nothing stands beside the brackets.
    if rows.len() < 3 || items.is_empty() || first.text.trim() != "[" || last.text.trim() != "]" {
        let tight = old.contains("\",\"") || old.contains("','");
        let space = if old.starts_with("[ ") && !items.is_empty() { " " } else { "" };
        return format!("[{space}{}{space}]", items.join(if tight { "," } else { ", " }));
    }
    let held = &rows[1..rows.len() - 1];
    let model = held.iter().find(|row| !idle(row.text)).unwrap_or(first);
    let pad = &model.text[..model.text.len() - model.text.trim_start().len()];
    let trailing = held.iter().rfind(|row| !idle(row.text)).is_some_and(|row| uncommented(row.text).ends_with(','));
    let mut out = format!("{}{}", first.text, first.end);
    let mut from = 0;
    for (at, item) in items.iter().enumerate() {
        let comma = if at + 1 < items.len() || trailing { "," } else { "" };
        let found = held[from..].iter().position(|row| uncommented(row.text).trim_end_matches(',').trim_end() == item);
        if let Some(found) = found {
            for row in held[from..from + found].iter().filter(|row| idle(row.text)) {
                out.push_str(row.text);
                out.push_str(row.end);
            }
            let row = held[from + found];
            let after = row.text.trim_start()[item.len()..].trim_start();
            let rest = &row.text[row.text.len() - after.len()..];
            let rest = rest.strip_prefix(',').unwrap_or(rest);
            let rest = if rest.starts_with('#') { format!(" {rest}") } else { rest.to_owned() };
            let lead = &row.text[..row.text.len() - row.text.trim_start().len()];
            out.extend([lead, item, comma, rest.trim_end(), row.end]);
            from += found + 1;
        } else {
            out.extend([pad, item, comma, first.end]);
        }
    }
    for row in held[from..].iter().filter(|row| idle(row.text)) {
        out.push_str(row.text);
        out.push_str(row.end);
    }
    out.push_str(last.text);
    out
}

fn idle(text: &str) -> bool {
    text.trim().is_empty() || text.trim_start().starts_with('#')
}

/// The row's words without the comment after them.
fn uncommented(text: &str) -> &str {
    text.find(" #").map_or(text, |at| &text[..at]).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_keep_their_layout() {
        let check = |old: &str, items: &[&str], expect: &str| {
            let items: Vec<String> = items.iter().map(|item| (*item).to_owned()).collect();
            assert_eq!(array(old, &items), expect, "{old:?}");
        };
        check("", &["'a'"], "['a']");
        check("[ 'a' ]", &["'b'", "'c'"], "[ 'b', 'c' ]");
        check("['a','b']", &["'b'", "'c'"], "['b','c']");
        check("[a,\n  b]", &["x"], "[x]");
        check(
            "[\n  'a', # one\n  # two\n  'b'\n]",
            &["'a'", "'b'", "'c'"],
            "[\n  'a', # one\n  # two\n  'b',\n  'c'\n]",
        );
        check("[\r\n\t'a',\r\n\t'b',\r\n]", &["'b'"], "[\r\n\t'b',\r\n]");
        check("[\n  'a',\n  'b'\n]", &["'c'", "'a'"], "[\n  'c',\n  'a'\n]");
        check("[\n  'a'\n]", &[], "[]");
    }
}
