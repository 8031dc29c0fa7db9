//! The person has chosen between two versions: the post becomes what she chose, in one step, and whatever was left out stays
//! as a version.

use byline_post::Post;
use byline_post::joined::Choice;

use super::Site;
use super::page::{Timing, parse};
use super::two_versions::Matter;
use crate::DeskError;
use crate::api::{Event, OpenPost, Sending, Settled, VersionsChoice};
use crate::store::{From, JobKind, JobState, Rival};

impl Site {
    /// Settles the two versions of a post, a choice for each question in their order. `stamp` is that of the versions that
    /// she saw: when one of them is another since, nothing is done, and she gets to see it. A publish that had to wait for
    /// the choice goes on by itself.
    pub fn settle_versions(
        &mut self,
        path: &str,
        stamp: &str,
        choices: &[VersionsChoice],
    ) -> Result<Settled, DeskError> {
        let path = &self.follow(path);
        let asked = self.two_versions(path)?;
        if asked.as_ref().is_none_or(|asked| asked.stamp != stamp || asked.questions.len() != choices.len()) {
            return Ok(Settled { post: self.now_shown(path)?, next: asked, done: false });
        }
        let mut chosen = choices;
        let mut all = Vec::new();
        for rival in self.in_question(path)? {
            let matter = self.matter(&rival)?;
            let (now, later) = chosen.split_at_checked(matter.count()).unwrap_or((chosen, &[]));
            chosen = later;
            // Whatever cannot be done fails here, before anything is.
            let post = match &matter {
                Matter::Text(joined) => {
                    let choices: Vec<Choice> = now.iter().map(of).collect();
                    let settled = joined.settled(&choices);
                    Some(settled.map_err(|source| DeskError::Details { path: rival.path.clone(), source })?)
                }
                _ => None,
            };
            let theirs = now.first() == Some(&VersionsChoice::Theirs);
            if let (Matter::File { theirs: text, .. }, true) = (&matter, theirs && rival.path == rival.post) {
                // A post that cannot be read is nothing to go on with.
                parse(&rival.path, text)?;
            }
            all.push((rival, matter, post, theirs));
        }
        let mut let_go = None;
        for (rival, matter, post, theirs) in all {
            match (matter, post) {
                (Matter::Text(_), Some(post)) => self.settle_text(&rival, post)?,
                (Matter::DeletedThere, _) if theirs => let_go = Some(self.follow_deletion(&rival)?),
                (Matter::DeletedThere, _) => self.keep_mine(&rival)?,
                (Matter::DeletedHere { theirs: text }, _) => self.settle_deleted_here(&rival, &text, theirs)?,
                (Matter::File { mine, theirs: text }, _) => self.settle_file(&rival, (&mine, &text), theirs)?,
                (Matter::Text(_), None) => {}
            }
            self.store.forget_rival(&rival.path, rival.from)?;
        }
        self.go_on_sending(path)?;
        self.tell(Event::PostsChanged);
        let post = if let_go.is_some() { let_go } else { self.now_shown(path)? };
        Ok(Settled { post, next: self.two_versions(path)?, done: true })
    }

    /// The post as it is now, told to the page too; nothing where it is not here any more.
    fn now_shown(&mut self, path: &str) -> Result<Option<OpenPost>, DeskError> {
        if !self.files.has(path) && !self.open.contains_key(path) {
            return Ok(None);
        }
        self.refresh_post(path)?;
        self.bring(path)?;
        self.tell_changed(path)?;
        self.shown(path).map(Some)
    }

    /// The post becomes what was chosen.
    fn settle_text(&mut self, rival: &Rival, post: Post) -> Result<(), DeskError> {
        let path = self.target(rival);
        self.bring(path)?;
        let at = self.now().as_second();
        let mine = self.on_page(path)?.post.as_bytes().to_vec();
        if let Some(theirs) = &rival.theirs {
            self.store.keep_version(path, theirs, at, "theirs")?;
        }
        self.store.keep_version(path, &mine, at, "set-aside")?;
        let now = self.now();
        let on_page = self.on_page_mut(path)?;
        on_page.remember();
        if rival.from == From::File {
            on_page.other = None;
            on_page.on_disk.clone_from(&rival.theirs);
        }
        self.take(path, post)?;
        let on_page = self.on_page_mut(path)?;
        if on_page.on_disk.as_deref() == Some(on_page.post.as_bytes()) {
            (on_page.saved, on_page.timing, on_page.recovered) = (on_page.revision, None, false);
            self.store.journal_done(path)?;
        } else if !on_page.is_saved() {
            // Should saving fail now, it is tried again.
            on_page.timing.get_or_insert(Timing { first: now, last: now, not_before: None });
        }
        let their_id = rival.their_id.as_deref().unwrap_or_default();
        match rival.from {
            From::Server if path == rival.path => self.store.set_base(path, their_id)?,
            From::Server => self.store.rebase_move(&rival.path, their_id)?,
            From::File => {}
        }
        self.save(path)
    }

