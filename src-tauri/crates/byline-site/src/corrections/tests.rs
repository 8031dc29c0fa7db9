use jiff::civil::Date;

use super::*;
use crate::{InMemory, Site, understand, understand_with};

const DAY: Date = Date::constant(2026, 1, 2);

const HUGO: [(&str, &str); 4] = [
    ("hugo.toml", "title = 'A'\nbaseURL = 'https://a.org'"),
    ("content/posts/a.md", "---\ntitle: A\ndate: 2026-01-01\nmood: good\ntags: [x]\n---\n"),
    ("content/notes/b.md", "---\ntitle: B\ndate: 2026-01-01\nmood: bad\n---\n"),
    ("static/img/a.png", ""),
];

fn hugo(own: &str) -> Site {
    understand(&InMemory::new(HUGO.into_iter().chain([(FILE, own)])))
}

fn said(text: &str) -> (Corrections, Vec<(usize, String, Why)>) {
    let (found, complaints) = read::read(text);
    (found, complaints.into_iter().map(|it| (it.line, it.key, it.why)).collect())
}

#[test]
fn a_persons_word_outranks_everything() {
    let site = hugo(
        "[site]\nname = 'Ours'\naddress = 'https://b.org/x'\n[posts]\nfolders = ['content/notes', 'content/new']\ndrafts = 'content/drafts'\nname = '{year}/{slug}'\nextension = 'mdx'\ndraft = { name = 'hold', value = true }\nfuture = true\n[pictures]\nfolder = 'static/up'\n[details]\nkind = 'json'\norder = ['when', 'title']\n[details.fields.when]\ntype = 'date'\nlabel = 'Day'\n[details.fields.layout]\ndefault = 'wide'\nhidden = true\n[details.fields.mood]\ntype = 'choice'\noptions = ['good', { value = 'bad', label = 'Not good' }]\ndefault = 'bad'\nrequired = true\nhint = 'How it feels'\n[details.fields.author]\nhidden = true\n",
    );
    assert_eq!((site.name.as_deref(), site.address.as_deref()), (Some("Ours"), Some("https://b.org/x")));
    assert_eq!(site.post_folders, ["content/notes", "content/new"]);
    assert_eq!(site.drafts_folder.as_deref(), Some("content/drafts"));
    assert!(site.is_post("content/new/a.md") && site.is_post("content/drafts/a.md"));
    assert!(!site.is_post("content/posts/a.md"));
    assert!(site.publishes_future());
    assert_eq!((site.pictures.folder.as_str(), site.pictures.url.as_str()), ("static/up", "/up"));
    assert_eq!(site.draft_flag, Some(DraftFlag::new("hold", true)));
    let names: Vec<&str> = site.fields.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(names, ["when", "title", "date", "tags", "mood"]);
    let mood = &site.fields[4];
    assert_eq!(
        (mood.kind, mood.choices[1].label.as_str(), mood.required, mood.hint.as_deref(), mood.default.as_deref()),
        ("choice", "Not good", true, Some("How it feels"), Some("bad"))
    );
    assert_eq!(site.hidden.iter().map(|field| field.name.as_str()).collect::<Vec<_>>(), ["layout", "author"]);
    let post = site.new_post("Hello", DAY, None, &|_| false);
    assert_eq!(post.path, "content/notes/2026/hello.mdx");
    assert!(post.text.contains("\"layout\": \"wide\",\n  \"mood\": \"bad\""), "{}", post.text);
    assert_eq!(site.configured_by, [FILE, "hugo.toml"]);
    assert_eq!((&site.told_by.posts, &site.told_by.fields), (&Told::File(FILE.into()), &Told::File(FILE.into())));
}

#[test]
fn jekyll_posts_may_be_fewer_or_elsewhere() {
    let files = [("_config.yml", ""), ("_posts/2026-01-01-a.md", ""), ("news/_posts/2026-01-01-b.md", "")];
    let with = |own: &'static str| understand(&InMemory::new(files.into_iter().chain([(FILE, own)])));
    let some = with("posts.folders = ['_posts']");
    assert!(some.is_post("_posts/2026-01-01-a.md") && !some.is_post("news/_posts/2026-01-01-b.md"));
    assert!(some.file_name_is_wrong("_posts/a.md"));
    let other = with("posts.folders = ['_articles']\nposts.name = '{slug}'");
    assert!(other.is_post("_articles/a.md") && !other.is_post("_posts/2026-01-01-a.md"));
    assert_eq!(other.new_post("B", DAY, None, &|_| false).path, "_articles/b.md");
}

