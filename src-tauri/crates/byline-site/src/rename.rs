//! Another name for a post: its file's, and the detail's that decides its address.

use byline_post::{Post, SetError, Value};
use jiff::civil::Date;

use crate::address::Known;
use crate::names::{NameProblem, name_problem};
use crate::new_post::count_up;
use crate::paths::{encoded, file_name, is_index, join, parent, stem};
use crate::places::is_language;
use crate::site::{Posts, Site, date_in_name};

impl Site {
    /// The part of a post's path that names it: without date, language and extension.
    pub fn name_of(&self, path: &str) -> String {
        let (before, name, _) = self.name_in(path);
        path[before..before + name].to_owned()
    }

    /// The path with another name in it; everything else stays. `taken` says whether a path is in use, letter case apart.
    pub fn renamed(&self, path: &str, name: &str, taken: &dyn Fn(&str) -> bool) -> Result<String, NameProblem> {
        let (before, length, _) = self.name_in(path);
        if &path[before..before + length] == name {
            return Ok(path.to_owned());
        }
        if let Some(problem) = name_problem(name) {
            return Err(problem);
        }
        let renamed = format!("{}{name}{}", &path[..before], &path[before + length..]);
        // Both ways to write a page would be the same one.
        let single = if is_index(&renamed) && self.is_page_of_folder(path) {
            parent(&renamed).to_owned()
        } else {
            join(parent(&renamed), stem(&renamed))
        };
        let own = if is_index(path) { parent(path).to_owned() } else { join(parent(path), stem(path)) };
        let ending = path.rsplit_once('.').map_or("md", |(_, ending)| ending);
        let only_case = own.to_lowercase() == single.to_lowercase();
        let same_page = [renamed.clone(), single.clone(), format!("{single}.{ending}")];
        if !only_case && same_page.iter().any(|path| taken(path)) { Err(NameProblem::Taken) } else { Ok(renamed) }
    }

    /// Where a copy of a post goes: beside it, with this name and, where the post has a date in its name, this date.
    pub fn copied(&self, path: &str, name: &str, date: Date, taken: &dyn Fn(&str) -> bool) -> String {
        let (before, length, _) = self.name_in(path);
        let start = path[..before].rfind('/').map_or(0, |slash| slash + 1);
        let dated = if start < before { format!("{date}-") } else { String::new() };
        count_up(name, |name| {
            let to = format!("{}{dated}{name}{}", &path[..start], &path[before + length..]);
            let folder = if self.is_page_of_folder(path) { parent(&to) } else { to.as_str() };
            (!taken(folder) && !taken(&join(parent(folder), stem(folder)))).then(|| to.clone())
        })
    }

    /// The post with another name where one of its details decides its address, and that detail.
    pub fn readdressed(&self, path: &str, post: &Post, name: &str) -> Result<Option<(Post, String)>, SetError> {
        let old = self.name_of(path);
        let told = |key: &str| post.words_of_list(key).into_iter().next().filter(|value| !value.trim().is_empty());
        let kind = self.front_matter.unwrap_or(byline_post::FrontMatter::Yaml);
        let whole = ["url", "permalink", "path"].into_iter().find_map(|key| Some((key, told(key)?)));
        let (key, value) = match (whole, told("slug")) {
            (Some((key, whole)), _) if self.decides(path, post) => {
                if whole.contains(':') || whole.contains("{{") || whole.contains('%') {
                    return Ok(None);
                }
                (key, with_last(&whole, name))
            }
            (_, Some(_)) if self.decides(path, post) => ("slug", Some(name.to_owned())),
            _ => return Ok(None),
        };
        let Some(value) = value.filter(|_| old != name || told(key).as_deref() != Some(name)) else { return Ok(None) };
        let changed = post.set(key, &Value::Text(value), kind)?;
        Ok((changed.as_bytes() != post.as_bytes()).then(|| (changed, key.to_owned())))
    }

