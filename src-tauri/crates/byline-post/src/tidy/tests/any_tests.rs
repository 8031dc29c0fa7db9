//! Posts as people write them, put together at random: whatever is repaired, no word goes, and nothing else changes.

use super::{Facts, Finding, Post, Random, all, apply, checks, look, visible};

/// What stays byte for byte, whatever stands around it.
const KEPT: &[&str] = &[
    "```js\nconst a = ** b **; // http://a.example <font> ann@a.example\n- x\n* y\n```\n",
    "    indented  ** code ** www.a.example\n",
    "{{< figure src=\"a b.png\" caption=\"** x **\" >}}\n",
    "{% include note.html text=\"<center> http://a.example\" %}\n",
    "$$ a ** b ** c_1 $$\n",
    "Words with `** code ** ann@a.example` in them.\n",
];

const WORDS: &[&str] = &[
    "summer",
    "the",
    "Straße",
    "été",
    "naïve",
    "AWS",
    "20,000",
    "re:Invent",
    "it’s",
    "“quoted”",
    "e.g.",
    "C#",
    "3.5",
    "日本",
    "O'Neil",
    "x_y",
    "🎉",
];

const SPANS: &[&str] = &[
    "** W **",
    "**W **",
    "** W**",
    "_W _",
    "__ W __",
    "*W*",
    "**W**",
    "***W ***",
    "~~W~~",
    "`W`",
    "_ __W__ _",
    "**W:**W",
    "<b>W",
    "<b>W</b>",
    "<font color=\"red\">W</font>",
    "<big>W</big>",
    "W</li>",
    "<span lang=\"EN\">W</span>",
    "W<o:p></o:p>",
    "<u>W</u>",
    "http://W.example/a_b",
    "(https://a.example/W_(b))",
    "www.a.example",
    "ann@a.example",
    "[W](https://a.example)",
    "[W](a b.pdf)",
    "[W](“https://a.example”)",
    "[W] (https://a.example)",
    "[W]()",
    "![W](a b.png)",
    "![W](a%20b.png)",
    "![]()",
    "![W](https://youtu.be/dQw4w9WgXcQ)",
    "W\u{200b}",
    "W\u{a0}W",
    "W  ",
    "\\*W\\*",
    "W&nbsp;W",
    "[^1]",
    "2 * 3 * 4",
    "W*",
    "<https://a.example>",
    "W<br>W",
    "<!-- W -->",
];

const BLOCKS: &[&str] = &[
    "L",
    "L\nL",
    "# L",
    "## **L**",
    "##L",
    "### ` L `",
    "#### L ##",
    "## <b>L</b>",
    "## 🎉 **L**",
    "L\n---",
    "L.\nL\n===",
    "L\nL\n---",
    "- L\n- L\n* L",
    "• L\n• L",
    "W:\n• L\n•L",
    "1) L\n2) L",
    "1. L\n2) L",
    "-\u{a0}L\n-\u{a0}L",
    "- L\n    * L\n        + L",
    "* L*",
    "> L\n> L",
    "| L | L |\n|---|---|\n| L | L |",
    "<div>\n\nL",
    "<body>\nL\n</body>",
    "<center>L</center>",
    "<p>L",
    "<ul><li>L<li>L</ul>",
    "***",
    "* * *",
    "![W](W b.png)\n*L*",
    "<img src=\"a b.png\">",
    "[^1]: L",
    "\tL",
    "**L**",
    "L\\\nL",
    "[W]: https://a.example",
    "August 24, 2017",
    "by James Dadd",
    "**24. August 2017 | James Dadd**",
    "*Par Marie Curie, le 3 mai 2019*",
];

const HEADS: &[&str] = &[
    "",
    "",
    "",
    "# ** ` A title `**\n***\n",
    "A title\n=======\n\n",
    "---\ntitle: A title\ndate: 2017-08-24\ntags: [a, \"b ** c\"]\n---\n\n",
    "+++\ntitle = \"A title\"\n[extra]\nx = 'http://a.example'\n+++\n",
    "{\"title\": \"A\", \"x\": [1]}\n\n",
    "\u{feff}",
    "---\ntitle: \"unclosed\n---\n\n",
    "---\n# only a remark\n---\n",
];

fn pick<'a>(random: &mut Random, all: &[&'a str]) -> &'a str {
    all[random.below(all.len())]
}

/// A line of some words, some of them marked.
fn line(random: &mut Random) -> String {
    let count = 1 + random.below(5);
    let words = (0..count).map(|_| {
        let word = pick(random, WORDS);
        if random.below(3) == 0 { pick(random, SPANS).replace('W', word) } else { word.to_owned() }
    });
    let words: Vec<String> = words.collect();
    format!("{}{}", words.join(" "), pick(random, &["", ".", "!", ",", " "]))
}

fn block(random: &mut Random) -> String {
    let mut out = String::new();
    for c in pick(random, BLOCKS).chars() {
        match c {
            'L' => out.push_str(&line(random)),
            'W' => out.push_str(pick(random, WORDS)),
            c => out.push(c),
        }
    }
    out
}

