use serde::{Deserialize, Serialize};
use specta::Type;

use super::PostItem;

/// Which posts a list shows, by where they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum StateFilter {
    /// Every post.
    #[default]
    All,
    /// Never published.
    Drafts,
    /// Published and changed since, or waiting, or in need of the person.
    Changed,
    /// On the server as they are here.
    Published,
    /// To go out at a time.
    Scheduled,
    /// Sent to the people who approve posts.
    ForApproval,
}

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// By date, the newest first; without a date they come last. Found words: the likeliest first.
    #[default]
    Newest,
    /// By date, the oldest first.
    Oldest,
    /// By title, whatever its accents and capitals.
    Title,
    /// By when the file was last changed, the last first.
    Changed,
}

/// A question to the list of posts. All that it says must be true of a post.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, Type)]
pub struct PostQuery {
    /// Words to find, in any order, each a whole word or the beginning of one.
    pub search: String,
    /// Look for the words in titles, authors and tags only: for an answer within a frame, while somebody types. Without
    /// words, only makes ready for them.
    pub quick: bool,
    /// Where the posts stand.
    pub filter: StateFilter,
    /// Only this author's.
    pub author: Option<String>,
    /// Only those with this tag.
    pub tag: Option<String>,
    /// Only those dated in this year, as `2017`.
    pub year: Option<String>,
    /// In which order.
    pub sort: Sort,
    /// How many of the first to leave out.
    pub skip: u32,
    /// How many to return at the most.
    pub take: u32,
}

/// How many posts each filter would show, without the search.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Type)]
pub struct StateCounts {
    /// Every post.
    pub all: u32,
    /// As [`StateFilter::Drafts`].
    pub drafts: u32,
    /// As [`StateFilter::Changed`].
    pub changed: u32,
    /// As [`StateFilter::Published`].
    pub published: u32,
    /// As [`StateFilter::Scheduled`].
    pub scheduled: u32,
    /// As [`StateFilter::ForApproval`].
    pub for_approval: u32,
}

/// How far the site's files have been read, while they have not all been.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Type)]
pub struct Reading {
    /// Files that are not in the list yet, or not as they are now.
    pub unread: u32,
    /// Posts in the list whose text the search knows.
    pub searchable: u32,
    /// Posts in the list.
    pub listed: u32,
}

/// An answer to a [`PostQuery`].
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Type)]
pub struct PostList {
    /// This page of them.
    pub posts: Vec<PostItem>,
    /// How many the query matches in all.
    pub total: u32,
    /// How many each filter would show.
    pub counts: StateCounts,
    /// What is still missing from this answer; nothing when it is whole.
    pub reading: Option<Reading>,
}

/// One value that a list can be narrowed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Choice {
    /// The author, tag or year.
    pub value: String,
    /// How many posts have it.
    pub count: u32,
}

/// What a list can be narrowed to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Type)]
pub struct ListChoices {
    /// Authors, those of most posts first.
    pub authors: Vec<Choice>,
    /// Tags, the most used first.
    pub tags: Vec<Choice>,
    /// Years, the newest first.
    pub years: Vec<Choice>,
}
