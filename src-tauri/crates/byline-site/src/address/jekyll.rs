//! Jekyll's named styles and placeholders (jekyllrb.com/docs/permalinks).

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::Known;
use super::pattern::{dated_part, filled, is_mark, month, weekday};
use crate::paths::{is_within, stem};
use crate::site::date_in_name;

/// What a Jekyll site says about addresses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Jekyll {
    /// The pattern of all posts.
    pub(crate) pattern: String,
    /// Patterns for the posts in some folders.
    pub(crate) folders: Vec<(String, String)>,
    /// Whether the site names the zone that its days are counted in.
    pub(crate) has_zone: bool,
}

impl Jekyll {
    /// The path of a post below the site; `below` is its file without the folder of collections.
    pub(super) fn path(&self, post: &str, below: &str, known: &Known) -> Option<String> {
        let folders = self.folders.iter().filter(|(folder, _)| is_within(post, folder));
        let usual = folders.max_by_key(|(folder, _)| folder.len()).map_or(&self.pattern, |(_, pattern)| pattern);
        filled_in(usual, self.has_zone, below, known)
    }
}

fn filled_in(usual: &str, has_zone: bool, post: &str, known: &Known) -> Option<String> {
    let own = known.text("permalink");
    let pattern = match (own.as_deref(), usual) {
        (None, "date") => "/:categories/:year/:month/:day/:title:output_ext",
        (None, "pretty") => "/:categories/:year/:month/:day/:title/",
        (None, "ordinal") => "/:categories/:year/:y_day/:title:output_ext",
        (None, "weekdate") => "/:categories/:year/W:week/:short_day/:title:output_ext",
        (None, "none") => "/:categories/:title:output_ext",
        (Some(own), _) | (None, own) => own,
    };
    let dated = date_in_name(post);
    let date = day(known, has_zone).or(dated.map(|(date, _)| date));
    let base = stem(post);
    let slug = known.text("slug");
    let name = slug.as_deref().unwrap_or(dated.map_or(base, |(_, rest)| rest));
    let categories = categories(post, known);
    filled(pattern, |placeholder| {
        Some(match placeholder {
            "categories" => categories.join("/"),
            "slugified_categories" => {
                categories.iter().map(|name| hyphened(name, "").to_lowercase()).collect::<Vec<_>>().join("/")
            }
            "title" => hyphened(name, "._~!$&'()+,;=@"),
            "slug" => hyphened(name, "").to_lowercase(),
            "name" => hyphened(base, "").to_lowercase(),
            "output_ext" => ".html".to_owned(),
            "collection" => "posts".to_owned(),
            "y_day" => format!("{:03}", date?.day_of_year()),
            "short_year" => format!("{:02}", date?.year().rem_euclid(100)),
            "short_month" => month(date?).get(..3)?.to_owned(),
            "long_month" => month(date?).to_owned(),
            "short_day" => weekday(date?).get(..3)?.to_owned(),
            "long_day" => weekday(date?).to_owned(),
            "week" => format!("{:02}", date?.iso_week_date().week()),
            "w_year" => format!("{:04}", date?.iso_week_date().year()),
            "w_day" => date?.weekday().to_monday_one_offset().to_string(),
            other => dated_part(other, date?)?,
        })
    })
}

