//! Details that cannot be read, shown as they stand in the file.

use byline_post::Post;

use crate::api::BrokenDetails;

/// Far more lines than anybody's details have; a file that never closes them may be one long block.
const MOST_LINES: usize = 400;

/// The details as they stand in the file, where they cannot be read.
pub(super) fn broken(post: &Post) -> Option<BrokenDetails> {
    let problem = post.details().problem.as_ref()?;
    let text = post.front_text();
    let shown: String = text.split_inclusive('\n').take(MOST_LINES.max(problem.line + 20)).collect();
    Some(BrokenDetails { text: shown, line: u32::try_from(problem.line).unwrap_or(u32::MAX) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_at_fault_is_a_line_of_what_is_shown() {
        let check = |text: &str, expect: Option<&str>| {
            let post = Post::parse(text.as_bytes(), "a.md").unwrap();
            let broken = broken(&post);
            let line = broken.as_ref().and_then(|broken| broken.text.lines().nth(broken.line as usize - 1));
            assert_eq!(line, expect, "{text:?}");
        };
        check("---\ntitle: x\ndate: a: b\n---\nBody\n", Some("date: a: b"));
        check("\u{feff}---\r\ntitle: x\r\ndate: a: b\r\n---\r\nBody\r\n", Some("date: a: b"));
        check("+++\ntitle = \"x\"\ndate = \n+++\n", Some("date = "));
        check("{\n  \"a\": 1,\n  \"b\": ,\n}\n", Some("  \"b\": ,"));
        check("title: x\ndate: a: b\n---\nBody\n", Some("date: a: b"));
        check("---\ntitle: x\ndate: 2020-01-01\n\nThe body, never parted.\n", Some("date: 2020-01-01"));
        check("---\ntitle: x\n---\nBody\n", None);
        check("Body\n", None);
    }
}
