//! What stands in braces after a picture or a block and says how it looks: kramdown's `{: .right width="50%"}`, and
//! `{.right width=50%}` as others have it (kramdown.gettalong.org/syntax.html#inline-attribute-lists).

use std::fmt::Write;

use super::clean::is_picture_class;

/// How something is to look.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Look {
    pub(crate) classes: Vec<String>,
    width: Option<String>,
    height: Option<String>,
}

impl Look {
    /// The width alone, as it stands in a tag.
    pub(crate) fn wide(width: &str) -> Self {
        Self { width: size(width), ..Self::default() }
    }

    /// What a tag of HTML says, asked for the value of each attribute.
    pub(crate) fn of(value: impl Fn(&str) -> String) -> Self {
        let mut look = Self::default();
        for name in ["style", "width", "height", "class"] {
            look.take(name, &value(name));
        }
        look
    }

    /// Takes a value; one that is no size or class says nothing.
    pub(crate) fn take(&mut self, name: &str, value: &str) {
        match name {
            "width" => self.width = size(value).or(self.width.take()),
            "height" => self.height = size(value),
            "class" => self.classes.extend(value.split_whitespace().map(str::to_owned)),
            "style" => {
                let mut rules = value.split(';').filter_map(|rule| rule.split_once(':'));
                let width = rules.find(|(name, _)| name.trim() == "width").and_then(|(_, value)| size(value));
                self.width = width.or(self.width.take());
            }
            _ => {}
        }
    }

    /// As attributes of a picture, each with a blank before it; only classes that are safe to write.
    pub(crate) fn written(&self) -> String {
        let mut out = String::new();
        for (name, value) in [("width", &self.width), ("height", &self.height)] {
            let _ = value.as_ref().map(|value| write!(out, " {name}=\"{value}\""));
        }
        let classes: Vec<&str> =
            self.classes.iter().map(String::as_str).filter(|name| is_picture_class(name)).collect();
        if !classes.is_empty() {
            let _ = write!(out, " class=\"{}\"", classes.join(" "));
        }
        out
    }
}

/// A size as HTML has it: pixels without a unit, or a share.
fn size(value: &str) -> Option<String> {
    let value = value.trim();
    let value = value.strip_suffix("px").unwrap_or(value);
    let digits = value.strip_suffix('%').unwrap_or(value);
    ((1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| value.to_owned())
}

/// What the braces that a text begins with say, and how long they are. Braces that hold anything else are words.
pub(crate) fn leading(text: &str) -> Option<(Look, usize)> {
    let inside = text.strip_prefix('{')?;
    let is_kramdown = inside.starts_with(':');
    let mut rest = inside.strip_prefix(':').unwrap_or(inside);
    let mut look = Look::default();
    let mut says = is_kramdown;
    loop {
        rest = rest.trim_start_matches([' ', '\t']);
        if let Some(after) = rest.strip_prefix('}') {
            return says.then(|| (look, text.len() - after.len()));
        }
        let mark = rest.chars().next().filter(|first| matches!(first, '.' | '#'));
        let word = &rest[mark.map_or(0, char::len_utf8)..];
        let end = word.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | ':'))).unwrap_or(word.len());
        let (name, after) = word.split_at(end);
        if name.is_empty() {
            return None;
        }
        rest = after;
        match (mark, after.strip_prefix('=')) {
            (Some('.'), _) => look.take("class", name),
            (Some(_), _) => {}
            (None, Some(value)) => {
                let (value, after) = value_of(value)?;
                look.take(name, value);
                rest = after;
            }
            // A name that stands for a list elsewhere.
            (None, None) if is_kramdown => {}
            (None, None) => return None,
        }
        says = true;
    }
}

/// A value, in quotes or not, and what follows.
fn value_of(text: &str) -> Option<(&str, &str)> {
    if let Some(quote) = text.chars().next().filter(|first| matches!(first, '"' | '\'')) {
        return text[1..].split_once(quote).filter(|(value, _)| !value.contains('\n'));
    }
    let end = text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '%' | '.'))).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

/// What a line says that is nothing but kramdown's braces.
pub(crate) fn line(text: &str) -> Option<Look> {
    let text = text.trim();
    let (look, length) = text.starts_with("{:").then(|| leading(text))??;
    (length == text.len()).then_some(look)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_say_how_a_picture_looks() {
        let check = |text: &str, expect: Option<&str>| {
            let found = leading(text).map(|(look, length)| format!("{}|{}", look.written(), &text[length..]));
            assert_eq!(found.as_deref(), expect, "{text}");
        };
        check("{: width=\"50%\"} more", Some(" width=\"50%\"| more"));
        check("{:width='300px' .right .wide}", Some(" width=\"300\" class=\"right wide\"|"));
        check("{width=50%}", Some(" width=\"50%\"|"));
        check(
            "{.right #it height=20 style=\"width: 33%; color: red\"}",
            Some(" width=\"33%\" height=\"20\" class=\"right\"|"),
        );
        check("{: toc}", Some("|"));
        check("{: .missing .callout .a\u{e9} onclick=x width=\"expression(1)\"}", Some("|"));
        for words in ["{}", "{a}", "{x y}", "{{ a }}", "{% a %}", "{: width=\"5", "{: a=<b>}", "{width=}", "{: .}", "x"]
        {
            check(words, None);
        }
    }

    #[test]
    fn a_line_of_braces_is_nothing_else() {
        assert_eq!(line(" {: .notice--info } ").unwrap().classes, ["notice--info"]);
        assert!(line("{: .a} b").is_none() && line("{.a}").is_none() && line("").is_none());
        let mut random = crate::random::Random::new(41);
        for _ in 0..2000 {
            let text = format!("{{:{}}}", random.text(8));
            if let Some((_, length)) = leading(&text) {
                assert!(text.get(length..).is_some(), "{text:?}");
            }
        }
    }
}
