//! Texts written elsewhere become drafts: several at once, whole or not at all, each with what was repaired.

use byline_testkit::{Docx, photo, png};
use serde_json::{Value, json};

use crate::bad_input::{place, plain};
use crate::seat::{JEKYLL, Seat, files_below, leftovers};

const HUGO: &[(&str, &[u8])] = &[
    ("hugo.toml", b"title = \"The blog\"\n"),
    ("content/posts/old/index.md", b"---\ntitle: Old\ndate: 2026-01-05\n---\n\nWords.\n"),
    ("content/posts/old/boat.jpg", b"no picture"),
];

fn run(words: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{words}</w:t></w:r>"#)
}

/// A document with a title, a byline, a heading, an item and a picture.
fn trip() -> Docx {
    let styles = r#"<w:style w:styleId="T"><w:name w:val="Title"/></w:style><w:style w:styleId="H"><w:name w:val="heading 1"/></w:style>"#;
    let body = format!(
        r#"<w:p><w:pPr><w:pStyle w:val="T"/></w:pPr>{}</w:p><w:p>{}</w:p><w:p><w:pPr><w:pStyle w:val="H"/></w:pPr>{}</w:p><w:p>{}<w:r><w:commentReference w:id="1"/></w:r></w:p><w:p><w:r><w:drawing><wp:docPr id="1" descr="Our boat"/><a:blip r:embed="i"/></w:drawing></w:r></w:p>"#,
        run("A trip to the sea"),
        run("By Rosa Writer, 3 May 2024"),
        run("Morning"),
        run("We sailed * far, see https://example.org today."),
    );
    Docx::new(&body).beside("styles", styles).picture("i", "image1.png", &png(640, 400))
}

/// A place outside the site with these files.
fn desktop(seat: &Seat, files: &[(&str, &[u8])]) -> std::path::PathBuf {
    let desktop = seat.world.folder().join("desktop");
    for (name, bytes) in files {
        let place = desktop.join(name);
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::fs::write(place, bytes).unwrap();
    }
    desktop
}

fn at(folder: &std::path::Path, name: &str) -> String {
    folder.join(name).to_str().unwrap().to_owned()
}

fn ids(post: &Value) -> Vec<&str> {
    post["fixes"].as_array().unwrap().iter().map(|fix| fix["id"].as_str().unwrap()).collect()
}

#[test]
fn a_word_document_becomes_a_tidied_draft_with_its_pictures() {
    for (name, files, path) in [
        ("jekyll", JEKYLL, "_posts/2024-05-03-a-trip-to-the-sea.md"),
        ("hugo", HUGO, "content/posts/a-trip-to-the-sea/index.md"),
    ] {
        let seat = Seat::new();
        let site = seat.world.site(name, files);
        let desktop = desktop(&seat, &[("My trip.docx", &trip().build())]);
        let done = seat.cli(["import", site.path().to_str().unwrap(), &at(&desktop, "My trip.docx")]).ended(0);
        assert_eq!(done["refused"], json!([]));
        let post = &done["posts"][0];
        assert_eq!((&post["title"], post["path"].as_str().unwrap()), (&json!("A trip to the sea"), path), "{done}");
        assert!(ids(post).contains(&"details-in-text") && ids(post).contains(&"address-bare"), "{post}");
        assert_eq!(post["notes"].as_array().unwrap().len(), 1, "{post}");
        let shown = seat.cli(["show", &place(&site, path)]).ended(0);
        assert_eq!(
            (&shown["title"], &shown["author"], &shown["date"]),
            (&json!("A trip to the sea"), &json!("Rosa Writer"), &json!("2024-05-03"))
        );
        let text = String::from_utf8(site.read(path)).unwrap();
        for kept in ["## Morning", "We sailed * far", "![Our boat]("] {
            assert!(text.contains(kept), "{kept}: {text}");
        }
        assert!(!text.contains("imported-picture"), "{text}");
        let findings = seat.cli(["check", &place(&site, path)]).ended(0);
        assert!(!findings.to_string().contains("picture-missing"), "{findings}");
        let out = seat.cli(["publish", &place(&site, path)]).ended(0);
        assert_eq!(out["files"].as_array().unwrap().len(), 2, "{out}");
    }
}

