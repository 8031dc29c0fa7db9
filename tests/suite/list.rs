//! The list of posts: found by words, told by states, and true to the files however they change.

use std::time::{Duration, Instant};

use byline_desk::api::{Event, OutcomeKind, PostQuery, PostState, StateFilter};
use byline_desk::{Desk, Site};
use byline_testkit::SiteFolder;

use crate::seat::{JEKYLL, Seat};

/// The question for every post.
pub(crate) fn everything() -> PostQuery {
    PostQuery { take: u32::MAX, ..PostQuery::default() }
}

fn titles(site: &Site, query: &PostQuery) -> Vec<String> {
    site.posts(query).unwrap().posts.into_iter().map(|post| post.title).collect()
}

fn blog(seat: &Seat) -> SiteFolder {
    let cafe =
        "---\ntitle: Le café crème\nauthor: Zoë Ångström\ntags: [Été, Paris]\ndate: 2026-01-07\n---\n\nÀ bientôt!\n";
    let mut files = JEKYLL.to_vec();
    files.push(("_posts/2026-01-07-cafe.md", cafe.as_bytes()));
    seat.world.site("blog", &files)
}

#[test]
fn words_are_found_by_their_beginnings_whatever_their_accents() {
    let seat = Seat::new();
    let folder = blog(&seat);
    let site = seat.open(folder.path());
    let check = |typed: &str, expect: &[&str]| {
        let query = PostQuery { search: typed.to_owned(), ..everything() };
        assert_eq!(titles(&site, &query), expect, "{typed}");
    };
    for typed in
        ["caf", "CAFE cre", "crème café", "cafe\u{301}", "A\u{30a}ngstro\u{308}m", "angstrom", "ete", "bientot", "zoe"]
    {
        check(typed, &["Le café crème"]);
    }
    check("wor", &["An old post"]);
    check("anna old", &["An old post"]);
    check("ld", &[]);
    check("cafe old", &[]);
    check("", &["Le café crème", "An old post"]);
    check("  ( \" * ", &["Le café crème", "An old post"]);
}

#[test]
fn states_are_counted_and_filtered() {
    let seat = Seat::new();
    let folder = blog(&seat);
    let mut site = seat.open(folder.path());
    site.new_post("A draft", None, None).unwrap();
    folder.write("_posts/2026-01-07-cafe.md", b"---\ntitle: Closed\n---\n");
    site.files_changed().unwrap();
    let only = |filter| titles(&site, &PostQuery { filter, ..everything() });
    assert_eq!(only(StateFilter::Drafts), ["A draft"]);
    assert_eq!(only(StateFilter::Changed), ["Closed"]);
    assert_eq!(only(StateFilter::Published), ["An old post"]);
    let counts = site.posts(&PostQuery { search: "none".to_owned(), ..everything() }).unwrap().counts;
    assert_eq!((counts.all, counts.drafts, counts.changed, counts.published), (3, 1, 1, 1));
}

#[test]
fn what_happened_while_byline_was_closed_is_seen() {
    let seat = Seat::new();
    let folder = blog(&seat);
    drop(seat.open(folder.path()));
    folder.write("_posts/2026-01-08-new.md", b"---\ntitle: Brand new\n---\n");
    folder.write("_posts/2026-01-07-cafe.md", b"---\ntitle: Renamed\ndate: 2026-01-07\n---\n");
    std::fs::remove_file(folder.path().join("_posts/2026-01-05-an-old-post.md")).unwrap();
    let site = seat.open(folder.path());
    assert_eq!(titles(&site, &everything()), ["Brand new", "Renamed"]);
    let states: Vec<_> = site.posts(&everything()).unwrap().posts.into_iter().map(|post| post.state).collect();
    assert_eq!(states, [PostState::Draft, PostState::Changed]);
}

#[test]
fn what_others_publish_is_published_here_too() {
    let seat = Seat::new();
    let folder = blog(&seat);
    let mut site = seat.open(folder.path());
    seat.world.colleague_publishes("_posts/2026-02-01-news.md", b"---\ntitle: News\n---\nHello.\n");
    seat.world.colleague_deletes("_posts/2026-01-07-cafe.md");
    site.sync().unwrap();
    let list = site.posts(&everything()).unwrap().posts;
    let shown: Vec<_> = list.iter().map(|post| (post.title.as_str(), post.state)).collect();
    assert_eq!(shown, [("News", PostState::Published), ("An old post", PostState::Published)]);
}