#[test]
fn pictures_may_go_beside_posts() {
    let site = hugo("[pictures]\nbeside = 'pics'");
    let place = site.place_picture("content/posts/a.md", "n.png", &|_| false);
    assert_eq!((place.path.as_str(), place.link.as_str()), ("content/posts/pics/n.png", "pics/n.png"));
    let site = hugo("[pictures]\nbeside = '.'");
    assert_eq!(site.place_picture("content/posts/a.md", "n.png", &|_| false).link, "n.png");
    let site = hugo("[pictures]\nfolder = 'static/img'\nurl = '/elsewhere'");
    assert_eq!(site.place_picture("content/posts/a.md", "n.png", &|_| false).link, "/elsewhere/n.png");
}

#[test]
fn what_cannot_be_taken_is_told_by_its_line() {
    let text = "colour = 'red'\n[site]\nname = 3\naddress = 'a.org'\n[posts]\nfolders = ['../x', 'content/notes']\ndrafts = '/../etc'\nname = '{uuid}'\nfuture = 'yes'\nextension = 'exe'\ndraft = 1\n[pictures]\nfolder = '.git/x'\nurl = 'a b'\n[details]\nkind = 'xml'\norder = 1\n[details.fields.a]\ntype = 'blob'\nrequired = 1\noptions = 'a'\nshape = 'round'\n[details.fields]\nb = 1\n";
    let (found, complaints) = said(text);
    assert_eq!(found.folders.as_deref(), Some(["content/notes".to_owned()].as_slice()));
    let expect = [
        (1, "colour", Why::Unknown),
        (3, "site.name", Why::NotText),
        (4, "site.address", Why::NotAnAddress),
        (6, "posts.folders", Why::Outside),
        (7, "posts.drafts", Why::Outside),
        (8, "posts.name", Why::NotAName),
        (9, "posts.future", Why::NotTruth),
        (10, "posts.extension", Why::NotAKind),
        (11, "posts.draft", Why::NotASection),
        (13, "pictures.folder", Why::Outside),
        (14, "pictures.url", Why::NotText),
        (16, "details.kind", Why::NotAKind),
        (17, "details.order", Why::NotAList),
        (19, "details.fields.a.type", Why::NotAKind),
        (20, "details.fields.a.required", Why::NotTruth),
        (21, "details.fields.a.options", Why::NotAList),
        (22, "details.fields.a.shape", Why::Unknown),
        (24, "details.fields.b", Why::NotASection),
    ];
    let seen: Vec<(usize, &str, Why)> = complaints.iter().map(|(line, key, why)| (*line, key.as_str(), *why)).collect();
    assert_eq!(seen, expect);
    assert_eq!(said("[site]\nname = 'a'\n[posts\n"), (Corrections::default(), vec![(3, String::new(), Why::Broken)]));
}

#[test]
fn nothing_in_the_file_breaks_byline() {
    let whole = "[site]\nname = 'é'\n[posts]\nfolders = ['.']\nname = '{slug}'\ndraft = { name = 'd', value = true }\n[details.fields.\"a.b\"]\ntype = 'choice'\noptions = [1, true, { value = 'x' }, []]\ndefault = 1.5\n";
    for end in (0..=whole.len()).filter(|end| whole.is_char_boundary(*end)) {
        let site = hugo(&whole[..end]);
        site.new_post("A", DAY, None, &|_| false);
    }
    let deep = "[".repeat(20_000);
    for evil in
        [deep.as_str(), "details.fields.a = { a = ", "posts = []", "posts.folders = []", "\u{feff}", "a.b.c.d = 1"]
    {
        assert_eq!(hugo(evil).post_folders[0], "content/posts", "{evil:.40}");
    }
    let long = "x".repeat(50);
    let many: Vec<String> = (0..1_000)
        .map(|at| {
            format!(
                "[details.fields.f{at}]
label = '{long}'
"
            )
        })
        .collect();
    let many = many.concat();
    assert!(hugo(&many).fields.len() <= MOST_FIELDS + 10);
    assert_eq!(hugo(&"#\n".repeat(LARGEST)).post_folders[0], "content/posts");
}

