//! Colleagues who publish at the same time, and developers who work in the folder.

use std::fs;

use byline_git::{AsText, Conflict, Fault, Outcome, Quiet, publish};
use byline_testkit::{FaultyEngine, Pushing};

use crate::common::{
    POST, Prepare, TEXT, attempts, change, changing_only, engine, file, id, job, on_every_engine, run, run_counting,
    world,
};

const FIRST: &[u8] = b"# Hello\n\nA better first paragraph.\n\nThe second paragraph.\n";
const SECOND: &[u8] = b"# Hello\n\nThe first paragraph.\n\nA better second paragraph.\n";
const BOTH: &[u8] = b"# Hello\n\nA better first paragraph.\n\nA better second paragraph.\n";

#[test]
fn a_server_that_moved_on_is_built_upon() {
    let (world, site) = world();
    world.colleague_publishes("content/news.md", b"News\n");
    let engine = engine(&site);
    let change = change(&*engine, FIRST);
    let outcome = changing_only(&world, &site, &[(POST, Some(FIRST))], || run(&*engine, &change));
    assert_eq!(attempts(&outcome), 1);
    assert_eq!(world.server_log()[0].files, [POST]);
}

#[test]
fn a_colleagues_change_elsewhere_in_the_post_is_kept() {
    let (world, site) = world();
    world.colleague_publishes(POST, SECOND);
    let engine = engine(&site);
    let change = change(&*engine, FIRST);
    let outcome = changing_only(&world, &site, &[(POST, Some(BOTH))], || run(&*engine, &change));
    let Outcome::Published { files, commit, .. } = outcome else { panic!("{outcome:?}") };
    assert!(files[0].merged);
    assert_eq!(engine.read(&commit, POST).unwrap().unwrap(), BOTH);
}

#[test]
fn changes_to_words_of_one_paragraph_are_joined() {
    let (world, site) = world();
    let theirs = b"# Hello\n\nThe first paragraph.\n\nThe second, longer paragraph.\n";
    let ours = b"# Hello\n\nThe first paragraph.\n\nThe second paragraph!\n";
    let both = b"# Hello\n\nThe first paragraph.\n\nThe second, longer paragraph!\n";
    world.colleague_publishes(POST, theirs);
    let engine = engine(&site);
    let change = change(&*engine, ours);
    changing_only(&world, &site, &[(POST, Some(both))], || run(&*engine, &change));
}

#[test]
fn the_same_sentence_rewritten_twice_is_for_the_person() {
    let (world, site) = world();
    let theirs = b"# Hello\n\nCarl wrote something else entirely.\n\nThe second paragraph.\n";
    world.colleague_publishes(POST, theirs);
    let engine = engine(&site);
    let job = change(&*engine, FIRST);
    let outcome = changing_only(&world, &site, &[], || run(&*engine, &job));
    let conflict = Conflict {
        path: POST.to_owned(),
        theirs: Some(theirs.to_vec()),
        ours: Some(FIRST.to_vec()),
        base: Some(TEXT.to_vec()),
        their_id: Some(id(theirs, &*engine)),
    };
    assert_eq!(outcome, Outcome::NeedsYou { conflicts: vec![conflict.clone()] });
    // She keeps hers: the same text, now made from Carl's.
    let mut settled = job;
    settled.id = "job-2".to_owned();
    settled.files[0].base = conflict.their_id;
    changing_only(&world, &site, &[(POST, Some(FIRST))], || run(&*engine, &settled));
}

#[test]
fn a_picture_that_two_replaced_is_for_the_person() {
    let (world, site) = world();
    world.colleague_publishes("static/hello.png", b"\x89PNG theirs");
    let engine = engine(&site);
    let job = job(vec![file(&*engine, "static/hello.png", Some(b"\x89PNG"), Some(b"\x89PNG\0ours"))]);
    let outcome = changing_only(&world, &site, &[], || run(&*engine, &job));
    assert!(matches!(outcome, Outcome::NeedsYou { .. }));
}

#[test]
fn a_post_deleted_there_and_edited_here_is_for_the_person() {
    let (world, site) = world();
    world.colleague_deletes(POST);
    let engine = engine(&site);
    let change = change(&*engine, FIRST);
    let outcome = changing_only(&world, &site, &[], || run(&*engine, &change));
    let Outcome::NeedsYou { conflicts } = outcome else { panic!("{outcome:?}") };
    let asked = Conflict {
        path: POST.to_owned(),
        theirs: None,
        ours: Some(FIRST.to_vec()),
        base: Some(TEXT.to_vec()),
        their_id: None,
    };
    assert_eq!(conflicts, [asked]);
    // She keeps hers: it is a new file now.
    let again = job(vec![file(&*engine, POST, None, Some(FIRST))]);
    assert!(matches!(run(&*engine, &again), Outcome::Published { .. }));
    assert_eq!(world.server_files()[POST], FIRST);
}

