//! Hugo's boxes: quotes that a template of the site draws, else the shortcodes of the site and its theme.

use std::collections::BTreeSet;

use serde_json::Value;

use super::callout::{Callout, alerts, is_word};
use super::settings;
use crate::folder::{Folder, has, text};
use crate::paths::{join, normalise, stem};
use crate::values::{get, string, strings, truth};

pub(super) const CONFIGURATIONS: [&str; 12] = [
    "hugo.toml",
    "hugo.yaml",
    "hugo.yml",
    "hugo.json",
    "config.toml",
    "config.yaml",
    "config.yml",
    "config.json",
    "config/_default/hugo.toml",
    "config/_default/hugo.yaml",
    "config/_default/config.toml",
    "config/_default/config.yaml",
];

/// Shortcodes that are one box of several kinds, the most usual first.
const NAMES: [&str; 6] = ["callout", "notice", "admonition", "alert", "hint", "note"];

/// What kinds of boxes are called, the plainest first.
const KINDS: [&str; 12] = [
    "note",
    "info",
    "tip",
    "hint",
    "success",
    "important",
    "warning",
    "caution",
    "danger",
    "error",
    "question",
    "example",
];

/// Names of the argument that tells the kind.
const ARGUMENTS: [&str; 8] = ["type", "kind", "level", "color", "context", "class", "style", "status"];

/// Whether an option of what writes HTML is on (gohugo.io/configuration/markup).
pub(super) fn renderer(folder: &dyn Folder, option: &str) -> bool {
    let mut files = CONFIGURATIONS.iter().map(|name| settings(folder, &[name])).collect::<Vec<_>>();
    let parts = ["config/_default/markup.toml", "config/_default/markup.yaml", "config/_default/markup.yml"];
    files.push(serde_json::json!({ "markup": settings(folder, &parts) }));
    let path = ["markup", "goldmark", "renderer"];
    files.iter().any(|file| {
        let renderer = path.iter().try_fold(file, |value, key| get(value, key));
        renderer.and_then(|renderer| truth(renderer, option)) == Some(true)
    })
}

/// The kinds that a site has: where a template draws quotes by their kind (since Hugo 0.132,
/// gohugo.io/render-hooks/blockquotes), those; else what a shortcode of the site or its theme offers.
pub(super) fn kinds(folder: &dyn Folder) -> Vec<Callout> {
    let roots = roots(folder);
    let hooks = ["_default/_markup", "_markup"];
    let drawn = roots.iter().any(|root| {
        hooks.iter().any(|place| {
            let place = join(root, place);
            let plain = text(folder, &join(&place, "render-blockquote.html"));
            plain.is_some_and(|template| template.contains("AlertType"))
                || has(folder, &join(&place, "render-blockquote-alert.html"))
        })
    });
    if drawn {
        return alerts();
    }
    let template = |name: &str| {
        let places = roots.iter().flat_map(|root| ["shortcodes", "_shortcodes"].map(|place| join(root, place)));
        places.filter_map(|place| text(folder, &join(&place, &format!("{name}.html")))).find(|it| it.contains(".Inner"))
    };
    let several = NAMES.iter().find_map(|name| {
        let found = template(name)?;
        let kinds = of_one(name, &found);
        (!kinds.is_empty()).then_some(kinds)
    });
    several.unwrap_or_else(|| {
        let own = |kind: &&str| template(kind).map(|template| written(kind, kind, "", &template));
        KINDS.iter().filter_map(own).collect()
    })
}

/// The template of a shortcode: the site's own, else its themes'; nothing for those that Hugo has built in.
pub(super) fn shortcode(folder: &dyn Folder, name: &str) -> Option<String> {
    let roots = roots(folder);
    let places = roots.iter().flat_map(|root| ["shortcodes", "_shortcodes"].map(|place| join(root, place)));
    places.map(|place| join(&place, &format!("{name}.html"))).find_map(|path| text(folder, &path))
}

/// Whether a shortcode's template reads the words inside as Markdown itself.
pub(super) fn reads_markdown(template: &str) -> bool {
    ["markdownify", "RenderString"].iter().any(|word| template.contains(word))
}

/// The named arguments that a shortcode's template asks for.
pub(super) fn arguments(template: &str) -> BTreeSet<String> {
    let word = |rest: &str| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "_-".contains(*c)).collect();
    let marks = [".Get \"", ".Get `", ".Params.", ".Params \"", ".Params `"];
    marks.iter().flat_map(|mark| template.split(mark).skip(1)).map(word).collect()
}

/// The folders of templates: the site's own, then those of its themes, also where modules were brought in as files.
fn roots(folder: &dyn Folder) -> Vec<String> {
    let mut config = settings(folder, &CONFIGURATIONS);
    let parts = ["config/_default/module.toml", "config/_default/module.yaml"];
    if get(&config, "module").is_none()
        && let Some(map) = config.as_object_mut()
    {
        map.insert("module".to_owned(), settings(folder, &parts));
    }
    let themes = get(&config, "theme").map(strings).unwrap_or_default();
    let imports = get(&config, "module").and_then(|module| get(module, "imports")).and_then(Value::as_array);
    let imports = imports.into_iter().flatten().filter_map(|import| string(import, "path"));
    let named: Vec<String> = themes.into_iter().chain(imports).filter_map(|name| normalise(&name)).collect();
    let places = named.iter().flat_map(|name| [join("themes", name), join("_vendor", name)]);
    std::iter::once("layouts".to_owned()).chain(places.map(|place| join(&place, "layouts"))).collect()
}

