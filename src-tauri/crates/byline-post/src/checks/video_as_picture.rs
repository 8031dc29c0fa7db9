//! The address of a video is written as a picture: readers see a broken one.

use super::{Check, Edit, Example, Facts, Finding, Severity};
use crate::links;

const HOSTS: [&str; 6] =
    ["youtube.com", "m.youtube.com", "youtu.be", "youtube-nocookie.com", "vimeo.com", "player.vimeo.com"];

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
    ],
};

fn run(facts: &Facts) -> Vec<Finding> {
    let body = facts.post.body();
    let videos = links::pictures(facts.post).into_iter().filter(|picture| is_video(&picture.target));
    videos
        .map(|picture| {
            let written = &body[picture.whole.clone()];
            let alt = picture.alt.trim();
            let edit = if written.starts_with('<') {
                let words = if alt.is_empty() { picture.target.as_str() } else { alt };
                let safe = crate::html::escaped;
                Edit::new(picture.whole.clone(), format!("<a href=\"{}\">{}</a>", safe(&picture.target), safe(words)))
            } else if alt.is_empty() {
                Edit::new(picture.whole.clone(), format!("[{0}]({0})", picture.target))
            } else {
                Edit::new(picture.whole.start..picture.whole.start + 1, "")
            };
            CHECK.mended(facts, picture.whole, Vec::new(), vec![edit])
        })
        .collect()
}

fn is_video(target: &str) -> bool {
    let lower = target.to_ascii_lowercase();
    let Some((_, rest)) = lower.split_once("//").filter(|(scheme, _)| matches!(*scheme, "http:" | "https:" | ""))
    else {
        return false;
    };
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let picture = [".jpg", ".jpeg", ".png", ".gif", ".webp"].iter().any(|ending| lower.ends_with(ending));
    HOSTS.contains(&host.strip_prefix("www.").unwrap_or(host)) && !picture && !lower.contains(char::is_whitespace)
}
