//! A page as a tree, built by the parser that browsers' rules are written for, with limits while it is built.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, LocalName, Namespace, ParseOpts, QualName, parse_document};

use crate::limits::{DEPTH, NODES, Refusal};

/// How much is parsed before the limits are looked at again, in bytes.
const STEP: usize = 4 * 1024;

/// A node's place in [`Tree`].
pub(super) type Id = usize;

/// A page. The document itself is node 0.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
}

#[derive(Debug)]
pub(super) struct Node {
    pub(super) what: What,
    pub(super) parent: Option<Id>,
    pub(super) children: Vec<Id>,
}

#[derive(Debug)]
pub(super) enum What {
    Document,
    Element {
        name: QualName,
        attributes: Vec<Attribute>,
    },
    Text(String),
    /// Comments, document types, instructions.
    Other,
}

impl Tree {
    /// Parses a page.
    pub(super) fn parse(page: &str) -> Result<Self, Refusal> {
        let mut parser = parse_document(Sink::new(), ParseOpts::default());
        let mut rest = page;
        while !rest.is_empty() {
            let mut end = STEP.min(rest.len());
            while !rest.is_char_boundary(end) {
                end += 1;
            }
            parser.process(StrTendril::from_slice(&rest[..end]));
            rest = &rest[end..];
            let sink = &parser.tokenizer.sink.sink;
            if sink.deepest.get() > DEPTH {
                return Err(Refusal::TooDeep);
            }
            if sink.nodes.borrow().len() > NODES {
                return Err(Refusal::TooMuch);
            }
        }
        let nodes = parser.finish();
        Ok(Self { nodes })
    }

    pub(super) fn node(&self, id: Id) -> &Node {
        // Ids come from this tree alone; the document stands for one that would not be there.
        self.nodes.get(id).unwrap_or(&self.nodes[0])
    }

    pub(super) fn children(&self, id: Id) -> &[Id] {
        &self.node(id).children
    }

    /// An element's name in lower case; empty for anything else.
    pub(super) fn name(&self, id: Id) -> &str {
        match &self.node(id).what {
            What::Element { name, .. } => &name.local,
            _ => "",
        }
    }

    pub(super) fn attribute(&self, id: Id, wanted: &str) -> Option<&str> {
        match &self.node(id).what {
            What::Element { attributes, .. } => {
                attributes.iter().find(|attribute| &*attribute.name.local == wanted).map(|attribute| &*attribute.value)
            }
            _ => None,
        }
    }

    /// Whether an element is of this class.
    pub(super) fn is_of(&self, id: Id, class: &str) -> bool {
        self.attribute(id, "class").is_some_and(|classes| classes.split_ascii_whitespace().any(|one| one == class))
    }

    /// Every node below, in the order of the page.
    pub(super) fn below(&self, id: Id) -> Below<'_> {
        Below { tree: self, open: self.children(id).iter().rev().copied().collect() }
    }

    /// The node's parents, the nearest first.
    pub(super) fn above(&self, id: Id) -> impl Iterator<Item = Id> {
        std::iter::successors(self.node(id).parent, |id| self.node(*id).parent)
    }

    /// The words below, as they stand.
    pub(super) fn words(&self, id: Id) -> String {
        let own = |id: Id| match &self.node(id).what {
            What::Text(words) => words.as_str(),
            _ => "",
        };
        let mut out = own(id).to_owned();
        self.below(id).for_each(|id| out.push_str(own(id)));
        out
    }
}

/// See [`Tree::below`].
pub(super) struct Below<'a> {
    tree: &'a Tree,
    open: Vec<Id>,
}

impl Iterator for Below<'_> {
    type Item = Id;

    fn next(&mut self) -> Option<Id> {
        let id = self.open.pop()?;
        self.open.extend(self.tree.children(id).iter().rev());
        Some(id)
    }
}

