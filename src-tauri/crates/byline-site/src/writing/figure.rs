//! How a picture with a caption or a size is written: with the site's own tag, a size in braces, or HTML.

use std::collections::BTreeSet;

use super::{GATSBY, HEXO, JEKYLL, hugo, settings, source};
use crate::folder::{Folder, text};
use crate::paths::join;
use crate::values::{get, string, strings, truth};

/// What the posts of a site can show of a picture beyond its description.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figure {
    /// The site's own tag for a picture.
    pub tag: Option<FigureTag>,
    /// Whether HTML in a post reaches the readers.
    pub html: Html,
    /// Whether `{: width="50%"}` right after a picture gives it a size.
    pub braces: bool,
}

/// Whether HTML in a post reaches the readers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Html {
    /// It is taken out, or shown as text.
    #[default]
    Never,
    /// It does; only Markdown's own links to files beside the post are made to lead there.
    Absolute,
    /// It does, with any link.
    Always,
}

/// A tag that shows a picture, and what it calls the picture's parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureTag {
    /// How it is written: `hugo` as `{{< NAME A="B" >}}`, `liquid` as `{% NAME A="B" %}`, `tera` as `{{ NAME(A="B") }}`.
    pub syntax: &'static str,
    /// Its name; of Liquid's includes with the file, as in `include figure.html`.
    pub name: String,
    /// The picture's link.
    pub link: String,
    /// The description, where the tag has one.
    pub alt: Option<String>,
    /// The caption, where the tag has one.
    pub caption: Option<String>,
    /// The width, where the tag has one.
    pub size: Option<String>,
}

/// What tags for pictures are called, the most telling first.
const NAMES: [&str; 5] = ["figure", "image", "img", "picture", "fig"];
const LINKS: [&str; 8] = ["src", "image_path", "path", "url", "image", "img", "file", "link"];

/// What the site can show.
pub(super) fn read(folder: &dyn Folder, generator: &str) -> Figure {
    match generator {
        "hugo" => Figure { tag: of_hugo(folder), html: html_of_hugo(folder), braces: false },
        "jekyll" => {
            let config = settings(folder, &JEKYLL);
            // The engine that reads braces, and Jekyll's own (jekyllrb.com/docs/configuration/markdown).
            let engine = string(&config, "markdown").unwrap_or_default().to_ascii_lowercase();
            let kramdown = engine.is_empty() || engine.contains("kramdown");
            Figure { tag: of_jekyll(folder), html: Html::Always, braces: kramdown }
        }
        "zola" => Figure { tag: of_zola(folder), html: Html::Always, braces: false },
        // Links to files beside the post are made whole by the reader of Markdown alone.
        "hexo" => Figure { html: html_of_hexo(folder), ..Figure::default() },
        "astro" => Figure { html: Html::Absolute, ..Figure::default() },
        "gatsby" => {
            let reads = source(folder, &GATSBY).contains("gatsby-transformer-remark");
            Figure { html: if reads { Html::Absolute } else { Html::Never }, ..Figure::default() }
        }
        // Markdown itself has HTML in it; these leave it there unless told otherwise.
        "eleventy" | "plain" => Figure { html: Html::Always, ..Figure::default() },
        _ => Figure::default(),
    }
}

/// Hugo's own, which every site has (gohugo.io/shortcodes/figure), unless a template of the site's takes its place.
fn of_hugo(folder: &dyn Folder) -> Option<FigureTag> {
    if let Some(template) = hugo::shortcode(folder, "figure") {
        return known("hugo", "figure", &hugo::arguments(&template));
    }
    let part = |name: &str| Some(name.to_owned());
    Some(FigureTag {
        syntax: "hugo",
        name: "figure".to_owned(),
        link: "src".to_owned(),
        alt: part("alt"),
        caption: part("caption"),
        size: part("width"),
    })
}

/// gohugo.io/configuration/markup: without this, HTML in posts is left out.
fn html_of_hugo(folder: &dyn Folder) -> Html {
    if hugo::renderer(folder, "unsafe") { Html::Always } else { Html::Never }
}

/// An include of the site's, or of a theme that is known to have one.
fn of_jekyll(folder: &dyn Folder) -> Option<FigureTag> {
    for name in NAMES {
        for file in [format!("{name}.html"), name.to_owned(), format!("{name}.liquid")] {
            let Some(template) = text(folder, &join("_includes", &file)) else { continue };
            let found = known("liquid", &format!("include {file}"), &after(&template, "include."));
            if found.as_ref().is_some_and(|tag| tag.caption.is_some()) {
                return found;
            }
        }
    }
    let config = settings(folder, &JEKYLL);
    let named = ["theme", "remote_theme"].iter().filter_map(|key| string(&config, key));
    let told = named.chain([source(folder, &["Gemfile"])]).collect::<Vec<_>>().join("\n");
    // mmistakes.github.io/minimal-mistakes/docs/helpers/#figure
    told.contains("minimal-mistakes").then(|| FigureTag {
        syntax: "liquid",
        name: "include figure".to_owned(),
        link: "image_path".to_owned(),
        alt: Some("alt".to_owned()),
        caption: Some("caption".to_owned()),
        size: None,
    })
}

/// A template for pictures of the site's or its theme's (getzola.org/documentation/content/shortcodes).
fn of_zola(folder: &dyn Folder) -> Option<FigureTag> {
    NAMES.iter().find_map(|name| {
        let template = super::zola_shortcode(folder, name)?;
        let found = known("tera", name, &words(&template));
        found.filter(|tag| tag.caption.is_some())
    })
}

/// hexo-renderer-marked leaves HTML alone; its settings can say otherwise for links beside the post.
fn html_of_hexo(folder: &dyn Folder) -> Html {
    let beside = truth(&settings(folder, &HEXO), "post_asset_folder").unwrap_or(false);
    if beside { Html::Absolute } else { Html::Always }
}

