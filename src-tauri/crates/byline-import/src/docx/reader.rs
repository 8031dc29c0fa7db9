//! Reading a document from its parts.

use std::collections::HashMap;

use super::archive::Archive;
use super::fields::Fields;
use super::numbering::Numbering;
use super::part;
use super::rels::{Rels, Target};
use super::styles::{Role, Styles};
use super::xml::Element;
use crate::document::{Gathered, What};
use crate::limits::Refusal;
use crate::text::Text;

/// What is known of a document while it is read.
pub(super) struct Reader<'a> {
    pub(super) archive: Archive<'a>,
    /// Of the part that is read just now.
    pub(super) rels: Rels,
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    pub(super) fields: Fields,
    pub(super) gathered: Gathered,
    /// Footnotes and endnotes by their id, the latter with an `e` before it.
    notes: HashMap<String, Element>,
    note_rels: [Rels; 2],
    /// The notes that the text refers to, in order.
    referred: Vec<String>,
    /// Whether a paragraph has the style of a title, so that headings stand below it.
    pub(super) has_title: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(mut archive: Archive<'a>, main: &str) -> Result<Self, Refusal> {
        let rels = Rels::of(&mut archive, main)?;
        let styles = Styles::of(&mut archive, rels.of_kind("styles").next())?;
        let numbering = Numbering::of(&mut archive, rels.of_kind("numbering").next())?;
        let mut notes = HashMap::new();
        let mut note_rels = [Rels::default(), Rels::default()];
        for (at, (kind, tag, mark)) in
            [("footnotes", "w:footnote", ""), ("endnotes", "w:endnote", "e")].into_iter().enumerate()
        {
            let Some(name) = rels.of_kind(kind).next().map(str::to_owned) else { continue };
            note_rels[at] = Rels::of(&mut archive, &name)?;
            let Some(mut root) = part(&mut archive, &name)? else { continue };
            for child in root.children.drain(..) {
                let super::xml::Node::Element(note) = child else { continue };
                // A note with a type is the line above the notes.
                let usual = note.name == tag && matches!(note.attribute("w:type"), None | Some("normal"));
                if let Some(id) = note.attribute("w:id").filter(|_| usual) {
                    notes.insert(format!("{mark}{id}"), note);
                }
            }
        }
        let mut gathered = Gathered::default();
        let lines: Vec<String> =
            rels.of_kind("header").chain(rels.of_kind("footer")).take(12).map(str::to_owned).collect();
        for name in lines {
            let words = part(&mut archive, &name).ok().flatten().map(|root| root.words()).unwrap_or_default();
            if words.chars().any(char::is_alphabetic) {
                gathered.leave_out(What::PageLines, "");
            }
        }
        Ok(Self {
            archive,
            rels,
            styles,
            numbering,
            fields: Fields::default(),
            gathered,
            notes,
            note_rels,
            referred: Vec::new(),
            has_title: false,
        })
    }

    /// The whole text with its notes.
    pub(super) fn text(&mut self, body: &Element) -> Result<Text, Refusal> {
        let title = |element: &&Element| {
            element.name == "w:p"
                && self.styles.role(element.child("w:pPr")) == Role::Title
                && !element.words().trim().is_empty()
        };
        self.has_title = body.all().iter().any(title);
        let blocks = self.blocks(body)?;
        let mut notes = Vec::new();
        let mut at = 0;
        // A note may refer to another.
        while let Some(id) = self.referred.get(at).cloned() {
            at += 1;
            self.fields = Fields::default();
            self.rels = std::mem::take(&mut self.note_rels[usize::from(id.starts_with('e'))]);
            let note = self.notes.remove(&id);
            notes.push(note.map(|note| self.blocks(&note)).transpose()?.unwrap_or_default());
            self.note_rels[usize::from(id.starts_with('e'))] = std::mem::take(&mut self.rels);
        }
        Ok(Text { blocks, notes })
    }

    /// The number of a note that the text refers to; none for one that is not there.
    pub(super) fn note(&mut self, id: &str, is_endnote: bool) -> Option<usize> {
        let key = if is_endnote { format!("e{id}") } else { id.to_owned() };
        if let Some(at) = self.referred.iter().position(|known| *known == key) {
            return Some(at + 1);
        }
        let words = self.notes.get(&key)?.words();
        if words.trim().is_empty() {
            return None;
        }
        self.referred.push(key);
        Some(self.referred.len())
    }

    /// The address that an id leads to outside the document.
    pub(super) fn outside(&self, id: &str) -> Option<String> {
        match self.rels.target(id)? {
            Target::Outside(address) => Some(address.clone()),
            Target::Part(_) => None,
        }
    }
}
