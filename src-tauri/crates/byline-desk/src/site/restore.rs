//! A post gets an earlier text again, as one change that can be undone; also one that is not here any more.

use std::sync::Arc;

use byline_git::{CommitId, FileState, Watch};
use byline_post::Post;
use byline_site::Link;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::Site;
use super::attach::shown_links;
use super::page::parse;
use crate::api::{GonePost, Restored};
use crate::{DeskError, SiteFiles};

/// How far back posts are looked for that the website had once.
const STATES: usize = 500;
/// No more of them are told.
const GONE: usize = 100;

impl Site {
    /// Gives a post the text of one of its versions. The text that it has now is kept as a version first, so that nothing
    /// is lost and restoring that one undoes this. Pictures that a published version showed and that are missing come
    /// back. A post that is not here any more is there again.
    pub fn restore(&mut self, path: &str, id: &str) -> Result<Restored, DeskError> {
        let path = self.follow(path);
        let path = path.as_str();
        let history = self.whole_history(path)?;
        let (text, state) = history.find(id)?;
        let (text, state) = (text.to_vec(), state.cloned());
        self.give_text(path, &text, state.as_ref())
    }

    /// What is to be asked about posts that the website had once.
    pub(crate) fn gone_question(&self) -> Result<Option<GoneQuestion>, DeskError> {
        Ok(self.engine.known_tip()?.map(|tip| GoneQuestion {
            git: self.around.git.clone(),
            prefix: self.prefix.clone(),
            understood: Arc::clone(&self.understood),
            files: self.files.clone(),
            zone: self.around.clock.now().time_zone().clone(),
            tip,
        }))
    }

    /// Posts that the website had once and that are neither there nor here now, the last one first, with who took each
    /// away and when. Looks through the history on this thread.
    pub fn gone_posts(&self) -> Result<Vec<GonePost>, DeskError> {
        self.gone_question()?.map_or_else(|| Ok(Vec::new()), |question| question.run(&byline_git::Quiet))
    }

    fn give_text(&mut self, path: &str, text: &[u8], state: Option<&FileState>) -> Result<Restored, DeskError> {
        let is_here = self.text_now(path)?.is_some();
        if is_here {
            self.bring(path)?;
            self.save(path)?;
            if self.on_page(path)?.other.is_some() {
                return Err(DeskError::TwoTexts { path: path.to_owned() });
            }
            if self.read_only(path).is_some() {
                return Err(DeskError::ReadOnly { path: path.to_owned() });
            }
        }
        let was = state.and_then(|state| self.in_site(&state.path)).unwrap_or(path).to_owned();
        let text = match state {
            Some(_) => self.engine.for_folder(&self.in_repository(path), text.to_vec())?,
            None => text.to_vec(),
        };
        let post = parse(path, &text)?;
        let (pictures, missing) = self.bring_missing(&was, &post, state.map(|state| &state.commit))?;
        let post = if was == path { None } else { self.relinked(&was, path, &post, &[]) }.unwrap_or(post);
        if !is_here {
            return self.give_back(path, &post, pictures, missing);
        }
        let before = self.on_page(path)?.post.as_bytes().to_vec();
        let changes = before != post.as_bytes();
        self.put_post(path, post, None, "before-restore")?;
        let kept = if changes { self.store.version_with(path, &before)? } else { None };
        self.refresh_post(path)?;
        Ok(Restored { post: self.shown(path)?, before: kept.map(|id| id.to_string()), pictures, missing })
    }

    /// A post that is not here any more comes back.
    fn give_back(
        &mut self,
        path: &str,
        post: &Post,
        pictures: Vec<String>,
        missing: Vec<String>,
    ) -> Result<Restored, DeskError> {
        if self.store.job_of(path)?.is_some_and(|(_, state, _)| state == "sending") {
            return Err(DeskError::OnItsWay { path: path.to_owned() });
        }
        if self.files.is_taken(path) {
            return Err(DeskError::NameTaken { name: path.to_owned() });
        }
        self.files.replace(path, post.as_bytes())?;
        // A removal from the website that still waits is withdrawn with this.
        self.cancel_publish(path)?;
        self.store.forget_deleted_at(path)?;
        self.renamed.remove(path);
        self.refresh_post(path)?;
        Ok(Restored { post: self.open_post(path)?, before: None, pictures, missing })
    }

