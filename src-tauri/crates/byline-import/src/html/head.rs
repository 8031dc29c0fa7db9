//! What a page tells of itself beside its text.

use jiff::civil::Date;
use serde_json::Value;

use super::tree::{Id, Tree};
use crate::details::{self, Details};

/// Where a page's alphabet is declared, at the latest (HTML, 4.2.5.4: within the first 1024 bytes; Word takes more).
const DECLARED: usize = 4096;

/// The alphabet that a page says it is written in.
pub(super) fn charset(bytes: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARED)]).to_lowercase();
    let declared = |mark: &str| {
        let rest = start[start.find(mark)? + mark.len()..].trim_start().strip_prefix('=')?.trim_start();
        let label = rest.trim_start_matches(['"', '\'']);
        let label: String = label.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c)).collect();
        (!label.is_empty()).then_some(label)
    };
    declared("charset").or_else(|| declared("<?xml version=\"1.0\" encoding"))
}

/// Title, author and date, where the page says them in its head.
pub(super) fn details(tree: &Tree) -> Details {
    let metas: Vec<(String, &str)> = tree
        .below(0)
        .filter(|id| tree.name(*id) == "meta")
        .filter_map(|id| {
            let name = ["property", "name", "itemprop"].into_iter().find_map(|name| tree.attribute(id, name))?;
            Some((name.to_lowercase(), tree.attribute(id, "content")?))
        })
        .collect();
    let meta = |wanted: &[&str]| {
        let found = wanted
            .iter()
            .find_map(|name| metas.iter().find(|(found, words)| found == name && !words.trim().is_empty()));
        found.map(|(_, words)| (*words).to_owned())
    };
    let described = described(tree);
    let site = meta(&["og:site_name"]);
    let title = meta(&["og:title"])
        .or_else(|| text(&described, &["headline", "name"]))
        .or_else(|| first(tree, "title").map(|id| without_site(&tree.words(id), site.as_deref())));
    let author = meta(&["author", "article:author", "dc.creator", "dcterms.creator", "parsely-author"])
        .filter(|author| !author.contains("://"))
        .or_else(|| author(&described))
        .or_else(|| tree.below(0).find(|id| is_author(tree, *id)).map(|id| tree.words(id)));
    let date = meta(&[
        "article:published_time",
        "date",
        "datepublished",
        "dc.date",
        "dcterms.created",
        "dcterms.issued",
        "publish-date",
        "pubdate",
        "created",
    ])
    .and_then(|date| details::day(&date))
    .or_else(|| text(&described, &["datePublished", "dateCreated"]).and_then(|date| details::day(&date)))
    .or_else(|| time(tree));
    Details {
        title: title.and_then(|title| details::told(&title)),
        author: author.and_then(|author| details::told(&author)),
        date,
    }
}

fn first(tree: &Tree, name: &str) -> Option<Id> {
    tree.below(0).find(|id| tree.name(*id) == name)
}

fn is_author(tree: &Tree, id: Id) -> bool {
    let has = |attribute, word: &str| {
        tree.attribute(id, attribute).is_some_and(|words| words.split_whitespace().any(|found| found == word))
    };
    (has("rel", "author") || has("itemprop", "author")) && tree.name(id) != "link"
}

fn time(tree: &Tree) -> Option<Date> {
    let mut times = tree.below(0).filter(|id| tree.name(*id) == "time");
    times.find_map(|id| details::day(tree.attribute(id, "datetime")?))
}

/// A title such as `The post | The site` without what every page of the site has.
fn without_site(title: &str, site: Option<&str>) -> String {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some(site) = site.map(str::trim).filter(|site| !site.is_empty()) else { return title };
    for sign in [" | ", " – ", " — ", " - ", " · ", " » ", " :: "] {
        if let Some(post) = title.strip_suffix(site).and_then(|title| title.strip_suffix(sign)) {
            return post.to_owned();
        }
    }
    title
}

/// The description of the post that search engines read (JSON-LD), if there is one.
fn described(tree: &Tree) -> Value {
    let scripts = tree.below(0).filter(|id| {
        tree.name(*id) == "script"
            && tree.attribute(*id, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json"))
    });
    let mut found = Vec::new();
    for script in scripts.take(20) {
        let Ok(value) = serde_json::from_str::<Value>(&tree.words(script)) else { continue };
        let several = |value: &Value| value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
        for value in several(&value) {
            found.extend(value.get("@graph").map(&several).unwrap_or_default());
            found.push(value);
        }
    }
    let is_post = |value: &Value| {
        let kinds = value.get("@type").map(ToString::to_string).unwrap_or_default();
        ["Article", "BlogPosting", "Report", "SocialMediaPosting"].iter().any(|kind| kinds.contains(kind))
    };
    found.into_iter().find(is_post).unwrap_or_default()
}

fn text(described: &Value, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| described.get(name)?.as_str()).map(str::to_owned)
}

fn author(described: &Value) -> Option<String> {
    let name = |author: &Value| author.as_str().or_else(|| author.get("name")?.as_str()).map(str::to_owned);
    match described.get("author")? {
        Value::Array(authors) => {
            let names: Vec<String> = authors.iter().filter_map(name).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        author => name(author),
    }
}
