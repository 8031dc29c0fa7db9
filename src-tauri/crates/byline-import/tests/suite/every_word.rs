//! No word of a document is lost, and no mark is made of one: any text, in any look, is read again as it was.

use byline_import::{Hand, read, read_pasted};
use byline_testkit::Docx;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Numbers that follow from a seed.
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }

    fn words(&mut self) -> String {
        const PARTS: [&str; 44] = [
            "word",
            "Ünder",
            "日本",
            "a",
            "x1",
            "5",
            "*",
            "**",
            "_",
            "__",
            "`",
            "```",
            "[",
            "]",
            "(",
            ")",
            "](",
            "!",
            "![",
            "<",
            "<b>",
            "</i>",
            "&",
            "&amp;",
            "#",
            "## ",
            "- ",
            "+ ",
            "1. ",
            "2) ",
            "> ",
            "~~",
            "~",
            "|",
            "\\",
            "---",
            "===",
            ":",
            "{{ x }}",
            "{% y %}",
            "http://a.org/b_c",
            "[^1]",
            "“",
            ".",
        ];
        let count = 1 + self.below(6);
        let mut out = String::new();
        for _ in 0..count {
            out.push_str(self.pick(&PARTS));
            if self.below(2) == 0 {
                out.push(' ');
            }
        }
        out
    }
}

/// What a reader of the post sees, without spaces.
fn seen(markdown: &str) -> String {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut out = String::new();
    let mut hidden = 0;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(Tag::Image { .. }) => hidden += 1,
            Event::End(TagEnd::Image) => hidden -= 1,
            Event::Text(words) | Event::Code(words) if hidden == 0 => out.push_str(&words),
            _ => {}
        }
    }
    out.retain(|c| !c.is_whitespace());
    out
}

fn letters(words: &str) -> Vec<char> {
    words.chars().collect()
}

fn xml(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[test]
fn every_word_of_a_word_document_is_in_the_post() {
    let mut random = Random(3);
    for _ in 0..600 {
        let mut body = String::new();
        let mut meant = String::new();
        for _ in 0..=random.below(5) {
            let mut runs = String::new();
            for _ in 0..=random.below(4) {
                let words = random.words();
                let look = random.pick(&[
                    "",
                    "<w:b/>",
                    "<w:i/>",
                    "<w:b/><w:i/>",
                    "<w:strike/>",
                    r#"<w:vertAlign w:val="superscript"/>"#,
                ]);
                let run = format!(r#"<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{}</w:t></w:r>"#, xml(&words));
                let (before, after) = *[
                    ("", ""),
                    ("", ""),
                    (r#"<w:hyperlink r:id="l">"#, "</w:hyperlink>"),
                    ("<w:ins>", "</w:ins>"),
                    ("", "<w:r><w:br/></w:r>"),
                ]
                .get(random.below(5))
                .unwrap();
                runs.extend([before, &run, after]);
                meant.push_str(&words);
            }
            let style = random.pick(&[
                "",
                r#"<w:pStyle w:val="H"/>"#,
                r#"<w:pStyle w:val="Q"/>"#,
                r#"<w:numPr><w:numId w:val="1"/></w:numPr>"#,
                r#"<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>"#,
            ]);
            let paragraph = format!("<w:p><w:pPr>{style}</w:pPr>{runs}</w:p>");
            let (before, after) = *[
                ("<w:tbl><w:tr><w:tc>", "</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"),
                ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
            ]
            .get(random.below(6))
            .unwrap_or(&("", ""));
            body.extend([before, &paragraph, after]);
        }
        let docx = Docx::new(&body)
            .link("l", "https://a.org/(x)")
            .beside("styles", r#"<w:style w:styleId="H"><w:name w:val="heading 2"/></w:style><w:style w:styleId="Q"><w:name w:val="Quote"/></w:style>"#)
            .beside("numbering", r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#);
        meant.retain(|c| !c.is_whitespace());
        let post = read(&docx.build(), "a.docx").unwrap().body;
        assert_eq!(seen(&post), meant, "{body}\n\n{post}");
    }
}

#[test]
fn every_word_of_a_page_is_in_the_post() {
    let mut random = Random(5);
    let around = [
        ("<p>", "</p>"),
        ("<h2>", "</h2>"),
        ("<div>", "</div>"),
        ("<ul><li>", "</li></ul>"),
        ("<ol><li>", "</ol>"),
        ("<blockquote>", "</blockquote>"),
        ("<table><tr><td>", "</td><td></td></tr></table>"),
        ("<b>", "</b>"),
        ("<em>", "</em>"),
        ("<a href='https://a.org'>", "</a>"),
        ("<code>", "</code>"),
        ("<li>", ""),
        ("<br>", ""),
        ("<pre>", "</pre>"),
    ];
    for _ in 0..800 {
        let mut page = String::new();
        let mut meant = String::new();
        let mut open: Vec<&str> = Vec::new();
        for _ in 0..=random.below(8) {
            let (start, end) = around[random.below(around.len())];
            page.push_str(start);
            open.push(end);
            let words = random.words();
            page.push_str(&xml(&words));
            meant.push_str(&words);
            while !open.is_empty() && random.below(2) == 0 {
                page.push_str(open.pop().unwrap());
            }
        }
        while let Some(end) = open.pop() {
            page.push_str(end);
        }
        meant.retain(|c| !c.is_whitespace());
        // What is copied keeps its words as a file does.
        if let Ok(pasted) = read_pasted(&page, "", &Hand::default(), 1) {
            let text: Vec<String> = pasted.blocks.into_iter().map(|block| block.text).collect();
            let (mut found, mut wanted) = (letters(&seen(&text.join("\n\n"))), letters(&meant));
            found.retain(|c| *c != '•');
            found.sort_unstable();
            wanted.sort_unstable();
            assert_eq!(found, wanted, "{page}\n\n{}", text.join("\n\n"));
        }
        let post = read(page.as_bytes(), "a.html").unwrap().body;
        let (mut found, mut wanted): (Vec<char>, Vec<char>) = (seen(&post).chars().collect(), meant.chars().collect());
        // What a table's row may not hold is put before it, by browsers too.
        if page.contains("<table") {
            found.retain(|c| *c != '•');
            found.sort_unstable();
            wanted.sort_unstable();
        }
        assert_eq!(found, wanted, "{page}\n\n{post}");
    }
}

#[test]
fn every_word_of_a_plain_text_is_in_the_post() {
    let mut random = Random(9);
    for _ in 0..800 {
        let lines: Vec<String> = (0..=random.below(5)).map(|_| random.words()).collect();
        let text = lines.join(random.pick(&["\n", "\n\n", "\r\n"]));
        let Ok(document) = read(text.as_bytes(), "a.txt") else { continue };
        if document.is_as_it_was {
            continue;
        }
        let signs = |words: &str| words.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        assert_eq!(signs(&seen(&document.body)), signs(&text), "{text}\n\n{}", document.body);
    }
}
