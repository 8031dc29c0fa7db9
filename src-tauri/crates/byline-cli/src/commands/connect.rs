use std::path::Path;
use std::sync::atomic::AtomicBool;

use byline_desk::api::Problem;
use byline_desk::connect::{ENDING, Wish, bring, wish, wish_of};
use byline_desk::{DeskError, Site, Surroundings};
use serde_json::{Value, json};

use super::site::lines;
use crate::shown::{Done, Shown};

/// Brings a website into a folder, and asks its server whether publishing will work.
pub(crate) fn connect(from: &str, folder: &Path, around: &Surroundings) -> Done {
    let parent = folder.parent().unwrap_or(folder);
    let wish: Wish = if Path::new(from).extension().is_some_and(|ending| ending == ENDING) {
        wish_of(Path::new(from), parent, around)?
    } else {
        wish(from, parent, around)?
    };
    let arrived = bring(&wish, folder, around, &AtomicBool::new(false))?;
    let site = Site::open(&arrived.folder, around.clone())?;
    let ready = site.ready()?;
    let path = arrived.folder.display().to_string();
    let mut text = vec![path.clone()];
    text.extend(arrived.notes.iter().cloned());
    text.push(lines(&ready.checks));
    let shown = json!({
        "path": path,
        "branch": arrived.branch,
        "files": arrived.files,
        "notes": arrived.notes,
        "checks": ready.checks,
    });
    Ok(Shown::new(shown, text.join("\n")))
}

/// Makes an invitation to a site.
pub(crate) fn invite(site: &Site, out: Option<&Path>, ask: Option<&str>) -> Done {
    let text = site.invitation(ask)?.write();
    let mut shown = json!({ "invitation": serde_json::from_str::<Value>(&text).unwrap_or_default() });
    let Some(out) = out else { return Ok(Shown::new(shown, text)) };
    let path = out.display().to_string();
    std::fs::write(out, &text).map_err(|error| Problem::from(DeskError::disk(&path, error)))?;
    shown["path"] = json!(path);
    Ok(Shown::new(shown, path))
}
