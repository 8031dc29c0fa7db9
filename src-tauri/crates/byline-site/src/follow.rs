//! Links that lead to a post which has another path and another address now.

use byline_post::references::Way;

use crate::paths::{decoded, encoded, file_name, inside, is_index, join, normalise, parent, relative, stem};
use crate::site::Site;

/// A post that went to another path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Where its file was.
    pub from: String,
    /// Where its file is.
    pub to: String,
    /// The part of its address that follows the site's own, before and after; nothing where it is not known.
    pub address: Option<(String, String)>,
}

impl Site {
    /// A target in the post at `post` that led to the moved one, as it leads there now; nothing where it leads elsewhere.
    /// `own` is that post's own address after the site's. What can stay as it is written, stays.
    pub fn following(
        &self,
        post: &str,
        own: Option<&str>,
        (target, way): (&str, Way),
        moved: &Moved,
    ) -> Option<String> {
        let at = target.find(['#', '?']).unwrap_or(target.len());
        let (plain, rest) = target.split_at(at);
        if plain.is_empty() {
            return None;
        }
        let followed = match way {
            Way::PostUrl => post_url(plain, moved),
            Way::File => {
                let source = self.rules.statics.first().map_or("", String::as_str);
                let is_it = normalise(&join(source, plain)).as_deref() == Some(moved.from.as_str());
                is_it.then(|| inside(&moved.to, source).map(|to| like(plain, to)))?
            }
            Way::Ref => self.page_ref(post, plain, moved),
            Way::Address => self.file_link(post, plain, moved).or_else(|| self.address_link(own, plain, moved)),
        };
        followed.filter(|new| new != plain).map(|new| format!("{new}{rest}"))
    }

    /// Whether a target in the post at `post` leads to the one at `other`, whose address after the site's own is `there`.
    pub fn leads_to(
        &self,
        post: &str,
        own: Option<&str>,
        target: (&str, Way),
        (other, there): (&str, Option<&str>),
    ) -> bool {
        // What would follow the post to another place leads to it.
        let Ok(to) = self.renamed(other, "byline-asks", &|_| false) else { return false };
        let address = there.map(|there| (there.to_owned(), format!("{}-byline-asks/", bare(there))));
        self.following(post, own, target, &Moved { from: other.to_owned(), to, address }).is_some()
    }

    /// Whether the name of the post at `path` is a part of a target, as it is of most targets that lead there.
    pub fn is_named_in(&self, target: &str, path: &str) -> bool {
        let name = self.name_of(path).to_lowercase();
        let plain = target.split(['#', '?']).next().unwrap_or_default();
        plain.split('/').any(|part| {
            let part = decoded(part).unwrap_or_else(|| part.to_owned()).to_lowercase();
            let bare = part.rsplit_once('.').map_or(part.as_str(), |(bare, _)| bare);
            // Before the name there may be a date.
            [part.as_str(), bare]
                .iter()
                .any(|part| part.strip_suffix(&name).is_some_and(|front| front.is_empty() || front.ends_with('-')))
        })
    }

    /// A link to the file itself, as plain folders have them and Zola with `@/`.
    fn file_link(&self, post: &str, link: &str, moved: &Moved) -> Option<String> {
        let written = decoded(link).unwrap_or_else(|| link.to_owned());
        let leads_to = |path: String| normalise(&path).as_deref() == Some(moved.from.as_str());
        let written_as_before = |new: String| {
            let plain = new.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~/@".contains(&byte));
            if plain || decoded(link).is_none() { new } else { encoded(&new).replace("%40", "@") }
        };
        let root = &self.rules.root;
        if let Some(rest) = written.strip_prefix("@/") {
            let to = inside(&moved.to, root)?;
            return leads_to(join(root, rest)).then(|| written_as_before(format!("@/{to}")));
        }
        if let Some(rest) = written.strip_prefix('/') {
            let folder = ["", root.as_str()].into_iter().find(|folder| leads_to(join(folder, rest)))?;
            return Some(written_as_before(format!("/{}", inside(&moved.to, folder)?)));
        }
        if !leads_to(join(parent(post), &written)) {
            return None;
        }
        let swapped = swapped(link, moved);
        Some(swapped.unwrap_or_else(|| {
            let dot = if link.starts_with("./") { "./" } else { "" };
            written_as_before(format!("{dot}{}", relative(parent(post), &moved.to)))
        }))
    }

