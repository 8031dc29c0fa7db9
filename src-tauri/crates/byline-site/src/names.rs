//! Names of files that every system and every address accepts.

/// Names that Windows gives to devices, with any extension
/// (Microsoft, "Naming Files, Paths, and Namespaces").
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// The longest name, in bytes: with a date before it, an extension and a temporary file's letters around it, it stays
/// below the 255 that file systems allow.
const LONGEST: usize = 120;

/// Why a name cannot be a post's on every system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameProblem {
    /// There is nothing in it.
    Empty,
    /// It has a meaning of its own: a device of Windows, the page of a folder, git's own folder.
    Reserved,
    /// A space, a slash, or another letter that an address or a system cannot have, or that two systems write differently.
    Letters,
    /// It begins or ends with a dot, a hyphen or an underscore.
    Ends,
    /// It is longer than some systems allow.
    TooLong,
    /// Something else has it, in capitals or not.
    Taken,
}

/// Whether a name, without date and extension, can be a post's on Windows, macOS and Linux at once, and in its address.
pub fn name_problem(name: &str) -> Option<NameProblem> {
    if name.is_empty() {
        return Some(NameProblem::Empty);
    }
    if !name.chars().all(|letter| letter.is_alphanumeric() && !is_composed_elsewhere(letter) || "-_.".contains(letter))
    {
        return Some(NameProblem::Letters);
    }
    if name.starts_with(['.', '-', '_']) || name.ends_with(['.', '-', '_']) || name.contains("..") {
        return Some(NameProblem::Ends);
    }
    if is_reserved(name) {
        return Some(NameProblem::Reserved);
    }
    (name.len() > LONGEST).then_some(NameProblem::TooLong)
}

/// Whether a name means something else to a system or a generator than a post.
pub(crate) fn is_reserved(name: &str) -> bool {
    let plain = name.to_lowercase();
    let stem = plain.split('.').next().unwrap_or_default();
    DEVICES.contains(&stem) || stem == "index" || crate::paths::is_git(&plain)
}

/// Whether macOS stores a letter as parts of it, or a letter is such a part: U+0340 and the like change when they are
/// composed, and Hangul's parts become syllables (Unicode Standard Annex 15).
fn is_composed_elsewhere(letter: char) -> bool {
    matches!(
        letter,
        '\u{300}'..='\u{36f}' | '\u{1100}'..='\u{11ff}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
            | '\u{20d0}'..='\u{20ff}' | '\u{2126}' | '\u{212a}'..='\u{212b}' | '\u{3099}'..='\u{309a}'
            | '\u{f900}'..='\u{faff}' | '\u{fe20}'..='\u{fe2f}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_work_everywhere_or_say_why_not() {
        let check = |name: &str, expect: Option<NameProblem>| assert_eq!(name_problem(name), expect, "{name:?}");
        for fine in ["a", "a-new-day", "v1.5", "Grüße", "猫", "2026", "A_b"] {
            check(fine, None);
        }
        check("", Some(NameProblem::Empty));
        for reserved in ["con", "AUX", "nul.txt", "Com1", "index", "Index.de", "git~1"] {
            let expect = if reserved == "git~1" { NameProblem::Letters } else { NameProblem::Reserved };
            check(reserved, Some(expect));
        }
        for letters in
            ["a b", "a/b", "a\\b", "a:b", "a?", "a*", "<a>", "a|b", "a\"b", "a\0b", "Zoe\u{308}", "a#b", "a%b"]
        {
            check(letters, Some(NameProblem::Letters));
        }
        for ends in ["a.", ".a", "-rf", "_a", "a..b", "..", "a-"] {
            check(ends, Some(NameProblem::Ends));
        }
        check(&"a".repeat(121), Some(NameProblem::TooLong));
        check(&"a".repeat(120), None);
    }
}
