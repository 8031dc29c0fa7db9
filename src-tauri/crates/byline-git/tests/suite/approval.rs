//! Sending for approval: where it goes, that it carries on what was sent before, and that it touches nothing else.

use byline_git::{
    AsText, Earlier, Engine, Fault, Forge, Job, Outcome, Quiet, Refusal, Request, kept_as, send_for_approval,
};
use byline_testkit::{FaultyEngine, Pushing, World};

use crate::common::{POST, change, changing_only, engine, run, world};

const FIRST: &[u8] = b"# Hello\n\nA better first paragraph.\n\nThe second paragraph.\n";
const SECOND: &[u8] = b"# Hello\n\nA better first paragraph.\n\nA better second paragraph.\n";

fn request(forge: Forge) -> Request {
    Request { name: "hello".to_owned(), title: "Hello\nyou".to_owned(), forge, earlier: None }
}

fn send(engine: &dyn Engine, job: &Job, request: &Request) -> Outcome {
    send_for_approval(engine, job, request, &AsText, &Quiet, &|_| {}, 7).unwrap()
}

/// What was sent, to be carried on by the next request.
fn sent(outcome: &Outcome) -> (Earlier, String) {
    match outcome {
        Outcome::SentForApproval { commit, name, branch, .. } => {
            (Earlier { name: name.clone(), commit: commit.clone() }, branch.clone())
        }
        other => panic!("not sent: {other:?}"),
    }
}

/// The commits of a branch on the server, the newest first, and its text of the post.
fn on_server(world: &World, reference: &str) -> (Vec<String>, Vec<u8>) {
    world.server_branch(reference, POST)
}

#[test]
fn a_branch_of_its_own_has_the_post_and_the_site_has_not() {
    let (world, site) = world();
    let engine = engine(&site);
    let outcome =
        changing_only(&world, &site, &[], || send(&*engine, &change(&*engine, FIRST), &request(Forge::Other)));
    let (earlier, branch) = sent(&outcome);
    assert_eq!(branch, "posts/hello");
    let (commits, text) = on_server(&world, "refs/heads/posts/hello");
    assert_eq!((commits.len(), commits[0].as_str(), text.as_slice()), (2, earlier.commit.as_str(), FIRST));
    assert_eq!(engine.kept(&kept_as("hello")).unwrap(), Some(earlier.commit));
    assert_eq!(engine.kept("job-1").unwrap(), None);
}

#[test]
fn sending_again_carries_the_request_on_without_force() {
    let (world, site) = world();
    let engine = engine(&site);
    let (earlier, _) = sent(&send(&*engine, &change(&*engine, FIRST), &request(Forge::Other)));
    // The site goes on meanwhile; the request stands where it was.
    world.colleague_publishes("content/about.md", b"About us all.\n");
    let again = Request { earlier: Some(earlier.clone()), ..request(Forge::Other) };
    let job = Job { id: "job-2".to_owned(), ..change(&*engine, SECOND) };
    let (second, branch) = sent(&send(&*engine, &job, &again));
    assert_eq!(branch, "posts/hello");
    let (commits, text) = on_server(&world, "refs/heads/posts/hello");
    assert_eq!(commits[..2], [second.commit.to_string(), earlier.commit.to_string()]);
    assert_eq!(text, SECOND);
    // The same again changes nothing.
    let again = Request { earlier: Some(second.clone()), ..request(Forge::Other) };
    let job = Job { id: "job-3".to_owned(), ..change(&*engine, SECOND) };
    assert_eq!(sent(&send(&*engine, &job, &again)).0, second);
    assert_eq!(on_server(&world, "refs/heads/posts/hello").0, commits);
}

#[test]
fn a_branch_that_somebody_else_changed_is_left_alone() {
    let (world, site) = world();
    let engine = engine(&site);
    let (earlier, _) = sent(&send(&*engine, &change(&*engine, FIRST), &request(Forge::Other)));
    world.server_branch_gets("posts/hello", POST, b"An approver's own words.\n");
    let theirs = on_server(&world, "refs/heads/posts/hello");
    let again = Request { earlier: Some(earlier), ..request(Forge::Other) };
    let job = Job { id: "job-2".to_owned(), ..change(&*engine, SECOND) };
    let (_, branch) = sent(&send(&*engine, &job, &again));
    assert_eq!(branch, "posts/hello-2");
    assert_eq!(on_server(&world, "refs/heads/posts/hello"), theirs);
    assert_eq!(on_server(&world, "refs/heads/posts/hello-2").1, SECOND);
}

#[test]
fn what_was_approved_is_published_and_the_next_request_begins_there() {
    let (world, site) = world();
    let engine = engine(&site);
    let (earlier, _) = sent(&send(&*engine, &change(&*engine, FIRST), &request(Forge::Other)));
    world.server_takes("posts/hello");
    assert!(matches!(run(&*engine, &change(&*engine, FIRST)), Outcome::AlreadyPublished { .. }));
    world.colleague_publishes("content/about.md", b"About us all.\n");
    let again = Request { earlier: Some(earlier), ..request(Forge::Other) };
    let mut job = Job { id: "job-2".to_owned(), ..change(&*engine, SECOND) };
    job.files[0].base = Some(engine.blob_id(FIRST));
    let (_, branch) = sent(&send(&*engine, &job, &again));
    assert_eq!(branch, "posts/hello");
    let (commits, _) = on_server(&world, "refs/heads/posts/hello");
    assert_eq!(commits[1], world.server_log()[0].id);
}

#[test]
fn the_place_that_a_server_has_for_requests_is_used_and_a_branch_where_it_has_none() {
    let (world, site) = world();
    let engine = engine(&site);
    let (_, branch) = sent(&send(&*engine, &change(&*engine, FIRST), &request(Forge::Gitea)));
    assert_eq!(branch, "main");
    // A folder takes no words beside what is sent: the topic is in the name.
    assert_eq!(on_server(&world, "refs/for/main/hello").1, FIRST);
    let refused = Pushing::Refused { reason: "pre-receive hook declined".into(), said: vec!["No such place".into()] };
    let faulty = FaultyEngine::new(engine, Vec::new(), vec![refused]);
    let job = Job { id: "job-2".to_owned(), ..change(&faulty, SECOND) };
    assert_eq!(sent(&send(&faulty, &job, &request(Forge::Gitea))).1, "posts/hello");
    assert_eq!(on_server(&world, "refs/heads/posts/hello").1, SECOND);
}

#[test]
fn a_reply_that_is_lost_sends_nothing_twice() {
    let (world, site) = world();
    let lost = Pushing::ReplyLost(Fault::Offline { detail: "unexpected EOF".to_owned() });
    let engine = FaultyEngine::new(engine(&site), Vec::new(), vec![lost]);
    sent(&send(&engine, &change(&engine, FIRST), &request(Forge::Other)));
    assert_eq!((engine.pushes(), on_server(&world, "refs/heads/posts/hello").0.len()), (1, 2));
}

#[test]
fn a_server_that_takes_no_branch_either_refuses() {
    let (_world, site) = world();
    let words = "error: GH006: Protected branch update failed".to_owned();
    let refused = Pushing::Refused { reason: "protected branch hook declined".into(), said: vec![words] };
    let engine = FaultyEngine::new(engine(&site), Vec::new(), vec![refused]);
    let outcome = send(&engine, &change(&engine, FIRST), &request(Forge::GitHub));
    assert!(matches!(outcome, Outcome::Refused { why: Refusal::Protected, .. }), "{outcome:?}");
}
