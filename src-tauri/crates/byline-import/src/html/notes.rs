//! Footnotes: a link that leads to a place on the page from which a link leads back.

use std::collections::{HashMap, HashSet};

use super::google;
use super::tree::{Id, Tree};

/// The footnotes of a page.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The links that refer to a note, and its number from 1.
    pub(super) references: HashMap<Id, usize>,
    /// The links that lead back.
    pub(super) back: HashSet<Id>,
    /// What holds each note's words.
    pub(super) holders: Vec<Id>,
}

/// The most notes, and the most links that may be one, on a page.
const MOST_NOTES: usize = 2_000;
const MOST_LINKS: usize = 20_000;

/// The most nodes of one note.
const MOST_NODES: usize = 2_000;

/// What can hold one note.
const HOLDERS: [&str; 7] = ["p", "li", "dd", "td", "div", "aside", "section"];

impl Notes {
    pub(super) fn of(tree: &Tree) -> Self {
        let mut found = Self::default();
        let mut places: HashMap<&str, Id> = HashMap::new();
        let mut links: Vec<(Id, &str)> = Vec::new();
        for id in tree.below(0) {
            let names =
                [tree.attribute(id, "id"), (tree.name(id) == "a").then(|| tree.attribute(id, "name")).flatten()];
            for name in names.into_iter().flatten().filter(|name| !name.is_empty()) {
                places.entry(name).or_insert(id);
            }
            if tree.name(id) == "a"
                && !google::is_remark(tree, id)
                && let Some(target) = tree.attribute(id, "href").and_then(|address| address.strip_prefix('#'))
            {
                links.push((id, target));
            }
        }
        // The links below each place that could be a note, without walking the page for each.
        let mut back: HashMap<Id, Vec<(Id, Id)>> = HashMap::new();
        for (id, target) in &links {
            let Some(place) = places.get(target).copied() else { continue };
            for above in std::iter::once(*id).chain(tree.above(*id).take(6)) {
                back.entry(above).or_default().push((*id, place));
            }
        }
        for (reference, target) in links.iter().take(MOST_LINKS) {
            if found.holders.len() >= MOST_NOTES {
                break;
            }
            let Some(note) = places.get(target).copied() else { continue };
            let itself = |place: Id| place == *reference || tree.above(*reference).take(2).any(|above| above == place);
            let returns = back.get(&note).and_then(|links| links.iter().find(|(_, place)| itself(*place)));
            let known = found.holders.iter().position(|holder| *holder == Self::holder(tree, note));
            let number = match (known, returns) {
                (Some(at), _) if !found.back.contains(reference) => at + 1,
                (None, Some((link, _))) if !found.back.contains(reference) && *link != *reference => {
                    let holder = Self::holder(tree, note);
                    if !is_note(tree, holder) || tree.above(*reference).any(|above| above == holder) {
                        continue;
                    }
                    found.holders.push(holder);
                    found.holders.len()
                }
                _ => continue,
            };
            found.references.insert(*reference, number);
            let links = back.get(&note).into_iter().flatten().filter(|(_, place)| itself(*place));
            let links: Vec<Id> = links.map(|(link, _)| *link).collect();
            found.back.extend(links);
        }
        found
    }

    /// The element with a note's words, when a place in it is known.
    fn holder(tree: &Tree, place: Id) -> Id {
        let holds = |id: &Id| HOLDERS.contains(&tree.name(*id));
        let nearest = std::iter::once(place).chain(tree.above(place).take(4)).find(holds).unwrap_or(place);
        let small = |id: &Id| tree.name(*id) == "div" && tree.children(*id).len() <= 50;
        let Some(around) = tree.node(nearest).parent.filter(small) else { return nearest };
        // A note of several paragraphs has something of its own around them.
        let elements: Vec<Id> = tree.children(around).iter().copied().filter(|id| !tree.name(*id).is_empty()).collect();
        let paragraphs = elements.iter().all(|id| tree.name(*id) == "p");
        let back = tree.below(around).filter(|id| {
            tree.name(*id) == "a" && tree.attribute(*id, "href").is_some_and(|address| address.starts_with('#'))
        });
        if paragraphs && elements.first() == Some(&nearest) && back.count() == 1 { around } else { nearest }
    }
}

/// A heading with a link to the table of contents is no note, nor is what holds one.
fn is_note(tree: &Tree, holder: Id) -> bool {
    let is_heading = |id: Id| matches!(tree.name(id), "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
    let is_small = tree.below(holder).nth(MOST_NODES).is_none();
    is_small
        && HOLDERS.contains(&tree.name(holder))
        && !tree.above(holder).any(is_heading)
        && !tree.below(holder).any(is_heading)
}
