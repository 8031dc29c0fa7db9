//! The rows.

use super::{Address, Hugo, Parts, Website};
use crate::checks::{VideoHost, video_of};

/// What every row begins with.
const PLAIN: Website = Website {
    site: "",
    name: "",
    tags: &[],
    hosts: &[],
    pages: &[],
    frames: &[],
    known: |_| None,
    frame: None,
    by_id: false,
    hugo: None,
    eleventy: None,
};

/// Every website that is known.
pub static WEBSITES: [Website; 10] = [
    Website {
        site: "youtube",
        name: "YouTube",
        tags: &["youtube", "youtubelite"],
        hosts: &["youtube.com", "youtube-nocookie.com", "youtu.be"],
        pages: &["https://www.youtube.com/watch?v={1}"],
        frames: &[("embed/{1}", "https://www.youtube.com/watch?v={1}")],
        known: |address| video(address, VideoHost::YouTube),
        // Without cookies until it is played.
        frame: Some((
            "https://www.youtube-nocookie.com/embed/{id}",
            "title=\"YouTube\" width=\"560\" height=\"315\" allowfullscreen",
        )),
        by_id: true,
        hugo: Some(Hugo { text: "{{< youtube {id} >}}", built_in: true }),
        eleventy: Some("youtube"),
    },
    Website {
        site: "vimeo",
        name: "Vimeo",
        tags: &["vimeo"],
        hosts: &["vimeo.com"],
        pages: &["https://vimeo.com/{1}"],
        frames: &[("video/{1}", "https://vimeo.com/{1}")],
        known: |address| video(address, VideoHost::Vimeo),
        frame: Some((
            "https://player.vimeo.com/video/{id}?dnt=1",
            "title=\"Vimeo\" width=\"560\" height=\"315\" allowfullscreen",
        )),
        by_id: true,
        hugo: Some(Hugo { text: "{{< vimeo {id} >}}", built_in: true }),
        eleventy: Some("vimeo"),
    },
    Website {
        site: "x",
        name: "X",
        tags: &["x", "tweet", "twitter", "xsimple", "twittersimple"],
        hosts: &["x.com", "twitter.com"],
        pages: &["https://x.com/{user}/status/{1}", "https://x.com/i/status/{1}"],
        known: |address| match (&*address.host, address.path.as_slice()) {
            ("x.com" | "twitter.com", [user, "status", id]) if is_number(id) => {
                Some(said(&[("user", user), ("id", id)]))
            }
            _ => None,
        },
        hugo: Some(Hugo { text: "{{< x user=\"{user}\" id=\"{id}\" >}}", built_in: true }),
        eleventy: Some("twitter"),
        ..PLAIN
    },
    Website {
        site: "instagram",
        name: "Instagram",
        tags: &["instagram", "instagramsimple"],
        hosts: &["instagram.com"],
        pages: &["https://www.instagram.com/p/{1}/"],
        known: |address| match (&*address.host, address.path.as_slice()) {
            ("instagram.com", ["p" | "reel", id]) => Some(said(&[("id", id)])),
            _ => None,
        },
        hugo: Some(Hugo { text: "{{< instagram {id} >}}", built_in: true }),
        eleventy: Some("instagram"),
        ..PLAIN
    },
    Website {
        site: "gist",
        name: "GitHub Gist",
        tags: &["gist"],
        hosts: &["gist.github.com"],
        pages: &["https://gist.github.com/{1}/{2}", "https://gist.github.com/{1}"],
        known: |address| match (&*address.host, address.path.as_slice()) {
            ("gist.github.com", [user, id]) => Some(said(&[("user", user), ("id", id)])),
            _ => None,
        },
        // No longer built in.
        hugo: Some(Hugo { text: "{{< gist {user} {id} >}}", built_in: false }),
        ..PLAIN
    },
    Website {
        site: "spotify",
        name: "Spotify",
        tags: &["spotify"],
        hosts: &["spotify.com"],
        pages: &["https://open.spotify.com/{1}"],
        frames: &[("embed/{1}/{2}", "https://open.spotify.com/{1}/{2}")],
        known: |address| match (&*address.host, address.path.as_slice()) {
            ("open.spotify.com", [kind @ ("track" | "album" | "playlist" | "episode" | "show" | "artist"), id]) => {
                Some(said(&[("kind", kind), ("id", id)]))
            }
            _ => None,
        },
        frame: Some(("https://open.spotify.com/embed/{kind}/{id}", "title=\"Spotify\" width=\"100%\" height=\"152\"")),
        eleventy: Some("spotify"),
        ..PLAIN
    },
    Website {
        site: "soundcloud",
        name: "SoundCloud",
        tags: &["soundcloud"],
        hosts: &["soundcloud.com"],
        pages: &["https://soundcloud.com/{1}"],
        frames: &[("?url={1}", "{1}")],
        known: |address| match (&*address.host, address.path.as_slice()) {
            ("soundcloud.com", [user, id]) => Some(said(&[("user", user), ("id", id)])),
            _ => None,
        },
        frame: Some((
            "https://w.soundcloud.com/player/?url={encoded}",
            "title=\"SoundCloud\" width=\"100%\" height=\"166\"",
        )),
        eleventy: Some("soundcloud"),
        ..PLAIN
    },
    Website {
        site: "codepen",
        name: "CodePen",
        tags: &["codepen"],
        hosts: &["codepen.io"],
        pages: &["https://codepen.io/{1}/pen/{2}", "https://codepen.io/{1}"],
        frames: &[("{1}/embed/{2}", "https://codepen.io/{1}/pen/{2}")],
        known: |address| match (&*address.host, address.path.as_slice()) {
            ("codepen.io", [user, "pen", id]) => Some(said(&[("user", user), ("id", id)])),
            _ => None,
        },
        frame: Some((
            "https://codepen.io/{user}/embed/{id}?default-tab=result",
            "title=\"CodePen\" width=\"100%\" height=\"420\"",
        )),
        ..PLAIN
    },
    Website {
        site: "bluesky",
        name: "Bluesky",
        tags: &["bluesky"],
        hosts: &["bsky.app"],
        pages: &["https://bsky.app/profile/{1}/post/{2}", "https://bsky.app/profile/{1}"],
        ..PLAIN
    },
    // Any server of Mastodon's has such addresses (docs.joinmastodon.org/methods/oembed), so it comes last.
    Website {
        site: "mastodon",
        name: "Mastodon",
        tags: &["mastodon", "toot"],
        pages: &["{1}"],
        frames: &[("@{1}/{2}/embed", "https://{host}/@{1}/{2}")],
        known: |address| match address.path.as_slice() {
            [user, id] if user.starts_with('@') && id.len() >= 15 && is_number(id) => {
                let host = address.plain.split('/').nth(2).unwrap_or_default();
                Some(said(&[("host", host), ("user", user), ("id", id)]))
            }
            _ => None,
        },
        frame: Some(("https://{host}/{user}/{id}/embed", "title=\"Mastodon\" width=\"100%\" height=\"420\"")),
        eleventy: Some("mastodon"),
        ..PLAIN
    },
];

fn said(parts: &[(&'static str, &str)]) -> Parts {
    parts.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A film, whatever idle arguments its address has.
fn video(address: &Address, host: VideoHost) -> Option<Parts> {
    let video = video_of(address.whole, "").filter(|video| video.host == host)?;
    // Which film it is may stand in its arguments.
    Some(vec![("id", video.id), ("url", address.whole.to_owned())])
}
