use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, TableLike, Value};

use super::read::{Complaint, Why, read};
use super::{Corrections, FieldCorrection};
use crate::field::Choice;
use crate::site::DraftFlag;

/// Stands at the top of a new file.
const HEADER: &str = "# What Byline should know about this website. Everybody who writes for it shares this file.\n\n";

/// The byte order mark.
const MARK: &str = "\u{feff}";

type Entry = (Vec<String>, Value);

/// The file's text once it says `said`; see [`Corrections::write`].
pub(super) fn write(said: &Corrections, text: &str) -> Result<Option<String>, Complaint> {
    let (before, complaints) = read(text);
    if let Some(broken) = complaints.into_iter().find(|complaint| complaint.why == Why::Broken) {
        return Err(broken);
    }
    if before == *said {
        return Ok(Some(text.to_owned()).filter(|text| !is_empty(text)));
    }
    let new = text.trim().is_empty();
    let mut document: DocumentMut = text.trim_start_matches(MARK).parse().map_err(|_| Complaint {
        line: 1,
        key: String::new(),
        why: Why::Broken,
    })?;
    let (old, now) = (entries(&before), entries(said));
    let same = |one: &Value, other: &Value| crate::values::of_toml(one) == crate::values::of_toml(other);
    let mut loose = String::new();
    for (path, _) in old.iter().filter(|(path, _)| !now.iter().any(|(other, _)| other == path)) {
        loose.push_str(&remove(document.as_table_mut(), path));
    }
    for (path, value) in &now {
        let is_there = old.iter().any(|(other, known)| other == path && same(known, value));
        if !is_there {
            set(document.as_table_mut(), path, value.clone());
        }
    }
    if !loose.is_empty() {
        let trailing = document.trailing().as_str().unwrap_or_default().to_owned();
        document.set_trailing(loose + &trailing);
    }
    let mut written = document.to_string();
    if new && !written.trim().is_empty() {
        written = format!("{HEADER}{}", written.trim_start());
    }
    let written = with_ends_of(text, &written);
    Ok(Some(written).filter(|text| !is_empty(text)))
}

/// The writer of TOML knows one kind of line end only, and no mark at the beginning: each line that was there before gets
/// its own back, and new ones end as most do.
fn with_ends_of(before: &str, written: &str) -> String {
    let mark = if before.starts_with(MARK) { MARK } else { "" };
    let lines: Vec<&str> = before.trim_start_matches(MARK).split_inclusive('\n').collect();
    let returns = lines.iter().filter(|line| line.ends_with("\r\n")).count();
    let usual = if returns * 2 > lines.len() { "\r\n" } else { "\n" };
    let plain = |line: &str| line.trim_end_matches(['\r', '\n']).to_owned();
    let mut out = mark.to_owned();
    let mut at = 0;
    for line in written.trim_start_matches(MARK).split_inclusive('\n') {
        let bare = plain(line);
        let same = lines[at..].iter().position(|known| plain(known) == bare);
        let end = match same.and_then(|ahead| lines.get(at + ahead)) {
            Some(known) if known.ends_with("\r\n") => "\r\n",
            Some(known) if known.ends_with('\n') => "\n",
            _ => usual,
        };
        at += same.map_or(0, |ahead| ahead + 1);
        out.push_str(&bare);
        out.push_str(if line.ends_with('\n') { end } else { "" });
    }
    out
}

/// Whether nothing is said in a text, and no comment of a person's stands in it.
fn is_empty(text: &str) -> bool {
    text.trim_start_matches(MARK).lines().all(|line| line.trim().is_empty() || line.trim() == HEADER.trim())
}

