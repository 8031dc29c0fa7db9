//! Documents made to do harm, and documents that broke on their way.

use byline_import::{Refusal, read};
use byline_testkit::{Docx, packed, png};

use crate::word::{paragraph, run, styled};

fn document(xml: &str) -> Vec<u8> {
    packed(&[("word/document.xml".to_owned(), xml.as_bytes().to_vec())])
}

#[track_caller]
fn refused(bytes: &[u8], name: &str, expect: Refusal) {
    assert_eq!(read(bytes, name).unwrap_err(), expect);
}

#[test]
fn a_part_that_unpacks_to_far_more_is_not_unpacked() {
    let bomb = Docx::new(&paragraph(&run("x"))).part("word/media/big.png", vec![0; 4 * 1024 * 1024]).build();
    refused(&bomb, "a.docx", Refusal::TooMuch);
    let inner = packed(&[("a".to_owned(), vec![0; 1024 * 1024])]);
    let nested = Docx::new(&paragraph(&run("x"))).part("word/embeddings/inner.zip", inner).build();
    // What is packed inside a part is never unpacked.
    assert_eq!(read(&nested, "a.docx").unwrap().body, "x\n");
}

#[test]
fn far_too_many_parts_are_refused() {
    let parts: Vec<(String, Vec<u8>)> = (0..2_100).map(|at| (format!("word/{at}.xml"), Vec::new())).collect();
    refused(&packed(&parts), "a.docx", Refusal::TooMuch);
}

#[test]
fn what_a_part_says_of_its_size_is_not_believed() {
    let mut bytes = Docx::new(&paragraph(&run(&"word ".repeat(800_000)))).build();
    // The size before packing, in the record of every part: 24 bytes after the start of its entry in the directory.
    let entry = b"PK\x01\x02";
    let places: Vec<usize> = bytes.windows(4).enumerate().filter(|(_, four)| four == entry).map(|(at, _)| at).collect();
    for at in places {
        bytes[at + 24..at + 28].copy_from_slice(&10_u32.to_le_bytes());
    }
    assert!(read(&bytes, "a.docx").is_err());
}

#[test]
fn parts_that_share_bytes_are_refused() {
    let mut bytes = Docx::new(&paragraph(&run("x"))).part("word/one.xml", "<a/>").part("word/two.xml", "<a/>").build();
    // The last part's entry in the directory points to where the part before begins.
    let entries: Vec<usize> =
        bytes.windows(4).enumerate().filter(|(_, four)| *four == b"PK\x01\x02").map(|(at, _)| at).collect();
    let (before, last) = (entries[entries.len() - 2], entries[entries.len() - 1]);
    let place: [u8; 4] = bytes[before + 42..before + 46].try_into().unwrap();
    bytes[last + 42..last + 46].copy_from_slice(&place);
    assert!(read(&bytes, "a.docx").is_err());
}

#[test]
fn entities_document_types_and_depth_are_refused() {
    let laughs = r#"<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"#;
    refused(&document(laughs), "a.docx", Refusal::Damaged);
    let outside = laughs.replace("<!ENTITY a \"ha\">", "<!ENTITY a SYSTEM \"file:///etc/passwd\">");
    refused(&document(&outside), "a.docx", Refusal::Damaged);
    let deep = "<w:sdt><w:sdtContent>".repeat(3_000) + &"</w:sdtContent></w:sdt>".repeat(3_000);
    refused(&Docx::new(&deep).build(), "a.docx", Refusal::TooDeep);
    refused("<div>".repeat(100_000).as_bytes(), "a.html", Refusal::TooDeep);
    // Marks that are opened again in every paragraph.
    let again: Vec<String> = (0..20_000).map(|at| format!("<b id={at}><p>")).collect();
    refused(again.concat().as_bytes(), "a.html", Refusal::TooDeep);
}

#[test]
fn as_deep_as_may_be_is_read_on_a_small_stack() {
    let deep = "<w:tbl><w:tr><w:tc>".repeat(60) + &paragraph(&run("deep")) + &"</w:tc></w:tr></w:tbl>".repeat(60);
    assert_eq!(read(&Docx::new(&deep).build(), "a.docx").unwrap().body, "deep\n");
    let page = "<blockquote>".repeat(150) + "deep";
    assert!(read(page.as_bytes(), "a.html").unwrap().body.ends_with("deep\n"));
    let page = "<ul><li>".repeat(90) + "deep";
    assert!(read(page.as_bytes(), "a.html").unwrap().body.contains("deep"));
}

