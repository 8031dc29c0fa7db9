//! What must hold for any text: what is written is what the cleaner would leave, a drawing that remembers is what a fresh
//! one gives, and lines are true.

use std::collections::HashMap;
use std::fmt::Write;

use pulldown_cmark::Parser;

use super::block::{Footnotes, dialect, gathered};
use super::clean::{Cleaner, DEEPEST};
use super::picture::Pictures;
use super::place::Lines;
use super::tests::ATTACKS;
use super::write::{With, is_safe, written};
use super::*;
use crate::Post;
use crate::random::Random;

/// Pieces of Markdown that go together into posts.
const PIECES: [&str; 73] = [
    "# Head *it*\n",
    "## A `b`\n",
    "Setext\n===\n",
    "\n",
    "\n",
    "\n",
    "word ",
    "*it* ",
    "**bo** ",
    "***x** y* ",
    "~~gone~~ ",
    "`co<de>` ",
    "[a](https://example.org/?q=\"1\"&b) ",
    "[a](/x 'ti\"t<l>e') ",
    "[r] ",
    "[r]: https://example.org/r 'T'\n",
    "[r]: /other\n",
    "![pic](a.png) ",
    "![p *i* c](b.png)\n",
    "![](gone.png)",
    "[![in](c.png)](/d) ",
    "<https://auto.example> ",
    "<a@b.example> ",
    "- one\n",
    "- two\n\n",
    "  - deep\n",
    "1. first\n",
    "7. seventh\n",
    "- [ ] todo\n",
    "- [x] done\n",
    "> quote\n",
    "> > deep\n",
    "> [!NOTE]\n> mind\n",
    "```rust a\nfn\n```\n",
    "```<b\"\n",
    "~~~\n<x>&amp;\n~~~\n",
    "    indented <b>\n",
    "| a | b |\n|:--|--:|\n| 1 | [x](y) |\n",
    "| c |\n|---|\n",
    "| `d|` | e | f |\n",
    "note[^1] ",
    "[a[^1]](b) ",
    "[^1]: said\n",
    "[^2]: more\n\n    para\n",
    "---\n",
    "***\n",
    "hard  \nbreak ",
    "back\\\nslash ",
    "&lt; &nbsp; &#13; &#0; &quot; ",
    "\u{a0}é\u{c2}\u{1}😀 ",
    "[j](javascript:x) ",
    "[d](data:x,y) ",
    "[p](https://h:8/) ",
    "[i](http://1.2.3.4/) ",
    "![j](javascript:x) ",
    "<b>raw</b> ",
    "<div class=\"task evil\" id=x onclick=y>\n",
    "</div>\n",
    "<!-- no -->\n",
    "<script>x</script>\n",
    "{{< fig >}}\n",
    "{% tag %}\n",
    "![p](a.png \"T<\"){: width=50% .right}\n",
    "![p](b.png){width=20}\n![q](gone.png){: .wide}\n",
    "![q](c.png 't')\n",
    "{: .notice}\n",
    "{{< gallery >}}\n",
    "{{< /gallery >}}\n",
    "<img src=a.png width=50% class=right>\n",
    "\t",
    "***",
    "_",
    "[",
];

fn text(random: &mut Random, most: usize) -> String {
    let count = random.below(most) + 1;
    (0..count).map(|_| PIECES[random.below(PIECES.len())]).collect()
}

fn post(text: &str) -> Post {
    Post::parse(text.replace('\0', "").as_bytes(), "").unwrap()
}

/// Addresses that the cleaner takes for keys.
fn picture(target: &str) -> PictureSource {
    match target {
        "gone.png" => PictureSource::Missing,
        far if far.contains(':') => PictureSource::Remote(far.to_owned()),
        near => PictureSource::Show(format!("p/{near}")),
    }
}

/// The blocks that need no cleaning, as they are written.
fn safe(text: &str) -> Vec<String> {
    let mut events = Parser::new_ext(text, dialect()).into_offset_iter();
    let (mut pictures, mut notes) = (Pictures::new(&picture), Footnotes::default());
    let mut all = Vec::new();
    while let Some(first) = events.next() {
        let start = first.1.start;
        let (block, deepest) = gathered(first, &mut events);
        if is_safe(&block) && deepest <= DEEPEST {
            let lines = Lines::new(text, start, 0);
            all.push(written(block, With { lines, pictures: &mut pictures, notes: &mut notes }));
        }
    }
    all
}

fn check(text: &str) -> usize {
    let mut cleaner = Cleaner::new();
    let blocks = safe(text);
    for html in &blocks {
        let keys: HashMap<String, String> = crate::html::tags(html)
            .iter()
            .filter_map(|tag| tag.value("src"))
            .map(|range| crate::html::unescaped(&html[range]))
            .map(|address| (address.clone(), address))
            .collect();
        assert_eq!(cleaner.clean(html, keys).as_ref(), Some(html), "{text:?}");
    }
    blocks.len()
}

