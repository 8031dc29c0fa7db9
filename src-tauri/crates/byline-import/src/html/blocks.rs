//! The elements of a page as the parts of a text.

use std::collections::HashSet;

use super::looks::{Sheet, declared};
use super::notes::Notes;
use super::region::Region;
use super::tree::{Id, Tree, What as Node};
use super::{google, hidden, pasted, word};
use crate::document::{Gathered, What as Left};
use crate::limits::DEPTH;
use crate::text::flow::Flow;
use crate::text::lists::Entry;
use crate::text::{self, Block, DEEPEST, Item, Look, Piece, Text, What};

/// What a reader does not see, or what is there to be clicked.
const DROPPED: [&str; 22] = [
    "script", "style", "noscript", "template", "nav", "head", "title", "meta", "link", "button", "select", "textarea",
    "input", "dialog", "canvas", "map", "xml", "object", "datalist", "progress", "meter", "frameset",
];

/// Classes of words that are only spoken.
const SPOKEN: [&str; 5] = ["sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only"];

/// A page while it is read.
pub(super) struct Page<'a> {
    pub(super) tree: &'a Tree,
    pub(super) sheet: Sheet,
    pub(super) gathered: Gathered,
    pub(super) notes: Notes,
    /// Notes stand at the end, not where the page has them.
    holders: HashSet<Id>,
    /// Whether the whole page is read, so that what frames it must be told from the post.
    is_whole: bool,
    /// Whether this is what was copied, of which only what can be seen is meant.
    pub(super) is_pasted: bool,
    has_title: bool,
    /// The note being read.
    inside_note: Option<Id>,
}

/// What is known of the elements around.
#[derive(Debug, Clone, Default)]
pub(super) struct Around {
    pub(super) look: Look,
    pub(super) link: Option<String>,
    pub(super) depth: usize,
    pub(super) nesting: usize,
    /// Words are too small to be seen.
    pub(super) tiny: bool,
}

impl Around {
    pub(super) fn deeper(&self) -> Self {
        Self { depth: self.depth + 1, ..self.clone() }
    }
}

/// Blocks, and the line that is not finished yet.
#[derive(Debug, Default)]
pub(super) struct Growing {
    pub(super) flow: Flow,
    pub(super) line: Vec<Piece>,
}

impl Growing {
    pub(super) fn settle(&mut self) {
        let line = std::mem::take(&mut self.line);
        if !text::is_blank(&line) {
            self.flow.block(Block::Paragraph(line));
        }
    }

    fn finished(mut self) -> Vec<Block> {
        self.settle();
        self.flow.finished()
    }
}

impl<'a> Page<'a> {
    pub(super) fn new(tree: &'a Tree, region: &Region) -> Self {
        let notes = Notes::of(tree);
        let holders = notes.holders.iter().copied().collect();
        let has_title = tree.below(region.root).any(|id| is_title(tree, id));
        Self {
            tree,
            sheet: Sheet::of(tree),
            gathered: Gathered::default(),
            notes,
            holders,
            is_whole: region.is_page,
            is_pasted: false,
            has_title,
            inside_note: None,
        }
    }

    /// A page that was copied.
    pub(super) fn pasted(tree: &'a Tree, region: &Region) -> Self {
        Self { is_pasted: true, ..Self::new(tree, region) }
    }

    /// The text of a region with its notes.
    pub(super) fn text(&mut self, region: &Region) -> Text {
        let around = Around::default();
        let mut blocks = Vec::new();
        if let Some(heading) = region.heading {
            blocks.push(Block::Heading(1, self.line(heading, &around)));
        }
        blocks.extend(self.blocks(region.root, &around));
        // What stood above the notes is a rule above nothing.
        while blocks.last() == Some(&Block::Rule) {
            blocks.pop();
        }
        let holders = self.notes.holders.clone();
        let mut notes = Vec::new();
        for holder in holders {
            self.inside_note = Some(holder);
            notes.push(self.blocks(holder, &around));
        }
        Text { blocks, notes }
    }

    /// What stands below an element, as blocks.
    pub(super) fn blocks(&mut self, parent: Id, around: &Around) -> Vec<Block> {
        let mut growing = Growing::default();
        self.all(parent, around, &mut growing);
        growing.finished()
    }

