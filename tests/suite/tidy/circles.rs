//! No file of the page needs, by way of others, itself: which one is read first would decide what is there.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use super::checkout::{none, sources};

/// What a file needs when it runs, as written: types are gone by then.
fn needs(text: &str) -> Vec<&str> {
    let statements = text.split('\n').scan(0, |at, line| {
        let from = *at;
        *at += line.len() + 1;
        Some((from, line.trim_start()))
    });
    statements
        .filter(|(_, line)| line.starts_with("import ") || line.starts_with("export "))
        .filter_map(|(from, line)| {
            let (names, rest) = text[from..].split_once(" from '")?;
            let whole = !names.contains(';') && !names.contains('\'') && !names.contains('=') && !names.contains('(');
            let only_types = line.starts_with("import type ")
                || line.starts_with("export type ")
                || listed(names).is_some_and(|mut listed| listed.all(|name| name.starts_with("type ")));
            (whole && !only_types).then(|| rest.split('\'').next()).flatten()
        })
        .filter(|name| name.starts_with('.'))
        .collect()
}

/// The names in braces.
fn listed(names: &str) -> Option<impl Iterator<Item = &str>> {
    let inside = names.split_once('{')?.1.split_once('}')?.0;
    Some(inside.split(',').map(str::trim).filter(|name| !name.is_empty()))
}

/// The file that `name` means in a file of `folder`.
fn file(folder: &Path, name: &str, files: &BTreeMap<String, Vec<String>>) -> Option<String> {
    let mut path = PathBuf::new();
    for part in folder.join(name).components() {
        match part {
            Component::ParentDir => drop(path.pop()),
            Component::CurDir => {}
            part => path.push(part),
        }
    }
    let path = path.to_string_lossy().replace('\\', "/");
    let tried = ["", ".ts", ".svelte.ts", "/index.ts"].map(|end| format!("{path}{end}"));
    tried.into_iter().find(|path| files.contains_key(path))
}

/// Every file that `from` needs, and those that these need.
fn all_needed(from: &str, needed: &BTreeMap<String, Vec<String>>) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    let mut open = needed[from].clone();
    while let Some(next) = open.pop() {
        if all.insert(next.clone()) {
            open.extend(needed[&next].iter().cloned());
        }
    }
    all
}

#[test]
fn no_file_of_the_page_needs_itself() {
    let files: Vec<_> = sources("ui/src", &[".ts", ".svelte"])
        .into_iter()
        .filter(|source| !source.path.ends_with(".test.ts"))
        .collect();
    let known = files.iter().map(|source| (source.path.clone(), Vec::new())).collect();
    let needed: BTreeMap<String, Vec<String>> = files
        .iter()
        .map(|source| {
            let folder = Path::new(&source.path).parent().unwrap();
            let all = needs(&source.text).into_iter().filter_map(|name| file(folder, name, &known)).collect();
            (source.path.clone(), all)
        })
        .collect();
    assert!(needed.values().map(Vec::len).sum::<usize>() > 500, "few imports were understood");
    let circles = needed.keys().filter(|path| all_needed(path, &needed).contains(*path));
    none(&circles.map(|path| format!("{path}: needs itself, by {:?}", needed[path])).collect::<Vec<_>>());
}

#[test]
fn what_only_types_need_is_no_need() {
    let text = "import { a, type B } from './a'\nimport type { C } from './c'\nimport { type D } from './d'\n\
                import {\n  e,\n} from '../e'\nexport { f } from './f'\nexport const g = 1\nimport './h.css'\n\
                export type { I } from './i'\nimport j from 'j'\n";
    assert_eq!(needs(text), ["./a", "../e", "./f"]);
}
