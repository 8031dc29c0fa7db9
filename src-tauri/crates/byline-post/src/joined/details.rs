//! The details of two posts, joined field by field. Lines that only one of the two changed are taken as they stand, and
//! what comes out is read again: it must say what each field was to become.

use super::fields::{self, Fate};
use super::{Clash, Part, Stretch, Weave, tree};
use crate::details::Value;
use crate::front::{self, Held, at, transplant};
use crate::lines;
use crate::post::{BOM, Post};

/// My post with the details joined, its text as it was.
pub(super) struct Details {
    pub(super) post: Post,
    pub(super) clashes: Vec<Clash>,
}

pub(super) fn join(base: &Post, mine: &Post, theirs: &Post, weave: Weave) -> Details {
    let same = |one: &Post, other: &Post| one.front_text() == other.front_text();
    if same(mine, theirs) || same(base, theirs) {
        return Details { post: mine.clone(), clashes: Vec::new() };
    }
    if same(base, mine)
        && let Some(post) = with_front(mine, &theirs.front_text())
    {
        return Details { post, clashes: Vec::new() };
    }
    by_field(base, mine, theirs, weave).unwrap_or_else(|| Details {
        post: mine.clone(),
        clashes: vec![Clash {
            part: Part::Details,
            base: Some(base.front_text()),
            mine: Some(mine.front_text()),
            theirs: Some(theirs.front_text()),
            both: false,
            editable: true,
        }],
    })
}

fn by_field(base: &Post, mine: &Post, theirs: &Post, weave: Weave) -> Option<Details> {
    if mine.front.is_none() || theirs.front.is_none() {
        return None;
    }
    let trees = [tree(base)?, tree(mine)?, tree(theirs)?];
    let fates = fields::fates(&trees[0], &trees[1], &trees[2]);
    let mut expected = trees[1].clone();
    for (path, fate) in &fates {
        match fate {
            Fate::Take => expected = fields::with(&expected, path, find(&trees[2], path)),
            Fate::Items(items) => {
                let list = Held::List(items.iter().cloned().map(Held::Text).collect());
                expected = fields::with(&expected, path, Some(&list));
            }
            Fate::Clash => {}
        }
    }
    let by_lines = lines_joined(base, mine, theirs, weave);
    let starts = by_lines.into_iter().chain(std::iter::once(mine.clone()));
    let post = starts.into_iter().find_map(|start| {
        let post = brought(start, theirs, &fates, &trees[2])?;
        (tree(&post).as_ref() == Some(&expected)).then_some(post)
    })?;
    let mut clashes = Vec::new();
    for (path, fate) in &fates {
        if *fate == Fate::Clash {
            clashes.push(clash(&post, theirs, path, &trees)?);
        }
    }
    Some(Details { post, clashes })
}

/// The details joined by lines, mine where they clash; nothing where that cannot be read.
fn lines_joined(base: &Post, mine: &Post, theirs: &Post, weave: Weave) -> Option<Post> {
    base.front.as_ref()?;
    let texts = [base.front_text(), mine.front_text(), theirs.front_text()];
    let joined: String = weave(texts.each_ref().map(String::as_str), false)
        .into_iter()
        .map(|stretch| match stretch {
            Stretch::Agreed(text) => text,
            Stretch::Clash { mine, .. } => mine,
        })
        .collect();
    with_front(mine, &joined)
}

/// `start` with everything of theirs that comes over.
fn brought(start: Post, theirs: &Post, fates: &[(Vec<String>, Fate)], tree_of_theirs: &Held) -> Option<Post> {
    let mut post = start;
    for (path, fate) in fates {
        let now = tree(&post)?;
        match fate {
            Fate::Clash => {}
            Fate::Items(items) => {
                let list = Held::List(items.iter().cloned().map(Held::Text).collect());
                if find(&now, path) != Some(&list) {
                    post = set(&post, path, &Value::List(items.clone()))?;
                }
            }
            Fate::Take if find(&now, path) == find(tree_of_theirs, path) => {}
            Fate::Take => post = taken(&post, theirs, path)?,
        }
    }
    Some(post)
}

