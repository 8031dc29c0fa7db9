//! Words and addresses as they stand in HTML, written exactly as the cleaner writes them.

/// Words of an element.
pub(crate) fn push_words(out: &mut String, words: &str) {
    push(out, words, false);
}

/// The value of an attribute in double quotes.
pub(crate) fn push_value(out: &mut String, value: &str) {
    push(out, value, true);
}

/// Words of an element, as a string of their own.
pub(crate) fn words(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    push_words(&mut out, words);
    out
}

/// The value of an attribute, as a string of its own.
pub(crate) fn value(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    push_value(&mut out, words);
    out
}

fn push(out: &mut String, text: &str, quotes: bool) {
    let bytes = text.as_bytes();
    let mut from = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let (written, width) = match byte {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'"' if quotes => ("&quot;", 1),
            // A no-break space.
            0xC2 if bytes.get(at + 1) == Some(&0xA0) => ("&nbsp;", 2),
            // What HTML has no way to say.
            b'\r' => ("\n", 1),
            0 => ("\u{fffd}", 1),
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(written);
        from = at + width;
    }
    out.push_str(&text[from..]);
}

/// Whether an address certainly leads to http, https, mailto or the site. One that may, and is written oddly, is left to the
/// cleaner.
pub(crate) fn is_plain_address(address: &str) -> bool {
    if address.bytes().any(|byte| byte <= b' ' || byte == 0x7f) {
        return false;
    }
    let scheme = address.split(['/', '?', '#']).next().unwrap_or_default().split_once(':');
    let Some((scheme, _)) = scheme else { return true };
    if scheme.eq_ignore_ascii_case("mailto") {
        return true;
    }
    let starts = ["https://", "http://"].iter().find_map(|start| address.strip_prefix(start));
    starts.is_some_and(|rest| is_plain_host(rest.split(['/', '?', '#']).next().unwrap_or_default()))
}

/// A host of plain labels that ends in a word: no port, no name, no number, nothing to be translated.
fn is_plain_host(host: &str) -> bool {
    let label = |label: &str| {
        let ends = |c: char| c.is_ascii_alphanumeric();
        label.starts_with(ends)
            && label.ends_with(ends)
            && label.len() < 60
            && !label.contains("--")
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let last = host.rsplit('.').next().unwrap_or_default();
    host.len() < 200 && host.split('.').all(label) && last.bytes().all(|byte| byte.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_addresses_are_left_to_the_cleaner() {
        for plain in
            ["https://example.org/a?b=c:d", "http://a-b.example", "/x", "x.html", "#a", "?a:b", "mailto:a@b.c", "é"]
        {
            assert!(is_plain_address(plain), "{plain}");
        }
        for odd in [
            "javascript:alert(1)",
            "java\tscript:x",
            " https://example.org",
            "https://1.2.3.4/",
            "https://user@example.org",
            "https://example.org:443/",
            "https://xn--a.example/",
            "https:///x",
            "data:text/html,x",
            "https:example.org",
        ] {
            assert!(!is_plain_address(odd), "{odd}");
        }
    }
}
