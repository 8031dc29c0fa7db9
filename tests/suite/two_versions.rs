//! Two people at two seats and one server: what goes together comes together, and of what does not the person chooses.

use byline_desk::Site;
use byline_desk::api::{
    Became, Event, OutcomeKind, PostState, Settled, TwoVersions, VersionsChoice, VersionsPart, VersionsSide,
};
use byline_testkit::SiteFolder;

use crate::seat::{JEKYLL, Seat, files_below};

const OLD: &str = "_posts/2026-01-05-an-old-post.md";
const NEWS: &str = "_posts/2026-02-01-news.md";

/// Hers is open and has a post on the page; a colleague's seat is another clone of the same server.
struct Two {
    seat: Seat,
    folder: SiteFolder,
    site: Site,
    colleague: Seat,
    away: SiteFolder,
}

impl Two {
    fn begun() -> Self {
        Self::with(JEKYLL)
    }

    fn with(files: &[(&str, &[u8])]) -> Self {
        let (seat, colleague) = (Seat::new(), Seat::new());
        let folder = seat.world.site("blog", files);
        let away = seat.world.clone_site("colleagues-blog");
        let config = away.path().join(".git/config");
        let settings = std::fs::read_to_string(&config).unwrap();
        std::fs::write(&config, settings.replace("Anna Writer", "Carl Colleague")).unwrap();
        let mut site = seat.open(folder.path());
        site.open_post(OLD).unwrap();
        seat.heard.take();
        Self { seat, folder, site, colleague, away }
    }

    /// She writes, and it is in her file.
    fn writes(&mut self, path: &str, from: &str, to: &str) {
        let page = self.site.open_post(path).unwrap();
        assert!(page.body.contains(from), "{}", page.body);
        self.site.write_body(path, &page.body.replace(from, to)).unwrap();
        self.site.save(path).unwrap();
    }

    /// The colleague changes the whole file and publishes it from the other seat.
    fn colleague_publishes(&self, path: &str, from: &str, to: &str) {
        let mut site = self.colleague.open(self.away.path());
        site.sync().unwrap();
        let text = String::from_utf8(self.away.read(path)).unwrap();
        assert!(text.contains(from), "{text}");
        self.away.write(path, text.replace(from, to).as_bytes());
        site.files_changed().unwrap();
        assert_eq!(site.publish(path, None).unwrap().outcome, OutcomeKind::Published);
    }

    fn colleague_deletes(&self, path: &str) {
        let mut site = self.colleague.open(self.away.path());
        site.sync().unwrap();
        site.delete_and_send(path, true).unwrap();
    }

    fn file(&self, path: &str) -> String {
        String::from_utf8(self.folder.read(path)).unwrap()
    }

    fn server(&self, path: &str) -> String {
        String::from_utf8(self.seat.world.server_files()[path].clone()).unwrap()
    }

    fn asked(&mut self, path: &str) -> TwoVersions {
        self.site.two_versions(path).unwrap().unwrap()
    }

    fn settle(&mut self, path: &str, choices: &[VersionsChoice]) -> Settled {
        let asked = self.asked(path);
        self.site.settle_versions(path, &asked.stamp, choices).unwrap()
    }

    fn state(&self, path: &str) -> PostState {
        self.site.post(path).unwrap().state
    }

    /// Byline ends without a word and starts again.
    fn restarts(self) -> Self {
        let Self { seat, folder, site, colleague, away } = self;
        drop(site);
        let site = seat.open(folder.path());
        Self { seat, folder, site, colleague, away }
    }
}

fn words(side: Option<&VersionsSide>, became: Became) -> String {
    let pieces = side.map(|side| side.pieces.clone()).unwrap_or_default();
    let those = pieces.into_iter().filter(|piece| piece.became == became).map(|piece| piece.text.trim().to_owned());
    those.collect::<Vec<_>>().join("|")
}

/// Both wrote the first sentence anew, and she published too late.
fn clash() -> Two {
    let mut two = Two::begun();
    two.colleague_publishes(OLD, "First words.", "First *strange* words.");
    two.writes(OLD, "First words.", "First **better** words.");
    let out = two.site.publish(OLD, None).unwrap();
    assert_eq!(out.outcome, OutcomeKind::NeedsYou);
    two
}

