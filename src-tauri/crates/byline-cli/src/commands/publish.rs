use std::path::PathBuf;

use byline_desk::api::{Outcome, OutcomeKind};
use byline_desk::words::say;
use byline_desk::{Site, Surroundings};
use serde_json::json;

use crate::shown::{Done, Shown, status};

/// Publishes one post after the other. What is shown is one outcome: the gravest, with the files of all.
pub(crate) fn publish(files: &[PathBuf], around: &Surroundings, message: Option<&str>, dry_run: bool) -> Done {
    let mut all: Vec<(String, Outcome)> = Vec::new();
    for file in files {
        let (mut site, paths) = if file.is_dir() {
            let site = Site::open(file, around.clone())?;
            let paths = site.unpublished()?;
            (site, paths)
        } else {
            // What would be checked may be about other posts too.
            let open = if dry_run { Site::open_around } else { Site::open_for_one };
            let (site, path) = open(file, around.clone())?;
            (site, vec![path])
        };
        for path in paths {
            let outcome = if dry_run { site.publish_dry(&path)? } else { site.publish(&path, message)? };
            all.push((outcome.path.clone(), outcome));
        }
    }
    Ok(shown(&all))
}

fn shown(all: &[(String, Outcome)]) -> Shown {
    let gravest = all.iter().map(|(_, outcome)| outcome.outcome).max_by_key(|kind| gravity(*kind));
    let outcome = gravest.unwrap_or(OutcomeKind::AlreadyPublished);
    let posts: Vec<_> = all.iter().map(|(path, outcome)| json!({ "path": path, "outcome": outcome.outcome })).collect();
    let mut text =
        all.iter().map(|(path, outcome)| format!("{path}: {}", outcome.message)).collect::<Vec<_>>().join("\n");
    let last = all.iter().rev().find(|(_, done)| done.outcome == outcome).map(|(_, outcome)| outcome.clone());
    let mut object = json!(last);
    if last.is_none() {
        text = say("publish.nothing", &[]);
        object = json!({ "outcome": outcome, "commit": null, "branch": null, "attempts": 0, "message": say("publish.nothing", &[]) });
    }
    object["files"] = json!(all.iter().flat_map(|(_, outcome)| &outcome.files).collect::<Vec<_>>());
    object["posts"] = json!(posts);
    Shown::new(object, text).with_outcome(outcome)
}

/// Something done counts for more than something that was so already.
fn gravity(kind: OutcomeKind) -> (u8, u8) {
    (status(kind), u8::from(kind != OutcomeKind::AlreadyPublished))
}
