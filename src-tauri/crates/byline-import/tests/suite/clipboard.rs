//! What real programs put on a clipboard, as the blocks that it becomes where it is pasted.

use std::path::Path;

use byline_import::{Hand, Pasted, PastedKind, PictureSource, read_pasted, read_pasted_plain};

fn paste(html: &str) -> Pasted {
    read_pasted(html, "", &Hand::default(), 1).unwrap()
}

/// The blocks with their pictures in their places, each as `{before|where|after}`, and what was left out.
fn shown(pasted: &Pasted) -> String {
    let mut blocks: Vec<String> = Vec::new();
    for block in &pasted.blocks {
        let mut text = block.text.clone();
        for picture in block.pictures.iter().rev() {
            let from = match &picture.source {
                PictureSource::Inside { name, .. } => name,
                PictureSource::Web(address) => address,
            };
            let before = picture.before.strip_suffix("](").unwrap();
            let after = picture.after.strip_suffix(')').unwrap();
            let after = if after.is_empty() { String::new() } else { format!("|{after}") };
            text.insert_str(picture.at, &format!("{{{before}|{from}{after}}}"));
        }
        blocks.push(text);
    }
    for left in &pasted.left_out {
        blocks.push(format!("left out: {} {}", left.what.id(), left.count));
    }
    blocks.join("\n\n") + "\n"
}

#[test]
fn what_each_program_copies_is_clean_text() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/clipboard");
    let mut wrong = Vec::new();
    let mut seen = 0;
    let mut names: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    for file in names.into_iter().filter(|file| file.extension().is_some_and(|ending| ending == "html")) {
        let html = std::fs::read_to_string(&file).unwrap();
        let expect = std::fs::read_to_string(file.with_extension("md")).unwrap();
        let found = shown(&paste(&html));
        seen += 1;
        if found != expect {
            wrong.push(format!("== {}\n{found}", file.file_name().unwrap().to_string_lossy()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen >= 17, "{seen}");
}

#[track_caller]
fn check(html: &str, expect: &str) {
    assert_eq!(shown(&paste(html)), expect, "{html}");
}

#[test]
fn nothing_that_cannot_be_seen_is_pasted() {
    check("<p>a<span style='font-size:0'>b<i style='font-size:9pt'>c</i></span></p>", "a*c*\n");
    check("<p>a<span style='visibility:hidden'>b</span><b style='opacity:0'>c</b></p>", "a\n");
    check("<style>.x{display:none}</style><p>a<span class='x'>b</span></p>", "a\n");
    check("<p>a</p><p>&nbsp;</p><p></p><h2> </h2><ul></ul><p><b> </b></p><p>b</p>", "a\n\nb\n");
    check(
        "<p>a<img src='https://x.org/p.gif' width=0 height=0><img src='https://mail.x.org/track/open?u=1'></p>",
        "a\n",
    );
    check("<p>a<script>b</script><!-- c --><template>d</template></p>", "a\n");
}

#[test]
fn headings_leave_the_first_level_to_the_title_and_are_not_bold_as_well() {
    check("<h1><b>A</b></h1><h2>B</h2>", "## A\n\n### B\n");
    check("<h2>A</h2><h3><span style='font-weight:700'>B</span></h3>", "## A\n\n### B\n");
    let marked = read_pasted("", "# A\n\n## B\n\n```\n# c\n```\n", &Hand::default(), 1).unwrap();
    assert_eq!(shown(&marked), "## A\n\n### B\n\n```\n# c\n```\n");
}

#[test]
fn pictures_stand_between_paragraphs_and_those_in_lists_where_they_were() {
    check("<p>a <img src='https://x.org/1.png' alt='One'> b</p>", "a\n\n{![One|https://x.org/1.png}\n\nb\n");
    check("<ul><li>a <img src='https://x.org/1.png'> b</li></ul>", "- a{ ![|https://x.org/1.png} b\n");
    check("<h2>a<img src='https://x.org/1.png'></h2>", "## a\n\n{![|https://x.org/1.png}\n");
    check("<a href='https://x.org'><img src='//x.org/1.png'></a>", "{![|https://x.org/1.png}\n");
    check(
        "<p>a<img src='file:///c/x.png' alt=x><img src='blob:https://x/1'><img src='x/y.png'></p>",
        "a\n\nleft out: picture-missing 2\n\nleft out: picture-missing 1\n",
    );
    check("<p>well <img alt='🎉' src='https://x.org/e.png'> done</p>", "well 🎉 done\n");
    let marked = read_pasted("", "a **b** ![c](https://x.org/d.png \"e\")", &Hand::default(), 1).unwrap();
    assert_eq!(shown(&marked), "a **b**{ ![c|https://x.org/d.png| \"e\"}\n");
}

#[test]
fn new_marks_are_written_by_the_posts_own_hand() {
    let hand = Hand {
        bullet: '*',
        after_number: ')',
        emphasis: '_',
        strong: '_',
        spaces_break: false,
        rule: "***".to_owned(),
        ..Hand::default()
    };
    let html = "<ul><li>a</li></ul><ol><li>b</li></ol><p><em>c</em> <b>d</b> e<b>f</b>g<br>h</p><hr><p>x<sup><a id=r href='#n'>1</a></sup></p>\
        <div id=n><a href='#r'>1</a> note</div>";
    let found = read_pasted(html, "", &hand, 4).unwrap();
    // Underscores within a word are no marks.
    assert_eq!(shown(&found), "* a\n\n1) b\n\n_c_ **d** e**f**g\\\nh\n\n***\n\nx[^4]\n\n[^4]: note\n");
    assert_eq!(found.blocks.last().unwrap().kind, PastedKind::Note);
}

#[test]
fn words_alone_are_words() {
    let found = read_pasted("", "one\ntwo *x* <b>\n\n• a\n• b\n", &Hand::default(), 1).unwrap();
    assert_eq!(shown(&found), "one  \ntwo \\*x\\* \\<b>\n\n- a\n- b\n");
    let plain = read_pasted_plain("# a **b**", &Hand::default()).unwrap();
    assert_eq!(shown(&plain), "\\# a \\*\\*b\\*\\*\n");
    let unread = "<div>".repeat(400) + "x";
    let found = read_pasted(&unread, "the words", &Hand::default(), 1).unwrap();
    assert_eq!(shown(&found), "the words\n");
    assert_eq!(shown(&read_pasted("<img src='x'>", "words", &Hand::default(), 1).unwrap()), "words\n");
}

#[test]
fn what_windows_puts_before_a_page_is_no_part_of_it() {
    let head = "Version:0.9\r\nStartHTML:0000000105\r\nEndHTML:0000000200\r\nSourceURL:https://a.org/\r\n";
    check(&format!("{head}<html><body><!--StartFragment--><p>a</p><!--EndFragment--></body></html>"), "a\n");
}
