//! Doing the repairs that the checks offer: one, or all there are, and what they look like before and after.

use std::collections::BTreeMap;

use crate::checks::{Edit, Finding, Fix, Moved};
use crate::details::FrontMatter;
use crate::post::{BOM, Post};
use crate::{front, lines, visible};

/// How often all repairs are looked for again: a repair may show another one.
const ROUNDS: usize = 100;

/// How much of a line is shown before and after a repair, in bytes.
const AROUND: usize = 2000;

/// A repair that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// What it repaired; its places are those in the post at the time.
    pub found: Finding,
    /// The lines as they were.
    pub before: String,
    /// The lines as they are.
    pub after: String,
}

impl Done {
    fn of(post: &Post, found: &Finding) -> Self {
        let (before, after) = found.fix.as_ref().map(|fix| before_and_after(post, fix)).unwrap_or_default();
        Self { found: found.clone(), before, after }
    }
}

/// The post with a repair done. An edit that does not fit the body, or overlaps the one before it, is left out; a repair
/// that would lose a word or a detail is not done at all.
pub fn apply(post: &Post, fix: &Fix) -> Post {
    let done = match &fix.moved {
        None => post.with_body(&edited(post.body(), &fix.edits)),
        Some(moved) => match with_details(post, moved) {
            Some(begun) => {
                let body = edited(post.body(), &fix.edits);
                let gap = if post.front.is_none() && !body.is_empty() && !body.starts_with('\n') { "\n" } else { "" };
                begun.with_body(&format!("{gap}{body}"))
            }
            None => return post.clone(),
        },
    };
    if keeps(post, &done) { done } else { post.clone() }
}

/// The post with every repair done that `look` offers, again and again until there is none; and what that was.
pub fn all(post: &Post, look: &dyn Fn(&Post) -> Vec<Finding>) -> (Post, Vec<Done>) {
    let mut post = post.clone();
    let mut done: Vec<Done> = Vec::new();
    for _ in 0..ROUNDS {
        let found: Vec<Finding> = look(&post).into_iter().filter(|found| found.fix.is_some()).collect();
        let together = apart(&found);
        let edits = together.iter().flat_map(|(_, fix)| fix.edits.clone()).collect();
        let moved = together.iter().find_map(|(_, fix)| fix.moved.clone());
        let next = apply(&post, &Fix { edits, moved, rename: None });
        if next.as_bytes() != post.as_bytes() {
            done.extend(together.into_iter().map(|(found, _)| Done::of(&post, found)));
            post = next;
            continue;
        }
        // One of them may stand in the way of the others.
        let one = found.iter().find_map(|found| {
            let next = apply(&post, found.fix.as_ref()?);
            (next.as_bytes() != post.as_bytes()).then(|| (found.clone(), next))
        });
        let Some((found, next)) = one else { break };
        done.push(Done::of(&post, &found));
        post = next;
    }
    (post, done)
}

/// The post with these repairs done, each once, and those that were: they were found in this very post. What one of them
/// changes for another one is looked for again with `look`.
pub fn some(post: &Post, wanted: &[Finding], look: &dyn Fn(&Post) -> Vec<Finding>) -> (Post, Vec<Done>) {
    let mut post = post.clone();
    let mut left: Vec<Finding> = wanted.to_vec();
    let mut done: Vec<Done> = Vec::new();
    let together = apart(wanted);
    let edits = together.iter().flat_map(|(_, fix)| fix.edits.clone()).collect();
    let moved = together.iter().find_map(|(_, fix)| fix.moved.clone());
    let next = apply(&post, &Fix { edits, moved, rename: None });
    if next.as_bytes() != post.as_bytes() {
        done.extend(together.iter().map(|(found, _)| Done::of(&post, found)));
        left.retain(|found| !together.iter().any(|(other, _)| *other == found));
        post = next;
    }
    for found in left {
        let same = |now: &Finding| now.id == found.id && now.args == found.args;
        let nearest = look(&post).into_iter().filter(same).min_by_key(|now| now.line.abs_diff(found.line));
        let Some(found) = nearest else { continue };
        let Some(fix) = &found.fix else { continue };
        let next = apply(&post, fix);
        if next.as_bytes() != post.as_bytes() {
            done.push(Done::of(&post, &found));
            post = next;
        }
    }
    (post, done)
}

