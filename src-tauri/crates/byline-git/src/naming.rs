use sha2::{Digest, Sha256};

use crate::{BlobId, libgit2};

/// How a repository names what is in it. Any thread may name by it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Naming {
    /// By SHA-1, as nearly all do.
    #[default]
    Sha1,
    /// By SHA-256.
    Sha256,
}

impl Naming {
    /// The name of these bytes as a file's content.
    pub fn blob_id(self, bytes: &[u8]) -> BlobId {
        if self == Self::Sha1 {
            return libgit2::blob_id(bytes);
        }
        let mut hash = Sha256::new();
        hash.update(format!("blob {}\0", bytes.len()));
        hash.update(bytes);
        let hex = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
        BlobId::parse(&hex).unwrap_or_else(|| libgit2::blob_id(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_empty_file_has_the_names_that_git_gives_it() {
        assert_eq!(Naming::Sha1.blob_id(b"").as_str(), "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
        let long = "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813";
        assert_eq!(Naming::Sha256.blob_id(b"").as_str(), long);
    }
}