#[test]
fn what_was_deleted_there_and_is_as_it_was_here_comes_back_and_says_so() {
    let (world, site) = world();
    world.colleague_deletes(POST);
    let engine = engine(&site);
    let same = change(&*engine, TEXT);
    let outcome = changing_only(&world, &site, &[(POST, Some(TEXT))], || run(&*engine, &same));
    let Outcome::Published { files, .. } = outcome else { panic!("{outcome:?}") };
    assert!(files[0].restored && !files[0].merged);
}

#[test]
fn deleting_what_a_colleague_edited_is_for_the_person_and_what_is_gone_is_gone() {
    let (world, site) = world();
    let engine = engine(&site);
    let delete = job(vec![file(&*engine, POST, Some(TEXT), None)]);
    world.colleague_publishes(POST, SECOND);
    assert!(matches!(changing_only(&world, &site, &[], || run(&*engine, &delete)), Outcome::NeedsYou { .. }));
    world.colleague_deletes(POST);
    assert!(matches!(changing_only(&world, &site, &[], || run(&*engine, &delete)), Outcome::AlreadyPublished { .. }));
}

#[test]
fn a_race_lost_between_asking_and_sending_is_run_again() {
    let (world, site) = world();
    let world = std::sync::Arc::new(std::sync::Mutex::new(world));
    let races = (0..3).map(|n| {
        let world = std::sync::Arc::clone(&world);
        Pushing::After(Box::new(move || {
            world.lock().unwrap().colleague_publishes(&format!("content/race-{n}.md"), b"faster\n");
        }))
    });
    let engine = FaultyEngine::new(engine(&site), Vec::new(), races.collect());
    let (outcome, pauses) = run_counting(&engine, &change(&engine, FIRST));
    assert_eq!(attempts(&outcome.unwrap()), 4);
    assert_eq!(pauses.len(), 0, "it goes on at once");
    let world = world.lock().unwrap();
    let files = world.server_files();
    assert_eq!(files[POST], FIRST);
    assert!((0..3).all(|n| files.contains_key(&format!("content/race-{n}.md"))));
    assert_eq!(world.server_log().len(), 5);
}

#[test]
fn two_writers_publish_in_turns_and_nothing_is_lost() {
    let (world, anna) = world();
    let ben = world.clone_site("ben");
    let (annas, bens) = (engine(&anna), engine(&ben));
    let mut before: [Option<Vec<u8>>; 2] = [None, None];
    for round in 0..6 {
        for (who, engine) in [(0, &annas), (1, &bens)] {
            let path = format!("content/writer-{who}.md");
            let text = format!("Round {round}\n").into_bytes();
            let mut job = job(vec![file(&**engine, &path, before[who].as_deref(), Some(&text))]);
            job.id = format!("job-{who}-{round}");
            run(&**engine, &job);
            before[who] = Some(text);
        }
    }
    assert_eq!(world.server_log().len(), 13);
    assert_eq!(world.server_files()["content/writer-0.md"], b"Round 5\n");
    assert_eq!(world.server_files()["content/writer-1.md"], b"Round 5\n");
}

#[test]
fn a_second_byline_waits() {
    let (world, site) = world();
    let (first, second) = (engine(&site), engine(&site));
    let claim = first.claim().unwrap();
    assert!(claim.is_held());
    let job = change(&*second, FIRST);
    let outcome = changing_only(&world, &site, &[], || run(&*second, &job));
    assert!(matches!(outcome, Outcome::Waiting { why: byline_git::Waiting::Busy, .. }), "{outcome:?}");
    drop(claim);
    assert_eq!(attempts(&run(&*second, &job)), 1);
}

/// A developer's states of the folder. Publishing must neither mind nor disturb any of them.
fn states() -> Vec<(&'static str, Prepare)> {
    vec![
        ("edited, staged and new files", |_, site| {
            site.write("content/about.md", b"edited\n");
            site.write("content/staged.md", b"staged\n");
            site.stage("content/staged.md");
            site.write("content/new.md", b"new\n");
        }),
        ("the post itself staged otherwise", |_, site| {
            site.write(POST, b"staged\n");
            site.stage(POST);
            site.write(POST, b"and edited again\n");
        }),
        ("detached", |_, site| {
            let repo = site.repo();
            let tip = repo.refname_to_id("refs/heads/main").unwrap();
            repo.set_head_detached(tip).unwrap();
        }),
        ("another branch with commits", |_, site| {
            let repo = site.repo();
            let tip = repo.head().unwrap().peel_to_commit().unwrap();
            repo.branch("feature", &tip, false).unwrap();
            repo.set_head("refs/heads/feature").unwrap();
            site.write("content/feature.md", b"unfinished\n");
            site.commit_all("feature");
        }),
        ("own commits on the branch", |_, site| {
            site.write("content/own.md", b"own\n");
            site.commit_all("own");
        }),
        ("a branch that does not exist yet", |_, site| {
            site.repo().set_head("refs/heads/unborn").unwrap();
        }),
        ("an unfinished merge with conflicts and a left lock", |_, site| {
            let tip = site.repo().refname_to_id("refs/heads/main").unwrap();
            fs::write(site.path().join(".git/MERGE_HEAD"), format!("{tip}\n")).unwrap();
            fs::write(site.path().join(".git/index.lock"), b"").unwrap();
        }),
        ("an index that libgit2 cannot read", |_, site| {
            let place = site.path().join(".git/index");
            let mut index = fs::read(&place).unwrap();
            index.truncate(index.len() - 1);
            fs::write(place, index).unwrap();
        }),
        ("a left lock on the tracking ref", |_, site| {
            let folder = site.path().join(".git/refs/remotes/origin");
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join("main.lock"), b"").unwrap();
        }),
        ("a failing hook and programs in the settings", |_, site| {
            let mut config = site.repo().config().unwrap();
            config.set_str("gpg.program", "/bin/false").unwrap();
            config.set_str("core.fsmonitor", "/bin/false").unwrap();
            config.set_str("core.hooksPath", ".githooks").unwrap();
            site.write(".githooks/pre-push", b"#!/bin/sh\nexit 1\n");
        }),
    ]
}

