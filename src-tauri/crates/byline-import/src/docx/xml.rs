//! XML as a tree, with limits, without entities and without document types.

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, XmlVersion};

use crate::charset;
use crate::limits::{DEPTH, NODES, Refusal};

/// Namespaces that matter, as transitional and as strict documents name them, and how they are called here.
const NAMESPACES: [(&str, &str); 22] = [
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", "w"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "r"),
    ("http://purl.oclc.org/ooxml/officeDocument/relationships", "r"),
    ("http://schemas.openxmlformats.org/drawingml/2006/main", "a"),
    ("http://purl.oclc.org/ooxml/drawingml/main", "a"),
    ("http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", "wp"),
    ("http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", "wp"),
    ("http://schemas.openxmlformats.org/drawingml/2006/picture", "pic"),
    ("http://purl.oclc.org/ooxml/drawingml/picture", "pic"),
    ("http://schemas.openxmlformats.org/drawingml/2006/chart", "c"),
    ("http://schemas.openxmlformats.org/drawingml/2006/diagram", "dgm"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/math", "m"),
    ("http://purl.oclc.org/ooxml/officeDocument/math", "m"),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"),
    ("http://schemas.microsoft.com/office/word/2010/wordprocessingShape", "wps"),
    ("urn:schemas-microsoft-com:vml", "v"),
    ("urn:schemas-microsoft-com:office:office", "o"),
    ("http://schemas.openxmlformats.org/package/2006/relationships", ""),
    ("http://purl.org/dc/elements/1.1/", "dc"),
    ("http://purl.org/dc/terms/", "dcterms"),
    ("http://www.w3.org/XML/1998/namespace", "xml"),
];

/// An element with its words and elements in order.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// With the prefix of [`NAMESPACES`], such as `w:p`.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
}

#[derive(Debug)]
pub(super) enum Node {
    Element(Element),
    Words(String),
}

impl Element {
    /// An attribute by its name with prefix, such as `w:val`.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// The elements right below.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Words(_) => None,
        })
    }

    /// The first element of that name right below.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.name == name)
    }

    /// The attribute `w:val` of the first element of that name right below.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.attribute("w:val")
    }

    /// Whether a switch such as `w:b` is on; none if it is not there.
    pub(super) fn switch(&self, name: &str) -> Option<bool> {
        let value = self.child(name)?.attribute("w:val");
        Some(!matches!(value, Some("0" | "false" | "off" | "none")))
    }

    /// Every element below, in order.
    pub(super) fn all(&self) -> Vec<&Self> {
        let mut found = Vec::new();
        let mut open: Vec<&Self> = self.elements().collect();
        open.reverse();
        while let Some(element) = open.pop() {
            found.push(element);
            let at = open.len();
            open.extend(element.elements());
            open[at..].reverse();
        }
        found
    }

    /// All words below.
    pub(super) fn words(&self) -> String {
        let own = |element: &Self, out: &mut String| {
            for child in &element.children {
                if let Node::Words(words) = child {
                    out.push_str(words);
                }
            }
        };
        let mut out = String::new();
        own(self, &mut out);
        self.all().into_iter().for_each(|element| own(element, &mut out));
        out
    }
}

