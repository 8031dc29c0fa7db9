use byline_post::FrontMatter;

use crate::address::Permalinks;
use crate::head::Head;
use crate::paths::{extension, file_name, is_within, join, stem};

/// What a folder is, and how it does things.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// The generator's id, such as `hugo`, `jekyll` or `plain`.
    pub generator: &'static str,
    /// The site's name for its readers.
    pub name: Option<String>,
    /// Where the site is on the web, without a slash at the end.
    pub address: Option<String>,
    /// The folders of posts, the one for new posts first. Never empty; the empty path is the opened folder itself.
    pub post_folders: Vec<String>,
    /// The folder of drafts, where the generator knows one and the site has it.
    pub drafts_folder: Option<String>,
    /// Where pictures go.
    pub pictures: Pictures,
    /// The kind of details new posts begin with.
    pub front_matter: Option<FrontMatter>,
    /// The files that all this was read from.
    pub configured_by: Vec<String>,
    /// The details a post of this site has.
    pub fields: Vec<Field>,
    /// The site's own stylesheets, the most telling first.
    pub stylesheets: Vec<String>,
    /// Folders that hold what was built or brought in, never posts.
    pub skip: Vec<String>,
    pub(crate) rules: Rules,
}

/// Where pictures are kept and how a page reaches them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pictures {
    /// The folder.
    pub folder: String,
    /// What stands for the folder in an address: from the site's root with a leading slash, or else seen from the post.
    pub url: String,
}

/// One of a post's details.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The key as the site writes it.
    pub name: String,
    /// The key in readable form.
    pub label: String,
    /// `text`, `date`, `tags`, `list`, `boolean` or `number`.
    pub kind: &'static str,
    /// Whether a post cannot do without it.
    pub required: bool,
    /// What a new post begins with.
    pub default: Option<String>,
    /// Values other posts use, most used first.
    pub options: Vec<String>,
}

/// How a site does what the fields of [`Site`] do not tell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Rules {
    pub(crate) posts: Posts,
    pub(crate) naming: Naming,
    /// The extension of new posts.
    pub(crate) extension: String,
    pub(crate) placing: Placing,
    /// The folder that addresses of posts are counted from.
    pub(crate) root: String,
    /// Folders whose files are served from the site's root.
    pub(crate) statics: Vec<String>,
    /// The path that the site's address ends in, such as `/blog`; empty at the top of a host.
    pub(crate) base: String,
    /// Whether links write the base as a variable of the generator.
    pub(crate) base_as_variable: bool,
    pub(crate) permalinks: Permalinks,
    pub(crate) future: bool,
    pub(crate) needs_front_matter: bool,
    pub(crate) head: Head,
}

/// Which files are posts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Posts {
    /// Those inside folders of a fixed name, wherever they are.
    Marked,
    /// Those inside the folders of posts.
    Within,
    /// Any text that is not about the repository itself.
    Anywhere,
}

/// How a new post's file is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Naming {
    /// `2026-11-23-a-title.md`
    Dated,
    /// `a-title.md`
    Slug,
    /// `a-title/index.md`
    Bundle,
}

/// Where a post's new picture goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Placing {
    /// Into the one folder of pictures.
    Shared,
    /// Into this folder next to the post; the empty one is the post's own.
    NextToPost(String),
}

/// Names, without extension and in small letters, of texts that are about a repository and not for its readers.
const ABOUT_THE_REPOSITORY: [&str; 13] = [
    "readme",
    "license",
    "licence",
    "contributing",
    "changelog",
    "changes",
    "code_of_conduct",
    "security",
    "support",
    "authors",
    "governance",
    "pull_request_template",
    "issue_template",
];

impl Site {
    /// Whether a file is a post, by its path alone.
    pub fn is_post(&self, path: &str) -> bool {
        if self.skip.iter().any(|skipped| is_within(path, skipped)) {
            return false;
        }
        let extension = extension(path);
        let name = stem(path).to_ascii_lowercase();
        let mut folders = path.split('/').rev().skip(1);
        match self.rules.posts {
            Posts::Marked => {
                matches!(extension.as_str(), "md" | "markdown" | "mkd" | "mkdn" | "mkdown")
                    && folders.any(|folder| folder == "_posts" || folder == "_drafts")
                    && !name.starts_with('.')
            }
            Posts::Within => {
                matches!(extension.as_str(), "md" | "markdown" | "mdx")
                    && name != "_index"
                    && self.post_folders.iter().any(|folder| is_within(path, folder))
            }
            Posts::Anywhere => {
                matches!(extension.as_str(), "md" | "markdown" | "mdx")
                    && !name.starts_with(['.', '_'])
                    && !folders.any(|folder| folder.starts_with('.') || folder == "node_modules")
                    && !ABOUT_THE_REPOSITORY.contains(&name.as_str())
            }
        }
    }

    /// Whether the generator overlooks a post because of its file's name: Jekyll wants the date in front.
    pub fn file_name_is_wrong(&self, path: &str) -> bool {
        self.rules.posts == Posts::Marked
            && path.split('/').any(|part| part == "_posts")
            && date_in_name(path).is_none()
    }

    /// Whether a post without details is overlooked by the generator, or shown as it stands.
    pub fn needs_front_matter(&self) -> bool {
        self.rules.needs_front_matter
    }

    /// Whether a post dated in the future is shown already.
    pub fn publishes_future(&self) -> bool {
        self.rules.future
    }

    /// The same site seen from a folder above it.
    pub(crate) fn seen_from_above(mut self, folder: &str) -> Self {
        let up = |path: &mut String| *path = join(folder, path);
        self.post_folders.iter_mut().for_each(up);
        self.configured_by.iter_mut().for_each(up);
        self.stylesheets.iter_mut().for_each(up);
        self.skip.iter_mut().for_each(up);
        self.rules.statics.iter_mut().for_each(up);
        self.drafts_folder.iter_mut().for_each(up);
        up(&mut self.pictures.folder);
        up(&mut self.rules.root);
        self
    }
}

/// The date and the rest of a name such as `2026-11-23-a-title.md`. Jekyll also takes `2026-1-2` (its own pattern for
/// dated names).
pub(crate) fn date_in_name(path: &str) -> Option<(jiff::civil::Date, &str)> {
    let name = stem(file_name(path));
    let mut parts = name.splitn(4, '-');
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let mut small = || parts.next().filter(|part| (1..=2).contains(&part.len()))?.parse().ok();
    let (month, day) = (small()?, small()?);
    let rest = parts.next().filter(|rest| !rest.is_empty())?;
    Some((jiff::civil::Date::new(year, month, day).ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_stand_in_front_of_names() {
        let check = |path: &str, expect: Option<(&str, &str)>| {
            let got = date_in_name(path).map(|(date, rest)| (date.to_string(), rest));
            assert_eq!(got.as_ref().map(|(date, rest)| (date.as_str(), *rest)), expect, "{path}");
        };
        check("_posts/2026-11-23-a-title.md", Some(("2026-11-23", "a-title")));
        check("2026-1-2-x.md", Some(("2026-01-02", "x")));
        check("2026-13-23-a.md", None);
        check("2026-11-23.md", None);
        check("a-title.md", None);
        check("é-1-1-x.md", None);
    }
}
