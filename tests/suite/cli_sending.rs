//! The command line's promise to scripts, for what talks to a server, and for what goes wrong.

use serde_json::json;

use crate::cli_contract::{OLD, has, here};
use crate::seat::files_below;

#[test]
fn publish_sends_and_says_what() {
    let here = here();
    here.done(&["set", &here.post(), "title=New words"]);
    let before = here.seat.world.server_log();
    let dry = here.done(&["publish", &here.post(), "--dry-run"]);
    assert_eq!(here.seat.world.server_log(), before);
    assert_eq!(here.done(&["list", here.folder(), "--state", "changed"])["posts"].as_array().unwrap().len(), 1);
    let sent = here.done(&["publish", &here.post(), "--message", "A better title"]);
    has(&sent, "outcome commit branch files attempts message");
    assert_eq!(
        (&sent["outcome"], &sent["branch"], &sent["attempts"]),
        (&json!("published"), &json!("main"), &json!(1))
    );
    assert_eq!(sent["files"], dry["files"]);
    assert_eq!(sent["files"][0], json!({ "path": OLD, "change": "changed", "bytes": here.site.read(OLD).len() }));
    let log = here.seat.world.server_log();
    assert_eq!((log.len(), log[0].message.as_str()), (before.len() + 1, "A better title"));
    assert_eq!(sent["commit"], log[0].id.as_str());
    let again = here.done(&["publish", &here.post()]);
    assert_eq!(again["outcome"], "already-published");
}

#[test]
fn publishing_a_site_sends_every_draft_and_changed_post() {
    let here = here();
    let nothing = here.done(&["publish", here.folder()]);
    has(&nothing, "outcome commit branch files attempts message");
    assert_eq!(nothing["outcome"], "already-published");
    here.done(&["new", here.folder(), "--title", "A new one", "--date", "2026-02-03"]);
    here.done(&["set", &here.post(), "title=New words"]);
    let sent = here.done(&["publish", here.folder()]);
    assert_eq!(sent["outcome"], "published");
    let paths: Vec<_> = sent["files"].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap()).collect();
    assert_eq!(paths, [OLD, "_posts/2026-02-03-a-new-one.md"]);
    assert_eq!(here.done(&["list", here.folder(), "--state", "published"])["posts"].as_array().unwrap().len(), 2);
}

#[test]
fn sync_receives_what_is_new() {
    let here = here();
    let quiet = here.done(&["sync", here.folder()]);
    has(&quiet, "outcome received sent needs_you");
    here.seat.world.colleague_publishes("_posts/2026-02-01-news.md", b"---\ntitle: News\n---\nHello.\n");
    let news = here.done(&["sync", here.folder()]);
    assert_eq!(news["received"], json!(["_posts/2026-02-01-news.md"]));
    assert!(here.site.exists("_posts/2026-02-01-news.md"));
}

#[test]
fn doctor_and_starter_answer() {
    let here = here();
    let checks = here.done(&["doctor", here.folder()]);
    for check in checks["checks"].as_array().unwrap() {
        has(check, "id ok message");
        assert_eq!(check["ok"], true, "{check}");
    }
    let starter = here.done(&["starter"]);
    let folder = starter["path"].as_str().unwrap();
    assert_eq!(here.done(&["starter"])["path"], folder);
    assert!(here.done(&["list", folder])["posts"].as_array().unwrap().len() >= 4);
}

#[test]
fn errors_are_one_object_and_change_nothing() {
    let here = here();
    let before = files_below(here.site.path());
    let missing = here.place("_posts/none.md");
    let every = [
        vec!["show", &missing],
        vec!["set", &missing, "title=x"],
        vec!["preview", &missing],
        vec!["check", &missing, "--fix"],
        vec!["publish", &missing],
        vec!["attach", &missing, "none.jpg"],
        vec!["import", here.folder(), "none.md"],
        vec!["list", "no-such-folder"],
    ];
    for words in &every {
        let error = here.ended(1, words)["error"].clone();
        has(&error, "code message hint");
        assert!(error["message"].as_str().unwrap().ends_with('.'), "{words:?}: {error}");
    }
    assert_eq!(files_below(here.site.path()), before);
    let told = here.seat.told(["show", &missing]);
    assert_eq!((told.status, told.out.as_str()), (1, ""));
    assert!(told.err.contains("is not there"), "{}", told.err);
}

#[test]
fn wrong_usage_ends_with_2_and_help_with_0() {
    let here = here();
    for words in [vec!["lisst"], vec!["show"], vec!["new", here.folder()], vec![]] {
        let wrong = here.seat.cli(&words).ended(2);
        assert_eq!(wrong["error"]["code"], "usage", "{words:?}");
        let told = here.seat.told(&words);
        assert_eq!((told.status, told.out.as_str()), (2, ""), "{words:?}");
    }
    assert_eq!(here.seat.told(["--help"]).status, 0);
    assert!(here.seat.told(["--version"]).out.contains(env!("CARGO_PKG_VERSION")));
}
