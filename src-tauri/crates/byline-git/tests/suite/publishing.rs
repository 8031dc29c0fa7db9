//! One writer, one server that works.

use byline_git::{AsText, Conflict, FileChange, Outcome, Quiet, Refusal, plan, publish};
use byline_testkit::World;
use git2::RepositoryInitOptions;

use crate::common::{POST, TEXT, attempts, change, changing_only, engine, file, id, job, on_every_engine, run, world};

const NEW_TEXT: &[u8] = b"# Hello\n\nA better first paragraph.\n\nThe second paragraph.\n";

#[test]
fn a_changed_post_and_a_new_picture_reach_the_server_and_nothing_else_does() {
    let (world, site) = world();
    site.write("content/posts/unrelated.md", b"a draft");
    site.write("content/about.md", b"somebody edits this");
    let engine = engine(&site);
    let picture = "static/Gr\u{fc}\u{df}e aus K\u{f6}ln.jpg";
    let job =
        job(vec![file(&*engine, POST, Some(TEXT), Some(NEW_TEXT)), file(&*engine, picture, None, Some(b"\xff\xd8"))]);
    let planned = changing_only(&world, &site, &[], || plan(&*engine, &job, &AsText).unwrap());
    let expect: [(&str, Option<&[u8]>); 2] = [(POST, Some(NEW_TEXT)), (picture, Some(b"\xff\xd8"))];
    let outcome = changing_only(&world, &site, &expect, || run(&*engine, &job));
    let Outcome::Published { commit, branch, attempts, files } = outcome else { panic!("{outcome:?}") };
    assert_eq!((branch.as_str(), attempts), ("main", 1));
    assert_eq!(files, planned);
    let changes: Vec<_> = files.iter().map(|sent| (sent.path.as_str(), sent.change, sent.bytes)).collect();
    assert_eq!(changes, [(POST, FileChange::Changed, NEW_TEXT.len() as u64), (picture, FileChange::New, 2)]);
    let log = world.server_log();
    assert_eq!((log.len(), log[0].id.as_str(), log[0].message.as_str()), (2, commit.as_str(), "Hello"));
    assert_eq!((log[0].author.as_str(), log[0].email.as_str()), ("Anna Writer", "anna@example.org"));
    assert_eq!(engine.kept("job-1").unwrap(), None);
    assert_eq!(engine.read(&commit, POST).unwrap().unwrap(), NEW_TEXT);
}

#[test]
fn a_deleted_post_is_gone_and_leaves_no_empty_folder() {
    let (world, site) = world();
    let engine = engine(&site);
    let job = job(vec![file(&*engine, POST, Some(TEXT), None)]);
    let outcome = changing_only(&world, &site, &[(POST, None)], || run(&*engine, &job));
    let Outcome::Published { commit, files, .. } = outcome else { panic!("{outcome:?}") };
    assert_eq!(files[0].change, FileChange::Deleted);
    let repo = site.repo();
    let tree = repo.find_commit(git2::Oid::from_str(commit.as_str()).unwrap()).unwrap().tree().unwrap();
    assert!(tree.get_path(std::path::Path::new("content/posts")).is_err());
}

#[test]
fn what_the_server_has_is_not_sent_again() {
    let (world, site) = world();
    let engine = engine(&site);
    let change = change(&*engine, NEW_TEXT);
    assert_eq!(attempts(&run(&*engine, &change)), 1);
    for again in [change.clone(), job(vec![file(&*engine, POST, None, Some(NEW_TEXT))])] {
        let outcome = changing_only(&world, &site, &[], || run(&*engine, &again));
        assert!(matches!(outcome, Outcome::AlreadyPublished { commit: Some(_), .. }), "{outcome:?}");
    }
    assert_eq!(world.server_log().len(), 2);
    assert_eq!(plan(&*engine, &change, &AsText).unwrap(), []);
}

