//! Repairs keep words and lines, whatever is in the post.

use super::*;
use crate::checks::{self, Facts};
use crate::random::Random;

fn look(post: &Post) -> Vec<Finding> {
    checks::run(&Facts::plain(post))
}

fn tidied(text: &str) -> (String, Vec<&'static str>) {
    let post = Post::parse(text.as_bytes(), "x.md").unwrap();
    let (post, done) = all(&post, &look);
    (String::from_utf8(post.as_bytes().to_vec()).unwrap(), done.iter().map(|done| done.found.id).collect())
}

#[test]
fn every_repair_is_the_one_meant() {
    let check = |before: &str, expect: &str| {
        let front = "---\ntitle: x\n---\n\n";
        let (after, _) = tidied(&format!("{front}{before}"));
        assert_eq!(after.strip_prefix(front), Some(expect), "{before:?}");
    };
    check("Some ** bold ** words\n", "Some **bold** words\n");
    check("_ __x__ _\n", "___x___\n");
    check("a** bold **b\n", "a **bold** b\n");
    check("**Note:**this\n", "**Note**:this\n");
    check("## ** ` A heading `**\n", "## A heading\n");
    check("![a](b c.png)\n", "![a](b%20c.png)\n");
    check("![A talk](https://youtu.be/x)\n", "[A talk](https://youtu.be/x)\n");
    check("![](https://youtu.be/x)\n", "[https://youtu.be/x](https://youtu.be/x)\n");
    check("<big>Large</big> and <b>bold\n", "Large and <b>bold</b>\n");
    check("One\ntwo.\n---\nThree\n", "One\ntwo.\n\n---\nThree\n");
    check("- a\n- b\n* c\n", "- a\n- b\n- c\n");
    check("## A\n\n#### B\n\n#### C\n", "## A\n\n### B\n\n### C\n");
    check("(http://a.example/b_c.html)\n", "(<http://a.example/b_c.html>)\n");
}

#[test]
fn the_details_leave_the_text() {
    let (after, done) =
        tidied("\n # ** ` A title `**\n***\n![a](b.png)\n\n**August 24, 2017\n|\nJames Dadd**\n\n\nWords.\n");
    assert_eq!(after, "---\ntitle: A title\ndate: 2017-08-24\nauthor: James Dadd\n---\n\n![a](b.png)\n\nWords.\n");
    assert_eq!(done, ["details-in-text"]);
    let (after, _) = tidied("\u{feff}# A title\r\n\r\n**August 24, 2017**\r\n\r\nWords.\r\n");
    assert_eq!(after, "\u{feff}---\r\ntitle: A title\r\ndate: 2017-08-24\r\n---\r\n\r\nWords.\r\n");
    let (after, _) = tidied("---\ntags: [a]\n---\n\n# A title\n\n## A heading\n\nWords.\n");
    assert_eq!(after, "---\ntags: [a]\ntitle: A title\n---\n\n## A heading\n\nWords.\n");
}

#[test]
fn a_clean_post_stays_as_it_is() {
    let text = "---\ntitle: x\n---\n\nWords with **bold**, *italics*, `code` and <https://a.example>.\n\n## A heading\n\n\
        - a\n- b\n    * c\n\n***\n\n```md\n** a ** http://b.example\n<body>\n```\n\n![a](b.png)\n\n\
        1. One\n\n> Quoted\n\n| a | b |\n|---|---|\n| c * d | e |\n\nA heading\n---\n\nLast\\* words_of 5 * 6 * 7.\n";
    assert_eq!(tidied(text), (text.to_owned(), Vec::new()));
}

#[test]
fn before_and_after_are_the_lines_that_change() {
    let post = Post::parse("One\n\nSome ** bold ** words\n\nLast\n".as_bytes(), "x.md").unwrap();
    let fix = look(&post).into_iter().find_map(|found| found.fix).unwrap();
    let expect = ("Some ** bold ** words".to_owned(), "Some **bold** words".to_owned());
    assert_eq!(before_and_after(&post, &fix), expect);
}

