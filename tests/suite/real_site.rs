//! The real site at a desk, with a generator that the test writes: whether it may run at all, what is told of it, which
//! page is shown, and that it leaves nothing behind.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use byline_desk::api::{Event, RealSite, RealStep};
use byline_desk::{Desk, Site, Surroundings};
use byline_testkit::{SiteFolder, git};

use crate::offline::until;
use crate::seat::Seat;

const POST: &str = "content/posts/a-day.md";
const TEXT: &str =
    "---\ntitle: A day\ndate: 2026-01-05\n---\n\nWe met on the 14th of August at the harbour, all of us.\n";

/// Stands for Hugo: serves each text of `content` as a page, and complains of `{{< nope >}}`.
const FAKE: &str = include_str!("../fixtures/programs/hugo.pl");

struct Here {
    seat: Seat,
    folder: SiteFolder,
    desk: Desk,
}

fn surroundings(seat: &Seat) -> Surroundings {
    use std::os::unix::fs::PermissionsExt;
    let hugo = seat.world.folder().join("hugo");
    std::fs::write(&hugo, FAKE).unwrap();
    std::fs::set_permissions(&hugo, PermissionsExt::from_mode(0o755)).unwrap();
    let mut around = seat.around();
    let programs = &mut around.generators.programs;
    programs.hugo = Some(hugo);
    programs.keeper = Some(env!("CARGO_BIN_EXE_byline-cli-under-test").into());
    programs.variables = vec![("PATH".into(), "/usr/bin:/bin".into())];
    around
}

fn here(more: &[(&str, &[u8])], change: impl FnOnce(&mut Surroundings)) -> Here {
    let seat = Seat::new();
    let mut files: Vec<(&str, &[u8])> =
        vec![("hugo.toml", b"baseURL = 'https://example.org/'\n"), (POST, TEXT.as_bytes())];
    files.extend(more);
    let folder = seat.world.site("blog", &files);
    let mut around = surroundings(&seat);
    change(&mut around);
    let desk = Desk::start(Site::open(folder.path(), around).unwrap());
    Here { seat, folder, desk }
}

impl Here {
    async fn shown(&self) -> RealSite {
        self.desk.show_real_site(POST.into()).await.unwrap()
    }

    /// What was told last, once it is so.
    fn told(&self, wanted: impl Fn(&RealSite) -> bool) -> RealSite {
        let heard = Arc::clone(&self.seat.heard);
        let last = std::cell::RefCell::new(None);
        until("the real site is like that", || {
            for event in heard.take() {
                if let Event::RealSite { real } = event {
                    let fits = wanted(&real);
                    *last.borrow_mut() = fits.then_some(real);
                }
            }
            last.borrow().is_some()
        });
        last.into_inner().unwrap()
    }

    /// Trusts the site, and waits until the post is shown.
    async fn trusted_and_shown(&self) -> RealSite {
        self.desk.trust_site(true).await.unwrap();
        assert_eq!(self.shown().await.step, RealStep::Starting);
        self.told(|real| real.step == RealStep::Shown)
    }

    fn written(&self) -> PathBuf {
        let all = std::fs::read_dir(self.seat.desk().join("real-sites")).unwrap();
        all.map(|entry| entry.unwrap().path()).next().unwrap()
    }

    fn pid(&self) -> String {
        std::fs::read_to_string(self.written().join("cache/pid")).unwrap()
    }
}

fn page(address: &str) -> String {
    ureq::get(address).call().unwrap().body_mut().read_to_string().unwrap()
}

