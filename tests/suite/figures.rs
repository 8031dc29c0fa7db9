//! Pictures that posts show with a site's own tags, and what they show from other websites.

use byline_testkit::photo;

use crate::publishing::{OLD, place};
use crate::seat::{JEKYLL, Seat};

#[test]
fn pictures_in_the_sites_own_tags_go_out_with_their_post() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    for name in ["boat.jpg", "quay.jpg", "other.jpg"] {
        site.write(&format!("assets/images/{name}"), &photo(40, 30));
    }
    let post = "---\ntitle: A trip\nauthor: Maria Lopez\ndate: 2026-02-03\n---\n\n\
        {% include figure.html src=\"/assets/images/boat.jpg\" alt=\"A boat\" caption=\"Off we go\" %}\n\n\
        <figure>\n  <img src=\"/assets/images/quay.jpg\" alt=\"\">\n</figure>\n";
    site.write("_posts/2026-02-03-a-trip.md", post.as_bytes());
    let out = seat.cli(["publish", &place(&site, "_posts/2026-02-03-a-trip.md")]).ended(0);
    assert_eq!(out["outcome"], "published");
    let files = seat.world.server_files();
    assert!(files.contains_key("assets/images/boat.jpg") && files.contains_key("assets/images/quay.jpg"));
    assert!(!files.contains_key("assets/images/other.jpg"));
}

#[test]
fn an_empty_description_is_said_on_purpose_in_html_alone() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    site.write("assets/images/boat.jpg", &photo(40, 30));
    let found = |picture: &str| {
        let post = format!("---\ntitle: A trip\ndate: 2026-02-03\n---\n\nWords.\n\n{picture}\n");
        site.write("_posts/2026-02-03-a-trip.md", post.as_bytes());
        let out = seat.cli(["check", &place(&site, "_posts/2026-02-03-a-trip.md")]);
        out.out.contains("picture-no-description")
    };
    assert!(found("![](/assets/images/boat.jpg)"));
    assert!(found("<img src=\"/assets/images/boat.jpg\">"));
    assert!(!found("<img src=\"/assets/images/boat.jpg\" alt=\"\">"));
}

#[test]
fn a_video_is_shown_as_the_newest_posts_do_it_else_as_the_site_can() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let address = "https://youtu.be/dQw4w9WgXcQ";
    let frame = seat.open(site.path()).embed(OLD, address).unwrap();
    assert_eq!(frame.name, "YouTube");
    assert!(frame.text.starts_with("<iframe src=\"https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ\""));
    assert_eq!(seat.open(site.path()).embed("_posts/x.mdx", address), None);
    assert_eq!(seat.open(site.path()).embed(OLD, "https://example.org/film"), None);
    let other = "---\ntitle: B\ndate: 2026-01-09\n---\n\n{% include video.html youtube=\"abcdefghij_\" %}\n";
    site.write("_posts/2026-01-09-b.md", other.as_bytes());
    let open = seat.open(site.path());
    open.posts(&byline_desk::api::PostQuery::default()).unwrap();
    assert_eq!(open.embed(OLD, address).unwrap().text, "{% include video.html youtube=\"dQw4w9WgXcQ\" %}");
}