#[test]
fn edits_that_do_not_fit_are_left_out() {
    let post = Post::parse("-é b".as_bytes(), "x.md").unwrap();
    let edit = |range, text: &str| Edit { range, text: text.to_owned() };
    let edits = vec![edit(4..5, "b c"), edit(0..1, "+"), edit(0..2, "no"), edit(2..3, "no"), edit(9..12, "no")];
    assert_eq!(apply(&post, &Fix { edits, ..Fix::default() }).body(), "+é b c");
}

#[test]
fn a_repair_that_loses_a_word_is_not_done() {
    let post = Post::parse(b"One two\n", "x.md").unwrap();
    let edits = vec![Edit { range: 0..4, text: String::new() }];
    assert_eq!(apply(&post, &Fix { edits, ..Fix::default() }).body(), "One two\n");
}

/// Pieces in which there is much to repair.
const MESSY: &[&str] = &[
    "# ",
    "## ",
    "#### ",
    "** ",
    " **",
    "**",
    "__",
    " _",
    "_ ",
    "`",
    "<body>",
    "<big>",
    "</big>",
    "</li>",
    "<b>",
    "</b>",
    "<div>\n\n",
    "</div>",
    "\n---\n",
    "\n===\n",
    "\n- ",
    "\n* ",
    "\n+ ",
    "\n    * ",
    "http://a.example/b_c",
    "www.b.example",
    "![a](b c.png)",
    "![x](https://youtu.be/x)",
    "August 24, 2017\n",
    "by James Dadd\n",
    "\n\n",
    "\n\n",
    "\n",
    "words ",
    "more words",
    ". ",
    "*",
    "> ",
    "```\n",
    "\\",
    "| a | b |\n|---|---|\n",
    "“",
    ")",
    "(",
    ":",
    "1. ",
    "1) ",
    "• ",
    "é",
    " ",
    "\t",
    "\u{a0}",
    "\u{200b}",
    "##",
    "<font color=red>",
    "</font>",
    "<o:p>",
    "</p>",
    "[a](b c.pdf)",
    "[a](“http://c.example”)",
    "![]()",
    "ann@a.example",
    "{{< x >}}",
    "{% y %}",
    "$$z$$",
    "<!-- ",
    " -->",
    "[^1]",
    "&nbsp;",
];

fn messy(random: &mut Random) -> String {
    let text: String = (0..random.below(30)).map(|_| MESSY[random.below(MESSY.len())]).collect();
    let head = ["", "", "---\ntitle: x\n---\n", "---\ndate: 2017-08-24\n---\n\n", "\u{feff}"][random.below(5)];
    let text = format!("{head}{text}");
    if random.below(6) == 0 { text.replace('\n', "\r\n") } else { text }
}

#[test]
fn tidying_keeps_every_word_and_has_an_end() {
    let mut random = Random::new(31);
    for round in 0..1200 {
        let text = if round % 3 == 0 { random.text(40) } else { messy(&mut random) };
        let Ok(post) = Post::parse(text.as_bytes(), "x.md") else { continue };
        let (once, done) = all(&post, &look);
        let (old, new) = (visible::every_word(&post), visible::every_word(&once));
        let mut left = new.iter();
        assert!(old.iter().all(|word| left.by_ref().any(|found| found == word)), "{text:?} -> {:?}", once.text);
        let (twice, again) = all(&once, &look);
        assert_eq!(
            twice.text,
            once.text,
            "{text:?} {:?} {:?}",
            done.iter().map(|done| done.found.id).collect::<Vec<_>>(),
            again.iter().map(|done| done.found.id).collect::<Vec<_>>()
        );
        assert!(done.len() < 200, "{text:?}");
    }
}

#[test]
fn a_repair_keeps_the_lines_that_it_does_not_name() {
    let mut random = Random::new(37);
    for _ in 0..600 {
        let text = messy(&mut random);
        let post = Post::parse(text.as_bytes(), "x.md").unwrap();
        for found in look(&post) {
            let Some(fix) = found.fix.filter(|fix| !fix.edits.is_empty()) else { continue };
            let after = apply(&post, &fix);
            let from = fix.edits.iter().map(|edit| edit.range.start).min().unwrap();
            let to = fix.edits.iter().map(|edit| edit.range.end).max().unwrap();
            let body = post.body();
            let head = body[..from].rfind('\n').map_or("", |at| &body[..=at]);
            let tail = body[to..].find('\n').map_or("", |at| &body[to + at + 1..]);
            let kept = after.body();
            assert!(kept.trim_start_matches('\n').starts_with(head.trim_start_matches('\n')), "{} {text:?}", found.id);
            assert!(kept.ends_with(tail), "{} {text:?}", found.id);
        }
    }
}

