//! Lists among a post's details that Byline writes and does not show as a field, such as its earlier addresses.

use crate::details::{FrontMatter, Value};
use crate::front::{self, Held};
use crate::post::Post;
use crate::set::SetError;

impl Post {
    /// The words of a detail that holds several, or one; none where the post does not have it.
    pub fn words_of_list(&self, name: &str) -> Vec<String> {
        let fields = self.front.as_ref().and_then(|block| front::read(block, &self.text).ok()).unwrap_or_default();
        match fields.iter().find(|field| field.name == name).map(|field| &field.held) {
            Some(Held::List(list)) => list.iter().filter_map(Held::words).collect(),
            Some(held) => held.words().into_iter().collect(),
            None => Vec::new(),
        }
    }

    /// The same post with `more` in a detail that lists several, and `less` out of it. A list that comes to nothing goes.
    pub fn with_list(&self, name: &str, more: &[String], less: &[String], new: FrontMatter) -> Result<Self, SetError> {
        let before = self.words_of_list(name);
        let mut words: Vec<String> = before.iter().filter(|word| !less.contains(word)).cloned().collect();
        words.extend(more.iter().filter(|word| !words.contains(word)).cloned().collect::<Vec<_>>());
        if words == before {
            return Ok(self.clone());
        }
        let value = if words.is_empty() { Value::Absent } else { Value::List(words) };
        self.set(name, &value, new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_and_go() {
        let check = |text: &str, more: &[&str], less: &[&str], expect: &str| {
            let post = Post::parse(text.as_bytes(), "x.md").unwrap();
            let own = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
            let after = post.with_list("aliases", &own(more), &own(less), FrontMatter::Yaml).unwrap();
            assert_eq!(String::from_utf8_lossy(after.as_bytes()), expect);
        };
        check("---\ntitle: A\n---\n", &["/b/"], &[], "---\ntitle: A\naliases: [/b/]\n---\n");
        check("---\naliases:\n  - /b/\n---\n", &["/b/"], &["/c/"], "---\naliases:\n  - /b/\n---\n");
        check("---\ntitle: A\naliases: [/b/]\n---\n", &[], &["/b/"], "---\ntitle: A\n---\n");
        check(
            "+++\ntitle = 'A'\n[extra]\nx = 1\n+++\n",
            &["/b/"],
            &[],
            "+++\ntitle = 'A'\naliases = ['/b/']\n[extra]\nx = 1\n+++\n",
        );
    }
}