    /// A link to the page's address: whole, from the site's root, or seen from the post's own.
    fn address_link(&self, own: Option<&str>, link: &str, moved: &Moved) -> Option<String> {
        let (old, new) = moved.address.as_ref()?;
        let (old, new) = (bare(old), bare(new));
        let trimmed = bare(link);
        let tail = &link[trimmed.len()..];
        let bases = [Some(String::new()), Some(self.rules.base.clone()), self.address.clone()];
        for (old, new) in spellings(old, new) {
            let front = trimmed.strip_suffix(old.as_str()).filter(|_| old.len() > 1);
            if let Some(front) = front
                && bases.iter().flatten().any(|base| base == front)
            {
                return Some(format!("{front}{new}{tail}"));
            }
        }
        // Seen from the own address, whose last part is a page, or a folder when it ends in a slash.
        let own = own.filter(|_| !link.starts_with('/') && !link.contains(':'))?;
        let folder = own.rsplit_once('/').map_or("", |(folder, _)| folder);
        let there = normalise(&join(folder.trim_start_matches('/'), trimmed))?;
        if format!("/{there}") != old {
            return None;
        }
        let last = trimmed.rsplit_once('/').map_or(trimmed, |(_, last)| last);
        let same_folder = parent(old) == parent(new) && last == file_name(old);
        let front = &trimmed[..trimmed.len() - last.len()];
        Some(if same_folder {
            format!("{front}{}{tail}", file_name(new))
        } else {
            format!("{}{new}{tail}", self.rules.base)
        })
    }

    /// Hugo's name for a page: its path below the content, with or without extension, or its file's name alone
    /// (gohugo.io/content-management/cross-references).
    fn page_ref(&self, post: &str, named: &str, moved: &Moved) -> Option<String> {
        let root = &self.rules.root;
        let (from, to) = (inside(&moved.from, root)?, inside(&moved.to, root)?);
        let here = parent(inside(post, root).unwrap_or(post));
        let (slash, plain) = named.strip_prefix('/').map_or(("", named), |plain| ("/", plain));
        let forms = page_forms(from).into_iter().zip(page_forms(to));
        for (old, new) in forms {
            if plain == old {
                return Some(format!("{slash}{new}"));
            }
            if slash.is_empty() && plain.contains('/') && normalise(&join(here, plain)).as_deref() == Some(old.as_str())
            {
                return Some(relative(here, &new));
            }
            if slash.is_empty() && plain == file_name(&old) && !is_index(&old) {
                return Some(file_name(&new).to_owned());
            }
        }
        None
    }
}

/// A page's names below the content: as it is, without extension, and for the page of a folder the folder.
fn page_forms(path: &str) -> Vec<String> {
    let without = join(parent(path), stem(path));
    let mut forms = vec![path.to_owned(), without];
    if is_index(path) {
        forms.push(parent(path).to_owned());
    }
    forms
}

/// Jekyll's name for a post: the file's without extension, maybe with folders before it (jekyllrb.com/docs/liquid/tags).
fn post_url(named: &str, moved: &Moved) -> Option<String> {
    let below = |path: &str| path.rsplit_once("_posts/").map(|(_, rest)| join(parent(rest), stem(rest)));
    let (old, new) = (below(&moved.from)?, below(&moved.to)?);
    let plain = named.trim_start_matches('/');
    if plain == old {
        return Some(like(named, &new));
    }
    (plain == file_name(&old)).then(|| like(named, file_name(&new)))
}

/// `to` with a slash before it, if `written` has one.
fn like(written: &str, to: &str) -> String {
    if written.starts_with('/') { format!("/{to}") } else { to.to_owned() }
}

/// The link with nothing but the one part of the path in it that changed; nothing where more did, or it is not in the link.
fn swapped(link: &str, moved: &Moved) -> Option<String> {
    let (old, new): (Vec<&str>, Vec<&str>) = (moved.from.split('/').collect(), moved.to.split('/').collect());
    let mut differ = old.iter().zip(&new).rev().enumerate().filter(|(_, (old, new))| old != new);
    let (place, (old_part, new_part)) = differ.next().filter(|_| old.len() == new.len())?;
    if differ.next().is_some() {
        return None;
    }
    let mut parts: Vec<String> = link.split('/').map(str::to_owned).collect();
    let at = parts.len().checked_sub(place + 1)?;
    let part = parts.get_mut(at)?;
    if part == old_part {
        (*new_part).clone_into(part);
    } else if decoded(part).as_deref() == Some(*old_part) {
        *part = encoded(new_part);
    } else {
        return None;
    }
    Some(parts.join("/"))
}

/// An address without what can be left out at its end.
fn bare(address: &str) -> &str {
    let address = address.strip_suffix("index.html").filter(|rest| rest.ends_with('/')).unwrap_or(address);
    address.trim_end_matches('/')
}

