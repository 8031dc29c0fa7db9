//! Every check behaves as its examples say, is registered and has its sentence.

use std::collections::{HashMap, HashSet};

use super::*;
use crate::tidy::apply;

fn findings(check: &Check, example: &Example) -> Vec<Finding> {
    let post = Post::parse(example.post.as_bytes(), "x.md").unwrap();
    let facts = Facts {
        wanted: &(example.wanted)(),
        related: &|_, _| example.related,
        picture: &|_| example.picture,
        needs_front_matter: example.needs_front_matter,
        file_name_is_wrong: example.file_name_is_wrong,
        has_front_matter: example.has_front_matter,
        ..Facts::plain(&post)
    };
    (check.run)(&facts)
}

#[test]
fn every_check_behaves_as_its_examples_say() {
    for check in all() {
        assert!(check.examples.iter().any(|example| example.finds > 0), "{} never fires", check.id);
        assert!(check.examples.iter().any(|example| example.finds == 0), "{} is never quiet", check.id);
        for example in check.examples {
            let found = findings(check, example);
            assert_eq!(found.len(), example.finds, "{} on {:?}", check.id, example.post);
            for finding in found {
                let stops = (example.wanted)().iter().any(|wanted| wanted.stops_the_site);
                let severity = if stops { Severity::Error } else { check.severity };
                assert_eq!((finding.id, finding.severity), (check.id, severity));
            }
        }
    }
}

#[test]
fn every_check_is_registered_under_a_name_of_its_own() {
    let ids: HashSet<&str> = all().iter().map(|check| check.id).collect();
    assert_eq!(ids.len(), all().len());
    let files: HashSet<String> = std::fs::read_dir("src/checks")
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().to_str().unwrap().strip_suffix(".rs").map(str::to_owned))
        .filter(|name| name != "mod" && name != "tests")
        .map(|name| name.replace('_', "-"))
        .collect();
    assert_eq!(files.iter().map(String::as_str).collect::<HashSet<_>>(), ids);
}

#[test]
fn every_check_has_its_sentence() {
    let catalogue = std::fs::read_to_string("../../../assets/messages/en/findings.json").unwrap();
    let catalogue: HashMap<String, String> = serde_json::from_str(&catalogue).unwrap();
    for check in all() {
        let sentence = catalogue.get(&format!("finding.{}", check.id));
        let sentence = sentence.unwrap_or_else(|| panic!("no sentence for {}", check.id));
        for example in check.examples {
            for finding in findings(check, example) {
                let filled = finding
                    .args
                    .iter()
                    .fold(sentence.clone(), |s, (name, value)| s.replace(&format!("{{{name}}}"), value));
                assert!(!filled.contains('{') || example.post.contains('{'), "{filled}");
                if finding.fix.is_some() {
                    assert!(catalogue.contains_key(&format!("fix.{}", check.id)), "no label for {}", check.id);
                }
            }
        }
    }
    for key in catalogue.keys() {
        let (kind, id) = key.split_once('.').unwrap();
        assert!(matches!(kind, "finding" | "fix") && all().iter().any(|check| check.id == id), "{key}");
    }
}

#[test]
fn a_fix_leaves_nothing_to_find_and_nothing_else_changed() {
    for check in all() {
        for example in check.examples {
            for finding in findings(check, example) {
                // Another name for a file is the desk's to give.
                let Some(fix) = finding.fix.filter(|fix| !fix.edits.is_empty() || fix.moved.is_some()) else {
                    continue;
                };
                let post = Post::parse(example.post.as_bytes(), "x.md").unwrap();
                let fixed = apply(&post, &fix);
                let text = std::str::from_utf8(fixed.as_bytes()).unwrap();
                let left = findings(check, &Example { post: Box::leak(text.to_owned().into()), ..*example });
                assert_eq!(left.len() + 1, example.finds, "{} on {:?}", check.id, example.post);
            }
        }
    }
    let post = Post::parse(&std::fs::read("fixtures/messy-meetup.md").unwrap(), "x.md").unwrap();
    let found = run(&Facts::plain(&post));
    assert_eq!(
        found.iter().map(|f| (f.id, f.line)).collect::<Vec<_>>(),
        [("picture-link-spaces", 3), ("details-in-text", 5), ("address-bare", 15)]
    );
    let fixed = apply(&post, found[0].fix.as_ref().unwrap());
    let expect = String::from_utf8(post.as_bytes().to_vec()).unwrap();
    assert_eq!(fixed.as_bytes(), expect.replace("harbour meetup .jpg", "harbour%20meetup%20.jpg").as_bytes());
}
