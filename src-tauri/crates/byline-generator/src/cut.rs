//! Small pieces cut out of what programs say.

/// What stands between two marks, at the first place where both are.
pub(crate) fn between<'a>(text: &'a str, from: &str, to: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(from)?;
    Some(rest.split_once(to)?.0)
}

/// The number that follows a mark.
pub(crate) fn number_after(text: &str, mark: &str) -> Option<u32> {
    let (_, rest) = text.split_once(mark)?;
    digits(rest)
}

/// The number that a text begins with.
pub(crate) fn digits(text: &str) -> Option<u32> {
    let end = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    text.get(..end)?.parse().ok()
}

/// `path:12:3` or `path:12`: the path and the line.
pub(crate) fn place(text: &str) -> Option<(&str, u32)> {
    // On Windows a path has a colon of its own.
    let skip = if text.as_bytes().get(1) == Some(&b':') { 2 } else { 0 };
    let at = text.get(skip..)?.find(':')? + skip;
    Some((text.get(..at)?, digits(text.get(at + 1..)?)?))
}

/// `(12:3)`, as YAML readers say it: the line.
pub(crate) fn yaml_line(text: &str) -> Option<u32> {
    let (before, _) = text.trim_end().strip_suffix(')')?.rsplit_once(':')?;
    before.rsplit_once('(')?.1.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_numbers() {
        assert_eq!(place("/a/b.md:12:3"), Some(("/a/b.md", 12)));
        assert_eq!(place("C:\\a\\b.md:12"), Some(("C:\\a\\b.md", 12)));
        assert_eq!(place("a.md"), None);
        assert_eq!(place("a.md:"), None);
        assert_eq!(number_after("at line 7 column 8", "line "), Some(7));
        assert_eq!(number_after("at line x", "line "), None);
        assert_eq!(yaml_line("unexpected end (3:1)"), Some(3));
        assert_eq!(yaml_line("unexpected (end)"), None);
        assert_eq!(between("a \"b\" c", "\"", "\""), Some("b"));
    }
}
