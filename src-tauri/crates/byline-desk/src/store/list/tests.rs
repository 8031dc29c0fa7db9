use byline_git::{BlobId, Job, Writer};

use super::*;
use crate::api::StateFilter;
use crate::store::{Filled, JobState, KeptJob, Row, Store, for_test};
use crate::walk::Seen;

fn row(path: &str, title: &str, date: Option<&str>) -> Row {
    Row {
        seen: Seen { path: path.to_owned(), written: 1, bytes: 2 },
        unsure: false,
        title: title.to_owned(),
        title_guessed: false,
        date: date.map(str::to_owned),
        date_guessed: false,
        author: Some("Zoë Ångström".to_owned()),
        bare: false,
        tags: vec!["Cloud".to_owned(), "Two words".to_owned()],
        problem: None,
    }
}

/// Each post's text is the blob that its path is as long as.
fn fill(store: &mut Store, text: &str) {
    let posts = store.index.to_fill(99).unwrap();
    let filled: Vec<Filled> = posts
        .into_iter()
        .map(|post| Filled {
            id: post.id,
            blob: format!("{:0>40}", post.seen.path.len()),
            blob_lf: Some("f".repeat(40)),
            words: 3,
            text: text.to_owned(),
        })
        .collect();
    store.index.fill(filled.iter()).unwrap();
    store.index.settle().unwrap();
}

fn query(search: &str) -> PostQuery {
    PostQuery { search: search.to_owned(), take: 100, ..PostQuery::default() }
}

fn titles(store: &Store, query: &PostQuery) -> Vec<String> {
    store.list(query).unwrap().posts.into_iter().map(|post| post.title).collect()
}

#[test]
fn every_order_and_every_page_of_it() {
    let (_folder, mut store) = for_test();
    let mut rows =
        [row("a.md", "Old", Some("2017-01-01")), row("bb.md", "élan", None), row("ccc.md", "New", Some("2018-01-01"))];
    rows[1].seen.written = 5;
    store.index.write(&rows, &[], 0).unwrap();
    let sorted = |sort| titles(&store, &PostQuery { sort, ..query("") });
    assert_eq!(sorted(Sort::Newest), ["New", "Old", "élan"]);
    assert_eq!(sorted(Sort::Oldest), ["Old", "New", "élan"]);
    assert_eq!(sorted(Sort::Title), ["élan", "New", "Old"]);
    assert_eq!(sorted(Sort::Changed), ["élan", "Old", "New"]);
    let page = PostQuery { sort: Sort::Title, skip: 1, take: 1, ..query("") };
    assert_eq!((titles(&store, &page), store.list(&page).unwrap().total), (vec!["New".to_owned()], 3));
    store.index.write(&[row("a.md", "Older", Some("2016-01-01"))], &["bb.md".to_owned()], 0).unwrap();
    assert_eq!(titles(&store, &query("")), ["New", "Older"]);
    let page = PostQuery { skip: 1, take: 1, ..query("") };
    assert_eq!((titles(&store, &page), store.list(&page).unwrap().total), (vec!["Older".to_owned()], 2));
}

#[test]
fn search_takes_beginnings_of_words_without_accents_and_no_syntax() {
    let (_folder, mut store) = for_test();
    store.index.write(&[row("a.md", "Data lakes", None)], &[], 0).unwrap();
    fill(&mut store, "What a lake is, and is not");
    for (typed, hits) in [
        ("lak", 1),
        ("LAKE not", 1),
        ("angstrom", 1),
        ("two wor", 1),
        ("angstrom not", 1),
        ("puddle", 0),
        ("\"a* OR (", 0),
        ("-", 1),
        ("title:data", 0),
        ("NEAR(lake)", 0),
    ] {
        assert_eq!(store.list(&query(typed)).unwrap().posts.len(), hits, "{typed}");
    }
    let snippet = store.list(&query("lake")).unwrap().posts[0].snippet.clone().unwrap();
    assert_eq!(snippet, "What a \u{2}lake\u{3} is, and is not");
    assert_eq!(store.list(&query("angstrom")).unwrap().posts[0].snippet, None);
}

#[test]
fn scripts_without_spaces_are_searched_letter_by_letter() {
    let (_folder, mut store) = for_test();
    store.index.write(&[row("a.md", "東京の夏", None)], &[], 0).unwrap();
    fill(&mut store, "今年の夏は日本語の本を読みました。 한국어를 배웠습니다. ฉันรักภาษาไทย");
    for (typed, hits) in
        [("京", 1), ("の夏", 1), ("日本", 1), ("本語", 1), ("本日", 0), ("국어", 1), ("ภาษา", 1), ("東京 日本", 1)]
    {
        assert_eq!(store.list(&query(typed)).unwrap().posts.len(), hits, "{typed}");
    }
    let snippet = store.list(&query("日本")).unwrap().posts[0].snippet.clone().unwrap();
    assert!(snippet.contains("夏は\u{2}日本\u{3}語"), "{snippet}");
}

#[test]
fn titles_come_before_texts_and_more_of_a_word_before_less() {
    let (_folder, mut store) = for_test();
    store.index.write(&[row("c.md", "Nothing", Some("2026-01-01"))], &[], 0).unwrap();
    fill(&mut store, &format!("harbour {}", "and other words ".repeat(30)));
    store.index.write(&[row("b.md", "Much", Some("2025-01-01"))], &[], 0).unwrap();
    fill(&mut store, "harbour, harbour, harbour");
    store.index.write(&[row("a.md", "The harbour", Some("2001-01-01"))], &[], 0).unwrap();
    fill(&mut store, "words");
    assert_eq!(titles(&store, &query("harb")), ["The harbour", "Much", "Nothing"]);
    assert_eq!(titles(&store, &PostQuery { quick: true, ..query("harb") }), ["The harbour"]);
    let oldest = PostQuery { sort: Sort::Oldest, ..query("harb") };
    assert_eq!(titles(&store, &oldest), ["The harbour", "Much", "Nothing"]);
    let page = PostQuery { skip: 2, ..query("harb") };
    assert_eq!((titles(&store, &page), store.list(&page).unwrap().total), (vec!["Nothing".to_owned()], 3));
}