/// What the file says, each with the way to it.
fn entries(said: &Corrections) -> Vec<Entry> {
    let mut all: Vec<Entry> = Vec::new();
    let mut add = |section: &str, key: &str, value: Option<Value>| {
        all.extend(value.map(|value| (vec![section.to_owned(), key.to_owned()], value)));
    };
    let text = |text: &Option<String>| text.as_deref().map(Value::from);
    let dot = |path: &Option<String>| path.as_deref().map(|path| Value::from(if path.is_empty() { "." } else { path }));
    add("site", "name", text(&said.name));
    add("site", "address", text(&said.address));
    add("posts", "folders", said.folders.as_ref().map(|folders| list(folders.iter().map(|path| dot_for(path)))));
    add("posts", "drafts", said.drafts.as_ref().map(|drafts| text(drafts).unwrap_or(Value::from(false))));
    add("posts", "name", text(&said.file_name));
    add("posts", "extension", text(&said.extension));
    add("posts", "draft", said.draft_flag.as_ref().map(|flag| flag.as_ref().map_or(Value::from(false), draft)));
    add("posts", "future", said.future.map(Value::from));
    add("pictures", "beside", dot(&said.beside));
    add("pictures", "folder", dot(&said.pictures_folder));
    add("pictures", "url", text(&said.pictures_url));
    add("details", "kind", said.front_matter.map(|kind| Value::from(word(kind))));
    add("details", "order", said.order.as_ref().map(|order| list(order.iter().map(String::as_str))));
    let languages = said.languages.as_ref().map(|tags| list(tags.iter().map(String::as_str)));
    add("language", "languages", languages);
    add("language", "words", said.words.as_ref().map(|words| lines(words)));
    for (name, correction) in &said.fields {
        for (key, value) in field(correction) {
            all.push((["details", "fields", name.as_str(), key].map(str::to_owned).to_vec(), value));
        }
    }
    all
}

fn field(said: &FieldCorrection) -> Vec<(&'static str, Value)> {
    let mut all = Vec::new();
    let mut add = |key, value: Option<Value>| all.extend(value.map(|value| (key, value)));
    add("label", said.label.as_deref().map(Value::from));
    add("type", said.kind.map(Value::from));
    add("required", said.required.map(Value::from));
    add("default", said.default.as_ref().map(crate::values::to_toml));
    add("options", said.choices.as_ref().map(|choices| choices.iter().map(choice).collect::<Array>().into()));
    add("multiple", said.multiple.map(Value::from));
    add("hint", said.hint.as_deref().map(Value::from));
    add("hidden", said.hidden.map(Value::from));
    all
}

fn choice(choice: &Choice) -> Value {
    if choice.label == choice.value {
        return Value::from(choice.value.as_str());
    }
    let mut pair = InlineTable::new();
    pair.insert("value", choice.value.as_str().into());
    pair.insert("label", choice.label.as_str().into());
    Value::InlineTable(pair)
}

fn draft(flag: &DraftFlag) -> Value {
    let mut pair = InlineTable::new();
    pair.insert("name", flag.name.as_str().into());
    pair.insert("value", flag.value.into());
    Value::InlineTable(pair)
}

fn list<'a>(items: impl Iterator<Item = &'a str>) -> Value {
    Value::Array(items.collect())
}

/// Whether a list has its entries on lines of their own.
fn is_in_lines(array: &Array) -> bool {
    array.iter().any(|entry| prefix(entry).contains('\n'))
}

fn prefix(entry: &Value) -> &str {
    entry.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default()
}

/// Brings such a list to these entries; lines that stay are left as they are.
fn follow(array: &mut Array, wanted: &Value) {
    let Some(wanted) = wanted.as_array() else { return };
    let has = |array: &Array, entry: &Value| array.iter().any(|known| known.as_str() == entry.as_str());
    array.retain(|entry| has(wanted, entry));
    let indent = array.iter().map(prefix).find_map(|before| before.rsplit_once('\n').map(|(_, last)| last.to_owned()));
    let before = format!("\n{}", indent.unwrap_or_else(|| "  ".to_owned()));
    for (at, entry) in wanted.iter().enumerate() {
        if has(array, entry) {
            continue;
        }
        let mut entry = entry.clone();
        // A remark at the end of the line above is kept with what follows it.
        if let Some(next) = array.get_mut(at) {
            entry.decor_mut().set_prefix(prefix(next).to_owned());
            next.decor_mut().set_prefix(before.as_str());
        } else {
            let above = array.trailing().as_str().unwrap_or_default().trim_end();
            entry.decor_mut().set_prefix(format!("{above}{before}"));
            array.set_trailing("\n");
        }
        array.insert_formatted(at.min(array.len()), entry);
        array.set_trailing_comma(true);
    }
}

