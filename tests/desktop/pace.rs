//! How quick the page is under a person's hands. Not a test: `cargo xtask bench --only page` starts it on a release
//! build and reads the figures that it writes, one `NAME MILLISECONDS` a line, into the file that `BYLINE_PACE` names.

use std::fmt::Write;
use std::fs;

use byline_testkit::World;
use serde_json::{Value, json};

use crate::seat::{Look, Seat};
use crate::window::Window;

const SCRIPT: &str = include_str!("pace.js");

/// One kilobyte as people write it.
const TEXT: &str = "## A walk along the river

The path begins behind the *old mill* and follows the water for an hour or two, with **two bridges** and more benches
than anyone could need. In spring the meadow is under water; in summer it smells of [mint](https://example.org/mint).

- a bottle of water, and something to eat
- shoes that may become wet
- the `map` from the station

> Whoever walks here at six in the morning has the herons to himself.

1. Follow the signs to the weir.
2. Cross there, and keep to the left bank, where the path is dry in most years and the view over the valley is
   worth the detour.

Most people turn round at the second bridge. They miss the best part, which is the stretch below the vineyards where
nothing has been built, and where the kingfishers are. Take your time. There is a bus back every hour until nine.

";

/// What is typed at a place: words, as letters make most of what people type.
const TYPED: &str = "the quick brown fox sat down and looked over the water for a while ";

/// Sizes of posts, in kilobytes.
const SIZES: [usize; 4] = [5, 60, 100, 1024];

/// A sentence that stands at the end of the post of that size, and nowhere else.
fn mark(kilobytes: usize) -> String {
    format!("These are the {kilobytes} kilobytes.")
}

fn post(kilobytes: usize) -> String {
    let mut text =
        format!("---\ntitle: Walk {kilobytes}\nauthor: Anna Writer\ndate: 2026-03-02\n---\n\n{}\n\n", mark(kilobytes));
    text.extend(TEXT.chars().cycle().take(kilobytes * 1024));
    text.push('\n');
    text
}

struct Pace<'w> {
    window: &'w Window,
    figures: String,
}

impl Pace<'_> {
    fn ask(&self, arguments: &[Value]) -> Value {
        self.window.session().run_later(SCRIPT, arguments).unwrap()
    }

    fn note(&mut self, name: &str, milliseconds: f64) {
        writeln!(self.figures, "{name} {milliseconds:.3}").unwrap();
        // Kept at once: a run that is cut short has told what it knew.
        if let Some(file) = std::env::var_os("BYLINE_PACE") {
            fs::write(file, &self.figures).unwrap();
        }
    }

    /// Opens the post of that size from the list.
    fn open(&mut self, kilobytes: usize) {
        let other = self.window.region("Posts").button("Winter light");
        other.click();
        self.window.textbox("Post").says("The sun stands low");
        self.ask(&[json!("listen")]);
        self.window.region("Posts").button(&format!("Walk {kilobytes}")).click();
        let took = self.ask(&[json!("opened"), json!(mark(kilobytes))]);
        self.note(&format!("open-{kilobytes}"), took.as_f64().unwrap());
        self.window.preview().says("the herons");
    }

    /// Types where the caret is and notes each key.
    fn type_at(&mut self, name: &str, typed: &str, pause: u32) {
        self.ask(&[json!("listen")]);
        self.window.session().type_in_pace(typed, pause).unwrap();
        std::thread::sleep(std::time::Duration::from_millis(600));
        let told = self.ask(&[json!("told")]);
        let notes = told.as_array().unwrap();
        assert!(notes.len() >= typed.len() - 1, "{} keys of {}", notes.len(), typed.len());
        for note in notes {
            for kind in ["work", "paint", "shown"] {
                if let Some(figure) = note[kind].as_f64() {
                    self.note(&format!("{name}-{kind}"), figure);
                }
            }
        }
    }

    /// Puts the caret at a place of the post as a person does: a click on what is in sight there.
    fn go(&self, place: &str) {
        match place {
            "start" => self.window.chord(&["Control", "Home"]),
            "end" => self.window.chord(&["Control", "End"]),
            _ => {
                self.window.run(
                    "const sheet = document.querySelector('.sheet'); sheet.scrollTop = sheet.scrollHeight / 2;",
                    &[],
                );
                std::thread::sleep(std::time::Duration::from_millis(500));
                // What is in sight of a long post is drawn anew while its heights become known.
                self.window.wait("a line in the middle", || {
                    let line = self.window.session().find(
                        "const box = document.querySelector('.sheet').getBoundingClientRect();
                         const middle = box.top + box.height / 2;
                         return [...document.querySelectorAll('.cm-line')].find((line) => {
                           const place = line.getBoundingClientRect();
                           return place.top > middle && line.textContent.length > 60 && !line.matches('.b-list, .b-heading');
                         });",
                        &[],
                    );
                    line.ok().flatten().is_some_and(|line| self.window.session().click(&line).is_ok())
                });
            }
        }
        std::thread::sleep(std::time::Duration::from_millis(400));
    }
}

#[test]
fn pace_of_the_page() {
    let world = World::new();
    let winter: &[u8] =
        b"---\ntitle: Winter light\nauthor: Anna Writer\ndate: 2026-03-02\n---\n\nThe sun stands low.\n";
    let posts: Vec<(String, String)> =
        SIZES.map(|size| (format!("posts/2026-03-02-walk-of-{size}.md"), post(size))).into();
    let mut files: Vec<(&str, &[u8])> = vec![("posts/2026-03-09-winter-light.md", winter)];
    files.extend(posts.iter().map(|(path, text)| (path.as_str(), text.as_bytes())));
    let site = world.site("blog", &files);
    let seat = Seat::new();
    let window = Window::open(&seat, Look::Light, Some(site.path()));
    window.region("Posts").place("list", "Posts").says("Winter light").says("Walk 1024");
    let mut pace = Pace { window: &window, figures: String::new() };
    let turns = std::env::var("BYLINE_PACE_TURNS").ok().and_then(|turns| turns.parse().ok()).unwrap_or(1);
    let editors = std::env::var_os("BYLINE_PACE_EDITORS").map(|script| fs::read_to_string(script).unwrap());
    if let Some(script) = &editors {
        window.run(script, &[]);
    }
    for _ in 0..turns {
        for size in SIZES {
            pace.open(size);
            window.textbox("Post").focus();
            for place in ["start", "middle", "end"] {
                pace.go(place);
                pace.type_at(&format!("key-{size}-{place}"), TYPED, if size > 100 { 160 } else { 90 });
            }
            if editors.is_none() || size == 5 || size == 100 {
                continue;
            }
            // The others take a second or more for each key of the largest.
            let peers: &[&str] = if size > 100 { &["textarea"] } else { &["textarea", "prosemirror"] };
            let typed = if size > 100 { &TYPED[..12] } else { TYPED };
            for &peer in peers {
                for place in ["start", "middle", "end"] {
                    let took = pace.ask(&[json!("peer"), json!(peer), json!(post(size)), json!(place)]);
                    pace.note(&format!("{peer}-open-{size}"), took.as_f64().unwrap());
                    pace.type_at(&format!("{peer}-{size}-{place}"), typed, if size > 100 { 160 } else { 90 });
                    pace.ask(&[json!("gone")]);
                }
            }
        }
    }
    println!("{}", pace.figures);
}
