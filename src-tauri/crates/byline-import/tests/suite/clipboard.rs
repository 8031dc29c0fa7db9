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
