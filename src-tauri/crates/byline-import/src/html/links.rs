//! Where a link leads: without the servers that links are sent through to be counted, and without what tells who clicked.

/// Query fields that say where a reader came from, and nothing about the page.
const COUNTERS: [&str; 36] = [
    "fbclid",
    "gclid",
    "gclsrc",
    "dclid",
    "wbraid",
    "gbraid",
    "msclkid",
    "yclid",
    "twclid",
    "ttclid",
    "li_fat_id",
    "igshid",
    "igsh",
    "srsltid",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "_hsenc",
    "_hsmi",
    "__hssc",
    "__hstc",
    "__hsfp",
    "hsctatracking",
    "vero_id",
    "vero_conv",
    "oly_anon_id",
    "oly_enc_id",
    "rb_clickid",
    "s_cid",
    "wickedid",
    "_openstat",
    "_ga",
    "_gl",
    "ref_src",
    "ref_url",
    "epik",
];

/// Servers that lead on to the address in one of their query's fields.
const THROUGH: [(&str, &str, &[&str]); 9] = [
    ("www.google.com", "/url", &["q", "url"]),
    ("google.com", "/url", &["q", "url"]),
    ("l.facebook.com", "/l.php", &["u"]),
    ("lm.facebook.com", "/l.php", &["u"]),
    ("l.instagram.com", "/", &["u"]),
    ("out.reddit.com", "/", &["url"]),
    ("www.youtube.com", "/redirect", &["q"]),
    ("slack-redir.net", "/link", &["url"]),
    ("t.umblr.com", "/redirect", &["z"]),
];

/// How often one such server may lead to the next.
const DEEPEST: usize = 4;

/// The address that a link is meant to lead to.
pub(super) fn direct(address: &str) -> String {
    let mut here = address.trim().to_owned();
    for _ in 0..DEEPEST {
        match unwrapped(&here) {
            Some(next) => here = next,
            None => break,
        }
    }
    uncounted(&here)
}

fn unwrapped(address: &str) -> Option<String> {
    let lower = address.to_ascii_lowercase();
    let start = ["https://", "http://"].into_iter().find(|start| lower.starts_with(start))?.len();
    let rest = address.get(start..)?;
    let (before, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = before.find('/').map_or((before, "/"), |at| before.split_at(at));
    let host = host.to_ascii_lowercase();
    let query = query.split('#').next().unwrap_or_default();
    let field = |names: &[&str]| {
        names.iter().find_map(|name| {
            query.split('&').find_map(|part| part.strip_prefix(name)?.strip_prefix('=')).map(unescaped)
        })
    };
    let found = if host.ends_with(".safelinks.protection.outlook.com") {
        field(&["url"])
    } else if host == "urldefense.proofpoint.com" && path.starts_with("/v2/") {
        field(&["u"]).map(|value| unescaped(&value.replace('-', "%").replace('_', "/")))
    } else if host == "urldefense.com" && path.starts_with("/v3/__") {
        rest.split_once("/v3/__").and_then(|(_, inner)| inner.split_once("__;")).map(|(inner, _)| inner.to_owned())
    } else {
        THROUGH.iter().find(|(server, start, _)| host == *server && path.starts_with(start)).and_then(|it| field(it.2))
    };
    found.filter(|found| found.starts_with("https://") || found.starts_with("http://"))
}

/// The address without fields that only count readers; as it was where it has none.
fn uncounted(address: &str) -> String {
    let (before, mark) = address.split_once('#').map_or((address, None), |(before, mark)| (before, Some(mark)));
    let Some((page, query)) = before.split_once('?') else { return address.to_owned() };
    let counts = |part: &str| {
        let name = part.split('=').next().unwrap_or_default().to_ascii_lowercase();
        name.starts_with("utm_") || COUNTERS.contains(&name.as_str())
    };
    if !query.split('&').any(counts) {
        return address.to_owned();
    }
    let kept: Vec<&str> = query.split('&').filter(|part| !counts(part)).collect();
    let mut out = page.to_owned();
    if !kept.is_empty() {
        out.push('?');
        out.push_str(&kept.join("&"));
    }
    if let Some(mark) = mark {
        out.push('#');
        out.push_str(mark);
    }
    out
}

fn unescaped(value: &str) -> String {
    let bytes = value.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let hex = value.get(at + 1..at + 3).filter(|_| *byte == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(hex.unwrap_or(*byte));
        at += if hex.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_where_they_are_meant_to() {
        for (address, expect) in [
            (
                "https://www.google.com/url?q=https://example.org/a%3Fb%3Dc&sa=D&source=editors&ust=1",
                "https://example.org/a?b=c",
            ),
            ("https://www.google.com/url?sa=t&url=https%3A%2F%2Fexample.org%2Fb&usg=x", "https://example.org/b"),
            ("https://example.org/url?q=x", "https://example.org/url?q=x"),
            (
                "https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fc%3Fd%3D1%26utm_source%3Dmail&data=05%7C02",
                "https://example.org/c?d=1",
            ),
            (
                "https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2F%3Ffbclid%3DIwAR0&h=AT0",
                "https://example.org/",
            ),
            ("https://urldefense.com/v3/__https://example.org/x?y=1__;!!abc$", "https://example.org/x?y=1"),
            ("https://urldefense.proofpoint.com/v2/url?u=https-3A__example.org_x&d=Dw", "https://example.org/x"),
            ("https://www.google.com/url?q=javascript:alert(1)", "https://www.google.com/url?q=javascript:alert(1)"),
        ] {
            assert_eq!(direct(address), expect);
        }
    }

    #[test]
    fn what_counts_readers_is_taken_off_and_nothing_else() {
        for (address, expect) in [
            ("https://a.org/?utm_source=x&utm_medium=y", "https://a.org/"),
            ("https://a.org/p?id=3&utm_campaign=z&page=2#part", "https://a.org/p?id=3&page=2#part"),
            ("https://a.org/?UTM_Source=x&fbclid=1&gclid=2&q=a%26b", "https://a.org/?q=a%26b"),
            ("https://a.org/?q=utm_source", "https://a.org/?q=utm_source"),
            ("https://a.org/?a&&b=", "https://a.org/?a&&b="),
            ("mailto:a@b.org?subject=x", "mailto:a@b.org?subject=x"),
            ("#part", "#part"),
        ] {
            assert_eq!(direct(address), expect);
        }
    }
}