/// Waits, as a person would, for something to come true.
fn wait(what: &str, mut is_so: impl FnMut() -> bool) {
    let begin = Instant::now();
    while !is_so() {
        assert!(begin.elapsed() < Duration::from_secs(30), "{what} did not happen");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn running<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

#[test]
fn changes_from_outside_arrive_by_themselves() {
    let seat = Seat::new();
    let folder = blog(&seat);
    let desk = Desk::start(seat.open(folder.path()));
    running(desk.ask(|site| site.open_post("_posts/2026-01-07-cafe.md"))).unwrap();
    folder.write("_posts/2026-01-08-new.md", b"---\ntitle: Brand new\n---\n");
    let shown = || running(desk.ask(|site| site.posts(&everything()))).unwrap().posts;
    wait("a new file in the list", || shown().iter().any(|post| post.title == "Brand new"));
    folder.write("_posts/2026-01-07-cafe.md", b"---\ntitle: Renamed\n---\nOther words.\n");
    wait("another text on the page", || {
        seat.heard.any(|event| matches!(event, Event::PostChanged { post } if post.body.contains("Other words.")))
    });
    wait("another title in the list", || shown().iter().any(|post| post.title == "Renamed"));
    std::fs::remove_file(folder.path().join("_posts/2026-01-08-new.md")).unwrap();
    wait("one post less", || shown().len() == 2);
    folder.write("_posts/archive/2026-01-09-deep.md", b"---\ntitle: Deep down\n---\n");
    wait("a file in a new folder", || shown().iter().any(|post| post.title == "Deep down"));
    running(desk.close());
}

#[test]
fn changes_arrive_from_every_folder_of_a_plain_site() {
    let seat = Seat::new();
    let folder = seat.world.site("notes", &[("hello.md", b"# Hello\n"), ("trips/boat.md", b"# Boat\n")]);
    let desk = Desk::start(seat.open(folder.path()));
    let shown = || running(desk.ask(|site| site.posts(&everything()))).unwrap().posts;
    assert_eq!(shown().len(), 2);
    folder.write("trips/boat.md", b"# Our boat\n");
    wait("a change below", || shown().iter().any(|post| post.title == "Our boat"));
    folder.write("trips/far/away.md", b"# Far away\n");
    wait("a folder below", || shown().iter().any(|post| post.title == "Far away"));
    folder.write("later/new.md", b"# Later\n");
    wait("a new folder", || shown().iter().any(|post| post.title == "Later"));
    folder.write("later/new.md", b"# Much later\n");
    wait("a change in the new folder", || shown().iter().any(|post| post.title == "Much later"));
    running(desk.close());
}

#[test]
fn a_newer_text_published_while_the_older_is_under_way_is_no_question() {
    const OLD: &str = "_posts/2026-01-05-an-old-post.md";
    let seat = Seat::new();
    let folder = blog(&seat);
    let desk = Desk::start(seat.open(folder.path()));
    let outcomes = running(async {
        let mut under_way = Vec::new();
        for n in 0..4 {
            let body = format!("\nThe same sentence, for the {n}. time.\n");
            desk.ask(move |site| site.write_body(OLD, &body)).await.unwrap();
            let (desk, path) = (desk.clone(), OLD.to_owned());
            under_way.push(tokio::task::spawn(async move { desk.publish(path, None).await }));
            tokio::task::yield_now().await;
        }
        let mut outcomes = Vec::new();
        for one in under_way {
            outcomes.push(one.await.unwrap().unwrap().outcome);
        }
        outcomes
    });
    assert!(
        outcomes.iter().all(|outcome| matches!(outcome, OutcomeKind::Published | OutcomeKind::AlreadyPublished)),
        "{outcomes:?}"
    );
    assert_eq!(seat.world.server_files()[OLD], folder.read(OLD));
    assert!(folder.read(OLD).ends_with(b"for the 3. time.\n"));
    running(desk.close());
}

#[test]
fn a_desk_saves_by_itself_publishes_and_closes_with_every_word() {
    const OLD: &str = "_posts/2026-01-05-an-old-post.md";
    let seat = Seat::new();
    let folder = blog(&seat);
    // With the computer's own clock, since nobody moves the hands here.
    let around = byline_desk::Surroundings::new(seat.desk()).telling(seat.heard.clone());
    let desk = Desk::start(Site::open(folder.path(), around).unwrap());
    running(desk.ask(|site| site.write_body(OLD, "\nTyped at the desk.\n"))).unwrap();
    wait("the file", || folder.read(OLD).ends_with(b"\nTyped at the desk.\n"));
    let out = running(desk.publish(OLD.to_owned(), None)).unwrap();
    assert_eq!(out.outcome, OutcomeKind::Published);
    assert_eq!(seat.world.server_files()[OLD], folder.read(OLD));
    assert!(seat.heard.any(|event| matches!(event, Event::PublishEnded { .. })));
    running(desk.ask(|site| site.write_body(OLD, "\nLast words.\n"))).unwrap();
    running(desk.close());
    assert!(folder.read(OLD).ends_with(b"\nLast words.\n"));
    assert!(running(desk.ask(|site| site.posts(&everything()))).is_err());
}
