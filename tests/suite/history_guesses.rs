//! What neither a post's text nor its file's name tells is taken from the history of the site's files, as a guess.

use byline_desk::api::PostQuery;
use serde_json::json;

use crate::seat::Seat;

#[test]
fn whoever_added_the_file_and_when_is_the_last_resort() {
    let seat = Seat::new();
    let site = seat.world.site(
        "notes",
        &[
            ("told.md", b"# Told\n\n**By Zoe Writer**\n\n**August 24, 2017**\n\nWords.\n"),
            ("untold.md", b"# Untold\n\nWords.\n"),
            ("meant.md", b"---\ntitle: Meant so\n---\n\nWords.\n"),
        ],
    );
    site.write("fresh.md", b"# Fresh\n\nWords.\n");
    let folder = site.path().to_str().unwrap();
    let list = seat.cli(["list", folder]).ended(0);
    let post = |path: &str| {
        let all = list["posts"].as_array().unwrap();
        all.iter().find(|post| post["path"] == path).unwrap().clone()
    };
    let told = post("told.md");
    assert_eq!((&told["author"], &told["author_guessed"]), (&json!("Zoe Writer"), &json!(false)));
    assert_eq!((&told["date"], &told["date_guessed"]), (&json!("2017-08-24"), &json!(false)));
    let untold = post("untold.md");
    assert!(untold["date"].is_string() && untold["author"].is_string(), "{untold}");
    assert_eq!((&untold["date_guessed"], &untold["author_guessed"]), (&json!(true), &json!(true)));
    // What has details and leaves some out, and what is in no history yet, are left as they are.
    for path in ["meant.md", "fresh.md"] {
        assert_eq!((&post(path)["date"], &post(path)["author"]), (&json!(null), &json!(null)), "{path}");
    }
    // The page shows the same guess, and the search finds it.
    let mut site = seat.open(site.path());
    let open = site.open_post("untold.md").unwrap();
    assert_eq!(open.details.guessed, ["date", "author"]);
    assert_eq!(Some(open.details.author.as_str()), untold["author"].as_str());
    assert_eq!(open.details.date.as_deref(), untold["date"].as_str());
    let query = PostQuery { search: open.details.author, take: 9, ..PostQuery::default() };
    let found = site.posts(&query).unwrap().posts;
    assert!(found.iter().any(|post| post.path == "untold.md"), "{found:?}");
}