    /// Deleted by somebody else, and let go here too. Every word is kept.
    fn follow_deletion(&mut self, rival: &Rival) -> Result<OpenPost, DeskError> {
        if rival.from == From::File {
            return self.let_go(&rival.path);
        }
        self.bring(&rival.path)?;
        let shown = self.gone(&rival.path)?;
        self.store.forget_rival(&rival.path, rival.from)?;
        self.delete(&rival.path, false)?;
        Ok(shown)
    }

    /// What is here stays as it is, whatever the other is.
    fn keep_mine(&mut self, rival: &Rival) -> Result<(), DeskError> {
        if rival.from == From::Server {
            return self.store.set_base(&rival.path, rival.their_id.as_deref().unwrap_or_default());
        }
        let now = self.now();
        let on_page = self.on_page_mut(&rival.path)?;
        on_page.other = None;
        on_page.on_disk.clone_from(&rival.theirs);
        if !on_page.is_saved() {
            on_page.timing.get_or_insert(Timing { first: now, last: now, not_before: None });
        }
        self.save(&rival.path)
    }

    /// Deleted here and changed by somebody else: it goes all the same, or theirs comes here.
    fn settle_deleted_here(&mut self, rival: &Rival, text: &[u8], theirs: bool) -> Result<(), DeskError> {
        let full = self.in_repository(&rival.path);
        if theirs {
            let text = self.engine.for_folder(&full, text.to_vec())?;
            self.files.replace(&rival.path, &text)?;
            self.store.drop_from_jobs(&full)?;
            self.store.forget_move(&rival.path)?;
            return self.refresh_post(&rival.path);
        }
        if let Some(id) = &rival.their_id {
            self.store.rebase_jobs(&full, id)?;
            self.store.rebase_move(&rival.path, id)?;
        }
        Ok(())
    }

    fn settle_file(&mut self, rival: &Rival, (mine, text): (&[u8], &[u8]), theirs: bool) -> Result<(), DeskError> {
        let at = self.now().as_second();
        self.store.keep_version(&rival.path, text, at, "theirs")?;
        if !theirs {
            return self.keep_mine(rival);
        }
        self.store.keep_version(&rival.path, mine, at, "set-aside")?;
        let text = self.engine.for_folder(&self.in_repository(&rival.path), text.to_vec())?;
        self.files.replace(&rival.path, &text)?;
        self.store.set_base(&rival.path, rival.their_id.as_deref().unwrap_or_default())
    }

    /// A publish that waited for the choice goes on: with the post as it is now, or, of one that is not here any more, as it
    /// was.
    fn go_on_sending(&mut self, path: &str) -> Result<(), DeskError> {
        let Some((id, state, _)) = self.store.job_of(path)? else { return Ok(()) };
        if state != JobState::NeedsYou.word() || !self.store.rivals_of(path)?.is_empty() {
            return Ok(());
        }
        if self.files.has(path) {
            let kept = self.store.job(&id)?;
            let for_approval = kept.as_ref().is_some_and(|kept| kept.kind == JobKind::Approval);
            let how = Sending { message: kept.map(|kept| kept.job.message), for_approval, at: None };
            // What keeps it from being sent is said when she publishes the next time.
            let _ = self.keep_for_sending(path, &how);
        } else {
            self.store.set_job_state(&id, JobState::Waiting, "")?;
        }
        self.to_send = true;
        Ok(())
    }

    /// Whether something was kept for sending without anybody waiting for it; asked once, it is forgotten.
    pub(crate) fn wants_sending(&mut self) -> bool {
        std::mem::take(&mut self.to_send)
    }
}

fn of(choice: &VersionsChoice) -> Choice {
    match choice {
        VersionsChoice::Mine => Choice::Mine,
        VersionsChoice::Theirs => Choice::Theirs,
        VersionsChoice::Both => Choice::Both,
        VersionsChoice::Words { words } => Choice::Words(words.clone()),
    }
}