#[test]
fn what_is_meant_is_repaired_and_what_is_not_stays() {
    let check = |before: &str, expect: &str| {
        let front = "---\ntitle: x\n---\n\nWords first.\n\n";
        let (after, _) = tidied(&format!("{front}{before}"));
        assert_eq!(after.strip_prefix(front), Some(expect), "{before:?}");
    };
    let stays = |text: &str| check(text, text);
    check("## **A heading** ##\n", "## A heading\n");
    check("##   **Spaced out**   \n", "##   Spaced out\n");
    check("## 🚀 **Launch** 🚀\n", "## 🚀 Launch 🚀\n");
    check("##Heading\n", "## Heading\n");
    check("## <span style=\"color:red\">Red</span>\n", "## Red\n");
    check("**bold words\nover lines **\n", "**bold words\nover lines**\n");
    check("*italic *and **bold **end\n", "*italic* and **bold** end\n");
    check("| a |\n|---|\n| ** x ** |\n", "| a |\n|---|\n| **x** |\n");
    check("> ** quoted **\n", "> **quoted**\n");
    check("* Photo by Ann*\n", "*Photo by Ann*\n");
    check("We need:\n• bread\n• butter\n", "We need:\n\n- bread\n- butter\n");
    check("1) one\n2) two\n", "1. one\n2. two\n");
    check("Word<o:p></o:p> and <center>mid</center>\n", "Word and mid\n");
    check("Mail ann@a.example.\n", "Mail <ann@a.example>.\n");
    check("[it](“https://a.example”)\n", "[it](https://a.example)\n");
    check("[the paper](files/the paper.pdf)\n", "[the paper](files/the%20paper.pdf)\n");
    check("One\n\n![]()\n\nTwo\n", "One\n\n\nTwo\n");
    check("-\u{a0}one\n-\u{a0}two\n", "- one\n- two\n");
    stays("[text] and (see below) 5 * 3 * 2, 2*3*4, snake_case_word, #hashtag words\n");
    stays("## `code` first\n\n- – Bonjour\n- – Salut\n\n10\u{a0}km\n");
    stays("    • code\n    • code\n\n```\n** a ** <font> 1) http://a.example ann@a.example\n```\n");
    stays("$$ a ** b ** c $$ and {{< x \"** a **\" >}} and {% y 'http://a.example' %}\n");
    stays("[![a](b.png)](https://a.example) <img src=\"c.png\" alt=\"C\"> <https://d.example> <e@f.example>\n");
}

#[test]
fn a_post_that_is_a_program_too_keeps_its_tags() {
    let text = "---\ntitle: x\n---\n\nimport Chart from './chart'\n\n<center>\n\n<Chart data={[1, 2]} />\n\n\
        </center>\n\nSee http://a.example and a@b.example.\n";
    let post = Post::parse(text.as_bytes(), "x.mdx").unwrap();
    let look = |post: &Post| checks::run(&Facts { path: "posts/x.mdx", ..Facts::plain(post) });
    let (after, _) = all(&post, &look);
    let expect = text.replace(" http://a.example", " [http://a.example](http://a.example)");
    let expect = expect.replace("a@b.example", "[a@b.example](mailto:a@b.example)");
    assert_eq!(after.text, expect);
}

mod any_tests;

#[test]
fn of_a_very_long_line_what_is_near_is_shown() {
    let line = "é words ** bold ** here ".repeat(400);
    let post = Post::parse(format!("# T\n\n{line}\n").as_bytes(), "x.md").unwrap();
    let at = line.len() / 2;
    let at = 5 + at + line[at..].find("** ").unwrap();
    let fix = Fix { edits: vec![Edit { range: at..at + 3, text: "**".to_owned() }], ..Fix::default() };
    let (before, after) = before_and_after(&post, &fix);
    assert!(before.len() < 4100 && before.starts_with('…') && before.ends_with('…'), "{before}");
    assert_eq!(before.len(), after.len() + 1);
    assert!(post.body().contains(before.trim_matches('…')));
}
