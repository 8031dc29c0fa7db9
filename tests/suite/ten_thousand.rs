//! A large site costs what one post costs, once it is known.

use std::fs::File;

use byline_desk::api::{OutcomeKind, PostQuery, PostState};

use crate::seat::Seat;

const POSTS: usize = 10_000;

fn path(n: usize) -> String {
    format!("posts/{:02}/post-{n:05}.md", n % 100)
}

fn text(n: usize) -> Vec<u8> {
    format!("---\ntitle: Post {n}\ndate: 2026-01-{:02}\n---\n\nWords about {n}.\n", n % 28 + 1).into_bytes()
}

/// Puts other bytes of the same length into a file and leaves its time: whoever reads it again is found out.
fn trap(place: &std::path::Path) {
    let when = place.metadata().unwrap().modified().unwrap();
    let bytes = std::fs::read(place).unwrap();
    std::fs::write(place, String::from_utf8(bytes).unwrap().replace("Post", "Trap")).unwrap();
    File::options().write(true).open(place).unwrap().set_modified(when).unwrap();
}

#[test]
fn listing_and_publishing_read_only_what_changed() {
    let seat = Seat::new();
    let posts: Vec<_> = (0..POSTS).map(|n| (path(n), text(n))).collect();
    let files: Vec<_> = posts.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    let folder = seat.world.site("large", &files);
    let mut site = seat.open(folder.path());
    let newest = PostQuery { take: 50, ..PostQuery::default() };
    assert_eq!(site.posts(&newest).unwrap().total, u32::try_from(POSTS).unwrap());
    drop(site);

    (1..POSTS).step_by(50).for_each(|n| trap(&folder.path().join(path(n))));
    folder.write(&path(0), b"---\ntitle: Renamed\ndate: 2026-02-01\n---\n\nOther words.\n");
    site = seat.open(folder.path());
    let list = site.posts(&newest).unwrap();
    assert_eq!((list.posts.len(), list.total), (50, u32::try_from(POSTS).unwrap()));
    assert_eq!((list.posts[0].title.as_str(), list.posts[0].state), ("Renamed", PostState::Changed));
    assert_eq!(list.counts.changed, 1);
    let out = site.publish(&path(0), None).unwrap();
    assert_eq!((out.outcome, out.files.len()), (OutcomeKind::Published, 1));
    assert_eq!(seat.world.server_log()[0].files, [path(0)]);
    assert_eq!(site.posts(&newest).unwrap().counts.published, u32::try_from(POSTS).unwrap());
    let trapped = site.posts(&PostQuery { search: "trap".to_owned(), ..newest }).unwrap();
    assert_eq!(trapped.total, 0, "files that had not changed were read again");
}
