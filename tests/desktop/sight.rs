//! What a person sees from one moment to the next, photographed, and fit for everyone.

use serde_json::json;

use crate::axe;
use crate::screens;
use crate::seat::Look;
use crate::window::Window;

/// Somebody before the window, who notes what is wrong with what it shows.
pub(crate) struct Sight<'w> {
    pub(crate) window: &'w Window,
    look: Look,
    faults: Vec<String>,
}

impl<'w> Sight<'w> {
    pub(crate) fn new(window: &'w Window, look: Look) -> Self {
        Self { window, look, faults: Vec::new() }
    }

    /// Looks at a screen in each size.
    pub(crate) fn check(&mut self, screen: &str) {
        self.faults.extend(screens::check(self.window, screen, self.look));
    }

    /// Looks at it as it is: another size would close it, or shows nothing new.
    pub(crate) fn see(&mut self, screen: &str) {
        let _ = self.window.session().point_away();
        self.see_at(screen);
    }

    /// The same, with the pointer where it is.
    pub(crate) fn see_at(&mut self, screen: &str) {
        let name = format!("{screen}-{}", if self.look == Look::Dark { "dark" } else { "light" });
        self.window.photograph(&name);
        self.faults.extend(axe::faults(self.window, &name));
    }

    /// Waits for something that is known by how it is drawn.
    pub(crate) fn there(&self, what: &str, selector: &str) {
        let script = format!("return document.querySelector({}) !== null", json!(selector));
        self.window.wait(what, || self.window.run(&script, &[]) == json!(true));
    }

    /// Brings the first of these into the middle and clicks it.
    pub(crate) fn click(&self, selector: &str) {
        self.bring(selector);
        let session = self.window.session();
        self.window.wait(&format!("a click on {selector}"), || {
            let found = session.find("return document.querySelector(arguments[0])", &[json!(selector)]);
            found.is_ok_and(|found| found.is_some_and(|element| session.click(&element).is_ok()))
        });
    }

    /// The same with the other button.
    pub(crate) fn right_click(&self, selector: &str) {
        self.bring(selector);
        let session = self.window.session();
        let found = session.find("return document.querySelector(arguments[0])", &[json!(selector)]).unwrap();
        session.right_click(&found.unwrap()).unwrap();
    }

    /// Brings the first of these into the middle of the page.
    pub(crate) fn bring(&self, selector: &str) {
        self.there(selector, selector);
        self.window.run("document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })", &[json!(selector)]);
    }

    /// Puts the caret into the first words of the post, by a click as a person does.
    pub(crate) fn write(&self) {
        self.click(".cm-content > .cm-line:not(.b-none, .b-gap)");
        self.there("the caret in the post", ".cm-content:focus");
    }

    /// Opens something by its keys, looks at it, and closes it again.
    pub(crate) fn by_keys(&mut self, keys: &[&str], selector: &str, screen: &str) {
        self.window.textbox("Post").focus();
        self.window.chord(keys);
        self.there(screen, selector);
        self.check(screen);
        self.window.chord(&["Escape"]);
    }

    /// Nothing was wrong with anything that was seen.
    pub(crate) fn is_fit(&self) {
        assert!(self.faults.is_empty(), "\n{}", self.faults.join("\n"));
    }
}
