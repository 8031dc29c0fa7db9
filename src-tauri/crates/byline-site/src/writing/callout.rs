//! Boxes that stand out from the text, such as notes and warnings.

use serde_json::Value;

use super::{HEXO, JEKYLL, ZOLA, hugo, needs, settings, source};
use crate::folder::{Folder, has};
use crate::values::{get, string, truth};

/// One kind of box, and how it is written: `opens`, then each line of its words after `prefix`, then `closes`. A line
/// that is empty here is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Callout {
    /// What the site calls it, such as `note` or `warning`.
    pub kind: String,
    /// The line before its words.
    pub opens: String,
    /// What stands in front of each line of its words.
    pub prefix: String,
    /// The line after its words.
    pub closes: String,
}

impl Callout {
    pub(super) fn new(kind: &str, opens: String, prefix: &str, closes: String) -> Self {
        Self { kind: kind.to_owned(), opens, prefix: prefix.to_owned(), closes }
    }
}

/// The kinds that a site has.
pub(super) fn kinds(folder: &dyn Folder, generator: &str) -> Vec<Callout> {
    match generator {
        "hugo" => hugo::kinds(folder),
        "jekyll" => jekyll(folder),
        "hexo" => hexo(&settings(folder, &HEXO)),
        "zola" => {
            // getzola.org/documentation/getting-started/configuration
            let config = settings(folder, &ZOLA);
            let on = get(&config, "markdown").and_then(|markdown| truth(markdown, "github_alerts")).unwrap_or(false);
            if on { alerts() } else { Vec::new() }
        }
        _ => by_package(folder),
    }
}

/// Quotes whose first line names their kind, as GitHub writes them.
pub(super) fn alerts() -> Vec<Callout> {
    let kinds = ["note", "tip", "important", "warning", "caution"];
    kinds.map(|kind| Callout::new(kind, format!("> [!{}]", kind.to_uppercase()), "> ", String::new())).into()
}

/// Lines of colons around the words.
fn fenced(mark: &str, kinds: &[&str]) -> Vec<Callout> {
    kinds.iter().map(|kind| Callout::new(kind, format!("{mark}{kind}"), "", ":::".to_owned())).collect()
}

/// What generators made of JavaScript have through their packages.
fn by_package(folder: &dyn Folder) -> Vec<Callout> {
    let any = |packages: &[&str]| packages.iter().any(|package| needs(folder, package));
    if any(&["@astrojs/starlight"]) {
        // starlight.astro.build/guides/authoring-content
        fenced(":::", &["note", "tip", "caution", "danger"])
    } else if any(&["@docusaurus/core"]) {
        // docusaurus.io/docs/markdown-features/admonitions
        fenced(":::", &["note", "tip", "info", "warning", "danger"])
    } else if any(&["vitepress"]) {
        // vitepress.dev/guide/markdown
        fenced("::: ", &["info", "tip", "warning", "danger"])
    } else if any(&[
        "markdown-it-github-alerts",
        "rehype-callouts",
        "remark-github-alerts",
        "remark-github-blockquote-alert",
        "remark-github-beta-blockquote-admonitions",
    ]) {
        alerts()
    } else {
        Vec::new()
    }
}

/// Classes given to a paragraph or a quote, as themes for Jekyll have them. Only kramdown knows such lines.
fn jekyll(folder: &dyn Folder) -> Vec<Callout> {
    let config = settings(folder, &JEKYLL);
    if string(&config, "markdown").is_some_and(|engine| !engine.to_ascii_lowercase().contains("kramdown")) {
        return Vec::new();
    }
    let named = ["theme", "remote_theme"].iter().filter_map(|key| string(&config, key));
    let told = named.chain([source(folder, &["Gemfile"])]).collect::<Vec<_>>().join("\n");
    let after =
        |kind: &str, class: &str, prefix: &str| Callout::new(kind, String::new(), prefix, format!("{{: .{class}}}"));
    if told.contains("minimal-mistakes") || has(folder, "_sass/minimal-mistakes") {
        // mmistakes.github.io/minimal-mistakes/docs/utility-classes
        let others = ["info", "success", "warning", "danger"];
        let mut all = vec![after("note", "notice", "")];
        all.extend(others.map(|kind| after(kind, &format!("notice--{kind}"), "")));
        return all;
    }
    if told.contains("jekyll-theme-chirpy") {
        // chirpy.cotes.page/posts/text-and-typography
        return ["info", "tip", "warning", "danger"].map(|kind| after(kind, &format!("prompt-{kind}"), "> ")).into();
    }
    if told.contains("just-the-docs") {
        // just-the-docs.com/docs/ui-components/callouts: those that the settings name.
        let kinds = get(&config, "callouts").and_then(Value::as_object);
        let words = kinds.into_iter().flatten().map(|(kind, _)| kind).filter(|kind| is_word(kind));
        return words.map(|kind| Callout::new(kind, format!("{{: .{kind} }}"), "", String::new())).collect();
    }
    Vec::new()
}