/// `post` with the field at `path` as the other has it, or without it where the other has none.
pub(super) fn taken(post: &Post, theirs: &Post, path: &[String]) -> Option<Post> {
    let (now, wanted) = (tree(post)?, tree(theirs)?);
    let held = find(&wanted, path);
    let expected = fields::with(&now, path, held);
    let is_it = |post: &Post| tree(post).as_ref() == Some(&expected);
    let Some(held) = held else { return set(post, path, &Value::Absent).filter(is_it) };
    // As the other wrote it; where it cannot be put in like that, its value.
    transplanted(post, theirs, path).filter(is_it).or_else(|| set(post, path, &value(held)?).filter(is_it))
}

fn transplanted(post: &Post, theirs: &Post, path: &[String]) -> Option<Post> {
    let (block, from) = (post.front.as_ref()?, theirs.front.as_ref()?);
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    let text = transplant((block, &post.text), (from, &theirs.text), &path)?;
    same_body(post, text)
}

pub(super) fn set(post: &Post, path: &[String], value: &Value) -> Option<Post> {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    let text = front::set(post.front.as_ref()?, &post.text, &path, value).ok()?;
    same_body(post, text)
}

/// The post with other details at its top, written with LF and their fences.
pub(super) fn with_front(post: &Post, front: &str) -> Option<Post> {
    let start = if post.text.starts_with(BOM) { BOM.len() } else { 0 };
    let from = post.front.as_ref().map_or(start..start, |block| block.whole.clone());
    let old = &post.text[from.clone()];
    let mut new = lines::rewrite(old, front, lines::prevailing(&post.text));
    if !new.is_empty() && !new.ends_with(['\n', '\r']) && from.end < post.text.len() {
        new.push_str(lines::prevailing(&post.text));
    }
    let text = format!("{}{new}{}", &post.text[..from.start], &post.text[from.end..]);
    same_body(post, text)
}

fn same_body(post: &Post, text: String) -> Option<Post> {
    let made = Post::from_text(text, &post.file_name);
    (made.body() == post.body()).then_some(made)
}

fn find<'a>(tree: &'a Held, path: &[String]) -> Option<&'a Held> {
    path.iter().try_fold(tree, |held, name| held.get(name))
}

fn value(held: &Held) -> Option<Value> {
    Some(match held {
        Held::Text(words) => Value::Text(words.clone()),
        Held::Bool(yes) => Value::Bool(*yes),
        Held::Plain(words) if crate::kept::is_number(words) => Value::Number(words.clone()),
        Held::List(_) => Value::List(fields::words(held)?),
        Held::Plain(_) | Held::Nothing | Held::Map(_) => return None,
    })
}

/// A clash of one field; nothing where theirs could not be brought over if it were chosen.
fn clash(post: &Post, theirs: &Post, path: &[String], [base, mine, other]: &[Held; 3]) -> Option<Clash> {
    taken(post, theirs, path)?;
    let [base, mine, other] = [base, mine, other].map(|tree| find(tree, path));
    let single = |held: Option<&Held>| held.is_none_or(|held| matches!(held, Held::Text(_) | Held::Plain(_)));
    let lists = [mine, other].into_iter().flatten().filter(|held| fields::words(held).is_some()).count();
    let block = post.front.as_ref()?;
    let there = front::read(block, &post.text).ok()?;
    let parts: Vec<&str> = path.iter().map(String::as_str).collect();
    let editable = single(mine) && single(other) && (at(&there, &parts).is_some() || path.len() == 1);
    Some(Clash {
        part: Part::Field(path.join(".")),
        base: base.map(Held::shown),
        mine: mine.map(Held::shown),
        theirs: other.map(Held::shown),
        both: lists == 2,
        editable,
    })
}
