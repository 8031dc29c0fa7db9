use byline_post::slug;
use jiff::civil::Date;

use crate::paths::{encoded, extension, file_name, inside, join, parent, stem};
use crate::places::is_language;
use crate::site::{Naming, Site, date_in_name};

/// How a site makes addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Permalinks {
    /// Nobody knows.
    Unknown,
    /// Jekyll: one pattern for all posts.
    Jekyll(String),
    /// Hugo: patterns for some sections; the others follow the folders.
    Hugo { patterns: Vec<(String, String)>, ugly: bool },
    /// Astro and Eleventy: the folders below this path of the site. A file of its folder's name may be the folder's page.
    Folders { below: String, twins: bool },
    /// Hexo: one pattern; the category of posts without one.
    Hexo { pattern: String, category: String },
    /// Zola: the folders, a language in the name going in front.
    Zola { keeps_dates: bool, languages: Vec<String> },
}

/// What a post's details say about its address; all of it may be absent.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known<'a> {
    /// The title.
    pub title: Option<&'a str>,
    /// The date.
    pub date: Option<Date>,
    /// `slug`: the address's last part.
    pub slug: Option<&'a str>,
    /// `permalink` or `url`: the whole path, written out.
    pub permalink: Option<&'a str>,
    /// The categories, in order.
    pub categories: &'a [String],
}

impl Site {
    /// The address a post has once it is published; nothing when the site does not say where it is, or makes
    /// addresses in a way not known here.
    pub fn address_of(&self, post: &str, known: &Known<'_>) -> Option<String> {
        let address = self.address.as_deref()?;
        Some(format!("{address}{}", self.path_of(post, known)?))
    }

    /// The part of [`Site::address_of`] that follows the site's own address; begins with a slash.
    pub fn path_of(&self, post: &str, known: &Known<'_>) -> Option<String> {
        let path = match (&self.rules.permalinks, known.permalink) {
            (Permalinks::Unknown, _) => return None,
            // What a template fills in is not known here.
            (_, Some(whole)) if whole.contains("{{") => return None,
            (_, Some(whole)) if !whole.contains(':') => whole.to_owned(),
            (Permalinks::Folders { below, twins }, _) => folders(below, *twins, inside(post, &self.rules.root)?, known),
            (Permalinks::Hexo { pattern, category }, own) => {
                let below = self.text_folders().find_map(|folder| inside(post, folder))?;
                hexo(own.unwrap_or(pattern), category, below, &self.rules.naming, known)?
            }
            (Permalinks::Zola { keeps_dates, languages }, _) => {
                zola(*keeps_dates, languages, inside(post, &self.rules.root)?, known)
            }
            (Permalinks::Jekyll(usual), own) => jekyll(own.unwrap_or(usual), inside(post, &self.rules.root)?, known)?,
            (Permalinks::Hugo { patterns, ugly }, _) => hugo(patterns, *ugly, inside(post, &self.rules.root)?, known)?,
        };
        Some(format!("/{}", encoded(path.trim_start_matches('/'))))
    }
}

/// Jekyll's named styles and placeholders (jekyllrb.com/docs/permalinks).
fn jekyll(pattern: &str, post: &str, known: &Known<'_>) -> Option<String> {
    let pattern = match pattern {
        "date" => "/:categories/:year/:month/:day/:title:output_ext",
        "pretty" => "/:categories/:year/:month/:day/:title/",
        "ordinal" => "/:categories/:year/:y_day/:title:output_ext",
        "none" => "/:categories/:title:output_ext",
        own => own,
    };
    let dated = date_in_name(post);
    let date = known.date.or(dated.map(|(date, _)| date));
    let name = dated.map_or_else(|| stem(post), |(_, rest)| rest);
    let title = known.slug.map_or_else(|| name.to_owned(), slug);
    // Folders above `_posts` are categories too.
    let folders = post.split('/').take_while(|part| *part != "_posts" && *part != "_drafts");
    let mut categories: Vec<String> = Vec::new();
    for category in folders
        .map(str::to_owned)
        .chain(known.categories.iter().filter(|name| !name.trim().is_empty()).map(|name| slug(name)))
    {
        if !category.is_empty() && !categories.contains(&category) {
            categories.push(category);
        }
    }
    filled(pattern, |placeholder| {
        Some(match placeholder {
            "categories" => categories.join("/"),
            "title" => title.clone(),
            "slug" => slug(&title),
            "name" => slug(name),
            "output_ext" => ".html".to_owned(),
            "y_day" => format!("{:03}", date?.day_of_year()),
            "i_month" => date?.month().to_string(),
            "i_day" => date?.day().to_string(),
            "short_year" => format!("{:02}", date?.year().rem_euclid(100)),
            other => dated_part(other, date?)?,
        })
    })
}

