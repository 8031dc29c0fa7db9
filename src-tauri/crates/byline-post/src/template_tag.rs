//! Template tags in posts, called shortcodes by some generators: `{{< figure src="a.jpg" >}}`, `{% include x.html id=1 %}`,
//! `{{ youtube(id="x") }}`. They are read and never run.

use std::ops::Range;

/// One tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateTag {
    /// Where it stands, with its braces.
    pub range: Range<usize>,
    /// What it is called, such as `figure`; empty where it only says a value, as in `{{ "/a.jpg" | relative_url }}`.
    pub name: String,
    /// Whether it ends what another began: `{{< /figure >}}`, `{% endnote %}`.
    pub closes: bool,
    /// What it is given, in order.
    pub arguments: Vec<Argument>,
}

/// One thing that a tag is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Argument {
    /// Its name, where it has one.
    pub name: Option<String>,
    /// Its value, without quotes.
    pub value: String,
    /// Where the value stands, without its quotes.
    pub range: Range<usize>,
}

impl TemplateTag {
    /// Reads a text that is one tag and nothing else, and has a name.
    pub fn parse(text: &str) -> Option<Self> {
        let start = text.len() - text.trim_start().len();
        let range = first(text, start).filter(|range| range.start == start && text[range.end..].trim().is_empty())?;
        let inside = &text[range.start + 2..range.end - 2];
        let other = ["{{", "{%", "%}", "}}"].iter().any(|mark| inside.contains(mark));
        read(text, range).filter(|tag| !other && !tag.name.is_empty())
    }

    /// Every tag in a text, in order.
    pub fn all(text: &str) -> Vec<Self> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(range) = first(text, at) {
            at = range.end;
            found.extend(read(text, range));
        }
        found
    }

    /// The argument of the first of these names that is there.
    pub fn named(&self, names: &[&str]) -> Option<&str> {
        let of = |name: &&str| self.arguments.iter().find(|argument| argument.name.as_deref() == Some(*name));
        names.iter().find_map(of).map(|argument| argument.value.as_str())
    }

    /// The argument without a name at this place, counted from 0.
    pub fn at(&self, place: usize) -> Option<&str> {
        self.unnamed().nth(place)
    }

    /// The arguments without a name, in order.
    pub fn unnamed(&self) -> impl Iterator<Item = &str> {
        self.arguments.iter().filter(|argument| argument.name.is_none()).map(|argument| argument.value.as_str())
    }

    /// What it shows, in small letters and without dashes, and how many unnamed arguments that took: what an include brings
    /// in says what it is by its file's name.
    pub fn shows(&self) -> Option<(String, usize)> {
        let included = self.name.starts_with("include") || matches!(self.name.as_str(), "render" | "partial");
        let name = if included { self.at(0)?.rsplit('/').next()?.split('.').next()? } else { &self.name };
        Some((name.to_lowercase().replace(['-', '_'], ""), usize::from(included)))
    }
}

/// Where the first tag from `from` on stands.
fn first(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = text.get(from..)?;
    let open = rest.find("{{").into_iter().chain(rest.find("{%")).min()?;
    let close = if rest[open..].starts_with("{%") { "%}" } else { "}}" };
    let end = rest[open + 2..].find(close)?;
    Some(from + open..from + open + 2 + end + 2)
}

/// The tag that stands here, if it is one.
fn read(text: &str, range: Range<usize>) -> Option<TemplateTag> {
    // Hugo's have a second mark, Liquid's and Tera's may take the blanks around them away.
    let (mut from, mut to) = (range.start + 2, range.end - 2);
    let inside = &text[from..to];
    let marks = ['<', '%', '-'];
    if inside.starts_with(marks) {
        from += 1;
    }
    if from < to && inside.ends_with(['>', '%', '-']) {
        to -= 1;
    }
    from += text[from..to].len() - text[from..to].trim_start().len();
    to -= text[from..to].len() - text[from..to].trim_end().len();
    let slash = text[from..to].starts_with('/');
    if slash {
        from += 1 + text[from + 1..to].len() - text[from + 1..to].trim_start().len();
    }
    // It ends itself: `{{< name />}}`.
    if let Some(rest) = text[from..to].strip_suffix('/').filter(|rest| rest.ends_with(char::is_whitespace)) {
        to = from + rest.trim_end().len();
    }
    let inside = text.get(from..to)?;
    let end = inside.find(|c: char| c.is_whitespace() || c == '(').unwrap_or(inside.len());
    let name = &inside[..end];
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-./".contains(&byte));
    let (name, at) = if plain { (name, from + end) } else { ("", from) };
    let ends = name.strip_prefix("end").filter(|rest| !rest.is_empty());
    // Tera knows no escapes.
    let escapes = !inside[end..].starts_with('(');
    Some(TemplateTag {
        range,
        name: ends.unwrap_or(name).to_owned(),
        closes: slash || ends.is_some(),
        arguments: arguments(text, at..to, escapes),
    })
}

/// What stands between two arguments.
const BETWEEN: [char; 8] = [' ', '\t', '\r', '\n', ',', '(', ')', '|'];

fn arguments(text: &str, within: Range<usize>, escapes: bool) -> Vec<Argument> {
    let mut found = Vec::new();
    let mut at = within.start;
    while at < within.end {
        let rest = &text[at..within.end];
        let start = at + rest.len() - rest.trim_start_matches(BETWEEN).len();
        if start >= within.end {
            break;
        }
        let (name, from) = name_of(text, start..within.end);
        let (range, end) = value_of(text, from..within.end, escapes);
        let value = &text[range.clone()];
        let quote =
            text[from..].chars().next().filter(|quote| escapes && matches!(quote, '"' | '\'') && range.start > from);
        let value = match quote {
            Some(quote) if value.contains('\\') => value.replace(&format!("\\{quote}"), &quote.to_string()),
            _ => value.to_owned(),
        };
        found.push(Argument { name, value, range });
        at = end;
    }
    found
}

