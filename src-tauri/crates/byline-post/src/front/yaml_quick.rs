//! Plain YAML front matter read without a parser, for lists of very many posts.
//!
//! Only what can mean one thing is read here, and anything else is left to the parser: [`read`] gives exactly what
//! `yaml::read` gives, or nothing at all.

use super::value::{Field, Held};
use crate::lines::{Line, lines};

/// Words that a YAML parser may take for something other than words (YAML 1.1 and 1.2, and Rust's own numbers).
const NOT_WORDS: [&str; 14] =
    ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nil", "none", "inf", "nan", "infinity"];

/// The fields, in the order written; nothing where a parser is needed to be sure.
pub(crate) fn read(words: &str) -> Option<Vec<Field>> {
    let all: Vec<Line> = lines(words).collect();
    let mut fields: Vec<Field> = Vec::with_capacity(all.len());
    let mut rest = all.as_slice();
    while let Some((line, after)) = rest.split_first() {
        if line.end == "\r" {
            return None;
        }
        rest = after;
        if line.text.is_empty() {
            continue;
        }
        let (name, value) = key(line.text)?;
        if fields.iter().any(|field| field.name == name) {
            return None;
        }
        let (raw, held) = if value.is_empty() {
            let items = rest.iter().take_while(|line| item(line.text).is_some()).count();
            let (list, after) = rest.split_at(items);
            rest = after;
            block(words, list)?
        } else {
            (value.to_owned(), single(value)?)
        };
        // Whatever follows must start a field of its own: an indented line would belong to this one.
        if rest.first().is_some_and(|next| next.text.starts_with([' ', '\t', '-'])) {
            return None;
        }
        fields.push(Field { name: name.to_owned(), raw, held });
    }
    Some(fields)
}

/// `name: value` at the very start of a line, the name of letters, digits, `_` and `-` only.
fn key(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = line.split_once(':')?;
    let mut letters = name.bytes();
    let plain = letters.next()?.is_ascii_alphabetic()
        && letters.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    let value = if rest.is_empty() { rest } else { rest.strip_prefix(' ')? };
    (plain && words(name)).then_some((name, value.trim_matches(' ')))
}

/// The words of a list's line, `- words`.
fn item(line: &str) -> Option<&str> {
    line.trim_start_matches(' ').strip_prefix("- ")
}

/// A list of one item a line, or nothing at all.
fn block(words: &str, rows: &[Line]) -> Option<(String, Held)> {
    let Some((first, last)) = rows.first().zip(rows.last()) else { return Some((String::new(), Held::Nothing)) };
    let indent = |line: &Line| line.text.len() - line.text.trim_start_matches(' ').len();
    if rows.iter().any(|line| indent(line) != indent(first) || line.end == "\r") {
        return None;
    }
    let items: Option<Vec<Held>> = rows.iter().map(|line| text(item(line.text)?.trim_matches(' '))).collect();
    let offset = |part: &str| part.as_ptr() as usize - words.as_ptr() as usize;
    let raw = words.get(offset(first.text)..offset(last.text) + last.text.len())?.trim();
    Some((raw.to_owned(), Held::List(items?)))
}

/// A value in one line.
fn single(value: &str) -> Option<Held> {
    match value {
        "true" => return Some(Held::Bool(true)),
        "false" => return Some(Held::Bool(false)),
        _ => {}
    }
    if let Some(inside) = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return flow(inside);
    }
    if is_number(value) {
        return Some(Held::Plain(value.to_owned()));
    }
    text(value)
}

/// `one, two` between brackets.
fn flow(inside: &str) -> Option<Held> {
    if inside.contains(['[', ']', '{', '}', ':', '#', '"', '\'', '?', '&', '*', '!', '|', '>', '%', '@', '`']) {
        return None;
    }
    let items: Option<Vec<Held>> = inside.split(',').map(|item| text(item.trim_matches(' '))).collect();
    Some(Held::List(items?))
}

/// Words in quotes without anything special between them, a plain day, or words that can be nothing else.
fn text(value: &str) -> Option<Held> {
    if !value.chars().all(ordinary) {
        return None;
    }
    for quote in ['"', '\''] {
        if let Some(inside) = value.strip_prefix(quote) {
            let inside = inside.strip_suffix(quote)?;
            return (!inside.contains([quote, '\\'])).then(|| Held::Text(inside.to_owned()));
        }
    }
    (is_day(value) || words(value)).then(|| Held::Text(value.to_owned()))
}

