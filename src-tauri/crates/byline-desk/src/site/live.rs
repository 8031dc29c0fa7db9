//! A published post on the public website: what to look for, and what it means when it is found or not.

use byline_site::OWN_FILE;

use super::Site;
use super::page::parse;
use crate::api::{Event, LiveStep};
use crate::live::{Look, Seen, Shown, Signs, is_placeholder};
use crate::store::KeptJob;
use crate::{DeskError, words};

impl Site {
    /// What to look for now that a post was published; nothing, which is said, where it cannot be seen.
    pub(crate) fn to_look_for(&self, kept: &KeptJob) -> Result<Option<Look>, DeskError> {
        let Some(first) = kept.job.files.first() else { return Ok(None) };
        let Some(text) = first.bytes.as_deref() else { return Ok(None) };
        let post = parse(&kept.post, text)?;
        let address = self.address(&kept.post, &post).filter(|address| !is_placeholder(address));
        let Some(address) = address else {
            self.tell_live(&kept.post, LiveStep::Cannot, None, "no-address");
            return Ok(None);
        };
        let before = first.base.as_ref().map(|blob| self.engine.read_blob(blob)).transpose()?.flatten();
        let before = before.and_then(|bytes| parse(&kept.post, &bytes).ok());
        let title = |post: &byline_post::Post| {
            post.details().title.as_ref().map(|title| title.value.clone()).unwrap_or_default()
        };
        let (now, now_title) = (post.plain_text(), title(&post));
        let old = before.as_ref().map(|post| (post.plain_text(), title(post)));
        let old = old.as_ref().map(|(text, title)| Shown { title, text });
        let Some(signs) = Signs::of(Shown { title: &now_title, text: &now }, old) else {
            self.tell_live(&kept.post, LiveStep::Cannot, Some(&address), "no-signs");
            return Ok(None);
        };
        self.tell_live(&kept.post, LiveStep::Looking, Some(&address), "looking");
        let blob = self.engine.blob_id(text).to_string();
        Ok(Some(Look { post: kept.post.clone(), address, signs, blob }))
    }

    /// The post was seen on the website.
    pub(crate) fn is_live(&self, look: &Look) -> Result<(), DeskError> {
        self.store.set_live(&self.follow(&look.post), &look.blob, self.now().as_second())?;
        self.tell(Event::PostsChanged);
        self.tell_live(&look.post, LiveStep::Live, Some(&look.address), "live");
        Ok(())
    }

    /// The post was not seen on the website for so long that it is not waited for any more.
    pub(crate) fn is_not_live(&self, look: &Look, last: &Seen) {
        let why = match last {
            Seen::Page(_) => "not-yet",
            Seen::NoPage => "no-page",
            Seen::Unreachable => "unreachable",
        };
        self.tell_live(&look.post, LiveStep::NotYet, Some(&look.address), why);
    }

    fn tell_live(&self, path: &str, step: LiveStep, address: Option<&str>, word: &str) {
        self.tell(Event::Live {
            path: self.follow(path),
            step,
            address: address.map(str::to_owned),
            message: words::say(&format!("live.{word}"), &[]),
            hint: words::say_if_known(&format!("live-hint.{word}"), &[]),
        });
    }

    /// How often the website is looked at, and for how long.
    pub(crate) fn pace(&self) -> crate::Pace {
        self.around.pace
    }
}

/// Whether a job puts a post on the website whose coming can be waited for.
pub(super) fn can_look_for(kept: &KeptJob) -> bool {
    kept.post != OWN_FILE && kept.job.files.first().is_some_and(|file| file.bytes.is_some())
}
