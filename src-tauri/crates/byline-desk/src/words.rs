//! The one catalogue of sentences that a person reads, as far as the desk says them. The window's own are beside it.

use std::collections::HashMap;
use std::sync::OnceLock;

const FILES: [&str; 12] = [
    include_str!("../../../../assets/messages/en/ask.json"),
    include_str!("../../../../assets/messages/en/connect.json"),
    include_str!("../../../../assets/messages/en/desk.json"),
    include_str!("../../../../assets/messages/en/findings.json"),
    include_str!("../../../../assets/messages/en/history.json"),
    include_str!("../../../../assets/messages/en/language.json"),
    include_str!("../../../../assets/messages/en/pasting.json"),
    include_str!("../../../../assets/messages/en/preview.json"),
    include_str!("../../../../assets/messages/en/realsite.json"),
    include_str!("../../../../assets/messages/en/sending.json"),
    include_str!("../../../../assets/messages/en/signin.json"),
    include_str!("../../../../assets/messages/en/versions.json"),
];

fn catalogue() -> &'static HashMap<String, String> {
    static CATALOGUE: OnceLock<HashMap<String, String>> = OnceLock::new();
    CATALOGUE.get_or_init(|| {
        let read = |file: &&str| serde_json::from_str::<HashMap<String, String>>(file).unwrap_or_default();
        FILES.iter().flat_map(read).collect()
    })
}

/// The sentence of a key, each `{name}` replaced. A key without a sentence is returned as it is.
pub fn say(key: &str, args: &[(&str, &str)]) -> String {
    say_if_known(key, args).unwrap_or_else(|| key.to_owned())
}

/// As [`say`], or nothing where the catalogue has no such key.
pub fn say_if_known(key: &str, args: &[(&str, &str)]) -> Option<String> {
    let sentence = catalogue().get(key)?;
    Some(args.iter().fold(sentence.clone(), |said, (name, value)| said.replace(&format!("{{{name}}}"), value)))
}

/// "1 picture" or "3 pictures": the key is followed by `.one` or `.many`, whose sentence has a place `{n}`.
pub fn count(key: &str, n: usize) -> String {
    let form = if n == 1 { "one" } else { "many" };
    say(&format!("{key}.{form}"), &[("n", &n.to_string())])
}

/// A size in the units that people know: 812 bytes, 412 kB, 3.4 MB.
pub fn size(bytes: u64) -> String {
    let tenths = |unit: u64| {
        let tenths = bytes.saturating_mul(10) / unit;
        format!("{}.{}", tenths / 10, tenths % 10)
    };
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", (bytes + 500) / 1_000),
        1_000_000..1_000_000_000 => format!("{} MB", tenths(1_000_000)),
        _ => format!("{} GB", tenths(1_000_000_000)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_catalogue_is_readable_and_flat() {
        for file in FILES {
            assert!(serde_json::from_str::<HashMap<String, String>>(file).is_ok());
        }
    }

    #[test]
    fn places_are_filled_and_unknown_keys_come_back() {
        assert_eq!(say("no.such.key", &[]), "no.such.key");
        assert_eq!(count("count.pictures", 1), "1 picture");
        assert_eq!(count("count.pictures", 3), "3 pictures");
    }

    #[test]
    fn sizes_are_in_units_that_people_know() {
        let check = |bytes, expect: &str| assert_eq!(size(bytes), expect);
        check(812, "812 bytes");
        check(412_300, "412 kB");
        check(3_449_000, "3.4 MB");
        check(2_000_000_000, "2.0 GB");
    }
}