#[test]
fn a_page_saved_by_a_browser_comes_with_the_pictures_in_its_folder() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let page = b"<title>The river</title><meta name=author content=\"Ann Writer\"><meta name=date content=2023-02-01>\
        <p>Up <b>the</b> river.<img src=\"The%20river_files/boat.jpg\" alt=boat><img src=../secret.jpg alt=secret>";
    let files: [(&str, &[u8]); 3] = [
        ("down/The river.html", page),
        ("down/The river_files/boat.jpg", &photo(64, 48)),
        ("secret.jpg", &photo(32, 32)),
    ];
    let desktop = desktop(&seat, &files);
    let done = seat.cli(["import", site.path().to_str().unwrap(), &at(&desktop, "down/The river.html")]).ended(0);
    let path = done["posts"][0]["path"].as_str().unwrap();
    assert_eq!(path, "_posts/2023-02-01-the-river.md");
    let shown = seat.cli(["show", &place(&site, path)]).ended(0);
    assert_eq!((&shown["title"], &shown["author"]), (&json!("The river"), &json!("Ann Writer")));
    let text = String::from_utf8(site.read(path)).unwrap();
    assert!(text.contains("Up **the** river.![boat]("), "{text}");
    let pictures = files_below(site.path()).into_keys().filter(|file| file.contains(".jpg")).count();
    assert_eq!(pictures, 1, "a picture outside the page's folder was taken");
}

#[test]
fn one_that_is_refused_does_not_stop_the_others() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let files: [(&str, &[u8]); 4] = [
        ("one.md", b"# One\n\nWords.\n"),
        ("old.doc", &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]),
        ("three.txt", b"Three\n\n5*3*2 and <b>\n"),
        ("broken.docx", b"PK\x03\x04broken"),
    ];
    let desktop = desktop(&seat, &files);
    let mut words = vec!["import".to_owned(), site.path().to_str().unwrap().to_owned()];
    words.extend(["one.md", "old.doc", "three.txt", "broken.docx", "none.docx", "."].map(|name| at(&desktop, name)));
    let done = seat.cli(&words).ended(1);
    assert_eq!(done["posts"].as_array().unwrap().len(), 2, "{done}");
    let codes: Vec<_> = done["refused"].as_array().unwrap().iter().map(|refused| &refused["error"]["code"]).collect();
    assert_eq!(codes, ["not-importable", "import-damaged", "no-such-file", "not-a-file"]);
    assert_eq!(done["error"]["code"], "import-refused");
    for refused in done["refused"].as_array().unwrap() {
        plain(refused["error"]["message"].as_str().unwrap());
        assert!(words.contains(&refused["file"].as_str().unwrap().to_owned()));
    }
    let three = done["posts"][1]["path"].as_str().unwrap();
    let preview = seat.cli(["preview", &place(&site, three)]).ended(0)["html"].as_str().unwrap().to_owned();
    assert!(preview.contains("5*3*2 and &lt;b&gt;"), "{preview}");
    for (name, bytes) in files {
        assert_eq!(std::fs::read(desktop.join(name)).unwrap(), bytes, "a file was changed");
    }
    let told = seat.told(["import", site.path().to_str().unwrap(), &at(&desktop, "old.doc")]);
    assert_eq!(told.status, 1);
    assert!((told.out + &told.err).contains(".docx"), "it says what to do");
}

#[test]
fn nothing_is_left_of_a_document_that_is_refused() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let whole = trip().build();
    let before = files_below(site.path());
    let bomb = Docx::new("<w:p/>").part("word/media/x.png", vec![0; 4 << 20]).build();
    let cut = &whole[..whole.len() / 2];
    let files: [(&str, &[u8]); 4] =
        [("bomb.docx", &bomb), ("cut.docx", cut), ("empty.docx", b""), ("binary.txt", b"a\0b")];
    let desktop = desktop(&seat, &files);
    for (name, code) in [
        ("bomb.docx", "import-too-much"),
        ("cut.docx", "import-damaged"),
        ("empty.docx", "import-empty"),
        ("binary.txt", "not-text"),
    ] {
        let done = seat.cli(["import", site.path().to_str().unwrap(), &at(&desktop, name)]).ended(1);
        assert_eq!((&done["error"]["code"], &done["posts"]), (&json!(code), &json!([])));
    }
    assert_eq!(files_below(site.path()), before);
}

