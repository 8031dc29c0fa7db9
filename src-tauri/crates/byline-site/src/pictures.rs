use crate::new_post::count_up;
use crate::paths::{decoded, encoded, extension, inside, is_index, is_within, join, normalise, parent, relative, stem};
use crate::site::{Placing, Posts, Site};

/// Where a new picture goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its file's path.
    pub path: String,
    /// What is written in the post to show it.
    pub link: String,
}

/// What a link in a post leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// A file of the site: the paths it can mean, the likeliest first.
    Local(Vec<String>),
    /// Something on the web, or a picture written into the link itself.
    Remote,
    /// Nothing that may be read: a place outside the site, or a local file of one computer.
    Outside,
}

impl Site {
    /// Where a picture of this name goes, and what to write into the post. `name` is already a safe one.
    ///
    /// `taken` says whether a path is in use, letter case apart; names are counted up until one is free.
    pub fn place_picture(&self, post: &str, name: &str, taken: &dyn Fn(&str) -> bool) -> Place {
        let beside = parent(post);
        let (folder, shared) = match &self.rules.placing {
            // A page and its pictures in one folder of their own.
            _ if self.rules.posts == Posts::Within && is_index(post) => (beside.to_owned(), false),
            Placing::NextToPost(folder) => (join(beside, folder), false),
            Placing::OfThePost => (join(beside, stem(post)), false),
            Placing::Shared => (self.pictures.folder.clone(), true),
        };
        let (front, end) = (stem(name), extension(name));
        let path = count_up(front, |front| {
            let path = join(&folder, &if end.is_empty() { front.to_owned() } else { format!("{front}.{end}") });
            (!taken(&path)).then_some(path)
        });
        let rooted = inside(&path, &self.pictures.folder).filter(|_| shared && self.pictures.url.starts_with('/'));
        let link = match rooted {
            Some(rest) => {
                let url = format!("{}/{}", self.pictures.url.trim_end_matches('/'), encoded(rest));
                if self.rules.base_as_variable {
                    // Without spaces inside the braces, other programs still see a link.
                    format!("{{{{site.baseurl}}}}{url}")
                } else {
                    format!("{}{url}", self.rules.base)
                }
            }
            None if self.rules.placing == Placing::OfThePost && folder != beside => {
                encoded(inside(&path, &folder).unwrap_or(&path))
            }
            None => encoded(&relative(beside, &path)),
        };
        Place { path, link }
    }

    /// What a picture's link in a post leads to; the link as written, also with spaces in it.
    pub fn resolve(&self, post: &str, link: &str) -> Link {
        let link = link.trim();
        let link = link.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or(link);
        let link = without_variables(link);
        match scheme(&link) {
            Some(scheme) if scheme.len() == 1 || scheme.eq_ignore_ascii_case("file") => {
                return Link::Outside;
            }
            Some(_) => return Link::Remote,
            None if link.starts_with("//") => return Link::Remote,
            None => {}
        }
        let mut found: Vec<String> = Vec::new();
        for written in spellings(&link) {
            // What one reader takes for a way out must not be a strange name to another.
            if climbs_out(&join(parent(post), &written)) {
                return Link::Outside;
            }
            for path in self.meanings(post, &written) {
                if let Some(path) = normalise(&path)
                    && !found.contains(&path)
                {
                    found.push(path);
                }
            }
        }
        if found.is_empty() { Link::Outside } else { Link::Local(found) }
    }

    /// The paths a picture's link can mean, the likeliest first; none when it is not a file of the site.
    pub fn picture_candidates(&self, post: &str, link: &str) -> Vec<String> {
        match self.resolve(post, link) {
            Link::Local(paths) => paths,
            Link::Remote | Link::Outside => Vec::new(),
        }
    }

    /// The file that a picture's link means, among those that exist.
    pub fn find_picture(&self, post: &str, link: &str, exists: &dyn Fn(&str) -> bool) -> Option<String> {
        self.picture_candidates(post, link).into_iter().find(|path| exists(path))
    }

