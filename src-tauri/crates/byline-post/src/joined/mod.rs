//! Two people's changes to one post, joined: the details field by field, the text by paragraphs. What excludes each other
//! is left to a person, and nothing else is.
//!
//! How texts are compared is handed in: this module knows what a post is, not how lines are joined.

mod details;
mod fields;
mod settle;
#[cfg(test)]
mod tests;

use crate::front::{self, Held};
use crate::post::Post;
use crate::set::SetError;
use crate::{lines, visible};

pub use settle::Choice;

/// A stretch of two texts that were joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stretch {
    /// Both have it, or one of them and the other left it alone.
    Agreed(String),
    /// Each wrote something else: whole lines.
    Clash {
        /// What both started from.
        base: String,
        /// What stands here.
        mine: String,
        /// What the other wrote.
        theirs: String,
    },
}

/// Joins two texts made from one, all with LF: what they started from, mine, theirs. With `true`, changes to different
/// words of a line go together as well.
pub type Weave<'a> = &'a dyn Fn([&str; 3], bool) -> Vec<Stretch>;

/// The part of a post that a clash is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Paragraphs of the text.
    Text,
    /// The detail of this name; in a group after the group's name and a dot.
    Field(String),
    /// The details as they stand in the file, where they cannot be told apart.
    Details,
    /// All of the post: it is not known what the two started from.
    Whole,
}

/// Something that both changed, each in another way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// What it is about.
    pub part: Part,
    /// What both started from; nothing where there was none.
    pub base: Option<String>,
    /// What stands here; nothing where it was taken out.
    pub mine: Option<String>,
    /// What the other wrote; nothing where it was taken out.
    pub theirs: Option<String>,
    /// Whether both can stay.
    pub both: bool,
    /// Whether other words can take the place of both.
    pub editable: bool,
}

/// Two posts, joined as far as they go together.
#[derive(Debug, Clone)]
pub struct Joined {
    /// My post with the other's details that go together with mine.
    mine: Post,
    theirs: Post,
    /// The text, whose clashes come last in `clashes`.
    body: Vec<Stretch>,
    clashes: Vec<Clash>,
}

/// Joins two posts that were made from one. The result has the line ends, the byte order mark and the layout of `mine`.
pub fn join(base: &Post, mine: &Post, theirs: &Post, weave: Weave) -> Joined {
    let simple = |post: &Post| Joined {
        mine: post.clone(),
        theirs: theirs.clone(),
        body: vec![Stretch::Agreed(post.body().to_owned())],
        clashes: Vec::new(),
    };
    if mine.as_bytes() == theirs.as_bytes() || theirs.as_bytes() == base.as_bytes() {
        return simple(mine);
    }
    if mine.as_bytes() == base.as_bytes() {
        return simple(theirs);
    }
    let details = details::join(base, mine, theirs, weave);
    let body = weave([base.body(), mine.body(), theirs.body()], true);
    let mut clashes = details.clashes;
    clashes.extend(body.iter().filter_map(|stretch| match stretch {
        Stretch::Agreed(_) => None,
        Stretch::Clash { base, mine, theirs } => Some(Clash {
            part: Part::Text,
            base: some(base),
            mine: some(mine),
            theirs: some(theirs),
            both: !mine.trim().is_empty() && !theirs.trim().is_empty(),
            editable: true,
        }),
    }));
    let joined = Joined { mine: details.post, theirs: theirs.clone(), body, clashes };
    // Read again, it must say what was meant: a line may have become a fence.
    match joined.settled(&[]) {
        Ok(post) if reads_as(&post, joined.mine.front.as_ref().map(|_| &joined.mine)) => joined,
        _ => whole(mine, theirs),
    }
}

/// Two posts of which it is not known what they were made from: the one or the other.
pub fn whole(mine: &Post, theirs: &Post) -> Joined {
    let text = |post: &Post| Some(lines::to_lf(&post.text));
    let clash =
        Clash { part: Part::Whole, base: None, mine: text(mine), theirs: text(theirs), both: false, editable: false };
    Joined { mine: mine.clone(), theirs: theirs.clone(), body: Vec::new(), clashes: vec![clash] }
}

/// The words that a reader of this piece of a body sees; nothing where there are none.
pub fn readable(piece: &str) -> String {
    visible::text(piece).lines().filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n")
}

impl Joined {
    /// What a person has to choose: details first, then the text from top to bottom.
    pub fn clashes(&self) -> &[Clash] {
        &self.clashes
    }

    /// The post with a choice for each clash; mine where there is none.
    pub fn settled(&self, choices: &[Choice]) -> Result<Post, SetError> {
        settle::settled(self, choices)
    }

    /// The joined post, if nothing is left to choose.
    pub fn clean(&self) -> Option<Post> {
        if self.clashes.is_empty() { self.settled(&[]).ok() } else { None }
    }
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// Whether the bytes, read again, have this body and the details of `like`.
fn reads_as(post: &Post, like: Option<&Post>) -> bool {
    let again = Post::from_text(post.text.clone(), &post.file_name);
    let details = like.is_none_or(|like| tree(&again) == tree(like));
    again.body() == post.body() && details
}

/// The fields of the details, whatever their order; nothing where they cannot be read.
fn tree(post: &Post) -> Option<Held> {
    let Some(block) = &post.front else { return Some(Held::Map(Vec::new())) };
    let fields = front::read(block, &post.text).ok()?;
    Some(sorted(Held::Map(fields.into_iter().map(|field| (field.name, field.held)).collect())))
}

fn sorted(held: Held) -> Held {
    match held {
        Held::Map(fields) => {
            let mut fields: Vec<_> = fields.into_iter().map(|(name, held)| (name, sorted(held))).collect();
            fields.sort_by(|one, other| one.0.cmp(&other.0));
            Held::Map(fields)
        }
        Held::List(list) => Held::List(list.into_iter().map(sorted).collect()),
        held => held,
    }
}
