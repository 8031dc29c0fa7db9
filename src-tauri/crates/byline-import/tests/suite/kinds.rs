//! What a file is: its bytes are believed before its name.

use byline_import::{Found, MAX_BYTES, Refusal, read};
use byline_testkit::{Docx, packed, png};

use crate::word::{paragraph, run};

#[track_caller]
fn refused(bytes: &[u8], name: &str, expect: Refusal) {
    assert_eq!(read(bytes, name).unwrap_err(), expect, "{name}");
}

#[test]
fn a_document_is_what_its_bytes_say() {
    let docx = Docx::new(&paragraph(&run("words"))).build();
    for name in ["a.docx", "a.doc", "a.txt", "a", "a.zip"] {
        assert_eq!(read(&docx, name).unwrap().body, "words\n", "{name}");
    }
    let page = b"\xef\xbb\xbf  <!DOCTYPE html><p>words";
    for name in ["a.html", "a.txt", "a.doc", "a.docx"] {
        assert_eq!(read(page, name).unwrap().body, "words\n", "{name}");
    }
}

#[test]
fn each_other_kind_is_named() {
    let old = [&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..], &[0; 600]].concat();
    let stream: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let locked = [old.clone(), stream].concat();
    let zip = |name: &str, bytes: &[u8]| packed(&[(name.to_owned(), bytes.to_vec())]);
    let odt = zip("mimetype", b"application/vnd.oasis.opendocument.text");
    for (bytes, name, found) in [
        (old.clone(), "a.doc", Found::OldWord),
        (old, "a.docx", Found::OldWord),
        (locked, "a.docx", Found::Locked),
        (b"{\\rtf1 a}".to_vec(), "a.docx", Found::RichText),
        (b"%PDF-1.7".to_vec(), "a.docx", Found::Pdf),
        (odt.clone(), "a.odt", Found::OpenDocument),
        (odt, "a.docx", Found::OpenDocument),
        (zip("Index/Document.iwa", b"x"), "a.pages", Found::Pages),
        (zip("xl/workbook.xml", b"<a/>"), "a.xlsx", Found::Sheet),
        (zip("ppt/presentation.xml", b"<a/>"), "a.pptx", Found::Slides),
        (zip("readme.txt", b"x"), "a.docx", Found::Archive),
        (png(4, 4), "a.docx", Found::Picture),
        (b"PK".to_vec(), "a.odt", Found::OpenDocument),
        (b"bplist00".to_vec(), "a.webarchive", Found::WebArchive),
        (b"words".to_vec(), "a.xyz", Found::Unknown),
        (b"words".to_vec(), "a", Found::Unknown),
    ] {
        refused(&bytes, name, Refusal::Kind(found));
    }
}

#[test]
fn nothing_broken_and_too_large() {
    for bytes in [&b""[..], b" \n\t\r\n", b"\xef\xbb\xbf"] {
        for name in ["a.md", "a.txt", "a.html", "a.docx"] {
            refused(bytes, name, Refusal::Empty);
        }
    }
    refused(&Docx::new("<w:p/>").build(), "a.docx", Refusal::Empty);
    refused(b"<html><script>x</script></html>", "a.html", Refusal::Empty);
    refused(b"no document", "a.docx", Refusal::Damaged);
    refused(b"PK\x03\x04 and nothing", "a.docx", Refusal::Damaged);
    refused(&packed(&[("word/document.xml".to_owned(), b"<other/>".to_vec())]), "a.docx", Refusal::Damaged);
    refused(b"a\0b", "a.txt", Refusal::NotText);
    let large = vec![b'a'; MAX_BYTES + 1];
    refused(&large, "a.txt", Refusal::TooLarge { bytes: MAX_BYTES + 1, limit: MAX_BYTES });
}

#[test]
fn markdown_stays_as_it_is_and_other_alphabets_become_the_usual_one() {
    let post = "\u{feff}# A **b**\r\n\r\n![x](a b.png)\r\n";
    let found = read(post.as_bytes(), "a.md").unwrap();
    assert!(found.is_as_it_was);
    assert_eq!(found.body, post);
    assert_eq!(read(b"# Caf\xe9\r\n", "a.md").unwrap().body, "# Café\r\n");
}
