//! Web-safe names out of titles.

/// The longest slug, in bytes.
const LONGEST: usize = 80;

/// A name for an address or a file: lower-case letters, digits and single hyphens, 1 to 80 characters. Letters of other
/// scripts are spelt in Latin ones; a title without any gives `post`.
pub fn slug(title: &str) -> String {
    let mut out = String::new();
    for part in
        deunicode::deunicode(title).to_ascii_lowercase().split(|c: char| !c.is_ascii_alphanumeric() && c != '\'')
    {
        let word: String = part.chars().filter(char::is_ascii_alphanumeric).collect();
        if word.is_empty() {
            continue;
        }
        if !out.is_empty() && out.len() + 1 + word.len() > LONGEST {
            break;
        }
        if !out.is_empty() {
            out.push('-');
        }
        out.push_str(&word);
    }
    out.truncate(LONGEST);
    if out.is_empty() { "post".to_owned() } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_names() {
        for (title, expect) in [
            ("fourTheorem attends AWS Summit in NYC", "fourtheorem-attends-aws-summit-in-nyc"),
            ("  Crème brûlée & Co. ", "creme-brulee-co"),
            ("What's new?", "whats-new"),
            ("Привет", "privet"),
            ("", "post"),
            ("!!!", "post"),
            ("../../etc/passwd", "etc-passwd"),
        ] {
            assert_eq!(slug(title), expect, "{title:?}");
        }
    }

    #[test]
    fn every_name_is_safe_and_short() {
        let mut random = crate::random::Random::new(7);
        for _ in 0..500 {
            let title = random.text(120);
            let name = slug(&title);
            assert!((1..=80).contains(&name.len()), "{title:?}");
            assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{title:?}");
            assert!(!name.starts_with('-') && !name.ends_with('-') && !name.contains("--"), "{name}");
        }
    }
}
