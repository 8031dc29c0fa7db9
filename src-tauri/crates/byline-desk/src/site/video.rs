//! What a post of this site says to show a video.

use byline_post::checks::{Video, VideoHost};

use super::{LARGEST_POST, Site};
use crate::api::PostQuery;

/// So many of the newest posts are looked at for how this site's posts show videos.
const NEWEST: u32 = 40;

impl Site {
    /// The words that show a video in a paragraph of its own: as the newest posts do it, else what the generator is known
    /// to have. Nothing where a link is all that certainly works.
    pub(super) fn shown_video(&self, path: &str, video: &Video) -> Option<String> {
        self.as_others_show(path, video).or_else(|| self.as_generator_shows(video))
    }

    pub(super) fn as_others_show(&self, path: &str, video: &Video) -> Option<String> {
        let query = PostQuery { take: NEWEST, ..PostQuery::default() };
        let posts = self.store.list(&query).ok()?.posts.into_iter().filter(|post| post.path != path);
        posts.take(NEWEST as usize).find_map(|post| {
            let bytes = self.files.read(&post.path, LARGEST_POST).ok()?;
            let text = String::from_utf8(bytes).ok()?;
            let line = text.lines().find_map(|line| with_id(line.trim_end(), video))?;
            Some(captioned(line, video))
        })
    }

    fn as_generator_shows(&self, video: &Video) -> Option<String> {
        let name = match video.host {
            VideoHost::YouTube => "youtube",
            VideoHost::Vimeo => "vimeo",
        };
        let id = &video.id;
        let title = video.title.replace(['"', '\\', '\n', '`', '<', '>'], "");
        if self.understood.generator == "hugo" && !title.is_empty() {
            // Hugo's own have the title as a parameter (gohugo.io, embedded shortcodes).
            return Some(format!("{{{{< {name} id=\"{id}\" title=\"{title}\" >}}}}"));
        }
        let mut ways = self.understood.writing.embeds.iter();
        let way = ways.find(|way| way.own && way.site == name && way.text.contains("{id}"))?;
        Some(captioned(way.text.replace("{id}", id), video))
    }
}

/// What the writer called the video, below it.
fn captioned(shown: String, video: &Video) -> String {
    if video.title.is_empty() { shown } else { format!("{shown}\n\n{}", video.title) }
}

/// The line of another post that shows a video of the same website, with this one's name in it.
fn with_id(line: &str, video: &Video) -> Option<String> {
    let (before, length, starts) = match video.host {
        VideoHost::YouTube => (["youtube.com/embed/", "youtube-nocookie.com/embed/"], Some(11), "youtube"),
        VideoHost::Vimeo => (["player.vimeo.com/video/", "vimeo.com/video/"], None, "vimeo"),
    };
    let is_id = |text: &str| {
        let safe = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        match length {
            Some(length) => text.len() == length && text.bytes().all(safe),
            None => text.len() >= 5 && text.bytes().all(|byte| byte.is_ascii_digit()),
        }
    };
    let replaced = |at: usize, len: usize| format!("{}{}{}", &line[..at], video.id, &line[at + len..]);
    let one = |open: &str, close: &str| {
        line.starts_with(open) && line.ends_with(close) && line.matches(open).count() == 1 && line.len() < 600
    };
    if one("<iframe ", "</iframe>") {
        let at = before.iter().find_map(|before| line.find(before).map(|at| at + before.len()))?;
        let len = line[at..].find(['"', '\'', '?', '&', '/'])?;
        // What is said of the other video, such as its title or where it starts, is not said of this one.
        let plain = !line.contains("title=") && !line[at + len..].starts_with(['?', '&', '/']);
        return (plain && is_id(&line[at..at + len])).then(|| replaced(at, len));
    }
    let tag = one("{{<", ">}}") || one("{{", "}}") || one("{%", "%}");
    if !tag || !line.contains(starts) || line.contains("title") {
        return None;
    }
    let inside = line.find(starts)? + starts.len();
    let words = line[inside..].split(|c: char| c.is_whitespace() || "\"'=(){}<>%,".contains(c));
    let mut ids = words.filter(|word| is_id(word) && *word != "autoplay");
    let (id, more) = (ids.next()?, ids.next());
    let at = inside + line[inside..].find(id)?;
    more.is_none().then(|| replaced(at, id.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_posts_line_is_taken_over_for_this_video() {
        let video = Video { host: VideoHost::YouTube, id: "dQw4w9WgXcQ".to_owned(), title: String::new() };
        let check = |line: &str, expect: Option<&str>| assert_eq!(with_id(line, &video).as_deref(), expect, "{line}");
        let embed = "https://www.youtube.com/embed";
        check(
            &format!("<iframe width=\"560\" src=\"{embed}/abcdefghij_\" allowfullscreen></iframe>"),
            Some(&format!("<iframe width=\"560\" src=\"{embed}/dQw4w9WgXcQ\" allowfullscreen></iframe>")),
        );
        check("{{< youtube abcdefghij_ >}}", Some("{{< youtube dQw4w9WgXcQ >}}"));
        check("{% include youtube.html id=\"abcdefghij_\" %}", Some("{% include youtube.html id=\"dQw4w9WgXcQ\" %}"));
        check("{{ youtube(id=\"abcdefghij_\") }}", Some("{{ youtube(id=\"dQw4w9WgXcQ\") }}"));
        for other in [
            format!("<iframe title=\"Their film\" src=\"{embed}/abcdefghij_\"></iframe>"),
            format!("<iframe src=\"{embed}/abcdefghij_?start=10\"></iframe>"),
            "See <iframe src=\"https://www.youtube.com/embed/abcdefghij_\"></iframe>".to_owned(),
            "{{< youtube id=\"abcdefghij_\" title=\"Theirs\" >}}".to_owned(),
            "{{< vimeo 12345678 >}}".to_owned(),
            "Words about youtube abcdefghij_".to_owned(),
        ] {
            check(&other, None);
        }
    }
}
