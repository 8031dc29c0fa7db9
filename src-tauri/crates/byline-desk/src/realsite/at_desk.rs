//! The real site, asked for at a desk.

use tokio::task::spawn_blocking;

use super::said;
use crate::api::{Problem, RealSite};
use crate::{Desk, DeskError};

impl Desk {
    /// How the real site is, without starting anything.
    pub async fn real_site(&self) -> Result<RealSite, Problem> {
        let ask = self.ask(|site| Ok(site.real_site())).await?;
        let now = self.real().view().unwrap_or_else(|| said::idle(&ask));
        Ok(RealSite { trusted: ask.trusted, ..now })
    }

    /// Shows a post on the real site: starts the site's own generator, if the person has said that it may run, and looks
    /// for the post's page. What comes of it is told as [`crate::api::Event::RealSite`].
    pub async fn show_real_site(&self, path: String) -> Result<RealSite, Problem> {
        let ask = self.ask(move |site| site.ready_to_show(&path)).await?;
        let real = self.real().clone();
        Ok(spawn_blocking(move || real.show(&ask)).await.map_err(|_| DeskError::Closed)?)
    }

    /// Nobody looks at the real site any more. Its generator goes on for a while, so that coming back is quick.
    pub fn hide_real_site(&self) {
        self.real().hide();
    }

    /// Ends the site's generator.
    pub async fn stop_real_site(&self) -> Result<(), Problem> {
        let real = self.real().clone();
        Ok(spawn_blocking(move || real.stop()).await.map_err(|_| DeskError::Closed)?)
    }

    /// Keeps whether the person lets this site's generator run; without, it is ended.
    pub async fn trust_site(&self, trusted: bool) -> Result<RealSite, Problem> {
        let ask = self.ask(move |site| site.set_trusted(trusted)).await?;
        if !trusted {
            self.stop_real_site().await?;
            // What it had written is of no use to anybody any more; what cannot be removed does no harm.
            let _ = std::fs::remove_dir_all(&ask.outside);
        }
        self.real_site().await
    }
}
