//! Sending a post to the people who approve, where the website takes nothing directly.

use byline_git::{CommitId, Earlier, Forge, Request, kept_as};

use super::Site;
use crate::api::{Outcome, OutcomeKind, PostState};
use crate::store::{Approval, JobKind, KeptJob};
use crate::{DeskError, words};

impl Site {
    /// What the courier needs to know of a job that asks for approval; nothing for another job.
    pub(crate) fn request(&self, kept: &KeptJob) -> Result<Option<Request>, DeskError> {
        if kept.kind != JobKind::Approval {
            return Ok(None);
        }
        let title = self.title_to_send(&kept.post)?;
        let earlier = self
            .store
            .approval(&kept.post)?
            .and_then(|sent| Some(Earlier { name: sent.name, commit: CommitId::parse(&sent.commit)? }));
        let host = self.engine.destination()?.remote.and_then(|remote| remote.host).unwrap_or_default();
        // What the server said of itself counts for more than what it is called.
        let told = self.store.forge()?.map(|word| Forge::of_word(&word)).unwrap_or_default();
        let forge = if told == Forge::Other { Forge::of_host(&host) } else { told };
        Ok(Some(Request { name: byline_post::slug(&title), title, forge, earlier }))
    }

    /// Whether the website has wanted approval before.
    pub(super) fn wants_approval(&self) -> Result<bool, DeskError> {
        Ok(self.store.forge()?.is_some())
    }

    /// The server takes changes only after approval: noted, together with what it gave away of itself.
    pub(super) fn note_protected(&self, said: &str) -> Result<(), DeskError> {
        self.store.set_forge(Forge::of_words(said).word())
    }

    /// Notes that a post is with those who approve, and says it.
    pub(super) fn sent_for_approval(
        &mut self,
        kept: &KeptJob,
        (commit, name): (&CommitId, String),
        (address, made): (Option<String>, bool),
    ) -> Result<Outcome, DeskError> {
        self.store.forget_job(&kept.job.id)?;
        let text = kept.job.files.first().and_then(|file| file.bytes.as_deref()).unwrap_or_default();
        let blob = self.engine.blob_id(text).to_string();
        let sent = Approval { post: kept.post.clone(), blob, name, commit: commit.to_string(), address };
        self.store.set_approval(&sent, self.now().as_second())?;
        let hint = match (made, &sent.address) {
            (true, _) => "outcome-hint.approval-made",
            (false, Some(_)) => "outcome-hint.approval-open",
            (false, None) => "outcome-hint.approval-tell",
        };
        let place = sent.name.as_str();
        let outcome = self.outcome(&kept.post, OutcomeKind::SentForApproval, "sent-for-approval");
        Ok(Outcome { hint: Some(words::say(hint, &[("name", place)])), request: sent.address, ..outcome })
    }

    /// Requests whose posts are on the website now are done with.
    pub(super) fn settle_approvals(&mut self) -> Result<(), DeskError> {
        for post in self.store.posts_for_approval()? {
            let item = self.store.item(&post)?;
            if item.is_some_and(|item| matches!(item.state, PostState::Published | PostState::Live)) {
                let sent = self.store.approval(&post)?;
                self.store.forget_approval(&post)?;
                // What is left of it costs nothing.
                let _ = sent.map(|sent| self.engine.forget(&kept_as(&sent.name)));
            }
        }
        Ok(())
    }
}
