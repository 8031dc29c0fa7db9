//! A real post as a real writer typed it, in three kinds of site.

use byline_testkit::{SiteFolder, photo, real_post};
use serde_json::{Value, json};

use crate::seat::{JEKYLL, Seat, files_below};

fn place(site: &std::path::Path, path: &str) -> String {
    site.join(path).to_str().unwrap().to_owned()
}

fn write(site: &std::path::Path, path: &str, bytes: &[u8]) {
    std::fs::create_dir_all(site.join(path).parent().unwrap()).unwrap();
    std::fs::write(site.join(path), bytes).unwrap();
}

/// What has to be true of the post at `path`, with its picture beside it, wherever it is.
fn check_shown(seat: &Seat, site: &std::path::Path, path: &str) {
    let list = seat.cli(["list", site.to_str().unwrap(), "--search", real_post().word]).ended(0);
    let post = &list["posts"][0];
    assert_eq!(post["title"], real_post().title);
    assert_eq!(
        (&post["date"], &post["author"], &post["state"]),
        (&json!(real_post().date), &json!(real_post().author), &json!("draft"))
    );
    assert_eq!(post["path"], path);

    let html = seat.cli(["preview", &place(site, path)]).ended(0)["html"].as_str().unwrap().to_owned();
    assert!(html.contains(&format!("{}</h1>", real_post().title)), "{html}");
    assert!(html.contains(real_post().picture_address), "the picture is shown: {html}");
    assert!(html.contains(real_post().phrase));

    let found = seat.cli(["check", &place(site, path)]).ended(0);
    let found = found["findings"].as_array().unwrap().iter().find(|found| found["id"] == "picture-link-spaces");
    let found = found.expect("a finding about the picture's link");
    assert_eq!((&found["line"], &found["fixable"]), (&json!(real_post().picture_line), &json!(true)));
    assert!(found["message"].as_str().unwrap().contains("would not show it"));

    assert_eq!(std::fs::read(site.join(path)).unwrap(), real_post().bytes, "looking changed the file");
}

/// Opening, typing the same, and saving: no byte changes.
fn check_untouched(seat: &Seat, site: &std::path::Path, path: &str) {
    let before = files_below(site);
    let mut desk = seat.open(site);
    let page = desk.open_post(path).unwrap();
    assert_eq!((page.details.title.as_str(), page.details.author.as_str()), (real_post().title, real_post().author));
    assert_eq!(page.details.date.as_deref(), Some(real_post().date));
    assert!(page.details.guessed.is_empty(), "all is in the text: {:?}", page.details.guessed);
    let written = desk.write_body(path, &page.body).unwrap();
    assert_eq!(written.revision, page.revision);
    desk.save(path).unwrap();
    desk.close_post(path).unwrap();
    assert_eq!(files_below(site), before);
}

fn check_published(seat: &Seat, site: &SiteFolder, path: &str, picture: &str) {
    let before = seat.world.server_files();
    let out = seat.cli(["publish", &place(site.path(), path)]).ended(0);
    assert_eq!(out["outcome"], "published");
    let mut expect = before;
    expect.insert(path.to_owned(), real_post().bytes);
    expect.insert(picture.to_owned(), photo(640, 400));
    assert_eq!(seat.world.server_files(), expect);
    let log = &seat.world.server_log()[0];
    assert_eq!(log.files.len(), 2);
    assert!(log.message.contains(real_post().title), "{}", log.message);
}

#[test]
fn in_a_plain_folder() {
    let seat = Seat::new();
    let site = seat.world.site("plain", &[("README.md", b"# A blog\n")]);
    site.write("posts/aws-summit.md", &real_post().bytes);
    site.write(&format!("posts/{}", real_post().picture), &photo(640, 400));
    check_shown(&seat, site.path(), "posts/aws-summit.md");
    check_untouched(&seat, site.path(), "posts/aws-summit.md");
    check_published(&seat, &site, "posts/aws-summit.md", &format!("posts/{}", real_post().picture));
}

#[test]
fn in_a_jekyll_site() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    // As she drops it in: without the date that the site wants in a file's name.
    site.write("_posts/aws-summit.md", &real_post().bytes);
    site.write(&format!("_posts/{}", real_post().picture), &photo(640, 400));
    check_shown(&seat, site.path(), "_posts/aws-summit.md");
    check_untouched(&seat, site.path(), "_posts/aws-summit.md");
    let found = seat.cli(["check", &place(site.path(), "_posts/aws-summit.md")]).ended(0);
    let ids: Vec<&Value> = found["findings"].as_array().unwrap().iter().map(|found| &found["id"]).collect();
    for wanted in ["file-name-date", "needs-front-matter"] {
        assert!(ids.contains(&&json!(wanted)), "{ids:?}");
    }
    check_published(&seat, &site, "_posts/aws-summit.md", &format!("_posts/{}", real_post().picture));
}

