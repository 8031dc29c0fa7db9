//! Whether everything is in place for publishing.

use super::Site;
use crate::api::{Check, Ready};
use crate::connect::{check, cloud_of};
use crate::{DeskError, words};

/// Free bytes under which a disk is nearly full: room for the pictures of a post many times over.
const NEARLY_FULL: u64 = 200_000_000;

impl Site {
    /// Can the site be read, written to, reached, signed in to and published to.
    pub fn doctor(&mut self) -> Result<Vec<Check>, DeskError> {
        let posts = self.posts(&crate::api::PostQuery { take: u32::MAX, ..Default::default() })?.posts;
        let readable = posts.iter().all(|post| post.problem.is_none());
        let writable = tempfile::Builder::new().prefix(".byline-").tempfile_in(&self.root).is_ok();
        let server = self.engine.destination().is_ok_and(|to| to.remote.is_some());
        let mut checks = vec![
            check("posts", readable),
            check("folder", writable),
            self.disk(),
            self.in_cloud(),
            check("writer", self.writer().is_some()),
            check("server", server),
        ];
        checks.extend(self.generator());
        if self.around.git.anothers.iter().any(|root| root == self.engine.root()) {
            let message = words::say("doctor.owner.another", &[]);
            checks.push(Check { id: "owner".to_owned(), ok: true, message });
        }
        if server {
            checks.extend(self.ready()?.checks);
        }
        Ok(checks)
    }

    /// Whether publishing will work, as far as the server says without anything being sent.
    pub fn ready(&self) -> Result<Ready, DeskError> {
        self.courier().ready()
    }

    /// Whether the site's own generator is here. Publishing does not need it.
    fn generator(&self) -> Option<Check> {
        let kind = byline_generator::kind(self.understood.generator)?;
        let home = self.root.join(&self.understood.home);
        let there = byline_generator::is_there(kind, &home, &self.around.generators.programs);
        let word = if there { "doctor.generator.ok" } else { "doctor.generator.not" };
        let message = words::say(word, &[("generator", kind.title)]);
        Some(Check { id: "generator".to_owned(), ok: true, message })
    }

    fn disk(&self) -> Check {
        let free = fs4::available_space(&self.root).unwrap_or(u64::MAX);
        let ok = free > NEARLY_FULL;
        let message = if ok { "doctor.disk.ok" } else { "doctor.disk.not" };
        Check { id: "disk".to_owned(), ok, message: words::say(message, &[("free", &words::size(free))]) }
    }

    fn in_cloud(&self) -> Check {
        match cloud_of(&self.root) {
            None => check("cloud", true),
            Some(cloud) => {
                Check { message: words::say("doctor.cloud.not", &[("cloud", cloud)]), ..check("cloud", false) }
            }
        }
    }
}