/// Whether a plain value can be nothing but words.
fn words(value: &str) -> bool {
    value.starts_with(char::is_alphabetic)
        && !value.contains(": ")
        && !value.ends_with(':')
        && !value.contains(" #")
        && !NOT_WORDS.iter().any(|word| value.eq_ignore_ascii_case(word))
}

/// `2017-08-24`.
fn is_day(value: &str) -> bool {
    value.len() == 10
        && value
            .bytes()
            .enumerate()
            .all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() })
}

/// A whole number without anything that could make it another kind of number.
fn is_number(value: &str) -> bool {
    value.len() <= 9 && value.bytes().all(|byte| byte.is_ascii_digit()) && !value.starts_with('0')
}

/// Characters that every parser takes as they are.
fn ordinary(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{24f}' | '\u{2010}'..='\u{2027}')
        || (c > '\u{24f}' && c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::front::yaml;
    use crate::random::Random;

    const LINES: &[&str] = &[
        "title: A post",
        "title: \"A: post\"",
        "title: 'It''s'",
        "title: 'one' two",
        "title: \"a\\nb\"",
        "author: Zoë Ångström",
        "author: yes",
        "author: No",
        "author: a # b",
        "author: a: b",
        "author: http://x.y/z#a",
        "date: 2017-08-24",
        "date: 2017-08-24T10:00:00Z",
        "date: 2017-8-4",
        "weight: 12",
        "weight: 012",
        "weight: 1_000",
        "weight: 1e3",
        "weight: 0x1f",
        "weight: .inf",
        "weight: nan",
        "weight: Infinity",
        "draft: true",
        "draft: TRUE",
        "draft: ~",
        "draft:",
        "draft: ",
        "tags: [one, two words, x]",
        "tags: [one, 'two']",
        "tags: []",
        "tags: [one,, two]",
        "tags: [one, 2]",
        "tags: [one, no]",
        "tags:",
        "- a",
        "  - b c",
        "  - d: e",
        "  - 5",
        "  - \"q\"",
        "    more",
        "  key: value",
        "",
        " ",
        "# comment",
        "image: &x y",
        "image: |",
        "image: >-",
        "image: *x",
        "a b: c",
        "\"q\": r",
        "null: x",
        "<<: x",
        "\tb: c",
        "x: a\u{2028}b",
        "x: a\u{85}b",
        "x: 日本語",
        "x: “quoted” – dash…",
        "x: \u{feff}",
        "x: a\tb",
        "x: '",
        "x: \"",
        "y: 1",
        "true: 1",
        "end: .",
        "end: @x",
        "end: -",
        "end: - x",
        "end: ? x",
        "end: %x",
        "end: a,b",
        "end: a]",
        "x:y",
        "x:  spaced   out  ",
    ];

    #[test]
    fn what_is_read_quickly_is_read_as_the_parser_reads_it() {
        let mut random = Random::new(7);
        let mut quick = 0;
        for _ in 0..20_000 {
            let end = ["\n", "\n", "\n", "\r\n", "\r"][random.below(5)];
            let count = 1 + random.below(7);
            let words: String = (0..count).flat_map(|_| [LINES[random.below(LINES.len())], end]).collect();
            if let Some(fields) = read(&words) {
                quick += 1;
                assert_eq!(Ok(fields), yaml::read(&words), "{words:?}");
            }
        }
        // Else the test would show nothing.
        assert!(quick > 500, "{quick}");
    }

    #[test]
    fn each_line_alone_is_read_as_the_parser_reads_it() {
        for line in LINES {
            for words in [format!("{line}\n"), (*line).to_owned(), format!("{line}\r\nlast: x\r\n")] {
                if let Some(fields) = read(&words) {
                    assert_eq!(Ok(fields), yaml::read(&words), "{words:?}");
                }
            }
        }
    }

    #[test]
    fn ordinary_front_matter_needs_no_parser() {
        for words in [
            "title: \"Post number 5\"\nauthor: Anna Writer\ndate: 2000-01-01\ntags: [one, two]\n",
            "layout: post\ntitle: Le café crème\ndraft: true\n\ntags:\n  - Été\n  - Paris\n",
            "title: 'x'\r\ntags:\r\n- a\r\n- b\r\n",
        ] {
            assert!(read(words).is_some(), "{words}");
        }
    }
}
