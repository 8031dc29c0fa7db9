//! What stands in a body and is no writing, though Markdown takes it for words: template tags, the code between some of
//! them, formulas, and the comments of MDX.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use crate::markdown::options;

/// Template tags whose content is code, or is shown as it stands.
const CODE: [&str; 9] = ["highlight", "raw", "codeblock", "code", "comment", "math", "katex", "mermaid", "gist"];

/// Where it stands, ascending; each ends before the next one begins. What begins in a block of code or in code marks is
/// code already, and nothing ends in there.
pub(crate) fn ranges(body: &str) -> Vec<Range<usize>> {
    if !body.contains(['{', '$', '\\']) {
        return Vec::new();
    }
    let code = code(body);
    let in_code =
        |at: usize| code[..code.partition_point(|range| range.start <= at)].last().filter(|range| at < range.end);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = body[at..].find(['{', '$', '\\']).map(|offset| at + offset) {
        if let Some(range) = in_code(start) {
            at = range.end;
            continue;
        }
        let end = end(body, start).filter(|end| in_code(end - 1).is_none());
        if let Some(end) = end {
            found.push(start..end);
        }
        // A sign after a backslash begins nothing.
        let past = if body[start..].starts_with('\\') {
            1 + body[start + 1..].chars().next().map_or(0, char::len_utf8)
        } else {
            1
        };
        at = end.unwrap_or(start + past);
    }
    found
}

/// Where that ends which begins here, if something does.
fn end(body: &str, start: usize) -> Option<usize> {
    let rest = &body[start..];
    let until = |open: &str, close: &str| {
        let inside = rest.strip_prefix(open)?;
        Some(start + open.len() + inside.find(close)? + close.len())
    };
    // A formula does not go over an empty line.
    let paragraph = || rest.find("\n\n").map_or(body.len(), |gap| start + gap);
    if rest.starts_with("{{") || rest.starts_with("{%") {
        let tag = until("{{", "}}").or_else(|| until("{%", "%}"))?;
        return Some(code_end(body, start..tag).unwrap_or(tag));
    }
    until("{/*", "*/}")
        .or_else(|| until("$$", "$$"))
        .or_else(|| until("\\\\(", "\\\\)"))
        .or_else(|| until("\\(", "\\)").or_else(|| until("\\[", "\\]")).filter(|end| *end <= paragraph()))
        .or_else(|| formula(rest).map(|len| start + len))
}

/// Where the code after a template tag ends, with the tag that closes it.
fn code_end(body: &str, tag: Range<usize>) -> Option<usize> {
    let words = body[tag.clone()].trim_matches(['{', '}', '%', '<', '>', '-', ' ', '\n']);
    let name = words.split_whitespace().next().filter(|name| CODE.contains(name))?;
    let liquid = body[tag.clone()].starts_with("{%");
    let mut at = tag.end;
    loop {
        let start = at + body[at..].find(if liquid { "{%" } else { "{{" })?;
        let end = start + body[start..].find(if liquid { "%}" } else { "}}" })? + 2;
        let words = body[start..end].trim_matches(['{', '}', '%', '<', '>', '-', ' ', '\n']);
        let closes = if liquid { words.strip_prefix("end") } else { words.strip_prefix('/') };
        if closes.is_some_and(|closed| closed.trim() == name) {
            return Some(end);
        }
        at = start + 2;
    }
}

/// How long `$a + b$` is: as in most programs, no space inside its marks, no digit after it, all in one line. So prices
/// are none.
fn formula(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('$')?;
    let line = inside.split('\n').next()?;
    let len = line.find('$').filter(|len| *len > 0)?;
    let tight = !line.starts_with(char::is_whitespace) && !line[..len].ends_with([' ', '\t', '\\']);
    (tight && !line[len + 1..].starts_with(|c: char| c.is_ascii_digit())).then_some(len + 2)
}

/// Code, ascending.
fn code(body: &str) -> Vec<Range<usize>> {
    let events = Parser::new_ext(body, options()).into_offset_iter();
    let code = events.filter(|(event, _)| matches!(event, Event::Start(Tag::CodeBlock(_)) | Event::Code(_)));
    code.map(|(_, range)| range).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, expect: &[&str]) {
        let found: Vec<&str> = ranges(body).into_iter().map(|range| &body[range]).collect();
        assert_eq!(found, expect, "{body:?}");
    }

    #[test]
    fn template_tags_and_the_code_between_them_are_no_writing() {
        check("a {{ x }} b {% if y %}words{% endif %}", &["{{ x }}", "{% if y %}", "{% endif %}"]);
        check(
            "{% highlight ruby %}\na {% b %}\n{%- endhighlight -%} c",
            &["{% highlight ruby %}\na {% b %}\n{%- endhighlight -%}"],
        );
        check("{% raw %}** {{ a }} **{% endraw %}", &["{% raw %}** {{ a }} **{% endraw %}"]);
        check(
            "{{< highlight go >}}\na {{ b }}\n{{< /highlight >}}",
            &["{{< highlight go >}}\na {{ b }}\n{{< /highlight >}}"],
        );
        check("{{% notice tip %}} words {{% /notice %}}", &["{{% notice tip %}}", "{{% /notice %}}"]);
        check("{% raw %} never closed", &["{% raw %}"]);
        check("{/* ** a ** */} {x}", &["{/* ** a ** */}"]);
    }

    #[test]
    fn formulas_are_no_writing_and_prices_are() {
        check("$a ** b ** c$ and $$d\n\ne$$ \\(f\\) \\[g\\]", &["$a ** b ** c$", "$$d\n\ne$$", "\\(f\\)", "\\[g\\]"]);
        check("$5 and $6, 5 $ and 6 $, \\$x$ \\(a\n\nb\\)", &[]);
    }

    #[test]
    fn nothing_begins_or_ends_in_code() {
        check("Write `{{` so.\n\n```\n}} a\n```\n\n}} and {{ x }}\n", &["{{ x }}"]);
        check("{{ so\n\n```\n}} a\n```\n", &[]);
    }
}
