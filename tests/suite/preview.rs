//! The preview: as the site shows a post, and only what changed told again.

use byline_desk::api::{Preview, PreviewPart};

use crate::seat::{JEKYLL, Seat};

const POST: &str = "_posts/2026-01-05-an-old-post.md";

fn new_blocks(preview: &Preview) -> Vec<(u32, &str)> {
    let new = |part| if let &PreviewPart::New { line, ref html } = part { Some((line, html.as_str())) } else { None };
    preview.parts.iter().filter_map(new).collect()
}

#[test]
fn only_what_changed_since_the_last_answer_is_told() {
    let seat = Seat::new();
    let site = seat.world.site("mine", JEKYLL);
    let mut open = seat.open(site.path());
    let body = |changed: &str| format!("One\n\n{changed}\n\n{}", "A paragraph.\n\n- item\n\n".repeat(200));
    let first = open.preview(POST, &body("two"), None, &str::to_owned).unwrap();
    assert_eq!(new_blocks(&first).len(), 402);
    let second = open.preview(POST, &body("two\n\nthree"), Some(first.number), &str::to_owned).unwrap();
    assert_eq!(new_blocks(&second), [(5, "<p data-line=\"0\">three</p>\n")]);
    assert_eq!(second.parts.last(), Some(&PreviewPart::Kept { from: 2, count: 400, moved: 2 }));
    // An answer that the page does not have is no beginning.
    let again = open.preview(POST, &body("two"), Some(first.number), &str::to_owned).unwrap();
    assert_eq!(new_blocks(&again).len(), 402);
    // What is asked for a preview changes nothing.
    assert_eq!(open.open_post(POST).unwrap().revision, 0);
}

#[test]
fn a_post_is_shown_in_the_style_and_layout_of_its_site() {
    let seat = Seat::new();
    let site = seat.world.site("mine", JEKYLL);
    site.write(
        "_layouts/post.html",
        b"<html><link href=\"{{ '/assets/site.css' | relative_url }}\"><body class=\"blog\"><script>x()</script>\
          <h1 class=\"t\">{{ page.title }}</h1><div class=\"entry\">{{ content }}</div></body></html>",
    );
    site.write("assets/site.css", b"body { background: url(paper.png) } @import 'https://far.example/x.css';");
    site.write("assets/paper.png", b"x");
    let open = seat.open(site.path());
    let looks = open.preview_looks(&|path| format!("byline://{path}")).unwrap();
    assert_eq!(looks.styles, ["body { background: url(\"byline://assets/paper.png\") } "]);
    let layout = looks.layout.unwrap();
    assert_eq!(layout.body_class, "blog");
    assert!(layout.inside.starts_with("<h1 class=\"t\"><span data-place=\"title\">"), "{}", layout.inside);
    let page = open.preview_page(POST, &|path| format!("file:///site/{path}")).unwrap();
    assert!(page.contains("<body class=\"blog\""), "{page}");
    assert!(page.contains("<div class=\"entry\"><p data-line=\""), "{page}");
    assert!(!page.contains("<script") && !page.contains("far.example"), "{page}");
}

#[test]
fn a_line_of_the_file_ends_for_readers_where_the_generator_breaks_lines() {
    let seat = Seat::new();
    let site = seat.world.site("mine", JEKYLL);
    let shown = || {
        let preview = seat.open(site.path()).preview(POST, "one\ntwo\n", None, &str::to_owned).unwrap();
        new_blocks(&preview)[0].1.to_owned()
    };
    assert_eq!(shown(), "<p data-line=\"0\">one\ntwo</p>\n");
    site.write("_config.yml", b"kramdown:\n  hard_wrap: true\n");
    assert_eq!(shown(), "<p data-line=\"0\">one<br>\ntwo</p>\n");
}
