//! Whether readers see a break wherever a line of the file ends.

use serde_json::Value;

use super::{ELEVENTY, HEXO, JEKYLL, hugo, needs, settings, source};
use crate::folder::Folder;
use crate::scan;
use crate::values::{get, string, strings, truth};

/// As the site's generator shows words that go on over lines of a file.
pub(super) fn are_seen(folder: &dyn Folder, generator: &str) -> bool {
    match generator {
        // gohugo.io/configuration/markup
        "hugo" => hugo::renderer(folder, "hardWraps"),
        "hexo" => of_hexo(folder),
        "jekyll" => of_jekyll(&settings(folder, &JEKYLL)),
        // github.com/markdown-it/markdown-it: off unless its options say so.
        "eleventy" => scan::is_on(&source(folder, &ELEVENTY), "breaks"),
        "gatsby" => needs(folder, "gatsby-remark-line-breaks") || needs(folder, "remark-breaks"),
        "astro" | "next" => needs(folder, "remark-breaks"),
        _ => false,
    }
}

/// Hexo's readers of Markdown break lines unless their settings say otherwise (github.com/hexojs/hexo-renderer-marked); of
/// those that are known, only pandoc's does not.
fn of_hexo(folder: &dyn Folder) -> bool {
    if needs(folder, "hexo-renderer-pandoc") {
        return false;
    }
    let config = settings(folder, &HEXO);
    let readers: [(&str, &[&str]); 2] =
        [("hexo-renderer-markdown-it", &["markdown", "render"]), ("hexo-renderer-kramed", &["kramed"])];
    let named = readers.into_iter().find(|(package, _)| needs(folder, package));
    let path = named.map_or(&["marked"] as &[&str], |(_, path)| path);
    let options = path.iter().try_fold(&config, |value, key| get(value, key));
    let off = |key: &str| options.and_then(|options| truth(options, key)) == Some(false);
    // The break is one of GitHub's additions, which can be switched off together.
    !off("breaks") && !off("gfm")
}

/// Jekyll switches off what kramdown has on (jekyllrb.com/docs/configuration/options); its other reader has an option.
fn of_jekyll(config: &Value) -> bool {
    let engine = string(config, "markdown").unwrap_or_default().to_ascii_lowercase();
    if engine.contains("commonmark") {
        let options = get(config, "commonmark").and_then(|options| get(options, "options"));
        return options.map(strings).unwrap_or_default().iter().any(|option| option.eq_ignore_ascii_case("hardbreaks"));
    }
    get(config, "kramdown").and_then(|options| truth(options, "hard_wrap")) == Some(true)
}

#[cfg(test)]
mod tests {
    use crate::{InMemory, understand};

    #[test]
    fn the_generator_and_its_settings_say_so() {
        let check = |files: &[(&str, &str)], expect: bool| {
            let site = understand(&InMemory::new(files.iter().copied()));
            assert_eq!(site.writing.line_breaks, expect, "{files:?}");
        };
        check(&[("hugo.toml", "")], false);
        check(&[("hugo.toml", "[markup.goldmark.renderer]\nhardWraps = true")], true);
        check(&[("hugo.toml", ""), ("config/_default/markup.yaml", "goldmark: {renderer: {hardWraps: true}}")], true);
        check(&[("_config.yml", "title: A")], false);
        check(&[("_config.yml", "kramdown:\n  hard_wrap: true")], true);
        check(&[("_config.yml", "markdown: CommonMark\ncommonmark:\n  options: [SMART, HARDBREAKS]")], true);
        check(&[("_config.yml", "markdown: CommonMark\nkramdown: {hard_wrap: true}")], false);
        let hexo = |config, package| {
            let needed = format!("{{\"dependencies\": {{\"hexo\": \"8\", \"{package}\": \"1\"}}}}");
            move |expect| {
                let files = [("_config.yml", config), ("scaffolds/post.md", ""), ("package.json", needed.as_str())];
                check(&files, expect);
            }
        };
        hexo("", "hexo-renderer-marked")(true);
        hexo("marked: {breaks: false}", "hexo-renderer-marked")(false);
        hexo("marked: {gfm: false}", "hexo-renderer-marked")(false);
        hexo("marked: {breaks: false}", "hexo-renderer-markdown-it")(true);
        hexo("markdown: {render: {breaks: false}}", "hexo-renderer-markdown-it")(false);
        hexo("kramed: {breaks: false}", "hexo-renderer-kramed")(false);
        hexo("", "hexo-renderer-pandoc")(false);
        check(&[("eleventy.config.js", "markdownIt({ html: true, breaks: false })")], false);
        check(&[("eleventy.config.js", "markdownIt({ html: true, breaks: true })")], true);
        check(&[("eleventy.config.js", "// markdownIt({ breaks: true })\nexport default () => {}")], false);
        let breaks = "{\"dependencies\": {\"remark-breaks\": \"4\"}}";
        check(&[("astro.config.mjs", ""), ("package.json", breaks)], true);
        check(&[("astro.config.mjs", "")], false);
        check(&[("gatsby-config.js", ""), ("package.json", breaks)], true);
        check(&[("a.md", "")], false);
    }
}
