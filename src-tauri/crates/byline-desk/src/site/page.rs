//! The posts that are on the page: their words in memory, safe in the journal, on their way to the file.

use std::collections::VecDeque;

use byline_post::{FrontMatter, Post, Value};
use jiff::Timestamp;
use jiff::civil::Date;

use super::detail_values::emptied;
use super::two_noted::together;
use super::{LARGEST_POST, Site};
use crate::api::{DetailsChange, Event, FieldChange, OpenPost, PostState, SpokenFor, Written};
use crate::store::{From, Journalled};
use crate::utf16::Utf16;
use crate::{DeskError, words};

/// How many changes from elsewhere a page may be behind.
const REMEMBERED: usize = 16;

/// A post on the page.
pub(super) struct OnPage {
    pub(super) post: Post,
    /// Rises with every change.
    pub(super) revision: u32,
    /// The revision that the file has.
    pub(super) saved: u32,
    /// The file's bytes as last read or written; none when there was no file.
    pub(super) on_disk: Option<Vec<u8>>,
    /// What another program put into the file while words here were unsaved.
    pub(super) other: Option<Other>,
    pub(super) recovered: bool,
    pub(super) timing: Option<Timing>,
    /// The post before each change that was not typed on the page, by the revision before it: the last few.
    before: VecDeque<(u32, Post)>,
}

/// A text that came from elsewhere; none: the file was deleted.
pub(super) struct Other(pub(super) Option<Vec<u8>>);

/// When the words that the file does not have yet were typed.
#[derive(Clone, Copy)]
pub(super) struct Timing {
    pub(super) first: Timestamp,
    pub(super) last: Timestamp,
    /// Not before this, because saving has just failed.
    pub(super) not_before: Option<Timestamp>,
}

impl OnPage {
    /// Remembers the post as it is, because it is about to change otherwise than by typing.
    pub(super) fn remember(&mut self) {
        self.before.push_back((self.revision, self.post.clone()));
        if self.before.len() > REMEMBERED {
            self.before.pop_front();
        }
    }

    /// The post that a page had in mind which knows only `revision`, if the post has changed since in another way.
    fn before(&self, revision: u32) -> Option<&Post> {
        self.before.iter().find(|(known, _)| *known >= revision).map(|(_, post)| post)
    }

    /// Remembers what a page that knows only `revision` has in mind by now: it may write more before it hears of the change.
    fn still_before(&mut self, revision: u32, post: Post) {
        if let Some((_, before)) = self.before.iter_mut().find(|(known, _)| *known >= revision) {
            *before = post;
        }
    }

    /// The same under another file name, which may be where its date or title is read from.
    pub(super) fn named(mut self, path: &str) -> Self {
        if let Ok(post) = parse(path, self.post.as_bytes()) {
            self.post = post;
        }
        self
    }

    pub(super) fn is_saved(&self) -> bool {
        self.saved == self.revision
    }
}

impl Site {
    /// Puts a post on the page. Words that were journalled and never reached the file come back.
    pub fn open_post(&mut self, path: &str) -> Result<OpenPost, DeskError> {
        let path = &self.follow(path);
        if !self.open.contains_key(path) {
            self.open.retain(|_, post| !post.is_saved() || post.other.is_some());
        }
        self.bring(path)?;
        self.shown(path)
    }

    /// Reads a post for a while, beside the one on the page, which stays as it is.
    pub(super) fn bring(&mut self, path: &str) -> Result<(), DeskError> {
        if !self.open.contains_key(path) {
            let on_page = self.read_onto_page(path)?;
            self.open.insert(path.to_owned(), on_page);
        }
        Ok(())
    }

    /// Takes a post off the page, once its file has every word.
    pub fn close_post(&mut self, path: &str) -> Result<(), DeskError> {
        self.save(path)?;
        self.open.remove(path);
        Ok(())
    }

    /// Takes the body as it is on the page now. When this returns, the words are kept, whatever happens.
    pub fn write_body(&mut self, path: &str, body: &str) -> Result<Written, DeskError> {
        self.open_post(path)?;
        let post = self.on_page(path)?.post.with_body(body);
        self.take(path, post)?;
        self.written(path, false)
    }