/// The lines that a repair changes, as they are and as they will be; details that move stand one a line. Of a very long
/// line, what is near: with thousands of repairs in it, whole copies for each would fill the memory.
pub fn before_and_after(post: &Post, fix: &Fix) -> (String, String) {
    let body = post.body();
    let (Some(from), Some(to)) =
        (fix.edits.iter().map(|edit| edit.range.start).min(), fix.edits.iter().map(|edit| edit.range.end).max())
    else {
        return (String::new(), moved_words(fix));
    };
    let start = body.get(..from).and_then(|text| text.rfind('\n')).map_or(0, |at| at + 1);
    let end = body.get(to.saturating_sub(1).max(from)..).and_then(|text| text.find('\n'));
    let end = end.map_or(body.len(), |at| to.saturating_sub(1).max(from) + at).max(to);
    let (near, far) = (body.ceil_char_boundary(from.saturating_sub(AROUND)), body.floor_char_boundary(to + AROUND));
    let (start, lead) = if start < near { (near, "…") } else { (start, "") };
    let (end, rest) = if end > far { (far, "…") } else { (end, "") };
    let lines = &body[start..end];
    let shift = |edit: &Edit| Edit { range: edit.range.start - start..edit.range.end - start, text: edit.text.clone() };
    let after = edited(lines, &fix.edits.iter().map(shift).collect::<Vec<_>>());
    let shown = |lines: &str| format!("{lead}{}{rest}", lines.trim_matches('\n'));
    let after = shown(&format!("{}{after}", moved_words(fix)));
    (shown(lines), after)
}

fn moved_words(fix: &Fix) -> String {
    use crate::Value;
    let values = fix.moved.iter().flat_map(|moved| &moved.values);
    let words = values.filter_map(|(_, value)| match value {
        Value::Text(words) => Some(format!("{words}\n")),
        Value::Date(date) => Some(format!("{date}\n")),
        _ => None,
    });
    words.collect()
}

/// The findings whose repairs do not touch each other, the first ones first.
fn apart(found: &[Finding]) -> Vec<(&Finding, &Fix)> {
    // By where they begin; they do not touch each other, so that only the last one before an edit's end can touch it.
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    let mut moves = false;
    let mut chosen = Vec::new();
    for finding in found {
        let Some(fix) = &finding.fix else { continue };
        let touches =
            |edit: &Edit| taken.range(..=edit.range.end).next_back().is_some_and(|(_, end)| edit.range.start <= *end);
        if fix.edits.iter().any(touches) || (moves && fix.moved.is_some()) {
            continue;
        }
        moves |= fix.moved.is_some();
        for edit in &fix.edits {
            let end = taken.entry(edit.range.start).or_default();
            *end = edit.range.end.max(*end);
        }
        chosen.push((finding, fix));
    }
    chosen
}

fn edited(body: &str, edits: &[Edit]) -> String {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut out = String::with_capacity(body.len());
    let mut at = 0;
    for edit in edits {
        let Some(kept) = body.get(at..edit.range.start).filter(|_| body.get(edit.range.clone()).is_some()) else {
            continue;
        };
        out.push_str(kept);
        out.push_str(&edit.text);
        at = edit.range.end;
    }
    out.push_str(&body[at..]);
    out
}

/// The post with these details in its front matter and the body as it was.
fn with_details(post: &Post, moved: &Moved) -> Option<Post> {
    let mut begun = post.clone();
    if post.front.is_none() {
        let (mark, body) = match post.text.strip_prefix(BOM) {
            Some(body) => (BOM, body),
            None => ("", post.text.as_str()),
        };
        let end = lines::prevailing(&post.text);
        let head = lines::to_lf(&moved.head);
        let head = head.trim_end_matches('\n').replace('\n', end);
        begun = Post::from_text(format!("{mark}{head}{end}{body}"), &post.file_name);
        if begun.front.is_none() {
            let text = front::create(&format!("{mark}\n"), FrontMatter::Yaml);
            begun = Post::from_text(format!("{}{body}", text.trim_end_matches('\n').to_owned() + end), &post.file_name);
        }
    }
    for (name, value) in &moved.values {
        begun = begun.set_in_front(name, value.clone(), FrontMatter::Yaml).ok()?;
    }
    (begun.body() == post.body()).then_some(begun)
}

/// Whether every word is still there, and every detail that was told.
fn keeps(before: &Post, after: &Post) -> bool {
    let (old, new) = (visible::every_word(before), visible::every_word(after));
    let mut left = new.iter();
    let words = old.iter().all(|word| left.by_ref().any(|found| found == word));
    let (old, new) = (before.details(), after.details());
    let told = |old: bool, new: bool| !old || new;
    words
        && told(
            old.date.is_some(),
            old.date.as_ref().map(|told| told.value) == new.date.as_ref().map(|told| told.value),
        )
        && told(old.author.is_some(), new.author.is_some())
        && told(old.title.is_some(), new.title.is_some())
        && told(old.problem.is_none(), new.problem.is_none())
}

#[cfg(test)]
mod tests;
