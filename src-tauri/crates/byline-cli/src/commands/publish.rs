use std::path::{Path, PathBuf};

use byline_desk::api::{Outcome, OutcomeKind, Problem, Sending};
use byline_desk::words::{count, say};
use byline_desk::{Site, Surroundings};
use serde_json::{Value, json};

use crate::shown::{Done, Shown, status};

/// How one post ended: by its path, with an outcome or with what went wrong.
type Ended = (String, Result<Outcome, Problem>);

/// Publishes one post after the other. Each is a matter of its own: one that goes wrong stops none of the others. What is
/// shown is one outcome, the gravest, with the files of all.
pub(crate) fn publish(files: &[PathBuf], around: &Surroundings, how: &Sending, dry_run: bool) -> Done {
    let mut all: Vec<Ended> = Vec::new();
    for file in files {
        match posts_of(file, around, dry_run) {
            Ok((mut site, paths)) => all.extend(paths.into_iter().map(|path| one(&mut site, &path, how, dry_run))),
            Err(problem) => all.push((file.display().to_string(), Err(problem))),
        }
    }
    match all.as_slice() {
        // Of a single post there is nothing else to tell.
        [(_, Err(problem))] => Err(problem.clone()),
        all => Ok(shown(all)),
    }
}

/// Withdraws a post that waits.
pub(crate) fn cancel(site: &mut Site, path: &str) -> Done {
    let cancelled = site.cancel(path)?;
    Ok(Shown::new(json!(cancelled), cancelled.message))
}

fn posts_of(file: &Path, around: &Surroundings, dry_run: bool) -> Result<(Site, Vec<String>), Problem> {
    if file.is_dir() {
        let site = Site::open(file, around.clone())?;
        let paths = site.unpublished()?;
        return Ok((site, paths));
    }
    // What would be checked may be about other posts too.
    let open = if dry_run { Site::open_around } else { Site::open_for_one };
    let (site, path) = open(file, around.clone())?;
    Ok((site, vec![path]))
}

fn one(site: &mut Site, path: &str, how: &Sending, dry_run: bool) -> Ended {
    let outcome = if dry_run { site.publish_dry(path) } else { site.publish_as(path, how) };
    match outcome {
        Ok(outcome) => (outcome.path.clone(), Ok(outcome)),
        Err(error) => (path.to_owned(), Err(error.into())),
    }
}

fn shown(all: &[Ended]) -> Shown {
    let done: Vec<&Outcome> = all.iter().filter_map(|(_, ended)| ended.as_ref().ok()).collect();
    let failed: Vec<(&str, &Problem)> =
        all.iter().filter_map(|(path, ended)| Some((path.as_str(), ended.as_ref().err()?))).collect();
    let gravest = done.iter().map(|outcome| outcome.outcome).max_by_key(|kind| gravity(*kind));
    let outcome = gravest.unwrap_or(OutcomeKind::AlreadyPublished);
    let mut text = all.iter().map(line).collect::<Vec<_>>().join("\n");
    let last = done.iter().rev().find(|done| done.outcome == outcome);
    let mut object = json!(last);
    if last.is_none() {
        let nothing = say("publish.nothing", &[]);
        if failed.is_empty() {
            nothing.clone_into(&mut text);
        }
        object = json!({ "outcome": outcome, "commit": null, "branch": null, "attempts": 0, "message": nothing });
    }
    object["files"] = json!(done.iter().flat_map(|outcome| &outcome.files).collect::<Vec<_>>());
    object["posts"] = all.iter().map(post).collect();
    if failed.is_empty() {
        return Shown::new(object, text).with_outcome(outcome);
    }
    let message = say("sending.some-failed", &[("failed", &count("count.posts", failed.len()))]);
    object["error"] = json!(Problem { code: "some-failed".to_owned(), message, hint: None });
    Shown::new(object, text).failed()
}

fn line((path, ended): &Ended) -> String {
    match ended {
        Ok(outcome) => {
            let request = outcome.request.as_ref().map(|page| format!("\n  {page}")).unwrap_or_default();
            format!("{path}: {}{request}", outcome.message)
        }
        Err(problem) => format!("{path}: {}", problem.message),
    }
}

fn post((path, ended): &Ended) -> Value {
    match ended {
        Ok(outcome) => json!({ "path": path, "outcome": outcome.outcome }),
        Err(problem) => json!({ "path": path, "error": problem }),
    }
}

/// Something done counts for more than something that was so already.
fn gravity(kind: OutcomeKind) -> (u8, u8) {
    (status(kind), u8::from(kind != OutcomeKind::AlreadyPublished))
}