    /// What stands below an element, on one line.
    fn line(&mut self, parent: Id, around: &Around) -> Vec<Piece> {
        let mut growing = Growing::default();
        self.all(parent, around, &mut growing);
        if text::is_blank(&growing.line) { Vec::new() } else { growing.line }
    }

    pub(super) fn all(&mut self, parent: Id, around: &Around, out: &mut Growing) {
        let tree = self.tree;
        for child in tree.children(parent).iter().copied() {
            match &tree.node(child).what {
                Node::Text(_) if around.tiny => {}
                Node::Text(words) => {
                    out.line.push(Piece {
                        what: What::Words(words.clone()),
                        look: around.look,
                        link: around.link.clone(),
                    });
                }
                Node::Element { .. } if around.depth >= DEPTH => out.line.push(Piece::words(tree.words(child))),
                Node::Element { .. } => self.element(child, around, out),
                Node::Document | Node::Other => {}
            }
        }
    }

    fn is_dropped(&mut self, id: Id) -> bool {
        let tree = self.tree;
        let name = tree.name(id);
        let is = |attribute, value: &str| tree.attribute(id, attribute) == Some(value);
        if let Some(part) = word::part(tree, id) {
            let left = match part {
                word::Part::Comments => Left::Comments,
                word::Part::PageLines => Left::PageLines,
                word::Part::Contents => Left::Contents,
            };
            // A list of remarks and the places that they belong to are one matter.
            if part != word::Part::Comments || name == "a" || name == "span" {
                self.gathered.leave_out(left, "");
            }
            return true;
        }
        let hidden = tree.attribute(id, "hidden").is_some()
            || declared(tree, id, "display").is_some_and(|display| display == "none")
            || declared(tree, id, "mso-hide").is_some_and(|hide| hide == "all")
            || SPOKEN.iter().any(|class| tree.is_of(id, class))
            || (is("aria-hidden", "true") && matches!(name, "a" | "svg"));
        let frames = self.is_whole
            && (name == "aside"
                || is("role", "navigation")
                || is("role", "contentinfo")
                || (matches!(name, "header" | "footer")
                    && tree.node(id).parent.is_some_and(|parent| tree.name(parent) == "body")
                    && !(name == "header" && tree.below(id).any(|id| tree.name(id) == "h1"))));
        let unseen = self.is_pasted && hidden::is_hidden(tree, &self.sheet, id);
        let elsewhere = self.holders.contains(&id) && self.inside_note != Some(id);
        hidden
            || unseen
            || frames
            || elsewhere
            || google::holds_remark(tree, id)
            || word::is_sign(tree, id)
            || DROPPED.contains(&name)
    }

    fn element(&mut self, id: Id, around: &Around, out: &mut Growing) {
        let tree = self.tree;
        if self.is_dropped(id) {
            return;
        }
        let look = self.sheet.look(tree, id, around.look);
        let mut here = Around { look, ..around.deeper() };
        if self.is_pasted {
            here.tiny = hidden::is_tiny(tree, &self.sheet, id).unwrap_or(around.tiny);
            if pasted::is_gap(tree, id) {
                return out.settle();
            }
            if let Some(level) = pasted::spoken_heading(tree, id) {
                return self.heading(level.clamp(1, 6), id, &here, out);
            }
            if let Some(code) = pasted::code(tree, id) {
                out.settle();
                return out.flow.block(code);
            }
        }
        match tree.name(id) {
            "br" => Self::line_break(out),
            "a" => self.link(id, &here, out),
            "img" => self.picture(id, &here, out),
            "q" => {
                out.line.push(Piece { look, ..Piece::words("“") });
                self.all(id, &here, out);
                out.line.push(Piece { look, ..Piece::words("”") });
            }
            "math" => self.formula(id, look, out),
            "svg" => self.gathered.leave_out(Left::PictureKind, "SVG"),
            "iframe" | "video" | "audio" | "embed" => self.player(id, out),
            name => self.block(name, id, &here, out),
        }
    }

