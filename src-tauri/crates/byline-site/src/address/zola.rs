//! Zola: the folders and the name, without a date in front (getzola.org/documentation/content/page).

use jiff::civil::Date;

use super::Known;
use crate::paths::{file_name, join, parent, stem};

/// The path of a post below the site. `plain` says that names are spelt in plain letters.
pub(super) fn path(keeps_dates: bool, plain: bool, languages: &[String], post: &str, known: &Known) -> String {
    let (own, language) = match stem(post).rsplit_once('.').filter(|(_, end)| languages.iter().any(|it| it == end)) {
        Some((name, language)) => (name, language),
        None => (stem(post), ""),
    };
    if let Some(whole) = known.text("path") {
        return format!("{}/", join(language, whole.trim_matches('/')));
    }
    let (above, name) =
        if own == "index" { (parent(parent(post)), file_name(parent(post))) } else { (parent(post), own) };
    let name = if keeps_dates { name } else { undated(name) };
    let slug = known.text("slug");
    let named = |part: &str| if plain { slugged(part) } else { part.to_owned() };
    let above: Vec<String> = above.split('/').filter(|part| !part.is_empty()).map(named).collect();
    format!("{}/", join(&join(language, &above.join("/")), &named(slug.as_deref().unwrap_or(name))))
}

/// A name without the day in front of it, which may be a moment too.
fn undated(name: &str) -> &str {
    let dated = name.get(..10).is_some_and(|date| date.parse::<Date>().is_ok());
    let after = name.get(10..).filter(|_| dated).unwrap_or_default();
    let rest = match after.as_bytes().first() {
        Some(b'T') => after.find(['-', '_']).and_then(|at| after.get(at + 1..)),
        Some(b'-' | b'_') => after.get(1..),
        _ => None,
    };
    rest.map(str::trim_start).filter(|rest| !rest.is_empty()).unwrap_or(name)
}

/// A name in small Latin letters and digits, with single hyphens for all the rest.
fn slugged(name: &str) -> String {
    let latin = deunicode::deunicode(name).to_ascii_lowercase();
    let parts = latin.split(|letter: char| !letter.is_ascii_alphanumeric());
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        let check = |post: &str, details: &str, expect: &str| {
            let languages = ["fr".to_owned()];
            assert_eq!(path(false, true, &languages, post, &Known::from(details, None)), expect, "{post}");
        };
        check("blog/One Two.md", "", "blog/one-two/");
        check("blog/what's new?.md", "", "blog/what-s-new/");
        check("blog/Über uns/index.md", "", "blog/uber-uns/");
        check("blog/2026-01-02-one.md", "", "blog/one/");
        check("blog/2026-01-02T10:00:00Z-one.md", "", "blog/one/");
        check("blog/2026-01-02_one/index.md", "", "blog/one/");
        check("blog/one.fr.md", "", "fr/blog/one/");
        check("blog/one.md", "+++\nslug = \"Other One\"\n+++\n", "blog/other-one/");
        check("blog/one.md", "+++\npath = \"else/where\"\n+++\n", "else/where/");
        assert_eq!(path(true, false, &[], "blog/2026-01-02-É.md", &Known::default()), "blog/2026-01-02-É/");
    }
}
