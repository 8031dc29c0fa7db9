//! A link from one post to another, written as the posts of the site write theirs.

use byline_desk::api::{KeptBack, PostQuery, PostState};

use crate::seat::Seat;

fn link(files: &[(&str, &[u8])], post: &str, other: &str) -> (String, Option<String>) {
    let seat = Seat::new();
    // The last is only here.
    let (here, there) = files.split_last().unwrap();
    let site = seat.world.site("blog", there);
    site.write(here.0, here.1);
    let link = seat.open(site.path()).link_to(post, other).unwrap();
    (link.address, link.warning)
}

#[test]
fn a_link_is_written_as_the_posts_of_the_site_write_theirs() {
    let hugo: &[(&str, &[u8])] = &[
        ("hugo.toml", b"baseURL = 'https://blog.example.org/'\n"),
        ("content/posts/one.md", b"---\ntitle: One\n---\n\n[a]({{< relref \"/posts/two.md\" >}}) [b](/posts/two/)\n"),
        ("content/posts/two.md", b"---\ntitle: Two\n---\n\n[a]({{< relref \"one\" >}})\n"),
        ("content/posts/three.md", b"---\ntitle: Three\n---\n\nWords.\n"),
    ];
    let (address, _) = link(hugo, "content/posts/three.md", "content/posts/one.md");
    assert_eq!(address, "{{< relref \"/posts/one.md\" >}}");
    let plain_hugo = [hugo[0], hugo[3], ("content/posts/four.md", b"---\ntitle: Four\n---\n\nWords.\n".as_slice())];
    let (address, _) = link(&plain_hugo, "content/posts/three.md", "content/posts/four.md");
    assert_eq!(address, "/posts/four/");
    let jekyll: &[(&str, &[u8])] = &[
        ("_config.yml", b"title: The blog\nurl: https://blog.example.org\n"),
        (
            "_posts/2026-01-05-trip.md",
            b"---\ntitle: A trip\ndate: 2026-01-05\n---\n\n[a]({% post_url 2026-01-06-one %})\n",
        ),
        ("_posts/2026-01-06-one.md", b"---\ntitle: One\ndate: 2026-01-06\n---\n\nWords.\n"),
        ("_drafts/later.md", b"---\ntitle: Later\n---\n\nWords.\n"),
    ];
    let (address, _) = link(jekyll, "_posts/2026-01-06-one.md", "_posts/2026-01-05-trip.md");
    assert_eq!(address, "{% post_url 2026-01-05-trip %}");
    let folder: &[(&str, &[u8])] = &[("a/one.md", b"# One\n"), ("two words.md", b"# Two\n")];
    let (address, warning) = link(folder, "a/one.md", "two words.md");
    assert_eq!(address, "../two%20words.md");
    assert_eq!(warning.as_deref(), Some("This post is not on the website yet: the link works once it is published."));
}

#[test]
fn the_post_that_a_link_leads_to_is_found_however_it_is_written() {
    let seat = Seat::new();
    let site = seat.world.site(
        "blog",
        &[
            ("hugo.toml", b"baseURL = 'https://blog.example.org/'\n"),
            ("content/posts/one/index.md", b"---\ntitle: The first\n---\n\nWords.\n"),
            ("content/posts/two.md", b"---\ntitle: Second helpings\nslug: second-helpings\n---\n\nWords.\n"),
            ("content/posts/three.md", b"---\ntitle: Three\n---\n\nWords.\n"),
        ],
    );
    site.write("content/posts/later.md", b"---\ntitle: Later\n---\n\nWords.\n");
    let mut desk = seat.open(site.path());
    let mut title = |link: &str| desk.linked_post("content/posts/three.md", link).unwrap().map(|post| post.title);
    for link in [
        "/posts/one/",
        "/posts/one#end",
        "https://blog.example.org/posts/one/",
        "../one/",
        "{{< relref \"/posts/one\" >}}",
        "{{< ref \"one\" >}}",
        "one/index.md",
    ] {
        assert_eq!(title(link).as_deref(), Some("The first"), "{link}");
    }
    // Its address is told by its details, not by its file's name.
    assert_eq!(title("/posts/second-helpings/").as_deref(), Some("Second helpings"));
    for link in ["/posts/", "/about/", "https://other.org/posts/one/", "mailto:one@example.org", "#one", "", "a>b) one"]
    {
        assert_eq!(title(link), None, "{link}");
    }
    let later = desk.linked_post("content/posts/three.md", "/posts/later/").unwrap().unwrap();
    assert_eq!((later.path.as_str(), later.kept_back), ("content/posts/later.md", Some(KeptBack::Unpublished)));
    assert!(later.warning.is_some());
    assert_eq!(later.address.as_deref(), Some("https://blog.example.org/posts/later/"));
}