#[test]
fn the_cleaner_would_change_nothing() {
    let mut random = Random::new(7);
    let compared: usize = (0..800).map(|_| check(&text(&mut random, 14))).sum();
    assert!(compared > 1000, "{compared}");
    for attack in ATTACKS {
        check(attack);
        for before in ["> ", "- ", "# ", "| a |\n|---|\n| ", "[x", "*"] {
            check(&format!("{before}{attack}"));
        }
    }
    for _ in 0..400 {
        check(&random.text(40));
    }
}

#[test]
fn what_has_no_raw_html_needs_no_cleaning() {
    let is_safe = |text: &str| {
        let events: Vec<_> = Parser::new_ext(text, dialect()).into_offset_iter().collect();
        is_safe(&events)
    };
    assert!(is_safe("# a\n\n- *b* [c](https://example.org)\n\n| d |\n|---|\n| `<e>` |\n\n![f](javascript:x)\n"));
    for raw in ["a <b>c</b>", "<div>\n", "[a](javascript:x)", "[a](https://h:8/)"] {
        assert!(!is_safe(raw), "{raw}");
    }
}

#[test]
fn a_drawing_that_remembers_is_what_a_fresh_one_gives() {
    let mut random = Random::new(11);
    for _ in 0..40 {
        let mut drawing = Drawing::default();
        let mut body: Vec<&str> = (0..20).map(|_| PIECES[random.below(PIECES.len())]).collect();
        for step in 0..14 {
            let at = random.below(body.len());
            match random.below(3) {
                0 => body[at] = PIECES[random.below(PIECES.len())],
                1 if body.len() > 1 => drop(body.remove(at)),
                _ => body.insert(at, PIECES[random.below(PIECES.len())]),
            }
            // A picture comes and goes.
            let now = |target: &str| {
                if target == "a.png" && step % 5 == 4 { PictureSource::Missing } else { picture(target) }
            };
            let post = post(&body.concat());
            assert_eq!(drawing.blocks(&post, &now), blocks(&post, &now), "{body:?}");
        }
    }
}

#[test]
fn what_did_not_change_is_the_same_string() {
    let mut drawing = Drawing::default();
    let first = drawing.blocks(&post("a\n\n<b>b</b>\n\nc\n"), &picture);
    let second = drawing.blocks(&post("new\n\na\n\n<b>b</b>\n\nd\n"), &picture);
    assert!(std::sync::Arc::ptr_eq(&first[1].html, &second[2].html));
    assert_eq!((first[1].line, second[2].line), (3, 5));
}

/// Blocks whose every element holds a word of its own: `{}` is where it goes, and its line is the element's.
const SHAPES: [&str; 21] = [
    "{}\n\n",
    "{} and more\nof it\n\n",
    "# {}\n\n",
    "Under {}\n---\n\n",
    "- {}\n- {}\n  - {}\n\n",
    "1. {}\n\n   {}\n\n2. {}\n\n",
    "> {}\n>\n> {}\n\n",
    "| {} |\n|---|\n| {} |\n| {} |\n\n",
    "```\n{}\n```\n\n",
    "- [ ] {}\n\n",
    "![{}](a b.png)\n\n",
    "words ![x](c.png)\n![{}](d.png)\n\n",
    "{} <o:p></o:p> <kbd>k</kbd>\n\n",
    "> - {}\n>   1. {}\n\n",
    ":::tip[T]\n\n{}\n\n- {}\n:::\n\n",
    "{% highlight x %}\n{}\n{% endhighlight %}\n\n",
    "{% raw %}\n[{}]({{< ref \"a b\" >}})\n\n",
    "![x](a.png)\n![{}](b.png)\n\n",
    "{{< gallery >}}\n![{}](a.png)\n\n![{}](b.png \"t\")\n{{< /gallery >}}\n\n",
    "{}\n{: .notice}\n\n",
    "{{< youtube {} >}}\n{{< other {} >}}\n\n",
];

#[test]
fn every_element_says_its_own_line() {
    let mut random = Random::new(3);
    for round in 0..200 {
        let mut text = if round % 3 == 0 { "# The title\n\n**24 August 2017**\n\n".to_owned() } else { String::new() };
        let mut words = 0;
        for _ in 0..=random.below(8) {
            text.push_str(&"\n".repeat(random.below(3)));
            let shape = SHAPES[random.below(SHAPES.len())];
            for (at, part) in shape.split("{}").enumerate() {
                if at > 0 {
                    words += 1;
                    write!(text, "zq{words}q").unwrap();
                }
                text.push_str(part);
            }
        }
        let post = post(&text);
        let body = post.body();
        for block in blocks(&post, &picture) {
            let tags: Vec<_> =
                crate::html::tags(&block.html).into_iter().filter(|tag| tag.value("data-line").is_some()).collect();
            for word in (1..=words).map(|number| format!("zq{number}q")) {
                let Some(at) = block.html.find(&word) else { continue };
                let tag = tags.iter().rfind(|tag| tag.range.start <= at).unwrap();
                let within: usize = block.html[tag.value("data-line").unwrap()].parse().unwrap();
                let fence = usize::from(tag.name == "pre");
                let line = body[..body.find(&word).unwrap()].matches('\n').count() + 1;
                assert_eq!(block.line + within + fence, line, "{word} in {text:?}: {}", block.html);
            }
        }
    }
}