    /// Brings back the pictures of a text that are not in the folder: as the published state had them that the text is
    /// from, else as the server has them now. Tells which came back, and which are nowhere.
    fn bring_missing(
        &self,
        was: &str,
        post: &Post,
        state: Option<&CommitId>,
    ) -> Result<(Vec<String>, Vec<String>), DeskError> {
        let (mut back, mut missing) = (Vec::new(), Vec::new());
        let tip = self.engine.known_tip()?;
        for link in shown_links(post).into_iter().chain(self.pictures_in_details(post)) {
            let Link::Local(places) = self.understood.resolve(was, &link) else { continue };
            if places.iter().any(|place| self.files.has(place)) {
                continue;
            }
            let mut found = None;
            for at in [state, tip.as_ref()].into_iter().flatten() {
                for place in &places {
                    let bytes = self.engine.read(at, &self.in_repository(place)).unwrap_or_default();
                    found = found.or_else(|| Some((place.clone(), bytes?)));
                }
            }
            match found {
                Some((place, bytes)) => {
                    self.files.replace(&place, &bytes)?;
                    back.push(place);
                }
                None => missing.push(link.rsplit('/').next().unwrap_or(&link).to_owned()),
            }
        }
        missing.sort();
        missing.dedup();
        Ok((back, missing))
    }

    /// Lets posts go that were deleted a year ago, with their pictures, so that the store does not grow for ever. The
    /// newest stay, and those that the website still has: they must not come back by themselves.
    pub(super) fn thin_out_deleted(&self) -> Result<(), DeskError> {
        const YEAR: i64 = 365 * 24 * 60 * 60;
        let stays = |path: &str| self.store.published(path).is_ok_and(|blob| blob.is_some());
        self.store.thin_out_deleted(self.now().as_second() - YEAR, &stays)
    }
}

/// All that is needed to look for posts that the website had once: can go to another thread.
pub(crate) struct GoneQuestion {
    git: byline_git::Options,
    prefix: String,
    understood: Arc<byline_site::Site>,
    files: SiteFiles,
    zone: TimeZone,
    tip: CommitId,
}

impl GoneQuestion {
    /// Looks through the newest states of the site.
    pub(crate) fn run(self, watch: &dyn Watch) -> Result<Vec<GonePost>, DeskError> {
        let root = self.files.root();
        let shown = || root.display().to_string();
        let engine = byline_git::open(root, &self.git).map_err(|error| DeskError::open(shown(), error))?;
        let mut found: Vec<GonePost> = Vec::new();
        for file in engine.removed(&self.tip, STATES, watch)? {
            let in_site = file.path.strip_prefix(self.prefix.as_str());
            let Some(path) = in_site.filter(|path| self.understood.is_post(path)) else { continue };
            let is_back = self.files.has(path) || engine.entry(&self.tip, &file.path)?.is_some();
            if is_back || found.iter().any(|known| known.path == path) {
                continue;
            }
            let last = engine.versions_of(&file.last, &file.path, 1, watch)?;
            let Some(version) = last.states.into_iter().next() else { continue };
            let text = engine.read_blob(&file.blob)?.unwrap_or_default();
            let title = parse(path, &text).ok().and_then(|post| post.details().title.clone());
            let at = Timestamp::from_second(file.time).unwrap_or_default().to_zoned(self.zone.clone());
            found.push(GonePost {
                path: path.to_owned(),
                version: version.commit.to_string(),
                title: title.map_or_else(|| path.to_owned(), |title| title.value),
                date: at.date().to_string(),
                author: Some(file.writer.name).filter(|name| !name.is_empty()),
            });
            if found.len() >= GONE {
                break;
            }
        }
        Ok(found)
    }
}