    /// The part of a post's address that follows the site's own.
    pub fn address_path(&self, path: &str, post: &Post) -> Option<String> {
        let told = post.details();
        let title = told.title.as_ref().map(|title| title.value.as_str());
        let date = told.date.as_ref().map(|date| date.value);
        self.path_of(path, &Known::of(&String::from_utf8_lossy(post.as_bytes()), title, date))
    }

    /// The post with an earlier address in its list of them and its own out of it; the same post where the site makes
    /// nothing of such a list.
    pub fn with_alias(&self, post: &Post, earlier: Option<&str>, own: Option<&str>) -> Result<Post, SetError> {
        let Some(list) = self.rules.aliases else { return Ok(post.clone()) };
        let kind = self.front_matter.unwrap_or(byline_post::FrontMatter::Yaml);
        let more: Vec<String> =
            earlier.filter(|earlier| Some(*earlier) != own).map(str::to_owned).into_iter().collect();
        let less: Vec<String> = own.map(str::to_owned).into_iter().collect();
        post.with_list(list, &more, &less, kind)
    }

    /// Whether the site sends the readers of an old address on to the new one.
    pub fn keeps_aliases(&self) -> bool {
        self.rules.aliases.is_some()
    }

    /// Whether an address is told by a post's details instead of its file's name.
    fn decides(&self, path: &str, post: &Post) -> bool {
        let other = self.renamed(path, "byline-asks", &|_| false).ok();
        let (now, then) = (self.address_path(path, post), other.and_then(|other| self.address_path(&other, post)));
        now.is_none() || now == then
    }

    /// Where the name starts in the path, how long it is, and whether it is a folder's.
    fn name_in(&self, path: &str) -> (usize, usize, bool) {
        let folder = self.is_page_of_folder(path);
        let whole = if folder { parent(path) } else { path };
        let start = whole.len() - file_name(whole).len();
        let mut name = if folder { file_name(whole) } else { stem(whole) };
        if let Some((front, _)) = name.rsplit_once('.').filter(|(_, end)| !folder && is_language(end)) {
            name = front;
        }
        let dated = date_in_name(&format!("{name}.md")).map_or(0, |(_, rest)| name.len() - rest.len());
        (start + dated, name.len() - dated, folder)
    }

    fn is_page_of_folder(&self, path: &str) -> bool {
        let folder = parent(path);
        let usual = self.rules.posts != Posts::Marked && is_index(path);
        usual && !folder.is_empty() && !self.text_folders().any(|posts| posts == folder)
    }
}

