use byline_desk::Site;
use byline_desk::api::{DeletedPost, LinkingPost};
use byline_desk::words::say;
use serde_json::json;

use crate::shown::{Done, Shown};

pub(crate) fn duplicate(site: &mut Site, path: &str) -> Done {
    let copy = site.duplicate(path)?.path;
    Ok(Shown::new(json!({ "path": copy }), copy))
}

pub(crate) fn rename(site: &mut Site, path: &str, name: &str) -> Done {
    let old_address = site.address_plan(path, name)?.old_address;
    let renamed = site.change_address(path, name)?;
    let post = renamed.post;
    let paths = |follows: bool| -> Vec<&str> {
        let of_these = |linking: &&LinkingPost| linking.follows == follows;
        renamed.linking.iter().filter(of_these).map(|linking| linking.path.as_str()).collect()
    };
    let shown = json!({
        "path": post.path,
        "was": path,
        "address": post.address,
        "old_address": old_address,
        "followed": paths(true),
        "not_followed": paths(false),
    });
    Ok(Shown::new(shown, post.path))
}

pub(crate) fn back_to_draft(site: &mut Site, path: &str) -> Done {
    let path = site.back_to_draft(path)?.path;
    let outcome = site.send_kept(&path)?;
    let text = outcome.as_ref().map_or_else(|| path.clone(), |outcome| format!("{path}: {}", outcome.message));
    let kind = outcome.as_ref().map(|outcome| outcome.outcome);
    let shown = Shown::new(json!({ "path": path, "outcome": kind, "message": outcome.map(|it| it.message) }), text);
    Ok(kind.into_iter().fold(shown, Shown::with_outcome))
}

pub(crate) fn delete(site: &mut Site, path: &str, off_website: bool) -> Done {
    let deleted = site.delete_and_send(path, off_website)?;
    let kind = deleted.outcome.as_ref().map(|outcome| outcome.outcome);
    let files = deleted.outcome.map(|outcome| outcome.files).unwrap_or_default();
    let shown = json!({
        "id": deleted.id,
        "path": deleted.path,
        "outcome": kind,
        "files": files,
        "message": deleted.message,
    });
    Ok(kind.into_iter().fold(Shown::new(shown, deleted.message), Shown::with_outcome))
}

pub(crate) fn deleted(site: &Site) -> Done {
    let posts = site.deleted()?;
    let line =
        |post: &DeletedPost| format!("{}  {}  {}  ({})  {}", post.id, post.date, post.title, post.path, post.standing);
    let mut text: Vec<String> = posts.iter().map(line).collect();
    let gone = site.gone_posts()?;
    if !gone.is_empty() {
        text.push(say("history.gone", &[]));
    }
    text.extend(gone.iter().map(|post| {
        let author = post.author.as_deref().unwrap_or("-");
        format!("{}  {}  {}  ({})  {author}", post.version, post.date, post.title, post.path)
    }));
    Ok(Shown::new(json!({ "posts": posts, "on_website_before": gone }), text.join("\n")))
}

pub(crate) fn put_back(site: &mut Site, id: u32) -> Done {
    let path = site.put_deleted_back(id)?.path;
    Ok(Shown::new(json!({ "path": path }), path))
}
