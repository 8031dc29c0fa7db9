//! Finding the page of a post among those that the generator serves: where the site's rules put it, else by its words.

use std::collections::{HashSet, VecDeque};
use std::io::Read;
use std::time::Duration;

use ureq::Agent;

use super::Wanted;

/// So many pages are looked at.
const MOST: usize = 60;
/// So much of a page is read, in bytes.
const LARGEST: u64 = 2 * 1024 * 1024;
/// Some generators make a page only when it is asked for.
const PATIENCE: Duration = Duration::from_secs(30);

/// Endings of what is no page.
const NO_PAGES: [&str; 16] = [
    "css", "js", "mjs", "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "ico", "woff2", "woff", "pdf", "zip",
    "json",
];

/// The path of the post's page on the server at this port; nothing when it was not found.
pub(super) fn page(port: u16, base: &str, wanted: &Wanted) -> Option<String> {
    let server = Server { agent: agent(), port };
    let usual = wanted.page.as_ref().map(|page| format!("{base}{page}"));
    if let Some(page) = usual.filter(|page| server.html(page).is_some()) {
        return Some(page);
    }
    by_words(&server, base, wanted)
}

/// Looks through the pages from the front page on, those first whose address has the name of the post's file in it.
fn by_words(server: &Server, base: &str, wanted: &Wanted) -> Option<String> {
    let signs = wanted.signs.as_ref()?;
    let name = name_of(&wanted.path);
    let front = format!("{base}/");
    let mut waiting = VecDeque::from([front.clone(), format!("{base}/sitemap.xml")]);
    let mut known: HashSet<String> = waiting.iter().cloned().collect();
    let mut second = None;
    for _ in 0..MOST {
        let Some(path) = waiting.pop_front() else { break };
        let Some(html) = server.text(&path) else { continue };
        if path != front && signs.are_on(&html) {
            // A list of posts may hold all their words; the post's own page is called like it.
            if title(&html).is_some_and(|title| title.contains(&wanted.title)) || path.contains(&name) {
                return Some(path);
            }
            second.get_or_insert(path.clone());
        }
        for link in links(&html, &path, server.port) {
            if link.starts_with(&front) && is_page(&link) && known.insert(link.clone()) {
                if link.contains(&name) { waiting.push_front(link) } else { waiting.push_back(link) }
            }
        }
    }
    second
}

/// The name that an address most likely has of a post: its file's, or its folder's, without a date in front.
fn name_of(path: &str) -> String {
    let mut parts = path.rsplit('/');
    let file = parts.next().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let stem = if stem == "index" { parts.next().unwrap_or(stem) } else { stem };
    let bare = stem.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '-');
    if bare.is_empty() { stem.to_owned() } else { bare.to_owned() }
}

struct Server {
    agent: Agent,
    port: u16,
}

impl Server {
    fn html(&self, path: &str) -> Option<String> {
        let text = self.text(path)?;
        text.contains('<').then_some(text)
    }

    fn text(&self, path: &str) -> Option<String> {
        let mut answer = self.agent.get(format!("http://127.0.0.1:{}{path}", self.port)).call().ok()?;
        let mut bytes = Vec::new();
        answer.body_mut().as_reader().take(LARGEST).read_to_end(&mut bytes).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }
}

fn agent() -> Agent {
    let config = Agent::config_builder().timeout_global(Some(PATIENCE)).max_redirects(0).proxy(None);
    config.user_agent("Byline").accept("text/html").build().into()
}

fn title(html: &str) -> Option<&str> {
    let (_, rest) = html.split_once("<title")?;
    Some(rest.split_once('>')?.1.split_once("</title")?.0)
}

/// The paths that a page, or a list of pages, links to on the same server.
fn links(html: &str, page: &str, port: u16) -> Vec<String> {
    let mut all = Vec::new();
    for rest in html.split("href=").skip(1) {
        let end = match rest.chars().next() {
            Some(quote @ ('"' | '\'')) => rest.get(1..).and_then(|rest| rest.split(quote).next()),
            _ => rest.split([' ', '>']).next(),
        };
        all.extend(end.and_then(|link| path_of(link, page, port)));
    }
    for rest in html.split("<loc>").skip(1) {
        // A list of pages names them by their addresses on the web.
        let address = rest.split("</loc>").next().unwrap_or_default().trim();
        all.extend(
            address.split_once("://").and_then(|(_, rest)| rest.find('/').and_then(|at| rest.get(at..))).map(plain),
        );
    }
    all
}

fn path_of(link: &str, page: &str, port: u16) -> Option<String> {
    let link = plain(link.trim());
    if let Some((scheme, rest)) = link.split_once("://") {
        let (host, _) = rest.split_once('/')?;
        let own = scheme == "http"
            && [format!("127.0.0.1:{port}"), format!("localhost:{port}")].iter().any(|own| own == host);
        return own.then(|| rest.get(host.len()..).unwrap_or_default().to_owned());
    }
    if link.is_empty() || link.starts_with("//") || link.split('/').next().is_some_and(|first| first.contains(':')) {
        return None;
    }
    if link.starts_with('/') {
        return Some(link);
    }
    let mut names: Vec<&str> = page.rsplit_once('/').map_or("", |(folder, _)| folder).split('/').collect();
    for name in link.split('/') {
        match name {
            ".." if names.len() > 1 => drop(names.pop()),
            "." | ".." => {}
            name => names.push(name),
        }
    }
    Some(names.join("/")).filter(|path| path.starts_with('/'))
}

/// Without what follows the path.
fn plain(link: &str) -> String {
    link.split(['#', '?']).next().unwrap_or_default().replace("&amp;", "&")
}

fn is_page(path: &str) -> bool {
    let file = path.rsplit('/').next().unwrap_or_default();
    file.rsplit_once('.').is_none_or(|(_, ending)| !NO_PAGES.contains(&ending.to_ascii_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_paths_of_the_same_server() {
        let html = "<a href=\"/a/\">A</a><a href='b.html#x'>B</a><a href=../c/>C</a><a href=\"https://else.org/d\">D</a>\
                    <a href=\"mailto:ann@example.org\">E</a><a href=\"//else.org/f\">F</a>\
                    <a href=\"http://localhost:4000/g?x=1\">G</a><loc>https://example.org/h/</loc>";
        assert_eq!(links(html, "/blog/page/", 4000), ["/a/", "/blog/page/b.html", "/blog/c/", "/g", "/h/"]);
    }

    #[test]
    fn names_and_pages() {
        for (path, expect) in [
            ("content/posts/a-day.md", "a-day"),
            ("_posts/2026-01-05-a-day.md", "a-day"),
            ("content/blog/a-day/index.md", "a-day"),
            ("posts/2026.md", "2026"),
        ] {
            assert_eq!(name_of(path), expect);
        }
        assert!(is_page("/a/") && is_page("/a.html") && is_page("/v1.2/") && !is_page("/a.css"));
        assert_eq!(title("<head><title data-x>A day</title>"), Some("A day"));
    }
}