/// Hugo: the folders, or a pattern for the first of them (gohugo.io/configuration/permalinks).
fn hugo(patterns: &[(String, String)], ugly: bool, post: &str, known: &Known<'_>) -> Option<String> {
    let bundle = stem(post) == "index";
    // Which of a site's languages has a folder of its own in addresses is not known here.
    if stem(post).rsplit_once('.').is_some_and(|(_, end)| is_language(end)) {
        return None;
    }
    let (folders, name) =
        if bundle { (parent(parent(post)), parent(post).rsplit('/').next()?) } else { (parent(post), stem(post)) };
    let last = known.slug.unwrap_or(name);
    let section = folders.split('/').next().unwrap_or_default();
    let path = match patterns.iter().find(|(name, _)| name == section) {
        Some((_, pattern)) => filled(pattern, |placeholder| {
            Some(match placeholder {
                "section" => section.to_owned(),
                "sections" => folders.to_owned(),
                "filename" | "contentbasename" => name.to_owned(),
                "slugorfilename" | "slugorcontentbasename" => last.to_owned(),
                "slug" => known.slug.map(str::to_owned).or_else(|| known.title.map(slug))?,
                "title" => slug(known.title?),
                "monthname" | "weekday" | "weekdayname" => return None,
                other => dated_part(other, known.date?)?,
            })
        })?,
        None => format!("{}/{last}/", folders.trim_matches('/')),
    };
    let path = path.to_lowercase().replace(' ', "-");
    Some(if ugly && extension(&path).is_empty() { format!("{}.html", path.trim_end_matches('/')) } else { path })
}

/// A name without the date in front of it, as `2026-01-02-name`.
fn undated(name: &str) -> &str {
    date_in_name(&format!("{name}.md")).map_or(name, |(_, rest)| &name[name.len() - rest.len()..])
}

/// The folders and the name, also with a date in front of it: Eleventy's usual permalinks (11ty.dev/docs/permalinks),
/// and Astro's routes.
fn folders(start: &str, twins: bool, post: &str, known: &Known<'_>) -> String {
    let bundle = stem(post) == "index";
    let (above, name) =
        if bundle { (parent(parent(post)), file_name(parent(post))) } else { (parent(post), stem(post)) };
    let above = if twins && !bundle && file_name(above) == name { parent(above) } else { above };
    let last = known.slug.unwrap_or(name);
    let path = join(&join(start, above), last).to_lowercase().replace(' ', "-");
    if path.is_empty() { path } else { format!("{path}/") }
}

/// Hexo's placeholders (hexo.io/docs/permalinks).
fn hexo(pattern: &str, category: &str, post: &str, naming: &Naming, known: &Known<'_>) -> Option<String> {
    let dated = naming.pattern().starts_with(Naming::Dated.pattern());
    let own_name = |name| if dated { undated(name) } else { name };
    let name = known.slug.unwrap_or_else(|| own_name(stem(post)));
    let path = filled(pattern, |placeholder| {
        Some(match placeholder {
            "title" => join(parent(post), name),
            "name" => name.to_owned(),
            "post_title" => slug(known.title?),
            "category" => match known.categories {
                [] => category.to_owned(),
                some => some.iter().map(|name| slug(name)).collect::<Vec<_>>().join("/"),
            },
            "i_month" => known.date?.month().to_string(),
            "i_day" => known.date?.day().to_string(),
            other => dated_part(other, known.date?)?,
        })
    })?;
    Some(path)
}

