//! Two writers who publish at the same time, half of their posts being the same ones.

use std::path::{Path, PathBuf};
use std::thread;
use std::time::Instant;

use byline_desk::api::OutcomeKind;
use byline_desk::{Site, Surroundings};
use byline_testkit::{SiteFolder, World, takes_a_pull};

use crate::seat::JEKYLL;

#[test]
fn two_writers_publish_at_the_same_time_and_nothing_is_lost_or_doubled() {
    publish(10);
}

/// Whether the post of this number is one of both writers.
fn is_shared(number: usize) -> bool {
    number % 2 == 1
}

fn path(who: &str, number: usize) -> String {
    if is_shared(number) {
        format!("_posts/2026-01-06-shared-{number:03}.md")
    } else {
        format!("_posts/2026-01-07-{who}-{number:03}.md")
    }
}

fn shared_text(anna: &str, ben: &str, number: usize) -> String {
    format!("---\ntitle: Shared {number}\n---\n\n{anna}\n\nNobody changes this paragraph.\n\n{ben}\n")
}

/// How one writer fared: attempts of all posts together, and the most that one took.
struct Fared {
    attempts: u32,
    most: u32,
}

pub(super) fn publish(posts: usize) {
    let world = World::new();
    let mut files: Vec<(String, Vec<u8>)> =
        JEKYLL.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())).collect();
    for number in (0..posts).filter(|number| is_shared(*number)) {
        files.push((path("", number), shared_text("Anna's lines.", "Ben's lines.", number).into_bytes()));
    }
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    let web = world.web().start();
    let anna = world.site("anna", &files);
    let ben = world.clone_site("ben");
    let desk = |who: &str| world.folder().join("desks").join(who);
    let (annas, bens) = (desk("anna"), desk("ben"));
    for site in [&anna, &ben] {
        site.repo().remote_set_url("origin", &web.url("server.git")).unwrap();
    }
    let began = Instant::now();
    let writers = [("anna", &anna, &annas), ("ben", &ben, &bens)]
        .map(|(who, site, desk)| (who, site.path().to_owned(), desk.clone()));
    let running = writers.map(|(who, site, desk)| thread::spawn(move || write_all(who, &site, &desk, posts)));
    let fared = running.map(|writer| writer.join().unwrap());
    let took = began.elapsed();

    // Exactly one state for each publish: nothing doubled, nothing lost.
    let log = world.server_log();
    assert_eq!(log.len(), 1 + 2 * posts, "{:?}", &log[..4]);
    assert!(log.iter().rev().skip(1).all(|commit| commit.files.len() == 1));
    let server = world.server_files();
    for number in 0..posts {
        for who in ["anna", "ben"] {
            let text = String::from_utf8(server[&path(who, number)].clone()).unwrap();
            assert!(text.contains(&format!("{who} was here with {number}.")), "{text}");
        }
        if is_shared(number) {
            let both = shared_text(&line("anna", number), &line("ben", number), number);
            assert_eq!(server[&path("", number)], both.as_bytes());
        }
    }
    // Both end with the same.
    for (site, desk) in [(&anna, &annas), (&ben, &bens)] {
        let mut open = Site::open(site.path(), Surroundings::new(desk)).unwrap();
        let report = open.sync().unwrap();
        assert!(report.sent.is_empty() && report.needs_you.is_empty(), "{report:?}");
        equal(site, &server);
        site.repo().remote_set_url("origin", &world.url()).unwrap();
        takes_a_pull(&world, site, &[]);
    }
    let per_second = 2.0 * f64::from(u32::try_from(posts).unwrap()) / took.as_secs_f64();
    println!(
        "two writers, {posts} posts each: {took:.1?}, {per_second:.1} a second; attempts {} and {}, at most {} for one post",
        fared[0].attempts,
        fared[1].attempts,
        fared[0].most.max(fared[1].most)
    );
}

fn line(who: &str, number: usize) -> String {
    format!("{who} was here with {number}.")
}

fn write_all(who: &str, folder: &Path, desk: &PathBuf, posts: usize) -> Fared {
    let mut site = Site::open(folder, Surroundings::new(desk)).unwrap();
    let mut fared = Fared { attempts: 0, most: 0 };
    for number in 0..posts {
        let (path, line) = (path(who, number), line(who, number));
        let place = folder.join(&path);
        let text = if is_shared(number) {
            let now = std::fs::read_to_string(&place).unwrap();
            now.replace(if who == "anna" { "Anna's lines." } else { "Ben's lines." }, &line)
        } else {
            format!("---\ntitle: {who} {number}\n---\n\n{line}\n")
        };
        std::fs::write(&place, text).unwrap();
        site.files_changed().unwrap();
        let outcome = site.publish(&path, None).unwrap();
        assert_eq!(outcome.outcome, OutcomeKind::Published, "{who} {number}: {outcome:?}");
        fared.attempts += outcome.attempts;
        fared.most = fared.most.max(outcome.attempts);
    }
    fared
}

fn equal(site: &SiteFolder, server: &std::collections::BTreeMap<String, Vec<u8>>) {
    for (path, bytes) in server {
        assert!(site.read(path) == *bytes, "{path} differs");
    }
}