/// A post, and what of it has to stay byte for byte.
fn written(random: &mut Random) -> (String, Vec<&'static str>) {
    let mut text = pick(random, HEADS).to_owned();
    let mut kept = Vec::new();
    for _ in 0..random.below(8) {
        if random.below(5) == 0 {
            let block = KEPT[random.below(KEPT.len())];
            // Apart from what stands before it, so that it is what it looks like.
            text.push_str("\n\nPlain words.\n\n");
            text.push_str(block);
            text.push('\n');
            kept.push(block.trim_end());
        } else {
            text.push_str(&block(random));
            text.push_str(pick(random, &["\n\n", "\n\n", "\n\n", "\n", "\n\n\n"]));
        }
    }
    let crlf = random.below(8) == 0;
    (if crlf { text.replace('\n', "\r\n") } else { text }, if crlf { Vec::new() } else { kept })
}

/// Whether every word is in the other post too, in the same order.
fn holds(before: &Post, after: &Post) -> bool {
    let (old, new) = (visible::every_word(before), visible::every_word(after));
    let mut left = new.iter();
    old.iter().all(|word| left.by_ref().any(|found| found == word))
}

fn assert_kept(before: &Post, after: &Post, what: &str) {
    assert!(holds(before, after), "{what} lost a word: {:?}\n-> {:?}", before.text, after.text);
    let (old, new) = (before.details(), after.details());
    let same = |told: &Option<crate::Told<String>>, now: &Option<crate::Told<String>>| {
        told.as_ref().is_none_or(|told| told.source == crate::Source::FileName || now.is_some())
    };
    assert!(same(&old.title, &new.title) && same(&old.author, &new.author), "{what}: {:?}", before.text);
    assert!(
        old.date.is_none() || old.date.as_ref().map(|d| d.value) == new.date.as_ref().map(|d| d.value),
        "{what}: {:?}",
        before.text
    );
    assert_eq!(old.tags, new.tags, "{what}: {:?}", before.text);
    for other in &old.others {
        assert!(new.others.contains(other), "{what} changed {other:?}: {:?}", before.text);
    }
    assert!(old.problem.is_some() || new.problem.is_none(), "{what}: {:?}", before.text);
}

#[test]
fn posts_as_people_write_them_lose_nothing() {
    let mut random = Random::new(71);
    for _ in 0..1000 {
        let (text, kept) = written(&mut random);
        let post = Post::parse(text.as_bytes(), "2017-08-24-x.md").unwrap();
        let (once, done) = all(&post, &look);
        assert_kept(&post, &once, "all");
        let whole = |block: &&&str| {
            post.body().contains(**block)
                && !post.spoken_for().iter().any(|span| post.body()[span.from..span.to].contains(**block))
        };
        for block in kept.iter().filter(whole) {
            assert!(once.text.contains(block), "{block:?} of {text:?}\n-> {:?}", once.text);
        }
        let (twice, again) = all(&once, &look);
        let ids = |done: &[crate::tidy::Done]| done.iter().map(|done| done.found.id).collect::<Vec<_>>();
        assert_eq!(twice.text, once.text, "{text:?} {:?} {:?}", ids(&done), ids(&again));
    }
}

#[test]
fn each_repair_by_itself_loses_nothing_and_is_done_once() {
    let mut random = Random::new(73);
    for _ in 0..400 {
        let (text, _) = written(&mut random);
        let post = Post::parse(text.as_bytes(), "x.md").unwrap();
        let found = look(&post);
        for finding in &found {
            let Some(fix) = finding.fix.as_ref() else { continue };
            let after = apply(&post, fix);
            assert_kept(&post, &after, finding.id);
            let (after_it, done) = crate::tidy::some(&post, std::slice::from_ref(finding), &look);
            assert_eq!(after_it.text, after.text, "{} {text:?}", finding.id);
            assert!(done.len() <= 1);
            if after.text != post.text {
                // It is not found again where it was.
                let same = |now: &Finding| now.id == finding.id && now.args == finding.args;
                let left = look(&after).iter().filter(|now| same(now)).count();
                let before = found.iter().filter(|now| same(now)).count();
                assert!(left <= before, "{} is found again: {text:?}\n-> {:?}", finding.id, after.text);
            }
        }
    }
}

#[test]
fn a_post_that_is_a_program_too_loses_nothing() {
    let mut random = Random::new(79);
    let look = |post: &Post| checks::run(&Facts { path: "posts/x.mdx", ..Facts::plain(post) });
    for _ in 0..300 {
        let (text, _) = written(&mut random);
        let post = Post::parse(text.as_bytes(), "x.mdx").unwrap();
        let (once, _) = all(&post, &look);
        assert_kept(&post, &once, "all");
        assert_eq!(all(&once, &look).0.text, once.text, "{text:?}");
    }
}
