use super::archetypes::without_actions;
use super::{Collection, Format, Place, Settings};
use crate::front::Front;
use crate::paths::join;
use crate::values;

/// Hexo's scaffolds (hexo.io/docs/writing): the one of the usual layout, `post` as a rule, is the template for new posts.
pub(super) struct Scaffolds;

impl Format for Scaffolds {
    fn read(&self, place: &Place<'_>) -> Option<Settings> {
        if place.site.generator != "hexo" {
            return None;
        }
        let configuration = place.text(&["_config.yml"]).and_then(|(_, text)| values::yaml(&text));
        let usual = configuration.and_then(|configuration| values::string(&configuration, "default_layout"));
        let named = |name: &str| join(place.start, &format!("scaffolds/{name}.md"));
        let both = [named(usual.as_deref().unwrap_or("post")), named("post")];
        let (path, text) = both.iter().find_map(|path| Some((path.clone(), place.text(&[path.as_str()])?.1)))?;
        let text = without_actions(&text);
        // Hexo lets the first fence go.
        let front = Front::of(&text).or_else(|| Front::of(&format!("---\n{text}")))?;
        let made = Collection { template: Some(front), own: true, ..Collection::default() };
        Some(Settings { files: vec![path], collections: vec![made], ..Settings::default() })
    }
}

#[cfg(test)]
mod tests {
    use crate::{InMemory, understand};

    #[test]
    fn a_scaffold_needs_no_first_fence() {
        for scaffold in ["---\ntitle: {{ title }}\nmood: good\n---\n", "title: {{ title }}\nmood: good\n---\n"] {
            let site = understand(&InMemory::new([
                ("_config.yml", "new_post_name: :title.md"),
                ("scaffolds/post.md", scaffold),
            ]));
            let post = site.new_post("A", jiff::civil::Date::constant(2026, 1, 2), None, &|_| false);
            assert_eq!(post.text, "---\ntitle: A\ndate: 2026-01-02\nmood: good\n---\n\n");
            assert!(site.fields.iter().any(|field| field.name == "mood"));
        }
    }
}