#[test]
fn the_first_post_of_an_empty_server_has_no_parent() {
    let world = World::new();
    let site = world.clone_site("site");
    let engine = engine(&site);
    assert_eq!(engine.fetch(&Quiet).unwrap(), None);
    assert_eq!(engine.known_tip().unwrap(), None);
    let job = job(vec![file(&*engine, POST, None, Some(TEXT))]);
    let outcome = changing_only(&world, &site, &[(POST, Some(TEXT))], || run(&*engine, &job));
    assert_eq!(attempts(&outcome), 1);
    assert_eq!(world.server_log().len(), 1);
}

#[test]
fn without_a_server_nothing_is_asked_and_nothing_is_sent() {
    let folder = tempfile::tempdir().unwrap();
    let mut init = RepositoryInitOptions::new();
    git2::Repository::init_opts(folder.path(), init.initial_head("trunk")).unwrap();
    let engine = byline_git::open(folder.path(), &crate::common::options()).unwrap();
    let found = engine.destination().unwrap();
    assert_eq!((found.branch.as_str(), found.remote), ("trunk", None));
    let job = job(vec![file(&*engine, POST, None, Some(TEXT))]);
    assert!(matches!(run(&*engine, &job), Outcome::Refused { why: Refusal::NoServer, .. }));
}

#[test]
fn a_site_in_a_folder_below_publishes_by_paths_from_the_root() {
    let (world, site) = world();
    let engine = byline_git::open(&site.path().join("content/posts"), &crate::common::options()).unwrap();
    assert_eq!(engine.root(), site.path());
    let change = change(&*engine, NEW_TEXT);
    changing_only(&world, &site, &[(POST, Some(NEW_TEXT))], || attempts(&run(&*engine, &change)));
}

#[test]
fn a_name_that_somebody_else_took_meanwhile_is_for_the_person() {
    let (world, site) = world();
    world.colleague_publishes("content/posts/news.md", b"Carl's news\n");
    let engine = engine(&site);
    let job = job(vec![
        file(&*engine, "content/posts/news.md", None, Some(b"Anna's news\n")),
        file(&*engine, POST, Some(TEXT), Some(NEW_TEXT)),
    ]);
    let outcome = changing_only(&world, &site, &[], || run(&*engine, &job));
    let expect = Conflict {
        path: "content/posts/news.md".to_owned(),
        theirs: Some(b"Carl's news\n".to_vec()),
        ours: Some(b"Anna's news\n".to_vec()),
        base: None,
        their_id: Some(id(b"Carl's news\n", &*engine)),
    };
    assert_eq!(outcome, Outcome::NeedsYou { conflicts: vec![expect] });
}

#[test]
fn a_path_that_leaves_the_site_is_refused_before_anything_is_sent() {
    let (world, site) = world();
    let engine = engine(&site);
    for path in ["../outside.md", ".git/config", "a/../../b", "/etc/passwd", "content\\a.md"] {
        let job = job(vec![file(&*engine, path, None, Some(b"x"))]);
        let result = changing_only(&world, &site, &[], || publish(&*engine, &job, &AsText, &Quiet, &|_| {}, 1));
        assert_eq!(result, Err(byline_git::Fault::BadPath { path: path.to_owned() }));
    }
    for path in ["content", "content/about.md/a.md"] {
        let job = job(vec![file(&*engine, path, None, Some(b"x"))]);
        let result = changing_only(&world, &site, &[], || publish(&*engine, &job, &AsText, &Quiet, &|_| {}, 1));
        assert_eq!(result, Err(byline_git::Fault::NotAFile { path: path.to_owned() }));
    }
}

#[test]
fn a_file_keeps_its_mode() {
    let (world, site) = world();
    let repo = git2::Repository::open_bare(world.server()).unwrap();
    let tip = repo.head().unwrap().peel_to_commit().unwrap();
    let mut update = git2::build::TreeUpdateBuilder::new();
    update.upsert(POST, repo.blob(TEXT).unwrap(), git2::FileMode::BlobExecutable);
    let tree = update.create_updated(&repo, &tip.tree().unwrap()).unwrap();
    let who = tip.author();
    repo.commit(Some("HEAD"), &who, &who, "x", &repo.find_tree(tree).unwrap(), &[&tip]).unwrap();
    let engine = engine(&site);
    run(&*engine, &change(&*engine, NEW_TEXT));
    let tree = repo.head().unwrap().peel_to_tree().unwrap();
    let mode = |path: &str| tree.get_path(std::path::Path::new(path)).unwrap().filemode();
    assert_eq!(mode(POST), 0o100_755);
    assert_eq!(mode("content/about.md"), 0o100_644);
}

