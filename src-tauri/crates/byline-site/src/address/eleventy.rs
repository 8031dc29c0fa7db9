//! Eleventy: the file's path, or what a permalink says (11ty.dev/docs/permalinks).

use super::pattern::undated;
use super::{Known, folder_and_name};
use crate::paths::{file_name, join, parent, stem};

/// What an Eleventy site says about the addresses of its posts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum Eleventy {
    /// Nothing: they follow the files.
    #[default]
    Files,
    /// A permalink for all of them.
    Permalink(String),
    /// It is computed.
    Computed,
}

impl Eleventy {
    /// The path of a post below the site.
    pub(super) fn path(&self, post: &str, known: &Known) -> Option<String> {
        if let Some(own) = known.text("permalink") {
            return written(&own, post);
        }
        // `false` means that there is no page.
        if known.value("permalink").is_some() {
            return None;
        }
        match self {
            Self::Files => Some(of_file(post)),
            Self::Permalink(permalink) => written(permalink, post),
            Self::Computed => None,
        }
    }
}

/// The folders and the name as they are; a file of its folder's name is the folder's page.
fn of_file(post: &str) -> String {
    let (above, name) = folder_and_name(post);
    let bundle = stem(post) == "index";
    let above = if !bundle && file_name(above) == name { parent(above) } else { above };
    let path = join(above, name);
    if path.is_empty() { path } else { format!("{path}/") }
}

/// A permalink; nothing when it is made of more than the file's name.
fn written(permalink: &str, post: &str) -> Option<String> {
    let (above, name) = folder_and_name(post);
    // Templates write such signs in another way.
    if permalink.contains("{{") && post.contains(['&', '<', '>', '"', '\'']) {
        return None;
    }
    let mut path = permalink.to_owned();
    for (place, value) in
        [("page.fileSlug", undated(name).to_owned()), ("page.filePathStem", format!("/{}", join(above, name)))]
    {
        for place in [format!("{{{{ {place} }}}}"), format!("{{{{{place}}}}}")] {
            path = path.replace(&place, &value);
        }
    }
    while path.contains("//") {
        path = path.replace("//", "/");
    }
    let path = path.strip_suffix("index.html").unwrap_or(&path);
    (!path.contains(['{', '}', '$', '%'])).then(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        let check = |site: &Eleventy, post: &str, details: &str, expect: Option<&str>| {
            assert_eq!(site.path(post, &Known::from(details, None)).as_deref(), expect, "{site:?} {post} {details}");
        };
        let files = Eleventy::Files;
        check(&files, "blog/2018-05-01 A b.md", "", Some("blog/2018-05-01 A b/"));
        check(&files, "blog/a/a.md", "", Some("blog/a/"));
        check(&files, "blog/a/index.md", "", Some("blog/a/"));
        check(&files, "blog/a.md", "---\npermalink: /x/index.html\n---\n", Some("/x/"));
        check(&files, "blog/a.md", "---\npermalink: false\n---\n", None);
        check(&files, "blog/a.md", "---\npermalink: \"/{{ title | slugify }}/\"\n---\n", None);
        let slugs = Eleventy::Permalink("/words/{{ page.fileSlug }}/".to_owned());
        check(&slugs, "blog/2018-05-01-a.md", "", Some("/words/a/"));
        check(&slugs, "blog/a/index.md", "---\npermalink: /b/\n---\n", Some("/b/"));
        check(&Eleventy::Computed, "blog/a.md", "", None);
    }
}