/// Whether a process of this number runs.
fn runs(pid: &str) -> bool {
    let Ok(state) = std::fs::read_to_string(Path::new("/proc").join(pid).join("stat")) else { return false };
    !state.rsplit(')').next().unwrap().trim_start().starts_with('Z')
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_runs_before_the_person_has_said_so() {
    let here = here(&[], |_| {});
    let asked = here.shown().await;
    assert_eq!((asked.step, asked.trusted), (RealStep::Ask, false));
    assert_eq!(asked.generator.as_deref(), Some("Hugo"));
    assert!(!here.seat.desk().join("real-sites").exists());
    here.trusted_and_shown().await;
    // Said of another server, it is not said of this one.
    git(here.folder.path(), &["remote", "set-url", "origin", "https://else.example.org/blog.git"]);
    assert!(!here.desk.real_site().await.unwrap().trusted);
    assert!(here.desk.trust_site(true).await.unwrap().trusted);
    let off = here.desk.trust_site(false).await.unwrap();
    assert_eq!((off.step, off.trusted), (RealStep::Off, false));
    assert_eq!(here.shown().await.step, RealStep::Ask);
    here.desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_is_shown_changed_broken_and_mended() {
    let here = here(&[], |_| {});
    let shown = here.trusted_and_shown().await;
    assert!(shown.is_post && shown.reloads, "{shown:?}");
    let address = shown.address.clone().unwrap();
    assert!(address.starts_with("http://127.0.0.1:") && address.ends_with("/posts/a-day/"), "{address}");
    assert!(page(&address).contains("the 14th of August"));

    let write = |text: &'static str| {
        here.desk.ask(move |site| {
            site.open_post(POST).and_then(|_| site.write_body(POST, text)).and_then(|_| site.save(POST))
        })
    };
    write("\nWe met on the 15th of August.\n").await.unwrap();
    let again = here.told(|real| real.step == RealStep::Shown && real.builds > shown.builds);
    assert_eq!(again.address.as_deref(), Some(address.as_str()));
    assert!(page(&address).contains("the 15th of August"));

    write("\nWe met.\n\n{{< nope >}}\n").await.unwrap();
    let failed = here.told(|real| real.step == RealStep::Failed);
    let problem = failed.problem.unwrap();
    assert_eq!((problem.file.as_deref(), problem.line, problem.in_post), (Some(POST), Some(8), Some(4)));
    assert_eq!(problem.words, "template for shortcode \"nope\" not found");
    assert_eq!(failed.message, "Hugo cannot make the website because of line 4 of this post.");
    assert!(failed.address.is_some());

    write("\nWe met.\n").await.unwrap();
    let mended = here.told(|real| real.step == RealStep::Shown);
    assert_eq!(mended.problem, None);
    let changed = git(here.folder.path(), &["status", "--porcelain"]);
    assert_eq!(changed.trim(), format!("M {POST}"), "the generator wrote into the site");
    here.desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_the_rules_do_not_tell_is_found_by_its_words() {
    let here = here(&[("elsewhere", b"yes")], |_| {});
    let shown = here.trusted_and_shown().await;
    assert!(shown.is_post && shown.address.unwrap().ends_with("/elsewhere/"));
    here.desk.close().await;
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn it_ends_with_the_desk_and_when_the_person_stops_it() {
    let here = here(&[], |_| {});
    let shown = here.trusted_and_shown().await;
    let first = here.pid();
    assert!(runs(&first) && here.desk.serves(port(&shown)));
    here.desk.stop_real_site().await.unwrap();
    assert!(!runs(&first) && !here.desk.serves(port(&shown)));
    assert_eq!(here.told(|real| real.step == RealStep::Off).address, None);
    here.shown().await;
    here.told(|real| real.step == RealStep::Shown);
    let second = here.pid();
    assert!(first != second && runs(&second));
    here.desk.close().await;
    assert!(!runs(&second));
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn it_ends_some_time_after_nobody_looks() {
    let here = here(&[], |around| around.generators.unseen = Duration::from_millis(300));
    here.trusted_and_shown().await;
    let pid = here.pid();
    here.desk.hide_real_site();
    // Somebody came back.
    here.shown().await;
    tokio::time::sleep(Duration::from_millis(900)).await;
    assert!(runs(&pid));
    here.desk.hide_real_site();
    here.told(|real| real.step == RealStep::Off);
    assert!(!runs(&pid));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_is_not_there_leaves_the_usual_preview() {
    let here = here(&[], |around| around.generators.programs.hugo = None);
    here.desk.trust_site(true).await.unwrap();
    let missing = here.shown().await;
    assert_eq!(missing.step, RealStep::Missing);
    assert_eq!(missing.message, "Hugo is not on this computer, so the usual preview stays.");
    assert!(missing.home.unwrap().starts_with("https://gohugo.io/"));
    here.desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_ends_at_once_says_what_it_said() {
    let here = here(&[], |around| around.generators.programs.hugo = Some("/bin/false".into()));
    here.desk.trust_site(true).await.unwrap();
    here.shown().await;
    let failed = here.told(|real| real.step == RealStep::Failed);
    assert_eq!((failed.message.as_str(), failed.address), ("Hugo has ended by itself.", None));
    // Asked again, it is tried again.
    assert_eq!(here.shown().await.step, RealStep::Starting);
    here.desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_gets_no_agent_and_no_sign_in() {
    let here = here(&[], |_| {});
    here.trusted_and_shown().await;
    let names = std::fs::read_to_string(here.written().join("cache/env")).unwrap();
    assert_eq!(names, "HUGO_CACHEDIR\nHUGO_NOBUILDLOCK\nHUGO_RESOURCEDIR\nPATH\n");
    here.desk.close().await;
}

fn port(real: &RealSite) -> u16 {
    let address = real.address.as_deref().unwrap().strip_prefix("http://127.0.0.1:").unwrap();
    address.split('/').next().unwrap().parse().unwrap()
}
