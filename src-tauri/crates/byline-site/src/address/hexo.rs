//! Hexo's placeholders (hexo.io/docs/permalinks).

use super::Known;
use super::pattern::{dated_part, filled, without_accent};
use crate::paths::{file_name, join, parent, stem};
use crate::site::Naming;

/// Signs that a name does not keep, besides spaces.
const SIGNS: &str = "~`!@#$%^&*()-_+=[]{}|\\;:\"'<>,.?/";

/// The path of a post below the site.
pub(super) fn path(usual: &str, category: &str, post: &str, names: &Naming, known: &Known) -> Option<String> {
    let own = known.text("permalink");
    let pattern = own.as_deref().unwrap_or(usual);
    let whole = join(parent(post), stem(post));
    // A file whose name is not as the site names them gets one that is made plain.
    let read = read(names.pattern(), &whole).map_or_else(|| named(&whole), str::to_owned);
    let title = if names.pattern() == Naming::Slug.pattern() { whole } else { read };
    filled(pattern, |placeholder| {
        Some(match placeholder {
            "title" => title.clone(),
            "name" => file_name(&title).to_owned(),
            "post_title" => named(known.title.as_deref()?).to_lowercase(),
            "category" => match known.texts("categories").as_slice() {
                [] => category.to_owned(),
                some => some.iter().map(|name| named(name)).collect::<Vec<_>>().join("/"),
            },
            other => dated_part(other, known.date?)?,
        })
    })
}

/// A title or a category as Hexo names it: without accents, and with hyphens for signs and spaces.
fn named(text: &str) -> String {
    let plain: String = text.chars().flat_map(without_accent).collect();
    let parts = plain.split(|letter: char| letter.is_whitespace() || letter.is_control() || SIGNS.contains(letter));
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

/// The title in a name that is as the pattern says.
fn read<'a>(pattern: &str, name: &'a str) -> Option<&'a str> {
    let (before, after) = pattern.split_once("{slug}")?;
    let mut rest = name.strip_suffix(after)?;
    let mut wanted = before;
    while let Some(letter) = wanted.chars().next() {
        let place =
            [("{year}", 4), ("{month}", 2), ("{day}", 2)].into_iter().find(|(place, _)| wanted.starts_with(place));
        let (wants, has) = if let Some((place, digits)) = place {
            let number = rest.get(..digits)?;
            number.bytes().all(|byte| byte.is_ascii_digit()).then_some(())?;
            (place.len(), digits)
        } else {
            rest.starts_with(letter).then_some(())?;
            (letter.len_utf8(), letter.len_utf8())
        };
        (wanted, rest) = (wanted.get(wants..)?, rest.get(has..)?);
    }
    (!rest.is_empty()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_read_from_names() {
        for (pattern, name, expect) in [
            ("{year}-{month}-{day}-{slug}", "2026-01-02-a-b", Some("a-b")),
            ("{year}/{slug}", "2026/a", Some("a")),
            ("{slug}/index", "a/index", Some("a")),
            ("{year}-{slug}", "about", None),
            ("{year}-{slug}", "2026-", None),
        ] {
            assert_eq!(read(pattern, name), expect);
        }
    }

    #[test]
    fn names_keep_their_letters() {
        for (text, expect) in [
            ("Big News", "Big-News"),
            ("Über", "Uber"),
            (" C++ & 1.5! ", "C-1-5"),
            ("日本 語", "日本-語"),
            ("“A”", "“A”"),
        ] {
            assert_eq!(named(text), expect);
        }
    }
}
