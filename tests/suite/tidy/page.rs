//! The rules of `ui/` that hold for every file; the linter holds them too, where it runs.

use super::checkout::{Source, none, root, sources};

fn page() -> Vec<Source> {
    sources("ui/src", &[".ts", ".svelte"])
}

/// What a file imports, as written.
fn imports(text: &str) -> Vec<&str> {
    ["from \"", "from '", "import \"", "import '", "import(\"", "import('"]
        .iter()
        .flat_map(|start| {
            let end = &start[start.len() - 1..];
            text.split(start).skip(1).filter_map(move |rest| rest.split(end).next())
        })
        .filter(|import| !import.contains('\n'))
        .collect()
}

#[test]
fn only_one_folder_reaches_the_program() {
    let mut problems = Vec::new();
    for source in page().iter().filter(|source| !source.path.starts_with("ui/src/ipc/")) {
        for import in imports(&source.text).iter().filter(|import| import.starts_with("@tauri-apps/")) {
            problems.push(format!("{}: imports {import}", source.path));
        }
        if source.text.contains("__TAURI_INTERNALS__.invoke") {
            problems.push(format!("{}: calls the program past the bindings", source.path));
        }
    }
    none(&problems);
}

#[test]
fn features_do_not_know_each_other() {
    let features = root().join("ui/src/features");
    let mut problems = Vec::new();
    for source in sources("ui/src/features", &[".ts", ".svelte"]) {
        let Some(own) = source.path.split('/').nth(3) else {
            continue;
        };
        // The shell is the one that puts the others together.
        if own == "shell" {
            continue;
        }
        for import in imports(&source.text) {
            let other = import
                .split("features/")
                .nth(1)
                .or_else(|| import.strip_prefix("../"))
                .and_then(|rest| rest.split('/').next())
                .filter(|name| *name != ".." && features.join(name).is_dir());
            if other.is_some_and(|other| other != own) {
                problems.push(format!("{}: imports {import}", source.path));
            }
        }
    }
    none(&problems);
}

#[test]
fn the_editor_knows_no_framework() {
    let mut problems = Vec::new();
    for source in sources("ui/src/editor", &[".ts", ".svelte"]) {
        for import in imports(&source.text) {
            if import.starts_with("svelte") || import.contains("/features/") || import.contains("/ipc/") {
                problems.push(format!("{}: imports {import}", source.path));
            }
        }
    }
    none(&problems);
}

#[test]
fn text_is_shown_as_text() {
    let mut problems = Vec::new();
    for source in page() {
        let untyped = ["as any", ": any", "<any>"];
        let generated = source.path.ends_with("ipc/bindings.ts");
        for (number, line) in source.text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or("");
            if code.contains("{@html") {
                problems.push(format!("{}:{}: shows text as markup", source.path, number + 1));
            }
            if !generated && untyped.iter().any(|word| ends_as_word(code, word)) {
                problems.push(format!("{}:{}: has no type", source.path, number + 1));
            }
        }
    }
    none(&problems);
}

/// Whether `line` has `word` with no letter after it.
fn ends_as_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        !line[at + word.len()..].starts_with(|next: char| next.is_alphanumeric() || next == '_' || next == ' ')
    })
}
