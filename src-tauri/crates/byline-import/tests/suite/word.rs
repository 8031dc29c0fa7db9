//! Word documents: how words look, pictures, notes, tables, changes and fields.

use byline_import::{Document, What, read};
use byline_testkit::{Docx, png};

pub(crate) fn imported(docx: &Docx) -> Document {
    read(&docx.build(), "a.docx").unwrap()
}

/// A paragraph with this style and these runs.
pub(crate) fn styled(style: &str, inner: &str) -> String {
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inner}</w:p>"#)
}

pub(crate) fn run(words: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{words}</w:t></w:r>"#)
}

fn look(marks: &str, words: &str) -> String {
    format!(r#"<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>"#)
}

pub(crate) fn paragraph(inner: &str) -> String {
    format!("<w:p>{inner}</w:p>")
}

#[track_caller]
fn check(body: &str, expect: &str) {
    assert_eq!(imported(&Docx::new(body)).body, expect);
}

#[test]
fn headings_are_known_by_their_style_its_name_and_its_level() {
    let styles = concat!(
        r#"<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/><w:rPr><w:b/></w:rPr></w:style>"#,
        r#"<w:style w:styleId="berschrift1"><w:name w:val="Überschrift 1"/></w:style>"#,
        r#"<w:style w:styleId="Mine"><w:name w:val="My own"/><w:basedOn w:val="berschrift1"/></w:style>"#,
        r#"<w:style w:styleId="Deep"><w:name w:val="Other"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>"#,
        r#"<w:style w:styleId="Said"><w:name w:val="Intense Quote"/></w:style>"#,
    );
    let body = [
        styled("Titel", &run("A trip")),
        styled("berschrift1", &look("<w:b/>", "First")),
        styled("Mine", &run("Second")),
        styled("Deep", &run("Third")),
        styled("Heading2", &run("Unknown")),
        styled("Said", &run("Words.")),
        styled("Said", &run("More.")),
        paragraph(r#"<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>Fourth</w:t></w:r>"#),
    ];
    let found = imported(&Docx::new(&body.concat()).beside("styles", styles)).body;
    // With a title above them, headings stand one deeper; a style that is named and not described goes by its name.
    assert_eq!(
        found,
        "# A trip\n\n## First\n\n## Second\n\n#### Third\n\n### Unknown\n\n> Words.\n>\n> More.\n\n## Fourth\n"
    );
}

#[test]
fn words_look_as_they_did() {
    let mixed = [run("a "), look("<w:b/>", "bold "), look("<w:b/><w:i/>", "both"), look("<w:i w:val=\"0\"/>", " c")];
    check(&paragraph(&mixed.concat()), "a **bold *both*** c\n");
    let raised = look(r#"<w:vertAlign w:val="superscript"/>"#, "2");
    check(&paragraph(&(run("x") + &raised + &look("<w:strike/>", "old"))), "x<sup>2</sup>~~old~~\n");
    check(&paragraph(&(look("<w:vanish/>", "hidden") + &run("seen"))), "seen\n");
    check(&paragraph(r"<w:r><w:t>one</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t></w:r>"), "one  \ntwo three\n");
    check(&paragraph(r#"<w:r><w:t>one</w:t><w:br w:type="page"/><w:t>two</w:t></w:r>"#), "one two\n");
    check(
        &paragraph(
            r#"<w:r><w:t>e</w:t><w:noBreakHyphen/><w:t>mail</w:t><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>"#,
        ),
        "e\u{2011}mail✓\n",
    );
}

#[test]
fn links_come_from_relations_and_from_fields() {
    let field = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let instruction = r#"<w:r><w:instrText> HYPERLINK "https://b.org" </w:instrText></w:r>"#;
    let by_field = field("begin") + instruction + &field("separate") + &run("there") + &field("end");
    let body = paragraph(&format!(r#"<w:hyperlink r:id="l">{}</w:hyperlink>{}{by_field}"#, run("here"), run(" and ")));
    let inside = paragraph(&format!(r#"<w:hyperlink w:anchor="_Toc1">{}</w:hyperlink>"#, run("inside")));
    let simple = paragraph(&format!(r#"<w:fldSimple w:instr="HYPERLINK https://c.org">{}</w:fldSimple>"#, run("c")));
    let bad = paragraph(&format!(r#"<w:hyperlink r:id="bad">{}</w:hyperlink>"#, run("bad")));
    let docx =
        Docx::new(&(body + &inside + &simple + &bad)).link("l", "https://a.org/x").link("bad", "javascript:alert(1)");
    let expect = "[here](https://a.org/x) and [there](https://b.org)\n\ninside\n\n[c](https://c.org)\n\nbad\n";
    assert_eq!(imported(&docx).body, expect);
}

#[test]
fn insertions_stay_and_deletions_go() {
    let body = paragraph(&format!(
        r#"{}<w:ins w:id="1">{}</w:ins><w:del w:id="2"><w:r><w:delText>gone</w:delText></w:r></w:del><w:moveTo>{}</w:moveTo>"#,
        run("a "),
        run("new "),
        run("moved")
    ));
    let found = imported(&Docx::new(&body));
    assert_eq!(found.body, "a new moved\n");
    assert_eq!(found.left_out.iter().map(|left| (left.what, left.count)).collect::<Vec<_>>(), [(What::Deletions, 1)]);
}

#[test]
fn notes_become_footnotes_in_the_order_of_the_text() {
    let notes = format!(
        r#"<w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{}</w:p><w:p>{}</w:p></w:footnote>"#,
        run(" The first."),
        run("More.")
    );
    let ends = format!(r#"<w:endnote w:id="2"><w:p>{}</w:p></w:endnote>"#, run("The end."));
    let body = paragraph(
        &(run("a")
            + r#"<w:r><w:endnoteReference w:id="2"/></w:r>"#
            + &run(" b")
            + r#"<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:footnoteReference w:id="9"/></w:r>"#),
    );
    let docx = Docx::new(&body).beside("footnotes", &notes).beside("endnotes", &ends);
    assert_eq!(imported(&docx).body, "a[^1] b[^2]\n\n[^1]: The end.\n\n[^2]: The first.\n\n    More.\n");
}

#[test]
fn pictures_come_with_their_descriptions_and_captions() {
    let drawing = |id: &str, told: &str| {
        format!(
            r#"<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{told}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="{id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"#
        )
    };
    let old = r#"<w:r><w:pict><v:shape alt="Old one"><v:imagedata r:id="same"/></v:shape></w:pict></w:r>"#;
    let body = paragraph(&drawing("one", "Our [boat]"))
        + &styled("Caption", &run("Figure 1: the boat"))
        + &paragraph(old)
        + &paragraph(&drawing("meta", "A drawing"))
        + &paragraph(&drawing("none", "Not there"))
        + &paragraph(&drawing("away", "Elsewhere"));
    let styles = r#"<w:style w:styleId="Caption"><w:name w:val="caption"/></w:style>"#;
    let picture = png(8, 8);
    let docx = Docx::new(&body)
        .beside("styles", styles)
        .picture("one", "image1.png", &picture)
        .picture("same", "image2.png", &picture)
        .picture("meta", "image3.emf", b"\x01\0\0\0 metafile")
        .link("away", "file:///etc/passwd");
    let found = imported(&docx);
    let expect = "![Our \\[boat\\]](imported-picture-1 \"Figure 1: the boat\")\n\n![Old one](imported-picture-1)\n\nA drawing\n\nNot there\n\nElsewhere\n";
    assert_eq!(found.body, expect);
    assert_eq!(found.pictures.len(), 1);
    assert_eq!((found.pictures[0].name.as_str(), &found.pictures[0].bytes), ("image1.png", &picture));
    let left: Vec<_> = found.left_out.iter().map(|left| (left.what, left.name.as_str())).collect();
    assert_eq!(
        left,
        [(What::PictureKind, "image3.emf"), (What::PictureMissing, ""), (What::PictureMissing, "passwd")].as_slice()
    );
}

#[test]
fn text_boxes_content_controls_and_formulas_keep_their_words() {
    let fallback = format!(
        "<mc:Fallback><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></mc:Fallback>",
        paragraph(&run("boxed"))
    );
    let choice = format!(
        "<mc:Choice Requires=\"wps\"><w:drawing><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>",
        paragraph(&run("boxed"))
    );
    let body = paragraph(&format!(
        "{}<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>",
        run("Around")
    )) + &format!("<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>", paragraph(&run("held")))
        + &paragraph(
            &(run("so ")
                + "<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath><w:smartTag>"
                + &run(" London")
                + "</w:smartTag>"),
        );
    let found = imported(&Docx::new(&body));
    assert_eq!(found.body, "Around\n\nboxed\n\nheld\n\nso a=b London\n");
    assert_eq!(found.left_out.iter().map(|left| left.what).collect::<Vec<_>>(), [What::Formulas]);
}

#[test]
fn tables_have_their_cells_and_layout_is_undone() {
    let cell = |inner: &str| format!("<w:tc>{inner}</w:tc>");
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let words = |words: &str| cell(&paragraph(&run(words)));
    let two = cell(&(paragraph(&run("c")) + &paragraph(&run("d|e"))));
    let wide = format!(r#"<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{}</w:tc>"#, paragraph(&run("f")));
    let table = format!("<w:tbl>{}{}{}</w:tbl>", row(&[words("a"), words("b")]), row(&[two, words("")]), row(&[wide]));
    check(&table, "| a | b |\n| --- | --- |\n| c <br> d\\|e |  |\n| f |  |\n");
    check(&format!("<w:tbl>{}</w:tbl>", row(&[words("alone")])), "alone\n");
}

#[test]
fn the_documents_own_record_tells_details() {
    let core = r#"<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>The title</dc:title><dc:creator>Ann Writer</dc:creator><dcterms:created>2024-05-03T10:00:00Z</dcterms:created></cp:coreProperties>"#;
    let docx = Docx::new(&paragraph(&run("words"))).part("docProps/core.xml", core);
    let told = imported(&docx).details;
    assert_eq!(told.title.as_deref(), Some("The title"));
    assert_eq!(told.author.as_deref(), Some("Ann Writer"));
    assert_eq!(told.date.unwrap().to_string(), "2024-05-03");
    let broken = Docx::new(&paragraph(&run("words"))).part("docProps/core.xml", "<a");
    assert_eq!(imported(&broken).details, byline_import::Details::default());
}

#[test]
fn comments_contents_charts_and_page_lines_are_named() {
    let styles = r#"<w:style w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>"#;
    let chart = r#"<w:r><w:drawing><c:chart r:id="c"/></w:drawing></w:r>"#;
    let body = styled("TOC1", &run("First 3"))
        + &paragraph(&(run("a") + r#"<w:r><w:commentReference w:id="0"/></w:r>"# + chart));
    let docx = Docx::new(&body).beside("styles", styles).beside("footer", &paragraph(&run("Page of mine")));
    let found = imported(&docx);
    assert_eq!(found.body, "a\n");
    let left: Vec<_> = found.left_out.iter().map(|left| left.what).collect();
    assert_eq!(left, [What::Comments, What::Drawings, What::Contents, What::PageLines]);
}

/// Written by `LibreOffice` and, for the second, by python-docx before: as they are, not as this project thinks they are.
#[test]
fn documents_of_other_programs_are_read() {
    let found = read(include_bytes!("../../fixtures/libreoffice.docx"), "a.docx").unwrap();
    let expect = "# Ein Besuch\n\nVon **Rosa**, *sehr* früh. [Hier](https://example.org/x).\n\n## Liste\n\n- eins\n  - innen\n- zwei\n\n1. a\n2. b\n\n| k | l |\n| --- | --- |\n| m | n |\n\n> Zitat\n\n```\ncode line\n  second\n```\n\nH2O * \\_x\\_ 1. y\n";
    assert_eq!(found.body, expect);
    let found = read(include_bytes!("../../fixtures/market.docx"), "a.docx").unwrap();
    let expect = "# A day at the market\n\nBy Rosa Writer, 3 May 2024\n\n## Morning\n\nWe bought **bread** and *tea*; 5\\*3\\*2 = 30.\n\n- Apples\n  - red\n- Pears\n\n1. Wake\n2. Walk\n\n> Early birds.\n\n![](imported-picture-1 \"The market hall\")\n\n| What | Price |\n| --- | --- |\n| Bread | 3 \\| 4 |\n";
    assert_eq!(found.body, expect);
    assert_eq!(found.details.author.as_deref(), Some("Somebody Else"));
    assert_eq!(found.pictures.len(), 1);
}