/// Jekyll's `slugify`: all but letters, digits and `kept` become single hyphens.
fn hyphened(text: &str, kept: &str) -> String {
    let kept =
        |letter: char| letter.is_alphabetic() || letter.is_ascii_digit() || is_mark(letter) || kept.contains(letter);
    text.split(|letter| !kept(letter)).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

/// The folders above `_posts`, then those that the post names, each once.
fn categories(post: &str, known: &Known) -> Vec<String> {
    let folders = post.split('/').take_while(|part| *part != "_posts" && *part != "_drafts").map(str::to_owned);
    let folders: Vec<String> = if post.contains('/') { folders.collect() } else { Vec::new() };
    let several = match known.value("categories") {
        // One text is a list of words.
        Some(serde_json::Value::String(words)) => words.split_whitespace().map(str::to_owned).collect(),
        _ => known.texts("categories"),
    };
    let mut found: Vec<String> = Vec::new();
    for category in folders.into_iter().chain(known.texts("category")).chain(several) {
        let category = category.to_lowercase();
        if !category.is_empty() && !found.contains(&category) {
            found.push(category);
        }
    }
    found
}

/// The post's day where the site is. A moment that names its zone may fall on another day there: on the servers that build
/// sites, whose zone is UTC unless the site names one, which is then the one that its writers use.
fn day(known: &Known, has_zone: bool) -> Option<Date> {
    let written = known.text("date").filter(|_| !has_zone);
    let moment = written.as_deref().and_then(|written| {
        // `2026-01-02 03:04:05 -0800`, also with a colon in the zone or without a space before it.
        let (day, rest) = written.split_once([' ', 'T'])?;
        let (time, offset) = rest.split_at(rest.find(['+', '-', 'Z'])?);
        let offset = offset.replace(':', "");
        let (hours, minutes) = match offset.as_str() {
            "Z" => ("+00", "00"),
            digits => (digits.get(..3)?, digits.get(3..5).unwrap_or("00")),
        };
        format!("{day}T{}{hours}:{minutes}", time.trim()).parse::<jiff::Timestamp>().ok()
    });
    moment.map(|moment| moment.to_zoned(TimeZone::UTC).date()).or(known.date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{InMemory, understand};

    #[test]
    fn addresses() {
        let check = |config: &str, post: &str, details: &str, expect: &str| {
            let config = format!("url: https://a.org\nbaseurl: /b\n{config}");
            let site = understand(&InMemory::new([("_config.yml", config.as_str())]));
            let known = Known::from(details, None);
            assert_eq!(site.address_of(post, &known).as_deref(), Some(expect), "{config} {post} {details}");
        };
        let post = "_posts/2017-08-24-aws-summit.md";
        check("", post, "", "https://a.org/b/2017/08/24/aws-summit.html");
        check("permalink: pretty", "news/_posts/2017-08-24-a.md", "", "https://a.org/b/news/2017/08/24/a/");
        check("permalink: weekdate", post, "", "https://a.org/b/2017/W34/Thu/aws-summit.html");
        check("permalink: /:title/", post, "", "https://a.org/b/aws-summit/");
        check("collections: {posts: {permalink: /all/:title}}", post, "", "https://a.org/b/all/aws-summit");
        let defaults = "defaults:\n- {scope: {path: ''}, values: {permalink: /x/:title/}}\n- {scope: {path: news, type: posts}, values: {permalink: /n/:title/}}\n- {scope: {type: pages}, values: {permalink: /p/}}\n";
        check(defaults, post, "", "https://a.org/b/x/aws-summit/");
        check(defaults, "news/_posts/2017-08-24-a.md", "", "https://a.org/b/n/a/");
        check("permalink: /:slug/", "_posts/2017-08-24-Two & v1.2.md", "", "https://a.org/b/two-v1-2/");
        check(
            "",
            post,
            "---\ndate: 2020-01-02\nslug: Other Name\ncategories: [Big News]\n---\n",
            "https://a.org/b/big%20news/2017/08/24/Other-Name.html",
        );
        check("", post, "---\npermalink: /x/\n---\n", "https://a.org/b/x/");
    }

    #[test]
    fn days_are_counted_where_the_site_is() {
        let check = |written: &str, has_zone: bool, expect: Option<&str>| {
            let known = Known::from(&format!("---\ndate: {written}\n---\n"), None);
            assert_eq!(day(&known, has_zone).map(|day| day.to_string()).as_deref(), expect, "{written}");
        };
        check("2025-06-07 23:30:00 -0800", false, Some("2025-06-08"));
        check("2025-06-07T01:30:00+02:00", false, Some("2025-06-06"));
        check("2025-06-07 23:30:00 Z", false, Some("2025-06-07"));
        check("2025-06-07 23:30:00 -0800", true, None);
        check("2025-06-07 23:30:00", false, None);
        check("soon", false, None);
    }
}
