use super::archetypes::without_actions;
use super::{Collection, Format, Place, Settings};
use crate::front::Front;
use crate::paths::join;

/// Hexo's scaffolds (hexo.io/docs/writing): `scaffolds/post.md` is the template for new posts.
pub(super) struct Scaffolds;

impl Format for Scaffolds {
    fn read(&self, place: &Place<'_>) -> Option<Settings> {
        if place.site.generator != "hexo" {
            return None;
        }
        let path = join(place.start, "scaffolds/post.md");
        let (_, text) = place.text(&[path.as_str()])?;
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
