//! The address of a video is written as a picture: readers see a broken one.

use super::{Check, Edit, Example, Facts, Finding, Severity, Video, VideoHost};
use crate::links::{self, PictureLink};
use crate::{html, lenient};

const HOSTS: [&str; 6] =
    ["youtube.com", "m.youtube.com", "youtu.be", "youtube-nocookie.com", "vimeo.com", "player.vimeo.com"];
/// Parts of an address that say nothing about what is shown.
const IDLE: [&str; 7] = ["v", "si", "feature", "ab_channel", "pp", "app", "hl"];

pub(super) const CHECK: Check = Check {
    id: "video-as-picture",
    severity: Severity::Error,
    run,
    examples: &[
        Example::new("![The talk](https://www.youtube.com/watch?v=x)\n\n![](https://youtu.be/x)\n", 2),
        Example::new("<p><img src=\"https://vimeo.com/1\" alt=\"A film\"></p>\n", 1),
        Example::new(
            "![a](https://img.youtube.com/vi/x/0.jpg) [b](https://youtu.be/x) `![a](https://youtu.be/x)`\n",
            0,
        ),
        Example::new("[![a](https://i.ytimg.com/vi/x/0.jpg)](https://youtu.be/x) ![b](https://vimeo.example/1)\n", 0),
    ],
};

fn run(facts: &Facts) -> Vec<Finding> {
    let body = facts.post.body();
    let videos = links::pictures(facts.post).into_iter().filter(|picture| is_video(&picture.target));
    videos
        .map(|picture| {
            let edit = shown(facts, &picture).unwrap_or_else(|| linked(body, &picture));
            CHECK.mended(facts, picture.whole, Vec::new(), vec![edit])
        })
        .collect()
}

/// What the site shows the video with, where it stands in a paragraph of its own.
fn shown(facts: &Facts, picture: &PictureLink) -> Option<Edit> {
    let body = facts.post.body();
    let (before, after) = (&body[..picture.whole.start], &body[picture.whole.end..]);
    let line = after.find('\n').map_or(after, |end| &after[..end]);
    let next = after[line.len()..].strip_prefix('\n').and_then(|rest| rest.lines().next()).unwrap_or_default();
    let first = before.is_empty() || lenient::ends_with_gap(before);
    let last = line.trim().is_empty() && next.trim().is_empty();
    if facts.is_program() || !first || !last || !body[picture.whole.clone()].starts_with('!') {
        return None;
    }
    let text = (facts.video)(&video(&picture.target, &picture.alt)?)?;
    Some(Edit::new(picture.whole.clone(), text))
}

fn linked(body: &str, picture: &PictureLink) -> Edit {
    let written = &body[picture.whole.clone()];
    let alt = picture.alt.trim();
    if written.starts_with('<') {
        let words = if alt.is_empty() { picture.target.as_str() } else { alt };
        let safe = html::escaped;
        Edit::new(picture.whole.clone(), format!("<a href=\"{}\">{}</a>", safe(&picture.target), safe(words)))
    } else if alt.is_empty() {
        Edit::new(picture.whole.clone(), format!("[{0}]({0})", picture.target))
    } else {
        Edit::new(picture.whole.start..picture.whole.start + 1, "")
    }
}

fn host_and_rest(target: &str) -> Option<(String, &str)> {
    let (_, rest) = target
        .split_once("//")
        .filter(|(scheme, _)| matches!(scheme.to_ascii_lowercase().as_str(), "http:" | "https:" | ""))?;
    let end = rest.find(['/', '?', '#', ':']).unwrap_or(rest.len());
    let host = rest[..end].to_ascii_lowercase();
    Some((host.strip_prefix("www.").unwrap_or(&host).to_owned(), &rest[end..]))
}

fn is_video(target: &str) -> bool {
    let lower = target.to_ascii_lowercase();
    let picture = [".jpg", ".jpeg", ".png", ".gif", ".webp"].iter().any(|ending| lower.ends_with(ending));
    let hosted = host_and_rest(target).is_some_and(|(host, _)| HOSTS.contains(&host.as_str()));
    hosted && !picture && !lower.contains(char::is_whitespace)
}

/// The video behind an address that says nothing else, such as where to start.
pub(super) fn video(target: &str, title: &str) -> Option<Video> {
    let (host, rest) = host_and_rest(target)?;
    if rest.contains('#') || rest.starts_with(':') {
        return None;
    }
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let asked = || query.split('&').filter_map(|part| part.split_once('='));
    if asked().any(|(name, _)| !IDLE.contains(&name)) {
        return None;
    }
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let (host, id) = match (host.as_str(), parts.as_slice()) {
        ("youtube.com" | "m.youtube.com", ["watch"]) => ("youtube.com", asked().find(|(name, _)| *name == "v")?.1),
        (host @ ("youtu.be" | "vimeo.com"), [id])
        | (host @ "player.vimeo.com", ["video", id])
        | (host, ["embed" | "shorts" | "live", id]) => (host, *id),
        _ => return None,
    };
    let vimeo = host.ends_with("vimeo.com");
    let whole = if vimeo {
        id.len() >= 5 && id.bytes().all(|byte| byte.is_ascii_digit())
    } else {
        id.len() == 11 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    let host = if vimeo { VideoHost::Vimeo } else { VideoHost::YouTube };
    whole.then(|| Video { host, id: id.to_owned(), title: title.trim().to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn videos_are_known_by_their_addresses() {
        let check = |target: &str, expect: Option<&str>| {
            assert_eq!(video(target, "").map(|video| video.id).as_deref(), expect, "{target}");
        };
        for youtube in [
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
            "https://youtu.be/dQw4w9WgXcQ?si=abc",
            "//m.youtube.com/watch?feature=share&v=dQw4w9WgXcQ",
            "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
            "HTTPS://YouTube.com/shorts/dQw4w9WgXcQ",
        ] {
            check(youtube, Some("dQw4w9WgXcQ"));
        }
        check("https://vimeo.com/148751763", Some("148751763"));
        check("https://player.vimeo.com/video/148751763", Some("148751763"));
        for other in [
            "https://youtu.be/dQw4w9WgXcQ?t=42",
            "https://www.youtube.com/@channel",
            "https://www.youtube.com/playlist?list=PL1234567890",
            "https://vimeo.com/channels/staffpicks",
            "https://youtu.be/\"><script>",
        ] {
            check(other, None);
        }
    }
}
