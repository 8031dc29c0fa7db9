//! The running program.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::page::Place;
use crate::picture;
use crate::seat::{Driver, Look, Seat};
use crate::session::Session;

/// How long a person would wait before thinking that nothing happens, generously: the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(30);

/// Where the page is on the display; a timer answers where no frame is drawn.
const PLACE: &str = "const done = arguments[arguments.length - 1];
    const tell = () => done([screenX, screenY, innerWidth, innerHeight].map((one) => Math.max(0, Math.round(one))));
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(tell, 100)));
    setTimeout(tell, 1000);";

/// The window of a running program; both end when it is dropped.
pub(crate) struct Window {
    // Dropped in this order: the session before its driver.
    session: Session,
    driver: Driver,
}

/// The root of the checkout.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The program to test: the one that `cargo xtask test` names, else the ordinary build.
fn application() -> PathBuf {
    std::env::var_os("BYLINE_APP").map_or_else(|| root().join("target/debug/byline"), PathBuf::from)
}

impl Window {
    /// Starts the program on `site`, or without one, and waits until it shows something.
    pub(crate) fn open(seat: &Seat, look: Look, site: Option<&Path>) -> Self {
        let driver = seat.driver(look);
        let application = application();
        assert!(application.is_file(), "build the program first: {}", application.display());
        let mut arguments = vec!["--desk".to_owned(), seat.desk().to_string_lossy().into_owned()];
        arguments.extend(site.map(|site| site.to_string_lossy().into_owned()));
        let start = Instant::now();
        let session = loop {
            match Session::start(&driver.address, &application.to_string_lossy(), &arguments) {
                Ok(session) => break session,
                Err(_) if start.elapsed() < PATIENCE => sleep(Duration::from_millis(100)),
                Err(error) => panic!("the window did not open: {error}\n{}", driver.said()),
            }
        };
        let window = Self { session, driver };
        window.wait("the page", || {
            let drawn =
                window.run("return document.readyState === 'complete' && document.body.innerText.length > 0", &[]);
            drawn == Value::Bool(true)
        });
        window
    }

    pub(crate) fn session(&self) -> &Session {
        &self.session
    }

    /// Waits until `done`; fails naming `what` when it never is.
    pub(crate) fn wait(&self, what: &str, mut done: impl FnMut() -> bool) {
        let start = Instant::now();
        while !done() {
            if start.elapsed() > PATIENCE {
                let name = format!("failed-{}", what.replace(|c: char| !c.is_alphanumeric(), "-"));
                self.photograph(&name);
                let text = self.run("return document.body.innerText", &[]);
                panic!(
                    "waited in vain for {what}; see target/screenshots/{name}.png\n--- the window says\n{}\n--- the driver says\n{}",
                    text.as_str().unwrap_or_default(),
                    self.driver.said()
                );
            }
            sleep(Duration::from_millis(50));
        }
    }

    /// Runs a script in the page.
    pub(crate) fn run(&self, script: &str, arguments: &[Value]) -> Value {
        self.session.run(script, arguments).unwrap_or_else(|error| panic!("{error}\n{}", self.driver.said()))
    }

    /// Presses keys together, the last one while the others are held.
    pub(crate) fn chord(&self, keys: &[&str]) {
        self.session.chord(keys).unwrap();
    }

    /// Types where the caret is.
    pub(crate) fn type_text(&self, text: &str) {
        self.session.type_text(text).unwrap();
    }

    /// Gives the page this many pixels.
    pub(crate) fn resize(&self, width: u32, height: u32) {
        self.session.resize(width, height).unwrap();
        self.wait("the new size", || self.run("return window.innerWidth", &[]).as_u64() == Some(u64::from(width)));
    }

    /// Keeps what the window shows as `target/screenshots/NAME.png`.
    pub(crate) fn photograph(&self, name: &str) {
        let folder = root().join("target/screenshots");
        fs::create_dir_all(&folder).unwrap();
        // Two frames: what was asked for just now is on the display after them.
        let place = self.session.run_later(PLACE, &[]).ok();
        let place = place.and_then(|place| serde_json::from_value::<picture::Part>(place).ok());
        if let Some(picture) = place.and_then(picture::of_display) {
            picture.save(folder.join(format!("{name}.png"))).unwrap();
        }
    }

    /// A thing by its role and name.
    pub(crate) fn place(&self, role: &'static str, name: &str) -> Place<'_> {
        Place::new(self, role, Some(name))
    }

    pub(crate) fn button(&self, name: &str) -> Place<'_> {
        self.place("button", name)
    }

    pub(crate) fn textbox(&self, name: &str) -> Place<'_> {
        self.place("textbox", name)
    }

    pub(crate) fn region(&self, name: &str) -> Place<'_> {
        self.place("region", name)
    }

    pub(crate) fn dialog(&self, name: &str) -> Place<'_> {
        self.place("dialog", name)
    }

    pub(crate) fn status(&self, name: &str) -> Place<'_> {
        self.place("status", name)
    }

    /// The words of the preview, which stands in a frame that runs nothing itself.
    pub(crate) fn preview(&self) -> Place<'_> {
        self.region("Preview").place("frame", "Preview")
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("--- the driver says\n{}", self.driver.said());
        }
        self.session.end();
    }
}