/// The name before an equals sign, if one stands here, and where its value begins.
fn name_of(text: &str, within: Range<usize>) -> (Option<String>, usize) {
    let rest = &text[within.clone()];
    let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-')).unwrap_or(rest.len());
    match rest[end..].trim_start().strip_prefix('=') {
        Some(value) if end > 0 => (Some(rest[..end].to_owned()), within.end - value.trim_start().len()),
        _ => (None, within.start),
    }
}

/// Where the value that begins here stands, and where it ends with its quotes.
fn value_of(text: &str, within: Range<usize>, escapes: bool) -> (Range<usize>, usize) {
    let rest = &text[within.clone()];
    if let Some(quote) = rest.chars().next().filter(|first| matches!(first, '"' | '\'' | '`')) {
        let mut after_backslash = false;
        for (offset, letter) in rest.char_indices().skip(1) {
            if letter == quote && !after_backslash {
                return (within.start + 1..within.start + offset, within.start + offset + 1);
            }
            after_backslash = escapes && quote != '`' && letter == '\\' && !after_backslash;
        }
        return (within.start + 1..within.end, within.end);
    }
    let end = within.start + rest.find(BETWEEN).unwrap_or(rest.len());
    (within.start..end, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, bool, Vec<(Option<String>, String)>) {
        let tag = TemplateTag::parse(text).unwrap();
        (tag.name, tag.closes, tag.arguments.into_iter().map(|each| (each.name, each.value)).collect())
    }

    fn given(name: &str, value: &str) -> (Option<String>, String) {
        ((!name.is_empty()).then(|| name.to_owned()), value.to_owned())
    }

    #[test]
    fn tags_of_every_generator_are_read() {
        let figure = read("{{< figure src=\"a b.jpg\" alt='x = \"y\"' width=20 >}}");
        assert_eq!(figure.2, [given("src", "a b.jpg"), given("alt", "x = \"y\""), given("width", "20")]);
        assert_eq!(read("{{% notice tip %}}"), ("notice".into(), false, vec![given("", "tip")]));
        assert_eq!(read("{{< /highlight >}}"), ("highlight".into(), true, vec![]));
        assert_eq!(read("{% endnote %}"), ("note".into(), true, vec![]));
        assert_eq!(read("{%- include video.html id=\"a\" -%}").2, [given("", "video.html"), given("id", "a")]);
        assert_eq!(read("{{ youtube(id=\"dQw\", autoplay=true) }}").2, [given("id", "dQw"), given("autoplay", "true")]);
        assert_eq!(read("{% asset_img a.jpg A title %}").2.len(), 3);
        assert_eq!(read("{{< link /about/ >}}").2, [given("", "/about/")]);
        assert_eq!(read("{{< img src=a.jpg />}}").2, [given("src", "a.jpg")]);
        assert_eq!(
            read(r#"{% image alt="She said \"so\"" b.jpg %}"#).2,
            [given("alt", r#"She said "so""#), given("", "b.jpg")]
        );
        assert_eq!(read(r#"{{ image(alt="a\", path="b.jpg") }}"#).2, [given("alt", r"a\"), given("path", "b.jpg")]);
        assert_eq!(
            read("{% link https://a.org/?b=c don't %}").2,
            [given("", "https://a.org/?b=c"), given("", "don't")]
        );
        for none in ["{{< >}}", "text", "{{ a }} {{ b }}", "{{", "{% 'x' %}"] {
            assert_eq!(TemplateTag::parse(none), None, "{none}");
        }
    }

    #[test]
    fn every_tag_of_a_text_says_where_it_stands() {
        let text = "a {{< figure src=\"b c.jpg\" >}} {{ '/d.png' | relative_url }}\n{% include e.html id=f %} {{ g";
        let all = TemplateTag::all(text);
        assert_eq!(all.iter().map(|tag| tag.name.as_str()).collect::<Vec<_>>(), ["figure", "", "include"]);
        assert!(text[all[0].range.clone()].starts_with("{{<") && text[all[2].range.clone()].ends_with("%}"));
        let values: Vec<&str> = all.iter().flat_map(|tag| &tag.arguments).map(|one| &text[one.range.clone()]).collect();
        assert_eq!(values, ["b c.jpg", "/d.png", "relative_url", "e.html", "f"]);
        let shows = |text: &str| TemplateTag::parse(text).unwrap().shows().unwrap();
        assert_eq!(shows("{% include media/you-tube.html id=1 %}"), ("youtube".to_owned(), 1));
        assert_eq!(shows("{{< Asset_Img x >}}"), ("assetimg".to_owned(), 0));
    }

    #[test]
    fn any_text_is_read_without_harm() {
        let mut random = crate::random::Random::new(23);
        for _ in 0..2000 {
            let text = random.text(12);
            for (open, close) in [("{{<", ">}}"), ("{%", "%}")] {
                let text = format!("{open}{text}{close}{text}");
                let _ = TemplateTag::parse(&text);
                for tag in TemplateTag::all(&text) {
                    assert!(text.get(tag.range.clone()).is_some(), "{text:?}");
                    let inside = tag.arguments.iter().all(|one| {
                        tag.range.start <= one.range.start
                            && one.range.end <= tag.range.end
                            && text.get(one.range.clone()).is_some()
                    });
                    assert!(inside, "{text:?}: {tag:?}");
                }
            }
        }
    }
}
