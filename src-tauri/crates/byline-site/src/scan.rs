//! Words looked up in the text of a JavaScript configuration. It is never run, so what it computes stays unknown; a value
//! written out in quotes is good enough to be a suggestion.

/// The longest configuration looked at, in bytes.
const LONGEST: usize = 512 * 1024;

/// The first text in quotes that `key` is given, as in `key: "text"`.
pub(crate) fn value(text: &str, key: &str) -> Option<String> {
    values(text, key).into_iter().next()
}

/// Every text in quotes that `key` is given.
pub(crate) fn values(text: &str, key: &str) -> Vec<String> {
    let Some(text) = without_comments(text) else { return Vec::new() };
    given(&text, key).into_iter().filter_map(quoted).collect()
}

/// Whether `key` is given `true` anywhere.
pub(crate) fn is_on(text: &str, key: &str) -> bool {
    let Some(text) = without_comments(text) else { return false };
    let whole = |rest: &str| !rest.starts_with(|letter: char| letter.is_alphanumeric() || letter == '_');
    given(&text, key).into_iter().filter_map(|given| given.strip_prefix("true")).any(whole)
}

/// What follows each place where `key` is given something.
fn given<'t>(text: &'t str, key: &str) -> Vec<&'t str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(key) {
        let before = rest[..at].chars().next_back();
        let after = &rest[at + key.len()..];
        rest = after;
        let part_of_a_word = before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_' || letter == '.');
        let after = after.trim_start_matches(['"', '\'']).trim_start();
        let Some(given) = after.strip_prefix([':', '=']).filter(|_| !part_of_a_word) else { continue };
        found.push(given.trim_start());
    }
    found
}

/// The texts in quotes of every call of `name`, a list for each call.
pub(crate) fn calls(text: &str, name: &str) -> Vec<Vec<String>> {
    let Some(text) = without_comments(text) else { return Vec::new() };
    text.split(name)
        .skip(1)
        .filter_map(|rest| rest.trim_start().strip_prefix('('))
        .map(|rest| {
            let inside = rest.split(')').next().unwrap_or_default();
            let mut texts = Vec::new();
            let mut from = inside;
            while let Some(at) = from.find(['"', '\'', '`']) {
                let Some(text) = quoted(&from[at..]) else { break };
                from = &from[at + text.len() + 2..];
                texts.push(text);
            }
            texts
        })
        .collect()
}

/// The text that begins here, if one does and nothing in it is computed.
fn quoted(text: &str) -> Option<String> {
    let quote = text.chars().next().filter(|first| matches!(first, '"' | '\'' | '`'))?;
    let (inner, _) = text[1..].split_once(quote)?;
    (!inner.contains(['\n', '\\']) && !inner.contains("${")).then(|| inner.to_owned())
}

/// Without the lines and blocks that are comments from their start; nothing when it is too long.
fn without_comments(text: &str) -> Option<String> {
    if text.len() > LONGEST {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut in_block = false;
    for line in text.lines() {
        let start = line.trim_start();
        if in_block || start.starts_with("/*") {
            in_block = !start.contains("*/");
        } else if !start.starts_with("//") {
            out.push_str(line);
            out.push('\n');
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_written_out_is_found() {
        let text = "// site: 'https://old.org'\n/*\n site: 'b' */\nexport default { mySite: 'no', site: \"https://a.org\",\n  'base': '/b' , out: `x${y}`, n: 3 }";
        assert_eq!(value(text, "site").as_deref(), Some("https://a.org"));
        assert_eq!(value(text, "base").as_deref(), Some("/b"));
        assert_eq!((value(text, "out"), value(text, "n")), (None, None));
        assert_eq!(values("a: 'x', a: 'y'", "a"), ["x", "y"]);
        let on = |text: &str| is_on(text, "breaks");
        assert!(on("{ breaks: true }") && on("breaks=true;"));
        assert!(!on("{ breaks: trueish }") && !on("noBreaks: true, x.breaks: true") && !on("// breaks: true"));
    }

    #[test]
    fn calls_give_their_texts() {
        let text = "c.addX('img');\nc.addX({ \"./public/\": '/' });\nc.addX(both);";
        assert_eq!(calls(text, "addX"), [vec!["img"], vec!["./public/", "/"], vec![]]);
        assert!(calls("addX('open", "addX")[0].is_empty());
    }
}
