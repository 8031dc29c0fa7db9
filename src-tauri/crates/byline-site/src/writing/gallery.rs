//! A site's own tag around several pictures.

use super::{HEXO, hugo, settings, zola_shortcode};
use crate::folder::{Folder, files_under};
use crate::values::string;

/// A tag around several pictures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gallery {
    /// As in [`super::FigureTag`].
    pub syntax: &'static str,
    /// Its name.
    pub name: String,
    /// How each picture inside is written: as `markdown`, `html`, or with the tag for one `figure`.
    pub inside: &'static str,
}

/// The site's own, where it has one; pictures line upon line are a row on any other.
pub(super) fn read(folder: &dyn Folder, generator: &str) -> Option<Gallery> {
    let tag = |syntax, inside| Some(Gallery { syntax, name: "gallery".to_owned(), inside });
    match generator {
        "hugo" => {
            let template = hugo::shortcode(folder, "gallery").filter(|template| template.contains(".Inner"))?;
            // Words inside that the template does not read itself stay as they are; Hugo fills in tags among them.
            let inside = if hugo::reads_markdown(&template) {
                "markdown"
            } else if template.contains("figure") || hugo::shortcode(folder, "figure").is_some() {
                "figure"
            } else {
                "html"
            };
            tag("hugo", inside)
        }
        "zola" => {
            let template = zola_shortcode(folder, "gallery").filter(|template| template.contains("body"))?;
            tag("tera", if template.contains("markdown") { "markdown" } else { "html" })
        }
        // butterfly.js.org/en/posts/butterfly-docs-en-tag-plugins; others bring theirs as a script.
        "hexo" => {
            let theme = string(&settings(folder, &HEXO), "theme").unwrap_or_default().to_ascii_lowercase();
            let scripts = |start: &str| {
                let files = files_under(folder, start, &[]);
                files.iter().any(|file| file.ends_with("/gallery.js") && file.contains("/tag"))
            };
            let has = theme.ends_with("butterfly") || scripts(&format!("themes/{theme}/scripts")) || scripts("scripts");
            if has { tag("liquid", "markdown") } else { None }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::{InMemory, understand};

    #[test]
    fn a_gallery_is_the_sites_own() {
        let check = |files: &[(&str, &str)], expect: Option<(&str, &str)>| {
            let found = understand(&InMemory::new(files.iter().copied())).writing.gallery;
            assert_eq!(found.as_ref().map(|it| (it.syntax, it.inside)), expect, "{files:?}");
        };
        let hugo = |template: &'static str| [("hugo.toml", ""), ("layouts/shortcodes/gallery.html", template)];
        check(&[("hugo.toml", "")], None);
        check(&hugo("<div>{{ .Inner | markdownify }}</div>"), Some(("hugo", "markdown")));
        check(&hugo("<div class=gallery>{{ .Inner }}</div>"), Some(("hugo", "html")));
        check(&hugo("<!-- wraps {{< figure >}} -->{{ .Inner }}"), Some(("hugo", "figure")));
        check(&hugo("{{ range .Page.Resources.ByType \"image\" }}{{ end }}"), None);
        let zola = [("config.toml", "base_url = 'https://a.org'"), ("templates/a.html", "")];
        check(&zola, None);
        let own = ("templates/shortcodes/gallery.html", "<div>{{ body | markdown | safe }}</div>");
        check(&[zola[0], zola[1], own], Some(("tera", "markdown")));
        let hexo = |theme: &'static str| [("_config.yml", theme), ("scaffolds/post.md", "")];
        check(&hexo("theme: butterfly"), Some(("liquid", "markdown")));
        check(&hexo("theme: landscape"), None);
        let script = ("themes/line/scripts/tag/gallery.js", "");
        check(&[("_config.yml", "theme: line"), ("scaffolds/post.md", ""), script], Some(("liquid", "markdown")));
    }
}
