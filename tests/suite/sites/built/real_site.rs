//! The real generators as the real site shows a post: started, looked at over HTTP, changed, broken, mended, ended.

use std::path::Path;
use std::time::{Duration, Instant};

use byline_desk::api::{RealProblem, RealSite, RealStep};
use byline_desk::{Desk, Site};
use byline_testkit::{SiteFolder, git};

use super::generator::Generator;
use crate::seat::Seat;
use crate::sites::fixture;

/// The longest that any of them takes on a slow computer.
const PATIENCE: Duration = Duration::from_secs(90);

struct Here {
    seat: Seat,
    folder: SiteFolder,
    desk: Desk,
    path: &'static str,
    running: tokio::runtime::Runtime,
}

/// A generator's own site, with a desk that may run it.
fn here(generator: Generator, path: &'static str, mend: fn(&str, Vec<u8>) -> Vec<u8>) -> Here {
    let seat = Seat::new();
    let files = fixture::files(generator.name());
    let files: Vec<_> = files.into_iter().map(|(path, bytes)| (path.clone(), mend(&path, bytes))).collect();
    let files: Vec<_> = files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    let folder = seat.world.site("site", &files);
    generator.bring_packages(folder.path());
    std::fs::write(folder.path().join(".git/info/exclude"), "node_modules\n").unwrap();
    let mut around = seat.around().with_programs();
    around.generators.programs.keeper = Some(env!("CARGO_BIN_EXE_byline-cli-under-test").into());
    let running = tokio::runtime::Runtime::new().unwrap();
    let desk = running.block_on(async { Desk::start(Site::open(folder.path(), around).unwrap()) });
    Here { seat, folder, desk, path, running }
}

impl Here {
    fn now(&self) -> RealSite {
        self.running.block_on(self.desk.real_site()).unwrap()
    }

    fn show(&self) -> RealSite {
        self.running.block_on(self.desk.show_real_site(self.path.into())).unwrap()
    }

