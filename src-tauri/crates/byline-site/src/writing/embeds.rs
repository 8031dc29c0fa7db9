//! What a post says to show something of another website.

use byline_post::websites::{Shown, WEBSITES, Website};

use super::{Html, figure, hugo, needs, settings, zola_shortcode};
use crate::folder::{Folder, has};
use crate::values::string;

/// How a site shows what one other website has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Embed {
    /// As in [`Shown`].
    pub site: &'static str,
    /// The words of the post, with places for the parts, such as `{id}`.
    pub text: String,
    /// Whether these are a tag, or words that a package looks for, of the site's own rather than HTML.
    pub own: bool,
}

impl Embed {
    /// The words that show this.
    pub fn text_for(&self, shown: &Shown) -> String {
        let parts = shown.parts.iter();
        parts.fold(self.text.clone(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }
}

/// How the site shows what other websites have: first with what it has itself, then as a frame where HTML reaches readers.
pub(super) fn read(folder: &dyn Folder, generator: &str) -> Vec<Embed> {
    let mut all = own(folder, generator);
    if figure::read(folder, generator).html != Html::Never {
        all.extend(WEBSITES.iter().filter_map(|website| {
            let (address, more) = website.frame?;
            let text = format!("<iframe src=\"{address}\" {more} loading=\"lazy\"></iframe>");
            Some(Embed { site: website.site, text, own: false })
        }));
    }
    all
}

fn own(folder: &dyn Folder, generator: &str) -> Vec<Embed> {
    let hexo = generator == "hexo" && hexo_has_tags(folder);
    let written = |website: &Website| {
        let site = website.site;
        let by_id = website.by_id;
        match generator {
            "hugo" => {
                let tag = website.hugo?;
                let template = || hugo::shortcode(folder, site).unwrap_or_default();
                let takes_two = || ["Get 1", "index .Params 1"].iter().any(|word| template().contains(word));
                (tag.built_in || takes_two()).then(|| tag.text.to_owned())
            }
            // Built in until 0.17, a template of the site's own since.
            "zola" if by_id && zola_shortcode(folder, site).is_some() => {
                Some(format!("{{{{ {site}(id=\"{{id}}\") }}}}"))
            }
            "jekyll" if by_id && has(folder, &format!("_includes/{site}.html")) => {
                Some(format!("{{% include {site}.html id=\"{{id}}\" %}}"))
            }
            // Built in until 6, a package since 7.
            "hexo" if by_id && hexo => Some(format!("{{% {site} {{id}} %}}")),
            "eleventy" => {
                let package = website.eleventy?;
                let one = [format!("eleventy-plugin-{package}-embed"), format!("eleventy-plugin-embed-{package}")];
                let every = "eleventy-plugin-embed-everything";
                let has = needs(folder, every) || one.iter().any(|package| needs(folder, package));
                has.then(|| "{url}".to_owned())
            }
            _ => None,
        }
    };
    let embeds =
        WEBSITES.iter().filter_map(|website| Some(Embed { site: website.site, text: written(website)?, own: true }));
    embeds.collect()
}

fn hexo_has_tags(folder: &dyn Folder) -> bool {
    let project = settings(folder, &["package.json"]);
    let version = project.get("dependencies").and_then(|all| string(all, "hexo"));
    let old = version.is_some_and(|version| {
        let number = version.trim_start_matches(|c: char| !c.is_ascii_digit());
        number.split('.').next().and_then(|major| major.parse::<u32>().ok()).is_some_and(|major| major < 7)
    });
    old || needs(folder, "hexo-tag-embed")
}

#[cfg(test)]
mod tests {
    use byline_post::websites::shown;

    use crate::{InMemory, understand};

    fn said(files: &[(&str, &str)], address: &str) -> Option<String> {
        let site = understand(&InMemory::new(files.iter().copied()));
        let found = shown(address)?;
        let way = site.writing.embeds.iter().find(|embed| embed.site == found.site)?;
        Some(way.text_for(&found))
    }

    #[test]
    fn each_generator_shows_them_its_own_way() {
        let video = "https://youtu.be/dQw4w9WgXcQ";
        let check = |files: &[(&str, &str)], address: &str, expect: Option<&str>| {
            assert_eq!(said(files, address).as_deref(), expect, "{files:?} {address}");
        };
        let frame = "<iframe src=\"https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ\" title=\"YouTube\" width=\"560\" \
            height=\"315\" allowfullscreen loading=\"lazy\"></iframe>";
        check(&[("hugo.toml", "")], video, Some("{{< youtube dQw4w9WgXcQ >}}"));
        check(&[("hugo.toml", "")], "https://x.com/a/status/1234", Some("{{< x user=\"a\" id=\"1234\" >}}"));
        check(&[("hugo.toml", "")], "https://soundcloud.com/ann/a-song", None);
        check(&[("hugo.toml", "")], "https://gist.github.com/ann/23f2ac", None);
        let gist = ("layouts/shortcodes/gist.html", "{{ .Get 0 }}{{ .Get 1 }}");
        check(&[("hugo.toml", ""), gist], "https://gist.github.com/ann/23f2ac", Some("{{< gist ann 23f2ac >}}"));
        check(&[("_config.yml", "title: A")], video, Some(frame));
        let include = ("_includes/youtube.html", "");
        check(&[("_config.yml", "title: A"), include], video, Some("{% include youtube.html id=\"dQw4w9WgXcQ\" %}"));
        let zola = [("config.toml", "base_url = 'https://a.org'"), ("templates/a.html", "")];
        check(
            &[zola[0], zola[1], ("templates/shortcodes/youtube.html", "")],
            video,
            Some("{{ youtube(id=\"dQw4w9WgXcQ\") }}"),
        );
        check(&zola, video, Some(frame));
        let hexo = |package: &'static str| [("_config.yml", ""), ("scaffolds/post.md", ""), ("package.json", package)];
        check(&hexo(r#"{"dependencies":{"hexo":"^6.3.0"}}"#), video, Some("{% youtube dQw4w9WgXcQ %}"));
        check(&hexo(r#"{"dependencies":{"hexo":"^7.0.0"}}"#), video, Some(frame));
        let eleventy = r#"{"dependencies":{"eleventy-plugin-youtube-embed":"1"}}"#;
        check(&[(".eleventy.js", ""), ("package.json", eleventy)], video, Some(video));
        check(&[("next.config.js", ""), ("posts/a.md", "")], video, None);
        check(
            &[("a.md", "")],
            "https://soundcloud.com/ann/a-song",
            Some(
                "<iframe src=\"https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fann%2Fa-song\" \
                title=\"SoundCloud\" width=\"100%\" height=\"166\" loading=\"lazy\"></iframe>",
            ),
        );
        check(&[("a.md", "")], "https://x.com/a/status/1234", None);
    }
}
