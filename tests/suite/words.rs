//! The checks of words as a window asks for them: by the language of each post, with the words that people and websites
//! have of their own.

use std::fs;
use std::path::Path;

use byline_desk::api::{LanguageFrom, PostLanguage, WordChoices, WordKind, WordList};
use byline_desk::{Desk, Site, Surroundings};
use byline_testkit::SiteFolder;

use crate::seat::Seat;

fn running<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

/// A post in Italian with two wrong words.
const TEXT: &[u8] = b"---\ntitle: A\ndate: 2026-01-01\nauthor: Ann\n---\n\n\xf0\x9f\x98\x80 la **barrca** la\nbaarca\n";

/// A site in English with a post in German, and a computer with a few words of both.
struct Writing {
    seat: Seat,
    folder: SiteFolder,
    desk: Desk,
}

impl Writing {
    fn new() -> Self {
        let seat = Seat::new();
        let folder = seat.world.site(
            "words",
            &[
                ("hugo.toml", b"title = 'Words'\nlanguageCode = 'en-gb'\n[languages.en]\n[languages.de]\n"),
                ("content/posts/a.md", b"---\ntitle: A\n---\n\nThe boat.\n"),
                ("content/posts/b.de.md", b"---\ntitle: B\n---\n\nDas Boot.\n"),
                ("content/posts/c.md", b"---\ntitle: C\nlang: it\n---\n\nLa barca.\n"),
            ],
        );
        let shelf = seat.world.folder().join("shelf");
        dictionary(&shelf, "en_GB", "the\nboat\nis\nred\nhouse\n");
        dictionary(&shelf, "de_DE", "das\nBoot\nist\nrot\n");
        let around = Surroundings { dictionaries: vec![shelf], watch: false, ..seat.around() };
        let desk = Desk::start(Site::open(folder.path(), around).unwrap());
        // The rules of English are slow to make and have tests of their own.
        running(desk.set_word_choices(WordChoices { spelling: true, grammar: false, style: false })).unwrap();
        Self { seat, folder, desk }
    }

    fn language(&self, path: &str) -> PostLanguage {
        running(self.desk.post_language(path.to_owned(), vec!["fr-FR".to_owned()])).unwrap()
    }

    /// The wrong words of a paragraph.
    fn wrong(&self, path: &str, paragraph: &str) -> Vec<String> {
        self.language(path);
        let found = running(self.desk.check_words(path.to_owned(), vec![paragraph.to_owned()])).unwrap().remove(0);
        let units: Vec<u16> = paragraph.encode_utf16().collect();
        let at = |place: u32| usize::try_from(place).unwrap();
        for finding in &found {
            assert_eq!(String::from_utf16(&units[at(finding.from)..at(finding.to)]).unwrap(), finding.words);
            assert_eq!(finding.kind, WordKind::Spelling);
            assert!(finding.message.contains(&finding.words) && !finding.title.is_empty());
        }
        found.into_iter().map(|finding| finding.words).collect()
    }

    fn say(&self, word: &str, list: WordList, right: bool) {
        running(self.desk.set_word(word.to_owned(), list, right)).unwrap();
    }

    fn text(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.folder.path().join(path)).ok()
    }
}

fn dictionary(folder: &Path, name: &str, words: &str) {
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join(name).with_extension("aff"), "SET UTF-8\nTRY abcdefghijklmnopqrstuvwxyz\n").unwrap();
    fs::write(folder.join(name).with_extension("dic"), format!("{}\n{words}", words.lines().count())).unwrap();
}

#[test]
fn each_post_is_read_in_its_own_language() {
    let writing = Writing::new();
    let told = |path: &str| {
        let told = writing.language(path);
        (told.tag, told.from, told.checked, told.missing)
    };
    assert_eq!(told("content/posts/a.md"), ("en-GB".into(), LanguageFrom::Site, true, vec![]));
    assert_eq!(told("content/posts/b.de.md"), ("de".into(), LanguageFrom::Place, true, vec![]));
    assert_eq!(told("content/posts/c.md"), ("it".into(), LanguageFrom::Details, false, vec!["it".into()]));
    assert!(writing.language("content/posts/c.md").by_system);
    assert_eq!(writing.wrong("content/posts/a.md", "😀 The **baot** is `rde`, das rot."), ["baot", "das", "rot"]);
    assert_eq!(writing.wrong("content/posts/b.de.md", "Das Boto ist red."), ["Boto", "red"]);
    assert_eq!(writing.wrong("content/posts/c.md", "La barrca."), [] as [&str; 0]);
    let path = "content/posts/a.md".to_owned();
    assert_eq!(running(writing.desk.suggest_words(path, "baot".into())).unwrap(), ["boat"]);
}

