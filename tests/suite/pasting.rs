//! Pictures of what was pasted come into the site beside the other pictures of a post, or stay where they were with a reason.

use byline_desk::Desk;
use byline_desk::api::{ToPaste, WritingHand};
use byline_testkit::{SiteFolder, data_link, png};

use crate::seat::{JEKYLL, Seat, files_below};

const POST: &str = "_posts/2026-01-05-an-old-post.md";

fn here() -> (Seat, SiteFolder, Desk) {
    let seat = Seat::new();
    let folder = seat.world.site("blog", JEKYLL);
    let desk = Desk::start(seat.open(folder.path()));
    (seat, folder, desk)
}

/// Reads a page with these pictures, and gives the words to ask for each by.
async fn copied(desk: &Desk, addresses: &[String]) -> Vec<String> {
    let hand = WritingHand {
        bullet: '-',
        after_number: '.',
        emphasis: '*',
        strong: '*',
        spaces_break: false,
        rule: "---".to_owned(),
    };
    let html: Vec<String> = addresses.iter().map(|address| format!("<p><img src='{address}'></p>")).collect();
    let html = html.concat();
    let read =
        desk.read_pasted(ToPaste { html, text: String::new(), plain: false, hand, first_note: 1 }).await.unwrap();
    read.parts.into_iter().flat_map(|part| part.pictures).map(|picture| picture.token).collect()
}

#[tokio::test]
async fn a_picture_comes_to_the_others_of_its_post_and_changes_no_other_file() {
    let (_seat, folder, desk) = here();
    let before = files_below(folder.path());
    let tokens = copied(&desk, &[data_link("image/png", &png(320, 200))]).await;
    let brought = desk.bring_pasted(POST.to_owned(), tokens[0].clone()).await.unwrap();
    let attached = brought.attached.unwrap();
    assert_eq!(brought.stayed, None);
    let after = files_below(folder.path());
    let new: Vec<&String> = after.keys().filter(|path| before.get(*path) != after.get(*path)).collect();
    assert_eq!(new, [&attached.path], "the picture, and nothing else");
    assert!(after[&attached.path].starts_with(b"\x89PNG"));
    // Asked for again, as when a paste is done again, it is the same file.
    let again = desk.bring_pasted(POST.to_owned(), tokens[0].clone()).await.unwrap();
    assert_eq!(again.attached.unwrap().link, attached.link);
    assert_eq!(files_below(folder.path()), after);
    desk.close().await;
}

#[tokio::test]
async fn what_is_broken_gone_or_meant_for_another_place_stays_where_it_was() {
    let (seat, folder, desk) = here();
    let before = files_below(&seat.world.folder());
    let broken = data_link("image/png", b"\x89PNG\r\n\x1a\nand then nothing");
    let tokens = copied(&desk, &[broken, data_link("image/png", &png(320, 200))]).await;
    let stayed = desk.bring_pasted(POST.to_owned(), tokens[0].clone()).await.unwrap();
    assert!(stayed.attached.is_none() && stayed.stayed.is_some_and(|why| !why.is_empty()));
    let gone = desk.bring_pasted(POST.to_owned(), "4711".to_owned()).await.unwrap();
    assert_eq!(gone.stayed.as_deref(), Some("It was copied too long ago: copy it again."));
    for place in ["../outside.md", "/tmp/outside.md", ".git/config", "_posts/../../outside.md"] {
        assert!(desk.bring_pasted(place.to_owned(), tokens[1].clone()).await.is_err(), "{place}");
    }
    let only_here = |files: std::collections::BTreeMap<String, Vec<u8>>| {
        files.into_iter().filter(|(path, _)| !path.starts_with("desk/")).collect::<Vec<_>>()
    };
    assert_eq!(only_here(files_below(&seat.world.folder())), only_here(before));
    assert!(folder.is_clean(), "{:?}", folder.status());
    desk.close().await;
}
