//! Where the number of a footnote stands.

use super::*;
use crate::Post;

fn note(text: &str) -> String {
    let post = Post::parse(format!("a[^x]\n\n[^x]: {text}").as_bytes(), "").unwrap();
    let picture = |link: &str| PictureSource::Show(link.to_owned());
    let all: String = blocks(&post, &picture).iter().map(|block| &*block.html).collect();
    let words = all.split_once("post-fn-1\">\n").unwrap().1.trim_end();
    // Without its lines.
    words
        .split(" data-line=\"")
        .map(|part| part.split_once("\">").map_or(part, |(_, rest)| rest))
        .collect::<Vec<_>>()
        .join(">")
}

#[test]
fn the_number_of_a_footnote_is_in_its_words() {
    assert_eq!(note("X\n\n    Y\n"), "<p><sup>1</sup> X</p>\n<p>Y</p>\n</div>");
    // Where no words begin it, before what does.
    assert_eq!(note("\n    - X\n"), "<sup>1</sup>\n<ul>\n<li>X</li>\n</ul>\n</div>");
    assert_eq!(note("![A](a.png)\n"), "<sup>1</sup>\n<p><img src=\"a.png\" alt=\"A\"></p>\n</div>");
}
