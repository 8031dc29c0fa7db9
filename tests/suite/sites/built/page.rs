//! A page of a built site, found as a web server finds it.

use std::path::{Path, PathBuf};

/// The result of a build, served at `base`.
pub(super) struct Output {
    folder: PathBuf,
    base: String,
}

/// A page, and its address below the base.
pub(super) struct Page<'a> {
    output: &'a Output,
    path: String,
    /// The HTML with its character references resolved.
    pub(super) text: String,
    html: String,
}

impl Output {
    /// `base` is the site's address, without a slash at its end.
    pub(super) fn new(folder: PathBuf, base: &str) -> Self {
        Self { folder, base: base.to_owned() }
    }

    /// The page at an address.
    ///
    /// # Panics
    /// When there is none; it then names those that there are.
    pub(super) fn page(&self, address: &str) -> Page<'_> {
        let path = address.strip_prefix(&self.base).unwrap_or_else(|| panic!("{address} is not below {}", self.base));
        let file = self.file(path).unwrap_or_else(|| panic!("nothing at {address}; there are {:#?}", self.pages()));
        let html = std::fs::read_to_string(file).unwrap();
        Page { output: self, path: path.to_owned(), text: resolved(&html), html }
    }

    /// Whether the page at an address has these words.
    pub(super) fn holds(&self, address: &str, words: &str) -> bool {
        let file = address.strip_prefix(&self.base).and_then(|path| self.file(path));
        file.is_some_and(|file| std::fs::read_to_string(file).unwrap().contains(words))
    }

    /// The files of the pages that have these words.
    pub(super) fn pages_with(&self, words: &str) -> Vec<String> {
        let mut pages = self.pages();
        pages.retain(|page| std::fs::read_to_string(self.folder.join(page)).unwrap().contains(words));
        pages
    }

    /// The HTML of a page's file.
    pub(super) fn source(&self, page: &str) -> String {
        std::fs::read_to_string(self.folder.join(page)).unwrap()
    }

    /// The file that a path leads to.
    fn file(&self, path: &str) -> Option<PathBuf> {
        let plain = decoded(path.split(['?', '#']).next().unwrap());
        let place = self.folder.join(plain.trim_start_matches('/'));
        let inside = place.join("index.html");
        let named = PathBuf::from(format!("{}.html", place.display()));
        let mut tried =
            if plain.ends_with('/') || plain.is_empty() { vec![inside] } else { vec![place, inside, named] };
        tried.retain(|file| file.is_file());
        tried.into_iter().next()
    }

    fn pages(&self) -> Vec<String> {
        crate::seat::files_below(&self.folder).into_keys().filter(|path| path.contains(".htm")).collect()
    }
}

impl Page<'_> {
    /// The files of the pictures that the page shows.
    ///
    /// # Panics
    /// When one is not there.
    pub(super) fn pictures(&self) -> Vec<Vec<u8>> {
        let sources = self.html.split("<img").skip(1).filter_map(|tag| {
            let (_, from) = tag.split('>').next()?.split_once("src=\"")?;
            Some(resolved(from.split('"').next()?))
        });
        sources
            .map(|source| {
                let root = self.output.base.splitn(4, '/').nth(3).map_or(String::new(), |path| format!("/{path}"));
                let path = match source.strip_prefix(&self.output.base) {
                    Some(path) => path.to_owned(),
                    None if source.starts_with('/') => source
                        .strip_prefix(&root)
                        .unwrap_or_else(|| panic!("{source} is outside {}", self.output.base))
                        .to_owned(),
                    None => joined(&self.path, &source),
                };
                let file = self.output.file(&path).unwrap_or_else(|| panic!("no picture {source} at {path}"));
                std::fs::read(file).unwrap()
            })
            .collect()
    }
}

/// A relative address as seen from a page.
fn joined(page: &str, relative: &str) -> String {
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in relative.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    Path::new("/").join(parts.join("/").trim_start_matches('/')).to_str().unwrap().to_owned()
}

fn decoded(path: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next().unwrap(), rest.next().unwrap()];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// HTML with its character references as letters.
fn resolved(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let end = after.find(';').filter(|end| *end < 10);
        let letter = end.and_then(|end| letter(&after[..end]));
        if let (Some(letter), Some(end)) = (letter, end) {
            out.push(letter);
            rest = &after[end + 1..];
        } else {
            out.push('&');
            rest = after;
        }
    }
    out + rest
}

fn letter(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let hex = number.strip_prefix(['x', 'X']).map(|digits| u32::from_str_radix(digits, 16));
            char::from_u32(hex.unwrap_or_else(|| number.parse()).ok()?)
        }
    }
}
