use byline_post::FrontMatter;

use crate::address::Permalinks;
use crate::field::Field;
use crate::head::{Head, Usual};
use crate::paths::{extension, file_name, inside, is_within, join, parent, stem};
use crate::told::{Told, ToldBy};
use crate::writing::Writing;

/// What a folder is, and how it does things.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// The generator's id, such as `hugo`, `jekyll` or `plain`.
    pub generator: &'static str,
    /// The folder that the generator is started in; the empty path is the opened folder itself.
    pub home: String,
    /// The site's name for its readers.
    pub name: Option<String>,
    /// Where the site is on the web, without a slash at the end.
    pub address: Option<String>,
    /// The folders of posts, the one for new posts first. Never empty; the empty path is the opened folder itself.
    pub post_folders: Vec<String>,
    /// The folder of drafts, where the generator knows one and the site has it.
    pub drafts_folder: Option<String>,
    /// The detail by which a post says that it is a draft, where the generator or the site's posts have one.
    pub draft_flag: Option<DraftFlag>,
    /// Where pictures go.
    pub pictures: Pictures,
    /// The kind of details new posts begin with.
    pub front_matter: Option<FrontMatter>,
    /// The files that all this was read from.
    pub configured_by: Vec<String>,
    /// Files whose settings describe the same posts and were not used, because others know more. Two are never mixed.
    pub set_aside: Vec<String>,
    /// The details a post of this site has, those that people are asked for.
    pub fields: Vec<Field>,
    /// Details that the site's settings keep from people, such as a layout that is the same for every post.
    pub hidden: Vec<Field>,
    /// Where each of these things comes from.
    pub told_by: ToldBy,
    /// What its posts can show beyond plain words.
    pub writing: Writing,
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

/// The detail that marks a draft; publishing the post means giving it the other value, or taking it away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftFlag {
    /// The key.
    pub name: String,
    /// What it says in a draft.
    pub value: bool,
}

impl DraftFlag {
    pub(crate) fn new(name: &str, value: bool) -> Self {
        Self { name: name.to_owned(), value }
    }
}

/// How a site does what the fields of [`Site`] do not tell.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own about a generator")]
pub(crate) struct Rules {
    pub(crate) posts: Posts,
    /// Whether only what lies in the folders of posts and drafts counts, whatever the generator takes for posts.
    pub(crate) confined: bool,
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
    /// Whether files and folders that begin with an underscore are left out.
    pub(crate) underscores_hide: bool,
    /// How a new post begins where no other post shows it.
    pub(crate) usual: Usual,
    pub(crate) head: Head,
    /// Whether posts that are no drafts say so, too.
    pub(crate) says_public: bool,
    /// The detail that lists a post's earlier addresses, where the site makes use of one.
    pub(crate) aliases: Option<&'static str>,
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Naming {
    /// `2026-11-23-a-title.md`
    Dated,
    /// `a-title.md`
    Slug,
    /// `a-title/index.md`
    Bundle,
    /// Anything else, as in [`Naming::pattern`].
    Pattern(String),
}

impl Naming {
    /// The path below the folder of posts, without extension. The places are `{year}`, `{month}`, `{day}` and, always,
    /// `{slug}`.
    pub(crate) fn pattern(&self) -> &str {
        match self {
            Self::Dated => "{year}-{month}-{day}-{slug}",
            Self::Slug => "{slug}",
            Self::Bundle => "{slug}/index",
            Self::Pattern(pattern) => pattern,
        }
    }