    fn block(&mut self, name: &str, id: Id, here: &Around, out: &mut Growing) {
        let tree = self.tree;
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.as_bytes().get(1).map_or(1, |digit| digit - b'0') + u8::from(self.has_title);
                self.heading(level.min(6), id, here, out);
            }
            "ul" | "ol" | "menu" | "dir" => self.list(id, here, out),
            "blockquote" if here.nesting < DEEPEST => {
                out.settle();
                let inner = self.blocks(id, &Around { nesting: here.nesting + 1, ..here.clone() });
                out.flow.block(Block::Quote(inner));
            }
            "pre" | "listing" | "xmp" => {
                out.settle();
                out.flow.block(Block::Code(language(tree, id), preformatted(tree, id)));
            }
            "table" => {
                out.settle();
                self.table(id, here).into_iter().for_each(|block| out.flow.block(block));
            }
            "hr" => {
                out.settle();
                out.flow.block(Block::Rule);
            }
            "figure" => self.figure(id, here, out),
            "dt" | "summary" | "legend" => {
                out.settle();
                self.all(id, &Around { look: Look { bold: true, ..here.look }, ..here.clone() }, out);
                out.settle();
            }
            "p" => self.paragraph(id, here, out),
            "div" | "section" | "article" | "main" | "header" | "footer" | "aside" | "address" | "center"
            | "fieldset" | "form" | "dl" | "dd" | "details" | "figcaption" | "body" | "html" | "hgroup" | "search"
            | "li" | "tr" | "td" | "th" | "tbody" | "thead" | "caption" | "option" | "blockquote" => {
                out.settle();
                self.all(id, here, out);
                out.settle();
            }
            _ => self.all(id, here, out),
        }
    }

    /// A new line; two of them are a new paragraph.
    fn line_break(out: &mut Growing) {
        let mut before = out
            .line
            .iter()
            .rev()
            .skip_while(|piece| matches!(&piece.what, What::Words(words) if words.trim().is_empty()));
        if before.next().is_some_and(|piece| piece.what == What::Break) {
            out.settle();
        } else {
            out.line.push(Piece::plain(What::Break));
        }
    }

    fn heading(&mut self, level: u8, id: Id, here: &Around, out: &mut Growing) {
        out.settle();
        let mut inner = Growing::default();
        self.all(id, &Around { look: Look::default(), ..here.clone() }, &mut inner);
        // Signs that lead to the heading itself are no words of it.
        inner
            .line
            .retain(|piece| !(piece.link.as_deref().is_some_and(|link| link.starts_with('#')) && is_anchor(piece)));
        if inner.flow.is_empty() {
            if !text::is_blank(&inner.line) {
                out.flow.block(Block::Heading(level, inner.line));
            }
        } else {
            inner.finished().into_iter().for_each(|block| {
                out.flow.block(match block {
                    Block::Paragraph(pieces) => Block::Heading(level, pieces),
                    other => other,
                });
            });
        }
    }

    fn paragraph(&mut self, id: Id, here: &Around, out: &mut Growing) {
        let tree = self.tree;
        out.settle();
        if is_title(tree, id) {
            return self.heading(1, id, here, out);
        }
        let class = tree.attribute(id, "class").unwrap_or_default();
        let (item, quote) =
            (word::item(tree, id), class.starts_with("MsoQuote") || class.starts_with("MsoIntenseQuote"));
        if item.is_none() && !quote && class != "MsoCaption" {
            self.all(id, here, out);
            return out.settle();
        }
        let blocks = self.blocks(id, here);
        for block in blocks {
            match (&item, block) {
                (Some(item), block @ Block::Paragraph(_)) => {
                    out.flow.entry(Entry { level: item.level, number: item.number, blocks: vec![block] });
                }
                (None, block @ Block::Paragraph(_)) if quote => out.flow.quoted(block),
                (None, Block::Paragraph(pieces)) if out.flow.caption(&text::plain_words(&pieces)) => {}
                (_, block) => out.flow.block(block),
            }
        }
    }

    fn list(&mut self, id: Id, here: &Around, out: &mut Growing) {
        let tree = self.tree;
        out.settle();
        let numbered = tree.name(id) == "ol";
        let start = tree.attribute(id, "start").and_then(|start| start.parse::<u64>().ok()).unwrap_or(1);
        let flat = google::list_level(tree, id).or_else(|| pasted::list_level(tree, id));
        if here.nesting >= DEEPEST {
            self.all(id, here, out);
            return out.settle();
        }
        let inner = Around { nesting: here.nesting + 1, ..here.clone() };
        let mut items: Vec<Item> = Vec::new();
        for child in tree.children(id).iter().copied() {
            let is_item = tree.name(child) == "li";
            if is_item && self.is_dropped(child) {
                continue;
            }
            let look = self.sheet.look(tree, child, inner.look);
            let mut growing = Growing::default();
            if is_item {
                self.all(child, &Around { look, ..inner.deeper() }, &mut growing);
            } else {
                match &tree.node(child).what {
                    Node::Text(words) => growing.line.push(Piece { look, ..Piece::words(words.clone()) }),
                    Node::Element { .. } => self.element(child, &inner, &mut growing),
                    Node::Document | Node::Other => {}
                }
            }
            let blocks = growing.finished();
            // A list right below a list belongs to the item before it.
            match items.last_mut() {
                Some(last) if !is_item => last.blocks.extend(blocks),
                _ if blocks.is_empty() => {}
                _ => items.push(Item { blocks, done: if is_item { ticked(tree, child) } else { None } }),
            }
        }
        if let Some(level) = flat {
            for (at, item) in items.into_iter().enumerate() {
                let number = numbered.then_some(start.saturating_add(at as u64));
                out.flow.entry(Entry { level, number, blocks: item.blocks });
            }
        } else if !items.is_empty() {
            out.flow.block(Block::List(numbered.then_some(start), items));
        }
    }

    fn figure(&mut self, id: Id, here: &Around, out: &mut Growing) {
        let tree = self.tree;
        out.settle();
        let captions: Vec<Id> = tree.below(id).filter(|id| tree.name(*id) == "figcaption").collect();
        let mut inner = Growing::default();
        for child in tree.children(id).iter().copied().filter(|child| !captions.contains(child)) {
            match &tree.node(child).what {
                Node::Text(words) => inner.line.push(Piece::words(words.clone())),
                Node::Element { .. } => self.element(child, here, &mut inner),
                Node::Document | Node::Other => {}
            }
        }
        inner.finished().into_iter().for_each(|block| out.flow.block(block));
        for caption in captions.into_iter().filter(|caption| tree.node(*caption).parent == Some(id)) {
            for block in self.blocks(caption, here) {
                match block {
                    Block::Paragraph(pieces)
                        if pieces.iter().all(is_plain) && out.flow.caption(&text::plain_words(&pieces)) => {}
                    Block::Paragraph(mut pieces) => {
                        for piece in &mut pieces {
                            piece.look.italic = true;
                        }
                        out.flow.block(Block::Paragraph(pieces));
                    }
                    block => out.flow.block(block),
                }
            }
        }
    }
}

