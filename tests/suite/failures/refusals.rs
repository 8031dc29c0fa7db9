//! What a server refuses, in the words of the forges.

use byline_testkit::{Answer, Odd, Oddity, noisy_png};

use super::row::Row;
use crate::publishing::OLD;

fn answer(status: &str) -> Answer {
    Answer { status: status.to_owned(), headers: vec!["Content-Type: text/plain".to_owned()], body: String::new() }
}

#[test]
fn an_account_that_may_not_publish_is_told_so() {
    let row = Row::new();
    row.web.answer("git-receive-pack", &answer("403 Forbidden"));
    row.refused("forbidden", &[]);
    row.web.answer_as_git();
    for said in [
        "Permission to acme/site.git denied to anna.",
        "GitLab: You are not allowed to push code to this project.",
        "This repository was archived so it is read-only.",
    ] {
        row.seat.world.server_refuses(said);
        row.refused("forbidden", &[]);
    }
    row.seat.world.server_accepts();
    row.is_published();
}

#[test]
fn a_protected_website_is_known_by_the_words_of_every_forge() {
    let row = Row::new();
    for said in [
        "error: GH006: Protected branch update failed for refs/heads/main.",
        "error: GH013: Repository rule violations found for refs/heads/main.",
        "GitLab: You are not allowed to push code to protected branches on this project.",
        "Forgejo: Not allowed to push to protected branch main",
        "Gitea: Not allowed to push to protected branch main",
    ] {
        row.seat.world.server_refuses(said);
        row.refused("protected", &[]);
    }
    row.seat.world.server_accepts();
    row.is_published();
}

#[test]
fn a_checks_own_words_are_shown() {
    let row = Row::new();
    row.seat.world.server_refuses("Titles must be in English.");
    row.refused("hook", &[("said", "Titles must be in English.")]);
    row.seat.world.install_hook("pre-receive", "echo '------' >&2\necho 'One.' >&2\necho 'Two.' >&2\nexit 1\n");
    row.refused("hook", &[("said", "One. Two.")]);
    row.seat.world.install_hook("pre-receive", "exit 1\n");
    row.refused("hook-silent", &[]);
    row.seat.world.install_hook("update", "exit 1\n");
    row.seat.world.install_hook("pre-receive", "exit 0\n");
    row.refused("hook-silent", &[]);
    row.seat.world.server_accepts();
    row.is_published();
}

#[test]
fn a_file_that_is_too_large_is_named_with_its_size() {
    let row = Row::over(|serving| serving.taking_at_most(64));
    let picture = noisy_png(200, 200);
    row.site.write("boat.png", &picture);
    row.site.write(OLD, b"---\ntitle: T\n---\n\n![The boat](/boat.png)\n");
    let size = byline_desk::words::size(picture.len() as u64);
    let before = row.seat.world.server_files();
    let out = row.seat.cli(["publish", row.site.path().join(OLD).to_str().unwrap()]).ended(3);
    assert_eq!(
        out["message"],
        byline_desk::words::say("outcome.server-too-large", &[("file", "boat.png"), ("size", &size)])
    );
    assert_eq!(row.seat.world.server_files(), before);
    assert_eq!(row.state(), "changed");

    let row = Row::new();
    let size = byline_desk::words::size(row.site.read(OLD).len() as u64);
    let file = OLD.rsplit('/').next().unwrap();
    for said in ["remote: error: GH001: Large files detected.", "File x is 130.00 MB; this exceeds the file size limit"]
    {
        row.seat.world.server_refuses(said);
        row.refused("server-too-large", &[("file", file), ("size", &size)]);
    }
}

#[test]
fn a_server_without_room_says_so_and_a_used_up_share_is_another_thing() {
    let row = Row::new();
    let said = "write error: No space left on device";
    row.seat.world.server_refuses(said);
    row.refused("server-full", &[("said", said)]);
    for said in [
        "Your push to this repository would cause it to exceed the allocated storage limit.",
        "Quota exceeded",
        "Your push has been rejected, because this repository is above its size limit of 1 GiB by 200 MiB.",
    ] {
        row.seat.world.server_refuses(said);
        row.refused("server-quota", &[("said", said)]);
    }
    row.seat.world.server_accepts();
    row.is_published();
}

#[test]
fn a_website_that_is_not_there_any_more_is_not_made_anew() {
    let row = Row::new();
    row.reached_at(&row.web.url("another.git"));
    row.refused("server-gone", &[]);
    let server = Oddity::start(Odd::status("410 Gone"));
    row.reached_at(&server.url());
    row.refused("server-gone", &[]);
    row.reached_at(&row.url());
    row.is_published();
}

#[test]
fn a_place_on_the_server_that_is_gone_is_told_apart_from_a_website_that_is() {
    let row = Row::new();
    byline_testkit::git(row.seat.world.server(), &["update-ref", "refs/heads/elsewhere", "refs/heads/main~0"]);
    byline_testkit::git(row.seat.world.server(), &["update-ref", "-d", "refs/heads/main"]);
    row.refused("branch-gone", &[]);
}

#[test]
fn a_redirect_to_another_host_takes_no_secret_along() {
    let row = Row::new();
    let elsewhere = Oddity::start(Odd::With(
        "401 Unauthorized".to_owned(),
        vec!["WWW-Authenticate: Basic realm=\"x\"".to_owned()],
        String::new(),
    ));
    let first = Oddity::start(Odd::Redirect(elsewhere.url().replace("127.0.0.1", "localhost")));
    row.reached_at(&first.url().replace("//", "//anna:secret@"));
    row.waits("sign-in", &[]);
    assert!(!elsewhere.heads().is_empty() && !elsewhere.was_told_a_secret());
    row.reached_at(&row.url());
    row.goes_out();
}

#[test]
fn a_server_that_moved_does_not_take_a_post_by_the_old_address() {
    let row = Row::new();
    row.web.answer(
        "git-receive-pack",
        &Answer {
            status: "301 Moved Permanently".to_owned(),
            headers: vec![format!(
                "Location: {}/info/refs?service=git-receive-pack",
                row.url().replace("127.0.0.1", "localhost")
            )],
            body: String::new(),
        },
    );
    row.refused("server-gone", &[]);
    row.web.answer_as_git();
    row.is_published();
}
