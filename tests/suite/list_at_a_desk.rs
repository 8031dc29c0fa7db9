//! The list as a window has it: there at once, read on between two questions, and true in the end whatever others do.

use std::fs::File;
use std::time::{Duration, Instant};

use byline_desk::api::{Event, PostList, PostQuery, PostState, StateFilter};
use byline_desk::{Desk, Site, Surroundings};
use byline_testkit::SiteFolder;

use crate::list::everything;
use crate::seat::{JEKYLL, Seat};

fn running<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

fn open(seat: &Seat, folder: &SiteFolder, watch: bool) -> Desk {
    Desk::start(Site::open_as_known(folder.path(), Surroundings { watch, ..seat.around() }).unwrap())
}

fn shown(desk: &Desk, query: PostQuery) -> PostList {
    running(desk.posts(query)).unwrap()
}

fn search(words: &str) -> PostQuery {
    PostQuery { search: words.to_owned(), ..everything() }
}

/// Waits, as a person would, for something to come true.
fn wait(what: &str, mut is_so: impl FnMut() -> bool) {
    let begin = Instant::now();
    while !is_so() {
        assert!(begin.elapsed() < Duration::from_mins(1), "{what} did not happen");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn many(count: usize) -> Vec<(String, Vec<u8>)> {
    let text = |n| format!("---\ntitle: Post {n}\ndate: 2026-01-{:02}\n---\n\nPlain words.\n", n % 28 + 1);
    (0..count).map(|n| (format!("content/posts/{:02}/post-{n:05}.md", n % 50), text(n).into_bytes())).collect()
}

fn site(seat: &Seat, posts: &[(String, Vec<u8>)]) -> SiteFolder {
    let mut files: Vec<_> = posts.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    files.push(("hugo.toml", b"title = 'A large site'\n"));
    seat.world.site("large", &files)
}

#[test]
fn a_list_grows_whole_by_itself_and_claims_nothing_before_it_knows() {
    let seat = Seat::new();
    let folder = site(&seat, &many(200));
    let desk = open(&seat, &folder, true);
    let begin = shown(&desk, everything());
    assert_eq!(begin.total, 200);
    let claims = |post: &byline_desk::api::PostItem| matches!(post.state, PostState::Unknown | PostState::Published);
    assert!(begin.posts.iter().all(claims));
    wait("a whole list", || shown(&desk, everything()).reading.is_none());
    let whole = shown(&desk, search("plain"));
    assert_eq!((whole.total, whole.counts.published), (200, 200));
    assert!(whole.posts[0].words == 2 && whole.posts[0].snippet.is_some());
    running(desk.close());
}

#[test]
fn a_known_list_is_there_before_anything_is_read_and_then_follows_what_happened_meanwhile() {
    const NEW: &str = "_posts/2026-02-01-new.md";
    const OLD: &str = "_posts/2026-01-05-an-old-post.md";
    let seat = Seat::new();
    let folder = seat.world.site("blog", JEKYLL);
    drop(seat.open(folder.path()));
    folder.write(NEW, b"---\ntitle: Brand new\n---\n");
    // From a copy that is older than what was here.
    folder.write(OLD, b"---\ntitle: From an older copy\n---\n");
    let long_ago = std::time::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    File::options().write(true).open(folder.path().join(OLD)).unwrap().set_modified(long_ago).unwrap();
    let as_known = Site::open_as_known(folder.path(), seat.around()).unwrap();
    let titles = |list: PostList| list.posts.into_iter().map(|post| post.title).collect::<Vec<_>>();
    assert_eq!(titles(as_known.posts(&everything()).unwrap()), ["An old post"]);
    let desk = Desk::start(as_known);
    wait("what happened meanwhile", || {
        let list = shown(&desk, everything());
        list.reading.is_none() && titles(list) == ["Brand new", "From an older copy"]
    });
    running(desk.close());
}

#[test]
fn a_change_within_the_same_tick_of_the_disks_clock_is_seen() {
    let seat = Seat::new();
    let folder = seat.world.site("notes", &[("a.md", b"# Same 1\n"), ("b.md", b"# Old 1\n")]);
    // A clock that is ahead, as on another computer: what is written there now cannot be told from what was.
    let place = folder.path().join("a.md");
    let ahead = place.metadata().unwrap().modified().unwrap() + Duration::from_hours(1);
    let date = || File::options().write(true).open(&place).unwrap().set_modified(ahead).unwrap();
    date();
    drop(seat.open(folder.path()));
    folder.write("a.md", b"# Same 2\n");
    date();
    let site = seat.open(folder.path());
    let list = site.posts(&everything()).unwrap();
    assert!(list.posts.iter().any(|post| post.title == "Same 2"), "{list:?}");
}

#[test]
fn without_watches_files_are_looked_at_and_one_event_says_so() {
    let seat = Seat::new();
    let folder = seat.world.site("blog", JEKYLL);
    let desk = open(&seat, &folder, false);
    wait("the event", || seat.heard.any(|event| matches!(event, Event::Noticing { at_once: false })));
    wait("a whole list", || shown(&desk, everything()).reading.is_none());
    folder.write("_posts/2026-02-01-new.md", b"---\ntitle: Brand new\n---\n");
    wait("a new post", || shown(&desk, search("brand")).total == 1);
    running(desk.close());
    let desk = open(&seat, &folder, true);
    wait("the event", || seat.heard.any(|event| matches!(event, Event::Noticing { at_once: true })));
    running(desk.close());
}

#[test]
fn another_program_may_change_hundreds_of_files_and_rename_folders_at_once() {
    let seat = Seat::new();
    let folder = site(&seat, &many(300));
    let desk = open(&seat, &folder, true);
    wait("a whole list", || shown(&desk, everything()).reading.is_none());
    for (path, _) in many(300).iter().filter(|(path, _)| !path.starts_with("content/posts/07/")) {
        folder.write(path, b"---\ntitle: Checked out\n---\n\nOther words.\n");
    }
    std::fs::rename(folder.path().join("content/posts/07"), folder.path().join("content/posts/moved")).unwrap();
    // Half of a file, and the rest of it later.
    folder.write("content/posts/00/half.md", b"---\ntitle: Ha");
    folder.write("content/posts/00/half.md", b"---\ntitle: Half and half\n---\n");
    wait("the list after all that", || {
        let list = shown(&desk, everything());
        let count = |title: &str| list.posts.iter().filter(|post| post.title == title).count();
        let moved = list.posts.iter().filter(|post| post.path.starts_with("content/posts/moved/")).count();
        let left = list.posts.iter().any(|post| post.path.starts_with("content/posts/07/"));
        list.reading.is_none() && (count("Checked out"), count("Half and half"), moved, left) == (294, 1, 6, false)
    });
    assert_eq!(shown(&desk, search("other words")).total, 294);
    let filter = StateFilter::Changed;
    assert_eq!(shown(&desk, PostQuery { filter, ..everything() }).total, 294);
    running(desk.close());
}

#[test]
fn the_command_line_narrows_by_author_tag_and_year() {
    let seat = Seat::new();
    let cafe = "---\ntitle: Le café\nauthor: Zoë Ångström\ntags: [Été, Paris]\ndate: 2025-01-07\n---\n";
    let sea = "---\ntitle: The sea\nauthor: Anna\ntags: [été]\ndate: 2026-01-07\n---\n";
    let folder = seat.world.site("notes", &[("cafe.md", cafe.as_bytes()), ("sea.md", sea.as_bytes())]);
    let place = folder.path().to_string_lossy().into_owned();
    let listed = |words: &[&str]| {
        let list = seat.cli(["list", &place].iter().chain(words)).ended(0);
        let posts = list["posts"].as_array().unwrap().iter();
        posts.map(|post| post["title"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(listed(&["--author", "zoe angstrom"]), ["Le café"]);
    assert_eq!(listed(&["--tag", "ete"]), ["The sea", "Le café"]);
    assert_eq!(listed(&["--tag", "ete", "--year", "2026"]), ["The sea"]);
    assert_eq!(listed(&["--tag", "ete", "--search", "caf"]), ["Le café"]);
    assert!(listed(&["--year", "1999"]).is_empty());
}
