//! Words on their way from the page to the file: kept at once, saved soon, and never over somebody else's.

use byline_desk::api::{DetailsChange, Event, OpenPost};
use byline_desk::{DeskError, Site};
use byline_testkit::SiteFolder;

use crate::seat::{Ears, JEKYLL, Seat, files_below, leftovers};

pub(crate) const OLD: &str = "_posts/2026-01-05-an-old-post.md";

pub(crate) struct Writing {
    pub(crate) seat: Seat,
    pub(crate) folder: SiteFolder,
    pub(crate) site: Site,
}

impl Writing {
    /// A post on the page.
    pub(crate) fn begun() -> Self {
        let seat = Seat::new();
        let folder = seat.world.site("blog", JEKYLL);
        let mut site = seat.open(folder.path());
        site.open_post(OLD).unwrap();
        seat.heard.take();
        Self { seat, folder, site }
    }

    pub(crate) fn types(&mut self, words: &str) -> u32 {
        let body = self.page().body + words;
        self.site.write_body(OLD, &body).unwrap().revision
    }

    pub(crate) fn page(&mut self) -> OpenPost {
        self.site.open_post(OLD).unwrap()
    }

    pub(crate) fn passes(&mut self, milliseconds: i64) {
        self.seat.clock.pass(milliseconds);
        self.site.save_due();
    }

    pub(crate) fn file(&self) -> String {
        String::from_utf8(self.folder.read(OLD)).unwrap()
    }

    /// Byline ends without a word and starts again.
    pub(crate) fn crashes(self) -> Self {
        let Self { seat, folder, site } = self;
        drop(site);
        let site = seat.open(folder.path());
        Self { seat, folder, site }
    }
}

pub(crate) fn saved(ears: &Ears, wanted: u32) -> bool {
    ears.any(|event| matches!(event, Event::Saved { revision, .. } if *revision == wanted))
}

#[test]
fn a_word_is_kept_before_the_typing_is_answered() {
    let mut here = Writing::begun();
    here.types("Unsaved words.\n");
    assert!(!here.file().contains("Unsaved"));
    let mut here = here.crashes();
    let page = here.page();
    assert!(page.body.ends_with("Unsaved words.\n") && page.recovered && page.two_versions.is_none());
    assert_ne!(page.saved, page.revision);
    here.passes(1_000);
    assert!(here.file().ends_with("Unsaved words.\n"));
    let page = here.page();
    assert!(!page.recovered && page.saved == page.revision);
    assert!(!here.crashes().page().recovered, "what is saved does not come back again");
}

#[test]
fn the_file_follows_within_a_second_of_a_pause_and_five_of_typing() {
    let mut here = Writing::begun();
    let revision = here.types("One. ");
    here.passes(100);
    assert!(!here.file().contains("One."));
    here.passes(899);
    assert!(here.file().contains("One.") && saved(&here.seat.heard, revision));
    for _ in 0..12 {
        here.types("x");
        here.passes(400);
    }
    assert!(!here.file().ends_with("xxxxxxxxxxxx"), "not at each key");
    here.types("y");
    here.passes(200);
    assert!(here.file().contains("xxxxxxxxxxxx"), "five seconds of typing are the most that the file is behind");
}

#[test]
fn saved_is_told_only_of_what_the_file_has() {
    let mut here = Writing::begun();
    let first = here.types("One.\n");
    here.site.save(OLD).unwrap();
    let second = here.types("Two.\n");
    assert!(saved(&here.seat.heard, first) && !saved(&here.seat.heard, second));
    assert_eq!(here.page().saved, first);
}

