use std::path::Path;

use byline_desk::api::{DetailValue, Details, Finding};
use byline_desk::{DeskError, Site, Value, words};
use serde_json::json;

use crate::shown::{Done, Shown};

pub(crate) fn show(site: &mut Site, path: &str) -> Done {
    let open = site.open_post(path)?;
    let post = site.post(path)?;
    let findings = site.findings(path)?.len();
    let text = format!(
        "{}\n{} · {}\n{} words, {findings} findings{}",
        post.title,
        open.details.date.as_deref().unwrap_or("-"),
        Some(open.details.author.as_str()).filter(|author| !author.is_empty()).unwrap_or("-"),
        post.words,
        lines_of(&open.details)
    );
    let mut shown = json!(post);
    shown["details"] = json!(open.details);
    shown["findings"] = json!(findings);
    shown["address"] = json!(open.address);
    Ok(Shown::new(shown, text))
}

/// The other details, one a line.
fn lines_of(details: &Details) -> String {
    let form = details.form.iter().filter_map(|one| {
        let value = match (&one.fixed, &one.value) {
            (Some(written), _) | (None, DetailValue::Words(written)) => written.clone(),
            (None, DetailValue::Nothing) => return None,
            (None, DetailValue::YesNo(yes)) => yes.to_string(),
            (None, DetailValue::Several(items)) => items.join(", "),
        };
        Some(format!("{}: {value}", one.field.label))
    });
    let tags = Some(format!("tags: {}", details.tags.join(", "))).filter(|_| !details.tags.is_empty());
    let others = details.others.iter().map(|other| format!("{}: {}", other.name, other.value));
    tags.into_iter().chain(form).chain(others).fold(String::new(), |text, line| format!("{text}\n{line}"))
}

pub(crate) fn set(site: &mut Site, path: &str, details: &[(String, String)]) -> Done {
    let known = details
        .iter()
        .map(|(name, text)| site.value_of(path, name, text))
        .collect::<Result<Vec<(String, Value)>, DeskError>>()?;
    let values: Vec<(&str, Value)> = known.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
    let changed = site.set_values(path, &values)?;
    // Said as it was asked for, whatever the site calls it.
    let asked = |(name, _): &(String, Value), key: &String| changed.contains(name).then(|| key.clone());
    let changed: Vec<String> = known.iter().zip(details).filter_map(|(known, (key, _))| asked(known, key)).collect();
    site.save(path)?;
    Ok(Shown::new(json!({ "changed": changed }), changed.join("\n")))
}

pub(crate) fn tidy(site: &mut Site, path: &str, dry_run: bool) -> Done {
    let tidied = site.tidy(path, dry_run)?;
    if !dry_run {
        site.save(path)?;
    }
    let fixes: Vec<_> = tidied.fixes.iter().map(fix).collect();
    let text = tidied.fixes.iter().map(told).collect::<Vec<_>>().join("\n");
    Ok(Shown::new(json!({ "fixes": fixes, "changed": tidied.changed }), text))
}

pub(crate) fn undo_tidy(site: &mut Site, path: &str) -> Done {
    site.undo_tidy(path)?;
    site.save(path)?;
    Ok(Shown::new(json!({ "fixes": [], "changed": true }), words::say("tidy.taken-back", &[])))
}

fn fix(fix: &Finding) -> serde_json::Value {
    let (before, after) = fix.repair.as_ref().map(|repair| (&repair.before, &repair.after)).unzip();
    json!({ "id": fix.id, "message": fix.message, "line": fix.line, "before": before, "after": after })
}

/// A repair for people: its sentence, and the lines as they were and as they are.
fn told(fix: &Finding) -> String {
    let mut text = format!("{}: {}", fix.line, fix.message);
    if let Some(repair) = &fix.repair {
        let marked = [('-', &repair.before), ('+', &repair.after)];
        for (mark, line) in marked.iter().flat_map(|(mark, lines)| lines.lines().map(move |line| (mark, line))) {
            text.extend(["\n    ", &mark.to_string(), " ", line]);
        }
    }
    text
}

pub(crate) fn attach(site: &mut Site, path: &str, picture: &Path, alt: &str, caption: Option<&str>) -> Done {
    let attached = site.attach_file(path, picture)?;
    site.append_picture(path, &attached.link, alt, caption)?;
    Ok(Shown::new(json!(attached), attached.path.clone()))
}

pub(crate) fn preview(site: &mut Site, path: &str, out: Option<&Path>) -> Done {
    let root = site.root().to_owned();
    let html = site.preview_page(path, &|file| file_address(&root.join(file)))?;
    let Some(out) = out else { return Ok(Shown::new(json!({ "html": html }), html)) };
    let shown = out.display().to_string();
    std::fs::write(out, html).map_err(|error| DeskError::disk(&shown, error))?;
    Ok(Shown::new(json!({ "out": shown }), shown))
}

pub(crate) fn check(site: &mut Site, path: &str, fix: bool, about_words: bool) -> Done {
    if fix {
        site.fix_all(path)?;
        site.save(path)?;
    }
    let mut findings = site.findings(path)?;
    if about_words {
        findings.extend(site.word_findings(path)?);
    }
    let line = |found: &Finding| format!("{}: {}", found.line, found.message);
    let lines: Vec<_> = findings.iter().map(line).collect();
    let text = if lines.is_empty() { words::say("check.nothing", &[]) } else { lines.join("\n") };
    Ok(Shown::new(json!({ "findings": findings }), text))
}

/// A `file:` address for a browser on this computer.
fn file_address(place: &Path) -> String {
    let text = place.to_string_lossy().replace('\\', "/");
    let safe = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~:".contains(&byte);
    let encoded: String = text
        .bytes()
        .map(|byte| if safe(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect();
    format!("file://{}{encoded}", if encoded.starts_with('/') { "" } else { "/" })
}
