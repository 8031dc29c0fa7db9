//! Reading Markdown: one place for the dialect, and the words of one line.

use pulldown_cmark::{Event, Options, Parser, Tag};

/// The dialect of the preview and of everything that looks into a body.
pub(crate) fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS
}

/// The words of one line without its marks, tags and pictures.
pub(crate) fn inline_text(line: &str) -> String {
    // As a heading, so that `1.` or `-` in front stay words.
    let heading = format!("# {}\n", line.trim());
    let mut out = String::new();
    let mut pictures = 0_usize;
    for event in Parser::new_ext(&heading, options()) {
        match event {
            Event::Start(Tag::Image { .. }) => pictures += 1,
            Event::End(pulldown_cmark::TagEnd::Image) => pictures = pictures.saturating_sub(1),
            Event::Text(words) | Event::Code(words) if pictures == 0 => out.push_str(&words),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            _ => {}
        }
    }
    out
}

/// The words with a backslash before every mark, so that they read as themselves.
pub(crate) fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    for c in words.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '&' | '~' | '|') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
