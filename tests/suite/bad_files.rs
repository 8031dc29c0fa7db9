//! Posts and pictures that are not there, or are not what their names say.

use byline_testkit::photo;

use crate::bad_input::{OLD, check, place, plain, refused};
use crate::seat::{JEKYLL, Seat};

#[test]
fn a_file_that_is_not_there_or_cannot_be_read() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let missing = place(&site, "_posts/2026-01-06-none.md");
    let every = |post: &str| {
        let words = [
            vec!["show"],
            vec!["preview"],
            vec!["check"],
            vec!["check", "--fix"],
            vec!["publish"],
            vec!["set", "title=x"],
        ];
        words
            .into_iter()
            .map(|mut words| {
                words.insert(1, post.to_owned().leak());
                words
            })
            .collect::<Vec<_>>()
    };
    check(&seat, site.path(), &every(&missing), "no-such-file");
    let folder = place(&site, "_posts");
    check(&seat, site.path(), &[vec!["show", &folder], vec!["check", &folder]], "not-a-post");
    check(&seat, site.path(), &[vec!["show", &place(&site, "_config.yml")]], "not-a-post");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("2026-01-07-round.md", site.path().join("_posts/2026-01-07-round.md")).unwrap();
        let round = place(&site, "_posts/2026-01-07-round.md");
        refused(&seat.cli(["show", &round]));
        seat.cli(["list", site.path().to_str().unwrap()]).ended(0);
    }
}

#[test]
fn a_post_that_is_no_text_or_far_too_large() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let latin = b"---\ntitle: Caf\xe9\n---\n\nCr\xe8me.\n";
    for (path, bytes, code) in [
        ("_posts/2026-01-06-latin.md", latin.to_vec(), "not-text"),
        ("_posts/2026-01-07-large.md", b"# Large\n\nwords and words\n".repeat(1 << 20), "too-large"),
    ] {
        site.write(path, &bytes);
        let post = place(&site, path);
        let commands: Vec<Vec<&str>> = ["show", "preview", "check", "publish"].map(|word| vec![word, &post]).into();
        check(&seat, site.path(), &commands, code);
        check(&seat, site.path(), &[vec!["set", &post, "title=x"]], code);
        if code == "too-large" {
            check(&seat, site.path(), &[vec!["import", site.path().to_str().unwrap(), &post]], code);
        }
    }
    // The list has them all the same, each with what is wrong; the others are not held up.
    let list = seat.cli(["list", site.path().to_str().unwrap()]).ended(0);
    let posts = list["posts"].as_array().unwrap();
    assert_eq!(posts.iter().filter(|post| post["problem"].is_string()).count(), 2);
    posts.iter().filter_map(|post| post["problem"].as_str()).for_each(plain);
    seat.cli(["set", &place(&site, OLD), "title=Other"]).ended(0);
    let out = seat.cli(["publish", site.path().to_str().unwrap()]).ended(0);
    assert_eq!(out["files"].as_array().unwrap().len(), 1);
}

#[test]
fn a_picture_that_is_no_picture() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let post = place(&site, OLD);
    let outside = seat.world.folder();
    let whole = photo(60, 40);
    for (name, bytes, code) in [
        ("words.jpg", b"only words".to_vec(), "not-a-picture"),
        ("nothing.png", Vec::new(), "not-a-picture"),
        ("cut.jpg", whole[..whole.len() / 3].to_vec(), "picture-damaged"),
    ] {
        std::fs::write(outside.join(name), bytes).unwrap();
        let picture = outside.join(name);
        check(&seat, site.path(), &[vec!["attach", &post, picture.to_str().unwrap()]], code);
    }
    check(&seat, site.path(), &[vec!["attach", &post, "none.jpg"]], "no-such-file");
}

#[test]
fn an_imported_text_with_a_broken_picture_becomes_a_whole_draft_and_one_that_fails_none() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let desktop = seat.world.folder().join("desktop");
    std::fs::create_dir(&desktop).unwrap();
    std::fs::write(desktop.join("trip.md"), "# A trip\n\n![us](boat.jpg)\n\nWe sailed.\n").unwrap();
    std::fs::write(desktop.join("boat.jpg"), "only words").unwrap();
    std::fs::write(desktop.join("trip.odt"), "PK").unwrap();
    let shown = site.path().to_str().unwrap();
    let trip = desktop.join("trip.md");
    let imported = seat.cli(["import", shown, trip.to_str().unwrap()]).ended(0);
    let post = place(&site, imported["posts"][0]["path"].as_str().unwrap());
    let found = seat.cli(["check", &post]).ended(0);
    assert!(found["findings"].as_array().unwrap().iter().any(|found| found["id"] == "picture-missing"), "{found}");
    let odt = desktop.join("trip.odt");
    check(&seat, site.path(), &[vec!["import", shown, odt.to_str().unwrap()]], "not-importable");
}

#[test]
fn details_that_cannot_be_read_cannot_be_changed_and_the_text_can() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    site.write(OLD, b"---\ntitle: \"half\ndate: [\n---\n\nWords.\n");
    check(&seat, site.path(), &[vec!["set", &place(&site, OLD), "title=New"]], "details");
    let mut open = seat.open(site.path());
    let page = open.open_post(OLD).unwrap();
    plain(page.details.problem.as_deref().unwrap());
    open.write_body(OLD, &page.body.replace("Words", "Other words")).unwrap();
    open.save(OLD).unwrap();
    assert_eq!(site.read(OLD), b"---\ntitle: \"half\ndate: [\n---\n\nOther words.\n");
}
