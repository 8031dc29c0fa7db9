//! The two versions of a post side by side: what is to be chosen, with the words that each side changed marked.

use byline_post::joined::{self, Clash, Joined, Part};

use super::Site;
use super::page::parse;
use crate::api::{Became, Piece, TwoVersions, VersionsPart, VersionsQuestion, VersionsSide};
use crate::store::{From, Rival};
use crate::{DeskError, difference, joining, words};

/// The longest side of a picture that is shown to choose by, in pixels.
const SHOWN_SIDE: u32 = 900;
/// The largest file that is compared, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

/// What one file's two versions come to.
pub(super) enum Matter {
    /// A post: joined as far as it goes.
    Text(Box<Joined>),
    /// A picture or another file: the one or the other.
    File { mine: Vec<u8>, theirs: Vec<u8> },
    /// Deleted there and changed here.
    DeletedThere,
    /// Deleted here, or moved away, and changed there.
    DeletedHere { theirs: Vec<u8> },
}

impl Matter {
    /// How many choices it needs.
    pub(super) fn count(&self) -> usize {
        match self {
            Self::Text(joined) => joined.clashes().len(),
            Self::File { .. } | Self::DeletedThere | Self::DeletedHere { .. } => 1,
        }
    }
}

impl Site {
    /// The two versions of a post; nothing where there is nothing to choose. What meanwhile goes together needs no choice
    /// and is settled by [`Site::settle_versions`] with none.
    pub fn two_versions(&mut self, path: &str) -> Result<Option<TwoVersions>, DeskError> {
        let path = &self.follow(path);
        let rivals = self.in_question(path)?;
        let Some(first) = rivals.first() else { return Ok(None) };
        let mut questions = Vec::new();
        let mut all = Vec::new();
        for rival in &rivals {
            let matter = self.matter(rival)?;
            self.ask_about(rival, &matter, &mut questions);
            all.extend_from_slice(self.here(self.target(rival))?.as_deref().unwrap_or_default());
            for part in [&rival.base, &rival.theirs] {
                all.push(u8::from(part.is_some()));
                all.extend_from_slice(part.as_deref().unwrap_or_default());
            }
        }
        let title = self.store.item(path)?.map_or_else(|| path.clone(), |item| item.title);
        let shown = |at: jiff::Timestamp| at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let typed = self.open.get(path).and_then(|on_page| on_page.timing).map(|timing| timing.last);
        let mine_at = typed.or_else(|| if first.from == From::Server { self.written_at(path) } else { None });
        let theirs_at = first.at.and_then(|at| jiff::Timestamp::from_second(at).ok());
        Ok(Some(TwoVersions {
            path: path.clone(),
            title,
            who: first.who.clone(),
            by_program: first.from == From::File && first.who.is_none(),
            mine_at: mine_at.map(shown),
            theirs_at: theirs_at.map(shown),
            questions,
            stamp: self.engine.blob_id(&all).to_string(),
        }))
    }

    /// The other texts that are chosen about now: first the one in the file, then those of the website.
    pub(super) fn in_question(&self, post: &str) -> Result<Vec<Rival>, DeskError> {
        let mut rivals = self.store.rivals_of(post)?;
        if rivals.iter().any(|rival| rival.from == From::File) {
            rivals.retain(|rival| rival.from == From::File);
        }
        Ok(rivals)
    }