fn is_title(tree: &Tree, id: Id) -> bool {
    tree.name(id) == "p" && (tree.is_of(id, "MsoTitle") || tree.is_of(id, "title")) && !tree.words(id).trim().is_empty()
}

fn is_plain(piece: &Piece) -> bool {
    matches!(piece.what, What::Words(_) | What::Break) && piece.link.is_none()
}

/// Whether the words are only a sign to be clicked, beside a heading.
pub(super) fn is_anchor(piece: &Piece) -> bool {
    matches!(&piece.what, What::Words(words) if !words.chars().any(char::is_alphanumeric))
}

/// For an item of a list of things to do: whether it is done.
fn ticked(tree: &Tree, item: Id) -> Option<bool> {
    let first = tree.below(item).take(6).find(|id| tree.name(*id) == "input")?;
    let is_box = tree.attribute(first, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("checkbox"));
    is_box.then(|| tree.attribute(first, "checked").is_some())
}

/// The language of code, by a class of it or around it.
fn language(tree: &Tree, pre: Id) -> String {
    let inner = tree.below(pre).filter(|id| tree.name(*id) == "code");
    let mut places = std::iter::once(pre).chain(inner).chain(tree.above(pre).take(2));
    let named = |id: Id| {
        let data = tree.attribute(id, "data-lang").or_else(|| tree.attribute(id, "data-language"));
        let classes = tree.attribute(id, "class").unwrap_or_default();
        let starts = ["language-", "lang-", "highlight-source-", "brush:"];
        let by_class = classes
            .split_ascii_whitespace()
            .find_map(|class| starts.iter().find_map(|start| class.strip_prefix(start)));
        data.or(by_class).map(str::to_owned)
    };
    places.find_map(named).unwrap_or_default()
}

fn preformatted(tree: &Tree, pre: Id) -> String {
    let mut out = String::new();
    for id in tree.below(pasted::inside_pre(tree, pre)) {
        match &tree.node(id).what {
            Node::Text(words) => out.push_str(words),
            _ if tree.name(id) == "br" => out.push('\n'),
            _ => {}
        }
    }
    out.replace("\r\n", "\n").replace('\r', "\n")
}
