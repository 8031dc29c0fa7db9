//! Whether a line's end is a break for readers: Byline's preview shows what the generator makes of it.

use super::generator::Generator;
use super::page::Output;
use crate::sites::fixture;
use crate::sites::post::Opened;

const WORDS: &str = "\nThe first line of two\nand the second line.\n";

/// Adds words over two lines to a post, and to a file of the site's settings what follows some text of it; looks at both
/// pages.
fn check(generator: Generator, post: &str, (settings, after, more): (&str, &str, &str), breaks: bool) {
    let mut files = fixture::files(generator.name());
    for (path, after, more) in [(post, "", WORDS), (settings, after, more)] {
        let at = files.iter().position(|(file, _)| file == path);
        let text = at.map(|at| String::from_utf8(files.remove(at).1).unwrap()).unwrap_or_default();
        let place = if after.is_empty() { text.len() } else { text.find(after).unwrap() + after.len() };
        files.push((path.to_owned(), [&text[..place], more, &text[place..]].concat().into_bytes()));
    }
    let site = Opened::of(&files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect::<Vec<_>>());
    let output = Output::new(generator.build(&site.checkout("checkout")), "");
    let has_break = |html: &str| {
        let rest = html.split("The first line of two").nth(1).unwrap_or_else(|| panic!("the words are not in {html}"));
        rest.split("and the second line.").next().unwrap().contains("<br")
    };
    let built = output.pages_with("and the second line.").iter().any(|page| has_break(&output.source(page)));
    let preview = site.post("preview", post, &[]);
    let shown = has_break(preview["html"].as_str().unwrap());
    assert_eq!((built, shown), (breaks, breaks), "{generator:?} {settings} {more}");
}

const AS_IT_IS: (&str, &str, &str) = ("README.md", "", "");

#[test]
fn hugo() {
    let post = "content/posts/the-old-quay.md";
    check(Generator::Hugo, post, AS_IT_IS, false);
    let wraps = "[goldmark.renderer]\nhardWraps = true\n";
    check(Generator::Hugo, post, ("config/_default/markup.toml", "", wraps), true);
}

#[test]
fn jekyll() {
    let post = "_posts/2026-01-05-bread-without-hurry.md";
    check(Generator::Jekyll, post, AS_IT_IS, false);
    check(Generator::Jekyll, post, ("_config.yml", "", "kramdown:\n  hard_wrap: true\n"), true);
}

#[test]
fn eleventy() {
    let post = "content/blog/a-finch-at-noon.md";
    check(Generator::Eleventy, post, AS_IT_IS, false);
    let reader = "  eleventyConfig.amendLibrary(\"md\", (md) => md.set({ breaks: true }));\n";
    check(Generator::Eleventy, post, ("eleventy.config.js", "{\n", reader), true);
}

#[test]
fn astro() {
    check(Generator::Astro, "src/content/blog/a-letter.md", AS_IT_IS, false);
}

#[test]
fn hexo() {
    let post = "source/_posts/breakfast-in-the-last-carriage.md";
    check(Generator::Hexo, post, AS_IT_IS, true);
    check(Generator::Hexo, post, ("_config.yml", "", "marked:\n  breaks: false\n"), false);
}
