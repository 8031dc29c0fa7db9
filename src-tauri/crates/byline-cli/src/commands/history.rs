use byline_desk::Site;
use byline_desk::api::{Outcome, Version, VersionPlace};
use byline_desk::words::say;
use serde_json::json;

use crate::shown::{Done, Shown};

pub(crate) fn history(site: &mut Site, path: &str) -> Done {
    let history = site.history(path)?;
    let mut lines: Vec<String> = history.versions.iter().map(line).collect();
    if lines.is_empty() {
        lines.push(say("history.none", &[]));
    }
    if history.older_at_server {
        lines.push(say("history.desk.older-at-server", &[]));
    }
    Ok(Shown::new(json!(history), lines.join("\n")))
}

fn line(version: &Version) -> String {
    let short = |id: &str| id.get(..12).unwrap_or(id).to_owned();
    let marks = [(version.on_website, "history.desk.on-website"), (version.here, "history.desk.here")];
    let marks = marks.iter().filter(|(is, _)| *is).map(|(_, key)| say(key, &[]));
    let place = match version.place {
        VersionPlace::Local => say("history.place.local", &[]),
        VersionPlace::Published => say("history.place.published", &[]),
    };
    let what: Vec<String> = [version.why.clone(), place].into_iter().chain(marks).collect();
    let author = version.author.as_deref().unwrap_or("-");
    format!("{}  {}  {author}  {} · {}", short(&version.id), version.date, version.words, what.join(" · "))
}

pub(crate) fn restore(site: &mut Site, path: &str, id: &str) -> Done {
    let restored = site.restore(path, id)?;
    let path = restored.post.path;
    let mut text = vec![say("history.desk.restored", &[("path", &path)])];
    if !restored.missing.is_empty() {
        text.push(say("history.desk.missing", &[("names", &restored.missing.join(", "))]));
    }
    let shown = json!({
        "path": path,
        "before": restored.before,
        "pictures": restored.pictures,
        "missing": restored.missing,
    });
    Ok(Shown::new(shown, text.join("\n")))
}

pub(crate) fn unpublish(site: &mut Site, path: &str) -> Done {
    Ok(ended(&site.unpublish(path)?))
}

pub(crate) fn take_back(site: &mut Site) -> Done {
    Ok(ended(&site.take_back()?))
}

fn ended(outcome: &Outcome) -> Shown {
    let hint = outcome.hint.as_ref().map(|hint| format!("\n{hint}")).unwrap_or_default();
    Shown::new(json!(outcome), format!("{}: {}{hint}", outcome.path, outcome.message)).with_outcome(outcome.outcome)
}