#[test]
fn a_developers_work_in_the_folder_is_not_touched() {
    for (name, prepare) in states() {
        let (world, site) = world();
        // The server's default branch is known, as after `git clone`.
        site.repo().reference_symbolic("refs/remotes/origin/HEAD", "refs/remotes/origin/main", true, "clone").unwrap();
        prepare(&world, &site);
        let engine = engine(&site);
        let job = change(&*engine, FIRST);
        let outcome = changing_only(&world, &site, &[(POST, Some(FIRST))], || run(&*engine, &job));
        assert_eq!(attempts(&outcome), 1, "{name}");
    }
}

#[test]
fn locks_of_a_killed_byline_are_cleared_and_a_broken_note_is_replaced() {
    let (world, site) = world();
    let own = site.path().join(".git/refs/byline/remote");
    fs::create_dir_all(&own).unwrap();
    fs::write(own.join("main"), b"").unwrap();
    fs::write(own.join("main.lock"), b"").unwrap();
    fs::create_dir_all(own.with_file_name("pending")).unwrap();
    fs::write(own.with_file_name("pending").join("job-1.lock"), b"").unwrap();
    let engine = engine(&site);
    assert!(engine.known_tip().unwrap().is_some());
    let job = change(&*engine, FIRST);
    let outcome = changing_only(&world, &site, &[(POST, Some(FIRST))], || run(&*engine, &job));
    assert_eq!(attempts(&outcome), 1);
}

#[test]
fn a_branch_that_left_the_server_is_not_made_anew() {
    let (world, site) = world();
    let server = git2::Repository::open_bare(world.server()).unwrap();
    server.find_reference("refs/heads/main").unwrap().rename("refs/heads/trunk", false, "").unwrap();
    server.set_head("refs/heads/trunk").unwrap();
    let engine = engine(&site);
    assert_eq!(engine.fetch(&Quiet), Err(Fault::BranchGone { branch: "main".to_owned() }));
    let outcome = publish(&*engine, &change(&*engine, FIRST), &AsText, &Quiet, &|_| {}, 1).unwrap();
    assert!(matches!(outcome, Outcome::Refused { why: byline_git::Refusal::BranchGone, .. }));
    assert!(server.find_reference("refs/heads/main").is_err());
}

#[test]
fn without_an_upstream_the_servers_default_branch_is_learned() {
    let (world, site) = world();
    let server = git2::Repository::open_bare(world.server()).unwrap();
    server.find_reference("refs/heads/main").unwrap().rename("refs/heads/trunk", false, "").unwrap();
    server.set_head("refs/heads/trunk").unwrap();
    let mut config = site.repo().config().unwrap();
    config.remove("branch.main.remote").unwrap();
    config.remove("branch.main.merge").unwrap();
    let first = engine(&site);
    assert_eq!(first.destination().unwrap().branch, "main");
    let outcome = run(&*first, &change(&*first, FIRST));
    assert!(matches!(&outcome, Outcome::Published { branch, .. } if branch == "trunk"), "{outcome:?}");
    assert_eq!(engine(&site).destination().unwrap().branch, "trunk");
    assert!(server.find_reference("refs/heads/main").is_err());
}

on_every_engine!(
    a_server_that_moved_on_is_built_upon,
    a_colleagues_change_elsewhere_in_the_post_is_kept,
    changes_to_words_of_one_paragraph_are_joined,
    the_same_sentence_rewritten_twice_is_for_the_person,
    a_picture_that_two_replaced_is_for_the_person,
    a_post_deleted_there_and_edited_here_is_for_the_person,
    what_was_deleted_there_and_is_as_it_was_here_comes_back_and_says_so,
    deleting_what_a_colleague_edited_is_for_the_person_and_what_is_gone_is_gone,
    a_race_lost_between_asking_and_sending_is_run_again,
    two_writers_publish_in_turns_and_nothing_is_lost,
    a_second_byline_waits,
    a_developers_work_in_the_folder_is_not_touched,
    locks_of_a_killed_byline_are_cleared_and_a_broken_note_is_replaced,
    a_branch_that_left_the_server_is_not_made_anew,
    without_an_upstream_the_servers_default_branch_is_learned,
);
