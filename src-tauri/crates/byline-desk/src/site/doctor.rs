//! Whether everything is in place for publishing.

use serde::Serialize;

use super::Site;
use crate::api::Problem;
use crate::{DeskError, words};

/// One question of the doctor's, answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// The question's name.
    pub id: String,
    /// Whether all is well.
    pub ok: bool,
    /// One plain sentence.
    pub message: String,
}

impl Site {
    /// Can the site be read, written to, reached and published to.
    pub fn doctor(&mut self) -> Result<Vec<Check>, DeskError> {
        let site = |key: &str, ok: bool| Check {
            id: key.to_owned(),
            ok,
            message: words::say(&format!("doctor.{key}.{}", if ok { "ok" } else { "not" }), &[]),
        };
        let posts = self.posts(&crate::api::PostQuery { take: u32::MAX, ..Default::default() })?.posts;
        let readable = posts.iter().all(|post| post.problem.is_none());
        let writable = tempfile::Builder::new().prefix(".byline-").tempfile_in(&self.root).is_ok();
        let server = self.engine.destination().is_ok_and(|to| to.remote.is_some());
        let mut checks = vec![
            site("posts", readable),
            site("folder", writable),
            site("writer", self.writer().is_some()),
            site("server", server),
        ];
        if server {
            let answer = self.courier().ask();
            let reached = site("reached", answer.is_ok());
            let problem = answer.err().map(|error| Problem::from(error).message);
            checks.push(Check { message: problem.unwrap_or_else(|| reached.message.clone()), ..reached });
        }
        Ok(checks)
    }
}