    fn until(&self, what: &str, is_so: impl Fn(&RealSite) -> bool) -> RealSite {
        let begun = Instant::now();
        loop {
            let now = self.now();
            if is_so(&now) {
                return now;
            }
            assert!(begun.elapsed() < PATIENCE, "not {what}: {now:?}");
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// As the person types it.
    fn write(&self, body: &str) {
        let (path, body) = (self.path, body.to_owned());
        let write = move |site: &mut Site| {
            site.open_post(path)?;
            site.write_body(path, &body)?;
            site.save(path)
        };
        self.running.block_on(self.desk.ask(write)).unwrap();
        // As the page does when it hears that a post is saved.
        if self.now().silent || self.now().address.is_none() {
            self.show();
        }
    }

    fn page_has(&self, address: &str, words: &str) {
        let begun = Instant::now();
        while !page(address).contains(words) {
            assert!(begun.elapsed() < PATIENCE, "no {words:?} at {address}: {:?}", self.now());
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// Ends it, and looks at what is left in the site.
    fn ends(self, leaves: &[&str]) {
        let address = self.now().address.unwrap();
        self.running.block_on(self.desk.stop_real_site()).unwrap();
        assert!(ureq::get(&address).call().is_err(), "{address} still answers");
        self.running.block_on(self.desk.close());
        let changed = git(self.folder.path(), &["status", "--porcelain"]);
        let changed: Vec<_> = changed.lines().map(|line| line[2..].trim()).filter(|path| *path != self.path).collect();
        assert_eq!(changed, leaves, "the generator wrote into the site");
        assert!(self.seat.desk().join("real-sites").is_dir());
    }
}

fn page(address: &str) -> String {
    let answer = ureq::get(address).call();
    answer.and_then(|mut answer| answer.body_mut().read_to_string()).unwrap_or_default()
}

/// Shows a post, changes it, breaks it with these words, which then stand on this line of its text, and mends it.
fn check(generator: Generator, path: &'static str, words: &str, broken: &str, says: &str) {
    let here = here(generator, path, |path, bytes| match path {
        // Hexo serves with a package of its own, and notes its version.
        "package.json" => {
            let text = String::from_utf8(bytes).unwrap();
            let text = text.replace("\"hexo-renderer-ejs\"", "\"hexo-server\": \"^3.0.0\",\n    \"hexo-renderer-ejs\"");
            text.replace("\"version\": \"\"", "\"version\": \"8.1.2\"").into_bytes()
        }
        _ => bytes,
    });
    assert_eq!(here.show().step, RealStep::Ask);
    here.running.block_on(here.desk.trust_site(true)).unwrap();
    here.show();
    let shown = here.until("shown", |real| real.step == RealStep::Shown);
    assert!(shown.is_post, "{shown:?}");
    let address = shown.address.unwrap();
    here.page_has(&address, words);

    here.write("\nQuite other words than before.\n");
    here.page_has(&address, "Quite other words than before.");

    here.write(&format!("\nQuite other words than before.\n\n{broken}\n"));
    // Some say over several lines what is wrong, and each is told as it comes.
    let is_told = |problem: &RealProblem| problem.words.contains(says);
    let failed =
        here.until("broken", |real| real.step == RealStep::Failed && real.problem.as_ref().is_some_and(is_told));
    let problem = failed.problem.unwrap();
    assert_eq!((problem.file.as_deref(), problem.in_post), (Some(path), Some(4)), "{problem:?}");

    // Nobody mends so quickly that the page has not even told of the last save.
    std::thread::sleep(Duration::from_secs(1));
    here.write("\nMended again.\n");
    let mended = here.until("mended", |real| real.step == RealStep::Shown);
    here.page_has(&mended.address.unwrap(), "Mended again.");
    here.ends(&[]);
}

#[test]
fn hugo() {
    let path = "content/posts/not-yet.md";
    check(Generator::Hugo, path, "Half a thought.", "{{< nope >}}", "template for shortcode \"nope\" not found");
}

#[test]
fn jekyll() {
    let path = "_posts/2026-01-05-bread-without-hurry.md";
    check(Generator::Jekyll, path, "Two days, four ingredients.", "{% nope %}", "Unknown tag 'nope'");
}

#[test]
fn a_draft_of_jekyll() {
    let here = here(Generator::Jekyll, "_drafts/what-salt-does.md", |_, bytes| bytes);
    here.running.block_on(here.desk.trust_site(true)).unwrap();
    here.show();
    let shown = here.until("shown", |real| real.step == RealStep::Shown);
    here.page_has(&shown.address.unwrap(), "Salt keeps water in.");
    here.ends(&[]);
}

#[test]
fn eleventy() {
    let path = "content/blog/a-finch-at-noon.md";
    check(Generator::Eleventy, path, "It sat there for an hour.", "{% nope %}", "unknown block tag: nope");
}

#[test]
fn hexo() {
    let path = "source/_posts/breakfast-in-the-last-carriage.md";
    check(Generator::Hexo, path, "Coffee first.", "{% nope %}", "unknown block tag: nope");
}

#[test]
fn astro() {
    let here = here(Generator::Astro, "src/content/blog/a-letter.md", |_, bytes| bytes);
    here.running.block_on(here.desk.trust_site(true)).unwrap();
    here.show();
    let shown = here.until("shown", |real| real.step == RealStep::Shown);
    let address = shown.address.unwrap();
    here.write("\nQuite other words than before.\n");
    here.page_has(&address, "Quite other words than before.");
    // Only its details can be wrong: with another program, since Byline asks for what the site wants.
    let file = here.folder.path().join(here.path);
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replacen("title:", "title: 3\nwas:", 1)).unwrap();
    here.until("broken", |real| {
        // Astro reads it when the page is asked for.
        page(&address);
        let file = real.problem.as_ref().and_then(|problem| problem.file.as_deref());
        real.step == RealStep::Failed && file == Some(here.path)
    });
    std::fs::write(&file, text).unwrap();
    std::thread::sleep(Duration::from_secs(1));
    here.show();
    here.until("mended", |real| real.step == RealStep::Shown);
    // It keeps what it knows of posts in the site, where sites ignore it.
    here.ends(&[".astro/"]);
}

/// No server of theirs can be reached from another computer, whatever a generator does by itself.
#[cfg(target_os = "linux")]
#[test]
fn eleventy_listens_on_this_computer_alone() {
    let here = here(Generator::Eleventy, "content/blog/a-finch-at-noon.md", |_, bytes| bytes);
    here.running.block_on(here.desk.trust_site(true)).unwrap();
    here.show();
    let shown = here.until("shown", |real| real.step == RealStep::Shown);
    let address = shown.address.unwrap();
    let port: u16 = address.split([':', '/']).nth(4).unwrap().parse().unwrap();
    let listening = |list: &str| {
        let text = std::fs::read_to_string(Path::new("/proc/net").join(list)).unwrap_or_default();
        let ours = format!(":{port:04X}");
        text.lines()
            .filter_map(|line| {
                let words: Vec<_> = line.split_whitespace().collect();
                (words.get(3) == Some(&"0A") && words[1].ends_with(&ours)).then(|| words[1].to_owned())
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(listening("tcp"), [format!("0100007F:{port:04X}")]);
    assert!(listening("tcp6").is_empty());
    here.ends(&[]);
}
