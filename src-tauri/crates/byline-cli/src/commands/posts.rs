use std::path::PathBuf;

use byline_desk::api::{Finding, PostItem, PostQuery, Problem};
use byline_desk::{Site, words};
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

pub(crate) fn import(site: &mut Site, from: &[PathBuf]) -> Shown {
    let (mut posts, mut refused, mut lines) = (Vec::new(), Vec::new(), Vec::new());
    for (path, text) in from.iter().zip(site.import_all(from)) {
        let file = path.display().to_string();
        if let Some(draft) = text.draft {
            let fix = |fix: &Finding| json!({ "id": fix.id, "message": fix.message, "line": fix.line });
            let fixes: Vec<_> = draft.fixes.iter().map(fix).collect();
            lines.push(draft.path.clone());
            lines.extend(
                draft.fixes.iter().map(|fix| &fix.message).chain(&draft.notes).map(|said| format!("    {said}")),
            );
            let post =
                json!({ "file": file, "path": draft.path, "title": draft.title, "fixes": fixes, "notes": draft.notes });
            posts.push(post);
        }
        if let Some(problem) = text.refused {
            lines.push(said(&problem));
            refused.push((file, problem));
        }
    }
    let error = match refused.as_slice() {
        [] => None,
        [(_, problem)] if posts.is_empty() => Some(problem.clone()),
        some => Some(not_all(posts.len(), some.len())),
    };
    let refused: Vec<_> = refused.iter().map(|(file, error)| json!({ "file": file, "error": error })).collect();
    let mut object = json!({ "posts": posts, "refused": refused });
    let failed = error.is_some();
    if let Some(error) = error {
        object["error"] = json!(error);
    }
    let shown = Shown::new(object, lines.join("\n"));
    if failed { shown.failed() } else { shown }
}

fn said(problem: &Problem) -> String {
    [Some(&problem.message), problem.hint.as_ref()]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Some of the texts, or all of them, were refused.
fn not_all(brought: usize, refused: usize) -> Problem {
    let args = [("brought", brought.to_string()), ("refused", refused.to_string())];
    let args = [(args[0].0, args[0].1.as_str()), (args[1].0, args[1].1.as_str())];
    Problem { code: "import-refused".to_owned(), message: words::say("import.refused", &args), hint: None }
}

fn line(post: &PostItem) -> String {
    let date = post.date.as_deref().unwrap_or("-");
    let state = json!(post.state);
    format!("{date:10}  {:10}  {}  ({})", state.as_str().unwrap_or_default(), post.title, post.path)
}