/// What the parser builds the tree with.
struct Sink {
    nodes: RefCell<Vec<Node>>,
    depths: RefCell<Vec<usize>>,
    deepest: Cell<usize>,
}

impl Sink {
    fn new() -> Self {
        let sink = Self { nodes: RefCell::default(), depths: RefCell::default(), deepest: Cell::new(0) };
        sink.add(What::Document);
        sink
    }

    fn add(&self, what: What) -> Id {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node { what, parent: None, children: Vec::new() });
        self.depths.borrow_mut().push(0);
        nodes.len() - 1
    }

    fn put(&self, parent: Id, at: Option<usize>, child: NodeOrText<Id>) {
        let mut nodes = self.nodes.borrow_mut();
        let before = match at {
            Some(at) => at.checked_sub(1).and_then(|at| nodes[parent].children.get(at).copied()),
            None => nodes[parent].children.last().copied(),
        };
        let child = match child {
            NodeOrText::AppendText(words) => {
                if let Some(What::Text(text)) = before.map(|before| &mut nodes[before].what) {
                    text.push_str(&words);
                    return;
                }
                drop(nodes);
                let child = self.add(What::Text(words.to_string()));
                nodes = self.nodes.borrow_mut();
                child
            }
            NodeOrText::AppendNode(child) => child,
        };
        nodes[child].parent = Some(parent);
        match at {
            Some(at) => nodes[parent].children.insert(at, child),
            None => nodes[parent].children.push(child),
        }
        let mut depths = self.depths.borrow_mut();
        depths[child] = depths[parent] + 1;
        self.deepest.set(self.deepest.get().max(depths[child]));
    }

    fn detach(&self, child: Id) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(parent) = nodes[child].parent.take()
            && let Some(at) = nodes[parent].children.iter().rposition(|other| *other == child)
        {
            nodes[parent].children.remove(at);
        }
    }
}

/// An element's name, as the parser asks for it.
#[derive(Debug)]
struct Name(QualName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl TreeSink for Sink {
    type Handle = Id;
    type Output = Vec<Node>;
    type ElemName<'a> = Name;

    fn finish(self) -> Vec<Node> {
        self.nodes.into_inner()
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Name {
        Name(match &self.nodes.borrow()[*target].what {
            What::Element { name, .. } => name.clone(),
            _ => QualName::new(None, html5ever::ns!(), html5ever::local_name!("")),
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _flags: ElementFlags) -> Id {
        self.add(What::Element { name, attributes })
    }

    fn create_comment(&self, _text: StrTendril) -> Id {
        self.add(What::Other)
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> Id {
        self.add(What::Other)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        self.put(*parent, None, child);
    }

    fn append_based_on_parent_node(&self, element: &Id, previous: &Id, child: NodeOrText<Id>) {
        if self.nodes.borrow()[*element].parent.is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public: StrTendril, _system: StrTendril) {}

    /// A template is dropped whole, so that its content may as well stand below it.
    fn get_template_contents(&self, target: &Id) -> Id {
        *target
    }

    fn same_node(&self, one: &Id, other: &Id) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        if let NodeOrText::AppendNode(child) = &child {
            self.detach(*child);
        }
        let place = {
            let nodes = self.nodes.borrow();
            let parent = nodes[*sibling].parent;
            parent.and_then(|parent| Some((parent, nodes[parent].children.iter().rposition(|id| id == sibling)?)))
        };
        if let Some((parent, at)) = place {
            self.put(parent, Some(at), child);
        }
    }

    fn add_attrs_if_missing(&self, target: &Id, more: Vec<Attribute>) {
        if let What::Element { attributes, .. } = &mut self.nodes.borrow_mut()[*target].what {
            for attribute in more {
                if !attributes.iter().any(|there| there.name == attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Id) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &Id, new_parent: &Id) {
        let children = std::mem::take(&mut self.nodes.borrow_mut()[*node].children);
        for child in children {
            self.put(*new_parent, None, NodeOrText::AppendNode(child));
        }
    }
}
