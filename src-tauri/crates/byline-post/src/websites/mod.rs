//! The websites that posts show things of: how their addresses are known, and how posts write and frame what is on them.
//! A new one is one row in [`WEBSITES`]; the page's editor reads the same rows.

mod rows;

use serde::Serialize;

pub use rows::WEBSITES;

/// One website.
#[derive(Debug, Serialize)]
pub struct Website {
    /// In small letters, such as `youtube`.
    #[serde(skip)]
    pub site: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What generators call their tags for it, in small letters without dashes.
    pub tags: &'static [&'static str],
    /// Its hosts; those below them are its, too.
    pub hosts: &'static [&'static str],
    /// The page of what a tag names: the first of these whose places are all known. `{1}` is the first of the tag's words.
    pub pages: &'static [&'static str],
    /// Paths of its frames, each with the page that such a frame shows; `?name={1}` is an argument of any path. Where it has
    /// no hosts, a frame of any host that has such a path is its.
    pub frames: &'static [(&'static str, &'static str)],
    /// What an address of a page says.
    #[serde(skip)]
    known: fn(&Address) -> Option<Parts>,
    /// The frame that it gives for pages that are not its own, and the frame's other attributes.
    #[serde(skip)]
    pub frame: Option<(&'static str, &'static str)>,
    /// Whether templates and tags of its name take an `id` and no more.
    #[serde(skip)]
    pub by_id: bool,
    /// Hugo's tag for it.
    #[serde(skip)]
    pub hugo: Option<Hugo>,
    /// What packages for Eleventy call it, which look for an address in a paragraph of its own.
    #[serde(skip)]
    pub eleventy: Option<&'static str>,
}

/// A tag of Hugo's.
#[derive(Debug, Clone, Copy)]
pub struct Hugo {
    /// The tag, with places for what an address says.
    pub text: &'static str,
    /// Whether Hugo has it built in (gohugo.io/shortcodes); else a template of the site's that takes two words must be there.
    pub built_in: bool,
}

/// What an address says, each with its name.
pub type Parts = Vec<(&'static str, String)>;

/// Something of another website, known by its address alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Which website, as in [`Website::site`].
    pub site: &'static str,
    /// The website's name.
    pub name: &'static str,
    /// What the address says, each with its name.
    pub parts: Parts,
}

/// What an address leads to, where that can be shown in place; an address that says more, such as where a film starts,
/// stays a link.
pub fn shown(address: &str) -> Option<Shown> {
    let address = Address::of(address.trim());
    WEBSITES.iter().find_map(|website| {
        let mut parts = (website.known)(&address)?;
        parts.push(("encoded", address.plain.replace(':', "%3A").replace('/', "%2F")));
        parts.push(("url", address.plain.clone()));
        Some(Shown { site: website.site, name: website.name, parts })
    })
}

impl Website {
    /// The website that a generator's tag shows things of. `name` is in small letters and without dashes.
    pub fn of_tag(name: &str) -> Option<&'static Self> {
        let names = [name, name.trim_end_matches("player"), name.trim_end_matches("video")];
        WEBSITES.iter().find(|website| website.tags.iter().any(|tag| names.contains(tag)))
    }

    /// The website that a host belongs to.
    pub fn of_host(host: &str) -> Option<&'static Self> {
        let host = host.to_ascii_lowercase();
        let below = |all: &&str| host.strip_suffix(*all).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
        WEBSITES.iter().find(|website| website.hosts.iter().any(below))
    }
}

/// An address as it is compared.
struct Address<'a> {
    whole: &'a str,
    /// Without `www.`; empty where the address is none of plain words.
    host: String,
    path: Vec<&'a str>,
    /// Without its arguments.
    plain: String,
}

impl<'a> Address<'a> {
    fn of(whole: &'a str) -> Self {
        let word = |text: &str| {
            (1..=100).contains(&text.len())
                && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.@".contains(&byte))
        };
        let rest = whole.strip_prefix("https://").unwrap_or_default();
        let mut parts = rest[..rest.find(['?', '#']).unwrap_or(rest.len())].split('/').filter(|part| !part.is_empty());
        let host = parts.next().unwrap_or_default().to_ascii_lowercase();
        let path: Vec<&str> = parts.collect();
        if !word(&host) || !path.iter().all(|part| word(part)) {
            return Self { whole, host: String::new(), path: Vec::new(), plain: whole.to_owned() };
        }
        let plain = format!("https://{host}/{}", path.join("/"));
        Self { whole, host: host.strip_prefix("www.").unwrap_or(&host).to_owned(), path, plain }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn tags_and_hosts_are_a_websites_own() {
        let of_tag = |name: &str| Website::of_tag(name).map(|website| website.name);
        assert_eq!(of_tag("youtubevideo"), Some("YouTube"));
        assert_eq!(of_tag("tweet"), Some("X"));
        assert_eq!((of_tag("video"), of_tag("gallery"), of_tag("")), (None, None, None));
        let of_host = |name: &str| Website::of_host(name).map(|website| website.name);
        assert_eq!(of_host("player.Vimeo.com"), Some("Vimeo"));
        assert_eq!((of_host("youtube.com.evil.example"), of_host("notvimeo.com"), of_host("")), (None, None, None));
        let mut tags: Vec<&str> = WEBSITES.iter().flat_map(|website| website.tags).copied().collect();
        let count = tags.len();
        tags.sort_unstable();
        tags.dedup();
        assert_eq!(tags.len(), count, "each tag belongs to one website");
    }
}
