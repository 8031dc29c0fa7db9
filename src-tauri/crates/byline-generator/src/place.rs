//! Where in the site a problem is: a generator's own way of naming files and counting lines, as a path in the site and a
//! line of the file.

use std::io::Read;
use std::path::{Component, Path};

use crate::ear::{Counted, Heard, Problem};

/// A larger file's lines are not counted.
const LARGEST: u64 = 4 * 1024 * 1024;

/// A problem as a path below `site` and a line of that file.
pub(crate) fn found(heard: Heard, site: &Path) -> Problem {
    let file = heard.file.as_deref().and_then(|file| below(file, site));
    let text = file.as_deref().and_then(|file| read(&site.join(file)));
    let line = match (&text, &heard.quoted) {
        (Some(text), Some(quoted)) => line_of(text, quoted),
        (text, None) => heard.line.and_then(|line| in_file(line, heard.counted, text.as_deref())),
        (None, Some(_)) => None,
    };
    Problem { line: file.as_ref().and(line), file, message: heard.message }
}

/// A file of the site as a path below it; nothing for one that is elsewhere or not there.
fn below(file: &str, site: &Path) -> Option<String> {
    let whole = site.join(file).canonicalize().ok()?;
    let relative = whole.strip_prefix(site.canonicalize().ok()?).ok()?;
    if !whole.is_file() {
        return None;
    }
    let parts: Option<Vec<_>> = relative
        .components()
        .map(|part| match part {
            Component::Normal(part) => part.to_str(),
            _ => None,
        })
        .collect();
    Some(parts?.join("/"))
}

fn read(file: &Path) -> Option<String> {
    let mut bytes = Vec::new();
    std::fs::File::open(file).ok()?.take(LARGEST).read_to_end(&mut bytes).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

fn line_of(text: &str, quoted: &str) -> Option<u32> {
    let at = text.lines().position(|line| line.trim() == quoted.trim())?;
    u32::try_from(at + 1).ok()
}

fn in_file(line: u32, counted: Counted, text: Option<&str>) -> Option<u32> {
    match counted {
        Counted::File => Some(line),
        Counted::Details => Some(line + 1),
        Counted::Body => Some(line + details(text?)),
        Counted::Text => {
            let details = details(text?);
            let empty = text?.lines().skip(details as usize).take_while(|line| line.trim().is_empty()).count();
            Some(line + details + u32::try_from(empty).ok()?)
        }
    }
}

/// How many lines the details take, with the two that fence them.
fn details(text: &str) -> u32 {
    let mut lines = text.lines();
    let fence = lines.next().map(|first| first.trim_start_matches('\u{feff}').trim_end());
    let Some(fence) = fence.filter(|fence| matches!(*fence, "---" | "+++")) else { return 0 };
    let closing = lines.position(|line| line.trim_end() == fence);
    closing.and_then(|at| u32::try_from(at + 2).ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "---\ntitle: A\n---\n\n\nOne\n\nTwo\n";

    #[test]
    fn lines_are_counted_from_the_beginning_of_the_file() {
        let check = |line, counted, expect| assert_eq!(in_file(line, counted, Some(TEXT)), Some(expect));
        check(2, Counted::File, 2);
        check(1, Counted::Details, 2);
        check(3, Counted::Body, 6);
        check(3, Counted::Text, 8);
        assert_eq!(in_file(3, Counted::Text, Some("One\n\nTwo\n")), Some(3));
        assert_eq!(in_file(3, Counted::Body, None), None);
        assert_eq!(in_file(2, Counted::Body, Some("---\nopen\n")), Some(2));
    }

    #[test]
    fn only_files_of_the_site_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("site");
        std::fs::create_dir_all(site.join("posts")).unwrap();
        std::fs::write(site.join("posts/a.md"), TEXT).unwrap();
        std::fs::write(folder.path().join("other.md"), TEXT).unwrap();
        let check = |file: &str, expect: Option<&str>| {
            let heard = Heard { file: Some(file.into()), line: Some(2), ..Heard::default() };
            let found = found(heard, &site);
            assert_eq!(found.file.as_deref(), expect, "{file}");
            assert_eq!(found.line, expect.map(|_| 2), "{file}");
        };
        check("posts/a.md", Some("posts/a.md"));
        check("./posts/a.md", Some("posts/a.md"));
        check(site.join("posts/a.md").to_str().unwrap(), Some("posts/a.md"));
        check("../other.md", None);
        check(folder.path().join("other.md").to_str().unwrap(), None);
        check("posts/none.md", None);
        check("posts", None);
    }

    #[test]
    fn a_quoted_line_is_looked_for() {
        let site = tempfile::tempdir().unwrap();
        std::fs::write(site.path().join("a.md"), TEXT).unwrap();
        let heard = Heard { file: Some("a.md".into()), line: Some(99), quoted: Some("Two".into()), ..Heard::default() };
        assert_eq!(found(heard, site.path()).line, Some(8));
    }
}