/// Settles a form and gives the file's text after it.
fn settle(files: &[(&str, &str)], own: &str, change: impl Fn(&mut Settings)) -> Option<String> {
    let folder = InMemory::new(files.iter().copied().chain([(FILE, own)]));
    let from = Settings::of(&understand(&folder));
    let mut wanted = from.clone();
    change(&mut wanted);
    assert_eq!(wanted.troubles("hugo"), []);
    let corrections = wanted.corrections(&from, &folder);
    let text = corrections.write(own).unwrap();
    let after = InMemory::new(files.iter().copied().chain(text.as_deref().map(|text| (FILE, text))));
    let again = understand(&after);
    let plain = |mut settings: Settings| {
        for field in settings.fields.iter_mut().chain(&mut settings.hidden) {
            field.told_by = None;
            field.options.clear();
        }
        settings
    };
    assert_eq!(plain(Settings::of(&again)), plain(wanted), "{text:?}");
    assert_eq!(again, understand_with(&folder, &corrections));
    text
}

#[test]
fn what_would_be_understood_anyway_is_not_said() {
    assert_eq!(settle(&HUGO, "", |_| {}), None);
    let text = settle(&HUGO, "", |form| form.future = true).unwrap();
    assert!(text.starts_with("# What Byline") && text.ends_with("\n\n[posts]\nfuture = true\n"), "{text:?}");
    assert_eq!(settle(&HUGO, &text, |form| form.future = false), None);
}

#[test]
fn every_line_of_the_form_can_be_settled() {
    let text = settle(&HUGO, "", |form| {
        form.name = "Ours".to_owned();
        form.address = "https://b.org".to_owned();
        form.folders = vec!["content/notes".to_owned()];
        form.drafts = Some("content/drafts".to_owned());
        form.file_name = "{year}/{slug}".to_owned();
        form.draft_flag = None;
        form.beside = Some(String::new());
        form.pictures_folder = "content/notes".to_owned();
        form.pictures_url = String::new();
    });
    let text = text.unwrap();
    for line in ["[site]", "name = \"Ours\"", "folders = [\"content/notes\"]", "draft = false", "beside = \".\""] {
        assert!(text.lines().any(|it| it == line), "{line} in {text}");
    }
    let text = settle(&HUGO, "", |form| {
        form.fields.swap(0, 1);
        let mood = form.fields.iter_mut().find(|field| field.name == "mood").unwrap();
        mood.label = "Mood today".to_owned();
        mood.kind = "choice";
        mood.choices = ["good", "bad"].map(|it| Choice { value: it.into(), label: it.to_uppercase() }).to_vec();
        mood.options = vec!["good".to_owned(), "bad".to_owned()];
        mood.default = Some("bad".to_owned());
        form.fields.insert(0, Field { required: true, ..Field::new("teaser", "multiline") });
        let author = form.fields.iter().position(|field| field.name == "author").unwrap();
        let author = form.fields.remove(author);
        form.hidden.push(author);
    });
    let text = text.unwrap();
    assert!(text.contains("options = [{ value = \"good\", label = \"GOOD\" }, { value = \"bad\", label = \"BAD\" }]"));
    assert!(text.contains("[details.fields.author]\nhidden = true\n"), "{text}");
}

