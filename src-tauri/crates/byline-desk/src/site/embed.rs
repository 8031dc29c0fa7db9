//! What a post of this site says to show something of another website.

use byline_post::checks::video_of;
use byline_post::websites::shown;

use super::Site;
use crate::api::EmbedText;

impl Site {
    /// The words that show this address in a paragraph of its own, and whose it is: as the newest posts do it, else as the
    /// generator does, else as HTML where that reaches the readers. Nothing where a link is all that works.
    pub fn embed(&self, path: &str, address: &str) -> Option<EmbedText> {
        let shown = shown(address)?;
        let name = shown.name.to_owned();
        let by_others = video_of(address.trim(), "").and_then(|video| self.as_others_show(path, &video));
        // MDX reads HTML as a script's.
        let tags_only = std::path::Path::new(path).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("mdx"));
        let ways = &self.understood.writing.embeds;
        let way = ways.iter().find(|way| way.site == shown.site && (way.own || !tags_only));
        let text = by_others.or_else(|| Some(way?.text_for(&shown)))?;
        Some(EmbedText { name, text })
    }
}