    /// The words of a file here: those on the page, else those in the file.
    fn here(&self, path: &str) -> Result<Option<Vec<u8>>, DeskError> {
        if let Some(on_page) = self.open.get(path) {
            return Ok(Some(on_page.post.as_bytes().to_vec()));
        }
        match self.files.read(path, LARGEST) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(DeskError::NoSuchFile { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The file that the other text is to be joined with: where the post is now, if it has moved.
    pub(super) fn target<'a>(&self, rival: &'a Rival) -> &'a str {
        let moved = !self.files.has(&rival.path) && !self.open.contains_key(&rival.path);
        if moved && joining::is_text(&rival.path) { &rival.post } else { &rival.path }
    }

    pub(super) fn matter(&self, rival: &Rival) -> Result<Matter, DeskError> {
        let Some(theirs) = rival.theirs.clone() else { return Ok(Matter::DeletedThere) };
        let Some(mine) = self.here(self.target(rival))? else { return Ok(Matter::DeletedHere { theirs }) };
        if !joining::is_text(&rival.path) && rival.path != rival.post {
            return Ok(Matter::File { mine, theirs });
        }
        let read = |bytes: &[u8]| parse(&rival.path, bytes);
        let (Ok(mine), Ok(theirs)) = (read(&mine), read(&theirs)) else { return Ok(Matter::File { mine, theirs }) };
        let joined = match rival.base.as_deref().map(read).and_then(Result::ok) {
            Some(base) => joining::posts(&base, &mine, &theirs),
            None => joined::whole(&mine, &theirs),
        };
        Ok(Matter::Text(Box::new(joined)))
    }

    fn ask_about(&self, rival: &Rival, matter: &Matter, questions: &mut Vec<VersionsQuestion>) {
        let name = || Some(rival.path.rsplit('/').next().unwrap_or(&rival.path).to_owned());
        let plain =
            |part, mine, theirs| VersionsQuestion { part, label: name(), mine, theirs, both: false, edit: false };
        match matter {
            Matter::Text(joined) => {
                questions.extend(joined.clashes().iter().map(|clash| self.question(clash)));
            }
            Matter::File { mine, theirs } => {
                let (mine, theirs) = (picture(&rival.path, mine), picture(&rival.path, theirs));
                let both_seen = mine.picture.is_some() && theirs.picture.is_some();
                let part = if both_seen { VersionsPart::Picture } else { VersionsPart::File };
                questions.push(plain(part, Some(mine), Some(theirs)));
            }
            Matter::DeletedThere => {
                let mine = self.here(&rival.path).ok().flatten();
                let mine = mine.and_then(|bytes| parse(&rival.path, &bytes).ok()).map(|post| unmarked(post.body()));
                questions.push(plain(VersionsPart::DeletedThere, mine, None));
            }
            Matter::DeletedHere { theirs } => {
                let theirs = parse(&rival.path, theirs).ok().map(|post| unmarked(post.body()));
                questions.push(plain(VersionsPart::DeletedHere, None, theirs));
            }
        }
    }

    fn question(&self, clash: &Clash) -> VersionsQuestion {
        let (part, label) = match &clash.part {
            Part::Text => (VersionsPart::Text, None),
            Part::Field(name) => (VersionsPart::Detail, Some(self.label_of(name))),
            Part::Details => (VersionsPart::Details, None),
            Part::Whole => (VersionsPart::Whole, None),
        };
        let (mine, theirs) = sides(clash);
        VersionsQuestion { part, label, mine, theirs, both: clash.both, edit: clash.editable }
    }

    /// What a detail is called: as the site says, as people say, or by its name in the file.
    fn label_of(&self, name: &str) -> String {
        let described = || self.described(name).map(|field| field.label).filter(|label| !label.trim().is_empty());
        words::say_if_known(&format!("versions.detail.{name}"), &[])
            .or_else(described)
            .unwrap_or_else(|| name.to_owned())
    }
}

/// Both sides of a clash. Each is marked by what it changed; two that were written anew are marked by where they differ.
fn sides(clash: &Clash) -> (Option<VersionsSide>, Option<VersionsSide>) {
    let all = [clash.base.as_deref(), clash.mine.as_deref(), clash.theirs.as_deref()];
    let is_prose = matches!(clash.part, Part::Text | Part::Whole);
    let readable =
        |text: Option<&str>| text.map(|text| if is_prose { joined::readable(text) } else { text.to_owned() });
    let mut seen = all.map(readable);
    if seen[1] == seen[2] {
        // What differs are marks that a reader does not see.
        seen = all.map(|text| text.map(|text| text.trim_end().to_owned()));
    }
    let [base, mine, theirs] = seen;
    let text = |side: &Option<String>| side.clone().unwrap_or_default();
    let anew = |side: &Option<String>| difference::is_written_anew(&text(&base), &text(side));
    let (my_pieces, their_pieces) = if base.is_none() || anew(&mine) || anew(&theirs) {
        let here = |mut pieces: Vec<Piece>| {
            pieces.retain(|piece| piece.became != Became::Removed);
            pieces
        };
        (
            here(difference::words_between(&text(&theirs), &text(&mine))),
            here(difference::words_between(&text(&mine), &text(&theirs))),
        )
    } else {
        (difference::words_between(&text(&base), &text(&mine)), difference::words_between(&text(&base), &text(&theirs)))
    };
    let side = |pieces: Vec<Piece>, text: &Option<String>| {
        text.as_ref().map(|text| VersionsSide { pieces, text: text.trim_end_matches('\n').to_owned(), picture: None })
    };
    (side(my_pieces, &clash.mine), side(their_pieces, &clash.theirs))
}

fn unmarked(body: &str) -> VersionsSide {
    let text = joined::readable(body);
    VersionsSide { pieces: vec![Piece { became: Became::Same, text }], text: body.to_owned(), picture: None }
}

/// A picture as it can be shown from anywhere; nothing to see of what is none.
fn picture(path: &str, bytes: &[u8]) -> VersionsSide {
    let limits = byline_picture::Limits { longest_side: SHOWN_SIDE, ..byline_picture::Limits::default() };
    let ready = byline_picture::prepare(bytes, path, &limits).ok();
    let picture =
        ready.map(|ready| format!("data:image/{};base64,{}", ready.format, crate::clipboard::base64(&ready.bytes)));
    let text = words::size(bytes.len() as u64);
    VersionsSide { pieces: vec![Piece { became: Became::Same, text: text.clone() }], text, picture }
}