#[test]
fn a_question_names_the_colleague_and_marks_the_words() {
    let mut two = clash();
    assert_eq!(two.state(OLD), PostState::NeedsYou);
    let page = two.site.open_post(OLD).unwrap();
    assert!(page.two_versions.unwrap().message.starts_with("Carl Colleague changed this post"));
    let asked = two.asked(OLD);
    assert_eq!((asked.who.as_deref(), asked.by_program), (Some("Carl Colleague"), false));
    assert!(asked.mine_at.is_some() && asked.theirs_at.is_some());
    let [question] = &asked.questions[..] else { panic!("{asked:?}") };
    assert_eq!((question.part, question.both, question.edit), (VersionsPart::Text, true, true));
    // As a reader sees it, without the marks of the file.
    assert_eq!(words(question.mine.as_ref(), Became::Same), "First|words.");
    assert_eq!(words(question.mine.as_ref(), Became::Added), "better");
    assert_eq!(words(question.theirs.as_ref(), Became::Added), "strange");
    assert_eq!(question.mine.as_ref().unwrap().text, "First **better** words.");
    assert_eq!(two.file(OLD).matches("First").count(), 1);
}

#[test]
fn each_choice_is_written_as_one_change_and_the_post_goes_out_by_itself() {
    let other = VersionsChoice::Words { words: "First words of both.".to_owned() };
    for (choice, expect) in [
        (VersionsChoice::Mine, "\nFirst **better** words.\n\nLast words.\n"),
        (VersionsChoice::Theirs, "\nFirst *strange* words.\n\nLast words.\n"),
        (VersionsChoice::Both, "\nFirst **better** words.\n\nFirst *strange* words.\n\nLast words.\n"),
        (other, "\nFirst words of both.\n\nLast words.\n"),
    ] {
        let mut two = clash().restarts();
        assert_eq!(two.state(OLD), PostState::NeedsYou, "it is still a question after a restart");
        let settled = two.settle(OLD, std::slice::from_ref(&choice));
        assert!(settled.done && settled.next.is_none());
        let page = settled.post.unwrap();
        assert_eq!((page.body.as_str(), page.two_versions), (expect, None), "{choice:?}");
        assert!(two.file(OLD).ends_with(expect));
        let report = two.site.sync().unwrap();
        assert_eq!(report.sent, [OLD], "{report:?}");
        assert!(two.server(OLD).ends_with(expect));
        assert_eq!(two.server(OLD), two.file(OLD));
        assert_eq!(two.state(OLD), PostState::Published);
        assert!(two.folder.is_clean(), "{:?}", two.folder.status());
    }
}

