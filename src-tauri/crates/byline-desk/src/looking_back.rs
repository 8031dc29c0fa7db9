//! Questions about a site's past, answered beside its thread: a long history holds up nobody who writes.

use byline_git::Quiet;
use tokio::task::spawn_blocking;

use crate::api::{GonePost, Outcome, PostHistory, Problem};
use crate::site::Unsendable;
use crate::{Desk, DeskError, Site};

/// How many of the site's states are brought from the server by one question for older ones, one after the other; 0 is all.
const DEPTHS: [u32; 3] = [500, 5_000, 0];
/// And no more than this, in bytes.
const LARGEST: u64 = 1024 * 1024 * 1024;

impl Desk {
    /// The earlier texts of a post, the newest first.
    pub async fn history(&self, path: String) -> Result<PostHistory, Problem> {
        let question = self.ask(move |site| site.history_question(&path)).await?;
        let history = beside(move || question.run(&Quiet)).await?;
        self.ask(move |site| {
            site.take_told(&history);
            Ok(history.listed())
        })
        .await
    }

    /// Brings older states of the site from the server until this post has another version, or there are none.
    pub async fn older_versions(&self, path: String) -> Result<PostHistory, Problem> {
        let courier = self.ask(|site| Ok(site.courier())).await?;
        let known = self.history(path.clone()).await?;
        for states in DEPTHS {
            let courier = courier.clone();
            beside(move || courier.deepen(states, LARGEST)).await?;
            self.ask(|site| {
                site.forget_told();
                Ok(())
            })
            .await?;
            let now = self.history(path.clone()).await?;
            if !now.older_at_server || now.versions.len() > known.versions.len() {
                return Ok(now);
            }
        }
        Ok(known)
    }

    /// Posts that the website had once.
    pub async fn gone_posts(&self) -> Result<Vec<GonePost>, Problem> {
        match self.ask(|site| site.gone_question()).await? {
            Some(question) => beside(move || question.run(&Quiet)).await,
            None => Ok(Vec::new()),
        }
    }

    /// Undoes the last publish of a post. It goes out beside everything else; how it ended is told as an event. Says at
    /// once what keeps it from going out.
    pub async fn take_back(&self, path: String) -> Result<Option<Outcome>, Problem> {
        self.keep(move |site| site.keep_take_back(Some(&path))).await
    }

    /// Takes a post off the website, as [`Desk::take_back`].
    pub async fn unpublish(&self, path: String) -> Result<Option<Outcome>, Problem> {
        self.keep(move |site| site.keep_unpublish(&path)).await
    }

    async fn keep<T>(
        &self,
        keep: impl FnOnce(&mut Site) -> Result<T, Box<Unsendable>> + Send + 'static,
    ) -> Result<Option<Outcome>, Problem> {
        let cannot = self
            .ask(move |site| match keep(site) {
                Ok(_) => Ok(None),
                Err(unsendable) => unsendable.into_outcome().map(Some),
            })
            .await?;
        if cannot.is_none() {
            self.sync()?;
        }
        Ok(cannot)
    }
}

async fn beside<T: Send + 'static>(work: impl FnOnce() -> Result<T, DeskError> + Send + 'static) -> Result<T, Problem> {
    spawn_blocking(work).await.map_err(|_| DeskError::Closed)?.map_err(Problem::from)
}
