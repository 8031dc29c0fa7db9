//! The site's own stylesheets, so that a preview can look like the site.

use std::cmp::Reverse;

use crate::folder::{Folder, text};
use crate::paths::{extension, file_name, inside, parent, stem};

/// Most stylesheets named.
const MOST: usize = 12;

/// Picks the stylesheets among a site's `files`, the most telling first: those that the templates load, in that order,
/// then those with a telling name. `statics` are the folders served from the site's root.
pub(crate) fn stylesheets(
    folder: &dyn Folder,
    files: &[String],
    statics: &[String],
    templates: &[&str],
) -> Vec<String> {
    let sheets: Vec<&String> = files.iter().filter(|path| extension(path) == "css").collect();
    let mut found: Vec<String> = Vec::new();
    for template in templates.iter().filter_map(|path| text(folder, path)) {
        for link in links(&template) {
            let at_root = |sheet: &String| {
                statics
                    .iter()
                    .filter_map(|served| inside(sheet, served))
                    .any(|rest| link.ends_with(rest) && !rest.is_empty())
            };
            if let Some(sheet) = sheets.iter().find(|sheet| at_root(sheet))
                && !found.contains(sheet)
            {
                found.push((*sheet).clone());
            }
        }
    }
    let mut rest: Vec<&String> = sheets.into_iter().filter(|sheet| !found.contains(sheet)).collect();
    rest.sort_by_key(|sheet| Reverse(telling(sheet)));
    found.extend(rest.into_iter().filter(|sheet| telling(sheet) >= 0).cloned());
    found.truncate(MOST);
    found
}

/// How likely a file styles posts; below zero, not at all.
fn telling(path: &str) -> i32 {
    let lower = path.to_ascii_lowercase();
    let name = stem(&lower);
    if lower.contains("admin/") || lower.contains("vendor") || name == "print" {
        return -1;
    }
    let good = ["style", "styles", "main", "site", "theme", "custom", "global", "app", "index"];
    let mut score = 0;
    if good.contains(&name.trim_end_matches(".min")) {
        score += 4;
    }
    if matches!(file_name(parent(&lower)), "css" | "styles" | "stylesheets" | "assets" | "") {
        score += 2;
    }
    if std::path::Path::new(name).extension().is_some_and(|end| end == "min") {
        score -= 1;
    }
    score - i32::try_from(lower.matches('/').count()).unwrap_or(0).min(3) / 2
}

/// What a template's `href`s that end in `.css` say, without quotes and the generator's variables.
fn links(template: &str) -> Vec<String> {
    template
        .split(['"', '\'', '(', ')', ' ', '>', '}'])
        .map(|part| part.split(['?', '#']).next().unwrap_or_default())
        .filter(|part| std::path::Path::new(part).extension().is_some_and(|end| end.eq_ignore_ascii_case("css")))
        .filter(|part| !part.contains("://") && !part.starts_with("//"))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::{InMemory, understand};

    #[test]
    fn what_templates_load_comes_first() {
        let site = understand(&InMemory::new([
            ("_config.yml", ""),
            (
                "_layouts/default.html",
                r#"<link href="{{ '/assets/css/blog.css' | relative_url }}"><link href="https://x.org/far.css">"#,
            ),
            ("assets/css/blog.css", ""),
            ("assets/css/main.css", ""),
            ("assets/odd.css", ""),
            ("admin/style.css", ""),
            ("_site/assets/css/blog.css", ""),
        ]));
        assert_eq!(site.stylesheets, ["assets/css/blog.css", "assets/css/main.css", "assets/odd.css"]);
    }
}