/// An address with another last part; what ends it stays.
fn with_last(address: &str, name: &str) -> Option<String> {
    let trimmed = address.trim_end_matches('/');
    let tail = &address[trimmed.len()..];
    let (front, last) = trimmed.rsplit_once('/').map_or(("", trimmed), |(front, last)| (front, last));
    let slash = if trimmed.contains('/') { "/" } else { "" };
    let ending = last.rfind('.').map_or("", |dot| &last[dot..]);
    (!last.is_empty()).then(|| format!("{front}{slash}{}{ending}{tail}", encoded(name)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{InMemory, understand};

    fn site(files: &[(&str, &str)]) -> Site {
        understand(&InMemory::new(files.iter().copied()))
    }

    fn post(text: &str) -> Post {
        Post::parse(text.as_bytes(), "x.md").unwrap()
    }

    #[test]
    fn only_the_name_changes() {
        let check = |site: &Site, path: &str, name: &str, expect: &str| {
            assert_eq!(site.name_of(path), name);
            assert_eq!(site.renamed(path, "new", &|_| false).as_deref(), Ok(expect));
        };
        let jekyll = site(&[("_config.yml", ""), ("_posts/2026-01-05-old.md", "")]);
        check(&jekyll, "news/_posts/2026-01-05-old.markdown", "old", "news/_posts/2026-01-05-new.markdown");
        check(&jekyll, "_drafts/old.md", "old", "_drafts/new.md");
        let hugo = site(&[("hugo.toml", ""), ("content/posts/old/index.md", "")]);
        check(&hugo, "content/posts/old/index.md", "old", "content/posts/new/index.md");
        check(&hugo, "content/posts/2026/old.de.md", "old", "content/posts/2026/new.de.md");
        check(&hugo, "content/posts/old/index.de.md", "old", "content/posts/new/index.de.md");
        let zola =
            site(&[("config.toml", "base_url = 'https://a.org'"), ("templates/x.html", ""), ("content/blog/a.md", "")]);
        check(&zola, "content/blog/2026-01-05-old/index.md", "old", "content/blog/2026-01-05-new/index.md");
        let plain = site(&[("old.md", "")]);
        check(&plain, "old.md", "old", "new.md");
    }

    #[test]
    fn a_name_that_is_taken_in_any_letters_is_refused() {
        let hugo = site(&[("hugo.toml", ""), ("content/posts/old.md", "")]);
        let taken = |path: &str| {
            ["content/posts/other.md", "content/posts/bundle", "content/posts/old.md"]
                .contains(&path.to_lowercase().as_str())
        };
        let renamed = |name: &str| hugo.renamed("content/posts/old.md", name, &taken);
        assert_eq!(renamed("Other"), Err(NameProblem::Taken));
        assert_eq!(renamed("bundle"), Err(NameProblem::Taken));
        assert_eq!(renamed("con"), Err(NameProblem::Reserved));
        assert_eq!(renamed("Old").as_deref(), Ok("content/posts/Old.md"), "only its own letters");
        assert_eq!(renamed("old").as_deref(), Ok("content/posts/old.md"));
    }

    #[test]
    fn the_detail_that_decides_the_address_changes() {
        let hugo = site(&[("hugo.toml", ""), ("content/posts/old.md", "")]);
        let check = |site: &Site, path: &str, text: &str, expect: Option<&str>| {
            let changed = site.readdressed(path, &post(text), "new").unwrap();
            let text = changed.map(|(post, _)| String::from_utf8_lossy(post.as_bytes()).into_owned());
            assert_eq!(text.as_deref(), expect);
        };
        check(&hugo, "content/posts/old.md", "---\nslug: other\n---\n", Some("---\nslug: new\n---\n"));
        check(&hugo, "content/posts/old.md", "---\nurl: /a/other.html\n---\n", Some("---\nurl: /a/new.html\n---\n"));
        check(&hugo, "content/posts/old.md", "---\ntitle: A\n---\n", None);
        let jekyll = site(&[("_config.yml", ""), ("_posts/2026-01-05-old.md", "")]);
        check(
            &jekyll,
            "_posts/2026-01-05-old.md",
            "---\npermalink: /a/old/\n---\n",
            Some("---\npermalink: /a/new/\n---\n"),
        );
        check(&jekyll, "_posts/2026-01-05-old.md", "---\npermalink: /:title/\n---\n", None);
    }

    #[test]
    fn earlier_addresses_are_listed_once_and_never_the_own() {
        let check = |site: &Site, text: &str, (earlier, own): (&str, &str), expect: &str| {
            let after = site.with_alias(&post(text), Some(earlier), Some(own)).unwrap();
            assert_eq!(String::from_utf8_lossy(after.as_bytes()), expect);
        };
        let hugo = site(&[("hugo.toml", "")]);
        check(&hugo, "---\ntitle: A\n---\n", ("/old/", "/new/"), "---\ntitle: A\naliases: [/old/]\n---\n");
        check(&hugo, "---\naliases: [/old/, /new/]\n---\n", ("/old/", "/new/"), "---\naliases: [/old/]\n---\n");
        check(&hugo, "---\ntitle: A\naliases: [/old/]\n---\n", ("/old/", "/old/"), "---\ntitle: A\n---\n");
        let jekyll = site(&[("_config.yml", "plugins: [jekyll-redirect-from]")]);
        check(&jekyll, "---\ntitle: A\n---\n", ("/old/", "/new/"), "---\ntitle: A\nredirect_from: [/old/]\n---\n");
        check(&site(&[("_config.yml", "")]), "---\ntitle: A\n---\n", ("/old/", "/new/"), "---\ntitle: A\n---\n");
    }
}