#[test]
fn a_links_target_is_never_replaced_by_a_text() {
    let (world, site) = world();
    let repo = git2::Repository::open_bare(world.server()).unwrap();
    let tip = repo.head().unwrap().peel_to_commit().unwrap();
    let mut update = git2::build::TreeUpdateBuilder::new();
    update.upsert("link.md", repo.blob(b"content/about.md").unwrap(), git2::FileMode::Link);
    update.upsert("elsewhere", repo.blob(b"/tmp").unwrap(), git2::FileMode::Link);
    let tree = update.create_updated(&repo, &tip.tree().unwrap()).unwrap();
    let who = tip.author();
    repo.commit(Some("HEAD"), &who, &who, "x", &repo.find_tree(tree).unwrap(), &[&tip]).unwrap();
    let engine = engine(&site);
    for path in ["link.md", "elsewhere/a.md"] {
        let job = job(vec![file(&*engine, path, None, Some(b"x"))]);
        let result = publish(&*engine, &job, &AsText, &Quiet, &|_| {}, 1);
        assert_eq!(result, Err(byline_git::Fault::NotAFile { path: path.to_owned() }));
    }
    let tip = engine.known_tip().unwrap().unwrap();
    assert!(!engine.blobs(&tip, "").unwrap().contains_key("link.md"));
}

#[test]
fn files_are_listed_below_a_folder() {
    let (_world, site) = world();
    let engine = engine(&site);
    let tip = engine.fetch(&Quiet).unwrap().unwrap();
    let names = |under: &str| {
        let mut names: Vec<_> = engine.blobs(&tip, under).unwrap().into_keys().collect();
        names.sort();
        names
    };
    assert_eq!(names(""), ["content/about.md", POST, "static/hello.png"]);
    assert_eq!(names("content/posts"), [POST]);
    assert_eq!(names("content/posts/"), [POST]);
    assert_eq!(names("content/po"), Vec::<String>::new());
    assert_eq!(engine.blobs(&tip, "").unwrap().get(POST), Some(&id(TEXT, &*engine)));
    assert_eq!(engine.read(&tip, "content/none.md").unwrap(), None);
}

#[test]
fn a_writers_odd_name_is_no_obstacle() {
    let (world, site) = world();
    let engine = engine(&site);
    let mut job = change(&*engine, NEW_TEXT);
    job.writer.name = " <> \n".to_owned();
    job.writer.email = "anna>\n@example.org".to_owned();
    job.message = "First line\r\n\r\n# not a comment\n\n\n".to_owned();
    run(&*engine, &job);
    let log = world.server_log();
    assert_eq!((log[0].author.as_str(), log[0].email.as_str()), ("Byline", "anna@example.org"));
    assert!(log[0].message.contains("# not a comment"));
}

on_every_engine!(
    a_changed_post_and_a_new_picture_reach_the_server_and_nothing_else_does,
    a_deleted_post_is_gone_and_leaves_no_empty_folder,
    what_the_server_has_is_not_sent_again,
    the_first_post_of_an_empty_server_has_no_parent,
    without_a_server_nothing_is_asked_and_nothing_is_sent,
    a_site_in_a_folder_below_publishes_by_paths_from_the_root,
    a_name_that_somebody_else_took_meanwhile_is_for_the_person,
    a_path_that_leaves_the_site_is_refused_before_anything_is_sent,
    a_file_keeps_its_mode,
    a_links_target_is_never_replaced_by_a_text,
    files_are_listed_below_a_folder,
    a_writers_odd_name_is_no_obstacle,
);