#[test]
fn words_in_several_languages_are_right_where_a_website_says_so() {
    let writing = Writing::new();
    running(writing.desk.set_site_languages(vec!["de".into()])).unwrap();
    assert_eq!(writing.wrong("content/posts/a.md", "The boat ist rot, rotten."), ["rotten"]);
    assert_eq!(writing.language("content/posts/a.md").also, ["de"]);
    assert_eq!(writing.language("content/posts/b.de.md").also, [] as [&str; 0]);
    assert!(writing.text(".byline.toml").unwrap().ends_with("[language]\nlanguages = [\"de\"]\n"));
    running(writing.desk.set_site_languages(vec![])).unwrap();
    assert_eq!(writing.text(".byline.toml"), None);
    assert_eq!(writing.wrong("content/posts/a.md", "The boat ist red."), ["ist"]);
}

#[test]
fn a_persons_words_are_right_everywhere_and_a_websites_for_all_who_write_for_it() {
    let writing = Writing::new();
    let post = "content/posts/a.md";
    assert_eq!(writing.wrong(post, "the kubectl is nginx"), ["kubectl", "nginx"]);
    writing.say("kubectl", WordList::Mine, true);
    writing.say("nginx", WordList::Site, true);
    assert_eq!(writing.wrong(post, "the kubectl is nginx"), [] as [&str; 0]);
    assert_eq!(writing.wrong("content/posts/b.de.md", "das kubectl ist nginx"), [] as [&str; 0]);
    let settled = running(writing.desk.language_settings()).unwrap();
    assert_eq!((settled.words, settled.site_words), (vec!["kubectl".to_owned()], vec!["nginx".to_owned()]));
    assert!(writing.text(".byline.toml").unwrap().contains("words = [\n  \"nginx\",\n]"));
    let mine = fs::read_to_string(writing.seat.desk().join("words.txt")).unwrap();
    assert!(mine.ends_with("\nkubectl\n"), "{mine}");
    writing.say("kubectl", WordList::Mine, false);
    writing.say("nginx", WordList::Site, false);
    assert_eq!(writing.wrong(post, "the kubectl is nginx"), ["kubectl", "nginx"]);
    assert_eq!(writing.text(".byline.toml"), None);
}

#[test]
fn what_is_ignored_in_a_post_stays_ignored_and_can_be_shown_again() {
    let writing = Writing::new();
    let post = "content/posts/a.md";
    let ignore = |on| running(writing.desk.ignore_words(post.into(), String::new(), "baot".into(), on)).unwrap();
    ignore(true);
    assert_eq!(writing.wrong(post, "the baot is rde"), ["rde"]);
    assert_eq!(writing.wrong("content/posts/c.md", "x"), [] as [&str; 0]);
    assert_eq!(writing.language(post).ignored, 1);
    ignore(false);
    assert_eq!(writing.wrong(post, "the baot is rde"), ["baot", "rde"]);
    ignore(true);
    running(writing.desk.forget_ignored(post.into())).unwrap();
    assert_eq!(writing.wrong(post, "the baot is rde"), ["baot", "rde"]);
}

#[test]
fn the_command_line_tells_of_words_by_their_lines() {
    let seat = Seat::new();
    let folder = seat.world.site("words", &[("hugo.toml", b"languageCode = 'it'\n"), ("content/posts/a.md", TEXT)]);
    dictionary(&seat.desk().join("dictionaries"), "it_IT", "la\nbarca\n");
    let post = folder.path().join("content/posts/a.md");
    let told = |words: &[&str]| {
        let ran =
            seat.cli(["check"].iter().chain(words).map(|it| (*it).to_owned()).chain([post.display().to_string()]));
        let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        let all = told["findings"].as_array().unwrap().clone();
        all.into_iter()
            .map(|it| (it["id"].as_str().unwrap().to_owned(), it["line"].as_u64().unwrap()))
            .collect::<Vec<_>>()
    };
    assert_eq!(told(&[]), []);
    assert_eq!(told(&["--words"]), [("spelling".to_owned(), 7), ("spelling".to_owned(), 8)]);
}

#[test]
fn a_language_can_be_added_and_spelling_turned_off() {
    let writing = Writing::new();
    let brought = writing.seat.world.folder().join("brought");
    dictionary(&brought, "it_IT", "la\nbarca\n");
    let files = vec![brought.join("it_IT.dic"), brought.join("nothing.aff")];
    let added = running(writing.desk.add_dictionaries(files)).unwrap();
    assert_eq!(added.iter().map(|it| it.tag.as_deref()).collect::<Vec<_>>(), [Some("it-IT"), None]);
    assert_eq!(writing.wrong("content/posts/c.md", "la barrca"), ["barrca"]);
    assert!(!writing.language("content/posts/c.md").by_system);
    running(writing.desk.set_word_choices(WordChoices { spelling: false, grammar: false, style: false })).unwrap();
    assert_eq!(writing.wrong("content/posts/c.md", "la barrca"), [] as [&str; 0]);
    let told = writing.language("content/posts/c.md");
    assert!(!told.checked && !told.by_system);
}