#[test]
fn a_list_is_narrowed_by_all_that_is_asked_together() {
    let (_folder, mut store) = for_test();
    let mut rows =
        [row("a.md", "One", Some("2017-01-01")), row("bb.md", "Two", Some("2018-01-01")), row("ccc.md", "Three", None)];
    rows[1].author = Some("ZOE ångström".to_owned());
    rows[2].author = None;
    rows[2].tags = vec!["cloud".to_owned(), "cloud".to_owned(), "Sea".to_owned()];
    store.index.write(&rows, &[], 0).unwrap();
    fill(&mut store, "common words");
    let some = |word: &str| Some(word.to_owned());
    let by = |author, tag, year, search: &str| {
        titles(&store, &PostQuery { author, tag, year, sort: Sort::Oldest, ..query(search) })
    };
    assert_eq!(by(some("Zoë Ångström"), None, None, ""), ["One", "Two"]);
    assert_eq!(by(some("Zoë Ångström"), None, some("2017"), ""), ["One"]);
    assert_eq!(by(None, some("CLOUD"), None, "common"), ["One", "Two", "Three"]);
    assert_eq!(by(None, some("Sea"), None, "common"), ["Three"]);
    assert_eq!(by(None, some("clou"), None, ""), Vec::<String>::new());
    let shown = |choices: &[crate::api::Choice]| {
        choices.iter().map(|choice| format!("{} {}", choice.value, choice.count)).collect::<Vec<_>>()
    };
    let choices = store.choices().unwrap();
    assert_eq!(shown(&choices.authors), ["ZOE ångström 2"]);
    assert_eq!(shown(&choices.tags), ["Cloud 3", "Two words 2", "Sea 1"]);
    assert_eq!(shown(&choices.years), ["2018 1", "2017 1"]);
}

#[test]
fn states_follow_the_server_and_the_jobs() {
    let (_folder, mut store) = for_test();
    let rows = [row("a.md", "Draft", None), row("bb.md", "Same", None), row("ccc.md", "Other", None)];
    store.index.write(&rows, &[], 0).unwrap();
    let blob = |path: &str, id: usize| (path.to_owned(), BlobId::parse(&format!("{id:0>40}")).unwrap());
    let news = |store: &Store, posts: Vec<_>| store.index.server_news("tip", posts.into_iter().collect()).unwrap();
    let found = news(&store, vec![blob("bb.md", 5), blob("ccc.md", 9)]);
    store.index.set_published(&found).unwrap();
    let states = |store: &Store| ["a.md", "bb.md", "ccc.md"].map(|path| store.item(path).unwrap().unwrap().state);
    assert_eq!(states(&store), [PostState::Draft, PostState::Unknown, PostState::Unknown]);
    assert_eq!(store.list(&query("")).unwrap().reading, Some(Reading { unread: 0, searchable: 0, listed: 3 }));
    fill(&mut store, "");
    assert_eq!(states(&store), [PostState::Draft, PostState::Published, PostState::Changed]);
    let list = store.list(&query("")).unwrap();
    assert_eq!(
        (list.counts, list.reading),
        (StateCounts { all: 3, drafts: 1, changed: 1, published: 1, ..StateCounts::default() }, None)
    );
    let writer = Writer { name: "A".into(), email: "a@b".into() };
    let job = Job { id: "1".into(), files: vec![], message: String::new(), writer, time: 0, offset_minutes: 0 };
    store.keep_job(&KeptJob::publish("a.md", job)).unwrap();
    assert_eq!(states(&store)[0], PostState::Waiting);
    store.set_job_state("1", JobState::Sending, "").unwrap();
    assert_eq!(states(&store)[0], PostState::Sending);
    assert_eq!(
        store.list(&query("")).unwrap().counts,
        StateCounts { all: 3, drafts: 0, changed: 2, published: 1, ..StateCounts::default() }
    );
    let only = |store: &Store, filter| titles(store, &PostQuery { filter, ..query("") });
    assert!(only(&store, StateFilter::Drafts).is_empty());
    assert_eq!(only(&store, StateFilter::Changed), ["Draft", "Other"]);
    assert_eq!(only(&store, StateFilter::Published), ["Same"]);
    let found = news(&store, vec![blob("bb.md", 8)]);
    assert_eq!(found.posts.len(), 2);
    store.index.set_published(&found).unwrap();
    assert_eq!(states(&store), [PostState::Sending, PostState::Changed, PostState::Draft]);
    assert_eq!(only(&store, StateFilter::Changed), ["Draft", "Same"]);
}

#[test]
fn an_index_that_cannot_be_read_is_made_anew_and_the_words_stay() {
    let (folder, mut store) = for_test();
    store.index.write(&[row("a.md", "One", None)], &[], 0).unwrap();
    store.keep_version("a.md", b"words", 1, "saved").unwrap();
    drop(store);
    for ending in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(folder.path().join(format!("index.db{ending}")));
    }
    std::fs::write(folder.path().join("index.db"), b"no database at all, and long enough to be looked at").unwrap();
    let store = Store::open(folder.path()).unwrap();
    assert!(titles(&store, &query("")).is_empty());
    assert_eq!(store.versions("a.md"), [b"words".to_vec()]);
}
