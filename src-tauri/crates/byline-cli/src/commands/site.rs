use byline_desk::{Site, Surroundings, create_starter};
use serde_json::{json, to_value};

use crate::shown::{Done, Shown};

pub(crate) fn site(site: &Site) -> Shown {
    let view = site.view("");
    let text = format!(
        "{} ({})\nposts: {}\npictures: {}, as {}\npublishes to: {}",
        view.name,
        view.generator,
        view.posts.join(", "),
        view.pictures.folder,
        view.pictures.url,
        view.remote.as_deref().unwrap_or("-"),
    );
    Shown::new(to_value(view).unwrap_or_default(), text)
}

pub(crate) fn doctor(site: &mut Site) -> Done {
    let checks = site.doctor()?;
    let line = |check: &byline_desk::Check| format!("{} {}", if check.ok { "✓" } else { "✗" }, check.message);
    let text = checks.iter().map(line).collect::<Vec<_>>().join("\n");
    Ok(Shown::new(json!({ "checks": checks }), text))
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