#[cfg(unix)]
#[test]
fn nothing_is_left_when_the_site_cannot_take_it_whole() {
    use std::os::unix::fs::PermissionsExt;
    let seat = Seat::new();
    let site = seat.world.site("blog", HUGO);
    let desktop = desktop(&seat, &[("trip.docx", &trip().build())]);
    let mut open = seat.open(site.path());
    let posts = site.path().join("content/posts");
    std::fs::set_permissions(&posts, std::fs::Permissions::from_mode(0o555)).unwrap();
    let done = open.import(&desktop.join("trip.docx"));
    std::fs::set_permissions(&posts, std::fs::Permissions::from_mode(0o755)).unwrap();
    // Somebody who may do everything is not stopped by permissions.
    if done.is_err() {
        assert!(!posts.join("a-trip-to-the-sea").exists());
        assert_eq!(leftovers(site.path()), Vec::<String>::new());
    }
}

#[test]
fn a_picture_that_cannot_be_shown_is_said_and_its_description_stays() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let broken = &png(64, 48)[..40];
    let body = r#"<w:p><w:r><w:t>Before </w:t></w:r><w:r><w:drawing><wp:docPr id="1" descr="Our boat"/><a:blip r:embed="i"/></w:drawing></w:r></w:p>"#;
    let docx = Docx::new(body).picture("i", "image1.png", broken).build();
    let desktop = desktop(&seat, &[("a.docx", &docx)]);
    let done = seat.cli(["import", site.path().to_str().unwrap(), &at(&desktop, "a.docx")]).ended(0);
    let post = &done["posts"][0];
    let text = String::from_utf8(site.read(post["path"].as_str().unwrap())).unwrap();
    assert!(text.contains("Before Our boat"), "{text}");
    let notes = post["notes"].as_array().unwrap();
    assert_eq!(notes.len(), 1, "{post}");
    plain(notes[0].as_str().unwrap());
}

#[test]
fn what_the_text_tells_is_believed_before_what_the_document_records() {
    let core = r#"<cp:coreProperties xmlns:cp="x" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>Recorded</dc:title><dc:creator>Record Er</dc:creator><dcterms:created>2020-01-02T03:04:05Z</dcterms:created></cp:coreProperties>"#;
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let only = Docx::new(&format!("<w:p>{}</w:p>", run("Words."))).part("docProps/core.xml", core).build();
    let both = trip().part("docProps/core.xml", core).build();
    let nobody = Docx::new(&format!("<w:p>{}</w:p>", run("Words.")))
        .part("docProps/core.xml", core.replace("Record Er", "python-docx"))
        .build();
    let desktop = desktop(&seat, &[("only.docx", &only), ("both.docx", &both), ("nobody.docx", &nobody)]);
    let files = ["only.docx", "both.docx", "nobody.docx"].map(|name| at(&desktop, name));
    let words = [vec!["import".to_owned(), site.path().to_str().unwrap().to_owned()], files.to_vec()].concat();
    let done = seat.cli(&words).ended(0);
    let told = |at: usize| {
        let shown = seat.cli(["show", &place(&site, done["posts"][at]["path"].as_str().unwrap())]).ended(0);
        [&shown["title"], &shown["author"], &shown["date"]].map(|value| value.as_str().unwrap_or("-").to_owned())
    };
    assert_eq!(told(0), ["Recorded", "Record Er", "2020-01-02"]);
    assert_eq!(told(1), ["A trip to the sea", "Rosa Writer", "2024-05-03"]);
    assert_ne!(told(2)[2], "2020-01-02", "a program's own record was believed");
}
