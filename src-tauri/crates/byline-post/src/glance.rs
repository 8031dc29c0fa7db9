//! A post's details without the rest of it, for lists of very many posts.

use crate::details::{Details, FrontMatter};
use crate::front::{self, Form, yaml_quick};
use crate::lines;
use crate::post::{self, BOM, PostError};
use crate::told::{self, TOP_LINES};

/// The details of a post, the very ones that [`crate::Post::parse`] would give, at a fraction of the cost: the text is not
/// copied, and the body is looked at no further than a title or a byline may stand.
///
/// # Errors
/// As [`crate::Post::parse`].
pub fn glance(bytes: &[u8], file_name: &str) -> Result<Details, PostError> {
    let text = post::text(bytes)?;
    let block = front::split(text);
    let read = block.as_ref().map(|block| {
        let plain = block.kind == FrontMatter::Yaml && block.form != Form::Unclosed;
        let quick = plain.then(|| yaml_quick::read(&text[block.inner.clone()])).flatten();
        quick.map_or_else(|| front::read(block, text), Ok)
    });
    let words = block.as_ref().map_or("", |block| &text[block.inner.clone()]);
    let body_start =
        block.as_ref().map_or_else(|| if text.starts_with(BOM) { BOM.len() } else { 0 }, |block| block.whole.end);
    let body = &text[body_start..];
    // One line more than is looked at, so that the last one is whole.
    let top: usize = lines::lines(body).take(TOP_LINES + 1).map(|line| line.text.len() + line.end.len()).sum();
    Ok(told::details(read, words, &lines::to_lf(&body[..top]), file_name).0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Post;
    use crate::random::Random;

    fn check(bytes: &[u8], file_name: &str) {
        let full = Post::parse(bytes, file_name).map(|post| post.details().clone());
        assert_eq!(glance(bytes, file_name), full, "{:?}", String::from_utf8_lossy(bytes));
    }

    #[test]
    fn a_glance_tells_the_details_that_a_whole_reading_tells() {
        let heads =
            ["", "---\ntitle: x\nauthor: y\n---\n", "---\ntags:\n- a\n---\n", "+++\ntitle = 'x'\n+++\n", "\u{feff}"];
        let mut random = Random::new(11);
        for round in 0..6000 {
            let text = format!("{}{}", heads[round % heads.len()], random.text(90));
            check(text.as_bytes(), ["2017-08-24-aws.md", "index.md", "x.md"][round % 3]);
        }
    }

    #[test]
    fn real_posts_too_and_long_ones_and_what_is_none() {
        for folder in ["fixtures", "fixtures/front"] {
            for file in std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
                let Ok(bytes) = std::fs::read(&file) else { continue };
                check(&bytes, "x.md");
                // A file of many front matters, one below each line `%%% name`, told by lines that begin with `%>`.
                for block in String::from_utf8(bytes).unwrap().split("%%% ").skip(1) {
                    let lines = block.split_inclusive('\n').skip(1).filter(|line| !line.starts_with("%> "));
                    let post: String = lines.collect();
                    check(post.as_bytes(), "x.md");
                    check(post.replace('\n', "\r\n").as_bytes(), "2017-08-24-x.md");
                }
            }
        }
        for end in ["\n", "\r\n", "\r"] {
            for gap in [0, 1, TOP_LINES - 2, TOP_LINES - 1, TOP_LINES, TOP_LINES + 1, 3 * TOP_LINES] {
                check(format!("{}# Title{end}{end}by James Dadd{end}", end.repeat(gap)).as_bytes(), "x.md");
            }
        }
        check(b"ab\xff", "x.md");
        check(b"# a\n\0", "x.md");
        check(format!("---\ntitle: x\n---\n{}\u{0}", "words\n".repeat(9000)).as_bytes(), "x.md");
    }
}