#[test]
fn what_the_server_has_and_readers_do_not_see_is_told_wherever_a_link_to_it_is() {
    let seat = Seat::new();
    let site = seat.world.site(
        "blog",
        &[
            ("hugo.toml", b"baseURL = 'https://blog.example.org/'\n"),
            ("content/posts/seen.md", b"---\ntitle: Seen\ndate: 2026-01-05\n---\n\nWords.\n"),
            ("content/posts/marked.md", b"---\ntitle: Marked\ndraft: true\n---\n\nWords.\n"),
            ("content/posts/dated.md", b"---\ntitle: Dated\ndate: 2026-07-01\n---\n\nWords.\n"),
            ("content/posts/opened.md", b"---\ntitle: Opened\ndraft: true\n---\n\nWords.\n"),
            ("content/posts/closed.md", b"---\ntitle: Closed\n---\n\nWords.\n"),
        ],
    );
    // Only here, so that the website still shows the one and does not show the other yet.
    site.write("content/posts/opened.md", b"---\ntitle: Opened\n---\n\nWords.\n");
    site.write("content/posts/closed.md", b"---\ntitle: Closed\ndraft: true\n---\n\nWords.\n");
    let mut desk = seat.open(site.path());
    let offers = desk.link_offers(&PostQuery { take: 9, ..PostQuery::default() }).unwrap();
    let mut told: Vec<_> =
        offers.iter().map(|offer| (offer.post.title.as_str(), offer.post.state, offer.kept_back)).collect();
    told.sort_by_key(|(title, ..)| *title);
    assert_eq!(
        told,
        [
            ("Closed", PostState::Changed, None),
            ("Dated", PostState::Published, Some(KeptBack::Dated)),
            ("Marked", PostState::Published, Some(KeptBack::Marked)),
            ("Opened", PostState::Changed, Some(KeptBack::Marked)),
            ("Seen", PostState::Published, None),
        ]
    );
    let here = "content/posts/seen.md";
    let marked = desk.link_to(here, "content/posts/marked.md").unwrap().warning.unwrap();
    assert!(marked.contains("marked as a draft"), "{marked}");
    let dated = desk.linked_post(here, "/posts/dated/").unwrap().unwrap();
    assert!(dated.warning.is_some_and(|said| said.contains("in the future")));
    assert_eq!(dated.kept_back, Some(KeptBack::Dated));
    assert_eq!(desk.link_to(here, "content/posts/closed.md").unwrap().warning, None);
}

#[test]
fn jekyll_says_unpublished_in_its_own_words() {
    let seat = Seat::new();
    let post: &[u8] = b"---\ntitle: One\ndate: 2026-01-06\n---\n\nWords.\n";
    let hidden: &[u8] = b"---\ntitle: Two\ndate: 2026-01-05\npublished: false\n---\n\nWords.\n";
    let site = seat.world.site(
        "blog",
        &[
            ("_config.yml", b"title: The blog\nurl: https://blog.example.org\n"),
            ("_posts/2026-01-05-two.md", hidden),
            ("_posts/2026-01-06-one.md", post),
            ("_drafts/later.md", b"---\ntitle: Later\n---\n\nWords.\n"),
        ],
    );
    let mut desk = seat.open(site.path());
    for other in ["_posts/2026-01-05-two.md", "_drafts/later.md"] {
        let warning = desk.link_to("_posts/2026-01-06-one.md", other).unwrap().warning;
        assert!(warning.is_some_and(|said| said.contains("marked as a draft")), "{other}");
    }
}
