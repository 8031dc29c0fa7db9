use byline_desk::api::{Check, SiteField};
use byline_desk::{Site, Surroundings, create_starter};
use serde_json::{json, to_value};

use crate::shown::{Done, Shown};

pub(crate) fn site(site: &Site) -> Shown {
    let view = site.view();
    let by = &view.told_by;
    let folder = |path: &String| if path.is_empty() { ".".to_owned() } else { path.clone() };
    let mut lines = vec![format!("{} ({})", view.name, view.generator)];
    let mut line = |what: &str, value: &str, by: &str| lines.push(format!("{what}: {value}  (from {by})"));
    line("posts", &view.posts.iter().map(folder).collect::<Vec<_>>().join(", "), &by.posts);
    if let Some(drafts) = &view.drafts {
        line("drafts", drafts, &by.drafts);
    }
    if let Some(flag) = &view.draft_flag {
        line("a draft says", &format!("{}: {}", flag.name, flag.value), &by.draft_flag);
    }
    line("files are named", &view.file_name, &by.file_name);
    line("pictures", &format!("{}, as {}", folder(&view.pictures.folder), view.pictures.url), &by.pictures);
    line("details begin as", view.front_matter.as_deref().unwrap_or("-"), &by.front_matter);
    line("details", &view.fields.iter().map(detail).collect::<Vec<_>>().join(", "), &by.fields);
    lines.push(format!("read from: {}", view.configured_by.join(", ")));
    lines.push(format!("publishes to: {}", view.remote.as_deref().unwrap_or("-")));
    lines.extend(view.notes.iter().cloned());
    Shown::new(to_value(view).unwrap_or_default(), lines.join("\n"))
}

/// A detail with its kind and where it is known from, such as `mood (choice of good, bad; required)`.
fn detail(field: &SiteField) -> String {
    let choices: Vec<&str> = field.choices.iter().map(|choice| choice.value.as_str()).collect();
    let kind =
        if choices.is_empty() { field.kind.clone() } else { format!("{} of {}", field.kind, choices.join(" | ")) };
    let required = if field.required { ", required" } else { "" };
    format!("{} [{kind}{required}]", field.name)
}

pub(crate) fn doctor(site: &mut Site) -> Done {
    let checks = site.doctor()?;
    let text = lines(&checks);
    Ok(Shown::new(json!({ "checks": checks }), text))
}

/// Answers of the doctor's, a line each.
pub(crate) fn lines(checks: &[Check]) -> String {
    let line = |check: &Check| format!("{} {}", if check.ok { "✓" } else { "✗" }, check.message);
    checks.iter().map(line).collect::<Vec<_>>().join("\n")
}

pub(crate) fn sync(site: &mut Site) -> Done {
    let report = site.sync()?;
    let shown = Shown::new(json!(report), report.message.clone());
    Ok(shown.with_outcome(report.outcome))
}

pub(crate) fn starter(around: &Surroundings) -> Done {
    let place = create_starter(&around.desk, around.clock.as_ref())?;
    let text = place.display().to_string();
    Ok(Shown::new(json!({ "path": text }), text))
}
