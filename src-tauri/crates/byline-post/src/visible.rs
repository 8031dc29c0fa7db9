//! The words of a body that a reader sees.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::details::Source;
use crate::markdown::options;
use crate::post::Post;
use crate::{html, lenient};

/// The visible text, one line for each paragraph, heading, item or cell row.
pub(crate) fn text(body: &str) -> String {
    let repaired = lenient::repaired(body);
    let mut out = String::with_capacity(body.len());
    let mut hidden = 0_usize;
    for event in Parser::new_ext(&repaired, options()) {
        match event {
            Event::Start(Tag::Image { .. }) => hidden += 1,
            Event::End(TagEnd::Image) => hidden = hidden.saturating_sub(1),
            Event::Text(words) | Event::Code(words) if hidden == 0 => out.push_str(&words),
            Event::SoftBreak | Event::End(TagEnd::TableCell) => out.push(' '),
            Event::HardBreak
            | Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::CodeBlock
                | TagEnd::TableRow
                | TagEnd::TableHead
                | TagEnd::BlockQuote(_),
            ) => out.push('\n'),
            _ => {}
        }
    }
    tidied(&out)
}

/// Every word that a reader of the site may see, in order: of the text, also inside HTML and the numbers of lists, and of
/// the details. A mark more or less is no word.
pub(crate) fn every_word(post: &Post) -> Vec<String> {
    let body = post.unspoken();
    let repaired = lenient::repaired(&body);
    let mut out = String::with_capacity(repaired.len());
    let mut hidden = 0_usize;
    let mut numbers: Vec<Option<u64>> = Vec::new();
    for (event, range) in Parser::new_ext(&repaired, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::Image { .. }) => hidden += 1,
            Event::End(TagEnd::Image) => hidden = hidden.saturating_sub(1),
            Event::Text(words) | Event::Code(words) if hidden == 0 => out.push_str(&words),
            Event::Start(Tag::List(first)) => numbers.push(first),
            Event::End(TagEnd::List(_)) => {
                numbers.pop();
            }
            Event::Start(Tag::Item) => {
                out.push(' ');
                if let Some(Some(number)) = numbers.last_mut() {
                    out.extend([number.to_string().as_str(), " "]);
                    *number += 1;
                }
            }
            Event::Start(Tag::HtmlBlock) => {
                let block = &repaired[range];
                let mut at = 0;
                for tag in html::tags(block) {
                    out.push_str(&decoded(&block[at..tag.range.start]));
                    out.push(' ');
                    at = tag.range.end;
                }
                out.push_str(&decoded(&block[at..]));
            }
            // Emphasis may start and end within a word.
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) => {}
            Event::SoftBreak | Event::HardBreak | Event::End(_) | Event::Start(_) => out.push(' '),
            _ => {}
        }
    }
    let details = post.details();
    let told = |source: Source| source != Source::FileName;
    for words in [
        details.title.as_ref().filter(|title| told(title.source)).map(|title| title.value.clone()),
        details.author.as_ref().map(|author| author.value.clone()),
        details.date.as_ref().filter(|date| told(date.source)).map(|date| date.value.to_string()),
    ]
    .into_iter()
    .flatten()
    {
        out.push(' ');
        out.push_str(&words);
    }
    let all: Vec<String> =
        out.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    all
}

/// Text of HTML with `&eacute;` and the like as the letters that they stand for.
fn decoded(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for part in text.split_inclusive(';') {
        let Some(at) = part.rfind('&').filter(|_| part.ends_with(';')) else {
            out.push_str(part);
            continue;
        };
        out.push_str(&part[..at]);
        for event in Parser::new(&part[at..]) {
            if let Event::Text(letters) = event {
                out.push_str(&letters);
            }
        }
    }
    out
}

fn tidied(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !lenient::is_tag(line));
    lines.collect::<Vec<_>>().join("\n")
}

/// The number of words: runs without a space that hold a letter or a digit; each Chinese or Japanese letter is one.
pub(crate) fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).map(one).sum()
}

fn one(word: &str) -> usize {
    let wide = word.chars().filter(|c| matches!(*c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')).count();
    wide.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, expect: &str, count: usize) {
        let found = text(body);
        assert_eq!(found, expect, "{body:?}");
        assert_eq!(words(&found), count, "{body:?}");
    }

    #[test]
    fn marks_pictures_and_tags_are_no_words() {
        check("# A **b** `c`\n\nd [e](http://f)\n", "A b c\nd e", 5);
        check("![alt](x y.jpg)\n\n<b>bold</b> — yes\n", "bold — yes", 2);
        check("- one\n- two\n\n| a | b |\n|---|---|\n| c | d |\n", "one\ntwo\na b\nc d", 6);
        check("{% include x.html %}\n\nwords &amp; more\n", "words & more", 2);
        check("日本語", "日本語", 3);
        check("", "", 0);
    }
}