    /// As [`Site::write_body`], for a page that may not have heard of the newest changes: `basis` is the revision that its
    /// words were written on. Changes made elsewhere since are merged with the words; where that cannot be done, both
    /// texts are kept and the person is asked.
    pub fn write_body_on(&mut self, path: &str, body: &str, basis: u32) -> Result<Written, DeskError> {
        let path = &self.follow(path);
        self.open_post(path)?;
        let on_page = self.on_page(path)?;
        let Some(before) = on_page.before(basis).cloned() else { return self.write_body(path, body) };
        let mine = before.with_body(body);
        let (now, file) = (on_page.post.as_bytes().to_vec(), on_page.on_disk.clone());
        if let Some(post) = together(path, before.as_bytes(), &mine, &now) {
            self.take(path, post)?;
            self.on_page_mut(path)?.still_before(basis, mine);
        } else {
            self.take(path, mine)?;
            self.note_other(path, Some(before.as_bytes().to_vec()), file)?;
            self.on_page_mut(path)?.before.clear();
        }
        self.tell_changed(path)?;
        self.written(path, true)
    }

    fn written(&self, path: &str, merged: bool) -> Result<Written, DeskError> {
        let on_page = self.on_page(path)?;
        Ok(Written {
            merged,
            revision: on_page.revision,
            spoken_for: spoken_for(&on_page.post),
            details: self.details(path, &on_page.post),
            words: word_count(&on_page.post),
        })
    }

    /// Changes details of a post; each changes its own lines of the file only. Returns the names of those that changed.
    pub fn set_details(&mut self, path: &str, change: &DetailsChange) -> Result<Vec<String>, DeskError> {
        let path = &self.follow(path);
        self.open_post(path)?;
        let text = |value: &String| match value.trim() {
            "" => Value::Absent,
            value => Value::Text(value.to_owned()),
        };
        let post = &self.on_page(path)?.post;
        let mut values: Vec<(String, Value)> = Vec::new();
        values.extend(change.title.as_ref().map(|title| ("title".to_owned(), text(title))));
        if let Some(date) = &change.date {
            let value = if date.trim().is_empty() { Value::Absent } else { Value::Date(parse_date(date)?) };
            values.push((self.name_of("date", post).to_owned(), value));
        }
        let author = change.author.as_ref().map(|author| (self.name_of("author", post).to_owned(), text(author)));
        values.extend(author);
        let tags = change.tags.as_ref().map(|tags| (self.name_of("tags", post).to_owned(), Value::List(tags.clone())));
        values.extend(tags);
        for FieldChange { name, value } in &change.fields {
            // Only what the site describes can be changed from the page.
            let field = self.described(name).ok_or_else(|| DeskError::NoSuchDetail { name: name.clone() })?;
            let value = match self.value_for(&field, value)? {
                Value::Absent => emptied(&field, post),
                Value::List(items) if items.is_empty() => emptied(&field, post),
                value => value,
            };
            values.push((name.clone(), value));
        }
        let values: Vec<(&str, Value)> = values.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
        let changed = self.set_values(path, &values)?;
        self.follow_title(path)?;
        Ok(changed)
    }

    /// Changes any details by their names in the file, as [`Site::set_details`].
    pub fn set_values(&mut self, path: &str, values: &[(&str, Value)]) -> Result<Vec<String>, DeskError> {
        self.open_post(path)?;
        let kind = self.understood.front_matter.unwrap_or(FrontMatter::Yaml);
        let mut post = self.on_page(path)?.post.clone();
        let mut changed = Vec::new();
        for (name, value) in values {
            let next =
                post.set(name, value, kind).map_err(|source| DeskError::Details { path: path.to_owned(), source })?;
            if next.as_bytes() != post.as_bytes() {
                changed.push((*name).to_owned());
            }
            post = next;
        }
        self.on_page_mut(path)?.remember();
        self.take(path, post)?;
        Ok(changed)
    }