/// The tag of two themes for Hexo: theme-next.js.org/docs/tag-plugins/note, butterfly.js.org/en/posts/butterfly-docs-en-theme-pages
fn hexo(config: &Value) -> Vec<Callout> {
    let theme = string(config, "theme").unwrap_or_default().to_ascii_lowercase();
    if !matches!(theme.as_str(), "next" | "hexo-theme-next" | "butterfly" | "hexo-theme-butterfly") {
        return Vec::new();
    }
    let kinds = ["info", "success", "warning", "danger"];
    kinds.map(|kind| Callout::new(kind, format!("{{% note {kind} %}}"), "", "{% endnote %}".to_owned())).into()
}

/// Whether a name from the site is a plain word, safe to write into a post.
pub(super) fn is_word(name: &str) -> bool {
    (1..=30).contains(&name.len())
        && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_')
}

#[cfg(test)]
mod tests {
    use crate::{InMemory, understand};

    /// The kinds, and how the first is written.
    fn check(files: &[(&str, &str)], kinds: &[&str], first: (&str, &str, &str)) {
        let site = understand(&InMemory::new(files.iter().copied()));
        let found = &site.writing.callouts;
        assert_eq!(found.iter().map(|one| one.kind.as_str()).collect::<Vec<_>>(), kinds, "{files:?}");
        let written = found.first().map(|one| (one.opens.as_str(), one.prefix.as_str(), one.closes.as_str()));
        assert_eq!(written.unwrap_or_default(), first, "{files:?}");
    }

    const NONE: (&str, &str, &str) = ("", "", "");
    const ALERTS: &[&str] = &["note", "tip", "important", "warning", "caution"];

    #[test]
    fn themes_for_jekyll_have_classes() {
        check(&[("_config.yml", "title: A")], &[], NONE);
        let five: &[&str] = &["note", "info", "success", "warning", "danger"];
        for config in ["theme: minimal-mistakes-jekyll", "remote_theme: mmistakes/minimal-mistakes@4.26.2"] {
            check(&[("_config.yml", config)], five, ("", "", "{: .notice}"));
        }
        check(
            &[("_config.yml", ""), ("Gemfile", "gem 'jekyll'\ngem 'minimal-mistakes-jekyll'")],
            five,
            ("", "", "{: .notice}"),
        );
        check(&[("_config.yml", "theme: minimal-mistakes-jekyll\nmarkdown: CommonMark")], &[], NONE);
        check(
            &[("_config.yml", "theme: jekyll-theme-chirpy")],
            &["info", "tip", "warning", "danger"],
            ("", "> ", "{: .prompt-info}"),
        );
        check(
            &[("_config.yml", "theme: just-the-docs\ncallouts:\n  hint: {color: red}\n  'x }': {}\n")],
            &["hint"],
            ("{: .hint }", "", ""),
        );
    }

    #[test]
    fn others_have_tags_fences_and_quotes() {
        let hexo = |theme: &'static str| [("_config.yml", theme), ("scaffolds/post.md", "")];
        let four: &[&str] = &["info", "success", "warning", "danger"];
        check(&hexo("theme: next"), four, ("{% note info %}", "", "{% endnote %}"));
        check(&hexo("theme: landscape"), &[], NONE);
        check(
            &[("astro.config.mjs", ""), ("package.json", r#"{"dependencies":{"astro":"5","@astrojs/starlight":"1"}}"#)],
            &["note", "tip", "caution", "danger"],
            (":::note", "", ":::"),
        );
        check(&[("astro.config.mjs", ""), ("package.json", r#"{"dependencies":{"astro":"5"}}"#)], &[], NONE);
        check(
            &[("a.md", ""), ("package.json", r#"{"dependencies":{"@docusaurus/core":"3"}}"#)],
            &["note", "tip", "info", "warning", "danger"],
            (":::note", "", ":::"),
        );
        check(
            &[
                (".eleventy.js", ""),
                ("package.json", r#"{"devDependencies":{"@11ty/eleventy":"3","markdown-it-github-alerts":"1"}}"#),
            ],
            ALERTS,
            ("> [!NOTE]", "> ", ""),
        );
        check(&[(".eleventy.js", "")], &[], NONE);
        let zola = |config: &'static str| [("config.toml", config), ("templates/a.html", "")];
        check(&zola("base_url = 'https://a.org'"), &[], NONE);
        check(&zola("base_url = 'https://a.org'\n[markdown]\ngithub_alerts = true"), ALERTS, ("> [!NOTE]", "> ", ""));
    }
}
