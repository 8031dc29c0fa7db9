//! Lists of Word documents: their numbers come from elsewhere.

use byline_testkit::Docx;

use crate::word::{imported, paragraph, run, styled};

const KINDS: &str = concat!(
    r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>"#,
    r#"<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>"#,
    r#"<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="x"/></w:lvl>"#,
    r#"<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>"#,
    r#"<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1"/></w:lvl>"#,
    r#"<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>"#,
    r#"<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="Step %1:"/></w:lvl></w:abstractNum>"#,
    r#"<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>"#,
    r#"<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="3"/></w:num>"#,
    r#"<w:num w:numId="5"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>"#,
);

fn item(list: &str, level: usize, words: &str) -> String {
    let numbers = format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>"#);
    paragraph(&format!("<w:pPr>{numbers}</w:pPr>{}", run(words)))
}

#[track_caller]
fn check(body: &[String], expect: &str) {
    let styles = concat!(
        r#"<w:style w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>"#,
        r#"<w:style w:styleId="H2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr></w:pPr></w:style>"#,
        r#"<w:style w:styleId="Item"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>"#,
        r#"<w:style w:styleId="Goes"><w:name w:val="List Paragraph"/></w:style>"#,
    );
    let docx = Docx::new(&body.concat()).beside("numbering", KINDS).beside("styles", styles);
    assert_eq!(imported(&docx).body, expect);
}

#[test]
fn levels_nest_and_numbers_go_on_after_what_stands_between() {
    let between = paragraph(&run("between"));
    check(
        &[
            item("1", 0, "a"),
            item("1", 1, "b"),
            item("2", 1, "c"),
            item("1", 0, "d"),
            between.clone(),
            item("1", 0, "e"),
        ],
        "1. a\n   1. b\n   - c\n2. d\n\nbetween\n\n3. e\n",
    );
    check(&[item("1", 0, "a"), between, item("5", 0, "b")], "1. a\n\nbetween\n\n1. b\n");
    check(&[item("1", 0, "a"), item("5", 0, "b")], "1. a\n\n1) b\n");
}

#[test]
fn a_style_may_make_an_item_and_an_item_may_go_on() {
    check(
        &[styled("Item", &run("a")), styled("Goes", &run("more")), styled("Item", &run("b"))],
        "- a\n\n  more\n\n- b\n",
    );
    check(&[item("0", 0, "none")], "none\n");
    check(&[item("77", 0, "unknown")], "- unknown\n");
}

#[test]
fn numbers_with_words_and_numbers_of_headings_are_words() {
    check(&[item("4", 0, "go"), item("4", 0, "stop")], "Step 1: go\n\nStep 2: stop\n");
    check(
        &[styled("H1", &run("One")), styled("H2", &run("Two")), styled("H1", &run("Three"))],
        "# I One\n\n## I.1 Two\n\n# II Three\n",
    );
}
