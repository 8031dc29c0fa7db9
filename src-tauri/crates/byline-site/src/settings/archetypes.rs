use super::{Collection, Format, Place, Settings};
use crate::front::Front;
use crate::paths::{file_name, join};
use crate::site::Naming;

/// Hugo's archetypes (gohugo.io/content-management/archetypes): the template for new posts, the section's own, then the
/// general one; the site's, then the theme's. A folder makes a bundle.
pub(super) struct Archetypes;

impl Format for Archetypes {
    fn read(&self, place: &Place<'_>) -> Option<Settings> {
        if place.site.generator != "hugo" {
            return None;
        }
        let section = place
            .site
            .post_folders
            .iter()
            .map(|folder| file_name(folder))
            .find(|name| !crate::places::is_language(name))?;
        let themes = join(place.start, "themes");
        let mut homes = vec![join(place.start, "archetypes")];
        homes.extend(
            place.folder.entries(&themes).iter().take(20).map(|theme| format!("{themes}/{}/archetypes", theme.name)),
        );
        for name in [section, "default"] {
            for home in &homes {
                for (end, naming) in [(".md", None), ("/index.md", Some(Naming::Bundle))] {
                    let path = format!("{home}/{name}{end}");
                    let text = place.text(&[path.as_str()]);
                    if let Some(front) = text.and_then(|(_, text)| Front::of(&without_actions(&text))) {
                        let made = Collection { template: Some(front), naming, own: true, ..Collection::default() };
                        return Some(Settings { files: vec![path], collections: vec![made], ..Settings::default() });
                    }
                }
            }
        }
        None
    }
}

/// A template's actions may hold quotes of the kind around them, which no reader of details accepts.
pub(super) fn without_actions(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((_, after)) = after.split_once("}}") else {
            break;
        };
        out.push_str(before);
        // Outside quotes, as in `date: {{ .Date }}`, a text must stand there.
        out.push_str(if before.ends_with([' ', '=']) { "\"{{ }}\"" } else { "{{}}" });
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use crate::{InMemory, understand};

    #[test]
    fn the_nearest_archetype_is_used() {
        let check = |files: &[&str], expect: &[&str]| {
            let all = files.iter().map(|path| (*path, "---\ntitle: x\n---\n")).chain([("hugo.toml", "")]);
            assert_eq!(understand(&InMemory::new(all)).configured_by, expect);
        };
        check(&["archetypes/default.md", "archetypes/posts.md"], &["hugo.toml", "archetypes/posts.md"]);
        check(&["archetypes/default.md", "themes/t/archetypes/default.md"], &["hugo.toml", "archetypes/default.md"]);
        check(&["themes/t/archetypes/posts.md"], &["hugo.toml", "themes/t/archetypes/posts.md"]);
        check(&["archetypes/docs.md"], &["hugo.toml"]);
    }

    #[test]
    fn an_archetype_gives_what_a_post_begins_with() {
        let text = "---\ntitle: '{{ .Name }}'\nmood: good\nslow: {{ now }}\ntoc: true\n---\n";
        let site = understand(&InMemory::new([("hugo.toml", ""), ("archetypes/posts.md", text)]));
        let of = |name: &str| site.fields.iter().find(|field| field.name == name).unwrap();
        let file = Some("archetypes/posts.md");
        assert_eq!((of("mood").default.as_deref(), of("mood").told_by.as_deref()), (Some("good"), file));
        assert_eq!((of("toc").default.as_deref(), of("slow").default.as_deref()), (Some("true"), None));
        assert_eq!(of("tags").told_by, None);
    }
}