    /// A pattern as this kind of name; nothing when it has other places, no title in it, or leads elsewhere.
    pub(crate) fn of(pattern: &str) -> Option<Self> {
        let plain = pattern.replace("{slug}", "s").replace("{year}", "y").replace("{month}", "m").replace("{day}", "d");
        let whole = pattern.contains("{slug}")
            && !plain.contains(['{', '}', '[', ']', '<', '>', '"', '|', '?', '*', ' '])
            && plain.len() <= 100
            && crate::paths::normalise(&plain).as_deref() == Some(plain.as_str());
        whole.then(|| {
            [Self::Dated, Self::Slug, Self::Bundle]
                .into_iter()
                .find(|known| known.pattern() == pattern)
                .unwrap_or_else(|| Self::Pattern(pattern.to_owned()))
        })
    }
}

/// Where a post's new picture goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Placing {
    /// Into the one folder of pictures.
    Shared,
    /// Into this folder next to the post; the empty one is the post's own.
    NextToPost(String),
    /// Into a folder of the post's name next to it, from where the generator puts them beside the page.
    OfThePost,
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

/// Whether a text's name, without extension, is one of a text about the repository.
pub(crate) fn is_about_the_repository(name: &str) -> bool {
    ABOUT_THE_REPOSITORY.contains(&name.to_ascii_lowercase().as_str())
}

impl Site {
    /// Whether a file is a post, by its path alone.
    pub fn is_post(&self, path: &str) -> bool {
        if self.skip.iter().any(|skipped| is_within(path, skipped)) {
            return false;
        }
        if self.rules.confined && !self.text_folders().any(|folder| is_within(path, folder)) {
            return false;
        }
        let extension = extension(path);
        let name = stem(path).to_ascii_lowercase();
        let mut folders = path.split('/').rev().skip(1);
        // In a folder of posts, the page that lists them.
        let lists = name == "index" && self.post_folders.iter().any(|folder| folder == parent(path));
        let lists_below = lists && path.contains('/');
        match self.rules.posts {
            Posts::Marked => {
                matches!(extension.as_str(), "md" | "markdown" | "mkd" | "mkdn" | "mkdown")
                    && folders.any(|folder| folder == "_posts" || folder == "_drafts")
                    && !name.starts_with('.')
            }
            Posts::Within => {
                // A section's own page, also in one of several languages.
                let section = name == "_index" || name.starts_with("_index.");
                let hidden = self.rules.underscores_hide
                    && self.text_folders().any(|folder| {
                        inside(path, folder).is_some_and(|rest| rest.split('/').any(|part| part.starts_with('_')))
                    });
                let about = !path.contains('/') && ABOUT_THE_REPOSITORY.contains(&name.as_str());
                matches!(extension.as_str(), "md" | "markdown" | "mdx")
                    && !(section || hidden || about || lists)
                    && self.text_folders().any(|folder| is_within(path, folder))
            }
            Posts::Anywhere => {
                matches!(extension.as_str(), "md" | "markdown" | "mdx")
                    && !name.starts_with(['.', '_'])
                    && !lists_below
                    && !folders.any(|folder| folder.starts_with('.') || folder == "node_modules")
                    && !ABOUT_THE_REPOSITORY.contains(&name.as_str())
            }
        }
    }

    /// Every folder that holds posts or drafts.
    pub fn text_folders(&self) -> impl Iterator<Item = &str> {
        self.post_folders.iter().chain(&self.drafts_folder).map(String::as_str)
    }

    /// Whether the generator overlooks a post because of its file's name: Jekyll wants the date in front.
    pub fn file_name_is_wrong(&self, path: &str) -> bool {
        self.rules.posts == Posts::Marked
            && path.split('/').any(|part| part == "_posts")
            && date_in_name(path).is_none()
    }

    /// How files are named: a path below the folder of posts without extension, with the places `{year}`, `{month}`, `{day}`
    /// and `{slug}`.
    pub fn file_name_pattern(&self) -> String {
        self.rules.naming.pattern().to_owned()
    }

    /// The file of settings for posts that was used, where there is one.
    pub fn settings_file(&self) -> Option<&str> {
        let told = [&self.told_by.posts, &self.told_by.file_name, &self.told_by.pictures, &self.told_by.fields];
        let files =
            told.into_iter().filter_map(|told| if let Told::File(file) = told { Some(file.as_str()) } else { None });
        let fields = self.fields.iter().filter_map(|field| field.told_by.as_deref());
        files
            .chain(fields)
            .find(|file| *file != crate::corrections::FILE && self.configured_by.iter().any(|it| it == file))
    }

    /// Whether the site takes the date in front of a file's name for the post's own.
    pub fn dates_by_name(&self) -> bool {
        self.rules.posts == Posts::Marked || self.rules.naming == Naming::Dated
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
        up(&mut self.home);
        self.post_folders.iter_mut().for_each(up);
        self.configured_by.iter_mut().for_each(up);
        for told in self.told_by.all() {
            if let Told::File(file) = told {
                up(file);
            }
        }
        self.stylesheets.iter_mut().for_each(up);
        self.skip.iter_mut().for_each(up);
        self.rules.statics.iter_mut().for_each(up);
        self.drafts_folder.iter_mut().for_each(up);
        up(&mut self.pictures.folder);
        up(&mut self.rules.root);
        match &mut self.rules.permalinks {
            Permalinks::Hugo(hugo) => {
                up(&mut hugo.content);
                hugo.languages.iter_mut().filter_map(|language| language.content.as_mut()).for_each(up);
            }
            Permalinks::Jekyll(jekyll) => jekyll.folders.iter_mut().for_each(|(folder, _)| up(folder)),
            _ => {}
        }
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

    #[test]
    fn names_have_a_title_and_stay_inside() {
        let check = |pattern: &str, expect: Option<Naming>| assert_eq!(Naming::of(pattern), expect, "{pattern}");
        check("{year}-{month}-{day}-{slug}", Some(Naming::Dated));
        check("{slug}/index", Some(Naming::Bundle));
        check("{year}/{slug}", Some(Naming::Pattern("{year}/{slug}".to_owned())));
        for wrong in ["{year}", "", "../{slug}", "/{slug}", "{slug}/../x", ".git/{slug}", "{uuid}-{slug}", "C:{slug}"] {
            check(wrong, None);
        }
    }
}
