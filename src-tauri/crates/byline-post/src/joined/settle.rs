//! The person has chosen.

use super::details::{set, taken, with_front};
use super::{Clash, Joined, Part, Stretch, fields, tree};
use crate::details::{FrontMatter, Value};
use crate::post::Post;
use crate::set::SetError;

/// What is to become of one clash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// What stands here.
    Mine,
    /// What the other wrote.
    Theirs,
    /// Mine, and theirs after it.
    Both,
    /// Other words.
    Words(String),
}

pub(super) fn settled(joined: &Joined, choices: &[Choice]) -> Result<Post, SetError> {
    let choice = |at: usize| choices.get(at).unwrap_or(&Choice::Mine);
    let mut post = joined.mine.clone();
    let mut at = 0;
    for (number, clash) in joined.clashes.iter().enumerate() {
        match &clash.part {
            Part::Text => continue,
            Part::Whole => {
                return Ok(if *choice(number) == Choice::Theirs { joined.theirs.clone() } else { post });
            }
            Part::Details => post = details(&post, clash, choice(number))?,
            Part::Field(name) => post = field(&post, &joined.theirs, name, choice(number))?,
        }
        at = number + 1;
    }
    let mut body = String::new();
    for stretch in &joined.body {
        match stretch {
            Stretch::Agreed(text) => body.push_str(text),
            Stretch::Clash { mine, theirs, .. } => {
                let text = match choice(at) {
                    Choice::Mine => mine.clone(),
                    Choice::Theirs => theirs.clone(),
                    Choice::Both => both(mine, theirs),
                    Choice::Words(words) if words.is_empty() || words.ends_with('\n') => words.clone(),
                    Choice::Words(words) => format!("{words}\n"),
                };
                at += 1;
                put(&mut body, &text);
            }
        }
    }
    // As it stands here: with a line end at the end, or without.
    if !post.body().is_empty() && !post.body().ends_with('\n') && body.ends_with('\n') {
        body.pop();
    }
    Ok(post.with_body(&body))
}

/// Chosen lines after what is there; they stay lines of their own.
fn put(body: &mut String, text: &str) {
    if !body.is_empty() && !body.ends_with('\n') && !text.is_empty() {
        body.push('\n');
    }
    body.push_str(text);
}

/// Two paragraphs, one after the other; two items or rows stay in one list or table.
fn both(mine: &str, theirs: &str) -> String {
    let line = |text: &str| {
        let text = text.trim_start();
        text.starts_with('|')
            || text.strip_prefix(['-', '*', '+']).is_some_and(|rest| rest.starts_with(' '))
            || text.trim_start_matches(|letter: char| letter.is_ascii_digit()).starts_with(". ")
    };
    let last = mine.trim_end().lines().next_back().unwrap_or_default();
    let gap = if line(last) && line(theirs) { "\n" } else { "\n\n" };
    format!("{}{gap}{}", mine.trim_end_matches('\n'), theirs.trim_start_matches('\n'))
}

fn field(post: &Post, theirs: &Post, name: &str, choice: &Choice) -> Result<Post, SetError> {
    let refused = || SetError::NotEditable { name: name.to_owned() };
    let path = path_of(post, theirs, name);
    match choice {
        Choice::Mine => Ok(post.clone()),
        Choice::Theirs => taken(post, theirs, &path).ok_or_else(refused),
        Choice::Both => {
            let find = |post: &Post| {
                let tree = tree(post)?;
                let held = path.iter().try_fold(&tree, |held, name| held.get(name))?;
                fields::words(held)
            };
            let mut items = find(post).ok_or_else(refused)?;
            for item in find(theirs).ok_or_else(refused)? {
                if !items.contains(&item) {
                    items.push(item);
                }
            }
            set(post, &path, &Value::List(items)).ok_or_else(refused)
        }
        Choice::Words(words) => {
            let kind = post.front_matter().unwrap_or(FrontMatter::Yaml);
            post.set_field(name, &Value::Text(words.clone()), kind)
        }
    }
}

/// The parts of a name: those with dots of their own are found first.
fn path_of(post: &Post, theirs: &Post, name: &str) -> Vec<String> {
    let has = |post: &Post| tree(post).is_some_and(|tree| tree.get(name).is_some());
    if has(post) || has(theirs) { vec![name.to_owned()] } else { name.split('.').map(str::to_owned).collect() }
}

fn details(post: &Post, clash: &Clash, choice: &Choice) -> Result<Post, SetError> {
    let text = match choice {
        Choice::Mine | Choice::Both => return Ok(post.clone()),
        Choice::Theirs => clash.theirs.clone().unwrap_or_default(),
        Choice::Words(words) => words.clone(),
    };
    with_front(post, &text).ok_or(SetError::Unreadable)
}
