//! How a post of the site leads to another one, in the way in which its posts do already.

use byline_post::Post;
use byline_post::references::{Way, references};

use crate::paths::{encoded, extension, inside, is_index, join, parent, relative, stem};
use crate::site::Site;

/// A way of writing links to other posts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Leading {
    /// Hugo's `{{< ref "PAGE" >}}`: what stands before the page's name, and after it.
    Named(String, String),
    /// Jekyll's `{% post_url NAME %}`.
    PostUrl,
    /// Jekyll's `{% link PATH %}`.
    Link,
    /// The file, counted from Zola's content: `@/blog/a.md`.
    Content,
    /// The file, seen from the post.
    File,
    /// The address, from the site's root.
    Address,
}

impl Site {
    /// The ways in which a post leads to others, one for each of its links that may.
    pub fn leadings(&self, post: &Post) -> Vec<Leading> {
        let body = post.body();
        let found = references(post).into_iter().filter_map(|reference| {
            let target = &body[reference.span.clone()];
            match reference.way {
                Way::PostUrl => Some(Leading::PostUrl),
                Way::File => Some(Leading::Link),
                Way::Ref => {
                    let before = body[..reference.span.start].rfind("{{").map(|at| &body[at..reference.span.start])?;
                    let after = &body[reference.span.end..];
                    let after = &after[..after.find("}}")? + 2];
                    Some(Leading::Named(before.to_owned(), after.to_owned()))
                }
                Way::Address => self.by_address(target),
            }
        });
        found.collect()
    }

    fn by_address(&self, target: &str) -> Option<Leading> {
        let plain = target.split(['#', '?']).next().unwrap_or_default();
        let is_text = ["md", "mdx", "markdown"].contains(&extension(plain).as_str());
        let home = self.address.as_deref().is_some_and(|address| plain.starts_with(&format!("{address}/")));
        if plain.starts_with("@/") {
            Some(Leading::Content)
        } else if is_text && !plain.contains(':') {
            Some(Leading::File)
        } else if (plain.starts_with('/') && !plain.starts_with("//") && extension(plain).len() != 3) || home {
            // What ends like a picture or a document is none of the site's pages.
            Some(Leading::Address)
        } else {
            None
        }
    }

    /// What leads from one post to another in such a way; nothing where it cannot. `address` is the other's, after the
    /// site's own.
    pub fn link_to(&self, leading: &Leading, post: &str, other: &str, address: Option<&str>) -> Option<String> {
        let root = &self.rules.root;
        match leading {
            Leading::Named(before, after) => {
                let path = inside(other, root)?;
                let page = if is_index(path) { parent(path).to_owned() } else { path.to_owned() };
                Some(format!("{before}/{page}{after}"))
            }
            Leading::PostUrl => {
                let (_, below) = other.rsplit_once("_posts/")?;
                Some(format!("{{% post_url {} %}}", join(parent(below), stem(below))))
            }
            Leading::Link => {
                let source = self.rules.statics.first().map_or("", String::as_str);
                Some(format!("{{% link {} %}}", inside(other, source)?))
            }
            Leading::Content => Some(format!("@/{}", encoded(inside(other, root)?))),
            Leading::File => Some(encoded(&relative(parent(post), other))),
            Leading::Address => {
                let base = if self.rules.base_as_variable { "{{ site.baseurl }}" } else { self.rules.base.as_str() };
                Some(format!("{base}{}", address?))
            }
        }
    }

    /// The way where no post of the site shows one, and where the usual one cannot be gone.
    pub fn usual_leadings(&self) -> [Leading; 2] {
        match self.generator {
            "zola" => [Leading::Content, Leading::Address],
            "plain" => [Leading::File, Leading::Address],
            _ => [Leading::Address, Leading::File],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{InMemory, understand};

    fn ways(site: &Site, body: &str) -> Vec<Leading> {
        site.leadings(&Post::parse(body.as_bytes(), "x.md").unwrap())
    }

    #[test]
    fn hugo() {
        let site = understand(&InMemory::new([
            ("hugo.toml", "baseURL = 'https://a.org/b/'"),
            ("content/posts/one/index.md", ""),
            ("content/posts/two.md", ""),
        ]));
        let link = |way: &Leading, other: &str| site.link_to(way, "content/posts/x.md", other, Some("/posts/two/"));
        let found =
            ways(&site, "[a]({{< relref \"posts/one\" >}}) [b](/b/posts/two/) [c](https://other.org/x) [d](/x.png)");
        let named = Leading::Named("{{< relref \"".to_owned(), "\" >}}".to_owned());
        assert_eq!(found, [named.clone(), Leading::Address]);
        assert_eq!(link(&named, "content/posts/one/index.md").unwrap(), "{{< relref \"/posts/one\" >}}");
        assert_eq!(link(&named, "content/posts/two.md").unwrap(), "{{< relref \"/posts/two.md\" >}}");
        assert_eq!(link(&Leading::Address, "content/posts/two.md").unwrap(), "/b/posts/two/");
    }

    #[test]
    fn jekyll() {
        let site = understand(&InMemory::new([
            ("_config.yml", "url: https://a.org\nbaseurl: /b\n"),
            ("_posts/2026-01-05-one.md", ""),
        ]));
        let found = ways(
            &site,
            "[a]({% post_url 2026-01-05-one %}) [b]({% link _posts/2026-01-05-one.md %}) [c](https://a.org/b/2026/01/05/one.html)",
        );
        assert_eq!(found, [Leading::PostUrl, Leading::Link, Leading::Address]);
        let link = |way: &Leading| {
            site.link_to(way, "_posts/x.md", "_posts/2026-01-05-one.md", Some("/2026/01/05/one.html")).unwrap()
        };
        assert_eq!(link(&Leading::PostUrl), "{% post_url 2026-01-05-one %}");
        assert_eq!(link(&Leading::Link), "{% link _posts/2026-01-05-one.md %}");
        assert_eq!(link(&Leading::Address), "{{ site.baseurl }}/2026/01/05/one.html");
        assert_eq!(site.link_to(&Leading::PostUrl, "_posts/x.md", "_drafts/y.md", None), None);
    }

    #[test]
    fn zola_and_plain_folders() {
        let zola = understand(&InMemory::new([
            ("config.toml", "base_url = 'https://a.org'"),
            ("templates/x.html", ""),
            ("content/blog/one.md", ""),
        ]));
        assert_eq!(ways(&zola, "[a](@/blog/one.md#b)"), [Leading::Content]);
        let link = zola.link_to(&zola.usual_leadings()[0], "content/blog/x.md", "content/blog/one.md", None);
        assert_eq!(link.as_deref(), Some("@/blog/one.md"));
        let plain = understand(&InMemory::new([("my notes/one.md", "# A"), ("x.md", "# X")]));
        assert_eq!(ways(&plain, "[a](my%20notes/one.md) [b](one.pdf)"), [Leading::File]);
        let link = plain.link_to(&plain.usual_leadings()[0], "sub/x.md", "my notes/one.md", None);
        assert_eq!(link.as_deref(), Some("../my%20notes/one.md"));
    }
}
