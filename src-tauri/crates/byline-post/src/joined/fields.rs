//! What becomes of each field that two people may have changed.

use crate::front::Held;

/// How deep groups inside groups are followed.
const DEEPEST: usize = 6;

/// What is to be done about one field, named by its path.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Fate {
    /// The other's change, or removal, comes over.
    Take,
    /// Both changed a list; these are its items now.
    Items(Vec<String>),
    /// A person must choose.
    Clash,
}

/// Compares the fields of three posts; the tree of each is sorted. Fields that stay as they are here are not told.
pub(super) fn fates(base: &Held, mine: &Held, theirs: &Held) -> Vec<(Vec<String>, Fate)> {
    let mut out = Vec::new();
    inside(&mut out, &[], [Some(base), Some(mine), Some(theirs)]);
    out
}

fn inside(out: &mut Vec<(Vec<String>, Fate)>, path: &[String], [base, mine, theirs]: [Option<&Held>; 3]) {
    if mine == theirs || theirs == base {
        return;
    }
    if mine == base && !path.is_empty() {
        out.push((path.to_vec(), Fate::Take));
        return;
    }
    let is_group = |held: &Held| matches!(held, Held::Map(_));
    let groups = mine.is_some_and(is_group)
        && theirs.is_some_and(is_group)
        && base.is_none_or(|held| is_group(held) || *held == Held::Nothing);
    if groups && path.len() < DEEPEST {
        for name in names([mine, theirs]) {
            let at = |held: Option<&'_ Held>| held.and_then(|held| held.get(&name)).cloned();
            let (b, m, t) = (at(base), at(mine), at(theirs));
            inside(out, &[path, std::slice::from_ref(&name)].concat(), [b.as_ref(), m.as_ref(), t.as_ref()]);
        }
        return;
    }
    let fate = match (mine, theirs) {
        (Some(mine), Some(theirs)) => items(base, mine, theirs).map_or(Fate::Clash, Fate::Items),
        _ => Fate::Clash,
    };
    out.push((path.to_vec(), fate));
}

fn names(sides: [Option<&Held>; 2]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for side in sides.into_iter().flatten() {
        if let Held::Map(fields) = side {
            let new = fields.iter().filter(|(name, _)| !all.contains(name)).map(|(name, _)| name.clone());
            let new: Vec<String> = new.collect();
            all.extend(new);
        }
    }
    all
}

/// My items without those that the other took out, and with those that the other put in; nothing where one of the two
/// also put them in another order, or has an item twice.
fn items(base: Option<&Held>, mine: &Held, theirs: &Held) -> Option<Vec<String>> {
    let base = match base {
        None | Some(Held::Nothing) => Vec::new(),
        Some(held) => words(held)?,
    };
    let (mine, theirs) = (words(mine)?, words(theirs)?);
    let kept = |side: &[String]| side.iter().filter(|item| base.contains(item)).cloned().collect::<Vec<_>>();
    let in_order = |side: &[String]| {
        let there: Vec<String> = base.iter().filter(|item| side.contains(item)).cloned().collect();
        kept(side) == there
    };
    if !in_order(&mine) || !in_order(&theirs) {
        return None;
    }
    let mut all: Vec<String> =
        mine.iter().filter(|item| !base.contains(item) || theirs.contains(item)).cloned().collect();
    for item in theirs.iter().filter(|item| !base.contains(item)) {
        if !all.contains(item) {
            all.push(item.clone());
        }
    }
    Some(all)
}

/// The items of a list of words, each there once.
pub(super) fn words(held: &Held) -> Option<Vec<String>> {
    let Held::List(list) = held else { return None };
    let mut all: Vec<String> = Vec::with_capacity(list.len());
    for held in list {
        let Held::Text(words) = held else { return None };
        if all.contains(words) {
            return None;
        }
        all.push(words.clone());
    }
    Some(all)
}

/// `tree` with `held` at `path`, or nothing there.
pub(super) fn with(tree: &Held, path: &[String], held: Option<&Held>) -> Held {
    let Some((first, rest)) = path.split_first() else { return held.cloned().unwrap_or(Held::Nothing) };
    let mut fields = match tree {
        Held::Map(fields) => fields.clone(),
        _ => Vec::new(),
    };
    let now = match (fields.iter().find(|(name, _)| name == first).map(|(_, held)| held), rest.is_empty()) {
        (_, true) => held.cloned(),
        (None, false) => Some(with(&Held::Map(Vec::new()), rest, held)),
        (Some(inner), false) => Some(with(inner, rest, held)),
    };
    fields.retain(|(name, _)| name != first);
    fields.extend(now.map(|held| (first.clone(), held)));
    super::sorted(Held::Map(fields))
}
