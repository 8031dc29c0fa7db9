//! Template tags in posts, called shortcodes by some generators: `{{< figure src="a.jpg" >}}`, `{% include x.html id=1 %}`.
//! They are read and never run.

/// One tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateTag {
    /// What it is called, such as `figure`.
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
}

impl TemplateTag {
    /// Reads a text that is one tag and nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let forms = [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}"), ("{{", "}}")];
        let inside = forms.iter().find_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(close))?;
        if inside.contains("{{") || inside.contains("{%") || inside.contains("%}") || inside.contains("}}") {
            return None;
        }
        let inside = inside.trim_matches(['-', '/', ' ', '\t', '\n']).trim();
        let after_open = text.trim_start_matches(['{', '<', '%', '-', ' ']);
        let end = inside.find(|c: char| c.is_whitespace() || c == '(').unwrap_or(inside.len());
        let (name, rest) = inside.split_at(end);
        let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-./".contains(&byte));
        if name.is_empty() || !plain {
            return None;
        }
        let ends = name.strip_prefix("end").filter(|rest| !rest.is_empty());
        let closes = after_open.starts_with('/') || ends.is_some();
        let name = ends.unwrap_or(name).to_owned();
        Some(Self { name, closes, arguments: arguments(rest.trim_start_matches('(').trim_end_matches(')')) })
    }

    /// The argument of the first of these names that is there.
    pub fn named(&self, names: &[&str]) -> Option<&str> {
        let of = |name: &&str| self.arguments.iter().find(|argument| argument.name.as_deref() == Some(*name));
        names.iter().find_map(of).map(|argument| argument.value.as_str())
    }

    /// The argument without a name at this place, counted from 0.
    pub fn at(&self, place: usize) -> Option<&str> {
        self.arguments
            .iter()
            .filter(|argument| argument.name.is_none())
            .nth(place)
            .map(|argument| argument.value.as_str())
    }
}

fn arguments(text: &str) -> Vec<Argument> {
    let mut found = Vec::new();
    let mut rest = text.trim_start_matches([' ', '\t', '\n', ',']);
    while let Some(first) = rest.chars().next() {
        let (name, value_at) = if matches!(first, '"' | '\'' | '`') { (None, rest) } else { name_of(rest) };
        let (value, after) = value_of(value_at);
        found.push(Argument { name: name.map(str::to_owned), value: value.to_owned() });
        rest = after.trim_start_matches([' ', '\t', '\n', ',']);
    }
    found
}

/// The name before an equals sign, if one stands here, and what follows.
fn name_of(text: &str) -> (Option<&str>, &str) {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-')).unwrap_or(text.len());
    match text[end..].trim_start().strip_prefix('=') {
        Some(value) if end > 0 => (Some(&text[..end]), value.trim_start()),
        _ => (None, text),
    }
}

fn value_of(text: &str) -> (&str, &str) {
    if let Some(quote) = text.chars().next().filter(|first| matches!(first, '"' | '\'' | '`')) {
        return text[1..].split_once(quote).unwrap_or((&text[1..], ""));
    }
    let end = text.find([' ', '\t', '\n', ',']).unwrap_or(text.len());
    text.split_at(end)
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
        for none in ["{{< >}}", "text", "{{ a }} {{ b }}", "{{", "{% 'x' %}"] {
            assert_eq!(TemplateTag::parse(none), None, "{none}");
        }
    }

    #[test]
    fn any_text_is_read_without_harm() {
        let mut random = crate::random::Random::new(23);
        for _ in 0..2000 {
            let text = random.text(12);
            for (open, close) in [("{{<", ">}}"), ("{%", "%}")] {
                let _ = TemplateTag::parse(&format!("{open}{text}{close}"));
            }
        }
    }
}
