//! Hugo: the folders, or a pattern for the first of them (gohugo.io/configuration/permalinks).

use super::pattern::{dated_part, filled, is_mark, month, weekday, without_accent};
use super::{Known, folder_and_name};
use crate::paths::{extension, inside, join, parent, stem};

/// What a Hugo site says about addresses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Hugo {
    /// Patterns for some sections; the others follow the folders.
    pub(crate) patterns: Vec<(String, String)>,
    pub(crate) ugly: bool,
    /// Whether capital letters stay.
    pub(crate) keeps_case: bool,
    /// Whether `é` becomes `e`.
    pub(crate) drops_accents: bool,
    /// The folder of texts in no language's own folder.
    pub(crate) content: String,
    pub(crate) languages: Vec<Language>,
}

/// One of a site's languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Language {
    pub(crate) name: String,
    /// Its own folder of texts.
    pub(crate) content: Option<String>,
    /// What stands in front of its addresses.
    pub(crate) prefix: String,
}

impl Hugo {
    /// The path of a post below the site.
    pub(super) fn path(&self, post: &str, known: &Known) -> Option<String> {
        let own = self.languages.iter().find(|one| one.content.as_deref().is_some_and(|it| inside(post, it).is_some()));
        let content = own.and_then(|one| one.content.as_deref()).unwrap_or(&self.content);
        let below = inside(post, content)?;
        let (below, ending) = self.without_language(below);
        // Texts that say nothing are of the main language.
        let language = ending.or(own).or(self.languages.first());
        let prefix = language.map_or("", |language| language.prefix.as_str());
        Some(join(prefix, self.in_language(&below, known)?.trim_start_matches('/')))
    }

    /// A path without the language at the end of its name, and the language.
    fn without_language(&self, post: &str) -> (String, Option<&Language>) {
        let split = stem(post).rsplit_once('.');
        let found = split.and_then(|(name, end)| {
            Some((name, self.languages.iter().find(|language| language.name.eq_ignore_ascii_case(end))?))
        });
        match found {
            Some((name, language)) => (join(parent(post), &format!("{name}.{}", extension(post))), Some(language)),
            None => (post.to_owned(), None),
        }
    }

    fn in_language(&self, post: &str, known: &Known) -> Option<String> {
        if let Some(whole) = known.text("url") {
            // Newer ones may have places.
            return (!whole.contains(':')).then_some(whole);
        }
        let (folders, name) = folder_and_name(post);
        let slug = known.text("slug");
        let section = folders.split('/').next().unwrap_or_default();
        let pattern = self.patterns.iter().find(|(name, _)| name == section);
        let path = if let Some((_, pattern)) = pattern {
            let path = self.by_pattern(pattern, (folders, name), slug.as_deref(), known)?;
            if self.keeps_case { path } else { path.to_lowercase() }
        } else {
            let folders: Vec<String> = folders.split('/').map(|folder| self.named(folder)).collect();
            format!("{}/", join(&folders.join("/"), &self.named(slug.as_deref().unwrap_or(name))))
        };
        let plain = extension(&path) != "html";
        Some(if self.ugly && plain { format!("{}.html", path.trim_end_matches('/')) } else { path })
    }

    fn by_pattern(
        &self,
        pattern: &str,
        (folders, name): (&str, &str),
        slug: Option<&str>,
        known: &Known,
    ) -> Option<String> {
        let section = folders.split('/').next().unwrap_or_default();
        // Plus signs are read as spaces on the way.
        let part = |text: &str| self.named(&self.named(text).replace('+', " "));
        filled(pattern, |placeholder| {
            Some(match placeholder {
                "section" => part(section),
                // Which of the folders further down are sections is not known here.
                "sections" => (section == folders).then(|| part(section))?,
                "filename" | "contentbasename" => part(name),
                "slugorfilename" | "slugorcontentbasename" => part(slug.unwrap_or(name)),
                "slug" => part(slug.or(known.title.as_deref())?),
                "title" => part(known.title.as_deref()?),
                "monthname" => month(known.date?).to_owned(),
                "weekdayname" => weekday(known.date?).to_owned(),
                "weekday" => known.date?.weekday().to_sunday_zero_offset().to_string(),
                "yearday" => known.date?.day_of_year().to_string(),
                other => dated_part(other, known.date?)?,
            })
        })
    }

    /// A name as Hugo has it in addresses: spaces are hyphens, and signs but a few are left out.
    fn named(&self, text: &str) -> String {
        let mut out = String::new();
        let mut gap = false;
        for letter in text.chars() {
            let stays = letter.is_alphanumeric() || is_mark(letter) || "._#+~-@".contains(letter);
            if stays {
                if gap && letter != '-' && !out.ends_with('-') {
                    out.push('-');
                }
                gap = false;
                out.push(letter);
            } else if letter.is_whitespace() {
                gap = !out.is_empty();
            }
        }
        if self.drops_accents {
            out = out.chars().flat_map(without_accent).collect();
        }
        if self.keeps_case { out } else { out.to_lowercase() }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use super::*;
    use crate::{InMemory, understand};

    fn check(config: &str, post: &str, details: &str, expect: Option<&str>) {
        let config = format!("baseURL = 'https://a.org/'\n{config}");
        let site = understand(&InMemory::new([("hugo.toml", config.as_str()), (post, details)]));
        let dated = details.contains("date").then_some(Date::constant(2020, 1, 2));
        let known = Known::from(details, dated);
        assert_eq!(site.address_of(post, &known).as_deref(), expect, "{config} {post}");
    }

    #[test]
    fn addresses() {
        check("", "content/posts/A b.md", "", Some("https://a.org/posts/a-b/"));
        check("", "content/posts/a/index.md", "", Some("https://a.org/posts/a/"));
        check("uglyURLs = true", "content/posts/a.md", "", Some("https://a.org/posts/a.html"));
        let pattern = "[permalinks]\nposts = '/:year/:month/:slug/'";
        let details = "+++\ntitle = 'My title'\ndate = 2020-01-02\n+++\n";
        check(pattern, "content/posts/a.md", details, Some("https://a.org/2020/01/my-title/"));
        check(pattern, "content/posts/a.md", "", None);
        check("[permalinks]\nposts = '/:sections[1:]/'", "content/posts/a.md", "", None);
        check("", "content/posts/a.md", "+++\nurl = '/X/y/'\n+++\n", Some("https://a.org/X/y/"));
    }

    #[test]
    fn languages_stand_in_front() {
        let two = "defaultContentLanguage = 'en'\n[languages.de]\nweight = 2\n[languages.en]\nweight = 1\n";
        check(two, "content/posts/a.md", "", Some("https://a.org/posts/a/"));
        check(two, "content/posts/a.de.md", "", Some("https://a.org/de/posts/a/"));
        check(two, "content/posts/a/index.de.md", "", Some("https://a.org/de/posts/a/"));
        check(two, "content/posts/a.fr.md", "", Some("https://a.org/posts/a.fr/"));
        check("", "content/posts/a.de.md", "", Some("https://a.org/posts/a.de/"));
        let all = format!("defaultContentLanguageInSubdir = true\n{two}");
        check(&all, "content/posts/a.md", "", Some("https://a.org/en/posts/a/"));
        let apart = "[languages.en]\ncontentDir = 'content/en'\n[languages.de]\ncontentDir = 'content/de'\n";
        check(apart, "content/en/posts/a.md", "", Some("https://a.org/posts/a/"));
        check(apart, "content/de/posts/a.md", "", Some("https://a.org/de/posts/a/"));
    }
}
