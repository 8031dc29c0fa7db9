//! The elements around a post: read from HTML with marks, written anew from names on a short list.

use std::fmt::Write;

use byline_post::html::{Tag, tags};

use super::language::{AUTHOR, CONTENT, DATE, TITLE};

/// Elements that may stand around a post; any other becomes a `div` or, where only words go, a `span`.
const ELEMENTS: [&str; 18] = [
    "article", "aside", "div", "footer", "h1", "h2", "h3", "h4", "header", "hgroup", "li", "main", "p", "section",
    "span", "strong", "time", "ul",
];
const OF_WORDS: [&str; 9] = ["a", "b", "em", "i", "label", "small", "code", "address", "abbr"];
/// Elements without content.
const VOID: [&str; 9] = ["area", "base", "br", "col", "hr", "img", "input", "link", "meta"];
/// How deep elements may nest.
const DEEPEST: usize = 40;

/// What stands around a post: elements, their classes and ids, and nothing else of the template.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    /// The classes of the page's root element.
    pub root_class: String,
    /// The classes of its body.
    pub body_class: String,
    /// The id of its body.
    pub body_id: String,
    /// Safe HTML. An element with `data-place` stands where the post's `title`, `date`, `author` and `content` go; there is
    /// always one for the content.
    pub inside: String,
}

struct Element {
    name: String,
    class: String,
    id: String,
    inside: Vec<Node>,
}

enum Node {
    Element(Element),
    Place(char),
}

/// The layout in a page's HTML; nothing when there is no place for the post's text.
pub(super) fn layout(html: &str) -> Option<Layout> {
    let mut layout = Layout::default();
    let mut open: Vec<Element> = vec![element("body", String::new(), String::new())];
    let mut seen: Vec<char> = Vec::new();
    let mut at = 0;
    for tag in tags(html) {
        places(&html[at..tag.range.start], &mut open, &mut seen);
        at = tag.range.end;
        let (class, id) = (names(html, &tag, "class"), names(html, &tag, "id"));
        match tag.name.as_str() {
            // The head's own words are no part of what is seen.
            "html" if !tag.closes => layout.root_class = class,
            "head" => {
                for element in &mut open {
                    element.inside.clear();
                }
            }
            "body" => {
                if !tag.closes {
                    (layout.body_class, layout.body_id) = (class, id);
                    open.truncate(1);
                    for element in &mut open {
                        element.inside.clear();
                    }
                    seen.clear();
                }
            }
            name if VOID.contains(&name) => {}
            name if tag.closes => close(&mut open, name),
            _ if html[tag.range.clone()].ends_with("/>") => {}
            name if open.len() < DEEPEST => open.push(element(name, class, id)),
            _ => return None,
        }
    }
    places(html.get(at..).unwrap_or_default(), &mut open, &mut seen);
    while open.len() > 1 {
        shut(&mut open);
    }
    let body = open.pop()?;
    if !seen.contains(&CONTENT) {
        return None;
    }
    let inside: String = body.inside.iter().map(written).collect();
    let before = "<header class=\"post-head\"><h1><span data-place=\"title\"></span></h1></header>";
    layout.inside = if seen.contains(&TITLE) {
        inside
    } else {
        inside.replacen("<div data-place=\"content\">", &format!("{before}<div data-place=\"content\">"), 1)
    };
    Some(layout)
}

fn element(name: &str, class: String, id: String) -> Element {
    Element { name: name.to_owned(), class, id, inside: Vec::new() }
}

/// Puts the places among these words where they are, the first of each kind only.
fn places(words: &str, open: &mut [Element], seen: &mut Vec<char>) {
    for place in words.chars().filter(|c| [CONTENT, TITLE, DATE, AUTHOR].contains(c)) {
        // A title in a way to here, or in what comes after the text, is not the post's own.
        let out_of_turn = place != CONTENT && seen.contains(&CONTENT);
        let in_nav = open.iter().any(|element| element.name == "nav" || element.name == "footer" && place == TITLE);
        if seen.contains(&place) || out_of_turn || in_nav {
            continue;
        }
        seen.push(place);
        if let Some(last) = open.last_mut() {
            last.inside.push(Node::Place(place));
        }
    }
}

/// Closes the innermost element of this name with all that is in it.
fn close(open: &mut Vec<Element>, name: &str) {
    if let Some(at) = open.iter().skip(1).rposition(|element| element.name == name) {
        while open.len() > at + 1 {
            shut(open);
        }
    }
}

/// Puts the last open element into the one around it, if there is anything in it.
fn shut(open: &mut Vec<Element>) {
    let Some(done) = open.pop().filter(|element| !element.inside.is_empty()) else { return };
    if let Some(around) = open.last_mut() {
        around.inside.push(Node::Element(done));
    }
}

fn written(node: &Node) -> String {
    match node {
        Node::Place(CONTENT) => "<div data-place=\"content\"></div>".to_owned(),
        Node::Place(place) => {
            let name = match *place {
                TITLE => "title",
                DATE => "date",
                _ => "author",
            };
            format!("<span data-place=\"{name}\"></span>")
        }
        Node::Element(element) => {
            let name = element.name.as_str();
            let name = if ELEMENTS.contains(&name) {
                name
            } else if OF_WORDS.contains(&name) {
                "span"
            } else {
                "div"
            };
            let mut out = format!("<{name}");
            for (attribute, value) in [("class", &element.class), ("id", &element.id)] {
                if !value.is_empty() {
                    let _ = write!(out, " {attribute}=\"{value}\"");
                }
            }
            out.push('>');
            out.extend(element.inside.iter().map(written));
            let _ = write!(out, "</{name}>");
            out
        }
    }
}

/// An attribute's names, those of plain letters.
fn names(html: &str, tag: &Tag, attribute: &str) -> String {
    let value = tag.value(attribute).map(|range| &html[range]).unwrap_or_default();
    let plain = |name: &&str| {
        name.len() < 80 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_:/.[]%@!".contains(&byte))
    };
    let names = value.split_ascii_whitespace().filter(plain);
    if attribute == "id" { names.take(1).collect() } else { names.collect::<Vec<_>>().join(" ") }
}