/// A tag with these arguments, if it shows a picture.
fn known(syntax: &'static str, name: &str, arguments: &BTreeSet<String>) -> Option<FigureTag> {
    let has = |part: &str| arguments.contains(part).then(|| part.to_owned());
    Some(FigureTag {
        syntax,
        name: name.to_owned(),
        link: LINKS.into_iter().find_map(has)?,
        alt: has("alt"),
        caption: has("caption"),
        size: has("width"),
    })
}

/// The words that follow a mark, such as `include.`.
fn after(template: &str, mark: &str) -> BTreeSet<String> {
    let word = |rest: &str| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect::<String>();
    template.split(mark).skip(1).map(word).collect()
}

/// The words inside a template's braces.
fn words(template: &str) -> BTreeSet<String> {
    let inside = template.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or_default());
    let words = inside.flat_map(|code| code.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')));
    words.map(str::to_owned).collect()
}

/// Themes that Zola's settings name.
pub(super) fn zola_themes(config: &serde_json::Value) -> Vec<String> {
    get(config, "theme").map(strings).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{InMemory, understand};

    fn figure(files: &[(&str, &str)]) -> Figure {
        understand(&InMemory::new(files.iter().copied())).writing.figure
    }

    /// The tag in short: its name, its link, and which of its other parts it has.
    fn tag(files: &[(&str, &str)]) -> Option<String> {
        let tag = figure(files).tag?;
        let parts: Vec<String> = [tag.alt, tag.caption, tag.size].into_iter().flatten().collect();
        Some(format!("{} {}: {} {}", tag.syntax, tag.name, tag.link, parts.join(" ")))
    }

    #[test]
    fn hugo_has_its_own_unless_the_site_has_another() {
        let own = "hugo figure: src alt caption width";
        assert_eq!(tag(&[("hugo.toml", "")]).as_deref(), Some(own));
        let template = "<img src='{{ .Get \"src\" }}'>{{ with .Get `caption` }}{{ . }}{{ end }}{{ .Params.alt }}";
        for place in ["layouts/shortcodes/figure.html", "themes/t/layouts/_shortcodes/figure.html"] {
            let files = [("hugo.toml", "theme = 't'"), (place, template)];
            assert_eq!(tag(&files).as_deref(), Some("hugo figure: src alt caption"), "{place}");
        }
        assert_eq!(tag(&[("hugo.toml", ""), ("layouts/shortcodes/figure.html", "{{ .Inner }}")]), None);
    }

    #[test]
    fn hugo_leaves_html_out_unless_it_is_told_to_keep_it() {
        assert_eq!(figure(&[("hugo.toml", "")]).html, Html::Never);
        let inside = "[markup.goldmark.renderer]\nunsafe = true";
        assert_eq!(figure(&[("hugo.toml", inside)]).html, Html::Always);
        let apart = ("config/_default/markup.toml", "[goldmark.renderer]\nunsafe = true");
        assert_eq!(figure(&[("config/_default/hugo.toml", ""), apart]).html, Html::Always);
    }

    #[test]
    fn includes_and_templates_are_found() {
        let include = "<figure><img src=\"{{ include.url }}\" alt=\"{{ include.alt }}\" width=\"{{include.width}}\">\
            <figcaption>{{ include.caption | markdownify }}</figcaption></figure>";
        let jekyll = |file: &'static str, text: &'static str| tag(&[("_config.yml", "title: A"), (file, text)]);
        assert_eq!(
            jekyll("_includes/image.html", include).as_deref(),
            Some("liquid include image.html: url alt caption width")
        );
        assert_eq!(jekyll("_includes/image.html", "<img src=\"{{ include.url }}\">"), None, "it has no caption");
        assert_eq!(
            tag(&[("_config.yml", "remote_theme: mmistakes/minimal-mistakes")]).as_deref(),
            Some("liquid include figure: image_path alt caption")
        );
        let shortcode =
            "<img src=\"{{ src }}\" {% if alt %}alt=\"{{ alt }}\"{% endif %}><p>{{ caption | markdown }}</p>";
        for place in ["templates/shortcodes/figure.html", "themes/t/templates/shortcodes/figure.html"] {
            let files = [
                ("config.toml", "base_url = 'https://a.org'\ntheme = 't'"),
                ("templates/a.html", ""),
                (place, shortcode),
            ];
            assert_eq!(tag(&files).as_deref(), Some("tera figure: src alt caption"), "{place}");
        }
    }

    #[test]
    fn html_and_braces_are_known_by_the_generator() {
        let check = |files: &[(&str, &str)], html: Html, braces: bool| {
            let found = figure(files);
            assert_eq!((found.html, found.braces), (html, braces), "{files:?}");
        };
        check(&[("_config.yml", "title: A")], Html::Always, true);
        check(&[("_config.yml", "markdown: CommonMarkGhPages")], Html::Always, false);
        check(&[("_config.yml", ""), ("scaffolds/post.md", "")], Html::Always, false);
        check(&[("_config.yml", "post_asset_folder: true"), ("scaffolds/post.md", "")], Html::Absolute, false);
        check(&[("astro.config.mjs", "")], Html::Absolute, false);
        check(&[("gatsby-config.js", "plugins: ['gatsby-transformer-remark']")], Html::Absolute, false);
        check(&[("gatsby-config.js", "plugins: ['gatsby-plugin-mdx']")], Html::Never, false);
        check(&[(".eleventy.js", "")], Html::Always, false);
        check(&[("next.config.js", ""), ("posts/a.md", "")], Html::Never, false);
        check(&[("a.md", "")], Html::Always, false);
    }
}
