//! A link from one post to another, written as the posts of the site write theirs.

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
