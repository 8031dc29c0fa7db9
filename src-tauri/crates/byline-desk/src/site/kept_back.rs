//! Whether readers of the website find a post, and why not: what a link to it has to say.

use byline_git::BlobId;
use byline_post::Post;

use super::page::parse;
use super::{LARGEST_POST, Site};
use crate::api::{KeptBack, LinkOffer, PostItem, PostQuery, PostState};
use crate::{DeskError, words};

impl Site {
    /// The posts that a query finds, each with what keeps readers from it. As many files are read as are shown.
    pub fn link_offers(&mut self, query: &PostQuery) -> Result<Vec<LinkOffer>, DeskError> {
        let posts = self.store.list(query)?.posts;
        posts.into_iter().map(|post| Ok(LinkOffer { kept_back: self.kept_back(&post)?, post })).collect()
    }

    /// Why the website does not show a post; nothing where readers find it.
    pub(super) fn kept_back(&self, item: &PostItem) -> Result<Option<KeptBack>, DeskError> {
        let path = &item.path;
        if !self.is_on_website(path)? || self.store.is_held_back(path)? {
            let waits = item.state == PostState::Scheduled;
            return Ok(Some(if waits { KeptBack::Scheduled } else { KeptBack::Unpublished }));
        }
        let Some((there, post)) = self.as_published(item)? else { return Ok(None) };
        if self.understood.is_draft(&there, &post) {
            return Ok(Some(KeptBack::Marked));
        }
        let day = post.details().date.as_ref().map(|date| date.value);
        let is_later = day.is_some_and(|day| day > self.today()) && !self.understood.publishes_future();
        Ok(is_later.then_some(KeptBack::Dated))
    }

    /// A post as the server has it, with its path there; as it is here where the server's cannot be read.
    fn as_published(&self, item: &PostItem) -> Result<Option<(String, Post)>, DeskError> {
        let there = self.store.published_at(&item.path)?.unwrap_or_else(|| item.path.clone());
        let same = there == item.path && matches!(item.state, PostState::Published | PostState::Live);
        let blob = if same { None } else { self.store.published(&there)?.and_then(|id| BlobId::parse(&id)) };
        let sent = blob.and_then(|blob| self.engine.read_blob(&blob).ok().flatten());
        let Some(bytes) = sent.or_else(|| self.files.read(&item.path, LARGEST_POST).ok()) else { return Ok(None) };
        Ok(parse(&there, &bytes).ok().map(|post| (there, post)))
    }
}

impl KeptBack {
    /// What is to be known of a link to such a post, in a sentence.
    pub(super) fn warning(self) -> String {
        let key = match self {
            Self::Unpublished => "link.to-draft",
            Self::Scheduled => "link.to-scheduled",
            Self::Marked => "link.to-marked",
            Self::Dated => "link.to-dated",
        };
        words::say(key, &[])
    }
}
