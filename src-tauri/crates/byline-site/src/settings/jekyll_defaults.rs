use serde_json::Value;

use super::{Collection, Format, Place, Settings, field, shown};
use crate::paths::is_within;
use crate::values::{self, get, string};

/// Jekyll's `defaults` (jekyllrb.com/docs/configuration/front-matter-defaults): what every post has without saying so, and
/// must not say again.
pub(super) struct JekyllDefaults;

impl Format for JekyllDefaults {
    fn read(&self, place: &Place<'_>) -> Option<Settings> {
        if place.site.generator != "jekyll" {
            return None;
        }
        let (file, text) = place.text(&["_config.yml", "_config.yaml", "_config.toml"])?;
        let config = values::parse(&file, &text)?;
        let posts = place.site.post_folders.first()?;
        let mut made = Collection { own: true, ..Collection::default() };
        for entry in get(&config, "defaults")?.as_array()? {
            let scope = get(entry, "scope");
            let path = scope.and_then(|scope| string(scope, "path")).unwrap_or_default();
            let kind = scope.and_then(|scope| string(scope, "type"));
            if !is_within(posts, path.trim_matches('/')) || kind.is_some_and(|kind| kind != "posts" && kind != "post") {
                continue;
            }
            for (name, value) in
                get(entry, "values").and_then(Value::as_object).into_iter().flatten().take(super::MOST_FIELDS)
            {
                let technical = matches!(name.as_str(), "layout" | "permalink" | "published" | "type");
                if let Some(kind) = crate::habits::kind_of(value).filter(|_| !technical) {
                    let mut field = field(name, None, kind);
                    field.default = shown(value);
                    made.notes.push(field);
                }
            }
        }
        (!made.notes.is_empty()).then(|| Settings { files: vec![file], collections: vec![made], ..Settings::default() })
    }
}

#[cfg(test)]
mod tests {
    use crate::{InMemory, understand};

    #[test]
    fn what_is_given_is_shown_and_not_written() {
        let config = "defaults:\n- scope: {path: '', type: posts}\n  values: {layout: post, comments: true, author: Ann}\n- scope: {path: '', type: pages}\n  values: {menu: yes}\n";
        let site = understand(&InMemory::new([("_config.yml", config)]));
        let default =
            |name: &str| site.fields.iter().find(|field| field.name == name).map(|field| field.default.as_deref());
        assert_eq!(
            (default("comments"), default("author"), default("menu"), default("layout")),
            (Some(Some("true")), Some(Some("Ann")), None, None)
        );
        assert_eq!(site.configured_by, ["_config.yml"]);
        let post = site.new_post("A", jiff::civil::Date::constant(2026, 1, 2), None, &|_| false);
        assert_eq!(post.text, "---\ntitle: A\ndate: 2026-01-02\n---\n\n");
    }
}