#[test]
fn in_the_starter_site() {
    let seat = Seat::new();
    let site = seat.cli(["starter"]).ended(0)["path"].as_str().unwrap().to_owned();
    let site = std::path::Path::new(&site);
    let path = "_posts/2017-08-24-aws-summit.md";
    write(site, path, &real_post().bytes);
    write(site, &format!("_posts/{}", real_post().picture), &photo(640, 400));
    check_shown(&seat, site, path);
    check_untouched(&seat, site, path);
    let out = seat.cli(["publish", &place(site, path)]).ended(0);
    let mut paths: Vec<&Value> = out["files"].as_array().unwrap().iter().map(|file| &file["path"]).collect();
    paths.sort_by_key(ToString::to_string);
    assert_eq!(paths, [&json!(path), &json!(format!("_posts/{}", real_post().picture))]);
    let again = seat.cli(["publish", site.to_str().unwrap()]).ended(0);
    assert_eq!(again["outcome"], "already-published");
}

#[test]
fn imported_it_becomes_a_post_of_the_site() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let desktop = seat.world.folder().join("desktop");
    write(&desktop, "aws-summit.md", &real_post().bytes);
    write(&desktop, real_post().picture, &photo(640, 400));
    let imported = seat.cli(["import", site.path().to_str().unwrap(), &place(&desktop, "aws-summit.md")]).ended(0);
    let path = imported["posts"][0]["path"].as_str().unwrap();
    assert!(path.starts_with(&format!("_posts/{}-", real_post().date)), "{path}");
    assert_eq!(files_below(&desktop)["aws-summit.md"], real_post().bytes);
    let shown = seat.cli(["show", &place(site.path(), path)]).ended(0);
    assert_eq!(
        (&shown["title"], &shown["date"], &shown["author"]),
        (&json!(real_post().title), &json!(real_post().date), &json!(real_post().author))
    );
    let findings = seat.cli(["check", &place(site.path(), path)]).ended(0);
    let worst = findings["findings"].as_array().unwrap().iter().filter(|found| found["severity"] == "error");
    assert_eq!(worst.count(), 0, "{findings}");
    let out = seat.cli(["publish", &place(site.path(), path)]).ended(0);
    assert_eq!(out["files"].as_array().unwrap().len(), 2, "{out}");
}

#[test]
fn tidied_it_has_its_details_and_a_picture_that_every_site_shows() {
    let seat = Seat::new();
    let site = seat.world.site("plain", &[("README.md", b"# A blog\n")]);
    let real = real_post();
    let named = real.picture.replace(" .", ".").replace(' ', "-");
    let other = format!("---\ntitle: Other\n---\n\n![It](<{}>)\n", real.picture);
    site.write("posts/other.md", other.as_bytes());
    site.write("posts/aws-summit.md", &real.bytes);
    site.write(&format!("posts/{}", real.picture), &photo(640, 400));
    let before = files_below(site.path());
    let post = place(site.path(), "posts/aws-summit.md");
    let dry = seat.cli(["tidy", &post, "--dry-run"]).ended(0);
    assert_eq!(dry["changed"], true);
    assert_eq!(files_below(site.path()), before, "only looking changed a file");
    let done = seat.cli(["tidy", &post]).ended(0);
    let ids = |done: &Value| -> Vec<String> {
        let fixes = done["fixes"].as_array().unwrap().iter();
        fixes.map(|fix| fix["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(&done), ids(&dry));
    for wanted in ["details-in-text", "picture-link-spaces", "address-bare"] {
        assert!(ids(&done).contains(&wanted.to_owned()), "{done}");
    }
    let text = String::from_utf8(site.read("posts/aws-summit.md")).unwrap();
    let details = format!("title: {}\ndate: {}\nauthor: {}", real.title, real.date, real.author);
    assert!(text.starts_with(&format!("---\n{details}\n---\n\n![")), "{text}");
    assert!(text.contains(&format!("]({named})\n\n_")), "{text}");
    assert!(!text.contains(&format!("{}**", real.author)), "the byline is in the details now: {text}");
    let files = files_below(site.path());
    assert!(!files.contains_key(&format!("posts/{}", real.picture)));
    assert_eq!(files[&format!("posts/{named}")], photo(640, 400));
    assert_eq!(site.read("posts/other.md"), format!("---\ntitle: Other\n---\n\n![It](<{named}>)\n").into_bytes());
    let again = seat.cli(["tidy", &post]).ended(0);
    assert_eq!(again, json!({ "fixes": [], "changed": false }));
    assert_eq!(seat.cli(["check", &post]).ended(0)["findings"], json!([]));
}