    fn meanings(&self, post: &str, written: &str) -> Vec<String> {
        let mut paths = Vec::new();
        let rooted = written.strip_prefix('/');
        if rooted.is_none() {
            if self.rules.placing == Placing::OfThePost {
                paths.push(join(&join(parent(post), stem(post)), written));
            }
            paths.push(join(parent(post), written));
        }
        // From the site's root; a link that is not marked as such may still have been meant so.
        let plain = format!("/{}", rooted.unwrap_or(written));
        let based = Some(&self.rules.base)
            .filter(|base| !base.is_empty() && is_within(&plain, base))
            .and_then(|base| plain.strip_prefix(base.as_str()));
        for from_root in [based, Some(plain.as_str())].into_iter().flatten() {
            if let Some(rest) = inside(from_root, &self.pictures.url).filter(|_| self.pictures.url.starts_with('/')) {
                paths.push(join(&self.pictures.folder, rest));
            }
            let rest = from_root.trim_start_matches('/');
            paths.extend(self.rules.statics.iter().map(|folder| join(folder, rest)));
        }
        paths
    }
}

/// A link as written, decoded, with `\` for `/`, and each of these without what follows `?` or `#`.
fn spellings(link: &str) -> Vec<String> {
    let mut all = vec![link.to_owned()];
    if let Some((front, _)) = link.split_once(['?', '#']) {
        all.push(front.to_owned());
    }
    for index in 0..all.len() {
        if let Some(plain) = decoded(&all[index]) {
            all.push(plain);
        }
    }
    for index in 0..all.len() {
        if all[index].contains('\\') {
            all.push(all[index].replace('\\', "/"));
        }
    }
    all.retain(|link| !link.is_empty());
    all
}

/// Whether `..` leads above the site's folder.
fn climbs_out(path: &str) -> bool {
    let mut depth = 0_usize;
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => match depth.checked_sub(1) {
                Some(above) => depth = above,
                None => return true,
            },
            _ => depth += 1,
        }
    }
    false
}

/// The part before `:`, when it is a scheme (RFC 3986, section 3.1).
fn scheme(link: &str) -> Option<&str> {
    let (scheme, _) = link.split_once(':')?;
    let mut letters = scheme.chars();
    (letters.next()?.is_ascii_alphabetic()
        && letters.all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter)))
    .then_some(scheme)
}

