//! Backslashes where a character would otherwise mean something, and nowhere else.

/// The words with what would be read as a mark made plain. `before` and `after` are the characters next to them.
pub(super) fn words(words: &str, before: Option<char>, after: Option<char>, in_table: bool) -> String {
    let chars: Vec<char> = words.chars().collect();
    let tildes = chars.iter().filter(|c| **c == '~').count();
    let mut out = String::with_capacity(words.len() + 8);
    for (at, c) in chars.iter().copied().enumerate() {
        let left = if at == 0 { before } else { chars.get(at - 1).copied() };
        let right = chars.get(at + 1).copied().or(after);
        let free = left.is_none_or(char::is_whitespace) && right.is_none_or(char::is_whitespace);
        let inside = left.is_some_and(char::is_alphanumeric) && right.is_some_and(char::is_alphanumeric);
        let means = match c {
            '\\' => right.is_none_or(|next| next.is_ascii_punctuation() || next.is_whitespace()),
            '`' => true,
            '*' => !free,
            '_' => !free && !inside,
            '~' => tildes > 1 || before == Some('~') || after == Some('~'),
            '[' => opens(&chars[at + 1..]),
            '!' => at + 1 == chars.len() && after == Some('['),
            ']' => matches!(right, Some('(' | '[' | ':')) || at + 1 == chars.len(),
            '<' => right.is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?')),
            '&' => is_entity(&chars[at + 1..]),
            '|' => in_table,
            // A template of the site would fill these in.
            '{' | '%' => left == Some('{'),
            _ => false,
        };
        if means {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Whether a bracket before these characters could open a link, a footnote or a box to tick.
fn opens(after: &[char]) -> bool {
    match after.iter().position(|c| *c == ']') {
        None => true,
        Some(close) => {
            after.first() == Some(&'^')
                || (close == 1 && matches!(after[0], ' ' | 'x' | 'X'))
                || matches!(after.get(close + 1), Some('(' | '[' | ':') | None)
        }
    }
}

fn is_entity(after: &[char]) -> bool {
    let Some(end) = after.iter().take(33).position(|c| *c == ';') else { return false };
    end > 0 && after[..end].iter().all(|c| c.is_ascii_alphanumeric() || *c == '#')
}

/// A line's start made plain, where it would begin a heading, a list, a quote, code or a rule.
pub(super) fn line_start(line: &str) -> String {
    let with = |at: usize| format!("{}\\{}", &line[..at], &line[at..]);
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if (1..10).contains(&digits) {
        let rest = &line[digits..];
        let follows = rest.get(1..).is_some_and(|after| after.is_empty() || after.starts_with([' ', '\t']));
        return if rest.starts_with(['.', ')']) && follows { with(digits) } else { line.to_owned() };
    }
    let rest = line.get(1..).unwrap_or_default();
    let spaced = rest.is_empty() || rest.starts_with([' ', '\t']);
    let means = match line.as_bytes().first() {
        Some(b'#') => line.trim_start_matches('#').is_empty() || line.trim_start_matches('#').starts_with([' ', '\t']),
        Some(b'-' | b'+' | b'*') => spaced || line.chars().all(|c| c == '-' || c == ' ') || rest.starts_with("--"),
        Some(b':' | b'|' | b'>') => true,
        Some(b'=') => line.chars().all(|c| c == '='),
        Some(b'~') => line.starts_with("~~~"),
        _ => false,
    };
    if means { with(0) } else { line.to_owned() }
}

/// An address as it can stand in parentheses. Nothing for one that could do harm with a click.
pub(crate) fn address(address: &str) -> Option<String> {
    let trimmed: String = address.trim().chars().filter(|c| !c.is_control()).collect();
    let scheme = trimmed.split([':', '/', '?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let has_scheme = trimmed.as_bytes().get(scheme.len()) == Some(&b':');
    let harmless = ["http", "https", "mailto", "tel", "ftp"].contains(&scheme.as_str());
    if trimmed.is_empty() || (has_scheme && !harmless) || trimmed.starts_with("\\\\") {
        return None;
    }
    // One that could be read as an entity has every `&` spelled out.
    let spelled = trimmed.split('&').skip(1).any(|rest| is_entity(&rest.chars().take(40).collect::<Vec<_>>()));
    let mut out = String::with_capacity(trimmed.len());
    for c in trimmed.chars() {
        match c {
            c if c.is_whitespace() => out.push_str("%20"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '\\' => out.push_str("%5C"),
            '{' => out.push_str("%7B"),
            '}' => out.push_str("%7D"),
            '`' => out.push_str("%60"),
            '|' => out.push_str("%7C"),
            '&' => out.push_str(if spelled { "&amp;" } else { "&" }),
            c => out.push(c),
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_would_be_read_as_a_mark_is_escaped() {
        let check = |from: &str, expect: &str| assert_eq!(words(from, None, None, false), expect, "{from:?}");
        check("2 * 3 and snake_case", "2 * 3 and snake_case");
        check("*a* _b_ `c`", "\\*a\\* \\_b\\_ \\`c\\`");
        check("AT&T &amp; &c", "AT&T \\&amp; &c");
        check("a < b <c> </d>", "a < b \\<c> \\</d>");
        check("[sic] [a](b) [^1]", "[sic] \\[a\\](b) \\[^1\\]");
        check("~10 ~~x~~", "\\~10 \\~\\~x\\~\\~");
        check("{{ x }} {% y %}", "{\\{ x }} {\\% y %}");
        check("C:\\temp \\*", "C:\\temp \\\\\\*");
    }

    #[test]
    fn a_line_never_begins_a_block_by_accident() {
        let check = |from: &str, expect: &str| assert_eq!(line_start(from), expect, "{from:?}");
        check("# a", "\\# a");
        check("#tag", "#tag");
        check("1. a", "1\\. a");
        check("2017) a", "2017\\) a");
        check("1.5 a", "1.5 a");
        check("- a", "\\- a");
        check("-5 degrees", "-5 degrees");
        check("---", "\\---");
        check("> a", "\\> a");
        check("===", "\\===");
        check("**b** c", "**b** c");
    }

    #[test]
    fn an_address_stands_in_parentheses_or_is_none() {
        assert_eq!(address("https://a.org/x (1)?a=b&c=d").as_deref(), Some("https://a.org/x%20%281%29?a=b&c=d"));
        assert_eq!(address("x?a&copy;b").as_deref(), Some("x?a&amp;copy;b"));
        for bad in
            ["javascript:alert(1)", "JAVA\tSCRIPT:x", "data:text/html,x", "file:///etc/passwd", "\\\\host\\x", ""]
        {
            assert_eq!(address(bad), None, "{bad}");
        }
        assert_eq!(address("folder/a b.png").as_deref(), Some("folder/a%20b.png"));
    }
}
