//! The part of a page that is the post.

use super::tree::{Id, Tree, What};

/// Where the post is.
#[derive(Debug)]
pub(super) struct Region {
    pub(super) root: Id,
    /// The post's heading, where it stands outside.
    pub(super) heading: Option<Id>,
    /// The whole page, so that what frames it must be told from the post.
    pub(super) is_page: bool,
}

/// Finds the post on a page with this title.
pub(super) fn of(tree: &Tree, title: Option<&str>) -> Region {
    let sizes = sizes(tree);
    let named = |name: &str| tree.below(0).filter(|id| tree.name(*id) == name).collect::<Vec<_>>();
    let body = named("body").first().copied().unwrap_or(0);
    let is_in = |id: Id, names: &[&str]| tree.above(id).any(|above| names.contains(&tree.name(above)));
    let main = tree.below(0).find(|id| tree.name(*id) == "main" || tree.attribute(*id, "role") == Some("main"));
    let framing: usize = tree
        .below(body)
        .filter(|id| {
            ["nav", "footer", "aside"].contains(&tree.name(*id)) && !is_in(*id, &["nav", "footer", "aside", "article"])
        })
        .map(|id| sizes[id])
        .sum();
    let whole = main.map_or(sizes[body].saturating_sub(framing), |main| sizes[main]);
    let mut articles: Vec<Id> =
        named("article").into_iter().filter(|id| !is_in(*id, &["article", "aside", "nav", "footer"])).collect();
    articles.sort_by_key(|id| std::cmp::Reverse(sizes[*id]));
    let others: usize = articles.iter().skip(1).map(|id| sizes[*id]).sum();
    // Many of them are a list of posts, and a small one is a teaser.
    let article = articles.first().copied().filter(|id| sizes[*id] > others && sizes[*id] * 3 >= whole);
    let root = article.or(main).unwrap_or(body);
    let is_heading = |id: &Id| tree.name(*id) == "h1" && !tree.words(*id).trim().is_empty();
    let heading = if tree.below(root).any(|id| is_heading(&id)) || root == body {
        None
    } else {
        tree.below(body).filter(is_heading).find(|id| {
            let words = tree.words(*id).split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
            let told = title.is_some_and(|title| title.to_lowercase().starts_with(&words));
            let inside = main.is_some_and(|main| tree.above(*id).any(|above| above == main));
            !is_in(*id, &["nav", "footer", "aside"]) && (told || inside)
        })
    };
    Region { root, heading, is_page: root == body }
}

/// How many letters stand below each node.
fn sizes(tree: &Tree) -> Vec<usize> {
    let order: Vec<Id> = std::iter::once(0).chain(tree.below(0)).collect();
    let mut sizes = vec![0; order.iter().max().map_or(0, |most| most + 1)];
    for id in order.into_iter().rev() {
        sizes[id] = match &tree.node(id).what {
            What::Text(words) => words.chars().filter(|c| !c.is_whitespace()).count(),
            _ if ["script", "style", "noscript", "template"].contains(&tree.name(id)) => 0,
            _ => tree.children(id).iter().map(|child| sizes[*child]).sum(),
        };
    }
    sizes
}
