//! Posts as ten people in ten styles write them: understood as they are, and tidied without losing a word.

use std::path::Path;

use byline_testkit::{SiteFolder, photo};
use serde_json::{Value, json};

use crate::seat::{Seat, files_below};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/messy");

/// A post, and its title, date and author; none where only the file's name tells.
type Told = (&'static str, Option<&'static str>, Option<&'static str>, Option<&'static str>);

const TOLD: &[Told] = &[
    ("all-caps.md", None, Some("2023-08-05"), Some("DAVE")),
    ("captions.md", Some("A walk along the canal"), Some("2018-06-30"), Some("Ewa Nowak")),
    ("date-last.md", Some("Office move"), None, None),
    ("footnotes.md", Some("Reading list for the summer"), Some("2020-07-01"), Some("Ines Costa")),
    ("french.md", Some("La fête de la musique"), Some("2023-06-21"), Some("Élodie Martin")),
    ("german.md", Some("Neues aus der Werkstatt"), Some("2022-10-03"), Some("Jürgen Müller")),
    ("google-docs.md", Some("Migrating 300 servers in a weekend"), None, None),
    ("html-heavy.md", Some("Spring Catalogue"), Some("2019-04-02"), None),
    ("mail.md", None, None, None),
    ("medium-export.md", Some("Stop Writing Slow Tests"), None, None),
    ("no-title.md", None, None, None),
    ("spanish.md", Some("¿Qué aprendimos en la feria?"), Some("2021-05-05"), Some("María José García")),
    ("tables.md", Some("Results of the spring race"), Some("2022-04-02"), Some("Race committee")),
    ("wiki-habits.md", None, None, None),
    ("word-paste.md", Some("Annual Report: What We Learned in 2022"), Some("2023-03-14"), Some("Priya Raman")),
];

/// What stands in a tidied post, and what does not any more.
const TIDIED: &[(&str, &[&str], &[&str])] = &[
    ("all-caps.md", &["\n## FOOD\n", "\n## GAMES\n"], &["##FOOD"]),
    (
        "captions.md",
        &["![The lock](canal%20walk/lock-1.jpg)\n*The old lock*\n", "\n[Video of the lock](https://youtu.be/"],
        &["lock 1.jpg", "* The"],
    ),
    (
        "footnotes.md",
        &["liked *The Sea* [1] and __The Overstory__ [2]", "<http://www.powers.example/overstory_(novel)>"],
        &[],
    ),
    ("french.md", &["– Tu viens demain\u{a0}?\n– Bien sûr\u{a0}!", "<https://fete.example/programme>."], &["__ La"]),
    ("german.md", &["die **Drehbank** repariert", "- Riemen", "- Späne", "(drehbank-gross.jpg)"], &["* R", "+ S"]),
    ("google-docs.md", &["\n## Why we did it\n", "[image1]: <migration-weekend.png>"], &["## **"]),
    (
        "html-heavy.md",
        &["Our new catalogue", "<b>555 0100</b>", "<li>Chairs</li>"],
        &["<body>", "<big>", "<div>", "</html>"],
    ),
    ("mail.md", &["<office@club.example>", "> From: Board"], &[]),
    ("medium-export.md", &["**seconds,** not minutes", "<https://medium.example/@lena>."], &[]),
    ("spanish.md", &["días _muy_ intensos", "1. Llegar", "3. Sonreír", "<hola@feria.example>"], &["1)"]),
    ("tables.md", &["| 1 | **Ann** |", "Name\tTime\nAnn\t21:05"], &["** Ann"]),
    (
        "wiki-habits.md",
        &["\n## What is new\n", "\n### Fixed\n", "(https://docs.example/manual)", "(old%20manual.pdf)"],
        &["“"],
    ),
    (
        "word-paste.md",
        &["**second office** in Leeds, which", "\n- Revenue up\n- Costs down\n", "(annual-chart-2022.png)"],
        &["o:p", "•"],
    ),
];