#[test]
fn only_what_clashes_is_asked_and_the_rest_is_together() {
    let mut two = Two::begun();
    two.colleague_publishes(
        OLD,
        "title: An old post\nauthor: Anna Writer\n",
        "title: Theirs\nauthor: Carl\ntags: [b]\n",
    );
    two.site.set_values(OLD, &[("title", byline_desk::Value::Text("Mine".into()))]).unwrap();
    two.writes(OLD, "Last words.", "Last words, of mine.");
    assert_eq!(two.site.publish(OLD, None).unwrap().outcome, OutcomeKind::NeedsYou);
    let asked = two.asked(OLD);
    let [question] = &asked.questions[..] else { panic!("{asked:?}") };
    assert_eq!((question.part, question.label.as_deref()), (VersionsPart::Detail, Some("Title")));
    assert!(!question.both && question.edit);
    two.settle(OLD, &[VersionsChoice::Theirs]);
    two.site.sync().unwrap();
    let text = two.server(OLD);
    for part in ["title: Theirs\n", "author: Carl\n", "tags: [b]\n", "Last words, of mine.\n", "layout: post\n"] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn what_goes_together_is_published_without_a_question() {
    let mut two = Two::begun();
    two.colleague_publishes(OLD, "author: Anna Writer\n", "author: Carl\ntags: [theirs]\n");
    two.site.set_values(OLD, &[("tags", byline_desk::Value::List(vec!["mine".into()]))]).unwrap();
    two.writes(OLD, "Last words.", "Last words, of mine.");
    let out = two.site.publish(OLD, None).unwrap();
    assert_eq!(out.outcome, OutcomeKind::Published);
    let text = two.server(OLD);
    assert!(text.contains("author: Carl\n") && text.contains("mine") && text.contains("theirs"), "{text}");
    assert!(text.ends_with("Last words, of mine.\n"));
    assert_eq!(two.file(OLD), text, "and it is here too");
}

#[test]
fn a_colleagues_change_comes_into_words_that_were_not_published_yet() {
    let mut two = Two::begun();
    two.writes(OLD, "First words.", "First words, better.");
    two.colleague_publishes(OLD, "Last words.", "Last words, by Carl.");
    two.colleague_publishes_new(NEWS);
    two.site.sync().unwrap();
    assert!(two.file(OLD).ends_with("First words, better.\n\nLast words, by Carl.\n"), "{}", two.file(OLD));
    assert!(two.folder.exists(NEWS), "another post of hers holds nothing up");
    let told = |event: &Event| matches!(event, Event::TakenIn { path, message } if path == OLD && message.starts_with("Carl Colleague"));
    assert!(two.seat.heard.any(told));
    let page = two.site.open_post(OLD).unwrap();
    assert!(page.two_versions.is_none() && page.saved == page.revision && page.state == PostState::Changed);
    assert_eq!(two.site.publish(OLD, None).unwrap().outcome, OutcomeKind::Published);
    assert!(two.server(OLD).ends_with("First words, better.\n\nLast words, by Carl.\n"));
    assert!(two.folder.is_clean(), "{:?}", two.folder.status());
}

#[test]
fn words_on_the_page_that_no_file_has_are_joined_with_what_arrives() {
    let mut two = Two::begun();
    two.colleague_publishes(OLD, "Last words.", "Last words, by Carl.");
    let page = two.site.open_post(OLD).unwrap();
    let typed = page.body.replace("First words.", "First words, just typed.");
    two.site.write_body(OLD, &typed).unwrap();
    two.site.sync().unwrap();
    let page = two.site.open_post(OLD).unwrap();
    assert_eq!(page.body, "\nFirst words, just typed.\n\nLast words, by Carl.\n");
    let both = |event: &Event| matches!(event, Event::PostChanged { post } if post.body == page.body);
    assert!(two.seat.heard.any(both), "the page is told of both at once");
}

#[test]
fn what_arrives_and_clashes_waits_for_the_person_and_the_newest_is_shown() {
    let mut two = Two::begun();
    two.writes(OLD, "First words.", "Mine, wholly otherwise.");
    two.colleague_publishes(OLD, "First words.", "A colleague's beginning.");
    two.colleague_publishes_new(NEWS);
    two.site.sync().unwrap();
    assert!(two.folder.exists(NEWS), "one post's question stops no other");
    assert_eq!((two.state(OLD), two.state(NEWS)), (PostState::NeedsYou, PostState::Published));
    assert!(two.file(OLD).contains("Mine, wholly otherwise.") && !two.file(OLD).contains("colleague's"));
    let before = two.asked(OLD);

    // She goes on writing elsewhere, and the colleague writes again.
    two.writes(OLD, "Last words.", "Last words of mine.");
    two.colleague_publishes(OLD, "A colleague's beginning.", "A colleague's second beginning.");
    two.site.sync().unwrap();
    let stale = two.site.settle_versions(OLD, &before.stamp, &[VersionsChoice::Theirs]).unwrap();
    assert!(!stale.done, "what she saw is not what there is");
    let next = stale.next.unwrap();
    assert!(next.questions[0].theirs.as_ref().unwrap().text.contains("second beginning"));
    assert!(two.file(OLD).contains("Mine, wholly otherwise."));

    let settled = two.site.settle_versions(OLD, &next.stamp, &[VersionsChoice::Theirs]).unwrap();
    assert!(settled.done);
    assert!(two.file(OLD).ends_with("A colleague's second beginning.\n\nLast words of mine.\n"));
    assert_eq!(two.state(OLD), PostState::Changed, "nothing was to be published, so nothing is");
    assert!(two.site.sync().unwrap().sent.is_empty());
    assert_eq!(two.site.publish(OLD, None).unwrap().outcome, OutcomeKind::Published);
    assert!(two.server(OLD).ends_with("A colleague's second beginning.\n\nLast words of mine.\n"));
    assert!(two.folder.is_clean(), "{:?}", two.folder.status());
}

#[test]
fn a_question_goes_away_when_the_colleague_takes_the_change_back() {
    let mut two = Two::begun();
    two.writes(OLD, "First words.", "Mine, wholly otherwise.");
    two.colleague_publishes(OLD, "First words.", "A colleague's beginning.");
    two.site.sync().unwrap();
    assert_eq!(two.state(OLD), PostState::NeedsYou);
    two.colleague_publishes(OLD, "A colleague's beginning.", "First words.");
    two.site.sync().unwrap();
    assert_eq!(two.state(OLD), PostState::Changed);
    assert!(two.site.two_versions(OLD).unwrap().is_none());
    assert_eq!(two.site.publish(OLD, None).unwrap().outcome, OutcomeKind::Published);
    assert!(two.server(OLD).contains("Mine, wholly otherwise."));
}

#[test]
fn one_posts_question_never_stops_another_post() {
    let mut two = clash();
    let made = two.site.new_post("Another", None, None).unwrap();
    two.site.write_body(&made.path, "Words.\n").unwrap();
    let out = two.site.publish(&made.path, None).unwrap();
    assert_eq!(out.outcome, OutcomeKind::Published, "{out:?}");
    assert!(two.seat.world.server_files().contains_key(&out.path));
    assert_eq!(two.state(OLD), PostState::NeedsYou);
    assert_eq!(two.site.sync().unwrap().sent, [""; 0], "and it is not sent by itself");
}

#[test]
fn a_post_that_a_colleague_deleted_can_be_kept_or_let_go() {
    for theirs in [false, true] {
        let mut two = Two::begun();
        two.colleague_deletes(OLD);
        two.writes(OLD, "First words.", "Mine, still.");
        assert_eq!(two.site.publish(OLD, None).unwrap().outcome, OutcomeKind::NeedsYou);
        let asked = two.asked(OLD);
        assert_eq!(asked.questions[0].part, VersionsPart::DeletedThere);
        assert!(two.site.open_post(OLD).unwrap().two_versions.unwrap().message.contains("deleted this post"));
        let choice = if theirs { VersionsChoice::Theirs } else { VersionsChoice::Mine };
        let settled = two.settle(OLD, &[choice]);
        assert!(settled.done);
        two.site.sync().unwrap();
        let there = two.seat.world.server_files();
        if theirs {
            assert!(!two.folder.exists(OLD) && !there.contains_key(OLD));
            let kept = two.site.deleted().unwrap();
            two.site.put_deleted_back(kept[0].id).unwrap();
            assert!(two.file(OLD).contains("Mine, still."), "every word is kept");
        } else {
            assert!(two.server(OLD).contains("Mine, still.") && two.folder.is_clean());
        }
    }
}

#[test]
fn a_post_deleted_here_and_changed_there_goes_or_comes_back() {
    for theirs in [false, true] {
        let mut two = Two::begun();
        two.colleague_publishes(OLD, "First words.", "Carl's newest.");
        let gone = two.site.delete_and_send(OLD, true).unwrap();
        assert_eq!(gone.outcome.unwrap().outcome, OutcomeKind::NeedsYou);
        let asked = two.asked(OLD);
        assert_eq!(asked.questions[0].part, VersionsPart::DeletedHere);
        let choice = if theirs { VersionsChoice::Theirs } else { VersionsChoice::Mine };
        assert!(two.settle(OLD, &[choice]).done);
        two.site.sync().unwrap();
        let there = two.seat.world.server_files();
        assert_eq!((there.contains_key(OLD), two.folder.exists(OLD)), (theirs, theirs));
        if theirs {
            assert!(two.file(OLD).contains("Carl's newest."));
            assert_eq!(two.state(OLD), PostState::Published);
        }
        assert!(two.folder.is_clean(), "{:?}", two.folder.status());
    }
}

#[test]
fn of_two_pictures_both_are_shown_and_one_is_chosen() {
    let picture = byline_testkit::png(40, 30);
    let post = b"---\ntitle: A boat\n---\n\n![A boat](/images/boat.png)\n";
    let mut files = JEKYLL.to_vec();
    files.extend([(NEWS, &post[..]), ("images/boat.png", &picture[..])]);
    for theirs in [false, true] {
        let mut two = Two::with(&files);
        let (mine, other) = (byline_testkit::png(44, 30), byline_testkit::png(48, 30));
        two.seat.world.colleague_publishes("images/boat.png", &other);
        two.folder.write("images/boat.png", &mine);
        assert_eq!(two.site.publish(NEWS, None).unwrap().outcome, OutcomeKind::NeedsYou);
        let asked = two.asked(NEWS);
        let [question] = &asked.questions[..] else { panic!("{asked:?}") };
        assert_eq!((question.part, question.label.as_deref()), (VersionsPart::Picture, Some("boat.png")));
        for side in [&question.mine, &question.theirs] {
            let shown = side.as_ref().unwrap().picture.as_ref().unwrap();
            assert!(shown.starts_with("data:image/png;base64,"), "{shown}");
        }
        two.settle(NEWS, &[if theirs { VersionsChoice::Theirs } else { VersionsChoice::Mine }]);
        two.site.sync().unwrap();
        let expect = if theirs { other } else { mine };
        assert_eq!(two.folder.read("images/boat.png"), expect);
        assert_eq!(two.seat.world.server_files()["images/boat.png"], expect);
    }
}

#[test]
fn a_post_that_was_renamed_goes_together_with_what_was_written_at_the_old_place() {
    let mut two = Two::begun();
    two.colleague_publishes(OLD, "Last words.", "Last words, by Carl.");
    let renamed = two.site.change_address(OLD, "a-newer-post").unwrap().post.path;
    two.writes(&renamed, "First words.", "First words, of mine.");
    two.site.publish(&renamed, None).unwrap();
    two.site.sync().unwrap();
    let there = two.seat.world.server_files();
    assert!(!there.contains_key(OLD));
    assert!(two.server(&renamed).ends_with("First words, of mine.\n\nLast words, by Carl.\n"));
    assert_eq!(two.file(&renamed), two.server(&renamed));
}

#[test]
fn a_file_that_another_program_is_changing_is_left_to_it() {
    let mut two = Two::begun();
    two.site.close_post(OLD).unwrap();
    let theirs = two.file(OLD).replace("First words.", "A developer's words.");
    two.folder.write(OLD, theirs.as_bytes());
    two.colleague_publishes(OLD, "Last words.", "Last words, by Carl.");
    two.site.sync().unwrap();
    assert_eq!(two.file(OLD), theirs);
}

#[test]
fn no_mark_of_a_clash_is_ever_in_a_file_or_on_the_server() {
    let mut two = clash();
    two.site.sync().unwrap();
    let check = |two: &Two| {
        for (path, bytes) in files_below(two.folder.path()).into_iter().chain(two.seat.world.server_files()) {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            assert!(!text.contains("<<<<<<<") && !text.contains(">>>>>>>"), "{path}: {text}");
        }
    };
    check(&two);
    two.settle(OLD, &[VersionsChoice::Both]);
    two.site.sync().unwrap();
    check(&two);
}

impl Two {
    fn colleague_publishes_new(&self, path: &str) {
        let mut site = self.colleague.open(self.away.path());
        self.away.write(path, b"---\ntitle: News\n---\n\nHello.\n");
        site.files_changed().unwrap();
        assert_eq!(site.publish(path, None).unwrap().outcome, OutcomeKind::Published);
    }
}
