//! Documents of Word and of what writes like it: a packed folder of XML (ECMA-376).

mod archive;
mod blocks;
mod drawing;
mod fields;

mod numbering;
mod reader;
mod rels;
mod runs;
mod styles;
mod symbols;
mod xml;

use archive::Archive;
use reader::Reader;
use rels::Rels;
use xml::Element;

use crate::details::{self, Details};
use crate::document::Document;
use crate::kind::Kind;
use crate::limits::Refusal;

/// What a packed file is.
pub(crate) fn kind(bytes: &[u8]) -> Result<Kind, Refusal> {
    Archive::open(bytes)?.kind()
}

/// Reads a document as a post.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, Refusal> {
    let mut archive = Archive::open(bytes)?;
    let main = main_part(&mut archive)?.ok_or(Refusal::Damaged)?;
    let document = part(&mut archive, &main)?.filter(|root| root.name == "w:document").ok_or(Refusal::Damaged)?;
    let body = document.child("w:body").ok_or(Refusal::Damaged)?;
    let told = told(&mut archive)?;
    let mut reader = Reader::new(archive, &main)?;
    let text = reader.text(body)?;
    reader.gathered.into_document(&text, told)
}

/// The name of the part with the text; none in a file that is no document of Word.
fn main_part(archive: &mut Archive<'_>) -> Result<Option<String>, Refusal> {
    let rels = Rels::of(archive, "")?;
    let name = rels.of_kind("officeDocument").next().map_or_else(|| "word/document.xml".to_owned(), str::to_owned);
    let other = ["ppt/", "xl/", "visio/"].iter().any(|folder| name.starts_with(folder));
    Ok((!other && archive.has(&name)).then_some(name))
}

fn part(archive: &mut Archive<'_>, name: &str) -> Result<Option<Element>, Refusal> {
    archive.text(name)?.map(|bytes| xml::read(&bytes)).transpose()
}

/// What the document tells of itself. That this part is broken is no reason to refuse the text.
fn told(archive: &mut Archive<'_>) -> Result<Details, Refusal> {
    let Some(bytes) = archive.text("docProps/core.xml")? else { return Ok(Details::default()) };
    let Ok(core) = xml::read(&bytes) else { return Ok(Details::default()) };
    let words = |name: &str| core.child(name).map(Element::words);
    Ok(Details {
        title: words("dc:title").and_then(|title| details::told(&title)),
        author: words("dc:creator").and_then(|creator| details::told(&creator)),
        date: words("dcterms:created").and_then(|created| details::day(&created)),
    })
}
