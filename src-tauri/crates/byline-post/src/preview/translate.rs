//! What a generator makes of a text before it is Markdown, as far as it can be said in Markdown: boxes, code between tags,
//! links whose address is a tag. Every line keeps its number.

use std::borrow::Cow;
use std::fmt::Write;

use pulldown_cmark::BlockQuoteKind;

use super::boxes;
use crate::template_tag::TemplateTag;

/// The fence of code between tags: longer than any that is likely in it.
const FENCE: &str = "````````";

/// The text with those things said in Markdown.
pub(crate) fn translated(text: &str) -> Cow<'_, str> {
    // A letter is found much quicker than a word.
    let has_tags = text.contains('{') && (text.contains("{{") || text.contains("{%"));
    if !has_tags && !text.contains(":::") {
        return Cow::Borrowed(text);
    }
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut out = String::with_capacity(text.len() + 64);
    let mut fence: Option<Fence> = None;
    // Where the boxes end that are open, and a title that is still to be written.
    let mut boxes: Vec<usize> = Vec::new();
    let mut title: Option<String> = None;
    for (at, line) in lines.iter().enumerate() {
        let words = line.trim();
        let end = if line.ends_with('\n') { "\n" } else { "" };
        for _ in &boxes {
            out.push_str("> ");
        }
        if let Some(open) = &fence {
            let closes = open.ends(words);
            if closes && matches!(open, Fence::Tag(_)) {
                let _ = write!(out, "{FENCE}{end}");
            } else {
                out.push_str(line);
            }
            if closes {
                fence = None;
            }
            continue;
        }
        if boxes.last() == Some(&at) {
            boxes.pop();
            out.push_str(end);
            continue;
        }
        if let Some(title) = title.take().filter(|_| words.is_empty()) {
            let _ = write!(out, "###### {title}{end}");
            continue;
        }
        fence = Fence::begins(words);
        if let Some(Fence::Tag(name)) = &fence {
            // Code that never ends is no code.
            if lines[at + 1..].iter().any(|line| closes(line.trim(), name)) {
                let language = language(words);
                let _ = write!(out, "{FENCE}{language}{end}");
                continue;
            }
            fence = None;
        }
        if let Some((kind, named, last)) = opens_box(words, &lines[at + 1..]) {
            let _ = write!(out, "> [!{kind}]{end}");
            boxes.push(at + 1 + last);
            title = named;
        } else if is_only_for_the_generator(words) {
            out.push_str(end);
        } else {
            out.push_str(&with_plain_links(line));
        }
    }
    Cow::Owned(out)
}

/// Code that is open.
enum Fence {
    /// By marks of Markdown: which, and how many.
    Marks(char, usize),
    /// By a tag of this name.
    Tag(String),
}

impl Fence {
    fn begins(words: &str) -> Option<Self> {
        if let Some(mark) = words.chars().next().filter(|c| matches!(c, '`' | '~')) {
            let count = words.chars().take_while(|c| *c == mark).count();
            return (count >= 3 && !(mark == '`' && words[count..].contains('`'))).then_some(Self::Marks(mark, count));
        }
        let tag = TemplateTag::parse(words).filter(|tag| !tag.closes)?;
        matches!(tag.name.as_str(), "highlight" | "codeblock" | "code").then_some(Self::Tag(tag.name))
    }

    fn ends(&self, words: &str) -> bool {
        match self {
            Self::Marks(mark, count) => words.len() >= *count && words.chars().all(|c| c == *mark),
            Self::Tag(name) => closes(words, name),
        }
    }
}

fn closes(words: &str, name: &str) -> bool {
    TemplateTag::parse(words).is_some_and(|tag| tag.closes && tag.name == name)
}

/// The language that a tag names for its code.
fn language(words: &str) -> String {
    let tag = TemplateTag::parse(words);
    let named = tag.as_ref().and_then(|tag| tag.named(&["lang", "language"]).or_else(|| tag.at(0)));
    let name = named.map(|name| name.trim_start_matches("lang:")).unwrap_or_default();
    name.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '+' | '-' | '_')).collect()
}

/// A box that begins here: its kind, its title, and on which of the lines after it ends.
fn opens_box(words: &str, after: &[&str]) -> Option<(&'static str, Option<String>, usize)> {
    if let Some(rest) = words.strip_prefix(":::").map(|rest| rest.trim_start_matches(':').trim()) {
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '-')).unwrap_or(rest.len());
        let (name, more) = rest.split_at(end);
        let title = more.trim().trim_start_matches('[').split([']', '{']).next().unwrap_or_default().trim();
        let last =
            after.iter().position(|line| line.trim().trim_end_matches(':').is_empty() && line.trim().len() >= 3)?;
        return (!name.is_empty())
            .then(|| (boxes::name(boxes::kind(name).unwrap_or(BlockQuoteKind::Note)), plain(title), last));
    }
    let tag = TemplateTag::parse(words).filter(|tag| !tag.closes)?;
    let own = boxes::kind(&tag.name);
    if own.is_none() && !boxes::is_of_any_kind(&tag.name) {
        return None;
    }
    let last = after.iter().position(|line| closes(line.trim(), &tag.name))?;
    // A note may be of another kind; a warning is one whatever else it is told.
    let tells = own.is_none() || matches!(tag.name.as_str(), "note" | "hint");
    let told = tag.named(&boxes::ARGUMENTS).or_else(|| tag.at(0)).filter(|_| tells).and_then(boxes::kind);
    let kind = told.or(own).unwrap_or(BlockQuoteKind::Note);
    Some((boxes::name(kind), tag.named(&["title"]).and_then(plain), last))
}