#[test]
fn long_attributes_many_brackets_and_many_notes_do_no_harm() {
    let long = format!("<p title=\"{}\">words</p>", "x".repeat(3_000_000));
    assert_eq!(read(long.as_bytes(), "a.html").unwrap().body, "words\n");
    let brackets = format!("<p>{}</p>", "[".repeat(20_000));
    assert!(read(brackets.as_bytes(), "a.html").is_ok());
    let stars = format!("<p>{}</p>", "*a_ ".repeat(10_000));
    assert!(read(stars.as_bytes(), "a.html").is_ok());
    let note = |at: u32| format!("<p><a id=r{at} href=#n{at}>1</a><p id=n{at}><a href=#r{at}>back</a> note</p>");
    let notes = (0..3_000).map(note).collect::<Vec<_>>().concat();
    assert!(read(notes.as_bytes(), "a.html").is_ok());
    let tables = "<table><tr><td>".repeat(40) + "x";
    assert!(read(tables.as_bytes(), "a.html").is_ok());
}

#[test]
fn a_name_in_a_document_is_never_a_path() {
    let body = r#"<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" descr="told"/><a:blip r:embed="up"/></wp:inline></w:drawing></w:r></w:p>"#;
    let docx = Docx::new(body).rel("up", "image", "../../../../etc/passwd").part("../../evil.txt", "x").build();
    let found = read(&docx, "a.docx").unwrap();
    assert_eq!((found.body.as_str(), found.pictures.len()), ("told\n", 0));
}

/// A document with something of everything.
fn rich() -> Vec<u8> {
    let styles = r#"<w:style w:styleId="T"><w:name w:val="Title"/></w:style><w:style w:styleId="H"><w:name w:val="heading 1"/></w:style>"#;
    let numbering = r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;
    let body = [
        styled("T", &run("A trip")),
        styled("H", &run("One")),
        paragraph(&(run("words") + r#"<w:r><w:footnoteReference w:id="1"/></w:r>"#)),
        paragraph(&(r#"<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>"#.to_owned() + &run("item"))),
        r#"<w:p><w:r><w:drawing><a:blip r:embed="i"/></w:drawing></w:r></w:p>"#.to_owned(),
        format!(
            "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
            paragraph(&run("a")),
            paragraph(&run("b"))
        ),
    ];
    Docx::new(&body.concat())
        .beside("styles", styles)
        .beside("numbering", numbering)
        .beside("footnotes", &format!(r#"<w:footnote w:id="1">{}</w:footnote>"#, paragraph(&run("note"))))
        .picture("i", "i.png", &png(8, 8))
        .build()
}

#[test]
fn cut_off_anywhere_a_document_is_refused() {
    let whole = rich();
    assert!(read(&whole, "a.docx").is_ok());
    for at in (0..whole.len()).step_by(7) {
        assert!(read(&whole[..at], "a.docx").is_err(), "{at}");
    }
}

#[test]
fn with_any_byte_changed_a_document_is_read_or_refused() {
    let whole = rich();
    let mut seed = 7_u64;
    for _ in 0..1_500 {
        let mut bytes = whole.clone();
        for _ in 0..3 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = usize::try_from(seed >> 33).unwrap() % bytes.len();
            bytes[at] ^= 1 << (seed & 7);
        }
        // Either is right; it may not panic, and may not run on.
        let _ = read(&bytes, "a.docx");
    }
}

#[test]
fn with_any_byte_changed_its_text_is_read_or_refused() {
    let xml = r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:pPr><w:pStyle w:val="H"/></w:pPr><w:r><w:t>a &amp; b</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:body></w:document>"#;
    let page = include_str!("../../fixtures/blog.html");
    let mut seed = 11_u64;
    for _ in 0..400 {
        for (text, is_page) in [(xml, false), (page, true)] {
            let mut bytes = text.as_bytes().to_vec();
            for _ in 0..4 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let at = usize::try_from(seed >> 33).unwrap() % bytes.len();
                bytes[at] = b"<>&\"'/= [a!-\0\xff{"[usize::try_from(seed >> 20).unwrap() % 15];
            }
            let _ = if is_page {
                read(&bytes, "a.html")
            } else {
                read(&document(&String::from_utf8_lossy(&bytes)), "a.docx")
            };
        }
    }
}
