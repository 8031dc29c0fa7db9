use std::path::PathBuf;

use byline_desk::Site;
use byline_desk::api::{PostItem, PostQuery};
use serde_json::json;

use crate::shown::{Done, Shown};

pub(crate) fn list(site: &Site, query: &PostQuery, state: Option<&str>) -> Done {
    let mut posts = site.posts(query)?.posts;
    posts.retain(|post| state.is_none_or(|state| json!(post.state) == state));
    let text = posts.iter().map(line).collect::<Vec<_>>().join("\n");
    Ok(Shown::new(json!({ "posts": posts }), text))
}

pub(crate) fn new(site: &mut Site, title: &str, author: Option<&str>, date: Option<&str>) -> Done {
    let path = site.new_post(title, author, date)?.path;
    Ok(Shown::new(json!({ "path": path }), path))
}

pub(crate) fn import(site: &mut Site, files: &[PathBuf]) -> Done {
    let mut posts = Vec::new();
    for file in files {
        let imported = site.import(file)?;
        let fix = |fix: &byline_desk::api::Finding| json!({ "id": fix.id, "message": fix.message, "line": fix.line });
        let repaired: Vec<_> = imported.fixes.iter().map(fix).collect();
        posts.push(json!({ "path": imported.path, "fixes": repaired }));
    }
    let text = posts.iter().filter_map(|post| post["path"].as_str()).collect::<Vec<_>>().join("\n");
    Ok(Shown::new(json!({ "posts": posts }), text))
}

fn line(post: &PostItem) -> String {
    let date = post.date.as_deref().unwrap_or("-");
    let state = json!(post.state);
    format!("{date:10}  {:10}  {}  ({})", state.as_str().unwrap_or_default(), post.title, post.path)
}
