use rusqlite::{OptionalExtension, params};

use super::Store;
use crate::DeskError;

/// A post that was sent to those who approve, and is not on the website yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Approval {
    pub(crate) post: String,
    /// The blob id of the text that was sent, as it was in the file.
    pub(crate) blob: String,
    /// The name under which the request was made.
    pub(crate) name: String,
    /// The commit that was sent last.
    pub(crate) commit: String,
    /// The page of the request.
    pub(crate) address: Option<String>,
}

impl Store {
    /// Notes that a post was sent for approval.
    pub(crate) fn set_approval(&self, sent: &Approval, at: i64) -> Result<(), DeskError> {
        self.db
            .prepare_cached(
                "REPLACE INTO approvals (post, blob, name, commit_id, address, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![sent.post, sent.blob, sent.name, sent.commit, sent.address, at])?;
        Ok(())
    }

    /// The request that was made for a post.
    pub(crate) fn approval(&self, post: &str) -> Result<Option<Approval>, DeskError> {
        let mut found = self.db.prepare_cached("SELECT * FROM approvals WHERE post = ?1")?;
        let approval = found.query_row([post], |row| {
            Ok(Approval {
                post: row.get("post")?,
                blob: row.get("blob")?,
                name: row.get("name")?,
                commit: row.get("commit_id")?,
                address: row.get("address")?,
            })
        });
        Ok(approval.optional()?)
    }

    /// The posts for which requests were made.
    pub(crate) fn posts_for_approval(&self) -> Result<Vec<String>, DeskError> {
        let mut found = self.db.prepare_cached("SELECT post FROM approvals ORDER BY post")?;
        Ok(found.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// Forgets a request: the website has the post.
    pub(crate) fn forget_approval(&self, post: &str) -> Result<(), DeskError> {
        self.db.prepare_cached("DELETE FROM approvals WHERE post = ?1")?.execute([post])?;
        Ok(())
    }

    /// Notes the kind of server, by its own words, and so that it wants approval.
    pub(crate) fn set_forge(&self, word: &str) -> Result<(), DeskError> {
        self.db.prepare_cached("REPLACE INTO server (name, value) VALUES ('forge', ?1)")?.execute([word])?;
        Ok(())
    }

    /// The kind of server that has wanted approval, if it ever did.
    pub(crate) fn forge(&self) -> Result<Option<String>, DeskError> {
        let mut found = self.db.prepare_cached("SELECT value FROM server WHERE name = 'forge'")?;
        Ok(found.query_row([], |row| row.get(0)).optional()?)
    }
}