#[test]
fn a_change_changes_its_own_lines_only() {
    let own = "# ours\ncolour = 'red' # unknown\n\n[posts]\n# where they go\nfolders = [ 'content/notes' ,] # only these\nfuture = true\n\n# the form\n[details.fields.mood]\nlabel   =   'Mood'\nshape = 'round'\n";
    let text = settle(&HUGO, own, |form| form.future = false).unwrap();
    assert_eq!(text, own.replace("future = true\n", ""));
    let text = settle(&HUGO, own, |form| form.folders = vec!["content/posts".to_owned(), "content/notes".to_owned()]);
    assert_eq!(
        text.unwrap(),
        own.replace("[ 'content/notes' ,]", "[\"content/posts\", \"content/notes\"]"),
        "the comments stay"
    );
    let text = settle(&HUGO, own, |form| form.folders = vec!["content/posts".to_owned()]).unwrap();
    assert_eq!(text, own.replace("folders = [ 'content/notes' ,] # only these\n", "# only these\n"));
    let windows = own.replace('\n', "\r\n");
    let text = settle(&HUGO, &windows, |form| form.future = false).unwrap();
    assert_eq!(text, windows.replace("future = true\r\n", ""));
    // Some lines end in one way and some in another, and a mark stands in front.
    let mixed =
        format!("\u{feff}{}", own.replace("'red' # unknown\n", "'red' # unknown\r\n").replace("form\n", "form\r\n"));
    let text = settle(&HUGO, &mixed, |form| form.future = false).unwrap();
    assert_eq!(text, mixed.replace("future = true\n", ""));
    // What is wrong in the file is the person's to put right.
    let wrong = "[posts]\nfolders = 3\nfuture = true\n";
    assert_eq!(settle(&HUGO, wrong, |form| form.future = false).unwrap(), "[posts]\nfolders = 3\n");
    let broken = Corrections { future: Some(true), ..Corrections::default() }.write("[posts\n");
    assert_eq!(broken.unwrap_err().line, 1);
}

#[test]
fn what_cannot_be_is_refused() {
    let form = Settings::of(&hugo(""));
    let check = |generator: &str, change: &dyn Fn(&mut Settings), expect: Trouble| {
        let mut form = form.clone();
        change(&mut form);
        assert_eq!(form.troubles(generator), [expect]);
    };
    check("hugo", &|form| form.address = "a.org".into(), Trouble::Address);
    check("hugo", &|form| form.folders.clear(), Trouble::PostFolder(String::new()));
    check("hugo", &|form| form.folders.push("../x".into()), Trouble::PostFolder("../x".into()));
    check("hugo", &|form| form.drafts = Some("/../x".into()), Trouble::DraftsFolder("/../x".into()));
    check("hugo", &|form| form.file_name = "{year}".into(), Trouble::FileName);
    check("jekyll", &|form| form.file_name = "{slug}".into(), Trouble::FileNameWithoutDate);
    check("hugo", &|form| form.pictures_folder = "C:\\x".into(), Trouble::PicturesFolder);
    check("hugo", &|form| form.pictures_url = "a b".into(), Trouble::PicturesUrl);
    check("hugo", &|form| form.fields[1].name = "a b".into(), Trouble::FieldName(1));
    check("hugo", &|form| form.fields[1].name = "title".into(), Trouble::FieldTwice(1));
    check("hugo", &|form| form.fields[2].kind = "choice", Trouble::FieldChoices(2));
}

#[test]
fn words_and_languages_are_kept_a_line_each_and_change_nothing_else() {
    let first =
        Corrections::default().with_languages(&["en-GB".to_owned(), "de".to_owned()]).with_word("kubectl", true);
    let text = first.write("").unwrap().unwrap();
    assert!(text.ends_with("[language]\nlanguages = [\"en-GB\", \"de\"]\nwords = [\n  \"kubectl\",\n]\n"), "{text}");
    let (read_again, complaints) = read::read(&text);
    assert_eq!((&read_again, complaints.len(), read_again.is_empty()), (&first, 0, true));

    let written = "[language]\nwords = [\n    # people\n    \"Dadd\", # James\n    \"kubectl\",\n]\n";
    let (said, _) = read::read(written);
    let more = said.clone().with_word("fourTheorem", true).write(written).unwrap().unwrap();
    assert_eq!(more, written.replace("    \"kubectl\"", "    \"fourTheorem\",\n    \"kubectl\""), "{more}");
    let last = said.clone().with_word("zebra", true).write(written).unwrap().unwrap();
    assert_eq!(last, written.replace("    \"kubectl\",", "    \"kubectl\",\n    \"zebra\","), "{last}");
    let less = said.with_word("kubectl", false).write(written).unwrap().unwrap();
    assert!(!less.contains("kubectl") && less.contains("# people") && less.contains("Dadd"), "{less}");
    assert_eq!(first.with_word("kubectl", false).with_languages(&[]).write(&text).unwrap(), None);
    let (_, complaints) = read::read("[language]\nlanguages = [\"deutsch!\"]\nwords = 3\nother = 1\n");
    assert_eq!(complaints.iter().map(|it| it.why).collect::<Vec<_>>(), [Why::NotAKind, Why::NotAList, Why::Unknown]);
}
