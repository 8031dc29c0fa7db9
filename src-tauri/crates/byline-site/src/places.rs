//! Where posts are in a project that may keep them anywhere.

use std::collections::BTreeMap;

use crate::paths::{extension, file_name, inside, is_within, join, parent, stem};

/// Names of folders that usually hold posts, in small letters.
pub(crate) const USUAL: [&str; 12] = [
    "posts", "_posts", "post", "blog", "blogs", "news", "articles", "article", "journal", "writing", "weblog",
    "stories",
];

/// Names of folders of texts that are not posts.
const OTHERS: [&str; 16] = [
    "authors",
    "author",
    "team",
    "people",
    "pages",
    "page",
    "legal",
    "tags",
    "categories",
    "data",
    "i18n",
    "drafts",
    "_drafts",
    "templates",
    "archetypes",
    "scaffolds",
];

/// Languages that sites often have a folder for (ISO 639-1).
const LANGUAGES: [&str; 44] = [
    "ar", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "gl", "he", "hi", "hr", "hu",
    "id", "is", "it", "ja", "ka", "ko", "lt", "lv", "ms", "nb", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr",
    "sv", "th", "tr", "uk", "vi", "zh",
];

/// Folders looked for below the starts.
const DEEPEST: usize = 4;

fn is_text(path: &str) -> bool {
    matches!(extension(path).as_str(), "md" | "markdown" | "mdx") && !file_name(path).starts_with(['_', '.'])
}

/// The folders of posts below these starts: of the first start that has texts, those with a usual name, the fullest
/// first, or else the one with the most texts. Nothing when there are no texts.
pub(crate) fn post_folders(files: &[String], starts: &[&str]) -> Vec<String> {
    starts.iter().map(|start| below(files, start)).find(|found| !found.is_empty()).unwrap_or_default()
}

fn below(files: &[String], start: &str) -> Vec<String> {
    let texts: Vec<&str> = files.iter().map(String::as_str).filter(|path| is_text(path)).collect();
    let mut held: BTreeMap<String, usize> = BTreeMap::new();
    for rest in texts.iter().filter_map(|path| inside(path, start)) {
        let parts: Vec<&str> = rest.split('/').collect();
        for depth in 1..parts.len().min(DEEPEST + 1) {
            *held.entry(join(start, &parts[..depth].join("/"))).or_default() += 1;
        }
    }
    let is_named = |path: &str, names: &[&str]| names.contains(&file_name(path).to_ascii_lowercase().as_str());
    let mut usual: Vec<(&str, usize)> =
        held.iter().filter(|(path, _)| is_named(path, &USUAL)).map(|(path, count)| (path.as_str(), *count)).collect();
    // A usual name inside another one is merely a folder of it.
    let all: Vec<&str> = usual.iter().map(|(path, _)| *path).collect();
    usual.retain(|(path, _)| !all.iter().any(|other| other != path && is_within(path, other)));
    usual.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    if usual.is_empty() {
        // The start itself holds posts when most texts lie in it.
        let here = texts
            .iter()
            .filter(|path| {
                parent(path) == start && !crate::site::is_about_the_repository(stem(path)) && stem(path) != "index"
            })
            .count();
        let most = held
            .iter()
            .filter(|(path, _)| parent(path) == start && !is_named(path, &OTHERS))
            .max_by_key(|(path, count)| (**count, std::cmp::Reverse(path.as_str())));
        return match most {
            Some((path, count)) if *count > here => by_language(&texts, path),
            _ if here > 0 => vec![start.to_owned()],
            _ => Vec::new(),
        };
    }
    usual.into_iter().flat_map(|(path, _)| by_language(&texts, path)).collect()
}

/// The folders of the languages when a folder is divided into them, the fullest first, or else the folder.
pub(crate) fn by_language(texts: &[&str], folder: &str) -> Vec<String> {
    let mut held: BTreeMap<&str, usize> = BTreeMap::new();
    for rest in texts.iter().filter_map(|path| inside(path, folder)) {
        match rest.split_once('/') {
            Some((language, _)) if is_language(language) => *held.entry(language).or_default() += 1,
            None if stem(rest) == "index" => {}
            _ => return vec![folder.to_owned()],
        }
    }
    let mut languages: Vec<(&str, usize)> = held.into_iter().collect();
    languages.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    if languages.is_empty() {
        return vec![folder.to_owned()];
    }
    languages.into_iter().map(|(language, _)| join(folder, language)).collect()
}

/// Whether a name is a language's, such as `de` or `pt-BR`.
pub(crate) fn is_language(name: &str) -> bool {
    let (language, region) = name.split_once(['-', '_']).map_or((name, None), |(one, other)| (one, Some(other)));
    LANGUAGES.contains(&language.to_ascii_lowercase().as_str())
        && region
            .is_none_or(|region| (2..=4).contains(&region.len()) && region.bytes().all(|it| it.is_ascii_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posts_are_found_wherever_they_are() {
        let check = |files: &[&str], starts: &[&str], expect: &[&str]| {
            let files: Vec<String> = files.iter().map(|it| (*it).to_owned()).collect();
            assert_eq!(post_folders(&files, starts), expect, "{files:?}");
        };
        check(&["content/blog/a/index.md", "README.md"], &[""], &["content/blog"]);
        check(&["blog/posts/a.md", "blog/b.md"], &[""], &["blog"]);
        check(&["_posts/a.md", "news/b.mdx", "news/c.mdx"], &[""], &["news", "_posts"]);
        check(
            &["src/content/authors/a.md", "src/content/authors/b.md", "src/content/tips/c.md"],
            &["src/content"],
            &["src/content/tips"],
        );
        check(&["src/pages/posts/a.md"], &["src/content", "src/pages"], &["src/pages/posts"]);
        check(&["c/blog/en/a.md", "c/blog/de/a.md", "c/blog/de/b.md"], &["c"], &["c/blog/de", "c/blog/en"]);
        check(&["c/blog/en/a.md", "c/blog/a.md"], &["c"], &["c/blog"]);
        check(&["one.md", "two.md", "README.md"], &[""], &[""]);
        check(&["README.md", "index.md"], &[""], &[]);
        check(&["posts/_draft.md", "posts/a.txt"], &[""], &[]);
    }

    #[test]
    fn languages_are_known() {
        for (name, expect) in [("en", true), ("pt-BR", true), ("zh_Hant", true), ("my", false), ("en-2024", false)] {
            assert_eq!(is_language(name), expect, "{name}");
        }
    }
}