/// The two addresses in the ways in which people write them: encoded, as they are read, and without `.html`.
fn spellings(old: &str, new: &str) -> Vec<(String, String)> {
    let read = |address: &str| decoded(address).unwrap_or_else(|| address.to_owned());
    let mut all = vec![(old.to_owned(), new.to_owned()), (read(old), read(new))];
    if let (Some(old), Some(new)) = (old.strip_suffix(".html"), new.strip_suffix(".html")) {
        all.push((old.to_owned(), new.to_owned()));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{InMemory, understand};

    fn site(files: &[(&str, &str)]) -> Site {
        understand(&InMemory::new(files.iter().copied()))
    }

    fn moved(from: &str, to: &str, address: Option<(&str, &str)>) -> Moved {
        Moved { from: from.into(), to: to.into(), address: address.map(|(old, new)| (old.into(), new.into())) }
    }

    /// Every link follows, and follows back to what it was.
    fn check(site: &Site, (post, own): (&str, Option<&str>), moved: &Moved, links: &[(&str, Way, &str)]) {
        let back = Moved {
            from: moved.to.clone(),
            to: moved.from.clone(),
            address: moved.address.clone().map(|(old, new)| (new, old)),
        };
        for (link, way, expect) in links {
            let there = site.following(post, own, (link, *way), moved);
            let expect = Some(*expect).filter(|expect| expect != link);
            assert_eq!(there.as_deref(), expect, "{link}");
            if let Some(there) = there {
                assert_eq!(
                    site.following(post, own, (&there, *way), &back).as_deref(),
                    Some(*link),
                    "back from {there}"
                );
            }
        }
    }

    #[test]
    fn jekyll() {
        let site = site(&[("_config.yml", "url: https://a.org\nbaseurl: /b\n"), ("_posts/2026-01-05-old.md", "")]);
        let moved = moved(
            "_posts/2026-01-05-old.md",
            "_posts/2026-01-05-new.md",
            Some(("/2026/01/05/old.html", "/2026/01/05/new.html")),
        );
        check(
            &site,
            ("_posts/2026-01-06-x.md", Some("/2026/01/06/x.html")),
            &moved,
            &[
                ("2026-01-05-old", Way::PostUrl, "2026-01-05-new"),
                ("/2026-01-05-old", Way::PostUrl, "/2026-01-05-new"),
                ("2026-01-05-older", Way::PostUrl, "2026-01-05-older"),
                ("_posts/2026-01-05-old.md", Way::File, "_posts/2026-01-05-new.md"),
                ("/2026/01/05/old.html", Way::Address, "/2026/01/05/new.html"),
                ("/b/2026/01/05/old.html#end", Way::Address, "/b/2026/01/05/new.html#end"),
                ("/2026/01/05/old", Way::Address, "/2026/01/05/new"),
                ("https://a.org/b/2026/01/05/old.html?x=1", Way::Address, "https://a.org/b/2026/01/05/new.html?x=1"),
                ("https://other.org/b/2026/01/05/old.html", Way::Address, "https://other.org/b/2026/01/05/old.html"),
                ("../05/old.html", Way::Address, "../05/new.html"),
                ("/x/2026/01/05/old.html", Way::Address, "/x/2026/01/05/old.html"),
                ("#old", Way::Address, "#old"),
            ],
        );
    }

    #[test]
    fn hugo() {
        let site = site(&[("hugo.toml", "baseURL = 'https://a.org/'"), ("content/posts/old/index.md", "")]);
        let moved =
            moved("content/posts/old/index.md", "content/posts/new/index.md", Some(("/posts/old/", "/posts/new/")));
        check(
            &site,
            ("content/posts/x.md", Some("/posts/x/")),
            &moved,
            &[
                ("posts/old/index.md", Way::Ref, "posts/new/index.md"),
                ("/posts/old#top", Way::Ref, "/posts/new#top"),
                ("old", Way::Ref, "new"),
                ("index.md", Way::Ref, "index.md"),
                ("/posts/old/", Way::Address, "/posts/new/"),
                ("/posts/old", Way::Address, "/posts/new"),
                ("/posts/old/index.html", Way::Address, "/posts/new/index.html"),
                ("../old/", Way::Address, "../new/"),
                ("old/index.md", Way::Address, "new/index.md"),
                ("/posts/older/", Way::Address, "/posts/older/"),
                ("mailto:old", Way::Address, "mailto:old"),
            ],
        );
    }

    #[test]
    fn zola_and_plain_folders() {
        let zola = site(&[
            ("config.toml", "base_url = 'https://a.org'"),
            ("templates/x.html", ""),
            ("content/blog/old.md", ""),
        ]);
        let went = moved("content/blog/old.md", "content/blog/new.md", Some(("/blog/old/", "/blog/new/")));
        check(
            &zola,
            ("content/blog/x.md", None),
            &went,
            &[
                ("@/blog/old.md", Way::Address, "@/blog/new.md"),
                ("@/blog/old.md#a", Way::Address, "@/blog/new.md#a"),
                ("@/other/old.md", Way::Address, "@/other/old.md"),
                ("old.md", Way::Address, "new.md"),
            ],
        );
        let plain = site(&[("my notes/old.md", "# A"), ("x.md", "# X")]);
        let went = moved("my notes/old.md", "my notes/new.md", None);
        check(
            &plain,
            ("x.md", None),
            &went,
            &[
                ("my%20notes/old.md", Way::Address, "my%20notes/new.md"),
                ("./my notes/old.md", Way::Address, "./my notes/new.md"),
                ("/my notes/old.md", Way::Address, "/my notes/new.md"),
                ("old.md", Way::Address, "old.md"),
                ("../my notes/old.md", Way::Address, "../my notes/old.md"),
            ],
        );
        let drafts = moved("_drafts/x.md", "_posts/2026-01-05-x.md", None);
        assert_eq!(
            plain.following("_posts/y.md", None, ("../_drafts/x.md", Way::Address), &drafts).as_deref(),
            Some("2026-01-05-x.md")
        );
    }

    #[test]
    fn a_target_leads_to_its_post_and_to_no_other() {
        let hugo = site(&[("hugo.toml", "baseURL = 'https://a.org/b/'"), ("content/posts/one/index.md", "")]);
        let one = ("content/posts/one/index.md", Some("/posts/one/"));
        let from = |target, way| hugo.leads_to("content/posts/x.md", Some("/posts/x/"), (target, way), one);
        for target in ["/b/posts/one/", "/posts/one#end", "https://a.org/b/posts/one/", "../one/", "one/index.md"] {
            assert!(from(target, Way::Address), "{target}");
        }
        assert!(from("posts/one", Way::Ref));
        for target in ["/posts/one/two/", "/posts/ones/", "https://b.org/posts/one/", "#one", "one.png", "one", ""] {
            assert!(!from(target, Way::Address), "{target}");
        }
        let named = |target| hugo.is_named_in(target, "content/posts/one/index.md");
        assert!(["/posts/one/", "/posts/One.html#a", "2026-01-05-one", "%6Fne?x"].into_iter().all(named));
        assert!(!["/posts/someone/", "/posts/ones/", "/x?one", ""].into_iter().any(named));
    }

    /// A post's links there and back, in whatever order and number they stand.
    #[test]
    fn there_and_back_every_byte_of_another_post_is_as_it_was() {
        use byline_post::{Post, references};
        let site = site(&[("hugo.toml", "baseURL = 'https://a.org/b/'"), ("content/posts/old/index.md", "")]);
        let there = moved(
            "content/posts/old/index.md",
            "content/posts/new-name/index.md",
            Some(("/posts/old/", "/posts/new-name/")),
        );
        let back = Moved {
            from: there.to.clone(),
            to: there.from.clone(),
            address: there.address.clone().map(|(old, new)| (new, old)),
        };
        let pieces = [
            "[a](/posts/old/)",
            "[a](/b/posts/old)",
            "<https://a.org/b/posts/old/>",
            "[a](../old/#x)",
            "[a](old/index.md)",
            "[a]({{< ref \"old\" >}})",
            "{{% relref 'posts/old/index.md' %}}",
            "<a href=/posts/old/>",
            "[a][r]",
            "`/posts/old/`",
            "\n\n",
            "\r\n",
            " ",
            "words /posts/old/ ",
            "![p](old/x.jpg)",
            "[b](/posts/older/)",
            "{{",
            "](",
            "- ",
            "> ",
            "\n    ",
            "\n[r]: /posts/old/ 't'\n",
            "{% raw",
            "é",
            "**",
        ];
        let follow = |post: &Post, moved: &Moved| {
            let mut body = post.body().to_owned();
            for found in references::references(post).into_iter().rev() {
                let target = &post.body()[found.span.clone()];
                let own = Some("/posts/x/");
                if let Some(new) = site.following("content/posts/x.md", own, (target, found.way), moved) {
                    body.replace_range(found.span, &new);
                }
            }
            post.with_body(&body)
        };
        let mut seed = 11_u64;
        let mut changed = 0;
        for _ in 0..600 {
            let mut text = String::from("---\r\ntitle: X\r\n---\r\n");
            for _ in 0..(seed % 14) {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(pieces[usize::try_from(seed >> 33).unwrap() % pieces.len()]);
            }
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(7);
            let before = Post::parse(text.as_bytes(), "x.md").unwrap();
            let after = follow(&before, &there);
            changed += usize::from(after.as_bytes() != before.as_bytes());
            assert_eq!(String::from_utf8_lossy(follow(&after, &back).as_bytes()), text);
        }
        assert!(changed > 200, "{changed}");
    }
}
