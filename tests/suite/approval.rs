//! Sending for approval to servers that speak as GitHub, GitLab and Gitea do, over http.

use std::fs;

use byline_testkit::{GitServer, SiteFolder};
use serde_json::{Value, json};

use crate::publishing::{OLD, place};
use crate::seat::{JEKYLL, Seat};

/// A server whose branch takes nothing directly.
struct Protected {
    seat: Seat,
    site: SiteFolder,
    web: GitServer,
}

/// What the hook does: refuses `main` in these words, and says `welcome` of everything else, with the server's own
/// address for `HOME`. What it is told besides is written down.
fn hook(refusal: &str, welcome: &str) -> String {
    format!(
        "while read old new ref; do\n  case $ref in refs/heads/main) echo '{refusal}' >&2; exit 1;; esac\ndone\n\
         n=0; while [ $n -lt ${{GIT_PUSH_OPTION_COUNT:-0}} ]; do eval echo \"\\$GIT_PUSH_OPTION_$n\"; n=$((n+1)); done > told\n\
         echo '{welcome}' >&2\n"
    )
}

impl Protected {
    fn speaking(refusal: &str, welcome: &str) -> Self {
        let seat = Seat::new();
        let site = seat.world.site("blog", JEKYLL);
        let web = seat.world.web().start();
        site.repo().remote_set_url("origin", &web.url("server.git")).unwrap();
        let home = web.url("server");
        seat.world.install_hook("pre-receive", &hook(refusal, &welcome.replace("HOME", &home)));
        let it = Self { seat, site, web };
        it.writes("Better");
        it
    }

    fn writes(&self, word: &str) -> Vec<u8> {
        let front = "---\ntitle: An old post\nauthor: Anna Writer\ndate: 2026-01-05\n---\n";
        let text = format!("{front}\n{word} words than before.\n").into_bytes();
        self.site.write(OLD, &text);
        text
    }

    fn publish(&self, status: i32, more: &[&str]) -> Value {
        let post = place(&self.site, OLD);
        self.seat.cli([&["publish", post.as_str()], more].concat()).ended(status)
    }

    fn listed(&self) -> Value {
        let list = self.seat.cli(["list", self.site.path().to_str().unwrap()]).ended(0);
        list["posts"].as_array().unwrap().iter().find(|post| post["path"] == OLD).unwrap().clone()
    }

    /// What the server was told besides what was sent.
    fn told(&self) -> Vec<String> {
        let told = fs::read_to_string(self.seat.world.server().join("told")).unwrap();
        told.lines().map(str::to_owned).collect()
    }
}

#[test]
fn where_github_protects_the_branch_a_branch_of_its_own_is_sent_and_the_page_named() {
    let there = Protected::speaking(
        "error: GH006: Protected branch update failed for refs/heads/main.",
        "Create a pull request by visiting: HOME/pull/new/posts/an-old-post",
    );
    let text = there.site.read(OLD);
    let before = there.seat.world.server_log();
    let refused = there.publish(3, &[]);
    assert_eq!((&refused["outcome"], &refused["can_ask_approval"]), (&json!("refused"), &json!(true)));
    let sent = there.publish(0, &["--for-approval"]);
    assert_eq!((&sent["outcome"], &sent["branch"]), (&json!("sent-for-approval"), &json!("posts/an-old-post")));
    let page = format!("{}/compare/main...posts/an-old-post?quick_pull=1", there.web.url("server"));
    assert_eq!(sent["request"], page.as_str());
    assert_eq!(there.seat.world.server_log(), before);
    assert_eq!(there.seat.world.server_branch("refs/heads/posts/an-old-post", OLD).1, text);
    assert_eq!(there.listed()["state"], "for-approval");
    let state = |word: &str| {
        let words = ["list", there.site.path().to_str().unwrap(), "--state", word];
        there.seat.cli(words).ended(0)["posts"].as_array().unwrap().len()
    };
    assert_eq!((state("for-approval"), state("changed")), (1, 0));
    // Publishing the whole site does not send again what is with those who approve.
    let all = there.seat.cli(["publish", there.site.path().to_str().unwrap()]).ended(0);
    assert_eq!(all["posts"], json!([]));
    // Changed here again, it says that it was sent earlier; sent again, it carries on the same request.
    let newer = there.writes("Best");
    let listed = there.listed();
    assert_eq!((&listed["state"], &listed["reason"]), (&json!("changed"), &json!("sent-earlier")));
    let again = there.publish(0, &["--for-approval"]);
    assert_eq!(again["branch"], "posts/an-old-post");
    let (commits, there_now) = there.seat.world.server_branch("refs/heads/posts/an-old-post", OLD);
    assert_eq!((commits.len(), there_now), (before.len() + 2, newer));
    // Once it is approved, it is published like any other.
    there.seat.world.server_takes("posts/an-old-post");
    there.seat.cli(["sync", there.site.path().to_str().unwrap()]).ended(0);
    assert_eq!(there.listed()["state"], "published");
    there.writes("Other");
    assert_eq!(there.listed()["reason"], Value::Null);
}

#[test]
fn gitlab_is_asked_to_make_the_request_and_its_page_is_named() {
    let there = Protected::speaking(
        "GitLab: You are not allowed to push code to protected branches on this project.",
        "View merge request for posts/an-old-post: HOME/-/merge_requests/7",
    );
    there.publish(3, &[]);
    let sent = there.publish(0, &["--for-approval"]);
    assert_eq!(sent["request"], format!("{}/-/merge_requests/7", there.web.url("server")).as_str());
    let told = there.told();
    assert_eq!(told[..3], ["merge_request.create", "merge_request.target=main", "merge_request.title=An old post"]);
}

#[test]
fn gitea_takes_it_at_its_own_place_for_requests() {
    let there = Protected::speaking(
        "Gitea: Not allowed to push to protected branch main",
        "Visit the existing pull request: HOME/pulls/3 merges into main",
    );
    let text = there.site.read(OLD);
    there.publish(3, &[]);
    let sent = there.publish(0, &["--for-approval"]);
    assert_eq!(sent["request"], format!("{}/pulls/3", there.web.url("server")).as_str());
    assert_eq!(there.told()[..2], ["topic=an-old-post", "title=An old post"]);
    assert_eq!(there.seat.world.server_branch("refs/for/main", OLD).1, text);
    assert_eq!(there.listed()["state"], "for-approval");
}

#[test]
fn words_of_an_unknown_server_lead_nowhere_but_to_itself() {
    let there =
        Protected::speaking("protected branch hook declined", "Now sign in at https://elsewhere.example.com/login");
    there.publish(3, &[]);
    let sent = there.publish(0, &["--for-approval"]);
    assert_eq!(sent["request"], Value::Null);
    assert!(sent["hint"].as_str().unwrap().contains("an-old-post"), "{sent}");
}
