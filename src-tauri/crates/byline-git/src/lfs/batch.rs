//! The conversation about large files (git-lfs, `docs/api/batch.md` and `basic-transfers.md`): the server is told their
//! names, and says where each is to be sent or had.

use serde_json::{Value, json};
use ureq::Body;
use ureq::http::Response;

use super::http::{Ask, Client, Sent, Told, refused, sorted};
use super::{Pointer, Store, needed};
use crate::Fault;

const KIND: &str = "application/vnd.git-lfs+json";
/// As much of an answer as is read, in bytes.
const ENOUGH: u64 = 4 << 20;

/// Sends these to the server, but those that it has.
pub(super) fn upload(client: &Client<'_>, store: &Store, pointers: &[Pointer]) -> Result<(), Fault> {
    let answers = ask(client, "upload", pointers)?;
    for pointer in pointers {
        let told = about(&answers, pointer)?;
        let Some(upload) = action(told, "upload") else { continue };
        // A pointer that somebody wrote, to a file that is not here.
        let place = store.find(pointer).ok_or_else(needed)?;
        let mut headers = headers(upload);
        if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type")) {
            headers.push(("Content-Type".to_owned(), "application/octet-stream".to_owned()));
        }
        let body = Sent::File(&place, pointer.size);
        refused(client.ask_there(&Ask { method: "PUT", url: href(upload)?, headers, body })?.status().as_u16())?;
        if let Some(verify) = action(told, "verify") {
            let text = json!({ "oid": pointer.oid, "size": pointer.size }).to_string();
            let headers = [self::headers(verify), kinds()].concat();
            let asked = Ask { method: "POST", url: href(verify)?, headers, body: Sent::Text(&text) };
            refused(client.ask_there(&asked)?.status().as_u16())?;
        }
    }
    Ok(())
}

/// Brings these from the server; what it has not holds up none of the others.
pub(super) fn download(client: &Client<'_>, store: &Store, pointers: &[Pointer]) -> Result<(), Fault> {
    let answers = ask(client, "download", pointers)?;
    let mut lost = Ok(());
    for pointer in pointers {
        match bring(client, store, &answers, pointer) {
            Err(fault) if fault == needed() => lost = Err(fault),
            brought => brought?,
        }
    }
    lost
}

fn bring(client: &Client<'_>, store: &Store, answers: &[Value], pointer: &Pointer) -> Result<(), Fault> {
    let download = action(about(answers, pointer)?, "download").ok_or_else(needed)?;
    let asked = Ask { method: "GET", url: href(download)?, headers: headers(download), body: Sent::Nothing };
    let answer = client.ask_there(&asked)?;
    refused(answer.status().as_u16())?;
    store.take(pointer, Told::new(client.wire, pointer.size, answer.into_body().into_reader()))
}

/// What the server says of each.
fn ask(client: &Client<'_>, operation: &str, pointers: &[Pointer]) -> Result<Vec<Value>, Fault> {
    let objects: Vec<Value> = pointers.iter().map(|it| json!({ "oid": it.oid, "size": it.size })).collect();
    let text = json!({
        "operation": operation, "transfers": ["basic"], "objects": objects, "hash_algo": "sha256",
    });
    let (url, text) = (format!("{}/objects/batch", client.endpoint), text.to_string());
    let answer = client.ask(&Ask { method: "POST", url: &url, headers: kinds(), body: Sent::Text(&text) })?;
    refused(answer.status().as_u16())?;
    let mut told = read(answer)?;
    if told.get("transfer").and_then(Value::as_str).is_some_and(|way| way != "basic") {
        return Err(needed());
    }
    match told.get_mut("objects").map(Value::take) {
        Some(Value::Array(objects)) => Ok(objects),
        _ => Err(not_understood()),
    }
}

fn read(answer: Response<Body>) -> Result<Value, Fault> {
    let kind = answer.headers().get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.to_ascii_lowercase().starts_with("text/html") {
        return Err(Fault::Portal);
    }
    let mut body = answer.into_body();
    let text = body.with_config().limit(ENOUGH).read_to_vec().map_err(|error| sorted(&error))?;
    serde_json::from_slice(&text).map_err(|_| not_understood())
}

/// What is said of one of them.
fn about<'v>(answers: &'v [Value], pointer: &Pointer) -> Result<&'v Value, Fault> {
    let is_it = |told: &&Value| told.get("oid").and_then(Value::as_str) == Some(&pointer.oid);
    let told = answers.iter().find(is_it).ok_or_else(not_understood)?;
    match told.get("error").and_then(|error| error.get("code")).and_then(Value::as_u64) {
        Some(code) => {
            refused(u16::try_from(code).unwrap_or_default())?;
            Err(not_understood())
        }
        None if told.get("error").is_some() => Err(not_understood()),
        None => Ok(told),
    }
}

fn action<'v>(told: &'v Value, name: &str) -> Option<&'v Value> {
    told.get("actions")?.get(name)
}

fn href(action: &Value) -> Result<&str, Fault> {
    action.get("href").and_then(Value::as_str).ok_or_else(not_understood)
}

fn headers(action: &Value) -> Vec<(String, String)> {
    let all = action.get("header").and_then(Value::as_object);
    let text = |(name, value): (&String, &Value)| Some((name.clone(), value.as_str()?.to_owned()));
    all.map(|all| all.iter().filter_map(text).collect()).unwrap_or_default()
}

fn kinds() -> Vec<(String, String)> {
    ["Accept", "Content-Type"].map(|name| (name.to_owned(), KIND.to_owned())).into()
}

fn not_understood() -> Fault {
    Fault::ServerError { detail: "its answer about large files is not understood".to_owned() }
}
