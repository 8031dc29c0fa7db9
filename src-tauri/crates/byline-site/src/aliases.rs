//! Which sites send the readers of an old address on to the new one, and which detail of a post tells them.

use serde_json::Value;

use crate::folder::{Folder, Within, text};
use crate::values::{get, json, parse, strings};

/// The detail that lists earlier addresses; none where the site has no such thing, or lacks the part that does it.
pub(crate) fn detail(folder: &dyn Folder, start: &str, generator: &str) -> Option<&'static str> {
    let here = Within { folder, start };
    match generator {
        // gohugo.io/content-management/urls, getzola.org/documentation/content/page
        "hugo" | "zola" => Some("aliases"),
        // github.com/jekyll/jekyll-redirect-from: only where the site loads it.
        "jekyll" => {
            let config = ["_config.yml", "_config.yaml", "_config.toml"]
                .iter()
                .find_map(|name| parse(name, &text(&here, name)?))
                .unwrap_or_default();
            let listed = ["plugins", "gems"].iter().filter_map(|key| get(&config, key)).flat_map(strings);
            let in_gems = text(&here, "Gemfile").is_some_and(|gems| in_plugin_group(&gems));
            (listed.into_iter().any(|name| name == "jekyll-redirect-from") || in_gems).then_some("redirect_from")
        }
        // github.com/hexojs/hexo-generator-alias
        "hexo" => needs(&here, "hexo-generator-alias").then_some("alias"),
        _ => None,
    }
}

/// Jekyll loads what stands in this group of a `Gemfile` without being told again (jekyllrb.com/docs/plugins/installation).
fn in_plugin_group(gems: &str) -> bool {
    let group = gems.split("group :jekyll_plugins").nth(1).and_then(|rest| rest.split("\nend").next());
    group.is_some_and(|group| group.contains("jekyll-redirect-from"))
}

fn needs(folder: &dyn Folder, package: &str) -> bool {
    let project = text(folder, "package.json").and_then(|text| json(&text)).unwrap_or(Value::Null);
    ["dependencies", "devDependencies"].iter().any(|kind| project.get(kind).and_then(|all| all.get(package)).is_some())
}

#[cfg(test)]
mod tests {
    use crate::{InMemory, understand};

    #[test]
    fn old_addresses_are_kept_where_the_site_can() {
        let check = |files: &[(&str, &str)], expect: Option<&str>| {
            assert_eq!(understand(&InMemory::new(files.iter().copied())).rules.aliases, expect, "{files:?}");
        };
        check(&[("hugo.toml", "")], Some("aliases"));
        check(&[("config.toml", "base_url = 'https://a.org'"), ("templates/a.html", "")], Some("aliases"));
        check(&[("_config.yml", "title: A")], None);
        check(&[("_config.yml", "plugins: [jekyll-feed, jekyll-redirect-from]")], Some("redirect_from"));
        check(
            &[
                ("_config.yml", ""),
                ("Gemfile", "gem 'jekyll'\ngroup :jekyll_plugins do\n  gem 'jekyll-redirect-from'\nend\n"),
            ],
            Some("redirect_from"),
        );
        check(&[("_config.yml", ""), ("Gemfile", "gem 'jekyll'\ngem 'jekyll-redirect-from'\n")], None);
        check(&[("_config.yml", "new_post_name: :title.md")], None);
        check(
            &[("_config.yml", ""), ("package.json", r#"{"dependencies":{"hexo":"7","hexo-generator-alias":"1"}}"#)],
            Some("alias"),
        );
        check(
            &[("docs/_config.yml", "plugins: [jekyll-redirect-from]"), ("docs/_posts/2026-01-01-a.md", "")],
            Some("redirect_from"),
        );
        check(&[("astro.config.mjs", "")], None);
    }
}
