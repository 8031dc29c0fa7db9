//! What is pasted: read beside the site's thread, its pictures kept until they are brought over.

mod fetch;
mod kept;
mod said;

use byline_import::{Pasted, PastedKind, PictureSource, read_pasted, read_pasted_plain};
use tokio::task::spawn_blocking;

pub(crate) use self::kept::Kept;
use crate::api::{Brought, PartKind, PastedImage, PastedPart, PastedText, Problem, ToPaste};
use crate::utf16::Utf16;
use crate::{Desk, DeskError};

impl Desk {
    /// Reads what was pasted. Its pictures are kept until [`Desk::bring_pasted`] asks for them.
    pub async fn read_pasted(&self, paste: ToPaste) -> Result<PastedText, Problem> {
        let kept = self.pasted().clone();
        let read = spawn_blocking(move || {
            let hand = paste.hand.into();
            let first = usize::try_from(paste.first_note).unwrap_or(1);
            let read = if paste.plain {
                read_pasted_plain(&paste.text, &hand)
            } else {
                read_pasted(&paste.html, &paste.text, &hand, first)
            };
            read.map(|pasted| told(pasted, &kept)).map_err(|source| DeskError::import("", source))
        });
        // A thread that ended without an answer met a text that it could not bear.
        let read = read.await.unwrap_or_else(|_| Err(DeskError::import("", byline_import::Refusal::Damaged)));
        read.map_err(Problem::from)
    }

    /// Brings a picture of what was pasted into the site, for a post: fetched, where it is on a server. What cannot be
    /// brought is an answer, too.
    pub async fn bring_pasted(&self, post: String, token: String) -> Result<Brought, Problem> {
        let Some(source) = self.pasted().find(&token) else { return Ok(said::stayed(fetch::Stayed::Gone)) };
        let (name, bytes) = match source {
            PictureSource::Inside { name, bytes } => (name, bytes),
            PictureSource::Web(address) => {
                let fetched = spawn_blocking(move || fetch::picture(&address, &fetch::open_web()));
                match fetched.await.unwrap_or(Err(fetch::Stayed::NoAnswer)) {
                    Ok(found) => found,
                    Err(stayed) => return Ok(said::stayed(stayed)),
                }
            }
        };
        let brought = self.ask(move |site| match site.attach(&post, &name, &bytes) {
            Ok(attached) => Ok(Brought { attached: Some(attached), stayed: None }),
            Err(error @ DeskError::Picture { .. }) => Ok(said::refused(&error)),
            Err(error) => Err(error),
        });
        brought.await
    }
}

fn told(pasted: Pasted, kept: &Kept) -> PastedText {
    let parts = pasted.blocks.into_iter().map(|block| {
        let mut places = Utf16::new(&block.text);
        let pictures = block.pictures.into_iter().map(|picture| PastedImage {
            at: places.at(picture.at),
            before: picture.before,
            after: picture.after,
            address: match &picture.source {
                PictureSource::Web(address) => Some(address.clone()),
                PictureSource::Inside { .. } => None,
            },
            token: kept.keep(picture.source),
        });
        let pictures = pictures.collect();
        PastedPart { kind: kind(block.kind), text: block.text, pictures }
    });
    PastedText { parts: parts.collect(), left_out: said::left_out(&pasted.left_out) }
}

fn kind(kind: PastedKind) -> PartKind {
    match kind {
        PastedKind::Paragraph => PartKind::Paragraph,
        PastedKind::Heading => PartKind::Heading,
        PastedKind::List => PartKind::List,
        PastedKind::Quote => PartKind::Quote,
        PastedKind::Code => PartKind::Code,
        PastedKind::Table => PartKind::Table,
        PastedKind::Rule => PartKind::Rule,
        PastedKind::Picture => PartKind::Picture,
        PastedKind::Note => PartKind::Note,
        PastedKind::Marked => PartKind::Marked,
    }
}
