//! YAML texts of several lines.

/// A longer folded text stays folded; a shorter one fits on the name's line.
const LONG: usize = 90;

/// A text of several lines below its name, the way the old one stood there if it did. `None` where it cannot be or need
/// not be.
pub(super) fn block_like(old: &str, text: &str, indent: usize, end: &str) -> Option<String> {
    let folded = old.starts_with('>');
    let wanted = text.contains('\n') || old.starts_with('|') || (folded && text.len() > LONG);
    let words = text.trim_end_matches('\n');
    if !wanted || !is_able(words, folded) {
        return None;
    }
    let chomp = match text.len() - words.len() {
        0 => "-",
        1 => "",
        _ => return None,
    };
    let pad = " ".repeat(indent + 2);
    let mut out = format!("{}{chomp}", if folded { '>' } else { '|' });
    let mut above: Option<&str> = None;
    for line in words.split('\n') {
        // Folding takes one line break out of each run of them.
        if folded && above.is_some_and(|above| !above.is_empty()) {
            out.push_str(end);
        }
        above = Some(line);
        out.push_str(end);
        if !line.is_empty() {
            out.push_str(&pad);
            out.push_str(line);
        }
    }
    Some(out)
}

/// Whether these words may stand below their name. The first line tells the indent, and a folded line with a space in
/// front is not folded.
fn is_able(words: &str, folded: bool) -> bool {
    let outlaw = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}');
    let blank = |line: &str| !line.is_empty() && line.trim().is_empty();
    let indented = |line: &str| line.starts_with([' ', '\t']);
    !(words.is_empty()
        || words.starts_with(['\n', ' ', '\t'])
        || words.contains(outlaw)
        || words.split('\n').any(blank)
        || (folded && words.split('\n').any(indented)))
}
