//! Pages of the web: a blog's, and those that Word and Google Docs write.

use byline_import::{Document, What, read};

pub(crate) fn page(html: &str) -> Document {
    read(html.as_bytes(), "a.html").unwrap()
}

fn left(document: &Document) -> Vec<What> {
    document.left_out.iter().map(|left| left.what).collect()
}

#[track_caller]
fn check(html: &str, expect: &str) {
    assert_eq!(page(html).body, expect);
}

#[test]
fn a_blogs_page_is_its_post_without_what_frames_it() {
    let found = read(include_bytes!("../../fixtures/blog.html"), "blog.html").unwrap();
    let expect = "\
# A weekend at the river

We went *up* the **river**  \nin a [borrowed boat](https://example.org/boats?a=1&b=2).[^1]

## The plan

3. Row
   - slowly
   - together
4. Rest

- [x] tent
- [ ] stove

![The river](river.jpg \"The river at six\")

> Quiet.
>
> — Ann

```sh
row --slowly
cat < map
```

| Day | Miles |
| --- | --- |
| Sat | 3 \\| 4 |

A dot: ![dot](imported-picture-1) and .

[A film](https://www.youtube.com/embed/abc)

Costs 5\\*3\\*2 & `a_b` \\<b>. 1. Not a list.

[^1]: Ours leaks.
";
    assert_eq!(found.body, expect);
    assert_eq!(found.details.title.as_deref(), Some("A weekend at the river"));
    assert_eq!(found.details.author.as_deref(), Some("Rosa Writer"));
    assert_eq!(found.details.date.unwrap().to_string(), "2024-05-03");
    assert_eq!((found.pictures.len(), found.pictures[0].name.as_str()), (1, "picture-1.png"));
    assert_eq!(left(&found), [What::Players]);
}

#[test]
fn a_page_saved_by_word_is_sane() {
    let found = read(include_bytes!("../../fixtures/word-page.html"), "word.htm").unwrap();
    let expect = "\
# Café days

## Monday

It was “lovely” in Lisbon, **really loud**.[^1]

- Bread
  - white
- Tea

1. Wake
2. Walk

> A quote.

![A cup](caf%E9_files/image001.png)

| When | Where |
| --- | --- |
| Noon | Here |

Seen.

[^1]: In May.
";
    assert_eq!(found.body, expect);
    assert_eq!(left(&found), [What::Comments]);
}

#[test]
fn a_page_saved_by_google_docs_is_sane() {
    let found = read(include_bytes!("../../fixtures/google-doc.html"), "menu.html").unwrap();
    let expect = "\
# Spring menu

By **Rosa** *and **Ann***~~old~~, [the menu](https://example.org/menu?day=1)[^1]

## Starters

- Soup
  - leek
  - pea
- Bread

1. Boil
2. Eat

[^1]: On Sundays.
";
    assert_eq!(found.body, expect);
    assert_eq!(left(&found), [What::Comments]);
}

#[test]
fn loose_words_lists_and_breaks_are_kept() {
    check("words<p>more<div>and <b>more</b></div>end", "words\n\nmore\n\nand **more**\n\nend\n");
    check("<p>a<br><br>b</p>", "a\n\nb\n");
    check("<ul><li>a<ul><li>b</li></ul></li><ul><li>c</li></ul>d</ul>", "- a\n\n  - b\n  - c\n\n  d\n");
    check("<dl><dt>Word</dt><dd>What it means.</dd></dl>", "**Word**\n\nWhat it means.\n");
    check("<table><tr><td>only</td></tr></table>", "only\n");
    check(
        "<p><b style='font-weight:normal'>plain</b> <a href='#x'>here</a> <a href='javascript:x()'>there</a></p>",
        "plain here there\n",
    );
    check("<my-own>kept</my-own><custom:tag> too</custom:tag>", "kept too\n");
    check("<p>x<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>", "x漢(kan)\n");
}

#[test]
fn pictures_that_wait_for_a_script_are_found_and_those_that_count_readers_are_not() {
    check(
        r#"<p>a<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="https://a.org/x.jpg" alt="x">"#,
        "a![x](https://a.org/x.jpg)\n",
    );
    check(
        r#"<p>a<img srcset="s.jpg 1x, l.jpg 2x" alt="x"><img width=1 height=1 src="https://a.org/p">"#,
        "a![x](l.jpg)\n",
    );
    let found = page(r#"<p>a <img src="file:///C:/pics/me.jpg" alt="me">"#);
    assert_eq!((found.body.as_str(), found.left_out[0].name.as_str()), ("a me\n", "me.jpg"));
}

#[test]
fn details_come_from_the_head_and_the_description_for_search_engines() {
    let found = page(
        r#"<title>Post - Site</title><script type="application/ld+json">{"@graph":[{"@type":"BlogPosting","headline":"The post","author":[{"name":"Ann"},{"name":"Bob"}],"datePublished":"2023-01-02T00:00:00Z"}]}</script><p>words"#,
    );
    assert_eq!(found.details.title.as_deref(), Some("The post"));
    assert_eq!(found.details.author.as_deref(), Some("Ann, Bob"));
    assert_eq!(found.details.date.unwrap().to_string(), "2023-01-02");
    let found = page("<title>Just this</title><p>By <a rel=author>Ann</a> on <time datetime=2022-03-04>March</time>");
    assert_eq!(found.details.title.as_deref(), Some("Just this"));
    assert_eq!(found.details.author.as_deref(), Some("Ann"));
    assert_eq!(found.details.date.unwrap().to_string(), "2022-03-04");
}

#[test]
fn a_list_of_posts_is_a_page_and_not_its_first_post() {
    check("<main><article><p>one two</p></article><article><p>two two</p></article></main>", "one two\n\ntwo two\n");
    check("<body><nav>menu</nav><p>text</p><footer>foot</footer>", "text\n");
}

#[test]
fn any_alphabet_is_read() {
    let latin = b"<meta charset=iso-8859-1><p>caf\xe9 \x96 yes";
    assert_eq!(read(latin, "a.html").unwrap().body, "café – yes\n");
    let wide: Vec<u8> = "\u{feff}<p>weit".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&wide, "a.html").unwrap().body, "weit\n");
    let japanese = b"<meta http-equiv=content-type content='text/html; charset=Shift_JIS'><p>\x93\xfa\x96{";
    assert_eq!(read(japanese, "a.html").unwrap().body, "日本\n");
}
