//! What front matter that cannot be read most likely says: its lines, one by one, as a person reads them.

use super::{dates, settled};
use crate::details::{Details, Source, Told};
use crate::lines;

/// Fills title, date and author with what lines such as `title: Foo: bar` say, as guesses.
pub(super) fn guess(front: &str, details: &mut Details, file_name: &str) {
    for line in lines::lines(front) {
        let Some((name, value)) = line.text.split_once([':', '=']) else { continue };
        let value = value.trim().trim_matches(['"', '\'', '“', '”', '„', '‘', '’']).trim();
        if value.is_empty() || value.starts_with(['{', '[', '|', '>', '&', '*', '!']) {
            continue;
        }
        let words = || Some(Told { value: value.to_owned(), source: Source::Unsure });
        match name.trim_end().to_lowercase().as_str() {
            "title" if details.title.is_none() => details.title = words(),
            "author" if details.author.is_none() => details.author = words(),
            "date" if details.date.is_none() => {
                let found =
                    dates::first_in(value).map(|found| settled(found.date, found.or, file_name, Source::Unsure));
                details.date = found.map(|date| Told { source: Source::Unsure, ..date });
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Post, Source};

    #[test]
    fn details_that_cannot_be_read_are_guessed_line_by_line() {
        let check = |front: &str, expect: (&str, Option<&str>, Option<&str>)| {
            let post = Post::parse(format!("---\n{front}\n---\n\nWords.\n").as_bytes(), "some-name.md").unwrap();
            let details = post.details();
            assert!(details.problem.is_some(), "{front}");
            let title = details.title.as_ref().unwrap();
            let date = details.date.as_ref().map(|date| date.value.to_string());
            let author = details.author.as_ref().map(|author| author.value.as_str());
            assert_eq!((title.value.as_str(), date.as_deref(), author), expect, "{front}");
            assert!(title.source.is_guess() && details.date.as_ref().is_none_or(|date| date.source == Source::Unsure));
        };
        check("title: Foo: bar\ndate: 2021-03-04\nauthor: Ann", ("Foo: bar", Some("2021-03-04"), Some("Ann")));
        check("title: \"Never closed\ndate: 4 March 2021", ("Never closed", Some("2021-03-04"), None));
        check("Title: A: b\n\tauthor: Not this\ndate: soon", ("A: b", None, None));
        check("tags: [a\nlayout: post: x", ("Some name", None, None));
    }
}