/// The folders and the name, without a date in front (getzola.org/documentation/content/page).
fn zola(keeps_dates: bool, languages: &[String], post: &str, known: &Known<'_>) -> String {
    let split = |name: &'_ str| -> (String, String) {
        match name.rsplit_once('.').filter(|(_, end)| languages.iter().any(|it| it == end)) {
            Some((name, language)) => (name.to_owned(), language.to_owned()),
            None => (name.to_owned(), String::new()),
        }
    };
    let (own, language) = split(stem(post));
    let (above, name) =
        if own == "index" { (parent(parent(post)), file_name(parent(post)).to_owned()) } else { (parent(post), own) };
    let dated = name.get(10..11).is_some_and(|after| matches!(after, "-" | "_"))
        && name.get(..10).is_some_and(|date| date.parse::<Date>().is_ok());
    let name = if dated && !keeps_dates { name.get(11..).unwrap_or(&name) } else { &name };
    let above: Vec<String> = above.split('/').filter(|part| !part.is_empty()).map(slug).collect();
    format!("{}/", join(&join(&language, &above.join("/")), &known.slug.map_or_else(|| slug(name), str::to_owned)))
}

fn dated_part(placeholder: &str, date: Date) -> Option<String> {
    Some(match placeholder {
        "year" => format!("{:04}", date.year()),
        "month" => format!("{:02}", date.month()),
        "day" => format!("{:02}", date.day()),
        "yearday" => date.day_of_year().to_string(),
        _ => return None,
    })
}

/// Fills in a pattern; nothing when a placeholder is not known. Empty ones leave no doubled slash.
fn filled(pattern: &str, value: impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once(':') {
        out.push_str(before);
        let end = after.find(|letter: char| !letter.is_ascii_lowercase() && letter != '_').unwrap_or(after.len());
        out.push_str(&value(&after[..end])?);
        rest = &after[end..];
    }
    out.push_str(rest);
    while out.contains("//") {
        out = out.replace("//", "/");
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{InMemory, understand};

    #[test]
    fn jekyll_addresses() {
        let check = |config: &str, post: &str, known: &Known<'_>, expect: &str| {
            let config = format!("url: https://a.org\nbaseurl: /b\n{config}");
            let site = understand(&InMemory::new([("_config.yml", config.as_str())]));
            assert_eq!(site.address_of(post, known).as_deref(), Some(expect));
        };
        let post = "_posts/2017-08-24-aws-summit.md";
        let none = Known::default();
        check("", post, &none, "https://a.org/b/2017/08/24/aws-summit.html");
        check("permalink: pretty", "news/_posts/2017-08-24-a.md", &none, "https://a.org/b/news/2017/08/24/a/");
        check("permalink: /:title/", post, &none, "https://a.org/b/aws-summit/");
        let known = Known {
            date: Some(Date::constant(2020, 1, 2)),
            slug: Some("Other Name"),
            categories: &["Big News".to_owned()],
            ..none
        };
        check("", post, &known, "https://a.org/b/big-news/2020/01/02/other-name.html");
        check("", post, &Known { permalink: Some("/x/"), ..none }, "https://a.org/b/x/");
    }

    #[test]
    fn hugo_addresses() {
        let check = |config: &str, post: &str, known: &Known<'_>, expect: Option<&str>| {
            let config = format!("baseURL = 'https://a.org/'\n{config}");
            let site = understand(&InMemory::new([("hugo.toml", config.as_str())]));
            assert_eq!(site.address_of(post, known).as_deref(), expect);
        };
        let none = Known::default();
        check("", "content/posts/A b.md", &none, Some("https://a.org/posts/a-b/"));
        check("", "content/posts/a/index.md", &none, Some("https://a.org/posts/a/"));
        check("", "content/posts/a.de.md", &none, None);
        check("", "content/posts/a/index.pt-BR.md", &none, None);
        check("uglyURLs = true", "content/posts/a.md", &none, Some("https://a.org/posts/a.html"));
        let dated = Known { date: Some(Date::constant(2020, 1, 2)), title: Some("My title"), ..none };
        let pattern = "[permalinks]\nposts = '/:year/:month/:slug/'";
        check(pattern, "content/posts/a.md", &dated, Some("https://a.org/2020/01/my-title/"));
        check(pattern, "content/posts/a.md", &none, None);
    }

    #[test]
    fn a_plain_folder_has_no_addresses() {
        let site = understand(&InMemory::new([("a.md", "# A")]));
        assert_eq!(site.address_of("a.md", &Known::default()), None);
    }
}