    /// Lets a post go whose file was deleted. Its words are kept as a version; what comes back can only be read.
    pub(super) fn let_go(&mut self, path: &str) -> Result<OpenPost, DeskError> {
        let mine = self.on_page(path)?.post.as_bytes().to_vec();
        self.store.keep_version(path, &mine, self.now().as_second(), "set-aside")?;
        self.store.journal_done(path)?;
        let shown = self.gone(path)?;
        self.open.remove(path);
        self.refresh_post(path)?;
        Ok(shown)
    }

    /// A post on the page whose file is going, as it can still be read.
    pub(super) fn gone(&self, path: &str) -> Result<OpenPost, DeskError> {
        let shown = self.shown(path)?;
        let gone = DeskError::NoSuchFile { path: path.to_owned() }.problem().message;
        Ok(OpenPost { saved: shown.revision, two_versions: None, recovered: false, read_only: Some(gone), ..shown })
    }

    /// A post on the page as a window shows it.
    pub(super) fn shown(&self, path: &str) -> Result<OpenPost, DeskError> {
        let on_page = self.on_page(path)?;
        let post = &on_page.post;
        Ok(OpenPost {
            path: path.to_owned(),
            revision: on_page.revision,
            saved: on_page.saved,
            details: self.details(path, post),
            body: post.body().to_owned(),
            spoken_for: spoken_for(post),
            state: self.store.item(path)?.map_or(PostState::Draft, |item| item.state),
            words: word_count(post),
            read_only: self.read_only(path),
            recovered: on_page.recovered,
            two_versions: self.two_versions_note(path)?,
            address: self.address(path, post),
        })
    }

    /// Tells the listener that a post on the page is another now.
    pub(super) fn tell_changed(&self, path: &str) -> Result<(), DeskError> {
        self.tell(Event::PostChanged { post: Box::new(self.shown(path)?) });
        Ok(())
    }

    pub(super) fn on_page(&self, path: &str) -> Result<&OnPage, DeskError> {
        self.open.get(path).ok_or_else(|| DeskError::NoSuchFile { path: path.to_owned() })
    }

    pub(super) fn on_page_mut(&mut self, path: &str) -> Result<&mut OnPage, DeskError> {
        self.open.get_mut(path).ok_or_else(|| DeskError::NoSuchFile { path: path.to_owned() })
    }

    /// Takes new words for a post on the page and keeps them in the journal.
    pub(super) fn take(&mut self, path: &str, post: Post) -> Result<(), DeskError> {
        let on_page = self.on_page(path)?;
        if post.as_bytes() == on_page.post.as_bytes() {
            return Ok(());
        }
        if self.read_only(path).is_some() {
            return Err(DeskError::ReadOnly { path: path.to_owned() });
        }
        let bytes = post.as_bytes().len() as u64;
        if bytes > LARGEST_POST {
            return Err(DeskError::TooLarge { path: path.to_owned(), bytes, limit: LARGEST_POST });
        }
        self.journal(path, &post)?;
        let now = self.now();
        let on_page = self.on_page_mut(path)?;
        on_page.post = post;
        on_page.revision += 1;
        let first = on_page.timing.map_or(now, |timing| timing.first);
        let not_before = on_page.timing.and_then(|timing| timing.not_before);
        on_page.timing = Some(Timing { first, last: now, not_before });
        Ok(())
    }

    /// Keeps the words of a post on the page that no file has.
    pub(super) fn keep_in_journal(&self, path: &str) -> Result<(), DeskError> {
        self.journal(path, &self.on_page(path)?.post)
    }

    fn journal(&self, path: &str, post: &Post) -> Result<(), DeskError> {
        let on_disk = self.on_page(path)?.on_disk.as_ref();
        let started_from = on_disk.map(|bytes| self.engine.blob_id(bytes).to_string());
        let words = Journalled { text: post.as_bytes().to_vec(), started_from };
        self.store.journal(path, &words, self.now().as_second())
    }

    /// The public address of a post, when the site's settings tell.
    pub(super) fn address(&self, path: &str, post: &Post) -> Option<String> {
        self.understood.address_of(path, &known(post))
    }

    /// The part of it that follows the site's own address.
    pub(super) fn page_path(&self, path: &str, post: &Post) -> Option<String> {
        self.understood.path_of(path, &known(post))
    }