fn messy(seat: &Seat) -> SiteFolder {
    let site = seat.world.site("plain", &[("README.md", b"# A blog\n")]);
    for entry in std::fs::read_dir(FOLDER).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        site.write(&format!("posts/{name}"), &std::fs::read(entry.path()).unwrap());
    }
    for picture in [
        "annual chart 2022.png",
        "migration weekend.png",
        "Drehbank groß.JPG",
        "canal walk/lock 1.jpg",
        "canal walk/boat.jpg",
    ] {
        site.write(&format!("posts/{picture}"), &photo(64, 40));
    }
    site
}

fn place(site: &Path, name: &str) -> String {
    site.join("posts").join(name).to_str().unwrap().to_owned()
}

/// The words that a reader of the page sees, in order.
fn words(seat: &Seat, post: &str) -> Vec<String> {
    let html = seat.cli(["preview", post]).ended(0)["html"].as_str().unwrap().to_owned();
    let body = html.split_once("</head>").map_or(html.as_str(), |(_, body)| body);
    let mut text = String::new();
    // The address below a picture that is not loaded is the preview's own.
    let body: String =
        body.split("<small>").map(|part| part.split_once("</small>").map_or(part, |(_, rest)| rest)).collect();
    for part in body.split('<') {
        text.push(' ');
        text.push_str(part.split_once('>').map_or(part, |(_, words)| words));
    }
    let text = text.replace("&nbsp;", " ").replace("&amp;", "&").replace("&lt;", " ").replace("&gt;", " ");
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[test]
fn every_messy_post_is_listed_under_what_it_tells() {
    let seat = Seat::new();
    let site = messy(&seat);
    let list = seat.cli(["list", site.path().to_str().unwrap()]).ended(0);
    let posts = list["posts"].as_array().unwrap();
    assert_eq!(posts.len(), TOLD.len());
    for (name, title, date, author) in TOLD {
        let post = posts.iter().find(|post| post["path"] == format!("posts/{name}")).unwrap();
        if let Some(title) = title {
            assert_eq!(post["title"], *title, "{name}");
        }
        assert_eq!((&post["date"], &post["author"]), (&json!(date), &json!(author)), "{name}");
        let shown = seat.cli(["show", &place(site.path(), name)]).ended(0);
        let guessed = shown["details"]["guessed"].as_array().unwrap().contains(&json!("title"));
        assert_eq!(guessed, title.is_none(), "{name}: {shown}");
    }
}

#[test]
fn every_messy_post_is_tidied_and_no_word_goes() {
    let seat = Seat::new();
    let site = messy(&seat);
    let before = files_below(site.path());
    for (name, ..) in TOLD {
        let post = place(site.path(), name);
        let shown = words(&seat, &post);
        let dry = seat.cli(["tidy", &post, "--dry-run"]).ended(0);
        let done = seat.cli(["tidy", &post]).ended(0);
        assert_eq!(done, dry, "{name}");
        for fix in done["fixes"].as_array().unwrap() {
            assert!(fix["message"].is_string() && fix["before"] != fix["after"], "{name}: {fix}");
        }
        let now = words(&seat, &post);
        // A byline may stand elsewhere now; every word is there as often as it was.
        let mut left = now.clone();
        for word in &shown {
            let at = left.iter().position(|other| other == word);
            assert!(at.is_some(), "{name} lost {word:?}: {now:?}");
            left.remove(at.unwrap());
        }
        assert_eq!(seat.cli(["tidy", &post]).ended(0), json!({ "fixes": [], "changed": false }), "{name}");
        let findings = seat.cli(["check", &post]).ended(0);
        let fixable: Vec<&Value> =
            findings["findings"].as_array().unwrap().iter().filter(|found| found["fixable"] == true).collect();
        assert!(fixable.is_empty(), "{name}: {fixable:?}");
    }
    for (name, there, gone) in TIDIED {
        let text = String::from_utf8(site.read(&format!("posts/{name}"))).unwrap();
        for words in *there {
            assert!(text.contains(words), "{name} is without {words:?}: {text}");
        }
        for words in *gone {
            assert!(!text.contains(words), "{name} still has {words:?}: {text}");
        }
    }
    // All of it can be taken back.
    for (name, ..) in TOLD {
        let undo = seat.cli(["tidy", &place(site.path(), name), "--undo"]);
        assert!(undo.status == 0 || undo.json()["error"]["code"] == "nothing-to-undo", "{name}: {}", undo.out);
    }
    assert_eq!(files_below(site.path()), before);
}