/// Reads a part. One with a document type is refused: no word processor writes one.
pub(super) fn read(bytes: &[u8]) -> Result<Element, Refusal> {
    let text = charset::decoded(bytes, None).map_err(|_| Refusal::Damaged)?;
    let mut reader = NsReader::from_str(text.trim_start_matches('\u{feff}'));
    let mut open = vec![Element::default()];
    let mut count = 0;
    loop {
        let (namespace, event) = reader.read_resolved_event().map_err(|_| Refusal::Damaged)?;
        match event {
            Event::Start(tag) => {
                let prefix = prefix(&namespace);
                let element = element(prefix, &tag, &reader)?;
                open.push(element);
                if open.len() > DEPTH {
                    return Err(Refusal::TooDeep);
                }
                count += 1;
            }
            Event::Empty(tag) => {
                let prefix = prefix(&namespace);
                let element = element(prefix, &tag, &reader)?;
                add(&mut open, Node::Element(element));
                count += 1;
            }
            Event::End(_) => {
                let Some(element) = open.pop().filter(|_| !open.is_empty()) else { return Err(Refusal::Damaged) };
                add(&mut open, Node::Element(element));
            }
            Event::Text(words) => add_words(&mut open, &words.xml10_content()),
            Event::CData(words) => add_words(&mut open, &words.xml10_content()),
            Event::GeneralRef(name) => {
                let character = name.resolve_char_ref().map_err(|_| Refusal::Damaged)?;
                let named = match name.xml10_content().as_ref() {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => None,
                };
                let character = character.or(named).ok_or(Refusal::Damaged)?;
                add_words(&mut open, character.encode_utf8(&mut [0; 4]));
            }
            Event::DocType(_) => return Err(Refusal::Damaged),
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
        if count > NODES {
            return Err(Refusal::TooMuch);
        }
    }
    // Above the root element there is one without a name; an element that was never closed stands above that.
    let mut top = open.pop().filter(|_| open.is_empty()).ok_or(Refusal::Damaged)?;
    let root = top.children.drain(..).find_map(|child| match child {
        Node::Element(element) => Some(element),
        Node::Words(_) => None,
    });
    root.ok_or(Refusal::Damaged)
}

fn add(open: &mut [Element], node: Node) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(node);
    }
}

fn add_words(open: &mut [Element], words: &str) {
    let Some(parent) = open.last_mut() else { return };
    if let Some(Node::Words(before)) = parent.children.last_mut() {
        before.push_str(words);
    } else {
        parent.children.push(Node::Words(words.to_owned()));
    }
}

fn prefix(namespace: &ResolveResult<'_>) -> &'static str {
    let ResolveResult::Bound(namespace) = namespace else { return "" };
    let found = NAMESPACES.iter().find(|(name, _)| namespace.0 == *name);
    found.map_or("x", |(_, prefix)| prefix)
}

fn named(prefix: &str, local: &str) -> String {
    if prefix.is_empty() { local.to_owned() } else { format!("{prefix}:{local}") }
}

fn element(own: &str, tag: &BytesStart<'_>, reader: &NsReader<&[u8]>) -> Result<Element, Refusal> {
    let mut attributes = Vec::new();
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| Refusal::Damaged)?;
        let (namespace, local) = reader.resolver().resolve_attribute(attribute.key);
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| Refusal::Damaged)?;
        attributes.push((named(prefix(&namespace), local.into_inner()), value.into_owned()));
    }
    let name = named(own, tag.local_name().into_inner());
    Ok(Element { name, attributes, children: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_the_prefix_of_their_namespace_whatever_the_document_calls_it() {
        let xml = r#"<?xml version="1.0"?><n:document xmlns:n="http://purl.oclc.org/ooxml/wordprocessingml/main">
            <n:p n:val="a &amp; b">x &lt;&#65;<![CDATA[<y>]]></n:p></n:document>"#;
        let root = read(xml.as_bytes()).unwrap();
        assert_eq!(root.name, "w:document");
        let paragraph = root.child("w:p").unwrap();
        assert_eq!(paragraph.attribute("w:val"), Some("a & b"));
        assert_eq!(paragraph.words(), "x <A<y>");
    }

    #[test]
    fn bombs_and_broken_parts_are_refused() {
        let deep = "<a>".repeat(50_000) + &"</a>".repeat(50_000);
        assert_eq!(read(deep.as_bytes()).unwrap_err(), Refusal::TooDeep);
        let laughs = r#"<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><l>&b;</l>"#;
        assert_eq!(read(laughs.as_bytes()).unwrap_err(), Refusal::Damaged);
        for broken in ["", "<a>", "<a></b>", "<a>&nothing;</a>", "<a b></a>", "</a>", "words"] {
            assert_eq!(read(broken.as_bytes()).unwrap_err(), Refusal::Damaged, "{broken}");
        }
    }
}
