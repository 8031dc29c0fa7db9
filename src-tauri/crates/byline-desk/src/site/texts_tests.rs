//! What is kept of a text that had to give way: seen from inside.

use byline_testkit::{SiteFolder, World};

use super::Site;
use crate::Surroundings;
use crate::api::{OpenPost, OutcomeKind, VersionsChoice};

const POST: &str = "posts/a.md";

fn site(world: &World) -> (SiteFolder, Site) {
    let folder = world.site("site", &[(POST, b"# A\n\nFirst.\n")]);
    let mut site = Site::open(folder.path(), Surroundings::new(world.folder().join("desk"))).unwrap();
    site.open_post(POST).unwrap();
    (folder, site)
}

/// Chooses one side for all that is asked.
fn choose(site: &mut Site, theirs: bool) -> OpenPost {
    let asked = site.two_versions(POST).unwrap().unwrap();
    let choice = if theirs { VersionsChoice::Theirs } else { VersionsChoice::Mine };
    let settled = site.settle_versions(POST, &asked.stamp, &vec![choice; asked.questions.len()]).unwrap();
    assert!(settled.done && settled.next.is_none());
    settled.post.unwrap()
}

fn kept(site: &Site, text: &str) -> bool {
    site.store.versions(POST).contains(&text.as_bytes().to_vec())
}

#[test]
fn the_text_that_was_not_chosen_is_kept() {
    for theirs in [true, false] {
        let world = World::new();
        let (folder, mut site) = site(&world);
        site.write_body(POST, "# A\n\nMine.\n").unwrap();
        folder.write(POST, b"# A\n\nTheirs.\n");
        site.save(POST).unwrap();
        choose(&mut site, theirs);
        assert!(kept(&site, if theirs { "# A\n\nMine.\n" } else { "# A\n\nTheirs.\n" }));
        assert_eq!(folder.read(POST), if theirs { b"# A\n\nTheirs.\n".to_vec() } else { b"# A\n\nMine.\n".to_vec() });
    }
}

#[test]
fn a_post_let_go_is_kept() {
    let world = World::new();
    let (folder, mut site) = site(&world);
    site.write_body(POST, "# A\n\nMine.\n").unwrap();
    std::fs::remove_file(folder.path().join(POST)).unwrap();
    site.files_changed().unwrap();
    let gone = choose(&mut site, true);
    assert!(gone.read_only.is_some() && gone.two_versions.is_none());
    assert!(kept(&site, "# A\n\nMine.\n"));
    assert_eq!(site.store.journalled(POST).unwrap(), None);
}

#[test]
fn a_colleagues_text_of_the_same_sentence_is_kept() {
    let world = World::new();
    let (_folder, mut site) = site(&world);
    site.write_body(POST, "# A\n\nMine.\n").unwrap();
    world.colleague_publishes(POST, b"# A\n\nTheirs.\n");
    assert_eq!(site.publish(POST, None).unwrap().outcome, OutcomeKind::NeedsYou);
    assert!(kept(&site, "# A\n\nTheirs.\n"));
}

#[test]
fn the_text_before_a_merge_and_before_a_fix_is_kept() {
    let world = World::new();
    let text = "# A\n\n![x](my boat.jpg)\n\nMiddle.\n\nLast.\n";
    let folder = world.site("site", &[(POST, text.as_bytes())]);
    let mut site = Site::open(folder.path(), Surroundings::new(world.folder().join("desk"))).unwrap();
    site.fix_all(POST).unwrap();
    assert!(kept(&site, text));
    site.save(POST).unwrap();
    let mine = String::from_utf8(folder.read(POST)).unwrap();
    world.colleague_publishes(POST, text.replace("Last.", "Theirs.").as_bytes());
    assert_eq!(site.publish(POST, None).unwrap().outcome, OutcomeKind::Published);
    assert!(kept(&site, &mine));
}
