//! The line above which a post is shown in lists.

use serde_json::Value;

use super::{ELEVENTY, GATSBY, JEKYLL, settings, source};
use crate::folder::Folder;
use crate::scan;
use crate::values::{get, string};

/// The line as the site's generator writes it.
pub(super) fn line(folder: &dyn Folder, generator: &str) -> Option<String> {
    match generator {
        // gohugo.io/content-management/summaries: in small letters, without blanks.
        "hugo" => Some("<!--more-->".to_owned()),
        // hexo.io/docs/tag-plugins, getzola.org/documentation/content/page
        "hexo" | "zola" => Some("<!-- more -->".to_owned()),
        "jekyll" => jekyll(&settings(folder, &JEKYLL)),
        // 11ty.dev/docs/data-frontmatter-customize; gatsbyjs.com/plugins/gatsby-transformer-remark: where they are asked to.
        "eleventy" => one_line(&scan::value(&source(folder, &ELEVENTY), "excerpt_separator")?),
        "gatsby" => one_line(&scan::value(&source(folder, &GATSBY), "excerpt_separator")?),
        _ => None,
    }
}

/// Jekyll ends an excerpt at the first blank line unless its settings name a line (jekyllrb.com/docs/posts).
fn jekyll(config: &Value) -> Option<String> {
    let for_posts = || {
        let defaults = get(config, "defaults").and_then(Value::as_array)?;
        defaults.iter().find_map(|entry| string(get(entry, "values")?, "excerpt_separator"))
    };
    one_line(&string(config, "excerpt_separator").or_else(for_posts)?)
}

/// A separator that is a line of its own: a comment, or the like, that shows nothing itself.
fn one_line(separator: &str) -> Option<String> {
    let line = separator.trim();
    let hidden = line.starts_with("<!--") && line.ends_with("-->") && !line.contains('\n') && line.len() <= 60;
    hidden.then(|| line.to_owned())
}

#[cfg(test)]
mod tests {
    use crate::{InMemory, understand};

    #[test]
    fn the_line_is_the_sites_own() {
        let check = |files: &[(&str, &str)], expect: Option<&str>| {
            let site = understand(&InMemory::new(files.iter().copied()));
            assert_eq!(site.writing.read_more.as_deref(), expect, "{files:?}");
        };
        check(&[("hugo.toml", "")], Some("<!--more-->"));
        check(&[("config.toml", "base_url = 'https://a.org'"), ("templates/a.html", "")], Some("<!-- more -->"));
        check(&[("_config.yml", ""), ("scaffolds/post.md", "")], Some("<!-- more -->"));
        check(&[("_config.yml", "title: A")], None);
        check(&[("_config.yml", "excerpt_separator: <!--more-->")], Some("<!--more-->"));
        check(&[("_config.yml", "excerpt_separator: \"\\n\\n\\n\"")], None);
        check(
            &[("_config.yml", "defaults:\n- scope: {path: ''}\n  values: {excerpt_separator: '<!-- cut -->'}\n")],
            Some("<!-- cut -->"),
        );
        check(
            &[("docs/_config.yml", "excerpt_separator: <!--more-->"), ("docs/_posts/2026-01-01-a.md", "")],
            Some("<!--more-->"),
        );
        check(&[("eleventy.config.js", "export default () => {}")], None);
        check(
            &[(
                "eleventy.config.js",
                "c.setFrontMatterParsingOptions({ excerpt: true, excerpt_separator: \"<!-- excerpt -->\" })",
            )],
            Some("<!-- excerpt -->"),
        );
        check(&[("gatsby-config.js", "options: { excerpt_separator: `<!-- end -->` }")], Some("<!-- end -->"));
        check(&[("astro.config.mjs", "")], None);
        check(&[("a.md", "")], None);
    }
}
