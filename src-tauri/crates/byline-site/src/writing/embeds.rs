//! What a post says to show something of another website, and how its address is known.

use byline_post::checks::{VideoHost, video_of};

use super::{Html, figure, hugo, needs, settings, zola_shortcode};
use crate::folder::{Folder, has};
use crate::values::string;

/// Something of another website, known by its address alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Which website, in small letters, such as `youtube`.
    pub site: &'static str,
    /// The website's name.
    pub name: &'static str,
    /// What stands for it in [`Embed::text`], each with its name there.
    pub parts: Vec<(&'static str, String)>,
}

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

/// What an address leads to, where that can be shown in place; an address that says more, such as where a film starts,
/// stays a link.
pub fn shown(address: &str) -> Option<Shown> {
    let address = address.trim();
    if let Some(video) = video_of(address, "") {
        let (site, name) = match video.host {
            VideoHost::YouTube => ("youtube", "YouTube"),
            VideoHost::Vimeo => ("vimeo", "Vimeo"),
        };
        return Some(Shown { site, name, parts: vec![("id", video.id), ("url", address.to_owned())] });
    }
    let rest = address.strip_prefix("https://")?;
    let rest = &rest[..rest.find(['?', '#']).unwrap_or(rest.len())];
    let mut parts = rest.split('/').filter(|part| !part.is_empty());
    let host = parts.next()?.to_ascii_lowercase();
    let path: Vec<&str> = parts.collect();
    let word = |text: &str| {
        (1..=100).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.@".contains(&byte))
    };
    if !word(&host) || !path.iter().all(|part| word(part)) || path.is_empty() {
        return None;
    }
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let plain = format!("https://{host}/{}", path.join("/"));
    let found = |site, name, parts: &[(&'static str, &str)]| {
        let mut parts: Vec<_> = parts.iter().map(|(part, value)| (*part, (*value).to_owned())).collect();
        parts.push(("encoded", plain.replace(':', "%3A").replace('/', "%2F")));
        parts.push(("url", plain.clone()));
        Some(Shown { site, name, parts })
    };
    match (host.strip_prefix("www.").unwrap_or(&host), path.as_slice()) {
        ("x.com" | "twitter.com", [user, "status", id]) if number(id) => found("x", "X", &[("user", user), ("id", id)]),
        ("instagram.com", ["p" | "reel", id]) => found("instagram", "Instagram", &[("id", id)]),
        ("gist.github.com", [user, id]) => found("gist", "GitHub Gist", &[("user", user), ("id", id)]),
        ("open.spotify.com", [kind @ ("track" | "album" | "playlist" | "episode" | "show" | "artist"), id]) => {
            found("spotify", "Spotify", &[("kind", kind), ("id", id)])
        }
        ("soundcloud.com", [user, id]) => found("soundcloud", "SoundCloud", &[("user", user), ("id", id)]),
        ("codepen.io", [user, "pen", id]) => found("codepen", "CodePen", &[("user", user), ("id", id)]),
        // Any server of Mastodon's has such addresses: docs.joinmastodon.org/methods/oembed
        (server, [user, id]) if user.starts_with('@') && id.len() >= 15 && number(id) => {
            found("mastodon", "Mastodon", &[("host", server), ("user", user), ("id", id)])
        }
        _ => None,
    }
}

/// Frames that the websites themselves give for pages that are not theirs, without cookies where they can.
const FRAMES: [(&str, &str, &str); 6] = [
    (
        "youtube",
        "https://www.youtube-nocookie.com/embed/{id}",
        "title=\"YouTube\" width=\"560\" height=\"315\" allowfullscreen",
    ),
    (
        "vimeo",
        "https://player.vimeo.com/video/{id}?dnt=1",
        "title=\"Vimeo\" width=\"560\" height=\"315\" allowfullscreen",
    ),
    ("spotify", "https://open.spotify.com/embed/{kind}/{id}", "title=\"Spotify\" width=\"100%\" height=\"152\""),
    (
        "soundcloud",
        "https://w.soundcloud.com/player/?url={encoded}",
        "title=\"SoundCloud\" width=\"100%\" height=\"166\"",
    ),
    (
        "codepen",
        "https://codepen.io/{user}/embed/{id}?default-tab=result",
        "title=\"CodePen\" width=\"100%\" height=\"420\"",
    ),
    ("mastodon", "https://{host}/{user}/{id}/embed", "title=\"Mastodon\" width=\"100%\" height=\"420\""),
];

/// How the site shows what other websites have: first with what it has itself, then as a frame where HTML reaches readers.
pub(super) fn read(folder: &dyn Folder, generator: &str) -> Vec<Embed> {
    let mut all = own(folder, generator);
    if figure::read(folder, generator).html != Html::Never {
        all.extend(FRAMES.map(|(site, address, more)| Embed {
            site,
            text: format!("<iframe src=\"{address}\" {more} loading=\"lazy\"></iframe>"),
            own: false,
        }));
    }
    all
}

fn own(folder: &dyn Folder, generator: &str) -> Vec<Embed> {
    let tag = |site, text: &str| Embed { site, text: text.to_owned(), own: true };
    match generator {
        "hugo" => {
            // Built in: gohugo.io/shortcodes.
            let mut all = vec![
                tag("youtube", "{{< youtube {id} >}}"),
                tag("vimeo", "{{< vimeo {id} >}}"),
                tag("x", "{{< x user=\"{user}\" id=\"{id}\" >}}"),
                tag("instagram", "{{< instagram {id} >}}"),
            ];
            // No longer built in.
            let gist = hugo::shortcode(folder, "gist");
            if gist.is_some_and(|template| template.contains(".Get 1") || template.contains("index .Params 1")) {
                all.push(tag("gist", "{{< gist {user} {id} >}}"));
            }
            all
        }
        // Built in until 0.17, a template of the site's own since.
        "zola" => ["youtube", "vimeo"]
            .into_iter()
            .filter(|name| zola_shortcode(folder, name).is_some())
            .map(|name| tag(name, &format!("{{{{ {name}(id=\"{{id}}\") }}}}")))
            .collect(),
        "jekyll" => ["youtube", "vimeo"]
            .into_iter()
            .filter(|name| has(folder, &format!("_includes/{name}.html")))
            .map(|name| tag(name, &format!("{{% include {name}.html id=\"{{id}}\" %}}")))
            .collect(),
        // Built in until 6, a package since 7.
        "hexo" if hexo_has_tags(folder) => {
            ["youtube", "vimeo"].map(|name| tag(name, &format!("{{% {name} {{id}} %}}"))).into()
        }
        "eleventy" => {
            // Packages that look for an address in a paragraph of its own.
            let every = needs(folder, "eleventy-plugin-embed-everything");
            let names = ["youtube", "vimeo", "x", "instagram", "spotify", "soundcloud", "mastodon"];
            let packages = ["youtube", "vimeo", "twitter", "instagram", "spotify", "soundcloud", "mastodon"];
            let has = |package: &str| {
                needs(folder, &format!("eleventy-plugin-{package}-embed"))
                    || needs(folder, &format!("eleventy-plugin-embed-{package}"))
            };
            let found = names.into_iter().zip(packages).filter(|(_, package)| every || has(package));
            found.map(|(name, _)| tag(name, "{url}")).collect()
        }
        _ => Vec::new(),
    }
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
    use super::*;
    use crate::{InMemory, understand};

    #[test]
    fn addresses_are_known() {
        let check = |address: &str, expect: Option<(&str, &str)>| {
            let found = shown(address);
            let got =
                found.as_ref().map(|it| (it.site, it.parts.iter().find(|(name, _)| *name == "id").unwrap().1.as_str()));
            assert_eq!(got, expect, "{address}");
        };
        check("https://youtu.be/dQw4w9WgXcQ", Some(("youtube", "dQw4w9WgXcQ")));
        check("https://vimeo.com/148751763", Some(("vimeo", "148751763")));
        check("https://x.com/ann/status/1453110110599868418?s=20", Some(("x", "1453110110599868418")));
        check("https://www.instagram.com/p/CxOWiQNP2MO/", Some(("instagram", "CxOWiQNP2MO")));
        check("https://gist.github.com/ann/23f2ac", Some(("gist", "23f2ac")));
        check("https://open.spotify.com/episode/4rOoJ6Egrf8K2IrywzwOMk", Some(("spotify", "4rOoJ6Egrf8K2IrywzwOMk")));
        check("https://soundcloud.com/ann/a-song", Some(("soundcloud", "a-song")));
        check("https://codepen.io/ann/pen/abCDef", Some(("codepen", "abCDef")));
        check("https://mas.to/@ann/109382983721273984", Some(("mastodon", "109382983721273984")));
        for other in [
            "https://youtu.be/dQw4w9WgXcQ?t=42",
            "https://example.org/a/b",
            "https://x.com/ann",
            "http://codepen.io/ann/pen/abCDef",
            "https://codepen.io/ann/pen/a\"><script>",
            "https://mas.to/@ann/1",
            "javascript:alert(1)",
            "",
        ] {
            check(other, None);
        }
    }

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
