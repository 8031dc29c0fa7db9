//! A thing on the page, known by what it is and what it is called.

use serde_json::{Value, json};

use crate::session::Element;
use crate::window::Window;

/// Finds by role and name; see there.
const FIND: &str = include_str!("roles.js");

/// A way to a thing; it is looked for anew whenever something is done with it.
#[derive(Clone)]
pub(crate) struct Place<'w> {
    window: &'w Window,
    within: Vec<(&'static str, String)>,
    role: &'static str,
    name: Option<String>,
}

impl<'w> Place<'w> {
    pub(crate) fn new(window: &'w Window, role: &'static str, name: Option<&str>) -> Self {
        Self { window, within: Vec::new(), role, name: name.map(str::to_owned) }
    }

    /// A thing inside this one.
    pub(crate) fn place(&self, role: &'static str, name: &str) -> Self {
        let mut inner = self.clone();
        inner.within.push((self.role, self.name.clone().unwrap_or_default()));
        inner.role = role;
        inner.name = Some(name.to_owned());
        inner
    }

    pub(crate) fn button(&self, name: &str) -> Self {
        self.place("button", name)
    }

    fn arguments(&self) -> Vec<Value> {
        vec![json!(self.role), json!(self.name), json!(self.within)]
    }

    fn find(&self) -> Option<Element> {
        self.window.session().find(FIND, &self.arguments()).unwrap_or(None)
    }

    /// What it is, for a message.
    fn words(&self) -> String {
        let name = self.name.as_deref().unwrap_or("any");
        let around: Vec<String> = self.within.iter().rev().map(|(role, name)| format!(" in {role} {name}")).collect();
        let around = around.concat();
        format!("{} {name}{around}", self.role)
    }

    /// Whether it is there now.
    pub(crate) fn is_there(&self) -> bool {
        self.find().is_some()
    }

    /// Waits until it is there.
    pub(crate) fn appears(&self) -> &Self {
        self.window.wait(&self.words(), || self.is_there());
        self
    }

    /// Waits until it is gone.
    pub(crate) fn goes(&self) {
        self.window.wait(&format!("no {}", self.words()), || !self.is_there());
    }

    /// Clicks it, waiting until it can be clicked.
    pub(crate) fn click(&self) {
        let session = self.window.session();
        self.window.wait(&format!("a click on {}", self.words()), || {
            self.is_enabled() && self.find().is_some_and(|element| session.click(&element).is_ok())
        });
    }

    /// Puts the caret into it and types.
    pub(crate) fn type_text(&self, text: &str) {
        self.focus();
        self.window.type_text(text);
    }

    /// Replaces what a field holds.
    pub(crate) fn fill(&self, text: &str) {
        self.focus();
        self.window.chord(&["Control", "a"]);
        self.window.type_text(text);
    }

    /// Puts the keyboard's focus on it, by a click as a person does.
    pub(crate) fn focus(&self) {
        self.click();
        self.window.wait(&format!("the focus on {}", self.words()), || {
            self.ask("return found === document.activeElement || found.contains(document.activeElement)") == json!(true)
        });
    }

    /// Runs `script`, in which `found` is this thing, and returns what it returns; null when it is not there.
    pub(crate) fn ask(&self, script: &str) -> Value {
        let whole = format!(
            "const found = (function () {{ {FIND} }}).apply(null, arguments);\nif (!found) return null;\n{script}"
        );
        self.window.session().run(&whole, &self.arguments()).unwrap_or(Value::Null)
    }

    /// Whether it takes part: not switched off.
    pub(crate) fn is_enabled(&self) -> bool {
        self.ask("return !found.disabled && found.getAttribute('aria-disabled') !== 'true'") == json!(true)
    }

    /// What it says: a field's value, a frame's text, else its own.
    pub(crate) fn text(&self) -> String {
        let said = self.ask(
            "if (found.tagName === 'IFRAME') return found.contentDocument?.body?.innerText ?? '';
             return 'value' in found && found.tagName !== 'LI' && found.tagName !== 'BUTTON' ? found.value : found.innerText;",
        );
        said.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until it says `words`, among others.
    pub(crate) fn says(&self, words: &str) -> &Self {
        self.window.wait(&format!("{} saying {words}", self.words()), || self.text().contains(words));
        self
    }
}