#[test]
fn a_failed_save_keeps_the_words_and_says_so() {
    let mut here = Writing::begun();
    // Nothing can be written where the folder was: this holds whoever runs the test.
    let (posts, aside) = (here.folder.path().join("_posts"), here.folder.path().join("aside"));
    here.types("Precious words.\n");
    std::fs::rename(&posts, &aside).unwrap();
    std::fs::write(&posts, "in the way").unwrap();
    here.passes(1_000);
    let told = |event: &Event| matches!(event, Event::SaveFailed { path, problem } if path == OLD && !problem.message.is_empty());
    assert!(here.seat.heard.any(told));
    here.seat.heard.take();
    here.passes(10);
    assert!(!here.seat.heard.any(told), "it is not tried again at once");
    assert!(here.page().body.ends_with("Precious words.\n"));
    assert_eq!(leftovers(here.folder.path()), [""; 0]);

    std::fs::remove_file(&posts).unwrap();
    std::fs::rename(&aside, &posts).unwrap();
    assert!(!here.file().contains("Precious"));
    here.passes(6_000);
    assert!(here.file().ends_with("Precious words.\n"), "it is tried again by itself");
}

#[test]
fn words_survive_a_failed_save_and_a_crash_after_it() {
    let mut here = Writing::begun();
    here.types("Precious words.\n");
    let posts = here.folder.path().join("_posts");
    std::fs::remove_dir_all(&posts).unwrap();
    std::fs::write(&posts, "in the way").unwrap();
    here.passes(1_000);
    std::fs::remove_file(&posts).unwrap();
    let mut here = here.crashes();
    let page = here.page();
    assert!(page.recovered && page.body.ends_with("Precious words.\n"));
    assert!(page.two_versions.unwrap().message.contains("deleted"));
}

#[test]
fn a_locked_file_can_be_read_and_is_not_written() {
    let here = Writing::begun();
    let place = here.folder.path().join(OLD);
    let mut rights = std::fs::metadata(&place).unwrap().permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&place, rights).unwrap();
    let mut here = here.crashes();
    let page = here.page();
    assert!(page.read_only.is_some());
    let refused = here.site.write_body(OLD, "mine");
    assert!(matches!(refused, Err(DeskError::ReadOnly { .. })), "{refused:?}");
    assert!(matches!(here.site.attach(OLD, "a.png", &byline_testkit::png(9, 9)), Err(DeskError::ReadOnly { .. })));
    assert!(here.folder.is_clean());
}

#[test]
fn a_text_too_large_to_be_opened_again_is_not_taken() {
    let mut here = Writing::begun();
    let refused = here.site.write_body(OLD, &"many words ".repeat(1 << 20));
    assert!(matches!(refused, Err(DeskError::TooLarge { .. })), "{refused:?}");
    here.passes(10_000);
    assert!(here.folder.is_clean());
}

#[test]
fn opening_and_saving_changes_no_byte_of_any_post() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri/crates/byline-post/fixtures");
    let mut posts: Vec<(String, Vec<u8>)> = files_below(&folder).into_iter().collect();
    posts.retain(|(name, _)| std::path::Path::new(name).extension().is_some_and(|ending| ending == "md"));
    posts.push(("aws-summit.md".into(), byline_testkit::real_post().bytes));
    posts.push(("nothing.md".into(), Vec::new()));
    posts.push(("endings.md".into(), b"\xef\xbb\xbf---\r\ntitle: \"a\"\n---\r\n\r\n\tText  \n\n\nlast\r\n\r".to_vec()));
    posts.push(("toml-2.md".into(), b"+++\r\ntitle = 'x' # why\r\n+++\r\nText".to_vec()));
    let seat = Seat::new();
    let names: Vec<_> = posts.iter().map(|(name, bytes)| (format!("posts/{name}"), bytes)).collect();
    let files: Vec<_> = names.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let site_folder = seat.world.site("plain", &files);
    let before = files_below(site_folder.path());
    let mut site = seat.open(site_folder.path());
    for (path, _) in &files {
        let page = site.open_post(path).unwrap();
        let written = site.write_body(path, &page.body).unwrap();
        assert_eq!(written.revision, page.revision, "{path}");
        site.set_details(path, &DetailsChange::default()).unwrap();
        seat.clock.pass(10_000);
        site.save_due();
        site.close_post(path).unwrap();
        // A word typed and taken back leaves what was there.
        site.write_body(path, &format!("{}!", page.body)).unwrap();
        site.save(path).unwrap();
        site.write_body(path, &page.body).unwrap();
        site.close_post(path).unwrap();
    }
    assert_eq!(files_below(site_folder.path()), before);
}