/// A title without marks, so that it stays what it is.
fn plain(title: &str) -> Option<String> {
    let title = title.trim_matches(['"', '\'']).replace(['*', '_', '`', '[', ']', '<', '>', '\\'], "");
    (!title.trim().is_empty()).then(|| title.trim().to_owned())
}

/// Whether a line is a tag that no reader sees anything of.
fn is_only_for_the_generator(words: &str) -> bool {
    TemplateTag::parse(words)
        .is_some_and(|tag| matches!(tag.name.as_str(), "raw" | "comment" | "toc" | "TOC") && words.starts_with("{%"))
}

/// A line in which links whose address is a tag lead to what the tag names.
fn with_plain_links(line: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut at = 0;
    while let Some(open) = line[at..].find("](").map(|found| at + found + 2) {
        let start = line[..open].rfind('[').unwrap_or(0);
        let is_picture = line[..start].ends_with('!');
        let tag = line[open..].trim_start();
        let close =
            ["}}", "%}"].iter().filter_map(|close| line[open..].find(close)).min().map(|found| open + found + 2);
        let end = close.and_then(|close| line[close..].find(')').map(|found| close + found));
        let Some(end) = end.filter(|_| !is_picture && (tag.starts_with("{{") || tag.starts_with("{%"))) else {
            out.push_str(&line[at..open]);
            at = open;
            continue;
        };
        let _ = write!(out, "{}<{}>", &line[at..open], target(&line[open..end]));
        at = end;
    }
    if out.is_empty() {
        return Cow::Borrowed(line);
    }
    out.push_str(&line[at..]);
    Cow::Owned(out)
}

/// Where a link of tags and words leads.
fn target(link: &str) -> String {
    let mut out = String::new();
    let mut rest = link.trim();
    while let Some(open) = ["{{", "{%"].iter().filter_map(|mark| rest.find(mark)).min() {
        out.push_str(&rest[..open]);
        let Some(end) = ["}}", "%}"].iter().filter_map(|mark| rest[open..].find(mark)).min().map(|end| open + end + 2)
        else {
            break;
        };
        let tag = &rest[open..end];
        let quoted = tag.split(['"', '\'', '`']).nth(1);
        let named = TemplateTag::parse(tag).and_then(|tag| tag.at(0).map(str::to_owned));
        out.push_str(quoted.unwrap_or(named.as_deref().unwrap_or_default()));
        rest = &rest[end..];
    }
    out.push_str(rest);
    out.replace(['<', '>', '\n', '\\'], "").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_generators_write_is_said_in_markdown() {
        for (text, expect) in [
            (":::tip[Do it]\n\nText\n:::\nafter\n", "> [!TIP]\n> ###### Do it\n> Text\n> \nafter\n"),
            (":::note\na\nb\n:::", "> [!NOTE]\n> a\n> b\n> "),
            ("::: nothing ends\na\n", "::: nothing ends\na\n"),
            ("{{< callout type=\"warning\" >}}\nMind\n{{< /callout >}}\n", "> [!WARNING]\n> Mind\n> \n"),
            ("{{% alert color=\"success\" %}}\nx\n{{% /alert %}}\n", "> [!TIP]\n> x\n> \n"),
            ("{{% question %}}\nx\n{{% /question %}}\n", "> [!IMPORTANT]\n> x\n> \n"),
            ("{{< note \"A title\" >}}\nx\n{{< /note >}}\n", "> [!NOTE]\n> x\n> \n"),
            ("{% note danger %}\nx\n{% endnote %}\n", "> [!CAUTION]\n> x\n> \n"),
            ("{% highlight ruby linenos %}\n*x*\n{% endhighlight %}\n", "````````ruby\n*x*\n````````\n"),
            ("{{< highlight go >}}\n*x*\n{{< /highlight >}}\n", "````````go\n*x*\n````````\n"),
            ("{% highlight ruby %}\nnever ends\n", "{% highlight ruby %}\nnever ends\n"),
            ("```\n:::tip\n{% raw %}\n:::\n```\n", "```\n:::tip\n{% raw %}\n:::\n```\n"),
            ("{% raw %}\na\n{% endraw %}\n", "\na\n\n"),
            (
                "[a]({{< relref \"b.md\" >}}) [c]({% post_url 2024-01-02-d %}#e)\n",
                "[a](<b.md>) [c](<2024-01-02-d#e>)\n",
            ),
            ("[a]({{ '/about' | relative_url }}) [b]({{ site.baseurl }}/c)", "[a](</about>) [b](</c>)"),
            ("![a]({{ site.baseurl }}/c.png)", "![a]({{ site.baseurl }}/c.png)"),
        ] {
            assert_eq!(translated(text), expect, "{text:?}");
        }
    }

    #[test]
    fn lines_keep_their_numbers() {
        let mut random = crate::random::Random::new(29);
        let pieces = [
            ":::tip\n",
            ":::\n",
            "{% raw %}\n",
            "{{< highlight x >}}\n",
            "{{< /highlight >}}\n",
            "```\n",
            "[a]({{< ref x >}})",
            "\n",
            "{{< note >}}\n",
            "{{< /note >}}",
            "{{",
            "}}",
            "](",
            ")",
        ];
        for _ in 0..2000 {
            let count = random.below(16);
            let text: String = (0..count).map(|_| pieces[random.below(pieces.len())]).collect();
            assert_eq!(translated(&text).matches('\n').count(), text.matches('\n').count(), "{text:?}");
        }
    }
}