/// Replaces Jekyll's usual ways to write the site's root: `{{ site.baseurl }}`, `{{ site.url }}`,
/// `{{ "/a.jpg" | relative_url }}` and `{% link a.jpg %}`.
fn without_variables(link: &str) -> String {
    let mut out = String::new();
    let mut rest = link;
    while let Some(start) = rest.find("{{").into_iter().chain(rest.find("{%")).min() {
        let (before, from) = rest.split_at(start);
        let close = if from.starts_with("{{") { "}}" } else { "%}" };
        let Some(end) = from.find(close) else { break };
        let inner = from[2..end].trim_matches('-').trim();
        out.push_str(before);
        if let Some(path) = inner.strip_prefix("link ") {
            out.push('/');
            out.push_str(path.trim().trim_start_matches('/'));
        } else if let Some(quote @ ('"' | '\'')) = inner.chars().next() {
            let path = inner[1..].split(quote).next().unwrap_or_default();
            out.push_str(path);
        }
        rest = &from[end + 2..];
        if inner.starts_with("site.") && !rest.starts_with(['/', '{']) {
            out.push('/');
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{InMemory, understand};

    fn jekyll() -> Site {
        understand(&InMemory::new([
            ("_config.yml", "url: https://a.org\nbaseurl: /blog"),
            ("_posts/2026-01-01-a.md", "---\nlayout: post\n---\n"),
            ("assets/images/x.png", ""),
        ]))
    }

    fn hugo() -> Site {
        understand(&InMemory::new([
            ("hugo.toml", "baseURL = 'https://a.org/'"),
            ("content/posts/a.md", "+++\ntitle = 'A'\n+++\n"),
            ("static/img/x.png", ""),
        ]))
    }

    fn plain() -> Site {
        understand(&InMemory::new([("a.md", "# A\n\n![b](b .jpg)\n"), ("b .jpg", "")]))
    }

    fn check(site: &Site, post: &str, link: &str, expect: &[&str]) {
        let found = site.picture_candidates(post, link);
        for path in expect {
            assert!(found.iter().any(|it| it == path), "{link}: {found:?} lacks {path}");
        }
        assert_eq!(found.first().map(String::as_str), expect.first().copied(), "{link}: {found:?}");
    }

    #[test]
    fn links_are_followed_as_people_write_them() {
        let post = "_posts/2026-01-01-a.md";
        for link in [
            "/assets/images/a.jpg",
            "/blog/assets/images/a.jpg",
            "{{ site.baseurl }}/assets/images/a.jpg",
            "{{site.url}}{{site.baseurl}}/assets/images/a.jpg",
            "{{ '/assets/images/a.jpg' | relative_url }}",
            "{% link assets/images/a.jpg %}",
        ] {
            check(&jekyll(), post, link, &["assets/images/a.jpg"]);
        }
        check(&jekyll(), post, "assets/images/a.jpg", &["_posts/assets/images/a.jpg", "assets/images/a.jpg"]);
        check(&hugo(), "content/posts/a.md", "/img/a.jpg", &["static/img/a.jpg"]);
        check(&hugo(), "content/posts/b/index.md", "a.jpg", &["content/posts/b/a.jpg"]);
        check(&plain(), "aws.md", "aws summit .jpg", &["aws summit .jpg"]);
        check(&plain(), "aws.md", "<aws%20summit%20.jpg>", &["aws%20summit%20.jpg", "aws summit .jpg"]);
        check(&plain(), "p/aws.md", "../images\\a.jpg?w=3", &["images/a.jpg?w=3", "images/a.jpg"]);
    }

    #[test]
    fn links_never_leave_the_site() {
        for link in
            ["../../a.jpg", "%2e%2e/%2e%2e/a.jpg", "C:\\a.jpg", "file:///etc/passwd", ".git/config", "", "a\0.jpg"]
        {
            assert_eq!(plain().resolve("p/a.md", link), Link::Outside, "{link}");
        }
        for link in ["https://a.org/x.jpg", "//a.org/x.jpg", "data:image/png;base64,AA", "HTTP://x"] {
            assert_eq!(plain().resolve("a.md", link), Link::Remote, "{link}");
        }
    }

    #[test]
    fn pictures_go_where_the_site_keeps_them() {
        let check = |site: &Site, post: &str, path: &str, link: &str| {
            let place = site.place_picture(post, "a.jpg", &|taken| taken.ends_with("/a.jpg") || taken == "a.jpg");
            assert_eq!((place.path.as_str(), place.link.as_str()), (path, link));
            // What is written leads back to the file.
            assert_eq!(site.find_picture(post, &place.link, &|it| it == path).as_deref(), Some(path));
        };
        check(&jekyll(), "_posts/x.md", "assets/images/a-2.jpg", "{{site.baseurl}}/assets/images/a-2.jpg");
        check(&hugo(), "content/posts/a.md", "static/img/a-2.jpg", "/img/a-2.jpg");
        check(&hugo(), "content/posts/b/index.md", "content/posts/b/a-2.jpg", "a-2.jpg");
        check(&hugo(), "content/posts/b/index.de.md", "content/posts/b/a-2.jpg", "a-2.jpg");
        check(&plain(), "my posts/a.md", "my posts/a-2.jpg", "a-2.jpg");
    }
}