    fn read_onto_page(&self, path: &str) -> Result<OnPage, DeskError> {
        if !self.understood.is_post(path) {
            return Err(DeskError::NotAPost { path: path.to_owned() });
        }
        let on_disk = match self.files.read(path, LARGEST_POST) {
            Ok(bytes) => Some(bytes),
            Err(DeskError::NoSuchFile { .. }) => None,
            Err(error) => return Err(error),
        };
        let journalled = self.store.journalled(path)?;
        let recovered = journalled.filter(|words| on_disk.as_ref() != Some(&words.text));
        let (text, other, recovered) = match (recovered, &on_disk) {
            (None, None) => return Err(DeskError::NoSuchFile { path: path.to_owned() }),
            (None, Some(bytes)) => (bytes.clone(), None, false),
            (Some(words), file) => {
                let now = file.as_ref().map(|bytes| self.engine.blob_id(bytes).to_string());
                if now == words.started_from {
                    (words.text, None, true)
                } else {
                    let (text, other) = self.recovered(path, words, file.clone())?;
                    (text, other, true)
                }
            }
        };
        let now = self.now();
        Ok(OnPage {
            post: parse(path, &text)?,
            revision: u32::from(recovered),
            saved: 0,
            on_disk,
            other,
            recovered,
            before: VecDeque::new(),
            timing: recovered.then_some(Timing { first: now, last: now, not_before: None }),
        })
    }

    /// Words that never reached their file, which somebody else has written since: both as one, if they go together.
    fn recovered(
        &self,
        path: &str,
        words: Journalled,
        file: Option<Vec<u8>>,
    ) -> Result<(Vec<u8>, Option<Other>), DeskError> {
        let known = self.store.rival(path, From::File)?.and_then(|rival| rival.base);
        let base = known.or_else(|| self.text_named(path, words.started_from.as_deref()?));
        if let (Some(base), Some(theirs)) = (&base, &file)
            && let Some(post) = together(path, base, &parse(path, &words.text)?, theirs)
        {
            self.store.keep_version(path, &words.text, self.now().as_second(), "before-merge")?;
            self.store.forget_rival(path, From::File)?;
            return Ok((post.as_bytes().to_vec(), None));
        }
        self.store.keep_rival(&self.rival_in_file(path, base, file.clone()))?;
        Ok((words.text, Some(Other(file))))
    }

    pub(super) fn read_only(&self, path: &str) -> Option<String> {
        let place = self.files.place(path).ok()?;
        let locked = place.metadata().is_ok_and(|facts| facts.permissions().readonly());
        locked.then(|| words::say("post.read-only", &[]))
    }
}

/// A post of a site's file.
/// What a post says that its address depends on.
fn known(post: &Post) -> byline_site::Known {
    let told = post.details();
    let date = told.date.as_ref().map(|date| date.value);
    let title = told.title.as_ref().map(|title| title.value.as_str());
    byline_site::Known::of(&String::from_utf8_lossy(post.as_bytes()), title, date)
}

pub(super) fn parse(path: &str, bytes: &[u8]) -> Result<Post, DeskError> {
    let name = path.rsplit('/').next().unwrap_or_default();
    Post::parse(bytes, name).map_err(|error| DeskError::post(path, &error))
}

/// A date as `YYYY-MM-DD`.
pub(crate) fn parse_date(value: &str) -> Result<Date, DeskError> {
    value.trim().parse().map_err(|_| DeskError::NotADate { value: value.to_owned() })
}

fn word_count(post: &Post) -> u32 {
    u32::try_from(post.words()).unwrap_or(u32::MAX)
}

fn spoken_for(post: &Post) -> Vec<SpokenFor> {
    let mut places = Utf16::new(post.body());
    let shown = |span: &byline_post::Span| SpokenFor {
        from: places.at(span.from),
        to: places.at(span.to),
        detail: detail_word(span.detail).to_owned(),
    };
    post.spoken_for().iter().map(shown).collect()
}

fn detail_word(name: byline_post::DetailName) -> &'static str {
    match name {
        byline_post::DetailName::Title => "title",
        byline_post::DetailName::Date => "date",
        byline_post::DetailName::Author => "author",
    }
}