/// A list with a line for each entry: so two people who each add a word do not change the same line.
fn lines(items: &[String]) -> Value {
    let mut array: Array = items.iter().map(String::as_str).collect();
    for value in array.iter_mut() {
        value.decor_mut().set_prefix("\n  ");
    }
    array.set_trailing_comma(true);
    array.set_trailing("\n");
    Value::Array(array)
}

fn dot_for(path: &str) -> &str {
    if path.is_empty() { "." } else { path }
}

fn word(kind: byline_post::FrontMatter) -> &'static str {
    match kind {
        byline_post::FrontMatter::Yaml => "yaml",
        byline_post::FrontMatter::Toml => "toml",
        byline_post::FrontMatter::Json => "json",
    }
}

/// Gives a key this value; what stands around the old one stays.
fn set(root: &mut Table, path: &[String], mut value: Value) {
    let Some((key, sections)) = path.split_last() else { return };
    let mut table: &mut dyn TableLike = root;
    for section in sections {
        let inner = table.entry(section).or_insert_with(|| {
            let mut made = Table::new();
            // Sections that only hold other sections need no line of their own.
            made.set_implicit(true);
            Item::Table(made)
        });
        let Some(inner) = inner.as_table_like_mut() else { return };
        table = inner;
    }
    match table.get_mut(key).and_then(Item::as_value_mut) {
        Some(Value::Array(old)) if is_in_lines(old) => follow(old, &value),
        Some(old) => {
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        None => {
            table.insert(key, Item::Value(value));
        }
    }
}

/// Takes a key away, and the sections that are empty then. Gives the comments that stood above what went, where nothing
/// that follows in the same section can carry them.
fn remove(table: &mut dyn TableLike, path: &[String]) -> String {
    let Some((key, rest)) = path.split_first() else { return String::new() };
    let mut comments = String::new();
    if !rest.is_empty() {
        let Some(inner) = table.get_mut(key).and_then(Item::as_table_like_mut) else { return comments };
        comments.push_str(&remove(inner, rest));
        if !inner.is_empty() {
            return comments;
        }
    }
    let keys: Vec<String> = table.iter().map(|(key, _)| key.to_owned()).collect();
    let next = keys.iter().skip_while(|other| *other != key).nth(1);
    let above = match table.get(key) {
        Some(Item::Table(section)) => section.decor().prefix(),
        _ => table.key(key).and_then(|key| key.leaf_decor().prefix()),
    };
    let above = only_comments(above.and_then(|above| above.as_str()).unwrap_or_default());
    let beside = table.get(key).and_then(Item::as_value).and_then(|value| value.decor().suffix()?.as_str());
    let above = above + &only_comments(beside.unwrap_or_default());
    table.remove(key);
    let follower = next.filter(|next| table.get(next).is_some_and(Item::is_value));
    match follower.and_then(|next| table.key_mut(next)) {
        Some(mut next) if !above.is_empty() => {
            let decor = next.leaf_decor_mut();
            let own = decor.prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default().to_owned();
            decor.set_prefix(format!("{above}{own}"));
        }
        _ => comments.insert_str(0, &above),
    }
    comments
}

/// The comments in what stands between two things, each on a line of its own.
fn only_comments(between: &str) -> String {
    let lines = between.lines().map(str::trim).filter(|line| line.starts_with('#'));
    lines.flat_map(|line| [line, "\n"]).collect()
}
