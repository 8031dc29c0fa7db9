//! A new field is spaced as the fields beside it are.

/// How a field is spaced: the width of its key, and the space before and after the mark between key and value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spaced<'a> {
    pub(super) key: usize,
    pub(super) before: &'a str,
    pub(super) after: &'a str,
}

impl<'a> Spaced<'a> {
    /// From a key with the space after it, such as `title  `, and what follows the mark up to the value.
    pub(super) fn new(key: &'a str, after: &'a str) -> Self {
        let name = key.trim_end();
        Self { key: name.chars().count(), before: &key[name.len()..], after }
    }

    fn mark(self) -> usize {
        self.key + self.before.len()
    }

    fn value(self) -> usize {
        self.mark() + 1 + self.after.len()
    }
}

/// The space before and after the mark of a new key of this width. Where marks or values stand below each other, the
/// new one stands there as well; otherwise it is what most fields have.
pub(super) fn space(beside: &[Spaced], key: usize, usual: (&str, &str)) -> (String, String) {
    let uneven = beside.iter().any(|field| field.key != beside[0].key);
    let below = |columns: Vec<usize>| {
        let first = *columns.first()?;
        (uneven && columns.iter().all(|column| *column == first)).then_some(first)
    };
    let before = match below(beside.iter().map(|field| field.mark()).collect()) {
        Some(column) => " ".repeat(column.saturating_sub(key).max(usual.0.len())),
        None => most(&beside.iter().map(|field| field.before)).unwrap_or(usual.0).to_owned(),
    };
    let after = match below(beside.iter().map(|field| field.value()).collect()) {
        Some(column) => " ".repeat(column.saturating_sub(key + before.len() + 1).max(1)),
        None => most(&beside.iter().map(|field| field.after)).unwrap_or(usual.1).to_owned(),
    };
    (before, after)
}

/// The most frequent one; of two as frequent the first.
fn most<'a>(all: &(impl Iterator<Item = &'a str> + Clone)) -> Option<&'a str> {
    let count = |word: &str| all.clone().filter(|other| *other == word).count();
    all.clone().fold(None, |best: Option<&str>, word| match best {
        Some(best) if count(best) >= count(word) => Some(best),
        _ => Some(word),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_field_is_spaced_as_most_are() {
        let check = |fields: &[(&str, &str)], key: usize, expect: (&str, &str)| {
            let beside: Vec<Spaced> = fields.iter().map(|(key, after)| Spaced::new(key, after)).collect();
            let found = space(&beside, key, ("", " "));
            assert_eq!((found.0.as_str(), found.1.as_str()), expect, "{fields:?}");
        };
        check(&[], 4, ("", " "));
        check(&[("title", " "), ("date", " ")], 4, ("", " "));
        check(&[("title", "  "), ("date", "  "), ("x", " ")], 4, ("", "  "));
        check(&[("title", "     "), ("date", "      ")], 6, ("", "    "));
        check(&[("title", "     "), ("date", "      ")], 16, ("", " "));
        check(&[("title ", " "), ("date  ", " ")], 3, ("   ", " "));
        check(&[("title ", " "), ("date ", " ")], 3, (" ", " "));
        check(&[("title", "")], 3, ("", ""));
    }
}
