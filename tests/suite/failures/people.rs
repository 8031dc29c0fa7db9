//! Colleagues and developers.

use byline_testkit::{git, takes_a_pull};
use serde_json::json;

use super::row::Row;
use crate::publishing::{OLD, old_with, place};

#[test]
fn what_colleagues_published_meanwhile_stays() {
    let row = Row::new();
    row.seat.world.colleague_publishes("_posts/2026-02-02-theirs.md", b"---\ntitle: Theirs\n---\n\nWords.\n");
    row.is_published();
    assert!(row.site.exists("_posts/2026-02-02-theirs.md"), "and it is here now");
}

#[test]
fn a_colleague_who_is_faster_each_time_only_delays() {
    let row = Row::new();
    // Between the first question and what is sent, three times: the server's own hook makes a colleague's state.
    let count = row.seat.world.folder().join("races");
    row.seat.world.install_hook(
        "pre-receive",
        &format!(
            "n=$(cat '{0}' 2>/dev/null || echo 0)\n[ \"$n\" -lt 3 ] || exit 0\necho $((n+1)) >'{0}'\n\
             unset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES\n\
             export GIT_AUTHOR_NAME=C GIT_AUTHOR_EMAIL=c@example.org GIT_COMMITTER_NAME=C GIT_COMMITTER_EMAIL=c@example.org\n\
             c=$(git commit-tree -p refs/heads/main -m \"race $n\" 'refs/heads/main^{{tree}}') || exit 1\n\
             git update-ref refs/heads/main \"$c\"\n",
            count.display()
        ),
    );
    let out = row.seat.cli(["publish", &place(&row.site, OLD)]).ended(0);
    assert_eq!((&out["outcome"], &out["attempts"]), (&json!("published"), &json!(4)), "{out}");
    assert_eq!(row.seat.world.server_log().len(), 5);
    row.is_published_once();
}

#[test]
fn the_same_sentence_changed_by_two_is_for_the_person() {
    let row = Row::new();
    let theirs = String::from_utf8(old_with(&row.site, "Better", "Quite other")).unwrap();
    row.seat.world.colleague_publishes(OLD, theirs.as_bytes());
    let mine = row.site.read(OLD);
    let out = row.seat.cli(["publish", &place(&row.site, OLD)]).ended(3);
    assert_eq!(out["outcome"], "needs-you");
    assert_eq!(row.site.read(OLD), mine, "no mark of any kind in her file");
    assert_eq!(row.seat.world.server_files()[OLD], theirs.as_bytes());
    assert_eq!(row.state(), "needs-you");
}

#[test]
fn what_two_changed_in_different_places_is_joined_here_and_there() {
    let row = Row::new();
    let original = String::from_utf8(row.site.read(OLD)).unwrap().replace("Better", "First");
    let theirs = original.replace("Last words", "Last words of a colleague");
    row.seat.world.colleague_publishes(OLD, theirs.as_bytes());
    row.seat.cli(["publish", &place(&row.site, OLD)]).ended(0);
    let both = theirs.replace("First", "Better");
    assert_eq!(row.seat.world.server_files()[OLD], both.as_bytes());
    assert_eq!(row.site.read(OLD), both.as_bytes());
    row.reached_at(&row.seat.world.url());
    takes_a_pull(&row.seat.world, &row.site, &[]);
}

#[test]
fn a_clone_that_was_cut_off_publishes_and_receives() {
    let row = Row::new();
    for n in 0..3 {
        row.seat.world.colleague_publishes(&format!("news-{n}.txt"), b"news\n");
    }
    let place_of = row.seat.world.folder();
    git(&place_of, &["clone", "-q", "--depth", "1", &row.url(), "shallow"]);
    let shallow = place_of.join("shallow");
    let file = shallow.join(OLD);
    std::fs::write(&file, row.site.read(OLD)).unwrap();
    row.seat.world.colleague_publishes("news-3.txt", b"news\n");
    let out = row.seat.cli(["publish", file.to_str().unwrap()]).ended(0);
    assert_eq!(out["outcome"], "published");
    assert_eq!(git(&shallow, &["status", "--porcelain"]), "");
    assert!(shallow.join("news-3.txt").exists());
    git(&shallow, &["pull", "-q", "--ff-only"]);
    git(&shallow, &["fsck", "--strict", "--no-dangling"]);
    git(row.seat.world.server(), &["fsck", "--strict", "--no-dangling"]);
}
