//! The names of commits and of file contents.

use std::fmt;

macro_rules! hex_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// Reads 40 hexadecimal digits, or the 64 of a repository with names by SHA-256; `None` for anything else.
            pub fn parse(hex: &str) -> Option<Self> {
                let whole = matches!(hex.len(), 40 | 64) && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
                whole.then(|| Self(hex.to_ascii_lowercase()))
            }

            /// The hexadecimal digits, in lower case.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<::git2::Oid> for $name {
            fn from(oid: ::git2::Oid) -> Self {
                Self(oid.to_string())
            }
        }
    };
}

hex_id! {
    /// The name of a commit: 40 or 64 hexadecimal digits.
    CommitId
}
hex_id! {
    /// The name of a file's stored content: equal names mean equal bytes.
    BlobId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_names_are_names() {
        fn check(input: &str, expect: bool) {
            assert_eq!(CommitId::parse(input).is_some(), expect, "{input}");
        }
        check(&"a1".repeat(20), true);
        check(&"A1".repeat(20), true);
        check(&"a1".repeat(32), true);
        check(&"a1".repeat(19), false);
        check(&"g1".repeat(20), false);
        check("refs/heads/main", false);
        assert_eq!(CommitId::parse(&"AB".repeat(20)), CommitId::parse(&"ab".repeat(20)));
    }
}