/// The kinds of one shortcode, as its template knows them.
fn of_one(name: &str, template: &str) -> Vec<Callout> {
    let quoted = |word: &str| ['"', '`'].iter().any(|mark| template.contains(&format!("{mark}{word}{mark}")));
    let argument = ARGUMENTS.iter().find(|argument| quoted(argument));
    let by_place = template.contains(".Get 0") || template.contains("index .Params 0");
    // A first argument that is a drawing's name, as in Blowfish, tells no kind.
    if quoted("icon") && argument.is_none() || !by_place && argument.is_none() {
        return vec![written(stem(name), name, "", template)];
    }
    let known: Vec<&str> = KINDS.into_iter().filter(|kind| quoted(kind)).collect();
    let kinds = if known.len() > 1 {
        known
    } else if argument == Some(&"color") {
        vec!["info", "success", "warning", "danger"]
    } else {
        vec!["note", "tip", "info", "warning"]
    };
    let say = |kind: &str| match argument {
        Some(argument) if !by_place => format!(" {argument}=\"{kind}\""),
        _ => format!(" {kind}"),
    };
    kinds.into_iter().map(|kind| written(kind, name, &say(kind), template)).collect()
}

/// A shortcode around words. One whose template does not read Markdown itself is written so that Hugo does.
fn written(kind: &str, name: &str, arguments: &str, template: &str) -> Callout {
    debug_assert!(is_word(name), "from a list of our own");
    let (open, close) = if reads_markdown(template) { ("{{<", ">}}") } else { ("{{%", "%}}") };
    Callout::new(kind, format!("{open} {name}{arguments} {close}"), "", format!("{open} /{name} {close}"))
}

#[cfg(test)]
mod tests {
    use crate::{InMemory, understand};

    fn check(files: &[(&str, &str)], kinds: &[&str], first: &str) {
        let mut all = vec![("hugo.toml", "theme = 'shiny'")];
        all.extend(files);
        let site = understand(&InMemory::new(all));
        let found = &site.writing.callouts;
        assert_eq!(found.iter().map(|one| one.kind.as_str()).collect::<Vec<_>>(), kinds, "{files:?}");
        let written = found.first().map(|one| format!("{}|{}|{}", one.opens, one.prefix, one.closes));
        assert_eq!(written.unwrap_or_default(), first, "{files:?}");
    }

    #[test]
    fn quotes_count_where_a_template_draws_them() {
        check(&[], &[], "");
        let alerts: &[&str] = &["note", "tip", "important", "warning", "caution"];
        let hook = "{{ if eq .Type \"alert\" }}<div class={{ .AlertType }}>{{ .Text }}</div>{{ end }}";
        for place in [
            "layouts/_default/_markup/render-blockquote.html",
            "layouts/_markup/render-blockquote.html",
            "themes/shiny/layouts/_default/_markup/render-blockquote-alert.html",
        ] {
            check(&[(place, hook)], alerts, "> [!NOTE]|> |");
        }
        check(&[("layouts/_markup/render-blockquote.html", "<blockquote>{{ .Text }}</blockquote>")], &[], "");
        check(&[("themes/other/layouts/_markup/render-blockquote.html", hook)], &[], "");
        check(
            &[
                ("hugo.toml", "[[module.imports]]\npath = 'github.com/a/b'"),
                ("_vendor/github.com/a/b/layouts/_markup/render-blockquote-alert.html", hook),
            ],
            alerts,
            "> [!NOTE]|> |",
        );
    }

    #[test]
    fn shortcodes_tell_their_kinds() {
        check(
            &[(
                "themes/shiny/layouts/shortcodes/notice.html",
                "{{ $t := .Get 0 }}{{ if eq $t \"warning\" }}!{{ else if eq $t \"tip\" }}{{ end }}{{ .Inner }}",
            )],
            &["tip", "warning"],
            "{{% notice tip %}}||{{% /notice %}}",
        );
        check(
            &[("layouts/shortcodes/callout.html", "<p class=\"{{ .Get \"type\" }}\">{{ .Inner | markdownify }}</p>")],
            &["note", "tip", "info", "warning"],
            "{{< callout type=\"note\" >}}||{{< /callout >}}",
        );
        check(
            &[(
                "layouts/_shortcodes/alert.html",
                "{{ with .Get \"color\" }}alert-{{ . }}{{ end }}{{ .Page.RenderString .Inner }}",
            )],
            &["info", "success", "warning", "danger"],
            "{{< alert color=\"info\" >}}||{{< /alert >}}",
        );
        check(
            &[("layouts/shortcodes/alert.html", "{{ .Get 0 | default (.Get \"icon\") }}{{ .Inner | markdownify }}")],
            &["alert"],
            "{{< alert >}}||{{< /alert >}}",
        );
        check(
            &[
                ("layouts/shortcodes/tip.html", "<b>{{ .Inner }}</b>"),
                ("layouts/shortcodes/warning.html", "<b>{{ .Inner | markdownify }}</b>"),
                ("layouts/shortcodes/info.html", "no words inside"),
            ],
            &["tip", "warning"],
            "{{% tip %}}||{{% /tip %}}",
        );
        check(&[("layouts/shortcodes/youtube.html", "{{ .Inner }}")], &[], "");
    }
}
