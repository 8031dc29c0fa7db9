use byline_post::slug;
use jiff::civil::Date;

use crate::names::is_reserved;
use crate::paths::join;
use crate::site::Site;

/// A post that is not there yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPost {
    /// Where its file goes.
    pub path: String,
    /// The file's whole content, with `\n` at the end of each line.
    pub text: String,
}

impl Site {
    /// A new post, named, placed and begun as this site does it.
    ///
    /// `taken` says whether a path is in use, letter case apart; names are counted up (`-2`, `-3`) until one is
    /// free.
    pub fn new_post(&self, title: &str, date: Date, author: Option<&str>, taken: &dyn Fn(&str) -> bool) -> NewPost {
        let folder = self.post_folders.first().map_or("", String::as_str);
        let name = name_of(title);
        let extension = &self.rules.extension;
        let author = author.map(str::trim).filter(|author| !author.is_empty());
        let path = count_up(&name, |name| {
            let below = self
                .rules
                .naming
                .pattern()
                .replace("{year}", &format!("{:04}", date.year()))
                .replace("{month}", &format!("{:02}", date.month()))
                .replace("{day}", &format!("{:02}", date.day()))
                .replace("{slug}", name);
            let single = join(folder, below.strip_suffix("/index").unwrap_or(&below));
            // Both would be the same page.
            let same = [format!("{single}.{extension}"), format!("{single}/index.{extension}")];
            (!same.iter().any(|path| taken(path))).then(|| join(folder, &format!("{below}.{extension}")))
        });
        NewPost { path, text: self.rules.head.write(title, date, author) }
    }
}

/// The first of `name`, `name-2`, `name-3`... that `free` makes a path of.
pub(crate) fn count_up(name: &str, free: impl Fn(&str) -> Option<String>) -> String {
    let mut number = 1_u64;
    loop {
        let tried = if number == 1 { name.to_owned() } else { format!("{name}-{number}") };
        if let Some(path) = free(&tried) {
            return path;
        }
        number += 1;
    }
}

/// A title as the name of a file that every system accepts, and that is not one with a meaning of its own.
fn name_of(title: &str) -> String {
    let name = slug(title);
    if is_reserved(&name) { format!("{name}-post") } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_everywhere() {
        let check = |title: &str, expect: &str| assert_eq!(name_of(title), expect, "{title}");
        check("Hello, World!", "hello-world");
        check("CON", "con-post");
        check("Index", "index-post");
        check("", "post");
        check("?!", "post");
        check(&"word ".repeat(40), &["word"; 16].join("-"));
        check(&"a".repeat(200), &"a".repeat(80));
    }
}
